"""Every screen, in both languages: reachable by keyboard, named for the screen reader, nothing cut off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from peña_app import app, demo
from peña_app.ui import speech, theme
from peña_app.ui.desk import Desk
from peña_app.ui.preferences import Preferences
from peña_app.ui.shell import Shell
from peña_app.workspace import Workspace

ROOMS = ("home", "gatherings", "people", "curricula", "assembly", "voting", "settings")


@pytest.fixture(scope="module")
def congress(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = demo.build(tmp_path_factory.mktemp("congreso") / "demo", say=lambda _text: None)
    yield workspace
    workspace.close(keep_backup=False)


@pytest.fixture(params=[("es", 100), ("en", 100), ("es", 200)], ids=lambda each: f"{each[0]}-{each[1]}")
def shell(request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, congress: Workspace) -> Iterator[Shell]:
    language, scale = request.param
    theme.apply(theme.LIGHT, scale)
    speech.switch(language)
    desk = Desk(congress, Preferences(language=language, scale=scale))
    made = Shell(desk, app.rooms(), list)
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    yield made
    desk.leave()
    theme.apply(theme.LIGHT, 100)


def shown(root: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [each for each in root.findChildren(kind) if each.isVisibleTo(root)]


@pytest.mark.parametrize("room", ROOMS)
def test_whatever_takes_the_keyboard_says_its_name(shell: Shell, room: str) -> None:
    shell.show_room(room)
    QCoreApplication.processEvents()
    nameless = []
    for widget in shown(shell, QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.objectName() != "qt_spinbox_lineedit":
            interface = QAccessible.queryAccessibleInterface(widget)
            if interface is not None and not interface.text(QAccessible.Text.Name):
                nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert nameless == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_button_or_label_is_narrower_than_its_text(shell: Shell, room: str) -> None:
    shell.show_room(room)
    QCoreApplication.processEvents()
    cut = [
        f"{widget.text()} ({widget.width()} px)"
        for widget in shown(shell, QAbstractButton)
        if isinstance(widget, QAbstractButton) and widget.width() < QFontMetrics(widget.font()).horizontalAdvance(widget.text())
    ]
    for widget in shown(shell, QLabel):
        if isinstance(widget, QLabel) and widget.text() and widget.textFormat() == Qt.TextFormat.PlainText:
            metrics = QFontMetrics(widget.font())
            words = widget.text().split() if widget.wordWrap() else [widget.text()]
            widest = max((metrics.horizontalAdvance(word) for word in words), default=0)
            if widget.contentsRect().width() < widest:
                cut.append(f"{widget.text()} ({widget.width()} px)")
    assert cut == []


def test_one_thing_to_do_next(shell: Shell) -> None:
    for room in ROOMS:
        shell.show_room(room)
        QCoreApplication.processEvents()
        screen = shell.screen_of(room)
        primary = [
            each.text() for each in screen.findChildren(QPushButton) if each.property("primary") and each.isVisibleTo(screen)
        ]
        assert len(primary) <= 1, (room, primary)


def test_every_open_window_changes_its_language(shell: Shell, qtbot: QtBot) -> None:
    for room in ROOMS:
        shell.show_room(room)
    shell.speak_to_all("en")
    qtbot.waitUntil(lambda: shell.lock.toolTip() == "Lock Peña at once (Ctrl+L)")
    english = {each.text() for each in shell.findChildren(QPushButton) if each.text()}
    shell.speak_to_all("es")
    qtbot.waitUntil(lambda: shell.lock.toolTip() == "Cerrar Peña con llave ahora mismo (Ctrl+L)")
    spanish = {each.text() for each in shell.findChildren(QPushButton) if each.text()}
    assert {text for text in english & spanish if len(text) > 3 and not text[0].isdigit()} <= {"Peña"}


def test_the_contrast_of_every_theme() -> None:
    def luminance(value: str) -> float:
        parts = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(one: str, two: str) -> float:
        low, high = sorted((luminance(one), luminance(two)))
        return (high + 0.05) / (low + 0.05)

    for name, tokens in theme.TOKENS.items():
        least = 7.0 if name == theme.CONTRAST else 4.5
        for ground in ("paper", "card", "tint"):
            for token in ("ink", "soft", "rosa", "agave", "cempasuchil", "danger"):
                assert contrast(tokens[token], tokens[ground]) >= least, (name, token, ground)
        assert contrast(tokens["on_accent"], tokens["rosa"]) >= least, name


def test_the_icons_in_use_are_all_there() -> None:
    root = Path(__file__).parents[1]
    shipped = {file.stem for file in (root / "resources" / "icons").glob("*.svg")}
    assert len(shipped) >= 40
