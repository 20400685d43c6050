"""The editor with real keys: writing, reviewing, going about, and what stands beside the text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from peña_app.curricula.library import library
from peña_app.curricula.owned import OwnActivity, OwnUnit
from peña_app.curricula.records import Curricula, Reviewing, Writing
from peña_app.curricula.reviews import State
from peña_app.curricula.screen import CurriculaScreen, find
from peña_app.curricula.screens.cells import PASTED_MOST, Field
from peña_app.curricula.screens.editor import Editor
from peña_app.ui.desk import Desk
from peña_app.ui.speech import switch

MODULE = library()[0]


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> Iterator[CurriculaScreen]:
    made = CurriculaScreen(desk)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    switch("en")


@pytest.fixture
def editor(screen: CurriculaScreen, desk: Desk) -> Editor:
    made = Curricula(desk.workspace).adopt(MODULE, ["tres-maneras"])
    screen.open(f"own:{made[0]}")
    QCoreApplication.processEvents()
    return screen.ours.editor


def own(editor: Editor) -> OwnActivity:
    assert editor.own is not None
    return editor.own


def unit(editor: Editor, block: str, at: int = 0) -> OwnUnit:
    return next(each for each in own(editor).blocks if each.slug == block).units[at]


def field(editor: Editor, block: str, language: str, at: int = 0) -> Field:
    cell = editor.cells[unit(editor, block, at).id, language]
    cell.begin()
    assert cell.field is not None
    return cell.field


def saved(desk: Desk, editor: Editor, block: str, at: int = 0) -> dict[str, str]:
    found = Curricula(desk.workspace).activity(own(editor).id)
    assert found is not None
    return dict(next(each for each in found.blocks if each.slug == block).units[at].words)


def dock_texts(editor: Editor) -> str:
    QCoreApplication.processEvents()
    return " ".join(each.text() for each in editor.dock.findChildren(QLabel) if each.isVisibleTo(editor.dock))


def test_both_languages_stand_level_and_the_spoken_one_is_at_the_left(editor: Editor, screen: CurriculaScreen) -> None:
    left, right = (editor.cells[unit(editor, "story").id, code] for code in ("en", "es"))

    assert left.y() == right.y()
    assert left.x() < right.x()
    switch("es")
    QCoreApplication.processEvents()
    left, right = (editor.cells[unit(editor, "story").id, code] for code in ("es", "en"))
    assert left.x() < right.x()


def test_what_is_typed_is_written_when_one_goes_on(editor: Editor, desk: Desk) -> None:
    typing = field(editor, "story", "en")
    typing.selectAll()
    QTest.keyClicks(typing, "It rains.")
    QTest.keyClick(typing, Qt.Key.Key_Return)

    assert saved(desk, editor, "story")["en"] == "It rains."
    assert editor.cells[unit(editor, "story", 1).id, "en"].typing
    desk.workspace.undo()
    QCoreApplication.processEvents()
    assert saved(desk, editor, "story")["en"] == MODULE.activities["tres-maneras"].blocks[2].parts[0].units[0].words["en"]


def test_a_pause_in_typing_is_enough_to_be_safe(qtbot: QtBot, editor: Editor, desk: Desk) -> None:
    typing = field(editor, "story", "en")
    QTest.keyClicks(typing, " More.")

    qtbot.waitUntil(lambda: saved(desk, editor, "story")["en"].endswith(" More."), timeout=5000)

    assert editor.cells[unit(editor, "story").id, "en"].typing
    assert typing.toPlainText().endswith(" More.")


def test_arrows_lead_from_unit_to_unit_and_tab_to_the_other_language(qtbot: QtBot, editor: Editor) -> None:
    slug = "debrief"
    typing = field(editor, slug, "en")
    QTest.keyClick(typing, Qt.Key.Key_Down)
    assert editor.cells[unit(editor, slug, 1).id, "en"].typing
    second = editor.cells[unit(editor, slug, 1).id, "en"].field
    assert second is not None
    second.moveCursor(second.textCursor().MoveOperation.Start)
    QTest.keyClick(second, Qt.Key.Key_Up)
    first = editor.cells[unit(editor, slug).id, "en"].field
    assert first is not None
    QTest.keyClick(first, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: editor.cells[unit(editor, slug).id, "es"].typing)


def test_control_enter_reviews_and_goes_to_the_next_that_is_not(editor: Editor, desk: Desk) -> None:
    editor.dock.by.setText("M.")
    field(editor, "title", "en")

    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert editor.cells[unit(editor, "title").id, "en"].state is State.REVIEWED
    assert editor.cells[unit(editor, "aim").id, "en"].typing


def test_a_review_without_initials_asks_for_them_and_changes_nothing(editor: Editor, desk: Desk) -> None:
    field(editor, "title", "en")

    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert "initials" in editor.dock.trouble.text()
    assert editor.dock.by.hasFocus()
    assert editor.cells[unit(editor, "title").id, "en"].state is State.DRAFT


def test_a_changed_lead_is_shown_word_by_word_and_still_right_ends_it(editor: Editor, desk: Desk) -> None:
    reviewing = Reviewing(desk.workspace)
    reviewing.mark(unit(editor, "story").id, "en", State.REVIEWED, "es", by="M.")
    typing = field(editor, "story", "es")
    typing.moveCursor(typing.textCursor().MoveOperation.End)
    QTest.keyClicks(typing, " Nunca escampa.")
    field(editor, "story", "en")

    assert editor.cells[unit(editor, "story").id, "en"].state is State.STALE
    assert "<u" in dock_texts(editor)
    assert "escampa" in dock_texts(editor)
    QTest.mouseClick(editor.dock.still_right, Qt.MouseButton.LeftButton)
    assert editor.cells[unit(editor, "story").id, "en"].state is State.REVIEWED


def test_a_minor_change_leaves_the_other_language_in_step(editor: Editor, desk: Desk) -> None:
    Reviewing(desk.workspace).mark(unit(editor, "story").id, "en", State.REVIEWED, "es", by="M.")
    typing = field(editor, "story", "es")
    editor.dock.minor.setChecked(True)
    QTest.keyClicks(typing, " Hoy.")
    QTest.keyClick(typing, Qt.Key.Key_Return)

    assert saved(desk, editor, "story")["es"].endswith(" Hoy.")
    assert editor.cells[unit(editor, "story").id, "en"].state is State.REVIEWED


def test_shift_enter_adds_a_line_and_the_gap_beside_it_is_seen(editor: Editor) -> None:
    number = len(next(each for each in own(editor).blocks if each.slug == "debrief").units)
    typing = field(editor, "debrief", "es")

    QTest.keyClick(typing, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)

    block = next(each for each in own(editor).blocks if each.slug == "debrief")
    assert len(block.units) == number + 1
    fresh = editor.cells[block.units[1].id, "es"]
    assert fresh.typing
    assert fresh.field is not None
    QTest.keyClicks(fresh.field, "Y luego?")
    QTest.keyClick(fresh.field, Qt.Key.Key_Return)
    assert editor.cells[block.units[1].id, "en"].state is State.EMPTY


def test_pasted_paragraphs_become_lines_of_their_own(editor: Editor, desk: Desk) -> None:
    typing = field(editor, "story", "es")
    typing.selectAll()
    QGuiApplication.clipboard().setText("Uno.\n\nDos,\nque sigue.\r\nTres.")

    typing.paste()
    editor.settle()

    units = next(each for each in own(editor).blocks if each.slug == "story").units
    assert [each.words.get("es") for each in units][:4] == ["Uno.", "Dos,", "que sigue.", "Tres."]


def test_ten_megabytes_pasted_change_nothing_and_are_said(editor: Editor, desk: Desk) -> None:
    said: list[object] = []
    desk.troubled.connect(said.append)
    before = saved(desk, editor, "story")
    typing = field(editor, "story", "es")
    QGuiApplication.clipboard().setText("palabra " * (10_000_000 // 8))

    typing.paste()
    editor.settle()

    assert len(said) == 1
    assert "too long" in str(said[0])
    assert saved(desk, editor, "story") == before
    assert len(QGuiApplication.clipboard().text()) > PASTED_MOST


def test_a_text_that_cannot_be_kept_stays_in_its_field(editor: Editor, desk: Desk) -> None:
    said: list[object] = []
    desk.troubled.connect(said.append)
    typing = field(editor, "story", "es")
    typing.selectAll()
    QTest.keyClicks(typing, "::: en")
    QTest.keyClick(typing, Qt.Key.Key_Tab)

    assert said
    cell = editor.cells[unit(editor, "story").id, "es"]
    assert cell.text == "::: en"
    assert saved(desk, editor, "story")["es"].startswith("Es un edificio")


def test_the_groups_word_is_put_in_with_control_g(editor: Editor) -> None:
    block = next(each for each in own(editor).blocks if each.slug == "names")
    typing = field(editor, "names", "en", len(block.units) - 1)
    typing.selectAll()
    QTest.keyClicks(typing, "Here we say ")

    QTest.keyClick(editor, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)

    assert len(typing.toPlainText()) > len("Here we say ")


def test_a_line_is_moved_and_taken_out_by_keyboard_and_comes_back(editor: Editor, desk: Desk) -> None:
    block = next(each for each in own(editor).blocks if each.slug == "debrief")
    first = block.units[0].id
    field(editor, "debrief", "es")

    QTest.keyClick(editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert next(each for each in own(editor).blocks if each.slug == "debrief").units[1].id == first
    QTest.keyClick(editor, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert first not in [each.id for each in next(each for each in own(editor).blocks if each.slug == "debrief").units]
    desk.workspace.undo()
    QCoreApplication.processEvents()
    assert (first, "es") in editor.cells


def test_a_block_is_added_from_its_menu_and_its_minutes_are_set(editor: Editor, desk: Desk) -> None:
    head = next(each for each in editor.heads if each.own.slug == "story")
    menu = head.menu()
    entries = {action.text(): action for action in menu.findChildren(type(menu.actions()[0]))}
    entries["Step"].trigger()
    QCoreApplication.processEvents()

    slugs = [each.slug for each in own(editor).blocks]
    fresh = slugs[slugs.index("story") + 1]
    assert fresh.startswith("step-")
    steps = next(each for each in editor.heads if each.own.slug == fresh)
    steps.minutes.setValue(12)
    steps.minutes.editingFinished.emit()
    assert "min=12" in next(each for each in own(editor).blocks if each.slug == fresh).heading


def test_what_another_hand_writes_appears_and_what_i_type_stays(editor: Editor, desk: Desk) -> None:
    typing = field(editor, "story", "en")
    QTest.keyClicks(typing, " Mine.")
    Writing(desk.workspace).write(unit(editor, "aim").id, "es", "Otra cosa.")
    QCoreApplication.processEvents()

    assert editor.cells[unit(editor, "aim").id, "es"].text == "Otra cosa."
    assert typing.toPlainText().endswith(" Mine.")


def test_whatever_takes_the_keyboard_in_the_editor_says_its_name(editor: Editor) -> None:
    field(editor, "story", "en")
    nameless = []
    for each in editor.findChildren(QWidget):
        interface = QAccessible.queryAccessibleInterface(each)
        tabbed = each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.objectName() != "qt_spinbox_lineedit"
        if tabbed and each.isVisibleTo(editor) and interface is not None and not interface.text(QAccessible.Text.Name):
            nameless.append(each)
    assert nameless == []


def test_the_search_over_everything_finds_the_groups_own(editor: Editor, desk: Desk) -> None:
    assert next(hit.target for hit in find(desk.workspace, "gotera")) == f"own:{own(editor).id}"


def test_what_waits_leads_to_its_text(screen: CurriculaScreen, editor: Editor, desk: Desk) -> None:
    Writing(desk.workspace).write(unit(editor, "aim").id, "en", "")
    screen.tabs.setCurrentIndex(5)
    QCoreApplication.processEvents()
    review = screen._panel(5)
    review.kind.setCurrentIndex(2)  # type: ignore[attr-defined]

    assert review.model.rowCount() == 1  # type: ignore[attr-defined]
    review.table.selectRow(0)  # type: ignore[attr-defined]
    QTest.mouseClick(review.go, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]

    assert screen.tabs.currentIndex() == 1
    assert screen.ours.editor.cells[unit(editor, "aim").id, "en"].typing


def test_adopting_from_the_library_opens_it_among_ours(qtbot: QtBot, screen: CurriculaScreen, desk: Desk) -> None:
    screen.library.open("la-soga")
    QTest.mouseClick(screen.library.adopt_button, Qt.MouseButton.LeftButton)

    assert screen.tabs.currentIndex() == 1
    assert screen.ours.editor.heading.text() == "The rope"
    QTest.keyClick(screen.ours.editor, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert screen.ours.editor.own is None


def test_a_module_and_an_activity_are_begun_and_written_from_nothing(screen: CurriculaScreen, desk: Desk) -> None:
    ours = screen.ours
    QTest.mouseClick(ours.new_module, Qt.MouseButton.LeftButton)
    QTest.mouseClick(ours.begin_button, Qt.MouseButton.LeftButton)
    assert "title" in ours.trouble.text()
    QTest.keyClicks(ours.titles.lines["es"], "Nuestra cuadra")
    QTest.mouseClick(ours.begin_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(ours.new_activity, Qt.MouseButton.LeftButton)
    QTest.keyClicks(ours.titles.lines["es"], "Los fresnos")
    QTest.mouseClick(ours.begin_button, Qt.MouseButton.LeftButton)

    assert ours.editor.own is not None
    typing = field(ours.editor, "story", "es")
    QTest.keyClicks(typing, "Hubo un fresno.")
    QTest.keyClick(typing, Qt.Key.Key_Return)
    assert saved(desk, ours.editor, "story") == {"es": "Hubo un fresno."}


def test_a_misspelled_word_is_shown_and_replaced_with_one_press(qtbot: QtBot, screen: CurriculaScreen, editor: Editor) -> None:
    qtbot.waitUntil(lambda: bool(screen.helps._spellers), timeout=20_000)
    typing = field(editor, "story", "en")
    typing.selectAll()
    QTest.keyClicks(typing, "We recieve the rain.")
    QTest.keyClick(typing, Qt.Key.Key_Return)
    field(editor, "story", "en")

    def offered() -> list[QPushButton]:
        return [each for each in editor.dock.findChildren(QPushButton) if each.accessibleName() == "receive"]

    qtbot.waitUntil(lambda: bool(offered()), timeout=20_000)
    assert "recieve" in dock_texts(editor)
    offered()[-1].click()
    assert editor.cells[unit(editor, "story").id, "en"].text == "We receive the rain."


def test_a_third_language_is_written_beside_the_one_that_is_spoken(editor: Editor, desk: Desk) -> None:
    entries = {action.text(): action for action in editor.languages_menu().actions()}
    assert "English" not in entries

    entries["Nahuatl"].trigger()

    assert editor.columns == ("en", "nah")
    typing = field(editor, "title", "nah")
    typing.insertPlainText("Yei tlahtōlli")
    QTest.keyClick(typing, Qt.Key.Key_Return)
    assert saved(desk, editor, "title")["nah"] == "Yei tlahtōlli"
    assert own(editor).activity.languages == ("es", "en", "nah")
    desk.workspace.undo()
    desk.workspace.undo()
    assert "nah" not in own(editor).activity.languages


def test_a_module_is_given_as_a_file_and_brought_in_elsewhere(
    screen: CurriculaScreen, editor: Editor, desk: Desk, tmp_path: Path
) -> None:
    Reviewing(desk.workspace).mark(unit(editor, "story").id, "en", State.REVIEWED, "es", by="M.")
    ours = screen.ours
    QTest.keyClick(editor, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    ours.give_to(tmp_path / "modulo")
    curricula = Curricula(desk.workspace)
    curricula.remove_module(curricula.all()[0].id)
    QCoreApplication.processEvents()
    assert ours.tree.topLevelItemCount() == 0

    ours.bring_from(tmp_path / "modulo.zip")

    assert ours.tree.topLevelItemCount() == 1
    (brought,) = curricula.activities()
    states = {state for _unit, code, state in brought.states() if code == "en"}
    assert State.REVIEWED in states
    said: list[object] = []
    desk.troubled.connect(said.append)
    (tmp_path / "rota.zip").write_bytes(b"nada")
    ours.bring_from(tmp_path / "rota.zip")
    assert "rota.zip" in str(said[0])
    assert len(curricula.activities()) == 1
