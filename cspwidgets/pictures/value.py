"""The value so far: a tile for each outcome, with its way from start to goal, and the money."""

from __future__ import annotations

from cspwidgets.journey.standing import Standing
from cspwidgets.journey.value import Gain, OutcomeWord
from cspwidgets.pictures.markup import bdi, esc
from cspwidgets.pictures.sides import SideNames
from cspwidgets.pictures.words import money, plain
from cspwidgets.plan.model import Outcome
from cspwidgets.plan.words import Direction, Side

WORDS = {
    OutcomeWord.ACHIEVED: "reached",
    OutcomeWord.AHEAD: "ahead",
    OutcomeWord.ON: "on plan",
    OutcomeWord.BEHIND: "behind",
    OutcomeWord.OFF: "off",
    OutcomeWord.TOO_EARLY: "too early to say",
    OutcomeWord.NO_DATA: "no fresh data",
}
"""What the words of an outcome are called in a picture."""

_LATE = (OutcomeWord.BEHIND, OutcomeWord.OFF)


def fragments(standing: Standing, *, names: SideNames | None = None) -> dict[str, str]:
    """The pieces by key: `money`, and one `outcome:…` for each tile."""
    pieces = {"money": f"<h2>Value so far <small>{esc(value_words(standing, names))}</small></h2>"}
    for outcome, gain in zip(standing.plan.outcomes, standing.value.gains, strict=True):
        pieces[f"outcome:{outcome.id}"] = _tile(outcome, gain)
    return pieces


def html(standing: Standing, *, names: SideNames | None = None) -> str:
    """The heading with the money, and the tiles."""
    pieces = fragments(standing, names=names)
    heading = pieces.pop("money")
    by_three = " by-3" if len(pieces) % 3 == 0 or len(pieces) == 5 else ""
    return (
        f'<section class="csp-value" aria-label="Value so far">{heading}'
        f'<div class="tiles{by_three}">{"".join(pieces.values())}</div></section>'
    )


def value_words(standing: Standing, names: SideNames | None = None) -> str:
    """The money in one line: "$1.98m to $2.33m a year, 70% of it measured by you"."""
    value = standing.value
    if not any(gain.money_a_year for gain in value.gains):
        return "" if value.gains else "no outcomes yet"
    low, high = money(value.low, value.currency), money(value.high, value.currency)
    words = f"{low} a year" if low == high else f"{low} to {high} a year"
    if value.signed_share > 0:
        who = (names or SideNames.of(standing.plan)).name(Side.CUSTOMER)
        who = "you" if who == "You" else who
        words += f", {100 * value.signed_share:.0f}% of it measured by {who}"
    return words


def amount(value: float, unit: str) -> tuple[str, str]:
    """A value and its unit apart, so that the unit can be set smaller.

    Examples
    --------
    >>> amount(10.88, "USD"), amount(90.9, "%"), amount(24.0, "min")
    (('$10.88', ''), ('90.9', '%'), ('24', ' min'))
    """
    if len(unit) == 3 and unit.isupper():
        return money(value, unit), ""
    gap = "" if unit in ("", "%") else " "
    return plain(value), gap + unit


def _tile(outcome: Outcome, gain: Gain) -> str:
    now = '<span class="none">not measured yet</span>'
    if gain.current is not None:
        figure, unit = amount(gain.current, outcome.unit)
        gap = " " if unit.startswith(" ") else ""
        kind = " csp-late" if gain.word in _LATE else ""
        now = (
            f"<span>{esc(figure)}<small>{gap}{esc(unit)}</small></span>"
            f'<span class="word{kind}">{WORDS[gain.word]}</span>'
        )
    return (
        f'<article class="tile" data-table="outcomes" data-row="{esc(outcome.id)}">'
        f"<h3>{bdi(outcome.name)}</h3>"
        f'<p class="big">{now}</p>'
        f"{_meter(gain)}{_ends(outcome)}</article>"
    )


def _meter(gain: Gain) -> str:
    share = min(max(gain.gain or 0.0, 0.0), 1.0)
    said = "not measured yet" if gain.gain is None else f"{100 * gain.gain:.0f}% of the way"
    tick = ""
    if gain.expected is not None:
        expected = min(max(gain.expected, 0.0), 1.0)
        said += f", {100 * expected:.0f}% expected by today"
        tick = f'<u style="left:{100 * expected:.0f}%"></u>'
    return (
        f'<div class="meter" role="img" aria-label="{said}" title="{said}">'
        f'<i style="width:{100 * share:.0f}%"></i>{tick}</div>'
    )


def _ends(outcome: Outcome) -> str:
    start = "" if outcome.baseline is None else f"{_whole(outcome.baseline, outcome)} at start"
    goal = "no goal yet"
    if outcome.target is not None:
        keeps = outcome.direction is Direction.KEEP
        goal = f"{'keep' if keeps else 'goal'} {_whole(outcome.target, outcome)}"
    return f'<p class="ends"><span>{esc(start)}</span><span>{esc(goal)}</span></p>'


def _whole(value: float, outcome: Outcome) -> str:
    return "".join(amount(value, outcome.unit))
