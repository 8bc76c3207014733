"""A server that is not as it should be finds that out by itself, and lets nobody in."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from tornado.web import Application, RequestHandler, StaticFileHandler

from cspwidgets.errors import ServerUnfit
from cspwidgets.settings import Settings
from cspwidgets.sharing.guard import Guard
from cspwidgets.sharing.handlers import Health, Nowhere
from cspwidgets.sharing.probe import probe
from cspwidgets.sharing.routes import ROUTES
from cspwidgets.sharing.views import Views
from cspwidgets.store.engine import sqlite_address
from cspwidgets.store.store import Store


class Open(RequestHandler):
    """What somebody forgot to close."""

    def get(self) -> None:
        """Answer."""
        self.finish("here I am")


class Framed(Health):
    """An answer without the header that keeps frames away."""

    def set_default_headers(self) -> None:
        """Lose one."""
        super().set_default_headers()
        self.clear_header("X-Frame-Options")


class Tracked(Health):
    """An answer that gives everybody a cookie."""

    def prepare(self) -> None:
        """Give it."""
        self.set_cookie("_xsrf", "2|1")


@pytest.fixture
def views(tmp_path: Path) -> Iterator[Views]:
    """What a server answers with."""
    with Store.open(sqlite_address(tmp_path / "plans.sqlite")) as store:
        made = Views.of(store, Settings.from_environment({"CSP_HOME": str(tmp_path)}))
        yield made
        made.close()


def probed(views: Views, *before: tuple, nowhere: type = Nowhere) -> None:
    more = {"views": views}
    ours = [(route.pattern, route.handler, more) for route in ROUTES]
    settings = {"default_handler_class": nowhere, "default_handler_args": more}
    server = Guard(Application([*before, *ours], **settings))
    asyncio.run(probe(server, ""))


def test_the_server_as_it_is_may_serve(views: Views):
    probed(views)


@pytest.mark.parametrize(
    ("before", "what"),
    [
        (("/api/kernels", Open), "GET /api/kernels is answered with 200 instead of 404"),
        (("/", Open), "GET / is answered with 200 instead of 404"),
        (("/healthz", Open), "GET /healthz is answered without the header Content-Security-Pol"),
    ],
    ids=lambda each: each if isinstance(each, str) else each[0],
)
def test_an_address_that_somebody_opened_is_named(views: Views, before: tuple, what: str):
    with pytest.raises(ServerUnfit, match=f"does not serve, because .*{what}"):
        probed(views, before)


def test_a_refusal_that_is_not_like_the_others_is_noticed(views: Views):
    with pytest.raises(ServerUnfit, match="not everything that is not there"):
        probed(views, ("/voila/static/(.*)", StaticFileHandler, {"path": "/"}))


@pytest.mark.parametrize(
    ("handler", "what"),
    [
        (Framed, "without the header X-Frame-Options"),
        (Tracked, "with a header that it should not have"),
    ],
)
def test_a_header_that_is_missing_or_too_many_is_named(views: Views, handler: type, what: str):
    with pytest.raises(ServerUnfit, match=f"GET /healthz is answered {what}"):
        probed(views, ("/healthz", handler, {"views": views}))
