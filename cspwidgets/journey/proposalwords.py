"""Proposals in words: what others had done, what would come into the plan, and whom one asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cspwidgets.journey.habits import Habit
from cspwidgets.journey.learn import LEAST_PLANS
from cspwidgets.journey.peers import LEAST_ALIKE, Compared, Peers
from cspwidgets.journey.proposals import Proposal
from cspwidgets.language import ENGLISH, Language, to_say
from cspwidgets.plan.edits import apply_all
from cspwidgets.plan.model import Activity, Plan

Write = Callable[[str], str]

_FIELDS = to_say(
    {"product": "product", "segment": "segment", "industry": "industry", "tier": "tier"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalWords:
    """Says proposals in a language; `write` writes what people wrote (see `pictures.markup`)."""

    language: Language
    write: Write = str

    def sentence(self, proposal: Proposal, peers: Peers) -> str:
        """What they had done: "9 of 11 customers like this one had done “Kick-off” by week 6 …"."""
        told = self.habit(proposal.habit, peers)
        if proposal.week is None:
            return f"{told}."
        say = self.language.say
        return f"{say('{told}; here it comes in week {own}', told=told, own=proposal.week)}."

    def habit(self, habit: Habit, peers: Peers) -> str:
        """The same without its full stop, and without this plan."""
        facts = {
            "done": habit.done,
            "of": habit.of,
            "title": self.write(habit.title),
            "week": habit.week,
            "middle": habit.middle,
        }
        if peers.by:
            return self.language.say(
                "{done} of {of} customers like this one had done “{title}” by week {week} "
                "(median week {middle})",
                **facts,
            )
        return self.language.say(
            "{done} of {of} successful customers had done “{title}” by week {week} "
            "(median week {middle})",
            **facts,
        )

    def effect(self, proposal: Proposal, plan: Plan, side: str) -> str:
        """What taking it over does; `side` is what its side is called."""
        if proposal.week is None:
            return " · ".join(self._new(proposal.row, plan, side))
        row = _row(apply_all(plan, proposal.edits), proposal.row.id)
        due_on = row.due_on if row else None
        day = self.language.day(due_on, plan.start_on) if due_on else ""
        return self.language.say("Due on {day} instead", day=day)

    def done(self, proposal: Proposal, plan: Plan) -> str:
        """What was done, once it is taken over."""
        title, say = self.write(proposal.row.title), self.language.say
        if proposal.week is not None:
            return say("“{title}” is due sooner.", title=title)
        stage = next((row.name for row in plan.stages if row.id == proposal.row.stage), "")
        if not stage:
            return say("“{title}” is in the plan.", title=title)
        return say("“{title}” is in “{stage}”.", title=title, stage=self.write(stage))

    def group(self, peers: Peers) -> str:
        """A group in a list to choose from: "Same product, segment (11)"."""
        count = len(peers.plans)
        if not peers.by:
            return self.language.say("All successful customers ({n})", n=count)
        fields = ", ".join(self.language.say(_FIELDS[name]) for name in peers.by)
        return self.language.say("Same {fields} ({n})", fields=fields, n=count)

    def too_few(self, known: Compared) -> str:
        """Why nothing is said yet."""
        if known.finished < LEAST_PLANS:
            return self.language.plural(
                known.finished,
                "{n} finished plan; {least} are needed.",
                "{n} finished plans; {least} are needed.",
                least=LEAST_PLANS,
            )
        return self.language.plural(
            known.successful,
            "{n} of {all} finished plans was successful; {least} are needed.",
            "{n} of {all} finished plans were successful; {least} are needed.",
            all=known.finished,
            least=LEAST_ALIKE,
        )

    def _new(self, row: Activity, plan: Plan, side: str) -> Iterator[str]:
        language, write = self.language, self.write
        stage = next((each.name for each in plan.stages if each.id == row.stage), "")
        if stage:
            yield language.say("in “{stage}”", stage=write(stage))
        if row.after:
            titles = (each.title for each in plan.activities if each.id in row.after)
            quoted = (language.say("“{words}”", words=write(title)) for title in titles)
            yield language.say("after {steps}", steps=", ".join(quoted))
        yield write(side)
        if row.days:
            yield language.plural(row.days, "{n} working day", "{n} working days")
        if row.due_on:
            yield language.say("due on {day}", day=language.day(row.due_on, plan.start_on))
        if row.serves:
            names = [each.name for each in plan.outcomes if each.id in row.serves]
            yield language.say("for {outcomes}", outcomes=", ".join(map(write, names)))


def taken_over(proposal: Proposal, peers: Peers) -> str:
    """What the history says of it, which is in English."""
    return f"Proposal taken over: {ProposalWords(language=ENGLISH).habit(proposal.habit, peers)}"


def _row(plan: Plan, name: str) -> Activity | None:
    return next((row for row in plan.activities if row.id == name), None)
