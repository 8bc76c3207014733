"""One thread at a time: JupyterLab brings what a page sends to another thread than the cells'."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import Concatenate, ParamSpec, Protocol, TypeVar


class Lockable(Protocol):
    """What has a lock that a thread may take more than once."""

    @property
    def lock(self) -> RLock:
        """Held while something is read or changed that must fit together."""


L = TypeVar("L", bound=Lockable)
P = ParamSpec("P")
R = TypeVar("R")


def alone(method: Callable[Concatenate[L, P], R]) -> Callable[Concatenate[L, P], R]:
    """A method that holds its object's lock while it runs."""

    @wraps(method)
    def call(self: L, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with self.lock:
            return method(self, *args, **kwargs)

    return call
