"""The settings, from the environment: the only place that reads it.

=================  ==========================================  =================================
variable           what it sets                                default
=================  ==========================================  =================================
CSP_HOME           the folder for all that is no report        the platform's user data folder
CSP_DATABASE_URL   where the plans are                         SQLite in CSP_HOME
CSP_TODAY          fixes the day (tests, rehearsals)           the clock's day
CSP_BASE_URL       what customers' links begin with            http://127.0.0.1:8866
CSP_USER           the “who” of the history                    JupyterHub's user, else the login
CSP_LANGUAGE       the language of what customers read         en
CSP_THEME          a theme.toml of one's own                   the one in templates/qbr
=================  ==========================================  =================================
"""

from __future__ import annotations

import getpass
import os
import sys
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cspwidgets.errors import SettingsError
from cspwidgets.language.catalogue import ENGLISH_TAG, tags

DATABASES = ("sqlite", "postgresql+psycopg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment says, checked once.

    Attributes
    ----------
    home
        The folder that holds everything the program writes that is no report.
    database_url
        An SQLAlchemy URL, of SQLite or of PostgreSQL (psycopg).
    fixed_today
        The day to use instead of the clock's.
    """

    home: Path
    database_url: str
    fixed_today: date | None
    base_url: str
    user: str
    language: str
    theme_file: Path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings.

        Raises
        ------
        SettingsError
            One cannot be used; the sentence names it and says what would do.
        """
        given = os.environ if environment is None else environment
        home = _home(given)
        return cls(
            home=home,
            database_url=_database_url(given, home),
            fixed_today=_today(given),
            base_url=_base_url(given),
            user=_user(given),
            language=_language(given),
            theme_file=_theme_file(given),
        )

    def at(self, base_url: str) -> Settings:
        """The same settings, with links that begin with another address.

        Raises
        ------
        SettingsError
            It is no address.
        """
        return replace(self, base_url=_base_url({"CSP_BASE_URL": base_url}))

    def today(self) -> date:
        """The day that every rule is given."""
        return self.fixed_today or date.today()

    def theme(self) -> dict[str, Any]:
        """The theme's data, read from its one file.

        Raises
        ------
        SettingsError
            The file is missing or no TOML.
        """
        try:
            return deepcopy(_parsed(self.theme_file.read_text("utf-8")))
        except (OSError, ValueError) as error:
            raise SettingsError(
                f"The theme {self.theme_file} cannot be read ({error}). "
                "Set CSP_THEME to a theme.toml, or unset it for the default.",
                name="CSP_THEME",
            ) from error


@lru_cache(maxsize=8)
def _parsed(toml: str) -> dict[str, Any]:
    return tomllib.loads(toml)


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def one_thread_each() -> None:
    """Let Typst lay out one review at a time in one thread, unless the environment says otherwise.

    In a batch the other cores run the notebooks of the next reviews; more threads would only cost
    more in all. It is said by `RAYON_NUM_THREADS`, which the notebooks of the batch see too.
    """
    os.environ.setdefault("RAYON_NUM_THREADS", "1")


def shared_folder(name: str) -> Path:
    """The folder `notebooks` or `templates`: the checkout's, else the installed one.

    Raises
    ------
    SettingsError
        Neither is there: the installation is not whole.
    """
    checkout = Path(__file__).resolve().parents[1]
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    installed = Path(sys.prefix) / "share" / "cspwidgets" / name
    if installed.is_dir():
        return installed
    raise SettingsError(
        f"The folder {name!r} is neither in {checkout} nor at {installed}. "
        "Install cspwidgets again (pip install --force-reinstall cspwidgets).",
        name=name,
    )


def _home(given: Mapping[str, str]) -> Path:
    if chosen := given.get("CSP_HOME"):
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("cspwidgets", appauthor=False)


def _database_url(given: Mapping[str, str], home: Path) -> str:
    url = given.get("CSP_DATABASE_URL") or f"sqlite:///{home / 'plans.sqlite'}"
    scheme = url.partition(":")[0]
    if scheme == "postgresql":
        return url.replace("postgresql:", "postgresql+psycopg:", 1)
    if scheme not in DATABASES:
        raise SettingsError(
            f"CSP_DATABASE_URL begins with {scheme!r}; it may be sqlite:///FILE or "
            "postgresql+psycopg://USER@HOST/NAME.",
            name="CSP_DATABASE_URL",
        )
    return url


def _today(given: Mapping[str, str]) -> date | None:
    fixed = given.get("CSP_TODAY")
    if not fixed:
        return None
    try:
        return date.fromisoformat(fixed)
    except ValueError:
        raise SettingsError(
            f"CSP_TODAY is {fixed!r}, which is no day. Write it like 2026-07-17, or unset it.",
            name="CSP_TODAY",
        ) from None


def _base_url(given: Mapping[str, str]) -> str:
    url = given.get("CSP_BASE_URL") or "http://127.0.0.1:8866"
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise SettingsError(
            f"CSP_BASE_URL is {url!r}; it must look like https://plans.example.com.",
            name="CSP_BASE_URL",
        )
    return url.rstrip("/")


def _user(given: Mapping[str, str]) -> str:
    named = given.get("CSP_USER") or given.get("JUPYTERHUB_USER")
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container whose user has no name
        return "unknown"


def _language(given: Mapping[str, str]) -> str:
    language = given.get("CSP_LANGUAGE") or ENGLISH_TAG
    if language not in tags():
        raise SettingsError(
            f"CSP_LANGUAGE is {language!r}; there are {' and '.join(tags())}.",
            name="CSP_LANGUAGE",
        )
    return language


def _theme_file(given: Mapping[str, str]) -> Path:
    chosen = given.get("CSP_THEME")
    return Path(chosen) if chosen else shared_folder("templates") / "qbr" / "theme.toml"
