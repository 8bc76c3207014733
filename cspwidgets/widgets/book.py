"""The whole book in a notebook: every account, worst first; one click opens an account's plan."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextvars import copy_context
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import RLock, Thread
from typing import TYPE_CHECKING, Any

import anywidget
import ipywidgets
import traitlets

from cspwidgets.errors import CspError
from cspwidgets.pictures.book import html
from cspwidgets.pictures.theme import Theme, css_variables
from cspwidgets.plan.findings import CODES
from cspwidgets.widgets.alone import alone
from cspwidgets.widgets.answers import Message
from cspwidgets.widgets.base import SHEETS
from cspwidgets.widgets.bookreader import BookReader, News, Row
from cspwidgets.widgets.esm import module, styles

if TYPE_CHECKING:  # all views of a plan: loaded when one is opened
    from cspwidgets.widgets.board import Board

PATIENCE_SECONDS = 0.5
"""So long the first showing waits for lines: a small book is there whole, a large one begins."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookDesk:
    """What the book asks of the portfolio.

    Attributes
    ----------
    today
        The day that everything is measured on.
    revisions
        Every account's revision; cheap.
    opened
        By account, whether customers have opened their page: `opened`, `silent_days`.
    lines
        The revision and the line of each of these accounts, in any order.
    board
        The plan of an account, with all its views.
    chart
        What draws the picture of the book: its script, and its form in light and dark. Slow.
    theme
        The look of everything that is drawn.
    """

    today: Callable[[], date]
    revisions: Callable[[], Mapping[str, int]]
    opened: Callable[[], Mapping[str, Row]]
    lines: Callable[[frozenset[str]], Iterator[tuple[int, Row]]]
    board: Callable[[str], Board]
    chart: Callable[[], Mapping[str, Any]]
    theme: Theme


class BookView(anywidget.AnyWidget):
    """The list of all accounts with its figures; Python reads, the page sorts, finds and picks."""

    _esm = module("book.js")
    today = traitlets.Unicode().tag(sync=True)
    meanings = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        desk: BookDesk,
        open_account: Callable[[str], None],
        close_account: Callable[[], None],
    ) -> None:
        self.lock = RLock()
        self._desk = desk
        self._open_account = open_account
        self._close_account = close_account
        self._fronts: set[str] = set()
        self._chart: Mapping[str, Any] | None = None
        self._drawing: Thread | None = None
        self._css = css_variables(desk.theme) + styles(*SHEETS, "leading.css", "book.css")
        self.reader = BookReader(desk, self._hear)
        super().__init__(
            today=desk.today().isoformat(),
            meanings={code: known.meaning for code, known in CODES.items()},
        )
        self.on_msg(lambda _widget, content, _buffers: self.receive(content))
        self.reader.start()

    @alone
    def receive(self, message: Message) -> None:
        """Take a message from a page. What goes wrong is told in one sentence."""
        takers: dict[str, Callable[[Message], None]] = {
            "hello": self._greet,
            "bye": lambda message: self._fronts.discard(str(message.get("front"))),
            "refresh": lambda message: self.reader.start(),
            "open": self._open,
            "close": lambda message: self._close_account(),
            "chart": self._draw_chart,
        }
        take = takers.get(str(message.get("kind")))
        if take is not None:
            take(message)

    def set_state(self, sync_data: Mapping[str, Any]) -> None:
        """Take nothing: a page cannot change the book."""

    def static_html(self) -> str:
        """The first accounts as a table, for who has no browser."""
        rows = tuple(self.reader.rows.values())
        said = html(rows, total=self.reader.total, trouble=self.reader.trouble)
        return f'<div class="csp csp-book"><style>{self._css}</style>{said}</div>'

    @alone
    def _hear(self, news: News) -> None:
        if self._fronts:
            self.send(_told(news))

    def _greet(self, message: Message) -> None:
        self._fronts.add(str(message.get("front")))
        self.send(_told(self.reader.all_news()))

    def _open(self, message: Message) -> None:
        account = str(message.get("account"))
        answer = {"kind": "opened", "account": account, "trouble": ""}
        try:
            self._open_account(account)
        except CspError as error:
            answer["trouble"] = error.sentence
        except Exception as error:
            _log.exception("A plan could not be opened.")
            answer["trouble"] = f"The plan could not be opened ({type(error).__name__})."
        self.send(answer)

    def _draw_chart(self, message: Message) -> None:
        if self._drawing is None or not self._drawing.is_alive():
            self._drawing = Thread(target=copy_context().run, args=(self._send_chart,), daemon=True)
            self._drawing.start()

    def _send_chart(self) -> None:
        try:
            self._chart = self._chart or self._desk.chart()
            answer = {"kind": "chart", "trouble": "", **self._chart}
        except Exception:
            _log.exception("The picture of the book could not be drawn.")
            answer = {"kind": "chart", "trouble": "The picture could not be drawn."}
        with self.lock:
            self.send(answer)


class Book:
    """The book, and beneath it the plan of the account that was opened from it."""

    def __init__(self, desk: BookDesk) -> None:
        self.desk = desk
        self._board: Board | None = None
        self._place = ipywidgets.VBox([], layout=ipywidgets.Layout(min_width="0"))

    @cached_property
    def view(self) -> BookView:
        """The list of all accounts."""
        return BookView(self.desk, self.open, self.close)

    @cached_property
    def whole(self) -> ipywidgets.VBox:
        """The list, and the place of the plan."""
        self._place.add_class("csp-book-plan")
        layout = ipywidgets.Layout(grid_gap="14px")
        return ipywidgets.VBox([self.view, self._place], layout=layout)

    def open(self, account: str) -> None:
        """Show an account's plan beneath the list.

        Raises
        ------
        NotFound, StoreError
            There is no such account, or the store cannot be reached.
        """
        if self._board is None:
            self._board = self.desk.board(account)
            self._place.children = (self._board.whole,)
        else:
            self._board.show(account)
        self._place.layout.display = ""

    def close(self) -> None:
        """Take the plan from the screen; it is kept for the next one."""
        self._place.layout.display = "none"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        self.view.reader.wait(PATIENCE_SECONDS)
        shown: dict[str, Any] = self.whole._repr_mimebundle_(**kwargs)
        return {**shown, "text/html": self.view.static_html()}


def _told(news: News) -> Message:
    return {
        "kind": "rows",
        "put": list(news.put),
        "cut": list(news.cut),
        "total": news.total,
        "done": news.is_done,
        "trouble": news.trouble,
    }
