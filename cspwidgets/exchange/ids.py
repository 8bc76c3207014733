"""Ids for rows that come from files: made of names once, and kept when the names change."""

from __future__ import annotations

from collections.abc import Collection

from cspwidgets.plan.slug import slug

_NO_LETTERS = slug("")


def new_id(name: str, otherwise: str, *, taken: Collection[str]) -> str:
    """An id made of a name, or of `otherwise` where the name has no letter that an id may have.

    Examples
    --------
    >>> new_id("Go live!", "step", taken=()), new_id("تشغيل", "step", taken={"step"})
    ('go-live', 'step-2')
    """
    has_letters = slug(name) != _NO_LETTERS or _NO_LETTERS in name.casefold()
    return slug(name if has_letters else otherwise, taken=taken)
