"""What a step waits for, as tools write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspwidgets.exchange.predecessors import Link, read_links

ROWS = {"1": 0, "2": 1, "3": 2, "12": 3, "p2-01": 4, "scope, cost and time": 5, "ff": 6}


def find(name: str) -> int | None:
    return ROWS.get(name.casefold())


@pytest.mark.parametrize(
    ("written", "links"),
    [
        ("3", [Link(2)]),
        ("3FS", [Link(2)]),
        ("3FS+2d", [Link(2, "FS", "+2d")]),
        ("3FS + 2 days", [Link(2, "FS", "+ 2 days")]),
        ("12SS", [Link(3, "SS")]),
        ("12EA+1 Tag", [Link(3, "FS", "+1 Tag")]),
        ("12AA;2EE", [Link(3, "SS"), Link(1, "FF")]),
        ("1,2;3", [Link(0), Link(1), Link(2)]),
        ("2, 2, 2", [Link(1)]),
        ("['P2-01', '12']", [Link(4), Link(3)]),
        ("Scope, cost and time", [Link(5)]),
        ("1, Scope, cost and time, 2", [Link(0), Link(5), Link(1)]),
        ("FF", [Link(6)]),
        ("", []),
        ("None", []),
        ("[]", []),
        ("-", []),
    ],
)
def test_links_are_read_as_they_are_written(written: str, links: list[Link]):
    result = read_links(written, find)
    assert list(result.links) == links
    assert result.not_found == ()


@pytest.mark.parametrize(
    ("written", "lost"), [("9", ("9",)), ("1,9FS,2", ("9FS",)), ("All", ("All",))]
)
def test_what_is_not_there_is_told(written: str, lost: tuple[str, ...]):
    assert read_links(written, find).not_found == lost


def test_a_cell_of_endless_commas_is_not_read():
    assert read_links("1," * 500_000, find).links == ()


@given(st.text(alphabet="123FSaA,;+-d' []", max_size=60))
def test_whatever_stands_there_is_links_and_leftovers(written: str):
    for link in read_links(written, find).links:
        assert link.row in ROWS.values()
