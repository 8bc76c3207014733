"""What a deck is drawn on: layouts, the area free for content, and the look."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.presentation import Presentation

from cspwidgets.reports.slides.elements import EMU, Box
from cspwidgets.reports.slides.holders import TITLES, Foot, box_of, feet_of, holder_of
from cspwidgets.reports.slides.look import Look

SMALL = (KIND.DATE, KIND.FOOTER, KIND.SLIDE_NUMBER)
_GAP = 16.0
_TITLE_STYLE = "./p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/@sz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What a master gives: its layouts, by their place in the list, and the room they have."""

    cover: int
    cover_title: Box
    cover_text: Box | None
    content: int
    area: Box
    title: Box
    title_size: float
    cover_size: float
    feet: tuple[Foot, ...]


@dataclass(frozen=True, slots=True)
class Canvas:
    """An open presentation with all that one needs to draw on it."""

    deck: Presentation
    look: Look
    places: Places
    _blanks: dict[int, Any] = field(default_factory=dict, init=False)

    def add_cover(self) -> Any:
        """A new last slide, with a title and, where there is one, a subtitle."""
        return self._add(self.places.cover, (*TITLES, KIND.SUBTITLE))

    def add(self) -> Any:
        """A new last slide, with no placeholder but its title."""
        return self._add(self.places.content, TITLES)

    def _add(self, place: int, wanted: tuple[Any, ...]) -> Any:
        layout = self.deck.slide_layouts[place]
        if place not in self._blanks:
            slide: Any = self.deck.slides.add_slide(layout)
            for holder in list(slide.placeholders):
                if holder.placeholder_format.type not in wanted:
                    holder._element.getparent().remove(holder._element)
            self._blanks[place] = deepcopy(slide._element.cSld)
            return slide
        # python-pptx looks through the layout for each slide anew: a tenth of the time of a deck.
        slides: Any = self.deck.slides
        relation, slide = slides.part.add_slide(layout)
        slide._element.replace(slide._element.cSld, deepcopy(self._blanks[place]))
        slides._sldIdLst.add_sldId(relation)
        return slide


def places_of(deck: Presentation) -> Places | None:
    """The places of a deck's master; None if no layout has a title and room under it."""
    layouts = list(deck.slide_layouts)
    titled = [layout for layout in layouts if holder_of(layout, TITLES)]
    if not titled:
        return None
    content = min(titled, key=_strangeness)
    title = box_of(holder_of(content, TITLES))
    area = _area(deck, content, titled, title)
    if area.width < 300 or area.height < 150:
        return None
    cover = min(titled, key=lambda layout: not holder_of(layout, (KIND.SUBTITLE,)))
    under = holder_of(cover, (KIND.SUBTITLE,))
    return Places(
        cover=layouts.index(cover),
        cover_title=box_of(holder_of(cover, TITLES)),
        cover_text=None if under is None else box_of(under),
        content=layouts.index(content),
        area=area,
        title=title,
        title_size=_title_size(content),
        cover_size=_title_size(cover),
        feet=feet_of(content),
    )


def _strangeness(layout: Any) -> tuple[bool, int]:
    # A title and nothing else is best; a title in the middle (a cover) is worst.
    kinds = [each.placeholder_format.type for each in layout.placeholders]
    others = [kind for kind in kinds if kind not in (*TITLES, *SMALL)]
    return KIND.CENTER_TITLE in kinds, len(others)


def _area(deck: Presentation, content: Any, layouts: list[Any], title: Box) -> Box:
    width, height = (each / EMU for each in (deck.slide_width or 0, deck.slide_height or 0))
    small = [box_of(each) for each in content.placeholders if each.placeholder_format.type in SMALL]
    low = [box.y for box in small if box.y > height * 0.8]
    bottom = min([*low, height - 24]) - 6
    # The place that the firm itself gives to content is the best there is.
    for layout in layouts:
        holders = [
            each
            for each in layout.placeholders
            if each.placeholder_format.type in (KIND.OBJECT, KIND.BODY)
        ]
        if len(holders) == 1 and _strangeness(layout) == (False, 1):
            box = box_of(holders[0])
            if box.width >= width * 0.6 and box.height >= height * 0.5:
                return box
    top = title.bottom + _GAP if title.bottom < height / 2 else _GAP * 2
    return Box(title.x, top, min(title.width, width - 2 * title.x), bottom - top)


def _title_size(layout: Any) -> float:
    own = holder_of(layout, TITLES)._element.xpath(".//a:lstStyle/a:lvl1pPr/a:defRPr/@sz")
    given = own or layout.slide_master._element.xpath(_TITLE_STYLE)
    return int(given[0]) / 100 if given else 28.0
