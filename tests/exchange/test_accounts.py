"""Account lists become draft plans, and updates of those that are there."""

from datetime import date
from typing import Any

import pytest

from cspwidgets.exchange.accounts import crm_key, domain_of, import_accounts
from cspwidgets.exchange.imported import Answers, ImportedAccounts
from cspwidgets.exchange.merge import Said
from cspwidgets.exchange.sheet import read_tables
from cspwidgets.plan.edits import apply_all, set_field
from cspwidgets.plan.model import Account, Plan
from cspwidgets.plan.words import PlanState
from support.tables import REAL

SHEET = """\
Account ID,Account Name,Industry,Segment,ARR,Contract Start,Renewal Date,CSM,Website
001Ox00000PWD3lIAH,Northwind Freight,Logistics,Mid-market,"£186,000.00",2026-01-05,2027-01-04,\
Maria Okafor,https://www.northwind.example/about
001Ox00000PWD3mIAH,Müller & Söhne,NA,,"£90,000.00",,31/12/2026,,
"""


def accounts(text: str, existing: tuple[Plan, ...] = (), **more: Any) -> ImportedAccounts:
    said = more.pop("said", None)
    return import_accounts(
        read_tables(text.encode()), existing=existing, answers=Answers(**more), said=said
    )


def test_each_account_is_a_draft_plan_without_stages():
    result = accounts(SHEET)
    assert [(plan.id, plan.state, plan.stages) for plan in result.new] == [
        ("northwind-freight", PlanState.DRAFT, ()),
        ("muller-sohne", PlanState.DRAFT, ()),
    ]
    assert result.new[0].account == Account(
        name="Northwind Freight",
        industry="Logistics",
        segment="Mid-market",
        domain="northwind.example",
        fee=186000.0,
        currency="GBP",
        term_start_on=date(2026, 1, 5),
        renewal_on=date(2027, 1, 4),
        csm="Maria Okafor",
        source_id="001Ox00000PWD3lIAH",
    )
    assert result.new[1].account.renewal_on == date(2026, 12, 31)
    assert result.new[1].account.industry == "NA"


def test_the_same_list_twice_changes_nothing():
    first = accounts(SHEET)
    again = accounts(SHEET, first.new)
    assert (again.new, again.updates) == ((), {})
    assert again.unchanged == ("northwind-freight", "muller-sohne")


def test_a_newer_list_updates_and_keeps_what_was_edited_here():
    first = accounts(SHEET)
    said = {plan.id: Said.by([], first=plan) for plan in first.new}
    plan = first.new[0]
    here = apply_all(plan, [set_field(plan, "account", "", "csm", "Jo Ray")])
    newer = SHEET.replace("186,000", "200,000").replace("Maria Okafor", "Al Fa")
    result = accounts(newer, (here, first.new[1]), said=said)
    (edit,) = result.updates["northwind-freight"]
    assert (edit.table, edit.field, edit.value) == ("account", "fee", 200000.0)
    assert [one.theirs for one in result.kept["northwind-freight"]] == ["Al Fa"]


def test_an_account_is_known_by_its_crm_id_of_15_or_18_characters():
    first = accounts(SHEET)
    newer = "Id,Name\n001Ox00000PWD3l,Northwind Group\n"
    result = accounts(newer, first.new)
    assert result.new == ()
    assert [edit.field for edit in result.updates["northwind-freight"]] == ["name"]


def test_two_accounts_of_one_name_are_told_apart_by_their_ids():
    text = "Id,Name,Industry\n001Ox00000PWD3l,Acme,A\n001Ox00000PWD4m,Acme,B\n"
    result = accounts(text)
    assert [plan.id for plan in result.new] == ["acme", "acme-000pwd4m"]
    assert accounts(text, result.new).unchanged == ("acme", "acme-000pwd4m")


def test_an_account_made_here_is_recognised_by_its_name():
    here = Plan(id="northwind", account=Account(name="northwind freight"))
    result = accounts(SHEET, (here,))
    assert list(result.updates) == ["northwind"]
    assert [plan.id for plan in result.new] == ["muller-sohne"]


