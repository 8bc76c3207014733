"""What the customer's page is made of: a public plan, its day, and what it is compared with.

It is made when a CSM publishes, of what `plan/shared.py` leaves, and travels as text to whatever
draws the page. The rules reckon with it anew, so no figure on the page can come from anything that
the customer may not know.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Self, cast

from cspwidgets.journey.standing import Standing, stand
from cspwidgets.language import ENGLISH, Language
from cspwidgets.plan.codec import plan_from_json, plan_to_json
from cspwidgets.plan.model import Plan
from cspwidgets.plan.shared import nameless, shared, shared_then
from cspwidgets.plan.words import Visibility
from cspwidgets.sharing.publicplan import PUBLIC, PublicPlan

_MODEL = {public: kind for kind, public in PUBLIC.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicBefore:
    """The plan at the last touch point, its day, and what it was (`qbr`, `call`, …).

    It has days and figures only: nobody and nothing that was taken out of the plan since is named.
    """

    plan: PublicPlan
    on: date
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicView:
    """A plan as its customer sees it on a day; `language` is a tag (`en`, `de`).

    Examples
    --------
    >>> from cspwidgets.plan.model import Account
    >>> plan = Plan(id="acme", account=Account(name="Acme", fee=120_000.0), objective="Grow")
    >>> view = PublicView.of(plan, date(2026, 7, 17))
    >>> "120" in view.to_json()
    False
    >>> PublicView.from_json(view.to_json()) == view
    True
    """

    plan: PublicPlan
    on: date
    language: str
    before: PublicBefore | None

    @classmethod
    def of(
        cls,
        plan: Plan,
        on: date,
        *,
        before: tuple[Plan, date, str] | None = None,
        language: Language = ENGLISH,
    ) -> Self:
        """What a customer may know of a plan on a day; `before` is its last touch point."""
        plans = [shared(plan)]
        if before is not None:
            plans.append(_bare(shared_then(before[0], plan)))
        now, *then = map(public_of, nameless(*plans))
        compared = PublicBefore(plan=then[0], on=before[1], kind=before[2]) if before else None
        return cls(plan=now, on=on, language=language.tag, before=compared)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The view of a text that `to_json` gave."""
        data = json.loads(text)
        before = data["before"]
        return cls(
            plan=_plan(data["plan"]),
            on=date.fromisoformat(data["on"]),
            language=data["language"],
            before=before
            and PublicBefore(
                plan=_plan(before["plan"]),
                on=date.fromisoformat(before["on"]),
                kind=before["kind"],
            ),
        )

    def to_json(self) -> str:
        """The view as text: the same view always gives the same."""
        before = self.before and {
            "plan": _data(self.before.plan),
            "on": self.before.on.isoformat(),
            "kind": self.before.kind,
        }
        data = {
            "plan": _data(self.plan),
            "on": self.on.isoformat(),
            "language": self.language,
            "before": before,
        }
        return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def standing(self, *, draws: int = 1000) -> Standing:
        """Where the plan stands, reckoned from nothing but this view, told in its language."""
        before = self.before
        return stand(
            model_of(self.plan),
            self.on,
            draws=draws,
            before=(model_of(before.plan), before.on, before.kind) if before else None,
            language=Language.of(self.language),
        )


def public_of(shared_plan: Plan) -> PublicPlan:
    """A plan that was shared (`plan/shared.py`), without so much as a place for anything else."""
    return cast(PublicPlan, _rebuilt(shared_plan, PUBLIC))


def model_of(public: PublicPlan) -> Plan:
    """The plan that the rules and the pictures read, with nothing in its internal fields."""
    return cast(Plan, _rebuilt(public, _MODEL))


def _bare(then: Plan) -> Plan:
    steps = (
        replace(row, title="", owner="", waiting_on="", link="", advice="")
        for row in then.activities
    )
    return replace(
        then,
        objective="",
        people=(),
        usage=(),
        activities=tuple(steps),
        risks=tuple(replace(row, name="", owner="", mitigation="") for row in then.risks),
        touch_points=(),
    )


def _rebuilt(value: Any, kinds: dict[type, type]) -> Any:
    if isinstance(value, tuple):
        return tuple(_rebuilt(item, kinds) for item in value)
    kind = kinds.get(type(value))
    if kind is None:
        return value
    known, wanted = ({field.name for field in fields(one)} for one in (type(value), kind))
    taken = {name: _rebuilt(getattr(value, name), kinds) for name in known & wanted}
    if kind in PUBLIC and "visibility" in wanted - known:
        taken["visibility"] = Visibility.SHARED
    return kind(**taken)


def _data(plan: PublicPlan) -> Any:
    return json.loads(plan_to_json(model_of(plan)))


def _plan(data: Any) -> PublicPlan:
    return public_of(plan_from_json(json.dumps(data)))
