"""Changes of stored plans that no widget makes: merged with what others save meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import uuid4

from cspwidgets.errors import PlanChanged
from cspwidgets.plan.consequences import with_consequences
from cspwidgets.plan.edits import Edit, rebase
from cspwidgets.plan.model import Plan
from cspwidgets.settings import Settings
from cspwidgets.store.records import Change, Saved
from cspwidgets.store.store import Store

TRIES = 5
"""How often a change is merged with somebody else's before it is given up."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Makes changes in the user's name."""

    settings: Settings
    store: Store

    def make(
        self,
        account: str,
        edits: Callable[[Plan], Sequence[Edit]],
        *,
        words: str = "",
        change_id: str = "",
        is_exact: bool = False,
    ) -> Saved:
        """Change a plan by what `edits` makes of it, merged with what others save meanwhile.

        Parameters
        ----------
        is_exact
            Nothing but these edits: a step set to done is not given its day, and so on.

        Raises
        ------
        PlanChanged
            Somebody else changed the same field; nothing was saved.
        """
        saved = self.store.load(account)
        wanted = tuple(edits(saved.plan))
        if not is_exact:
            wanted = with_consequences(saved.plan, wanted, on=self.settings.today())
        if not wanted:
            return saved
        change = Change(
            id=change_id or uuid4().hex,
            edits=wanted,
            who=self.settings.user,
            at=datetime.now(UTC),
            words=words,
        )
        for _ in range(TRIES):
            try:
                return self.store.save(account, change, base=saved.revision)
            except PlanChanged as newer:
                saved = self.store.load(account)
                kept, conflicts = rebase(wanted, saved.plan)
                if conflicts:
                    raise newer
                change = replace(change, edits=kept)
        return self.store.save(account, change, base=saved.revision)
