"""The papers as PDFs: what a reader, a screen reader and a copier find in them."""

# ruff: noqa: RUF001 - the letters of our languages, which look like others
from __future__ import annotations

import io
import re
import subprocess
import sys

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from peña_app import i18n
from peña_app.paper import (
    QR,
    About,
    Bar,
    Bars,
    Box,
    Bullets,
    Checks,
    Drawing,
    Grid,
    Heading,
    Layout,
    Lines,
    Paragraph,
    Sheet,
    Space,
    frame,
    write,
    write_pages,
)
from peña_app.paper.preview import page_image

ABOUT = About(
    {"es": "La casa y el barrio", "en": "House and neighborhood"},
    {"es": "Congreso · sábado 21 de noviembre", "en": "Congress · Saturday, November 21"},
    {"es": "Guárdenla", "en": "Keep it"},
)
LETTERS = "fi fl ffi tlahtōlli ñu̱u̱ Kʼicheʼ kuaꞌa"
STORY = {
    "es": "Doña Lupe vive en el mismo edificio de dos pisos desde hace veintidós años y la propiedad subió mucho de valor. " * 6,
    "en": "Doña Lupe has lived in the same two-flat for twenty-two years and the property went up a lot in value. " * 6,
}
PIECES = [
    Heading({"es": "¿Por qué sube el recibo?", "en": "Why does the bill go up?"}),
    Paragraph(LETTERS),
    Paragraph(STORY),
    Heading({"es": "Preguntas", "en": "Questions"}, 2),
    Bullets([{"es": "¿Qué vemos?", "en": "What do we see?"}, {"es": "¿A quién conocemos?", "en": "Who do we know?"}]),
    Box(
        [Paragraph({"es": "**Primera** ronda", "en": "*Round* one"}), Checks([{"es": "Hecho", "en": "Done"}, "Irma"])], tint=True
    ),
    Grid(
        [({"es": "Ronda", "en": "Round"}, 1), ({"es": "Valor", "en": "Value"}, 2)],
        [[str(n), {"es": f"valor {n}", "en": f"value {n}"}] for n in range(40)],
        numbered=True,
    ),
    Lines({"es": "¿Qué haremos?", "en": "What will we do?"}, 4),
    Bars(
        [
            Bar({"es": "Vivienda", "en": "Housing"}, 5, "5", won=True),
            Bar("Huertos", 3, "3", tied=True),
            Bar("Cancha", 3, "3", tied=True),
        ]
    ),
    QR("https://example.org", 22, {"es": "El acta", "en": "The minutes"}),
    Space(3),
    Drawing(40, lambda pen, width, height: pen.line(0, 0, width, height)),
]


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text().replace("\u00a0", " ") for page in read(pdf).pages]


def fonts(pdf: bytes) -> dict[str, bool]:
    found = {}
    for page in read(pdf).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            described = font.get_object().get("/FontDescriptor")
            found[str(font.get_object()["/BaseFont"])] = bool(described and "/FontFile2" in described.get_object())
    return found


def sizes(pdf: bytes) -> set[tuple[float, bool]]:
    """Every size of letters, and whether it is at the foot of the page."""
    found = set()

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.add((round(size * abs(tm[0]), 2), cm[5] + tm[5] < 70))

    for page in read(pdf).pages:
        page.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("layout", list(Layout))
def test_letters_can_be_copied_and_words_are_never_joined_at_line_ends(layout: Layout) -> None:
    pdf = write(PIECES, ABOUT, layout=layout)
    said = "\n".join(texts(pdf))

    for word in LETTERS.split():
        assert word in said
    bare = " ".join(said.replace("\n", "").split())  # a reader that ignores where lines end
    expected = "la propiedad subió mucho de valor" if layout is not Layout.EN else "the property went up a lot in value"
    one_language = layout is not Layout.COLUMNS
    assert not one_language or bare.count(expected) == 6
    assert not re.search(r"lapropiedad|theproperty|enel |deun|twoflat|yearsand", bare)


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize("size", [12, 18])
def test_every_font_is_embedded(layout: Layout, size: float) -> None:
    found = fonts(write(PIECES, ABOUT, layout=layout, size=size))
    assert found
    assert all(found.values()), found


def test_pages_that_draw_themselves_carry_no_stray_font() -> None:
    assert fonts(write_pages([lambda pen, _width, _height: pen.line(0, 0, 9, 9)], ABOUT)) == {}


