"""Journeys to start from: those that come along, those in files, and one learned from plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cspwidgets.errors import NotFound, UnreadableFile
from cspwidgets.plan.codec import plan_from_yaml
from cspwidgets.plan.template import Template, template_from_yaml
from cspwidgets.settings import shared_folder
from cspwidgets.store.store import Store

if TYPE_CHECKING:  # only one command learns
    from cspwidgets.journey.learn import Learned


def templates() -> tuple[Template, ...]:
    """The journeys that come along, by name."""
    folder = shared_folder("templates") / "journeys"
    found = (_template(file) for file in sorted(folder.glob("*.yaml")))
    return tuple(sorted(found, key=lambda template: template.name))


def template(name: str) -> Template:
    """A journey by its id, or from a file of one's own.

    Raises
    ------
    NotFound, UnreadableFile
        There is no journey of that id; the file cannot be read.
    """
    if name.endswith((".yaml", ".yml")):
        return _template(Path(name))
    known = {each.id: each for each in templates()}
    if name not in known:
        raise NotFound(
            f"There is no template {name!r}; there are {', '.join(sorted(known))}.",
            name=name,
            known=tuple(sorted(known)),
        )
    return known[name]


def learned(store: Store, files: Sequence[Path], same: Mapping[str, str] | None) -> Learned:
    """What the finished plans of a store, and those in files, teach; the store's count first."""
    from cspwidgets.journey.learn import learn

    outside = [plan_from_yaml(_text(file), file=file.name) for file in files]
    known = {plan.id: plan for plan in outside}
    known |= {saved.plan.id: saved.plan for saved in store.load_all()}
    return learn(known.values(), same=same)


def _template(file: Path) -> Template:
    return template_from_yaml(_text(file), file=file.name)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        told = f"{file} cannot be read ({error}). Check its name."
        raise UnreadableFile(told, file=str(file)) from error
