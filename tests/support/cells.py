"""Notebooks for the tests of the warm engine, and what is the same in two runs of one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

PYTHON = {"name": "python3", "display_name": "Python 3", "language": "python"}

# One cell for each thing that a cell can show; those that begin with RAISES fail.
RAISES = "# raises\n"
EVERY_KIND = (
    "import sys\nprint('out')\nprint('err', file=sys.stderr)\nprint('again')",
    "1 + 1",
    "None",
    "_ + Out[2], In[2], _2, __name__",
    "'not shown';",
    "print('no end of line', end='')",
    "sys.stdout.write('a count is shown')",
    "from IPython.display import HTML, Image, JSON, Markdown, clear_output, display\n"
    "HTML('<b>x</b>')",
    "print('before'); display(Markdown('*a*'), metadata={'m': 1}); print('after')",
    "display({'text/plain': 'x', 'application/vnd.x+json': {'a': [1, None, 'é']}}, raw=True)",
    "Image(data=b'\\x89PNG\\r\\n\\x1a\\n', format='png')",
    "JSON({'a': 1})",
    "import datetime\n"
    "class Rich:\n"
    "    def _repr_html_(self): return '<i>rich</i>'\n"
    "    def _repr_latex_(self): return '$x$'\n"
    "    def _repr_mimebundle_(self, include=None, exclude=None):\n"
    "        return {'application/vnd.y+json': {'on': datetime.date(2026, 7, 17)}}, {'t': 2}\n"
    "Rich()",
    "handle = display('first', display_id='me')",
    "handle.update('second')",
    "display('third', display_id='me')\nhandle.update(HTML('<b>fourth</b>'))",
    "print('gone'); clear_output(); print('stays')",
    "print('gone'); clear_output(wait=True); display('stays')",
    "for i in range(3):\n    clear_output(wait=True)\n    display(i, display_id=f'n{i}')",
    "import warnings\nwarnings.warn('look out')",
    "import logging\nlogging.warning('logged')",
    "import pandas\npandas.DataFrame({'a': [1.5, None], '<b>': ['x', '{y}']})",
    "import asyncio\nawait asyncio.sleep(0.01)\n'waited'",
    "asyncio.get_running_loop().is_running()",
    "task = asyncio.create_task(asyncio.sleep(0, 'later'))\nawait task",
    "%%capture caught\nprint('caught'); display(1); 2",
    "caught.stdout, len(caught.outputs)",
    "!echo from a shell",
    "lines = !echo kept\nlines",
    "%%bash\necho from bash; echo and its errors >&2",
    "%%html\n<p>by magic</p>",
    "%%javascript\n1",
    "%env NO_SUCH_NAME=1",
    "%precision 2\n3.14159",
    "%xmode\n%xmode Context",
    "import os, subprocess, time\nsubprocess.run(['echo', 'by another']); time.sleep(0.4)",
    "os.write(1, b'from the descriptor\\n'); time.sleep(0.4)",
    "import threading\n"
    "thread = threading.Thread(target=print, args=('from a thread',))\n"
    "thread.start(); thread.join()",
    "import multiprocessing\n"
    "def cube(n): return n ** 3\n"
    "with multiprocessing.get_context('fork').Pool(1) as pool: print(pool.map(cube, [3]))",
    "print('\\u20ac', '\\U0001f600', 'a\\rb', '\\x1b[31mred\\x1b[0m')",
    "from pprint import pprint\npprint({'a': 1})",
    "print(*range(2000))",
    "?len",
    "try:\n    input('?')\nexcept Exception as error:\n    print(type(error).__name__, error)",
    "type(get_ipython()).__name__, sys.path[0], sys.stdin.read()",
    "class Odd:\n    def __repr__(self): return chr(10).join('odd')\n[Odd(), Odd()]",
    RAISES + "class Bad:\n    def __repr__(self): raise RuntimeError('no words')\nBad()",
    RAISES + "print('so far')\ndef half(n): return n / 0\nhalf(3)",
    RAISES + "def broken(:",
    RAISES + "raise SystemExit(3)",
    RAISES + "raise KeyboardInterrupt",
    RAISES + "no_such_name",
    RAISES + "%no_such_magic",
    RAISES + "await asyncio.wait_for(asyncio.sleep(9), 0.01)",
    RAISES + "try: 1 / 0\nexcept ArithmeticError as error: raise ValueError('after') from error",
    "'still here'",
    "import atexit\natexit.register(print, 'not shown')\n'done'",
)


def notebook(*sources: str, parameters: str = "") -> NotebookNode:
    """A Python notebook of these cells; the first holds the parameters if there are any."""
    cells = [new_markdown_cell("# Words"), *(_cell(source) for source in sources)]
    if parameters:
        cells.insert(0, new_code_cell(parameters, metadata={"tags": ["parameters"]}))
    return new_notebook(cells=cells, metadata={"kernelspec": PYTHON})


def shown(ran: NotebookNode) -> list[list[dict[str, Any]]]:
    """The outputs of each code cell, without what differs from process to process."""
    return [_merged(cell.outputs) for cell in ran.cells if cell.cell_type == "code"]


def _cell(source: str) -> NotebookNode:
    tags = ["raises-exception"] if source.startswith(RAISES) else []
    return new_code_cell(source, metadata={"tags": tags})


def _merged(outputs: Iterable[NotebookNode]) -> list[dict[str, Any]]:
    # A kernel cuts its streams as its clock ticks.
    merged: list[dict[str, Any]] = []
    for output in outputs:
        last = merged[-1] if merged else {}
        if output.output_type == "stream" and last.get("name") == output.name:
            last["text"] += _settled(output.text)
        else:
            merged.append(_settled(dict(output)))
    return merged


def _settled(value: Any) -> Any:
    if isinstance(value, str):
        value = re.sub(r"0x[0-9a-f]{6,}", "0x…", value)
        return re.sub(r"ipykernel_\d+", "ipykernel_…", value)
    if isinstance(value, dict):
        return {name: _settled(each) for name, each in value.items()}
    return [_settled(each) for each in value] if isinstance(value, list) else value
