"""The route as one strip: a stretch for each stage, with "you are here", for a sheet of paper."""

from __future__ import annotations

from cspwidgets.journey.standing import Standing
from cspwidgets.pictures.arrival import arrival_words, is_late, planned_words
from cspwidgets.pictures.markup import bdi, esc
from cspwidgets.pictures.pin import pin_words
from cspwidgets.pictures.road import stage_sentence, stage_state
from cspwidgets.plan.model import Stage


def strip(standing: Standing) -> str:
    """The stages from left to right, and the goal with its days; nothing of an empty plan."""
    if not standing.plan.stages and not standing.place.steps:
        return ""
    stages = "".join(
        _stage(standing, stage, place) for place, stage in enumerate(standing.plan.stages)
    )
    said = esc(standing.language.say("Route"))
    return f'<ol class="csp-strip" aria-label="{said}">{stages}{_goal(standing)}</ol>'


def _stage(standing: Standing, stage: Stage, place: int) -> str:
    state = stage_state(standing, stage, place)
    is_here = place == standing.place.stage_index
    walked = standing.place.stage_share if is_here else float(state in ("done", "passed"))
    here, current = "", ""
    if is_here:
        words = f"{standing.language.say('You are here')}, {pin_words(standing)}"
        here, current = f"<em>{esc(words)}</em>", ' aria-current="step"'
    sentence = esc(stage_sentence(standing, stage, place))
    return (
        f'<li class="{state}"{current} title="{sentence}">'
        f'<i><u style="width:{100 * walked:.0f}%"></u></i><b>{bdi(stage.name)}</b>{here}</li>'
    )


def _goal(standing: Standing) -> str:
    words = [text for _, text in arrival_words(standing)]
    late = ' class="csp-late"' if words and is_late(standing) else ""
    first = words[0] if words else planned_words(standing)
    rest = " · ".join([*words[1:], *([planned_words(standing)] if words else [])])
    more = f"<em>{esc(rest)}</em>" if rest else ""
    goal = esc(standing.language.say("Goal"))
    return f'<li class="goal"><i></i><b>{goal}: <span{late}>{esc(first)}</span></b>{more}</li>'
