"""`csp accounts`, `csp show` and `csp check`: the book, one plan, and what is worth a look."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from cspwidgets.cli.frame import portfolio, told, write_whole
from cspwidgets.errors import CspError


@click.command("accounts", epilog="Example: csp accounts --json | jq '.[0]'")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def accounts_command(as_json: bool) -> None:
    """Every account, the one that needs you most first."""
    from cspwidgets.cli.show import account_data, accounts_table, terminal

    book = portfolio()
    lines = book.accounts()
    if as_json:
        click.echo(json.dumps([account_data(line) for line in lines], ensure_ascii=False, indent=2))
    elif lines:
        terminal().print(accounts_table(lines))
    else:
        click.echo(
            "There are no accounts yet. Begin with: csp demo, "
            "or csp new 'Acme Ltd' --template saas-onboarding"
        )


@click.command("show", epilog="Example: csp show northwind")
@click.argument("account")
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON, for programs.")
@click.option(
    "--meeting",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.html",
    help="Write the one page for a meeting instead: only what both sides may see.",
)
@click.option(
    "--handover",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.html",
    help="Write the one page for a new CSM instead: internal.",
)
def show_command(account: str, as_json: bool, meeting: Path | None, handover: Path | None) -> None:
    """ACCOUNT's plan: where it is, what is next and whose turn it is, what it brought."""
    from cspwidgets.cli.show import account_data, plan_page, terminal

    book = portfolio()
    if meeting:
        write_whole(meeting, book.sheets.meeting_file(account))
        click.echo(f"Wrote {meeting}: for both sides, nothing internal is in it.")
    if handover:
        write_whole(handover, book.sheets.handover_file(account))
        click.echo(f"Wrote {handover}: internal, for the new CSM.")
    if meeting or handover:
        return
    if as_json:
        line = next(line for line in book.accounts() if line.saved.plan.id == account)
        click.echo(json.dumps(account_data(line), ensure_ascii=False, indent=2))
        return
    terminal().print(plan_page(book.standing(account)))


@click.command("check", epilog="Example: csp check northwind --strict")
@click.argument("accounts", nargs=-1, metavar="[ACCOUNT]...")
@click.option("--strict", is_flag=True, help="End with 1 if anything is found.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def check_command(accounts: tuple[str, ...], strict: bool, as_json: bool) -> int:
    """What is worth a look in a plan, with a stable code and how to mend it."""
    book = portfolio()
    wanted = accounts or tuple(line.id for line in book.store.accounts())
    found: list[dict[str, Any]] = []
    failed = 0
    for account in wanted:
        try:
            findings = book.findings(account)
        except CspError as error:
            failed = told(error.sentence, 1)
            continue
        found += [
            {
                "account": account,
                "code": finding.code,
                "sentence": finding.sentence,
                "mend": finding.mend,
                "table": finding.table,
                "row": finding.row,
            }
            for finding in findings
        ]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        _print_findings(found, len(wanted))
    return 1 if failed or (strict and found) else 0


def _print_findings(found: list[dict[str, Any]], plans: int) -> None:
    for finding in found:
        click.echo(f"{finding['account']}  {finding['code']}: {finding['sentence']}")
        click.echo(click.style(f"    {finding['mend']}", dim=True))
    what = f"{len(found)} finding{'s' if len(found) != 1 else ''}"
    click.echo(f"{what} in {plans} plan{'s' if plans != 1 else ''}.")
