"""The whole program's window: made, locked, opened again; one workspace at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from peña_app import app, clock, paths
from peña_app.gatherings.model import Kind
from peña_app.gatherings.records import Gatherings
from peña_app.people.records import People
from peña_app.ui.preferences import Preferences
from peña_app.ui.recovery import RecoveryCode
from peña_app.window import Window
from peña_app.workspace import LIGHT, Workspace, backup


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PENA_HOME", str(tmp_path / "home"))


@pytest.fixture
def folder(tmp_path: Path, passphrase: str) -> Path:
    workspace, _code = Workspace.create(tmp_path / "a.pena", passphrase, app.schema(), effort=LIGHT)
    People(workspace).welcome("Lupe")
    workspace.close(keep_backup=False)
    return tmp_path / "a.pena"


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, folder: Path) -> Iterator[Window]:
    made = Window(Preferences(workspace=str(folder), language="en"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def unlock(qtbot: QtBot, window: Window, typed: str) -> None:
    window.unlock.passphrase.setText(typed)
    QTest.keyClick(window.unlock.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.unlock._job is None)


def test_the_passphrase_and_enter_open_home(qtbot: QtBot, window: Window, passphrase: str) -> None:
    unlock(qtbot, window, passphrase)
    assert window.shell is not None
    assert window.shell.isVisible()


def test_a_wrong_passphrase_is_said_beside_the_field(qtbot: QtBot, window: Window, passphrase: str) -> None:
    unlock(qtbot, window, passphrase[::-1])
    assert window.shell is None
    assert window.unlock.passphrase_field.trouble.text().startswith("This workspace does not open with that passphrase.")
    unlock(qtbot, window, passphrase)
    assert window.shell is not None


def test_locking_closes_the_file_and_shows_no_name(qtbot: QtBot, window: Window, passphrase: str, folder: Path) -> None:
    unlock(qtbot, window, passphrase)
    assert window.shell is not None
    window.shell.show_room("people")
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    window.shell.lock_asked.emit() if window.shell else None
    assert window.shell is None
    assert window.unlock.isVisible()
    Workspace.open(folder, passphrase, app.schema()).close(keep_backup=False)
    unlock(qtbot, window, passphrase)
    assert window.shell is not None


def test_locking_asks_for_the_workspace_that_was_open_however_it_was_opened(
    qtbot: QtBot, dressed: QApplication, folder: Path, passphrase: str
) -> None:
    window = Window(Preferences(language="en"))
    qtbot.addWidget(window)
    window.show()
    window.use(Workspace.open(folder, passphrase, app.schema()))
    window.lock()
    assert window.unlock.passphrase.isVisible()
    unlock(qtbot, window, passphrase)
    assert window.shell is not None
    window.close()


def test_enter_presses_the_button_that_has_the_keyboard(qtbot: QtBot, window: Window, passphrase: str) -> None:
    unlock(qtbot, window, passphrase)
    assert window.shell is not None
    Gatherings(window.shell.desk.workspace).call(Kind.PENA, {"es": "Peña"}, clock.now(), 60)
    home = window.shell.screen_of("home")
    home.start()  # type: ignore[attr-defined]
    QTest.keyClick(home.door, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    assert window.shell.screen_of("gatherings").isVisible()


def test_closing_leaves_a_backup(qtbot: QtBot, window: Window, passphrase: str, folder: Path) -> None:
    unlock(qtbot, window, passphrase)
    window.close()
    assert len(backup.files(folder)) == 1


def test_a_new_workspace_is_made_and_its_code_shown_once(qtbot: QtBot, dressed: QApplication, passphrase: str) -> None:
    window = Window(Preferences(language="en"))
    qtbot.addWidget(window)
    window.show()
    making = window.unlock
    making.new_name.setText("Cuaderno")
    making.first.setText(passphrase)
    making.second.setText(passphrase)
    QTest.mouseClick(making.make_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.shell is not None, timeout=20_000)
    dialog = window.findChild(RecoveryCode)
    assert dialog is not None
    code = dialog.shown.text()
    assert len(code) == 34
    dialog.accept()
    window.close()
    Workspace.recover(paths.home() / "Cuaderno.pena", code, app.schema()).close(keep_backup=False)


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("a/b", "cinco palabras buenas", "cinco palabras buenas"),
        ("Bien", "corta", "corta"),
        ("Bien", "cinco palabras", "otras palabras"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_made(
    qtbot: QtBot, dressed: QApplication, name: str, first: str, second: str
) -> None:
    window = Window(Preferences(language="en"))
    qtbot.addWidget(window)
    window.show()
    making = window.unlock
    making.new_name.setText(name)
    making.first.setText(first)
    making.second.setText(second)
    making.make_button.click()
    assert any(field.trouble.text() for field in (making.new_name_field, making.first_field, making.second_field))
    assert not list(paths.home().glob("*.pena"))


def test_undo_from_the_toast_says_what_it_undid(qtbot: QtBot, window: Window, passphrase: str) -> None:
    unlock(qtbot, window, passphrase)
    shell = window.shell
    assert shell is not None
    People(shell.desk.workspace).welcome("Chuy")
    shell.desk.tell("Chuy")
    shell.findChild(QPushButton, options=Qt.FindChildOption.FindChildrenRecursively)
    shell._toast.undo.click()
    assert People(shell.desk.workspace).count("") == 1
    assert shell._toast.text.text() == "Undone: added a person"


def test_the_search_over_everything_goes_where_it_found(qtbot: QtBot, window: Window, passphrase: str) -> None:
    unlock(qtbot, window, passphrase)
    shell = window.shell
    assert shell is not None
    from peña_app.ui.shell import Search

    Gatherings(shell.desk.workspace).call(Kind.PENA, {"es": "Lupercalia"}, clock.now(), 60)
    shell.open_search()
    search = shell.findChild(Search)
    assert search is not None
    search.entry.setText("lup")
    search.look()
    assert search.hits.count() == 2
    QTest.keyClick(search.entry, Qt.Key.Key_Down)
    QTest.keyClick(search.entry, Qt.Key.Key_Return)
    assert shell.screen_of("people").isVisible()


class _Ring(KeyringBackend):
    """A computer's keyring that lasts for one test."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.held.pop((service, username), None)


