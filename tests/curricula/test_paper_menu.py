"""The print menu: every layout, fitted to pages, in large print, as drafts; glossaries, cards, and a sheet without names."""

# ruff: noqa: RUF001 - the letters of our languages, which look like others
from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from peña_app.curricula import paper
from peña_app.curricula.format import read_activity
from peña_app.curricula.library import activity, glossary, library
from peña_app.curricula.model import Activity
from peña_app.curricula.terms import Lived, Term, Wording
from peña_app.errors import Mishap
from peña_app.i18n import speaking

ACTIVITIES = [found for module in library() for found in list(module.activities.values())[:2]]
LETTERS = "fi fl ffi tlahtōlli ñu̱u̱ Kʼicheʼ kuaꞌa"
TEXT = f"""+++
format = "curricula/1"
id = "prueba"
languages = ["es", "en"]
minutes = 12
terms = ["demand"]
group = {{ min = 6, max = 20 }}
+++

## {{#title kind=title}}
::: es
La casa
::: en
The house
:::

## {{#aim kind=aim}}
::: es
Ver quién decide
::: en
See who decides
:::

## {{#cuento kind=reading}}
::: es
Había una vez {LETTERS}
::: en
Once there was {LETTERS}
:::

## {{#paso kind=step min=5 spiral=experience}}
### {{field=name}}
::: es
Miramos
::: en
We look
:::
### {{field=do}}
::: es
Pregunte qué ven
::: en
Ask what they see
:::

## {{#otro kind=step min=7 spiral=action}}
### {{field=name}}
::: es
Hacemos
::: en
We act
:::

## {{#hablar kind=questions}}
::: es
- ¿Qué vimos?
::: en
- What did we see?
:::

## {{#ojo kind=note audience=facilitator}}
::: es
No corrija a nadie
::: en
Correct nobody
:::

## {{#adapt-interp kind=adapt audience=facilitator}}
::: es
Espere diez segundos
::: en
Wait ten seconds
:::

## {{#escribir kind=lines lines=2}}
::: es
Lo que haré
::: en
What I will do
:::
"""
HOUSE = read_activity(TEXT, "prueba.md")
DEMAND = Term(
    "demand", "organizing", "draft", {"es": "native", "en": "native"},
    {
        "es": Wording("demanda", "de-MAN-da", "sustantivo", popular="Lo que queremos", academic="Petición pública"),
        "en": Wording("demand", popular="What we want", academic="A public request"),
    },
    lived=(
        Lived("es", "Lo dijimos juntas", "mamás líderes", "print"),
        Lived("es", "Esto no se imprime", "mamás líderes", "internal"),
    ),
)  # fmt: skip


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text().replace("\u00a0", " ") for page in PdfReader(BytesIO(pdf)).pages]


def words(pdf: bytes) -> str:
    return "\n".join(pages(pdf))


