"""People: welcomed by any name, found by a few letters, forgotten for good."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from peña_app.errors import Mishap
from peña_app.people.model import Person
from peña_app.people.records import People
from peña_app.workspace import Workspace


@pytest.fixture
def people(workspace: Workspace) -> People:
    return People(workspace)


def found(people: People, typed: str) -> list[str]:
    return [person.goes_by for person in people.find(typed)]


@pytest.mark.parametrize("typed", ["nun", "ÑUÑ", "jose nu", "nunez jo", "Núñez, José", "  josé   núñez  "])
def test_accents_case_and_order_do_not_matter(people: People, typed: str) -> None:
    people.welcome("José Núñez")
    people.welcome("Josefina Prieto")
    assert found(people, typed) == ["José Núñez"]


def test_any_of_the_names_finds(people: People) -> None:
    lupe = people.welcome("Lupe")
    people.correct(Person(lupe.id, "Lupe", given="Guadalupe", surname_1="de la Cruz", surname_2="Xicoténcatl"))
    for typed in ("lup", "guada", "cruz", "xico", "lupe xico", "de la cruz"):
        assert found(people, typed) == ["Lupe"], typed


def test_the_closest_stands_first(people: People) -> None:
    for name in ("Mariana Ana Ruiz", "Ana", "Anastasia", "Ana María"):
        people.welcome(name)
    assert found(people, "ana")[0] == "Ana"
    assert found(people, "ana")[-1] == "Mariana Ana Ruiz"


def test_the_list_is_in_the_order_of_the_alphabet(people: People) -> None:
    for name in ("Zoila", "Ñico", "Óscar", "Nora", "Álvaro", "beto", "Oralia"):
        people.welcome(name)
    assert [person.goes_by for person in people.page("", 0, 10)] == ["Álvaro", "beto", "Nora", "Ñico", "Oralia", "Óscar", "Zoila"]


@pytest.mark.parametrize("typed", ["", "   ", "...", "123", "x" * 200])
def test_what_is_no_name_is_a_sentence_and_adds_nobody(people: People, typed: str) -> None:
    with pytest.raises(Mishap):
        people.welcome(typed)
    assert people.count("") == 0


@pytest.mark.parametrize("name", ["Xōchitl", "Kʼicheʼ Ixchel", "O'Brien", "María-José", "Nguyễn", "Doña Tere", "王芳", "ñu̱u̱"])
def test_names_stay_as_people_give_them(people: People, name: str) -> None:
    assert people.welcome(name).goes_by == name


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=30))
def test_whatever_is_typed_searching_never_stumbles(people: People, typed: str) -> None:
    assert len(people.find(typed)) <= 8
    assert people.count(typed) >= 0


def test_a_page_gives_every_person_once(people: People) -> None:
    for number in range(250):
        people.welcome(f"Persona {number:03}")
    for typed in ("", "per"):
        pages = [person.id for first in range(0, people.count(typed), 100) for person in people.page(typed, first, 100)]
        assert len(pages) == len(set(pages)) == 250


def test_the_search_index_has_its_triggers(workspace: Workspace) -> None:
    named = {row[0] for row in workspace.db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()}
    assert {"person_added", "person_hidden", "person_shown", "person_erased"} <= named


def test_nothing_about_papers_birth_or_origin_has_a_place(workspace: Workspace) -> None:
    columns = {column.name for column in workspace.db.table("person").columns}
    assert columns == {"id", "goes_by", "given", "surname_1", "surname_2", "area", "reads", "interpretation", "gone", "_clock"}
