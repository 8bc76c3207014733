"""How fast the pictures are drawn, against drawing the same bars with a chart library.

    python tests/benchmarks/pictures.py            a table for people
    python tests/benchmarks/pictures.py --json     the same figures by name

Each case times ours and the alternative in turns, so that a busy machine slows both; the figure is
the best of the rounds. The alternative makes only the bars, without lanes, labels or a pin.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

import altair as alt
import vl_convert

from cspwidgets.journey.standing import Standing, stand
from cspwidgets.pictures.page import route_block
from cspwidgets.pictures.reportcard import html
from cspwidgets.pictures.route import draw
from support.plans import TODAY, big_plan

ROUNDS = 25


def main() -> None:
    """Time every case and print it."""
    few, many = stand(big_plan(40), TODAY), stand(big_plan(300), TODAY)
    figures = {
        "route of 40 steps, 1080 px": (
            best(lambda: draw(few, width=1080, interactive=True)),
            best(lambda: bars_by_altair(few), rounds=3),
        ),
        "route of 300 steps, 640 px": (
            best(lambda: draw(many, width=640, interactive=True)),
            best(lambda: bars_by_altair(many), rounds=3),
        ),
        "route in every width, 40 steps": (
            best(lambda: route_block(few), rounds=8),
            best(lambda: [bars_by_altair(few) for _ in range(6)], rounds=2),
        ),
        "report card": (best(lambda: html(few)), None),
    }
    if "--json" in sys.argv:
        named = {name: {"ms": ours, "instead_ms": it} for name, (ours, it) in figures.items()}
        print(json.dumps(named))
        return
    for name, (ours, instead) in figures.items():
        told = f"   with Altair {instead:7.1f} ms, {instead / ours:4.0f} x" if instead else ""
        print(f"{name:32} {ours:6.2f} ms{told}")


def best(work: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """The least CPU time of one run, in ms."""
    work()
    times = []
    for _ in range(rounds):
        began = process_time()
        work()
        times.append(process_time() - began)
    return min(times) * 1000


def bars_by_altair(standing: Standing) -> str:
    """The bars of the same plan as an SVG by Altair."""
    slots = standing.schedule.slots
    rows = [
        {
            "side": row.side.value,
            "title": row.title,
            "start": slots[row.id].starts_on.isoformat(),
            "end": slots[row.id].finish_on.isoformat(),
        }
        for row in standing.plan.activities
        if row.id in slots
    ]
    chart = alt.Chart(alt.InlineData(values=rows), width=1080)
    spec = chart.mark_bar().encode(x="start:T", x2="end:T", y="title:N", color="side:N").to_dict()
    return vl_convert.vegalite_to_svg(spec)


if __name__ == "__main__":
    main()
