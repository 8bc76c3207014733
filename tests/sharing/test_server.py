"""The server shows a page to whom a link lets in, and the same to everybody else."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from pathlib import Path

import pytest

from cspwidgets.sharing.drawing import draw
from cspwidgets.sharing.handlers import COOKIE
from cspwidgets.sharing.headers import headers
from cspwidgets.sharing.links import Ticket
from cspwidgets.sharing.routes import ROUTES
from cspwidgets.sharing.view import PublicView
from cspwidgets.store.engine import sqlite_address
from cspwidgets.store.store import Store
from support.canaries import CANARY, FEE, RENEWAL_ON, with_canaries
from support.changes import NOON, created
from support.plans import TODAY, small_plan
from support.serving import LATER, Book, Served, Told, Visitor, link, publish, serving
from support.shared_pages import new_page

DIFFERS = ("Date",)
JSON = {"Content-Type": "application/json"}
VISITORS = ("nobody", "she", "another customer", "wrong secret", "revoked", "expired")

NOTHING, SHELL, PAGE, DATES, COOKIE_GIVEN, OPEN_TO_ALL = (
    "nothing here", "the shell", "her page", "her dates", "her page and a cookie", "open to all",
)  # fmt: skip

TABLE = {
    "page": {"she": PAGE, "*": SHELL},
    "open": {"she": COOKIE_GIVEN, "*": NOTHING},
    "calendar": {"she": DATES, "*": NOTHING},
    "health": {"*": OPEN_TO_ALL},
}
"""What each route answers to whom; `*` is everybody else."""


def told(answer: Told) -> str:
    """What an answer is."""
    if answer.status == 404:
        return NOTHING
    assert answer.status == 200
    if "Set-Cookie" in answer.headers:
        assert b"This is northwind" in answer.body
        return COOKIE_GIVEN
    if b"BEGIN:VCALENDAR" in answer.body:
        return DATES
    if b"This is northwind" in answer.body:
        return PAGE
    return SHELL if b'data-state="opening"' in answer.body else OPEN_TO_ALL


def cookie_of(visitor: str, links: Book) -> str:
    cookies = {
        "nobody": "",
        "she": links.hers.secret,
        "another customer": links.others.secret,
        "wrong secret": "x" * 43,
    }
    return cookies[visitor] if visitor in cookies else links.kinds[visitor].secret


def path_of(route: str, ticket: Ticket) -> str:
    return {
        "page": f"/plans/{ticket.id}",
        "open": f"/plans/{ticket.id}/open",
        "calendar": f"/plans/{ticket.id}/calendar.ics",
        "health": "/healthz",
    }[route]


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_every_address_answers_every_kind_of_visitor_as_the_table_says(
    route, visitor: str, served: Served, links: Book
):
    row = TABLE[route.name]
    cookie = cookie_of(visitor, links)
    ticket = links.kinds.get(visitor, links.hers)
    path = path_of(route.name, ticket)
    came = served.visitor(cookie)
    answers = (
        [came.say(path, {"secret": cookie})]
        if route.methods == ("POST",)
        else [came.ask(path, method) for method in route.methods]
    )
    assert told(answers[0]) == row.get(visitor, row["*"])
    for answer in answers:
        assert {name: answer.headers.get(name) for name in headers()} == headers()
        assert "Server" not in answer.headers
        assert answer.status == answers[0].status
    for method in {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "GET"} - {*route.methods}:
        refused = came.ask(path, method)
        assert told(refused) == NOTHING, method
        assert {name: refused.headers.get(name) for name in headers()} == headers()


def test_everybody_gets_the_same_shell_for_every_link(served: Served, links: Book, nobody: Visitor):
    shell = nobody.ask(f"/plans/{links.hers.id}").without(*DIFFERS)
    for ticket in (*links.kinds.values(), Ticket.new(), Ticket(id="x", secret="x")):
        assert nobody.ask(f"/plans/{ticket.id}").without(*DIFFERS) == shell
        assert served.visitor(ticket.secret).ask(f"/plans/{ticket.id}").without(*DIFFERS) == shell


def test_every_refusal_has_the_same_bytes_whatever_its_reason(links: Book, nobody: Visitor):
    nothing = nobody.ask("/no/such/address").without(*DIFFERS)
    for ticket in links.kinds.values():
        opened = nobody.say(f"/plans/{ticket.id}/open", {"secret": ticket.secret})
        assert opened.without(*DIFFERS) == nothing
        assert nobody.ask(f"/plans/{ticket.id}/calendar.ics").without(*DIFFERS) == nothing


def test_a_secret_is_given_in_once_for_a_cookie_that_no_script_reads(links: Book, nobody: Visitor):
    hers = links.hers
    given = nobody.say(f"/plans/{hers.id}/open", {"secret": hers.secret})
    assert told(given) == COOKIE_GIVEN
    assert given.headers["Cache-Control"] == "no-store"
    cookie = given.headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}={hers.secret};")
    assert f"Path=/plans/{hers.id};" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie  # this one is served by http
    nobody.cookie = hers.secret
    assert told(nobody.ask(f"/plans/{hers.id}")) == PAGE


@pytest.mark.parametrize(
    ("said", "headers"),
    [
        (b"secret=SECRET", {"Content-Type": "application/x-www-form-urlencoded"}),
        (b'{"secret": "SECRET"}', {"Content-Type": "text/plain"}),
        (b'{"secret": "SECRET"}', {**JSON, "Sec-Fetch-Site": "cross-site"}),
        (b'["SECRET"]', JSON),
        (b'{"secret": ["SECRET"]}', JSON),
        (b'{"secret": "SECRET"', JSON),
        (b"\xff\xfe", JSON),
        (b"[" * 4000, JSON),
        (b'{"seen": true}', JSON),
        (b"", {}),
    ],
    ids=range(10),
)  # fmt: skip
def test_what_another_site_could_send_opens_nothing(
    said: bytes, headers: dict[str, str], links: Book, nobody: Visitor
):
    body = said.replace(b"SECRET", links.hers.secret.encode())
    answer = nobody.ask(f"/plans/{links.hers.id}/open", "POST", body, headers)
    assert told(answer) == NOTHING
    assert "Set-Cookie" not in answer.headers


def test_a_revoked_link_shows_nothing_from_the_next_request_on(links: Book, served: Served):
    ticket = link(links.store, "northwind")
    visitor = served.visitor(ticket.secret)
    page = visitor.ask(f"/plans/{ticket.id}")
    assert told(page) == PAGE
    links.store.links.revoke(ticket.id, who="priya", at=LATER)
    known = {"If-None-Match": page.headers["Etag"]}
    assert told(visitor.ask(f"/plans/{ticket.id}", headers=known)) == SHELL
    assert told(visitor.ask(f"/plans/{ticket.id}/calendar.ics")) == NOTHING


def test_a_link_shows_the_newest_page_and_a_pinned_one_its_own(links: Book, served: Served):
    first = links.store.pages.newest("other").sha256
    pinned = link(links.store, "other", pinned=first)
    publish(links.store, "other", "<h1>Second</h1>")
    newest = served.visitor(links.others.secret).ask(f"/plans/{links.others.id}")
    assert b"Second" in newest.body
    assert b"This is other" in served.visitor(pinned.secret).ask(f"/plans/{pinned.id}").body


def test_a_look_of_five_seconds_is_counted_for_its_day_and_nothing_else_is(
    links: Book, served: Served
):
    ticket = link(links.store, "northwind")
    visitor = served.visitor(ticket.secret)

    def opens() -> list[tuple[object, int]]:
        (found,) = (each for each in links.store.links.all("northwind") if each.id == ticket.id)
        return [(each.on, each.times) for each in found.opens]

    visitor.say(f"/plans/{ticket.id}/open", {"secret": ticket.secret})
    visitor.ask(f"/plans/{ticket.id}")
    assert opens() == []
    assert visitor.say(f"/plans/{ticket.id}/open", {"seen": True}).status == 204
    assert opens() == [(TODAY, 1)]


def test_a_browser_that_has_the_page_is_told_so_and_may_have_it_packed(links: Book, her: Visitor):
    path = f"/plans/{links.hers.id}"
    page = her.ask(path)
    packed = her.ask(path, headers={"Accept-Encoding": "br, gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == page.body
    known = her.ask(path, headers={"If-None-Match": page.headers["Etag"]})
    assert (known.status, known.body) == (304, b"")
    assert {name: known.headers.get(name) for name in headers()} == headers()
    assert page.headers["Cache-Control"] == "private, no-cache"
    assert page.headers["Vary"] == "Accept-Encoding, Cookie"
    head = her.ask(path, "HEAD")
    assert head.without(*DIFFERS) == (200, page.without(*DIFFERS)[1], b"")


@pytest.mark.parametrize("query", ["token=1", "template=lab&theme=dark", "utm_source=mail", "%00"])
def test_what_stands_behind_the_address_changes_nothing(query: str, links: Book, her: Visitor):
    path = f"/plans/{links.hers.id}"
    assert her.ask(f"{path}?{query}").without(*DIFFERS) == her.ask(path).without(*DIFFERS)


def test_the_shell_speaks_the_visitors_language(nobody: Visitor):
    for accepted, tag in (("de-AT,de;q=0.9", "de"), ("fr,de;q=0.5", "de"), ("fr", "en")):
        shell = nobody.ask("/plans/x", headers={"Accept-Language": accepted})
        assert f'<html lang="{tag}">'.encode() in shell.body
        assert "Accept-Language" in shell.headers["Vary"]


def test_the_log_has_no_secret_whatever_address_it_was_put_into(
    served: Served, links: Book, her: Visitor
):
    hers, secret = links.hers, links.hers.secret
    for path in (
        f"/plans/{hers.id}?{secret}",
        f"/plans/{hers.id}%23{secret}",
        f"/plans/{secret}",
        f"/{secret}",
        f"/plans/{hers.id}/open?secret={secret}",
    ):
        her.ask(path, headers={"Referer": secret, "User-Agent": secret})
        her.say(path, {"secret": secret})
    her.ask("/", method=secret)
    log = served.log()
    assert f"200 POST opening {hers.id}" in log
    assert secret not in log
    assert secret[:20] not in log


@pytest.mark.slow
def test_nothing_internal_is_in_any_answer_in_the_store_or_in_the_log(tmp_path: Path):
    home = tmp_path / "home"
    home.mkdir()
    view = PublicView.of(replace(with_canaries(small_plan()), id="northwind"), TODAY)
    with Store.open(sqlite_address(home / "plans.sqlite")) as store, serving(home) as served:
        created(store, replace(with_canaries(small_plan()), id="northwind"))
        new = new_page(view=view.to_json(), page=draw(view))
        kept = store.pages.page(store.pages.publish(new, who="priya", at=NOON))
        hers = link(store, "northwind")
        her, nobody = served.visitor(hers.secret), served.visitor()
        page = f"/plans/{hers.id}"
        answers = [her.ask(page), nobody.ask(page), her.ask(f"{page}/calendar.ics")]
        assert "Northwind" in answers[0].body.decode()
        answers += [nobody.say(f"{page}/open", {"secret": CANARY}), nobody.ask(f"/{CANARY}")]
        seen = [f"{each.headers}{each.body.decode()}" for each in answers]
        for text in (*seen, kept.view, kept.page, served.log()):
            for secret in (CANARY, f"{FEE:.0f}", f"{FEE:,.0f}", RENEWAL_ON.isoformat()):
                assert secret not in text


def test_under_a_path_and_by_https_everything_is_below_it_and_the_cookie_is_safe(
    tmp_path: Path, served: Served, links: Book
):
    url = sqlite_address(served.log_file.parent / "plans.sqlite")
    options = ("--base-url", "https://example.com/csp")
    with serving(tmp_path / "below", *options, url=url) as below:
        nobody = below.visitor()
        for path in ("/", "/healthz", f"/plans/{links.hers.id}"):
            assert told(nobody.ask(path)) == NOTHING
        assert told(nobody.ask("/csp/healthz")) == OPEN_TO_ALL
        shell = nobody.ask(f"/csp/plans/{links.hers.id}").body.decode()
        addresses = re.findall(r'(?:href|src)="([^"]+)"', shell)
        assert all(each.startswith("data:") for each in addresses)
        given = nobody.say(f"/csp/plans/{links.hers.id}/open", {"secret": links.hers.secret})
        assert f"Path=/csp/plans/{links.hers.id};" in given.headers["Set-Cookie"]
        assert "Secure" in given.headers["Set-Cookie"]
