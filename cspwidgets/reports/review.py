"""The review that its notebook shows: an object whose attributes are sections."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from cspwidgets.journey.review import Facts
from cspwidgets.language.language import Language
from cspwidgets.pictures.markup import one_line
from cspwidgets.pictures.sides import SideNames
from cspwidgets.pictures.theme import Theme
from cspwidgets.reports.document import SECTION_MIME, Chart, Picture, ReviewHead, Section
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
    return Shown(**{field.name: getattr(tidied, field.name) for field in fields(section)})


def _tidied(value: T) -> T:
    # Text of a plan may hold line breaks and half characters that no file takes.
    if isinstance(value, str):
        return one_line(value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(map(_tidied, value))  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    kept = _DRAWN.get(type(value), ())
    new = {
        field.name: _tidied(getattr(value, field.name))
        for field in fields(value)
        if field.name not in kept
    }
    return replace(value, **new)
