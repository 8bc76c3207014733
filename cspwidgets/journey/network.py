"""Who waits for whom: the activities of a plan in an order in which they can be done.

A dependency on an activity that is gone is left out. A cycle is a finding, never an error: walked
forward from the first row of the plan, the dependency that leads back is cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cspwidgets.plan.model import Activity


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Activities in order, and what each waits for.

    Attributes
    ----------
    order
        The activities, each behind all that it waits for.
    waits
        For each id, the ids that it waits for.
    cut
        The dependencies left out because they close a cycle: (the activity, what it would wait
        for).
    """

    order: tuple[Activity, ...]
    waits: Mapping[str, tuple[str, ...]]
    cut: tuple[tuple[str, str], ...]


def network(activities: tuple[Activity, ...]) -> Network:
    """Put the activities in order; the same activities always give the same order and cuts."""
    rows = {activity.id: activity for activity in activities}
    waits: dict[str, tuple[str, ...]] = {}
    stands_in_order = True
    for activity in activities:
        after = activity.after
        for name in after:
            if name not in waits:
                after = tuple(name for name in activity.after if name in rows)
                stands_in_order = stands_in_order and waits.keys() >= set(after)
                break
        waits[activity.id] = after
    if stands_in_order:
        return Network(order=activities, waits=waits, cut=())
    order, cut = _walk(waits)
    kept = {name: tuple(one for one in waits[name] if (name, one) not in cut) for name in waits}
    return Network(order=tuple(rows[name] for name in order), waits=kept, cut=tuple(cut))


def _walk(waits: Mapping[str, tuple[str, ...]]) -> tuple[list[str], dict[tuple[str, str], None]]:
    # Depth first along "leads to", without recursion: an import may chain thousands of steps.
    leads: dict[str, list[str]] = {name: [] for name in waits}
    for name, before in waits.items():
        for one in before:
            leads[one].append(name)
    left: list[str] = []
    on_the_way: dict[str, bool] = {}
    cut: dict[tuple[str, str], None] = {}
    for root in leads:
        if root in on_the_way:
            continue
        on_the_way[root] = True
        path: list[tuple[str, Iterator[str]]] = [(root, iter(leads[root]))]
        while path:
            here, ahead = path[-1]
            for name in ahead:
                if name not in on_the_way:
                    on_the_way[name] = True
                    path.append((name, iter(leads[name])))
                    break
                if on_the_way[name]:
                    cut[name, here] = None
            else:
                path.pop()
                on_the_way[here] = False
                left.append(here)
    left.reverse()
    return left, cut
