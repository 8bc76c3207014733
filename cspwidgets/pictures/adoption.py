"""Adoption: each measure today, its way beside its target, and the features.

It comes as keyed fragments of HTML, like the report card that it stands beside. A way is a line
that fills its room whatever that is; dotted beside it is the target at that age of the account.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from cspwidgets.journey.adoption import Point
from cspwidgets.journey.adoptionlines import Adoption, AdoptionLine, adoption_on
from cspwidgets.journey.sentences import capital
from cspwidgets.journey.standing import Standing
from cspwidgets.language import Language, to_say
from cspwidgets.pictures.markup import bdi, esc, num
from cspwidgets.plan.measures import FEATURE, UTILISATION

MOST_FEATURES = 6

_WIDTH, _HEIGHT, _EDGE = 100.0, 40.0, 3.0
_LEAST_TOP = 0.2
_GAPS = to_say(
    {
        "no_seats": "The seats bought are not known; bring in a column “Seats”.",
        "no_users": "The people active in a month are not known; bring in a column “MAU”.",
        "no_days": "The people active on a day are not known; bring in a column “DAU”.",
    }
)


def fragments(standing: Standing) -> dict[str, str]:
    """The pieces by key: `head`, `measure:…` for each, `features`, `first`, or `none`."""
    told, language = adoption_on(standing.plan, standing.on), standing.language
    pieces = {"head": _head(language, told)}
    if told.newest_on is None:
        pieces["none"] = _nothing(language)
    for line in told.measures:
        pieces[f"measure:{line.measure}"] = _measure(language, line, told)
    if told.features:
        pieces["features"] = _features(language, told)
    if told.first_value_days is not None:
        said = language.plural(
            told.first_value_days,
            "First value came {n} day after the start.",
            "First value came {n} days after the start.",
        )
        pieces["first"] = f'<p class="first">{esc(said)}</p>'
    return pieces


def html(standing: Standing) -> str:
    """The whole panel."""
    said = esc(standing.language.say("Adoption"))
    pieces = "".join(fragments(standing).values())
    return f'<section class="csp-adoption" aria-label="{said}">{pieces}</section>'


def _head(language: Language, told: Adoption) -> str:
    small = ""
    if told.newest_on is not None:
        days = (told.on - told.newest_on).days
        old = language.plural(days, "newest is {n} day old", "newest is {n} days old")
        old = esc(old if days else language.say("newest is of today"))
        kind = ' class="csp-late"' if told.is_stale else ""
        small = f" <small{kind}>{old}</small>"
    return f"<h2>{esc(language.say('Adoption'))}{small}</h2>"


def _nothing(language: Language) -> str:
    first = language.say(
        "No usage is known yet. Bring in how many seats they bought and how many people use them."
    )
    shell = "<code>csp import usage.csv</code>"
    how = language.say("In a terminal {command}; here New plan, From a file.", command=shell)
    return f'<div class="none"><p>{esc(first)}</p><p class="csp-soft">{how}</p></div>'


def _measure(language: Language, line: AdoptionLine, told: Adoption) -> str:
    name = language.say("Seats in use")
    if line.measure != UTILISATION:
        name = language.say("Active on an average day")
    return (
        f'<article class="measure"><h3>{esc(name)}</h3>{_now(language, line, told.on)}'
        f"{_way(language, name, line, told.on)}{_ends(language, line, told.age_weeks)}</article>"
    )


def _now(language: Language, line: AdoptionLine, on: date) -> str:
    if line.share is not None:
        word = ""
        if line.target is not None:
            kind = " csp-late" if line.is_below else ""
            said = language.say("below target" if line.is_below else "on target")
            word = f'<span class="word{kind}">{esc(said)}</span>'
        return f'<p class="big"><span>{esc(language.percent(line.share))}</span>{word}</p>'
    if line.gap == "stale":
        said = language.say("no fresh data")
        if line.points:
            day, share = line.points[-1]
            said = language.say(
                "was {share} on {day}",
                share=language.percent(share),
                day=language.short_day(day, on),
            )
        return f'<p class="big none csp-late">{esc(said)}</p>'
    return f'<p class="big none">{esc(language.say(_GAPS.get(line.gap, _GAPS["no_users"])))}</p>'


def _ends(language: Language, line: AdoptionLine, week: int | None) -> str:
    if line.share is None:
        return ""
    start = ""
    if line.target is not None:
        share = language.percent(line.target)
        start = language.say("target in week {n}: {share}", n=week or 1, share=share)
    end = _change(language, line)
    return f'<p class="ends"><span>{esc(start)}</span><span>{esc(end)}</span></p>'


def _change(language: Language, line: AdoptionLine) -> str:
    if line.change is None:
        return ""
    if line.change == 0:
        return language.say("same as 28 days ago")
    sign = "▲" if line.change > 0 else "▼"
    return language.say("{sign} {n} in 28 days", sign=sign, n=abs(line.change))


def _way(language: Language, name: str, line: AdoptionLine, on: date) -> str:
    # From its first figure to the newest; the target goes on to today.
    if len(line.points) < 2:
        return ""
    targets = list(line.targets)
    if line.target is not None and line.targets and on > line.targets[-1][0]:
        targets.append((on, line.target))
    first_on, last_on = line.points[0][0], max(on, line.points[-1][0])
    top = max(_LEAST_TOP, *(share for _, share in (*line.points, *targets)))
    drawn = _Drawn(first_on, last_on, top)
    (_, first), (day, last) = line.points[0], line.points[-1]
    said = language.say(
        "{measure}: {first} on {start}, {last} on {end}",
        measure=name,
        first=language.percent(first),
        start=language.short_day(first_on, on),
        last=language.percent(last),
        end=language.short_day(day, on),
    )
    if line.target is not None:
        usual = language.percent(line.target)
        said = language.say("{told}; target today {share}", told=said, share=usual)
    x, y = drawn.place(line.points[-1])
    dotted = f'<path d="{drawn.path(targets)}" class="target"/>' if len(targets) > 1 else ""
    return (
        f'<div class="way" role="img" aria-label="{esc(said)}" title="{esc(said)}">'
        f'<svg viewBox="0 0 {num(_WIDTH)} {num(_HEIGHT)}" preserveAspectRatio="none" '
        f'aria-hidden="true">{dotted}<path d="{drawn.path(line.points)}" class="use"/></svg>'
        f'<i style="left:{num(x)}%;top:{num(100 * y / _HEIGHT)}%"></i></div>'
    )


class _Drawn:
    """Where a share of a day stands in the drawing."""

    def __init__(self, first_on: date, last_on: date, top: float) -> None:
        self.first_on = first_on
        self.days = max((last_on - first_on).days, 1)
        self.top = top

    def place(self, point: Point) -> tuple[float, float]:
        """Its place, from the upper left."""
        day, share = point
        x = _WIDTH * (day - self.first_on).days / self.days
        room = _HEIGHT - 2 * _EDGE
        return x, _EDGE + room * (1 - min(max(share, 0.0) / self.top, 1.0))

    def path(self, points: Sequence[Point]) -> str:
        """A line through points."""
        places = (self.place(point) for point in points)
        return "M" + "L".join(f"{num(x)} {num(y)}" for x, y in places)


def _features(language: Language, told: Adoption) -> str:
    lines = told.features
    rows = "".join(_feature(language, line) for line in lines[:MOST_FEATURES])
    heads = (language.say("Feature"), language.say("Used by"), language.say("28 days"))
    head = "".join(f'<th scope="col">{esc(each)}</th>' for each in heads)
    notes = list(_notes(language, lines, told.age_weeks))
    below = f'<p class="csp-soft">{esc(" ".join(notes))}</p>' if notes else ""
    return (
        f'<div class="features"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>{below}</div>"
    )


def _notes(language: Language, lines: Sequence[AdoptionLine], week: int | None) -> Iterator[str]:
    asked = next((line.target for line in lines if line.target is not None), None)
    if asked is not None:
        share = language.percent(asked)
        yield language.say("Target of a feature in week {n}: {share}.", n=week or 1, share=share)
    if len(lines) > MOST_FEATURES:
        more = language.say("and {n} more", n=len(lines) - MOST_FEATURES)
        yield f"{capital(more)}."
    if any(line.gap == "no_seats" for line in lines):
        yield language.say(_GAPS["no_seats"])


def _feature(language: Language, line: AdoptionLine) -> str:
    name = line.measure.removeprefix(FEATURE)
    if line.share is None:
        said = language.say("no fresh data") if line.gap == "stale" else "–"
        gone = f'<td class="csp-soft">{esc(said)}</td><td></td>'
        return f'<tr><th scope="row">{bdi(name)}</th>{gone}</tr>'
    late = ' class="csp-late"' if line.is_below else ""
    change = "" if line.change is None else language.say("same")
    if line.change:
        change = f"{'▲' if line.change > 0 else '▼'} {abs(line.change)}"
    return (
        f'<tr><th scope="row">{bdi(name)}</th><td{late}>{esc(language.percent(line.share))}</td>'
        f"<td>{esc(change)}</td></tr>"
    )
