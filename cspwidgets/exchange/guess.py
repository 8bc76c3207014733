"""What a table file holds, by the names of its columns: tasks, accounts or usage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from cspwidgets.exchange.accountwords import ACCOUNTS
from cspwidgets.exchange.figures import are_figures
from cspwidgets.exchange.header import acquaintance, best_table, body, header_of
from cspwidgets.exchange.table import Line, Table, words_of
from cspwidgets.exchange.taskwords import TASKS
from cspwidgets.exchange.usagewords import METRICS, PERIOD, USAGE
from cspwidgets.exchange.vocabulary import UNKNOWN, Vocabulary


def kind_of(tables: Sequence[Table]) -> Literal["tasks", "accounts", "usage"]:
    """What a file holds; tasks where its columns do not say."""
    if _is_usage(best_table(tables, USAGE)):
        return "usage"
    tasks, accounts = best_table(tables, TASKS), best_table(tables, ACCOUNTS)
    # What has a title and names no customer is work, however many columns a CRM adds to it.
    if "title" in _fields(tasks, TASKS) and "name" not in _fields(accounts, ACCOUNTS):
        return "tasks"
    is_more = acquaintance(accounts, ACCOUNTS) > acquaintance(tasks, TASKS)
    return "accounts" if is_more else "tasks"


# Usage has a customer, a time and something that is counted.
def _is_usage(table: Table) -> bool:
    header, _ = header_of(table, USAGE)
    fields = USAGE.fields(_names(header))
    has_time = bool({"on", "year"} & {*fields})
    is_counted = bool({*METRICS} & {*fields}) or {"metric", "value"} <= {*fields}
    has_customer = bool({"account", "source_id"} & {*fields})
    if has_customer and fields.count(PERIOD) > 1:
        return True
    return has_customer and has_time and (is_counted or _counts_again(table, header, fields))


# Figures under names of their own are usage where a customer has several rows: a list of
# accounts has each once, and a list of work says what is to be done.
def _counts_again(table: Table, header: Line, fields: list[str]) -> bool:
    titles = [n for n, one in enumerate(TASKS.fields(_names(header))) if one == "title"]
    if any(fields[n] not in ("account", "feature") for n in titles):
        return False
    rows, _ = body(table, header.number)
    place = next(n for n, one in enumerate(fields) if one in ("account", "source_id"))
    customers = [words_of(line.cells[place]) for line in rows if place < len(line.cells)]
    unknown = [n for n, one in enumerate(fields) if one == UNKNOWN]
    return len({*customers}) * 2 <= len(customers) and any(
        are_figures([line.cells[n] for line in rows if n < len(line.cells)]) for n in unknown
    )


def _fields(table: Table, vocabulary: Vocabulary) -> list[str]:
    return vocabulary.fields(_names(header_of(table, vocabulary)[0]))


def _names(header: Line) -> list[str]:
    return [words_of(cell) for cell in header.cells]
