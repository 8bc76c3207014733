"""The bars of the lanes as fragments: each an activity, with everything about it in words."""

from __future__ import annotations

from collections.abc import Iterator

from cspwidgets.journey.calendar import DAYS_A_WEEK
from cspwidgets.journey.schedule import Slot
from cspwidgets.journey.sentences import small
from cspwidgets.journey.standing import Standing
from cspwidgets.language import Language
from cspwidgets.pictures.frame import EDGE, Frame
from cspwidgets.pictures.lanes import BAR, MILESTONE, NAME_LINE, ROW, Bar, Lane, remark
from cspwidgets.pictures.markup import esc, is_right_to_left, num, one_line
from cspwidgets.pictures.sides import SideNames
from cspwidgets.plan.labels import STATE_LABELS
from cspwidgets.plan.model import Activity
from cspwidgets.plan.words import ActivityKind

_TEXT_DOWN = 10.0
_HALF_LETTER = 4.4
_NAMED_AT_MOST = 12
# Keeps a remark behind a title in Arabic or Hebrew, instead of in the middle of it.
_LEFT_TO_RIGHT = "\u200e"


def lane_fragment(language: Language, lane: Lane, frame: Frame, names: SideNames) -> str:
    """The lane's ground, its name, and how many activities it has no room for."""
    lines = [("name", line) for line in frame.lane_names[lane.side]]
    if lane.hidden:
        lines.append(("more", language.say("+{n} more", n=len(lane.hidden))))
    y = lane.y + lane.height / 2 + _HALF_LETTER - (len(lines) - 1) * NAME_LINE / 2
    words = []
    for kind, line in lines:
        x = num(frame.width - EDGE)
        words.append(f'<text x="{x}" y="{num(y)}" class="{kind}">{esc(line)}</text>')
        y += NAME_LINE
    title = f"<title>{esc(names.name(lane.side) + _hidden(language, lane))}</title>"
    return (
        f'<g class="lane {lane.side.value}">{title}<rect x="0" y="{num(lane.y)}" '
        f'width="{num(frame.width)}" height="{num(lane.height)}" rx="8"/>{"".join(words)}</g>'
    )


def bar_fragments(
    standing: Standing, lane: Lane, names: SideNames, *, interactive: bool, keyed: bool = False
) -> Iterator[tuple[str, str]]:
    """Each bar of a lane with its words.

    Interactive ones can have the focus, and are drawn at the origin: a bar that makes room for
    another then stays the same, and the widget puts it where `route_meta` says. Keyed ones name
    their row for a page that says its words elsewhere.
    """
    people = {person.id: person.name for person in standing.plan.people}
    for bar in lane.bars:
        sentence = "" if keyed else bar_sentence(standing, bar, names, people)
        drawn = _at_origin(bar) if interactive else bar
        yield f"act:{bar.activity.id}", _bar(drawn, lane, sentence, interactive=interactive)


def bar_sentence(standing: Standing, bar: Bar, names: SideNames, people: dict[str, str]) -> str:
    """An activity in words: title, side, owner, days, state, and how late it is."""
    activity = bar.activity
    who = names.name(activity.side)
    owner = people.get(activity.owner, activity.owner)
    words = [activity.title, f"{who}, {owner}" if owner else who]
    words.append(days_in_words(standing, bar.slot, activity).removesuffix("."))
    said = remark(standing.language, activity, bar.late_days)
    state = "" if bar.look == "halted" else STATE_LABELS[activity.state]
    states = [small(standing.language.say(state))] if state else []
    words.append(", ".join([*states, said] if said else states))
    return one_line(". ".join(words))


