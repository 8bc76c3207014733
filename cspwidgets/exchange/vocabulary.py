"""The names that columns have, and what they mean: matched loosely, in English and German."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

UNKNOWN = ""
"""The field of a column that nobody knows: its words are kept where that is possible."""

LEFT_OUT = "-"
"""The field of a column that is known and not needed."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vocabulary:
    """The fields that one kind of file may fill.

    Attributes
    ----------
    kind
        `tasks` or `accounts`.
    names
        For each field, the names that a column of it may have, the surest first.
    meanings
        For each field, what it is called to a person.
    unknown
        What becomes of a column that is not known, in words.
    """

    kind: str
    names: Mapping[str, tuple[str, ...]]
    meanings: Mapping[str, str]
    unknown: str
    _index: dict[str, list[tuple[int, str]]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Turn the names round once: from a plain name to the fields that it may mean."""
        for one, names in self.names.items():
            for rank, name in enumerate(names):
                self._index.setdefault(plain(name), []).append((rank, one))

    def fields(self, names: list[str]) -> list[str]:
        """The field of each column: the surest name has the field, and a column has one field."""
        claims = []
        for place, name in enumerate(names):
            exact, loose = plain(name), plain(_REMARK.sub("", name))
            is_loose = exact not in self._index
            for rank, one in self._index.get(loose if is_loose else exact, []) if exact else []:
                claims.append((is_loose, rank, place, one))
        found = [UNKNOWN] * len(names)
        for _, _, place, one in sorted(claims):
            if found[place] == UNKNOWN and (one == LEFT_OUT or one not in found):
                found[place] = one
        return found

    def meaning(self, field: str) -> str:
        """What a field is called to a person."""
        if field == UNKNOWN:
            return self.unknown
        return "not needed" if field == LEFT_OUT else self.meanings[field]


_REMARK = re.compile(r"[(\[{].*?[)\]}]|__c$|^property_(?:hs_)?|^hs_")
"""What stands beside a name: a remark, and the marks of Salesforce and HubSpot."""


@lru_cache(maxsize=10_000)
def plain(name: str) -> str:
    """A name without case, accents, blanks and punctuation, as it is compared.

    Examples
    --------
    >>> plain("% Complete"), plain("Start_Date"), plain("Vorgänger")
    ('%complete', 'startdate', 'vorganger')
    """
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss"))
    kept = (one for one in letters if not unicodedata.combining(one))
    return re.sub(r"[^\w%#]|_", "", "".join(kept))
