"""The colours of a deck as DrawingML: those of its theme part, so that one edit changes them all.

On our own master every tone is a colour of the theme part. On a firm's master words take the
colours of that master, and a tone keeps our colour where it can be read on the firm's ground.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cspwidgets.pictures.theme import MINIMUM_CONTRAST, Colours, Theme, contrast

SCHEME = {
    "dk1": "ink",
    "lt1": "paper",
    "dk2": "soft",
    "lt2": "lane",
    "accent1": "route",
    "accent2": "customer",
    "accent3": "vendor",
    "accent4": "late",
    "accent5": "both",
    "accent6": "partner",
    "hlink": "route",
    "folHlink": "soft",
}
"""Which colour of our theme stands at which place of a theme part."""

_TONES = ("late", "soft", "customer", "vendor", "both", "partner")
_IN_TEXT = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Colours as DrawingML: words by tone ("" inherits), hairlines, the ground of a card."""

    words: Mapping[str, str]
    line: str
    card: str
    lead: str
    other: str
    colours: Colours

    def word(self, tone: str) -> str:
        """The colour of words of a tone; empty where they take the master's."""
        return self.words.get(tone, "")

    def fill(self, tone: str) -> str:
        """The colour of a bar or line of a tone."""
        return self.words.get(tone) or self.lead


def own_look(theme: Theme) -> Look:
    """The colours of a deck on the master made from a theme."""
    light = theme.light
    places = {name: _IN_TEXT.get(place, place) for place, name in reversed(SCHEME.items())}
    words = {tone: _scheme(places[tone]) for tone in _TONES}
    good = light.grade_a
    words["good"] = _scheme("accent2") if good == light.customer else _plain(good)
    return Look(
        words=words,
        line=_plain(light.line),
        card=_scheme("bg2"),
        lead=_scheme("accent1"),
        other=_plain(light.road),
        colours=light,
    )


def firm_look(theme: Theme, *, ground: str, ink: str) -> Look:
    """The colours of a deck on a firm's master with that ground and ink (`#rrggbb`)."""
    light, dark = theme.light, theme.dark
    words = {}
    for tone in (*_TONES, "good"):
        name = "grade_a" if tone == "good" else tone
        shades = (getattr(light, name), getattr(dark, name))
        readable = [shade for shade in shades if contrast(shade, ground) >= MINIMUM_CONTRAST]
        words[tone] = _plain(readable[0]) if readable else ""
    return Look(
        words=words,
        line=_plain(_mixed(ink, ground, 0.82)),
        card=_plain(_mixed(ink, ground, 0.95)),
        lead=_scheme("accent1"),
        other=_plain(_mixed(ink, ground, 0.7)),
        colours=light if contrast(light.ink, ground) > contrast(dark.ink, ground) else dark,
    )


def _mixed(ink: str, ground: str, share: float) -> str:
    pairs = ((int(ink[k : k + 2], 16), int(ground[k : k + 2], 16)) for k in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _scheme(place: str) -> str:
    return f'<a:schemeClr val="{place}"/>'


def _plain(colour: str) -> str:
    return f'<a:srgbClr val="{colour.lstrip("#").upper()}"/>'
