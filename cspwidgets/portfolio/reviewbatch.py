"""Quarterly reviews of many accounts: what is fresh is known at once, the rest is made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from cspwidgets.errors import NotFound, SettingsError
from cspwidgets.journey.period import Period
from cspwidgets.journey.reviewkey import is_recorded_later
from cspwidgets.portfolio.program import program_digest, theme_digest
from cspwidgets.portfolio.reviewjob import Job, make_here, maker, own_notebook, warm_server
from cspwidgets.portfolio.touchpoints import TouchPoints, is_touch_point, reviewed_period
from cspwidgets.reports.batch import by_cluster, by_threads
from cspwidgets.reports.making import EDITED, EMAILS
from cspwidgets.reports.mark import FAILED, NOTEBOOKS, stale
from cspwidgets.reports.order import FORMATS, Order, Outcome, fingerprint
from cspwidgets.reports.place import Place, place_at
from cspwidgets.settings import Settings, cores
from cspwidgets.store.contents import Content, SnapshotLine
from cspwidgets.store.store import Store

SUMMARY = "summary.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Which reviews are asked for.

    Attributes
    ----------
    accounts
        Their ids; none at all for every account.
    as_of
        The day they are told of; the last day of the period or today, whichever is earlier.
    language
        The settings' if it is left out.
    out
        A folder, or `s3://bucket/folder`.
    jobs
        How many are made at once on this machine; as many as it has cores if left out.
    cluster
        The address of a Dask scheduler; without it, this machine makes them.
    deck
        An edited deck of the one account, to get new figures.
    force
        Make also what is fresh.
    notebook
        Another notebook than the one that comes with the program.
    """

    period: Period
    accounts: tuple[str, ...] = ()
    as_of: date | None = None
    audience: str = "customer"
    language: str = ""
    formats: tuple[str, ...] = ("html",)
    out: str = "reports"
    jobs: int = 0
    cluster: str = ""
    deck: bytes = b""
    force: bool = False
    notebook: bytes = b""


@dataclass
class ReviewBatch:
    """A batch of reviews, ready to be made.

    Attributes
    ----------
    to_make
        What is not fresh.
    outcomes
        What became of those that are settled; `run` adds to them.
    total
        How many reviews were asked for.
    """

    request: Request
    settings: Settings
    store: Store
    touch_points: TouchPoints
    outcomes: list[Outcome] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find out what is fresh; nothing is made yet."""
        request = self.request
        if request.deck and len(request.accounts) != 1:
            told = "An edited deck belongs to one account; name that account alone."
            raise SettingsError(told, name="refresh")
        self.place: Place = place_at(request.out)
        self.job = Job(
            out=self.place.address,
            notebook=request.notebook or own_notebook(),
            deck=request.deck,
        )
        orders = self._orders()
        self.to_make, fresh = (orders, ()) if request.force else stale(orders, self.place)
        self.outcomes += [_fresh(order) for order in fresh]
        self.total = len(self.to_make) + len(self.outcomes)

    def run(self) -> Iterator[Outcome]:
        """Make what is not fresh; each outcome as soon as there is one."""
        for folder in ("", NOTEBOOKS, FAILED, EMAILS, EDITED):
            self.place.sweep(folder)
        for outcome in self._made():
            self.outcomes.append(outcome)
            yield outcome

    def summary(self) -> dict[str, Any]:
        """What became of all, as JSON-ready data."""
        count = dict.fromkeys(("made", "fresh", "failed"), 0)
        for outcome in self.outcomes:
            count[outcome.status] += 1
        lines = sorted(self.outcomes, key=lambda outcome: outcome.account)
        return {
            "period": str(self.request.period),
            "as_of": self._as_of.isoformat(),
            "audience": self.request.audience,
            "language": self._language,
            "out": self.place.address,
            **count,
            "reports": [outcome.to_data() for outcome in lines],
        }

    def write_summary(self) -> None:
        """Publish the summary beside the reviews."""
        text = json.dumps(self.summary(), ensure_ascii=False, indent=2) + "\n"
        self.place.publish({SUMMARY: text.encode()})
        for folder in ("", NOTEBOOKS, FAILED, EMAILS, EDITED):
            self.place.sweep(folder)

    @property
    def _as_of(self) -> date:
        last_on = self.request.period.last_on
        return self.request.as_of or min(last_on, self.settings.today())

    @property
    def _language(self) -> str:
        return self.request.language or self.settings.language

    def _made(self) -> Iterator[Outcome]:
        if not self.to_make:
            return
        if self.request.cluster:
            make = partial(make_here, job=self.job)
            yield from by_cluster(self.to_make, make, self.request.cluster)
            return
        with warm_server(self._language) as server:
            made_by = maker(
                self.job,
                settings=self.settings,
                store=self.store,
                touch_points=self.touch_points,
                server=server,
            )
            jobs = self.request.jobs or cores()
            yield from by_threads(self.to_make, made_by.make, jobs=jobs)

    def _orders(self) -> tuple[Order, ...]:
        wanted = dict.fromkeys(self.request.accounts)
        common = self._common()
        orders = [
            self._order(content, common)
            for content in self.store.contents(only=wanted if wanted else None)
        ]
        there = {order.account for order in orders}
        self.outcomes += [self._unknown(account) for account in wanted if account not in there]
        return tuple(orders)

    def _order(self, content: Content, common: dict[str, Any]) -> Order:
        facts = {**common, **_facts(content, self.request.period, self._as_of)}
        return Order(
            account=content.account,
            name=content.name,
            period=str(self.request.period),
            as_of=self._as_of.isoformat(),
            audience=self.request.audience,
            language=self._language,
            formats=tuple(each for each in FORMATS if each in self.request.formats),
            fingerprint=fingerprint(facts),
        )

    def _common(self) -> dict[str, Any]:
        return {
            "period": str(self.request.period),
            "as_of": self._as_of.isoformat(),
            "audience": self.request.audience,
            "language": self._language,
            "notebook": hashlib.sha256(self.job.notebook).hexdigest(),
            "deck": hashlib.sha256(self.job.deck).hexdigest(),
            "theme": theme_digest(self.settings),
            "program": program_digest(),
        }

    def _unknown(self, account: str) -> Outcome:
        try:
            name = self.store.load(account).plan.account.name
        except NotFound as error:
            name, reason = account, error.sentence
        else:  # it was made a moment ago
            reason = "It was not there when the batch began; run it again."
        return Outcome(account=account, name=name, status="failed", reason=reason)


def _facts(content: Content, period: Period, as_of: date) -> dict[str, Any]:
    # The account as its review sees it: without what this review, or a later one, recorded.
    try:
        plan = json.loads(content.plan)
        rows = plan.get("touch_points", [])
        plan["touch_points"] = [
            row for row in rows if not (row.get("draft") or is_recorded_later(row["id"], period))
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        plan = content.plan  # it cannot be read: its notebook says so
    frozen = [line.sha256 for line in content.snapshots if _is_before(line, period, as_of)]
    return {"account": content.account, "plan": plan, "before": sorted(frozen)}


def _is_before(line: SnapshotLine, period: Period, as_of: date) -> bool:
    reviewed = reviewed_period(line.results)
    is_earlier = reviewed is None or reviewed < period
    return is_touch_point(line.kind) and line.on < as_of and is_earlier


def _fresh(order: Order) -> Outcome:
    names = tuple(f"{order.stem}.{suffix}" for suffix in order.formats)
    return Outcome(account=order.account, name=order.name, status="fresh", files=names)