@pytest.mark.parametrize(("sheet", "size"), [(Sheet.LETTER, (612, 792)), (Sheet.A4, (595.28, 841.89))])
@pytest.mark.parametrize("landscape", [False, True])
def test_sheets_have_their_size_and_wide_margins(sheet: Sheet, size: tuple[float, float], landscape: bool) -> None:
    pdf = write(PIECES, ABOUT, sheet=sheet, landscape=landscape, layout=Layout.BOTH)
    wide, high = reversed(size) if landscape else size
    edge = 42  # 15 mm, less what a letter's edge blurs

    for number, page in enumerate(read(pdf).pages):
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx((wide, high), abs=0.01)
        across, down, pixels = page_image(pdf, number, round(wide))
        for row in range(down):
            line = pixels[4 * row * across : 4 * (row + 1) * across]
            inside = edge <= row < down - edge
            assert set(line[: 4 * edge] + line[-4 * edge :] if inside else line) == {255}


@pytest.mark.parametrize(
    ("layout", "languages", "said"),
    [
        (Layout.ES, ("es", "en"), ["Página 1 de"]),
        (Layout.EN, ("es", "en"), ["Page 1 of"]),
        (Layout.COLUMNS, ("es", "en"), ["Página 1 de", "Page 1 of"]),
        (Layout.BOTH, ("es", "en"), ["Página 1 de", "Page 1 of"]),
        (Layout.COLUMNS, ("en",), ["Page 1 of"]),
    ],
)
def test_each_page_says_what_it_is_and_which_page_in_its_language(
    layout: Layout, languages: tuple[str, ...], said: list[str]
) -> None:
    i18n.use("es")
    pages = texts(write(PIECES, ABOUT, layout=layout, languages=languages))

    for number, page in enumerate(pages, start=1):
        for text in said:
            assert f"{text.replace('1', str(number))} {len(pages)}" in page
        assert ("Congreso · sábado" in page) == (said[0] == "Página 1 de")
        assert ("Congress · Saturday" in page) == (said[-1] == "Page 1 of")
        assert ("La casa y el barrio" in page) == (said[0] == "Página 1 de")
        assert ("Página" in page) == (said[0] == "Página 1 de")


def test_a_paper_can_speak_any_language() -> None:
    pieces = [Heading({"nah": "Tlahtōlli", "es": "Palabra"}), Paragraph({"nah": "Niltze nocnīuh", "es": "Hola"})]

    alone = texts(write(pieces, About({"nah": "Āmatl", "es": "Papel"}), layout=Layout.ES, languages=("nah",)))[0]
    beside = texts(write(pieces, About({"nah": "Āmatl", "es": "Papel"}), languages=("es", "nah")))[0]

    assert "Niltze nocnīuh" in alone
    assert "Hola" not in alone
    assert "Niltze nocnīuh" in beside
    assert "Hola" in beside
    assert "NAHUATL" in beside


def test_front_and_back_of_each_sheet_hold_the_same_units() -> None:
    pieces = []
    for n in range(30):
        pieces.append(Heading({"es": f"Parte {n}.", "en": f"Part {n}."}, 2))
        pieces.append(
            Paragraph(
                {"es": f"Unidad {n}. " + "palabra larga " * (n * 7 % 60), "en": f"Unit {n}. " + "short word " * (n * 11 % 80)}
            )
        )

    pages = texts(write(pieces, ABOUT, layout=Layout.DUPLEX))

    assert len(pages) % 2 == 0
    for front, back in zip(pages[::2], pages[1::2], strict=True):
        assert re.findall(r"Unidad (\d+)\.", front) == re.findall(r"Unit (\d+)\.", back)
        assert re.findall(r"Parte (\d+)\.", front) == re.findall(r"Part (\d+)\.", back)
        assert "English on the other side" in front
        assert "Español al reverso" in back
        assert re.findall(r"Página (\d+ )de( \d+)", front) == re.findall(r"Page (\d+ )of( \d+)", back)


