"""Weeks, calendar weeks and German days in task lists."""

from datetime import date

from cspwidgets.plan.words import Side
from support.tables import brought, taken


def test_weeks_give_pace_and_no_dates_until_week_one_is_known():
    text = (
        "Stage,Task Name,Start Week,End Week\n"
        "Learn,Kick-off,W1,W1\nLearn,Scope,Week 1,Week 2\nUse,Train,3,5\n"
    )
    result = taken(text)
    assert [one.about for one in result.questions] == ["start_on"]
    assert brought(result, "days") == {"Kick-off": 5, "Scope": 10, "Train": 15}
    assert set(brought(result, "due_on").values()) == {None}
    assert brought(result, "notes")["Train"] == "Start Week: 3\nEnd Week: 5"
    assert [(stage.name, stage.weeks) for stage in result.plan.stages] == [
        ("Learn", 2.0),
        ("Use", 3.0),
    ]
    dated = taken(text, start_on=date(2026, 1, 5))
    assert dated.questions == ()
    assert brought(dated, "due_on") == {
        "Kick-off": date(2026, 1, 9), "Scope": date(2026, 1, 16), "Train": date(2026, 2, 6),
    }  # fmt: skip
    assert dated.plan.start_on == date(2026, 1, 5)


def test_calendar_weeks_have_dates_of_their_own():
    text = "Task Name,Start,Due,Owner\nKick-off,2026-W02,2026-W03,Jo\n"
    assert brought(taken(text), "due_on") == {"Kick-off": date(2026, 1, 16)}
    text = "Vorgangsname;Anfang;Ende\nAuftakt;KW 2;KW 3\n"
    assert brought(taken(text, start_on=date(2026, 1, 5)), "due_on") == {
        "Auftakt": date(2026, 1, 16)
    }


def test_a_german_project_plan_is_read():
    text = (
        "Nr;Vorgangsname;Dauer;Anfang;Ende;Vorgänger;Ressourcennamen;% Abgeschlossen\r\n"
        "1;Auftakt;1 Tag;Mo 05.01.26;Mo 05.01.26;;Kunde;100%\r\n"
        "2;Einführung;1,5 Wochen;Di 06.01.26;Do 15.01.26;1EA+2 Tage;Anbieter;0%\r\n"
    )
    result = taken(text.encode("cp1252"))
    assert brought(result, "days") == {"Auftakt": 1, "Einführung": 7.5}
    assert brought(result, "after")["Einführung"] == ("auftakt",)
    assert brought(result, "side") == {"Auftakt": Side.CUSTOMER, "Einführung": Side.VENDOR}
    assert brought(result, "due_on")["Einführung"] == date(2026, 1, 15)


def test_weeks_are_known_by_their_words_whatever_their_column_is_called():
    text = "No,Category,Activity,Suggested timeline\n1,Start,Own domain,Week 1-2\n"
    made = taken(
        f"{text}2,Start,Branding,Week 3\n3,Use,Own plan,Week 4\n", start_on=date(2026, 1, 5)
    )
    assert brought(made, "due_on") == {
        "Own domain": date(2026, 1, 16),
        "Branding": date(2026, 1, 23),
        "Own plan": date(2026, 1, 30),
    }
    assert [(stage.name, stage.weeks) for stage in made.plan.stages] == [
        ("Start", 3.0),
        ("Use", 1.0),
    ]
    assert made.not_taken == ()


def test_a_column_that_happens_to_hold_a_week_among_other_words_is_no_time():
    made = taken("No,Activity,Remark,Owner\n1,A,Week 3 at best,Jo\n2,B,see mail,Jo\n3,C,,Jo\n")
    assert brought(made, "due_on") == {"A": None, "B": None, "C": None}
    assert made.plan.activities[0].notes == "Remark: Week 3 at best"
