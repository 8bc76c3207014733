"""The log of the server: one line for each answer, with nothing in it that opens a page.

A line has the time, the status, the method, which of our addresses it was with the link's id, how
long it took, and for a refusal the reason, which only the vendor learns. It has no query, no other
part of an address, no cookie and nobody's IP: what a visitor sends may hold a secret.
"""

from __future__ import annotations

import logging
import re
import sys
import time
from typing import TYPE_CHECKING

from cspwidgets.sharing.links import ID_BYTES

if TYPE_CHECKING:
    from cspwidgets.sharing.handlers import Answer

LOG = logging.getLogger("cspwidgets.serve")

METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))

_LINK = re.compile(rf"/plans/([0-9a-f]{{{2 * ID_BYTES}}})(/open|/calendar\.ics)?$", re.ASCII)


def begin(level: int = logging.INFO) -> None:
    """Write the log to where errors go."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(level)
    LOG.propagate = False
    # Tornado tells of what it cannot read, and may quote it.
    for name in ("tornado.general", "tornado.application", "tornado.access"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def line(answer: Answer) -> None:
    """Tell of one answer."""
    request = answer.request
    method = request.method if request.method in METHODS else "?"
    link = _LINK.search(request.path)
    where = type(answer).__name__.lower() + (f" {link[1]}" if link else "")
    took = (time.perf_counter() - answer.since) * 1000
    told = f" ({answer.told})" if answer.told else ""
    LOG.info("%d %s %s %.0f ms%s", answer.get_status(), method, where, took, told)


def trouble(error: BaseException) -> None:
    """Tell of an error of our own, with where it happened and not what was asked."""
    LOG.error("An answer failed: %s", type(error).__name__, exc_info=error)
