"""YAML as a person writes it, read safely: data, and the line that each piece stands on.

Scalars stay text (so `NO`, `007` and `12:30` are what they look like) and are given their types
by the model. Aliases, tags, deep nesting and huge files are refused before anything is built, and
the pure-Python parser is used: the C one ends the process on 200,000 brackets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

import yaml

from cspwidgets.errors import UnreadableFile

MOST_CHARACTERS = 5_000_000
MOST_LEVELS = 12

ONE_LINE = frozenset({"measurements", "usage", "steps", "broken_promises"})
"""Lists whose rows are written in one line each: there are many, and they read like a sheet."""

_NOTHING = {"", "~", "null", "Null", "NULL"}


@dataclass(slots=True)
class Document:
    """What a YAML text holds: `data`, and by path (`("stages", 2, "name")`) the line, from 1."""

    data: Any
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)

    def line(self, path: tuple[str | int, ...]) -> int | None:
        """The line of the nearest thing on `path` that the text itself holds."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path)


def read_yaml(text: str, *, file: str = "") -> Document:
    """Read one YAML document.

    Raises
    ------
    UnreadableFile
        It is no YAML, too large, too deep, has an alias or a key twice; `place` has the line.
    """
    if len(text) > MOST_CHARACTERS:
        raise UnreadableFile(
            f"The file has {len(text):,} characters; a plan has at most {MOST_CHARACTERS:,}. "
            "Check that it is the right file.",
            file=file,
        )
    try:
        return _Builder(file).build(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise UnreadableFile(
            f"Line {line} is not valid YAML: {error.problem or 'unexpected text'}. "
            "Mend that line and try again.",
            file=file,
            place=f"line {line}",
        ) from error
    except yaml.YAMLError as error:
        raise UnreadableFile(
            f"The file is not valid YAML ({error}).".replace("\n", " "), file=file
        ) from error


def write_yaml(data: Mapping[str, Any]) -> str:
    """Write a mapping as YAML that reads well: one blank line between the larger parts."""
    parts: list[str] = []
    behind_block = False
    for key, value in data.items():
        text = yaml.dump(
            {key: _in_lines(key, value)},
            Dumper=_Dumper,
            sort_keys=False,
            allow_unicode=True,
            width=100,
            default_flow_style=False,
        )
        is_block = isinstance(value, list | dict)
        parts.append(f"\n{text}" if parts and (is_block or behind_block) else text)
        behind_block = is_block
    return "".join(parts)


class _Builder:
    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[tuple[str | int, ...], int] = {}

    def build(self, text: str) -> Document:
        root: list[Any] = []
        # Each open container: the list or dict, its path, and for a dict the key that waits.
        open_: list[tuple[Any, tuple[str | int, ...], list[str]]] = [(root, (), [])]
        documents = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            line = event.start_mark.line + 1  # type: ignore[union-attr]
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refused("holds a second document", line)
            elif isinstance(event, yaml.AliasEvent):
                raise self._refused("uses an alias (*), which plan files may not", line)
            elif isinstance(event, yaml.ScalarEvent):
                self._scalar(open_, event, line)
            elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
                if len(open_) > MOST_LEVELS:
                    raise self._refused(f"is nested deeper than {MOST_LEVELS} levels", line)
                made: Any = [] if isinstance(event, yaml.SequenceStartEvent) else {}
                path = self._put(open_[-1], made, line)
                open_.append((made, path, []))
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                open_.pop()
        return Document(root[0] if root else None, self.lines)

    def _scalar(self, open_: list[Any], event: yaml.ScalarEvent, line: int) -> None:
        holder, _, waiting = open_[-1]
        if isinstance(holder, dict) and not waiting:
            if event.value in holder:
                raise self._refused(f"has {event.value!r} twice", line)
            waiting.append(event.value)
            return
        empty = event.style is None and event.value in _NOTHING
        self._put(open_[-1], None if empty else event.value, line)

    def _put(
        self, into: tuple[Any, tuple[str | int, ...], list[str]], value: Any, line: int
    ) -> tuple[str | int, ...]:
        holder, path, waiting = into
        key: str | int
        if isinstance(holder, dict):
            if not waiting:
                raise self._refused("has a list or a mapping as a key", line)
            key = waiting.pop()
            holder[key] = value
        else:
            key = len(holder)
            holder.append(value)
            if not path and len(self.lines) == 0:
                self.lines[()] = line
                return ()
        self.lines[(*path, key)] = line
        return (*path, key)

    def _refused(self, what: str, line: int) -> UnreadableFile:
        return UnreadableFile(
            f"The file {what} (line {line}). Write it out and try again.",
            file=self.file,
            place=f"line {line}",
        )


class _OneLine(dict[str, Any]):
    """A mapping that is written in one line."""


def _in_lines(key: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _in_lines(name, item) for name, item in value.items()}
    if not isinstance(value, list):
        return value
    if key in ONE_LINE:
        return [_OneLine(row) if isinstance(row, dict) else row for row in value]
    return [_in_lines("", row) for row in value]


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _enum(dumper: yaml.SafeDumper, value: Enum) -> yaml.ScalarNode:
    return dumper.represent_str(value.value)


def _date(dumper: yaml.SafeDumper, value: date) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", value.isoformat())


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    plain = all(line.isprintable() for line in value.split("\n"))
    style = None if plain else '"'
    if plain and "\n" in value:
        # Blank lines at the end of a block would be followed by "...", the end of the document.
        is_block = value.strip("\n") and not value.endswith("\n\n")
        style = "|" if is_block else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _number(dumper: yaml.SafeDumper, value: float) -> yaml.ScalarNode:
    if value.is_integer() and abs(value) < 1e15:
        return dumper.represent_int(int(value))
    return dumper.represent_float(value)


def _one_line(dumper: yaml.SafeDumper, value: _OneLine) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=True)


def _list(dumper: yaml.SafeDumper, value: list[Any]) -> yaml.SequenceNode:
    flat = not any(isinstance(item, list | dict) for item in value)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=flat)


_Dumper.add_representer(list, _list)
_Dumper.add_multi_representer(Enum, _enum)
_Dumper.add_representer(date, _date)
_Dumper.add_representer(float, _number)
_Dumper.add_representer(str, _text)
_Dumper.add_representer(_OneLine, _one_line)
