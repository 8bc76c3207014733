"""The headers that every answer of the server has, whatever it answers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from cspwidgets.sharing.inside import PAGE, SHELL, digest, script


@cache
def headers() -> Mapping[str, str]:
    """No script but our own two, no request to anywhere else, no frame around it, no search engine.

    Styles may stand in the page: the pictures are drawn with them.
    """
    ours = " ".join(digest(script(name)) for name in (PAGE, SHELL))
    made = {
        "Content-Security-Policy": (
            f"default-src 'none'; script-src {ours}; style-src 'unsafe-inline'; "
            "img-src data:; connect-src 'self'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ),
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "X-Robots-Tag": "noindex, nofollow",
    }
    return MappingProxyType(made)


@cache
def unreadable() -> bytes:
    """The answer to what is no request at all."""
    lines = (
        "HTTP/1.1 400 Bad Request",
        *(f"{name}: {value}" for name, value in headers().items()),
        "Content-Length: 0",
        "Connection: close",
        "\r\n",
    )
    return "\r\n".join(lines).encode()
