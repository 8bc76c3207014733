"""What a view shows, as keyed parts, and what to send when it shows something else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Drawn:
    """A view, drawn: `parts` by key in their order, and `meta` beside them. All of it JSON."""

    parts: dict[str, Any] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=dict)


def difference(old: Drawn, new: Drawn) -> dict[str, Any]:
    """What to send so that a front that shows `old` shows `new`; empty when they are the same."""
    put = {key: part for key, part in new.parts.items() if old.parts.get(key) != part}
    cut = [key for key in old.parts if key not in new.parts]
    changes: dict[str, Any] = {"put": put, "cut": cut} if put or cut else {}
    if list(old.parts) != list(new.parts):
        changes = {"put": put, "cut": cut, "order": list(new.parts)}
    if old.meta != new.meta:
        changes = {"put": put, "cut": cut, **changes, "meta": new.meta}
    return changes