def days_in_words(standing: Standing, slot: Slot, activity: Activity) -> str:
    """From when to when: "6 Jul to 10 Jul", or in weeks of the plan when it has no start."""
    on, language = standing.on, standing.language
    if slot.starts_on is None or slot.finish_on is None:
        first = int(max(slot.start, 0)) // DAYS_A_WEEK + 1
        last = int(max(slot.finish - 1, slot.start, 0)) // DAYS_A_WEEK + 1
        if first >= last:
            return language.say("week {n}", n=last)
        return language.say("weeks {first} to {last}", first=first, last=last)
    last_words = language.short_day(slot.finish_on, on)
    if activity.kind is ActivityKind.MILESTONE or slot.starts_on == slot.finish_on:
        return last_words
    first_words = language.short_day(slot.starts_on, on)
    return language.say("{first} to {last}", first=first_words, last=last_words)


def _at_origin(bar: Bar) -> Bar:
    return Bar(
        activity=bar.activity,
        slot=bar.slot,
        look=bar.look,
        late_days=bar.late_days,
        row=bar.row,
        x=0.0,
        y=0.0,
        width=bar.width,
        label=bar.label and bar.label._replace(x=bar.label.x - bar.x),
    )


def _bar(bar: Bar, lane: Lane, sentence: str, *, interactive: bool) -> str:
    said = esc(sentence)
    kind = " late" if bar.late_days else ""
    focus, hit, title = "", "", f"<title>{said}</title>"
    if not sentence:
        title = ""
        focus = f' data-row="{esc(bar.activity.id)}"' if bar.activity.title else ""
    if interactive:
        title = ""  # the widget shows the words of the bar under the pointer by itself
        focus = f' data-id="{esc(bar.activity.id)}" tabindex="-1" role="button" aria-label="{said}"'
        hit = (
            f'<rect x="{num(bar.x - 3)}" y="{num(bar.y + BAR / 2 - ROW / 2)}" '
            f'width="{num(bar.width + 6)}" height="{num(ROW)}" class="hit"/>'
        )
    return (
        f'<g class="act {lane.side.value} {bar.look}{kind}"{focus}>{title}{hit}'
        f"{_shape(bar)}{_end(bar)}{_words(bar)}</g>"
    )


def _shape(bar: Bar) -> str:
    if bar.activity.kind is ActivityKind.MILESTONE:
        middle, half = bar.x + MILESTONE, num(MILESTONE)
        return (
            f'<path d="M{num(middle)} {num(bar.y + BAR / 2 - MILESTONE)}l{half} {half}l-{half} '
            f'{half}l-{half} -{half}z" class="bar"/>'
        )
    return (
        f'<rect x="{num(bar.x)}" y="{num(bar.y)}" width="{num(bar.width)}" height="{num(BAR)}" '
        f'rx="{num(min(BAR, bar.width) / 2)}" class="bar"/>'
    )


def _end(bar: Bar) -> str:
    # What is late ends in a mark of its own: colour never speaks alone.
    if not bar.late_days:
        return ""
    x = num(bar.x + bar.width)
    return f'<path d="M{x} {num(bar.y - 2)}v{num(BAR + 4)}" class="overdue"/>'


def _words(bar: Bar) -> str:
    if bar.label is None:
        return ""
    y = num(bar.y + _TEXT_DOWN)
    remark_part = ""
    if bar.label.remark:
        kind = "late" if bar.late_days else "soft"
        mark = _LEFT_TO_RIGHT if is_right_to_left(bar.label.title) else ""
        remark_part = f'<tspan class="{kind}">{mark}{esc(bar.label.remark)}</tspan>'
    before = " before" if bar.label.before else ""
    return (
        f'<text x="{num(bar.label.x)}" y="{y}" class="lab{before}">{esc(bar.label.title)}'
        f"{remark_part}</text>"
    )


def _hidden(language: Language, lane: Lane) -> str:
    if not lane.hidden:
        return ""
    named = "; ".join(row.title for row in lane.hidden[:_NAMED_AT_MOST])
    more = len(lane.hidden) - _NAMED_AT_MOST
    if more > 0:
        named = language.say("{named}; and {n} more", named=named, n=more)
    return language.say(". Not shown: {named}", named=named)
