"""`csp backup`, `csp restore`, `csp upgrade` and `csp forget`: looking after the store."""

from __future__ import annotations

from pathlib import Path

import click

from cspwidgets.cli.frame import portfolio
from cspwidgets.settings import Settings


@click.command("backup", epilog="Example: csp backup plans-2026-07-17.csp")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup_command(file: Path) -> None:
    """A safe copy of everything to FILE, while others work."""
    portfolio().store.backup(file)
    click.echo(f"Wrote {file}. “csp restore {file}” brings it back.")


@click.command("restore", epilog="Example: csp restore plans-2026-07-17.csp")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--overwrite", is_flag=True, help="Even though there are accounts: they go.")
def restore_command(file: Path, overwrite: bool) -> None:
    """Put the content of a backup FILE into the store, all of it or nothing."""
    restored = portfolio().store.restore(file, overwrite=overwrite)
    click.echo(f"Restored {restored.accounts} accounts from {file}.")


@click.command("upgrade", epilog="Example: csp upgrade")
def upgrade_command() -> None:
    """Bring an older store up to this version; an SQLite file is copied first."""
    from cspwidgets.store.store import Store

    settings = Settings.from_environment()
    done = Store.upgrade(settings.database_url)
    if done.found == done.now:
        click.echo(f"The store is up to date (version {done.now}).")
        return
    copy = f" The file as it was: {done.copy}" if done.copy else ""
    click.echo(f"The store went from version {done.found} to {done.now}.{copy}")


@click.command("forget", epilog="Example: csp forget acme")
@click.argument("account")
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget_command(account: str, yes: bool) -> None:
    """Erase ACCOUNT with its whole history; only a tombstone stays."""
    book = portfolio()
    name = book.plan(account).plan.account.name
    if not yes:
        click.confirm(
            f"Erase {name} with its plan, its history and its snapshots for good?", abort=True
        )
    book.forget(account)
    click.echo(f"{name} is erased. Backups made before still hold it.")
