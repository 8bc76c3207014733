"""Loads what a review's notebook needs, before the process that runs them begins to fork."""

from __future__ import annotations


def warm_up() -> None:
    """Import what every review imports; nothing is opened."""
