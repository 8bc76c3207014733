"""How the value is reckoned: for each measure its goal's day, its evidence, and its money."""

from __future__ import annotations

from cspwidgets.journey.standing import Standing
from cspwidgets.journey.value import Gain
from cspwidgets.language import to_say
from cspwidgets.pictures.markup import bdi, esc
from cspwidgets.pictures.value import WORDS
from cspwidgets.plan.model import Outcome
from cspwidgets.plan.words import Evidence

_EVIDENCE = to_say(
    {
        Evidence.A: "measured by you and signed",
        Evidence.B: "measured in the product",
        Evidence.C: "your estimate",
        Evidence.D: "a benchmark",
    }
)


def worth(standing: Standing) -> str:
    """What opens below the tiles; nothing where there is no measure."""
    language, rows = standing.language, standing.plan.outcomes
    if not rows:
        return ""
    lines = "".join(
        _line(standing, outcome, gain)
        for outcome, gain in zip(rows, standing.value.gains, strict=True)
    )
    since = ""
    if standing.value.since_start:
        money = language.money(standing.value.since_start, standing.value.currency)
        since = f"<p>{esc(language.say('Since the start it sums to {money}.', money=money))}</p>"
    return (
        f'<details class="csp-worth"><summary>{esc(language.say("How this is reckoned"))}'
        f"</summary><ul>{lines}</ul>{since}</details>"
    )


def _line(standing: Standing, outcome: Outcome, gain: Gain) -> str:
    language, words = standing.language, []
    if gain.measured_on is not None and gain.current is not None:
        amount = "".join(language.amount(gain.current, outcome.unit))
        day = language.short_day(gain.measured_on, standing.on)
        words.append(language.say("measured {amount} on {day}", amount=amount, day=day))
    words.append(language.say(WORDS[gain.word]))
    if outcome.by is not None:
        day = language.short_day(outcome.by, standing.on)
        words.append(language.say("goal by {day}", day=day))
    if gain.money_a_year is not None:
        money = language.money(gain.money_a_year, standing.value.currency)
        words.append(language.say("{money} a year", money=money))
    if outcome.evidence is not None:
        words.append(f"{outcome.evidence.value}: {language.say(_EVIDENCE[outcome.evidence])}")
    return f"<li><b>{bdi(outcome.name)}</b><span>{esc(' · '.join(words))}</span></li>"
