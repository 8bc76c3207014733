"""What a benchmark found, told with its promises."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import NoReturn


def conclude(
    found: Mapping[str, float],
    *,
    at_most: Mapping[str, float],
    at_least: Mapping[str, float] | None = None,
    as_json: bool,
) -> NoReturn:
    """Print the figures and end; with 1 if a promise that was measured is broken."""
    least = at_least or {}
    if as_json:
        print(json.dumps(found, indent=2))
    else:
        for name, figure in found.items():
            limit = f"   (at most {at_most[name]:g})" if name in at_most else ""
            limit = f"   (at least {least[name]:g})" if name in least else limit
            print(f"{name:<28}{figure:>12,.3f}{limit}")
    broken = [name for name, limit in at_most.items() if found.get(name, limit) > limit]
    broken += [name for name, limit in least.items() if found.get(name, limit) < limit]
    sys.exit(bool(broken))
