"""What a review says, of every plan there is: whole sentences, computed figures, in its order."""

import json
import re
from datetime import date

import pytest

from cspwidgets.plan.model import Plan
from cspwidgets.reports.document import Chart, Figures, Items, Lead, Picture, Section, Table
from support.demo import UGLY, demo_plan, ugly_plan
from support.picture_cases import CASES, case
from support.plans import TODAY
from support.reviewing import earlier, review_of, texts_in

DEMO = ("northwind", "aldhelm", "lumen", "castellan")
UGLY_NAMES = sorted(file.stem for file in UGLY.glob("*.yaml"))
BROKEN = re.compile(
    r"\bNone\b(?! of)|\bnan\b|\binf\b|\{\w*[:}]|\bFalse\b|\bTrue\b| ,| \.(?:\s|$)|\.\.|  "
)
ORDER = (
    "cover summary value reportcard adoption worked lessons risks next renewal definitions".split()
)


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


@pytest.mark.parametrize(("language", "audience"), [("en", "customer"), ("de", "internal")])
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
