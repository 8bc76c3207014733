"""A page is made once, whoever and how many ask for it, and kept while there is room."""

from __future__ import annotations

import asyncio
import gzip
from dataclasses import asdict

import pytest

from cspwidgets.sharing.shown import Kept, Shown
from cspwidgets.store.pages import Page
from support.changes import NOON
from support.shared_pages import new_page


class Maker:
    """Makes pages, and remembers which."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.fails = False

    async def find(self, sha256: str) -> Page:
        """The page of that sha256, after a while."""
        await asyncio.sleep(0.01)
        return Page(**{**asdict(new_page()), "page": sha256 * 1000}, made_at=NOON)

    async def make(self, page: Page) -> bytes:
        """The page as it is shown."""
        self.made.append(page.page[0])
        if self.fails:
            raise RuntimeError("not today")
        return page.page.encode()


@pytest.fixture
def maker() -> Maker:
    """Somebody who makes pages."""
    return Maker()


def test_of_many_who_want_it_at_once_one_has_it_made(maker: Maker):
    async def ask() -> list[Shown]:
        kept = Kept(maker.find, maker.make)
        shown = await asyncio.gather(*(kept.get("a") for _ in range(50)), kept.get("b"))
        kept.close()
        return shown

    shown = asyncio.run(ask())
    assert sorted(maker.made) == ["a", "b"]
    assert gzip.decompress(shown[0].packed) == b"a" * 1000
    assert len({each.etag for each in shown}) == 2


def test_what_was_not_asked_for_the_longest_time_goes_first(maker: Maker):
    async def ask(names: str) -> None:
        kept = Kept(maker.find, maker.make, most=2 * len(Shown.of(b"a" * 1000).packed))
        for name in names:
            await kept.get(name)
        kept.close()

    asyncio.run(ask("abacab"))  # c takes the room of b
    assert "".join(maker.made) == "abcb"


def test_one_who_goes_away_takes_the_page_from_nobody(maker: Maker):
    async def ask() -> Shown:
        kept = Kept(maker.find, maker.make)
        first = asyncio.create_task(kept.get("a"))
        second = asyncio.create_task(kept.get("a"))
        await asyncio.sleep(0)
        first.cancel()
        shown = await second
        kept.close()
        return shown

    assert asyncio.run(ask()).unpacked() == b"a" * 1000


def test_a_page_that_could_not_be_made_is_tried_again(maker: Maker):
    async def ask() -> Shown:
        kept = Kept(maker.find, maker.make)
        maker.fails = True
        with pytest.raises(RuntimeError):
            await kept.get("a")
        maker.fails = False
        shown = await kept.get("a")
        kept.close()
        return shown

    assert asyncio.run(ask()).unpacked() == b"a" * 1000
