"""`csp learn`: the journey of the most successful finished plans, as a template."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cspwidgets.cli.frame import portfolio, write_whole

if TYPE_CHECKING:
    from cspwidgets.journey.learn import Learned, Lesson
    from cspwidgets.portfolio.journeys import Journeys

_HOW_TO_CORRECT = """\
# Each title on the left counts as the step on the right.
# Not the same step? Put its own title on the right as well.
# One step under two titles? Add a line for it.
"""


@click.command(
    "learn", epilog="Example: csp learn --out best.yaml && csp new Acme --template best.yaml"
)
@click.argument(
    "files",
    nargs=-1,
    metavar="[FILE]...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.yaml",
    help="Write the journey there, as a template for new plans.",
)
@click.option(
    "--same",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.yaml",
    help="Which titles are one step: a line “Title: what it counts as” for each.",
)
@click.option(
    "--matches",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.yaml",
    help="Write there which titles were taken as one step, to correct and give to --same.",
)
@click.option(
    "--keep",
    is_flag=True,
    help="Offer the journey under “New plan”, and let what --same says hold from now on.",
)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def learn_command(
    files: tuple[Path, ...],
    out: Path | None,
    same: Path | None,
    matches: Path | None,
    keep: bool,
    as_json: bool,
) -> None:
    """What the most successful customers did, and in which order.

    It looks at the finished plans of the store that say how they ended, and at plans in FILEs; the
    best third of them is compared with the others.
    """
    from cspwidgets.plan.template import template_to_yaml
    from cspwidgets.portfolio.journeys import read_same

    book = portfolio()
    kept, said = book.journeys.same_file, read_same(same) if same else None
    learned = book.learn(files, same=said)
    journey = template_to_yaml(learned.template).encode()
    told = []
    if said is None and kept.is_file():
        told.append(f"Titles count as it is kept in {kept}.")
    if matches:
        write_whole(matches, _matches(learned).encode())
        told.append(f"Wrote {matches}. Correct it, then: csp learn --same {matches}")
    if out:
        write_whole(out, journey)
        told.append(f"Wrote {out}. Next: csp new NAME --template {out}")
    if keep:
        _keep(book.journeys, journey, same)
        told.append("Kept: it is offered under “New plan”, and as csp new NAME --template learned")
    if as_json:
        click.echo(json.dumps(_data(learned), ensure_ascii=False, indent=2))
        return
    _print(learned)
    for line in told:
        click.echo(line)


def _keep(journeys: Journeys, journey: bytes, same: Path | None) -> None:
    journeys.learned_file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(journeys.learned_file, journey)
    if same and same.resolve() != journeys.same_file.resolve():
        write_whole(journeys.same_file, same.read_bytes())


def _matches(learned: Learned) -> str:
    from cspwidgets.plan.yamltext import write_yaml

    found = {
        title: lesson.titles[0]
        for lesson in sorted(learned.lessons, key=lambda each: each.titles[0].casefold())
        for title in lesson.titles[1:]
    }
    return _HOW_TO_CORRECT + (write_yaml(found) if found else "{}\n")


def _print(learned: Learned) -> None:
    from rich.table import Table
    from rich.text import Text

    from cspwidgets.cli.show import terminal

    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("Step", overflow="fold", min_width=24)
    table.add_column("Side")
    table.add_column("Best", justify="right")
    table.add_column("Others", justify="right")
    table.add_column("Difference", no_wrap=True)
    table.add_column("Days", justify="right")
    for lesson in learned.lessons:
        name = Text(lesson.titles[0])
        if len(lesson.titles) > 1:
            name.append("\nalso: " + ", ".join(lesson.titles[1:]), style="dim")
        row = (lesson.side.value, _share(lesson.best), _share(lesson.rest), _difference(lesson))
        table.add_row(name, *row, f"{lesson.days:g}" if lesson.days is not None else "")
    template = learned.template
    has_more = any(len(lesson.titles) > 1 for lesson in learned.lessons)
    pace = template.pace_prior
    printed = terminal()
    printed.print(table, highlight=False)
    printed.print(f"\nThe best: {', '.join(learned.best)}.", highlight=False)
    printed.print(
        f"Their journey has {len(template.activities)} steps in {len(template.stages)} stages. "
        f"Pace for new plans: customer {pace.customer:g}, vendor {pace.vendor:g}, partner "
        f"{pace.partner:g} days for each planned one.",
        highlight=False,
    )
    if has_more:
        printed.print(
            "“also”: taken as one step, by the id of their template or by their titles. To correct "
            "it: csp learn --matches same.yaml",
            highlight=False,
        )
    printed.print(
        "Difference: percentage points and 95 % interval; * is more than accident. What the best "
        "have in common is no proof of its cause.",
        highlight=False,
    )


def _share(share: Any) -> str:
    return f"{share.done} of {share.of}"


def _difference(lesson: Lesson) -> str:
    value, low, high = (round(100 * each) for each in lesson.lift)
    return f"{value:+d} ({low:+d} to {high:+d}){' *' if lesson.is_sure else ''}"


def _data(learned: Learned) -> dict[str, Any]:
    return {
        "best": list(learned.best),
        "others": learned.rest,
        "steps_in_journey": len(learned.template.activities),
        "pace": {
            side: getattr(learned.template.pace_prior, side)
            for side in ("customer", "vendor", "partner")
        },
        "steps": [
            {
                "title": lesson.titles[0],
                "also": list(lesson.titles[1:]),
                "side": lesson.side.value,
                "best": list(lesson.best),
                "others": list(lesson.rest),
                "lift": [round(each, 4) for each in lesson.lift],
                "is_sure": lesson.is_sure,
                "days": lesson.days,
                "in_journey": lesson.is_kept,
            }
            for lesson in learned.lessons
        ],
    }
