"""A child of the test's own process, whose limits and rights end with it."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable


def in_a_child(work: Callable[[], str]) -> str:
    """What `work` gives in a forked child."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # Python 3.12 warns if another test has left a thread (numpy's, say); the child uses none.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            os.write(writing, work().encode())
        except BaseException as error:
            os.write(writing, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        said = answer.read().decode()
    os.waitpid(child, 0)
    return said
