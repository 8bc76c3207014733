"""What customers like this one did: proposals, each with a button that takes it over.

They are for the CSM; no customer sees them.
"""

from __future__ import annotations

from collections.abc import Sequence

from cspwidgets.journey.peers import Peers
from cspwidgets.journey.proposals import Proposal
from cspwidgets.journey.proposalwords import ProposalWords
from cspwidgets.journey.standing import Standing
from cspwidgets.pictures.markup import bdi, esc
from cspwidgets.pictures.sides import SideNames

_MOST_NAMES = 3


def fragments(standing: Standing, proposals: Sequence[Proposal], peers: Peers) -> dict[str, str]:
    """The list's items by key `proposal:…`; their buttons say what they do in `data-act`."""
    return {f"proposal:{each.key}": _item(standing, each, peers) for each in proposals}


def html(standing: Standing, proposals: Sequence[Proposal], peers: Peers) -> str:
    """The proposals as a list."""
    items = "".join(fragments(standing, proposals, peers).values())
    return f"<ul>{items}</ul>" if items else ""


def _item(standing: Standing, proposal: Proposal, peers: Peers) -> str:
    language, plan = standing.language, standing.plan
    words = ProposalWords(language=language, write=bdi)
    strong = ProposalWords(language=language, write=lambda text: f"<b>{bdi(text)}</b>")
    side = SideNames.of(plan, language).name(proposal.row.side)
    also = [title for title in proposal.habit.titles if title != proposal.habit.title]
    told = ", ".join(map(bdi, also[:_MOST_NAMES])) + (" …" if len(also) > _MOST_NAMES else "")
    called = f"<p>{language.say('Also called {titles}', titles=told)}</p>" if also else ""
    return (
        f'<li data-id="{esc(proposal.key)}"><p>{strong.sentence(proposal, peers)}</p>'
        f"<p>{words.effect(proposal, plan, side)}</p>{called}"
        f"<div>{''.join(_buttons(standing, proposal))}</div></li>"
    )


def _buttons(standing: Standing, proposal: Proposal) -> list[str]:
    say, title = standing.language.say, proposal.row.title
    show = (
        f'<button type="button" class="csp-chip" data-table="activities" '
        f'data-row="{esc(proposal.row.id)}" '
        f'aria-label="{esc(say("Show “{title}” in the plan", title=title))}">'
        f"{esc(say('Show it'))}</button>"
    )
    if proposal.week is None:
        take, name = say("Add it"), say("Add “{title}” to the plan", title=title)
    else:
        take, name = say("Bring forward"), say("Move “{title}” to an earlier day", title=title)
    leave = say("Leave “{title}” out of the proposals", title=title)
    shown = [show] if proposal.week is not None else []
    return [_button("take", take, name), *shown, _button("decline", say("Not here"), leave)]


def _button(act: str, text: str, name: str) -> str:
    return (
        f'<button type="button" class="csp-chip" data-act="{act}" aria-label="{esc(name)}">'
        f"{esc(text)}</button>"
    )
