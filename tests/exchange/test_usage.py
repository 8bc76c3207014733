"""Usage exports: long, with a column a metric, with a column a month; percentages; newer ones."""

import csv
from datetime import date
from typing import Any

import pytest

from cspwidgets.errors import UnreadableFile
from cspwidgets.exchange.guess import kind_of
from cspwidgets.exchange.imported import Answers, ImportedUsage
from cspwidgets.exchange.merge import Said
from cspwidgets.exchange.sheet import read_tables
from cspwidgets.exchange.usage import MOST_FIGURES, import_usage
from cspwidgets.plan.edits import apply_all, set_field
from cspwidgets.plan.model import Account, Plan
from support.tables import USAGE_FILES, workbook

ACME = Plan(id="acme", account=Account(name="Acme Ltd", source_id="001Ox00000PWD3lIAH"))
NA = Plan(id="na", account=Account(name="NA"))

LONG = """Account,Date,Metric,Value
Acme Ltd,2026-05-31,Monthly Active Users,40
acme  ltd,2026-06-30,MAU,"1,204"
Acme Ltd,2026-06-30,Seats,1500
NA,2026-06-30,Seats,3
"""


def read(source: str | bytes, *plans: Plan, said: Any = None, **known: Any) -> ImportedUsage:
    data = source.encode() if isinstance(source, str) else source
    only = known.pop("only", None)
    return import_usage(
        read_tables(data), existing=plans or (ACME, NA), only=only, answers=Answers(**known),
        said=said,
    )  # fmt: skip


def figures(made: ImportedUsage, plan: Plan = ACME) -> dict[tuple[str, str], float]:
    plan = apply_all(plan, made.updates.get(plan.id, ()))
    return {(row.metric, row.on.isoformat()): row.value for row in plan.usage}


def reasons(made: ImportedUsage) -> list[tuple[int, str]]:
    return [(one.line, one.reason) for one in made.not_taken]


def test_a_long_export_is_figures_of_the_accounts_it_names():
    made = read(LONG)
    assert (made.taken, made.not_taken) == (4, ())
    assert figures(made) == {
        ("active_28d", "2026-05-31"): 40,
        ("active_28d", "2026-06-30"): 1204,
        ("seats", "2026-06-30"): 1500,
    }
    assert figures(made, NA) == {("seats", "2026-06-30"): 3}  # NA is a name


def test_a_column_for_each_metric_is_figures_with_the_last_day_of_the_month():
    made = read(
        "Customer Name,Month,Active Users,Licensed Seats,Region,API calls,Feature: Reports\n"
        "Acme Ltd,2026-01-01,5,10,EU,1.5,2\nAcme Ltd,2026-02-01,6,10,EU,,3\n"
    )
    assert figures(made) == {
        ("active_28d", "2026-01-31"): 5,
        ("seats", "2026-01-31"): 10,
        ("API calls", "2026-01-31"): 1.5,
        ("feature:Reports", "2026-01-31"): 2,
        ("active_28d", "2026-02-28"): 6,
        ("seats", "2026-02-28"): 10,
        ("feature:Reports", "2026-02-28"): 3,
    }


@pytest.mark.parametrize(
    "months",
    [
        ("Jan 2026", "Feb 2026"),
        ("2026-01", "2026-02"),
        ("01/2026", "02/2026"),
        ("Jan-26", "Feb-26"),
        ("2026-01-01", "2026-02-01"),
        ("January 2026", "February 2026"),
    ],
)
def test_a_column_a_month_is_a_figure_a_month(months: tuple[str, str]):
    made = read(f"Usage\n\nAccount,Metric,{','.join(months)}\nAcme Ltd,Seats,100,120\n")
    assert figures(made) == {("seats", "2026-01-31"): 100, ("seats", "2026-02-28"): 120}


