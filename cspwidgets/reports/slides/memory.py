"""What was written into a deck last, kept in the deck itself: prints of texts, never texts.

It lies in the file's own properties ("csp 01", "csp 02", …, each under 255 letters), which
PowerPoint and LibreOffice keep when they save.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

from cspwidgets.reports.slides.elements import Element, Graph, Grid, Image, Slide, Words
from cspwidgets.reports.slides.images import signature_of
from cspwidgets.reports.slides.merge import print_of

_PREFIX = "csp "
_LONGEST = 240
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_VERSION = 1


@dataclass(slots=True)
class Memory:
    """Prints by the name of what was written.

    `is_own` says that the deck stands on the master made from the theme.
    """

    account: str
    is_own: bool
    prints: dict[str, list[str]] = field(default_factory=dict)

    def add(self, slide: Slide) -> None:
        """Remember all that a slide says."""
        self.prints.setdefault(f"{slide.section}!title", []).append(print_of(slide.title))
        for element in slide.elements:
            for name, prints in _prints(element).items():
                self.prints.setdefault(name, []).extend(prints)

    def draw(self, deck: Presentation) -> None:
        """Remember what the drawings of a deck look like."""
        for slide in deck.slides:
            tree: Any = slide.shapes._spTree
            for element in tree.iterchildren(qn("p:grpSp"), qn("p:pic")):
                name = element._nvXxPr.cNvPr.name.removeprefix("csp:")
                if name in self.prints:
                    self.prints[f"{name}~"] = [signature_of(element)]

    def lines(self, name: str) -> list[tuple[str, str]]:
        """Ids and prints of the lines written under a name."""
        return [(line[:-4], line[-4:]) for line in self.prints.get(name, ())]

    def rows(self, name: str) -> list[list[str]]:
        """Prints of a table's cells, row by row."""
        return [
            [row[k : k + 4] for k in range(0, len(row), 4)] for row in self.prints.get(name, ())
        ]

    def has(self, section: str) -> bool:
        """Whether anything was written for a section."""
        return any(name.startswith((f"{section}:", f"{section}!")) for name in self.prints)


def _prints(element: Element) -> Mapping[str, Sequence[str]]:
    match element:
        case Words():
            return {element.key: [line.id + print_of(line.text) for line in element.lines]}
        case Grid():
            head = "".join(print_of(cell[0].text) for cell in element.header)
            rows = ["".join(print_of(text_of(cell)) for cell in row) for row in element.rows]
            made = {element.key: rows}
            if element.part == 1:
                made |= {f"{element.key}#": [head], f"{element.key}@": [print_of(element.caption)]}
            return made
        case Graph():
            chart = element.chart
            return {element.key: [print_of(chart.alt), print_of(chart.title)]}
        case Image():
            return {element.key: [print_of(element.picture.alt)]}


def text_of(cell: Sequence[Any]) -> str:
    """The words of a cell, its lines joined."""
    return " ".join(line.text for line in cell if line.text.strip())


def write_memory(deck: Presentation, memory: Memory) -> None:
    """Put a memory into a deck, beside the properties that it may have."""
    data = {"v": _VERSION, "account": memory.account, "own": memory.is_own, "p": memory.prints}
    text = json.dumps(data, separators=(",", ":"))
    part = _part(deck)
    root = parse_xml(part.blob)
    for each in list(root):
        if each.get("name", "").startswith(_PREFIX):
            root.remove(each)
    number = max((int(each.get("pid", "1")) for each in root), default=1)
    for place, start in enumerate(range(0, len(text), _LONGEST), 1):
        root.append(_property(number + place, f"{_PREFIX}{place:03}", text[start:][:_LONGEST]))
    part._blob = serialize_part_xml(root)


def read_memory(deck: Presentation) -> Memory | None:
    """The memory in a deck; None if it has none that can be read."""
    package: Any = deck.part.package
    found = [rel for rel in package._rels.values() if rel.reltype == RT.CUSTOM_PROPERTIES]
    if not found:
        return None
    root = parse_xml(found[0].target_part.blob)
    pieces = sorted(
        (each.get("name"), "".join(each.itertext()))
        for each in root
        if each.get("name", "").startswith(_PREFIX)
    )
    try:
        data = json.loads("".join(text for _, text in pieces))
        prints = {name: [str(each) for each in marks] for name, marks in data["p"].items()}
        return Memory(str(data["account"]), bool(data["own"]), prints)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _part(deck: Presentation) -> Any:
    package: Any = deck.part.package
    for relation in package._rels.values():
        if relation.reltype == RT.CUSTOM_PROPERTIES:
            return relation.target_part
    empty = f'<Properties xmlns="{_SPACE}" xmlns:vt="{_KINDS}"/>'.encode()
    part = Part(PackURI("/docProps/custom.xml"), _TYPE, package, empty)
    package.relate_to(part, RT.CUSTOM_PROPERTIES)
    return part


def _property(number: int, name: str, text: str) -> Any:
    made = parse_xml(
        f'<property xmlns="{_SPACE}" xmlns:vt="{_KINDS}" fmtid="{_FORMAT_ID}" pid="{number}" '
        f'name="{name}"><vt:lpwstr/></property>'
    )
    made[0].text = text
    return made
