"""What a CSM does with customers' pages: look first, publish, send links, take back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from urllib.parse import urlsplit

from cspwidgets.errors import SettingsError
from cspwidgets.language import Language
from cspwidgets.portfolio.touchpoints import TouchPoints
from cspwidgets.settings import Settings
from cspwidgets.sharing.links import Ticket, days_unopened, digest, is_expired, last_day
from cspwidgets.sharing.view import PublicView
from cspwidgets.store.links import Link, NewLink
from cspwidgets.store.pages import NewPage, Page
from cspwidgets.store.store import Store

Draw = Callable[[PublicView], str]
"""What makes the page of a view."""

LONGEST_PERSON = 120
"""So many letters are kept of whom a link is for."""


class LinkWord(StrEnum):
    """What becomes of a link when it is opened now."""

    WORKS = "works"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOTHING_PUBLISHED = "nothing published"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """A link in the list of a day: whether it works, and for how long nobody has opened it."""

    link: Link
    word: LinkWord
    on: date
    days_unopened: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLink:
    """A link as it is sent. Its secret is told here once; the store cannot tell it again."""

    id: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The page that customers are shown, since when, and who published it."""

    page: Page
    at: datetime
    who: str


class Sharing:
    """The pages and links of one store, on one day."""

    def __init__(self, settings: Settings, store: Store, touch_points: TouchPoints) -> None:
        self._settings = settings
        self._store = store
        self._touch_points = touch_points

    def view(self, account: str, *, language: str = "") -> PublicView:
        """Exactly what the customer would know, were it published now.

        Parameters
        ----------
        language
            A tag (`en`, `de`); by default that of the settings.
        """
        today = self._settings.today()
        return PublicView.of(
            self._store.load(account).plan,
            today,
            before=self._touch_points.before(account, today),
            language=Language.of(language or self._settings.language),
        )

    def page(self, account: str, draw: Draw | None = None, *, language: str = "") -> NewPage:
        """The account's page as it is today, to be looked at before it is published.

        Parameters
        ----------
        draw
            What draws it; by default the notebook `customer.ipynb`. Whatever it raises is raised.
        language
            A tag; by default that of the page that is shown now, or else of the settings.
        """
        shown = None if language else self.shown(account)
        view = self.view(account, language=language or (shown.page.language if shown else ""))
        return NewPage(
            account=account,
            taken_on=view.on,
            language=view.language,
            view=view.to_json(),
            page=(draw or _drawn)(view),
        )

    def publish(self, account: str, draw: Draw | None = None, *, language: str = "") -> str:
        """Show the account's page as it is today; gives its sha256 (see `page`).

        Where it cannot be drawn, what was shown before is shown still.
        """
        return self.show(self.page(account, draw, language=language))

    def show(self, page: NewPage) -> str:
        """Show a page from now on, exactly as it was looked at; gives its sha256."""
        return self._store.pages.publish(page, who=self._settings.user, at=_now())

    def shown(self, account: str) -> Shown | None:
        """What an account's customers are shown now; none if nothing is published.

        Raises
        ------
        NotFound
            There is no such account.
        """
        line = next(iter(self._store.pages.publications(account)), None)
        if line is None or line.sha256 is None:
            return None
        return Shown(page=self._store.pages.page(line.sha256), at=line.at, who=line.who)

    def is_behind(self, page: Page) -> bool:
        """Whether a page would say something else of its own day, were it published now."""
        now = self.view(page.account, language=page.language)
        return replace(now, on=page.taken_on).to_json() != page.view

    def unpublish(self, account: str) -> None:
        """Take all of an account's pages back: its links show nothing until the next one.

        Raises
        ------
        NotFound
            There is no such account, or nothing of it is published.
        """
        self._store.pages.take_back(account, who=self._settings.user, at=_now())

    @property
    def is_local(self) -> bool:
        """Whether links begin with an address that only this machine can open."""
        return urlsplit(self._settings.base_url).hostname in ("127.0.0.1", "localhost", "::1")

    def link(self, account: str, *, person: str, expires: str = "", pin: bool = False) -> SentLink:
        """A new link to an account's page, for one person.

        Parameters
        ----------
        expires
            How long it works (`90d`, `12w`) or its last day; by default until it is revoked.
        pin
            Always show the page that is the newest now.

        Raises
        ------
        NotFound
            There is no such account, or nothing of it is published.
        SettingsError
            `expires` cannot be read; nobody is named.
        """
        ticket, name = Ticket.new(), " ".join(person.split())
        if not name.isprintable() or not 0 < len(name) <= LONGEST_PERSON:
            told = f"Say whom the link is for, in 1 to {LONGEST_PERSON} letters."
            raise SettingsError(told, name="person")
        new = NewLink(
            id=ticket.id,
            account=account,
            person=name,
            secret_sha256=digest(ticket.secret),
            pinned=self._store.pages.newest(account).sha256 if pin else None,
            expires_on=last_day(expires, self._settings.today()) if expires else None,
        )
        self._store.links.add(new, who=self._settings.user, at=_now())
        return SentLink(id=ticket.id, address=ticket.address(self._settings.base_url))

    def links(self, account: str | None = None) -> tuple[LinkLine, ...]:
        """Who has a link, to every account or to one, and who has not looked for long."""
        return tuple(self._line(link) for link in self._store.links.all(account))

    def revoke(self, link_id: str) -> Link:
        """Let a link work no more, from its next request on; `NotFound` if there is none.

        Revoking it again changes nothing.
        """
        return self._store.links.revoke(link_id, who=self._settings.user, at=_now())

    def _line(self, link: Link) -> LinkLine:
        today = self._settings.today()
        days = days_unopened(link, today)
        return LinkLine(link=link, word=self._word(link), on=today, days_unopened=days)

    def _word(self, link: Link) -> LinkWord:
        if link.revoked_at is not None:
            return LinkWord.REVOKED
        if is_expired(link, self._settings.today()):
            return LinkWord.EXPIRED
        return LinkWord.WORKS if link.shows else LinkWord.NOTHING_PUBLISHED


def _drawn(view: PublicView) -> str:
    from cspwidgets.sharing.drawing import draw  # it runs a notebook: loaded when it is needed

    return draw(view)


def _now() -> datetime:
    return datetime.now(UTC)
