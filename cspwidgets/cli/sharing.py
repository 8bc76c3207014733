"""`csp publish`, `unpublish`, `link`, `links` and `revoke`: the customer's page and who has it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from cspwidgets.cli.frame import portfolio
from cspwidgets.errors import SettingsError

if TYPE_CHECKING:
    from cspwidgets.portfolio import Portfolio
    from cspwidgets.portfolio.sharing import LinkLine

_ID_IN_ADDRESS = re.compile(r"(?:.*/plans/)?([^/?#]+)[/?#]?.*", re.DOTALL)


@click.command("publish", epilog="Example: csp publish northwind && csp link northwind --for COO")
@click.argument("account")
@click.option(
    "--language", default="", metavar="en|de", help="Else the page's before, else CSP_LANGUAGE's."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def publish_command(account: str, language: str, as_json: bool) -> None:
    """Freeze ACCOUNT's page as it is today, and show it to everybody who has a link.

    Nothing internal is in it. What becomes of the plan later is shown when it is published again.
    """
    book = portfolio()
    _check_language(language)
    before = book.sharing.shown(account)
    sha256 = book.sharing.publish(account, language=language)
    page, works = book.store.pages.page(sha256), _working(book, account)
    facts = {
        "account": account,
        "page": sha256,
        "taken_on": page.taken_on.isoformat(),
        "language": page.language,
        "is_new": before is None or before.page.sha256 != sha256,
        "links": works,
    }
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    name = book.plan(account).plan.account.name
    if facts["is_new"]:
        click.echo(f"Published the page of {name}, as of {page.taken_on:%Y-%m-%d}.")
    else:
        click.echo(f"The page of {name} is published already: nothing in it has changed.")
    if works:
        click.echo(f"{_links(works)} to it. Who opened it when: csp links {account}")
    else:
        click.echo(f"Nobody has a link to it yet. Next: csp link {account} --for NAME")


@click.command("unpublish", epilog="Example: csp unpublish northwind")
@click.argument("account")
def unpublish_command(account: str) -> None:
    """Take ACCOUNT's page back: its links show nothing until it is published again."""
    book = portfolio()
    works = _working(book, account)
    book.sharing.unpublish(account)
    name = book.plan(account).plan.account.name
    click.echo(f"The page of {name} is taken back; nobody can see it.")
    if works:
        click.echo(f"{_links(works)}: it shows nothing until csp publish {account}")


@click.command("link", epilog="Example: csp link northwind --for COO --expires 90d")
@click.argument("account")
@click.option("--for", "person", required=True, metavar="PERSON", help="Whom you give it to.")
@click.option(
    "--expires", default="", metavar="90d", help="90d, 12w, 6m, 1y or a day; else until you end it."
)
@click.option("--pin", is_flag=True, help="Always show the page that is the newest now.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def link_command(account: str, person: str, expires: str, pin: bool, as_json: bool) -> None:
    """A new link to ACCOUNT's page for one person; it is printed once and kept nowhere.

    Who has the link sees the page, without a login: make one for each person.
    """
    book = portfolio()
    try:
        sent = book.sharing.link(account, person=person, expires=expires, pin=pin)
    except SettingsError as error:
        hint = {"expires": "--expires", "person": "--for"}.get(error.name)
        raise click.BadParameter(error.sentence, param_hint=hint) from error
    line = next(line for line in book.sharing.links(account) if line.link.id == sent.id)
    if as_json:
        facts = {**_link_data(line), "address": sent.address}
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    from cspwidgets.portfolio.linkwords import until_words

    click.echo(sent.address)
    click.echo(
        f"For {line.link.person}, {until_words(line)}. This is the only time it is told; "
        f"csp revoke {sent.id} ends it.",
        err=True,
    )
    if book.sharing.is_local:
        click.echo(
            "Only this machine can open it. Set CSP_BASE_URL to the address that "
            "customers use, and make a new one.",
            err=True,
        )


@click.command("links", epilog="Example: csp links northwind --json")
@click.argument("account", required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def links_command(account: str | None, as_json: bool) -> None:
    """Who has a link to ACCOUNT's page (or to any), and when it was opened.

    A link counts as opened when its page was in sight for five seconds. Mail scanners that run
    scripts may count, too.
    """
    lines = portfolio().sharing.links(account)
    if as_json:
        click.echo(json.dumps([_link_data(line) for line in lines], ensure_ascii=False, indent=2))
    elif lines:
        from cspwidgets.cli.show import terminal

        terminal().print(_table(lines, has_accounts=account is None))
    else:
        name = account or "ACCOUNT"
        click.echo(f"Nobody has a link. Next: csp publish {name} && csp link {name} --for NAME")


@click.command("revoke", epilog="Example: csp revoke 3f9c2a71d0b84e65a1c7")
@click.argument("link")
def revoke_command(link: str) -> None:
    """End LINK for good, from its next request on; LINK is its id, or all of it.

    The others are not touched. It cannot be brought back; a new one can be made.
    """
    ended = portfolio().sharing.revoke(_ID_IN_ADDRESS.sub(r"\1", link.strip()))
    click.echo(
        f"The link of {ended.person} to {ended.account} is ended. "
        f"A new one: csp link {ended.account} --for NAME"
    )


def _check_language(language: str) -> None:
    from cspwidgets.language.catalogue import tags

    if language not in ("", *tags()):
        raise click.BadParameter(f"choose of {', '.join(tags())}.", param_hint="--language")


def _working(book: Portfolio, account: str) -> int:
    from cspwidgets.portfolio.sharing import LinkWord

    return sum(line.word is LinkWord.WORKS for line in book.sharing.links(account))


def _links(count: int) -> str:
    return "1 person has a link" if count == 1 else f"{count} people have a link"


def _link_data(line: LinkLine) -> dict[str, Any]:
    link = line.link
    return {
        "link": link.id,
        "account": link.account,
        "person": link.person,
        "state": line.word.value,
        "made_at": link.made_at.isoformat(),
        "made_by": link.made_by,
        "expires_on": link.expires_on.isoformat() if link.expires_on else None,
        "revoked_at": link.revoked_at.isoformat() if link.revoked_at else None,
        "revoked_by": link.revoked_by,
        "pinned": link.pinned,
        "shows": link.shows,
        "opens": [{"on": one.on.isoformat(), "times": one.times} for one in link.opens],
        "days_unopened": line.days_unopened,
    }


def _table(lines: Sequence[LinkLine], *, has_accounts: bool) -> Any:
    from rich.table import Table
    from rich.text import Text

    from cspwidgets.portfolio.linkwords import is_long_unopened, opened_words, until_words
    from cspwidgets.portfolio.sharing import LinkWord

    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("For", "Opened", "Works", "Link"):
        table.add_column(name, overflow="fold", no_wrap=name == "Link")
    for line in lines:
        style = "" if line.word is LinkWord.WORKS else "dim"
        person = Text(line.link.person)
        if has_accounts:
            person.append(f"\n{line.link.account}", style="dim")
        opened = Text(opened_words(line), style="dark_orange" if is_long_unopened(line) else "")
        works = Text(until_words(line))
        if line.link.pinned:
            works.append("\npinned", style="dim")
        table.add_row(person, opened, works, line.link.id, style=style)
    return table
