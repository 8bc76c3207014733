"""The value so far: a tile for each outcome, with its way from start to goal, and the money."""

from __future__ import annotations

from cspwidgets.journey.standing import Standing
from cspwidgets.journey.value import Gain, OutcomeWord
from cspwidgets.language import Language, to_say
from cspwidgets.pictures.markup import bdi, esc
from cspwidgets.pictures.sides import SideNames
from cspwidgets.plan.model import Outcome
from cspwidgets.plan.words import Direction, Side

WORDS = to_say(
    {
        OutcomeWord.ACHIEVED: "reached",
        OutcomeWord.AHEAD: "ahead",
        OutcomeWord.ON: "on plan",
        OutcomeWord.BEHIND: "behind",
        OutcomeWord.OFF: "off",
        OutcomeWord.TOO_EARLY: "too early to say",
        OutcomeWord.NO_DATA: "no fresh data",
    }
)
"""What the words of an outcome are called in a picture."""

_LATE = (OutcomeWord.BEHIND, OutcomeWord.OFF)


def fragments(standing: Standing, *, names: SideNames | None = None) -> dict[str, str]:
    """The pieces by key: `money`, and one `outcome:…` for each tile."""
    told = esc(value_words(standing, names))
    heading = standing.language.say("Value so far")
    pieces = {"money": f"<h2>{heading} <small>{told}</small></h2>"}
    for outcome, gain in zip(standing.plan.outcomes, standing.value.gains, strict=True):
        pieces[f"outcome:{outcome.id}"] = _tile(standing.language, outcome, gain)
    return pieces


def html(standing: Standing, *, names: SideNames | None = None) -> str:
    """The heading with the money, and the tiles."""
    pieces = fragments(standing, names=names)
    heading = pieces.pop("money")
    by_three = " by-3" if len(pieces) % 3 == 0 or len(pieces) == 5 else ""
    said = standing.language.say("Value so far")
    return (
        f'<section class="csp-value" aria-label="{said}">{heading}'
        f'<div class="tiles{by_three}">{"".join(pieces.values())}</div></section>'
    )


def value_words(standing: Standing, names: SideNames | None = None) -> str:
    """The money in one line: "$1.98m to $2.33m a year, 70% of it measured by you"."""
    value, language = standing.value, standing.language
    if not any(gain.money_a_year for gain in value.gains):
        return "" if value.gains else language.say("no outcomes yet")
    low = language.money(value.low, value.currency)
    high = language.money(value.high, value.currency)
    if low == high:
        told = language.say("{money} a year", money=low)
    else:
        told = language.say("{low} to {high} a year", low=low, high=high)
    if value.signed_share <= 0:
        return told
    share = language.percent(value.signed_share)
    known = names or SideNames.of(standing.plan, language)
    if known.is_you(Side.CUSTOMER):
        return language.say("{told}, {share} of it measured by you", told=told, share=share)
    return language.say(
        "{told}, {share} of it measured by {name}",
        told=told,
        share=share,
        name=known.name(Side.CUSTOMER),
    )


def _tile(language: Language, outcome: Outcome, gain: Gain) -> str:
    now = f'<span class="none">{language.say("not measured yet")}</span>'
    if gain.current is not None:
        figure, unit = language.amount(gain.current, outcome.unit)
        gap = unit[:1] if unit[:1].isspace() else ""
        kind = " csp-late" if gain.word in _LATE else ""
        now = (
            f"<span>{esc(figure)}<small>{gap}{esc(unit)}</small></span>"
            f'<span class="word{kind}">{language.say(WORDS[gain.word])}</span>'
        )
    return (
        f'<article class="tile" data-table="outcomes" data-row="{esc(outcome.id)}">'
        f"<h3>{bdi(outcome.name)}</h3>"
        f'<p class="big">{now}</p>'
        f"{_meter(language, gain)}{_ends(language, outcome)}</article>"
    )


def _meter(language: Language, gain: Gain) -> str:
    share = min(max(gain.gain or 0.0, 0.0), 1.0)
    said = language.say("not measured yet")
    if gain.gain is not None:
        said = language.say("{share} of the way", share=language.percent(gain.gain))
    tick = ""
    if gain.expected is not None:
        expected = min(max(gain.expected, 0.0), 1.0)
        said = language.say(
            "{told}, {share} expected by today", told=said, share=language.percent(expected)
        )
        tick = f'<u style="left:{100 * expected:.0f}%"></u>'
    return (
        f'<div class="meter" role="img" aria-label="{said}" title="{said}">'
        f'<i style="width:{100 * share:.0f}%"></i>{tick}</div>'
    )


def _ends(language: Language, outcome: Outcome) -> str:
    start, goal = "", language.say("no goal yet")
    if outcome.baseline is not None:
        start = language.say(
            "{amount} at start", amount=_whole(language, outcome.baseline, outcome)
        )
    if outcome.target is not None:
        target = _whole(language, outcome.target, outcome)
        keeps = outcome.direction is Direction.KEEP
        goal = language.say("keep {amount}" if keeps else "goal {amount}", amount=target)
    return f'<p class="ends"><span>{esc(start)}</span><span>{esc(goal)}</span></p>'


def _whole(language: Language, value: float, outcome: Outcome) -> str:
    return "".join(language.amount(value, outcome.unit))
