"""Handouts in every layout: the right languages, and nothing of the facilitator's in participants' hands."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from peña_app.cli import main
from peña_app.curricula import paper
from peña_app.curricula.library import library
from peña_app.curricula.model import Activity

MODULE = library()[0]
ACTIVITIES = list(MODULE.activities.values())


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages).replace("\u00a0", " ")


def start(activity: Activity, kind: str, code: str, field: str = "") -> str:
    for block in activity.blocks:
        part = block.part(field)
        if block.kind == kind and part is not None:
            return " ".join(part.units[0].words[code].replace("*", "").split()[:2])
    raise LookupError(kind)


@pytest.mark.parametrize("activity", ACTIVITIES, ids=lambda each: each.id)
def test_columns_hold_both_languages_and_no_step(activity: Activity) -> None:
    said = words(paper.handout(activity, MODULE))
    for code in ("es", "en"):
        assert activity.aim[code].split()[0] in said
    for block in activity.blocks:
        if block.kind == "step":
            name = block.part("name")
            assert name is not None
            assert f"{name.words['es']} · {block.minutes} min" not in said


@pytest.mark.parametrize(("layout", "other"), [("es", "en"), ("en", "es")])
def test_one_language_is_one_language(layout: str, other: str) -> None:
    for activity in ACTIVITIES:
        said = words(paper.handout(activity, MODULE, layout=layout))
        assert start(activity, "aim", layout) in said
        assert activity.aim[other].rstrip(".") not in said


def test_front_and_back_have_the_same_number_of_sides() -> None:
    for activity in ACTIVITIES:
        pdf = PdfReader(BytesIO(paper.handout(activity, MODULE, layout="duplex", size=14)))
        assert len(pdf.pages) % 2 == 0
        assert "Español al reverso" in pdf.pages[1].extract_text()


def test_the_guide_holds_steps_and_notes() -> None:
    for activity in ACTIVITIES:
        said = words(paper.handout(activity, MODULE, facilitator=True))
        first = next(block for block in activity.blocks if block.kind == "step").part("name")
        assert first is not None
        assert first.words["es"].split()[0] in said


def test_the_plan_of_a_session_is_one_page() -> None:
    for session in MODULE.sessions:
        assert len(PdfReader(BytesIO(paper.session_plan(MODULE, session))).pages) == 1


@pytest.mark.parametrize(
    "options",
    [
        ["--layout", "columns"],
        ["--layout", "duplex", "--size", "14"],
        ["--layout", "es", "--paper", "a4", "--size", "18"],
        ["--facilitator"],
    ],
)
def test_the_command_writes_a_handout(tmp_path: Path, options: list[str]) -> None:
    out = tmp_path / "hoja.pdf"
    done = CliRunner().invoke(main, ["print", "handout", "la-soga", *options, "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert PdfReader(out).pages


def test_the_command_names_the_activities_there_are(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["print", "handout", "nada", "--out", str(tmp_path / "x.pdf")])
    assert done.exit_code == 2
    assert "la-soga" in done.output
    assert not list(tmp_path.iterdir())


def test_the_shipped_files_pass_their_check() -> None:
    done = CliRunner().invoke(main, ["curricula", "check"])
    assert done.exit_code == 0, done.output
