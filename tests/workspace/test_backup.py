"""Backups: made, thinned out, restored."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from peña_app import app, clock
from peña_app.errors import Mishap
from peña_app.people.records import People
from peña_app.workspace import Workspace, backup

MORNING = datetime.fromisoformat("2026-10-10T08:00:00-05:00")


def test_closing_leaves_a_backup_that_restores(workspace: Workspace, passphrase: str) -> None:
    People(workspace).welcome("Lupe")
    workspace.close()
    kept = backup.files(workspace.folder)
    assert len(kept) == 1

    again = Workspace.open(workspace.folder, passphrase, app.schema())
    device = again.device
    People(again).welcome("Chuy")
    again.go_back(kept[0])

    restored = Workspace.open(workspace.folder, passphrase, app.schema())
    assert [person.goes_by for person in People(restored).page("", 0, 10)] == ["Lupe"]
    assert restored.device != device  # a restored laptop starts new logs: sync.md 4.14
    restored.close(keep_backup=False)


def test_what_was_replaced_is_kept_beside_the_backups(workspace: Workspace, passphrase: str) -> None:
    People(workspace).welcome("Lupe")
    workspace.close()
    Workspace.restore(workspace.folder, backup.files(workspace.folder)[0], passphrase)
    assert any("replaced" in file.name for file in (workspace.folder / "backups").iterdir())


def test_a_backup_that_cannot_be_read_changes_nothing(workspace: Workspace, passphrase: str) -> None:
    People(workspace).welcome("Lupe")
    workspace.close()
    broken = backup.files(workspace.folder)[0]
    broken.write_bytes(b"nada" * 5000)

    with pytest.raises(Mishap, match="backup cannot be read"):
        Workspace.restore(workspace.folder, broken, passphrase)
    again = Workspace.open(workspace.folder, passphrase, app.schema())
    assert People(again).count("") == 1
    again.close(keep_backup=False)


def test_backups_are_taken_while_one_works(workspace: Workspace) -> None:
    people = People(workspace)
    for number in range(5):
        people.welcome(f"Persona {number}")
        with clock.held_at(MORNING + timedelta(minutes=30 * number)):
            workspace.back_up()
    assert len(backup.files(workspace.folder)) == 5
    assert people.count("") == 5


def test_the_newest_ten_and_one_a_day_for_thirty_days_are_kept(tmp_path: Path) -> None:
    found = [
        tmp_path / f"{(MORNING - timedelta(days=day, hours=hour)).strftime('%Y-%m-%d %H.%M.%S')}.db"
        for day in range(60)
        for hour in (0, 2, 4)
    ]
    gone = set(backup.outdated(found, date(2026, 10, 10)))
    kept = [file for file in found if file not in gone]

    assert set(sorted(found, reverse=True)[:10]) <= set(kept)
    assert len({file.name[:10] for file in kept}) == 31
    assert all(date.fromisoformat(file.name[:10]) >= date(2026, 9, 10) for file in kept)
    assert len(kept) == 10 + 31 - 4  # the newest ten cover three days and a part of the fourth


def test_a_file_of_another_name_is_never_thrown_away(tmp_path: Path) -> None:
    assert backup.outdated([tmp_path / "antes de la mudanza.db"], date(2026, 10, 10)) == []
