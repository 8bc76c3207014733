"""How far an activity is, from the words, percentages and days that tools write."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cspwidgets.plan.words import ActivityKind, ActivityState

_WORDS = {
    ActivityState.DONE: (
        "done complete completed finished closed resolved closed_success closed_won "
        "fertig abgeschlossen erledigt beendet"
    ),
    ActivityState.IN_PROGRESS: (
        "in_progress started ongoing active doing working working_on_it wip underway under_way "
        "at_risk on_track off_track delayed behind late overdue in_review review "
        "in_arbeit in_bearbeitung laufend läuft begonnen aktiv"
    ),
    ActivityState.WAITING: (
        "waiting waiting_on_someone_else waiting_for_customer waiting_on_customer pending on_hold "
        "hold paused deferred wartet wartend zurückgestellt pausiert"
    ),
    ActivityState.BLOCKED: "blocked stuck impeded blockiert gesperrt",
    ActivityState.SKIPPED: (
        "skipped cancelled canceled dropped closed_lost closed_invalid closed_no_action "
        "wont_do not_needed n/a entfällt abgebrochen storniert"
    ),
    ActivityState.NOT_STARTED: (
        "not_started to_do todo open new planned scheduled backlog upcoming future recurring "
        "nicht_begonnen nicht_gestartet offen geplant neu"
    ),
}
_YES = {"yes", "y", "true", "x", "ja", "wahr", "1", "milestone", "meilenstein", "✓", "✔", "◆", "☑"}
_NO = {"no", "n", "false", "nein", "falsch", "0", "-", "☐"}
_STATES = {
    word.replace("_", " "): state for state, words in _WORDS.items() for word in words.split()
}
_KINDS = {
    "milestone": ActivityKind.MILESTONE,
    "meilenstein": ActivityKind.MILESTONE,
    "gate": ActivityKind.MILESTONE,
    "cadence": ActivityKind.CADENCE,
    "recurring": ActivityKind.CADENCE,
    "wiederkehrend": ActivityKind.CADENCE,
    "step": ActivityKind.STEP,
    "task": ActivityKind.STEP,
    "subtask": ActivityKind.STEP,
    "aufgabe": ActivityKind.STEP,
    "vorgang": ActivityKind.STEP,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a row says of how far an activity is; empty where it says nothing."""

    status: str = ""
    percent: float | None = None
    is_finished: bool = False
    is_started: bool = False


def read_state(evidence: Evidence) -> ActivityState | None:
    """The state that a row shows, or nothing when it shows none.

    A day of completion wins, then the status; but what is "not started" and 40 % complete has
    been started.

    Raises
    ------
    ValueError
        The status is a word nobody knows.

    Examples
    --------
    >>> read_state(Evidence(status="Waiting on someone else")).value
    'waiting'
    >>> read_state(Evidence(percent=40.0)).value
    'in_progress'
    """
    if evidence.is_finished:
        return ActivityState.DONE
    told = word_state(evidence.status) if evidence.status else None
    if evidence.status and told is None:
        raise ValueError(f"“{evidence.status}” is no status that is known")
    if told not in (None, ActivityState.NOT_STARTED):
        return told
    if evidence.percent is not None and (evidence.percent > 0 or told is None):
        return percent_state(evidence.percent)
    return ActivityState.IN_PROGRESS if evidence.is_started else told


def word_state(word: str) -> ActivityState | None:
    """The state of a word, if it is known."""
    return _STATES.get(_spaced(word)) or (ActivityState.DONE if is_yes(word) else None)


def percent_state(percent: float) -> ActivityState:
    """The state of a share of what is complete, 0 to 100."""
    if percent >= 100:
        return ActivityState.DONE
    return ActivityState.IN_PROGRESS if percent > 0 else ActivityState.NOT_STARTED


def is_flag(word: str) -> bool:
    """Whether a word says yes or no."""
    return word.casefold() in _YES | _NO


def is_yes(word: str) -> bool:
    """Whether a word says yes."""
    return word.casefold() in _YES


def word_kind(word: str) -> ActivityKind | None:
    """The kind of a word, if it is known."""
    return _KINDS.get(_spaced(word))


def _spaced(word: str) -> str:
    return " ".join(re.sub(r"[_\s-]+", " ", word.casefold().replace("'", "")).split())
