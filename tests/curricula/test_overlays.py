"""A third language stands in a file of its own, beside the activity, and never touches it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from peña_app import paths
from peña_app.curricula import paper
from peña_app.curricula.editing import Edit, Spot, edited, spots, with_language
from peña_app.curricula.folders import amiss, files_of, read_file, read_module
from peña_app.curricula.format import read_activity, written
from peña_app.curricula.model import concerns
from peña_app.errors import Mishap

NAHUATL = """## {#title}
::: nah
In mecatl
:::

## {#step-1}
### {field=name}
::: nah
Ma tipehuacan
:::
"""


@pytest.fixture
def module(tmp_path: Path) -> Path:
    place = tmp_path / "01-que-es-organizar"
    shutil.copytree(paths.data("curricula", "01-que-es-organizar"), place)
    (place / "la-soga.nah.md").write_text(NAHUATL, encoding="utf-8")
    return place


def test_its_words_stand_level_with_the_others(module: Path) -> None:
    rope = read_module(module).activities["la-soga"]

    assert rope.languages == ("es", "en", "nah")
    assert rope.title == {"es": "La soga", "en": "The rope", "nah": "In mecatl"}
    step = next(block for block in rope.blocks if block.id == "step-1")
    assert step.parts[0].units[0].words["nah"] == "Ma tipehuacan"
    assert "nah" not in step.parts[1].units[0].words
    assert read_file(module / "la-soga.nah.md") == rope


def test_both_files_are_given_back_as_they_came(module: Path) -> None:
    before = {file.name: file.read_text(encoding="utf-8") for file in module.glob("la-soga*.md")}

    assert files_of(read_file(module / "la-soga.md")) == before


def test_it_is_checked_in_one_sentence_while_it_grows_and_printed_alone(module: Path) -> None:
    whole = read_module(module)
    rope = whole.activities["la-soga"]
    (said,) = concerns(rope)
    assert "la-soga.nah.md: “nah” has 2 of" in said
    assert amiss(module) == ()

    pdf = module.parent / "soga.pdf"
    pdf.write_bytes(paper.handout(rope, whole, layout="nah"))
    assert "In mecatl" in PdfReader(pdf).pages[0].extract_text()


def test_writing_in_that_language_changes_its_file_and_no_other(module: Path) -> None:
    rope = read_file(module / "la-soga.md")
    base = written(rope)
    places = {spot: unit for spot, block, unit in spots(rope) if not block.only}

    full = edited(rope, [Edit(spot, "nah", f"tlahtolli {spot.name}") for spot in places])

    assert written(full) == base
    again = {spot: dict(unit.words) for spot, _block, unit in spots(full)}
    for spot, unit in places.items():
        assert again[spot].pop("nah").strip("| ") == f"tlahtolli {spot.name}"
        assert again[spot] == {code: text for code, text in unit.words.items() if code != "nah"}
    assert [said for said in concerns(full) if "nah" in said] == []
    order = re.findall(r"(?m)^## \{#([\w-]+)\}$", full.overlays[0].text)
    assert order == [block.id for block in rope.blocks if block.id in order]


def test_one_unit_changes_only_its_line(module: Path) -> None:
    rope = read_file(module / "la-soga.md")
    after = edited(rope, [Edit(Spot("title", "", 0), "nah", "Mecatl")])
    assert after.overlays[0].text == NAHUATL.replace("In mecatl", "Mecatl")
    back = edited(after, [Edit(Spot("title", "", 0), "es", "La cuerda")])
    assert back.overlays == after.overlays
    assert written(back) == written(rope).replace("\nLa soga\n", "\nLa cuerda\n", 1)


def test_a_language_is_begun_in_a_file_of_its_own() -> None:
    rope = with_language(read_file(paths.data("curricula", "01-que-es-organizar", "la-soga.md")), "quc")
    rope = edited(rope, [Edit(Spot("step-1", "do", 0), "quc", "Kʼamo"), Edit(Spot("title", "", 0), "quc", "Kolobʼ")])

    assert files_of(rope)["la-soga.quc.md"] == (
        "## {#title}\n::: quc\nKolobʼ\n:::\n\n## {#step-1}\n### {field=do}\n::: quc\nKʼamo\n:::\n"
    )
    rope = edited(rope, [Edit(Spot("step-1", "name", 0), "quc", "Nabʼe")])
    assert next(unit.words["quc"] for spot, _b, unit in spots(rope) if spot == Spot("step-1", "name", 0)) == "Nabʼe"


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("la-soga.nah.md", NAHUATL.replace("#step-1", "#step-9"), 6, "no block “step-9” in la-soga.md"),
        ("la-soga.nah.md", NAHUATL.replace("field=name", "field=nombre"), 7, "no such part in la-soga.md; it has: name, do"),
        ("la-soga.nah.md", NAHUATL.replace("### {field=name}\n", ""), 6, "no such part"),
        ("la-soga.nah.md", NAHUATL.replace("::: nah\nMa", "::: es\nMa"), 8, "“nah” alone, and here stands “es”"),
        ("la-soga.nah.md", NAHUATL.replace("\n:::\n\n", "\n\n"), 2, "not closed"),
        ("la-soga.nah.md", "Palabras\n" + NAHUATL, 1, "stand in no language"),
        ("la-soga.nah.md", NAHUATL + "\x00", 11, "no letter"),
        ("la-soga.en.md", NAHUATL.replace("nah", "en"), 1, "“en” stands in la-soga.md already"),
        ("la-sogas.nah.md", NAHUATL, 1, "brings a language to la-sogas.md, which is missing"),
    ],
)
def test_what_does_not_fit_is_named_with_its_file_and_line(module: Path, name: str, text: str, line: int, said: str) -> None:
    (module / "la-soga.nah.md").unlink()
    (module / name).write_text(text, encoding="utf-8")

    (found,) = amiss(module)
    assert found.sentence.startswith(f"01-que-es-organizar/{name}, line {line}: ")
    assert said in found.sentence
    with pytest.raises(Mishap):
        read_module(module)


def test_a_header_is_welcome_and_kept() -> None:
    from peña_app.curricula.model import Overlay

    base = paths.data("curricula", "01-que-es-organizar", "la-soga.md").read_text(encoding="utf-8")
    text = '+++\ncredit = "Comité de Milpa Alta"\n+++\n' + NAHUATL
    rope = read_activity(base, "la-soga.md", [Overlay("nah", "la-soga.nah.md", text)])
    after = edited(rope, [Edit(Spot("title", "", 0), "nah", "Mecatl")])

    assert after.overlays[0].text == text.replace("In mecatl", "Mecatl")
