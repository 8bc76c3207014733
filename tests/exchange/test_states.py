"""How far an activity is, from what a tool wrote."""

import pytest

from cspwidgets.exchange.states import Evidence, is_yes, read_state, word_kind
from cspwidgets.plan.words import ActivityKind, ActivityState


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("Not Started", ActivityState.NOT_STARTED),
        ("To Do", ActivityState.NOT_STARTED),
        ("nicht begonnen", ActivityState.NOT_STARTED),
        ("In Progress", ActivityState.IN_PROGRESS),
        ("in_progress", ActivityState.IN_PROGRESS),
        ("Working on it", ActivityState.IN_PROGRESS),
        ("In Arbeit", ActivityState.IN_PROGRESS),
        ("Completed", ActivityState.DONE),
        ("abgeschlossen", ActivityState.DONE),
        ("✓", ActivityState.DONE),
        ("Waiting on someone else", ActivityState.WAITING),
        ("Deferred", ActivityState.WAITING),
        ("Blocked", ActivityState.BLOCKED),
        ("Won't do", ActivityState.SKIPPED),
        ("cancelled", ActivityState.SKIPPED),
    ],
)
def test_the_words_of_common_tools_are_known(status: str, state: ActivityState):
    assert read_state(Evidence(status=status)) is state


@pytest.mark.parametrize(
    ("evidence", "state"),
    [
        (Evidence(), None),
        (Evidence(percent=0), ActivityState.NOT_STARTED),
        (Evidence(percent=1), ActivityState.IN_PROGRESS),
        (Evidence(percent=100), ActivityState.DONE),
        (Evidence(status="Not started", percent=40), ActivityState.IN_PROGRESS),
        (Evidence(status="Blocked", percent=40), ActivityState.BLOCKED),
        (Evidence(status="In progress", is_finished=True), ActivityState.DONE),
        (Evidence(is_started=True), ActivityState.IN_PROGRESS),
        (Evidence(status="Not started", is_started=True), ActivityState.IN_PROGRESS),
    ],
)
def test_a_day_of_completion_wins_then_the_status_then_the_percentage(
    evidence: Evidence, state: ActivityState | None
):
    assert read_state(evidence) is state


def test_an_unknown_status_is_said_not_guessed():
    with pytest.raises(ValueError, match="“Simmering” is no status"):
        read_state(Evidence(status="Simmering"))


def test_nothing_is_neither_yes_nor_done():
    assert not is_yes("")
    assert read_state(Evidence(status="")) is None


def test_kinds_are_known_by_their_words():
    assert word_kind("Milestone") is ActivityKind.MILESTONE
    assert word_kind("Recurring") is ActivityKind.CADENCE
    assert word_kind("Bug") is None
