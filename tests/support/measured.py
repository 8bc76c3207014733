"""A file that is to be refused, read by a program of its own: what it says, costs and needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_REFUSE = """
import resource, sys
from pathlib import Path
from cspwidgets.errors import UnreadableFile
from cspwidgets.exchange.sheet import read_tables
before = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
try:
    read_tables(Path(sys.argv[1]))
    print()
except UnreadableFile as error:
    print(error.sentence)
megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
status = Path("/proc/self/status")
if status.exists():  # what getrusage says of a child on Linux has also been its parent's
    megabytes = int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
children = resource.getrusage(resource.RUSAGE_CHILDREN)
used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2]) + sum(children[:2])
print(used - before, max(megabytes, children.ru_maxrss / 1024))
"""


def refused(path: Path) -> tuple[str, float, float]:
    """The sentence (empty: it was read), the seconds of CPU, the most megabytes of any process."""
    told = subprocess.run(
        [sys.executable, "-c", _REFUSE, str(path)], capture_output=True, text=True, check=True
    )
    *sentence, figures = told.stdout.splitlines()
    seconds, megabytes = map(float, figures.split())
    return " ".join(sentence), seconds, megabytes
