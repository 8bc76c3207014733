"""Stages for a plan that has none: their names from the file, their weeks from its days.

A stage's window opens when the stages before it have lasted their weeks. The weeks are laid so
that no window opens after the first step of its stage begins; stages that begin together leave
the earlier ones without weeks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import ceil, floor

from cspwidgets.plan.model import Stage
from cspwidgets.plan.slug import new_id

_RENEWAL = re.compile(r"\brenew|\bverlänger", re.IGNORECASE)
_DAYS_A_WEEK = 5


def add_stages(stages: Sequence[Stage], names: Mapping[str, str]) -> tuple[Stage, ...]:
    """The stages, with one for each new name behind the one that it follows in the file.

    Parameters
    ----------
    names
        The names in the order of the file, each with the id it should have; empty for any.
    """
    made = list(stages)
    behind = -1
    for name, wish in names.items():
        known = next((n for n, one in enumerate(made) if _same(one.name, name)), None)
        if known is None:
            known = behind + 1 if behind >= 0 else len(made)
            taken = {one.id for one in made}
            free = wish if wish not in taken else ""
            made.insert(
                known,
                Stage(
                    id=free or new_id(name, "stage", taken=taken),
                    name=name,
                    renewal=bool(_RENEWAL.search(name)),
                ),
            )
        behind = known
    return tuple(made)


def stage_named(stages: Iterable[Stage], name: str) -> Stage | None:
    """The stage of that name, in any case."""
    return next((stage for stage in stages if _same(stage.name, name)), None)


def with_pace(stages: Sequence[Stage], spans: Mapping[str, tuple[int, int]]) -> tuple[Stage, ...]:
    """The stages with the weeks that their steps take, if the days of all of them are known.

    Parameters
    ----------
    spans
        By stage: the working-day offsets at which its first step begins and its last one ends.
    """
    if not spans or any(stage.id not in spans for stage in stages):
        return tuple(stages)
    opens: dict[int, int] = {}
    latest = max(end for _, end in spans.values())
    for n in reversed(range(len(stages))):
        latest = min(latest, spans[stages[n].id][0])
        opens[n] = max(latest, 0)
    made = list(stages)
    ends = max(end for _, end in spans.values())
    for n, stage in enumerate(stages):
        closes = opens[n + 1] if n + 1 in opens else _DAYS_A_WEEK * ceil(ends / _DAYS_A_WEEK)
        weeks = floor(closes / _DAYS_A_WEEK) - floor(opens[n] / _DAYS_A_WEEK)
        made[n] = replace(stage, weeks=float(weeks) if weeks > 0 else None)
    return tuple(made)


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
