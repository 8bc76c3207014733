"""Northwind Freight: the plan that most tests read, as it stands on 17 July 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cspwidgets.journey.agreement import agree
from cspwidgets.journey.schedule import schedule
from cspwidgets.plan.model import (
    Account,
    Activity,
    Measurement,
    Outcome,
    Person,
    Plan,
    Risk,
    Stage,
    TouchPoint,
    UsagePoint,
)
from cspwidgets.plan.words import (
    ActivityKind,
    ActivityState,
    Direction,
    Evidence,
    PlanState,
    Role,
    Side,
    TouchPointKind,
)

TODAY = date(2026, 7, 17)
"""The day on which `small_plan` is seen in most tests: a Friday, in its 20th week."""

C, V, B = Side.CUSTOMER, Side.VENDOR, Side.BOTH
DONE, GOING, OPEN = ActivityState.DONE, ActivityState.IN_PROGRESS, ActivityState.NOT_STARTED


def small_plan() -> Plan:
    """Northwind Freight on 17 July 2026: set up, live at six depots, slowed by the customer."""
    plan = Plan(
        id="northwind",
        account=Account(
            name="Northwind Freight",
            industry="Third-party logistics",
            segment="Mid-market",
            product="RouteWise",
            tier="180 dispatcher seats",
            vendor="RouteWise",
            domain="northwind.example",
            fee=216_000.0,
            currency="USD",
            term_start_on=date(2026, 3, 1),
            renewal_on=date(2027, 2, 28),
            csm="priya",
            source_id="001NW",
        ),
        objective="Every depot plans its day in 15 minutes and delivers a stop for under USD 9.90",
        state=PlanState.ACTIVE,
        start_on=date(2026, 3, 2),
        holidays=(date(2026, 4, 3), date(2026, 4, 6)),
        people=_PEOPLE,
        outcomes=_OUTCOMES,
        measurements=tuple(_measurements()),
        usage=(
            UsagePoint(id="u1", metric="seats", on=date(2026, 7, 10), value=180.0),
            UsagePoint(id="u2", metric="active_28d", on=date(2026, 7, 10), value=74.0),
        ),
        stages=(
            Stage(
                id="kickoff",
                name="Kick-off and agree",
                weeks=2,
                exit_criterion="plan signed by both sides",
            ),
            Stage(
                id="connect", name="Connect", weeks=4, exit_criterion="orders flow without hands"
            ),
            Stage(
                id="pilot",
                name="Pilot two depots",
                weeks=5,
                exit_criterion="two depots plan five days running",
            ),
            Stage(id="rollout", name="Roll out", weeks=9, exit_criterion="12 depots live"),
            Stage(id="habit", name="Make it habit", weeks=8, exit_criterion="85 % weekly active"),
            Stage(
                id="prove",
                name="Prove and extend",
                exit_criterion="value signed off",
                renewal=True,
            ),
        ),
        activities=tuple(_activities()),
        risks=(Risk(id="r1", name="Union rota talks", raised_on=date(2026, 5, 20), owner="dana"),),
        touch_points=(
            TouchPoint(
                id="t1",
                kind=TouchPointKind.KICKOFF,
                on=date(2026, 3, 4),
                people=("dana", "priya"),
                decisions="Pilot in Leeds and Hull",
            ),
        ),
    )
    fresh = replace(plan, activities=tuple(_untouched(row) for row in plan.activities))
    agreed = agree(fresh, schedule(fresh), by=_AGREED_BY, on=date(2026, 3, 19), id="a1")
    return replace(plan, agreements=(agreed,))


def _untouched(row: Activity) -> Activity:
    return replace(row, state=OPEN, started_on=None, finished_on=None)


_AGREED_BY = ("Dana Whitfield", "Priya Nair")

_PEOPLE = (
    Person(id="dana", name="Dana Whitfield", side=C, role=Role.EXECUTIVE_SPONSOR, title="COO"),
    Person(id="marek", name="Marek Łoś", side=C, role=Role.ADMIN, title="IT lead"),
    Person(id="priya", name="Priya Nair", side=V, role=Role.CSM, title="CSM"),
    Person(id="tom", name="Tom Adeyemi", side=V, role=Role.TRAINER, title="Trainer"),
)

_OUTCOMES = (
    Outcome(
        id="cost",
        name="Cost per delivered stop",
        unit="USD",
        direction=Direction.LOWER,
        baseline=11.4,
        baseline_on=date(2026, 2, 27),
        target=9.9,
        by=date(2027, 1, 31),
        weight=3.0,
        must_have=True,
        evidence=Evidence.A,
        signed_by="Finance controller",
        volume_a_year=3_900_000.0,
        unit_value=1.0,
        currency="USD",
        attributable_share=0.45,
    ),
    Outcome(
        id="plan",
        name="Minutes to plan a depot's day",
        unit="min",
        direction=Direction.LOWER,
        baseline=42.0,
        baseline_on=date(2026, 2, 27),
        target=15.0,
        by=date(2026, 10, 31),
        weight=2.0,
        evidence=Evidence.B,
        volume_a_year=4_284.0,
        unit_value=31.0 / 60.0,
        currency="USD",
    ),
    Outcome(
        id="otif",
        name="On-time in-full deliveries",
        unit="%",
        direction=Direction.HIGHER,
        baseline=88.2,
        baseline_on=date(2026, 2, 27),
        target=95.0,
        by=date(2027, 1, 31),
        weight=2.0,
        evidence=Evidence.A,
        volume_a_year=12.0,
        unit_value=7_400.0,
        currency="USD",
    ),
    Outcome(
        id="seats",
        name="Dispatchers active weekly",
        unit="%",
        direction=Direction.HIGHER,
        baseline=0.0,
        baseline_on=date(2026, 3, 2),
        target=85.0,
        by=date(2026, 9, 30),
        evidence=Evidence.B,
    ),
)

_SERIES = {
    "cost": ((4, 11.38), (5, 11.21), (6, 11.02), (7, 10.88)),
    "plan": ((4, 41.0), (5, 30.0), (6, 26.0), (7, 24.0)),
    "otif": ((4, 88.5), (5, 89.6), (6, 90.4), (7, 90.9)),
    "seats": ((4, 6.0), (5, 17.0), (6, 34.0), (7, 41.0)),
}

# id, stage, side, days, after, serves, state, started (month, day), finished (month, day), title
_ROWS: tuple[tuple[str, str, Side, float, str, str, ActivityState, str, str, str], ...] = (
    ("handover", "kickoff", V, 2, "", "cost", DONE, "03-02", "03-03", "Hand-over: why they bought"),
    ("start", "kickoff", B, 1, "handover", "cost", DONE, "03-04", "03-04", "Kick-off"),
    ("base", "kickoff", C, 5, "start", "cost", DONE, "03-05", "03-17", "Export stop costs"),
    ("sign", "kickoff", B, 1, "base", "cost", DONE, "03-18", "03-19", "Sign the success plan"),
    ("sso", "connect", B, 4, "sign", "seats", DONE, "03-20", "03-26", "Single sign-on and roles"),
    ("feed", "connect", C, 8, "sign", "plan otif", DONE, "03-20", "04-10", "Order feed, hourly"),
    ("dryrun", "connect", V, 3, "sso feed", "cost plan", DONE, "04-13", "04-15", "Dry run"),
    ("train", "pilot", V, 3, "dryrun", "seats", DONE, "04-16", "04-20", "Train dispatchers"),
    ("leeds", "pilot", C, 10, "train", "plan otif", DONE, "04-21", "05-07", "Depot Leeds live"),
    ("golive", "pilot", C, 0, "leeds", "cost", DONE, "05-11", "05-11", "Go for roll-out"),
    ("rota", "rollout", C, 5, "golive", "seats", DONE, "05-12", "05-26", "Calendar with the union"),
    ("wave1", "rollout", C, 10, "rota", "plan", DONE, "05-27", "06-16", "Wave 1: 4 depots live"),
    ("wave2", "rollout", C, 10, "wave1", "plan otif", GOING, "07-06", "", "Wave 2: 4 depots live"),
    ("note", "rollout", V, 40, "wave1", "seats", GOING, "", "", "Weekly adoption note"),
    ("wave3", "rollout", C, 10, "wave2", "plan otif", OPEN, "", "", "Wave 3: 4 depots live"),
    ("retire", "habit", C, 3, "wave3", "plan", OPEN, "", "", "Retire the spreadsheets"),
    ("score", "habit", V, 4, "wave2", "seats", OPEN, "", "", "Dispatcher scorecard"),
    ("reroute", "habit", B, 8, "wave2", "otif", OPEN, "", "", "Dynamic re-routing"),
    ("optin", "habit", C, 20, "wave3", "seats", OPEN, "", "", "Driver app opt-in to 70 %"),
    ("value", "prove", C, 3, "retire optin", "cost", OPEN, "", "", "Finance signs the value"),
    ("renew", "prove", B, 3, "value", "cost", OPEN, "", "", "Renewal case for the board"),
)

_KINDS = {"golive": ActivityKind.MILESTONE, "note": ActivityKind.CADENCE}
_OWNERS = {"feed": "marek", "train": "tom", "wave2": "Depot managers", "score": "priya"}
_PROMISES = {"sso": date(2026, 3, 27), "wave2": date(2026, 7, 10), "score": date(2026, 9, 30)}


def _activities() -> list[Activity]:
    return [
        Activity(
            id=name,
            title=title,
            stage=stage,
            side=side,
            kind=_KINDS.get(name, ActivityKind.STEP),
            state=state,
            owner=_OWNERS.get(name, ""),
            days=float(days),
            after=tuple(after.split()),
            serves=tuple(serves.split()),
            started_on=_day(started),
            finished_on=_day(finished),
            promised_on=_PROMISES.get(name),
        )
        for name, stage, side, days, after, serves, state, started, finished, title in _ROWS
    ]


def _day(month_and_day: str) -> date | None:
    return date.fromisoformat(f"2026-{month_and_day}") if month_and_day else None


def _measurements() -> list[Measurement]:
    return [
        Measurement(
            id=f"{outcome}-{month:02d}",
            outcome=outcome,
            on=date(2026, month, 8),
            value=value,
            source="Depot ledger",
        )
        for outcome, series in _SERIES.items()
        for month, value in series
    ]
