"""The shell says one thing at a time, in the reader's language, and knows nobody."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from cspwidgets.settings import Settings
from cspwidgets.sharing.inside import SHELL, script
from cspwidgets.sharing.shell import Shell, State
from cspwidgets.sharing.stylesheet import stylesheet


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of nobody in particular."""
    return Settings.from_environment({"CSP_HOME": str(tmp_path_factory.mktemp("home"))})


@pytest.fixture(scope="module")
def shell(settings: Settings) -> Shell:
    """The shell, below a path."""
    return Shell(settings)


@pytest.mark.parametrize(
    ("accepted", "tag"),
    [
        ("", "en"),
        ("de", "de"),
        ("DE-ch;q=0.9, en", "de"),
        ("fr, it;q=0.3", "en"),
        ("fr, de;q=0.3", "de"),
        (";;;,,*", "en"),
        ("x" * 10_000, "en"),
    ],
)
def test_it_speaks_the_first_language_that_both_know(shell: Shell, accepted: str, tag: str):
    assert f'<html lang="{tag}">' in shell.get(State.REFUSED, accepted).unpacked().decode()


def test_who_knows_no_language_of_ours_gets_that_of_the_settings(settings: Settings):
    german = Shell(replace(settings, language="de"))
    assert b'<html lang="de">' in german.get(State.OPENING, "fr").unpacked()


def test_each_state_is_one_small_document_that_asks_nobody_for_anything(shell: Shell):
    sheet = stylesheet(Settings.from_environment())
    made = {state: shell.get(state).unpacked().decode() for state in State}
    for state, text in made.items():
        assert f'data-state="{state}"' in text
        # Where a link is opened, the page's style sheet lies as letters, to be read ahead.
        bare = text.replace(f'<script type="text/css">{sheet}</script>', "")
        assert (bare != text) == (state is State.OPENING)
        assert bare.count("<script") == 1
        assert script(SHELL) in bare
        assert re.findall(r' (?:src|href)="(?!data:)', text) == []
        assert len(bare) < 10_000


def test_a_theme_of_ones_own_is_the_shells_too(settings: Settings, tmp_path: Path):
    theme = tmp_path / "theme.toml"
    theme.write_text(settings.theme_file.read_text().replace("#1a66d6", "#123456"))
    own = replace(settings, theme_file=theme)
    assert b"#123456" in Shell(own).get(State.REFUSED).unpacked()
