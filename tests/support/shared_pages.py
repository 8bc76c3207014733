"""Pages and links for tests of what customers are shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from cspwidgets.store.links import NewLink
from cspwidgets.store.pages import NewPage
from cspwidgets.store.store import Store
from support.changes import NOON, created
from support.plans import small_plan

SECRET_SHA256 = "5" * 64


def new_page(**different: Any) -> NewPage:
    """A page of Northwind."""
    said: dict[str, Any] = {
        "account": "northwind",
        "taken_on": date(2026, 7, 17),
        "language": "en",
        "view": "{}",
        "page": "<h1>Northwind</h1>",
    }
    return NewPage(**{**said, **different})


def new_link(link_id: str = "l1", **different: Any) -> NewLink:
    """A link for the COO of Northwind."""
    said: dict[str, Any] = {
        "id": link_id,
        "account": "northwind",
        "person": "COO",
        "secret_sha256": SECRET_SHA256,
    }
    return NewLink(**{**said, **different})


def publish(store: Store, text: str, *, account: str = "northwind", at: datetime = NOON) -> str:
    """Publish a page that says `text`."""
    return store.pages.publish(new_page(account=account, page=text), who="priya", at=at)


def with_page(store: Store, account: str = "northwind") -> str:
    """An account with a published page."""
    created(store, replace(small_plan(), id=account))
    return publish(store, "first", account=account)
