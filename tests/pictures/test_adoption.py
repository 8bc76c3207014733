"""Adoption as a picture: measures, their way, the features, and how to begin."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from cspwidgets.journey.standing import Standing, stand
from cspwidgets.language import ENGLISH, Language
from cspwidgets.pictures.adoption import MOST_FEATURES, fragments, html
from cspwidgets.plan.model import Plan, UsagePoint
from support.demo import demo_plan
from support.marked import MARKED, untranslated
from support.picture_cases import HOSTILE, case
from support.plans import TODAY, small_plan


def at(plan: Plan, on: date = TODAY, language: Language = ENGLISH) -> Standing:
    return stand(plan, on, draws=0, language=language)


def words(standing: Standing) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html(standing)).split())


def using(*rows: tuple[str, int, float]) -> Plan:
    usage = tuple(
        UsagePoint(id=f"u{k}", metric=metric, on=TODAY - timedelta(days=ago), value=value)
        for k, (metric, ago, value) in enumerate(rows)
    )
    return replace(small_plan(), usage=usage)


def test_each_measure_has_its_figure_its_target_and_its_way() -> None:
    pieces = fragments(at(demo_plan("northwind")))
    assert list(pieces) == [
        "head", "measure:licence_utilisation", "measure:stickiness", "features", "first",
    ]  # fmt: skip
    seats = pieces["measure:licence_utilisation"]
    assert re.search(r'aria-label="Seats in use: 8% on \d+ Apr, 48% on \d+ Jul; target', seats)
    assert seats.count("<path") == 2
    assert "target in week 20: 60%" in seats
    assert "▲ 13 in 28 days" in seats
    assert 'scope="row"><bdi>Dock planner</bdi>' in pieces["features"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], "No usage is known yet. Bring in how many seats they bought and how many people"),
        ([], "csp import usage.csv"),
        ([("seats", 5, 100.0)], "The people active in a month are not known"),
        ([("active_28d", 5, 100.0)], "The seats bought are not known; bring in a column “Seats”."),
        ([("seats", 90, 100.0), ("active_28d", 75, 41.0)], "newest is 75 days old"),
        ([("seats", 90, 100.0), ("active_28d", 75, 41.0)], "was 41% on 3 May"),
        ([("seats", 9, 100.0), ("active_28d", 0, 41.0)], "newest is of today"),
        ([("feature:x", 1, 4.0)], "newest is 1 day old"),
        ([("logins", 1, 4.0)], "The people active on a day are not known"),
    ],
)
def test_what_is_missing_says_how_to_bring_it_in(rows: list, told: str) -> None:
    assert told in words(at(using(*rows)))


def test_figures_that_are_too_old_are_late() -> None:
    rows = [("seats", 90, 100.0), ("active_28d", 75, 41.0)]
    assert '<small class="csp-late">newest is 75 days old' in fragments(at(using(*rows)))["head"]
    fresh = [("seats", 90, 100.0), ("active_28d", 60, 41.0)]
    assert "csp-late" not in fragments(at(using(*fresh)))["head"]


def test_a_line_stays_in_its_room_however_odd_the_figures() -> None:
    rows = [("seats", 50, 10.0), *(("active_28d", ago, 35.0 - ago) for ago in range(40))]
    for plan in (using(*rows), using(*rows, ("seats", 20, -1.0)), demo_plan("castellan")):
        for key, piece in fragments(at(plan)).items():
            root = ElementTree.fromstring(piece)
            for path in root.iter("path"):
                numbers = [float(part) for part in re.findall(r"-?[\d.]+", path.attrib["d"])]
                assert all(0 <= x <= 100 for x in numbers[::2]), key
                assert all(0 <= y <= 40 for y in numbers[1::2]), key


def test_without_a_start_there_are_no_targets_and_no_verdict() -> None:
    plan = replace(demo_plan("northwind"), start_on=None)
    plan = replace(plan, account=replace(plan.account, term_start_on=None))
    told = words(at(plan))
    assert "48%" in told
    assert "target" not in told
    assert 'class="target"' not in html(at(plan))


def test_one_figure_is_no_way() -> None:
    assert "<svg" not in html(at(using(("seats", 9, 100.0), ("active_28d", 9, 41.0))))


def test_more_features_than_have_room_are_counted() -> None:
    rows = [(f"feature:{name}", 3, float(k)) for k, name in enumerate("abcdefgh")]
    told = fragments(at(using(("seats", 9, 100.0), *rows)))["features"]
    assert told.count("<tr>") == MOST_FEATURES + 1
    assert "And 2 more." in told


def test_nothing_in_a_field_becomes_an_element() -> None:
    plan = using(("seats", 9, 100.0), (f"feature:{HOSTILE}", 3, 5.0))
    assert "<script" not in html(at(plan))
    assert "<script" not in html(case("hostile"))
    ElementTree.fromstring(html(at(plan)))


def test_every_word_of_it_can_be_translated() -> None:
    states = (
        using(),
        using(("seats", 90, 100.0), ("active_28d", 75, 41.0), ("feature:Ψ", 75, 5.0)),
        using(("logins", 3, 4.0), ("feature:Ψ", 3, 4.0)),
        replace(demo_plan("lumen"), usage=tuple(
            replace(row, metric="feature:Ψ") if row.metric.startswith("feature") else row
            for row in demo_plan("lumen").usage
        )),
    )  # fmt: skip
    for plan in states:
        drawn = html(at(plan, language=MARKED))
        said = re.findall(r'aria-label="([^"]*)"', drawn)
        said += re.sub(r"<code>[^<]*</code>", "", drawn).replace("><", ">\n<").splitlines()
        for line in said:
            assert untranslated(re.sub(r"<[^>]*>", " ", line)) == [], line
