"""What a change of plan would bring: one plan on one day, as it is and as it would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Literal

from cspwidgets.journey.calendar import DAYS_A_WEEK, NEARLY
from cspwidgets.journey.checks import check
from cspwidgets.journey.reportcard import ReportCard, SubjectKey
from cspwidgets.journey.schedule import ruler
from cspwidgets.journey.standing import Standing
from cspwidgets.plan.findings import Finding

MarkKey = SubjectKey | Literal["whole"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A finish, now and then.

    Attributes
    ----------
    now_on, then_on
        The days; none where the plan has no start.
    now_weeks, then_weeks
        How long the route is by then, from its start, in weeks of five working days.
    days_won
        Working days that the finish comes nearer; negative when it moves away. None where it
        cannot be told: one of the two has dates and the other none, or there is no range.
    """

    now_on: date | None
    then_on: date | None
    now_weeks: float | None
    then_weeks: float | None
    days_won: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A subject of the report card, or the whole of it, now and then."""

    key: MarkKey
    now: float | None
    then: float | None
    letter_now: str | None
    letter_then: str | None

    @property
    def change(self) -> float | None:
        """Points more, or less; none where one of the two has no data."""
        if self.now is None or self.then is None:
            return None
        return self.then - self.now

    @property
    def is_same(self) -> bool:
        """Whether neither points nor letter would change."""
        return (self.now, self.letter_now) == (self.then, self.letter_then)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """The likely value a year, in each plan's own currency."""

    now: float
    then: float
    currency_now: str
    currency_then: str
    has_now: bool
    has_then: bool

    @property
    def is_same(self) -> bool:
        """Whether the same would stand there."""
        now = (self.now, self.currency_now, self.has_now)
        return now == (self.then, self.currency_then, self.has_then)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two standings side by side.

    Attributes
    ----------
    likely, safe
        The projected finish: the median and the 85th percentile (see `Forecast`).
    whole, subjects
        The report card: as a whole, and by subject.
    came, gone
        Findings that there would be, and those that there would be no more.
    """

    likely: Arrival
    safe: Arrival
    whole: Mark
    subjects: tuple[Mark, ...]
    worth: Worth
    came: tuple[Finding, ...]
    gone: tuple[Finding, ...]


def compare(now: Standing, then: Standing) -> Comparison:
    """Compare where a plan stands with where a changed copy of it would stand.

    Working days are counted in the calendar of `then`. A finding is the same where its code and
    its row are, whatever days its sentence names. (Domain, "What if".)

    Examples
    --------
    >>> from datetime import date
    >>> from cspwidgets import Account, Plan, compare, stand
    >>> empty = stand(Plan(id="acme", account=Account(name="Acme")), date(2026, 7, 17))
    >>> compare(empty, empty).likely.days_won
    0
    """
    before, after = now.forecast, then.forecast
    found_now, found_then = _findings(now), _findings(then)
    return Comparison(
        likely=_arrival(then, (before.likely_on, after.likely_on), (before.likely, after.likely)),
        safe=_arrival(then, (before.safe_on, after.safe_on), (before.safe, after.safe)),
        whole=_whole(now.card, then.card),
        subjects=tuple(_subjects(now.card, then.card)),
        worth=Worth(
            now=now.value.likely,
            then=then.value.likely,
            currency_now=now.value.currency,
            currency_then=then.value.currency,
            has_now=_has_money(now),
            has_then=_has_money(then),
        ),
        came=tuple(row for key, row in found_then.items() if key not in found_now),
        gone=tuple(row for key, row in found_now.items() if key not in found_then),
    )


def _arrival(
    then: Standing,
    days: tuple[date | None, date | None],
    offsets: tuple[float | None, float | None],
) -> Arrival:
    now_on, then_on = days
    won: int | None = None
    if now_on is not None and then_on is not None:
        won = ruler(then.plan).calendar.between(then_on, now_on)
    elif now_on is None and then_on is None and None not in offsets:
        first, second = (ceil((offset or 0.0) - NEARLY) for offset in offsets)
        won = first - second
    now_weeks, then_weeks = (None if each is None else each / DAYS_A_WEEK for each in offsets)
    return Arrival(
        now_on=now_on,
        then_on=then_on,
        now_weeks=now_weeks,
        then_weeks=then_weeks,
        days_won=won,
    )


def _whole(now: ReportCard, then: ReportCard) -> Mark:
    return Mark(
        key="whole",
        now=now.points,
        then=then.points,
        letter_now=now.letter,
        letter_then=then.letter,
    )


def _subjects(now: ReportCard, then: ReportCard) -> Sequence[Mark]:
    return [
        Mark(
            key=old.key,
            now=old.points,
            then=new.points,
            letter_now=old.letter,
            letter_then=new.letter,
        )
        for old, new in zip(now.subjects, then.subjects, strict=True)
    ]


def _has_money(standing: Standing) -> bool:
    return any(gain.money_a_year is not None for gain in standing.value.gains)


def _findings(standing: Standing) -> dict[tuple[str, str, str], Finding]:
    found = check(standing.plan, standing.on, standing.schedule)
    return {(row.code, row.table, row.row): row for row in found}
