"""A widget's script is one text, made of small files that were written to be read."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from cspwidgets.widgets.esm import HERE, module, styles

DOORS = sorted(
    file.name for file in HERE.glob("*.js") if "export default" in file.read_text("utf-8")
)


@pytest.mark.parametrize("name", DOORS)
def test_a_module_has_no_imports_left_and_one_default_export(name: str):
    text = module(name)
    assert not re.search(r"^import ", text, re.MULTILINE)
    assert re.findall(r"^export .*", text, re.MULTILINE) == ["export default { render };"]


@pytest.mark.parametrize("name", DOORS)
def test_no_name_is_declared_twice_in_a_module(name: str):
    declared = re.findall(
        r"^(?:async )?(?:function|const|let|class) (\w+)", module(name), re.MULTILINE
    )
    assert [name for name, times in Counter(declared).items() if times > 1] == []


def test_each_file_is_there_once_and_before_what_needs_it():
    text = module("timeline.js")
    assert text.count("function guardKeys") == 1
    assert text.index("function h(") < text.index("function connectLink(")
    assert text.index("function connectLink(") < text.index("function render(")


def test_no_file_is_longer_than_a_reader_likes():
    long = [file.name for file in HERE.iterdir() if len(read_lines(file)) > 300]
    assert long == []


def read_lines(file: object) -> list[str]:
    from pathlib import Path

    return file.read_text("utf-8").splitlines() if isinstance(file, Path) and file.is_file() else []


def test_a_file_from_elsewhere_cannot_be_shipped(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("cspwidgets.widgets.esm.HERE", tmp_path)
    (tmp_path / "far.js").write_text('import x from "https://example.com/x.js";\n')
    with pytest.raises(ValueError, match="only files beside it"):
        module("far.js")


def test_a_door_cannot_be_imported(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("cspwidgets.widgets.esm.HERE", tmp_path)
    (tmp_path / "door.js").write_text("export default {};\n")
    (tmp_path / "guest.js").write_text('import "./door.js";\n')
    with pytest.raises(ValueError, match="it can only be a door"):
        module("guest.js")


def test_styles_are_joined_in_order():
    both = styles("base.css", "timeline.css")
    assert both.index(".csp-button") < both.index(".csp-timeline")
