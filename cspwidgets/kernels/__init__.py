"""What Jupyter is given besides widgets: quick websockets, notebooks that open ready to use.

This room knows nothing of plans.
"""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    return [{"module": "cspwidgets.kernels.nodelay"}]
