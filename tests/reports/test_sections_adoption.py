"""What a review says of adoption: against the firm's targets, by data, and when figures are old."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cspwidgets.plan.model import Plan
from cspwidgets.plan.scales import AdoptionCurves
from cspwidgets.plan.words import Visibility
from cspwidgets.reports.document import Figures, Section, Table
from support.demo import demo_plan
from support.plans import TODAY, tied
from support.reviewing import earlier, review_of, texts_in


def section(plan: Plan, on: date = TODAY, **said: str) -> Section:
    return next(row for row in review_of(plan, on, **said).sections if row.kind == "adoption")


def met_by_data() -> Plan:
    plan = demo_plan("northwind")
    ties = {
        "pilot": ("feature:Dock planner", 0.1),
        "roll-out": ("licence_utilisation", 0.6),
        "habit": (f"outcome:{plan.outcomes[0].id}", 0.9),
    }
    return tied(plan, ties)


def exits(found: Section) -> list[tuple[str, ...]]:
    (table,) = (row for row in found.blocks if isinstance(row, Table) and row.id == "exits")
    return [tuple(cell.text for cell in row) for row in table.rows]


def test_a_stage_that_is_tied_to_a_measure_says_how_far_it_is():
    rows = exits(section(met_by_data()))
    assert [stage for stage, _ in rows] == ["Pilot two depots", "Roll out", "Make it habit"]
    assert rows[0][1].startswith("Met on ")
    assert rows[1][1] == "Not met yet: seats in use 48% (goal 60%)"
    assert "way to “" in rows[2][1]
    assert "Noch nicht erfüllt" in exits(section(met_by_data(), language="de"))[1][1]
    assert not any(
        isinstance(row, Table) and row.id == "exits"
        for row in section(demo_plan("northwind")).blocks
    )


def test_a_stage_that_is_tied_to_an_internal_outcome_is_only_for_our_own():
    plan = met_by_data()
    first = replace(plan.outcomes[0], visibility=Visibility.INTERNAL)
    plan = replace(plan, outcomes=(first, *plan.outcomes[1:]))
    assert len(exits(section(plan))) == 2
    assert len(exits(section(plan, audience="internal"))) == 3
    assert first.name not in " ".join(texts_in(section(plan)))


def test_the_firms_own_targets_are_what_is_usual():
    own = AdoptionCurves(licence_utilisation=((0, 0.33),))
    found = section(replace(demo_plan("northwind"), adoption_curves=own))
    (figures,) = (row for row in found.blocks if isinstance(row, Figures))
    assert (figures.items[0].goal, figures.items[0].tone) == ("33%", "good")


def test_figures_that_are_too_old_are_said_to_be():
    plan = demo_plan("northwind")
    newest = max(row.on for row in plan.usage)
    told = " ".join(texts_in(section(plan, date(2026, 12, 1))))
    assert f"The newest figures of usage are of {newest.day} July" in told
    assert "No usage is known yet" not in told
    assert "No usage is known yet" in " ".join(texts_in(section(replace(plan, usage=()))))


def test_an_earlier_review_stands_beside_it():
    plan = met_by_data()
    found = review_of(plan, TODAY, earlier(plan, date(2026, 5, 28))).sections
    (adoption,) = (row for row in found if row.kind == "adoption")
    assert len(exits(adoption)) == 3
