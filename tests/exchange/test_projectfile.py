"""Microsoft Project’s XML as a task list: outline, links, lengths, people; and files that hurt."""

from datetime import date
from xml.etree import ElementTree

import pytest

from cspwidgets.errors import UnreadableFile
from cspwidgets.exchange.projectfile import MAX_ELEMENTS
from cspwidgets.exchange.sheet import read_tables
from cspwidgets.plan.words import ActivityKind, ActivityState
from support.measured import refused
from support.tables import PROJECT_FILES, brought, taken

SPACE = "http://schemas.microsoft.com/project"
NAMES = {"p": SPACE}


def project(*tasks: str, head: str = "") -> bytes:
    body = "".join(f"<Task>{task}</Task>" for task in tasks)
    return f'<Project xmlns="{SPACE}">{head}<Tasks>{body}</Tasks></Project>'.encode()


def task(uid: int, name: str, level: int = 1, more: str = "", summary: int = 0) -> str:
    return (
        f"<UID>{uid}</UID><ID>{uid}</ID><Name>{name}</Name><OutlineLevel>{level}</OutlineLevel>"
        f"<Summary>{summary}</Summary>{more}"
    )


def link(uid: int, kind: int = 1, lag: int = 0, unit: int = 7) -> str:
    return (
        f"<PredecessorLink><PredecessorUID>{uid}</PredecessorUID><Type>{kind}</Type>"
        f"<LinkLag>{lag}</LinkLag><LagFormat>{unit}</LagFormat></PredecessorLink>"
    )


def test_a_project_of_others_has_what_elementtree_finds_in_it():
    data = (PROJECT_FILES / "project-mcp-sample.xml").read_bytes()
    found = ElementTree.fromstring(data).findall("p:Tasks/p:Task", NAMES)
    said = {one.findtext("p:UID", "", NAMES): one for one in found}
    result = taken(data)
    work = [one for one in found if one.findtext("p:Summary", "", NAMES) == "0"]
    assert result.taken == len(work) == 4
    assert [one.reason for one in result.not_taken] == [
        "it is a heading; what stands under it was taken"
    ]
    titles = {one.id: one.title for one in result.plan.activities}
    held = {one.title: [titles[name] for name in one.after] for one in result.plan.activities}
    for one in work:
        title = one.findtext("p:Name", "", NAMES)
        links = one.findall("p:PredecessorLink/p:PredecessorUID", NAMES)
        assert held[title] == [said[uid.text or ""].findtext("p:Name", "", NAMES) for uid in links]
        finish = one.findtext("p:Finish", "", NAMES)[:10]
        assert brought(result, "due_on")[title] == date.fromisoformat(finish)
        hours = float(one.findtext("p:Duration", "", NAMES)[2:].partition("H")[0])
        assert brought(result, "days")[title] == hours / 8
    assert list(brought(result, "state").values()) == [
        ActivityState.DONE,
        ActivityState.IN_PROGRESS,
        ActivityState.NOT_STARTED,
        ActivityState.NOT_STARTED,
    ]
    assert brought(result, "kind")["Project Handover"] is ActivityKind.MILESTONE
    people = {person.name for person in result.plan.people}
    assert people <= {"Civil Crew", "Finishing Crew"}


def test_summary_tasks_are_stages_and_hand_their_links_on():
    result = taken(
        project(
            task(1, "Prepare", summary=1),
            task(2, "Kick-off", 2),
            task(3, "Data", 2, link(2)),
            task(4, "Go live", summary=1, more=link(1)),
            task(5, "Train", 2),
        )
    )
    assert [stage.name for stage in result.plan.stages] == ["Prepare", "Go live"]
    names = {one.title: one.id for one in result.plan.activities}
    assert brought(result, "after") == {
        "Kick-off": (),
        "Data": (names["Kick-off"],),
        "Train": (names["Data"],),
    }


