"""Ids made of names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspwidgets.plan.slug import slug


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("St Aldhelm Health Trust", "st-aldhelm-health-trust"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-account"),
        ("lpt1", "lpt1-account"),
        ("Müller & Söhne GmbH", "muller-sohne-gmbh"),
        ("שלום", "account"),
        ("", "account"),
    ],
)
def test_an_id_is_safe_whatever_the_name(name: str, made: str):
    assert slug(name) == made


@given(st.text(max_size=400), st.sets(st.sampled_from(["a", "account", "account-2"])))
def test_an_id_is_short_plain_and_not_taken(name: str, taken: set[str]):
    made = slug(name, taken=taken)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= 70
    assert made not in taken
