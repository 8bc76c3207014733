"""Reviews of plans that lie in no store, for tests of what they say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache

from cspwidgets.journey.period import Period
from cspwidgets.journey.review import Facts, review_facts
from cspwidgets.journey.standing import stand
from cspwidgets.language.language import Language
from cspwidgets.pictures.theme import Theme
from cspwidgets.plan.asof import plan_as_of
from cspwidgets.plan.model import Measurement, Outcome, Plan
from cspwidgets.plan.shared import shared
from cspwidgets.plan.words import Direction, Evidence
from cspwidgets.reports.document import Section
from cspwidgets.reports.review import Review
from cspwidgets.settings import Settings
from support.plans import plan_of, step

Before = tuple[Plan, date, str]

OUTCOME = Outcome(
    id="o",
    name="Hours",
    direction=Direction.LOWER,
    baseline=40.0,
    target=20.0,
    by=date(2026, 12, 31),
    evidence=Evidence.B,
)


def facts_of(
    plan: Plan, on: date, before: Before | None = None, *, language: str = "en", draws: int = 50
) -> Facts:
    """The facts of a plan's review in the quarter of `on`."""
    spoken = Language.of(language)
    return review_facts(
        stand(plan, on, draws=draws, before=before, language=spoken),
        Period.around(on),
        stand(before[0], before[1], draws=0, language=spoken) if before else None,
        before[2] if before else "",
    )


def review_of(
    plan: Plan,
    on: date,
    before: Before | None = None,
    *,
    audience: str = "customer",
    language: str = "en",
) -> Review:
    """The review of a plan, as `portfolio.reviews` makes it."""
    if audience == "customer":
        plan = shared(plan)
        before = (shared(before[0]), *before[1:]) if before else None
    facts = facts_of(plan, on, before, language=language)
    return Review(facts, audience=audience, language=Language.of(language), theme=theme())


def earlier(plan: Plan, on: date, kind: str = "qbr") -> Before:
    """The same plan as it stood on an earlier day, as a touch point."""
    return plan_as_of(plan, on), on, kind


@cache
def theme() -> Theme:
    """The theme that comes with the program."""
    return Theme.from_data(Settings.from_environment({"CSP_HOME": "."}).theme())


def texts_in(value: object) -> Iterator[str]:
    """Every text of a section that people read: not ids, pictures or specifications."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_in(each)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in ("id", "kind", "tone", "svg", "spec", "about", "align", "block"):
                yield from texts_in(getattr(value, field.name))


def whole(sections: tuple[Section, ...]) -> str:
    """All that is in the document, as it stands in the notebook."""
    return json.dumps([section.to_data() for section in sections], ensure_ascii=False)


def measured(*values: float, outcome: Outcome = OUTCOME) -> Plan:
    """A plan of one step, whose outcome was measured on 10 May, 10 June and 10 July."""
    rows = tuple(
        Measurement(id=f"m{k}", outcome=outcome.id, on=date(2026, 5 + k, 10), value=value)
        for k, value in enumerate(values)
    )
    return plan_of(step("a"), objective="Fewer", outcomes=(outcome,), measurements=rows)
