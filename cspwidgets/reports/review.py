"""The review that its notebook shows: an object whose attributes are sections."""

from __future__ import annotations

from dataclasses import replace
from operator import is_not
from typing import Any, TypeVar

from cspwidgets.journey.review import Facts
from cspwidgets.language.language import Language
from cspwidgets.pictures.markup import one_line
from cspwidgets.pictures.sides import SideNames
from cspwidgets.pictures.theme import Theme
from cspwidgets.reports.document import SECTION_MIME, Chart, Picture, ReviewHead, Section, names_of
from cspwidgets.reports.html import section_html
from cspwidgets.reports.sections import sections
from cspwidgets.reports.words import Audience, Words

T = TypeVar("T")

_DRAWN = {Picture: ("svg", "narrow"), Chart: ("spec",)}


class Shown(Section):
    """A section that a notebook's cell shows: as HTML for people, as data for every writer."""

    __slots__ = ()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {
            "text/plain": self.title,
            "text/html": section_html(self),
            SECTION_MIME: self.to_data(),
        }


class Review:
    """One account's quarterly review: each attribute is a section that a cell can show.

    Parameters
    ----------
    facts
        For a customer, of the plan as the customer may know it (see `plan.shared`).

    Attributes
    ----------
    renewal
        None for a customer, so a cell that shows it stays empty.
    """

    cover: Shown
    summary: Shown
    value: Shown
    reportcard: Shown
    adoption: Shown
    worked: Shown
    lessons: Shown
    risks: Shown
    next: Shown
    renewal: Shown | None = None
    definitions: Shown

    def __init__(
        self, facts: Facts, *, audience: Audience, language: Language, theme: Theme
    ) -> None:
        naming = SideNames.of if audience == "internal" else SideNames.for_customer
        names = naming(facts.plan, language)
        words = Words(facts=facts, audience=audience, language=language, names=names, theme=theme)
        self.sections = tuple(_shown(section) for section in sections(words))
        """All sections, in the order in which they are read."""
        for section in self.sections:
            setattr(self, section.kind, section)

    @property
    def head(self) -> ReviewHead:
        """What the whole review is."""
        head = self.cover.head
        assert head is not None
        return head


def _shown(section: Section) -> Shown:
    tidied = _tidied(section)
    return Shown(**{name: getattr(tidied, name) for name in names_of(section)})


def _tidied(value: T) -> T:
    # Text of a plan may hold line breaks and half characters that no file takes. Nearly all of it
    # holds none: what is tidy already is kept, not copied.
    if isinstance(value, str):
        return one_line(value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        tidy = tuple(map(_tidied, value))
        return tidy if any(map(is_not, tidy, value)) else value  # type: ignore[return-value]
    kept = _DRAWN.get(type(value), ())
    new = {}
    for name in names_of(value):
        if name not in kept:
            old = getattr(value, name)
            if (tidied := _tidied(old)) is not old:
                new[name] = tidied
    return replace(value, **new) if new else value  # type: ignore[type-var]
