"""What `pena curricula check` finds beyond the format: terms, facts that expire, pairs of texts, reviews."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from peña_app import paths
from peña_app.curricula.inspection import Inspector
from peña_app.curricula.sidefile import SideFile, beside, side_text

TODAY = date(2026, 11, 27)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(paths.data("curricula") / "02-nuestros-caminos", tmp_path / "02-nuestros-caminos")
    shutil.copy(paths.data("curricula") / "glossary.toml", tmp_path)
    return tmp_path / "02-nuestros-caminos"


def found(folder: Path, today: date = TODAY, *, soft: bool = False) -> list[str]:
    return [each.sentence for each in Inspector.beside(folder, today).module(folder) if each.soft is soft]


def changed(folder: Path, name: str, before: str, after: str) -> None:
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


@pytest.mark.parametrize("module", sorted(each.parent.name for each in paths.data("curricula").glob("*/module.toml")))
def test_what_ships_has_nothing_amiss(module: str) -> None:
    assert found(paths.data("curricula") / module) == []


def test_a_fact_asks_to_be_checked_again_when_its_months_are_over(folder: Path) -> None:
    assert found(folder, date(2028, 1, 1)) != []

    (sentence,) = [each for each in found(folder, date(2027, 12, 1)) if "illinois" in each]
    assert "linea-doble, line" in sentence
    assert "2026-11-2" in sentence


def test_a_fact_without_source_or_date_is_said_with_its_line(folder: Path) -> None:
    text = (folder / "linea-doble.md").read_text(encoding="utf-8")
    source = next(line for line in text.split("\n") if line.startswith("source = "))
    changed(folder, "linea-doble.md", source + "\n", "")
    assert any("has no source" in each and "line " in each for each in found(folder))
    checked = next(line for line in text.split("\n") if line.startswith("checked = "))
    changed(folder, "linea-doble.md", checked + "\n", "")
    assert any("when the fact" in each for each in found(folder))


def test_a_term_that_the_glossary_lacks_is_said_in_the_header_and_in_a_block(folder: Path) -> None:
    changed(folder, "linea-doble.md", 'terms = ["timeline"', 'terms = ["tiempo"')
    changed(folder, "linea-doble.md", "kind=term term=timeline", "kind=term term=linea")

    said = found(folder)

    assert any("“tiempo”" in each for each in said)
    assert any("“linea”" in each and "line " in each for each in said)


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("¿Qué vemos cuando miramos las dos filas juntas?", "Qué vemos cuando miramos las dos filas juntas?", "opening"),
        (
            "- What do we see when we look at the two rows together?",
            "- ¿Qué vemos cuando miramos las dos filas juntas?",
            "other language",
        ),
        ("**1924.** The United States", "**1925.** The United States", "numbers"),
    ],
)
def test_a_mistake_between_the_languages_names_its_unit(folder: Path, before: str, after: str, wanted: str) -> None:
    changed(folder, "linea-doble.md", before, after)

    (sentence,) = found(folder)

    assert sentence.startswith("linea-doble, ")
    assert wanted in sentence.lower()


def test_texts_that_wait_for_a_review_are_counted_where_there_is_a_side_file(folder: Path) -> None:
    from peña_app.curricula.folders import read_file

    file = folder / "linea-doble.md"
    beside(file).write_text(side_text(beside(file).name, read_file(file), SideFile()), encoding="utf-8")

    assert found(folder) == []
    assert any("not reviewed" in each for each in found(folder, soft=True))