@given(
    st.lists(st.integers(1, 90), min_size=3, max_size=12),
    st.sampled_from([Layout.COLUMNS, Layout.ES, Layout.BOTH, Layout.DUPLEX]),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_heading_is_never_last_on_a_page_and_no_item_stands_alone(lengths: list[int], layout: Layout) -> None:
    pieces = []
    for number, length in enumerate(lengths):
        pieces.append(Heading({"es": f"Título{number}", "en": f"Title{number}"}, 1 + number % 3))
        pieces.append(Paragraph({"es": "una palabra " * length, "en": "a word " * length}))
        pieces.append(Bullets([{"es": f"cosa{number}x{n}", "en": f"thing{number}x{n}"} for n in range(1 + length % 5)]))

    for page in texts(write(pieces, About("Prueba"), layout=layout)):
        lines = [
            line
            for line in page.split("\n")
            if line.strip() and not re.match(r"Página|Page|English on|Español al|Notas|Notes", line)
        ]
        assert not re.match(r"T[íi]t(ulo|le)\d", lines[-1])
        for kind in ("cosa", "thing"):
            for number, length in enumerate(lengths):
                shown = len(re.findall(rf"{kind}{number}x\d", page))
                assert shown != 1 or length % 5 == 0


@pytest.mark.parametrize("size", [14, 18, 22])
@pytest.mark.parametrize("layout", list(Layout))
def test_large_print_has_nothing_smaller_than_14_but_the_foot(size: float, layout: Layout) -> None:
    for found, foot in sizes(write([*PIECES, Paragraph("De paso", small=True)], ABOUT, layout=layout, size=size)):
        assert found >= (9.5 if foot else 14)


def test_a_table_repeats_its_header_and_keeps_its_rows_whole() -> None:
    rows = [
        [f"fila{n}", {"es": "una celda con bastante texto " * 3, "en": "a cell with quite some text " * 3}] for n in range(40)
    ]
    pages = texts(
        write([Grid([({"es": "Clave", "en": "Key"}, 1), ({"es": "Texto", "en": "Text"}, 3)], rows)], ABOUT, layout=Layout.BOTH)
    )

    assert len(pages) > 3
    seen = []
    for page in pages:
        assert page.count("Clave") == 1
        found = re.findall(r"fila(\d+)", page)
        assert len(found) > 1
        assert " ".join(page.split()).count("una celda con bastante") == 3 * len(found)
        seen += map(int, found)
    assert seen == list(range(40))


def test_the_pdf_says_its_title_language_author_and_how_to_turn_it() -> None:
    columns = read(write(PIECES, ABOUT))
    assert columns.metadata.title == "La casa y el barrio · House and neighborhood"
    assert columns.metadata.author == "Peña"
    assert columns.metadata.subject == "Congreso · sábado 21 de noviembre · Congress · Saturday, November 21"
    assert columns.trailer["/Root"]["/Lang"] == "es"

    english = read(write(PIECES, ABOUT, layout=Layout.EN))
    assert english.metadata.title == "House and neighborhood"
    assert english.trailer["/Root"]["/Lang"] == "en"

    duplex = read(write(PIECES, ABOUT, layout=Layout.DUPLEX))
    assert duplex.trailer["/Root"]["/ViewerPreferences"]["/Duplex"] == "/DuplexFlipLongEdge"
    assert [entry.title for entry in duplex.outline if not isinstance(entry, list)] == ["Español", "English"]
    assert columns.outline[0].title == "¿Por qué sube el recibo? · Why does the bill go up?"


def test_the_same_pieces_give_the_same_bytes() -> None:
    assert write(PIECES, ABOUT) == write(PIECES, ABOUT)


def test_a_missing_translation_is_left_empty_beside_the_original_and_filled_in_alone() -> None:
    pieces = [Paragraph({"es": "Nadie lo ha traducido", "en": ""}), Paragraph({"es": "Hola", "en": "Hello"})]

    assert texts(write(pieces, ABOUT))[0].count("Nadie lo ha traducido") == 1
    assert "Nadie lo ha traducido" in texts(write(pieces, ABOUT, layout=Layout.EN))[0]


def test_rows_to_write_in_fill_the_frame_exactly() -> None:
    wide, high = frame(Sheet.LETTER, landscape=True, layout=Layout.BOTH)
    rows = int(high // 27)

    def pages(n: int) -> int:
        grid = Grid([("", 1), ("", 1)], [["", ""]] * n, row_height=27, header=False)
        return len(
            texts(
                write(
                    [grid], About({"es": "Peña", "en": "Peña"}, {"es": "Hoy", "en": "Today"}), layout=Layout.BOTH, landscape=True
                )
            )
        )

    assert wide == 792 - 2 * 52
    assert pages(rows) == 1
    assert pages(rows + 1) == 2


def test_a_narrow_column_divides_long_words_by_the_rules_of_their_language_and_short_ones_never() -> None:
    columns = [({"es": "Sobre", "en": "About"}, 1), *[({"es": "Anticonstitucionalmente", "en": "Counterrevolutionaries"}, 1)] * 7]

    said = texts(write([Grid(columns, [["sí"] * 8] * 2)], ABOUT, layout=Layout.ES))[0]

    assert "Sobre" in said
    assert said.count("anticonsti-") + said.count("Anticonsti-") + said.count("Anticons-") + said.count("Anticonstitu-") == 7
    assert "mente" in said


def test_an_empty_paper_is_one_page() -> None:
    assert len(texts(write([], ABOUT))) == 1


def test_importing_the_kit_loads_no_reportlab() -> None:
    code = (
        "import sys, peña_app.paper; sys.exit(any(name.startswith(('reportlab', 'segno', 'pypdfium2')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-X", "utf8", "-c", code], check=False).returncode == 0
