"""A sheet for a meeting: its head, and a file of its own that can only be read."""

from __future__ import annotations

from datetime import date

from cspwidgets.journey.standing import Audience, Standing
from cspwidgets.language import to_say
from cspwidgets.pictures import headline
from cspwidgets.pictures.markup import bdi, esc
from cspwidgets.pictures.strip import strip
from cspwidgets.plan.model import Plan

STYLES = ("base.css", "card.css", "sheet.css")
"""The style sheets of a sheet, of this folder."""

TITLES = to_say({"agenda": "Meeting", "promises": "Promises", "handover": "Account hand-over"})
"""The pages there are, and what each is called."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def sheet(
    standing: Standing,
    page: str,
    body: str,
    *,
    is_internal: bool,
    level: int,
    is_dense: bool = False,
) -> str:
    """A page: whose it is, the objective as a heading of that `level`, where we are, its body."""
    audience: Audience = "vendor" if is_internal else "customer"
    said = headline.html(standing, audience=audience, level=level)
    kind = "csp-sheet" + " csp-sheet-ours" * is_internal + " csp-sheet-dense" * is_dense
    return (
        f'<article class="{kind}" lang="{esc(standing.language.tag)}">'
        f"{_head(standing, page, is_internal)}{said}{strip(standing)}{body}</article>"
    )


def whole_file(sheet: str, *, title: str, language: str, style: str) -> bytes:
    """A sheet as a page that stands alone: no script, no request; `style` is its style sheet."""
    return (
        f'<!doctype html>\n<html lang="{esc(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
        f"<title>{esc(title)}</title>\n<style>{style}</style>\n</head>\n"
        f'<body class="csp csp-paper">\n<main>{sheet}</main>\n</body>\n</html>\n'
    ).encode(errors="replace")


def file_name(plan: Plan, page: str, on: date, *, is_shared: bool) -> str:
    """What a page's file is called; one for our own people says so."""
    inside = "" if is_shared and page != "handover" else "-internal"
    return f"{plan.id}-{page}{inside}-{on.isoformat()}.html"


def _head(standing: Standing, page: str, is_internal: bool) -> str:
    language, name = standing.language, standing.plan.account.name
    mark = ""
    if is_internal:
        said = language.say("Internal: not for the customer")
        mark = f'<strong class="csp-sheet-mark">{esc(said)}</strong>'
    title, day = esc(language.say(TITLES[page])), esc(language.day(standing.on))
    return (
        f'<header class="csp-sheet-head"><p><b>{title}</b> {bdi(name)}</p>{mark}'
        f'<time datetime="{standing.on.isoformat()}">{day}</time></header>'
    )
