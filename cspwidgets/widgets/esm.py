"""One module text out of a JavaScript file and the local files it imports.

A widget ships its JavaScript as text, and a browser cannot follow `import "./dom.js"` out of a
text. So local imports are put in front, each once, in the order in which they are needed; their
`import` lines and `export` words are taken out. Nothing is bundled, renamed or made smaller.
Top-level names must therefore be unique over all files (a test holds that).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent

_IMPORT = re.compile(
    r"""^import\s+(?:[^"';]*?\sfrom\s+)?["']([^"']+)["'];?[ \t]*\n""", re.MULTILINE
)
_EXPORT = re.compile(r"^export (?!default\b)", re.MULTILINE)
_DEFAULT = re.compile(r"^export default\b", re.MULTILINE)


@cache
def module(name: str) -> str:
    """The text of the ES module `name` with everything it needs from its own folder.

    Raises
    ------
    ValueError
        A file asks for something that is not a file beside it.
    """
    texts: dict[str, str] = {}
    _collect(name, texts)
    return "\n".join(texts.values())


@cache
def styles(*names: str) -> str:
    """The text of several style sheets of this folder, one after the other."""
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)


def _collect(name: str, texts: dict[str, str]) -> None:
    if name in texts:
        return
    text = (HERE / name).read_text(encoding="utf-8")
    texts[name] = ""  # a place already, so that two files may import each other
    for wanted in _IMPORT.findall(text):
        if not wanted.startswith("./"):
            raise ValueError(f"{name} imports {wanted!r}; only files beside it can be shipped.")
        _collect(wanted.removeprefix("./"), texts)
    entry = next(iter(texts)) == name
    if not entry and _DEFAULT.search(text):
        raise ValueError(f"{name} has a default export, so it can only be a door, not imported.")
    del texts[name]
    texts[name] = _EXPORT.sub("", _IMPORT.sub("", text))
