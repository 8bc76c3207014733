"""What a database complains of, as one sentence with what to do next.

Every error of a driver passes through `explained`; what may pass by itself (a lock, a server that
restarts) is told by `is_passing`, and `engine.py` then tries again for a while.
"""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError

from cspwidgets.errors import StoreError, StoreUnavailable

UNHURT = "Nothing was changed."

_SQLITE = {
    sqlite3.SQLITE_BUSY: "was locked by another program for too long; try again in a moment.",
    sqlite3.SQLITE_LOCKED: "was locked by another program for too long; try again in a moment.",
    sqlite3.SQLITE_FULL: "has no room left: the disk is full; free some space and try again.",
    sqlite3.SQLITE_IOERR: (
        "could not be read or written: the disk is full or failing; "
        "free some space, check the disk and try again."
    ),
    sqlite3.SQLITE_READONLY: (
        "may only be read; ask for the right to write the file and its folder, "
        "or set CSP_HOME to a folder of your own."
    ),
    sqlite3.SQLITE_PERM: "may not be opened; ask for the right to read and write it.",
    sqlite3.SQLITE_CANTOPEN: (
        "cannot be opened: it is gone or you have no right to it; "
        "bring the file back or restore a backup with “csp restore”."
    ),
    sqlite3.SQLITE_NOTADB: (
        "is not a database; check CSP_DATABASE_URL, or restore a backup with “csp restore”."
    ),
    sqlite3.SQLITE_CORRUPT: "is damaged; keep the file and restore a backup with “csp restore”.",
}

_POSTGRESQL = {
    "28": "refused the user or the password; check CSP_DATABASE_URL.",
    "3D": "does not exist on that server; create the database, or check CSP_DATABASE_URL.",
    "42501": "refused: your database user has no right to do this; ask its administrator.",
    "25006": "may only be read at present; try again when the server accepts changes.",
    "53": "has no room or no connection left; ask its administrator, then try again.",
    "55P03": "was locked by another program for too long; try again in a moment.",
    "57P": "is stopping or starting; try again in a moment.",
    "08": "cannot be reached; check that the server runs, then try again.",
}

_PASSING = ("08", "57P", "55P03", "40001", "40P01")


def explained(error: Exception, place: str) -> StoreError:
    """The error for a person; its sentence begins with `place` (“The store …”)."""
    driver = _driver_error(error)
    what = _SQLITE.get(_sqlite_code(driver)) or _postgresql(driver)
    if what:
        return StoreUnavailable(f"{place} {what} {UNHURT}")
    return StoreError(f"{place} could not do this: {_first_line(driver)}. {UNHURT}")


def is_passing(error: Exception, *, reached: bool) -> bool:
    """Whether trying again may help: a lock, a dropped connection, a server that restarts.

    `reached` tells that the database answered before: only then is a silent one waited for.
    """
    driver = _driver_error(error)
    if isinstance(driver, sqlite3.Error):
        return _sqlite_code(driver) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return _sqlstate(driver).startswith(_PASSING) or (reached and _is_out_of_reach(driver))


def _postgresql(driver: BaseException) -> str | None:
    if _is_out_of_reach(driver):
        return (
            f"cannot be reached ({_first_line(driver)}); "
            "check that the server runs and CSP_DATABASE_URL, then try again."
        )
    state = _sqlstate(driver)
    return next((what for start, what in _POSTGRESQL.items() if state.startswith(start)), None)


def _driver_error(error: Exception) -> BaseException:
    if isinstance(error, DBAPIError) and error.orig is not None:
        return error.orig
    return error


def _sqlite_code(driver: BaseException) -> int:
    # The low byte is the primary code; the rest says where it happened.
    return getattr(driver, "sqlite_errorcode", 0) & 0xFF


def _sqlstate(driver: BaseException) -> str:
    return getattr(driver, "sqlstate", None) or ""


def _is_out_of_reach(driver: BaseException) -> bool:
    # psycopg has no SQLSTATE to tell when no server tells one.
    told = isinstance(driver, sqlite3.Error) or _sqlstate(driver)
    return not told and type(driver).__name__ == "OperationalError"


def _first_line(driver: BaseException) -> str:
    return (str(driver).splitlines() or [""])[0].rstrip(". ")
