"""`csp serve` says in one sentence why it does not serve."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from cspwidgets.cli.frame import run
from cspwidgets.portfolio.serving import default_port
from cspwidgets.settings import Settings


def test_an_address_that_is_taken_is_named_with_what_to_do(home: Path, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(["serve", "--port", str(port)]) == 1
    told = capsys.readouterr().err
    assert f"cannot listen at 127.0.0.1:{port}" in told
    assert "choose another --port" in told


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--base-url", "plans.example.com"], 1),
        (["--processes", "0"], 2),
        (["--port", "70000"], 2),
        (["--host", "192.0.2.1"], 1),
    ],
    ids=["address", "processes", "port", "host"],
)
def test_what_cannot_be_is_told(home: Path, words: list[str], code: int, capsys):
    assert run(["serve", *words]) == code
    assert capsys.readouterr().err


def test_it_listens_where_links_lead_if_that_is_this_machine():
    def port(base_url: str) -> int:
        return default_port(Settings.from_environment({"CSP_BASE_URL": base_url}))

    assert port("") == 8866
    assert port("http://127.0.0.1:9000") == 9000
    assert port("https://plans.example.com") == 8866
    assert port("https://plans.example.com:8443/csp") == 8866
