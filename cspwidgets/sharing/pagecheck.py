"""Looks through a customer's page before it is published: is it whole, and can it only be read?

All that is on it is escaped where it is made. This is the second lock: whatever could run, fetch or
send something is refused by name, whoever put it there.
"""

from __future__ import annotations

from html.parser import HTMLParser

from cspwidgets.errors import PageFailed
from cspwidgets.pictures.markup import openable

# fmt: off
_HEAD = frozenset(("html", "head", "meta", "title", "link", "script", "style", "body", "main"))
_WORDS = frozenset((
    "a", "article", "b", "bdi", "button", "details", "div", "em", "footer", "h1", "h2", "h3",
    "header", "i", "li", "ol", "option", "p", "section", "select", "small", "span", "summary",
    "time", "u", "ul",
))
_DRAWN = frozenset((
    "circle", "defs", "g", "line", "lineargradient", "path", "rect", "stop", "svg", "text",
    "title", "tspan",
))
# fmt: on
_EMPTY = frozenset(("meta", "link"))
_ONCE = ("html", "head", "title", "body", "main", "h1")
_LOCAL = ("#", "/")
_ICON = "data:image/svg+xml,"


def check_page(html: str, *, cells: int) -> None:
    """Refuse a page that is not whole, or that could do more than be read.

    Raises
    ------
    PageFailed
        The sentence says what was found.
    """
    if not cells:
        raise PageFailed("The page is empty: its notebook shows nothing.")
    found = _Looker()
    found.feed(html)
    found.close()
    trouble = found.trouble or found.missing()
    if trouble:
        raise PageFailed(f"The page is not fit for customers: {trouble}. Nothing was published.")


class _Looker(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.seen: dict[str, int] = {}
        self.trouble = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that begins."""
        in_picture = "svg" in self.open
        self.seen[tag] = self.seen.get(tag, 0) + (not in_picture)
        if tag not in (_DRAWN if in_picture or tag == "svg" else _HEAD | _WORDS):
            self._refuse(f"it holds <{tag}>")
        for name, value in attrs:
            self._look_at(tag, name, value or "")
        if tag not in _EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Take an element that ends."""
        if not self.open or self.open.pop() != tag:
            self._refuse(f"</{tag}> ends what did not begin there")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that begins and ends at once."""
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        """Take text; scripts and style sheets have none, for ours are left out of what is seen."""
        if self.open and self.open[-1] in ("script", "style") and data.strip():
            self._refuse(f"it holds a {self.open[-1]}")

    def missing(self) -> str:
        """What the page lacks to be whole."""
        if self.open:
            return f"<{self.open[-1]}> never ends"
        odd = [tag for tag in _ONCE if self.seen.get(tag) != 1]
        return f"it has not exactly one <{odd[0]}>" if odd else ""

    def _look_at(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on"):
            self._refuse(f"<{tag}> has the script {name}")
        if name == "style" and ("url" in value or ":" not in value):
            self._refuse(f"<{tag}> has the style {value[:40]!r}")
        if name == "src" and not value.startswith("/"):
            self._refuse(f"<{tag}> fetches {value[:40]!r}")
        if name.endswith("href"):
            own = value.startswith(_LOCAL) and not value.startswith("//")
            if not (own or (value.startswith(_ICON) if tag == "link" else openable(value))):
                self._refuse(f"<{tag}> leads to {value[:40]!r}")
        if name in ("action", "formaction", "srcdoc", "srcset", "data", "poster", "background"):
            self._refuse(f"<{tag}> has {name}")

    def _refuse(self, why: str) -> None:
        self.trouble = self.trouble or why
