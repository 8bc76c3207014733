"""What the notebook of the whole book asks of the portfolio."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from cspwidgets.pictures.theme import Theme
from cspwidgets.portfolio.bookrows import rows
from cspwidgets.portfolio.linkwords import account_opened_words, silent_days
from cspwidgets.portfolio.sharing import LinkLine, LinkWord, Sharing
from cspwidgets.settings import Settings
from cspwidgets.store.store import Store
from cspwidgets.widgets.book import BookDesk

if TYPE_CHECKING:
    from cspwidgets.widgets.board import Board

SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")


def book_desk(
    settings: Settings, store: Store, sharing: Sharing, board: Callable[[str], Board]
) -> BookDesk:
    """How the notebook reads the book; `board` shows an account's plan."""
    return BookDesk(
        today=settings.today,
        revisions=store.revisions,
        opened=lambda: _opened(sharing.links()),
        lines=partial(rows, settings, store),
        board=board,
        chart=partial(_chart, settings),
        theme=Theme.from_data(settings.theme()),
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


def _chart(settings: Settings) -> Mapping[str, Any]:
    from cspwidgets.pictures.bookchart import (  # Altair: loaded when it is asked for
        Shape,
        book_chart,
    )
    from cspwidgets.reports.vegascript import vega_script

    theme = Theme.from_data(settings.theme())
    shapes: tuple[Shape, ...] = ("wide", "narrow")
    forms = {
        scheme: {shape: book_chart(theme=theme, scheme=scheme, shape=shape) for shape in shapes}
        for scheme in SCHEMES
    }
    return {"script": vega_script(), "forms": forms}
