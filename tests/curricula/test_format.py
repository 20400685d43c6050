"""The text format: the shipped files are whole, and every mistake is named with its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from peña_app import paths
from peña_app.curricula.folders import amiss, read_module
from peña_app.curricula.format import read_activity, written
from peña_app.curricula.library import activity, library, shelf
from peña_app.curricula.lines import normal
from peña_app.curricula.model import Shape, concerns, module_concerns
from peña_app.curricula.units import aligned
from peña_app.errors import Mishap

SAMPLE = """+++
format = "curricula/1"
id = "muestra"   # a comment that stays
kind = "activity"
languages = ["es", "en"]
license = "CC-BY-SA-4.0"
minutes = 10
colour = "violet"
[[materials]]
id = "beans"
qty = 24
es = "frijoles"
en = "beans"
+++

## {#title kind=title}
::: es
La casa
::: en
The house
:::

## {#aim kind=aim}
::: es
Mirar juntas
::: en
Look together
:::

## {#story kind=reading lead=es}
::: es
Primera línea
sigue aquí.

Segundo párrafo.
::: en
First line
goes on.

Second paragraph.
:::

## {#step-1 kind=step min=10 spiral=experience uses="beans plates"}
### {field=name}
::: es
Mirar
::: en
Look
:::
### {field=do}
::: es
- uno
- [ ] dos
| a | b |
::: en
- one
- [ ] two
| a | b |
:::
"""


def test_the_shipped_curriculum_is_whole() -> None:
    modules = library()
    assert modules[0].id == "01-que-es-organizar"
    for module in modules:
        assert module.sessions
        assert {place.activity for session in module.sessions for place in session.places if place.activity} == set(
            module.activities
        )
        assert list(module_concerns(module)) == []
        for each in module.activities.values():
            for block in each.blocks:
                for part in block.parts:
                    for unit in part.units:
                        assert set(unit.words) == ({block.only} if block.only else {"es", "en"}), (each.id, block.id)


def test_units_stand_level() -> None:
    found = read_activity(SAMPLE, "muestra.md")
    story, step = found.blocks[2], found.blocks[3]
    assert [unit.words for unit in story.parts[0].units] == [
        {"es": "Primera línea sigue aquí.", "en": "First line goes on."},
        {"es": "Segundo párrafo.", "en": "Second paragraph."},
    ]
    assert [unit.shape for unit in step.parts[1].units] == [Shape.ITEM, Shape.TICK, Shape.ROW]
    assert step.parts[1].units[2].cells == {"es": ["a", "b"], "en": ["a", "b"]}
    assert (step.minutes, step.attributes["uses"]) == (10, "beans plates")
    assert found.materials[0].quantity == 24


def test_a_byte_order_mark_carriage_returns_and_loose_accents_change_nothing() -> None:
    import unicodedata

    other = "\ufeff" + unicodedata.normalize("NFD", SAMPLE).replace("\n", "\r\n")
    assert read_activity(other, "muestra.md").blocks == read_activity(SAMPLE, "muestra.md").blocks


def test_an_unknown_kind_is_kept() -> None:
    found = read_activity(SAMPLE.replace("kind=reading", "kind=holograma brillo=9"), "muestra.md")
    assert (found.blocks[2].kind, found.blocks[2].attributes["brillo"]) == ("holograma", "9")
    assert found.header["colour"] == "violet"


def line_of(text: str, said: str) -> int:
    return text[: text.index(said)].count("\n") + 1


MISTAKES = [
    ("+++\nformat", "format", 'format = "'),
    (" # a comment that stays\nkind", " oops\nkind", "oops"),
    ('format = "curricula/1"', 'format = "curricula/9"', "curricula/9"),
    ("minutes = 10", 'minutes = "diez"', '"diez"'),
    ("qty = 24", 'qty = "muchos"', "[[materials]]"),
    ('languages = ["es", "en"]', 'languages = "es"', "languages"),
    ("## {#title kind=title}", "## {#title kind=title", "## {#title kind=title"),
    ("## {#title kind=title}", "##{#title kind=title}", "##{#title"),
    ("## {#title kind=title}", "## {kind=title}", "## {kind"),
    ("## {#title kind=title}", "## {#title kind=title} La casa", "## {#title"),
    ("## {#title kind=title}", "## {#title #casa}", "## {#title"),
    ("## {#title kind=title}", "## {#title kind=title kind=aim}", "## {#title"),
    ("## {#title kind=title}", '## {#title kind="title}', "## {#title"),
    ("## {#title kind=title}", "## La casa", "## La casa"),
    ("## {#title kind=title}", "", "::: es"),
    ("::: es\nLa casa", "La casa", "La casa"),
    ("::: es\nLa casa", "::: español\nLa casa", "::: español"),
    ("::: es\nLa casa", "::: sp\nLa casa", "::: sp"),
    ("The house\n:::", "The house", "::: en\nThe house"),
    ("The house\n:::", "The house\n:::\n:::", ":::\n\n## {#aim"),
    ("::: en\nThe house", "::: es\nThe house", "::: es\nThe house"),
    ("{#story kind", "{#title kind", "## {#title kind=reading"),
    ("kind=reading", "kind=reading audience=facilitador", "audience=facilitador"),
    ("min=10", "min=diez", "min=diez"),
    ("min=10", "min=²", "min=²"),
    ("kind=reading", "kind=lines lines=varias", "lines=varias"),
    ("### {field=do}", "### {}", "### {}"),
    ("### {field=do}", "### {field=name}", "### {field=name}\n::: es\n-"),
    ("La casa", "La \x07casa", "La \x07casa"),
]


@pytest.mark.parametrize(("old", "new", "where"), MISTAKES, ids=[repr(new)[:40] for _old, new, _where in MISTAKES])
def test_a_mistake_is_named_with_its_file_and_line(old: str, new: str, where: str) -> None:
    assert old in SAMPLE
    broken = SAMPLE.replace(old, new, 1)
    with pytest.raises(Mishap, match=rf"muestra\.md, line {line_of(broken, where)}:"):
        read_activity(broken, "muestra.md")


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("::: en", ":::en").replace("::: es", ":::es"),
        lambda text: text.replace("::: en", "  ::: EN  "),
        lambda text: text.replace("\n:::\n\n##", "\n:::\n\n\n\n##"),
        lambda text: text.replace("kind=title}", "kind=title}   "),
        lambda text: text.rstrip("\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("Segundo párrafo.\n::: en", "Segundo párrafo.\n\n\n::: en"),
    ],
)
def test_what_a_hand_leaves_behind_changes_nothing(edit: Callable[[str], str]) -> None:
    assert edit(SAMPLE) != SAMPLE
    kept = [(block.id, block.kind, block.attributes, block.parts) for block in read_activity(SAMPLE, "muestra.md").blocks]
    assert [
        (block.id, block.kind, block.attributes, block.parts) for block in read_activity(edit(SAMPLE), "muestra.md").blocks
    ] == kept


def test_a_paragraph_missing_in_one_language_leaves_its_gap_and_the_list_after_it_stays_level() -> None:
    found = aligned({"es": "uno\n\ndos\n\n- a\n- b", "en": "one\n\n- a\n- b"})
    assert [(unit.shape, unit.words) for unit in found] == [
        (Shape.PARAGRAPH, {"es": "uno", "en": "one"}),
        (Shape.PARAGRAPH, {"es": "dos"}),
        (Shape.ITEM, {"es": "a", "en": "a"}),
        (Shape.ITEM, {"es": "b", "en": "b"}),
    ]
    found = aligned({"es": "uno\n\n- a", "en": "- a"})
    assert [unit.words for unit in found] == [{"es": "uno"}, {"es": "a", "en": "a"}]


text_of_units = st.lists(st.sampled_from(["palabra", "- punto", "- [ ] casilla", "| a | b |", ""]), max_size=8).map("\n".join)


@given(spanish=text_of_units, english=text_of_units)
def test_no_unit_is_lost_and_none_is_said_twice(spanish: str, english: str) -> None:
    both = aligned({"es": spanish, "en": english})
    for code, text in (("es", spanish), ("en", english)):
        alone = [unit.words[code] for unit in aligned({code: text})]
        assert [unit.words[code] for unit in both if code in unit.words] == alone


def test_the_cells_of_a_row_may_be_empty_at_its_ends() -> None:
    (row,) = aligned({"es": "| a | b ||", "en": "|| a |  |"})
    assert row.cells == {"es": ["a", "b", ""], "en": ["", "a", ""]}


@pytest.mark.parametrize("file", sorted(paths.data("curricula").glob("*/*.md")), ids=lambda file: file.stem)
def test_a_file_that_was_not_touched_is_written_as_it_was(file: Path) -> None:
    text = file.read_bytes().decode()
    assert written(read_activity(text, file.name)) == text


def test_a_value_with_many_signs_of_equality_is_refused_at_once() -> None:
    with pytest.raises(Mishap, match="cannot be read"):
        read_activity(SAMPLE.replace("kind=title", "k=" + "a=" * 50_000 + ' "'), "muestra.md")


@settings(max_examples=200, deadline=None)
@given(
    at=st.integers(0, len(SAMPLE)),
    cut=st.integers(0, 40),
    put=st.sampled_from(
        ["", ":::", "## {", "+++", "\n", "::: es\n", "|", "}", '"', "### {field=", "\x00", "\u2028", "é", "=", "#"]
    ),
)
def test_whatever_is_typed_into_a_file_it_is_read_or_the_line_is_named(at: int, cut: int, put: str) -> None:
    broken = SAMPLE[:at] + put + SAMPLE[at + cut :]
    said = ""
    try:
        found = read_activity(broken, "muestra.md")
        assert written(found) == normal(broken)
    except Mishap as mishap:
        said = mishap.sentence
    line = re.match(r"muestra\.md, line (\d+): .", said)
    assert not said or (line and 1 <= int(line[1]) <= broken.count("\n") + 1)


def test_information_before_experience_is_said() -> None:
    shuffled = SAMPLE.replace("spiral=experience", "spiral=information")
    assert any("before any experience" in said for said in concerns(read_activity(shuffled, "muestra.md")))
    assert list(concerns(read_activity(SAMPLE, "muestra.md"))) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("minutes = 10", "minutes = 25", "the steps take 10 minutes and the activity says 25"),
        ("\nSecond paragraph.", "", "“story” is not complete in “en”"),
        ("kind=aim", "kind=reading", "it does not say “aim”"),
        ('license = "CC-BY-SA-4.0"', "", "it does not say “license”"),
        ("spiral=experience", "spiral=esperienza", "“step-1” does not say its place in the spiral"),
    ],
)
def test_what_is_amiss_is_said_once(old: str, new: str, said: str) -> None:
    (found,) = concerns(read_activity(SAMPLE.replace(old, new), "muestra.md"))
    assert said in found


def test_what_stands_in_one_language_on_purpose_is_not_missing() -> None:
    song = "## {#song kind=song only=es}\n::: es\nDe colores\n:::\n"
    assert list(concerns(read_activity(f"{SAMPLE}\n{song}", "muestra.md"))) == []


def test_an_activity_is_found_by_its_name_and_a_wrong_one_names_those_there_are() -> None:
    module, found = activity("mi-nombre")
    assert module.activities["mi-nombre"] is found
    with pytest.raises(Mishap, match="no activity"):
        activity("mi-nombr")


MODULE = """format = "curricula/1"
id = "02-prueba"
[title]
es = "Prueba"
en = "Trial"
[[session]]
id = "1"
minutes = 25
[[session.item]]
kind = "food"
minutes = 15
es = "Pan"
en = "Bread"
note = "from the corner"
[[session.item]]
activity = "muestra"
minutes = 10
core = false
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "02-prueba"
    place.mkdir()
    (place / "module.toml").write_text(MODULE, encoding="utf-8")
    (place / "muestra.md").write_text(SAMPLE, encoding="utf-8")
    return place


