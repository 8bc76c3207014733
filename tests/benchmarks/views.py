"""How fast a customer sees their page, against Voila as it comes with the same notebook.

    python tests/benchmarks/views.py            a table for people
    python tests/benchmarks/views.py --json     the same figures by name

Ours is `csp serve` on a published page, opened by its link: the shell, the secret for the page and
a cookie. The other is `voila customer.ipynb`, as it is when nobody configures it, on the same pins
and the same plan. Each in turn, on a machine that has come to rest, in a browser that has nothing
stored and was started for this visit; from the moment the browser sets out for the address (its own
zero: what drives it is not counted) until the last piece of the page has been painted. Requests and
bytes are what the browser counts on the network; a viewer's memory and processor time are the
server's, at stock Voila a kernel's too. Then, without a browser: 200 people open links of their own
in one moment (the shell and the page), and the memory of one server, as its share of what is
resident, before and after 10,000 looks at the page.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil

sys.path.insert(0, str(Path(__file__).parents[1]))

from cspwidgets.portfolio import Portfolio
from cspwidgets.settings import Settings, shared_folder
from support.figures import conclude
from support.lab import browser
from support.visits import Visitor, all_at_once, many_looks

ROOT = Path(__file__).parents[2]
CROWD = 200
WARM_UP = 1_000
LIMITS = {"requests": 10.0, "kilobytes": 150.0, "crowd_p95_s": 1.0, "memory_mb": 150.0}
LIMITS["memory_grown_mb"] = 5.0
AT_LEAST = {"times_faster": 25.0}

LAST = ".csp-foot"
"""The last piece of the page, here and there."""

# The moment at which the last piece has been painted: a message sent before a frame is drawn
# comes after it. A page that loads itself anew begins again, and so does its clock.
_WATCH = """(last) => {
    window.seen = 0;
    const drawn = new MessageChannel();
    drawn.port1.onmessage = () => { window.seen = performance.now(); };
    const look = () => {
        const node = document.querySelector(last);
        if (node?.checkVisibility()) drawn.port2.postMessage("");
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}"""


def main() -> None:
    """Measure, print, and end with 1 when a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="figures by name")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--looks", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=2, help="of the server of the crowd")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), asked)
    conclude(found, at_most=LIMITS, at_least=AT_LEAST, as_json=asked.json)


def measure(folder: Path, asked: argparse.Namespace) -> dict[str, float]:
    """All figures."""
    port = free_port()
    env = {"CSP_HOME": str(folder), "CSP_TODAY": "2026-07-17", "CSP_USER": "Ada"}
    env["CSP_BASE_URL"] = f"http://127.0.0.1:{port}"
    links = published(Settings.from_environment(env), CROWD + asked.rounds + 1)
    with serving(env, port, 1) as server:
        seen = in_browsers(folder, env, links[CROWD:], asked.rounds)
        seen |= asyncio.run(memory(server, links[:50], asked.looks))
    with serving(env, port, asked.processes):
        seen |= asyncio.run(crowd(links[:CROWD]))
    return seen


def published(settings: Settings, count: int) -> list[str]:
    """The demo plan's page is published; so many people have a link to it."""
    book = Portfolio.open(settings)
    try:
        book.load_demo()
        book.sharing.publish("northwind")
        people = (f"Reader {number}" for number in range(count))
        return [book.sharing.link("northwind", person=name).address for name in people]
    finally:
        book.store.close()


def in_browsers(
    folder: Path, env: Mapping[str, str], links: list[str], rounds: int
) -> dict[str, float]:
    """Ours and the other in turns, each time in a browser of its own."""
    ours: list[Seen] = []
    theirs: list[Seen] = []
    with stock_voila(folder / "stock", env) as (server, address):
        for number in range(rounds + 1):
            ours.append(one_visit(links[number]))
            theirs.append(one_visit(address, server))
    # The first of each warms its server up, and is not counted.
    ms, requests, size, _, _ = (median(each) for each in zip(*ours[1:], strict=True))
    stock_ms, stock_requests, stock_size, viewer_mb, viewer_ms = (
        median(each) for each in zip(*theirs[1:], strict=True)
    )
    return {
        "last_piece_ms": ms,
        "stock_voila_ms": stock_ms,
        "times_faster": stock_ms / ms,
        "requests": requests,
        "stock_requests": stock_requests,
        "kilobytes": size / 1000,
        "stock_kilobytes": stock_size / 1000,
        "stock_viewer_mb": viewer_mb,
        "stock_viewer_cpu_ms": viewer_ms,
    }


class Seen(NamedTuple):
    """A visit: milliseconds until all was seen, requests, bytes; what it cost the server."""

    ms: float
    requests: int
    size: float
    grown_mb: float
    cpu_ms: float


