"""The customer's page from the shell: publish, give a link, see who opened it, end it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from cspwidgets.cli.frame import run
from cspwidgets.portfolio import Portfolio
from cspwidgets.sharing.links import Admission, Refusal, admit
from support.plans import TODAY

Csp = Callable[..., tuple[int, str, str]]


@pytest.fixture
def csp(capsys: pytest.CaptureFixture[str]) -> Csp:
    """Run a command; the code, and what was printed on either channel."""

    def call(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def published(demo: Portfolio) -> Portfolio:
    """The demo, with a page of Northwind."""
    demo.sharing.publish("northwind", lambda view: view.plan.objective)
    return demo


def visit(book: Portfolio, address: str) -> Admission:
    """What comes of opening a link."""
    parts = urlsplit(address.strip())
    return admit(book.store.links, parts.path.rpartition("/")[2], parts.fragment, on=TODAY)


@pytest.mark.slow
def test_three_commands_make_a_link_that_works(demo: Portfolio, csp: Csp):
    code, out, _ = csp("publish", "northwind")
    assert (code, "Published the page of Northwind Freight, as of 2026-07-17." in out) == (0, True)
    assert "csp link northwind --for NAME" in out
    code, address, _ = csp("link", "northwind", "--for", "COO")
    assert (code, visit(demo, address).refusal) == (0, None)
    code, out, _ = csp("publish", "northwind", "--json")
    facts = json.loads(out)
    assert (code, facts["is_new"], facts["links"], facts["language"]) == (0, False, 1, "en")
    assert facts["page"] == visit(demo, address).page
    assert "nothing in it has changed" in csp("publish", "northwind")[1]
    assert json.loads(csp("publish", "northwind", "--language", "de", "--json")[1])["is_new"]


def test_a_link_is_alone_on_the_first_channel_so_that_it_can_be_piped(
    published: Portfolio, csp: Csp
):
    code, out, err = csp("link", "northwind", "--for", "  Dana \n Whitlock ", "--expires", "90d")
    assert code == 0
    assert visit(published, out).refusal is None
    assert out.startswith("http://127.0.0.1:8866/plans/")
    assert len(out.splitlines()) == 1
    assert "For Dana Whitlock, until 15 Oct." in err
    assert "CSP_BASE_URL" in err
    secret = urlsplit(out.strip()).fragment
    assert secret not in err


def test_who_serves_customers_is_not_told_of_this_machine(
    published: Portfolio, csp: Csp, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CSP_BASE_URL", "https://plans.example.com/csp/")
    _, out, err = csp("link", "northwind", "--for", "COO", "--json")
    assert json.loads(out)["address"].startswith("https://plans.example.com/csp/plans/")
    assert err == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("link", "northwind"), "--for"),
        (("link", "northwind", "--for", " "), "--for"),
        (("link", "northwind", "--for", "x" * 121), "120 letters"),
        (("link", "northwind", "--for", "COO\x1b[31m"), "--for"),
        (("link", "northwind", "--for", "COO", "--expires", "soon"), "write 90d"),
        (("link", "northwind", "--for", "COO", "--expires", "2026-07-16"), "a later day"),
        (("publish", "northwind", "--language", "tlh"), "en, de"),
        (("publish",), "ACCOUNT"),
        (("revoke",), "LINK"),
    ],
)
def test_wrong_usage_ends_with_two_and_makes_nothing(published: Portfolio, csp: Csp, words, told):
    code, _, err = csp(*words)
    assert (code, told in err) == (2, True), err
    assert published.sharing.links() == ()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("publish", "nope"), "no account 'nope'"),
        (("unpublish", "nope"), "no account 'nope'"),
        (("links", "nope"), "no account 'nope'"),
        (("link", "nope", "--for", "COO"), "no account 'nope'"),
        (("link", "lumen", "--for", "COO"), "publish it first"),
        (("unpublish", "lumen"), "publish it first"),
        (("revoke", "nope"), "no link 'nope'"),
        (("revoke", "http://127.0.0.1:8866/plans/#"), "no link"),
        (("revoke", ""), "no link"),
    ],
)
def test_what_is_not_there_is_named_in_one_sentence(published: Portfolio, csp: Csp, words, told):
    code, out, err = csp(*words)
    assert (code, out, told in err, len(err.splitlines())) == (1, "", True, 1), err


def test_the_list_says_who_looked_and_who_has_not_for_long(published: Portfolio, csp: Csp):
    ids = {
        name: published.sharing.link("northwind", person=name, pin=name == "CFO").id
        for name in ("COO", "CFO", "[red]Ops[/]")
    }
    for days in (34, 34, 40):
        published.store.links.count_open(ids["COO"], on=TODAY - timedelta(days=days))
    published.store.links.count_open(ids["CFO"], on=TODAY)
    published.sharing.revoke(ids["[red]Ops[/]"])
    code, out, _ = csp("links", "northwind")
    told = " ".join(out.split())
    assert code == 0
    assert max(len(line) for line in out.splitlines()) <= 80
    assert all(link in out for link in ids.values())
    said = ("last on 13", "Jun; not opened for 34 days", "opened once, on 17", "pinned", "ended on")
    assert [words for words in said if words not in told] == []
    assert "[red]Ops[/]" in out
    rows = {row["person"]: row for row in json.loads(csp("links", "--json")[1])}
    assert rows["COO"]["opens"] == [
        {"on": "2026-06-13", "times": 2},
        {"on": "2026-06-07", "times": 1},
    ]
    assert (rows["COO"]["days_unopened"], rows["COO"]["state"]) == (34, "works")
    assert rows["[red]Ops[/]"]["state"] == "revoked"
    assert "northwind" in csp("links")[1]


def test_an_empty_list_says_how_to_begin(demo: Portfolio, csp: Csp):
    code, out, _ = csp("links")
    assert (code, "csp publish ACCOUNT" in out) == (0, True)
    assert json.loads(csp("links", "--json")[1]) == []


def test_a_link_is_ended_by_its_id_or_by_all_of_it_and_the_others_are_not(
    published: Portfolio, csp: Csp
):
    one, two, three = (published.sharing.link("northwind", person=name) for name in "abc")
    assert csp("revoke", one.id)[0] == 0
    code, out, _ = csp("revoke", f" {two.address}\n")
    assert (code, "The link of b to northwind is ended." in out) == (0, True)
    found = [visit(published, sent.address).refusal for sent in (one, two, three)]
    assert found == [Refusal.REVOKED, Refusal.REVOKED, None]
    assert csp("revoke", one.id)[0] == 0


def test_a_page_taken_back_is_shown_to_nobody_and_its_links_are_kept(
    published: Portfolio, csp: Csp
):
    sent = published.sharing.link("northwind", person="COO")
    code, out, _ = csp("unpublish", "northwind")
    assert (code, "1 person has a link: it shows nothing until csp publish" in out) == (0, True)
    assert visit(published, sent.address).refusal is Refusal.NOT_PUBLISHED
    assert "nothing is published" in " ".join(csp("links")[1].split())


def test_making_the_demo_anew_says_that_its_links_are_gone(published: Portfolio, csp: Csp):
    sent = published.sharing.link("northwind", person="COO")
    assert "links are gone" in " ".join(csp("demo", "--help")[1].split())
    code, out, _ = csp("demo", "--reset")
    assert (code, "with 1 link" in out) == (0, True)
    assert visit(published, sent.address).refusal is Refusal.UNKNOWN
    assert "link" not in csp("demo", "--reset")[1]
