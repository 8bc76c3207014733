"""The shell's door: `csp`. It parses, calls and prints; the rules are elsewhere."""

from __future__ import annotations

import sys

from cspwidgets.cli.frame import run

__all__ = ["main"]


def main() -> None:
    """Run `csp` with the words of the command line.

    Ends the process: 0 done, 1 something in it failed and is named, 2 wrong usage.
    """
    sys.exit(run(sys.argv[1:]))