@pytest.fixture
def ring() -> Iterator[_Ring]:
    before, made = keyring.get_keyring(), _Ring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_computer_that_remembers_the_key_opens_by_itself(
    qtbot: QtBot, window: Window, passphrase: str, ring: _Ring, folder: Path
) -> None:
    window.unlock.remember.setChecked(True)
    unlock(qtbot, window, passphrase)
    window.close()
    again = Window(Preferences(workspace=str(folder), language="en"))
    qtbot.addWidget(again)
    again.open_remembered()
    assert again.shell is not None
    again.shell.desk.workspace.forget_key()
    again.close()
    assert ring.held == {}


def test_a_computer_without_a_keyring_is_a_sentence(qtbot: QtBot, window: Window, passphrase: str) -> None:
    unlock(qtbot, window, passphrase)
    assert window.shell is not None
    window.shell.show_room("settings")
    window.shell.screen_of("settings").remember.click()  # type: ignore[attr-defined]
    assert window.shell._toast.text.text().startswith("This computer has no keyring")


def test_a_backup_is_made_while_one_works(qtbot: QtBot, window: Window, passphrase: str, folder: Path) -> None:
    unlock(qtbot, window, passphrase)
    assert window._backups.interval() == 30 * 60 * 1000
    window._backups.timeout.emit()
    qtbot.waitUntil(lambda: len(backup.files(folder)) == 1, timeout=10_000)


def test_restoring_goes_back_and_asks_for_the_passphrase(qtbot: QtBot, window: Window, passphrase: str, folder: Path) -> None:
    unlock(qtbot, window, passphrase)
    shell = window.shell
    assert shell is not None
    kept = shell.desk.workspace.back_up()
    People(shell.desk.workspace).welcome("Chuy")
    shell.show_room("settings")
    shell.screen_of("settings").restore_asked.emit(kept)  # type: ignore[attr-defined]
    assert window.shell is None
    unlock(qtbot, window, passphrase)
    assert window.shell is not None
    assert [person.goes_by for person in People(window.shell.desk.workspace).page("", 0, 9)] == ["Lupe"]
