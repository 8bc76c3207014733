"""The server looks at itself before anybody else may: every address, every method, every header.

A server that serves customers must not become open by an update of a library, a setting or a
mistake of ours. So it asks itself, at a port of its own, as a stranger would, and refuses to serve
if one answer is not as it should be.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing

from tornado.httpclient import HTTPRequest, HTTPResponse
from tornado.httpserver import HTTPServer
from tornado.simple_httpclient import SimpleAsyncHTTPClient

from cspwidgets.errors import ServerUnfit
from cspwidgets.sharing.guard import listen
from cspwidgets.sharing.headers import headers
from cspwidgets.sharing.links import ID_BYTES
from cspwidgets.sharing.routes import READING, ROUTES

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND")

NOBODY = "0" * (2 * ID_BYTES)
_KERNEL = "0" * 8 + "-0000-0000-0000-" + "0" * 12

CLOSED = (
    "",
    "/",
    "/favicon.ico",
    "/plans",
    "/plans/",
    "/assets/",
    "/assets/page.js",
    "/static/page.js",
    "/static/%2e%2e/shell.html",
    "/static/base/images/favicon.ico",
    "/api",
    "/api/status",
    "/api/contents",
    "/api/kernels",
    f"/api/kernels/{_KERNEL}",
    f"/api/kernels/{_KERNEL}/channels",
    "/api/kernelspecs",
    "/api/sessions",
    "/api/terminals",
    "/terminals/websocket/1",
    "/api/events/subscribe",
    "/files/plan.ipynb",
    "/view/plan.ipynb",
    "/nbconvert/html/plan.ipynb",
    "/lab",
    "/tree",
    "/notebooks/customer.ipynb",
    "/login",
    "/logout",
    "/metrics",
    "/voila/static/voila.js",
    "/voila/templates/csp/static/page.css",
    "/voila/templates/lab/static/index.css",
    "/voila/api/contents",
    f"/voila/api/shutdown/{_KERNEL}",
    "/voila/api/themes/x",
    f"/voila/execution/{_KERNEL}",
    "/voila/files/customer.ipynb",
    "/voila/labextensions/x.js",
    f"/voila/query/{_KERNEL}",
    "/voila/render/customer.ipynb",
    "/voila/tree",
)
"""Where Voila and Jupyter would answer, and where nobody has to."""

_UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


async def probe(server: HTTPServer, base_path: str) -> None:
    """Ask the server, and look at every answer.

    Raises
    ------
    ServerUnfit
        One is not as it should be; the sentence names it.
    """
    listening = listen("127.0.0.1", 0)
    server.add_socket(listening)
    port = listening.getsockname()[1]
    try:
        with closing(SimpleAsyncHTTPClient(force_instance=True)) as client:
            wanted = list(_wanted(f"http://127.0.0.1:{port}{base_path}"))
            asked = (client.fetch(request, raise_error=False) for request, _ in wanted)
            answers = await asyncio.gather(*asked)
    finally:
        server.stop()
    nothing = {answer.body for answer in answers if answer.code == 404 and answer.body}
    if len(nothing) != 1:
        raise _unfit("not everything that is not there is answered in the same way")
    for (request, status), answer in zip(wanted, answers, strict=True):
        _look(request, status, answer)


def _wanted(place: str) -> Iterator[tuple[HTTPRequest, int]]:
    open_at = {
        "page": {f"/plans/{NOBODY}": 200, f"/plans/{NOBODY}?token=1&template=lab&theme=dark": 200},
        "health": {"/healthz": 200},
        "open": {f"/plans/{NOBODY}/open": 404},
        "calendar": {f"/plans/{NOBODY}/calendar.ics": 404},
    }
    for route in ROUTES:
        for path, status in open_at[route.name].items():
            for method in METHODS:
                if method not in route.methods:
                    yield _request(place + path, method), 404
                elif method in READING and status == 200:  # others ask the store
                    yield _request(place + path, method), status
    for path in CLOSED:
        for method in ("GET", "POST", "DELETE"):
            yield _request(place + path, method), 404
        yield _request(place + path, "GET", _UPGRADE), 404


def _request(address: str, method: str, headers: dict[str, str] | None = None) -> HTTPRequest:
    return HTTPRequest(
        address,
        method=method,
        headers=headers or {},
        allow_nonstandard_methods=True,
        follow_redirects=False,
        decompress_response=True,
        request_timeout=20,
    )


def _look(request: HTTPRequest, status: int, answer: HTTPResponse) -> None:
    what = f"{request.method} {request.url.partition('127.0.0.1')[2].lstrip(':0123456789') or '/'}"
    if answer.code != status:
        raise _unfit(f"{what} is answered with {answer.code} instead of {status}")
    for name, value in headers().items():
        if answer.headers.get_list(name) != [value]:
            raise _unfit(f"{what} is answered without the header {name} as it should be")
    if "Server" in answer.headers or "Set-Cookie" in answer.headers:
        raise _unfit(f"{what} is answered with a header that it should not have")


def _unfit(what: str) -> ServerUnfit:
    return ServerUnfit(
        f"The server does not serve, because {what}. Nobody was let in. Install the versions of "
        "constraints.txt, and tell us if it stays so."
    )
