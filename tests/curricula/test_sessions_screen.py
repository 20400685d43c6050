"""Planning and running a session by dragging and by the keyboard alone, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, QRect, Qt, QTime
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDragMoveEvent, QDropEvent, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from peña_app import clock
from peña_app.curricula.library import library
from peña_app.curricula.planning import Plan
from peña_app.curricula.records import Curricula
from peña_app.curricula.records.sessions import Sessions
from peña_app.curricula.screens.running import RunWindow
from peña_app.curricula.screens.session_form import PartForm, SessionForm
from peña_app.curricula.screens.sessions import SessionsScreen, at_hand, find_sessions
from peña_app.gatherings.model import Kind
from peña_app.gatherings.records import Gatherings
from peña_app.i18n import folded
from peña_app.ui import theme
from peña_app.ui.desk import Choice, Desk, Printable
from peña_app.ui.forms import scrolled
from peña_app.ui.speech import switch

MODULE = library()[0]
CONTROL = Qt.KeyboardModifier.ControlModifier
SIX = datetime(2026, 11, 23, 18).astimezone()


@pytest.fixture
def plan(desk: Desk) -> Plan:
    """Del coraje a la demanda: opening 10, anger 50, the rope 25 (optional), closing 5."""
    return Sessions(desk.workspace).plan_from(MODULE, MODULE.sessions[1])


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, plan: Plan) -> Iterator[SessionsScreen]:
    made = SessionsScreen(desk)
    qtbot.addWidget(made)
    made.resize(804, 560)
    made.show()
    made.start()
    yield made
    if made.running is not None:
        made.running.close()
    switch("en")


def order(screen: SessionsScreen) -> list[str]:
    assert screen.plan is not None
    return [part.activity or part.kind for part in screen.plan.parts]


def rows(screen: SessionsScreen) -> list[str]:
    listed = screen.planner.parts
    return [listed.item(at).text().replace("\u202f", " ").replace("\u00a0", " ") for at in range(listed.count())]


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)


def drop(screen: SessionsScreen, mime: QMimeData, above: int | None) -> None:
    """Let something fall on the upper half of a row, or under the last."""
    listed = screen.planner.parts
    place: QRect = listed.visualItemRect(listed.item(above if above is not None else listed.count() - 1))
    point = QPointF(place.left() + 5, place.top() + 3 if above is not None else place.bottom() - 2)
    action, pressed = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    # as Qt does it: only what was welcomed on entering may fall
    QCoreApplication.sendEvent(listed.viewport(), QDragEnterEvent(point.toPoint(), action, mime, pressed, none))
    QCoreApplication.sendEvent(listed.viewport(), QDragMoveEvent(point.toPoint(), action, mime, pressed, none))
    QCoreApplication.sendEvent(listed.viewport(), QDropEvent(point, action, mime, pressed, none))
    assert listed.mark is None


# putting it together


def test_an_empty_room_copies_a_session_of_the_library_by_the_keyboard_alone(qtbot: QtBot, desk: Desk) -> None:
    screen = SessionsScreen(desk)
    qtbot.addWidget(screen)
    screen.show()
    screen.start()
    assert screen.empty.isVisible()
    press(screen.first, Qt.Key.Key_Return)
    form = screen.findChild(SessionForm)
    assert form is not None
    press(form.source, Qt.Key.Key_Down)
    assert form.title.words()["es"] == "Quiénes somos y qué sabemos hacer juntas"
    form.begins.setTime(QTime(17, 30))
    press(form.save, Qt.Key.Key_Return)
    assert order(screen) == ["food", "mi-nombre", "tres-maneras", "alla-y-aqui"]
    assert rows(screen)[1].startswith("5:40 PM, My name and who gave it to me")
    assert screen.planner.parts.isVisible()
    desk.undo()
    assert screen.empty.isVisible()


def test_a_session_without_a_name_is_said_beside_it(qtbot: QtBot, screen: SessionsScreen) -> None:
    screen.begin.click()
    form = screen.findChild(SessionForm)
    assert form is not None
    form.save.click()
    assert form.trouble.text().startswith("The session has no name yet.")
    form.reject()


def test_what_is_found_is_added_behind_the_chosen_part_with_enter(screen: SessionsScreen, desk: Desk) -> None:
    press(screen, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(screen.typed, "mi nombre quien")
    press(screen.typed, Qt.Key.Key_Return)
    assert order(screen) == ["opening", "mi-nombre", "coraje-a-demanda", "la-soga", "closing"]
    assert screen.planner.parts.currentRow() == 1
    press(screen.typed, Qt.Key.Key_Escape)
    assert screen.found.count() == len(at_hand(desk.workspace))


def test_what_the_group_has_made_its_own_goes_before_the_library(screen: SessionsScreen, desk: Desk) -> None:
    listed = screen.found.count()
    Curricula(desk.workspace).adopt(library()[1], ["mapa-en-el-piso"])
    assert screen.found.count() == listed
    assert screen.found.item(0).text().startswith("Map on the floor")


def test_an_activity_falls_where_it_is_dropped(screen: SessionsScreen) -> None:
    screen.found.setCurrentRow(0)
    slug = screen.found.slug()
    drop(screen, screen.found.carried(), above=0)
    assert order(screen)[0] == slug
    drop(screen, screen.found.carried(), above=None)
    assert order(screen)[-1] == slug
    stray = QMimeData()
    stray.setText("something else")
    before = order(screen)
    drop(screen, stray, above=0)
    assert order(screen) == before


def test_a_part_falls_where_it_is_dropped(screen: SessionsScreen) -> None:
    screen.planner.parts.setCurrentRow(2)
    drop(screen, screen.planner.parts.carried(), above=0)
    assert order(screen) == ["la-soga", "opening", "coraje-a-demanda", "closing"]
    drop(screen, screen.planner.parts.carried(), above=None)
    assert order(screen) == ["opening", "coraje-a-demanda", "closing", "la-soga"]


def test_control_and_the_arrows_move_a_part_and_it_stays_chosen(screen: SessionsScreen) -> None:
    parts = screen.planner.parts
    parts.setCurrentRow(3)
    press(parts, Qt.Key.Key_Up, CONTROL)
    assert order(screen) == ["opening", "coraje-a-demanda", "closing", "la-soga"]
    assert parts.currentRow() == 2
    press(parts, Qt.Key.Key_Down, CONTROL)
    press(parts, Qt.Key.Key_Down, CONTROL)  # it is the last already
    assert order(screen) == ["opening", "coraje-a-demanda", "la-soga", "closing"]


def test_plus_and_minus_change_minutes_and_all_that_follows(screen: SessionsScreen) -> None:
    parts = screen.planner.parts
    QTest.keyClicks(parts, "++-")
    assert rows(screen)[0].startswith("6:00 PM, Getting to know each other, with bread")
    assert rows(screen)[1].startswith("6:15 PM")
    screen.planner.minutes.setFocus()
    screen.planner.minutes.selectAll()
    QTest.keyClicks(screen.planner.minutes, "12")
    press(screen.planner.minutes, Qt.Key.Key_Return)
    assert rows(screen)[1].startswith("6:12 PM")
    for _time in range(4):
        press(parts, Qt.Key.Key_Minus)
    assert screen.plan is not None
    assert screen.plan.parts[0].minutes == 1


def test_l_fixes_a_time_where_it_is_and_frees_it_again(screen: SessionsScreen) -> None:
    parts = screen.planner.parts
    parts.setCurrentRow(2)
    press(parts, Qt.Key.Key_L)
    assert screen.plan is not None
    assert screen.plan.parts[2].lock == time(19)
    assert screen.planner.locked_at.isVisible()
    screen.planner.locked_at.setTime(QTime(19, 20))
    press(screen.planner.locked_at, Qt.Key.Key_Return)
    assert rows(screen)[2].startswith("20 min free, 7:20 PM, The rope")
    parts.setCurrentRow(1)
    for _time in range(6):
        press(parts, Qt.Key.Key_Plus)
    assert "begins 10 min late" in rows(screen)[2]
    assert (
        screen.planner.warning.text().replace("\u202f", " ").startswith("“The rope” is fixed at 7:20 PM and begins 10 min after")
    )
    parts.setCurrentRow(2)
    press(parts, Qt.Key.Key_L)
    assert screen.plan.parts[2].lock is None


def test_cutting_says_what_is_left_out_and_what_is_still_too_long(screen: SessionsScreen, desk: Desk) -> None:
    limit = screen.planner.limit
    limit.setFocus()
    limit.selectAll()
    QTest.keyClicks(limit, "70")
    press(limit, Qt.Key.Key_Return)
    assert screen.planner.cut_said.text() == "Left out to fit: The rope."
    assert rows(screen)[2] == "The rope, La soga · 25 min · optional · left out to fit"
    assert rows(screen)[3].startswith("7:00 PM")
    assert screen.planner.sums.text().replace("\u202f", " ") == "1 h 5 min, until 7:05 PM"
    screen.planner.parts.setCurrentRow(2)
    press(screen.planner.parts, Qt.Key.Key_O)  # what is core is never left out
    assert "20 min too long" in screen.planner.cut_said.text()
    desk.undo()
    desk.undo()
    assert not screen.planner.cut_said.isVisible()


def test_delete_takes_a_part_out_and_undo_brings_it_back(screen: SessionsScreen, desk: Desk) -> None:
    screen.planner.parts.setCurrentRow(1)
    press(screen.planner.parts, Qt.Key.Key_Delete)
    assert order(screen) == ["opening", "la-soga", "closing"]
    desk.undo()
    assert order(screen) == ["opening", "coraje-a-demanda", "la-soga", "closing"]


def test_food_is_added_from_the_menu_and_named_with_enter(screen: SessionsScreen) -> None:
    screen.planner.parts.setCurrentRow(3)
    screen.planner.other.click()
    menu = screen.findChild(QMenu) or screen.planner.findChild(QMenu)
    assert menu is not None
    next(each for each in menu.actions() if each.text() == "Food").trigger()
    menu.close()
    assert order(screen)[-1] == "food"
    press(screen.planner.parts, Qt.Key.Key_Return)
    form = screen.findChild(PartForm)
    assert form is not None
    form.title.lines["es"].setText("Tamales y café")
    form.title.lines["en"].clear()
    form.save.click()
    assert screen.plan is not None
    assert screen.plan.parts[-1].words == {"es": "Tamales y café", "en": ""}
    assert "Tamales y café" in rows(screen)[-1]


def test_enter_on_an_activity_goes_to_read_it(screen: SessionsScreen, desk: Desk) -> None:
    asked: list[tuple[str, str]] = []
    desk.room_asked.connect(lambda room, target: asked.append((room, target)))
    screen.planner.parts.setCurrentRow(2)
    press(screen.planner.parts, Qt.Key.Key_Return)
    assert asked == [("curricula", "la-soga")]


# what is around it


def test_needs_stand_in_a_strip_and_things_are_counted_for_the_people(screen: SessionsScreen, desk: Desk) -> None:
    assert [each.text() for each in screen.strip.texts.values()] == [
        "Interpreter: all the time", "Childcare: all the time", "Reading: a little",
    ]  # fmt: skip
    screen.planner.add("rio-de-mi-vida", 1)
    screen.tabs.setCurrentIndex(1)
    listed = screen.bringing.items
    texts = [listed.item(at).text().split("\n")[0] for at in range(listed.count())]
    assert "20 · large sheet (11 × 17 inches, or half a poster board)" in texts
    assert "4 · box of crayons or colored pencils" in texts
    screen.bringing.people.setFocus()
    screen.bringing.people.selectAll()
    QTest.keyClicks(screen.bringing.people, "31")
    press(screen.bringing.people, Qt.Key.Key_Return)
    texts = [listed.item(at).text().split("\n")[0] for at in range(listed.count())]
    assert "6 · box of crayons or colored pencils" in texts
    assert screen.plan is not None
    assert screen.plan.people == 31
    screen.tabs.setCurrentIndex(0)
    assert "is for 24 people at most, and 31 are expected" in screen.planner.warning.text()


def test_the_plan_prints_what_stays_with_what_to_bring_for_everyone(screen: SessionsScreen, desk: Desk, plan: Plan) -> None:
    Sessions(desk.workspace).cut(plan.id, 70)
    screen.planner.add("rio-de-mi-vida", 1)
    Sessions(desk.workspace).cut(plan.id, 115)
    asked: list[Printable] = []
    desk.print_asked.connect(asked.append)
    screen.print_paper()
    text = " ".join(PdfReader(BytesIO(asked[0].make(Choice("", "letter", 12)))).pages[0].extract_text().split())
    assert "La soga" not in text
    assert "From anger to demand" in text
    assert "20 · " in text


def test_a_session_is_placed_in_the_gathering_one_is_in(screen: SessionsScreen, desk: Desk, plan: Plan) -> None:
    assert not screen.placed.isEnabled()
    gathering = Gatherings(desk.workspace).call(Kind.PENA, {"es": "Peña de otoño", "en": "Autumn peña"}, SIX, 240).id
    desk.be_at(gathering)
    assert screen.placed.toolTip() == "Place it in “Autumn peña”"
    screen.placed.click()
    assert [each.id for each in Sessions(desk.workspace).of_gathering(gathering)] == [plan.id]
    assert screen.placed.toolTip() == "Take it out of “Autumn peña”"
    screen.placed.click()
    assert Sessions(desk.workspace).of_gathering(gathering) == []


def test_notes_are_written_and_corrected_by_the_keyboard(screen: SessionsScreen, desk: Desk, plan: Plan) -> None:
    screen.tabs.setCurrentIndex(2)
    after = screen.afterwards
    assert after.nothing.isVisible()
    after.part.setFocus()
    QTest.keyClick(after.part, Qt.Key.Key_Down)
    after.minutes.setValue(14)
    QTest.keyClicks(after.happened, "Faltaron sillas.")
    press(after.happened, Qt.Key.Key_Return)
    assert after.items.item(0).text().endswith("14 min instead of 10 min\nFaltaron sillas.")
    after.items.setCurrentRow(0)
    assert after.minutes.value() == 14
    after.happened.clear()
    press(after.save, Qt.Key.Key_Return)
    (note,) = Sessions(desk.workspace).notes(plan.id)
    assert (note.part, note.minutes, note.happened) == (plan.parts[0].id, 14, "")


def test_the_search_over_everything_finds_a_session_and_opens_it(screen: SessionsScreen, desk: Desk, plan: Plan) -> None:
    Sessions(desk.workspace).plan_from(MODULE, MODULE.sessions[0])
    (hit,) = find_sessions(desk.workspace, "coraje")
    screen.open(hit.target)
    assert screen.plan is not None
    assert screen.plan.id == plan.id
    assert screen.picker.currentData() == plan.id


# running it


@pytest.fixture
def run(qtbot: QtBot, screen: SessionsScreen) -> RunWindow:
    with clock.held_at(SIX):
        press(screen.go, Qt.Key.Key_Return)
    assert screen.running is not None
    return screen.running


def tick(run: RunWindow, minutes: float) -> None:
    with clock.held_at(SIX + timedelta(minutes=minutes)):
        run.tick()


def act(run: RunWindow, minutes: float, key: Qt.Key) -> None:
    with clock.held_at(SIX + timedelta(minutes=minutes)):
        press(run, key)


def test_running_says_now_next_and_how_late_one_is(qtbot: QtBot, run: RunWindow) -> None:
    tick(run, 4)
    assert run.now.text() == "Getting to know each other, with bread"
    assert run.other.text() == "Conocimiento y pan"
    assert run.left.text() == "6 minutes left"
    assert run.next.text().startswith("From anger to problem")
    assert run.pace.text() == "We are on time"
    tick(run, 17)
    assert run.pace.text() == "We are 7 minutes behind"
    assert run.left.text() == "7 minutes over its time"
    switch("es")
    qtbot.waitUntil(lambda: run.end.text() == "Terminar esta parte")
    tick(run, 17)
    assert run.pace.text() == "Vamos 7 minutos tarde"
    assert run.now.text() == "Conocimiento y pan"


def test_the_keys_run_a_session_to_its_end_and_its_real_minutes_are_kept(
    run: RunWindow, screen: SessionsScreen, desk: Desk, plan: Plan
) -> None:
    act(run, 8, Qt.Key.Key_Plus)
    assert run.left.text() == "7 minutes left"
    act(run, 10, Qt.Key.Key_P)
    tick(run, 13)
    assert run.left.text() == "Paused"
    act(run, 13, Qt.Key.Key_P)
    act(run, 17, Qt.Key.Key_Space)
    act(run, 60, Qt.Key.Key_Return)
    act(run, 80, Qt.Key.Key_Space)
    tick(run, 80)
    assert run.next.text() == "It is the last part"
    act(run, 86, Qt.Key.Key_Enter)
    assert run.now.text() == "The session is over"
    assert run.other.text() == "1 h 23 min instead of 1 h 30 min"
    real = {note.part: note.minutes for note in Sessions(desk.workspace).notes(plan.id)}
    assert [real[part.id] for part in plan.parts] == [14, 43, 20, 6]
    press(run, Qt.Key.Key_Escape)
    assert screen.running is None


def test_a_session_that_was_closed_goes_on_where_it_was(qtbot: QtBot, run: RunWindow, screen: SessionsScreen, plan: Plan) -> None:
    act(run, 12, Qt.Key.Key_Space)
    press(run, Qt.Key.Key_Escape)
    with clock.held_at(SIX + timedelta(minutes=15)):
        press(screen.go, Qt.Key.Key_Return)
        assert screen.running is not None
        assert screen.running.run.at == 1
        assert screen.running.pace.text() == "We are 5 minutes behind"


def test_a_part_that_was_ended_too_soon_is_on_again(run: RunWindow, desk: Desk, plan: Plan) -> None:
    act(run, 4, Qt.Key.Key_Space)
    act(run, 5, Qt.Key.Key_Backspace)
    assert run.run.at == 0
    assert run.left.text() == "5 minutes left"
    assert [note.minutes for note in Sessions(desk.workspace).notes(plan.id)] == [0]
    act(run, 5, Qt.Key.Key_Backspace)  # nothing is before it
    act(run, 5, Qt.Key.Key_Plus)
    act(run, 5, Qt.Key.Key_Minus)
    act(run, 5, Qt.Key.Key_Minus)  # only what was given can be taken
    assert run.left.text() == "5 minutes left"
    act(run, 11, Qt.Key.Key_Space)
    assert [note.minutes for note in Sessions(desk.workspace).notes(plan.id)] == [11]


def test_the_mouse_runs_it_too_and_it_fills_the_screen(run: RunWindow) -> None:
    with clock.held_at(SIX + timedelta(minutes=1)):
        run.more.click()
        run.pause.click()
        assert run.pause.text() == "Go on"
        run.pause.setFocus()
        press(run.pause, Qt.Key.Key_Space)
        assert run.pause.text() == "Pause"
        assert run.focusWidget() is run.end  # so that the next Space does not pause again
        press(run.end, Qt.Key.Key_Space)
        assert run.run.at == 1
        run.end.click()
    assert run.run.at == 2
    press(run, Qt.Key.Key_F11)
    assert run.windowState() & Qt.WindowState.WindowFullScreen
    press(run, Qt.Key.Key_F11)


# every language and size


@pytest.mark.parametrize("code", ["es", "en"])
@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("tab", [0, 1, 2])
def test_everything_has_a_name_and_nothing_is_cut_off_at_any_size(
    qtbot: QtBot, desk: Desk, plan: Plan, code: str, scale: int, tab: int
) -> None:
    theme.apply(theme.LIGHT, scale)
    switch(code)
    try:
        screen = SessionsScreen(desk)
        ground = scrolled(screen)
        qtbot.addWidget(ground)
        ground.resize(804, 560)
        ground.show()
        Sessions(desk.workspace).lock(plan.parts[2].id, time(19, 20))
        Sessions(desk.workspace).cut(plan.id, 60)
        screen.planner.parts.setCurrentRow(2)
        screen.tabs.setCurrentIndex(tab)
        QCoreApplication.processEvents()
        assert screen.width() <= 804
        for each in screen.findChildren(QWidget):
            if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.objectName() != "qt_spinbox_lineedit":
                interface = QAccessible.queryAccessibleInterface(each)
                assert interface is not None
                assert interface.text(QAccessible.Text.Name), type(each).__name__
            if each.isVisible() and isinstance(each, QAbstractButton):
                assert each.width() >= QFontMetrics(each.font()).horizontalAdvance(each.text()), each.text()
            if each.isVisible() and isinstance(each, QLabel) and each.wordWrap():
                widest = max(map(QFontMetrics(each.font()).horizontalAdvance, each.text().split()), default=0)
                assert each.contentsRect().width() >= widest, each.text()
    finally:
        theme.apply(theme.LIGHT, 100)
        switch("en")


@pytest.mark.parametrize("scale", [100, 200])
def test_the_running_window_fits_a_small_screen_at_any_size_of_letters(qtbot: QtBot, desk: Desk, plan: Plan, scale: int) -> None:
    theme.apply(theme.LIGHT, scale)
    switch("es")
    try:
        run = RunWindow(desk, Sessions(desk.workspace), plan, at_hand(desk.workspace), 1)
        qtbot.addWidget(run)
        run.show()
        run.resize(1024, 700)
        QCoreApplication.processEvents()
        assert (run.width(), run.height()) == (1024, 700)
        assert run.now.fontMetrics().capHeight() >= 700 / 30
    finally:
        theme.apply(theme.LIGHT, 100)
        switch("en")


def test_the_open_screen_changes_its_language(qtbot: QtBot, screen: SessionsScreen) -> None:
    switch("es")
    qtbot.waitUntil(lambda: screen.begin.text() == "Nueva sesión")
    assert "La soga" in rows(screen)[2]
    assert screen.strip.texts["baby"].text() == "Cuidado de niños: todo el tiempo"
    assert screen.tabs.tabText(1) == "Qué llevar"
    assert folded(screen.picker.currentText()).startswith("del coraje a la demanda")


def test_dialogs_speak_both_languages(qtbot: QtBot, screen: SessionsScreen) -> None:
    for code, title in (("es", "Nombre e inicio de la sesión"), ("en", "Name and beginning of the session")):
        switch(code)
        screen.edit.click()
        dialog = next(each for each in screen.findChildren(QDialog) if each.isVisible())
        assert dialog.windowTitle() == title
        dialog.close()
        QCoreApplication.processEvents()


def test_a_session_is_removed_from_its_form_and_comes_back(qtbot: QtBot, screen: SessionsScreen, desk: Desk) -> None:
    screen.edit.click()
    form = screen.findChild(SessionForm)
    assert form is not None
    form.remove.click()
    assert screen.empty.isVisible()
    desk.undo()
    assert order(screen) == ["opening", "coraje-a-demanda", "la-soga", "closing"]
