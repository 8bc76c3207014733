"""The slides in a real program: they open, show every slide, and come back with our names."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from cspwidgets.reports.slides import refresh
from support import reviews
from support.decks import opened, sample, words
from support.reviewed import notebook_of

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        OFFICE is None and os.environ.get("CI") != "true", reason="LibreOffice is not installed"
    ),
]


def converted(deck: bytes, kind: str, folder: Path) -> Path:
    """The deck as LibreOffice opens it and saves it as another kind."""
    (folder / "deck.pptx").write_bytes(deck)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    told = ["--headless", profile, "--convert-to", kind, "--outdir", str(folder / "made")]
    command = [str(OFFICE), *told, str(folder / "deck.pptx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / "made" / f"deck.{kind}"


def test_libreoffice_shows_every_slide(tmp_path: Path):
    with pikepdf.open(converted(sample(), "pdf", tmp_path)) as pdf:
        assert len(pdf.pages) == len(opened(sample()).slides)


def test_a_deck_that_libreoffice_saved_can_be_refreshed(tmp_path: Path):
    deck = converted(sample(), "pptx", tmp_path).read_bytes()
    told: list[str] = []
    again = refresh(deck, notebook_of(reviews.sections()), tell=told.append)
    assert told == []
    assert set(words(opened(sample()))) - {"‹#›"} <= set(words(opened(again)))
