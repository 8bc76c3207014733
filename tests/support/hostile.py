"""A plan in which a stranger wrote every text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from cspwidgets.plan.model import Plan

_REFERENCES = frozenset(("id", "stage", "after", "serves", "outcome", "activity", "metric"))


def with_texts(plan: Plan, write: Callable[[str], str]) -> Plan:
    """The plan with every text rewritten, those that were empty too; what refers to rows stays."""
    known: Plan = _written(plan, write)
    return known


def _written(value: Any, write: Callable[[str], str]) -> Any:
    if type(value) is str:
        return write(value)
    if isinstance(value, tuple):
        return tuple(_written(item, write) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{
                field.name: _written(getattr(value, field.name), write)
                for field in fields(value)
                if field.name not in _REFERENCES
            },
        )
    return value