def test_a_session_runs_by_the_clock_past_midnight_too(folder: Path) -> None:
    module = read_module(folder)
    (session,) = module.sessions
    assert [(moment.isoformat("minutes"), module.title_of(place)["es"]) for moment, place in session.clock(time(23, 50))] == [
        ("23:50", "Pan"),
        ("00:05", "La casa"),
    ]
    assert session.ends(time(23, 50)) == time(0, 15)
    assert [place.core for place in session.places] == [True, False]
    assert session.places[0].words == {"es": "Pan", "en": "Bread"}


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [("minutes = 25", 'minutes = "25"', 6), ('id = "1"\n', "", 6), ("[title]", "[title", 3), ("curricula/1", "curricula/2", 1)],
)
def test_a_mistake_in_a_module_is_named_with_its_line(folder: Path, old: str, new: str, line: int) -> None:
    (folder / "module.toml").write_text(MODULE.replace(old, new), encoding="utf-8")
    with pytest.raises(Mishap, match=rf"02-prueba/module\.toml, line {line}:"):
        read_module(folder)


def test_two_activities_with_one_id_are_refused(folder: Path) -> None:
    (folder / "otra.md").write_text(SAMPLE, encoding="utf-8")
    with pytest.raises(Mishap, match=r"02-prueba/otra\.md, line 3: .*02-prueba/muestra\.md"):
        read_module(folder)


