"""Whether a process is still there."""

from __future__ import annotations

import time
from pathlib import Path


def children_of(pid: int) -> set[int]:
    """The children of a process, dead ones that nobody has reaped among them."""
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return {int(each) for each in text.split()}


def is_gone(pid: int, seconds: float = 10.0) -> bool:
    """Whether a process ends within so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.02)
    return False
