"""How fast the editor is in a browser, against what a user would build instead.

    python tests/benchmarks/editor.py            a table for people
    python tests/benchmarks/editor.py --json     the same figures by name

A plan of 200 activities in a real JupyterLab and Chromium. Editing: from Enter in a cell until
another widget has changed; against ipydatagrid, whose `on_cell_change` writes into an HTML widget.
Run All: from the command until all 200 rows are there; against a form of ipywidgets. Ours and the
other take turns, so that a busy machine slows both; figures are medians of the rounds. Bytes are
counted on the kernel's websocket, with the headers of every message.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Page, WebSocket

from support.lab import Lab, browser

EDITS = 12
"""How many cells are edited in each round."""

EDIT_FASTER, RUN_FASTER, MOST_BYTES = 4, 10, 6_000
"""The promises: times faster, times faster, and bytes an edit each way."""

PLAN = """
from dataclasses import replace
from support.plans import big_plan
from support.saver import MemoryStore, session_on
from cspwidgets.plan.words import ActivityState
from cspwidgets.widgets.editor import PlanEditor
from cspwidgets.widgets.timeline import JourneyTimeline
def fresh(n, row):  # nothing begun, so that no stage is folded; threes that follow each other
    return replace(row, state=ActivityState.NOT_STARTED, started_on=None, finished_on=None,
                   after=(f"a{n - 1}",) if n % 3 else ())
plan = big_plan(200)
plan = replace(plan, activities=tuple(fresh(n, row) for n, row in enumerate(plan.activities)))
session = session_on(MemoryStore(plan))
"""

FRAME = """
import pandas as pd, ipywidgets as w
from ipydatagrid import DataGrid
rows = [dict(activity=f"Step {n}", side="customer", who="Dana", due="2026-08-07", days=1 + n % 8,
             serves="cost") for n in range(200)]
grid = DataGrid(pd.DataFrame(rows), editable=True, layout={"height": "320px"})
other = w.HTML("nothing yet")
other.add_class("other")
def changed(cell):
    other.value = f"{cell['row']}: {cell['value']}"
grid.on_cell_change(changed)
"""

FORM = """
import ipywidgets as w
def line(n):
    return w.HBox([w.Checkbox(indent=False), w.Text(f"Step {n}"),
                   w.Dropdown(options=["customer", "vendor", "both", "partner"]),
                   w.Text("Dana"), w.Text("7 Aug"), w.FloatText(n % 8), w.Text("cost")])
