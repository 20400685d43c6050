"""Changes: logged in words, told to listeners, taken back and done again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from peña_app import app, clock, i18n
from peña_app.gatherings.model import Kind
from peña_app.gatherings.records import Gatherings
from peña_app.i18n import N_, NN_
from peña_app.people.model import Person
from peña_app.people.records import People
from peña_app.workspace import Workspace, check, new_id, order_between

NOON = datetime.fromisoformat("2026-10-10T12:00:00-05:00")


def everything(workspace: Workspace) -> dict[str, list[dict[str, object]]]:
    """What people see: every live row of every synced table, without clocks."""
    found = {}
    for (table,) in workspace.db.execute("SELECT name FROM kind WHERE boxed = 0 ORDER BY name").fetchall():
        rows = [dict(row) for row in workspace.db.query(f'SELECT * FROM "{table}" WHERE gone = 0 ORDER BY id')]
        found[table] = [{column: value for column, value in row.items() if column != "_clock"} for row in rows]
    return found


def test_the_history_is_said_in_the_reader_s_language_and_holds_no_name(workspace: Workspace) -> None:
    gathering = Gatherings(workspace).call(Kind.PENA, {"es": "Peña", "en": "Peña"}, NOON, 60)
    Gatherings(workspace).welcome(gathering.id, "Xóchitl")

    with i18n.speaking("es"):
        assert workspace.history()[0].text == "se registró a 1 persona nueva"
    with i18n.speaking("en"):
        assert workspace.history()[0].text == "signed in 1 new person"
    labels = workspace.db.execute("SELECT group_concat(label || facts) FROM change").fetchone()[0]
    assert "chitl" not in labels


def test_listeners_hear_once_which_tables_changed(workspace: Workspace) -> None:
    told: list[frozenset[str]] = []
    stop = workspace.listen(told.append)
    gatherings = Gatherings(workspace)
    gathering = gatherings.call(Kind.PENA, {"es": "Peña"}, NOON, 60)
    gatherings.welcome(gathering.id, "Lupe")
    workspace.undo()
    stop()
    workspace.redo()
    assert told == [frozenset({"gathering", "text"}), frozenset({"person", "sign_in"}), frozenset({"person", "sign_in"})]


def test_undo_says_what_it_leaves_because_it_was_changed_since(workspace: Workspace) -> None:
    people = People(workspace)
    lupe = people.welcome("Lupe")
    people.correct(Person(lupe.id, "Lupe", given="Guadalupe", where="Calle 18"))
    row = workspace.db.execute("SELECT ops FROM change ORDER BY stamp DESC LIMIT 1").fetchone()[0]
    assert json.loads(row)[0][3]["area"][0] == "Calle 18"

    undone = workspace.undo()
    assert undone is not None
    assert undone.kept == 0
    assert people.person(lupe.id).given == ""


def test_undo_reaches_back_over_a_closing(workspace: Workspace, passphrase: str) -> None:
    People(workspace).welcome("Lupe")
    People(workspace).welcome("Chuy")
    workspace.undo()
    workspace.close(keep_backup=False)

    again = Workspace.open(workspace.folder, passphrase, app.schema())
    assert again.can_redo
    again.redo()
    again.undo()
    again.undo()
    assert People(again).count("") == 0
    assert not again.can_undo
    again.close(keep_backup=False)


def test_something_new_ends_the_redoing(workspace: Workspace) -> None:
    people = People(workspace)
    people.welcome("Lupe")
    workspace.undo()
    people.welcome("Chuy")
    assert workspace.redo() is None
    assert [person.goes_by for person in people.page("", 0, 10)] == ["Chuy"]


def test_a_final_change_is_not_undone(workspace: Workspace) -> None:
    people = People(workspace)
    lupe, chuy = people.welcome("Lupe"), people.welcome("Chuy")
    people.forget(lupe.id)
    workspace.undo()
    assert people.person(chuy.id).goes_by == ""
    workspace.undo()
    assert people.count("") == 0
    assert people.person(lupe.id).goes_by == ""


def test_stamps_go_on_when_the_clock_goes_back(workspace: Workspace) -> None:
    with clock.held_at(NOON):
        People(workspace).welcome("Lupe")
    with clock.held_at(NOON - timedelta(days=400)):
        People(workspace).welcome("Chuy")
    stamps = [row[0] for row in workspace.db.execute("SELECT stamp FROM change").fetchall()]
    assert stamps == sorted(set(stamps))
    assert len(stamps) == 2


def test_ids_tell_the_day_and_no_more() -> None:
    with clock.held_at(NOON):
        one = new_id()
    with clock.held_at(NOON + timedelta(hours=5, minutes=59)):
        two = new_id()
    assert one[:13] == two[:13]
    assert one != two
    assert one[14] == "7"


def test_a_key_lies_between_its_neighbours() -> None:
    keys = [order_between(None, None)]
    for number in range(200):
        at = number * 7 % (len(keys) + 1)
        keys.insert(at, order_between(keys[at - 1] if at else None, keys[at] if at < len(keys) else None))
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_forgetting_leaves_nothing_in_the_file_the_log_or_the_backups(workspace: Workspace, passphrase: str) -> None:
    people, gatherings = People(workspace), Gatherings(workspace)
    gathering = gatherings.call(Kind.PENA, {"es": "Peña"}, NOON, 60)
    arrival = gatherings.welcome(gathering.id, "Xóchitl Inolvidable")
    person = people.person(arrival.person)
    people.correct(Person(person.id, "Xóchitl Inolvidable", given="Xóchitl", surname_1="Inolvidable"))
    workspace.back_up()

    people.forget(person.id)
    workspace.back_up()

    def plain(each: Workspace) -> str:
        return "".join(
            str(row)
            for table in ("person", "change", "text", "person_search_data")
            for row in each.db.query(f"SELECT * FROM {table}")
        )

    assert "Inolvidable" not in plain(workspace)
    assert "inolvidable" not in plain(workspace)
    assert people.find("inolvidable") == []
    assert gatherings.presence(gathering.id).all == 1
    workspace.undo()
    assert people.person(person.id).goes_by == ""
    workspace.close(keep_backup=False)
    for number, copy in enumerate(sorted((workspace.folder / "backups").glob("*.db"))):
        folder = workspace.folder.parent / f"copia{number}.pena"
        folder.mkdir()
        (folder / "keys.json").write_bytes((workspace.folder / "keys.json").read_bytes())
        (folder / "workspace.db").write_bytes(copy.read_bytes())
        held = Workspace.open(folder, passphrase, app.schema())
        assert "Inolvidable" not in plain(held)
        assert "inolvidable" not in plain(held)
        held.close(keep_backup=False)


def test_whoever_was_forgotten_stays_empty_whatever_comes_later(workspace: Workspace) -> None:
    people = People(workspace)
    lupe = people.welcome("Lupe")
    people.forget(lupe.id)
    people.correct(Person(lupe.id, "Lupe otra vez"))
    assert people.person(lupe.id).goes_by == ""
    with workspace.again() as db:
        assert check.findings(db) == []


def test_the_check_finds_a_table_that_differs_from_its_history(workspace: Workspace) -> None:
    People(workspace).welcome("Lupe")
    with workspace.again() as db:
        assert check.findings(db) == []
    with workspace._writing():
        workspace._let(None)
        workspace.db.conn.execute("UPDATE person SET goes_by = 'Eva'")
    with workspace.again() as db:
        assert len(check.findings(db)) == 1


def test_the_check_finds_what_points_nowhere(workspace: Workspace) -> None:
    with workspace.change(NN_("signed in {n} person", "signed in {n} people"), n=1) as change:
        change.add("sign_in", gathering="nowhere", person="nobody")
    with workspace.again() as db:
        assert len(check.findings(db)) == 2


class AnyVerbs(RuleBasedStateMachine):
    """Any sequence of verbs, then undo all, equals the start; then redo all equals the end."""

    make: Callable[[str], Workspace]

    def __init__(self) -> None:
        super().__init__()
        AnyVerbs.number += 1
        self.workspace = AnyVerbs.make(f"m{AnyVerbs.number}")
        self.people, self.gatherings = People(self.workspace), Gatherings(self.workspace)
        self.gathering = self.gatherings.call(Kind.PENA, {"es": "Peña"}, NOON, 60)
        self.start = everything(self.workspace)
        self.done = 0
        self.ids: list[str] = []

    number = 0

    @rule(name=st.sampled_from(["Lupe", "Chuy", "Ñico", "Xóchitl"]))
    def welcome(self, name: str) -> None:
        self.ids.append(self.gatherings.welcome(self.gathering.id, name).person)
        self.done += 1

    @precondition(lambda self: self.ids)
    @rule(which=st.integers(0, 9), name=st.sampled_from(["Lupita", "Jesús", "Ñico"]), where=st.sampled_from(["", "Calle 18"]))
    def correct(self, which: int, name: str, where: str) -> None:
        before = len(self.workspace.history(10_000))
        person = self.ids[which % len(self.ids)]
        self.people.correct(Person(self.people.person(person).id, name, where=where))
        self.done += len(self.workspace.history(10_000)) - before

    @precondition(lambda self: self.ids)
    @rule(which=st.integers(0, 9))
    def sign_in(self, which: int) -> None:
        self.done += self.gatherings.sign_in(self.gathering.id, self.people.person(self.ids[which % len(self.ids)]).id).new

    @precondition(lambda self: self.done)
    @rule()
    def back_and_forth(self) -> None:
        now = everything(self.workspace)
        assert self.workspace.undo() is not None
        assert self.workspace.redo() is not None
        assert everything(self.workspace) == now

    @invariant()
    def tables_follow_from_the_log(self) -> None:
        with self.workspace.again() as db:
            assert check.findings(db) == []

    def teardown(self) -> None:
        end = everything(self.workspace)
        for _n in range(self.done):
            assert self.workspace.undo() is not None
        assert everything(self.workspace) == self.start
        for _n in range(self.done):
            assert self.workspace.redo() is not None
        assert everything(self.workspace) == end
        self.workspace.close(keep_backup=False)


def test_any_verbs_then_undo_all_equals_the_start(new_workspace: Callable[[str], Workspace]) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    AnyVerbs.make = staticmethod(new_workspace)
    run_state_machine_as_test(
        AnyVerbs,
        settings=settings(max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)),
    )


def test_a_change_of_nothing_is_logged_once_and_changes_no_clock(workspace: Workspace) -> None:
    people = People(workspace)
    lupe = people.welcome("Lupe")
    held = workspace.db.execute("SELECT _clock FROM person").fetchone()
    with workspace.change(N_("corrected a person")) as change:
        change.put("person", lupe.id, goes_by="Lupe")
    assert workspace.db.execute("SELECT _clock FROM person").fetchone() == held
