"""What the files of a review are called."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspwidgets.reports.order import stem

UNSAFE = (
    *("../../x", "/etc/passwd", "..", "", "a/b", "a\\b", "C:x", "x:stream", "a\0b", "a\nb"),
    *("CON", "con", "nul", "com1", "lpt9", "aux.html", "Acme", "ACME", "a" * 300, "x.", "x "),
    *("شركة", "Ångström", "‮txt.exe", "{account}", "$HOME", "-rf", "~", "*", "a\ud800b"),
)
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)


@pytest.mark.parametrize("account", UNSAFE)
def test_no_account_can_name_a_file_outside_the_folder_or_one_that_a_system_refuses(account: str):
    _assert_safe(stem(account, "2026Q3"))


@given(st.text())
def test_whatever_an_account_is_called_its_file_has_a_plain_name(account: str):
    _assert_safe(stem(account, "2026Q3", audience="internal", language="de"))


def test_no_two_accounts_share_a_file_even_where_letters_are_all_small():
    made = [stem(account, "2026Q3").lower() for account in (*UNSAFE, "acme", "angstrom")]
    assert len(set(made)) == len(made)


def test_a_file_is_named_by_what_it_is_for():
    assert stem("northwind", "2026Q3") == "northwind-2026Q3"
    assert stem("northwind", "2026Q3", audience="internal") == "northwind-2026Q3-internal"
    assert stem("northwind", "2026Q3", language="de") == "northwind-2026Q3-de"


def test_a_name_that_is_made_of_anything_else_is_refused():
    for different in ({"audience": "../x"}, {"language": "a/b"}):
        with pytest.raises(ValueError, match="no name for a file"):
            stem("acme", "2026Q3", **different)


def _assert_safe(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9][A-Za-z0-9_-]{0,120}", name), name
    assert not RESERVED.fullmatch(name.partition("-")[0]) or "_" in name
    assert not RESERVED.fullmatch(name)
