"""What if: above the route, what a trial would bring, what was tried, and how it ends.

Without a trial it shows nothing. With one, all views of the plan work on the copy (see `trial.py`).
"""

from __future__ import annotations

from collections.abc import Callable

from cspwidgets.errors import EditRejected
from cspwidgets.journey.steps import is_open
from cspwidgets.language import Language, to_say
from cspwidgets.pictures.whatif import fragments, html
from cspwidgets.widgets.base import Drawn, Message, PlanView, Ticket
from cspwidgets.widgets.esm import module, styles
from cspwidgets.widgets.trial import Trial
from cspwidgets.widgets.triedwords import tried_lines

WORDS = to_say(
    {
        "title": "What if …",
        "calm": "A copy to try on: nothing is saved, and nobody else sees it.",
        "step": "Step",
        "drop": "Drop it",
        "helper": "Add a helper",
        "due": "Due",
        "hint": "7 Aug, w22",
        "move": "Move it",
        "or": "Or change anything in the grid or on the route.",
        "tried": "Tried so far",
        "nothing": "Nothing yet.",
        "out": "Take out",
        "out_of": "Take out: {what}",
        "findings": "Findings that come or go",
        "reason": "Why do the promised days move?",
        "over": "Take over",
        "away": "Throw away",
        "sure": "Throw away what was tried?",
        "yes": "Throw it away",
        "no": "Go on trying",
        "overtaken": "Somebody changed this plan meanwhile. Their changes stay; where both "
        "changed the same, you are asked when you take over.",
        "lost": "It lives in this page: a reload or a restart ends it.",
    }
)
"""What the page says, by the names that `whatif.js` knows."""


class WhatIf(PlanView):
    """The trial of a plan: its figures against those of the plan, and its two ends."""

    name = "whatif"
    _esm = module("whatif.js")
    css = styles("leading.css", "../pictures/whatif.css", "whatif.css")

    def draw(self) -> Drawn:
        """What the trial would bring; without a trial nothing."""
        trial = self.session
        if not isinstance(trial, Trial):
            return Drawn({}, {"open": False})
        language = self.standing.language
        titles = {row.id: row.title for row in trial.plan.activities}
        meta = {
            "open": True,
            "words": _words(language),
            "steps": _steps(trial),
            "changes": [
                {"id": change.id, "lines": tried_lines(trial.base, change, self.standing)}
                for change in trial.changes
            ],
            "promises": [titles[name] for name in trial.promises],
            "overtaken": trial.is_overtaken,
        }
        return Drawn(dict(fragments(trial.comparison, self.standing)), meta)

    def static_html(self) -> str:
        """The comparison in words."""
        if not isinstance(self.session, Trial):
            return ""
        shown = html(self.session.comparison, self.standing)
        return f'<div class="csp csp-card"><style>{self._css}</style>{shown}</div>'

    def handle(self, kind: str, message: Message, ticket: Ticket) -> None:
        """Try something, or end the trial."""
        verbs: dict[str, Callable[[Trial, Message, Ticket], object]] = {
            "drop": lambda trial, message, _: trial.drop(_step(message)),
            "helper": self._help,
            "move": lambda trial, message, _: trial.move(
                _step(message), str(message.get("typed", ""))
            ),
            "take_out": lambda trial, message, _: trial.take_out(str(message.get("change"))),
            "throw_away": lambda trial, *_: trial.throw_away(),
            "take_over": self._take_over,
        }
        if kind not in verbs:
            super().handle(kind, message, ticket)
            return
        self.require_writable()
        trial = self.session
        if not isinstance(trial, Trial):
            raise EditRejected("There is no what-if any more.")
        verbs[kind](trial, message, ticket)
        if kind != "take_over":  # that one is answered when it is saved
            ticket.ack(self.session.revision)

    def _take_over(self, trial: Trial, message: Message, ticket: Ticket) -> None:
        reason, change = str(message.get("reason") or ""), str(message.get("id") or "")
        trial.take_over(reason, ticket=ticket, change=change)

    def _help(self, trial: Trial, message: Message, ticket: Ticket) -> None:
        step = _step(message)
        trial.add_helper(step)
        slot = trial.standing.schedule.slots.get(step)
        if slot is not None and slot.pinned and slot.finish_on is not None:
            language = self.standing.language
            told = language.say(
                "It is fixed on {day}, and a fixed day is never pulled forward: move it as well.",
                day=language.day(slot.finish_on, self.today),
            )
            self.tell({"kind": "told", "text": told})


def _words(language: Language) -> dict[str, str]:
    return {key: language.say(text) for key, text in WORDS.items()}


def _step(message: Message) -> str:
    return str(message.get("step", ""))


def _steps(trial: Trial) -> list[tuple[str, list[tuple[str, str]]]]:
    # The open steps by the name of their stage, as a list to choose from.
    names = {stage.id: stage.name for stage in trial.plan.stages}
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in (*names, "")}
    for row in trial.plan.activities:
        if is_open(row):
            found[row.stage if row.stage in names else ""].append((row.id, row.title))
    return [(names.get(name, ""), rows) for name, rows in found.items() if rows]
