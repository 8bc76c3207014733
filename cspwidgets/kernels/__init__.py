"""What Jupyter is given besides widgets: quick websockets, notebooks that open ready to use.

This room knows nothing of plans. `lab/labconfig` is JupyterLab's own configuration (it asks nobody
for news), found by the path that `csp workbook` sets.
"""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    return [{"module": "cspwidgets.kernels.nodelay"}]
