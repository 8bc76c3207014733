"""What the panel “The customer's page” in the plan notebook asks of the portfolio."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from cspwidgets.errors import NotFound
from cspwidgets.language import ENGLISH
from cspwidgets.language.catalogue import names
from cspwidgets.portfolio.linkwords import (
    account_opened_words,
    is_account_silent,
    is_long_unopened,
    opened_words,
    until_words,
)
from cspwidgets.portfolio.sharing import LinkLine, LinkWord, Sharing, Shown
from cspwidgets.settings import Settings
from cspwidgets.widgets.customerpage import LinkRow, Look, PageDesk, PageState

_EXPIRIES = (
    ("", "Until you end it"),
    ("30d", "30 days"),
    ("90d", "90 days"),
    ("6m", "6 months"),
    ("1y", "A year"),
)


def page_desk(settings: Settings, sharing: Sharing) -> PageDesk:
    """How the plan notebook publishes pages and gives links."""
    return PageDesk(
        languages=partial(_languages, settings),
        expiries=lambda: _EXPIRIES,
        state=partial(_state, settings, sharing),
        look=partial(_look, settings, sharing),
        take_back=sharing.unpublish,
        link=partial(_link, sharing),
        revoke=partial(_revoke, sharing),
    )


def _languages(settings: Settings) -> Sequence[tuple[str, str]]:
    return sorted(names().items(), key=lambda each: each[0] != settings.language)


def _state(settings: Settings, sharing: Sharing, account: str) -> PageState:
    lines, shown = sharing.links(account), sharing.shown(account)
    return PageState(
        published=_published(settings, shown) if shown else "",
        opened=account_opened_words(lines),
        is_silent=is_account_silent(lines),
        behind="What changed since is not shown yet."
        if shown and sharing.is_behind(shown.page)
        else "",
        language=shown.page.language if shown else "",
        links=[_row(line) for line in lines],
    )


def _published(settings: Settings, shown: Shown) -> str:
    today, at = settings.today(), shown.at.astimezone()
    taken = ENGLISH.day(shown.page.taken_on, today)
    if at.date() == shown.page.taken_on:
        return f"Published on {taken} at {at:%H:%M} by {shown.who}."
    return f"Published by {shown.who}, as of {taken}."


def _row(line: LinkLine) -> LinkRow:
    return LinkRow(
        id=line.link.id,
        person=line.link.person,
        opened=opened_words(line),
        works=until_words(line) + (", pinned" if line.link.pinned else ""),
        is_working=line.word in (LinkWord.WORKS, LinkWord.NOTHING_PUBLISHED),
        is_silent=is_long_unopened(line),
    )


def _look(settings: Settings, sharing: Sharing, account: str, language: str) -> Look:
    from cspwidgets.sharing.preview import preview

    page = sharing.page(account, language=language)
    return Look(html=preview(page.page, settings), publish=partial(sharing.show, page))


def _link(sharing: Sharing, account: str, person: str, expires: str, pinned: bool) -> str:
    return sharing.link(account, person=person, expires=expires, pin=pinned).address


def _revoke(sharing: Sharing, account: str, link: str) -> None:
    if link not in {line.link.id for line in sharing.links(account)}:
        raise NotFound("That link is none of this account's; nothing was done.", name=link)
    sharing.revoke(link)
