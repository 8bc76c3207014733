"""Pictures that were looked at once and checked in: `tests/pictures/expected`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

from cspwidgets.journey.standing import Standing, stand
from cspwidgets.language import ENGLISH, Language
from support.plans import TODAY, small_plan

FOLDER = Path(__file__).resolve().parents[1] / "pictures" / "expected"


@cache
def steady(language: Language = ENGLISH) -> Standing:
    """An ordinary standing whose safe day does not hang on numpy's dice."""
    plan = small_plan()
    before = (plan, TODAY - timedelta(days=70), "qbr")
    standing = stand(plan, TODAY, draws=0, before=before, language=language)
    guess = standing.forecast
    safe_on = None if guess.likely_on is None else guess.likely_on + timedelta(days=21)
    return replace(standing, forecast=replace(guess, safe=guess.likely + 15, safe_on=safe_on))


def is_as_expected(name: str, drawn: str) -> bool:
    """Whether a picture is the one checked in; a new one is written for you to look at.

    When a picture changes on purpose: delete its file, run the test, look, and commit the new one.
    """
    file = FOLDER / name
    pretty = drawn.replace("><", ">\n<") + "\n"
    if not file.exists():
        file.write_text(pretty, "utf-8")
        raise AssertionError(f"{file.name} was not there; look at the new one and commit it")
    return file.read_text("utf-8") == pretty
