"""What a session needs from outside: the portfolio hands it in, the widgets know no store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from cspwidgets.journey.standing import Standing, stand
from cspwidgets.language import ENGLISH, Language
from cspwidgets.pictures.theme import Theme
from cspwidgets.plan.model import Plan
from cspwidgets.widgets.outbox import Save, Stored


def _no_touch_point() -> tuple[Plan, date, str] | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """The callables by which a session reaches the store and the clock.

    Attributes
    ----------
    save
        Saves a change made on a revision; raises `PlanChanged` or `StoreError`.
    load
        The plan as it is stored now; raises `StoreError`.
    revision
        The stored revision. It is asked about once a second, from a thread: keep it cheap.
    is_saved
        Whether a change of that id is in the store.
    today, now
        The day that everything is measured on; the moment, in the user's own time zone.
    new_id
        A new id for a change (uuid hex).
    theme
        The look of everything that is drawn.
    before
        The plan at the last touch point, its day and its kind; none before the first.
    language
        What the pictures say is said in it.
    trial
        The id of the what-if that these doors belong to: what is changed there is not saved.
    """

    save: Save
    load: Callable[[], Stored]
    revision: Callable[[], int]
    is_saved: Callable[[str], bool]
    today: Callable[[], date]
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    theme: Theme
    before: Callable[[], tuple[Plan, date, str] | None] = _no_touch_point
    language: Language = ENGLISH
    trial: str = ""

    def stand(self, plan: Plan, on: date) -> Standing:
        """Where a plan stands on a day, with what changed since the last touch point."""
        return stand(plan, on, before=self.before(), language=self.language)