def test_links_that_a_plan_cannot_hold_and_lags_are_named_and_kept_in_the_notes():
    result = taken(
        project(
            task(1, "A"),
            task(2, "B", more=link(1, kind=3)),
            task(3, "C", more=link(1, kind=0)),
            task(4, "D", more=link(1, lag=9600)),
            task(5, "E", more=link(77)),
        )
    )
    reasons = {one.line: one.reason for one in result.not_taken}
    assert reasons == {
        2: "a plan has no links of the kind SS",
        3: "a plan has no links of the kind FF",
        5: "there is no such row",
    }
    notes = brought(result, "notes")
    assert "Predecessors: 1SS" in notes["B"]
    assert "Predecessors: 1FS+2 days" in notes["D"]
    assert brought(result, "after")["D"] == (result.plan.activities[0].id,)


def test_lengths_are_working_days_of_the_project():
    head = "<MinutesPerDay>450</MinutesPerDay>"
    result = taken(
        project(
            task(1, "A", more="<Duration>PT15H0M0S</Duration><DurationFormat>7</DurationFormat>"),
            task(2, "B", more="<Duration>PT168H0M0S</Duration><DurationFormat>8</DurationFormat>"),
            task(3, "C", more="<Duration>nonsense</Duration>"),
            head=head,
        )
    )
    assert brought(result, "days") == {"A": 2.0, "B": 5.0, "C": None}
    assert [one.column for one in result.not_taken] == ["Duration"]


def test_the_same_project_again_changes_nothing_and_ids_keep_their_tasks():
    first = taken(project(task(1, "A"), task(2, "B", more=link(1))))
    again = taken(project(task(1, "A"), task(2, "B", more=link(1))), into=first.plan)
    assert again.edits == ()
    renamed = taken(project(task(1, "A"), task(2, "Bee", more=link(1))), into=first.plan)
    assert [(edit.kind, edit.field, edit.value) for edit in renamed.edits] == [
        ("set", "title", "Bee")
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_any_encoding_of_xml_is_read(encoding: str):
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    data = (text + project(task(1, "Prüfung")).decode()).encode(encoding)
    assert [one.title for one in taken(data).plan.activities] == ["Prüfung"]


def test_a_damaged_project_is_one_sentence():
    data = project(task(1, "A"), task(2, "B"))
    for place in range(70, len(data), 7):
        with pytest.raises(UnreadableFile, match=r"^This project is damaged|no table|no rows"):
            read_tables(data[:place])


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMBS = {
    "entities": (
        f'<!DOCTYPE Project [<!ENTITY l0 "lol">{LAUGHS}]><Project xmlns="{SPACE}">&l9;</Project>'
    ).encode(),
    "outside": (
        f'<!DOCTYPE Project SYSTEM "file:///etc/passwd"><Project xmlns="{SPACE}"/>'
    ).encode(),
    "deep": f'<Project xmlns="{SPACE}">'.encode() + b"<a>" * 5_000_000,
    "wide": f'<Project xmlns="{SPACE}"><Tasks>'.encode() + b"<Task/>" * 3_000_000,
    "attributes": (
        f'<Project xmlns="{SPACE}"><Tasks '.encode()
        + b" ".join(b'a%d="1"' % n for n in range(500_000))
        + b"/></Project>"
    ),
    "text": f'<Project xmlns="{SPACE}"><Name>'.encode() + b"x" * 20_000_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_a_project_made_to_hurt_is_refused_in_a_moment_and_little_memory(name: str, tmp_path):
    file = tmp_path / f"{name}.xml"
    file.write_bytes(BOMBS[name])
    sentence, seconds, megabytes = refused(file)
    assert sentence
    assert seconds < 2
    assert megabytes < 300


def test_no_honest_project_comes_near_the_limit_of_elements():
    tasks = "".join(f"<Task>{task(n, f'T{n}', more='<A/>' * 80)}</Task>" for n in range(1, 1_500))
    data = f'<Project xmlns="{SPACE}"><Tasks>{tasks}</Tasks></Project>'.encode()
    assert data.count(b"<") / 2 < MAX_ELEMENTS
    assert len(read_tables(data)[0].lines) == 1_500
