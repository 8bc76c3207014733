"""Our drawings as native shapes: the styles of the style sheet, lines, curves and words."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest
from pptx.oxml import parse_xml

from cspwidgets.pictures.route import svg
from cspwidgets.reports.document import Picture, Section
from cspwidgets.reports.slides import pptx_of
from cspwidgets.reports.slides.drawing import UnknownDrawingError, group_xml
from cspwidgets.reports.slides.elements import Box
from cspwidgets.reports.slides.svgpath import extent_of, steps_of
from cspwidgets.reports.slides.svgstyle import sheet_of
from support import reviews
from support.decks import opened, outside, sample, shapes
from support.picture_cases import CASES, case
from support.reviewed import notebook_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50">{}</svg>'
CSS = """
.a .b { fill: #112233; }
.b { fill: #445566; stroke: #778899; stroke-width: 2px; }
.a .b.late { fill-opacity: 0.5; }
@media print { .b { fill: #000000; } }
.a > .b { fill: #ffffff; }
.b:hover { fill: #ffffff; }
"""


def drawn(inner: str) -> str:
    return group_xml(
        SVG.format(inner),
        sheet_of(CSS),
        Box(10, 20, 200, 100),
        key="csp:k",
        alt="Words",
        number=7,
        language="en",
    )


def test_a_more_exact_rule_wins_and_children_inherit():
    made = drawn('<g class="a"><rect class="b late" x="1" y="2" width="10" height="6" rx="3"/></g>')
    assert '<a:srgbClr val="112233"><a:alpha val="50000"/></a:srgbClr>' in made
    assert '<a:ln w="50800"' in made  # 2 px, twice as large
    assert 'prst="roundRect"' in made
    assert '<a:gd name="adj" fmla="val 50000"/>' in made
    inherited = drawn('<g class="b"><circle cx="5" cy="5" r="2"/></g>')
    assert 'val="445566"' in inherited
    assert 'prst="ellipse"' in inherited


def test_words_keep_their_place_size_and_style():
    made = drawn(
        '<text class="b" x="50" y="30" font-size="10px" text-anchor="middle">Here '
        '<tspan fill="#ff0000">late</tspan></text>'
    )
    assert 'algn="ctr"' in made
    assert made.count('sz="2000"') == 2
    assert "<a:t>Here </a:t>" in made
    parse_xml(made)


def test_a_path_of_lines_curves_and_arcs_keeps_its_shape():
    steps = steps_of("M10 20c-5 -10 -12 -14 -12 -23a12 12 0 1 1 24 0z")
    assert steps is not None
    assert [step.kind for step in steps] == ["move", "curve", "arc", "close"]
    arc = steps[2]
    assert arc.radius == 12
    assert arc.start == pytest.approx(180)
    assert arc.sweep == pytest.approx(180)
    assert extent_of(steps)[1] == pytest.approx(-3 - 12)
    assert steps_of("M1 1q2 2 3 3") is None


@pytest.mark.parametrize(
    ("path", "sweep"),
    [("M0 0a5 5 0 0 1 5 5", 90), ("M0 0a5 5 0 0 0 5 5", -90), ("M0 0a5 5 0 1 1 5 5", 270)],
)
def test_arcs_turn_the_way_they_are_drawn(path: str, sweep: float):
    steps = steps_of(path)
    assert steps is not None
    assert steps[1].sweep == pytest.approx(sweep)


@pytest.mark.parametrize(
    "inner", ['<use href="#a"/>', '<rect transform="scale(2)"/>', '<path d="M0 0q1 1 2 2"/>']
)
def test_what_our_drawings_never_have_is_drawn_as_a_picture_instead(inner: str):
    with pytest.raises(UnknownDrawingError):
        drawn(inner)
    picture = Picture(id="p", svg=SVG.format(inner), alt="Words", width=100, height=50)
    section = Section(kind="summary", title="t", blocks=(picture,))
    shape = shapes(opened(pptx_of(notebook_of((reviews.sections()[0], section)))))[
        "summary:picture:p"
    ]
    assert shape.image.content_type == "image/png"
    assert shape._element._nvXxPr.cNvPr.get("descr") == "Words"


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_the_route_of_any_plan_is_drawn_in_shapes(name: str):
    picture = svg(case(name), width=900)
    width, height = (float(fromstring(picture).get(each) or 0) for each in ("width", "height"))
    shown = Picture(id="p", svg=picture, alt="Route", width=width, height=height)
    section = Section(kind="summary", title="t", blocks=(shown,))
    deck = opened(pptx_of(notebook_of((reviews.sections()[0], section))))
    assert len(shapes(deck)["summary:picture:p"].shapes) >= 1
    assert outside(deck) == []


def test_shapes_are_named_by_what_they_stand_for():
    names = [shape.name for shape in shapes(opened(sample()))["summary:picture:route"].shapes]
    assert any(name.startswith("Wave 2: 4 depots live.") for name in names)
