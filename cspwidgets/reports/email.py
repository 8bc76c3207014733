"""A review in an e-mail: a subject and five lines, plain text, ready to be sent or changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cspwidgets.language.language import Language
from cspwidgets.reports.document import (
    Block,
    Figures,
    Items,
    Lead,
    ReviewHead,
    Section,
    sections_of,
)

MOST_FIGURES = 2


def email_of(notebook: Mapping[str, Any]) -> str:
    """The e-mail about an executed notebook: where we are, what it brought, what is next.

    Raises
    ------
    UnreadableFile
        The notebook shows no review.
    """
    sections = {section.kind: section for section in sections_of(notebook)}
    head, summary = sections["cover"].head, sections.get("summary")
    assert head is not None
    language = Language.of(head.language)
    lines = [_subject(head, language), "", *_lines(summary, language)]
    return "\n".join(lines) + "\n"


def _subject(head: ReviewHead, language: Language) -> str:
    about = f"{head.name}: {head.title} – {head.period_in_words}"
    return language.say("Subject: {subject}", subject=_line(about))


def _lines(summary: Section | None, language: Language) -> Iterator[str]:
    blocks: tuple[Block, ...] = summary.blocks if summary else ()
    leads = [block for block in blocks if isinstance(block, Lead)]
    for lead in leads[-1:]:
        yield _told(lead.label, lead.text)
    for figures in [block for block in blocks if isinstance(block, Figures)][:1]:
        said = "; ".join(_figures(figures))
        yield _told(language.say("What it brought"), f"{said}.")
    items = {block.about: block for block in blocks if isinstance(block, Items)}
    for about in ("wins", "turns", "asks"):
        if about in items:
            yield _told(items[about].title, _first(items[about]))


def _figures(figures: Figures) -> Iterator[str]:
    for figure in figures.items[:MOST_FIGURES]:
        beside = [
            f"{label}: {value}"
            for label, value in (
                (figures.before_label, figure.before),
                (figures.goal_label, figure.goal),
            )
            if value
        ]
        yield f"{figure.label} {figure.now}" + (f" ({', '.join(beside)})" if beside else "")


def _first(items: Items) -> str:
    if not items.items:
        return items.empty
    first = items.items[0]
    return f"{first.text} ({first.note})" if first.note else first.text


def _told(label: str, text: str) -> str:
    return _line(f"{label}: {text}" if label else text)


def _line(text: str) -> str:
    return " ".join(text.split())
