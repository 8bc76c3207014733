"""What a what-if would bring: one sentence, a strip of figures, findings that come and go."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from cspwidgets.journey.calendar import NEARLY
from cspwidgets.journey.comparison import Arrival, Comparison, Mark, Worth
from cspwidgets.journey.sentences import working_length
from cspwidgets.journey.standing import Standing
from cspwidgets.language import Language
from cspwidgets.pictures.markup import bdi, esc
from cspwidgets.pictures.reportcard import SUBJECTS
from cspwidgets.pictures.sides import SideNames
from cspwidgets.plan.findings import Finding
from cspwidgets.plan.words import Side


def fragments(found: Comparison, then: Standing) -> dict[str, str]:
    """The pieces by key: `said`, `strip`, `findings` and `notes`.

    Parameters
    ----------
    then
        The standing of the what-if; its language is spoken.
    """
    return {
        "said": f'<p class="said" role="status">{esc(said(found, then))}</p>',
        "strip": f'<ul class="strip">{"".join(_figures(found, then))}</ul>',
        "findings": f'<ul class="found">{"".join(_findings(found, then.language))}</ul>',
        "notes": f'<p class="notes">{esc(notes(then.language))}</p>',
    }


def html(found: Comparison, then: Standing) -> str:
    """All pieces, where nothing can be pressed."""
    heading = then.language.say("What if …")
    pieces = "".join(fragments(found, then).values())
    return f'<section class="csp-whatif"><h2>{heading}</h2>{pieces}</section>'


def said(found: Comparison, then: Standing) -> str:
    """The comparison in two sentences: the arrival, and the card."""
    return f"{_arrival(found.likely, then)} {_card(found.whole, then.language)}"


def notes(language: Language) -> str:
    """What the figures rest on."""
    helper = language.say(
        "A helper is reckoned as half of a step’s days, rounded up, and one day to begin together."
    )
    value = language.say("The value counts what is measured: no step moves it by itself.")
    return f"{helper} {value}"


def _arrival(arrival: Arrival, then: Standing) -> str:
    language, won, on = then.language, arrival.days_won, arrival.then_on
    if won is None:
        return language.say("The arrivals cannot be compared: only one of the two has dates.")
    length = working_length(language, abs(won))
    if on is None:
        if won == 0:
            return language.say("The route is as long as now.")
        if won > 0:
            return language.say("The route gets shorter by {length}.", length=length)
        return language.say("The route gets longer by {length}.", length=length)
    day = language.day(on, then.on)
    if won == 0:
        return language.say("Arriving about {day}, as now.", day=day)
    if won > 0:
        return language.say("Arriving about {day}, {length} earlier.", day=day, length=length)
    return language.say("Arriving about {day}, {length} later.", day=day, length=length)


def _card(mark: Mark, language: Language) -> str:
    if mark.letter_then is None:
        return language.say("There is no grade.")
    if mark.is_same:
        return language.say("The card stays at {mark}.", mark=_points(mark, language))
    if mark.letter_now is None:
        return language.say("The card would be {mark}.", mark=_points(mark, language))
    return language.say(
        "The card goes from {now} to {then}.",
        now=_points(mark, language, is_now=True),
        then=_points(mark, language),
    )


def _figures(found: Comparison, then: Standing) -> Iterator[str]:
    language = then.language
    yield _finish(language.say("Likely finish"), found.likely, then)
    if found.safe.now_weeks is not None or found.safe.then_weeks is not None:
        yield _finish(language.say("Safe finish"), found.safe, then)
    yield _mark(language.say("Report card"), found.whole, language)
    for mark in found.subjects:
        yield _mark(_subject(mark, then), mark, language)
    yield _worth(found.worth, language)


def _finish(name: str, arrival: Arrival, then: Standing) -> str:
    language, won = then.language, arrival.days_won
    shown = [
        language.short_day(day, then.on)
        if day is not None
        else language.say("no dates")
        if weeks is None
        else language.plural(ceil(weeks - NEARLY), "{n} week", "{n} weeks")
        for day, weeks in (
            (arrival.now_on, arrival.now_weeks),
            (arrival.then_on, arrival.then_weeks),
        )
    ]
    change = ""
    if won is not None and won > 0:
        change = language.plural(won, "{n} day won", "{n} days won")
    if won is not None and won < 0:
        change = language.plural(-won, "{n} day lost", "{n} days lost")
    return _figure(language, name, *shown, change=change, trend=won or 0)


def _mark(name: str, mark: Mark, language: Language) -> str:
    points = mark.change or 0
    change = ""
    if points > 0:
        change = language.plural(points, "{n} point up", "{n} points up")
    if points < 0:
        change = language.plural(-points, "{n} point down", "{n} points down")
    now, then = _points(mark, language, is_now=True), _points(mark, language)
    return _figure(language, name, now, then, change=change, trend=points)


def _worth(worth: Worth, language: Language) -> str:
    none = language.say("no figure")
    now = language.money(worth.now, worth.currency_now) if worth.has_now else none
    then = language.money(worth.then, worth.currency_then) if worth.has_then else none
    name = language.say("Likely value a year")
    trend = worth.then - worth.now if worth.currency_now == worth.currency_then else 0.0
    change = ""
    if trend and now != then:
        size = language.money(abs(trend), worth.currency_then)
        change = (
            language.say("{amount} more", amount=size)
            if trend > 0
            else language.say("{amount} less", amount=size)
        )
    return _figure(language, name, now, then, change=change, trend=trend)


def _figure(
    language: Language, name: str, now: str, then: str, *, change: str, trend: float
) -> str:
    is_same = now == then and not change
    was = language.say("as now") if is_same else language.say("now {figure}", figure=now)
    kind = "" if not change else " up" if trend > 0 else " down"
    return (
        f'<li class="{"same" if is_same else ""}"><span class="name">{esc(name)}</span>'
        f'<b>{esc(then)}</b> <span class="was">{esc(was)}</span>'
        f'<span class="change{kind}">{esc(change)}</span></li>'
    )


def _points(mark: Mark, language: Language, *, is_now: bool = False) -> str:
    points = mark.now if is_now else mark.then
    letter = mark.letter_now if is_now else mark.letter_then
    shown = [letter or "", "" if points is None else language.number(points)]
    return " ".join(filter(None, shown)) or "–"


def _subject(mark: Mark, then: Standing) -> str:
    language = then.language
    if mark.key in SUBJECTS:
        return language.say(SUBJECTS[mark.key])
    side = Side.CUSTOMER if mark.key == "customer_promises" else Side.VENDOR
    name = SideNames.of(then.plan, language).name(side)
    return language.say("Promises, {name}", name=name)


def _findings(found: Comparison, language: Language) -> Iterator[str]:
    for row in found.gone:
        yield _finding(language.say("no longer"), row, "up")
    for row in found.came:
        yield _finding(language.say("comes"), row, "down")


def _finding(word: str, row: Finding, kind: str) -> str:
    return (
        f'<li data-table="{esc(row.table)}" data-row="{esc(row.row)}">'
        f'<span>{bdi(row.sentence)}</span> <em class="{kind}">{esc(word)}</em></li>'
    )
