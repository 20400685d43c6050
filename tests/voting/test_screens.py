"""The room as people use it: with real keys on real widgets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from peña_app.ui import speech, theme
from peña_app.ui.desk import Desk, Printable
from peña_app.voting.accounting import Papers
from peña_app.voting.model import Contest, State
from peña_app.voting.records import Voting
from peña_app.voting.screens import VotingScreen, find
from peña_app.voting.screens.dialogs import Confirm, Reason
from peña_app.voting.screens.editor import Editor
from peña_app.voting.screens.outcome import Outcome
from peña_app.voting.screens.polling import Polling
from peña_app.voting.screens.slide import ResultSlide, pages
from peña_app.workspace import Workspace


@pytest.fixture
def window(qapp: QApplication, place: Workspace) -> Iterator[Desk]:
    theme.apply("light", 100)
    speech.switch("en")
    made = Desk(place)
    yield made
    made.news.stop()


@pytest.fixture
def screen(qtbot: QtBot, window: Desk) -> VotingScreen:
    made = VotingScreen(window)
    qtbot.addWidget(made)
    made.resize(852, 643)
    made.show()
    return made


def answer(screen: QWidget, kind: type) -> None:
    """Press the button of the open dialog."""
    dialog = next(each for each in screen.findChildren(kind) if each.isVisible())
    dialog.do.click()


def test_a_contest_is_prepared_opened_counted_and_declared_without_the_mouse(
    qtbot: QtBot, screen: VotingScreen, voting: Voting
) -> None:
    screen.prepare()
    editor = screen.page.body
    assert isinstance(editor, Editor)
    qtbot.keyClicks(editor.question.lines["es"], "Que haremos")
    qtbot.keyClicks(editor.question.lines["en"], "What shall we do?")
    editor.rows[0].lines["es"].setFocus()
    for es, en in (("Huertos", "Gardens"), ("Vivienda", "Housing"), ("Radio", "Radio"), ("Salud", "Health")):
        qtbot.keyClicks(screen.window().focusWidget(), es)
        qtbot.keyClick(screen.window().focusWidget(), Qt.Key.Key_Return)
        qtbot.keyClicks(screen.window().focusWidget(), en)
        qtbot.keyClick(screen.window().focusWidget(), Qt.Key.Key_Return)
    editor.open_box.click()
    answer(editor, Confirm)

    contest = voting.contests()[0]
    assert contest.state is State.OPEN
    assert [option.words["en"] for option in contest.options] == ["Gardens", "Housing", "Radio", "Health"]
    assert isinstance(screen.page.body, Polling)
    qtbot.keyClick(screen.page.body.enter, Qt.Key.Key_Space)
    entry = screen.page.body.entry
    qtbot.keyClicks(entry.begin.papers, "6")
    qtbot.keyClick(entry.begin.papers, Qt.Key.Key_Return)
    for _ballot in range(6):
        qtbot.keyClicks(entry.pad, "112")
        qtbot.keyClick(entry.pad, Qt.Key.Key_Return)
    qtbot.keyClick(entry.pad, Qt.Key.Key_Escape)
    screen.page.body.shut.click()
    answer(screen.page.body, Confirm)
    assert isinstance(screen.page.body, Outcome)
    assert screen.page.body.headline.text() == "Gardens wins"
    screen.page.body.declare.click()
    answer(screen.page.body, Confirm)
    assert voting.contest(contest.id).state is State.DECLARED
    assert screen.page.body.project.isVisible()


def test_the_account_shows_its_equations_as_one_types(
    qtbot: QtBot, screen: VotingScreen, voting: Voting, opened: Contest
) -> None:
    screen.open(opened.id)
    form = screen.page.body.account
    for name, typed in (("printed", "20"), ("unused", "4"), ("issued", "15")):
        qtbot.keyClicks(form.fields[name], typed)
    assert (
        form.lines[0].sentence.text()
        == "1 printed ballot is nowhere: it was not handed out, is not left over and was not damaged."
    )
    qtbot.keyClick(form.fields["issued"], Qt.Key.Key_Backspace)
    qtbot.keyClicks(form.fields["issued"], "6")
    assert form.lines[0].text.text() == "Printed 20 = Handed out 16 + Left over, unused 4 + Damaged before use 0"
    assert form.lines[0].sentence.isHidden()
    form.keep()
    assert voting.papers(opened.id) == Papers(printed=20, unused=4, issued=16)


def _declared(voting: Voting, opened: Contest) -> None:
    for ballot in [(2, 1, 0, 0)] * 6 + [(0, 1, 2, 0)] * 3:
        voting.enter(opened.id, ballot)
    voting.close(opened.id)
    voting.account(opened.id, Papers(printed=12, issued=9, unused=3), 12)


def test_the_result_can_be_seen_read_and_heard(screen: VotingScreen, voting: Voting, opened: Contest) -> None:
    _declared(voting, opened)
    screen.open(opened.id)
    body = screen.page.body

    assert body.turnout.text() == "9 of 12 people who may vote: 75%"
    assert "1 Community gardens: 12 dots · 67%" in body.chart.accessibleDescription()
    assert [body.model.data(body.model.index(row, 0)) for row in range(4)] == [
        "Community gardens", "Tenant defense", "Spanish and English classes", "Saturday clinic",
    ]  # fmt: skip
    assert body.model.data(body.model.index(0, 3)) == "Wins"
    assert body.steps.count() > 3
    speech.switch("es")
    QApplication.processEvents()
    assert body.headline.text() == "Gana Huertos comunitarios"
    assert "12 puntos" in body.chart.accessibleDescription()


def test_a_closed_contest_opens_again_only_with_a_reason(screen: VotingScreen, voting: Voting, opened: Contest) -> None:
    _declared(voting, opened)
    screen.open(opened.id)
    body = screen.page.body
    body.reopen.click()
    dialog = next(each for each in body.findChildren(Reason) if each.isVisible())
    dialog.do.click()
    assert dialog.field.trouble.text().startswith("A reason is missing.")
    dialog.entry.setText("Two ballots were in a pocket")
    dialog.do.click()

    assert voting.contest(opened.id).state is State.OPEN
    assert isinstance(screen.page.body, Polling)


def test_only_a_declared_result_goes_to_the_projector_page_by_page(
    screen: VotingScreen, window: Desk, voting: Voting, opened: Contest
) -> None:
    shown: list[object] = []
    window.slide_shown.connect(shown.append)
    _declared(voting, opened)
    screen.open(opened.id)
    assert screen.page.body.project.isHidden()
    screen.page.body.declare.click()
    answer(screen.page.body, Confirm)
    screen.page.body.project.click()

    slide = shown[0]()  # type: ignore[operator]
    assert isinstance(slide, ResultSlide)
    slide.resize(1024, 768)
    assert not slide.grab().isNull()
    assert len(pages(voting.contest(opened.id), voting.tally(opened.id), voting.accounting(opened.id))) >= 4
    slide.deleteLater()


def test_ballots_and_the_result_are_printed_from_the_screen(
    screen: VotingScreen, window: Desk, voting: Voting, opened: Contest
) -> None:
    asked: list[Printable] = []
    window.print_asked.connect(asked.append)
    screen.open(opened.id)
    screen.print_paper()
    screen.page.body.print_sheet.click()
    _declared(voting, opened)
    screen.open(opened.id)
    screen.print_paper()

    from peña_app.ui.desk import Choice

    for printable, layout in zip(asked, ("2", "", ""), strict=True):
        assert printable.make(Choice(layout, "letter", 0)).startswith(b"%PDF")
        assert printable.title()


def test_an_undo_of_its_preparation_brings_the_list_back(screen: VotingScreen, place: Workspace, drafted: Contest) -> None:
    screen.open(drafted.id)
    place.undo()

    assert screen.page is None
    assert screen.model.rowCount() == 0


def test_contests_are_found_by_a_few_letters(place: Workspace, drafted: Contest) -> None:
    assert [(hit.title, hit.target) for hit in find(place, "prior")] == [("Priorities of the year", drafted.id)]
    assert find(place, "xyz") == []


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("state", ["list", "draft", "open", "closed", "declared"])
def test_everything_has_a_name_and_fits_at_the_smallest_window(
    screen: VotingScreen, voting: Voting, drafted: Contest, state: str, language: str
) -> None:
    if state != "list":
        screen.open(drafted.id)
    if state not in {"list", "draft"}:
        voting.open(drafted.id)
    if state in {"closed", "declared"}:
        _declared(voting, drafted)
    if state == "declared":
        voting.declare(drafted.id)
    speech.switch(language)
    for _round in range(4):
        QApplication.processEvents()

    shown = [widget for widget in screen.findChildren(QWidget) if widget.isVisible()]
    nameless = [
        widget
        for widget in shown
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.objectName() != "qt_spinbox_lineedit"
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert [f"{type(each).__name__} in {type(each.parent()).__name__}" for each in nameless] == []
    narrow = [
        each.text() for each in shown if isinstance(each, QPushButton) and each.text() and each.width() < each.sizeHint().width()
    ]
    narrow += [
        each.text()
        for each in shown
        if isinstance(each, QLabel) and each.text() and not each.wordWrap() and each.width() < each.sizeHint().width()
    ]
    assert narrow == []
    assert (screen.width(), screen.height()) == (852, 643)
