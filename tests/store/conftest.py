"""Every test of the store runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cspwidgets.store.engine import sqlite_address
from cspwidgets.store.store import Store
from support.postgres import Cluster, cluster


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """One PostgreSQL for all tests."""
    with cluster() as running:
        yield running


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that nothing is in."""
    if request.param == "sqlite":
        return sqlite_address(tmp_path / "store.sqlite")
    running: Cluster = request.getfixturevalue("postgres")
    return running.new_schema()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store that nothing is in."""
    with Store.open(url) as opened:
        yield opened
