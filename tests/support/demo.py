"""The demo accounts and the ugly cases, read for tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

from cspwidgets.plan.codec import plan_from_yaml
from cspwidgets.plan.model import Plan

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "templates" / "demo"
UGLY = ROOT / "tests" / "data" / "ugly"


@cache
def read_plan(path: Path) -> Plan:
    """The plan of a file."""
    return plan_from_yaml(path.read_text(encoding="utf-8"), file=path.name)


def demo_plan(name: str) -> Plan:
    """A demo account as it is told in its file, in the week of `shift.STORY_ON`."""
    return read_plan(DEMO / f"{name}.yaml")


def ugly_plan(name: str) -> Plan:
    """One of the ugly cases."""
    return read_plan(UGLY / f"{name}.yaml")


def texts_of(value: object) -> Iterator[str]:
    """Every text of a plan or a row that is not empty, but not the words of enumerations."""
    if type(value) is str:
        if value:
            yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))
