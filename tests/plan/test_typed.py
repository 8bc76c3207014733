"""Days and numbers are shown so that they can be typed back; day and month are never guessed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspwidgets.plan.typed import read_day, read_days, read_number, show_day, show_number
from support.plans import small_plan


@given(st.dates())
def test_a_day_that_is_shown_can_be_typed_back(day: date):
    assert read_day(small_plan(), show_day(day)) == day
    assert read_day(small_plan(), day.isoformat()) == day


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_that_is_shown_can_be_typed_back(number: float):
    assert read_number(show_number(number)) == number


@given(st.text(max_size=20))
def test_whatever_is_typed_is_read_or_refused_with_a_sentence(text: str):
    for read in (read_number, read_days, lambda typed: read_day(small_plan(), typed)):
        with suppress(ValueError):
            found = read(text)
            assert isinstance(found, date) or isfinite(found)


@pytest.mark.parametrize("typed", ["1e400", "-1e400", "nan", "inf", "Infinity", "1e308k"])
def test_what_is_no_finite_number_is_refused(typed: str):
    with pytest.raises(ValueError, match="is no number"):
        read_number(typed)


@pytest.mark.parametrize("day", range(1, 13))
@pytest.mark.parametrize("month", range(1, 13))
def test_two_numbers_that_may_both_be_months_are_refused_unless_equal(day: int, month: int):
    typed = f"{day}/{month}/2026"
    if day == month:
        assert read_day(small_plan(), typed) == date(2026, month, day)
        return
    with pytest.raises(ValueError, match="may be"):
        read_day(small_plan(), typed)
