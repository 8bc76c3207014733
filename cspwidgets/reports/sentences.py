"""Wins and lessons as sentences: honest, kind, specific, and equal for both sides."""

from __future__ import annotations

from cspwidgets.journey.review import OutcomeLine
from cspwidgets.journey.reviewwins import Win
from cspwidgets.journey.reviewwork import Moved
from cspwidgets.journey.sentences import capital
from cspwidgets.pictures.markup import one_line, short
from cspwidgets.plan.words import ActivityState
from cspwidgets.reports.words import Words


def win_words(words: Words, win: Win) -> str:
    """One thing that went well, with its figures."""
    if win.line is not None:
        if win.kind == "moved":
            return _moved(words, win.line)
        return _reached(words, win.line) if win.kind == "reached" else _held(words, win.line)
    if win.kind == "stage":
        names = words.listed([one_line(stage.name) for stage in win.stages])
        count = len(win.stages)
        return words.plural(count, "{names} is complete.", "{names} are complete.", names=names)
    if win.kind == "steps":
        count, named = len(win.steps), words.listed([words.title(row) for row in win.steps])
        told = words.plural(
            count,
            "One more step is done: {named}.",
            "{n:word} more steps are done: {named}.",
            named=named,
        )
        return capital(told)
    if win.kind == "adoption":
        now = words.language.percent(win.share)
        if win.share_before is None:
            return words.say("{now} of the seats are in use.", now=now)
        was = words.language.percent(win.share_before)
        return words.say("{now} of the seats are in use, up from {was}.", now=now, was=was)
    return words.plural(
        win.count,
        "The one promised day that came was kept.",
        "All {n:word} promised days that came were kept.",
    )


def _reached(words: Words, line: OutcomeLine) -> str:
    return words.say(
        "{name} has reached its goal: {now}, the goal was {goal}.",
        name=short(words.name(line.outcome)),
        now=words.amount(line.gain.current, line.outcome),
        goal=words.amount(line.outcome.target, line.outcome),
    )


def _held(words: Words, line: OutcomeLine) -> str:
    name = short(words.name(line.outcome))
    now = words.amount(line.gain.current, line.outcome)
    return words.say("{name} is held where it should be: {now}.", name=name, now=now)


def _moved(words: Words, line: OutcomeLine) -> str:
    outcome, gain = line.outcome, line.gain
    name, now = short(words.name(outcome)), words.amount(gain.current, outcome)
    way = words.language.percent(gain.gain or 0.0)
    if line.value_before is None:
        was = words.amount(outcome.baseline, outcome)
        return words.say(
            "{name}: {now}, from {was} at the start; {way} of the way to the goal.",
            name=name, now=now, was=was, way=way,
        )  # fmt: skip
    was, then = words.amount(line.value_before, outcome), words.review_before()
    return words.say(
        "{name}: {now}, from {was} at {then}; {way} of the way to the goal.",
        name=name, now=now, was=was, then=then, way=way,
    )  # fmt: skip


def lesson_words(words: Words, moved: Moved) -> str:
    """A promised day that was not kept, in one sentence without blame."""
    title, day = words.quoted(words.title(moved.activity)), words.day(moved.promised_on)
    if moved.ended_on is not None:
        return words.say(
            "{title} was promised for {day} and done on {ended}.",
            title=title, day=day, ended=words.day(moved.ended_on),
        )  # fmt: skip
    if moved.activity.state is ActivityState.SKIPPED:
        return words.say("{title} was promised for {day} and then left out.", title=title, day=day)
    again = moved.activity.promised_on
    if moved.moved_on is not None and again is not None and again > moved.promised_on:
        return words.say(
            "{title} was promised for {day} and moved to {again}.",
            title=title, day=day, again=words.day(again),
        )  # fmt: skip
    return words.say("{title} was promised for {day} and is still open.", title=title, day=day)
