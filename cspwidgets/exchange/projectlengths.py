"""How a project file writes lengths and lags, in the words that people write."""

from __future__ import annotations

import re
from collections.abc import Mapping

MINUTES_A_DAY = 480.0
ELAPSED_MINUTES_A_DAY = 1_440.0

_LENGTH = re.compile(
    r"P(?:(\d{1,6})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.\d+)?S)?)?"
)
_ELAPSED = {"4", "6", "8", "10", "12", "36", "38", "40", "42", "44"}
_PERCENT = {"19", "20", "51", "52"}


def length_words(task: Mapping[str, str], minutes_a_day: str = "") -> str:
    """The length of a task in days, elapsed ones where the project says so.

    Examples
    --------
    >>> length_words({"Duration": "PT20H0M0S"}), length_words({"Duration": "PT0H0M0S"})
    ('2.5 days', '0 days')
    >>> length_words({"Duration": "PT48H0M0S", "DurationFormat": "8"})
    '2 ed'
    """
    written = task.get("Duration", "")
    match = _LENGTH.fullmatch(written)
    if match is None:
        return written
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    total = 60 * hours + minutes + seconds / 60
    if task.get("DurationFormat") in _ELAPSED:
        return f"{days + total / ELAPSED_MINUTES_A_DAY:.6g} ed"
    return f"{days + total / day_of(minutes_a_day):.6g} days"


def lag_words(link: Mapping[str, str], minutes_a_day: str = "") -> str:
    """The lag of a link: tenths of minutes in the file; nothing where there is none.

    Examples
    --------
    >>> lag_words({"LinkLag": "9600", "LagFormat": "7"}), lag_words({"LinkLag": "0"})
    ('+2 days', '')
    >>> lag_words({"LinkLag": "-50", "LagFormat": "19"})
    '-50 %'
    """
    if not re.fullmatch(r"-?[1-9]\d{0,9}", link.get("LinkLag", "")):
        return ""
    lag = int(link["LinkLag"])
    if link.get("LagFormat") in _PERCENT:
        return f"{lag:+d} %"
    if link.get("LagFormat") in _ELAPSED:
        return f"{lag / 10 / ELAPSED_MINUTES_A_DAY:+.4g} ed"
    return f"{lag / 10 / day_of(minutes_a_day):+.4g} days"


def day_of(minutes: str) -> float:
    """The minutes of a working day: eight hours where the project does not say it well."""
    return float(minutes) if re.fullmatch(r"[1-9]\d{1,3}", minutes) else MINUTES_A_DAY
