"""`csp import` and `csp export`: files in and out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cspwidgets.cli.frame import portfolio, told, write_whole
from cspwidgets.errors import CspError
from cspwidgets.plan.words import Side

if TYPE_CHECKING:
    from cspwidgets.portfolio.files import Incoming, Kind

KINDS = ("plan", "tasks", "accounts", "usage")

MOST_ROWS = 20
"""So many changes, and rows that were not taken, are shown, unless all are asked for."""


@click.command("import", epilog="Example: csp import tasks.xlsx --account 'Acme Ltd' --dry-run")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--as",
    "kind",
    type=click.Choice(KINDS),
    help="What the file holds, if that is not found out right.",
)
@click.option("--account", default="", help="Whose tasks or usage it is (id or name).")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option(
    "--day-first/--month-first", "day_first", default=None, help="How 01/02/2026 is to be read."
)
@click.option("--start", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="Day 1 of week 1.")
@click.option("--own-domain", default="", metavar="NAME", help="Your mail domain: your side.")
@click.option(
    "--side", "sides", multiple=True, metavar="NAME=SIDE", help="Whose somebody in the file is."
)
@click.option("--currency", default="", metavar="EUR", help="Of amounts that do not say theirs.")
@click.option("--metric", default="", metavar="NAME", help="What usage counts, if nothing says it.")
@click.option("--sheet", default="", help="The sheet of a workbook, if not the likeliest.")
@click.option("--column", "columns", multiple=True, metavar="NAME=FIELD", help="Correct a column.")
@click.option(
    "--all-rows", is_flag=True, help=f"Name every change and row left, not the first {MOST_ROWS}."
)
def import_command(
    files: tuple[str, ...],
    kind: Kind | None,
    account: str,
    dry_run: bool,
    day_first: bool | None,
    start: datetime | None,
    own_domain: str,
    sides: tuple[str, ...],
    currency: str,
    metric: str,
    sheet: str,
    columns: tuple[str, ...],
    all_rows: bool,
) -> int:
    """Plans (our YAML, MS Project XML); lists of tasks, accounts, usage (CSV, XLSX, Parquet).

    Says what each column was taken for, and names each row that is not taken. The same file
    again changes nothing; a newer one updates, and keeps what was edited here: each change is
    shown, with --dry-run before anything is saved. A corrected column is remembered.
    """
    from cspwidgets.exchange.imported import Answers
    from cspwidgets.portfolio.filewords import changes, summary
    from cspwidgets.widgets.telling import tell

    answers = Answers(
        day_first=day_first,
        start_on=start.date() if start else None,
        own_domain=own_domain,
        sides={name: Side(side) for name, side in _pairs("--side", sides, tuple(Side))},
        currency=currency.upper(),
        metric=metric,
        sheet=sheet,
        columns=dict(_pairs("--column", columns)),
    )
    book = portfolio()
    failed = 0
    for file in files:
        try:
            incoming = book.files.read(Path(file), kind=kind, account=account, answers=answers)
            _print_reading(incoming, all_rows=all_rows)
            if incoming.is_open:
                failed = told(f"Nothing of {file} was taken: answer the question first.", 1)
                continue
            each = list(changes(incoming, tell=tell, load=lambda one: book.plan(one).plan))
            if dry_run:
                click.echo("A dry run: nothing is saved.")
            else:
                book.files.take(incoming)
            for line in summary(incoming):
                click.echo(f"{file}: {line}")
            _print_changes(each, all_rows=all_rows)
            for plan in incoming.new[:1] if not dry_run else ():
                click.echo(f"Next: csp show {plan.id}")
        except CspError as error:
            failed = told(f"{file}: {error.sentence}", 1)
    return failed


@click.command("export", epilog="Example: csp export northwind --to northwind.yaml")
@click.argument("account")
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A .yaml, .xlsx, .csv or .ics file. Without it the YAML is printed.",
)
def export_command(account: str, target: Path | None) -> None:
    """ACCOUNT's plan as one readable text file, a workbook, a sheet or a calendar."""
    suffix = target.suffix.lower() if target else ".yaml"
    data = portfolio().files.export(account, suffix)
    if target is None:
        click.echo(data, nl=False)
        return
    write_whole(target, data)
    click.echo(f"Wrote {target}.")


def _pairs(
    option: str, given: Iterable[str], values: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    for pair in given:
        name, equals, value = pair.rpartition("=")
        if not equals:
            raise click.BadParameter(f"{pair!r} is not NAME=VALUE.", param_hint=option)
        if values and value not in values:
            known = ", ".join(values)
            raise click.BadParameter(f"{value!r} is none of {known}.", param_hint=option)
        yield name, value


def _print_changes(lines: list[str], *, all_rows: bool) -> None:
    shown = lines if all_rows else lines[:MOST_ROWS]
    for line in shown:
        click.echo(f"  {line}")
    if len(shown) < len(lines):
        click.echo(f"  and {len(lines) - len(shown)} more changes; --all-rows names them.")


def _print_reading(incoming: Incoming, *, all_rows: bool) -> None:
    read = incoming.read
    if read is None:
        return
    mapping = read.mapping
    click.echo(f"{incoming.file}: {incoming.kind}")
    width = max((len(column.name) for column in mapping.columns), default=0)
    for column in mapping.columns:
        click.echo(f"  {column.name:<{min(width, 32)}}  {column.meaning}")
    for remark in read.remarks:
        click.echo(f"  {remark}")
    shown = read.not_taken if all_rows else read.not_taken[:MOST_ROWS]
    if shown:
        click.echo("Not taken:")
    for left in shown:
        what = f"column {left.column!r}" if left.column else "the row"
        cells = " | ".join(cell for cell in left.cells if cell)[:60]
        click.echo(f"  line {left.line}, {what}: {left.reason} ({cells})")
    if len(shown) < len(read.not_taken):
        click.echo(f"  and {len(read.not_taken) - len(shown)} more; --all-rows names them.")
    for question in read.questions:
        click.echo(("Question: " if question.must_answer else "Worth a look: ") + question.sentence)
