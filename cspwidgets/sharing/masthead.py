"""The page's first line and its last: whose plan it is, and what the reader can take along."""

from __future__ import annotations

from cspwidgets.journey.progress import next_steps
from cspwidgets.journey.standing import Standing
from cspwidgets.pictures.markup import bdi, esc
from cspwidgets.plan.words import PlanState, Side

# A road of our own where the firm's theme names no logo.
_MARK = (
    '<svg class="csp-mark" width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">'
    '<path d="M3 21 C9 21 7 12 13 12 S17 4 23 4"/><circle cx="23" cy="4" r="3"/></svg>'
)


def masthead(standing: Standing) -> str:
    """The customer's name, the vendor's, and the day that everything is told of."""
    account, language = standing.plan.account, standing.language
    vendor = ""
    if account.vendor:
        vendor = f"<span>{language.say('with {name}', name=bdi(account.vendor))}</span>"
    day = esc(language.say("as of {day}", day=language.day(standing.on)))
    closed = ""
    if standing.plan.state is PlanState.CLOSED:
        told = language.say("This plan is closed. It shows where it ended.")
        closed = f'<p class="csp-closed">{esc(told)}</p>'
    return (
        f'<header class="csp-masthead">{_MARK}<p class="names"><b>{bdi(account.name)}</b> '
        f'{vendor}</p><p class="day"><time datetime="{standing.on.isoformat()}">{day}</time></p>'
        f"</header>{closed}"
    )


def foot(standing: Standing) -> str:
    """The dates as a calendar file, the page as a PDF; both appear where a script can do them."""
    say, dates = standing.language.say, ""
    if has_dates(standing):
        said = esc(say("Add your dates to your calendar"))
        dates = f'<a class="csp-calendar" download hidden>{said}</a>'
    return (
        f'<footer class="csp-foot"><p>{dates}'
        f'<button type="button" class="csp-print" hidden>{esc(say("Save as PDF"))}</button></p>'
        f"<p>{esc(say('Nothing here can be changed; your answers go to the people above.'))}</p>"
        "</footer>"
    )


def has_dates(standing: Standing) -> bool:
    """Whether the customer's calendar file would have an entry (see `calendar.py`)."""
    plan, everything = standing.plan, len(standing.plan.activities)
    steps = next_steps(plan, standing.schedule, Side.CUSTOMER, standing.on, everything)
    return any(step.due_on for step in steps) or any(
        point.on >= standing.on for point in plan.touch_points
    )
