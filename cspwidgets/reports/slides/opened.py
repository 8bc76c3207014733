"""A .pptx from outside, opened with care: no macro, nothing that reaches out, no bomb."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

from cspwidgets.errors import UnreadableFile
from cspwidgets.reports.slides.package import deck_from

_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_LARGEST = 500_000_000
_MOST_PARTS = 20_000
_RUNS = ("/vbaProject", "/activeXControlBinary", "/control")


def open_pptx(data: bytes, called: str) -> Presentation:
    """A presentation from outside; `called` begins the sentence of an error ("The master").

    Raises
    ------
    UnreadableFile
        It is no .pptx, is far too large, or holds a macro.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
        if len(entries) > _MOST_PARTS or sum(each.file_size for each in entries) > _LARGEST:
            raise UnreadableFile(f"{called} is far too large when it is unpacked. Make it smaller.")
        opened = deck_from(data)
    except UnreadableFile:
        raise
    except (zipfile.BadZipFile, PythonPptxError, SyntaxError, KeyError, ValueError) as error:
        told = f"{called} cannot be opened ({error}). Give a .pptx as PowerPoint saves it."
        raise UnreadableFile(told) from error
    _refuse(opened, called)
    return opened


def drop_slides(deck: Presentation) -> None:
    """Take all slides out of a deck; its master and layouts stay."""
    listed: Any = deck.slides._sldIdLst
    for each in list(listed):
        deck.part.drop_rel(each.rId)
        listed.remove(each)
    for extension in deck.element.xpath("./p:extLst"):
        # It names sections of slides that are gone.
        deck.element.remove(extension)


def _refuse(deck: Presentation, called: str) -> None:
    for part in deck.part.package.iter_parts():
        if "macro" in part.content_type.lower():
            raise UnreadableFile(f"{called} holds macros. Save it as .pptx, without them.")
        for relation in part.rels.values():
            if relation.reltype.endswith(_RUNS):
                raise UnreadableFile(f"{called} holds macros or controls. Save it without them.")
            if relation.is_external and relation.reltype != RT.HYPERLINK:
                told = f"{called} fetches {relation.target_ref!r} when it is opened. Embed it."
                raise UnreadableFile(told)


def grounds_of(deck: Presentation) -> dict[str, str]:
    """The ground and the ink of a deck's master, as `#rrggbb`; white and black if it is unclear."""
    master: Any = deck.slide_master
    mapped = master._element.find(qn("p:clrMap"))
    theme = parse_xml(master.part.part_related_by(RT.THEME).blob)
    made = {}
    for name, place, usual in (("ground", "bg1", "#ffffff"), ("ink", "tx1", "#000000")):
        key = mapped.get(place) if mapped is not None else ""
        found = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{key}')}") if key else None
        colour = found[0] if found is not None and len(found) else None
        value = "" if colour is None else colour.get("lastClr") or colour.get("val") or ""
        made[name] = f"#{value.lower()}" if _HEX.fullmatch(value) else usual
    return made
