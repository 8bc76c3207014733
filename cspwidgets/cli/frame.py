"""The frame of `csp`: its commands, how errors are told, and with which exit code it ends."""

from __future__ import annotations

import importlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cspwidgets.errors import CspError

if TYPE_CHECKING:
    from cspwidgets.portfolio import Portfolio

COMMANDS = {
    "workbook": "notebooks",
    "demo": "plans",
    "new": "plans",
    "agree": "plans",
    "accounts": "book",
    "show": "book",
    "check": "book",
    "import": "files",
    "export": "files",
    "qbr": "qbr",
    "publish": "sharing",
    "unpublish": "sharing",
    "link": "sharing",
    "links": "sharing",
    "revoke": "sharing",
    "serve": "serving",
    "learn": "learning",
    "backup": "keeping",
    "restore": "keeping",
    "upgrade": "keeping",
    "forget": "keeping",
}
"""Every command, with the module that has it: only that one is imported when it is called."""


class Commands(click.Group):
    """The commands, imported when they are called."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Their names, in the order of the daily work."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of that name."""
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"cspwidgets.cli.{COMMANDS[name]}")
        command: click.Command = getattr(module, f"{name}_command")
        return command

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one is near."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean “csp {near[0]}”?" if near else ""
            context.fail(f"There is no command {args[0]!r}.{hint} “csp --help” lists them.")
        return super().resolve_command(context, args)


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: csp demo && csp accounts && csp show northwind",
)
@click.version_option(package_name="cspwidgets", prog_name="csp")
def csp() -> None:
    """Customer Success Plans: the plan, the route, the value and the report card."""


def run(words: Sequence[str]) -> int:
    """Run one command and give its exit code."""
    try:
        code: Any = csp.main(args=list(words), prog_name="csp", standalone_mode=False)
    except click.exceptions.Abort:
        return told("Stopped; nothing was left half-written.", 1)
    except click.ClickException as error:
        error.show()
        return 2 if isinstance(error, click.UsageError) else 1
    except CspError as error:
        return told(error.sentence, 1)
    except KeyboardInterrupt:
        return told("Stopped; nothing was left half-written.", 1)
    except BrokenPipeError:
        return 0  # the reader (`head`, `less`) has seen enough
    return code if isinstance(code, int) else 0


def told(sentence: str, code: int) -> int:
    """Say a sentence where errors go, and give the exit code back."""
    click.echo(f"csp: {sentence}", err=True)
    return code


def portfolio() -> Portfolio:
    """The book that the settings name; it is closed when the command ends."""
    from cspwidgets.portfolio import Portfolio

    book = Portfolio.open()
    click.get_current_context().call_on_close(book.store.close)
    return book


def write_whole(target: Path, data: bytes) -> None:
    """Write a file that is there whole or not at all, even if the disk is full."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(name, target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise click.ClickException(
            f"{target} cannot be written ({error.strerror}). Choose another place."
        ) from error
