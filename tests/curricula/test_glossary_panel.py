"""The glossary and the themes with real keys, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from peña_app.curricula.library import glossary
from peña_app.curricula.records import Terms, Themes
from peña_app.curricula.screens.glossary import GlossaryPanel
from peña_app.curricula.screens.themes import ThemesPanel
from peña_app.ui.desk import Desk
from peña_app.ui.speech import switch


@pytest.fixture
def panel(qtbot: QtBot, desk: Desk) -> Iterator[GlossaryPanel]:
    made = GlossaryPanel(desk)
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    switch("en")


def text_of(panel: GlossaryPanel, code: str, field: str) -> str:
    entry = panel.fields[code, field]
    return entry.toPlainText() if isinstance(entry, QPlainTextEdit) else entry.text()


def test_typing_finds_a_word_in_either_language_without_accents(panel: GlossaryPanel) -> None:
    QTest.keyClicks(panel.typed, "organizacion")

    assert panel.model.rowCount() >= 1
    assert panel.shown is not None
    assert panel.shown.id == "community-organizing"
    QTest.keyClicks(panel.typed, "xyz")
    assert panel.empty.isVisible()


def test_what_is_written_in_a_field_is_kept_when_one_leaves_it(panel: GlossaryPanel, desk: Desk) -> None:
    panel.open("demand")
    entry = panel.fields["es", "popular"]
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, "Lo que pedimos juntas.")
    QTest.keyClick(entry, Qt.Key.Key_Tab)

    assert Terms(desk.workspace).own()["demand"].words["es"].popular == "Lo que pedimos juntas."
    desk.workspace.undo()
    QCoreApplication.processEvents()
    panel.open("demand")
    assert text_of(panel, "es", "popular") != "Lo que pedimos juntas."


def test_a_word_that_only_one_language_has_is_begun_and_says_so(panel: GlossaryPanel, desk: Desk) -> None:
    QTest.mouseClick(panel.new, Qt.MouseButton.LeftButton)
    QTest.mouseClick(panel.begin_button, Qt.MouseButton.LeftButton)
    assert "missing" in panel.trouble.text()
    QTest.keyClicks(panel.begins.lines["en"], "accountability")
    QTest.mouseClick(panel.begin_button, Qt.MouseButton.LeftButton)

    assert panel.shown is not None
    assert panel.shown.id == "accountability"
    assert panel.exists["es"].currentData() == "no-word"
    panel.exists["es"].setCurrentIndex(1)
    panel.exists["es"].activated.emit(1)
    assert Terms(desk.workspace).own()["accountability"].exists_in["es"] == "borrowed"


def test_an_example_is_kept_with_its_consent_and_erased(panel: GlossaryPanel, desk: Desk) -> None:
    panel.open("demand")
    panel.lived_text.setPlainText("Fuimos catorce.")
    QTest.keyClicks(panel.lived_who, "grupo de padres")
    panel.lived_consent.setCurrentIndex(2)
    QTest.mouseClick(panel.lived_add, Qt.MouseButton.LeftButton)
    QCoreApplication.processEvents()

    assert Terms(desk.workspace).lived_rows("demand")[0][1].consent == "print"
    shown = [each.text() for each in panel.findChildren(QLabel) if "Fuimos catorce" in each.text()]
    assert shown
    forget = next(each for each in panel.findChildren(QPushButton) if each.text() == "Erase for good" and each.isVisible())
    QTest.mouseClick(forget, Qt.MouseButton.LeftButton)
    assert Terms(desk.workspace).lived_rows("demand") == []


def test_a_phrase_is_written_down_with_enter_and_counts_again(qtbot: QtBot, desk: Desk) -> None:
    panel = ThemesPanel(desk)
    qtbot.addWidget(panel)
    panel.show()
    QTest.keyClick(panel.phrase, Qt.Key.Key_Return)
    assert "phrase" in panel._fields[0].trouble.text()
    QTest.keyClicks(panel.phrase, "Ya no alcanza")
    QTest.keyClick(panel.phrase, Qt.Key.Key_Return)
    QTest.mouseClick(panel.again, Qt.MouseButton.LeftButton)

    assert [(each.phrase, each.times) for each in Themes(desk.workspace).page("", 0, 9)] == [("Ya no alcanza", 2)]
    assert not panel.empty.isVisible()


@pytest.mark.parametrize("name", ["glosario.csv", "glosario.tbx"])
def test_the_glossary_leaves_as_a_file_and_comes_back_over_what_is_here(
    panel: GlossaryPanel, desk: Desk, tmp_path: Path, name: str
) -> None:
    terms = Terms(desk.workspace)
    panel.open("demand")
    terms_all = Terms(desk.workspace, glossary())
    terms_all.write("demand", "es", "popular", "Lo que pedimos.")
    panel.give_to(tmp_path / name)
    terms_all.remove("demand")

    panel.bring_from(tmp_path / name)

    assert terms.own()["demand"].words["es"].popular == "Lo que pedimos."
    desk.workspace.undo()
    assert "demand" not in terms.own()
    said: list[object] = []
    desk.troubled.connect(said.append)
    (tmp_path / "mal.csv").write_bytes(b"nada")
    panel.bring_from(tmp_path / "mal.csv")
    assert "mal.csv, line 1" in str(said[0])
