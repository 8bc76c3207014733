"""The customer's page in one text, for the frame in which a CSM looks at it before publishing.

It is what customers get, with its style sheet and its script inside. The frame has no origin of
its own (`sandbox`), and the page's first words allow nothing to run but that one script, by its
digest: neither a text of the plan nor a link can reach JupyterLab, or anything else.
"""

from __future__ import annotations

from cspwidgets.settings import Settings
from cspwidgets.sharing.inside import Inside, digest
from cspwidgets.sharing.rendering import page_html

_STAY = (
    "addEventListener('click',(e)=>{const a=e.target.closest('a[href]');"
    "if(a&&!a.getAttribute('href').startsWith('#'))e.preventDefault()},true)"
)
"""Links lead away from the page; in the frame they lead nowhere."""


def preview(page: str, settings: Settings) -> str:
    """The page of a notebook that `drawing.draw` gave, to be shown in a frame (`srcdoc`)."""
    from jupyter_core.utils import run_sync

    inside = Inside.of(settings)
    html = run_sync(page_html)(page, inside, is_served=False).decode()
    allowed = " ".join(digest(text) for text in (inside.script, _STAY))
    policy = (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    guard = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return html.replace("<head>", f"<head>\n{guard}\n<script>{_STAY}</script>", 1)
