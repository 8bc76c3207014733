"""The firm's logo, as the theme names it: a picture that is what it says, and not too large."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import Self

from cspwidgets.errors import SettingsError

LOGO_LIMIT = 100_000
"""The most bytes of a logo: it is in every page, deck and PDF."""

_KINDS = {b"\x89PNG\r\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """A picture of the firm; `kind` is its media type."""

    data: bytes
    kind: str

    @classmethod
    def of(cls, data: bytes) -> Self:
        """The logo in a file's content.

        Raises
        ------
        SettingsError
            It is too large, or neither SVG, PNG nor JPEG.
        """
        if len(data) > LOGO_LIMIT:
            told = f"it has {len(data):,} bytes, over {LOGO_LIMIT:,}"
            raise SettingsError(told, name="CSP_THEME")
        for start, kind in _KINDS.items():
            if data.startswith(start):
                return cls(data=data, kind=kind)
        if b"<svg" in data[:2000]:
            return cls(data=data, kind="image/svg+xml")
        raise SettingsError("it is no SVG, PNG or JPEG", name="logo")

    def as_url(self) -> str:
        """The picture as a `data:` address."""
        return f"data:{self.kind};base64,{b64encode(self.data).decode()}"
