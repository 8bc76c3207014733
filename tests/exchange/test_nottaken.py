"""What is not taken is reported, with its line and its reason, and no words are lost."""

from datetime import date

from support.tables import brought, taken


def test_every_row_not_taken_is_reported_with_its_reason():
    text = (
        "Task ID,Task Name,Due,Owner\n1,Kick-off,2026-01-05,Jo\n,,2026-01-06,Jo\n"
        'Task ID,Task Name,Due,Owner\n1,Again,2026-01-07,Jo\n4,"Open,2026-01-08,Jo\n'
        "5,With, comma,2026-01-09,Jo\n\nTotal: 5,,,\n"
    )
    result = taken(text)
    assert [(one.line, one.reason) for one in result.not_taken] == [
        (3, "it has no title"),
        (4, "it repeats the header"),
        (5, "its id 1 stands in line 2 already"),
        (6, "a quotation mark in this line is never closed"),
        (7, "it has 5 cells under 4 names"),
        (9, "it is the footer of a report"),
    ]
    assert result.taken == 1


def test_a_cell_that_cannot_be_read_is_reported_and_its_words_are_kept():
    text = (
        "Task Name,Due,Duration,% Complete,Status,Predecessors,Link\n"
        "Kick-off,31/02/2026,long,150%,Simmering,7SS,javascript:alert(1)\n"
        "Scope,28/02/2026,5 days,0%,Open,,https://example.com\n"
    )
    result = taken(text)
    assert [(one.line, one.column) for one in result.not_taken] == [
        (2, "% Complete"), (2, "Due"), (2, "Duration"), (2, "Link"), (2, "Predecessors"),
        (2, "Status"),
    ]  # fmt: skip
    kickoff, scope = result.plan.activities
    for words in ("31/02/2026", "long", "150%", "Simmering", "7SS", "javascript:alert(1)"):
        assert words in kickoff.notes
    assert (kickoff.due_on, kickoff.days, kickoff.link) == (None, None, "")
    assert scope.link == "https://example.com"


def test_a_step_that_waits_for_itself_waits_for_nothing():
    result = taken('ID,Task Name,Predecessors\n1,Kick-off,1\n2,Scope,"1,9"\n')
    assert brought(result, "after") == {"Kick-off": (), "Scope": ("kick-off",)}
    assert [(one.line, one.reason) for one in result.not_taken] == [
        (2, "it waits for itself"),
        (3, "there is no such row"),
    ]
    assert brought(result, "notes")["Scope"] == "Predecessors: 1,9"


def test_a_step_due_before_it_starts_keeps_its_last_day():
    result = taken("Task Name,Start,Due\nKick-off,2026-02-10,2026-02-03\n")
    assert brought(result, "due_on") == {"Kick-off": date(2026, 2, 3)}
    assert [one.reason for one in result.not_taken] == ["it starts after it is due"]
