"""The shelf and the reader, by mouse and by keyboard, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QCoreApplication, Qt, QTime
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from peña_app.curricula.library import library
from peña_app.curricula.screen import find
from peña_app.curricula.screens.library import LibraryPanel
from peña_app.ui import theme
from peña_app.ui.desk import Choice, Desk, Printable
from peña_app.ui.speech import switch

MODULE = library()[0]


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> Iterator[LibraryPanel]:
    made = LibraryPanel(desk)
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    yield made
    switch("en")


def texts(screen: LibraryPanel) -> list[str]:
    assert screen.reader.leaf is not None
    return [each.text() for each in screen.reader.leaf.findChildren(QLabel) if each.text()]


def on_shelf(screen: LibraryPanel) -> list[str]:
    return [
        item.text(0)
        for item in screen.shelf.tree.findItems("*", Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive)
        if item.text(1)
    ]


def label_of(screen: LibraryPanel, text: str) -> QLabel:
    return next(each for each in screen.reader.findChildren(QLabel) if each.text().startswith(text))


@pytest.mark.parametrize("activity", MODULE.activities)
def test_every_paragraph_begins_level_with_its_partner(qtbot: QtBot, screen: LibraryPanel, activity: str) -> None:
    screen.open(activity)
    qtbot.waitUntil(lambda: MODULE.activities[activity].title["es"] in texts(screen))
    leaf = screen.reader.leaf
    assert leaf is not None
    QCoreApplication.processEvents()
    pairs = 0
    for row in range(leaf.grid.rowCount()):
        spanish, english = leaf.grid.itemAtPosition(row, 0), leaf.grid.itemAtPosition(row, 1)
        if spanish and english and spanish.widget() is not english.widget():
            assert spanish.geometry().top() == english.geometry().top()
            assert spanish.geometry().left() < english.geometry().left()
            for each in (spanish.widget(), english.widget()):  # no higher than its text, which else would hang in the middle
                assert each.height() <= max(each.heightForWidth(each.width()), each.sizeHint().height())
            pairs += 1
    assert pairs > 20


def test_what_only_the_facilitator_gets_says_so_in_words(screen: LibraryPanel) -> None:
    screen.open("la-soga")
    heads = [text for text in texts(screen) if "for whoever facilitates" in text]
    assert heads[1] == "Step 1 · 4 min · experience · for whoever facilitates"
    assert len(heads) == sum(block.for_facilitator for block in MODULE.activities["la-soga"].blocks)
    assert "Questions" in texts(screen)


def test_the_shelf_says_minutes_and_what_is_optional(screen: LibraryPanel) -> None:
    assert on_shelf(screen)[0] == "● My name and who gave it to me"
    assert "○ The rope" in on_shelf(screen)
    rope = screen.shelf.tree.findItems("○ The rope", Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)[0]
    assert rope.text(1) == "25 min"
    assert rope.data(0, Qt.ItemDataRole.AccessibleTextRole) == "The rope, Optional, 25 min"


def test_typing_narrows_the_shelf_and_enter_takes_the_first(qtbot: QtBot, screen: LibraryPanel) -> None:
    screen.shelf.typed.setFocus()
    QTest.keyClicks(screen.shelf.typed, "HICIMOS JUNTAS ALLA faena")  # ¿Qué hicimos juntas allá y aquí?
    assert on_shelf(screen) == ["● What have we done together, there and here?"]
    QTest.keyClick(screen.shelf.typed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "¿Qué hicimos juntas allá y aquí?" in texts(screen))


def test_what_nothing_is_called_is_said(qtbot: QtBot, screen: LibraryPanel) -> None:
    everything = on_shelf(screen)
    QTest.keyClicks(screen.shelf.typed, "zzz")
    assert on_shelf(screen) == []
    assert screen.shelf.nothing.isVisible()
    screen.shelf.typed.clear()
    assert not screen.shelf.nothing.isVisible()
    assert on_shelf(screen) == everything


def test_the_arrows_walk_the_shelf(qtbot: QtBot, screen: LibraryPanel) -> None:
    screen.start()
    QTest.keyClick(screen.shelf.tree, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "Tres maneras de tapar la gotera" in texts(screen))
    QTest.keyClick(screen.shelf.tree, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "¿Qué hicimos juntas allá y aquí?" in texts(screen))
    assert screen.shelf.typed.text() == ""


def test_the_search_over_everything_finds_an_activity_and_opens_it(desk: Desk, screen: LibraryPanel) -> None:
    (hit,) = find(desk.workspace, "sóga")
    screen.open(hit.target)
    assert "La soga" in texts(screen)


def test_a_session_stands_by_the_clock_and_its_plan_is_printed(qtbot: QtBot, desk: Desk, screen: LibraryPanel) -> None:
    screen.open(f"{MODULE.id}/2")
    assert "Del coraje a la demanda" in texts(screen)
    assert screen.print_button.text() == "Print the plan"
    screen.begins.setTime(QTime(17, 15))
    assert any(text.startswith("5:15") and text.endswith("10 min") for text in texts(screen))
    asked: list[Printable] = []
    desk.print_asked.connect(asked.append)
    QTest.keyClick(screen.print_button, Qt.Key.Key_Return)
    assert "5:15" in PdfReader(BytesIO(asked[0].make(Choice("", "letter", 12)))).pages[0].extract_text()


def test_a_module_shows_what_it_is_for_and_prints_nothing(desk: Desk, screen: LibraryPanel) -> None:
    asked: list[Printable] = []
    desk.print_asked.connect(asked.append)
    screen.open(MODULE.id)
    assert MODULE.aim["es"] in texts(screen)
    assert MODULE.aim["en"] in texts(screen)
    assert not screen.print_button.isVisible()
    screen.print_paper()
    assert asked == []


def test_printing_offers_every_layout_of_the_chosen_activity(desk: Desk, screen: LibraryPanel) -> None:
    asked: list[Printable] = []
    desk.print_asked.connect(asked.append)
    screen.open("mi-nombre")
    screen.print_button.click()
    assert asked[0].file_name == "mi-nombre"
    assert [key for key, _name in asked[0].layouts] == [
        "columns", "columns+2", "columns+4",
        "columns+6",
        "columns+8", "duplex", "facing", "booklet", "es", "en", "guide", "card", "interpreter",
    ]  # fmt: skip
    assert asked[0].sizes == (12, 14, 18, 22)
    for key, _name in asked[0].layouts:
        assert asked[0].make(Choice(key, "a4", 12)).startswith(b"%PDF")


def test_the_words_around_follow_the_language_and_both_languages_stay(qtbot: QtBot, screen: LibraryPanel) -> None:
    screen.open("la-soga")
    assert screen.print_button.text() == "Print the handout"
    switch("es")
    qtbot.waitUntil(lambda: screen.print_button.text() == "Imprimir la hoja")
    assert "○ La soga" in on_shelf(screen)
    assert any(text.endswith("para quien facilita") for text in texts(screen))
    assert {"La soga", "The rope"} <= set(texts(screen))


@pytest.mark.parametrize("code", ["es", "en"])
@pytest.mark.parametrize("target", ["la-soga", f"{MODULE.id}/1", MODULE.id])
def test_whatever_takes_the_keyboard_says_its_name(screen: LibraryPanel, code: str, target: str) -> None:
    switch(code)
    screen.open(target)
    QCoreApplication.processEvents()
    reached = [
        each
        for each in screen.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.objectName() != "qt_spinbox_lineedit"
    ]
    assert len(reached) >= 3
    for each in reached:
        interface = QAccessible.queryAccessibleInterface(each)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name), type(each).__name__


def test_large_letters_put_the_shelf_above_so_that_both_languages_have_room(qtbot: QtBot, desk: Desk) -> None:
    theme.apply(theme.LIGHT, 200)
    try:
        screen = LibraryPanel(desk)
        qtbot.addWidget(screen)
        screen.resize(800, 900)
        screen.show()
        screen.open("la-soga")
        QCoreApplication.processEvents()
        assert (
            screen.shelf.geometry().bottom()
            < label_of(screen, "La soga").mapTo(screen, label_of(screen, "La soga").rect().topLeft()).y()
        )
        for title in ("La soga", "The rope"):
            label = label_of(screen, title)
            assert label.mapTo(screen, label.rect().topLeft()).x() >= 0
            assert label.mapTo(screen, label.rect().bottomRight()).x() <= screen.width()
    finally:
        theme.apply(theme.LIGHT, 100)
