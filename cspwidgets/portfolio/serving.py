"""Serving customers' pages, in one process or several."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

from cspwidgets.errors import SettingsError
from cspwidgets.settings import Settings
from cspwidgets.store.store import Store

PATIENCE_SECONDS = 2.0
"""For how long a request waits for a store that restarts, before its page says so."""

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8866


def default_port(settings: Settings) -> int:
    """Where to listen if nothing is said: where links lead, if that is this machine itself."""
    address = urlsplit(settings.base_url)
    is_here = address.scheme == "http" and address.hostname in (DEFAULT_HOST, "localhost")
    return address.port or DEFAULT_PORT if is_here else DEFAULT_PORT


def serve(
    settings: Settings,
    *,
    host: str,
    port: int,
    processes: int,
    ready: Callable[[str], object],
) -> None:
    """Serve the pages of the store that the settings name, until told to stop.

    Parameters
    ----------
    ready
        Told where the server listens, before the first page is asked for.

    Raises
    ------
    SettingsError, StoreError, ServerUnfit
        With one sentence that says what to do.
    """
    _check(processes)
    settings.home.mkdir(parents=True, exist_ok=True)
    store = Store.open(settings.database_url, patience_seconds=PATIENCE_SECONDS)
    try:
        with _listen(host, port) as listening:
            _serve(store, settings, listening, processes, ready)
    finally:
        store.close()


def _serve(
    store: Store,
    settings: Settings,
    listening: socket.socket,
    processes: int,
    ready: Callable[[str], object],
) -> None:
    from cspwidgets.sharing import accesslog
    from cspwidgets.sharing.processes import serve_in
    from cspwidgets.sharing.server import PlanViews
    from cspwidgets.sharing.views import Views

    # All before a fork, so that what is imported and made is shared.
    server = PlanViews(Views.of(store, settings), listening)
    accesslog.begin()
    server.check()
    ready(_address(listening))
    if processes == 1:
        server.start()
    else:
        store.close()  # a connection must never be used on both sides of a fork
        serve_in(processes, server.start)


def _check(processes: int) -> None:
    if processes > 1 and not hasattr(os, "fork"):
        told = "This system cannot share an address between processes; use --processes 1."
        raise SettingsError(told, name="processes")


def _listen(host: str, port: int) -> socket.socket:
    from cspwidgets.sharing.guard import listen

    try:
        return listen(host, port)
    except OSError as error:
        raise SettingsError(
            f"The server cannot listen at {host}:{port} ({error.strerror or error}); "
            "stop what listens there, or choose another --port or --host.",
            name="port",
        ) from error


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
