"""What only our own people read on a sheet: open risks, money, the renewal."""

from __future__ import annotations

from collections.abc import Iterator

from cspwidgets.journey.standing import Standing
from cspwidgets.journey.value import return_on_cost
from cspwidgets.pictures.lines import Line, some
from cspwidgets.pictures.value import value_words
from cspwidgets.plan.model import Risk


def risk_lines(standing: Standing, most: int) -> list[Line]:
    """The open risks, with who looks after each and what is done about it."""
    people = {person.id: person.name for person in standing.plan.people}

    def line(risk: Risk) -> Line:
        who = people.get(risk.owner, risk.owner)
        return Line(said=risk.name, note=" · ".join(filter(None, (who, risk.mitigation))))

    rows = [risk for risk in standing.plan.risks if risk.closed_on is None]
    return some(standing.language, rows, most, line)


def money_lines(standing: Standing) -> list[Line]:
    """The fee, the value, the return, and the renewal against the likely finish."""
    return [*_money(standing), _renewal(standing)]


def _money(standing: Standing) -> Iterator[Line]:
    language, account = standing.language, standing.plan.account
    currency = account.currency or standing.value.currency
    if account.fee is not None:
        yield Line(said=language.say("Fee a year"), day=language.money(account.fee, currency))
    if told := value_words(standing):
        yield Line(said=language.say("Value so far"), note=told)
    back = return_on_cost(standing.plan, standing.value)
    if back is not None:
        yield Line(said=language.say("Return on cost"), day=language.percent(back))


def _renewal(standing: Standing) -> Line:
    language, day = standing.language, standing.plan.account.renewal_on
    if day is None:
        return Line(said=language.say("No renewal day is known."))
    weeks, told = (day - standing.on).days // 7, language.day(day, standing.on)
    if weeks < 0:
        said = language.say("The renewal was due on {day}.", day=told)
        return Line(said=said, is_late=True)
    said = language.plural(
        weeks, "The renewal is on {day}, in {n} week.", "The renewal is on {day}, in {n} weeks.",
        day=told,
    )  # fmt: skip
    if standing.forecast.past_renewal:
        more = language.say("Work that belongs before it would end after it.")
        return Line(said=said, note=more, is_late=True)
    return Line(said=said)
