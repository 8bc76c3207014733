"""`csp qbr`: quarterly reviews in batch, as pages, PDFs and slides."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cspwidgets.cli.frame import portfolio

if TYPE_CHECKING:
    from cspwidgets.portfolio.reviewbatch import Request, ReviewBatch
    from cspwidgets.reports.order import Outcome

FORMATS = ("html", "pdf", "pptx")
MOST_LINES = 30
"""Up to so many reviews are all named in the closing table; of more, those that failed."""


@click.command(
    "qbr", epilog="Example: csp qbr --all --period 2026Q3 --to html,pdf,pptx --out reports"
)
@click.argument("accounts", nargs=-1, metavar="[ACCOUNT]...")
@click.option("--all", "everyone", is_flag=True, help="Every account.")
@click.option("--period", required=True, metavar="2026Q3", help="The calendar quarter.")
@click.option(
    "--to", "formats", default="html", show_default=True, help="html, pdf, pptx, or some of them."
)
@click.option(
    "--out", default="reports", show_default=True, help="A folder, or s3://BUCKET/FOLDER."
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="The day to tell of; else the quarter's last day, or today if that is earlier.",
)
@click.option(
    "--audience",
    type=click.Choice(["customer", "internal"]),
    default="customer",
    show_default=True,
    help="Who reads it. Money, renewal and risks marked internal are for internal only.",
)
@click.option("--language", default="", metavar="en|de", help="Else CSP_LANGUAGE's.")
@click.option("--jobs", type=click.IntRange(1), help="How many at once; else one for each core.")
@click.option("--cluster", default="", metavar="tcp://HOST:PORT", help="A Dask scheduler.")
@click.option(
    "--refresh",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="DECK.pptx",
    help="Put new figures into slides that were edited by hand (one ACCOUNT).",
)
@click.option("--force", is_flag=True, help="Make also what is fresh.")
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON, for programs.")
def qbr_command(
    accounts: tuple[str, ...], everyone: bool, refresh: Path | None, as_json: bool, **options: Any
) -> int:
    """Quarterly reviews of ACCOUNT..., or of --all; what has not changed is not made again.

    Each has a page, a PDF or slides, the text of an e-mail, and its notebook. A review that
    fails stops no other: it is named at the end, and its notebook is kept, marked at the cell.
    """
    from cspwidgets.settings import one_thread_each

    if everyone == bool(accounts):
        raise click.UsageError("Name the accounts, or say --all.")
    request = _request(accounts, options, refresh)
    one_thread_each()
    batch = portfolio().review_batch(request)
    try:
        _run(batch)
    except KeyboardInterrupt:
        _close(batch, as_json=as_json)
        raise
    _close(batch, as_json=as_json)
    return 1 if batch.summary()["failed"] else 0


def _request(accounts: tuple[str, ...], options: dict[str, Any], deck: Path | None) -> Request:
    from cspwidgets.errors import SettingsError
    from cspwidgets.journey.period import Period
    from cspwidgets.language.catalogue import tags
    from cspwidgets.portfolio.reviewbatch import Request

    formats = tuple(word.strip().lower() for word in options["formats"].split(",") if word.strip())
    if not formats or set(formats) - set(FORMATS):
        raise click.BadParameter(f"choose of {', '.join(FORMATS)}.", param_hint="--to")
    if options["language"] not in ("", *tags()):
        raise click.BadParameter(f"choose of {', '.join(tags())}.", param_hint="--language")
    if deck is not None and len(accounts) != 1:
        raise click.UsageError("--refresh takes the deck of one account; name that account.")
    try:
        period = Period.of(options["period"])
    except SettingsError as error:
        raise click.BadParameter(error.sentence, param_hint="--period") from error
    as_of: datetime | None = options["as_of"]
    return Request(
        accounts=accounts,
        period=period,
        as_of=as_of.date() if as_of else None,
        audience=options["audience"],
        language=options["language"],
        formats=("pptx",) if deck is not None else formats,
        out=options["out"],
        jobs=options["jobs"] or 0,
        cluster=options["cluster"],
        deck=deck.read_bytes() if deck is not None else b"",
        force=options["force"],
    )


def _run(batch: ReviewBatch) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft

    columns = (
        TextColumn("[progress.description]{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeLeft(),
        TextColumn("left"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Reviews", total=batch.total, completed=len(batch.outcomes))
        for _ in batch.run():
            progress.advance(task)


def _close(batch: ReviewBatch, *, as_json: bool) -> None:
    batch.write_summary()
    summary = batch.summary()
    if as_json:
        click.echo(json.dumps(summary, ensure_ascii=False, indent=2))
        return
    counts = ", ".join(f"{summary[status]} {status}" for status in ("made", "fresh", "failed"))
    left = batch.total - len(batch.outcomes)
    more = f", {left} not begun" if left else ""
    is_short = batch.total <= MOST_LINES
    shown = [each for each in batch.outcomes if is_short or each.status == "failed" or each.remarks]
    if shown:
        from cspwidgets.cli.show import terminal

        terminal().print(_table(shown))
    click.echo(f"{counts}{more}. In {summary['out']}")


def _table(outcomes: Sequence[Outcome]) -> Any:
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("account", "", "cell", "what"):
        table.add_column(name, overflow="fold", no_wrap=name in ("", "cell"))
    order = {"failed": 0, "made": 1, "fresh": 2}
    for each in sorted(outcomes, key=lambda each: (order[each.status], each.account)):
        told = each.reason or " ".join(file.rpartition(".")[2] for file in each.files)
        table.add_row(
            escape(each.account),
            each.status,
            str(each.cell or ""),
            escape("\n".join((told, *each.remarks))),
        )
    return table
