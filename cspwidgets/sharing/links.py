"""Links for customers: made once, told once, and let in or not.

A link is `https://host/plans/<id>#<secret>`. The id is in logs and says nothing; the secret is
after the `#`, where no browser sends it, so no log, proxy or referrer has it. Whoever comes with
something that does not work is answered in one way whatever the reason; only the vendor's own log
may tell it.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cspwidgets.errors import SettingsError
from cspwidgets.store.links import Link, Links

ID_BYTES = 10
SECRET_BYTES = 32

_ID = re.compile(rf"[0-9a-f]{{{2 * ID_BYTES}}}", re.ASCII)
_NO_ID = "0"
_NO_DIGEST = "0" * 64
_LENGTH = re.compile(r"(\d{1,4})\s*([dwmy])", re.ASCII | re.IGNORECASE)
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A link's id and its secret, which is told once and then known to its reader alone."""

    id: str
    secret: str

    @classmethod
    def new(cls) -> Ticket:
        """A ticket that nobody can guess."""
        return cls(id=secrets.token_hex(ID_BYTES), secret=secrets.token_urlsafe(SECRET_BYTES))

    def address(self, base_url: str) -> str:
        """The link as it is sent.

        Examples
        --------
        >>> Ticket(id="0af1", secret="s3cret").address("https://plans.example.com/csp")
        'https://plans.example.com/csp/plans/0af1#s3cret'
        """
        return f"{base_url}/plans/{self.id}#{self.secret}"


class Refusal(StrEnum):
    """Why a link does not work: for the vendor's log, never for the visitor."""

    UNKNOWN = "unknown"
    WRONG_SECRET = "wrong secret"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOT_PUBLISHED = "not published"


@dataclass(frozen=True, slots=True)
class Admission:
    """What a visitor may see: the sha256 of a page, or nothing, and then why for the log."""

    page: str | None
    refusal: Refusal | None


def digest(secret: str) -> str:
    """What the store keeps of a secret. It is random and long, so one sha256 is enough."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def admit(links: Links, link_id: str, secret: str, *, on: date) -> Admission:
    """Whether a visitor with this id and this secret may see a page, on a day.

    The same is asked of the store and compared whether or not there is such a link.
    """
    link = links.find(link_id if _ID.fullmatch(link_id) else _NO_ID)
    matches = hmac.compare_digest(digest(secret), link.secret_sha256 if link else _NO_DIGEST)
    refusal = _refusal(link, matches, on)
    return Admission(page=link.shows if link and not refusal else None, refusal=refusal)


def last_day(expires: str, on: date) -> date:
    """The last day of a link that is made on a day: `90d`, `12w`, `6m`, `1y`, or a day itself.

    Raises
    ------
    SettingsError
        It is none of these, or before `on`.

    Examples
    --------
    >>> last_day("90d", date(2026, 7, 17))
    datetime.date(2026, 10, 15)
    """
    try:
        if length := _LENGTH.fullmatch(expires.strip()):
            last = on + timedelta(days=int(length[1]) * _DAYS[length[2].lower()])
        else:
            last = date.fromisoformat(expires.strip())
    except (ValueError, OverflowError):
        told = f"The link would expire {expires!r}; write 90d, 12w, 6m, 1y or {on.isoformat()}."
        raise SettingsError(told, name="expires") from None
    if last < on:
        told = f"The link would expire on {last}, before it is made; choose a later day."
        raise SettingsError(told, name="expires")
    return last


def is_expired(link: Link, on: date) -> bool:
    """Whether the last day of a link is over."""
    return link.expires_on is not None and link.expires_on < on


def days_unopened(link: Link, on: date) -> int:
    """For how many days nobody has opened a link: since its last open, or since it was made."""
    last = link.opens[0].on if link.opens else link.made_at.astimezone().date()
    return max((on - last).days, 0)


def _refusal(link: Link | None, matches: bool, on: date) -> Refusal | None:
    if link is None:
        return Refusal.UNKNOWN
    if not matches:
        return Refusal.WRONG_SECRET
    if link.revoked_at is not None:
        return Refusal.REVOKED
    if is_expired(link, on):
        return Refusal.EXPIRED
    return None if link.shows else Refusal.NOT_PUBLISHED
