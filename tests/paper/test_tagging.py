"""What a screen reader hears: a section for each language, in the order in which one reads."""

# ruff: noqa: RUF001 - the letters of our languages, which look like others
from __future__ import annotations

import io
from collections.abc import Iterator

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject

from peña_app.paper import About, Box, Bullets, Grid, Heading, Layout, Lines, Paragraph, fit, write, write_pages

ABOUT = About({"es": "La casa", "en": "The house"}, {"es": "Congreso", "en": "Congress"}, {"es": "Guárdenla", "en": "Keep it"})
LETTERS = "fi fl ffi tlahtōlli ñu̱u̱ Kʼicheʼ kuaꞌa"
LONG = {"es": "una palabra larga que sigue y sigue " * 90, "en": "one long word that goes on and on " * 90}
PIECES = [
    Heading({"es": "La casa", "en": "The house"}),
    Box([Paragraph({"es": f"Meta: {LETTERS}", "en": f"Aim: {LETTERS}"})], tint=True),
    Paragraph(LONG),
    Bullets([{"es": "¿Qué vemos?", "en": "What do we see?"}, {"es": "¿Quién falta?", "en": "Who is missing?"}], numbered=True),
    Grid([({"es": "Ronda", "en": "Round"}, 1)], [[{"es": f"ronda {n}", "en": f"round {n}"}] for n in range(40)]),
    Lines({"es": "¿Qué haremos?", "en": "What will we do?"}, 2),
]
TAGGED = [layout for layout in Layout if layout not in {Layout.ES, Layout.EN}]


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def kids(node: DictionaryObject) -> list[object]:
    found = node.get("/K", [])
    return [kid.get_object() for kid in found] if isinstance(found, ArrayObject) else [found.get_object()]


def elements(node: DictionaryObject) -> Iterator[DictionaryObject]:
    for kid in kids(node):
        if isinstance(kid, DictionaryObject) and "/S" in kid:
            yield kid
            yield from elements(kid)


def sections(pdf: bytes) -> dict[str, DictionaryObject]:
    root = read(pdf).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    (whole,) = kids(root["/StructTreeRoot"])
    assert whole["/S"] == "/Document"
    return {str(kid["/Lang"]): kid for kid in kids(whole) if kid["/S"] == "/Sect"}


@pytest.mark.parametrize("layout", TAGGED)
def test_each_language_is_a_section_of_its_own(layout: Layout) -> None:
    found = sections(write(PIECES, ABOUT, layout=layout))
    assert list(found) == ["es", "en"]
    for section in found.values():
        roles = [str(each["/S"]) for each in elements(section)]
        roles = roles[roles.index("/H1", 2) if layout is Layout.FACING else 0 :]  # after the cover
        assert roles[:4] == ["/H1", "/P", "/P", "/L"]
        assert roles.count("/LBody") == 2
        assert roles.count("/TR") == 41, "a header that returns on every page is heard once"
        assert roles[-1] == "/P"
    assert found["es"]["/T"] == "Español"


@pytest.mark.parametrize(("layout", "code"), [(Layout.ES, "es"), (Layout.EN, "en")])
def test_one_language_is_one_section(layout: Layout, code: str) -> None:
    assert list(sections(write(PIECES, ABOUT, layout=layout))) == [code]


@pytest.mark.parametrize("layout", TAGGED)
def test_halves_of_a_text_that_a_page_turn_cuts_are_one_element(layout: Layout) -> None:
    pieces = [Paragraph(LONG), Paragraph(LONG), Paragraph(LONG)]
    for section in sections(write(pieces, ABOUT, layout=layout)).values():
        said = list(elements(section))[-3:]
        assert [str(each["/S"]) for each in said] == ["/P"] * 3
        assert any(len(kids(each)) > 1 for each in said)


@pytest.mark.parametrize("layout", list(Layout))
def test_every_mark_on_a_page_is_found_from_the_page_and_from_the_tree(layout: Layout) -> None:
    pdf = read(write(PIECES, ABOUT, layout=layout))
    numbers = pdf.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    listed = {numbers[at]: numbers[at + 1].get_object() for at in range(0, len(numbers), 2)}
    for page in pdf.pages:
        content = page.get_contents().get_data().decode("latin-1")
        assert page["/Tabs"] == "/S"
        assert content.count("/MCID") == len(listed[page["/StructParents"]])
        assert content.count("BDC") + content.count("BMC") == content.count("EMC")


def test_sheets_that_draw_themselves_are_tagged_too() -> None:
    words = {"es": "Ronda", "en": "Round"}
    found = sections(write_pages([lambda pen, wide, _high: fit(pen, words, 60, 60, wide - 120, 200)], ABOUT))
    assert list(found) == ["es", "en"]
