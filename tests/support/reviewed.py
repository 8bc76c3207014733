"""Notebooks that show a review, and reviews with strangers' text in every field."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

from cspwidgets.reports.document import SECTION_MIME, Section

KEPT = {"kind", "block", "tone", "align", "audience", "svg", "narrow", "spec"}
"""Fields that no stranger's text reaches: they are words of the program, or pictures it drew."""


def notebook_of(shown: Sequence[Section]) -> NotebookNode:
    """An executed notebook that shows these sections, one a cell."""
    cells = [new_code_cell(id=f"cell{k}", execution_count=k + 1) for k in range(len(shown))]
    for cell, section in zip(cells, shown, strict=True):
        told = json.loads(json.dumps(section.to_data()))
        cell.outputs = [new_output("display_data", data={SECTION_MIME: told})]
    return new_notebook(cells=cells)


def with_text(value: Any, change: Callable[[str], str]) -> Any:
    """`value` with every text in it changed, but those of `KEPT`; finds fields made later, too."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(with_text(each, change) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    new = {
        field.name: with_text(getattr(value, field.name), change)
        for field in fields(value)
        if field.name not in KEPT
    }
    return replace(value, **new)
