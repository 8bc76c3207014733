"""A review's sections, in the order in which they are read."""

from __future__ import annotations

from cspwidgets.pictures.markup import one_line
from cspwidgets.reports.document import ReviewHead, Section
from cspwidgets.reports.sections_adoption import adoption
from cspwidgets.reports.sections_card import reportcard
from cspwidgets.reports.sections_definitions import definitions
from cspwidgets.reports.sections_next import next_quarter, risks
from cspwidgets.reports.sections_renewal import renewal
from cspwidgets.reports.sections_summary import summary
from cspwidgets.reports.sections_value import value
from cspwidgets.reports.sections_work import lessons, worked
from cspwidgets.reports.words import Words


def sections(words: Words) -> tuple[Section, ...]:
    """All sections, the cover first; that on the renewal only for the vendor's own people."""
    return (
        cover(words),
        summary(words),
        value(words),
        reportcard(words),
        adoption(words),
        worked(words),
        lessons(words),
        risks(words),
        next_quarter(words),
        *renewal(words),
        definitions(words),
    )


def cover(words: Words) -> Section:
    """The title page: its head says what the whole document is."""
    facts = words.facts
    account = facts.plan.account
    title = words.say("Quarterly review")
    return Section(
        kind="cover",
        title=title,
        notes=words.say("Thank everybody who is here, and say how long it takes."),
        head=ReviewHead(
            title=title,
            account=one_line(facts.plan.id),
            name=one_line(account.name) or one_line(facts.plan.id),
            vendor=one_line(account.vendor),
            period=str(facts.period),
            period_in_words=words.period(),
            audience=words.audience,
            language=words.language.tag,
            as_of=facts.on.isoformat(),
            as_of_in_words=words.language.day(facts.on),
        ),
    )
