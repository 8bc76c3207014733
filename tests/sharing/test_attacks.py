"""Who has no link gets nothing, learns nothing, and is in nobody's way.

The numbers are those of a quick run; `CSP_TEST_ATTACKS=10000` tries as many changed links, and
measures a fifth of that many refusals of each kind.
"""

from __future__ import annotations

import os
import random
import socket
import statistics
import string
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from math import erfc, sqrt

import pytest

from cspwidgets.sharing.headers import headers
from support.serving import Book, Served, Visitor

ATTACKS = int(os.environ.get("CSP_TEST_ATTACKS", "500"))
MUCH = b"x" * 8_000_000
POST = b"POST /plans/x/open HTTP/1.1\r\nHost: x\r\n"
LETTERS = string.ascii_letters + string.digits + "-_"


def changed(text: str, chance: random.Random) -> str:
    """The text with one to three letters changed, lost, doubled or swapped."""
    letters = list(text)
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(letters))
        match chance.randrange(4):
            case 0:
                letters[place] = chance.choice(LETTERS)
            case 1:
                letters.pop(place)
            case 2:
                letters.insert(place, chance.choice(LETTERS))
            case _:
                other = chance.randrange(len(letters))
                letters[place], letters[other] = letters[other], letters[place]
    return "".join(letters)


def test_no_link_that_was_changed_is_let_in(served: Served, links: Book):
    def attack(seed: int) -> int:
        chance, hers = random.Random(seed), links.hers
        visitor = Visitor(served.port)
        let_in = 0
        for _ in range(ATTACKS // 8):
            new_id = changed(hers.id, chance) if chance.random() < 0.3 else hers.id
            secret = changed(hers.secret, chance) if chance.random() < 0.9 else links.others.secret
            if (new_id, secret) == (hers.id, hers.secret):
                continue
            let_in += visitor.say(f"/plans/{new_id}/open", {"secret": secret}).status != 404
            visitor.cookie = secret
            let_in += b"This is" in visitor.ask(f"/plans/{new_id}").body
            visitor.cookie = ""
        visitor.close()
        return let_in

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attack, range(8))) == 0


def mann_whitney(one: list[float], other: list[float]) -> float:
    """The chance that two samples of one distribution differ as much (two-sided, large samples)."""
    order = sorted([(each, 0) for each in one] + [(each, 1) for each in other])
    ranks = sum(rank for rank, (_, which) in enumerate(order, 1) if which == 0)
    n, m = len(one), len(other)
    mean, spread = n * (n + m + 1) / 2, sqrt(n * m * (n + m + 1) / 12)
    return erfc(abs(ranks - mean) / spread / sqrt(2))


@pytest.mark.slow
def test_no_kind_of_refusal_can_be_told_by_the_time_it_takes(nobody: Visitor, links: Book):
    near = links.kinds["wrong secret"]
    kinds = {**links.kinds, "nearly right": type(near)(id=near.id, secret=near.secret[:-1])}
    taken: dict[str, list[float]] = {kind: [] for kind in kinds}
    names = list(kinds)
    chance = random.Random(1)
    for turn in range(ATTACKS // 5 + 20):
        chance.shuffle(names)
        for kind in names:
            ticket = kinds[kind]
            began = time.perf_counter()
            nobody.say(f"/plans/{ticket.id}/open", {"secret": ticket.secret})
            if turn >= 20:  # the first ones are those of a server that has just begun
                taken[kind].append(time.perf_counter() - began)
    told = {pair: mann_whitney(*(taken[kind] for kind in pair)) for pair in combinations(kinds, 2)}
    # Of 21 pairs that nobody can tell apart, one in five runs has one under 0.01.
    assert min(told.values()) > 0.01 / len(told), told


def test_a_thousand_guesses_a_minute_are_in_nobodys_way(served: Served, links: Book, her: Visitor):
    path = f"/plans/{links.hers.id}"

    def guess(number: int) -> int:
        visitor = Visitor(served.port)
        time.sleep(number * 0.06)
        said = visitor.say(f"{path}/open", {"secret": f"guess-{number}"})
        visitor.close()
        return said.status

    with ThreadPoolExecutor(50) as pool:
        guesses = [pool.submit(guess, number) for number in range(50)]
        taken = []
        for _ in range(100):
            began = time.perf_counter()
            assert her.ask(path).status == 200
            taken.append(time.perf_counter() - began)
        assert {each.result() for each in guesses} == {404}
    assert statistics.median(taken) < 0.1


@pytest.mark.parametrize(
    "said",
    [
        b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: " + MUCH + b"\r\n\r\n",
        b"GET /" + MUCH + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        POST + b"Content-Length: 8000000\r\n\r\n" + MUCH,
        POST + b"Transfer-Encoding: chunked\r\n\r\n" + (b"1000\r\n" + MUCH[:4096] + b"\r\n") * 2000,
        b"nonsense\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    ],
    ids=["header", "address", "body", "chunks", "nonsense", "no colon", "tls"],
)  # fmt: skip
def test_what_is_too_much_or_no_request_is_cut_off(said: bytes, served: Served, her: Visitor):
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as connection:
        heard = b""
        try:
            connection.sendall(said)
            while more := connection.recv(65536):
                heard += more
        except (BrokenPipeError, ConnectionResetError):
            pass  # it did not listen to the end
    if heard:
        first, *lines = heard.partition(b"\r\n\r\n")[0].decode().split("\r\n")
        assert first == "HTTP/1.1 400 Bad Request"
        assert headers().items() <= dict(line.split(": ", 1) for line in lines).items()
    assert her.ask("/healthz").status == 200


def test_connections_that_say_nothing_give_way_to_those_that_do(served: Served, links: Book):
    idle = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(900)]
    try:
        came = served.visitor(links.hers.secret)
        assert came.ask(f"/plans/{links.hers.id}").status == 200
    finally:
        for connection in idle:
            connection.close()
