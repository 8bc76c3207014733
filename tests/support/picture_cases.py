"""The standings that pictures are looked at and tested with: ordinary, odd and ugly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from cspwidgets.journey.standing import Standing, stand
from cspwidgets.language import ENGLISH, Language
from cspwidgets.plan.asof import plan_as_of
from cspwidgets.plan.model import Activity, Plan, Stage
from cspwidgets.plan.words import ActivityKind, ActivityState, Side
from support.plans import TODAY, big_plan, small_plan, tied

GERMAN = (
    "Projektauftakt und Zielvereinbarung",
    "Datenqualitätsüberprüfung",
    "Pilotbetrieb in zwei Niederlassungen",
    "Flächendeckende Einführung",
    "Gewohnheitsbildung und Befähigung",
    "Nachweis der Wirtschaftlichkeit",
)
ARABIC = (
    "الانطلاق والاتفاق",
    "ربط البيانات",
    "تجربة في مستودعين",
    "التعميم",
    "ترسيخ العادة",
    "إثبات القيمة",
)
HEBREW = ("השקה והסכמה", "חיבור", "פיילוט", "הטמעה", "הרגל", "הוכחת ערך")
LETTER = "Ψ"
HOSTILE = "<script>alert('x')</script>\u202e\x00\ud800 \"&'"


def _renamed(plan: Plan, stages: tuple[str, ...], *, customer: str, vendor: str) -> Plan:
    renamed = tuple(
        replace(stage, name=name) for stage, name in zip(plan.stages, stages, strict=True)
    )
    activities = tuple(
        replace(row, title=f"{stages[place % len(stages)]}: {row.title}", owner=customer)
        for place, row in enumerate(plan.activities)
    )
    account = replace(plan.account, name=customer, vendor=vendor)
    return replace(
        plan, stages=renamed, activities=activities, account=account, objective=" ".join(stages)
    )


def _all_done() -> Plan:
    plan = small_plan()
    ended = {row.id: slot.finish_on for row, slot in _slots(plan)}
    begun = {row.id: slot.starts_on for row, slot in _slots(plan)}
    done = tuple(
        replace(
            row,
            state=ActivityState.DONE,
            started_on=row.started_on or begun.get(row.id),
            finished_on=row.finished_on or ended.get(row.id),
        )
        for row in plan.activities
    )
    return replace(plan, activities=done)


def _slots(plan: Plan) -> list[tuple[Activity, object]]:
    slots = stand(plan, TODAY, draws=0).schedule.slots
    return [(row, slots[row.id]) for row in plan.activities if row.id in slots]


def _one_step() -> Plan:
    plan = small_plan()
    row = replace(
        plan.activities[2], state=ActivityState.NOT_STARTED, started_on=None, finished_on=None
    )
    return replace(plan, activities=(replace(row, after=()),), stages=plan.stages[:1])


def _left_behind() -> Plan:
    plan = small_plan()
    open_again = ("base", "sso", "leeds")
    rows = tuple(
        replace(row, state=ActivityState.NOT_STARTED, started_on=None, finished_on=None)
        if row.id in open_again
        else row
        for row in plan.activities
    )
    waiting = tuple(
        replace(row, state=ActivityState.WAITING, waiting_on="the works council")
        if row.id == "optin"
        else row
        for row in rows
    )
    return replace(plan, activities=waiting)


def _stages(count: int) -> Plan:
    plan = small_plan()
    stages = tuple(
        Stage(id=f"s{k}", name=f"Stage number {k + 1}", weeks=float(1 + k % 4))
        for k in range(count)
    )
    rows = tuple(
        replace(row, stage=f"s{place * count // len(plan.activities)}")
        for place, row in enumerate(plan.activities)
    )
    return replace(plan, stages=stages, activities=rows)


def _with_partner() -> Plan:
    plan = small_plan()
    rows = tuple(
        replace(row, side=Side.PARTNER) if row.id in ("feed", "optin", "score") else row
        for row in plan.activities
    )
    weeks = tuple(replace(row, weeks=None) if row.id == "habit" else row for row in plan.stages)
    return replace(plan, activities=rows, stages=weeks)


def _long() -> Plan:
    plan = big_plan(28)
    stages = tuple(replace(stage, weeks=26.0) for stage in plan.stages)
    return replace(plan, stages=stages, start_on=date(2025, 3, 17))


def _hostile() -> Plan:
    plan = small_plan()
    return replace(
        plan,
        id=HOSTILE,
        objective=HOSTILE,
        account=replace(plan.account, name=HOSTILE, vendor=HOSTILE),
        people=tuple(replace(row, name=HOSTILE) for row in plan.people),
        outcomes=tuple(replace(row, name=HOSTILE, unit=HOSTILE) for row in plan.outcomes),
        stages=tuple(
            replace(
                row,
                name=HOSTILE,
                exit_criterion=HOSTILE,
                exit_measure=f"feature:{HOSTILE}",
                exit_goal_share=0.5,
            )
            for row in plan.stages
        ),
        activities=tuple(
            replace(row, title=HOSTILE, owner=HOSTILE, waiting_on=HOSTILE)
            for row in plan.activities
        ),
    )


def _crowd() -> Plan:
    plan = big_plan(300)
    rows = tuple(
        replace(row, state=ActivityState.IN_PROGRESS) if 100 <= place < 160 else row
        for place, row in enumerate(plan.activities)
    )
    return replace(plan, activities=rows)


def _by_data() -> Plan:
    plan = small_plan()
    ties = {
        "pilot": ("licence_utilisation", 0.4),
        "rollout": ("licence_utilisation", 0.6),
        "habit": (f"feature:{LETTER}", 0.4),
    }
    return tied(plan, ties)


def _milestones() -> Plan:
    plan = small_plan()
    rows = tuple(
        replace(row, kind=ActivityKind.MILESTONE) if place % 2 else row
        for place, row in enumerate(plan.activities)
    )
    return replace(plan, activities=rows)


_PLANS: dict[str, tuple[Callable[[], Plan], date]] = {
    "ordinary": (small_plan, TODAY),
    "at the start": (lambda: plan_as_of(small_plan(), date(2026, 3, 2)), date(2026, 3, 2)),
    "before the start": (lambda: plan_as_of(small_plan(), date(2026, 2, 16)), date(2026, 2, 16)),
    "ahead": (small_plan, date(2026, 5, 29)),
    "everything done": (_all_done, date(2026, 11, 2)),
    "long overdue": (small_plan, date(2027, 1, 20)),
    "left behind": (_left_behind, TODAY),
    "one step": (_one_step, date(2026, 3, 6)),
    "no steps": (lambda: replace(small_plan(), activities=(), agreements=()), TODAY),
    "nothing at all": (
        lambda: replace(small_plan(), activities=(), stages=(), outcomes=(), agreements=()),
        TODAY,
    ),
    "no stages": (lambda: replace(small_plan(), stages=()), TODAY),
    "no start": (lambda: replace(small_plan(), start_on=None, agreements=()), TODAY),
    "not agreed": (lambda: replace(small_plan(), agreements=()), TODAY),
    "partner and an ongoing stage": (_with_partner, TODAY),
    "milestones": (_milestones, TODAY),
    "by data": (_by_data, TODAY),
    "three years": (_long, TODAY),
    "twelve stages": (lambda: _stages(12), TODAY),
    "300 steps": (lambda: big_plan(300), TODAY),
    "60 at once": (_crowd, TODAY),
    "German": (
        lambda: _renamed(
            small_plan(),
            GERMAN,
            customer="Donaudampfschifffahrtsgesellschaft mbH & Co. KG",
            vendor="Wegweiser Verkehrsplanungssysteme AG",
        ),
        TODAY,
    ),
    "Arabic": (
        lambda: _renamed(
            small_plan(), ARABIC, customer="شركة الشحن الشمالية", vendor="دليل الطريق"
        ),
        TODAY,
    ),
    "Hebrew": (
        lambda: _renamed(small_plan(), HEBREW, customer="הובלות הצפון", vendor="מורה דרך"),
        TODAY,
    ),
    "hostile": (_hostile, TODAY),
}

CASES = tuple(_PLANS)
"""The names of the cases."""


@cache
def case(name: str, language: Language = ENGLISH) -> Standing:
    """The standing of that name, with a touch point before it."""
    make, on = _PLANS[name]
    plan = make()
    before = (plan, on - timedelta(days=70), "qbr") if name == "ordinary" else None
    return stand(plan, on, before=before, language=language)


@cache
def nameless(name: str, language: Language) -> Standing:
    """The same with one letter for each text of the plan, to see which words are the pictures'."""
    make, on = _PLANS[name]
    plan = make()
    plan = replace(
        plan,
        objective=plan.objective and LETTER,
        account=replace(
            plan.account,
            name=LETTER,
            vendor=plan.account.vendor and LETTER,
            segment=LETTER,
            tier=LETTER,
        ),
        people=tuple(replace(row, name=LETTER) for row in plan.people),
        outcomes=tuple(
            replace(row, name=LETTER, unit=LETTER, signed_by=row.signed_by and LETTER)
            for row in plan.outcomes
        ),
        measurements=tuple(replace(row, source=LETTER) for row in plan.measurements),
        risks=tuple(replace(row, name=LETTER, mitigation=LETTER) for row in plan.risks),
        stages=tuple(
            replace(row, name=LETTER, exit_criterion=row.exit_criterion and LETTER)
            for row in plan.stages
        ),
        activities=tuple(
            replace(row, title=LETTER, owner=LETTER, waiting_on=row.waiting_on and LETTER)
            for row in plan.activities
        ),
    )
    before = (plan, on - timedelta(days=70), "qbr")
    return stand(plan, on, before=before, language=language)
