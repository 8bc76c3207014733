"""How fast the whole book is in a browser, against what a leader would build instead.

    python tests/benchmarks/portfolio.py            a table for people (2,000 accounts)
    python tests/benchmarks/portfolio.py --json     the same figures by name

A real JupyterLab and Chromium, a real SQLite store, a new plain kernel for every run: imports are
in the figures. Run All: from the command until the first accounts are on the screen, and until
all are read, graded and sorted. The peer has the same lines in a pandas DataFrame, shown by
ipydatagrid with a text field of ipywidgets to find in; it and ours take turns. A selection is
timed in the page: from the key, click or end of a drag until the list has changed; the peer's
until a label beside its grid has changed, which is before the grid is drawn.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Page

from cspwidgets.plan.model import Plan
from cspwidgets.plan.shift import shift
from cspwidgets.store.store import Store
from support.demo import demo_plan
from support.figures import conclude
from support.lab import Lab, browser

LIMITS = {"first_s": 5.0, "all_s": 5.0, "find_ms": 200.0, "sort_ms": 200.0, "draw_ms": 200.0}
"""The promises of the issue."""

ON = date(2026, 7, 17)
PEOPLE = ("Ada Ng", "Bo Roe", "Chi Ito", "Dee Fox", "Eli Kay")

OURS = "from cspwidgets import Workbook\nWorkbook.open().portfolio()"

PEER = """
import pandas as pd, ipywidgets as w
from ipydatagrid import DataGrid
from cspwidgets import Workbook
from cspwidgets.journey.bookline import line_data
lines = [line_data(line.line) for line in Workbook.open().book.accounts()]
frame = pd.DataFrame(lines)[["letter", "points", "name", "csm", "why", "slips_on", "finish_on",
                             "renewal_on", "slack_days", "value_a_year", "currency"]]
grid, find, count = DataGrid(frame, layout={"height": "700px"}), w.Text(), w.Label()
count.add_class("peer-count")
def narrow(change):
    found = frame[frame["why"].str.contains(change["new"], case=False, regex=False)]
    grid.data = found
    count.value = f"{len(found)} accounts"
find.observe(narrow, "value")
w.VBox([find, count, grid])
"""

# From the command until what is asked for is there.
_RUN = """async ([first, all]) => {
    const began = performance.now();
    void window.jupyterapp.commands.execute("notebook:run-all-cells");
    const until = async (is) => {
        while (!is()) {
            await new Promise(requestAnimationFrame);
            if (performance.now() - began > 120000) throw new Error("not within two minutes");
        }
        return performance.now() - began;
    };
    const one = await until(() => document.querySelector(first));
    const text = () => document.querySelector(all)?.textContent ?? "";
    return [one, await until(() => /as of|^$/.test(text()) && document.querySelector(all))];
}"""

# From the last thing that a hand did until the list looks different.
_WATCH = """(selector) => {
    window.took = [];
    let began = 0;
    for (const kind of ["keydown", "click", "mouseup"]) {
        window.addEventListener(kind, () => { began = performance.now(); }, true);
    }
    new MutationObserver(() => {
        if (began) window.took.push(performance.now() - began);
        began = 0;
    }).observe(document.querySelector(selector),
               { subtree: true, childList: true, characterData: true });
}"""


def main() -> None:
    """Measure, print, and end with 1 when a promise is broken."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--accounts", type=int, default=2_000)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--json", action="store_true")
    words = asked.parse_args()
    found = measure(words.accounts, words.rounds)
    conclude(found, at_most=LIMITS, as_json=words.json)


def measure(accounts: int, rounds: int) -> dict[str, float]:
    """All figures, as medians of the rounds."""
    took: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        home = Path(folder) / "lab"
        lab = Lab(home, env={"CSP_TODAY": ON.isoformat(), "CSP_USER": "Ada"})
        fill(home / "csp", accounts)
        try:
            for number in range(rounds):
                page = opened(lab, chromium, lab.write(f"ours-{number}", [OURS]))
                ours(page, took)
                closed(page)
                page = opened(lab, chromium, lab.write(f"peer-{number}", [PEER]))
                peer(page, took)
                closed(page)
        finally:
            lab.close()
    found = {name: median(values) for name, values in took.items()}
    return {"accounts": float(accounts), **found, "peer_ratio": found["peer_s"] / found["all_s"]}


