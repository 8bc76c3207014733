"""`csp demo`, `csp new` and `csp agree`: plans begin here."""

from __future__ import annotations

from datetime import datetime

import click

from cspwidgets.cli.frame import portfolio


@click.command("demo", epilog="Example: csp demo && csp accounts")
@click.option(
    "--reset",
    is_flag=True,
    help="Make the demo accounts anew, as of this week. Their pages and links are gone.",
)
def demo_command(reset: bool) -> None:
    """Load the four demo accounts. Doing it again changes nothing."""
    book = portfolio()
    links = len(book.sharing.links()) if reset else 0
    made = book.load_demo(reset=reset)
    if made:
        click.echo(f"Loaded {', '.join(made)}. Next: csp show {made[0]}")
        if ended := links and links - len(book.sharing.links()):
            click.echo(f"What was published of them is gone, with {_links(ended)}: send new ones.")
    else:
        click.echo("The demo accounts are there already; --reset makes them anew.")


@click.command("new", epilog="Example: csp new 'Acme Ltd' --template saas-onboarding")
@click.argument("account")
@click.option("--template", required=True, help="A journey's name, or a YAML file of your own.")
@click.option(
    "--start",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="The first day, like 2026-09-01. Without it the plan has a pace and no dates.",
)
@click.option("--id", "id_", default="", help="The account's id; made of its name if left out.")
def new_command(account: str, template: str, start: datetime | None, id_: str) -> None:
    """A plan for ACCOUNT (the customer's name) from a journey."""
    saved = portfolio().new(
        account, template=template, start_on=start.date() if start else None, account=id_
    )
    plan = saved.plan
    click.echo(
        f"Made {plan.id}: {len(plan.stages)} stages, {len(plan.activities)} activities. "
        f"Next: fill in its outcomes (csp check {plan.id} says which)."
    )


@click.command("agree", epilog="Example: csp agree northwind --by 'Dana Whitlock, Priya Nair'")
@click.argument("account")
@click.option("--by", required=True, metavar="NAMES", help="Who agreed, separated by commas.")
def agree_command(account: str, by: str) -> None:
    """Freeze ACCOUNT's dates as the baseline that both sides agreed on."""
    names = tuple(name.strip() for name in by.split(",") if name.strip())
    agreement = portfolio().agree(account, by=names)
    click.echo(
        f"Agreed on {agreement.on:%Y-%m-%d} by {', '.join(agreement.by)}: "
        f"{len(agreement.steps)} steps, arriving on {agreement.finish_on:%Y-%m-%d}."
    )


def _links(count: int) -> str:
    return "1 link" if count == 1 else f"{count} links"
