"""What program makes the reviews: a digest of its files, its theme and what it stands on.

A new version of any of them makes every review stale.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from cspwidgets.settings import Settings, shared_folder

STANDS_ON = ("altair", "Babel", "Jinja2", "nbconvert", "papermill", "python-pptx", "typst",
             "vl-convert-python")  # fmt: skip
"""The libraries whose version shows in a review."""

_PACKAGE = Path(__file__).parents[1]
_LARGEST_FILE = 50_000_000


@cache
def program_digest() -> str:
    """The sha256 of the program's own files and of the versions of what it stands on."""
    digest = hashlib.sha256()
    for library in STANDS_ON:
        digest.update(f"{library}=={_version(library)}\n".encode())
    for folder in (_PACKAGE, shared_folder("templates") / "qbr"):
        for file in sorted(_files(folder)):
            digest.update(f"{file.relative_to(folder).as_posix()}\n".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def theme_digest(settings: Settings) -> str:
    """The sha256 of the theme, of the files that it names (its logo) and of the fonts beside it."""
    digest = hashlib.sha256()
    for file in (settings.theme_file, *_named(settings)):
        digest.update(f"{file.name}\n".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*"):
        if file.is_file() and file.suffix != ".pyc":
            yield file


def _named(settings: Settings) -> Iterator[Path]:
    folder = settings.theme_file.parent
    yield from sorted(file for file in (folder / "fonts").glob("*") if file.is_file())
    for value in settings.theme().values():
        named = folder / value if isinstance(value, str) else folder
        if named.is_file() and named.stat().st_size <= _LARGEST_FILE:
            yield named


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
