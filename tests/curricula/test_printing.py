"""What the print dialog offers: the layouts of the contract, and a draft that says so."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from peña_app import clock
from peña_app.curricula.library import glossary, library
from peña_app.curricula.owned import OwnActivity
from peña_app.curricula.records import Curricula, Reviewing
from peña_app.curricula.reviews import State
from peña_app.curricula.screens.printing import glossary_paper, handout, session_paper
from peña_app.ui.desk import Choice
from peña_app.workspace import Workspace

MODULE = library()[0]


def text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


@pytest.fixture
def own(workspace: Workspace) -> OwnActivity:
    curricula = Curricula(workspace)
    found = curricula.activity(curricula.adopt(MODULE, ["la-soga"])[0])
    assert found is not None
    return found


def reviewed(workspace: Workspace, own: OwnActivity) -> OwnActivity:
    reviewing = Reviewing(workspace)
    for block in own.blocks:
        for unit in block.units:
            for code in unit.words:
                reviewing.mark(unit.id, code, State.REVIEWED, "es", by="M.")
    found = Curricula(workspace).activity(own.id)
    assert found is not None
    return found


def test_a_groups_own_handout_says_that_it_is_a_draft_until_everything_on_it_is_reviewed(
    workspace: Workspace, own: OwnActivity
) -> None:
    choice = Choice("columns", "letter", 12)
    assert "BORRADOR" in text(handout(own.activity, own=own).make(choice))

    done = reviewed(workspace, own)

    assert "BORRADOR" not in text(handout(done.activity, own=done).make(choice))


@pytest.mark.parametrize("layout", [key for key, _name in handout(MODULE.activities["la-soga"]).layouts])
def test_every_layout_of_the_menu_can_be_printed(layout: str) -> None:
    printable = handout(MODULE.activities["la-soga"], MODULE)

    pdf = printable.make(Choice(layout, "a4", 12))

    assert len(PdfReader(BytesIO(pdf)).pages) >= 1


def test_the_glossary_and_the_words_for_the_wall(workspace: Workspace) -> None:
    printable = glossary_paper(glossary(), glossary()[0])

    assert len(PdfReader(BytesIO(printable.make(Choice("card", "letter", 12)))).pages) == 2
    whole = text(printable.make(Choice("columns", "letter", 12)))
    assert all(term.words["en"].say in " ".join(whole.split()) for term in glossary())


def test_a_session_prints_its_plan_or_a_sheet_without_names() -> None:
    printable = session_paper(MODULE, MODULE.sessions[0], clock.now().time())

    assert "Mi nombre" in text(printable.make(Choice("plan", "letter", 12)))
    tally = text(printable.make(Choice("tally", "letter", 12)))
    assert "Mi nombre" not in tally
