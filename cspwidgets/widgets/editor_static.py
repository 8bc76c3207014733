"""The editor without a browser's help: one plain table, for saved notebooks and reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cspwidgets.journey.schedule import Schedule
from cspwidgets.journey.standing import Standing
from cspwidgets.language import ENGLISH
from cspwidgets.pictures.markup import esc
from cspwidgets.pictures.words import exit_words, stage_weeks
from cspwidgets.plan.cells import show_value
from cspwidgets.plan.labels import label
from cspwidgets.plan.model import Activity, Plan

_HEADS = ("Activity", "Side", "Who", "Due", "State")


def static_table(standing: Standing) -> str:
    """The activities by stage as an HTML table; every text is escaped."""
    heads = "".join(f'<th scope="col">{head}</th>' for head in _HEADS)
    plan, on = standing.plan, standing.on
    rows = "".join(_rows(standing))
    caption = esc(f"{plan.account.name}: the plan on {ENGLISH.short_day(on)}")
    return (
        f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _rows(standing: Standing) -> Iterator[str]:
    plan, schedule, on = standing.plan, standing.schedule, standing.on
    known = {stage.id for stage in plan.stages}
    for stage in plan.stages:
        until = f" · until {stage.exit_criterion}" if stage.exit_criterion else ""
        said = exit_words(standing, stage)
        by_data = f" · {said}" if said else ""
        words = esc(f"{stage.name} · {stage_weeks(stage)}{until}{by_data}")
        yield f'<tr><th colspan="{len(_HEADS)}" scope="colgroup">{words}</th></tr>'
        for activity in plan.activities:
            if activity.stage == stage.id:
                yield _row(plan, activity, schedule, on)
    for activity in plan.activities:
        if activity.stage not in known:
            yield _row(plan, activity, schedule, on)


def _row(plan: Plan, activity: Activity, schedule: Schedule, on: date) -> str:
    slot = schedule.slots.get(activity.id)
    due = ENGLISH.short_day(slot.finish_on, on) if slot and slot.finish_on else ""
    who = show_value(plan, "activities", "owner", activity.owner)
    cells = (activity.title, label(plan, activity.side), who, due, label(plan, activity.state))
    return f"<tr>{''.join(f'<td>{esc(cell)}</td>' for cell in cells)}</tr>"