"""

# From the key that commits a cell until the other widget looks different.
_WATCH = """(other) => {
    window.took = [];
    let began = 0;
    window.addEventListener("keydown", (event) => {
        if (event.key === "Enter") began = performance.now();
    }, true);
    new MutationObserver(() => {
        if (began) window.took.push(performance.now() - began);
        began = 0;
    }).observe(document.querySelector(other),
               { subtree: true, childList: true, characterData: true, attributes: true });
}"""

# From the command until there are so many new ones of a thing.
_RUN = """async ([selector, count]) => {
    const seen = new Set(document.querySelectorAll(selector));
    const fresh = () => [...document.querySelectorAll(selector)].filter((node) => !seen.has(node));
    const began = performance.now();
    void window.jupyterapp.commands.execute("notebook:run-all-cells");
    while (fresh().length < count) {
        await new Promise(requestAnimationFrame);
        if (performance.now() - began > 60000) throw new Error(`${fresh().length} of ${selector}`);
    }
    return performance.now() - began;
}"""


@dataclass(slots=True)
class Wire:
    """Counts what goes over the kernel's websocket."""

    up: int = 0
    down: int = 0
    sizes: list[tuple[int, int]] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Count on every websocket that the page opens to a kernel."""
        page.on(
            "websocket", lambda socket: self._listen(socket) if "channels" in socket.url else None
        )

    def mark(self) -> None:
        """Keep what was counted since the last mark."""
        self.sizes.append((self.up, self.down))
        self.up = self.down = 0

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda data: self._count("up", data))
        socket.on("framereceived", lambda data: self._count("down", data))

    def _count(self, way: str, data: Any) -> None:
        setattr(self, way, getattr(self, way) + len(data))


def edit_ours(page: Page, wire: Wire) -> list[float]:
    """Milliseconds of each edit in our grid, until the timeline changed."""
    page.evaluate(_WATCH, ".csp-timeline")
    for number in range(EDITS):
        row = page.locator(f'[data-key="activities/a{60 + 9 * number}"]')
        row.scroll_into_view_if_needed()
        row.locator('[data-field="due_on"]').click()
        page.keyboard.type(f"w{16 + 2 * number}")
        settle(page, wire)
        page.keyboard.press("Enter")
        page.wait_for_function("(n) => window.took.length > n", arg=number)
        settle(page, wire)
        wire.mark()
    return list(page.evaluate("window.took"))


def edit_theirs(page: Page) -> list[float]:
    """Milliseconds of each edit in ipydatagrid, until the HTML widget changed."""
    page.evaluate(_WATCH, ".other")
    box = page.locator(".lm-DataGrid").first.bounding_box()
    assert box is not None
    for number in range(EDITS):
        page.mouse.dblclick(box["x"] + 100, box["y"] + 32 + 20 * (number % 10))
        page.wait_for_selector(".lm-DataGrid-cellEditorInput", timeout=5_000)
        page.keyboard.press("Control+a")
        page.keyboard.type(f"Step {number} again")
        page.wait_for_timeout(150)
        page.keyboard.press("Enter")
        page.wait_for_function("(n) => window.took.length > n", arg=number)
        page.wait_for_timeout(250)
    return list(page.evaluate("window.took"))


def settle(page: Page, wire: Wire) -> None:
    """Wait until nothing has come over the wire for a while; forget what came before an edit."""
    while True:
        before = (wire.up, wire.down)
        page.wait_for_timeout(250)
        if (wire.up, wire.down) == before:
            return


def measure(rounds: int) -> dict[str, Any]:
    """All figures."""
    took: dict[str, list[float]] = {name: [] for name in ("edit", "grid", "run", "first", "form")}
    wire = Wire()
    with tempfile.TemporaryDirectory() as home, browser() as chromium:
        lab = Lab(Path(home) / "lab")
        try:
            names = {
                "ours": lab.write(
                    "ours", [f"{PLAN}\nJourneyTimeline(session)", "PlanEditor(session)"]
                ),
                "grid": lab.write("grid", [f"{FRAME}\ndisplay(other, grid)"]),
                "form": lab.write("form", [f"{FORM}\nw.VBox([line(n) for n in range(200)])"]),
            }
            for _ in range(rounds):
                one_round(lab, chromium, names, took, wire)
        finally:
            lab.close()
    return figures(took, wire)


def one_round(
    lab: Lab, chromium: Any, names: dict[str, str], took: dict[str, list[float]], wire: Wire
) -> None:
    """Each in turn, on a page of its own."""
    page = opened(lab, chromium, names["ours"], wire)
    ours = [".csp-editor .csp-row[data-key^='activities/']", 200]
    took["first"].append(page.evaluate(_RUN, ours))
    took["run"].append(page.evaluate(_RUN, ours))
    page.wait_for_timeout(1_500)
    wire.up = wire.down = 0
    took["edit"].append(median(edit_ours(page, wire)))
    closed(lab, page)
    page = opened(lab, chromium, names["grid"], Wire())
    lab.run_all(page)
    page.wait_for_timeout(2_500)
    took["grid"].append(median(edit_theirs(page)))
    closed(lab, page)
    page = opened(lab, chromium, names["form"], Wire())
    page.evaluate(_RUN, [".jp-OutputArea .widget-hbox", 200])
    took["form"].append(
        page.evaluate(_RUN, [".jp-OutputArea .widget-hbox input[type=number]", 200])
    )
    closed(lab, page)


def opened(lab: Lab, chromium: Any, name: str, wire: Wire) -> Page:
    """A notebook on a fresh page."""
    page: Page = chromium.new_page(viewport={"width": 1400, "height": 1000})
    wire.watch(page)
    lab.open(page, name)
    return page


def closed(lab: Lab, page: Page) -> None:
    """Close the page and its kernel."""
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.close()


def figures(took: dict[str, list[float]], wire: Wire) -> dict[str, Any]:
    """The medians, and how they stand to each other."""
    middle = {name: round(median(values), 1) for name, values in took.items()}
    up, down = (sorted(side) for side in zip(*wire.sizes, strict=True))
    return {
        "edit_ms": middle["edit"],
        "ipydatagrid_ms": middle["grid"],
        "edit_times_faster": round(middle["grid"] / middle["edit"], 1),
        "run_all_ms": middle["run"],
        "first_run_all_ms": middle["first"],
        "form_run_all_ms": middle["form"],
        "run_all_times_faster": round(middle["form"] / middle["run"], 1),
        "bytes_up": round(median(up)),
        "bytes_down": round(median(down)),
        "most_bytes_up": up[-1],
        "most_bytes_down": down[-1],
    }


def main() -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="figures by name")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    found = measure(asked.rounds)
    if asked.json:
        print(json.dumps(found, indent=2))
        return
    print("200 activities                 ours     instead   times faster   promise")
    print(
        f"an edit to another widget {found['edit_ms']:6.0f} ms {found['ipydatagrid_ms']:8.0f} ms"
        f"{found['edit_times_faster']:14.1f}   at least {EDIT_FASTER}   ipydatagrid"
    )
    print(
        f"Run All until it is there {found['run_all_ms']:6.0f} ms"
        f" {found['form_run_all_ms']:8.0f} ms"
        f"{found['run_all_times_faster']:14.1f}   at least {RUN_FASTER}  a form of ipywidgets"
    )
    print(f"  the first in a kernel   {found['first_run_all_ms']:6.0f} ms (with imports)")
    print(
        f"bytes an edit: {found['bytes_up']:,} up (most {found['most_bytes_up']:,}), "
        f"{found['bytes_down']:,} down (most {found['most_bytes_down']:,}); at most {MOST_BYTES:,}"
    )


if __name__ == "__main__":
    main()
