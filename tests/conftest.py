"""What every test may ask for: a home of its own, on the day on which the demo is told."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from cspwidgets.portfolio import Portfolio

# A busy machine is slow now and then; what is promised to be fast is a benchmark.
settings.register_profile("patient", deadline=None, max_examples=50)
settings.register_profile("quick", deadline=None, max_examples=10)
settings.load_profile("patient")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty CSP_HOME, on 17 July 2026, used by Ada."""
    return _settle_in(tmp_path / "home", monkeypatch)


@pytest.fixture
def book(home: Path) -> Iterator[Portfolio]:
    """An empty portfolio in that home."""
    with _opened() as opened:
        yield opened


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the four demo accounts, to be copied."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        folder = _settle_in(tmp_path_factory.mktemp("demo") / "home", monkeypatch)
        with _opened() as opened:
            opened.load_demo()
    return folder


@pytest.fixture
def demo(home: Path, demo_home: Path) -> Iterator[Portfolio]:
    """The portfolio with the four demo accounts."""
    shutil.copytree(demo_home, home)
    with _opened() as opened:
        yield opened


def _settle_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CSP_DATABASE_URL", "CSP_BASE_URL", "CSP_LANGUAGE", "CSP_THEME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CSP_HOME", str(folder))
    monkeypatch.setenv("CSP_TODAY", "2026-07-17")
    monkeypatch.setenv("CSP_USER", "Ada")
    monkeypatch.setenv("COLUMNS", "80")
    return folder


@contextmanager
def _opened() -> Iterator[Portfolio]:
    portfolio = Portfolio.open()
    try:
        yield portfolio
    finally:
        portfolio.store.close()
