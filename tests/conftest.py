"""What every test may ask for: a home of its own, on the day on which the demo is told."""

from pathlib import Path

import pytest
from hypothesis import settings

from cspwidgets.portfolio import Portfolio

# A busy machine is slow now and then; what is promised to be fast is a benchmark.
settings.register_profile("patient", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=10)
settings.load_profile("patient")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty CSP_HOME, on 17 July 2026, used by Ada."""
    folder = tmp_path / "home"
    for name in ("CSP_DATABASE_URL", "CSP_BASE_URL", "CSP_LANGUAGE", "CSP_THEME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CSP_HOME", str(folder))
    monkeypatch.setenv("CSP_TODAY", "2026-07-17")
    monkeypatch.setenv("CSP_USER", "Ada")
    monkeypatch.setenv("COLUMNS", "80")
    return folder


@pytest.fixture
def book(home: Path):
    """An empty portfolio in that home."""
    opened = Portfolio.open()
    yield opened
    opened.store.close()


@pytest.fixture
def demo(book: Portfolio) -> Portfolio:
    """The portfolio with the four demo accounts."""
    book.load_demo()
    return book
