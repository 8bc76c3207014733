"""Vega for a page, out of vl-convert: so a chart needs nothing from anywhere else.

JupyterLab brings a renderer of its own, but not one that knows Vega-Lite 6 everywhere.
"""

from __future__ import annotations

from functools import cache

VERSION = "6.4"
"""Of Vega-Lite; that which Altair writes (a test compares them)."""


@cache
def vega_script() -> str:
    """An ES module that exports `bookEmbed`, which is vega-embed. Takes a second, once."""
    import vl_convert

    script = "export const bookEmbed = vegaEmbed;"
    made: str = vl_convert.javascript_bundle(script, vl_version=VERSION)
    return made
