"""Serving customers' pages, in one process or several, until told to stop."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

from cspwidgets.errors import ServerUnfit, SettingsError
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
) -> bool:
    """Serve the pages of the store that the settings name; gives whether all went well.

    Parameters
    ----------
    ready
        Told where the server listens, before the first page is asked for.

    Raises
    ------
    SettingsError, StoreError, ServerUnfit
        With one sentence that says what to do.
    """
    from cspwidgets.sharing.accesslog import begin

    _check(processes)
    settings.home.mkdir(parents=True, exist_ok=True)
    store = Store.open(settings.database_url, patience_seconds=PATIENCE_SECONDS)
    sockets = _listen(host, port)
    begin()
    ready(_address(sockets[0]))
    try:
        return _serve(store, settings, sockets, processes)
    finally:
        store.close()
        for each in sockets:
            each.close()


def _serve(store: Store, settings: Settings, sockets: list[socket.socket], processes: int) -> bool:
    # Before the fork, so that what is imported is shared.
    from cspwidgets.sharing.accesslog import LOG
    from cspwidgets.sharing.processes import UNFIT, serve_in
    from cspwidgets.sharing.server import PlanViews

    if processes == 1:
        PlanViews(store, settings, sockets).start()
        return True

    def child(lifeline: int) -> None:
        try:
            PlanViews(store, settings, sockets, lifeline=lifeline).start()
        except (ServerUnfit, SettingsError) as error:
            LOG.error("%s", error.sentence)
            raise SystemExit(UNFIT) from error

    store.close()  # a connection must never be used on both sides of a fork
    return serve_in(processes, child)


def _check(processes: int) -> None:
    if processes > 1 and not hasattr(os, "fork"):
        told = "This system cannot share an address between processes; use --processes 1."
        raise SettingsError(told, name="processes")


def _listen(host: str, port: int) -> list[socket.socket]:
    from cspwidgets.sharing.guard import sockets_at

    try:
        return sockets_at(host, port)
    except OSError as error:
        raise SettingsError(
            f"The server cannot listen at {host}:{port} ({error.strerror or error}); "
            "stop what listens there, or choose another --port or --host.",
            name="port",
        ) from error


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
