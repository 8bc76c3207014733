"""The route as directions, from top to bottom: for phones, where a road would be too narrow."""

from __future__ import annotations

from cspwidgets.journey.sentences import quoted
from cspwidgets.journey.standing import Standing
from cspwidgets.journey.steps import is_live, is_open
from cspwidgets.pictures.arrival import arrival_words, has_arrived, is_late, planned_words
from cspwidgets.pictures.markup import bdi, esc
from cspwidgets.pictures.pin import pin_words
from cspwidgets.pictures.road import stage_state
from cspwidgets.pictures.words import exit_words, stage_weeks, steps_done
from cspwidgets.plan.model import Stage

_LEFT_AT_MOST = 3


def directions(standing: Standing) -> str:
    """The stages and the goal as an ordered list in HTML."""
    items = [_stage(standing, stage, place) for place, stage in enumerate(standing.plan.stages)]
    return f'<ol class="csp-directions">{"".join(items)}{_goal(standing)}</ol>'


def _stage(standing: Standing, stage: Stage, place: int) -> str:
    state = stage_state(standing, stage, place)
    is_here = place == standing.place.stage_index
    length = esc(stage_weeks(stage, standing.language)) + (" ✓" if state == "done" else "")
    parts = [f"<b>{bdi(stage.name)}</b><span>{length}</span>"]
    if is_here:
        walked = f"{100 * standing.place.stage_share:.0f}%"
        parts.insert(0, f'<u style="height:{walked}"></u>')
        parts.append(f"<em>{esc(' · '.join(_here_words(standing, stage)))}</em>")
        parts.extend(_left_behind(standing))
    if state != "done" and stage.exit_criterion:
        until = standing.language.say("until {what}", what=bdi(stage.exit_criterion))
        parts.append(f"<i>{until}</i>")
    if by_data := exit_words(standing, stage, write=bdi):
        parts.append(f"<i>{by_data}</i>")
    current = ' aria-current="step"' if is_here else ""
    kinds = f"{state} here" if is_here else state
    return f'<li class="{kinds}"{current}>{"".join(parts)}</li>'


def _here_words(standing: Standing, stage: Stage) -> list[str]:
    place, language, said = standing.place, standing.language, pin_words(standing)
    here = language.say("You are here")
    if has_arrived(standing) or place.week is None or place.weeks is None:
        return [here, said]
    if place.week <= place.weeks:
        week = language.say("week {n} of {m}", n=place.week, m=place.weeks)
    else:
        week = language.say("week {n} planned for {m}", n=place.week, m=place.weeks)
    rows = [row for row in standing.plan.activities if row.stage == stage.id and is_live(row)]
    done = sum(not is_open(row) for row in rows)
    return [here, week, *([steps_done(language, done, len(rows))] if rows else []), said]


def _left_behind(standing: Standing) -> list[str]:
    titles = {row.id: row.title for row in standing.plan.activities}
    left = [titles[name] for name in standing.place.left_behind]
    if not left:
        return []
    language = standing.language
    named = ", ".join(quoted(language, bdi(title)) for title in left[:_LEFT_AT_MOST])
    if len(left) > _LEFT_AT_MOST:
        named = language.say("{named} and {n} more", named=named, n=len(left) - _LEFT_AT_MOST)
    return [f'<i class="left">{language.say("Left behind: {named}", named=named)}</i>']


def _goal(standing: Standing) -> str:
    arrival = arrival_words(standing)
    likely = arrival[0][1] if arrival else planned_words(standing)
    others = [words for _, words in arrival[1:]]
    if arrival:
        others.insert(0, planned_words(standing))
    late = ' class="late"' if is_late(standing) else ""
    rest = f"<i>{esc(' · '.join(others))}</i>" if others else ""
    goal = esc(standing.language.say("Goal reached"))
    return f'<li class="goal"><b>{goal}</b><span{late}>{esc(likely)}</span>{rest}</li>'
