"""A review that uses every block there is, as a customer gets it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from cspwidgets.journey.standing import stand
from cspwidgets.pictures import route
from cspwidgets.pictures.directions import directions
from cspwidgets.reports.document import (
    Cell,
    Chart,
    Column,
    Figure,
    Figures,
    Items,
    Lead,
    Paragraph,
    Picture,
    ReviewHead,
    Section,
    Series,
    Table,
)
from support.plans import small_plan

TODAY = date(2026, 7, 17)

HEAD = ReviewHead(
    title="Quarterly review",
    account="northwind",
    name="Northwind Freight",
    vendor="RouteWise",
    period="2026Q3",
    period_in_words="Third quarter of 2026",
    audience="customer",
    language="en",
    as_of="2026-07-17",
    as_of_in_words="17 July 2026",
)
QUARTERS = ("Q1 2026", "Q2 2026", "Q3 2026")


def sections() -> tuple[Section, ...]:
    """The sections of a review as a customer gets it, with every kind of block."""
    return (
        Section(kind="cover", title=HEAD.title, head=HEAD, notes="Thank them for the trust."),
        _summary(),
        _value(),
        _reportcard(),
        _adoption(),
        _worked(),
        Section(
            kind="lessons",
            title="What did not work, and what we learned",
            blocks=(
                Items(
                    id="lessons",
                    title="",
                    items=(
                        Cell(
                            text="The union rota took 11 days instead of 5.",
                            note="We now ask for the rota at kick-off.",
                        ),
                        Cell(text="Wave 2 began before every depot had a champion.", tone="late"),
                    ),
                ),
            ),
        ),
        Section(
            kind="risks",
            title="Risks",
            blocks=(Table(id="risks", caption="Risks", columns=(), rows=(), empty="None known."),),
        ),
        _next(),
        Section(
            kind="definitions",
            title="How to read this",
            blocks=(Paragraph(text="A: measured by you and signed. B: measured in the product."),),
        ),
    )


def _summary() -> Section:
    figures = (
        Figure(id="cost", label="Cost per delivered stop", now="$10.88", before="$11.02",
               goal="$9.90", note="behind", tone="late"),
        Figure(id="plan", label="Minutes to plan a day", now="24 min", before="31 min",
               goal="15 min", note="on the way", tone="good"),
        Figure(id="otif", label="On time, in full", now="90.9%", before="89.0%", goal="95%"),
        Figure(id="seats", label="Dispatchers active weekly", now="41%", goal="85%"),
    )  # fmt: skip
    wins = (
        Cell(text="Planning a day takes 24 minutes instead of 42.", tone="good"),
        Cell(text="Six of twelve depots are live."),
        Cell(text="The data has flowed without hands for 14 weeks."),
    )
    asks = (Cell(text="Name a champion for each depot of wave 3 by 31 July.", strong=True),)
    return Section(
        kind="summary",
        title="Where we are",
        notes="Pause after the headline.",
        blocks=(
            Lead(label="Objective", text=small_plan().objective),
            Lead(
                text="You are in Roll out, week 20 of 31, arriving about 8 October, "
                "five working days after plan.",
                tone="late",
            ),
            Figures(items=figures, before_label="last review", goal_label="goal"),
            Items(id="wins", title="What went well", items=wins, about="wins"),
            Items(id="asks", title="What we ask of you", items=asks, about="asks"),
            _route(),
        ),
    )


def _route() -> Picture:
    standing = stand(small_plan(), TODAY, draws=0)
    drawing = route.draw(standing, width=760)
    return Picture(
        id="route",
        svg=route.svg(standing, width=760),
        alt=drawing.meta["label"],
        width=drawing.meta["width"],
        height=drawing.meta["height"],
        narrow=directions(standing),
    )


def _value() -> Section:
    names = ("What", "Start", "Last review", "Now", "Goal", "Share of the way")
    columns = tuple(
        Column(label=name, align="end" if k else "start") for k, name in enumerate(names)
    )
    rows = (
        ("Cost per delivered stop", "$11.40", "$11.02", "$10.88", "$9.90", "35%"),
        ("Minutes to plan a day", "42 min", "31 min", "24 min", "15 min", "67%"),
        ("On time, in full", "88.2%", "89.0%", "90.9%", "95%", "40%"),
    )
    return Section(
        kind="value",
        title="Value against the reason for buying",
        blocks=(
            Paragraph(text="$1.98m to $2.33m a year, 70% of it measured by you."),
            Table(
                id="value",
                caption="Each outcome from its start to its goal",
                columns=columns,
                rows=tuple(_row(row, strong=(0, 3)) for row in rows),
            ),
            chart("cost", "Cost per delivered stop", (11.4, 11.02, 10.88), number="$0.00"),
        ),
    )


def _reportcard() -> Section:
    rows = (
        ("Value", "A", "91", "▲ 6", "Three of four measures are ahead of where they should be."),
        ("Progress", "B", "84", "same", "18 of 29 steps are done; wave 2 is open behind the plan."),
        ("Pace", "B", "87", "▼ 4", "Five days behind; two weeks of slack before the renewal."),
    )
    columns = (
        Column(label="Subject", width=0.22),
        Column(label="Grade", align="center"),
        Column(label="Points", align="end"),
        Column(label="Change", align="end"),
        Column(label="Why", width=0.5),
    )
    return Section(
        kind="reportcard",
        title="Report card",
        blocks=(
            Table(
                id="reportcard",
                title="Change since the review of 16 April",
                caption="The report card, subject by subject",
                columns=columns,
                rows=tuple(_row(row, strong=(0, 1), late="▼" in row[3]) for row in rows),
            ),
        ),
    )  # fmt: skip


def _adoption() -> Section:
    return Section(
        kind="adoption",
        title="Adoption",
        blocks=(
            chart("active", "Active weekly", (0.0, None, 0.41), kind="bar", number="0%"),
            Paragraph(text="41% of the 180 dispatchers were active lately.", tone="soft"),
        ),
    )  # fmt: skip


def _worked() -> Section:
    done = tuple(
        (Cell(text=f"Wave {k}: live"), Cell(text="You", tone="customer"), Cell(text="10 July"),
         Cell(text="done", tone="good"))
        for k in range(1, 15)
    )  # fmt: skip
    late = (
        Cell(text="Retire the route spreadsheets in Doncaster", link="https://example.com/retire",
             note="waits for the regional lead"),
        Cell(text="RouteWise", tone="vendor"),
        Cell(text="3 July"),
        Cell(text="10 days late", tone="late", strong=True),
    )  # fmt: skip
    columns = tuple(Column(label=name) for name in ("What", "Whose", "By", "State"))
    table = Table(id="worked", caption="What both sides did and owe", columns=columns,
                  rows=(late, *done))  # fmt: skip
    return Section(kind="worked", title="What both sides did, and owe", blocks=(table,))


def _next() -> Section:
    yours = (Cell(text="Wave 3: 4 depots live", note="by 7 August, managers", tone="customer"),)
    return Section(
        kind="next",
        title="Next quarter",
        blocks=(
            Items(id="customer", title="You", items=yours, about="commitments"),
            Items(id="vendor", title="RouteWise", items=(), empty="Nothing owed."),
            Items(id="write", title="Write to us",
                  items=(Cell(text="Priya", link="mailto:priya@example.com"),)),
        ),
    )  # fmt: skip


def _row(texts: Sequence[str], strong: Sequence[int], *, late: bool = False) -> tuple[Cell, ...]:
    last = "late" if late else ""
    return tuple(
        Cell(text=text, strong=k in strong, tone=last if k == 3 else "")
        for k, text in enumerate(texts)
    )


def chart(
    name: str,
    title: str,
    values: tuple[float | None, ...],
    *,
    kind: Any = "line",
    number: str = "General",
) -> Chart:
    """A small chart over three quarters, in the default theme's colours."""
    data = [{"q": q, "v": v} for q, v in zip(QUARTERS, values, strict=True)]
    encoding = {
        "x": {"field": "q", "type": "nominal", "axis": {"labelAngle": 0, "title": None}},
        "y": {"field": "v", "type": "quantitative", "title": None, "scale": {"zero": False}},
    }
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": {"background": "transparent", "view": {"stroke": None},
                   "axis": {"labelColor": "#5a6573", "gridColor": "#dfe4ea", "domain": False}},
        "data": {"values": data}, "width": 430, "height": 150,
        "mark": {"type": kind, "color": "#0b7a6f"}, "encoding": encoding,
    }  # fmt: skip
    series = (Series(name=title, values=values, tone="good"),)
    return Chart(id=name, title=title, alt=f"{title} over three quarters: {values}.", kind=kind,
                 categories=QUARTERS, series=series, spec=spec, number=number)  # fmt: skip
