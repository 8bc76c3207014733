"""Where reports are published: a folder of this machine, or an object store by fsspec.

Whoever looks at a published file sees all of it, the new one or the one before. In a folder each
is written beside its place under a name that ends in `.part`, with the machine and the process in
it, so that what a killed process left behind is known and swept away by the next run.
"""

from __future__ import annotations

import os
import re
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from cspwidgets.errors import SettingsError

WHOLE_PUTS = ("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "memory")
"""The stores of which fsspec makes objects that are seen whole or not at all."""

FORGOTTEN_SECONDS = 3600.0
"""After this time a part of another machine's process is taken to be left behind."""

_PART = re.compile(r"\..+\.[0-9a-f]{32}\.(?P<host>[^/]*)\.(?P<pid>[0-9]+)\.part")


class Place(Protocol):
    """A folder, wherever it is; names are relative to it and use `/`."""

    @property
    def address(self) -> str:
        """Where it is, for people."""

    def names(self, folder: str = "") -> frozenset[str]:
        """The names of the files in one of its folders; none when that is not there."""

    def read(self, name: str) -> bytes | None:
        """What is in a file; None when it is not there."""

    def tail(self, name: str, size: int) -> bytes:
        """The last bytes of a file; none when it is not there."""

    def publish(self, files: Mapping[str, bytes]) -> None:
        """Write files, each seen whole or not at all, in this order."""

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""

    def sweep(self, folder: str = "") -> None:
        """Take away what killed processes left half-written in one of its folders."""


def place_at(address: str) -> Place:
    """The place at an address: a folder, or `s3://bucket/folder` and the like.

    Raises
    ------
    SettingsError
        It is of a kind that cannot be published to, or what it needs is not installed.
    """
    scheme = urlsplit(address).scheme
    if "://" not in address or scheme == "file":
        path = unquote(urlsplit(address).path) if scheme == "file" else address
        return Folder(Path(path).expanduser().absolute())
    if scheme not in WHOLE_PUTS:
        told = f"Reports cannot go to {scheme}://; use a folder, or s3://BUCKET/FOLDER."
        raise SettingsError(told, name="out")
    try:
        core: Any = import_module("fsspec.core")
        return ObjectStore(address, *core.url_to_fs(address))
    except ImportError as error:
        extra = "cspwidgets[s3]" if scheme.startswith("s3") else f"fsspec[{scheme}]"
        told = f"Publishing to {scheme}:// needs more than is installed: pip install '{extra}'."
        raise SettingsError(told, name="out") from error


class Folder:
    """A folder of this machine."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def address(self) -> str:
        """The folder's path."""
        return str(self._path)

    def names(self, folder: str = "") -> frozenset[str]:
        """See `Place`."""
        with suppress(FileNotFoundError), os.scandir(self._path / folder) as found:
            return frozenset(each.name for each in found if not _PART.fullmatch(each.name))
        return frozenset()

    def read(self, name: str) -> bytes | None:
        """See `Place`."""
        with suppress(FileNotFoundError):
            return (self._path / name).read_bytes()
        return None

    def tail(self, name: str, size: int) -> bytes:
        """See `Place`."""
        with suppress(FileNotFoundError), (self._path / name).open("rb") as file:
            file.seek(max(file.seek(0, os.SEEK_END) - size, 0))
            return file.read()
        return b""

    def publish(self, files: Mapping[str, bytes]) -> None:
        """See `Place`. All are on the disk before the first one is put in its place."""
        parts: dict[Path, Path] = {}
        try:
            for name, data in files.items():
                path = self._path / name
                path.parent.mkdir(parents=True, exist_ok=True)
                parts[path] = part = path.with_name(f".{path.name}.{_owner()}.part")
                with part.open("wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
            for path, part in parts.items():
                os.replace(part, path)
        finally:
            for part in parts.values():
                part.unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        """See `Place`."""
        (self._path / name).unlink(missing_ok=True)

    def sweep(self, folder: str = "") -> None:
        """See `Place`."""
        with suppress(FileNotFoundError), os.scandir(self._path / folder) as found:
            for each in found:
                if (part := _PART.fullmatch(each.name)) and _is_left(each, part):
                    (self._path / folder / each.name).unlink(missing_ok=True)


class ObjectStore:
    """A folder of an object store, where an object is there when all of it is."""

    def __init__(self, address: str, files: Any, root: str) -> None:
        self.address = address.rstrip("/")
        self._files = files
        self._root = root.rstrip("/")

    def names(self, folder: str = "") -> frozenset[str]:
        """See `Place`."""
        try:
            found = self._files.ls(self._at(folder), detail=False, refresh=True)
        except FileNotFoundError:
            return frozenset()
        return frozenset(path.rstrip("/").rpartition("/")[2] for path in found)

    def read(self, name: str) -> bytes | None:
        """See `Place`."""
        try:
            data: bytes = self._files.cat_file(self._at(name))
        except FileNotFoundError:
            return None
        return data

    def tail(self, name: str, size: int) -> bytes:
        """See `Place`."""
        try:
            data: bytes = self._files.tail(self._at(name), size)
        except FileNotFoundError:
            return b""
        return data

    def publish(self, files: Mapping[str, bytes]) -> None:
        """See `Place`."""
        for name, data in files.items():
            self._files.pipe_file(self._at(name), data)

    def remove(self, name: str) -> None:
        """See `Place`."""
        with suppress(FileNotFoundError):
            self._files.rm_file(self._at(name))

    def sweep(self, folder: str = "") -> None:
        """See `Place`. Nothing is ever half-written here."""

    def _at(self, name: str) -> str:
        return f"{self._root}/{name}" if name else self._root


def _owner() -> str:
    return f"{uuid4().hex}.{socket.gethostname()}.{os.getpid()}"


def _is_left(entry: os.DirEntry[str], part: re.Match[str]) -> bool:
    if part["host"] == socket.gethostname() and not _is_alive(int(part["pid"])):
        return True
    with suppress(FileNotFoundError):
        return time.time() - entry.stat().st_mtime > FORGOTTEN_SECONDS
    return False


def _is_alive(pid: int) -> bool:
    if os.name == "nt":  # there os.kill would end it
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