def test_what_the_customer_earns_is_not_the_fee():
    result = accounts("Id,Name,AnnualRevenue,Industry\n1,Acme,5000000,Freight\n")
    assert result.new[0].account.fee is None
    names = {column.name: column.meaning for column in result.mapping.columns}
    assert names["AnnualRevenue"] == "not needed"


def test_a_monthly_fee_is_counted_twelve_times():
    text = "Company,MRR,Account Currency\nAcme,1000,EUR\n"
    account = accounts(text).new[0].account
    assert (account.fee, account.currency) == (12000.0, "EUR")


def test_a_currency_that_is_only_half_said_is_asked_for():
    text = "Company,ARR,Owner\nAcme,$1000,Jo\n"
    result = accounts(text)
    assert [(one.about, one.must_answer) for one in result.questions] == [("currency", False)]
    assert result.new[0].account.currency == ""
    assert accounts(text, currency="CAD").new[0].account.currency == "CAD"


def test_day_and_month_are_asked_before_anything_is_taken():
    text = "Company,Renewal Date,Owner\nAcme,01/02/2027,Jo\n"
    result = accounts(text)
    assert result.is_open
    assert result.new == ()
    assert accounts(text, day_first=True).new[0].account.renewal_on == date(2027, 2, 1)


def test_rows_that_are_no_accounts_are_reported():
    text = (
        "Account ID,Account Name,Deleted,ARR,Renewal Date\n1,Acme,false,100,2027-01-04\n"
        "2,,false,,\n3,Gone,true,,\n1,Acme again,false,,\n5,Odd,false,a lot,some day\n\n"
        "Book of business\nCopyright (c) 2000-2026 salesforce.com, inc.\n"
    )
    result = accounts(text)
    assert [(one.line, one.column, one.reason) for one in result.not_taken] == [
        (3, "", "it has no name"),
        (4, "", "it was deleted in the CRM"),
        (5, "", "the same account stands in line 2 already"),
        (6, "ARR", "“a lot” is no amount of money"),
        (6, "Renewal Date", "“some day” is no day"),
        (8, "", "it is the footer of a report"),
        (9, "", "it is the footer of a report"),
    ]
    assert [plan.account.name for plan in result.new] == ["Acme", "Odd"]


def test_a_list_without_names_asks_for_them():
    result = accounts("Renewal Date,ARR,Tier\n2027-01-04,100,Gold\n")
    assert result.is_open
    assert result.questions[0].about == "columns"


def test_a_user_id_is_no_csm():
    result = accounts("Company,CSM,ARR\nAcme,005Ox00000BFbk6IAD,1\n")
    assert result.new[0].account.csm == ""


@pytest.mark.parametrize(
    ("words", "domain"),
    [
        ("http://1688.com/at/nunc.aspx", "1688.com"),
        ("WWW.Acme.example", "acme.example"),
        ("jo@acme.example", "acme.example"),
        ("acme.example:8080?x=1", "acme.example"),
        ("not a site", ""),
        ("", ""),
    ],
)
def test_a_domain_is_taken_from_a_web_site(words: str, domain: str):
    assert domain_of(words) == domain


def test_numeric_ids_are_compared_whole():
    assert crm_key("123456789012345678") == "123456789012345678"


def test_a_real_list_of_accounts_is_taken_whole():
    import csv

    for name in ("apex-recipes-accounts.csv", "ebikes-accounts.csv"):
        path = REAL / name
        with path.open(newline="", encoding="utf-8") as stream:
            rows = [{k.casefold(): v for k, v in row.items()} for row in csv.DictReader(stream)]
        result = import_accounts(read_tables(path))
        assert [plan.account.name for plan in result.new] == [row["name"] for row in rows]
        assert [plan.account.industry for plan in result.new] == [row["industry"] for row in rows]
        ids = [row.get("id", "") for row in rows]
        assert [plan.account.source_id for plan in result.new] == ids
        assert result.not_taken == ()
        assert not import_accounts(read_tables(path), existing=result.new).updates
