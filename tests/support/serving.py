"""`csp serve` as it runs, and six kinds of visitors who come to it."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from cspwidgets.sharing.handlers import COOKIE
from cspwidgets.sharing.links import Ticket, digest
from cspwidgets.sharing.view import PublicView
from cspwidgets.store.engine import sqlite_address
from cspwidgets.store.store import Store
from support.changes import NOON, created
from support.plans import TODAY, small_plan
from support.shared_pages import new_link, new_page

LATER = NOON + timedelta(hours=1)
_CSP = (sys.executable, "-c", "from cspwidgets.cli import main; main()")


@dataclass(frozen=True)
class Told:
    """An answer, unpacked by nobody."""

    status: int
    headers: dict[str, str]
    body: bytes

    def without(self, *names: str) -> tuple[int, dict[str, str], bytes]:
        """What can be compared, without what differs from day to day."""
        kept = {name: text for name, text in self.headers.items() if name not in names}
        return self.status, kept, self.body


class Visitor:
    """Somebody with one connection, and perhaps a cookie."""

    def __init__(self, port: int, cookie: str = "", timeout: float = 30.0) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        self.cookie = cookie

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Told:
        """What the server answers."""
        sent = {"Cookie": f"{COOKIE}={self.cookie}"} if self.cookie else {}
        self._connection.request(method, path, body, {**sent, **(headers or {})})
        answer = self._connection.getresponse()
        return Told(answer.status, dict(answer.getheaders()), answer.read())

    def say(self, path: str, said: Any, **headers: str) -> Told:
        """Post something, as the page's script does."""
        kind = {"Content-Type": "application/json", **headers}
        return self.ask(path, "POST", json.dumps(said).encode(), kind)

    def close(self) -> None:
        """Go away."""
        self._connection.close()


@dataclass
class Served:
    """A server that runs: where, and what it wrote."""

    port: int
    process: subprocess.Popen[str]
    log_file: Path
    visitors: list[Visitor] = field(default_factory=list)

    def visitor(self, cookie: str = "") -> Visitor:
        """Somebody who comes; gone when the server is."""
        came = Visitor(self.port, cookie)
        self.visitors.append(came)
        return came

    def log(self) -> str:
        """All that it wrote so far."""
        return self.log_file.read_text()


@contextmanager
def serving(folder: Path, *options: str, url: str = "") -> Iterator[Served]:
    """`csp serve` on a store, until the end of the block; it must end well."""
    folder.mkdir(parents=True, exist_ok=True)
    log_file = folder / "log"
    settings = {
        "CSP_HOME": str(folder),
        "CSP_DATABASE_URL": url or sqlite_address(folder / "plans.sqlite"),
        "CSP_TODAY": TODAY.isoformat(),
        "CSP_BASE_URL": "",
        "CSP_LANGUAGE": "",
        "CSP_THEME": "",
    }
    with log_file.open("w") as log:
        process = subprocess.Popen(
            [*_CSP, "serve", "--port", "0", *options],
            env={**os.environ, **settings},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    assert process.stdout
    try:
        told = process.stdout.readline()
        found = re.search(r"listening at http://127\.0\.0\.1:(\d+)", told)
        assert found, told + log_file.read_text()
        served = Served(int(found[1]), process, log_file)
        try:
            yield served
        finally:
            for visitor in served.visitors:
                visitor.close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0, log_file.read_text()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def notebook(html: str) -> str:
    """A page as it is published: an executed notebook that shows this."""
    output = {"data": {"text/html": html}, "metadata": {}, "output_type": "display_data"}
    cell = {"cell_type": "code", "execution_count": None, "metadata": {}, "source": ""}
    return json.dumps(
        {
            "cells": [{**cell, "id": "objective", "outputs": [output]}],
            "metadata": {"csp": {"language": "en", "title": "Northwind"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


def publish(store: Store, account: str, html: str) -> str:
    """Publish a page of an account that says `html`; gives its sha256."""
    view = PublicView.of(replace(small_plan(), id=account), TODAY).to_json()
    page = new_page(account=account, view=view, page=notebook(html))
    return store.pages.publish(page, who="priya", at=NOON)


def link(store: Store, account: str, **different: Any) -> Ticket:
    """A new link to an account's page."""
    ticket = Ticket.new()
    new = new_link(ticket.id, account=account, secret_sha256=digest(ticket.secret), **different)
    store.links.add(new, who="priya", at=NOON)
    return ticket


@dataclass(frozen=True)
class Book:
    """A store with links of every kind; `kinds` has the ticket of each kind that is refused."""

    store: Store
    hers: Ticket
    others: Ticket
    kinds: dict[str, Ticket]


def book_of_links(store: Store) -> Book:
    """Two customers with a page, and every way in which a link can fail to open one."""
    for account in ("northwind", "other", "gone"):
        created(store, replace(small_plan(), id=account))
        publish(store, account, f"<h1>This is {account}</h1>")
    hers, others, gone = (link(store, name) for name in ("northwind", "other", "gone"))
    revoked = link(store, "northwind")
    store.links.revoke(revoked.id, who="priya", at=LATER)
    store.pages.take_back("gone", who="priya", at=LATER)
    kinds = {
        "unknown": Ticket.new(),
        "wrong secret": replace(hers, secret=Ticket.new().secret),
        "another customer's": replace(hers, secret=others.secret),
        "revoked": revoked,
        "expired": link(store, "northwind", expires_on=TODAY - timedelta(days=1)),
        "not published": gone,
    }
    return Book(store, hers, others, kinds)
