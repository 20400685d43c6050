"""The workspace through its door: created, opened, refused, locked, kept."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from peña_app import app
from peña_app.errors import Mishap
from peña_app.i18n import N_
from peña_app.people.records import People
from peña_app.workspace import LIGHT, Workspace
from peña_app.workspace.sqlite import DatabaseError, Migrations

PASSPHRASE = "maíz azul comal lunes guitarra"  # as the fixtures have it


def test_what_was_written_is_there_when_opened_again(workspace: Workspace) -> None:
    person = People(workspace).welcome("Lupe Ramírez")
    workspace.close()

    again = Workspace.open(workspace.folder, PASSPHRASE, app.schema())
    assert People(again).person(person.id).goes_by == "Lupe Ramírez"
    again.close(keep_backup=False)


def test_nothing_on_the_disk_can_be_read_without_the_key(workspace: Workspace) -> None:
    People(workspace).welcome("Xóchitl Cuauhtémoc")
    held = [file for file in workspace.folder.rglob("*") if file.is_file()]
    workspace.close()
    for file in [*held, *(file for file in workspace.folder.rglob("*") if file.is_file())]:
        if file.exists():
            assert b"Cuauht" not in file.read_bytes(), file


def test_a_wrong_passphrase_is_a_sentence_and_loses_nothing(workspace: Workspace) -> None:
    People(workspace).welcome("Lupe")
    workspace.close(keep_backup=False)
    before = (workspace.folder / "workspace.db").read_bytes()

    with pytest.raises(Mishap, match="passphrase"):
        Workspace.open(workspace.folder, PASSPHRASE.upper(), app.schema())

    assert (workspace.folder / "workspace.db").read_bytes() == before
    Workspace.open(workspace.folder, PASSPHRASE, app.schema()).close(keep_backup=False)


def test_the_passphrase_is_the_same_however_its_accents_are_stored(tmp_path: Path) -> None:
    made, _code = Workspace.create(tmp_path / "a.pena", "canci\u00f3n de la monta\u00f1a", app.schema(), effort=LIGHT)
    made.close(keep_backup=False)
    Workspace.open(tmp_path / "a.pena", "cancio\u0301n de la montan\u0303a", app.schema()).close(keep_backup=False)


def test_the_recovery_code_opens_it_however_it_is_typed(tmp_path: Path) -> None:
    made, code = Workspace.create(tmp_path / "a.pena", PASSPHRASE, app.schema(), effort=LIGHT)
    made.close(keep_backup=False)

    Workspace.recover(tmp_path / "a.pena", code.lower().replace("-", " "), app.schema()).close(keep_backup=False)
    with pytest.raises(Mishap, match="recovery code"):
        Workspace.recover(tmp_path / "a.pena", code[::-1], app.schema())


def test_a_new_passphrase_takes_the_place_of_the_old_one(workspace: Workspace) -> None:
    workspace.change_passphrase("otra frase de cinco palabras", effort=LIGHT)
    workspace.close(keep_backup=False)

    with pytest.raises(Mishap):
        Workspace.open(workspace.folder, PASSPHRASE, app.schema())
    Workspace.open(workspace.folder, "otra frase de cinco palabras", app.schema()).close(keep_backup=False)


def test_a_short_passphrase_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(Mishap, match="too short"):
        Workspace.create(tmp_path / "a.pena", "hola", app.schema(), effort=LIGHT)
    assert not (tmp_path / "a.pena").exists()


def test_a_folder_with_something_in_it_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "recetas.txt").write_text("mole")
    with pytest.raises(Mishap, match="something in this folder"):
        Workspace.create(tmp_path, PASSPHRASE, app.schema(), effort=LIGHT)
    assert [file.name for file in tmp_path.iterdir()] == ["recetas.txt"]


def test_a_folder_that_is_no_workspace_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Mishap, match="no Peña workspace"):
        Workspace.open(tmp_path, PASSPHRASE, app.schema())


def test_a_file_that_is_not_ours_is_a_sentence_and_stays_as_it_is(workspace: Workspace) -> None:
    workspace.close(keep_backup=False)
    file = workspace.folder / "workspace.db"
    file.write_bytes(b"una receta de mole, muy larga " * 1000)

    with pytest.raises(Mishap, match="damaged"):
        Workspace.open(workspace.folder, PASSPHRASE, app.schema())
    assert file.read_bytes() == b"una receta de mole, muy larga " * 1000


def test_a_damaged_page_is_a_sentence_when_it_is_met(workspace: Workspace) -> None:
    for number in range(400):
        People(workspace).welcome(f"Persona {number} de la Cruz")
    workspace.close(keep_backup=False)
    file = workspace.folder / "workspace.db"
    data = bytearray(file.read_bytes())
    for page in range(8, len(data) // 4096):
        data[page * 4096 + 100] ^= 0xFF
    file.write_bytes(data)

    with pytest.raises(Mishap, match="damaged"):
        Workspace.open(workspace.folder, PASSPHRASE, app.schema())


def test_a_missing_file_points_to_the_backups(workspace: Workspace) -> None:
    workspace.close(keep_backup=False)
    (workspace.folder / "workspace.db").unlink()
    with pytest.raises(Mishap, match="missing"):
        Workspace.open(workspace.folder, PASSPHRASE, app.schema())


@pytest.mark.parametrize("text", ["", "{}", '{"format": 1}', "[1]", '{"format": 99, "workspace": "x", "slots": {}}'])
def test_keys_that_cannot_be_read_are_a_sentence(workspace: Workspace, text: str) -> None:
    workspace.close(keep_backup=False)
    (workspace.folder / "keys.json").write_text(text)
    with pytest.raises(Mishap):
        Workspace.open(workspace.folder, PASSPHRASE, app.schema())


def test_a_second_program_is_kept_out_with_a_sentence(workspace: Workspace) -> None:
    code = (
        "import sys; from pathlib import Path; from peña_app import app, i18n; from peña_app.workspace import Workspace; "
        "from peña_app.errors import Mishap\n"
        "i18n.use('en')\n"
        "try: Workspace.open(Path(sys.argv[1]), sys.argv[2], app.schema())\n"
        "except Mishap as mishap: print(mishap.sentence)"
    )
    said = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, str(workspace.folder), PASSPHRASE], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "This workspace is open already."
    People(workspace).welcome("Lupe")


def test_a_newer_program_s_workspace_is_left_alone(workspace: Workspace) -> None:
    workspace.close(keep_backup=False)
    newer = Migrations("people")

    @newer(name="m0001_person")
    def first(_db: object) -> None: ...

    @newer(name="m9999_from_the_future")
    def future(_db: object) -> None: ...

    Workspace.open(workspace.folder, PASSPHRASE, [newer, *app.schema()[1:]]).close(keep_backup=False)
    before = (workspace.folder / "workspace.db").read_bytes()

    with pytest.raises(Mishap, match="newer version"):
        Workspace.open(workspace.folder, PASSPHRASE, app.schema())
    assert (workspace.folder / "workspace.db").read_bytes() == before


def test_a_full_disk_is_a_sentence_and_the_tables_are_as_before(workspace: Workspace) -> None:
    people = People(workspace)
    people.welcome("Lupe")
    with workspace._writing():
        workspace._let(None)
        size = workspace.db.conn.execute("PRAGMA page_count").fetchone()[0]
        workspace.db.conn.execute(f"PRAGMA max_page_count = {size + 2}")

    with pytest.raises(Mishap, match="disk is full"):
        for number in range(2000):
            people.welcome(f"Persona {number} " + "x" * 90)

    confirmed = people.count("")
    assert confirmed == len(people.page("", 0, 5000))
    workspace.close(keep_backup=False)
    again = Workspace.open(workspace.folder, PASSPHRASE, app.schema())
    assert People(again).count("") == confirmed
    again.close(keep_backup=False)


def test_a_folder_that_cannot_be_written_is_a_sentence(workspace: Workspace) -> None:
    workspace.close(keep_backup=False)
    code = (
        "import os, sys; from pathlib import Path; from peña_app import app, i18n; from peña_app.workspace import Workspace; "
        "from peña_app.errors import Mishap\n"
        "schema = app.schema(); i18n.use('en'); i18n._('x')\n"
        "os.seteuid(65534) if os.geteuid() == 0 else None\n"
        "try: Workspace.open(Path(sys.argv[1]), sys.argv[2], schema)\n"
        "except Mishap as mishap: print(mishap.sentence)"
    )
    if os.geteuid() == 0:
        os.chmod(workspace.folder, 0o755)  # noqa: PTH101
        above = workspace.folder.parent
        while str(above).startswith("/tmp/") and above != Path("/tmp"):  # noqa: S108
            above.chmod(0o755)
            above = above.parent
        for file in workspace.folder.rglob("*"):
            file.chmod(0o755 if file.is_dir() else 0o644)
    else:
        for file in workspace.folder.iterdir():
            file.chmod(0o555 if file.is_dir() else 0o444)
        workspace.folder.chmod(0o555)
    said = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, str(workspace.folder), PASSPHRASE], capture_output=True, text=True, check=True
    )
    workspace.folder.chmod(0o755)
    assert said.stdout.strip() == "This folder cannot be written."


def test_creating_where_nothing_can_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "archivo").write_text("no es carpeta")
    with pytest.raises(Mishap, match="cannot be written"):
        Workspace.create(tmp_path / "archivo" / "a.pena", PASSPHRASE, app.schema(), effort=LIGHT)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO person (id, goes_by, _clock) VALUES ('1', 'Eva', '{}')",
        "UPDATE person SET goes_by = 'Eva'",
        "DELETE FROM person",
        "DELETE FROM change",
        "INSERT INTO person_search (person_search) VALUES ('rebuild')",
        "DROP TABLE person",
        "CREATE TABLE otra (a)",
        "PRAGMA query_only = OFF",
        "PRAGMA writable_schema = ON",
        "ATTACH DATABASE ':memory:' AS otra",
    ],
)
def test_a_write_around_the_log_is_refused(workspace: Workspace, statement: str) -> None:
    People(workspace).welcome("Lupe")
    for attempt in (workspace.db.execute, workspace.db.conn.execute):
        with pytest.raises(DatabaseError):
            attempt(statement)
    assert [person.goes_by for person in People(workspace).page("", 0, 10)] == ["Lupe"]


def test_a_write_around_the_log_is_refused_inside_a_change_too(workspace: Workspace) -> None:
    people = People(workspace)
    people.welcome("Lupe")
    statement = "UPDATE person SET goes_by = 'Eva'"
    with pytest.raises(DatabaseError), workspace.change(N_("corrected a person")) as change:
        change.box.execute(statement)
    with pytest.raises(DatabaseError), workspace.unlogged() as box:
        box.execute(statement)
    with pytest.raises(DatabaseError):  # the statement prepared above is asked again
        workspace.db.execute(statement)
    assert people.count("Eva") == 0


def test_a_reader_s_connection_cannot_write(workspace: Workspace) -> None:
    with workspace.again() as db, pytest.raises(Exception, match="readonly"):
        db.conn.execute("UPDATE person SET goes_by = 'Eva'")


def test_a_change_that_breaks_off_leaves_nothing(workspace: Workspace) -> None:
    told: list[frozenset[str]] = []
    workspace.listen(told.append)
    with pytest.raises(ZeroDivisionError), workspace.change(N_("added a person")) as change:
        change.add("person", goes_by="Lupe")
        raise ZeroDivisionError
    assert People(workspace).count("") == 0
    assert workspace.history() == []
    assert told == []


def test_locking_forgets_the_key_and_lets_the_next_one_in(workspace: Workspace) -> None:
    workspace.close(keep_backup=False)
    assert workspace.closed
    Workspace.open(workspace.folder, PASSPHRASE, app.schema()).close(keep_backup=False)


def test_a_copied_folder_opens_elsewhere(workspace: Workspace, tmp_path: Path) -> None:
    People(workspace).welcome("Lupe")
    workspace.close(keep_backup=False)
    shutil.copytree(workspace.folder, tmp_path / "usb" / "copia.pena")
    copy = Workspace.open(tmp_path / "usb" / "copia.pena", PASSPHRASE, app.schema())
    assert People(copy).count("") == 1
    copy.close(keep_backup=False)


def test_the_keys_say_nothing_about_anyone(workspace: Workspace) -> None:
    held = json.loads((workspace.folder / "keys.json").read_text())
    assert set(held) == {"format", "workspace", "slots"}
    assert set(held["slots"]) == {"passphrase", "recovery"}
