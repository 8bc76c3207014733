"""Compares a plan with the finished ones of the store, and takes over what they had done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock

from cspwidgets.errors import NotFound
from cspwidgets.journey.habits import Habit, habits_of
from cspwidgets.journey.peers import Peers, compared
from cspwidgets.journey.proposals import PeerHabits, Proposal, proposals
from cspwidgets.journey.proposalwords import ProposalWords, taken_over
from cspwidgets.journey.standing import stand
from cspwidgets.language import Language
from cspwidgets.plan.model import Plan
from cspwidgets.portfolio.changes import Changes
from cspwidgets.store.records import Saved


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What customers like one had done, in words.

    Attributes
    ----------
    group
        Whom it is compared with, or why with nobody.
    sentences
        By a proposal's key, what they had done.
    """

    group: str
    sentences: Mapping[str, str]

    def __str__(self) -> str:
        """The group and the sentences, a line each."""
        return "\n".join((self.group, *self.sentences.values()))


class PeerPlans:
    """The finished plans of a store, and what groups of them did.

    What was read is kept while it holds. Threads may share it.

    Parameters
    ----------
    same
        Gives titles of steps, and what each counts as.
    """

    def __init__(self, changes: Changes, same: Callable[[], Mapping[str, str]]) -> None:
        self._changes = changes
        self._said = same
        self._same: Mapping[str, str] = {}
        self._lock = Lock()
        self._revisions: dict[str, int] = {}
        self._plans: dict[str, Plan] = {}
        self._habits: dict[frozenset[str], tuple[Habit, ...]] = {}

    def compare(self, plan: Plan, by: tuple[str, ...] | None = None) -> PeerHabits:
        """Compare a plan with those alike in these fields, else with the closest.

        Raises
        ------
        StoreError, UnreadableFile
            The store cannot be reached; what is kept of titles cannot be read.
        """
        with self._lock:
            self._catch_up()
            known = compared(plan, self._plans.values())
            peers = known.group(by)
            habits = self._habits_of(peers) if peers else ()
        return PeerHabits(known=known, peers=peers, habits=habits)

    def proposals(self, account: str, *, by: tuple[str, ...] | None = None) -> Proposed:
        """What customers like this one had done, and its plan lacks or does later.

        Parameters
        ----------
        by
            What they have in common with it (`product`, `segment`, `industry`, `tier`); without
            it the closest group that is large enough.

        Raises
        ------
        NotFound, StoreError
            There is no such account; the store cannot be reached.
        """
        plan = self._changes.store.load(account).plan
        found, made = self._made(plan, by)
        words = ProposalWords(language=Language.of(self._changes.settings.language))
        if found.peers is None:
            return Proposed(group=words.too_few(found.known), sentences={})
        told = {each.key: words.sentence(each, found.peers) for each in made}
        return Proposed(group=words.group(found.peers), sentences=told)

    def take_over(self, account: str, key: str, *, by: tuple[str, ...] | None = None) -> Saved:
        """Take over one of `proposals`, by its key, as one change.

        Raises
        ------
        NotFound
            It is not proposed (any more).
        """
        plan = self._changes.store.load(account).plan
        found, made = self._made(plan, by)
        wanted = next((each for each in made if each.key == key), None)
        if wanted is None or found.peers is None:
            raise NotFound(
                f"{key!r} is not proposed for {plan.account.name} (any more).",
                name=key,
                known=tuple(each.key for each in made),
            )
        told = taken_over(wanted, found.peers)
        return self._changes.make(account, lambda _: wanted.edits, words=told)

    def _made(
        self, plan: Plan, by: tuple[str, ...] | None
    ) -> tuple[PeerHabits, tuple[Proposal, ...]]:
        found = self.compare(plan, by)
        standing = stand(plan, self._changes.settings.today(), draws=0)
        return found, proposals(standing, found.habits)

    def _catch_up(self) -> None:
        now, same = self._changes.store.finished(), self._said()
        if now == self._revisions and same == self._same:
            return
        changed = [name for name, revision in now.items() if self._revisions.get(name) != revision]
        read = {saved.plan.id: saved.plan for saved in self._changes.store.load_some(changed)}
        self._plans = {name: plan for name, plan in self._plans.items() if name in now} | read
        self._revisions, self._same = now, same
        self._habits.clear()

    def _habits_of(self, peers: Peers) -> tuple[Habit, ...]:
        key = frozenset(plan.id for plan in peers.plans)
        if key not in self._habits:
            self._habits[key] = habits_of(peers.plans, self._same)
        return self._habits[key]
