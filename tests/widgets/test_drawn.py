"""What is sent of a change: as little as can be, and enough to show the same."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cspwidgets.widgets.drawn import Drawn, difference, moves

KEYS = st.lists(st.sampled_from("abcdefghij"), unique=True)


def moved(order: list[str], steps: list[tuple[str, str]]) -> list[str]:
    shown = list(order)
    for key, after in steps:
        if key in shown:
            shown.remove(key)
        shown.insert(shown.index(after) + 1 if after else 0, key)
    return shown


@given(KEYS, KEYS)
def test_moves_bring_any_order_into_any_other(old: list[str], new: list[str]):
    kept = [key for key in old if key in new]
    assert moved(kept, moves(old, new)) == new


@given(KEYS, st.data())
def test_one_key_that_moved_is_one_move(order: list[str], data: Any):
    if not order:
        return
    key = data.draw(st.sampled_from(order))
    rest = [other for other in order if other != key]
    rest.insert(data.draw(st.integers(0, len(rest))), key)
    assert len(moves(order, rest)) <= 1


def test_of_a_long_list_only_the_items_that_changed_are_sent():
    old = Drawn({"dues": list(range(200)), "row": {"title": "x"}})
    new = Drawn({"dues": [*range(41), 7, *range(42, 200)], "row": {"title": "x"}})
    assert difference(old, new) == {"put": {}, "cut": [], "some": {"dues": [(41, 7)]}}


def test_a_list_that_changed_all_over_or_in_length_is_sent_whole():
    old = Drawn({"dues": [1, 2, 3], "late": [1, 2]})
    new = Drawn({"dues": [4, 5, 6], "late": [1, 2, 3]})
    assert difference(old, new) == {"put": new.parts, "cut": []}


def test_a_difference_names_only_what_changed():
    old = Drawn({"a": 1, "b": 2}, {"x": 1})
    assert difference(old, Drawn({"a": 1, "b": 3}, {"x": 1})) == {"put": {"b": 3}, "cut": []}
    assert difference(old, Drawn({"b": 2, "c": 4}, {"x": 2})) == {
        "put": {"c": 4},
        "cut": ["a"],
        "moves": [("c", "b")],
        "meta": {"x": 2},
    }


def test_nothing_is_sent_of_what_is_the_same_and_of_the_facts_only_what_changed():
    drawn = Drawn({"a": "x"}, {"form": "road", "width": 640})
    assert difference(drawn, Drawn({"a": "x"}, {"form": "road", "width": 640})) == {}
    shorter = Drawn({"a": "x"}, {"form": "directions"})
    assert difference(drawn, shorter) == {
        "put": {},
        "cut": [],
        "meta": {"form": "directions"},
        "forget": ["width"],
    }
