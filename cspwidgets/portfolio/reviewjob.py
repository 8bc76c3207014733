"""What every review of a batch has in common, and how one is made by it in any process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from nbformat import NotebookNode, reads

from cspwidgets.journey.period import Period
from cspwidgets.journey.reviewkey import as_reviewed, touch_point_id
from cspwidgets.kernels.forkserver import ForkServer, is_available
from cspwidgets.plan.asof import plan_as_of
from cspwidgets.plan.edits import Edit, add_row, set_field
from cspwidgets.plan.model import Plan, TouchPoint
from cspwidgets.plan.words import TouchPointKind, Visibility
from cspwidgets.portfolio.changes import Changes
from cspwidgets.portfolio.touchpoints import TouchPoints
from cspwidgets.reports.brand import Brand
from cspwidgets.reports.email import email_of
from cspwidgets.reports.making import Maker, Write
from cspwidgets.reports.order import Order, Outcome
from cspwidgets.reports.place import place_at
from cspwidgets.settings import Settings, shared_folder
from cspwidgets.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What every review of a batch has in common; it travels to the workers of a cluster.

    Attributes
    ----------
    out
        The place that the reviews are published in.
    notebook
        The review's notebook, as it lies on disk.
    deck
        A deck that was edited by hand, to get new figures; else slides are made anew.
    seconds
        What a notebook may take at most.
    """

    out: str
    notebook: bytes
    deck: bytes = b""
    seconds: float = 300.0


def maker(
    job: Job,
    *,
    settings: Settings,
    store: Store,
    touch_points: TouchPoints,
    server: ForkServer | None,
) -> Maker:
    """What makes the reviews of a job in this process."""
    notebook = reads(job.notebook, as_version=4)
    record = partial(record_review, Changes(settings, store), touch_points)
    return Maker(
        execute=partial(_execute, notebook, server, job.seconds),
        writers=writers(job, settings),
        email=email_of,
        place=place_at(job.out),
        record=record,
        edited=frozenset({"pptx"} if job.deck else ()),
    )


@contextmanager
def warm_server(language: str) -> Iterator[ForkServer | None]:
    """The process that forks the notebooks, warm for reviews in a language.

    None where a process cannot be forked safely.
    """
    if not is_available():
        yield None
        return
    with _server(language) as server:
        yield server


def own_notebook() -> bytes:
    """The review's notebook that comes with the program."""
    return (shared_folder("notebooks") / "qbr.ipynb").read_bytes()


def make_here(order: Order, job: Job) -> Outcome:
    """Make a review by what this process's own environment names: for a cluster's workers."""
    return _own_maker(job).make(order)


def record_review(changes: Changes, touch_points: TouchPoints, order: Order) -> None:
    """Keep that a review was made: one touch point for its account, period and audience.

    Made again on another day, the touch point moves to it; each time the plan is frozen as it
    was reviewed, and the same plan frozen twice is one.
    """
    on, period = date.fromisoformat(order.as_of), Period.of(order.period)
    row = TouchPoint(
        id=touch_point_id(period, order.audience),
        kind=TouchPointKind.QBR,
        on=on,
        visibility=Visibility.INTERNAL if order.audience == "internal" else Visibility.SHARED,
    )
    saved = changes.make(
        order.account,
        partial(_recorded, row),
        words=f"Quarterly review {period} made",
        is_exact=True,
    )
    review = {"period": str(period), "audience": order.audience}
    plan = plan_as_of(as_reviewed(saved.plan, period), on)
    touch_points.freeze(plan, on, kind=row.kind.value, review=review)


def _recorded(row: TouchPoint, plan: Plan) -> tuple[Edit, ...]:
    there = next((known for known in plan.touch_points if known.id == row.id), None)
    if there is None:
        return (add_row("touch_points", row),)
    if there.on == row.on:
        return ()
    return (set_field(plan, "touch_points", row.id, "on", row.on),)


def writers(job: Job, settings: Settings) -> dict[str, Write]:
    """The writers of each format; what they need is loaded when one first writes."""

    @cache
    def known() -> tuple[Brand, tuple[str, ...]]:
        told: list[str] = []
        return Brand.of(settings, told.append), tuple(told)

    def brand(tell: Callable[[str], object]) -> Brand:
        # What the theme lacks is told of each review, though the theme is read once.
        look, told = known()
        for words in told:
            tell(words)
        return look

    def html(notebook: NotebookNode, tell: Callable[[str], object]) -> bytes:
        from cspwidgets.reports.html import html_of

        return html_of(notebook, brand=brand(tell), tell=tell)

    def pdf(notebook: NotebookNode, tell: Callable[[str], object]) -> bytes:
        from cspwidgets.reports.pdf import pdf_of

        return pdf_of(notebook, brand=brand(tell), tell=tell)

    def pptx(notebook: NotebookNode, tell: Callable[[str], object]) -> bytes:
        from cspwidgets.reports.slides import pptx_of, refresh

        if job.deck:
            return refresh(job.deck, notebook, brand=brand(tell), tell=tell)
        return pptx_of(notebook, brand=brand(tell), tell=tell)

    return {"html": html, "pdf": pdf, "pptx": pptx}


def _execute(
    notebook: NotebookNode, server: ForkServer | None, seconds: float, parameters: Mapping[str, str]
) -> NotebookNode:
    from cspwidgets.kernels.engine import execute

    return execute(notebook, parameters, server=server, timeout=seconds)


@cache
def _own_maker(job: Job) -> Maker:
    settings = Settings.from_environment()
    store = Store.open(settings.database_url)
    return maker(
        job,
        settings=settings,
        store=store,
        touch_points=TouchPoints(store),
        server=_server(settings.language) if is_available() else None,
    )


def _server(language: str) -> ForkServer:
    # What the notebook imports, and all that it leads to, is loaded in the process that forks them.
    return ForkServer(("cspwidgets.workbook", f"cspwidgets.portfolio.warm:warm_up:{language}"))
