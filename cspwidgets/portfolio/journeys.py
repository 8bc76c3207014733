"""Journeys to start from: those that come along, one's own, and one learned from plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cspwidgets.errors import NotFound, UnreadableFile
from cspwidgets.plan.codec import plan_from_yaml
from cspwidgets.plan.template import Template, template_from_yaml
from cspwidgets.plan.yamltext import read_yaml
from cspwidgets.settings import shared_folder
from cspwidgets.store.store import Store

if TYPE_CHECKING:  # only one command learns
    from cspwidgets.journey.learn import Learned


class Journeys:
    """The journeys of one store, and those that are kept in `home`.

    Attributes
    ----------
    learned_file
        Where the learned journey is kept; every journey beside it is offered too.
    same_file
        Where it is kept which titles are one step.
    """

    def __init__(self, store: Store, home: Path) -> None:
        self._store = store
        self.learned_file = home / "journeys" / "learned.yaml"
        self.same_file = home / "same-steps.yaml"

    def templates(self) -> tuple[Template, ...]:
        """All journeys, one's own first, by name.

        Raises
        ------
        UnreadableFile
            One of one's own cannot be read.
        """
        own = {each.id: each for each in _in_folder(self.learned_file.parent)}
        theirs = _in_folder(shared_folder("templates") / "journeys")
        return (*own.values(), *(each for each in theirs if each.id not in own))

    def template(self, name: str) -> Template:
        """A journey by its id, or from a file.

        Raises
        ------
        NotFound, UnreadableFile
            There is no journey of that id; the file cannot be read.
        """
        if name.endswith((".yaml", ".yml")):
            return _template(Path(name))
        known = {each.id: each for each in self.templates()}
        if name not in known:
            raise NotFound(
                f"There is no template {name!r}; there are {', '.join(sorted(known))}.",
                name=name,
                known=tuple(sorted(known)),
            )
        return known[name]

    def learned(self, files: Sequence[Path], same: Mapping[str, str] | None = None) -> Learned:
        """What finished plans teach: the store's, and those in files; the store's count first.

        Parameters
        ----------
        same
            Titles of steps, and what each counts as; without it what is kept.
        """
        from cspwidgets.journey.learn import learn

        outside = [plan_from_yaml(_text(file), file=file.name) for file in files]
        known = {plan.id: plan for plan in outside}
        known |= {saved.plan.id: saved.plan for saved in self._store.load_all()}
        return learn(known.values(), same=self.same() if same is None else same)

    def same(self) -> dict[str, str]:
        """Which titles are one step, as it is kept; nothing before it is."""
        return read_same(self.same_file) if self.same_file.is_file() else {}


def read_same(file: Path) -> dict[str, str]:
    """Which titles are one step, from a file with a line “Title: what it counts as” for each.

    Raises
    ------
    UnreadableFile
        It cannot be read, or says something else.
    """
    data = read_yaml(_text(file), file=file.name).data
    if not isinstance(data, dict) or not all(isinstance(name, str) for name in data.values()):
        told = f"{file.name} says which titles are one step, as lines “Title: what it counts as”."
        raise UnreadableFile(told, file=file.name)
    return {str(title): name for title, name in data.items()}


def _in_folder(folder: Path) -> list[Template]:
    found = (_template(file) for file in sorted(folder.glob("*.yaml")))
    return sorted(found, key=lambda template: template.name)


def _template(file: Path) -> Template:
    return template_from_yaml(_text(file), file=file.name)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        told = f"{file} cannot be read ({error}). Check its name."
        raise UnreadableFile(told, file=str(file)) from error
