"""The road of a route: its stages, what is walked, what is left behind, and the goal."""

from __future__ import annotations

from collections.abc import Iterator

from cspwidgets.journey.standing import Standing
from cspwidgets.journey.steps import is_live, is_open
from cspwidgets.language import to_say
from cspwidgets.pictures.arrival import has_arrived, is_late, planned_words
from cspwidgets.pictures.frame import LABEL_LINE, LABEL_TOP, NODE, Frame, StageLabel
from cspwidgets.pictures.markup import esc, num
from cspwidgets.pictures.text import FONTS, measure
from cspwidgets.pictures.words import exit_words, stage_weeks, steps_done
from cspwidgets.plan.model import Stage

ROAD_Y = 92.0
PIN_HALF = 14.0

_STATES = to_say(
    {
        "done": "done",
        "passed": "left behind in part",
        "now": "you are here",
        "ahead": "to come",
    }
)
_PLANNED_Y = 72.0
_MARK_APART = 13.0


def road_fragments(standing: Standing, frame: Frame, uid: str) -> Iterator[tuple[str, str]]:
    """The road from start to goal with its tail, in drawing order; `uid` names its gradient."""
    yield "road", _road(standing, frame)
    yield "tail", _tail(standing, frame, uid)
    for place, label in enumerate(frame.labels):
        yield f"stage:{label.stage.id}", _stage(standing, label, place)
    yield from _left_behind(standing, frame)
    yield "goal", _goal(standing, frame)


def pin_x(standing: Standing, frame: Frame) -> float:
    """Where the pin stands: the front of the work, never beyond the goal."""
    offset = standing.place.offset
    return min(frame.scale.x(offset, finish=offset <= 0), frame.goal_x)


def stage_state(standing: Standing, stage: Stage, place: int) -> str:
    """How a stage is drawn and named: done, passed (with something left behind), now or ahead."""
    rows = [row for row in standing.plan.activities if row.stage == stage.id and is_live(row)]
    if rows and not any(is_open(row) for row in rows):
        return "done"
    front = standing.place.stage_index
    if place < front:
        return "passed"
    return "now" if place == front else "ahead"


def stage_sentence(standing: Standing, stage: Stage, place: int) -> str:
    """A stage in words, for who cannot see it: name, length, state, steps, exit criterion."""
    rows = [row for row in standing.plan.activities if row.stage == stage.id and is_live(row)]
    done = sum(not is_open(row) for row in rows)
    language = standing.language
    words = [stage.name, stage_weeks(stage, language)]
    words.append(language.say(_STATES[stage_state(standing, stage, place)]))
    if rows:
        words.append(steps_done(language, done, len(rows)))
    told = ", ".join(words)
    if stage.exit_criterion:
        told = language.say("{told}. Until {what}", told=told, what=stage.exit_criterion)
    by_data = exit_words(standing, stage)
    return f"{told}. {by_data}" if by_data else told


def _road(standing: Standing, frame: Frame) -> str:
    start, here = frame.scale.places[0], pin_x(standing, frame)
    parts = [_line("way", start, frame.goal_x)]
    if here > start:
        parts.append(_line("gone", start, here))
    today = standing.place.today
    if today is not None and (standing.place.behind_days or 0) > 0:
        parts.append(_line("lag", here, min(frame.scale.x(today), frame.goal_x)))
    return f"<g>{''.join(parts)}</g>"


def _tail(standing: Standing, frame: Frame, uid: str) -> str:
    # Hatched up to the likely finish when that is late; then fading to the safe one.
    forecast = standing.forecast
    if forecast.likely_on is None or has_arrived(standing):
        return "<g></g>"
    likely = frame.scale.x(forecast.likely)
    safe = frame.scale.x(forecast.safe) if forecast.safe is not None else likely
    kind = "late" if is_late(standing) else "fine"
    parts = []
    if likely > frame.goal_x:
        parts.append(_line("lag", frame.goal_x, likely))
    if safe - likely > 1:
        parts.append(
            f'<defs><linearGradient id="{uid}" class="{kind}"><stop offset="0" class="from"/>'
            '<stop offset="1" class="to"/></linearGradient></defs>'
            f'<rect x="{num(likely)}" y="{num(ROAD_Y - 5)}" width="{num(safe - likely)}" '
            f'height="10" fill="url(#{uid})"/>'
        )
    return f'<g class="tail {kind}">{"".join(parts)}</g>'


