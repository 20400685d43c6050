"""The shelf and the reader."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from peña_app.curricula.screen import CurriculaScreen, find
from peña_app.ui.desk import Desk, Printable
from peña_app.ui.speech import switch


def texts(screen: CurriculaScreen) -> list[str]:
    return [each.text() for each in screen.reader.findChildren(QLabel) if each.text()]


def test_both_languages_stand_side_by_side(qtbot: QtBot, desk: Desk) -> None:
    screen = CurriculaScreen(desk)
    qtbot.addWidget(screen)
    screen.open("la-soga")
    qtbot.waitUntil(lambda: "La soga" in texts(screen))
    grid = screen.reader._grid
    for row in range(1, 3):
        spanish, english = grid.itemAtPosition(row, 0), grid.itemAtPosition(row, 1)
        assert spanish is not None
        assert english is not None
        assert spanish.geometry().top() == english.geometry().top()


def test_typing_narrows_the_shelf_without_accents(qtbot: QtBot, desk: Desk) -> None:
    screen = CurriculaScreen(desk)
    qtbot.addWidget(screen)
    screen.typed.setText("que hicimos")
    screen.typed.textEdited.emit("que hicimos")
    assert screen.shelf.topLevelItem(0).child(0).childCount() == 1
    assert [hit.target for hit in find(desk.workspace, "SOGA")] == ["la-soga"]


def test_the_marks_follow_the_language(qtbot: QtBot, desk: Desk) -> None:
    screen = CurriculaScreen(desk)
    qtbot.addWidget(screen)
    screen.open("la-soga")
    assert any("for whoever facilitates" in text for text in texts(screen))
    switch("es")
    qtbot.waitUntil(lambda: any("para quien facilita" in text for text in texts(screen)))
    switch("en")


def test_printing_asks_for_the_chosen_activity(qtbot: QtBot, desk: Desk) -> None:
    asked: list[Printable] = []
    desk.print_asked.connect(asked.append)
    screen = CurriculaScreen(desk)
    qtbot.addWidget(screen)
    screen.open("mi-nombre")
    screen.print_button.click()
    assert asked[0].file_name == "mi-nombre"
    assert [key for key, _name in asked[0].layouts] == ["columns", "duplex", "es", "en", "columns+guide"]
