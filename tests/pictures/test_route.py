"""The route's drawing: its keys, its safety, and that nothing collides in any plan."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cspwidgets.journey.standing import stand
from cspwidgets.pictures.frame import NARROWEST, narrowest_width
from cspwidgets.pictures.route import draw, fragments, route_meta, svg
from cspwidgets.pictures.sides import SideNames
from cspwidgets.plan.edits import apply, set_field
from cspwidgets.plan.model import Plan
from cspwidgets.plan.words import ActivityState
from support.boxes import boxes, collisions
from support.expected import is_as_expected, steady
from support.picture_cases import CASES, case
from support.plans import TODAY, plan_strategy, small_plan

WIDTHS = (640, 760, 1030, 1400, 1800)


def widths_for(name: str) -> list[int]:
    standing = case(name)
    least = narrowest_width(standing, SideNames.of(standing.plan))
    return sorted({least, *(width for width in WIDTHS if width >= least)})


@pytest.mark.parametrize("name", CASES)
def test_words_and_bars_never_collide_and_are_never_cut(name: str):
    for width in widths_for(name):
        for names in (SideNames.of(case(name).plan), SideNames.for_customer(case(name).plan)):
            if width < narrowest_width(case(name), names):
                continue
            found = collisions(draw(case(name), width=width, names=names))
            assert found == [], f"at {width} px"


@pytest.mark.slow
@given(plan_strategy(), st.integers(640, 1600))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_plan_however_odd_makes_words_collide(plan: Plan, width: int):
    standing = stand(plan, date(2026, 5, 4), draws=0)
    least = narrowest_width(standing, SideNames.of(plan))
    assert collisions(draw(standing, width=max(width, least))) == []


def test_the_ordinary_route_looks_as_it_was_checked_in():
    drawn = svg(steady(), width=1080, names=SideNames.for_customer(steady().plan))
    assert is_as_expected("route.svg", drawn)


@pytest.mark.parametrize("name", CASES)
def test_the_same_standing_gives_the_same_letters(name: str):
    first = draw(case(name), width=1000, interactive=True)
    again = draw(case(name), width=1000, interactive=True)
    assert first == again


def test_a_step_done_changes_its_own_bar_and_little_else():
    plan = small_plan()
    before = fragments(stand(plan, TODAY, draws=0))
    edit = set_field(plan, "activities", "value", "owner", "Finance")
    after = fragments(stand(apply(plan, edit), TODAY, draws=0))
    assert {key for key in after if after[key] != before[key]} == {"act:value"}


def test_keys_are_stable_and_name_what_they_hold():
    keys = list(fragments(case("ordinary")))
    assert {"road", "goal", "pin", "today", "renewal", "tail"} <= set(keys)
    assert {"lane:customer", "lane:both", "lane:vendor"} <= set(keys)
    assert "lane:partner" not in keys
    assert {"stage:rollout", "act:wave2", "tick:2026-04"} <= set(keys)
    assert keys.index("lane:customer") < keys.index("today") < keys.index("act:wave2")
    assert keys[-1] == "pin"


@pytest.mark.parametrize("name", CASES)
def test_each_fragment_is_one_element_of_clean_svg(name: str):
    for key, piece in fragments(case(name), width=900, interactive=True).items():
        root = ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{piece}</svg>')
        assert len(root) == 1, key
        tags = {node.tag.rpartition("}")[2] for node in root.iter()}
        assert tags <= {
            *("svg", "g", "rect", "path", "circle", "text", "tspan", "title"),
            *("defs", "linearGradient", "stop"),
        }
        assert not any(name.startswith("on") for node in root.iter() for name in node.attrib)


def test_a_script_in_any_field_shows_as_letters():
    for piece in fragments(case("hostile"), interactive=True).values():
        assert "<script" not in piece
        assert "\x00" not in piece
        assert "\u202e" not in piece
    words = " ".join(fragments(case("hostile")).values())
    assert "&lt;script&gt;" in words
    svg(case("hostile")).encode()


def test_an_interactive_bar_says_everything_about_itself_to_a_screen_reader():
    piece = fragments(case("ordinary"), interactive=True)["act:wave2"]
    node = ElementTree.fromstring(piece)
    assert node.attrib["data-id"] == "wave2"
    assert node.attrib["tabindex"] == "-1"
    assert node.attrib["role"] == "button"
    assert node.attrib["aria-label"] == (
        "Wave 2: 4 depots live. Northwind Freight, Depot managers. 17 Jun to 30 Jun. "
        "in progress, 13 days late"
    )


def test_a_still_picture_has_nothing_to_focus():
    words = svg(case("ordinary"))
    assert "tabindex" not in words
    assert "data-id" not in words
    assert 'role="img"' in words
    assert "You are in Roll out, week 20 of 30." in words


def test_a_late_step_ends_in_a_mark_and_says_how_late_it_is():
    piece = fragments(case("ordinary"))["act:wave2"]
    assert 'class="overdue"' in piece
    assert ", 13 days late</tspan>" in piece


def test_only_what_is_under_way_or_next_has_words():
    named = {box.key for box in boxes(draw(case("ordinary"))) if box.kind == "lab"}
    assert named == {"act:wave2", "act:wave3", "act:score", "act:reroute"}


def test_the_meta_is_ready_for_json_and_maps_px_to_days():
    meta = route_meta(case("ordinary"), width=900)
    assert json.loads(json.dumps(meta)) == meta
    assert meta["start"] == "2026-03-02"
    assert meta["holidays"] == ["2026-04-03", "2026-04-06"]
    offsets, places = zip(*meta["knots"], strict=True)
    assert list(offsets) == sorted(offsets)
    assert list(places) == sorted(places)
    bar = meta["bars"]["wave2"]
    assert bar["lane"] == "customer"
    assert bar["start"] < bar["finish"]


def test_links_join_only_bars_that_are_drawn_and_no_cycle():
    plan = small_plan()
    circle = apply(plan, set_field(plan, "activities", "start", "after", ("handover", "base")))
    bars = route_meta(stand(circle, TODAY, draws=0))["bars"]
    assert bars["wave2"]["after"] == ["wave1"]
    assert not ("base" in bars["start"]["after"] and "start" in bars["base"]["after"])
    assert not any("note" in bar["after"] for bar in bars.values())


def test_a_crowded_lane_says_how_many_it_does_not_show():
    drawing = draw(case("300 steps"), width=760)
    hidden = drawing.meta["hidden"]["customer"]
    assert f"+{len(hidden)} more" in drawing.fragments["lane:customer"]
    shown = len(drawing.meta["bars"])
    everything = sum(map(len, drawing.meta["hidden"].values())) + shown
    assert everything == len(case("300 steps").schedule.slots)


def test_what_is_left_behind_is_a_hollow_mark_on_the_walked_road():
    drawing = draw(case("left behind"))
    marks = [piece for key, piece in drawing.fragments.items() if key.startswith("left:")]
    assert len(marks) == len(case("left behind").place.left_behind) == 3
    places = [float(found) for piece in marks for found in re.findall(r'cx="([\d.]+)"', piece)]
    pin = re.search(r'cx="([\d.]+)"', drawing.fragments["pin"])
    assert pin is not None
    assert max(places) < float(pin[1])


def test_without_a_start_there_is_no_date_anywhere():
    words = " ".join(fragments(case("no start")).values())
    assert not re.search(r"\b\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b", words)
    assert "today" not in re.sub(r'class="today"', "", words)
    assert "step 13 of 20" in words
    assert "week 12" in words


def test_every_gradient_has_a_name_of_its_own_in_a_page_of_many():
    one, two = case("ordinary"), replace(case("ordinary"), plan=replace(small_plan(), id="other"))
    ids = [re.findall(r'id="([^"]+)"', svg(one, width=width)) for width in (640, 900)]
    ids.append(re.findall(r'id="([^"]+)"', svg(two, width=640)))
    assert len({name for found in ids for name in found}) == 3


def test_a_drawing_stands_alone_when_it_carries_its_style():
    assert "<style>.a{fill:red}</style>" in svg(case("ordinary"), css=".a{fill:red}")


def test_twelve_stages_ask_for_more_room_than_six():
    names = SideNames()
    assert narrowest_width(case("twelve stages"), names) > NARROWEST
    assert narrowest_width(case("ordinary"), names) == NARROWEST


def test_a_blocked_step_is_hollow_and_says_on_what_it_waits():
    piece = fragments(case("left behind"))["act:optin"]
    assert 'class="act customer halted"' in piece
    assert "waiting on the works council" in piece


def test_a_remark_stands_behind_a_title_that_runs_from_right_to_left():
    assert "\u200e, 13 days late</tspan>" in fragments(case("Arabic"))["act:wave2"]
    assert "\u200e" not in fragments(case("ordinary"))["act:wave2"]


def test_every_state_has_a_look():
    plan = small_plan()
    for state in ActivityState:
        changed = apply(plan, set_field(plan, "activities", "optin", "state", state))
        drawn = fragments(stand(changed, TODAY, draws=0))
        assert ("act:optin" in drawn) == (state is not ActivityState.SKIPPED)
