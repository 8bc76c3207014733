"""The bending scale: straight within a stage, never narrower than a label, and it turns back."""

from __future__ import annotations

import itertools

from hypothesis import assume, given
from hypothesis import strategies as st

from cspwidgets.pictures.scale import Scale, bend

STRETCHES = st.lists(st.tuples(st.floats(0, 300), st.floats(1, 150)), min_size=1, max_size=12)


@given(STRETCHES, st.floats(100, 2000))
def test_stretches_fill_the_width_and_none_is_narrower_than_it_needs(stretches, width):
    lengths, needs = zip(*stretches, strict=True)
    widths = bend(lengths, needs, width)
    assert abs(sum(widths) - width) < 1e-6 * width
    if sum(needs) <= width:
        assert all(got >= need - 1e-6 for got, need in zip(widths, needs, strict=True))


@given(STRETCHES, st.floats(100, 2000))
def test_of_two_stretches_the_longer_is_never_narrower(stretches, width):
    lengths = [length for length, _ in stretches]
    widths = bend(lengths, [10.0] * len(lengths), width)
    assume(10 * len(lengths) < width)
    pairs = sorted(zip(lengths, widths, strict=True))
    assert all(one[1] <= other[1] + 1e-6 for one, other in itertools.pairwise(pairs))


@given(STRETCHES, st.floats(0, 1))
def test_a_place_turned_into_days_turns_back_into_the_same_place(stretches, share):
    lengths, needs = zip(*stretches, strict=True)
    assume(all(length > 0.5 for length in lengths))
    offsets, places = [0.0], [24.0]
    for length, width in zip(lengths, bend(lengths, needs, 1500), strict=True):
        offsets.append(offsets[-1] + length)
        places.append(places[-1] + width)
    scale = Scale(tuple(offsets), tuple(places))
    x = 24 + share * 1500
    assert abs(scale.x(scale.offset(x)) - x) < 1e-3


def test_an_ongoing_stage_has_width_but_no_days():
    scale = Scale((0.0, 10.0, 10.0, 20.0), (0.0, 100.0, 160.0, 260.0))
    assert scale.x(10, finish=True) == 100
    assert scale.x(10) == 160
    assert scale.x(15) == 210


def test_beyond_its_ends_the_scale_stands_still():
    scale = Scale((0.0, 10.0), (20.0, 120.0))
    assert scale.x(-5) == 20
    assert scale.x(99) == scale.x(99, finish=True) == 120
    assert scale.offset(-5) == 0
    assert scale.offset(999) == 10


def test_stretches_without_any_days_share_the_width():
    assert bend([0, 0], [10, 30], 100) == (40.0, 60.0)


def test_needs_beyond_the_width_are_cut_in_proportion():
    assert bend([5, 5], [100, 300], 200) == (50.0, 150.0)


def test_knots_are_ready_for_a_widget():
    assert Scale((0.0, 10.123), (24.0, 99.96)).knots == [[0.0, 24.0], [10.12, 100.0]]
