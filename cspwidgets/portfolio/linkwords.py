"""What is told of a link: whether it works and until when, and who has not looked for long."""

from __future__ import annotations

from collections.abc import Sequence

from cspwidgets.language import ENGLISH
from cspwidgets.portfolio.sharing import LinkLine, LinkWord

LONG_DAYS = 14
"""From so many days on, the list says for how long nobody has opened a link."""


def is_long_unopened(line: LinkLine) -> bool:
    """Whether a link that works has not been opened for long."""
    return line.word is LinkWord.WORKS and line.days_unopened >= LONG_DAYS


def opened_words(line: LinkLine) -> str:
    """How often a link was opened, when last, and for how long not.

    Days are told as the vendor's own lists tell them, whatever the customer's language.
    """
    opens = line.link.opens
    silent = f"not opened for {line.days_unopened} days" if is_long_unopened(line) else ""
    if not opens:
        return silent or "not opened yet"
    times, when = sum(one.times for one in opens), ENGLISH.short_day(opens[0].on, line.on)
    told = f"opened once, on {when}" if times == 1 else f"opened {times} times, last on {when}"
    return f"{told}; {silent}" if silent else told


def until_words(line: LinkLine) -> str:
    """Whether a link works, and until when."""
    link = line.link
    if line.word is LinkWord.REVOKED and link.revoked_at:
        ended_on = link.revoked_at.astimezone().date()
        return f"ended on {ENGLISH.short_day(ended_on, line.on)}"
    if line.word is LinkWord.EXPIRED and link.expires_on:
        return f"expired on {ENGLISH.short_day(link.expires_on, line.on)}"
    if line.word is LinkWord.NOTHING_PUBLISHED:
        return "its page is taken back" if link.pinned else "nothing is published"
    if link.expires_on is None:
        return "until you end it"
    return f"until {ENGLISH.short_day(link.expires_on, line.on)}"


def is_account_silent(lines: Sequence[LinkLine]) -> bool:
    """Whether people have links that work, and none of them has looked for long."""
    return silent_days(lines) > 0


def silent_days(lines: Sequence[LinkLine]) -> int:
    """For how many days nobody has looked, where people have links that work; 0 if not for long."""
    working = _working(lines)
    days = _days_unopened(working) if working else 0
    return days if days >= LONG_DAYS else 0


def account_opened_words(lines: Sequence[LinkLine]) -> str:
    """How often an account's page was opened through the links that work, and when last."""
    working = _working(lines)
    if not working:
        return "Nobody has a link that works."
    opens = [one for line in working for one in line.link.opens]
    times = sum(one.times for one in opens)
    if times:
        when = ENGLISH.day(max(one.on for one in opens), working[0].on)
        told = f"Opened once, on {when}" if times == 1 else f"Opened {times} times, last on {when}"
    else:
        count = len(working)
        told = "1 person has a link" if count == 1 else f"{count} people have a link"
    if is_account_silent(lines):
        return f"{told}; not opened for {_days_unopened(working)} days."
    return f"{told}." if times else f"{told}; not opened yet."


def _working(lines: Sequence[LinkLine]) -> list[LinkLine]:
    return [line for line in lines if line.word is LinkWord.WORKS]


def _days_unopened(lines: Sequence[LinkLine]) -> int:
    # A link that was given yesterday does not make the customer one who looked.
    opened = [line.days_unopened for line in lines if line.link.opens]
    return min(opened) if opened else max(line.days_unopened for line in lines)
