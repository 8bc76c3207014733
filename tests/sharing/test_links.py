"""A link lets in whom it was made for, while it works, and tells nobody else anything."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspwidgets.errors import SettingsError
from cspwidgets.sharing.links import (
    Admission,
    Refusal,
    Ticket,
    admit,
    days_unopened,
    digest,
    is_expired,
    last_day,
)
from cspwidgets.store.engine import sqlite_address
from cspwidgets.store.links import NewLink
from cspwidgets.store.store import Store
from support.changes import NOON
from support.plans import TODAY
from support.shared_pages import new_link, with_page

LATER = NOON + timedelta(hours=1)
HERS = Ticket(id="0123456789abcdef0123", secret="HerSecret-HerSecret-HerSecret-HerSecret-xyz")
OTHERS = Ticket(id="ffffffffffffffffffff", secret="Another-Another-Another-Another-Another-abc")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two accounts with a page, and a link to each."""
    folder: Path = tmp_path_factory.mktemp("links")
    with Store.open(sqlite_address(folder / "store.sqlite")) as opened:
        for account, ticket in (("northwind", HERS), ("other", OTHERS)):
            with_page(opened, account)
            _keep(opened, ticket, account=account, expires_on=TODAY)
        yield opened


def test_no_two_tickets_are_alike_and_none_can_be_guessed():
    tickets = [Ticket.new() for _ in range(1000)]
    assert len({ticket.id for ticket in tickets}) == 1000
    assert len({ticket.secret for ticket in tickets}) == 1000
    # 256 bits, as letters that no mail program breaks a link at.
    assert {len(ticket.secret) for ticket in tickets} == {43}
    assert set("".join(t.secret for t in tickets)) <= set(
        string.ascii_letters + string.digits + "-_"
    )


def test_the_secret_is_in_no_place_but_the_link_itself():
    address = HERS.address("https://plans.example.com")
    assert address == f"https://plans.example.com/plans/{HERS.id}#{HERS.secret}"
    assert HERS.secret not in digest(HERS.secret)


def test_the_right_link_shows_its_account_until_its_last_day_is_over(store: Store):
    northwind, other = (store.pages.newest(name).sha256 for name in ("northwind", "other"))
    assert _admitted(store, HERS) == Admission(northwind, None)
    assert _admitted(store, OTHERS) == Admission(other, None)
    tomorrow = admit(store.links, HERS.id, HERS.secret, on=TODAY + timedelta(days=1))
    assert tomorrow == Admission(None, Refusal.EXPIRED)


def test_another_customers_secret_opens_nothing(store: Store):
    mixed = Ticket(id=HERS.id, secret=OTHERS.secret)
    assert _admitted(store, mixed) == Admission(None, Refusal.WRONG_SECRET)


def test_every_refusal_shows_nothing_and_only_the_log_learns_why(store: Store):
    for account in ("revoked", "taken-back"):
        with_page(store, account)
    revoked, gone, unknown = (Ticket.new() for _ in range(3))
    _keep(store, revoked, account="revoked")
    store.links.revoke(revoked.id, who="priya", at=NOON)
    _keep(store, gone, account="taken-back")
    store.pages.take_back("taken-back", who="priya", at=LATER)
    told = {
        Refusal.UNKNOWN: unknown,
        Refusal.WRONG_SECRET: replace(HERS, secret=HERS.secret[:-1]),
        Refusal.REVOKED: revoked,
        Refusal.NOT_PUBLISHED: gone,
    }
    for why, ticket in told.items():
        assert _admitted(store, ticket) == Admission(None, why)


def test_who_has_not_the_secret_does_not_learn_that_a_link_was_revoked_or_is_over(store: Store):
    over = admit(store.links, HERS.id, "guess", on=TODAY + timedelta(days=99))
    assert over.refusal is Refusal.WRONG_SECRET


@pytest.mark.parametrize("wrong", ["", "\0", "\ud800", "é", "' OR 1=1 --", "0" * 100_000])
def test_what_is_no_link_at_all_is_refused_like_any_other(store: Store, wrong: str):
    assert _admitted(store, Ticket(id=wrong, secret=wrong)) == Admission(None, Refusal.UNKNOWN)
    assert _admitted(store, replace(HERS, secret=wrong)).refusal is Refusal.WRONG_SECRET


@given(place=st.integers(0, 62), letter=st.characters())
def test_no_link_with_one_letter_changed_is_let_in(store: Store, place: int, letter: str):
    text = HERS.id + HERS.secret
    changed = text[:place] + letter + text[place + 1 :]
    ticket = Ticket(id=changed[:20], secret=changed[20:])
    assert (_admitted(store, ticket).page is None) == (changed != text)


def test_a_link_may_live_for_days_weeks_months_a_year_or_until_a_day():
    told = ("0d", "90d", " 12 W", "6m", "1y", "2026-07-17", "2026-12-31")
    assert [(last_day(one, TODAY) - TODAY).days for one in told] == [0, 90, 84, 180, 365, 0, 167]


@pytest.mark.parametrize(
    "wrong", ["soon", "", "-1d", "90", "9999y", "2026-07-16", "17.07.2026", "²d"]
)
def test_an_end_that_cannot_be_is_told_with_what_may_be_written(wrong: str):
    with pytest.raises(SettingsError, match=r"write 90d|choose a later day"):
        last_day(wrong, TODAY)


def test_a_link_tells_for_how_many_days_nobody_opened_it(store: Store):
    ticket = Ticket.new()
    with_page(store, "silent")
    _keep(store, ticket, account="silent")
    (link,) = store.links.all("silent")
    assert not is_expired(link, TODAY + timedelta(days=9999))
    assert days_unopened(link, TODAY + timedelta(days=34)) == 34
    store.links.count_open(ticket.id, on=TODAY + timedelta(days=30))
    (link,) = store.links.all("silent")
    assert days_unopened(link, TODAY + timedelta(days=34)) == 4
    assert days_unopened(link, TODAY) == 0


def _keep(store: Store, ticket: Ticket, *, account: str, expires_on: date | None = None) -> None:
    new: NewLink = new_link(
        ticket.id, account=account, secret_sha256=digest(ticket.secret), expires_on=expires_on
    )
    store.links.add(new, who="priya", at=NOON)


def _admitted(store: Store, ticket: Ticket) -> Admission:
    return admit(store.links, ticket.id, ticket.secret, on=TODAY)
