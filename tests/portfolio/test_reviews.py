"""Reviews out of the store: which day, which last review, for whom, and what is refused."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from cspwidgets.errors import NotFound, SettingsError
from cspwidgets.journey.period import Period
from cspwidgets.plan.words import TouchPointKind
from cspwidgets.portfolio import Portfolio
from cspwidgets.reports.document import SECTION_MIME, Section, sections_of
from cspwidgets.settings import Settings
from cspwidgets.workbook import Workbook
from support.reviewing import whole

THIRD = Period(2026, 3)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portfolio]:
    """One portfolio for all tests here: loading the demo accounts is most of their time."""
    home = str(tmp_path_factory.mktemp("home"))
    given = {"CSP_HOME": home, "CSP_TODAY": "2026-07-17", "CSP_USER": "Ada"}
    opened = Portfolio.open(Settings.from_environment(given))
    opened.load_demo()
    yield opened
    opened.store.close()


@pytest.mark.slow
def test_the_demo_accounts_have_their_reviews(demo: Portfolio):
    for line in demo.accounts():
        review = demo.reviews.review(line.saved.plan.id, period="2026Q3")
        assert review.head.name == line.saved.plan.account.name
        assert review.head.period_in_words == "Third quarter of 2026"
        assert [section.kind for section in review.sections][:2] == ["cover", "summary"]


def test_a_review_is_of_the_last_day_of_its_quarter_or_of_today(demo: Portfolio):
    assert demo.reviews.review("northwind", period="2026Q2").head.as_of == "2026-06-30"
    assert demo.reviews.review("northwind", period="2026Q3").head.as_of == "2026-07-17"
    given = demo.reviews.review("northwind", period="2026Q2", as_of="2026-07-03")
    assert given.head.as_of == "2026-07-03"
    assert demo.reviews.review("northwind").head.period == "2026Q3"
    assert demo.reviews.review("northwind", as_of="2026-05-29").head.period == "2026Q2"


def test_a_review_of_an_earlier_day_knows_nothing_that_came_later(demo: Portfolio):
    review = demo.reviews.review("northwind", period="2026Q2", as_of="2026-05-29")
    told = whole(review.sections)
    assert "$10.88" not in told
    assert "$11.21" in told


def test_it_is_compared_with_the_newest_review_of_an_earlier_quarter(demo: Portfolio):
    plan = demo.plan("northwind").plan
    _, day, kind = demo.reviews.before(plan, THIRD, date(2026, 7, 17))
    assert (day, kind) == (date(2026, 5, 28), "qbr")
    _, day, kind = demo.reviews.before(plan, Period(2026, 2), date(2026, 6, 30))
    assert (day, kind) == (date(2026, 3, 4), "kickoff")


def test_a_review_of_the_same_quarter_is_no_last_review(demo: Portfolio):
    demo.record("castellan", kind=TouchPointKind.QBR, on=date(2026, 7, 10))
    plan = demo.plan("castellan").plan
    assert demo.reviews.before(plan, THIRD, date(2026, 7, 17))[1] == date(2026, 4, 9)
    fourth = demo.reviews.before(plan, THIRD.next, date(2026, 12, 31))
    assert fourth[1] == date(2026, 7, 10)


def test_without_any_review_the_newest_touch_point_counts(demo: Portfolio):
    plan = demo.plan("lumen").plan
    _, day, kind = demo.reviews.before(plan, THIRD, date(2026, 7, 17))
    assert (day, kind) == (date(2026, 6, 15), "call")
    assert demo.reviews.before(plan, Period(2026, 2), date(2026, 5, 11)) is None


def test_a_touch_point_that_was_never_frozen_is_told_from_what_the_plan_remembers(demo: Portfolio):
    plan = replace(demo.plan("northwind").plan, id="imported")
    demo.create(plan)
    known = demo.reviews.before(plan, THIRD, date(2026, 7, 17))
    assert known[1:] == (date(2026, 5, 28), "qbr")
    assert "wave-1" in {row.id for row in known[0].activities}
    assert max(row.on for row in known[0].measurements) <= date(2026, 5, 28)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"period": "Q3"}, "Write it like 2026Q3"),
        ({"period": "2026Q4"}, "begins on 2026-10-01"),
        ({"period": "2026Q3", "as_of": "2026-06-30"}, "Choose an earlier one"),
        ({"as_of": "30.09.2026"}, "Write it like 2026-09-30"),
        ({"audience": "everybody"}, "customer or internal"),
        ({"language": "tlh"}, "there are en, de"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_refused_in_one_sentence(
    demo: Portfolio, given: dict[str, str], told: str
):
    with pytest.raises(SettingsError, match=told):
        demo.reviews.review("northwind", **given)


def test_an_account_that_is_not_there_is_named(demo: Portfolio):
    with pytest.raises(NotFound, match="nobody"):
        demo.reviews.review("nobody")


def test_the_language_is_that_of_the_settings_unless_said(demo: Portfolio):
    assert demo.reviews.review("lumen", language="de").head.title == "Quartalsgespräch"
    german = Portfolio(replace(demo.settings, language="de"), demo.store)
    assert german.reviews.review("lumen").head.language == "de"
    assert german.reviews.review("lumen", language="en").head.title == "Quarterly review"


def test_the_same_review_twice_is_the_same_document(demo: Portfolio):
    first, second = (demo.reviews.review("aldhelm", period="2026Q3") for _ in range(2))
    assert whole(first.sections) == whole(second.sections)


def test_without_an_account_the_notebook_takes_the_one_that_needs_it_most(demo: Portfolio):
    book = Workbook(demo)
    assert book.review().head.account == demo.accounts()[0].saved.plan.id
    assert book.review(" northwind ").head.account == "northwind"


def test_a_cell_shows_a_section_for_people_and_for_writers(demo: Portfolio):
    review = Workbook(demo).review("northwind")
    bundle = review.summary._repr_mimebundle_()
    assert bundle["text/plain"] == "Where we are"
    assert "You are in Roll out" in bundle["text/html"]
    outputs = [{"data": {SECTION_MIME: bundle[SECTION_MIME]}}]
    (read,) = sections_of({"cells": [{"outputs": outputs}]})
    assert isinstance(read, Section)
    assert read.to_data() == review.summary.to_data()
