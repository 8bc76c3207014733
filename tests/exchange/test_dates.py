"""Days as they were written: decided by the column, or asked."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspwidgets.exchange.dates import DayOrder, Week, read_day, settle
from support.tables import brought, taken

NEVER_ASKED = DayOrder(None)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-01-02", date(2026, 1, 2)),
        ("2026/01/02", date(2026, 1, 2)),
        ("20260102", date(2026, 1, 2)),
        ("2026-01-02 09:30", date(2026, 1, 2)),
        ("2026-01-02T23:30:00-08:00", date(2026, 1, 2)),
        ("2024-09-15T10:04:25.000+0000", date(2024, 9, 15)),
        ("2019-10-17 21:10:19.585 UTC", date(2019, 10, 17)),
        ("31 Mar 2026", date(2026, 3, 31)),
        ("31-Mar-26", date(2026, 3, 31)),
        ("March 31, 2026", date(2026, 3, 31)),
        ("Tue Mar 31, 2026", date(2026, 3, 31)),
        ("1. März 2026", date(2026, 3, 1)),
        ("46112", date(2026, 3, 31)),
        (46112.5, date(2026, 3, 31)),
        (date(2026, 3, 31), date(2026, 3, 31)),
        (datetime(2026, 3, 31, 23, 59), date(2026, 3, 31)),
        ("03/03/2026", date(2026, 3, 3)),
    ],
)
def test_a_day_that_can_be_read_in_one_way_is_read(written: object, day: date):
    assert read_day(written, NEVER_ASKED) == day


@pytest.mark.parametrize("written", ["", "NA", "n/a", "-", "none", "  "])
def test_nothing_is_no_day(written: str):
    assert read_day(written, NEVER_ASKED) is None


@pytest.mark.parametrize(
    ("written", "week"),
    [
        ("W12", Week(12, 12)),
        ("Week 3", Week(3, 3)),
        ("wk 3", Week(3, 3)),
        ("Woche 4", Week(4, 4)),
        ("2026-W12", Week(12, 12, 2026, True)),
        ("W12 2026", Week(12, 12, 2026, True)),
        ("KW 12", Week(12, 12, None, True)),
        ("KW 12/2026", Week(12, 12, 2026, True)),
        ("Week 3-5", Week(3, 5)),
        ("W12 – W14", Week(12, 14)),
    ],
)
def test_a_week_is_a_week(written: str, week: Week):
    assert read_day(written, NEVER_ASKED) == week


def test_a_bare_number_is_a_week_only_where_the_column_counts_weeks():
    assert read_day("3", NEVER_ASKED, in_weeks=True) == Week(3, 3)
    assert read_day("1-2", NEVER_ASKED, in_weeks=True) == Week(1, 2)
    with pytest.raises(ValueError, match="is no day"):
        read_day("3", NEVER_ASKED)


@pytest.mark.parametrize(
    "written", ["31/02/2026", "2026-13-01", "soon", "TBD", "12", "0", "31 Mar", "x" * 100_000]
)
def test_what_is_no_day_is_said_with_its_words(written: str):
    with pytest.raises(ValueError, match=r"is no day|not in the calendar"):
        read_day(written, DayOrder(True))


@pytest.mark.parametrize(
    ("column", "day_first"),
    [
        (["01/02/2026", "13/02/2026"], True),
        (["01/02/2026", "02/13/2026"], False),
        (["Mon 05/01/26", "Tue 06/01/26"], True),
        (["Mon 01/05/26"], False),
        (["01.02.2026", "02.03.2026"], True),
        (["02.13.2026"], False),
    ],
)
def test_one_clear_day_decides_for_its_column(column: list[str], day_first: bool):
    order = settle({"Start": column})
    assert order.day_first is day_first
    assert order.ambiguity is None
    assert order.how


def test_a_clear_column_decides_for_the_file():
    order = settle({"Start": ["01/02/2026"], "Finish": ["28/02/2026"]})
    assert read_day("01/02/2026", order) == date(2026, 2, 1)


@pytest.mark.parametrize(
    "columns",
    [
        {"Start": ["01/02/2026", "03/04/2026"]},
        {"Start": ["01-02-2026"]},
        {"Start": ["01/02/2026", "13/02/2026", "02/13/2026"]},
        {"Start": ["01/02/2026", "13/02/2026"], "Finish": ["02/13/2026"]},
    ],
)
def test_what_nothing_decides_is_asked_and_never_guessed(columns: dict[str, list[str]]):
    order = settle(columns)
    assert order.day_first is None
    assert order.ambiguity is not None
    assert "Start" in order.ambiguity.columns
    with pytest.raises(ValueError, match="may be two days"):
        read_day(order.ambiguity.examples[0], order)


@pytest.mark.parametrize(
    ("day_first", "day"), [(True, date(2026, 2, 1)), (False, date(2026, 1, 2))]
)
def test_an_answer_settles_it(day_first: bool, day: date):
    order = settle({"Start": ["01/02/2026"]}, day_first=day_first)
    assert read_day("01/02/2026", order) == day


def test_the_same_day_either_way_needs_no_answer():
    assert settle({"Start": ["03/03/2026", "2026-01-02", "W3"]}).ambiguity is None


@given(
    st.lists(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)), min_size=1),
    st.booleans(),
    st.sampled_from(["%d/%m/%Y", "%d-%m-%y", "%a %d/%m/%y", "%d.%m.%Y"]),
)
def test_a_column_is_read_right_or_asked(days: list[date], day_first: bool, form: str):
    if not day_first:
        form = form.replace("%d", "%x").replace("%m", "%d").replace("%x", "%m").replace(".", "/")
    column = [day.strftime(form) for day in days]
    order = settle({"Start": column})
    if order.ambiguity is None:
        assert [read_day(words, order) for words in column] == days
    settled = settle({"Start": column}, day_first=day_first)
    assert [read_day(words, settled) for words in column] == days


@given(st.text(max_size=80))
def test_whatever_stands_in_a_date_column_is_a_day_a_week_or_a_sentence(words: str):
    settle({"Start": [words]})
    for order in (DayOrder(None), DayOrder(True), DayOrder(False)):
        try:
            day = read_day(words, order, in_weeks=True)
        except ValueError:
            continue
        assert day is None or isinstance(day, date | Week)


@pytest.mark.parametrize("never", ["9999-12-31", "31.12.9999", date(9999, 12, 31), "1899-12-30"])
def test_a_day_that_no_plan_reaches_is_said_and_overflows_nothing(never: object):
    with pytest.raises(ValueError, match="is a day that no plan reaches"):
        read_day(never, NEVER_ASKED)  # type: ignore[arg-type]
    made = taken(f"Task Name,Start,Due\nA,2026-01-05,{never}\nB,2026-01-05,2026-01-09\n")
    assert brought(made, "due_on") == {"A": None, "B": date(2026, 1, 9)}
    assert [(one.line, one.column) for one in made.not_taken] == [(2, "Due")]
