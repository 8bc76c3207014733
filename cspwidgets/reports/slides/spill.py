"""Rows that no longer fit on their slide: they go on, on a slide of their own after it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from pptx.oxml.ns import qn

from cspwidgets.reports.slides.canvas import Canvas
from cspwidgets.reports.slides.elements import EMU

_RELATION = qn("r:id")
_LEAST_ROOM, _LEAST_CHART, _LEAST_GAP = 60.0, 150.0, 10.0


def make_room(slide: Any, table: Any, bottom: float) -> float:
    """Move what stands under a table that has grown; a chart there gives some of its height.

    Returns
    -------
    float
        How far down the table may reach, in points.
    """
    rows = table._element.iter(qn("a:tr"))
    grown = sum(int(row.get("h", "0")) for row in rows) - table.height
    old = table.top + table.height
    under = [
        each
        for each in slide.shapes
        if each.top is not None
        and not each.is_placeholder
        and each.top >= old - EMU
        and each.left < table.left + table.width
        and table.left < each.left + each.width
    ]
    if grown <= 0 or not under:
        return bottom
    low = max(each.top + each.height for each in under)
    free = max(bottom * EMU - low, 0)
    charts = [each for each in under if getattr(each, "has_chart", False)]
    given = min(charts[0].height - _LEAST_CHART * EMU, grown - free) if len(charts) == 1 else 0
    if free + max(given, 0) < grown:
        return float(min(each.top for each in under)) / EMU - _LEAST_GAP
    for each in under:
        each.top += grown
        if each in charts and given > 0:
            each.height -= round(given)
    return bottom


def spilled(canvas: Canvas, slide: Any, frame: Any, bottom: float, name: str) -> Any | None:
    """Move the rows that reach under `bottom` to a new slide right after this one.

    Parameters
    ----------
    frame
        The table's `p:graphicFrame`.
    name
        The key of the part of the table that comes on the new slide.

    Returns
    -------
    Slide or None
        The new slide, without a title yet; None if all rows fit.
    """
    table = next(frame.iter(qn("a:tbl")))
    top = int(next(frame.iter(qn("a:off"))).get("y")) / EMU
    rows = table.findall(qn("a:tr"))
    room = max(bottom - top, _LEAST_ROOM) - _height(rows[0])
    staying = 0
    for row in rows[1:]:
        room -= _height(row)
        if room < -1 and staying:
            break
        staying += 1
    going = rows[1 + staying :]
    _set_height(frame, rows[: 1 + staying])
    if not going:
        return None
    fresh = canvas.add()
    _after(canvas, slide)
    copy = deepcopy(frame)
    copied = next(copy.iter(qn("a:tbl")))
    for row in copied.findall(qn("a:tr"))[1:]:
        copied.remove(row)
    for row in going:
        table.remove(row)
        copied.append(row)
    _relink(copy, slide, fresh)
    next(copy.iter(qn("a:off"))).set("y", str(round(canvas.places.area.y * EMU)))
    mark = next(copy.iter(qn("p:cNvPr")))
    mark.set("name", f"csp:{name}")
    tree = fresh.shapes._spTree
    mark.set("id", str(max(int(each) for each in tree.xpath("//p:cNvPr/@id")) + 1))
    tree.append(copy)
    _set_height(copy, copied.findall(qn("a:tr")))
    return fresh


def remove_slide(canvas: Canvas, slide: Any) -> None:
    """Take a slide out of the deck."""
    listed: Any = canvas.deck.slides._sldIdLst
    for each in list(listed):
        if canvas.deck.part.related_part(each.rId) is slide.part:
            canvas.deck.part.drop_rel(each.rId)
            listed.remove(each)


def _after(canvas: Canvas, slide: Any) -> None:
    # The slide added last goes right after the given one.
    listed: Any = canvas.deck.slides._sldIdLst
    last = list(listed)[-1]
    here = next(e for e in listed if canvas.deck.part.related_part(e.rId) is slide.part)
    here.addnext(last)


def _relink(frame: Any, old: Any, new: Any) -> None:
    for each in frame.iter():
        if _RELATION in each.attrib:
            relation = old.part.rels[each.get(_RELATION)]
            target = relation._target
            each.set(_RELATION, new.part.relate_to(target, relation.reltype, relation.is_external))


def _height(row: Any) -> float:
    return int(row.get("h", "0")) / EMU


def _set_height(frame: Any, rows: list[Any]) -> None:
    size = next(frame.iter(qn("p:xfrm"))).find(qn("a:ext"))
    size.set("cy", str(sum(int(row.get("h", "0")) for row in rows)))
