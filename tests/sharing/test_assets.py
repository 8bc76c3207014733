"""The files of the page: there under one address for as long as they do not change."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from cspwidgets.errors import SettingsError
from cspwidgets.settings import Settings
from cspwidgets.sharing.assets import Assets

FILES = {"page.css": b"main { margin: 0 }", "page.js": b"// nothing"}


def test_any_change_to_any_file_is_a_new_address_for_all():
    first = Assets(FILES)
    assert Assets(dict(reversed(FILES.items()))).version == first.version
    for changed in (
        {**FILES, "page.js": b"// something"},
        {**FILES, "more.js": b""},
        {"page.css": FILES["page.css"]},
        {"page.css": FILES["page.js"], "page.js": FILES["page.css"]},
    ):
        assert Assets(changed).version != first.version


def test_a_file_is_found_at_its_address_and_nowhere_else():
    assets = Assets(FILES)
    path = assets.path("page.css").removeprefix("assets/")
    found = assets.get(path)
    assert found
    assert gzip.decompress(found.packed) == found.data == FILES["page.css"]
    version = assets.version
    for odd in ("", "page.css", f"{version}/", f"{version}/../shell.html", f"{version}/page.css/"):
        assert assets.get(odd) is None
    assert assets.get(f"{'0' * len(version)}/page.css") is None


def test_only_what_a_page_may_ask_for_is_sent(tmp_path: Path):
    assert Assets({"page.css": b"", "secret.toml": b"", "plan.py": b"", "x": b""}).names() == (
        "page.css",
    )
    settings = Settings.from_environment({"CSP_HOME": str(tmp_path)})
    assert {"page.css", "page.js", "shell.js"} <= set(Assets.of(settings).names())


def test_a_file_that_is_missing_is_told_as_an_installation_that_is_not_whole():
    with pytest.raises(SettingsError, match=r"'page.js' .* is missing\. Install cspwidgets again"):
        Assets({}).path("page.js")
