"""The sheets of the door."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from peña_app.gatherings import paper
from peña_app.gatherings.model import Gathering, GatheringId, Kind

PENA = Gathering(
    GatheringId("x"),
    Kind.PENA,
    {"es": "Peña de otoño", "en": "Fall peña"},
    datetime.fromisoformat("2026-10-09T18:00:00-05:00"),
    180,
)


@pytest.mark.parametrize("sheet", ["letter", "a4"])
def test_a_sheet_is_one_page_of_numbered_rows_in_both_languages(sheet: str) -> None:
    pdf = PdfReader(BytesIO(paper.sign_in_sheet(PENA, sheet=sheet)))
    assert len(pdf.pages) == 1
    text = pdf.pages[0].extract_text()
    for words in (
        "Hoja de asistencia",
        "Sign-in sheet",
        "Peña de otoño",
        "Fall peña",
        "Solo el nombre es necesario",
        str(paper.ROWS),
    ):
        assert words in text.replace("\u00a0", " ")


def test_more_sheets_go_on_counting() -> None:
    pdf = PdfReader(BytesIO(paper.sign_in_sheet(PENA, sheets=2)))
    assert len(pdf.pages) == 2
    assert str(2 * paper.ROWS) in pdf.pages[1].extract_text()


def test_slips_hold_one_person_each() -> None:
    pdf = PdfReader(BytesIO(paper.sign_in_sheet(PENA, slips=True)))
    assert len(pdf.pages) == 1
    assert pdf.pages[0].extract_text().replace("\u00a0", " ").count("Nombre con el que le conocen") == 8


def test_nothing_is_asked_about_papers_or_origin() -> None:
    text = "".join(
        page.extract_text()
        for slips in (False, True)
        for page in PdfReader(BytesIO(paper.sign_in_sheet(PENA, slips=slips))).pages
    )
    for word in ("ciudadan", "citizen", "país", "country", "nacimiento", "birth", "estatus", "status"):
        assert word not in text.casefold()
