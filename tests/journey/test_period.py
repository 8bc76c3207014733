"""Calendar quarters."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspwidgets.errors import SettingsError
from cspwidgets.journey.period import Period

DAYS = st.dates(date(1000, 1, 1), date(9000, 12, 31))


@given(DAYS)
def test_every_day_lies_in_one_quarter(day: date):
    period = Period.around(day)
    assert period.first_on <= day <= period.last_on
    assert period.last_on + timedelta(days=1) == period.next.first_on
    assert Period.of(str(period)) == period
    assert period < period.next


@pytest.mark.parametrize("words", ["2026Q3", "2026q3", "2026-Q3", " 2026Q3 "])
def test_a_quarter_is_read_as_people_write_it(words: str):
    assert Period.of(words) == Period(2026, 3)


@pytest.mark.parametrize(
    "words", ["", "Q3", "2026", "2026Q5", "2026Q0", "20261", "2026Q3/../x", "0000Q1", "٢٠٢٦Q3"]
)
def test_what_is_no_quarter_is_refused_in_one_sentence(words: str):
    with pytest.raises(SettingsError, match="Write it like 2026Q3") as caught:
        Period.of(words)
    assert caught.value.name == "period"