def _stage(standing: Standing, label: StageLabel, place: int) -> str:
    state = stage_state(standing, label.stage, place)
    sentence = esc(stage_sentence(standing, label.stage, place))
    left, y = num(label.x - NODE), LABEL_TOP
    parts = [f'<circle cx="{num(label.x)}" cy="{num(ROAD_Y)}" r="{num(NODE)}" class="node"/>']
    if state == "done":
        path = f"M{num(label.x - 4)} {num(ROAD_Y)}l3 3.2l5 -6"
        parts.append(f'<path d="{path}" class="check"/>')
    for line in label.lines:
        parts.append(f'<text x="{left}" y="{num(y)}" class="stage">{esc(line)}</text>')
        y += LABEL_LINE
    parts.append(f'<text x="{left}" y="{num(y)}" class="weeks">{esc(label.weeks)}</text>')
    return (
        f'<g class="st {state}" role="img" aria-label="{sentence}">'
        f"<title>{sentence}</title>{''.join(parts)}</g>"
    )


def _left_behind(standing: Standing, frame: Frame) -> Iterator[tuple[str, str]]:
    # One hollow mark for what is left behind at about the same place, clear of the nodes.
    titles = {row.id: row.title for row in standing.plan.activities}
    marks: dict[int, list[str]] = {}
    nodes = [label.x for label in frame.labels]
    last = pin_x(standing, frame) - PIN_HALF
    for name in standing.place.left_behind:
        x = frame.scale.x(standing.schedule.slots[name].finish, finish=True)
        marks.setdefault(round(_clear(min(x, last), nodes) / _MARK_APART), []).append(name)
    for step, names in sorted(marks.items()):
        said = "; ".join(titles[name] for name in names)
        sentence = esc(standing.language.say("Left behind: {named}", named=said))
        yield (
            f"left:{names[0]}",
            f'<g class="left" role="img" aria-label="{sentence}"><title>{sentence}</title>'
            f'<circle cx="{num(step * _MARK_APART)}" cy="{num(ROAD_Y)}" r="5.5"/></g>',
        )


def _clear(x: float, nodes: list[float]) -> float:
    apart = NODE + _MARK_APART / 2
    near = next((node for node in nodes if abs(x - node) < apart), None)
    return x if near is None else near - apart if near > nodes[0] else near + apart


def _goal(standing: Standing, frame: Frame) -> str:
    words = planned_words(standing)
    half = measure(words, FONTS["planned"]) / 2
    x = min(frame.goal_x, frame.width - half)
    pin = pin_x(standing, frame)
    if abs(pin - x) < half + PIN_HALF:
        aside = PIN_HALF + half
        x = pin - aside if pin + aside + half > frame.width else pin + aside
    state = "arrived" if has_arrived(standing) else "ahead"
    sentence = esc(standing.language.say("Goal, {words}", words=words))
    parts = [
        f'<circle cx="{num(frame.goal_x)}" cy="{num(ROAD_Y)}" r="{num(NODE)}" class="node"/>',
        f'<text x="{num(x)}" y="{num(_PLANNED_Y)}" class="planned">{esc(words)}</text>',
    ]
    y = LABEL_TOP
    for kind, line in frame.arrival:
        late = " late" if kind == "eta" and is_late(standing) else ""
        parts.append(
            f'<text x="{num(frame.width)}" y="{num(y)}" class="{kind}{late}">{esc(line)}</text>'
        )
        y += LABEL_LINE
    return f'<g class="goal {state}"><title>{sentence}</title>{"".join(parts)}</g>'


def _line(kind: str, start: float, end: float) -> str:
    y = num(ROAD_Y)
    return f'<path d="M{num(start)} {y}H{num(end)}" class="{kind}"/>'
