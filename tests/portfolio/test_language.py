"""CSP_LANGUAGE reaches everything that customers read, and nothing that is stored."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

import pytest

from cspwidgets.language import Language
from cspwidgets.plan.words import TouchPointKind
from cspwidgets.portfolio import Portfolio
from cspwidgets.settings import Settings


@pytest.fixture
def german(demo: Portfolio, monkeypatch: pytest.MonkeyPatch) -> Portfolio:
    monkeypatch.setenv("CSP_LANGUAGE", "de")
    return Portfolio(Settings.from_environment(), demo.store)


def text(html: str) -> str:
    class Text(HTMLParser):
        said = ""

        def handle_data(self, data: str) -> None:
            self.said += f" {data}"

    parser = Text()
    parser.feed(html)
    return " ".join(parser.said.split())


def test_the_views_of_the_plan_notebook_are_german(german: Portfolio):
    board = german.board("northwind")
    views = (board.header, board.timeline, board.report_card)
    said = [text(view.static_html()) for view in views]
    assert "Roll out, Woche 20 von 31. Ankunft voraussichtlich am" in said[0]
    assert "Sie sind hier" in said[1]
    assert "Bewertung" in said[2]
    assert "eingehalten von , RouteWise" in said[2]
    assert board.header.draw().meta["kicker"] == "Ziel in den Worten des Kunden"
    drawn = " ".join(part for part in board.timeline.draw().parts.values() if type(part) is str)
    assert "Sie sind hier" in drawn
    assert "You are here" not in drawn


def test_an_edit_is_drawn_in_german_too(german: Portfolio):
    board = german.board("northwind")
    assert board.session.standing.language == Language.of("de")
    assert "Kennzahlen" in board.session.standing.card.subjects[0].why


def test_what_is_kept_of_a_touch_point_does_not_hang_on_the_language(
    demo: Portfolio, german: Portfolio
):
    day = date(2026, 7, 17)
    demo.record("northwind", kind=TouchPointKind.CALL, on=day)
    german.record("northwind", kind=TouchPointKind.CALL, on=day)
    ours, theirs = demo.store.snapshots("northwind")[:2]
    assert ours.results == theirs.results
