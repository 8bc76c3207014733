"""What was decided at the last touch point, as far as both sides may know it."""

from __future__ import annotations

from cspwidgets.journey.meeting import last_touch_points
from cspwidgets.journey.standing import Standing
from cspwidgets.pictures.lines import written
from cspwidgets.pictures.markup import bdi, esc
from cspwidgets.pictures.words import touch_point_of


def decided(standing: Standing) -> str:
    """The decisions and the notes for both sides; nothing, where none were recorded."""
    language, on = standing.language, standing.on
    rows = last_touch_points(standing.plan, on)
    lines = [(row, line.said) for row in rows for line in written(row.decisions)]
    lines += [(row, line.said) for row in rows for line in written(row.shared_notes)]
    if not lines:
        return ""
    newest = lines[0][0]
    then = touch_point_of(newest.kind.value, language.day(newest.on, on), language)
    title = esc(language.say("What was decided"))
    items = "".join(f"<li>{bdi(said)}</li>" for _, said in lines)
    return (
        f'<section class="csp-promises csp-decided" aria-label="{title}">'
        f'<h2>{title} <small>{esc(then)}</small></h2><ul class="csp-card">{items}</ul></section>'
    )
