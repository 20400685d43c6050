"""A group's own module leaves as files and comes back: texts, states, a third language, and what nobody touched, sign by sign."""

from __future__ import annotations

from pathlib import Path

import pytest

from peña_app import paths
from peña_app.curricula.folders import read_module
from peña_app.curricula.owned import OwnActivity, state
from peña_app.curricula.parcels import packed, unpacked
from peña_app.curricula.records import Curricula, Reviewing, Writing
from peña_app.curricula.reviews import State
from peña_app.workspace import Workspace

SHIPPED = paths.data("curricula") / "01-que-es-organizar"


def files_of(curricula: Curricula) -> dict[str, str]:
    module = curricula.all()[-1]
    return packed(module.slug, module.title, module.aim, module.head, curricula.activities(module.id))


def laid(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def named(curricula: Curricula, slug: str) -> OwnActivity:
    return next(own for own in curricula.activities() if own.slug == slug)


def test_an_untouched_module_leaves_as_it_came_sign_by_sign(workspace: Workspace) -> None:
    curricula = Curricula(workspace)
    curricula.adopt(read_module(SHIPPED))

    files = files_of(curricula)

    assert files == {file.name: file.read_text(encoding="utf-8") for file in SHIPPED.iterdir() if file.suffix in {".md", ".toml"}}


def test_states_travel_and_find_their_texts_again(workspace: Workspace, tmp_path: Path, new_workspace: object) -> None:
    curricula, reviewing = Curricula(workspace), Reviewing(workspace)
    curricula.adopt(read_module(SHIPPED), ["tres-maneras"])
    story = next(block for block in named(curricula, "tres-maneras").blocks if block.slug == "story")
    reviewing.mark(story.units[0].id, "es", State.APPROVED, "es", by="coordinación")
    reviewing.mark(story.units[0].id, "en", State.CIRCLE, "es", by="grupo de madres", present=14, stumbled="«rope»")
    reviewing.mark(story.units[1].id, "en", State.REVIEWED, "es", by="M.")
    Writing(workspace).write(story.units[1].id, "es", "Otra cosa dice ahora.")

    folder = laid(tmp_path / "modulo", files_of(curricula))
    other = Curricula(new_workspace("otra"))  # type: ignore[operator]
    parcel = unpacked(folder)
    other.bring_in(parcel.module, parcel.texts, parcel.marks)

    units = next(block for block in named(other, "tres-maneras").blocks if block.slug == "story").units
    assert [state(unit, "en", "es") for unit in units[:2]] == [State.CIRCLE, State.STALE]
    assert (units[0].marks["en"].present, units[0].marks["en"].stumbled) == (14, "«rope»")
    assert files_of(other) == files_of(curricula)


def test_a_third_language_travels_in_a_file_of_its_own(workspace: Workspace, tmp_path: Path, new_workspace: object) -> None:
    curricula = Curricula(workspace)
    curricula.adopt(read_module(SHIPPED), ["la-soga"])
    before = files_of(curricula)
    title = named(curricula, "la-soga").blocks[0].units[0]

    Writing(workspace).write(title.id, "nah", "Mecatl tlahtōlli")

    files = files_of(curricula)
    assert files["la-soga.md"] == before["la-soga.md"]
    assert "tlahtōlli" in files["la-soga.nah.md"]
    parcel = unpacked(laid(tmp_path / "modulo", files))
    other = Curricula(new_workspace("otra"))  # type: ignore[operator]
    other.bring_in(parcel.module, parcel.texts, parcel.marks)
    assert named(other, "la-soga").activity.title["nah"] == "Mecatl tlahtōlli"
    assert "nah" in named(other, "la-soga").activity.languages
    assert files_of(other) == files


def test_a_module_begun_here_can_be_read_by_anyone(workspace: Workspace, tmp_path: Path) -> None:
    curricula = Curricula(workspace)
    module = curricula.begin_module({"es": "Lo nuestro"}, {"es": "Para nosotras."})
    curricula.begin_activity(module, {"es": "El árbol"})

    read = read_module(laid(tmp_path / "modulo", files_of(curricula)))

    assert (read.id, read.title, read.aim) == ("lo-nuestro", {"es": "Lo nuestro"}, {"es": "Para nosotras."})
    assert list(read.activities) == ["el-arbol"]


def test_bringing_in_what_is_here_already_is_said(workspace: Workspace, tmp_path: Path) -> None:
    curricula = Curricula(workspace)
    curricula.adopt(read_module(SHIPPED), ["la-soga"])
    parcel = unpacked(laid(tmp_path / "modulo", files_of(curricula)))

    with pytest.raises(Exception, match="already"):
        curricula.bring_in(parcel.module, parcel.texts, parcel.marks)