def test_a_workbook_with_typed_months_and_percentages_is_read_like_its_text():
    rows = [
        ["Account", "Metric", date(2026, 1, 1), date(2026, 2, 1)],
        ["Acme Ltd", "Licence utilisation", 0.4, 0.55],
    ]
    assert figures(read(workbook(rows))) == {
        ("Licence utilisation", "2026-01-31"): 0.4,
        ("Licence utilisation", "2026-02-28"): 0.55,
    }


@pytest.mark.parametrize("cells", [("0.4", "0.55"), ("40", "55"), ("40 %", "55%"), ("40%", "55")])
def test_a_percentage_is_one_share_however_it_is_written(cells: tuple[str, str]):
    made = read(
        "Account,Date,Metric,Value\n"
        f"Acme Ltd,2026-05-31,Adoption rate (%),{cells[0]}\n"
        f"Acme Ltd,2026-06-30,Adoption rate (%),{cells[1]}\n"
    )
    assert sorted(figures(made).values()) == [0.4, 0.55]


def test_a_share_among_percentages_is_not_guessed():
    made = read(
        "Account,Date,Metric,Value\nAcme Ltd,2026-05-31,Adoption,40\n"
        "Acme Ltd,2026-06-30,Adoption,0.5\n"
    )
    assert list(figures(made).values()) == [0.4]
    assert reasons(made) == [(3, "“0.5” may be 0.5 % or 50 %: the column has both")]


def test_an_account_that_nobody_knows_is_named_with_every_row_of_it():
    made = read("Account,Date,Metric,Value\nAcne,2026-05-31,Seats,4\nAcne,2026-06-30,Seats,4\n")
    assert made.updates == {}
    assert reasons(made) == [(n, "no account here is called “Acne”") for n in (2, 3)]
    assert "No account here is called Acne (2)" in made.remarks[-1]


def test_an_account_is_known_by_the_crm_id_of_15_or_18_characters():
    made = read("Account ID,Date,Seats\n001Ox00000PWD3l,2026-05-31,4\n")
    assert figures(made) == {("seats", "2026-05-31"): 4}


def test_two_accounts_of_one_name_are_not_mixed_up():
    made = read(LONG, ACME, Plan(id="other", account=Account(name="ACME LTD")))
    assert made.updates == {}
    assert "2 accounts are called" in made.not_taken[0].reason


def test_a_file_without_customers_is_taken_for_the_one_that_is_said_else_asked():
    text = "Date,DAU\n2026-05-31,4\n"
    assert figures(read(text, only=ACME)) == {("daily_active", "2026-05-31"): 4}
    asked = read(text)
    assert asked.is_open
    assert asked.questions[0].about == "columns"


def test_the_same_export_again_changes_nothing_and_a_newer_one_updates():
    first = read(LONG)
    plan = apply_all(ACME, first.updates["acme"])
    told = {"acme": Said.by([first.updates["acme"]])}
    again = read(LONG, plan, NA, said=told)
    assert "acme" in again.unchanged
    assert "acme" not in again.updates
    newer = read(LONG.replace(",40\n", ",44\n") + "Acme Ltd,2026-07-31,Seats,9\n", plan, said=told)
    assert [(edit.kind, edit.value if edit.kind == "set" else edit.value.value)
            for edit in newer.updates["acme"]] == [("set", 44.0), ("add", 9.0)]  # fmt: skip


def test_a_figure_that_was_corrected_here_stays_and_is_told():
    first = read(LONG)
    plan = apply_all(ACME, first.updates["acme"])
    row = plan.usage[0].id
    plan = apply_all(plan, [set_field(plan, "usage", row, "value", 41.0)])
    newer = read(
        LONG.replace(",40\n", ",44\n"), plan, NA, said={"acme": Said.by([first.updates["acme"]])}
    )
    assert "acme" not in newer.updates
    assert [(one.mine, one.theirs) for one in newer.kept["acme"]] == [(41.0, 44.0)]


