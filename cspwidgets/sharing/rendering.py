"""From an executed notebook to the customer's page, by Voila's exporter and our template.

The same exporter and the same template serve the page to customers, check it when it is published,
and show it to the CSM before. Nothing is run here: the page is what its outputs say.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from cspwidgets.sharing.inside import Inside
from cspwidgets.sharing.stylesheet import template_folder

_DRAWING = re.compile(r'<svg xmlns="[^"]*" class="csp-route".*?</svg>', re.DOTALL)
_CLOSED = re.compile(
    r'(<details class="csp-stage \w+"><summary>.*?</summary>)(.*?</ul>)(?=</details>)', re.DOTALL
)
_ASCII_ALONE = re.compile(r"<bdi>([ -;=?-~]*)</bdi>")


async def page_html(page: str, inside: Inside, *, is_served: bool = True) -> bytes:
    """The page of a notebook that `drawing.draw` gave; it asks nobody for anything.

    Parameters
    ----------
    is_served
        A server of ours stands behind it, which counts a look and has the calendar.

    Raises
    ------
    ValueError, KeyError
        `page` is no notebook.
    """
    from nbformat import from_dict

    notebook = from_dict(json.loads(page))
    context = {"inside": inside, "is_served": is_served}
    pieces = exporter().generate_from_notebook_node(notebook, resources={}, extra_context=context)
    html = "".join([words async for words, _ in pieces])
    return (_light(html) if inside.script else html).encode()


def _light(html: str) -> str:
    # Half of the page is not shown on a phone at first: drawings, and stages that are closed. The
    # script puts them in their places when the page has been painted; without scripts they are
    # where they belong. And ASCII needs no element of its own to stand among words of its kind.
    html = _DRAWING.sub(r"<noscript>\g<0></noscript>", html)
    html = _CLOSED.sub(r"\1<noscript>\2</noscript>", html)
    return _ASCII_ALONE.sub(r"\1", html)


@lru_cache(maxsize=1)
def exporter() -> Any:
    """Voila's exporter with our template; the same one each time."""
    from voila.exporter import VoilaExporter

    # Only our own folder: a template of that name elsewhere on Jupyter's path is another one.
    return VoilaExporter(template_name="csp", template_paths=[str(template_folder())])
