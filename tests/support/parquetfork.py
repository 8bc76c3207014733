"""Many Parquet files by the reader's own code, in a fork each: the start of a process is saved.

Run as `python parquetfork.py SEED COUNT FILE`, it damages the file as often as said, reads each,
and prints how many were tables, sentences, or stopped; a traceback or a hang is told and ends it.
"""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import time
from collections import Counter
from pathlib import Path

from cspwidgets.errors import UnreadableFile
from cspwidgets.exchange import parquetchild
from cspwidgets.exchange.parquetfile import as_table
from support.mutations import mutated


def read(data: bytes) -> tuple[bytes, int]:
    """What the reader tells of a file, and how it ended."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        signal.alarm(10)
        sys.stdout = io.TextIOWrapper(os.fdopen(into, "wb"), "utf-8")
        sys.stdin = io.TextIOWrapper(io.BytesIO(data))
        sys.argv = ["", "100000", "300"]
        parquetchild.main()
        sys.stdout.flush()
        os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as told:
        words = told.read()
    return words, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main() -> None:
    """Read the damaged files; print what became of them."""
    first, count, file = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    good, ends, slowest = [file.read_bytes()], Counter[str](), 0.0
    for seed in range(first, first + count):
        began = time.perf_counter()
        told, code = read(mutated(good, seed))
        slowest = max(slowest, time.perf_counter() - began)
        assert code != -signal.SIGALRM, f"seed {seed} hangs"
        try:
            as_table(told, code)
            ends["table"] += 1
        except UnreadableFile:
            ends["stopped" if code else "sentence"] += 1
    print(json.dumps({**ends, "slowest": round(slowest, 2)}))


if __name__ == "__main__":
    main()
