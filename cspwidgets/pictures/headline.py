"""The head of a page: the objective in the customer's words, and where it stands in sentences."""

from __future__ import annotations

from cspwidgets.journey.standing import Audience, Standing, headline
from cspwidgets.language import to_say
from cspwidgets.pictures.markup import bdi, esc, one_line

_KICKERS = to_say({"customer": "Where we are going", "vendor": "Objective, in their words"})


def html(standing: Standing, *, audience: Audience = "customer", level: int = 1) -> str:
    """The objective as a heading of that `level`, and the headline below it."""
    said = headline(standing, audience)
    objective = one_line(standing.plan.objective) or standing.language.say("No objective yet")
    sentences = [f"<b>{esc(said.where)}</b>", esc(said.arrival)]
    if said.help:
        sentences.append(f'<span class="csp-soft">{esc(said.help)}</span>')
    return (
        f'<section class="csp-headline"><p class="kicker">{esc(kicker(standing, audience))}</p>'
        f"<h{level}>{bdi(objective)}</h{level}>"
        f'<p class="lead">{" ".join(sentences)}</p></section>'
    )


def kicker(standing: Standing, audience: Audience) -> str:
    """What stands above the objective."""
    return standing.language.say(_KICKERS[audience])
