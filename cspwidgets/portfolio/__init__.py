"""Every use case of the workbook, one method each: the only room that wires the others together.

The book itself is loaded when it is asked for: a process that only grades plans needs little of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cspwidgets.portfolio.book import Portfolio

__all__ = ["Portfolio"]


def __getattr__(name: str) -> Any:
    if name != "Portfolio":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from cspwidgets.portfolio.book import Portfolio

    return Portfolio
