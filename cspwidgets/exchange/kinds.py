"""What kind of file it is: the vocabulary that knows most of its names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from cspwidgets.exchange.accountwords import ACCOUNTS
from cspwidgets.exchange.header import acquaintance
from cspwidgets.exchange.table import Table
from cspwidgets.exchange.taskwords import TASKS

Kind = Literal["tasks", "accounts"]

LEAST = 2
"""How many names must be known before a file is taken for anything."""


def kind_of(tables: Sequence[Table]) -> Kind | None:
    """Whether a file lists tasks or accounts; nothing when its names tell neither.

    Examples
    --------
    >>> from cspwidgets.exchange.sheet import read_tables
    >>> kind_of(read_tables(b"Task Name,Start,Finish\\nKick-off,2026-01-05,2026-01-05\\n"))
    'tasks'
    """
    tasks = max(acquaintance(table, TASKS) for table in tables)
    accounts = max(acquaintance(table, ACCOUNTS) for table in tables)
    if max(tasks, accounts) < LEAST or tasks == accounts:
        return None
    return "tasks" if tasks > accounts else "accounts"