def one_visit(address: str, server: psutil.Process | None = None) -> Seen:
    """Open an address in a fresh browser, until the last piece is on the screen."""
    with browser() as chromium:
        held, spent = (memory_mb(server), cpu_ms(server)) if server else (0.0, 0.0)
        page = chromium.new_page(viewport={"width": 375, "height": 812})
        page.add_init_script(f"({_WATCH})({json.dumps(LAST)})")
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        requests: set[str] = set()
        sizes: list[float] = []
        wire.on("Network.requestWillBeSent", lambda told: requests.add(told["requestId"]))
        wire.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
        page.wait_for_timeout(1_000)  # a browser that is still starting up is not what is measured
        come_to_rest()
        page.goto(address, wait_until="commit")
        seen = 0.0
        while not seen:
            page.wait_for_timeout(50)
            # Not by the page's own `eval`, which its policy forbids.
            told = wire.send("Runtime.evaluate", {"expression": "window.seen ?? 0"})
            seen = told["result"].get("value", 0.0)
        page.wait_for_timeout(500)
        cost = (memory_mb(server) - held, cpu_ms(server) - spent) if server else (0.0, 0.0)
        return Seen(seen, len(requests), sum(sizes), *cost)


def come_to_rest() -> None:
    """Wait, but not for ever, until hardly anything runs: the visit before leaves work behind."""
    for _ in range(40):
        if psutil.cpu_percent(0.25) < 10:
            return


async def crowd(links: list[str]) -> dict[str, float]:
    """As many people as there are links open theirs in the same moment; twice, the later counts."""
    for _ in range(2):
        visitors = [Visitor(link) for link in links]
        begun = time.perf_counter()
        took = await all_at_once(visitors)
        wall = time.perf_counter() - begun
        for visitor in visitors:
            visitor.close()
    return {
        "crowd": float(len(links)),
        "crowd_median_s": median(took),
        "crowd_p95_s": quantiles(took, n=20)[-1],
        "crowd_all_s": wall,
    }


async def memory(server: psutil.Process, links: list[str], looks: int) -> dict[str, float]:
    """What one server holds after a warm-up, and how much more after so many looks."""
    visitors = [Visitor(link) for link in links]
    spent = cpu_ms(server)
    await all_at_once(visitors)
    spent = cpu_ms(server) - spent
    await many_looks(visitors, WARM_UP)
    before, begun = memory_mb(server), time.perf_counter()
    await many_looks(visitors, looks)
    wall, after = time.perf_counter() - begun, memory_mb(server)
    for visitor in visitors:
        visitor.close()
    return {
        "viewer_cpu_ms": spent / len(links),
        "looks": float(looks),
        "look_ms": 1000 * wall / looks,
        "memory_mb": after,
        "memory_grown_mb": after - before,
    }


@contextmanager
def serving(env: Mapping[str, str], port: int, processes: int) -> Iterator[psutil.Process]:
    """`csp serve`, until it answers."""
    code = "from cspwidgets.cli import main; main()"
    words = ["-c", code, "serve", "--port", str(port), "--processes", str(processes)]
    with running([sys.executable, *words], ROOT, env) as server:
        wait_for(f"http://127.0.0.1:{port}/healthz", server)
        yield server


@contextmanager
def stock_voila(folder: Path, env: Mapping[str, str]) -> Iterator[tuple[psutil.Process, str]]:
    """Voila on a copy of the notebook, as nobody has configured it, until it answers."""
    port, own = free_port(), ("config", "data", "runtime")
    for name in own:
        (folder / name).mkdir(parents=True)
    shutil.copy(shared_folder("notebooks") / "customer.ipynb", folder)
    more = {f"JUPYTER_{name.upper()}_DIR": str(folder / name) for name in own}
    words = ["-m", "voila", "customer.ipynb", "--no-browser", f"--port={port}"]
    with running([sys.executable, *words], folder, {**env, **more}) as server:
        # Not a page: that would start a kernel.
        wait_for(f"http://127.0.0.1:{port}/voila/static/voila.js", server)
        yield server, f"http://127.0.0.1:{port}/"


@contextmanager
def running(command: list[str], folder: Path, env: Mapping[str, str]) -> Iterator[psutil.Process]:
    """A server, ended at the end."""
    with tempfile.TemporaryFile() as log:
        given = {**os.environ, **env, "PYTHONPATH": str(ROOT)}
        process = psutil.Popen(command, cwd=folder, env=given, stdout=log, stderr=log)
        try:
            yield process
        except BaseException:
            log.seek(0)
            sys.stderr.write(log.read().decode(errors="replace")[-3000:])
            raise
        finally:
            process.terminate()
            process.wait(30)


def wait_for(address: str, server: psutil.Process) -> None:
    """Wait until an address is answered, by whatever."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.is_running():
        try:
            urlopen(address, timeout=5).close()
        except HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"nothing answers at {address}")


def memory_mb(server: psutil.Process) -> float:
    """What a server and its children hold together, each with its share of what is shared."""
    tree = [server, *server.children(recursive=True)]
    return sum(each.memory_full_info().pss for each in tree) / 1e6


def cpu_ms(server: psutil.Process) -> float:
    """The processor's time that a server and its children have taken."""
    tree = [server, *server.children(recursive=True)]
    return 1000 * sum(each.cpu_times().user + each.cpu_times().system for each in tree)


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
