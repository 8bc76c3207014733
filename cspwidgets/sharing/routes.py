"""Every address of the server. What is not in this table is answered as nothing here."""

from __future__ import annotations

from dataclasses import dataclass

from cspwidgets.sharing.handlers import Answer, Calendar, Health, Opening, Page

READING = ("GET", "HEAD")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """An address, as a pattern below the base path, and who answers to which methods there."""

    name: str
    pattern: str
    handler: type[Answer]
    methods: tuple[str, ...] = READING


ROUTES = (
    Route(name="page", pattern=r"/plans/([^/]{1,200})", handler=Page),
    Route(name="open", pattern=r"/plans/([^/]{1,200})/open", handler=Opening, methods=("POST",)),
    Route(name="calendar", pattern=r"/plans/([^/]{1,200})/calendar\.ics", handler=Calendar),
    Route(name="health", pattern=r"/healthz", handler=Health),
)
