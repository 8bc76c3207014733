"""Quarterly reviews: an account, a period and an audience make one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args

from cspwidgets.errors import SettingsError
from cspwidgets.journey.period import Period
from cspwidgets.journey.review import review_facts
from cspwidgets.journey.reviewkey import as_reviewed
from cspwidgets.journey.standing import stand
from cspwidgets.language.catalogue import tags
from cspwidgets.language.language import Language
from cspwidgets.pictures.theme import Theme
from cspwidgets.plan.asof import plan_as_of
from cspwidgets.plan.model import Plan
from cspwidgets.plan.shared import shared, shared_then
from cspwidgets.plan.words import TouchPointKind
from cspwidgets.portfolio.touchpoints import TouchPoints, reviewed_period
from cspwidgets.reports.review import Review
from cspwidgets.reports.words import Audience
from cspwidgets.settings import Settings
from cspwidgets.store.store import Store

Before = tuple[Plan, date, str]


@dataclass(frozen=True, slots=True)
class Reviews:
    """The reviews of one store."""

    settings: Settings
    store: Store
    touch_points: TouchPoints

    def review(
        self,
        account: str,
        *,
        period: str = "",
        as_of: str = "",
        audience: str = "customer",
        language: str = "",
    ) -> Review:
        """One account's review. All is text, as it comes from a notebook's parameters.

        Parameters
        ----------
        period
            A calendar quarter ("2026Q3"); by default that of `as_of`, or of today.
        as_of
            The day (ISO) that everything is told of; by default the period's last day or today,
            whichever is earlier.
        audience
            `customer`, or `internal` for the vendor's own people.
        language
            A tag (`en`, `de`); by default that of the settings.

        Raises
        ------
        NotFound, SettingsError
            There is no such account; a parameter cannot be used, and the sentence says why.
        """
        when, on = self._moment(period.strip(), as_of.strip())
        reader, spoken = _audience(audience), self._language(language)
        stored = as_reviewed(self.store.load(account).plan, when)
        plan = plan_as_of(stored, on)
        before = self.before(stored, when, on)
        if reader == "customer":
            before = (shared_then(before[0], plan), *before[1:]) if before else None
            plan = shared(plan)
        facts = review_facts(
            stand(plan, on, before=before, language=spoken),
            when,
            stand(before[0], before[1], draws=0, language=spoken) if before else None,
            before[2] if before else "",
        )
        theme = Theme.from_data(self.settings.theme())
        return Review(facts, audience=reader, language=spoken, theme=theme)

    def before(self, plan: Plan, period: Period, on: date) -> Before | None:
        """What a review is compared with: the plan then, its day, and its kind.

        That is the newest quarterly review of an earlier period; without one, the newest other
        touch point before `on`. One that was never frozen is told from what the plan remembers.
        """
        qbr = TouchPointKind.QBR.value
        kinds = {kind.value for kind in TouchPointKind}
        known: list[tuple[Before, Period]] = [
            (
                (snapshot.plan, snapshot.on, snapshot.kind),
                reviewed_period(snapshot.results) or Period.around(snapshot.on),
            )
            for snapshot in self.store.snapshots(plan.id)
            if snapshot.kind in kinds and snapshot.on < on
        ]
        frozen = {(day, kind) for (_, day, kind), _ in known}
        for row in plan.touch_points:
            if (row.on, row.kind.value) not in frozen and row.on < on:
                told = (plan_as_of(plan, row.on), row.on, row.kind.value)
                known.append((told, Period.around(row.on)))
        earlier = [each for each, then in known if each[2] == qbr and then < period]
        others = [each for each, _ in known if each[2] != qbr]
        return max(earlier or others, key=lambda each: each[1], default=None)

    def _moment(self, period: str, as_of: str) -> tuple[Period, date]:
        today = self.settings.today()
        try:
            day = date.fromisoformat(as_of) if as_of else None
        except ValueError:
            told = f"The day of the review is {as_of!r}, which is no day. Write it like 2026-09-30."
            raise SettingsError(told, name="as_of") from None
        when = Period.of(period) if period else Period.around(day or today)
        on = day or min(when.last_on, today)
        if on < when.first_on:
            told = (
                f"The period {when} begins on {when.first_on}, after {on}. Choose an earlier one."
            )
            raise SettingsError(told, name="period")
        return when, on

    def _language(self, language: str) -> Language:
        tag = language.strip() or self.settings.language
        if tag not in tags():
            told = f"There is no language {tag!r} here; there are {', '.join(tags())}."
            raise SettingsError(told, name="language")
        return Language.of(tag)


def _audience(audience: str) -> Audience:
    match audience.strip():
        case "customer" | "":
            return "customer"
        case "internal":
            return "internal"
    told = f"The audience is {audience!r}; it may be {' or '.join(get_args(Audience))}."
    raise SettingsError(told, name="audience")
