"""From an executed notebook to the customer's page, by Voila's exporter and our template.

The same exporter and the same template serve the page to customers, check it when it is published,
and show it to the CSM before. Nothing is run here: the page is what its outputs say.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from cspwidgets.settings import Settings
from cspwidgets.sharing.assets import SHEET, Assets
from cspwidgets.sharing.stylesheet import stylesheet, template_folder

SCRIPT = "page.js"


async def page_html(page: str, *, assets: Assets, base_url: str = "/") -> bytes:
    """The page of a notebook that `drawing.draw` gave, with its assets below `base_url`.

    Raises
    ------
    ValueError, KeyError
        `page` is no notebook.
    """
    below = base_url.rstrip("/")
    linked = {
        "sheet": f"{below}/{assets.path(SHEET)}",
        "script": f"{below}/{assets.path(SCRIPT)}",
    }
    return await _rendered(page, {"linked": linked})


async def preview_html(page: str, settings: Settings) -> bytes:
    """The same page with its style sheet and its script inside, for a frame in a notebook."""
    inside = {"sheet": stylesheet(settings), "script": page_script()}
    return await _rendered(page, {"inside": inside})


def page_script() -> str:
    """The one script of the page, as it is written."""
    return (template_folder() / "static" / SCRIPT).read_text("utf-8")


async def _rendered(page: str, context: Mapping[str, Any]) -> bytes:
    from nbformat import from_dict

    notebook = from_dict(json.loads(page))
    pieces = exporter().generate_from_notebook_node(
        notebook, resources={}, extra_context=dict(context)
    )
    return "".join([words async for words, _ in pieces]).encode()


@lru_cache(maxsize=1)
def exporter() -> Any:
    """Voila's exporter with our template; the same one each time."""
    from voila.exporter import VoilaExporter

    # Only our own folder: a template of that name elsewhere on Jupyter's path is another one.
    return VoilaExporter(template_name="csp", template_paths=[str(template_folder())])
