"""What is worth a look: findings, each leading to its row, with how to mend it.

They are for the CSM and in English; no customer sees them.
"""

from __future__ import annotations

from collections.abc import Sequence

from cspwidgets.pictures.markup import esc
from cspwidgets.plan.findings import Finding


def fragments(findings: Sequence[Finding]) -> dict[str, str]:
    """The list's items by key `finding:…`; each has a button with the place it leads to."""
    return {f"finding:{row.code}:{row.table}:{row.row}": _item(row) for row in findings}


def html(findings: Sequence[Finding]) -> str:
    """The findings under their heading."""
    items = "".join(fragments(findings).values())
    told = f"{len(findings)} finding{'s' if len(findings) > 1 else ''}"
    told = told if findings else "nothing found"
    listed = f"<ul>{items}</ul>" if items else ""
    heading = f"<h2>Worth a look <small>{told}</small></h2>"
    return f'<section class="csp-findings">{heading}{listed}</section>'


def _item(found: Finding) -> str:
    return (
        f'<li><button type="button" data-table="{esc(found.table)}" data-row="{esc(found.row)}">'
        f"{esc(found.sentence)}</button><p>{esc(found.mend)}</p>"
        f"<code>{esc(found.code)}</code></li>"
    )
