"""Charts drawn to SVG without a browser: the same specification gives the same letters.

vl-convert runs Vega in a V8 of its own, which does not survive a fork: never draw in a process
that forks afterwards. Its first chart takes half a second, each further one 10 to 100 ms, so what
was drawn is kept, and specifications that differ in their data alone are compiled once. It is
refused every address, numbers its ids through the life of the process (they are numbered anew
here), and measures words in the bundled font, so that no chart depends on the fonts of the machine.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from threading import Lock
from typing import Any

from cspwidgets.errors import UnreadableFile
from cspwidgets.reports.brand import bundled_fonts

FONT = "Noto Sans"

_KEPT = 512
_ID = re.compile(r"""(\bid="|url\(#|href="#)([\w-]+)""")
_LOCK = Lock()


def chart_svg(spec: Mapping[str, Any]) -> str:
    """The chart of a Vega-Lite specification as one `<svg>`, in the colours that it names.

    Raises
    ------
    UnreadableFile
        It is no Vega-Lite, or asks for data from an address.
    """
    if _asks(spec):
        raise _undrawn("it asks an address for its data")
    config = {**spec.get("config", {}), "font": FONT}
    given = {key: value for key, value in spec.items() if key != "config"}
    return _drawn(json.dumps({**given, "config": config}, sort_keys=True))


@lru_cache(maxsize=_KEPT)
def _drawn(spec: str) -> str:
    with _LOCK:
        try:
            rows: dict[str, Any] = {}
            shape = json.dumps(_without_rows(json.loads(spec), rows), sort_keys=True)
            drawn = _converter().vega_to_svg(_filled(_compiled(shape), rows), allowed_base_urls=[])
        except ValueError as error:
            lines = str(error).splitlines() or ["no reason given"]
            raise _undrawn(lines[min(1, len(lines) - 1)]) from error
    return _numbered(drawn, "v" + hashlib.sha256(spec.encode()).hexdigest()[:8])


def _without_rows(spec: Any, rows: dict[str, Any]) -> Any:
    # Rows that stand in the specification get a name, under which they are put back.
    if isinstance(spec, list):
        return [_without_rows(each, rows) for each in spec]
    if not isinstance(spec, dict):
        return spec
    made = {key: _without_rows(each, rows) for key, each in spec.items() if key != "data"}
    if "data" in spec:
        made["data"] = spec["data"]
        if isinstance(spec["data"], dict) and spec["data"].keys() == {"values"}:
            made["data"] = {"name": f"rows_{len(rows)}"}
            rows[made["data"]["name"]] = spec["data"]["values"]
    return made


@lru_cache(maxsize=_KEPT)
def _compiled(shape: str) -> dict[str, Any]:
    compiled: dict[str, Any] = _converter().vegalite_to_vega(shape)
    return compiled


def _filled(vega: Mapping[str, Any], rows: Mapping[str, Any]) -> dict[str, Any]:
    known = (
        {**each, "values": rows[each["name"]]} if each["name"] in rows else each
        for each in vega.get("data", ())
    )
    return {**vega, "data": list(known)}


def _asks(spec: Any) -> bool:
    # vl-convert refuses addresses of the web, but draws an empty chart for one of a file.
    if isinstance(spec, Mapping):
        return any(
            (key == "url" and isinstance(value, str)) or (key != "values" and _asks(value))
            for key, value in spec.items()
        )
    return isinstance(spec, list | tuple) and any(map(_asks, spec))


def _undrawn(why: str) -> UnreadableFile:
    return UnreadableFile(f"A chart cannot be drawn ({why.strip()}); it is left out.")


@cache
def _converter() -> Any:
    import vl_convert

    vl_convert.register_font_directory(str(bundled_fonts()))
    return vl_convert


def _numbered(drawn: str, prefix: str) -> str:
    names: dict[str, str] = {}

    def name(found: re.Match[str]) -> str:
        return found[1] + names.setdefault(found[2], f"{prefix}-{len(names)}")

    return _ID.sub(name, drawn)
