"""The panel “Quarterly review”: its answer, and what it says when it cannot."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from cspwidgets.errors import NotFound
from cspwidgets.portfolio import Portfolio
from cspwidgets.widgets.header import PlanHeader
from cspwidgets.widgets.review import ReviewDesk, ReviewFile
from support.office import Office
from support.saver import Front, session_on

FILE = ReviewFile(name="northwind-2026Q3.html", kind="text/html", label="the page", data=b"<p>")
GIVEN = {"period": "2026Q3", "audience": "customer", "language": "de", "more": "x"}


class Reviews:
    """A portfolio that makes reviews at once, or fails to."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Mapping[str, str]]] = []
        self.trouble: Exception | None = None

    def desk(self) -> ReviewDesk:
        """What the panel asks."""
        asks = {name: [("a", "A")] for name in ("period", "audience", "language")}
        return ReviewDesk(choices=lambda: asks, make=self.make)

    def make(self, account: str, given: Mapping[str, str]) -> Sequence[ReviewFile]:
        """Make a review."""
        self.asked.append((account, given))
        if self.trouble:
            raise self.trouble
        return [FILE]


@pytest.fixture
def reviews() -> Reviews:
    return Reviews()


def front(reviews: Reviews) -> Front:
    office = Office()
    desk = replace(office.desk(), reviews=reviews.desk())
    shown = Front(PlanHeader(session_on(office.stores["northwind"]), desk))
    shown.hello()
    return shown


def ask(shown: Front, **body: object) -> dict[str, object]:
    """Press the button, and wait for the answer."""
    shown.say("review", **body)
    shown.view.review.wait()
    return shown.last("review")


def test_the_files_come_with_the_answer_under_the_id_that_was_asked_with(reviews: Reviews):
    answer = ask(front(reviews), id="r1", given=GIVEN)
    assert answer["id"] == "r1"
    assert "error" not in answer
    file = answer["files"][0]
    assert (file["name"], file["type"], file["size"]) == (FILE.name, FILE.kind, 3)
    assert b64decode(file["data"]) == FILE.data


def test_only_what_is_asked_for_reaches_the_portfolio(reviews: Reviews):
    shown = front(reviews)
    ask(shown, id="r1", given=GIVEN)
    ask(shown, id="r2", given="nonsense")
    assert reviews.asked == [
        ("northwind", {"period": "2026Q3", "audience": "customer", "language": "de"}),
        ("northwind", {"period": "", "audience": "", "language": ""}),
    ]


def test_what_goes_wrong_is_said_in_one_sentence(reviews: Reviews):
    shown = front(reviews)
    reviews.trouble = NotFound("There is no account 'x'.", name="x")
    assert ask(shown, id="r1", given=GIVEN)["error"] == "There is no account 'x'."
    reviews.trouble = RuntimeError("no luck")
    assert "RuntimeError: no luck" in ask(shown, id="r2", given=GIVEN)["error"]


def test_a_header_whose_portfolio_makes_no_reviews_offers_none():
    office = Office()
    header = PlanHeader(session_on(office.stores["northwind"]), office.desk())
    assert Front(header).view.whole()["meta"]["review"] is None


def test_the_plan_notebook_offers_this_quarter_first_and_the_language_of_the_settings(
    demo: Portfolio,
):
    offered = demo.board("northwind").header.whole()["meta"]["review"]
    assert [value for value, _ in offered["period"]] == ["2026Q3", "2026Q2"]
    assert offered["audience"][0][0] == "customer"
    assert offered["language"][0] == ["en", "English"]
    assert ["de", "Deutsch"] in offered["language"]


@pytest.mark.slow
def test_the_button_makes_the_three_files_of_the_plan_that_is_shown_and_records_nothing(
    demo: Portfolio,
):
    shown = Front(demo.board("lumen").header)
    shown.hello()
    revision = demo.store.revision("lumen")
    answer = ask(shown, id="r1", given={**GIVEN, "language": "en"})
    assert "error" not in answer, answer
    files = {file["name"]: b64decode(file["data"]) for file in answer["files"]}
    assert list(files) == [f"lumen-2026Q3.{suffix}" for suffix in ("html", "pdf", "pptx")]
    starts = [data[:4] for data in files.values()]
    assert starts == [b"<!do", b"%PDF", b"PK\x03\x04"], starts
    assert demo.store.revision("lumen") == revision
