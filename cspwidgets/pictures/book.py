"""The whole book as a table of HTML, for who has no browser: saved notebooks and reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cspwidgets.pictures.markup import bdi, esc

MOST_ROWS = 50

_HEAD = ("Card", "Account", "Why it needs you", "Arrives", "Renewal", "Value a year")


def html(rows: Sequence[Mapping[str, Any]], *, total: int, trouble: str = "") -> str:
    """The first accounts, worst first; escaped.

    Parameters
    ----------
    rows
        Lines as data (`journey.bookline.line_data`) with their `rank`.
    total
        How many accounts there are.
    """
    if trouble:
        return f"<p>{esc(trouble)}</p>"
    if not total:
        return "<p>There are no accounts yet.</p>"
    shown = sorted(rows, key=lambda row: row["rank"])[:MOST_ROWS]
    head = "".join(f'<th scope="col">{name}</th>' for name in _HEAD)
    body = "".join(_row(row) for row in shown)
    told = f"{len(shown)} of {total} accounts, worst first"
    return f"<table><caption>{told}</caption><tr>{head}</tr>{body}</table>"


def _row(row: Mapping[str, Any]) -> str:
    points = "" if row["points"] is None else f" {row['points']:g}"
    cells = (
        esc(f"{row['letter'] or '–'}{points}"),
        bdi(row["name"] or row["account"]),
        bdi(row["why"]),
        esc(row["finish_on"] or ""),
        esc(row["renewal_on"] or ""),
        esc(row["value"]),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
