"""What the book says of one account on a day: how it stands, why it needs you, what is due.

A line is small and holds no plan, so that thousands of them cost nothing to keep, to sort and to
send. Nothing is reckoned here that another rule has reckoned already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cspwidgets.journey.bookwhy import is_over, slips_on, why
from cspwidgets.journey.changes import late
from cspwidgets.journey.forecast import SlipWord, finish_before_renewal
from cspwidgets.journey.schedule import ruler
from cspwidgets.journey.standing import Standing
from cspwidgets.journey.steps import TURNS, falls_to, is_open
from cspwidgets.plan.findings import Finding
from cspwidgets.plan.words import Side

WORST_LETTERS = ("D", "E")
"""With one of these before its renewal, an account is at risk."""

SIDES = (Side.CUSTOMER, Side.VENDOR, Side.PARTNER)
"""Who may have something due; a step of "both" is due on the first two."""

_UNGRADED = 101.0
_DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class DueStep:
    """A step that is due in this week; `late_days` are working days, 0 while it is not late."""

    activity: str
    title: str
    side: Side
    due_on: date
    late_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLine:
    """One account in the book.

    Attributes
    ----------
    rank
        What the book is sorted by, worst first (see `worst_first`).
    why
        One sentence: why it needs you, or that it does not.
    slips_on
        Whose open steps hold it up most, where it is behind.
    finish_on
        The projected finish.
    slack_days
        Days from the projected finish to the renewal; negative: the work that belongs before the
        renewal ends after it. None without either day, once nothing is open, and after a renewal
        that was not missed.
    is_at_risk
        Whether the renewal is: the work ends after it, the plan is off, or the grade is D or E.
    is_over
        Whether the plan is achieved or closed, or has no open step left.
    value_a_year
        The likely value, in `currency`.
    late
        How many open steps are past their due day, by side.
    due
        What is due from Monday to Sunday of the day's week, soonest first.
    findings
        The codes of what `csp check` found.
    """

    account: str
    name: str
    csm: str
    rank: tuple[bool, float, int, str]
    letter: str | None
    points: float | None
    why: str
    slip: SlipWord
    slip_days: int | None
    slips_on: Side | None
    finish_on: date | None
    renewal_on: date | None
    slack_days: int | None
    is_at_risk: bool
    is_over: bool
    value_a_year: float
    currency: str
    late: Mapping[Side, int]
    due: tuple[DueStep, ...]
    findings: tuple[str, ...]

    @property
    def is_behind(self) -> bool:
        """Whether it arrives later than agreed, by more than a little."""
        return not self.is_over and self.slip in (SlipWord.BEHIND, SlipWord.OFF)

    def due_of(self, side: Side) -> tuple[DueStep, ...]:
        """What falls to a side this week; a step of "both" falls to the customer and the vendor."""
        return tuple(step for step in self.due if step.side in TURNS[side])


def book_line(standing: Standing, findings: Sequence[Finding] = ()) -> BookLine:
    """The line of an account that stands so."""
    plan, card, expected = standing.plan, standing.card, standing.forecast
    over = is_over(plan)
    renewal_on = plan.account.renewal_on
    return BookLine(
        account=plan.id,
        name=plan.account.name,
        csm=plan.account.csm,
        rank=worst_first(standing),
        letter=card.letter,
        points=card.points,
        why=why(standing),
        slip=expected.word,
        slip_days=expected.slip_days,
        slips_on=slips_on(standing),
        finish_on=expected.finish_on,
        renewal_on=renewal_on,
        slack_days=None if over else _slack_days(standing),
        is_at_risk=not over and renewal_on is not None and _is_at_risk(standing),
        is_over=over,
        value_a_year=standing.value.likely,
        currency=standing.value.currency,
        late=_late(standing),
        due=_due(standing),
        findings=tuple(finding.code for finding in findings),
    )


def line_data(line: BookLine) -> dict[str, Any]:
    """A line as JSON-ready data: what `csp accounts --json` tells and the notebook shows."""
    return {
        "account": line.account,
        "name": line.name,
        "csm": line.csm,
        "letter": line.letter,
        "points": line.points,
        "why": line.why,
        "slip": line.slip.value,
        "slip_days": line.slip_days,
        "slips_on": line.slips_on.value if line.slips_on else None,
        "behind": line.is_behind,
        "finish_on": _iso(line.finish_on),
        "renewal_on": _iso(line.renewal_on),
        "slack_days": line.slack_days,
        "at_risk": line.is_at_risk,
        "over": line.is_over,
        "value_a_year": line.value_a_year,
        "currency": line.currency,
        "due_this_week": {
            side.value: [_step_data(step) for step in line.due_of(side)] for side in SIDES
        },
        "late": {side.value: line.late[side] for side in SIDES},
        "findings": list(line.findings),
    }


def worst_first(standing: Standing) -> tuple[bool, float, int, str]:
    """What a book is sorted by: fewest points first, then most days behind, then by name.

    Plans that are over come last, those without a grade before them.
    """
    points, slip = standing.card.points, standing.forecast.slip_days or 0
    rank = _UNGRADED if points is None else points
    return (is_over(standing.plan), rank, -slip, standing.plan.account.name)


def _is_at_risk(standing: Standing) -> bool:
    expected = standing.forecast
    is_off = expected.past_renewal or expected.word is SlipWord.OFF
    return is_off or standing.card.letter in WORST_LETTERS


def _slack_days(standing: Standing) -> int | None:
    plan, finish_on = standing.plan, standing.forecast.finish_on
    renewal_on = plan.account.renewal_on
    if finish_on is None or renewal_on is None:
        return None
    if finish_on > renewal_on and not standing.forecast.past_renewal:
        # Only the work of the renewal itself ends later.
        before = finish_before_renewal(plan, standing.forecast.slots) or standing.on
        left = (renewal_on - max(before, standing.on)).days
        return left if left >= 0 else None
    if finish_on > renewal_on:
        finish_on = finish_before_renewal(plan, standing.forecast.slots) or finish_on
    return (renewal_on - finish_on).days


def _late(standing: Standing) -> dict[Side, int]:
    names = late(standing.plan, standing.on, standing.schedule)
    rows = [row for row in standing.plan.activities if row.id in names]
    return {side: sum(falls_to(row, side) for row in rows) for side in SIDES}


def _due(standing: Standing) -> tuple[DueStep, ...]:
    plan, on = standing.plan, standing.on
    monday = on - timedelta(days=on.weekday())
    sunday = monday + timedelta(days=_DAYS_A_WEEK - 1)
    calendar = ruler(plan).calendar
    found = [
        DueStep(
            activity=row.id,
            title=row.title,
            side=row.side,
            due_on=due,
            late_days=max(calendar.between(due, on), 0),
        )
        for row in plan.activities
        if is_open(row)
        and (due := standing.schedule.slots[row.id].finish_on)
        and monday <= due <= sunday
    ]
    return tuple(sorted(found, key=lambda step: step.due_on))


def _step_data(step: DueStep) -> dict[str, Any]:
    return {
        "activity": step.activity,
        "title": step.title,
        "due_on": step.due_on.isoformat(),
        "late_days": step.late_days,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
