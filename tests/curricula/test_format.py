"""The text format: the shipped files are whole, and every mistake is named with its line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from peña_app import paths
from peña_app.curricula.format import read_activity, read_module
from peña_app.curricula.library import activity, library
from peña_app.curricula.model import Shape, concerns, session_concerns
from peña_app.errors import Mishap

SAMPLE = """+++
format = "curricula/1"
id = "muestra"
languages = ["es", "en"]
minutes = 10
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
    assert [module.id for module in modules] == ["01-que-es-organizar"]
    for module in modules:
        assert len(module.sessions) == 3
        assert len(module.activities) == 7
        assert [said for session in module.sessions for said in session_concerns(module, session)] == []
        assert [said for each in module.activities.values() for said in concerns(each)] == []
        for each in module.activities.values():
            for block in each.blocks:
                for part in block.parts:
                    for unit in part.units:
                        assert set(unit.words) == {"es", "en"}, (each.id, block.id)


def test_units_stand_level() -> None:
    found = read_activity(SAMPLE, "muestra.md")
    story, step = found.blocks[1], found.blocks[2]
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
    assert (found.blocks[1].kind, found.blocks[1].attributes["brillo"]) == ("holograma", "9")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("+++\nformat", "format", 1),
        ('id = "muestra"', "id = muestra", 3),
        ('format = "curricula/1"', 'format = "curricula/9"', 1),
        ("## {#title kind=title}", "## {#title kind=}", 13),
        ("::: es\nLa casa", "La casa", 14),
        ("The house\n:::", "The house", 16),
        ("{#story kind", "{#title kind", 20),
        ("min=10", "min=diez", 33),
        ("### {field=do}", "### {}", 40),
        ("::: en\nThe house", "::: es\nThe house", 16),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(old: str, new: str, line: int) -> None:
    assert old in SAMPLE
    with pytest.raises(Mishap, match=rf"muestra\.md, line {line}:"):
        read_activity(SAMPLE.replace(old, new, 1), "muestra.md")


@settings(max_examples=200, deadline=None)
@given(
    at=st.integers(0, len(SAMPLE)),
    cut=st.integers(0, 40),
    put=st.sampled_from(["", ":::", "## {", "+++", "\n", "::: es\n", "|", "}", '"']),
)
def test_whatever_is_typed_into_a_file_it_is_read_or_the_line_is_named(at: int, cut: int, put: str) -> None:
    broken = SAMPLE[:at] + put + SAMPLE[at + cut :]
    said = ""
    try:
        read_activity(broken, "muestra.md")
    except Mishap as mishap:
        said = mishap.sentence
    assert not said or said.startswith("muestra.md, line ")


def test_information_before_experience_is_said() -> None:
    shuffled = SAMPLE.replace("spiral=experience", "spiral=information")
    assert any("before any experience" in said for said in concerns(read_activity(shuffled, "muestra.md")))
    assert list(concerns(read_activity(SAMPLE, "muestra.md"))) == []


def test_minutes_that_do_not_add_up_and_a_missing_language_are_said() -> None:
    found = list(
        concerns(read_activity(SAMPLE.replace("minutes = 10", "minutes = 25").replace("\nSecond paragraph.", ""), "muestra.md"))
    )
    assert len(found) == 2


def test_an_activity_is_found_by_its_name_and_a_wrong_one_names_those_there_are() -> None:
    module, found = activity("mi-nombre")
    assert module.activities["mi-nombre"] is found
    with pytest.raises(Mishap, match="no activity"):
        activity("mi-nombr")


def test_a_module_without_its_file_is_a_sentence() -> None:
    with pytest.raises(Mishap, match=r"module\.toml, line 1"):
        read_module(paths.data("curricula"))
