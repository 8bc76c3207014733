"""What a CSM does with customers' pages: look first, publish, send links, take back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from cspwidgets.language import Language
from cspwidgets.portfolio.touchpoints import TouchPoints
from cspwidgets.settings import Settings
from cspwidgets.sharing.links import Ticket, days_unopened, digest, is_expired, last_day
from cspwidgets.sharing.view import PublicView
from cspwidgets.store.links import Link, NewLink
from cspwidgets.store.pages import NewPage
from cspwidgets.store.store import Store


class LinkWord(StrEnum):
    """What becomes of a link when it is opened now."""

    WORKS = "works"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOTHING_PUBLISHED = "nothing published"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """A link in the list: whether it works, and for how many days nobody has opened it."""

    link: Link
    word: LinkWord
    days_unopened: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLink:
    """A link as it is sent. Its secret is told here once; the store cannot tell it again."""

    id: str
    address: str


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

    def publish(
        self, account: str, draw: Callable[[PublicView], str], *, language: str = ""
    ) -> str:
        """Show the account's page as it is today, drawn by `draw`; gives its sha256.

        Whatever `draw` raises is raised, and what was shown before is shown still.
        """
        view = self.view(account, language=language)
        new = NewPage(
            account=account,
            taken_on=view.on,
            language=view.language,
            view=view.to_json(),
            page=draw(view),
        )
        return self._store.pages.publish(new, who=self._settings.user, at=_now())

    def unpublish(self, account: str) -> None:
        """Take all of an account's pages back: its links show nothing until the next one.

        Raises
        ------
        NotFound
            There is no such account, or nothing of it is published.
        """
        self._store.pages.take_back(account, who=self._settings.user, at=_now())

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
            `expires` cannot be read.
        """
        ticket = Ticket.new()
        new = NewLink(
            id=ticket.id,
            account=account,
            person=person,
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
        """Let a link work no more, from its next request on; `NotFound` if there is none."""
        return self._store.links.revoke(link_id, who=self._settings.user, at=_now())

    def _line(self, link: Link) -> LinkLine:
        today = self._settings.today()
        return LinkLine(link=link, word=self._word(link), days_unopened=days_unopened(link, today))

    def _word(self, link: Link) -> LinkWord:
        if link.revoked_at is not None:
            return LinkWord.REVOKED
        if is_expired(link, self._settings.today()):
            return LinkWord.EXPIRED
        return LinkWord.WORKS if link.shows else LinkWord.NOTHING_PUBLISHED


def _now() -> datetime:
    return datetime.now(UTC)
