"""The files that a customer's page asks for, by addresses that change with their content.

`assets/<version>/<name>`: the version is a digest of all of them, so that a browser may keep each
for ever, and one script may import another by `./name.js`.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from cspwidgets.errors import SettingsError
from cspwidgets.settings import Settings
from cspwidgets.sharing.stylesheet import stylesheet, template_folder

SHEET = "page.css"
"""The style sheet: of the theme, of the pictures, and of the page itself, which alone is a file."""

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
"""What may be asked for, by how its name ends, with its media type."""

VERSION_LETTERS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file as it is sent: its media type, its bytes, and the same packed by gzip."""

    kind: str
    data: bytes
    packed: bytes


class Assets:
    """A set of files; `version` tells it from any other.

    Examples
    --------
    >>> assets = Assets({"page.css": b"main { margin: 0 }"})
    >>> assets.path("page.css")
    'assets/c06525b63ef9/page.css'
    >>> assets.get("c06525b63ef9/page.css").kind
    'text/css; charset=utf-8'
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = {
            name: Asset(kind=kind, data=data, packed=gzip.compress(data, 9, mtime=0))
            for name, data in sorted(files.items())
            if (kind := KINDS.get(name[name.rfind(".") :]))
        }
        digest = hashlib.sha256()
        for name, asset in self._files.items():
            digest.update(f"{name}\n{len(asset.data)}\n".encode() + asset.data)
        self.version = digest.hexdigest()[:VERSION_LETTERS]

    @classmethod
    def of(cls, settings: Settings) -> Assets:
        """The files of the template `csp` and of the theme that the settings name.

        Raises
        ------
        SettingsError
            The theme or the template cannot be read.
        """
        folder = template_folder() / "static"
        files = {file.name: file.read_bytes() for file in folder.glob("*") if file.is_file()}
        return cls({**files, SHEET: stylesheet(settings).encode()})

    def path(self, name: str) -> str:
        """Where a file is, below the address that everything is below.

        Raises
        ------
        SettingsError
            There is no such file: the installation is not whole.
        """
        if name not in self._files:
            told = f"The file {name!r} of the customer's page is missing. Install cspwidgets again."
            raise SettingsError(told, name=name)
        return f"assets/{self.version}/{name}"

    def get(self, path: str) -> Asset | None:
        """The file at `<version>/<name>`, if it is one of these."""
        version, _, name = path.partition("/")
        return self._files.get(name) if version == self.version else None

    def names(self) -> tuple[str, ...]:
        """What there is, by name."""
        return tuple(self._files)
