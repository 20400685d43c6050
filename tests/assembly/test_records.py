"""The agenda in the workspace: items in order, moved by one cell, and taken back."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, time

import pytest

from peña_app.assembly.model import Day, Item, ItemId, Kind
from peña_app.assembly.records import Assembly
from peña_app.curricula.planning import Plan, PlanId
from peña_app.curricula.records.sessions import Sessions
from peña_app.errors import Mishap
from peña_app.workspace import Workspace, check

SATURDAY = date(2026, 10, 10)


@pytest.fixture
def assembly(workspace: Workspace) -> Assembly:
    return Assembly(workspace)


@pytest.fixture
def saturday(assembly: Assembly) -> Day:
    return assembly.add_day("congress", SATURDAY, time(9), time(17))


def new(name: str, minutes: int = 30) -> Item:
    return Item(ItemId(""), Kind.ITEM, {"es": name, "en": f"{name} (en)"}, minutes)


def names(assembly: Assembly, day: int = 0) -> list[str]:
    return [item.title["es"] for item in assembly.days("congress")[day].items]


def test_items_stand_in_the_order_in_which_they_were_added(assembly: Assembly, saturday: Day) -> None:
    assembly.add_items(saturday.id, [new("uno"), new("dos")])
    third = assembly.add_item(saturday.id, new("tres"))
    first = assembly.days("congress")[0].items[0]
    assembly.add_item(saturday.id, new("uno y medio"), after=first.id)
    assert names(assembly) == ["uno", "uno y medio", "dos", "tres"]
    assert third.title == {"es": "tres", "en": "tres (en)"}


def test_moving_is_one_cell_and_undo_puts_it_back(assembly: Assembly, saturday: Day, workspace: Workspace) -> None:
    made = assembly.add_items(saturday.id, [new(name) for name in "abcd"])
    assembly.move(made[3].id, saturday.id, 1)
    assert names(assembly) == ["a", "d", "b", "c"]
    written = workspace.db.execute("SELECT ops FROM change ORDER BY stamp DESC LIMIT 1").fetchone()[0]
    assert written.count('"place"') == 1
    workspace.undo()
    assert names(assembly) == ["a", "b", "c", "d"]


def test_an_item_moves_to_another_day_and_is_never_in_two(assembly: Assembly, saturday: Day) -> None:
    sunday = assembly.add_day("congress", date(2026, 10, 11), time(9), time(17))
    made = assembly.add_items(saturday.id, [new("a"), new("b")])
    assembly.move(made[0].id, sunday.id, 0)
    assert (names(assembly, 0), names(assembly, 1)) == (["b"], ["a"])


def test_any_moves_keep_every_item_once(assembly: Assembly, saturday: Day, workspace: Workspace) -> None:
    chance = random.Random(7)  # noqa: S311 - for a test
    made = assembly.add_items(saturday.id, [new(name) for name in "abcdefg"])
    order = [item.id for item in made]
    for _move in range(60):
        moved, position = chance.choice(order), chance.randrange(len(order))
        assembly.move(moved, saturday.id, position)
        order.remove(moved)
        order.insert(position, moved)
        assert [item.id for item in assembly.days("congress")[0].items] == order
    with workspace.again() as db:
        assert [said for said in check.findings(db) if "history" in said] == []


def test_a_day_goes_with_its_items_and_comes_back_with_them(assembly: Assembly, saturday: Day, workspace: Workspace) -> None:
    assembly.add_items(saturday.id, [new("a"), new("b")])
    assembly.remove_day(saturday.id)
    assert assembly.days("congress") == []
    workspace.undo()
    assert names(assembly) == ["a", "b"]


def test_what_has_no_name_or_no_end_is_a_sentence(assembly: Assembly, saturday: Day) -> None:
    with pytest.raises(Mishap, match="no name"):
        assembly.add_item(saturday.id, new("  ").__class__(ItemId(""), Kind.ITEM, {"es": " "}, 10))
    with pytest.raises(Mishap, match="closes after it opens"):
        assembly.add_day("congress", SATURDAY, time(17), time(9))
    assert names(assembly) == []


def test_finding_reads_both_languages(assembly: Assembly, saturday: Day) -> None:
    assembly.add_items(saturday.id, [Item(ItemId(""), Kind.MEAL, {"es": "Comida", "en": "Lunch"}, 60)])
    assert [item.kind for _gathering, item in assembly.find("LUNC")] == [Kind.MEAL]
    assert assembly.find("cena") == []


def test_an_item_that_names_a_session_places_it_in_its_gathering_by_one_change(
    assembly: Assembly, saturday: Day, workspace: Workspace
) -> None:
    sessions = Sessions(workspace)
    plan = sessions.plan(Plan(PlanId(""), {"es": "Nuestros caminos"}, time(10)))
    first, second = assembly.add_items(saturday.id, [new("a"), new("b")])
    assembly.alter(replace(first, session=plan.id))
    assert assembly.days("congress")[0].items[0].session == plan.id
    assert [each.id for each in sessions.of_gathering("congress")] == [plan.id]
    sessions.place(plan.id, "elsewhere")
    assembly.alter(replace(second, session=plan.id))
    assert [each.id for each in sessions.of_gathering("elsewhere")] == [plan.id]
    for _each in range(3):
        workspace.undo()
    assert sessions.of_gathering("congress") == []
    assert {item.session for item in assembly.days("congress")[0].items} == {""}
