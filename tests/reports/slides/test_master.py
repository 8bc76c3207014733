"""The deck stands on a master: one made from the theme, or the firm's own."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pptx
import pytest
from PIL import Image
from pptx.dml.color import RGBColor

from cspwidgets.errors import UnreadableFile
from cspwidgets.reports.brand import Brand, Logo
from cspwidgets.reports.slides import pptx_of, refresh
from cspwidgets.reports.slides.master import master_of
from cspwidgets.settings import Settings
from support import reviews
from support.decks import opened, outside, overlapping, parts, sample, saved, shapes, titles, words
from support.reviewed import notebook_of
from support.sheets import ROOT, theme


def firm(change: Any = None) -> bytes:
    """A firm's deck: python-pptx's own, 4:3, with a slide of theirs."""
    deck = pptx.Presentation()
    theirs = deck.slides.add_slide(deck.slide_layouts[0])
    theirs.shapes.title.text = "Our old pitch"
    if change:
        change(deck)
    return saved(deck)


def review() -> Any:
    return notebook_of(reviews.sections())


def test_the_master_has_layouts_with_placeholders_in_the_theme_of_the_file():
    deck = opened(sample())
    assert [layout.name for layout in deck.slide_layouts] == [
        "Title Slide", "Title and Content", "Two Content", "Title Only",
    ]  # fmt: skip
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9)
    held = dict(parts(sample()))["ppt/theme/theme1.xml"].decode()
    assert '<a:accent1><a:srgbClr val="1A66D6"/>' in held
    assert '<a:latin typeface="Inter"' in held


@pytest.mark.slow
def test_another_theme_changes_the_colours_and_the_letters_of_the_theme_part_only():
    light = replace(theme().light, route="#7a1f5c")
    brand = Brand(theme=replace(theme(), name="Acme", font=("system-ui", "Acme Sans"), light=light))
    ours, other = dict(parts(sample())), dict(parts(pptx_of(review(), brand=brand)))
    assert '<a:latin typeface="Acme Sans"' in other["ppt/theme/theme1.xml"].decode()
    assert "7A1F5C" in other["ppt/theme/theme1.xml"].decode()
    # The drawing of the route has its colours written out, as it has in every format.
    alike = [name for name in ours if name.startswith("ppt/slides/slide")]
    alike.remove("ppt/slides/slide3.xml")
    assert all(ours[name] == other[name] for name in alike)


def test_a_csm_finds_no_empty_placeholder_on_a_slide():
    for slide in opened(sample()).slides:
        assert all(holder.text_frame.text for holder in slide.placeholders)


@pytest.mark.slow
def test_a_firms_own_master_is_used_and_its_slides_are_dropped():
    made = pptx_of(review(), master=firm())
    deck = opened(made)
    assert titles(deck)[0] == "Northwind Freight"
    assert "Our old pitch" not in words(deck)
    assert not any(b"Our old pitch" in data for _, data in parts(made))
    assert deck.slides[0].slide_layout.name == "Title Slide"
    assert deck.slides[1].slide_layout.name == "Title Only"
    assert len(deck.slide_layouts) == 11
    assert outside(deck) == []
    assert overlapping(deck) == []
    assert pptx_of(review(), master=firm()) == made


def test_on_a_dark_master_words_are_light_enough_to_read():
    def darken(deck: Any) -> None:
        mapped = deck.slide_master._element.find("./p:clrMap", deck.slide_master._element.nsmap)
        mapped.set("bg1", "dk1")
        mapped.set("tx1", "lt1")

    drawn = shapes(opened(pptx_of(review(), master=firm(darken))))
    lead = drawn["summary:lead:2"].text_frame.paragraphs[0].runs[0]
    assert lead.font.color.rgb == RGBColor.from_string(theme().dark.late[1:].upper())


@pytest.mark.slow
def test_a_deck_on_a_firms_master_can_be_refreshed():
    made = pptx_of(review(), master=firm())
    told: list[str] = []
    again = opened(refresh(made, review(), tell=told.append))
    assert told == []
    assert words(again) == words(opened(made))


def test_a_master_that_cannot_be_used_is_refused_in_a_sentence():
    with pytest.raises(UnreadableFile, match="The master cannot be opened"):
        pptx_of(review(), master=b"PK no zip")
    with pytest.raises(UnreadableFile, match="The master cannot be opened"):
        pptx_of(review(), master=_zip({"a.txt": b"x"}))

    def untitled(deck: Any) -> None:
        for layout in deck.slide_layouts:
            for holder in list(layout.placeholders):
                holder._element.getparent().remove(holder._element)

    with pytest.raises(UnreadableFile, match="no layout with a title"):
        pptx_of(review(), master=firm(untitled))


def test_a_master_that_fetches_something_or_runs_something_is_refused():
    def linked(deck: Any) -> None:
        image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
        deck.slide_master.part.relate_to("https://evil.example/x.png", image, is_external=True)

    with pytest.raises(UnreadableFile, match="fetches"):
        pptx_of(review(), master=firm(linked))
    macro = _renamed(firm(), b"presentation.main+xml", b"")
    with pytest.raises(UnreadableFile):
        pptx_of(review(), master=macro)


def test_the_title_of_a_long_name_is_smaller_and_stays_in_its_place():
    head = replace(reviews.HEAD, name="Gemeinschaft " * 23)
    deck = opened(pptx_of(notebook_of((replace(reviews.sections()[0], head=head),))))
    run = deck.slides[0].shapes.title.text_frame.paragraphs[0].runs[0]
    assert run.font.size.pt < 40
    assert outside(deck) == []


def test_a_master_is_made_once_for_a_theme():
    assert master_of(theme()) is master_of(theme())


def _zip(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as written:
        for name, data in files.items():
            written.writestr(name, data)
    return made.getvalue()


def _renamed(package: bytes, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as read:
        return _zip({name: read.read(name).replace(old, new) for name in read.namelist()})


@pytest.mark.slow
def test_a_logo_stands_on_the_cover_and_at_the_foot_of_every_slide():
    for data, kind in ((_png(), "image/png"), (_SVG, "image/svg+xml")):
        brand = Brand(theme=theme(), logo=Logo(data=data, kind=kind))
        deck = opened(pptx_of(review(), brand=brand))
        holders = (deck.slide_master, deck.slide_layouts[0])
        logos = [[s for s in holder.shapes if s.name == "Logo"] for holder in holders]
        assert [len(found) for found in logos] == [1, 1]
        assert logos[1][0].height > logos[0][0].height
        assert outside(deck) == []


@pytest.mark.slow
def test_a_logo_that_cannot_be_shown_is_told_of_and_left_out():
    for data, kind in ((b"\x89PNG\r\n nothing", "image/png"),
                       (b"<svg><script/></svg>", "image/svg+xml")):  # fmt: skip
        told: list[str] = []
        brand = Brand(theme=theme(), logo=Logo(data=data, kind=kind))
        made = pptx_of(review(), brand=brand, tell=told.append)
        assert len(told) == 1
        assert told[0].startswith("The logo is left out of the slides")
        assert made == sample()


_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
    b'<rect width="40" height="20"/></svg>'
)


def _png() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 20), "#1a66d6").save(made, "PNG")
    return made.getvalue()


@pytest.mark.slow
def test_a_theme_may_name_the_firms_master_and_one_that_is_missing_is_told_of(tmp_path: Path):
    text = (ROOT / "templates/qbr/theme.toml").read_text("utf-8")
    (tmp_path / "theme.toml").write_text(f'slides = "firm.pptx"\n{text}', "utf-8")
    settings = replace(Settings.from_environment(), theme_file=tmp_path / "theme.toml")
    told: list[str] = []
    assert pptx_of(review(), brand=Brand.of(settings, told.append)) == sample()
    assert len(told) == 1
    assert told[0].startswith("The slides 'firm.pptx' of the theme are left out")
    (tmp_path / "firm.pptx").write_bytes(firm())
    assert len(opened(pptx_of(review(), brand=Brand.of(settings))).slide_layouts) == 11
