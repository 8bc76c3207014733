"""The measures that a stage's exit criterion may be tied to, and what people call them.

A measure is a share, written as one word: `licence_utilisation`, `stickiness`, `feature:<name>`
(as in the usage metrics), or `outcome:<id>`, the way that an outcome has come to its target.
`journey/adoption.py` and `journey/criteria.py` say what each is on a day.
"""

from __future__ import annotations

from collections.abc import Iterator

from cspwidgets.plan.model import Plan

UTILISATION, STICKINESS = "licence_utilisation", "stickiness"
FEATURE, OUTCOME = "feature:", "outcome:"

_LABELS = {UTILISATION: "Licence utilisation", STICKINESS: "Stickiness"}
_WORDS = {FEATURE: "Feature: ", OUTCOME: "Outcome: "}
_ALSO = {
    UTILISATION: ("utilisation", "utilization", "license utilization", "seats in use", "seats"),
    STICKINESS: ("dau/mau", "active on an average day"),
}


def measures(plan: Plan) -> tuple[str, ...]:
    """Every measure that a criterion of this plan may be tied to."""
    return (*_LABELS, *map(FEATURE.__add__, features(plan)), *_outcomes(plan))


def features(plan: Plan) -> tuple[str, ...]:
    """The features that usage names, in the order in which it does."""
    found = (row.metric for row in plan.usage if row.metric.startswith(FEATURE))
    return tuple(dict.fromkeys(metric.removeprefix(FEATURE) for metric in found))


def is_known(plan: Plan, measure: str) -> bool:
    """Whether a word names a measure; a feature may be known before its first figure comes in."""
    if measure.startswith(FEATURE):
        return bool(measure.removeprefix(FEATURE).strip())
    return measure in _LABELS or measure in _outcomes(plan)


def measure_label(plan: Plan, measure: str) -> str:
    """What a measure is called where plans are edited; `read_measure` takes it back."""
    if measure.startswith(FEATURE):
        return _WORDS[FEATURE] + measure.removeprefix(FEATURE)
    if measure.startswith(OUTCOME):
        names = [row.name for row in plan.outcomes]
        wanted = measure.removeprefix(OUTCOME)
        name = next((row.name for row in plan.outcomes if row.id == wanted), wanted)
        return _WORDS[OUTCOME] + (name if names.count(name) == 1 else wanted)
    return _LABELS.get(measure, measure)


def read_measure(plan: Plan, typed: str) -> str:
    """The measure that somebody means: its label, its word, or the name of what it measures.

    Raises
    ------
    ValueError
        With the sentence to show.

    Examples
    --------
    >>> from cspwidgets.plan.model import Account
    >>> read_measure(Plan(id="a", account=Account(name="A")), "utilisation")
    'licence_utilisation'
    """
    if typed in measures(plan):
        return typed
    wanted = typed.casefold()
    found = next((measure for name, measure in _names(plan) if name.casefold() == wanted), None)
    if found is None and wanted.startswith(FEATURE) and typed[len(FEATURE) :].strip():
        return FEATURE + typed[len(FEATURE) :].strip()
    if found is None:
        known = ", ".join(measure_label(plan, measure) for measure in measures(plan)[:6])
        raise ValueError(
            f"“{typed}” is no measure. There is: {known}. Any other feature is typed with "
            "“Feature:” before it."
        )
    return found


def _names(plan: Plan) -> Iterator[tuple[str, str]]:
    # The surest first.
    for measure in measures(plan):
        yield measure_label(plan, measure), measure
    for measure, words in _ALSO.items():
        yield from ((word, measure) for word in words)
    for feature in features(plan):
        yield feature, FEATURE + feature
    for outcome in plan.outcomes:
        yield outcome.name, OUTCOME + outcome.id


def _outcomes(plan: Plan) -> tuple[str, ...]:
    return tuple(OUTCOME + outcome.id for outcome in plan.outcomes)
