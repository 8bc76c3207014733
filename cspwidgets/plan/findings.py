"""Advice about a plan: a finding, and the table of all codes there are.

A finding is never an error: a plan with findings can be saved, agreed and published. Its code is
stable, so that programs and people can speak of it; its sentence says what was found, its mend
what to do, and table and row where to go.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One piece of advice.

    `table` is a table of the plan with the id of a `row`, or a part of the plan (`plan`,
    `account`) with an empty one.
    """

    code: str
    sentence: str
    mend: str
    table: str
    row: str


class Code(NamedTuple):
    """What a code means, and how to mend what it finds."""

    meaning: str
    mend: str


CODES: dict[str, Code] = {
    "no-objective": Code(
        "The plan has no objective.",
        "Write one sentence in the customer’s words: what will be better for them.",
    ),
    "no-outcomes": Code(
        "The plan has no outcome, so its value cannot be shown.",
        "Add one to four measures that say the objective is reached.",
    ),
    "no-steps": Code(
        "The plan has no steps.",
        "Add the first step, or begin from a journey.",
    ),
    "too-many-stages": Code(
        "More than 7 stages.",
        "Join stages that end on the same day or with the same criterion.",
    ),
    "too-many-steps": Code(
        "More than 40 steps.",
        "Join small steps, or move their details behind a link.",
    ),
    "too-many-asks": Code(
        "More than 5 steps of one side are due in one week.",
        "Move some to a quieter week, or give them to the other side.",
    ),
    "untouched": Code(
        "Nobody changed the plan for more than 30 days.",
        "Set the states of the steps, and add this month’s measurements.",
    ),
    "override-unexplained": Code(
        "A grade was given by hand without a reason or with an unknown letter, so it is ignored.",
        "Write the reason, with a letter from A to E, or take the grade away.",
    ),
    "no-customer-part": Code(
        "A stage in which the customer does nothing.",
        "Add what the customer does in it, or join it with another stage.",
    ),
    "no-exit": Code(
        "A stage without an exit criterion.",
        "Write what must be true for the stage to be over.",
    ),
    "exit-unknown": Code(
        "An exit criterion tied to a measure that the plan does not have.",
        "Choose a measure that is there, or clear it and judge the criterion by its words.",
    ),
    "exit-goal": Code(
        "An exit criterion tied to a measure without a goal from 1 to 100 %, or a goal alone.",
        "Give it both a measure and a goal such as 60 %, or neither.",
    ),
    "exit-no-data": Code(
        "A stage under way whose exit criterion waits for a measure that has no figures.",
        "Bring its usage in with `csp import usage.csv`, or add a measurement.",
    ),
    "exit-unmet": Code(
        "A later stage has begun while data does not meet the exit criterion of an earlier one.",
        "See what holds the measure back before going on, or agree on another goal.",
    ),
    "exit-met": Code(
        "Data meets the exit criterion of a stage that still has open steps.",
        "Finish or skip them, or go on with the next stage.",
    ),
    "odd-curve": Code(
        "Targets for adoption whose ages do not rise, or whose shares are not from 0 to 1.",
        "Write them as pairs of age in days and share, such as [90, 0.5].",
    ),
    "nobody-works-for": Code(
        "An outcome that no step serves.",
        "Name the steps that move it, or take it out.",
    ),
    "no-baseline": Code("An outcome without a baseline.", "Measure where it stood at the start."),
    "no-target": Code("An outcome without a target.", "Agree on the value that is good enough."),
    "no-date": Code("An outcome without a date.", "Agree on the day by which it is reached."),
    "wrong-direction": Code(
        "A target that lies against the direction in which the outcome should move.",
        "Change the direction, or the target.",
    ),
    "no-way-to-go": Code(
        "A target that equals the baseline of an outcome that should move.",
        "Set a target that is better than the baseline, or the direction “keep”.",
    ),
    "currency-mix": Code(
        "Money in another currency than the account’s; it is left out of the value.",
        "State the unit value in the account’s currency.",
    ),
    "half-a-value": Code(
        "Only one of volume and unit value is known, so the outcome is worth no money.",
        "Fill in the other, or empty both.",
    ),
    "no-evidence": Code(
        "Money without evidence; it counts as potential only.",
        "Say who measured it: A the customer, B the product, C an estimate, D a benchmark.",
    ),
    "unsigned": Code(
        "Evidence A without the name of who signed it.",
        "Name the person at the customer who signed, or lower the evidence.",
    ),
    "never-measured": Code(
        "An outcome that was not measured in the first 30 days.",
        "Add a measurement, with its day and source.",
    ),
    "stale-measurement": Code(
        "An outcome whose newest measurement is older than 30 days.",
        "Add a new measurement; after 60 days the outcome counts as without data.",
    ),
    "no-outcome": Code(
        "An activity that serves no outcome: a random act.",
        "Say which outcome it moves, or skip it.",
    ),
    "unknown-owner": Code(
        "An owner who is none of the plan’s people.",
        "Add the person, or choose one who is there.",
    ),
    "jargon": Code(
        "A title in the vendor’s jargon.",
        "Say it in words that the customer uses.",
    ),
    "long-title": Code(
        "A title longer than a line (60 characters).",
        "Shorten it; details can stand behind a link.",
    ),
    "waiting-for-nobody": Code(
        "A step that waits, but not for anybody or anything.",
        "Write on whom or what it waits.",
    ),
    "no-finished-day": Code(
        "A done step without the day on which it was done.",
        "Fill in the day; pace and promises are reckoned from it.",
    ),
    "impossible-days": Code(
        "A step that was finished before it was started, or in the future.",
        "Correct the days.",
    ),
    "dangling": Code(
        "Something that points at a row which is not in the plan.",
        "Point it at another row, or clear it.",
    ),
    "cycle": Code(
        "Steps that wait for each other; one of these waits is ignored.",
        "Take out the one that is not needed.",
    ),
    "against-pace": Code(
        "A fixed day that contradicts the pace: the fixed day wins.",
        "Move the day, or free it so that it follows from the pace.",
    ),
}
"""Every code there is. Codes are never renamed; a new one needs a test that produces it."""


def finding(code: str, sentence: str, table: str, row: str = "") -> Finding:
    """A finding of a known code, with the words for how to mend it."""
    return Finding(code=code, sentence=sentence, mend=CODES[code].mend, table=table, row=row)
