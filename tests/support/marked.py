"""A language of brackets and Greek: whatever in it is neither was said past the catalogue."""

from __future__ import annotations

import re

from cspwidgets.language import Language
from cspwidgets.language.locales import Local


class _Marked(dict[str, object]):
    # Every text has a translation: itself in brackets.
    def get(self, text: str, other: object = None) -> object:  # type: ignore[override]
        if isinstance(other, tuple):
            return tuple(f"⟦{form}⟧" for form in other)
        return f"⟦{text}⟧"


MARKED = Language("xx", _Marked(), _Marked(), (), Local("el"))  # type: ignore[arg-type]
"""A language in which whatever is not Greek and not in brackets was not given to it."""


def untranslated(said: str) -> list[str]:
    """The words that did not come from the catalogue."""
    rest, before = said, ""
    while rest != before:
        before, rest = rest, re.sub(r"⟦[^⟦⟧]*⟧", "", rest)
    # Capitals alone are grades; what was cut short has lost its second bracket.
    return re.findall(r"[A-Za-z]*[a-z]{2,}", re.sub(r"⟦[^⟦⟧]*…", "", rest))
