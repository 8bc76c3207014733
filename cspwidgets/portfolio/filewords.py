"""What a file would change, in words: counts first, then the lines of each change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from cspwidgets.exchange.imported import Imported, ImportedAccounts, ImportedUsage, Kept
from cspwidgets.exchange.usagewords import metric_words
from cspwidgets.plan.cells import show_value
from cspwidgets.plan.edits import Edit
from cspwidgets.plan.labels import ROW_NOUNS, field_label
from cspwidgets.plan.model import Plan
from cspwidgets.plan.typed import show_day
from cspwidgets.portfolio.files import Incoming

_SHOWN = ("stages", "activities", "people", "outcomes", "measurements", "risks")


def summary(incoming: Incoming) -> tuple[str, ...]:
    """What would be made or changed, one sentence each."""
    if incoming.is_open:
        return ()
    tell = {"accounts": _accounts, "usage": _usage}.get(incoming.kind, _one_plan)
    lines = list(tell(incoming))
    return tuple(lines or ["Nothing would change: all of it is here already."])


def _one_plan(incoming: Incoming) -> Iterator[str]:
    for plan in incoming.new:
        counts = [_some(table, len(getattr(plan, table))) for table in _SHOWN]
        yield f"A new plan for {plan.account.name}: {', '.join(filter(None, counts))}."
    name = incoming.target.account.name if incoming.target else ""
    for edits in incoming.updates.values():
        yield f"The plan for {name} is updated: {', '.join(_changes(edits))}."
    if isinstance(incoming.read, Imported):
        yield from _kept_back(incoming.read)


def _kept_back(read: Imported) -> Iterator[str]:
    if count := len(read.kept):
        yield f"{_cells(count)} edited here and not so in the file: what is here stays."
    if some := _some("activities", len(read.missing)):
        yield f"{some} of an earlier import not in this file any more: what is here stays."


def _accounts(incoming: Incoming) -> Iterator[str]:
    if some := _accounts_of(len(incoming.new)):
        yield f"{some} new, each with a draft plan."
    if some := _accounts_of(len(incoming.updates)):
        cells = sum(len(edits) for edits in incoming.updates.values())
        yield f"{some} updated, {_cells(cells)} in all."
    if isinstance(incoming.read, ImportedAccounts):
        if some := _accounts_of(len(incoming.read.unchanged)):
            yield f"{some} as before."
        if kept := sum(len(cells) for cells in incoming.read.kept.values()):
            yield f"{_cells(kept)} edited here and not so in the file: what is here stays."


def _usage(incoming: Incoming) -> Iterator[str]:
    edits = [edit for made in incoming.updates.values() for edit in made]
    new = sum(edit.kind == "add" for edit in edits)
    counts = [(new, "new"), (len(edits) - new, "changed")]
    told = " and ".join(f"{count} {words}" for count, words in counts if count)
    if edits:
        yield f"Usage figures of {_accounts_of(len(incoming.updates))}: {told}."
    if isinstance(incoming.read, ImportedUsage):
        if some := _accounts_of(len(incoming.read.unchanged)):
            yield f"{some} as before."
        if kept := sum(len(cells) for cells in incoming.read.kept.values()):
            yield f"{_cells(kept)} edited here and not so in the file: what is here stays."


def changes(
    incoming: Incoming,
    *,
    tell: Callable[[Plan, Iterable[Edit]], Iterable[str]],
    load: Callable[[str], Plan],
) -> Iterator[str]:
    """Each change as a line, then what stays here although the file has it otherwise.

    Parameters
    ----------
    tell
        Says edits of a plan in words.
    load
        The plan of an account as it is now.
    """
    if incoming.kind == "accounts":
        yield from (f"{plan.account.name}: new" for plan in incoming.new)
    for account, edits in incoming.updates.items():
        plan = load(account)
        lines = _figures(plan, edits) if incoming.kind == "usage" else tell(plan, edits)
        for line in lines:
            is_one = incoming.kind in ("plan", "tasks")
            yield line if is_one else f"{plan.account.name}: {line}"
    yield from _stays(incoming, load)


# New figures are many and say nothing one by one; a figure that changes is shown.
def _figures(plan: Plan, edits: Iterable[Edit]) -> Iterator[str]:
    rows = {row.id: row for row in plan.usage}
    new = Counter[str]()
    for edit in edits:
        if edit.kind == "add":
            new[edit.value.metric] += 1
            continue
        row = rows[edit.row]
        yield f"{metric_words(row.metric)}, {show_day(row.on)}: {edit.old:g} → {edit.value:g}"
    if new:
        told = ", ".join(f"{metric_words(metric)} {count}" for metric, count in new.items())
        yield f"new figures: {told}"


def _stays(incoming: Incoming, load: Callable[[str], Plan]) -> Iterator[str]:
    read, target = incoming.read, incoming.target
    if isinstance(read, Imported) and target is not None:
        titles = {row.id: row.title for row in target.activities}
        for name in read.missing:
            yield f"activity “{titles[name]}” is not in the file any more: it stays here"
        yield from (_kept_line(target, "activities", one) for one in read.kept)
    elif read is not None and not isinstance(read, Imported):
        table = "account" if isinstance(read, ImportedAccounts) else "usage"
        for account, cells in read.kept.items():
            plan = load(account)
            yield from (f"{plan.account.name}: {_kept_line(plan, table, one)}" for one in cells)


def _kept_line(plan: Plan, table: str, kept: Kept) -> str:
    mine, theirs = (
        show_value(plan, table, kept.field, value) or "empty" for value in (kept.mine, kept.theirs)
    )
    return (
        f"{field_label(kept.field)}{_of_row(plan, table, kept.row)} was edited here: {mine} stays, "
        f"the file says {theirs}"
    )


def _of_row(plan: Plan, table: str, row_id: str) -> str:
    if table == "account":
        return ""
    row = next(row for row in getattr(plan, table) if row.id == row_id)
    return (
        f" of “{row.title}”"
        if table == "activities"
        else f" of {metric_words(row.metric)}, {show_day(row.on)}"
    )


def _changes(edits: Iterable[Edit]) -> Iterator[str]:
    counts = Counter[tuple[str, str]]((edit.kind, edit.table) for edit in edits)
    for kind, words in (("add", "new"), ("remove", "removed"), ("move", "moved")):
        for table in ROW_NOUNS:
            if some := _some(table, counts[kind, table]):
                yield f"{some} {words}"
    if cells := sum(count for (kind, _), count in counts.items() if kind == "set"):
        yield f"{_cells(cells)} changed"


def _some(table: str, count: int) -> str:
    noun = ROW_NOUNS[table] if count == 1 else table.replace("_", " ")
    return f"{count} {noun}" if count else ""


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"


def _accounts_of(count: int) -> str:
    return "1 account" if count == 1 else f"{count} accounts" if count else ""
