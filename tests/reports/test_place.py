"""Reports are published whole or not at all, in a folder or in an object store."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from cspwidgets.errors import SettingsError
from cspwidgets.reports.place import Place, place_at


@pytest.fixture(params=["folder", "memory"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A folder, and a store of objects."""
    return place_at(str(tmp_path / "out") if request.param == "folder" else f"memory://{uuid4()}")


def test_what_is_published_can_be_read_listed_and_taken_away(place: Place):
    assert (place.names(), place.read("a.html"), place.tail("a.html", 5)) == (
        frozenset(),
        None,
        b"",
    )
    place.publish({"a.html": b"hello, world", "notebooks/a.ipynb": b"{}"})
    assert place.names() >= {"a.html"}
    assert place.names("notebooks") == {"a.ipynb"}
    assert (place.read("a.html"), place.tail("a.html", 5)) == (b"hello, world", b"world")
    assert place.tail("a.html", 100) == b"hello, world"
    place.publish({"a.html": b"new"})
    assert place.read("a.html") == b"new"
    place.remove("a.html")
    place.remove("a.html")
    assert place.read("a.html") is None


def test_nothing_is_published_when_one_of_the_files_cannot_be_written(tmp_path: Path):
    (tmp_path / "taken").write_text("a file where a folder should be")
    with pytest.raises(OSError, match="taken"):
        place_at(str(tmp_path)).publish({"a.html": b"1", "taken/b.html": b"2"})
    assert sorted(os.listdir(tmp_path)) == ["taken"]


def test_what_a_killed_process_left_is_swept_away_and_what_a_live_one_writes_is_not(tmp_path: Path):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    host = socket.gethostname()
    left = f".a.html.{uuid4().hex}.{host}.{gone.pid}.part"
    live = f".b.html.{uuid4().hex}.{host}.{os.getpid()}.part"
    elsewhere = f".c.html.{uuid4().hex}.{host}x.{gone.pid}.part"
    forgotten = f".d.html.{uuid4().hex}.{host}x.1.part"
    for name in (left, live, elsewhere, forgotten, ".mine.part", "a.part"):
        (tmp_path / name).write_text("half")
    os.utime(tmp_path / forgotten, (0, 0))
    place = place_at(str(tmp_path))
    assert place.names() == {".mine.part", "a.part"}
    place.sweep()
    assert set(os.listdir(tmp_path)) == {live, elsewhere, ".mine.part", "a.part"}


def test_an_address_that_cannot_be_published_to_is_told_in_one_sentence(tmp_path: Path):
    for address in ("ftp://host/x", "https://host/x", "sftp://host/x"):
        with pytest.raises(SettingsError, match="a folder, or s3://BUCKET/FOLDER"):
            place_at(address)
    assert place_at(f"file://{tmp_path}/a%20b").address == f"{tmp_path}/a b"


def test_an_object_store_without_its_library_says_what_to_install():
    with pytest.raises(SettingsError, match="pip install"):
        place_at("abfs://container/reports")
