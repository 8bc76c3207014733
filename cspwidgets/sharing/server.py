"""PlanViews: Voila for customers, without everything that a customer could change.

It keeps Voila's application, its template and its renderer. It has no kernel, no websocket, no
tree, no contents and no files: a page is rendered once, from the executed notebook that was
published, and is the same for all who may see it. It reads no configuration file, so that none in
some folder can open what is closed here. It keeps nothing of a visit, so that any number of
processes on any number of machines can serve one store.
"""

from __future__ import annotations

import asyncio
import re
import signal
import socket
from typing import Any
from urllib.parse import urlsplit

from tornado.web import Application
from traitlets import default
from voila.app import Voila

from cspwidgets.settings import Settings, shared_folder
from cspwidgets.sharing.accesslog import line, trouble
from cspwidgets.sharing.guard import Guard
from cspwidgets.sharing.handlers import Answer, Nowhere
from cspwidgets.sharing.probe import probe
from cspwidgets.sharing.routes import ROUTES
from cspwidgets.sharing.views import Views
from cspwidgets.store.store import Store

TEMPLATE = "csp"
STOP_SECONDS = 10.0
"""For how long requests that have begun may go on when the server is stopped."""


class PlanViews(Voila):  # type: ignore[misc]
    """The server of customers' pages.

    Parameters
    ----------
    sockets
        Where to listen; they may be shared with other processes.
    lifeline
        A file that can be read when whoever started this is gone.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        sockets: list[socket.socket],
        *,
        lifeline: int | None = None,
    ) -> None:
        super().__init__(base_url=f"{urlsplit(settings.base_url).path}/")
        self._sockets = sockets
        self._lifeline = lifeline
        self._stopping = asyncio.Event()
        self.initialize([])
        self.views = Views.of(store, settings)

    @default("config_file_paths")
    def _no_config_files(self) -> list[str]:
        return []

    def setup_template_dirs(self) -> None:
        """Use our template, whatever anybody asks for."""
        self.voila_configuration.template = TEMPLATE
        self.voila_configuration.allow_template_override = "NO"
        self.voila_configuration.allow_theme_override = "NO"
        self.template_paths = [str(shared_folder("templates") / "voila" / TEMPLATE)]

    def init_settings(self) -> dict[str, Any]:
        """Nothing of Voila's: no kernel manager, no contents manager, no identity provider."""
        return {
            "default_handler_class": Nowhere,
            "default_handler_args": {"views": self.views},
            "trouble": trouble,
        }

    def init_handlers(self) -> list[tuple[str, type[Answer], dict[str, Any]]]:
        """Our routes only."""
        base = re.escape(self.views.base_path)
        more = {"views": self.views}
        return [(f"{base}{route.pattern}", route.handler, more) for route in ROUTES]

    def start(self) -> None:
        """Serve until the process is told to stop, by SIGTERM or Ctrl-C.

        Raises
        ------
        ServerUnfit
            The server is not as it should be, and lets nobody in.
        """
        asyncio.run(self.serve())

    def stop(self) -> None:
        """Take no more connections, and end when the requests that have begun are answered."""
        self._stopping.set()

    async def serve(self) -> None:
        """Serve until `stop`; first the server looks at itself."""
        self.app = Application(self.init_handlers(), **self.init_settings())
        server = Guard(self.app)
        try:
            await probe(server, self.views.base_path, self.views.assets)
            self.app.settings["log_function"] = line
            loop = asyncio.get_running_loop()
            for each in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(each, self.stop)
            if self._lifeline is not None:
                loop.add_reader(self._lifeline, self.stop)
            server.add_sockets(self._sockets)
            watching = asyncio.create_task(server.watch())
            await self._stopping.wait()
            watching.cancel()
            server.stop()
            await server.drain(self.views.begun, STOP_SECONDS)
        finally:
            self.views.close()
