"""The catalogues are whole: every text that is said has its translation, and none is left over."""

from __future__ import annotations

import ast
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel import Locale

from cspwidgets.language.catalogue import ENGLISH_TAG, catalogue, rooms, tags

PACKAGE = Path(__file__).resolve().parents[2] / "cspwidgets"
FOREIGN = [tag for tag in tags() if tag != ENGLISH_TAG]


@cache
def said() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Every text given to `say`, to `plural` and to `to_say`, with where it stands."""
    texts: dict[str, str] = {}
    counted: dict[str, str] = {}
    marked: dict[str, str] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            place = f"{file.relative_to(PACKAGE)}:{node.lineno}"
            match node.func:
                case ast.Attribute(attr="say") | ast.Name(id="say"):
                    texts |= dict.fromkeys(_literals(node.args), place)
                case ast.Name(id="to_say"):
                    marked |= dict.fromkeys(_literals(node.args), place)
                case ast.Attribute(attr="plural") if len(node.args) == 3:
                    counted |= dict.fromkeys(_literals(node.args[2:]), place)
    return texts, counted, marked


def _literals(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.Constant(value=str(text)):
                yield text
            case ast.IfExp():
                yield from _literals([node.body, node.orelse])
            case ast.Dict():
                yield from _literals(node.values)


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_there_is_german():
    assert "de" in FOREIGN


@pytest.mark.parametrize("tag", FOREIGN)
def test_every_text_that_is_said_has_its_translation(tag: str):
    known = catalogue(tag)
    texts, counted, marked = said()
    either = known.texts | known.plurals
    assert {text: place for text, place in texts.items() if text not in known.texts} == {}
    assert {text: place for text, place in counted.items() if text not in known.plurals} == {}
    assert {text: place for text, place in marked.items() if text not in either} == {}


@pytest.mark.parametrize("tag", FOREIGN)
def test_no_translation_is_left_over(tag: str):
    texts, counted, marked = said()
    assert set(catalogue(tag).texts) - set(texts) - set(marked) == set()
    assert set(catalogue(tag).plurals) - set(counted) - set(marked) == set()


@pytest.mark.parametrize("tag", FOREIGN)
def test_a_translation_fills_in_what_the_english_text_does(tag: str):
    known = catalogue(tag)
    odd = {text: told for text, told in known.texts.items() if blanks(text) != blanks(told)}
    assert odd == {}
    for text, forms in known.plurals.items():
        for form in forms:  # "ein Tag" need not name its number
            assert blanks(text) - {"n"} <= blanks(form) <= blanks(text), form


@pytest.mark.parametrize("tag", FOREIGN)
def test_a_text_stands_in_one_catalogue_only(tag: str):
    seen: dict[str, str] = {}
    for file in rooms(tag):
        for text in tomllib.loads(file.read_text("utf-8")):
            assert text not in seen, f"{text!r} is in {seen[text]} already"
            seen[text] = file.name


@pytest.mark.parametrize("tag", FOREIGN)
def test_a_counted_text_has_all_forms_of_its_language(tag: str):
    wanted = len({*Locale.parse(tag, sep="-").plural_form.tags, "other"})
    assert {text for text, forms in catalogue(tag).plurals.items() if len(forms) != wanted} == set()


@pytest.mark.slow
def test_each_text_is_given_as_letters_so_that_it_can_be_asked_for():
    # What is said by name (`say(WORDS[word])`) has to be marked by `to_say` where it is written.
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                is_said = node.func.attr in ("say", "plural")
                assert not (is_said and any(isinstance(arg, ast.JoinedStr) for arg in node.args)), (
                    f"{file.name}:{node.lineno} says an f-string"
                )