@pytest.mark.parametrize("sheet", ["letter", "a4"])
@pytest.mark.parametrize("layout", paper.LAYOUTS)
def test_letters_are_right_and_every_font_is_embedded_in_every_layout(layout: str, sheet: str) -> None:
    pdf = paper.handout(HOUSE, layout=layout, sheet=sheet)
    if layout != "card":  # which tells no stories
        assert set(LETTERS.split()) <= set(words(pdf).split())
    fonts = [font.get_object() for page in PdfReader(BytesIO(pdf)).pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


@pytest.mark.parametrize("layout", [layout for layout in paper.LAYOUTS if layout != "booklet"])
def test_a_handout_has_an_outline_and_a_section_for_each_of_its_languages(layout: str) -> None:
    read = PdfReader(BytesIO(paper.handout(HOUSE, layout=layout)))
    tree = read.trailer["/Root"]["/StructTreeRoot"]["/K"].get_object()
    found = [kid.get_object()["/Lang"] for kid in ([tree["/K"]] if not isinstance(tree["/K"], list) else tree["/K"])]
    assert found == ([layout] if layout in {"es", "en"} else ["es", "en"])
    assert read.outline


@pytest.mark.parametrize("activity", ACTIVITIES, ids=lambda each: each.id)
def test_each_spread_and_each_sheet_hold_the_same_questions(activity: Activity) -> None:
    questions = [
        (unit.words["es"][:22], unit.words["en"][:22])
        for block in activity.blocks
        if block.kind == "questions" and not block.for_facilitator
        for part in block.parts
        for unit in part.units
    ]
    for layout in ("duplex", "facing"):
        said = pages(paper.handout(activity, layout=layout))[layout == "facing" :]
        for spanish, english in questions:
            fronts = [number for number, text in enumerate(said) if spanish in text]
            assert any(number % 2 == 0 and english in said[number + 1] for number in fronts)


def test_large_print_stands_front_and_back_and_not_in_columns() -> None:
    for layout in ("columns", "guide", "interpreter"):
        made = paper.printed(HOUSE, layout=layout, size=14)
        assert made.layout == "duplex"
        front, back, *_rest = pages(made.pdf)
        assert "La casa" in front
        assert "The house" not in front
        assert "The house" in back
    assert paper.printed(HOUSE, layout="columns").layout == "columns"


@pytest.mark.parametrize("layout", ["columns", "facing", "duplex", "es"])
@pytest.mark.parametrize("size", [12, 22])
def test_nothing_leaves_the_page_and_no_heading_stays_behind(layout: str, size: int) -> None:
    for name in ("carta-a-la-que-llego", "coraje-a-demanda", "linea-doble"):
        module, found = activity(name)
        read = PdfReader(BytesIO(paper.handout(found, module, layout=layout, size=size, terms=glossary(), words=True)))
        for page in read.pages:
            lowest: list[tuple[float, float]] = []

            def visit(
                text: str,
                cm: list[float],
                tm: list[float],
                font: dict[str, str] | None,
                _size: float,
                lowest: list[tuple[float, float]] = lowest,
            ) -> None:
                if text.strip():
                    assert cm[5] + tm[5] > 40, text
                    if text.strip() in {"Canción", "Song", "Para platicar", "To talk about", "Mirar más hondo", "Looking deeper"}:
                        lowest.append((cm[5] + tm[5], 1))
                    elif cm[5] + tm[5] > 70:
                        lowest.append((cm[5] + tm[5], 0))

            page.extract_text(visitor_text=visit)
            assert min(lowest)[1] == 0


@pytest.mark.parametrize("size", [14, 18, 22])
@pytest.mark.parametrize("layout", [layout for layout in paper.LAYOUTS if layout != "booklet"])
def test_in_large_print_only_the_foot_is_smaller(layout: str, size: int) -> None:
    found = set()

    def visit(text: str, cm: list[float], tm: list[float], _font: object, points: float) -> None:
        if text.strip():
            found.add((round(points * abs(tm[0]), 2), cm[5] + tm[5] < 70))

    for page in PdfReader(BytesIO(paper.handout(HOUSE, layout=layout, size=size, terms=[DEMAND]))).pages:
        page.extract_text(visitor_text=visit)
    assert all(points >= (9.5 if foot else 14) for points, foot in found)
    assert max(points for points, _foot in found) > size


def test_a_paper_is_fitted_to_so_many_pages_and_says_its_size() -> None:
    module, found = activity("compromisos")
    usual = paper.printed(found, module)
    made = paper.printed(found, module, pages=usual.pages)
    assert made.pages <= usual.pages
    assert made.size >= usual.size
    assert len(pages(made.pdf)) == made.pages
    roomy = paper.printed(found, module, pages=8)
    assert roomy.size == 12.5


def test_what_does_not_fit_says_how_many_pages_it_takes() -> None:
    module, found = activity("linea-doble")
    with speaking("en"), pytest.raises(Mishap, match="does not fit on 2 pages, not even with letters of 11 points") as told:
        paper.printed(found, module, pages=2)
    assert re.search(r"takes \d pages", told.value.hint)


@pytest.mark.parametrize("activity", ACTIVITIES, ids=lambda each: each.id)
def test_a_card_is_one_sheet_with_what_for_how_long_how_and_what_to_mind(activity: Activity) -> None:
    made = paper.printed(activity, layout="card")
    said = words(made.pdf)
    assert made.pages <= 4
    for label in ("Para qué:", "What for:", "Qué llevar:", "To bring:", "Cómo va", "How it goes", "Para platicar", "Cuidado con"):
        assert label in said
    assert f"{activity.minutes} minutos" in said


def test_a_pack_for_interpreters_has_words_readings_minutes_and_pauses() -> None:
    said = words(paper.handout(HOUSE, layout="interpreter", terms=[DEMAND]))
    for text in (
        "Palabras clave",
        "Key words",
        "demanda",
        "Lo que queremos",
        "Petición pública",
        "Wait ten seconds",
        "(0–5 min)",
    ):
        assert text in said
    assert "(5–12 min)" in said
    assert f"{LETTERS.rsplit(maxsplit=1)[-1]} ‖" in said
    assert "No corrija" not in said
    assert "Lo que haré" not in said


def test_words_of_the_activity_are_explained_in_the_guide_and_on_the_handout_if_wanted() -> None:
    assert "Lo que queremos" in words(paper.handout(HOUSE, layout="guide", terms=[DEMAND]))
    assert "Lo que queremos" not in words(paper.handout(HOUSE, terms=[DEMAND]))
    assert "What we want" in words(paper.handout(HOUSE, terms=[DEMAND], words=True))


def test_a_text_that_nobody_has_reviewed_makes_a_draft() -> None:
    draft = {("cuento", "", 0, "en"): "draft"}
    for layout in ("columns", "duplex", "facing", "en", "guide", "interpreter"):
        assert "DRAFT" in words(paper.handout(HOUSE, layout=layout, states=draft)), layout
    assert "BORRADOR" in words(paper.handout(HOUSE, states=draft))
    assert "BORRADOR" not in words(paper.handout(HOUSE, layout="es", states=draft))
    assert "DRAFT" not in words(paper.handout(HOUSE, layout="card", states=draft))  # the reading is not on it
    assert "DRAFT" not in words(paper.handout(HOUSE, states={("ojo", "", 0, "en"): "draft"}))  # nor the note on the handout
    for state in ("reviewed", "circle", "approved"):
        assert "DRAFT" not in words(paper.handout(HOUSE, states={("cuento", "", 0, "en"): state}))


@pytest.mark.parametrize("layout", ["columns", "duplex", "facing", "booklet", "es", "en"])
def test_a_glossary_holds_both_definitions_of_every_word(layout: str) -> None:
    said = re.sub(r"\s", "", words(paper.glossary_booklet(glossary(), layout=layout)))
    for term in glossary():
        for code in [layout] if layout in {"es", "en"} else ["es", "en"]:
            for text in (term.words[code].popular, term.words[code].academic):
                assert re.sub(r"\s", "", " ".join(text.split()[:3])) in said


def test_what_people_lived_is_printed_only_as_far_as_they_agreed() -> None:
    for pdf in (paper.glossary_booklet([DEMAND]), paper.wall_cards([DEMAND])):
        assert "«Lo dijimos juntas» — mamás líderes" in " ".join(words(pdf).split())
        assert "no se imprime" not in words(pdf)


@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize("sheet", ["letter", "a4"])
def test_a_word_for_the_wall_is_a_sheet_in_each_language_or_one_in_both(sheet: str, landscape: bool) -> None:
    terms = glossary()[:8]
    for language, each in (("each", 2), ("both", 1), ("es", 1), ("en", 1)):
        said = pages(paper.wall_cards(terms, language=language, sheet=sheet, landscape=landscape))
        assert len(said) == each * len(terms)
    first = pages(paper.wall_cards(terms, language="es", sheet=sheet, landscape=landscape))[0]
    assert terms[0].words["es"].sound in " ".join(first.split())


def test_a_glossary_without_words_and_an_unknown_layout_are_sentences() -> None:
    with speaking("en"):
        with pytest.raises(Mishap, match="no word to print"):
            paper.wall_cards([])
        with pytest.raises(Mishap, match="no layout “abanico”"):
            paper.glossary_booklet([DEMAND], layout="abanico")
        with pytest.raises(Mishap, match="written in “nah”"):
            paper.wall_cards([DEMAND], language="nah")


@pytest.mark.parametrize("sheet", ["letter", "a4"])
def test_the_sheet_to_count_is_one_page_in_both_languages_and_asks_for_no_name(sheet: str) -> None:
    (said,) = pages(paper.tally_sheet(sheet=sheet))
    for text in ("Cuántas personas vinimos", "How many of us came", "Español", "English", "Primera vez", "No names are written"):
        assert text in said
