"""The style of our own drawings: the few rules of CSS that they use, worked out for each element.

Known are chains of classes and element names (".csp-route .act.done .bar"), the properties that
children inherit, and attributes; a later or more exact rule wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT = re.compile(r"@[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_SIMPLE = re.compile(r"[\w.\- ]+")
_INHERITED = frozenset(
    {
        "fill",
        "fill-opacity",
        "stroke",
        "stroke-width",
        "stroke-opacity",
        "stroke-dasharray",
        "stroke-linecap",
        "font-size",
        "font-weight",
        "text-anchor",
    }
)
_OWN = frozenset({"stop-color", "stop-opacity"})


_Kin = tuple[str, frozenset[str]]
Ancestors = tuple[_Kin, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    chain: tuple[_Kin, ...]
    weight: tuple[int, int, int]
    style: Mapping[str, str]


class Sheet:
    """The rules of a style sheet whose variables are filled in."""

    def __init__(self, rules: Sequence[_Rule]) -> None:
        self._rules = rules
        self._known: dict[tuple[_Kin, Ancestors], dict[str, str]] = {}

    def style(
        self, element: Element, ancestors: Ancestors, inherited: Mapping[str, str]
    ) -> dict[str, str]:
        """What holds for an element under its ancestors, outermost first."""
        known = _INHERITED | _OWN
        made = {name: value for name, value in inherited.items() if name in _INHERITED}
        made |= {name: value for name, value in element.items() if name in known}
        return made | self._ruled(kin(element), ancestors)

    def _ruled(self, me: _Kin, ancestors: Ancestors) -> dict[str, str]:
        asked = (me, ancestors)
        if asked not in self._known:
            made: dict[str, str] = {}
            for rule in self._rules:
                if _holds(rule.chain, me, ancestors):
                    made |= rule.style
            self._known[asked] = made
        return self._known[asked]


def kin(element: Element) -> _Kin:
    """An element's name and classes."""
    return element.tag.rpartition("}")[2], frozenset(element.get("class", "").split())


@lru_cache(maxsize=8)
def sheet_of(css: str) -> Sheet:
    """The rules in `css` that our drawings use."""
    rules = []
    plain = _AT.sub("", _COMMENT.sub("", css))
    for place, (selectors, body) in enumerate(_RULE.findall(plain)):
        style = {
            name.strip(): value.strip()
            for name, _, value in (part.partition(":") for part in body.split(";"))
            if name.strip() in _INHERITED | _OWN
        }
        for selector in selectors.split(","):
            if style and _SIMPLE.fullmatch(selector.strip()):
                rules.append(_rule(selector.split(), place, style))
    return Sheet(sorted(rules, key=lambda rule: rule.weight))


def _rule(words: Sequence[str], place: int, style: Mapping[str, str]) -> _Rule:
    chain = []
    for word in words:
        tag, *classes = word.split(".")
        chain.append((tag, frozenset(classes)))
    exact = sum(len(classes) for _, classes in chain)
    return _Rule(tuple(chain), (exact, sum(bool(tag) for tag, _ in chain), place), style)


def _holds(
    chain: tuple[_Kin, ...],
    me: _Kin,
    ancestors: Ancestors,
) -> bool:
    if not _fits(chain[-1], me):
        return False
    wanted = list(chain[:-1])
    for ancestor in reversed(ancestors):
        if wanted and _fits(wanted[-1], ancestor):
            wanted.pop()
    return not wanted


def _fits(wanted: _Kin, found: _Kin) -> bool:
    return wanted[0] in ("", found[0]) and wanted[1] <= found[1]
