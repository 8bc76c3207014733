"""Whose figures a row of a usage export holds: known by the CRM's id, else by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from cspwidgets.exchange.accounts import crm_key
from cspwidgets.exchange.columns import Columns
from cspwidgets.exchange.table import Line
from cspwidgets.plan.model import Plan


class UsageAccounts:
    """The accounts that are here, and the names in the file that are none of them."""

    def __init__(self, existing: Iterable[Plan], only: Plan | None) -> None:
        self.plans = {plan.id: plan for plan in existing}
        self.only = only.id if only else ""
        self.unknown: Counter[str] = Counter()
        self._ids: dict[str, str] = {}
        self._names: dict[str, list[str]] = {}
        for plan in self.plans.values():
            if plan.account.source_id:
                self._ids.setdefault(crm_key(plan.account.source_id), plan.id)
            self._names.setdefault(_name(plan.account.name), []).append(plan.id)

    def find(self, columns: Columns, line: Line) -> tuple[str, str]:
        """The id of the plan that a row belongs to, or why it belongs to none."""
        number = columns.words(line, "source_id")
        name = " ".join(columns.words(line, "account").split())
        if self.only and not columns.has("account", "source_id"):
            return self.only, ""
        if not number and not name:
            return "", "it names no customer"
        found = [self._ids[crm_key(number)]] if crm_key(number) in self._ids else []
        found = found or self._names.get(_name(name), []) or self._by_id(number, name)
        if len(found) > 1:
            return "", f"{len(found)} accounts are called “{name}”: the file must give their ids"
        if not found:
            self.unknown[name or number] += 1
            return "", f"no account here is called “{name or number}”"
        if self.only and found[0] != self.only:
            return "", "it is another account’s"
        return found[0], ""

    def remarks(self) -> tuple[str, ...]:
        """The names that are no account here, the most frequent first."""
        if not self.unknown:
            return ()
        shown = [f"{name} ({count})" for name, count in self.unknown.most_common(5)]
        more = f" and {len(self.unknown) - 5} more" if len(self.unknown) > 5 else ""
        return (
            f"No account here is called {', '.join(shown)}{more}. Import the account list first, "
            "or correct the names.",
        )

    def _by_id(self, number: str, name: str) -> list[str]:
        return next(([one] for one in (number, name) if one in self.plans), [])


def _name(words: str) -> str:
    return " ".join(words.split()).casefold()
