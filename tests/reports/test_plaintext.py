"""Text from strangers is made fit for any file, and keeps all of its words."""

from __future__ import annotations

import pytest

from cspwidgets.reports.plaintext import fit, fit_language, fit_link


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("<b>&\"'", "<b>&\"'"),
        ("a\x00\x1bb\x7f\x85c", "abc"),
        ("tab\tline\nend", "tab\tline\nend"),
        ("\ud800x\udfff", "\ufffdx\ufffd"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("\ufeff\ufffe\ufdd0\U0001ffff", ""),
        ("مرحبا \u200f שלום 漢字 👩\u200d👧", "مرحبا \u200f שלום 漢字 👩\u200d👧"),
    ],
)
def test_only_what_no_file_may_hold_is_taken_out(text: str, shown: str):
    assert fit(text) == shown
    assert fit(shown) == shown
    fit(text).encode()


@pytest.mark.parametrize("link", ["https://a.example/ä?x=1#y", "mailto:a@example.com?subject=x"])
def test_an_address_of_the_web_or_of_mail_is_kept(link: str):
    assert fit_link(link) == link


@pytest.mark.parametrize(
    "link",
    ["", "x", "http://[", "https:///x", "mailto:", "ftp://a.example", "https://a.example/\u202e"],
)
def test_any_other_address_is_dropped(link: str):
    assert fit_link(link) == ""


@pytest.mark.parametrize(
    ("tag", "known"),
    [("de", "de"), ("pt-BR", "pt-BR"), ('en"><script>', "en"), ("", "en"), ("x" * 9, "en")],
)
def test_what_is_no_tag_of_a_language_is_english(tag: str, known: str):
    assert fit_language(tag) == known
