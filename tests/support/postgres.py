"""A PostgreSQL of the tests' own: a temporary cluster that only this machine's users can reach."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

USER = "csp"

# fsync only matters when the machine itself goes down, which no test does.
_SETTINGS = "-c listen_addresses='' -c max_connections=60 -c shared_buffers=32MB -c fsync=off"


class Cluster:
    """A running PostgreSQL, by a Unix socket in a folder of its own."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self._binaries = binaries
        self._folder = folder
        self._data = folder / "data"
        self._numbers = count(1)
        options = ("--auth=trust", f"--username={USER}", "--encoding=UTF8", "--locale=C.UTF-8")
        self._run("initdb", f"--pgdata={self._data}", *options, "--no-sync")
        self.start()

    def new_schema(self) -> str:
        """The address of a schema that nothing is in: far quicker than a database of its own."""
        name = f"store_{next(self._numbers)}"
        with psycopg.connect(host=str(self._folder), user=USER, dbname="postgres") as connection:
            connection.execute(SQL("CREATE SCHEMA {}").format(Identifier(name)))
        return f"{self.address('postgres')}&options=-csearch_path%3D{name}"

    def new_database(self) -> str:
        """The address of a database that nothing is in."""
        name = f"store_{next(self._numbers)}"
        self._run("createdb", f"--host={self._folder}", f"--username={USER}", name)
        return self.address(name)

    def address(self, database: str, *, user: str = USER) -> str:
        """The address of a database."""
        return f"postgresql+psycopg://{user}@/{database}?host={self._folder}"

    def start(self) -> None:
        """Start the server, and wait for it."""
        log, options = f"--log={self._folder / 'log'}", f"{_SETTINGS} -k {self._folder}"
        self._control("start", log, f"--options={options}")

    def stop(self, *, how: str = "fast") -> None:
        """Stop the server: `fast` as an administrator would, `immediate` as a crash does."""
        self._control("stop", f"--mode={how}")

    def _control(self, verb: str, *arguments: str) -> None:
        self._run("pg_ctl", verb, f"--pgdata={self._data}", "--wait", "--silent", *arguments)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._binaries / program), *arguments]
        if os.geteuid() == 0:
            # PostgreSQL refuses to run as root.
            command = ["runuser", "-u", "postgres", "--", *command]
        quiet = subprocess.DEVNULL
        subprocess.run(command, cwd=self._folder, check=True, stdout=quiet, stdin=quiet)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A cluster for as long as it is needed; skips the test where PostgreSQL is not installed.

    With `CI=true` that is a failure instead.
    """
    binaries = _binaries()
    if binaries is None:
        sentence = "PostgreSQL is not installed; tests/prepare.sh installs it."
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    folder = Path(tempfile.mkdtemp(prefix="csp-pg-"))
    try:
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        running = Cluster(binaries, folder)
        try:
            yield running
        finally:
            running.stop(how="immediate")
    finally:
        shutil.rmtree(folder)


def _binaries() -> Path | None:
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = str(installed[-1]) if installed else shutil.which("initdb")
    return Path(found).parent if found else None
