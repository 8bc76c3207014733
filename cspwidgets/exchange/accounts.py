"""An account list becomes draft plans, and updates of the accounts that have one already.

What the customer itself earns (`AnnualRevenue`) is not the fee, and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from cspwidgets.exchange.accountwords import ACCOUNTS
from cspwidgets.exchange.columns import Columns
from cspwidgets.exchange.dates import DayOrder, read_day
from cspwidgets.exchange.imported import Answers, ImportedAccounts, Kept, NotTaken, Question
from cspwidgets.exchange.merge import Said, merged
from cspwidgets.exchange.quantities import Money, decimal_mark, read_money
from cspwidgets.exchange.reading import Reading, in_order, left, open_table
from cspwidgets.exchange.states import is_yes
from cspwidgets.exchange.table import Line, Table, is_nothing
from cspwidgets.plan.difference import difference
from cspwidgets.plan.model import Account, Plan
from cspwidgets.plan.slug import new_id

_TEXTS = ("name", "industry", "segment", "product", "tier", "csm", "vendor")
_DAYS = ("term_start_on", "renewal_on")
_CRM_ID = re.compile(r"[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?")
_USER_ID = re.compile(r"005[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?")


def import_accounts(
    tables: Sequence[Table],
    *,
    existing: Iterable[Plan] = (),
    answers: Answers | None = None,
    said: Mapping[str, Said] | None = None,
) -> ImportedAccounts:
    """Read an account list.

    Parameters
    ----------
    tables
        What `read_tables` gave.
    existing
        The plans that are there already. An account is known by its CRM id, else by its name.
    answers
        What a person has said about the file; see the questions of an earlier call.
    said
        By plan: what earlier imports wrote into it, so that edits made here are kept. Without it
        the file wins wherever it says something.

    Raises
    ------
    UnreadableFile
        There is no such sheet or column.
    """
    answers = answers or Answers()
    reading = open_table(
        tables,
        ACCOUNTS,
        answers,
        main=("name",),
        question="Which column holds the names of the customers?",
        days=_DAYS,
    )
    book = _Book(list(existing), said or {}, is_told=said is not None)
    book.not_taken += (left(line, "it is the footer of a report") for line in reading.footers)
    if reading.is_open:
        return book.result(reading, reading.questions)
    decimals = {name: decimal_mark(reading.cells(name)) for name in ("fee", "monthly_fee")}
    reader = _Reader(reading.columns, reading.order, answers, decimals)
    for line in reading.rows:
        book.take(line, *reader.read(line))
    return book.result(reading, (*reading.questions, *reader.questions()))


@dataclass(slots=True)
class _Reader:
    columns: Columns
    order: DayOrder
    answers: Answers
    decimals: Mapping[str, str]
    half_said: set[str] = field(default_factory=set)
    currencies: set[str] = field(default_factory=set)
    unsaid: list[int] = field(default_factory=list)

    def read(self, line: Line) -> tuple[dict[str, Any], list[tuple[str, str, str]]]:
        """What a row says of an account, and the cells that were not understood."""
        says: dict[str, Any] = {}
        unread: list[tuple[str, str, str]] = []
        for name in _TEXTS:
            if self.columns.has(name):
                words = " ".join(self.columns.words(line, name).split())
                says[name] = "" if _is_nobody(name, words) else words
        if is_yes(self.columns.words(line, "is_deleted")):
            says["is_deleted"] = True
        if self.columns.has("source_id"):
            says["source_id"] = self.columns.words(line, "source_id")
        if self.columns.has("domain"):
            says["domain"] = domain_of(self.columns.words(line, "domain"))
        for name in (*_DAYS, "fee", "monthly_fee"):
            if not self.columns.has(name):
                continue
            try:
                says |= self._day(line, name) if name in _DAYS else self._fee(line, name)
            except ValueError as error:
                words = self.columns.words(line, name)
                unread.append((self.columns.name(name), words, str(error)))
        return says, unread

    def _day(self, line: Line, name: str) -> dict[str, date | None]:
        day = read_day(self.columns.cell(line, name), self.order)
        if day is not None and not isinstance(day, date):
            raise ValueError(f"“{self.columns.words(line, name)}” is a week, not a day")
        return {name: day}

    def _fee(self, line: Line, name: str) -> dict[str, Any]:
        money = read_money(self.columns.cell(line, name), decimal=self.decimals[name])
        if money is None:
            return {"fee": None} if name == "fee" else {}
        times = 12 if name == "monthly_fee" else 1
        says: dict[str, Any] = {"fee": round(money.amount * times, 2)}
        currency = self._currency(line, money)
        return {**says, "currency": currency} if currency else says

    def _currency(self, line: Line, money: Money) -> str:
        told = self.columns.words(line, "currency") or money.currency or self.answers.currency
        found = re.match(r"[A-Za-z]{3}\b", told)
        if found:
            self.currencies.add(found[0].upper())
            return found[0].upper()
        if told and not self.answers.currency:
            self.half_said.add(told)
        if not told:
            self.unsaid.append(line.number)
        return self.answers.currency.upper()

    def questions(self) -> Iterator[Question]:
        """What is to be asked of the currencies of the fees."""
        if self.half_said:
            yield _currency_question(self.half_said)
        if (self.currencies or self.half_said) and self.unsaid:
            lines = ", ".join(map(str, self.unsaid[:5])) + (", …" if len(self.unsaid) > 5 else "")
            named = ", ".join(sorted(self.currencies | self.half_said))
            asked = f"Other fees say theirs ({named}): which currency has line {lines}?"
            yield Question(about="currency", sentence=asked)


# A record id is no name, and “None” looks after nobody. “NA” stays: people are called Na.
def _is_nobody(field: str, words: str) -> bool:
    is_none = is_nothing(words) and words.casefold() != "na"
    return field == "csm" and (is_none or bool(_USER_ID.fullmatch(words)))


@dataclass(slots=True)
class _Book:
    existing: list[Plan]
    said: Mapping[str, Said]
    is_told: bool
    new: dict[str, Plan] = field(default_factory=dict)
    updates: dict[str, Plan] = field(default_factory=dict)
    kept: dict[str, list[Kept]] = field(default_factory=dict)
    not_taken: list[NotTaken] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def take(self, line: Line, says: dict[str, Any], unread: list[tuple[str, str, str]]) -> None:
        """Take one row: a new account, or an update of a known one."""
        key = crm_key(str(says.get("source_id", ""))) or str(says.get("name", "")).casefold()
        reason = self._why_not(line, says, key)
        if reason:
            self.not_taken.append(left(line, reason))
            return
        self.seen[key] = line.number
        for column, words, why in unread:
            self.not_taken.append(
                NotTaken(line=line.number, reason=why, cells=(words,), column=column)
            )
        plan = self._known(says)
        if plan is None:
            self._add(says)
            return
        known = plan.account.source_id
        if crm_key(known) == key and len(known) > len(str(says.get("source_id", ""))):
            says["source_id"] = known
        told = self.said.get(plan.id, Said({})) if self.is_told else None
        account, kept = merged("account", plan.account, says, told)
        self.updates[plan.id] = replace(plan, account=account)
        if kept:
            self.kept[plan.id] = kept

    def result(self, reading: Reading, questions: tuple[Question, ...]) -> ImportedAccounts:
        """All that was taken."""
        known = {plan.id: plan for plan in self.existing}
        edits = {name: difference(known[name], plan) for name, plan in self.updates.items()}
        return ImportedAccounts(
            new=tuple(self.new.values()),
            updates={name: made for name, made in edits.items() if made},
            unchanged=tuple(name for name, made in edits.items() if not made),
            mapping=reading.columns,
            taken=len(self.new) + len(self.updates),
            not_taken=in_order(self.not_taken),
            kept={name: tuple(kept) for name, kept in self.kept.items()},
            questions=questions,
            remarks=reading.remarks(),
        )

    def _why_not(self, line: Line, says: dict[str, Any], key: str) -> str:
        if line.trouble:
            return line.trouble
        if not says.get("name"):
            return "it has no name"
        if says.pop("is_deleted", False):
            return "it was deleted in the CRM"
        if key in self.seen:
            return f"the same account stands in line {self.seen[key]} already"
        return ""

    # By the CRM's id; by name only where one of the two has no such id.
    def _known(self, says: dict[str, Any]) -> Plan | None:
        key = crm_key(str(says.get("source_id", "")))
        if key:
            for plan in self.existing:
                if crm_key(plan.account.source_id) == key:
                    return plan
        name = str(says["name"]).casefold()
        for plan in self.existing:
            has_other = bool(key and plan.account.source_id)
            if plan.account.name.casefold() == name and not has_other:
                return None if plan.id in self.updates else plan
        return None

    def _add(self, says: dict[str, Any]) -> None:
        taken = {plan.id for plan in self.existing} | set(self.new)
        name = str(says["name"])
        wish = new_id(name, "account", taken=())
        key = crm_key(str(says.get("source_id", "")))
        if wish in taken and key:
            wish = new_id(f"{wish[:40]} {key[-8:]}", "account", taken=taken)
        elif wish in taken:
            wish = new_id(name, "account", taken=taken)
        filled = {name: value for name, value in says.items() if value is not None}
        self.new[wish] = Plan(id=wish, account=Account(**filled))


def domain_of(words: str) -> str:
    """The domain of a web site or mail address.

    Examples
    --------
    >>> domain_of("https://www.northwind.example/about"), domain_of("northwind.example")
    ('northwind.example', 'northwind.example')
    """
    host = re.sub(r"^[a-z]+://", "", words.strip().casefold())
    host = re.split(r"[/?#:]", host.rpartition("@")[2])[0].removeprefix("www.")
    return host if re.fullmatch(r"[\w-]+(\.[\w-]+)+", host) else ""


def crm_key(source_id: str) -> str:
    """A CRM id as it is compared: Salesforce writes the same one with 15 or 18 characters.

    Examples
    --------
    >>> crm_key("001Ox00000PWD3lIAH") == crm_key("001Ox00000PWD3l")
    True
    """
    is_salesforce = _CRM_ID.fullmatch(source_id) and not source_id.isdecimal()
    return source_id[:15] if is_salesforce else source_id


def _currency_question(signs: set[str]) -> Question:
    shown = ", ".join(sorted(signs))
    return Question(
        about="currency",
        sentence=f"Which currency is {shown}? Until that is said, the fees have none.",
        names=tuple(sorted(signs)),
    )
