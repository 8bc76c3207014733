"""Native charts: their data in a workbook without a live cell, their look calm.

python-pptx writes a chart's workbook with XlsxWriter's defaults, which make formulas of `=…` and
links of `http…`; here every text stays text, and the workbook has a fixed date.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from pptx.chart.chart import Chart as DeckChart
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.oxml import parse_xml
from pptx.slide import Slide as DeckSlide
from pptx.util import Pt
from xlsxwriter import Workbook

from cspwidgets.pictures.markup import one_line
from cspwidgets.reports.document import Chart
from cspwidgets.reports.slides.elements import Graph
from cspwidgets.reports.slides.fit import natural_width
from cspwidgets.reports.slides.letters import NAMESPACES
from cspwidgets.reports.slides.look import Look

_LETTERS = 12
_TITLE = 15
_MOST_LABELS = 8
_NUMBER_FORMAT = re.compile(r"[\w\s#.,%$€£¥\"()*?;:/\\+\[\]@-]*")
_MADE = datetime(2000, 1, 1)


class _Writer(CategoryWorkbookWriter):
    def __init__(self, data: Any) -> None:
        super().__init__(data)  # type: ignore[no-untyped-call]

    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Any, Any]]:
        only_text = {"strings_to_formulas": False, "strings_to_urls": False}
        workbook = Workbook(xlsx_file, {"in_memory": True, **only_text})
        workbook.set_properties({"created": _MADE})
        yield workbook, workbook.add_worksheet()
        workbook.close()


class _Data(CategoryChartData):
    def __init__(self, number_format: str) -> None:
        super().__init__(number_format)  # type: ignore[no-untyped-call]

    @property
    def _workbook_writer(self) -> _Writer:
        return _Writer(self)


def data_of(chart: Chart, *, turned: bool = False) -> Any:
    """The chart's data; `turned` when the bars lie, so that the first is on top."""
    order = slice(None, None, -1) if turned else slice(None)
    data: Any = _Data(number_of(chart))
    data.categories = [one_line(each) or " " for each in chart.categories][order]
    for series in chart.series:
        values = [each if each is None or math.isfinite(each) else None for each in series.values]
        data.add_series(one_line(series.name), values[order])
    return data


def number_of(chart: Chart) -> str:
    """The format of the chart's figures; where none is given, one with few decimals."""
    if chart.number != "General" and _NUMBER_FORMAT.fullmatch(chart.number):
        return chart.number
    values = [each for series in chart.series for each in series.values if each is not None]
    if all(float(each).is_integer() for each in values):
        return "#,##0"
    largest = max(abs(each) for each in values)
    return "0.0#" if largest < 10 else "#,##0.0" if largest < 1000 else "#,##0"


def draw_chart(slide: DeckSlide, graph: Graph, look: Look) -> None:
    """Draw a chart into its box, with its title and its words for who cannot see it."""
    chart, box = graph.chart, graph.box
    kind = _kind(chart, box.width)
    data = data_of(chart, turned=kind == XL_CHART_TYPE.BAR_CLUSTERED)
    shapes: Any = slide.shapes
    frame = shapes.add_chart(kind, *box.emu, data)
    frame.name = f"csp:{graph.key}"
    frame._element._nvXxPr.cNvPr.set("descr", one_line(chart.alt))
    _style(frame.chart, chart, look)


def renew_chart(drawn: DeckChart, chart: Chart) -> bool:
    """Give a drawn chart new numbers; its look stays as somebody may have made it.

    Returns
    -------
    bool
        Whether it is of a kind that these numbers make sense in.
    """
    kind = drawn.chart_type
    if kind.name.startswith(("XY", "BUBBLE", "STOCK", "SURFACE")):
        return False
    drawn.replace_data(data_of(chart, turned=kind.name.startswith("BAR_")))
    return True


def _kind(chart: Chart, width: float) -> Any:
    if chart.kind == "line":
        return XL_CHART_TYPE.LINE_MARKERS
    each = 0.8 * width / max(len(chart.categories), 1)
    fits = all(natural_width(name, _LETTERS) <= each for name in chart.categories)
    return XL_CHART_TYPE.COLUMN_CLUSTERED if fits else XL_CHART_TYPE.BAR_CLUSTERED


def _style(drawn: DeckChart, chart: Chart, look: Look) -> None:
    drawn.font.size = Pt(_LETTERS)
    _title(drawn, chart.title)
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.BOTTOM
        drawn.legend.include_in_layout = False
    labelled = len(chart.categories) * len(chart.series) <= _MOST_LABELS
    _axes(drawn, look, number_of(chart), labelled=labelled)
    plot = drawn.plots[0]
    if chart.kind == "bar":
        plot.gap_width, plot.overlap = 140 if len(chart.categories) < 5 else 70, -10
    for place, (line, series) in enumerate(zip(plot.series, chart.series, strict=True)):
        colour = look.fill(series.tone) if series.tone or not place else look.other
        _colour(line, chart.kind, colour)
    if labelled:
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = number_of(chart), False
        labels.font.size = Pt(_LETTERS)
        above = XL_LABEL_POSITION.ABOVE if chart.kind == "line" else XL_LABEL_POSITION.OUTSIDE_END
        labels.position = above


def _title(drawn: DeckChart, title: str) -> None:
    words = one_line(title)
    drawn.has_title = bool(words)
    if not words:
        return
    frame = drawn.chart_title.text_frame
    frame.text = words
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold = Pt(_TITLE), True
    drawn.chart_title.include_in_layout = False


def _axes(drawn: DeckChart, look: Look, number: str, *, labelled: bool) -> None:
    values, names = drawn.value_axis, drawn.category_axis
    # Where every point says its figure, an axis would only say it again.
    values.visible = values.has_major_gridlines = not labelled
    if not labelled:
        _line(values.major_gridlines.format.line, look.line)
        values.format.line.fill.background()
        values.tick_labels.number_format_is_linked = False
        values.tick_labels.number_format = number
    _line(names.format.line, look.other)
    names.has_major_gridlines = False


def _line(line: Any, colour: str, width: float = 0.75) -> None:
    line.width = Pt(width)
    line.fill.solid()
    _recolour(line.fill, colour)


def _colour(series: Any, kind: str, colour: str) -> None:
    if kind == "bar":
        series.invert_if_negative = False
        series.format.fill.solid()
        _recolour(series.format.fill, colour)
        return
    series.smooth = False
    _line(series.format.line, colour, 2.5)
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 7
    series.marker.format.fill.solid()
    _recolour(series.marker.format.fill, colour)
    _line(series.marker.format.line, colour)


def _recolour(fill: Any, colour: str) -> None:
    solid = fill._xPr.find("{http://schemas.openxmlformats.org/drawingml/2006/main}solidFill")
    for old in list(solid):
        solid.remove(old)
    solid.append(parse_xml(colour.replace("/>", f" {NAMESPACES}/>", 1)))
