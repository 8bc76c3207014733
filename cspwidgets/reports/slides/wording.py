"""The words of a review as paragraphs of slides: sentences, lists, and figures on cards."""

from __future__ import annotations

from cspwidgets.pictures.markup import one_line
from cspwidgets.reports.document import Cell, Figure, Figures, Items, Lead, Paragraph, Tone
from cspwidgets.reports.slides.elements import Line
from cspwidgets.reports.slides.parts import ColumnsPart, WordsPart

_LABEL, _LEAD, _TEXT, _TITLE, _ITEM, _NOTE, _NOW = 12.0, 18.0, 16.0, 16.0, 15.0, 13.0, 26.0
_SHORT, _WORDY = 12, 18.0
_CARDS_IN_A_ROW, _FEWEST = 4, 3
_CARD_GAP = 14.0


def lead_of(key: str, lead: Lead) -> WordsPart:
    """A sentence that says it all, under its label."""
    text = Line(id="text", text=lead.text, size=_LEAD, bold=True, tone=lead.tone, above=2)
    if not lead.label:
        return WordsPart(key, (text,))
    return WordsPart(key, (Line(id="title", text=lead.label, size=_LABEL, tone="soft"), text))


def paragraph_of(key: str, paragraph: Paragraph) -> WordsPart:
    """Running text, one paragraph for each line break."""
    texts = [text for text in paragraph.text.splitlines() if text.strip()] or [paragraph.text]
    lines = (
        Line(id=f"text{place}", text=text, size=_TEXT, tone=paragraph.tone, above=6)
        for place, text in enumerate(texts)
    )
    return WordsPart(key, tuple(lines))


def items_of(key: str, items: Items) -> WordsPart:
    """A titled list; a note stands small under its item."""
    lines = [Line(id="title", text=items.title, size=_TITLE, bold=True)] if items.title else []
    for place, item in enumerate(items.items):
        lines += _item(place, item)
    if not items.items and items.empty:
        lines.append(Line(id="empty", text=items.empty, size=_ITEM, tone="soft", above=5))
    return WordsPart(key, tuple(lines))


def cards_of(section: str, figures: Figures) -> list[ColumnsPart]:
    """Figures on cards, four in a row; each says what it was and what it should be."""
    cards = [
        _card(f"{section}:figure:{one_line(figure.id)}", figure, figures)
        for figure in figures.items
    ]
    rows = [
        cards[first : first + _CARDS_IN_A_ROW] for first in range(0, len(cards), _CARDS_IN_A_ROW)
    ]
    gaps = [max(_FEWEST - len(row), 0) for row in rows]
    return [
        ColumnsPart((*row, *(None,) * gap), (1.0,) * (len(row) + gap), _CARD_GAP)
        for row, gap in zip(rows, gaps, strict=True)
    ]


def _item(place: int, item: Cell) -> list[Line]:
    text = Line(id=f"item{place}", text=item.text, size=_ITEM, bold=item.strong, tone=item.tone,
                link=item.link, above=5, bullet=True)  # fmt: skip
    if not item.note:
        return [text]
    note = Line(id=f"note{place}", text=item.note, size=_NOTE, tone="soft", bullet=True)
    return [text, note]


def _card(key: str, figure: Figure, figures: Figures) -> WordsPart:
    size = _NOW if len(figure.now) <= _SHORT else _WORDY
    # The figure comes first, so that the figures of a row stand on one line.
    lines = [
        Line(id="now", text=figure.now, size=size, bold=True, tone=_large(figure)),
        Line(id="label", text=figure.label, size=_NOTE),
    ]
    compared = [
        f"{label} {value}".strip()
        for label, value in (
            (figures.before_label, figure.before),
            (figures.goal_label, figure.goal),
        )
        if value
    ]
    lines += [
        Line(id=f"compared{place}", text=text, size=_LABEL, tone="soft")
        for place, text in enumerate(compared)
    ]
    if figure.note:
        lines.append(Line(id="note", text=figure.note, size=_LABEL, tone=figure.tone, above=2))
    return WordsPart(key, tuple(lines), card=True)


def _large(figure: Figure) -> Tone:
    # The figure itself is coloured only where no words say the same.
    return "" if figure.note else figure.tone
