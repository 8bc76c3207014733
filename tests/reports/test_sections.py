"""What a review says, of every plan there is: whole sentences, computed figures, in its order."""

import json
import re
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from cspwidgets.plan.model import Plan
from cspwidgets.plan.words import Side
from cspwidgets.reports.document import (
    Chart,
    Figures,
    Items,
    Picture,
    Section,
    SectionKind,
    Table,
)
from support.canaries import CANARY, with_canaries
from support.demo import UGLY, demo_plan, ugly_plan
from support.picture_cases import CASES, case
from support.plans import TODAY
from support.reviewing import earlier, review_of, texts_in, whole

DEMO = ("northwind", "aldhelm", "lumen", "castellan")
UGLY_NAMES = sorted(file.stem for file in UGLY.glob("*.yaml"))
BROKEN = re.compile(
    r"\bNone\b(?! of)|\bnan\b|\binf\b|\{\w*[:}]|\bFalse\b|\bTrue\b| ,| \.(?:\s|$)|\.\.|  "
)
_OTHER = {Side.CUSTOMER: Side.VENDOR, Side.VENDOR: Side.CUSTOMER}
ORDER = get_args(SectionKind)


def plan_named(name: str) -> tuple[Plan, date]:
    if name in DEMO:
        return demo_plan(name), TODAY
    if name in UGLY_NAMES:
        return ugly_plan(name), TODAY
    return case(name).plan, case(name).on


def check(sections: tuple[Section, ...]) -> None:
    kinds = [section.kind for section in sections]
    assert kinds == [kind for kind in ORDER if kind in kinds]
    for section in sections:
        assert Section.from_data(json.loads(json.dumps(section.to_data()))) == Section(
            **{name: getattr(section, name) for name in Section.__dataclass_fields__}
        )
        for text in texts_in(section):
            text.encode()
            if "script" not in text:
                assert not BROKEN.search(text), (section.kind, text)
        for block in section.blocks:
            check_block(block)


def check_block(block: object) -> None:
    match block:
        case Table():
            assert block.rows or block.empty
            assert all(len(row) == len(block.columns) for row in block.rows)
            assert all(row[0].text for row in block.rows)
            assert sum(column.width for column in block.columns) < 1
        case Items():
            assert block.items or block.empty
            assert all(item.text for item in block.items)
        case Figures():
            assert 0 < len(block.items) <= 4
            assert all(figure.now and figure.label for figure in block.items)
        case Chart():
            assert block.alt
            assert all(len(each.values) == len(block.categories) for each in block.series)
        case Picture():
            assert block.alt
            assert block.svg.startswith("<svg ")
            assert block.svg.endswith("</svg>")


@pytest.mark.parametrize(
    ("language", "audience"),
    [("en", "customer"), pytest.param("de", "internal", marks=pytest.mark.slow)],
)
@pytest.mark.parametrize("name", [*DEMO, *UGLY_NAMES, *CASES])
def test_every_plan_gives_a_whole_review(name: str, language: str, audience: str):
    plan, on = plan_named(name)
    check(review_of(plan, on, audience=audience, language=language).sections)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", [*DEMO, "regress", "all-done", "flat-target", "hostile"])
def test_every_plan_gives_a_whole_review_that_is_compared_with_the_last(name: str, language: str):
    plan, on = plan_named(name)
    last = earlier(plan, date(2026, 5, 28))
    check(review_of(plan, on, last, language=language).sections)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", DEMO)
def test_a_customer_hears_nothing_internal_in_any_section(name: str, language: str):
    plan = with_canaries(demo_plan(name))
    last = earlier(plan, date(2026, 5, 28))
    inside = whole(review_of(plan, TODAY, last, audience="internal").sections)
    assert inside.count(CANARY) > 5
    assert "2031" in inside
    told = whole(review_of(plan, TODAY, last, language=language).sections)
    assert CANARY not in told
    assert "2031" not in told
    assert "987" not in re.sub(r'"svg": "(?:[^"\\]|\\.)*"', "", told)
    assert '"renewal"' not in told


def test_the_return_on_cost_is_for_the_vendors_own_people():
    review = review_of(demo_plan("northwind"), TODAY, audience="internal")
    assert "Return on cost" in whole(review.sections)
    assert review.renewal is not None
    assert review_of(demo_plan("northwind"), TODAY).renewal is None


