"""Touch points freeze the plan, so that the next one can show what changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from cspwidgets.journey.period import Period
from cspwidgets.journey.standing import RULES_VERSION, Standing, stand
from cspwidgets.plan.model import Plan
from cspwidgets.plan.words import TouchPointKind
from cspwidgets.store.records import Snapshot
from cspwidgets.store.store import Store

_KINDS = frozenset(kind.value for kind in TouchPointKind)
_REVIEW = "review"


class TouchPoints:
    """The frozen plans of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.count = 0
        """How many were frozen here; who keeps an answer of `before` asks again when it grows."""

    def before(self, account: str, on: date) -> tuple[Plan, date, str] | None:
        """The plan at the last touch point before `on`, its day and its kind."""
        for snapshot in self._store.snapshots(account):
            if snapshot.on < on and snapshot.kind in _KINDS:
                return snapshot.plan, snapshot.on, snapshot.kind
        return None

    def freeze(
        self, plan: Plan, on: date, *, kind: str, review: Mapping[str, str] | None = None
    ) -> Snapshot:
        """Keep the plan as it is, with what the rules make of it on `on`.

        Parameters
        ----------
        review
            The `period` and the `audience`, when `csp qbr` made a quarterly review of it.
        """
        before = self.before(plan.id, on)
        self.count += 1
        return self._store.add_snapshot(
            plan.id,
            kind=kind,
            on=on,
            plan=plan,
            results={
                **results_of(stand(plan, on, before=before)),
                **({_REVIEW: dict(review)} if review else {}),
            },
            rules_version=RULES_VERSION,
            made_at=datetime.now(UTC),
        )


def is_touch_point(kind: str) -> bool:
    """Whether a plan was frozen at a touch point, by the snapshot's kind."""
    return kind in _KINDS


def reviewed_period(results: Mapping[str, Any]) -> Period | None:
    """The period of the review that `csp qbr` made of a frozen plan, by its results."""
    review = results.get(_REVIEW)
    return Period.of(review["period"]) if review else None


def results_of(standing: Standing) -> dict[str, Any]:
    """The figures of a standing as JSON-ready data, for the record."""
    card, forecast = standing.card, standing.forecast
    return {
        "points": card.points,
        "letter": card.letter,
        "subjects": {
            subject.key: {"points": subject.points, "letter": subject.letter}
            for subject in card.subjects
        },
        "share": standing.share,
        "likely_on": forecast.likely_on.isoformat() if forecast.likely_on else None,
        "safe_on": forecast.safe_on.isoformat() if forecast.safe_on else None,
        "slip_days": forecast.slip_days,
        "value_a_year": standing.value.likely,
    }