def ours(page: Page, took: dict[str, list[float]]) -> None:
    """Run the notebook; then find, sort, and draw around accounts in the picture."""
    first, done = page.evaluate(_RUN, [".csp-book-table tbody tr", ".csp-book-head p"])
    note(took, "first_s", first / 1000)
    note(took, "all_s", done / 1000)
    page.evaluate(_WATCH, ".csp-book-table tbody")
    find = page.get_by_role("searchbox", name="Find")
    find.focus()
    note(took, "find_ms", timed(page, lambda: page.keyboard.type("b")))
    find.fill("")
    note(took, "sort_ms", timed(page, lambda: page.get_by_role("button", name="Renewal").click()))
    chart = page.locator(".csp-book-chart")
    page.evaluate("window.asked = performance.now()")
    page.get_by_role("button", name="Picture").click()
    canvas = chart.locator("canvas")
    canvas.wait_for(timeout=60_000)
    note(took, "picture_s", page.evaluate("performance.now() - window.asked") / 1000)
    page.wait_for_timeout(500)
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 75, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 150, steps=3)
    page.wait_for_timeout(500)
    page.evaluate(_WATCH_DRAG)
    page.mouse.move(box["x"] + 680, box["y"] + 262)
    page.wait_for_function("window.took.length > 0")
    note(took, "draw_ms", page.evaluate("window.took[0]"))
    page.mouse.up()


# A drag is followed while it goes on: from the move until the list looks different.
_WATCH_DRAG = """() => {
    window.took = [];
    let began = 0;
    window.addEventListener("pointermove", () => { began ||= performance.now(); }, true);
    new MutationObserver(() => {
        if (began) window.took.push(performance.now() - began);
    }).observe(document.querySelector(".csp-book-table tbody"), { childList: true });
}"""


def peer(page: Page, took: dict[str, list[float]]) -> None:
    """Run the other notebook; then find in it."""
    _, done = page.evaluate(_RUN, [".lm-DataGrid canvas", ".lm-DataGrid"])
    note(took, "peer_s", done / 1000)
    page.evaluate(_WATCH, ".peer-count")
    page.locator(".widget-text input").focus()
    note(took, "peer_find_ms", timed(page, lambda: page.keyboard.type("b")))


def timed(page: Page, act: Any) -> float:
    """Milliseconds from what is done until the page looks different."""
    page.wait_for_timeout(800)
    page.evaluate("window.took.length = 0")
    act()
    page.wait_for_function("window.took.length > 0")
    return float(page.evaluate("window.took[0]"))


def note(took: dict[str, list[float]], name: str, value: float) -> None:
    """Keep one figure of one round."""
    took.setdefault(name, []).append(value)


def opened(lab: Lab, chromium: Any, name: str) -> Page:
    """A notebook on a fresh page, with a kernel of its own."""
    page: Page = chromium.new_page(viewport={"width": 1400, "height": 1000})
    lab.open(page, name)
    return page


def closed(page: Page) -> None:
    """Close the page and its kernel."""
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.close()


def fill(home: Path, accounts: int) -> None:
    """A store of so many accounts: the demo's stories, begun in other weeks, of other people."""
    home.mkdir(parents=True, exist_ok=True)
    with Store.open(f"sqlite:///{home}/plans.sqlite") as store:
        at = datetime(2026, 7, 10, tzinfo=UTC)
        store.create_many(plans(accounts), who="Ada", at=at, change_id="book")


def plans(count: int) -> Iterator[Plan]:
    """The plans of `fill`."""
    stories = [demo_plan(name) for name in ("northwind", "aldhelm", "lumen", "castellan")]
    begun = [[shift(plan, weeks) for weeks in range(-8, 9)] for plan in stories]
    for n in range(count):
        plan = begun[n % len(begun)][n % 17]
        name, csm = f"{plan.account.name} {n}", PEOPLE[n % len(PEOPLE)]
        yield replace(plan, id=f"account-{n}", account=replace(plan.account, name=name, csm=csm))


if __name__ == "__main__":
    main()
