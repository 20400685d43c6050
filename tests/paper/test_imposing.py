"""Facing pages keep step, and fold into a booklet."""

from __future__ import annotations

import io
import re

import pypdf
import pytest

from peña_app.paper import About, Box, Heading, Layout, Lines, Paragraph, Sheet, booklet, write
from peña_app.paper.imposing import order

ABOUT = About({"es": "El barrio", "en": "The neighborhood"}, {"es": "Nuestros caminos", "en": "Our roads"})


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def pieces(n: int) -> list[Paragraph | Heading]:
    return [
        piece
        for number in range(n)
        for piece in (
            Heading({"es": f"Parte {number}.", "en": f"Part {number}."}, 2),
            Paragraph(
                {
                    "es": f"Unidad {number}. " + "palabra larga " * (number * 7 % 60),
                    "en": f"Unit {number}. " + "short word " * (number * 11 % 80),
                }
            ),
        )
    ]


def test_thirteen_pages_are_folded_from_four_sheets() -> None:
    assert order(13) == [(16, 1), (2, 15), (14, 3), (4, 13), (12, 5), (6, 11), (10, 7), (8, 9)]


@pytest.mark.parametrize("pages", range(1, 40))
def test_every_page_is_on_one_side_and_neighbors_meet_when_the_sheets_are_folded(pages: int) -> None:
    sides = order(pages)
    assert sorted(number for side in sides for number in side) == list(range(1, 2 * len(sides) + 1))
    assert len(sides) % 2 == 0
    assert 0 <= 2 * len(sides) - pages < 4
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        assert front[1] + 1 == back[0]  # they share a sheet, turned on its short edge
        assert back[1] + 1 == front[0]


@pytest.mark.parametrize("sheet", list(Sheet))
def test_each_spread_holds_the_same_units_spanish_left_and_english_right(sheet: Sheet) -> None:
    pdf = write(pieces(30), ABOUT, layout=Layout.FACING, sheet=sheet, size=11)
    cover, *rest = texts(pdf)
    assert "El barrio" in cover
    assert "The neighborhood" in cover
    assert len(rest) % 2 == 0
    for number, (left, right) in enumerate(zip(rest[::2], rest[1::2], strict=True)):
        assert re.findall(r"Unidad (\d+)\.", left) == re.findall(r"Unit (\d+)\.", right)
        assert re.findall(r"Parte (\d+)\.", left) == re.findall(r"Part (\d+)\.", right)
        assert f"Página {2 * number + 2} de {len(rest) + 1}" in left
        assert f"Page {2 * number + 3} of {len(rest) + 1}" in right


@pytest.mark.parametrize(("sheet", "size"), [(Sheet.LETTER, (792, 612)), (Sheet.A4, (842, 595))])
def test_a_booklet_holds_the_pages_in_folding_order_and_turns_on_the_short_edge(sheet: Sheet, size: tuple[int, int]) -> None:
    small = write(pieces(24), ABOUT, layout=Layout.FACING, sheet=sheet, size=11)
    pages = texts(small)
    read = pypdf.PdfReader(io.BytesIO(booklet(small, sheet=sheet)))
    for side, page in zip(order(len(pages)), read.pages, strict=True):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == size
        said = page.extract_text()
        for number in side:
            first = pages[number - 1].split("\n")[0] if number <= len(pages) else ""
            assert first in said
            assert number < 2 or number > len(pages) or f"{'Página' if number % 2 == 0 else 'Page'} {number} " in said
    assert read.trailer["/Root"]["/ViewerPreferences"]["/Duplex"] == "/DuplexFlipShortEdge"
    assert read.metadata.title == "El barrio · The neighborhood"
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts(read))


def fonts(read: pypdf.PdfReader) -> list[dict[str, object]]:
    return [font.get_object() for page in read.pages for font in page["/Resources"].get("/Font", {}).values()]


@pytest.mark.parametrize("words", [12, 30, 60])
def test_a_crowded_cover_keeps_apart_what_stands_on_it(words: int) -> None:
    long = About({"es": "Del coraje al problema y del problema a la demanda " * 3, "en": "From anger to problem to demand " * 5})
    aim = Box([Paragraph({"es": "Meta " * words, "en": "Aim " * words})])
    reader = pypdf.PdfReader(io.BytesIO(write(pieces(2), long, layout=Layout.FACING, size=11, cover=[aim])))
    heights: list[tuple[float, str]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        if text.strip():
            heights.append((cm[5] + tm[5], text))

    reader.pages[0].extract_text(visitor_text=visit)
    assert min(high for high, _text in heights) > 40
    owner = [high for high, text in heights if "booklet" in text or "cuadernillo" in text]
    aims = [high for high, text in heights if "Aim" in text]
    assert not owner or not aims or owner[0] < min(aims)
    assert aims or "Aim" in reader.pages[2].extract_text(), "what the cover cannot hold begins the first pages"


def test_cards_stand_two_on_a_sheet_and_their_backs_change_places() -> None:
    pdf = pypdf.PdfReader(io.BytesIO(write(pieces(12), ABOUT, layout=Layout.CARDS, size=10)))
    assert len(pdf.pages) > 1
    assert pdf.trailer["/Root"]["/ViewerPreferences"]["/Duplex"] == "/DuplexFlipShortEdge"
    for number, page in enumerate(pdf.pages):
        left = {"es": False, "en": False}

        def visit(text: str, cm: list[float], tm: list[float], _font: object, _size: float, left: dict[str, bool] = left) -> None:
            for code, word in (("es", "Unidad"), ("en", "Unit")):
                if text.strip().startswith(word):
                    left[code] = cm[4] + tm[4] < 396

        page.extract_text(visitor_text=visit)
        assert left == {"es": number % 2 == 0, "en": number % 2 == 1}


def test_lines_to_write_on_fill_the_page_that_they_end() -> None:
    pdf = write([Paragraph({"es": "Hola", "en": "Hello"}), Lines(None, 3)], ABOUT, layout=Layout.ES)
    content = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].get_contents().get_data().decode("latin-1")
    assert len(re.findall(r"\d l S", content)) > 15
