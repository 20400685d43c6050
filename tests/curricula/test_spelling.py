"""Words that no dictionary knows, in both languages, with the group's own words let through."""

from __future__ import annotations

import pytest

from peña_app.curricula.library import glossary
from peña_app.curricula.spelling import Speller, own_words


@pytest.fixture(scope="module")
def spanish() -> Speller:
    made = Speller("es", own_words(glossary()))
    made.load()
    return made


@pytest.fixture(scope="module")
def english() -> Speller:
    made = Speller("en", own_words(glossary()))
    made.load()
    return made


def words(speller: Speller, text: str) -> list[str]:
    return [word for _start, _end, word in speller.misspelled(text)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("El resibo subió otra ves, deciamos.", ["resibo", "deciamos"]),
        ("Platicamos en la banqueta con la comadre y sus quinceañeras.", []),
        ("La tarea quedó *half done* para mañana.", []),
        ("La población está teh cansada.", ["teh"]),
        ("Péguenlas, léasela, pruébenla; sirva el cafecito y los papelitos de las hojitas.", []),
        ("Peguenlaz y leasela a doña Tencha, en Pilsen.", ["Peguenlaz"]),
        ("Organizarnos, juntarnos, decírselo, ¡ándele!", []),
    ],
)
def test_spanish(spanish: Speller, text: str, wrong: list[str]) -> None:
    assert words(spanish, text) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("They recieve the leter at the neighbor’s door.", ["recieve", "leter"]),
        ("Don’t wait: it’s the women’s well-known two-flat.", []),
        ("She sings *rebozo* and goes home.", []),
    ],
)
def test_english(english: Speller, text: str, wrong: list[str]) -> None:
    assert words(english, text) == wrong


def test_what_was_meant_is_suggested_and_where_it_stands_is_told(english: Speller) -> None:
    ((start, end, word),) = english.misspelled("We recieve it.")

    assert ("We recieve it."[start:end], word) == ("recieve", "recieve")
    assert english.suggestions("recieve")[0] == "receive"


def test_before_it_is_loaded_and_without_a_dictionary_nothing_is_amiss() -> None:
    assert words(Speller("en"), "recieve") == []
    nahuatl = Speller("nah")
    nahuatl.load()
    assert words(nahuatl, "tlahtōlli kua\ua78ca Kʼicheʼ") == []


def test_the_groups_own_list_is_let_through() -> None:
    speller = Speller("es", {"chinampería"})
    speller.load()
    assert words(speller, "La chinampería y el xyzabc") == ["xyzabc"]
