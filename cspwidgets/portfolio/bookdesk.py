"""What the notebook of the whole book asks of the portfolio."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from cspwidgets.pictures.theme import Theme
from cspwidgets.portfolio.bookrows import rows
from cspwidgets.portfolio.linkwords import account_opened_words, silent_days
from cspwidgets.portfolio.sharing import LinkLine, LinkWord
from cspwidgets.widgets.board import Board
from cspwidgets.widgets.book import BookDesk

if TYPE_CHECKING:  # the book is what hands itself in
    from cspwidgets.portfolio.book import Portfolio

SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")


def book_desk(book: Portfolio) -> BookDesk:
    """How the notebook reads the book."""
    return BookDesk(
        today=lambda: book.today,
        revisions=book.store.revisions,
        opened=lambda: _opened(book.sharing.links()),
        lines=partial(rows, book.settings, book.store),
        board=partial(_board, book),
        chart=lambda: _chart(book),
        theme=Theme.from_data(book.settings.theme()),
    )


def _opened(links: tuple[LinkLine, ...]) -> Mapping[str, dict[str, Any]]:
    by_account: dict[str, list[LinkLine]] = defaultdict(list)
    for line in links:
        if line.word is LinkWord.WORKS:
            by_account[line.link.account].append(line)
    return {
        account: {"opened": account_opened_words(lines), "silent_days": silent_days(lines)}
        for account, lines in by_account.items()
    }


def _board(book: Portfolio, account: str) -> Board:
    return book.board(account)


def _chart(book: Portfolio) -> Mapping[str, Any]:
    from cspwidgets.pictures.bookchart import (  # Altair: loaded when it is asked for
        Shape,
        book_chart,
    )
    from cspwidgets.reports.vegascript import vega_script

    theme = Theme.from_data(book.settings.theme())
    shapes: tuple[Shape, ...] = ("wide", "narrow")
    forms = {
        scheme: {shape: book_chart(theme=theme, scheme=scheme, shape=shape) for shape in shapes}
        for scheme in SCHEMES
    }
    return {"script": vega_script(), "forms": forms}
