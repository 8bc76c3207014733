"""Meetings and hand-overs of an account, from the store: their facts, and their pages as files."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from cspwidgets.journey.checks import check
from cspwidgets.journey.handover import Handover, handover
from cspwidgets.journey.meeting import Meeting, meeting
from cspwidgets.journey.promiselist import SIDES, PromiseList, promise_list
from cspwidgets.journey.standing import stand
from cspwidgets.language import Language
from cspwidgets.pictures import handover as handover_page
from cspwidgets.pictures import meeting as meeting_page
from cspwidgets.pictures.sheet import STYLES, TITLES, whole_file
from cspwidgets.pictures.theme import Theme, css_variables
from cspwidgets.portfolio.touchpoints import TouchPoints
from cspwidgets.settings import Settings
from cspwidgets.store.store import Store


class Sheets:
    """What is shown at a touch point of an account, as of today."""

    def __init__(self, settings: Settings, store: Store, touch_points: TouchPoints) -> None:
        self._settings = settings
        self._store = store
        self._touch_points = touch_points

    def promises(self, account: str) -> tuple[PromiseList, ...]:
        """What the customer and the vendor promised: open, kept and not kept.

        Raises
        ------
        NotFound
            There is no such account.
        """
        plan, on = self._store.load(account).plan, self._settings.today()
        return tuple(promise_list(plan, side, on) for side in SIDES)

    def meeting(self, account: str, *, is_shared: bool = True) -> Meeting:
        """The agenda of a meeting; `NotFound` if there is no such account.

        Parameters
        ----------
        is_shared
            For both sides; else with what is internal.
        """
        plan, on = self._store.load(account).plan, self._settings.today()
        before = self._touch_points.before(account, on)
        return meeting(plan, on, before=before, is_shared=is_shared, language=self._language)

    def handover(self, account: str) -> Handover:
        """What a new CSM has to know; `NotFound` if there is no such account."""
        saved, on = self._store.load(account), self._settings.today()
        before = self._touch_points.before(account, on)
        now = stand(saved.plan, on, before=before, language=self._language)
        last_edit_on = saved.changed_at.astimezone().date()
        return handover(now, check(saved.plan, on, now.schedule, last_edit_on=last_edit_on))

    def meeting_file(self, account: str) -> bytes:
        """The agenda for both sides as a page that stands alone (HTML)."""
        facts = self.meeting(account)
        return self._file("agenda", facts.plan.account.name, meeting_page.html(facts))

    def handover_file(self, account: str) -> bytes:
        """The hand-over as a page that stands alone (HTML); internal."""
        facts = self.handover(account)
        return self._file("handover", facts.now.plan.account.name, handover_page.html(facts))

    @property
    def _language(self) -> Language:
        return Language.of(self._settings.language)

    def _file(self, page: str, name: str, drawn: str) -> bytes:
        language, theme = self._language, Theme.from_data(self._settings.theme())
        return whole_file(
            drawn,
            title=f"{name}: {language.say(TITLES[page])}",
            language=language.tag,
            style=css_variables(theme) + _styles(),
        )


@cache
def _styles() -> str:
    pictures = files("cspwidgets.pictures")
    return "".join(pictures.joinpath(name).read_text("utf-8") for name in STYLES)