def test_page_1_stands_alone():
    plan = demo_plan("northwind")
    page = review_of(plan, TODAY, earlier(plan, date(2026, 5, 28))).summary
    objective, state, figures, wins, asks, turns, route = page.blocks
    assert objective.text == plan.objective
    assert state.text.startswith("You are in Roll out, week 20 of 31.")
    assert len(figures.items) == 4
    assert figures.before_label == "last review"
    assert len(wins.items) == 3
    assert len(asks.items) == 2
    assert [turn.tone for turn in turns.items] == ["customer", "customer", "vendor"]
    assert "<script" not in route.svg
    assert route.width <= 760


def test_every_figure_of_page_1_comes_from_the_model():
    plan = demo_plan("northwind")
    page = review_of(plan, TODAY, earlier(plan, date(2026, 5, 28))).summary
    told = [(figure.now, figure.before, figure.goal) for figure in page.blocks[2].items]
    assert told[0] == ("$10.88", "$11.21", "$9.90")
    assert told[1] == ("24 min", "30 min", "15 min")
    changed = replace(
        plan,
        measurements=tuple(
            replace(row, value=10.1) if row.id == "cost-5" else row for row in plan.measurements
        ),
    )
    again = review_of(changed, TODAY, earlier(plan, date(2026, 5, 28)))
    assert again.summary.blocks[2].items[0].now == "$10.10"
    assert "87% of the way" in again.summary.blocks[3].items[0].text


def test_b_to_b_does_not_hide_a_change_of_points():
    plan = demo_plan("lumen")
    card = review_of(plan, TODAY, earlier(plan, date(2026, 6, 15))).reportcard
    assert (
        card.blocks[0].text
        == "B, with 89 of 100 points; at the review of 15 June it was B, with 81."
    )
    assert [cell.text for cell in card.blocks[1].rows[0][:4]] == ["Value", "B 86", "A 100", "▲ 14"]


def test_money_is_shown_with_its_evidence_and_adds_up():
    value = review_of(demo_plan("northwind"), TODAY).value
    money = next(block for block in value.blocks if getattr(block, "id", "") == "money")
    assert [row[3].text for row in money.rows] == ["100%", "85%", "100%", ""]
    assert [row[4].text for row in money.rows] == ["$913k", "$34k", "$240k", "$1.19m"]


def test_a_review_never_draws_more_than_three_charts():
    for name in DEMO:
        drawn = [
            block
            for section in review_of(demo_plan(name), TODAY).sections
            for block in section.blocks
            if isinstance(block, Chart)
        ]
        assert 0 < len(drawn) <= 3


def test_a_long_plan_is_told_in_few_lines():
    plan, on = plan_named("300 steps")
    for section in review_of(plan, on).sections:
        for block in section.blocks:
            if isinstance(block, Table | Items):
                assert len(block.rows if isinstance(block, Table) else block.items) <= 12


def test_what_waits_and_what_is_late_is_asked_for_by_name():
    asks = review_of(demo_plan("northwind"), TODAY).summary.blocks[4]
    assert "the works council" in asks.items[0].text
    assert "10 July" in asks.items[1].text


def test_words_are_the_same_for_both_sides():
    plan = demo_plan("northwind")
    told = whole(review_of(plan, TODAY, audience="internal").sections)
    swapped = replace(
        plan,
        account=replace(plan.account, name=plan.account.vendor, vendor=plan.account.name),
        activities=tuple(
            replace(row, side=_OTHER.get(row.side, row.side)) for row in plan.activities
        ),
    )
    again = whole(review_of(swapped, TODAY, audience="internal").sections)
    assert again.count("times their planned days") == told.count("times their planned days")
    assert again.count("was promised for") == told.count("was promised for")


def test_a_link_that_is_none_is_left_out():
    plan = demo_plan("northwind")
    rows = tuple(replace(row, link="javascript:alert(1)") for row in plan.activities)
    assert "javascript" not in whole(review_of(replace(plan, activities=rows), TODAY).sections)


@pytest.mark.parametrize("letter", ["x", "ש", "ع ", "長", "<b>"])
def test_names_of_300_letters_leave_sentences_that_can_be_read(letter: str):
    name = (letter * 300)[:300]
    plan = demo_plan("northwind")
    plan = replace(
        plan,
        account=replace(plan.account, name=name, vendor=name),
        people=tuple(replace(row, name=name) for row in plan.people),
        outcomes=tuple(replace(row, name=name) for row in plan.outcomes),
        activities=tuple(
            replace(row, title=name, owner=name, waiting_on=name) for row in plan.activities
        ),
    )
    sections = review_of(plan, TODAY, earlier(plan, date(2026, 5, 28))).sections
    check(sections)
    for block in sections[1].blocks:
        if isinstance(block, Items):
            assert max(len(item.text) for item in block.items) < 350
            assert max(len(item.note) for item in block.items) < 250
