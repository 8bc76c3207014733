"""You are here: the pin on the road with its words, and the dotted line of today."""

from __future__ import annotations

from cspwidgets.journey.standing import Standing
from cspwidgets.pictures.arrival import has_arrived
from cspwidgets.pictures.frame import NODE, Frame
from cspwidgets.pictures.markup import esc, num
from cspwidgets.pictures.road import ROAD_Y, pin_x
from cspwidgets.pictures.text import FONTS, measure

_HERE_Y = 28.0
_SUB_Y = 45.0


def pin_words(standing: Standing) -> str:
    """How the place compares with today: "5 days behind plan", or which step it is."""
    place, language = standing.place, standing.language
    if not place.steps:
        return language.say("no steps yet")
    if has_arrived(standing):
        return language.say("every step is done")
    if place.today is None or place.behind_days is None:
        return language.say("step {n} of {m}", n=place.step, m=place.steps)
    if place.today < 0 and standing.plan.start_on is not None:
        day = language.short_day(standing.plan.start_on, standing.on)
        return language.say("begins {day}", day=day)
    days = abs(place.behind_days)
    if place.behind_days > 0:
        return language.plural(days, "{n} day behind plan", "{n} days behind plan")
    if place.behind_days < 0:
        return language.plural(days, "{n} day ahead of plan", "{n} days ahead of plan")
    return language.say("on plan")


def pin_fragment(standing: Standing, frame: Frame) -> str:
    """The pin, its halo and its words."""
    x, words = pin_x(standing, frame), pin_words(standing)
    here = standing.language.say("You are here")
    half = max(measure(here, FONTS["here"]), measure(words, FONTS["sub"])) / 2
    middle = num(min(max(x, half), frame.width - half))
    return (
        f'<g class="pin"><circle cx="{num(x)}" cy="{num(ROAD_Y)}" r="22" class="halo"/>'
        f'<path d="M{num(x)} {num(ROAD_Y - 4)}c-5 -10 -12 -14 -12 -23a12 12 0 1 1 24 0'
        f'c0 9 -7 13 -12 23z" class="drop"/>'
        f'<circle cx="{num(x)}" cy="{num(ROAD_Y - 27)}" r="4.6" class="eye"/>'
        f'<text x="{middle}" y="{num(_HERE_Y)}" class="here">{esc(here)}</text>'
        f'<text x="{middle}" y="{num(_SUB_Y)}" class="sub">{esc(words)}</text></g>'
    )


def today_x(standing: Standing, frame: Frame) -> float | None:
    """Where today's line stands; none before the start and beyond the end of the picture."""
    today = standing.place.today
    end = frame.goal if has_arrived(standing) else frame.scale.offsets[-1]
    if today is None or not 0 <= today <= end:
        return None
    return frame.scale.x(today)


def today_fragment(standing: Standing, frame: Frame, lanes_end: float) -> str:
    """The dotted line of today, from the road through the lanes; it leaves all words free."""
    x = today_x(standing, frame)
    if x is None:
        return "<g></g>"
    top = frame.lanes_y - 4 if _crosses_label(frame, x) else ROAD_Y + NODE + 4
    end = lanes_end + 4 if x < frame.names_x - 4 else frame.lanes_y
    line = f'<path d="M{num(x)} {num(top)}V{num(end)}"/>' if end - top > NODE else ""
    return f'<g class="today">{line}</g>'


def _crosses_label(frame: Frame, x: float) -> bool:
    for label in frame.labels:
        widths = [measure(line, FONTS["stage"]) for line in label.lines]
        widths.append(measure(label.weeks, FONTS["weeks"]))
        if label.x - NODE - 4 < x < label.x - NODE + max(widths) + 4:
            return True
    widths = [measure(words, FONTS[kind]) for kind, words in frame.arrival]
    return x > frame.width - max(widths, default=0.0) - 4
