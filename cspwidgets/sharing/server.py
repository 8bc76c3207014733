"""PlanViews: Voila for customers, without everything that a customer could change.

It keeps Voila's application, its template and its renderer. It has no kernel, no websocket, no
tree, no contents and no files: a page is rendered once, from the executed notebook that was
published, and is the same for all who may see it. It reads no configuration file, so that none in
some folder can open what is closed here. It keeps nothing of a visit, so that any number of
processes on any number of machines can serve one store.
"""

from __future__ import annotations

import asyncio
import gc
import re
import signal
import socket
from typing import Any

from tornado.web import Application
from traitlets import default
from voila.app import Voila

from cspwidgets.settings import shared_folder
from cspwidgets.sharing.accesslog import line, trouble
from cspwidgets.sharing.guard import Guard
from cspwidgets.sharing.handlers import Answer, Nowhere
from cspwidgets.sharing.probe import probe
from cspwidgets.sharing.routes import ROUTES
from cspwidgets.sharing.views import Views

TEMPLATE = "csp"
STOP_SECONDS = 10.0
"""For how long requests that have begun may go on when the server is stopped."""


class PlanViews(Voila):  # type: ignore[misc]
    """The server of customers' pages.

    Parameters
    ----------
    listening
        Where to accept connections; it may be shared with other processes.
    """

    def __init__(self, views: Views, listening: socket.socket) -> None:
        super().__init__(base_url=f"{views.base_path}/")
        self.views = views
        self._listening = listening
        self._stopping = asyncio.Event()
        self.initialize([])
        # Voila's own handler looks for a loop that is not there yet.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)

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

    def check(self) -> None:
        """Look at every answer before anybody else does, and make the renderer ready.

        Raises
        ------
        ServerUnfit
            One is not as it should be; the sentence names it.
        """
        asyncio.run(self._check())
        gc.collect()
        gc.freeze()  # all of this stays: shared by processes, and not looked through again

    def start(self, lifeline: int | None = None) -> None:
        """Serve until told to stop, by SIGTERM, by Ctrl-C, or by the end of who started this.

        Parameters
        ----------
        lifeline
            A file that can be read when whoever started this process is gone.
        """
        asyncio.run(self._serve(lifeline))

    def stop(self) -> None:
        """Take no more connections, and end when what has begun is answered."""
        self._stopping.set()

    async def _check(self) -> None:
        await self.views.warm()
        app = Application(self.init_handlers(), **self.init_settings())
        await probe(Guard(app), self.views.base_path)

    async def _serve(self, lifeline: int | None) -> None:
        settings = self.init_settings()
        server = Guard(Application(self.init_handlers(), log_function=line, **settings))
        loop = asyncio.get_running_loop()
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: loop.call_soon_threadsafe(self.stop))
        if lifeline is not None:
            loop.add_reader(lifeline, self.stop)
        server.add_socket(self._listening)
        watching = asyncio.create_task(server.watch())
        await self._stopping.wait()
        watching.cancel()
        server.stop()
        await server.drain(self.views.begun, STOP_SECONDS)
        self.views.close()
