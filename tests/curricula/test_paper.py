"""Handouts in every layout: the right languages, and nothing of the facilitator's in participants' hands."""

from __future__ import annotations

import re
from datetime import time
from io import BytesIO

import pytest
from pypdf import PdfReader

from peña_app.curricula import paper
from peña_app.curricula.format import read_activity
from peña_app.curricula.library import library
from peña_app.curricula.model import Activity, Block
from peña_app.errors import Mishap

MODULE = library()[0]
ACTIVITIES = list(MODULE.activities.values())
LAYOUTS = {"columns": ("es", "en"), "duplex": ("es", "en"), "es": ("es",), "en": ("en",)}
HEAD = '+++\nformat = "curricula/1"\nid = "prueba"\nlanguages = ["es", "en"]\nminutes = 5\n+++\n'
TITLE = "## {#title kind=title}\n::: es\nLa casa\n::: en\nThe house\n:::\n"


def plain(text: str) -> str:
    """Only the letters: lines, columns and hyphens are the layout's affair."""
    return re.sub(r"[\W_]+", "", text.casefold())


def words(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def letters(pdf: bytes) -> str:
    return plain(words(pdf))


def openings(block: Block, code: str) -> list[str]:
    """How each unit of a block begins: three words, which stand in one line of any column."""
    found = []
    for part in block.parts:
        for unit in part.units:
            texts = unit.cells[code] if unit.words[code].startswith("|") else [unit.words[code]]
            found += [plain(" ".join(text.split()[:3])) for text in texts if text]
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("activity", ACTIVITIES, ids=lambda each: each.id)
def test_a_handout_holds_every_unit_for_everyone_in_its_languages_and_none_of_the_facilitators(
    activity: Activity, layout: str
) -> None:
    said = letters(paper.handout(activity, MODULE, layout=layout, size=14 if layout == "duplex" else 12))
    for block in activity.blocks:
        for code in LAYOUTS[layout]:
            for opening in openings(block, code):
                if not block.for_facilitator:
                    assert opening in said, (block.id, opening)
    for block in activity.blocks:
        if block.for_facilitator and block.kind in {"step", "note", "adapt"}:
            for code in LAYOUTS[layout]:
                text = plain(" ".join((block.part("do") or block.parts[0]).units[0].words[code].split()[:8]))
                assert text not in said, block.id


@pytest.mark.parametrize(("layout", "other"), [("es", "en"), ("en", "es")])
def test_one_language_is_one_language(layout: str, other: str) -> None:
    for activity in ACTIVITIES:
        said = letters(paper.handout(activity, MODULE, layout=layout, sheet="a4", size=18))
        assert plain(activity.aim[layout]) in said
        assert plain(activity.aim[other]) not in said


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_guide_holds_everything(layout: str) -> None:
    for activity in ACTIVITIES:
        said = letters(paper.handout(activity, MODULE, layout=layout, facilitator=True))
        for block in activity.blocks:
            for code in LAYOUTS[layout]:
                for opening in openings(block, code):
                    assert opening in said, (activity.id, block.id, opening)
        for material in activity.materials:
            for code in LAYOUTS[layout]:
                assert plain(" ".join(material.words[code].split()[:2])) in said


def test_front_and_back_have_the_same_number_of_sides() -> None:
    for activity in ACTIVITIES:
        pdf = PdfReader(BytesIO(paper.handout(activity, MODULE, layout="duplex", size=14)))
        assert len(pdf.pages) % 2 == 0
        assert "Español al reverso" in pdf.pages[1].extract_text()


@pytest.mark.parametrize(
    ("attributes", "handed", "guided"),
    [
        ("kind=reading", True, True),
        ("kind=note", False, True),
        ("kind=note audience=all", True, True),
        ("kind=reading audience=facilitator", False, True),
        ("kind=reading audience=participant", True, False),
        ("kind=holograma", True, True),
    ],
)
def test_the_audience_decides_who_gets_a_block(attributes: str, handed: bool, guided: bool) -> None:
    block = f"## {{#uno {attributes}}}\n::: es\nMariposa\n::: en\nButterfly\n:::\n"
    activity = read_activity(HEAD + TITLE + block, "prueba.md")
    assert ("Mariposa" in words(paper.handout(activity))) is handed
    assert ("Mariposa" in words(paper.handout(activity, facilitator=True))) is guided


def test_what_is_not_translated_is_printed_in_the_language_it_has_and_the_foot_says_draft() -> None:
    block = "## {#uno kind=reading}\n::: es\nMariposa\n\n- Abeja\n- Zorro\n::: en\n- Bee\n:::\n"
    activity = read_activity(HEAD + TITLE + block, "prueba.md")
    for layout in ("columns", "duplex", "en"):
        said = words(paper.handout(activity, layout=layout))
        assert "Mariposa" in said, layout
        assert "Zorro" in said, layout
        assert "Draft" in said, layout
    assert "Borrador" not in words(paper.handout(activity, layout="es"))


def test_a_song_in_one_language_on_purpose_is_no_draft() -> None:
    block = "## {#uno kind=song only=es}\n::: es\nDe colores\n:::\n"
    activity = read_activity(HEAD + TITLE + block, "prueba.md")
    said = words(paper.handout(activity))
    assert said.count("De colores") == 1
    assert "Borrador" not in said


def test_a_table_that_is_uneven_or_stands_in_a_reading_is_printed_whole() -> None:
    block = "## {#uno kind=reading}\n::: es\nAntes\n\n| a1 | b1 |\n| a2 |\n::: en\nBefore\n\n| a1 | b1 | c1 |\n| a2 |\n:::\n"
    said = words(paper.handout(read_activity(HEAD + TITLE + block, "prueba.md")))
    assert all(cell in said for cell in ("Antes", "a1", "b1", "c1", "a2"))


def test_an_activity_in_another_language_prints_in_it() -> None:
    text = (HEAD + TITLE).replace('["es", "en"]', '["nah", "es"]').replace("::: en\nThe house", "::: nah\nTlahtōlli Kʼicheʼ")
    activity = read_activity(text + "## {#w kind=lines lines=2}\n::: nah\nTlen\n::: es\nQué\n:::\n", "prueba.md")
    for layout in ("columns", "nah"):
        said = words(paper.handout(activity, layout=layout))
        assert "Tlahtōlli Kʼicheʼ" in said
        assert "Tlen" in said
        assert ("Qué" in said) is (layout == "columns")
    with pytest.raises(Mishap, match="not written in “en”"):
        paper.handout(activity, layout="en")


@pytest.mark.parametrize("sheet", ["letter", "a4"])
def test_the_plan_of_a_session_is_one_page_with_the_time_on_the_clock(sheet: str) -> None:
    for session in MODULE.sessions:
        pdf = paper.session_plan(MODULE, session, time(18, 30), sheet=sheet)
        assert len(PdfReader(BytesIO(pdf)).pages) == 1
        said = words(pdf)
        assert "6:30" in said
        assert "8:00" in said  # 90 minutes later
        optional = any(not place.core for place in session.places)
        assert ("(opcional)" in said, "(optional)" in said) == (optional, optional)
        for place in session.places:
            for code in ("es", "en"):
                assert plain(MODULE.title_of(place)[code]) in plain(said)
