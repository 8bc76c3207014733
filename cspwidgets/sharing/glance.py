"""The plan in one look: how much of the route is walked, and what it has brought."""

from __future__ import annotations

from cspwidgets.journey.standing import Standing
from cspwidgets.pictures.markup import esc
from cspwidgets.pictures.sides import SideNames
from cspwidgets.pictures.value import value_words


def glance(standing: Standing, names: SideNames) -> str:
    """A line below the headline; on a phone also a small road, which has no room for the route."""
    language = standing.language
    parts = []
    if worth := _worth(standing, names):
        parts.append(f"<p>{esc(language.say('Value so far'))}: <b>{esc(worth)}</b></p>")
    if standing.place.steps:
        share = language.percent(standing.share)
        said = esc(language.say("{share} of the route walked", share=share))
        parts.append(
            f'<div class="walked"><span class="road"><i style="width:{100 * standing.share:.0f}%">'
            f"</i></span><span>{said}</span></div>"
        )
    return f'<div class="csp-glance">{"".join(parts)}</div>' if parts else ""


def _worth(standing: Standing, names: SideNames) -> str:
    # In money where there is any; else what the report card says of the measures.
    if any(gain.money_a_year for gain in standing.value.gains):
        return value_words(standing, names)
    subjects = standing.card.subjects
    return next((each.why for each in subjects if each.key == "value" and each.letter), "")
