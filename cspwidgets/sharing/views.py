"""All that answers are made of, put together once for each process."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from cspwidgets.settings import Settings
from cspwidgets.sharing.calendar import calendar_of
from cspwidgets.sharing.doorway import Doorway
from cspwidgets.sharing.inside import Inside
from cspwidgets.sharing.rendering import page_html
from cspwidgets.sharing.shell import Shell
from cspwidgets.sharing.shown import Kept
from cspwidgets.sharing.view import PublicView
from cspwidgets.store.pages import Page
from cspwidgets.store.store import Store

_EMPTY = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """The door, the pages and calendars behind it, and the shell before it.

    Attributes
    ----------
    base_path
        What stands before every route; without a slash at its end.
    is_https
        Whether browsers come by https; cookies are then sent by nothing else.
    begun
        The answers that are not finished yet.
    """

    doorway: Doorway
    pages: Kept
    calendars: Kept
    shell: Shell
    base_path: str
    is_https: bool
    begun: set[object] = field(default_factory=set)

    @classmethod
    def of(cls, store: Store, settings: Settings) -> Views:
        """The views of a store, at the address that the settings say links begin with.

        Raises
        ------
        SettingsError
            The theme or the template cannot be read.
        """
        address = urlsplit(settings.base_url)
        base_path = address.path.rstrip("/")
        inside = Inside.of(settings)
        doorway = Doorway(store, settings)

        async def as_page(page: Page) -> bytes:
            return await page_html(page.page, inside)

        async def as_calendar(page: Page) -> bytes:
            return calendar_of(PublicView.from_json(page.view))

        return cls(
            doorway=doorway,
            pages=Kept(doorway.page, as_page),
            calendars=Kept(doorway.page, as_calendar),
            shell=Shell(settings),
            base_path=base_path,
            is_https=address.scheme == "https",
        )

    async def warm(self) -> None:
        """Make the renderer ready, so that the first visitor does not wait for it."""
        await page_html(_EMPTY, Inside())

    def close(self) -> None:
        """Let every thread go."""
        for each in (self.doorway, self.pages, self.calendars):
            each.close()
