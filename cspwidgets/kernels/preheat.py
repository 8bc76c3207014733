"""A Jupyter server extension: kernel `csp` warms up while the browser still loads the page.

Only where it is asked to (`--CspKernels.preheat=True`, as `csp workbook` does): who opens another
notebook should not pay for what a plan needs.
"""

from __future__ import annotations

from typing import Any


def _load_jupyter_server_extension(app: Any) -> None:
    if not app.config.get("CspKernels", {}).get("preheat"):
        return
    from jupyter_client.kernelspec import NoSuchKernel

    from cspwidgets.kernels.provisioner import preheat

    try:
        spec = app.kernel_spec_manager.get_kernel_spec("csp")
    except NoSuchKernel:
        return
    preheat(spec.metadata["kernel_provisioner"]["config"]["preload"])