def test_each_cell_that_is_no_figure_is_named_and_the_rest_is_taken():
    made = read(
        "Account,Metric,Jan 2026,Feb 2026\nAcme Ltd,Seats,many,5\nAcme Ltd,Seats,,6\n"
        ",Seats,1,2\nAcme Ltd,DAU,NA,\n"
    )
    assert figures(made) == {("seats", "2026-02-28"): 5}
    assert reasons(made) == [
        (2, "“many” is no figure"),
        (3, "another figure (5) in line 2 is it"),
        (4, "it names no customer"),
        (5, "it has no figures"),
    ]


def test_days_that_may_be_two_are_asked():
    made = read("Account,Date,Seats\nAcme Ltd,01/02/2026,4\n")
    assert made.is_open
    assert made.questions[0].about == "day_first"
    made = read("Account,Date,Seats\nAcme Ltd,01/02/2026,4\n", day_first=True)
    assert figures(made) == {("seats", "2026-02-01"): 4}


def test_what_is_counted_can_be_said():
    text = "Account,2026-01,2026-02\nAcme Ltd,4,5\n"
    assert {metric for metric, _ in figures(read(text))} == {"usage"}
    assert {metric for metric, _ in figures(read(text, metric="MAU"))} == {"active_28d"}


def test_more_figures_than_a_plan_can_hold_are_refused_whole():
    rows = "".join(f"Acme Ltd,2026-05-31,m{n},1\n" for n in range(MOST_FIGURES + 1))
    with pytest.raises(UnreadableFile, match="by week or by month"):
        read("Account,Date,Metric,Value\n" + rows)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Account,Date,Metric,Value", "usage"),
        ("Account Name,Jan 2026,Feb 2026", "usage"),
        ("customer_id,month,mau,seats", "usage"),
        ("Account Name,Industry,ARR,Renewal Date", "accounts"),
        ("Account Name,Industry,Seats,Renewal Date", "accounts"),
        ("Task Name,Start,Finish", "tasks"),
        ("Name,Date,Status,Owner", "tasks"),
    ],
)
def test_what_a_file_holds_is_told_by_its_columns(header: str, kind: str):
    assert kind_of(read_tables(f"{header}\n1,2,3,4\n".encode())) == kind


def test_a_header_that_only_another_kind_of_list_would_find_is_no_trouble():
    text = "Account,Date,Logins\nAcme,2026-01-01,4\nw,x,y,Start,Finish,Task Name,Owner\n"
    assert kind_of(read_tables(text.encode())) == "tasks"


def numbers_of(name: str) -> list[dict[str, str]]:
    with (USAGE_FILES / name).open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_a_long_series_of_others_has_the_sums_that_the_csv_module_finds():
    rows = numbers_of("iowa-electricity.csv")
    names = dict.fromkeys(row["source"] for row in rows)
    plans = [Plan(id=f"p{n}", account=Account(name=name)) for n, name in enumerate(names)]
    made = read(
        (USAGE_FILES / "iowa-electricity.csv").read_bytes(),
        *plans,
        columns={"source": "account"},
    )
    assert (made.taken, made.not_taken) == (len(rows), ())
    for plan in plans:
        said = {
            ("net_generation", f"{row['year']}-12-31"): float(row["net_generation"])
            for row in rows
            if row["source"] == plan.account.name
        }
        assert figures(made, plan) == said


def test_a_monthly_series_of_others_is_taken_whole_into_one_account():
    rows = numbers_of("us-employment.csv")
    made = read((USAGE_FILES / "us-employment.csv").read_bytes(), only=ACME)
    assert (made.taken, made.not_taken) == (len(rows), ())
    held = figures(made)
    for metric in ("employment", "change"):
        mine = [value for (name, _), value in held.items() if name == metric]
        assert mine == [float(row[metric]) for row in rows]
    months = [day[:7] for name, day in held if name == "change"]
    assert months == [row["month"][:7] for row in rows]
    assert all(date.fromisoformat(day).day >= 28 for _, day in held)
