"""Microsoft Project's XML (MSPDI), as other tools write it too: one table of its tasks.

It is read as a stream into rows with the names that Project's own lists have, so that a task
list and a project file are understood alike. No tree is built: a file that is made to hurt costs
no memory. Entities and document types are refused (defusedxml).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from cspwidgets.errors import UnreadableFile
from cspwidgets.exchange.projectlengths import lag_words, length_words
from cspwidgets.exchange.table import MAX_ROWS, Line, Table, trimmed

MAX_ELEMENTS = 800_000
MAX_DEPTH = 40
MAX_TEXT = 100_000
"""The longest text of one element."""

HEADER = (
    "ID", "Unique ID", "Outline Level", "Summary", "Task Name", "Duration", "Start", "Finish",
    "Actual Start", "Actual Finish", "% Complete", "Milestone", "Predecessors", "Resource Names",
    "Notes",
)  # fmt: skip

_LONG_TAG = re.compile(rb"<[^<>]{60000}")
_SPACE = b"schemas.microsoft.com/project"
_KINDS = {"0": "FF", "1": "FS", "2": "SF", "3": "SS"}
_RECORDS = ("Task", "Resource", "Assignment")


def is_project(data: bytes) -> bool:
    """Whether a file is a project, by its first words."""
    start = data[:4_000].replace(b"\x00", b"")
    return start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] == b"<" and _SPACE in start


def read_project(data: bytes, *, file: str = "") -> Table:
    """The tasks of a project, in their order.

    Raises
    ------
    UnreadableFile
        It is damaged, declares entities, or goes beyond a limit.
    """
    if _LONG_TAG.search(data):
        raise _too_large(file)
    found = _Project(file)
    parser = DefusedXMLParser(target=found, forbid_dtd=True)
    try:
        parser.feed(data)
        parser.close()
    except DefusedXmlException as error:
        raise UnreadableFile(
            "This project declares entities, which no project does. "
            "Do not open it; ask for it again.",
            file=file,
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableFile(
            f"This project is damaged ({error}). Open it in the tool that made it and save it "
            "as XML again.",
            file=file,
        ) from error
    return found.table()


@dataclass(slots=True)
class _Project:
    """What the parser tells: records of tasks, resources and assignments, nothing else."""

    file: str
    path: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    elements: int = 0
    length: int = 0
    minutes_a_day: str = ""
    record: dict[str, str] = field(default_factory=dict)
    link: dict[str, str] = field(default_factory=dict)
    links: list[dict[str, str]] = field(default_factory=list)
    tasks: list[tuple[dict[str, str], list[dict[str, str]]]] = field(default_factory=list)
    resources: dict[str, str] = field(default_factory=dict)
    assigned: dict[str, list[str]] = field(default_factory=dict)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        del attributes
        self.elements += 1
        self.path.append(tag.rpartition("}")[2])
        self.text.clear()
        self.length = 0
        if self.elements > MAX_ELEMENTS or len(self.path) > MAX_DEPTH:
            raise _too_large(self.file)

    def data(self, text: str) -> None:
        self.length += len(text)
        if self.length <= MAX_TEXT:
            self.text.append(text)

    def end(self, tag: str) -> None:
        del tag
        path, words = self.path, "".join(self.text).strip()
        name = path.pop()
        self.text.clear()
        if len(path) == 1 and name == "MinutesPerDay":
            self.minutes_a_day = words
        elif len(path) == 2 and name in _RECORDS:
            self._keep(name)
        elif len(path) == 3 and path[-1] in _RECORDS:
            if name == "PredecessorLink":
                self.links.append(self.link)
                self.link = {}
            else:
                self.record.setdefault(name, words)
        elif len(path) == 4 and path[-1] == "PredecessorLink":
            self.link[name] = words

    def close(self) -> None:
        """Nothing is left open."""

    def table(self) -> Table:
        numbers = {
            task.get("UID", ""): task.get("ID") or str(n)
            for n, (task, _) in enumerate(self.tasks, 1)
        }
        lines = [Line(0, 0, HEADER)]
        for n, (task, links) in enumerate(self.tasks, start=1):
            cells = trimmed(list(self._cells(task, links, numbers)))
            if cells:
                lines.append(Line(n, n, cells))
        return Table(lines=tuple(lines), file=self.file, how="a project of Microsoft Project (XML)")

    def _keep(self, kind: str) -> None:
        record, self.record = self.record, {}
        links, self.links = self.links, []
        if kind == "Task":
            self.tasks.append((record, links))
        elif kind == "Resource":
            self.resources[record.get("UID", "")] = record.get("Name", "")
        else:
            self.assigned.setdefault(record.get("TaskUID", ""), []).append(
                record.get("ResourceUID", "")
            )
        if len(self.tasks) > MAX_ROWS:
            raise UnreadableFile(
                f"The project has more than {MAX_ROWS:,} tasks. Save fewer.", file=self.file
            )

    def _cells(
        self, task: dict[str, str], links: list[dict[str, str]], numbers: dict[str, str]
    ) -> tuple[str, ...]:
        uid = task.get("UID", "")
        names = [self.resources.get(one, "") for one in self.assigned.get(uid, ())]
        percent = task.get("PercentComplete", "")
        return (
            numbers[uid],
            uid,
            task.get("OutlineLevel", ""),
            "Yes" if task.get("Summary") == "1" else "",
            task.get("Name", ""),
            length_words(task, self.minutes_a_day),
            task.get("Start", ""),
            task.get("Finish", ""),
            task.get("ActualStart", ""),
            task.get("ActualFinish", ""),
            f"{percent}%" if percent else "",
            "Yes" if task.get("Milestone") == "1" else "No",
            ";".join(self._link(link, numbers) for link in links),
            ", ".join(dict.fromkeys(filter(None, names))),
            task.get("Notes", ""),
        )

    def _link(self, link: dict[str, str], numbers: dict[str, str]) -> str:
        uid = link.get("PredecessorUID", "")
        kind = _KINDS.get(link.get("Type", "1"), "FS")
        lag = lag_words(link, self.minutes_a_day)
        number = numbers.get(uid, f"task {uid}")
        return number if (kind, lag) == ("FS", "") else f"{number}{kind}{lag}"


def _too_large(file: str) -> UnreadableFile:
    return UnreadableFile(
        "This project is far larger or deeper than any plan. Save only the tasks that both "
        "sides should see, without timephased data.",
        file=file,
    )
