"""A review to be made, what became of it, and what its files are called."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from cspwidgets.plan.slug import is_slug, slug

FORMATS = ("html", "pdf", "pptx")

Status = Literal["made", "fresh", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A review to be made.

    Attributes
    ----------
    account, name
        The account's id, and its name for people.
    period, as_of, audience, language
        As the notebook takes them: "2026Q3", an ISO date, customer or internal, a BCP 47 tag.
    formats
        What to write, of `FORMATS`.
    fingerprint
        Of everything the review is made of: while it is the same, so is the review.
    """

    account: str
    name: str
    period: str
    as_of: str
    audience: str
    language: str
    formats: tuple[str, ...]
    fingerprint: str

    @property
    def parameters(self) -> dict[str, str]:
        """The notebook's parameters."""
        return {
            "account": self.account,
            "period": self.period,
            "as_of": self.as_of,
            "audience": self.audience,
            "language": self.language,
        }

    @property
    def stem(self) -> str:
        """The name of its files, without their suffix."""
        return stem(self.account, self.period, audience=self.audience, language=self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a review.

    Attributes
    ----------
    files
        What was published, by its place in the folder.
    reason, cell
        Why it failed, and in which cell of the notebook (from 1), if it was one.
    remarks
        What is worth knowing of one that was made.
    """

    account: str
    name: str
    status: Status
    files: tuple[str, ...] = ()
    seconds: float = 0.0
    reason: str = ""
    cell: int | None = None
    remarks: tuple[str, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """JSON-ready data."""
        return {**asdict(self), "files": list(self.files), "remarks": list(self.remarks)}


def stem(account: str, period: str, *, audience: str = "customer", language: str = "en") -> str:
    """A name that is safe in every folder: by the account's id, and the same each time.

    An id that is no slug (from a program that writes the store by itself) is given one, with
    letters of its digest so that no two accounts share a file.

    Examples
    --------
    >>> stem("northwind", "2026Q3")
    'northwind-2026Q3'
    >>> stem("northwind", "2026Q3", audience="internal", language="de")
    'northwind-2026Q3-internal-de'
    >>> stem("../../x", "2026Q3")
    'x_9cdf6a50-2026Q3'
    """
    safe = account if is_slug(account) else f"{slug(account)}_{_digest(account)}"
    more = [word for word, plain in ((audience, "customer"), (language, "en")) if word != plain]
    made = "-".join((safe, period, *more))
    if not re.fullmatch(r"[A-Za-z0-9_-]+", made):
        raise ValueError(f"{made!r} is no name for a file")
    return made


def fingerprint(facts: Mapping[str, Any]) -> str:
    """The sha256 of what a review is made of."""
    import json

    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def _digest(account: str) -> str:
    return hashlib.sha256(account.encode(errors="surrogatepass")).hexdigest()[:8]
