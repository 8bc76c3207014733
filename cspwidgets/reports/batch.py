"""Many reviews: by threads of this process, or on a Dask cluster, with the same function.

The threads wait for the notebooks, which run in processes of their own, and take turns at writing
the files; on a cluster each worker makes whole reviews. Outcomes come in the order in which they
are ready.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from uuid import uuid4

from cspwidgets.errors import SettingsError
from cspwidgets.reports.order import Order, Outcome

TRIES = 4
"""How often a review is begun on a cluster whose workers die under it."""

REACH_SECONDS = 30
"""For how long a cluster's scheduler is waited for."""

Make = Callable[[Order], Outcome]


def by_threads(orders: Sequence[Order], make: Make, *, jobs: int) -> Iterator[Outcome]:
    """Make reviews, `jobs` at a time.

    Who stops asking for outcomes stops the rest: nothing more is begun.
    """
    pool = ThreadPoolExecutor(jobs, thread_name_prefix="review")
    try:
        for future in as_completed([pool.submit(make, order) for order in orders]):
            yield future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def by_cluster(orders: Sequence[Order], make: Make, address: str) -> Iterator[Outcome]:
    """Make reviews on a Dask cluster; `make` is sent to its workers.

    Raises
    ------
    SettingsError
        Dask is not installed, or no scheduler answers at the address.
    """
    with _client(address) as client:
        yield from _Cluster(client, make).outcomes(orders)


@dataclass(frozen=True, slots=True)
class _Cluster:
    client: Any
    make: Make

    def outcomes(self, orders: Sequence[Order]) -> Iterator[Outcome]:
        ready: Any = import_module("distributed").as_completed
        run = uuid4().hex
        waiting = {self._submit(order, run): order for order in orders}
        try:
            for future in ready(list(waiting), loop=self.client.loop, raise_errors=False):
                order = waiting.pop(future)
                yield self._outcome(future, order)
                # A result that is still held is made again when its worker dies.
                future.release()
        finally:
            self.client.cancel(list(waiting), force=True)

    def _submit(self, order: Order, run: str) -> Any:
        key = f"review-{order.stem}-{run}"
        return self.client.submit(self.make, order, key=key, pure=False, retries=TRIES - 1)

    def _outcome(self, future: Any, order: Order) -> Outcome:
        error = future.exception()
        if error is None:
            made: Outcome = future.result()
            return made
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        return Outcome(account=order.account, name=order.name, status="failed", reason=reason[:300])


def _client(address: str) -> Any:
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        told = "Making reviews on a cluster needs Dask: pip install 'cspwidgets[cluster]'."
        raise SettingsError(told, name="cluster") from error
    try:
        return distributed.Client(address, timeout=REACH_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:  # TimeoutError is an OSError
        told = f"No Dask scheduler answers at {address} ({error}); start one with: dask scheduler"
        raise SettingsError(told, name="cluster") from error
