"""Results of every method on the screen and on the wall, counted from ballots in a real box."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from peña_app.ui import speech, theme
from peña_app.ui.desk import Choice, Desk, Printable
from peña_app.voting.accounting import Papers
from peña_app.voting.counting import Marks
from peña_app.voting.model import Contest, State
from peña_app.voting.records import Voting
from peña_app.voting.screens.bars import ResultChart
from peña_app.voting.screens.dialogs import Confirm
from peña_app.voting.screens.outcome import Outcome
from peña_app.voting.screens.slide import ResultSlide, pages
from peña_app.voting.screens.stages import StagesView
from peña_app.workspace import Workspace

from .counted import RULES, cast, contest

_VOTERS = 12
_CLOSE: dict[Marks, int] = {(1, 2, 0, 0, 0, 0): 5, (0, 1, 2, 0, 0, 0): 4, (0, 2, 1, 0, 0, 0): 2, (3, 2, 0, 1, 0, 0): 1}
"""Three options go out before one has more than half."""


@pytest.fixture
def window(qapp: QApplication, place: Workspace) -> Iterator[Desk]:
    theme.apply("light", 100)
    speech.switch("en")
    made = Desk(place)
    yield made
    made.leave()


def closed(voting: Voting, name: str, ballots: dict[Marks, int] | None = None) -> Contest:
    """A contest of `RULES` whose box is closed."""
    rules = RULES[name]
    held = contest(rules)
    opened = voting.open(voting.draft(held.title, rules, [option.words for option in held.options]).id)
    for marks, number in (ballots or cast(rules, len(held.options), _VOTERS)).items():
        for _ballot in range(number):
            voting.enter(opened.id, marks)
    voting.close(opened.id)
    voting.account(opened.id, Papers(printed=20, issued=_VOTERS, unused=20 - _VOTERS), 30)
    return voting.contest(opened.id)


def declared(voting: Voting, name: str) -> Contest:
    voting.declare(closed(voting, name).id)
    return voting.contests()[0]


def shown(qtbot: QtBot, window: Desk, held: Contest) -> Outcome:
    made = Outcome(window, held)
    qtbot.addWidget(made)
    made.resize(834, 560)  # what the smallest window leaves
    made.show()
    QApplication.processEvents()
    return made


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", RULES)
def test_every_result_is_drawn_tabled_told_and_named_in_the_smallest_window(
    qtbot: QtBot, window: Desk, voting: Voting, name: str, language: str
) -> None:
    held = closed(voting, name)
    screen = shown(qtbot, window, held)
    speech.switch(language)
    for _round in range(3):
        QApplication.processEvents()
    for at in range(screen.tabs.count()):
        screen.tabs.setCurrentIndex(at)
        QApplication.processEvents()
        visible = [widget for widget in screen.findChildren(QWidget) if widget.isVisible()]
        nameless = [
            type(widget).__name__
            for widget in visible
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        ]
        assert nameless == []
        for chart in (widget for widget in visible if isinstance(widget, ResultChart)):
            assert chart.accessibleName()
            assert chart.accessibleDescription()
            assert not chart.grab().isNull()
        cut = [
            widget.text()
            for widget in visible
            if isinstance(widget, QPushButton | QLabel)
            and widget.text()
            and not (isinstance(widget, QLabel) and widget.wordWrap())
            and widget.width() < widget.sizeHint().width()
        ]
        assert cut == []
    first = screen.model
    assert first.rowCount() >= len(held.options)
    assert all(first.data(first.index(row, column)) is not None for row in range(first.rowCount()) for column in range(2))
    assert screen.headline.text()
    assert screen.steps.count() > 1
    assert (screen.width(), screen.height()) == (834, 560)


def test_stages_are_stepped_through_with_the_arrow_keys_and_each_is_told(qtbot: QtBot, window: Desk, voting: Voting) -> None:
    screen = shown(qtbot, window, closed(voting, "irv", _CLOSE))
    stages = screen.stages
    assert isinstance(stages, StagesView)
    last = stages.at
    assert last > 0
    qtbot.keyClick(stages, Qt.Key.Key_Home)
    assert stages.at == 0
    assert stages.heading.text() == f"Stage 1 of {last + 1}: first preferences"
    told = {stages.chart.accessibleDescription()}
    for number in range(1, last + 1):
        qtbot.keyClick(stages, Qt.Key.Key_Right)
        assert stages.at == number
        assert "goes out" in stages.told.text()
        told.add(stages.chart.accessibleDescription())
    assert len(told) == last + 1
    qtbot.keyClick(stages, Qt.Key.Key_Right)
    assert stages.at == last
    assert not stages.on.isEnabled()
    qtbot.keyClick(stages, Qt.Key.Key_Left)
    assert stages.at == last - 1


def test_the_count_runs_by_itself_until_a_key_stops_it(qtbot: QtBot, window: Desk, voting: Voting) -> None:
    stages = shown(qtbot, window, closed(voting, "stv-scottish")).stages
    assert stages is not None
    assert stages.play.text() == "Play"
    qtbot.keyClick(stages, Qt.Key.Key_Space)
    assert stages.at == 0
    assert stages.running
    assert stages.play.text() == "Stop"
    qtbot.keyClick(stages, Qt.Key.Key_Right)
    assert not stages.running
    assert stages.at == 1


def test_a_table_of_stages_is_said_again_in_the_other_language(qtbot: QtBot, window: Desk, voting: Voting) -> None:
    screen = shown(qtbot, window, closed(voting, "stv-scottish"))
    model = screen.model
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(2)]
    assert heads == ["Option", "1. first preferences"]
    speech.switch("es")
    QApplication.processEvents()

    assert model is screen.model
    assert model.headerData(1, Qt.Orientation.Horizontal) == "1. primeras preferencias"
    assert model.data(model.index(0, 0)) in contest(RULES["irv"]).names


def test_the_wall_goes_forward_and_back_and_ends_with_what_the_facilitator_wrote(
    qtbot: QtBot, window: Desk, voting: Voting
) -> None:
    slides: list[object] = []
    window.slide_shown.connect(slides.append)
    held = closed(voting, "plurality")
    screen = shown(qtbot, window, held)
    assert screen.project.isHidden()
    assert screen.next_step.isHidden()
    screen.declare.click()
    next(each for each in screen.findChildren(Confirm) if each.isVisible()).do.click()
    held = voting.contest(held.id)
    screen.show_contest(held)
    assert screen.project.isVisible()
    assert screen.coming.text() == "The projector shows next: Turnout"
    screen.next_step.show_words({"es": "Se forma un comité", "en": "A committee is formed"})

    count = len(pages(held, voting.tally(held.id), voting.accounting(held.id), screen.next_step.words(), screen._notes()))
    names = []
    for _page in range(count):
        screen.project.click()
        slide = slides[-1]()  # type: ignore[operator]
        assert isinstance(slide, ResultSlide)
        slide.resize(1024, 768)
        assert not slide.grab().isNull()
        names.append(slide.accessibleName())
        slide.deleteLater()
    assert "Turnout" in names[0]
    assert "Account of the ballots" in names[1]
    assert "Next step" in names[-1]
    assert screen.project.text() == "Show on the projector"
    screen.project.click()
    screen.project.click()
    screen.page_back.click()
    back = slides[-1]()  # type: ignore[operator]
    assert "Turnout" in back.accessibleName()
    back.deleteLater()


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768), (800, 600)])
@pytest.mark.parametrize("name", RULES)
def test_every_page_of_the_wall_has_room_for_its_chart(
    qtbot: QtBot, window: Desk, voting: Voting, name: str, size: tuple[int, int]
) -> None:
    held = declared(voting, name)
    result, accounting = voting.tally(held.id), voting.accounting(held.id)
    for at, _page in enumerate(pages(held, result, accounting)):
        slide = ResultSlide(held, result, accounting, at)
        qtbot.addWidget(slide)
        slide.resize(*size)
        slide.show()
        slide.grab()
        assert slide.beyond <= 0, (name, at)


def test_certificate_and_poster_are_printed_from_the_screen(qtbot: QtBot, window: Desk, voting: Voting) -> None:
    asked: list[Printable] = []
    window.print_asked.connect(asked.append)
    screen = shown(qtbot, window, declared(voting, "pb-mes"))
    screen.print.click()
    screen.poster.click()

    assert [printable.title() for printable in asked] == ["Result of the vote", "Poster of the result"]
    for printable in asked:
        assert printable.make(Choice("", "letter", 0)).startswith(b"%PDF")


def test_a_result_that_changes_its_stages_is_drawn_anew(qtbot: QtBot, window: Desk, voting: Voting) -> None:
    held = closed(voting, "dots")
    screen = shown(qtbot, window, held)
    before = screen.tabs.count()
    voting.declare(held.id)
    screen.show_contest(voting.contest(held.id))

    assert screen.tabs.count() == before
    assert voting.contest(held.id).state is State.DECLARED
    assert screen.declare.isHidden()
