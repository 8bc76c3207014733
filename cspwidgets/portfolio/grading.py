"""Plans graded as the book shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cspwidgets.journey.bookline import BookLine, book_line
from cspwidgets.journey.checks import check
from cspwidgets.journey.schedule import Schedule
from cspwidgets.journey.standing import Standing, stand
from cspwidgets.plan.findings import Finding
from cspwidgets.store.records import Saved


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountStanding:
    """One line of the book: an account, its standing and what `csp check` found."""

    saved: Saved
    standing: Standing
    findings: tuple[Finding, ...]

    @property
    def line(self) -> BookLine:
        """What the book says of it, and nothing more."""
        return book_line(self.standing, self.findings)


def graded(saved: Saved, today: date) -> AccountStanding:
    """A plan as the book shows it."""
    standing = stand(saved.plan, today, draws=0)
    found = findings(saved, today, standing.schedule)
    return AccountStanding(saved=saved, standing=standing, findings=found)


def findings(saved: Saved, today: date, planned: Schedule) -> tuple[Finding, ...]:
    """What is worth a look in a stored plan."""
    last_edit_on = saved.changed_at.astimezone().date()
    return check(saved.plan, today, planned, last_edit_on=last_edit_on)
