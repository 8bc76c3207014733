"""Opens a plan for the widgets: the store and the clock, handed in as plain callables."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from uuid import uuid4

from cspwidgets.language import Language
from cspwidgets.pictures.theme import Theme
from cspwidgets.plan.model import Plan, TouchPoint
from cspwidgets.portfolio.reviewdesk import review_desk
from cspwidgets.portfolio.touchpoints import TouchPoints
from cspwidgets.settings import Settings
from cspwidgets.store.records import Change, Saved
from cspwidgets.store.store import Store
from cspwidgets.widgets.customerpage import PageDesk
from cspwidgets.widgets.doors import Doors
from cspwidgets.widgets.header import Desk
from cspwidgets.widgets.newplan import Beginnings
from cspwidgets.widgets.outbox import NewChange
from cspwidgets.widgets.proposals import PeerDesk
from cspwidgets.widgets.session import PlanSession


def open_session(
    account: str, *, settings: Settings, store: Store, touch_points: TouchPoints
) -> PlanSession:
    """A session on an account's plan, saved in the user's name as it is edited.

    Raises
    ------
    NotFound, StoreError
        There is no such account, or the store cannot be reached.
    """

    def save(change: NewChange, base: int) -> Saved:
        kept = Change(
            id=change.id,
            edits=change.edits,
            who=settings.user,
            at=datetime.now(UTC),
            words=change.words,
        )
        return store.save(account, kept, base=base)

    doors = Doors(
        save=save,
        load=partial(store.load, account),
        revision=partial(store.revision, account),
        is_saved=store.is_saved,
        today=settings.today,
        now=lambda: datetime.now().astimezone(),
        new_id=lambda: uuid4().hex,
        theme=Theme.from_data(settings.theme()),
        language=Language.of(settings.language),
        before=_LastTouchPoint(account, settings, touch_points),
    )
    return PlanSession(store.load(account), doors)


def desk(
    settings: Settings,
    store: Store,
    touch_points: TouchPoints,
    beginnings: Beginnings,
    *,
    pages: PageDesk,
    peers: PeerDesk,
) -> Desk:
    """What the header of the notebook asks for: accounts, history, touch points, new plans."""

    def accounts() -> tuple[tuple[str, str], ...]:
        lines = sorted(store.accounts(), key=lambda line: line.name.casefold())
        return tuple((line.id, line.name) for line in lines)

    def freeze(plan: Plan, row: TouchPoint) -> None:
        touch_points.freeze(plan, row.on, kind=row.kind.value)

    return Desk(
        accounts=accounts,
        open=partial(open_session, settings=settings, store=store, touch_points=touch_points),
        history=store.history,
        plan_at=store.plan_at,
        freeze=freeze,
        beginnings=beginnings,
        reviews=review_desk(settings),
        pages=pages,
        peers=peers,
    )


class _LastTouchPoint:
    # Asked at every drawing; the store is asked again only when the day changes or a touch point
    # was recorded (`TouchPoints.count` grows).
    def __init__(self, account: str, settings: Settings, touch_points: TouchPoints) -> None:
        self._account = account
        self._settings = settings
        self._touch_points = touch_points
        self._known: tuple[tuple[date, int], tuple[Plan, date, str] | None] | None = None

    def __call__(self) -> tuple[Plan, date, str] | None:
        key = (self._settings.today(), self._touch_points.count)
        if self._known is None or self._known[0] != key:
            self._known = (key, self._touch_points.before(self._account, key[0]))
        return self._known[1]
