"""Public views of plans, and their pages, for tests of what customers are shown."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from jupyter_core.utils import run_sync

from cspwidgets.language import Language
from cspwidgets.plan.asof import plan_as_of
from cspwidgets.plan.model import Plan
from cspwidgets.settings import Settings
from cspwidgets.sharing.inside import Inside
from cspwidgets.sharing.page import CustomerPage
from cspwidgets.sharing.rendering import page_html
from cspwidgets.sharing.view import PublicView
from support.demo import demo_plan
from support.plans import TODAY

PIECES = (
    "masthead",
    "objective",
    "route",
    "next",
    "value",
    "card",
    "promises",
    "steps",
    "people",
    "foot",
)
"""The page from top to bottom, by the ids of its cells."""


def view_of(plan: Plan | str, *, language: str = "en", on: date = TODAY) -> PublicView:
    """What a customer may know of a plan, or of a demo plan by its name."""
    known = demo_plan(plan) if isinstance(plan, str) else plan
    past = [point for point in known.touch_points if point.on < on]
    last = max(past, key=lambda point: point.on, default=None)
    return PublicView.of(
        known,
        on,
        before=(plan_as_of(known, last.on), last.on, last.kind.value) if last else None,
        language=Language.of(language),
    )


def pieces_of(view: PublicView) -> dict[str, str]:
    """Each piece of a view's page, by the id of its cell."""
    page = CustomerPage(view)
    return {name: getattr(page, name).html for name in PIECES}


def notebook_of(view: PublicView) -> str:
    """A view's page as `drawing.draw` gives it, made without running a notebook."""
    cells: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": name,
            "metadata": {},
            "outputs": [
                {"output_type": "display_data", "metadata": {}, "data": {"text/html": html}}
            ],
            "source": "",
        }
        for name, html in pieces_of(view).items()
        if html
    ]
    told = {"csp": {"language": view.language, "title": CustomerPage(view).title}}
    return json.dumps({"cells": cells, "metadata": told, "nbformat": 4, "nbformat_minor": 5})


def page_of(view: PublicView) -> str:
    """A view's page as a CSM looks at it: its style sheet and its script inside."""
    # A test with a browser has a loop that runs already.
    html: bytes = run_sync(page_html)(
        notebook_of(view), Inside.of(Settings.from_environment()), is_served=False
    )
    return html.decode()