def test_a_file_in_another_encoding_is_named_with_the_line_where_it_ends_to_be_read(folder: Path) -> None:
    (folder / "muestra.md").write_bytes(SAMPLE.encode("latin-1"))
    with pytest.raises(Mishap, match=rf"muestra\.md, line {line_of(SAMPLE, 'Primera línea')}: .*UTF-8"):
        read_module(folder)


def test_all_the_files_that_cannot_be_read_are_named(folder: Path) -> None:
    (folder / "muestra.md").write_bytes(bytes(range(256)))
    (folder / "otra.md").write_text("hola", encoding="utf-8")
    assert [mishap.sentence.split(",")[0] for mishap in amiss(folder)] == ["02-prueba/muestra.md", "02-prueba/otra.md"]


def test_one_module_that_cannot_be_read_does_not_hide_the_others(folder: Path) -> None:
    broken = folder.parent / "03-rota"
    broken.mkdir()
    (broken / "module.toml").write_text("format =", encoding="utf-8")
    there = shelf(folder.parent)
    assert [module.id for module in there.modules] == ["02-prueba"]
    assert [mishap.sentence.split(":")[0] for mishap in there.mishaps] == ["03-rota/module.toml, line 1"]


def test_a_session_that_gives_an_activity_too_little_time_says_so(folder: Path) -> None:
    (folder / "module.toml").write_text(MODULE.replace("minutes = 10", "minutes = 8"), encoding="utf-8")
    found = " ".join(module_concerns(read_module(folder)))
    assert "its parts take 23 minutes and it says 25" in found
    assert "“muestra” takes 10 minutes and is given 8" in found
    assert "no step leads to action" in found


def test_a_module_without_its_file_is_a_sentence() -> None:
    with pytest.raises(Mishap, match=r"module\.toml, line 1"):
        read_module(paths.data("curricula"))
