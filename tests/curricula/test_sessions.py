"""Sessions in the workspace: planned, moved, locked, cut, placed, looked back on; and each act is taken back by one undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings, strategies as st

from peña_app import clock
from peña_app.curricula.library import library
from peña_app.curricula.planning import PartId, Plan, PlanId, PlanPart, cut_of, slots
from peña_app.curricula.records.sessions import Sessions
from peña_app.errors import Mishap
from peña_app.workspace import LIGHT, Workspace
from peña_app.workspace.check import findings

MODULE = library()[0]
SIX = time(18)


@pytest.fixture
def sessions(workspace: Workspace) -> Sessions:
    return Sessions(workspace)


@pytest.fixture
def plan(sessions: Sessions) -> Plan:
    return sessions.plan_from(MODULE, MODULE.sessions[1])


def now(sessions: Sessions, plan: Plan) -> Plan:
    found = sessions.session(plan.id)
    assert found is not None
    return found


def order(sessions: Sessions, plan: Plan) -> list[str]:
    return [part.activity or part.kind for part in now(sessions, plan).parts]


def test_a_session_of_the_library_is_copied_with_its_words_and_what_it_was_made_from(sessions: Sessions, plan: Plan) -> None:
    held = now(sessions, plan)
    assert held == plan
    assert held.title == {"es": "Del coraje a la demanda", "en": "From anger to demand"}
    assert held.origin == "01-que-es-organizar/2"
    assert order(sessions, plan) == ["opening", "coraje-a-demanda", "la-soga", "closing"]
    assert [part.core for part in held.parts] == [True, True, False, True]
    assert held.parts[0].words["en"] == "Getting to know each other, with bread"
    assert slots(held.begins, held.parts)[-1].ends == 90


def test_every_act_is_one_change_that_one_undo_takes_back(sessions: Sessions, workspace: Workspace, plan: Plan) -> None:
    opening, anger, rope, closing = plan.parts
    acts: list[tuple[Callable[[], object], str]] = [
        (lambda: sessions.alter(replace(plan, people=32, begins=time(17, 30))), "changed a session"),
        (lambda: sessions.cut(plan.id, 75), "cut a session to 75 minutes"),
        (lambda: sessions.cut(plan.id, 0), "gave a session its whole time"),
        (lambda: sessions.add_parts(plan.id, [PlanPart(PartId(""), 15, kind="food", words={"es": "Cena"})], 1), "added to a session"),
        (lambda: sessions.move_part(closing.id, 0), "moved a part of a session"),
        (lambda: sessions.alter_part(replace(rope, minutes=40, core=True)), "changed a part of a session"),
        (lambda: sessions.lock(rope.id, time(19)), "fixed a time in a session"),
        (lambda: sessions.lock(rope.id, None), "freed a time in a session"),
        (lambda: sessions.remove_part(anger.id), "removed a part of a session"),
        (lambda: sessions.place(plan.id, "gathering"), "placed a session in a gathering"),
        (lambda: sessions.place(plan.id, None), "took a session out of a gathering"),
        (lambda: sessions.note(plan.id, opening.id, 12), "wrote down how a session went"),
        (lambda: sessions.remove(plan.id), "removed a session"),
    ]  # fmt: skip
    states = [(now(sessions, plan), sessions.notes(plan.id))]
    for act, _label in acts[:-1]:
        act()
        states.append((now(sessions, plan), sessions.notes(plan.id)))
        assert states[-1] != states[-2]
    acts[-1][0]()
    assert sessions.session(plan.id) is None
    for (_act, label), state in zip(reversed(acts), reversed(states), strict=True):
        undone = workspace.undo()
        assert undone is not None
        assert undone.text == label
        assert (now(sessions, plan), sessions.notes(plan.id)) == state
    undone = workspace.undo()
    assert undone is not None
    assert undone.text == "planned a session"
    assert sessions.all() == []
    with workspace.again() as db:
        assert findings(db) == []


def test_only_locks_are_stored_and_a_freed_part_follows_the_one_before(sessions: Sessions, plan: Plan) -> None:
    rope = plan.parts[2]
    sessions.lock(rope.id, time(19, 15))
    held = now(sessions, plan)
    assert held.parts[2].lock == time(19, 15)
    assert slots(held.begins, held.parts)[2].gap == 15
    sessions.alter(replace(held, begins=time(18, 30)))
    held = now(sessions, plan)
    assert (slots(held.begins, held.parts)[2].gap, slots(held.begins, held.parts)[2].late) == (0, 15)
    sessions.lock(rope.id, None)
    assert now(sessions, plan).parts[2].lock is None


def test_what_is_cut_comes_back_when_there_is_time_again(sessions: Sessions, plan: Plan) -> None:
    sessions.cut(plan.id, 70)
    assert [part.activity for part in cut_of(now(sessions, plan)).left_out] == ["la-soga"]
    sessions.cut(plan.id, 95)
    assert cut_of(now(sessions, plan)).left_out == ()


def test_a_session_without_a_name_is_a_sentence_and_nothing_is_written(
    sessions: Sessions, workspace: Workspace, plan: Plan
) -> None:
    with pytest.raises(Mishap, match="The session has no name yet"):
        sessions.plan(Plan(PlanId(""), {"es": " "}, SIX))
    with pytest.raises(Mishap, match="The session has no name yet"):
        sessions.alter(replace(plan, title={"es": "", "en": ""}))
    assert sessions.all() == [plan]


def test_the_newest_stands_first_and_each_gathering_has_its_own(sessions: Sessions, plan: Plan) -> None:
    second = sessions.plan(Plan(PlanId(""), {"es": "Noche de exenciones"}, time(17)))
    assert [each.id for each in sessions.all()] == [second.id, plan.id]
    sessions.place(plan.id, "friday")
    sessions.place(second.id, "friday")
    assert [each.id for each in sessions.of_gathering("friday")] == [second.id, plan.id]
    assert sessions.of_gathering("saturday") == []
    assert [each.id for each in sessions.find("EXENCION")] == [second.id]


def test_notes_hold_real_minutes_and_what_happened_day_by_day(sessions: Sessions, plan: Plan) -> None:
    part = plan.parts[1].id
    with clock.held_at(datetime(2026, 11, 23, 19, tzinfo=UTC)):
        first = sessions.note(plan.id, part, 58)
        assert sessions.note(plan.id, part, 0, "Nadie quería parar.") == first
        assert sessions.note(plan.id, part, 61) == first
    sessions.note(plan.id, None, 0, "Faltó pan.", date(2026, 11, 30))
    newest, held = sessions.notes(plan.id)
    assert (newest.part, newest.happened, newest.day) == ("", "Faltó pan.", "2026-11-30")
    assert (held.minutes, held.happened) == (61, "Nadie quería parar.")
    sessions.alter_note(replace(held, minutes=55, happened=""))
    assert (sessions.notes(plan.id)[1].minutes, sessions.notes(plan.id)[1].happened) == (55, "")


def test_parts_to_which_two_laptops_gave_one_place_can_be_moved_between(
    sessions: Sessions, workspace: Workspace, plan: Plan
) -> None:
    with workspace.change("") as change:
        for part in plan.parts[1:3]:
            change.put("session_part", part.id, rank=plan.parts[1].rank)
    between = [part.activity for part in now(sessions, plan).parts[1:3]]
    sessions.move_part(plan.parts[3].id, 2)
    assert order(sessions, plan) == ["opening", between[0], "closing", between[1]]
    sessions.move_part(PartId("nobody"), 0)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Sessions:
    from peña_app import app

    workspace, _code = Workspace.create(
        tmp_path_factory.mktemp("many") / "x.pena", "maíz azul comal lunes", app.schema(), effort=LIGHT
    )
    return Sessions(workspace)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["add", "move", "remove"]), st.integers(0, 8), st.integers(0, 8)), max_size=12))
def test_parts_stand_where_they_were_put(many: Sessions, acts: list[tuple[str, int, int]]) -> None:
    made = many.plan(Plan(PlanId(""), {"en": "Any"}, SIX))
    expected: list[str] = []
    for number, (act, one, other) in enumerate(acts):
        held = now(many, made).parts
        if act == "add":
            many.add_parts(made.id, [PlanPart(PartId(""), 5, f"a{number}"), PlanPart(PartId(""), 5, f"b{number}")], one)
            expected[one:one] = [f"a{number}", f"b{number}"]
        elif held and act == "move":
            many.move_part(held[one % len(held)].id, other)
            expected.insert(other, expected.pop(one % len(held)))
        elif held:
            many.remove_part(held[one % len(held)].id)
            expected.pop(one % len(held))
        assert order(many, made) == expected
