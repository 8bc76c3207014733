"""What a table file holds, by the names of its columns: tasks, accounts or usage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from cspwidgets.exchange.accountwords import ACCOUNTS
from cspwidgets.exchange.header import acquaintance, best_table, header_of
from cspwidgets.exchange.table import Table, words_of
from cspwidgets.exchange.taskwords import TASKS
from cspwidgets.exchange.usagewords import METRICS, PERIOD, USAGE


def kind_of(tables: Sequence[Table]) -> Literal["tasks", "accounts", "usage"]:
    """What a file holds; tasks where its columns do not say."""
    if _is_usage(best_table(tables, USAGE)):
        return "usage"
    tasks = acquaintance(best_table(tables, TASKS), TASKS)
    accounts = acquaintance(best_table(tables, ACCOUNTS), ACCOUNTS)
    return "accounts" if accounts > tasks else "tasks"


# Usage has a customer, a time and something that is counted.
def _is_usage(table: Table) -> bool:
    names = [words_of(cell) for cell in header_of(table, USAGE)[0].cells]
    fields = USAGE.fields(names)
    has_time = bool({"on", "year"} & {*fields})
    is_counted = bool({*METRICS} & {*fields}) or {"metric", "value"} <= {*fields}
    has_customer = bool({"account", "source_id"} & {*fields})
    return has_customer and (fields.count(PERIOD) > 1 or (has_time and is_counted))
