"""The picture of the whole book: grades against the time left, with a linked selection.

It is a form without data: the page puts the book's rows in, and hears from it what is selected. So
no text of a plan is ever part of a specification, and nothing is sent twice. Nobody imports this
module before the picture is wanted; Altair takes half a second.
"""

from __future__ import annotations

from typing import Any, Literal

import altair as alt

from cspwidgets.pictures.theme import Colours, Theme

DATA = "book"
"""The name of the data that the page puts in: `account`, `name`, `why`, `points`, `slack`, `side`,
`csm`, as the page has them."""

SIDES = ("Customer", "Us", "Partner", "Both", "Nobody")
"""The words of `side` in the data, and the order of their bars."""

MOST_CSMS = 10
_LABEL = 12

Shape = Literal["wide", "narrow"]


def book_chart(
    *, theme: Theme, scheme: Literal["light", "dark"], shape: Shape = "wide"
) -> dict[str, Any]:
    """The Vega-Lite of the picture: a cloud of accounts, and bars by side and by CSM beside it.

    Three selections: `brush` (a stretch of days and points), `by_side` and `by_csm` (a bar).
    """
    colours: Colours = getattr(theme, scheme)
    brush = alt.selection_interval(name="brush", encodings=["x", "y"])
    by_side = alt.selection_point(name="by_side", fields=["side"])
    by_csm = alt.selection_point(name="by_csm", fields=["csm"])
    width = 700 if shape == "wide" else 420
    cloud = _cloud(colours, brush, by_side & by_csm, width)
    bars = alt.vconcat(
        _bars("side", "Slips on", colours, by_side, brush & by_csm),
        _bars("csm", "CSM", colours, by_csm, brush & by_side),
        spacing=18,
    )
    both = alt.hconcat(cloud, bars, spacing=28) if shape == "wide" else alt.vconcat(cloud, bars)
    chart = both.properties(
        data=alt.NamedData(name=DATA),
        description="Accounts by points of the report card and by days left before the renewal.",
    )
    made: dict[str, Any] = _dressed(chart, theme, colours).to_dict()
    return made


def _cloud(colours: Colours, brush: Any, others: Any, width: int) -> alt.LayerChart:
    x = alt.X("slack:Q", title="Days from the likely finish to the renewal")
    y = alt.Y("points:Q", title="Points", scale=alt.Scale(domain=[0, 100]))
    dots = (
        alt.Chart()
        .mark_circle(size=46)
        .encode(
            x=x,
            y=y,
            color=alt.Color("side:N", scale=_side_scale(colours), legend=None),
            opacity=alt.condition(brush & others, alt.value(0.8), alt.value(0.12)),
            tooltip=["name:N", "why:N", "points:Q", "slack:Q"],
        )
        .transform_filter("isValid(datum.slack) && isValid(datum.points)")
        .add_params(brush)
    )
    renewal = alt.Chart().mark_rule(color=colours.late, strokeDash=[3, 3])
    renewal = renewal.encode(x=alt.datum(0))
    return alt.LayerChart(layer=[dots, renewal], width=width, height=260)


def _bars(field: str, title: str, colours: Colours, own: Any, others: Any) -> Any:
    filled: Any = alt.value(colours.route)
    if field == "side":
        filled = alt.Color("side:N", scale=_side_scale(colours), legend=None)
    return (
        alt.Chart()
        .mark_bar(height=14)
        .encode(
            x=alt.X("accounts:Q", title=None, axis=alt.Axis(tickCount=3, format="d")),
            y=alt.Y(
                f"{field}:N",
                title=title,
                sort=list(SIDES) if field == "side" else "-x",
                axis=alt.Axis(
                    titleAngle=0, titleAlign="left", titleAnchor="start", titleY=-8, labelLimit=130
                ),
            ),
            color=filled,
            opacity=alt.condition(own, alt.value(1.0), alt.value(0.25)),
            tooltip=[f"{field}:N", "accounts:Q"],
        )
        .transform_filter(others)
        .transform_aggregate(accounts="count()", groupby=[field])
        .transform_window(place="row_number()", sort=[alt.SortField("accounts", "descending")])
        .transform_filter(alt.datum.place <= MOST_CSMS)
        .add_params(own)
        .properties(width=210, height=alt.Step(20))
    )


def _side_scale(colours: Colours) -> alt.Scale:
    shades = [colours.customer, colours.vendor, colours.partner, colours.both, colours.route]
    return alt.Scale(domain=list(SIDES), range=shades)


def _dressed(chart: Any, theme: Theme, colours: Colours) -> Any:
    return chart.configure(
        font=", ".join([*theme.font, "sans-serif"]),
        background="transparent",
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            labelColor=colours.soft,
            titleColor=colours.soft,
            titleFontWeight="normal",
            domainColor=colours.line,
            tickColor=colours.line,
            gridColor=colours.line,
            labelFontSize=_LABEL,
            titleFontSize=_LABEL,
        ),
    )
