"""The book of all accounts: what the notebook and the shell can ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from cspwidgets.journey.agreement import agree
from cspwidgets.journey.bookline import worst_first
from cspwidgets.journey.schedule import schedule
from cspwidgets.journey.standing import Standing, stand
from cspwidgets.language import Language
from cspwidgets.plan.checks import Finding
from cspwidgets.plan.difference import difference
from cspwidgets.plan.edits import Edit, add_row, set_field
from cspwidgets.plan.model import Account, Agreement, Plan, TouchPoint
from cspwidgets.plan.slug import slug
from cspwidgets.plan.template import Template, plan_from_template
from cspwidgets.plan.words import PlanState, TouchPointKind
from cspwidgets.portfolio.changes import Changes
from cspwidgets.portfolio.demo import Demo
from cspwidgets.portfolio.grading import AccountStanding, findings, graded
from cspwidgets.portfolio.journeys import Journeys
from cspwidgets.portfolio.sharing import Sharing
from cspwidgets.portfolio.touchpoints import TouchPoints
from cspwidgets.settings import Settings
from cspwidgets.store.records import HistoryEntry, Saved
from cspwidgets.store.store import Store

if TYPE_CHECKING:  # few commands need what makes reviews, reads files or shows widgets
    from cspwidgets.journey.learn import Learned
    from cspwidgets.portfolio.files import Files
    from cspwidgets.portfolio.peers import PeerPlans
    from cspwidgets.portfolio.reviewbatch import Request, ReviewBatch
    from cspwidgets.portfolio.reviews import Reviews
    from cspwidgets.portfolio.sheets import Sheets
    from cspwidgets.widgets.board import Board
    from cspwidgets.widgets.book import Book


class Portfolio:
    """All accounts of one store, on one day.

    Examples
    --------
    >>> from cspwidgets.portfolio import Portfolio
    >>> book = Portfolio.open()                     # doctest: +SKIP
    >>> book.standing("northwind").card.letter      # doctest: +SKIP
    'B'
    """

    def __init__(self, settings: Settings, store: Store) -> None:
        self.settings = settings
        self.store = store
        self.touch_points = TouchPoints(store)
        self.sharing = Sharing(settings, store, self.touch_points)
        self.changes = Changes(settings, store)
        self.journeys = Journeys(store, settings.home)

    @cached_property
    def reviews(self) -> Reviews:
        """What makes one account's review of a period."""
        from cspwidgets.portfolio.reviews import Reviews

        return Reviews(self.settings, self.store, self.touch_points)

    @cached_property
    def sheets(self) -> Sheets:
        """What is shown at a touch point: the agenda, the promise list, the hand-over."""
        from cspwidgets.portfolio.sheets import Sheets

        return Sheets(self.settings, self.store, self.touch_points)

    @classmethod
    def open(cls, settings: Settings | None = None) -> Portfolio:
        """Open the store that the settings name; a new one is made where there is none.

        Raises
        ------
        SettingsError, StoreError
            With one sentence that says what to do.
        """
        settings = settings or Settings.from_environment()
        settings.home.mkdir(parents=True, exist_ok=True)
        return cls(settings, Store.open(settings.database_url))

    @cached_property
    def files(self) -> Files:
        """What comes in from files, and goes out to them."""
        from cspwidgets.portfolio.files import Files

        return Files(self.changes)

    @cached_property
    def peers(self) -> PeerPlans:
        """What the finished plans of the store teach about one that is not."""
        from cspwidgets.portfolio.peers import PeerPlans

        return PeerPlans(self.changes, self.journeys.same)

    @property
    def today(self) -> date:
        """The day that everything is measured on."""
        return self.settings.today()

    def plan(self, account: str) -> Saved:
        """An account's plan as it is stored; `NotFound` if there is none."""
        return self.store.load(account)

    def standing(self, account: str, *, draws: int = 1000) -> Standing:
        """Where an account stands today, with the change since its last touch point."""
        plan = self.plan(account).plan
        before = self.touch_points.before(account, self.today)
        language = Language.of(self.settings.language)
        return stand(plan, self.today, draws=draws, before=before, language=language)

    def accounts(self) -> tuple[AccountStanding, ...]:
        """The book, worst first."""
        lines = [graded(saved, self.today) for saved in self.store.load_all()]
        return tuple(sorted(lines, key=lambda line: worst_first(line.standing)))

    def findings(self, account: str) -> tuple[Finding, ...]:
        """What is worth a look in an account's plan."""
        saved = self.plan(account)
        return findings(saved, self.today, schedule(saved.plan))

    def templates(self) -> tuple[Template, ...]:
        """The journeys to start from, by name."""
        return self.journeys.templates()

    def template(self, name: str) -> Template:
        """A journey by its id, or from a file of one's own; `NotFound` if there is none."""
        return self.journeys.template(name)

    def new(
        self, name: str, *, template: str, start_on: date | None = None, account: str = ""
    ) -> Saved:
        """A new plan from a template.

        Parameters
        ----------
        name
            The customer's name; the account's id is made of it unless `account` gives one.

        Raises
        ------
        AlreadyThere, NotFound
            The account has a plan; there is no such template.
        """
        made = plan_from_template(
            self.template(template),
            id=account or slug(name),
            account=Account(name=name),
            start_on=start_on,
        )
        return self.create(made)

    def create(self, plan: Plan) -> Saved:
        """Keep a new plan; `AlreadyThere` if the account has one."""
        return self.store.create(plan, who=self.settings.user, at=_now(), change_id=uuid4().hex)

    def board(self, account: str, *, me: str = "", returns: bool = False) -> Board:
        """An account's plan with all its views, as the plan notebook shows it (see `Board`)."""
        from cspwidgets.portfolio.beginnings import beginnings
        from cspwidgets.portfolio.pagedesk import page_desk
        from cspwidgets.portfolio.sessions import desk, open_session
        from cspwidgets.widgets.board import Board
        from cspwidgets.widgets.proposals import PeerDesk

        session = open_session(
            account, settings=self.settings, store=self.store, touch_points=self.touch_points
        )
        made = beginnings(
            templates=self.templates, new=self.new, files=self.files, store=self.store
        )
        pages = page_desk(self.settings, self.sharing)
        peers = PeerDesk(compare=self.peers.compare)
        door = desk(self.settings, self.store, self.touch_points, made, pages=pages, peers=peers)
        return Board(session, door, me=me, returns=returns)

    def whole(self) -> Book:
        """The whole book, as its notebook shows it: one click opens an account's plan."""
        from cspwidgets.portfolio.bookdesk import book_desk
        from cspwidgets.widgets.book import Book

        return Book(book_desk(self.settings, self.store, self.sharing, self.board))

    def agree(self, account: str, *, by: Sequence[str]) -> Agreement:
        """Freeze today's schedule as the baseline that `by` agreed on."""
        agreed: list[Agreement] = []

        def edits(plan: Plan) -> Sequence[Edit]:
            row = agree(plan, schedule(plan), by=by, on=self.today, id=uuid4().hex[:12])
            agreed.append(row)
            made = [add_row("agreements", row)]
            if plan.state is PlanState.DRAFT:
                made.append(set_field(plan, "plan", "", "state", PlanState.AGREED))
            return made

        saved = self.changes.make(account, edits, words=f"Agreed by {', '.join(by)}")
        self.touch_points.freeze(saved.plan, self.today, kind="agreement")
        return agreed[-1]

    def record(
        self,
        account: str,
        *,
        kind: TouchPointKind,
        on: date | None = None,
        people: Sequence[str] = (),
        notes: str = "",
        shared_notes: str = "",
        decisions: str = "",
        internal_decisions: str = "",
    ) -> TouchPoint:
        """Record a touch point, and freeze the plan as it is shown there.

        `notes` and `internal_decisions` are for our own people, the others for both sides.
        """
        row = TouchPoint(
            id=uuid4().hex[:12],
            kind=kind,
            on=on or self.today,
            people=tuple(people),
            notes=notes,
            shared_notes=shared_notes,
            decisions=decisions,
            internal_decisions=internal_decisions,
        )
        saved = self.changes.make(
            account, lambda _: [add_row("touch_points", row)], words=f"Touch point: {kind.value}"
        )
        self.touch_points.freeze(saved.plan, row.on, kind=kind.value)
        return row

    def review_batch(self, request: Request) -> ReviewBatch:
        """Quarterly reviews of many accounts, ready to be made (see `ReviewBatch.run`)."""
        from cspwidgets.portfolio.reviewbatch import ReviewBatch

        return ReviewBatch(request, self.settings, self.store, self.touch_points)

    def learn(
        self, files: Sequence[Path] = (), *, same: Mapping[str, str] | None = None
    ) -> Learned:
        """The journey of the most successful finished plans (see `journey.learn`).

        Parameters
        ----------
        files
            Finished plans that are not in the store, as YAML.
        same
            Titles of steps, and what each counts as; without it what was kept of that.

        Raises
        ------
        NotFound, UnreadableFile
            There are too few finished plans; a file cannot be read.
        """
        return self.journeys.learned(files, same)

    def history(self, account: str, *, limit: int | None = None) -> tuple[HistoryEntry, ...]:
        """Who changed what, the newest first."""
        return self.store.history(account, limit=limit)

    def bring_back(self, account: str, revision: int) -> Saved:
        """Make the plan as it was at a revision; what came since stays in the history."""
        then = self.store.plan_at(account, revision)
        return self.changes.make(
            account,
            lambda now: difference(now, then),
            words=f"Brought back revision {revision}",
            is_exact=True,
        )

    def load_demo(self, *, reset: bool = False) -> tuple[str, ...]:
        """Load the demo accounts; returns the ids of those that are new (or made anew)."""
        return Demo(self.store, self.touch_points).load(
            today=self.today, who=self.settings.user, at=_now(), reset=reset
        )

    def forget(self, account: str) -> None:
        """Erase an account with its history; a tombstone stays."""
        self.store.forget(account, who=self.settings.user, at=_now())


def _now() -> datetime:
    return datetime.now(UTC)
