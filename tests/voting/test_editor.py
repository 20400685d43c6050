"""Preparing a contest as people do it: real keys on real widgets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMenu, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from peña_app.ui import speech, theme
from peña_app.ui.desk import Desk
from peña_app.voting.lists import Listed, read_list
from peña_app.voting.methods import METHODS
from peña_app.voting.model import MOST_OPTIONS, Contest, State
from peña_app.voting.records import Voting
from peña_app.voting.screens import VotingScreen
from peña_app.voting.screens.dialogs import Confirm
from peña_app.voting.screens.editor import Editor
from peña_app.voting.screens.examples import Example
from peña_app.voting.screens.pasting import PasteList
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


@pytest.fixture
def editor(screen: VotingScreen, drafted: Contest) -> Editor:
    screen.open(drafted.id)
    assert isinstance(screen.page.body, Editor)
    return screen.page.body


def choose(editor: Editor, key: str) -> None:
    """Take a way of voting in the chooser."""
    editor.open_chooser()
    way = next(each for each in editor.chooser.ways if key in each.question.methods)
    way.click()
    (editor.chooser.second if way.question.methods[-1] == key and len(way.question.methods) > 1 else editor.chooser.first).click()
    assert editor.chooser.method == key
    editor.chooser.take.click()


def entry(editor: Editor, name: str) -> QWidget:
    field = editor.rules.field(name)
    assert field is not None
    return field.entry


def trouble(editor: Editor, name: str) -> str:
    field = editor.rules.field(name)
    assert field is not None
    return "" if field.field.trouble.isHidden() else field.field.trouble.text()


def type_into(qtbot: QtBot, line: QWidget, text: str) -> None:
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(line, text)


def test_what_was_typed_is_kept_on_leaving_and_an_untouched_contest_goes(screen: VotingScreen, voting: Voting) -> None:
    screen.prepare()
    screen.back()
    assert voting.contests() == []

    screen.prepare()
    screen.page.body.question.lines["es"].setText("¿Cuándo?")
    screen.back()
    assert [contest.title["es"] for contest in voting.contests()] == ["¿Cuándo?"]


def test_what_is_missing_is_said_before_anything_is_asked_and_nothing_opens(screen: VotingScreen, voting: Voting) -> None:
    screen.prepare()
    editor = screen.page.body
    editor.question.lines["es"].setText("¿Qué?")
    editor.open_box.click()

    assert editor.trouble.text() == "The question is not written in English yet. Both languages go on the ballot."
    assert editor.question.lines["en"].property("wrong")
    assert not [each for each in editor.findChildren(Confirm) if each.isVisible()]
    assert voting.contests()[0].state is State.DRAFT


def test_options_are_moved_and_taken_out(editor: Editor, voting: Voting, drafted: Contest) -> None:
    editor.rows[3].up.click()
    editor.rows[0].out.click()
    editor.save.click()

    assert [option.words["en"] for option in voting.contest(drafted.id).options] == [
        "Tenant defense",
        "Saturday clinic",
        "Spanish and English classes",
    ]


def test_an_option_moves_under_the_keyboard_and_the_cursor_stays_in_it(
    qtbot: QtBot, editor: Editor, voting: Voting, drafted: Contest
) -> None:
    line = editor.rows[2].lines["en"]
    line.setFocus()
    for _step in range(3):
        qtbot.keyClick(line, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert editor.window().focusWidget() is line
    editor.save.click()

    assert [option.words["en"] for option in voting.contest(drafted.id).options][:2] == [
        "Spanish and English classes",
        "Community gardens",
    ]


def test_every_method_is_reached_with_the_arrows_and_taken_with_enter(qtbot: QtBot, editor: Editor) -> None:
    editor.open_chooser()
    chooser = editor.chooser
    qtbot.keyClick(chooser.more, Qt.Key.Key_Space)
    chooser.ways[0].setFocus()
    seen: set[str] = set()
    for _step in chooser.ways:
        for segment in (chooser.first, chooser.second):
            if segment.isVisible():
                qtbot.keyClick(segment, Qt.Key.Key_Space)
            seen.add(chooser.method)
        way = next(each for each in chooser.ways if each.isChecked())
        way.setFocus()
        qtbot.keyClick(way, Qt.Key.Key_Down)
    assert seen == set(METHODS)

    way = next(each for each in chooser.ways if "approval" in each.question.methods)
    way.click()
    qtbot.keyClick(way, Qt.Key.Key_Return)
    assert not chooser.isVisible()
    assert editor.method_name.text() == "Approval"


def test_escape_leaves_the_chooser_with_nothing_changed(qtbot: QtBot, editor: Editor) -> None:
    before = editor.rule.text()
    editor.open_chooser()
    editor.chooser.ways[3].click()
    qtbot.keyClick(editor.chooser.ways[3], Qt.Key.Key_Escape)

    assert not editor.chooser.isVisible()
    assert editor.rule.text() == before
    assert editor.leave()


@pytest.mark.parametrize("key", sorted(METHODS))
def test_every_method_is_chosen_kept_and_shown_again(editor: Editor, voting: Voting, drafted: Contest, key: str) -> None:
    choose(editor, key)
    editor.save.click()
    kept = voting.contest(drafted.id)

    assert kept.rules.method == key
    assert editor.rule.text().startswith("Each person")
    assert editor.leave()
    assert len(kept.options) == (3 if key == "motion" else 4)


def test_a_change_of_mind_about_the_method_loses_nothing(qtbot: QtBot, editor: Editor, voting: Voting, drafted: Contest) -> None:
    type_into(qtbot, entry(editor, "seats"), "2")
    choose(editor, "motion")
    assert not any(each.isVisible() for each in editor.rows)
    choose(editor, "dots")
    assert all(each.isVisible() for each in editor.rows)
    editor.save.click()

    kept = voting.contest(drafted.id)
    assert [option.words for option in kept.options] == [option.words for option in drafted.options]
    assert (kept.rules.dots, kept.rules.max_per_option, kept.rules.seats) == (3, 2, 2)


def test_options_come_back_even_after_a_motion_was_saved_in_between(editor: Editor, voting: Voting, drafted: Contest) -> None:
    choose(editor, "motion")
    editor.save.click()
    assert [option.words["es"] for option in voting.contest(drafted.id).options] == ["Sí", "No", "Abstención"]
    choose(editor, "approval")
    editor.save.click()

    assert [option.words for option in voting.contest(drafted.id).options] == [option.words for option in drafted.options]


def test_consent_begins_with_one_proposal_and_takes_it_away_again(screen: VotingScreen) -> None:
    screen.prepare()
    editor = screen.page.body
    choose(editor, "consent")
    assert [each.lines["en"].text() for each in editor.rows] == ["The proposal, as it was read out"]
    choose(editor, "dots")
    assert [each.written for each in editor.rows] == [False, False, False]


def test_a_budget_asks_for_the_money_and_for_the_cost_of_every_project(
    qtbot: QtBot, editor: Editor, voting: Voting, drafted: Contest
) -> None:
    assert not editor.rows[0].cost.isVisible()
    choose(editor, "pb-mes")
    type_into(qtbot, entry(editor, "budget"), "12,500")
    for row, cost in zip(editor.rows, ("4,000", "3500.50", "$8.000", "2000"), strict=True):
        type_into(qtbot, row.cost, cost)
    assert "12,500" in editor.rule.text()
    editor.save.click()

    rules = voting.contest(drafted.id).rules
    assert (rules.budget, tuple(rules.costs), rules.cents) == (1250000, (400000, 350050, 800000, 200000), 100)
    editor.rows[3].up.click()
    editor.save.click()
    assert tuple(voting.contest(drafted.id).rules.costs) == (400000, 350050, 200000, 800000)


def test_a_cost_that_cannot_be_read_is_said_beside_it_and_nothing_is_lost(
    qtbot: QtBot, screen: VotingScreen, editor: Editor, voting: Voting, drafted: Contest
) -> None:
    choose(editor, "pb-greedy")
    type_into(qtbot, editor.rows[1].cost, "mil")
    assert editor.rows[1].trouble.text().startswith("“mil” is not a sum of money.")
    screen.back()

    assert screen.page is not None
    assert editor.rows[1].cost.text() == "mil"
    assert voting.contest(drafted.id).rules.method == "dots"
    type_into(qtbot, editor.rows[1].cost, "1000")
    assert editor.rows[1].trouble.isHidden()
    screen.back()
    assert tuple(voting.contest(drafted.id).rules.costs) == (0, 1000, 0, 0)


def test_what_must_be_put_right_before_opening_is_said_beside_each_field(
    qtbot: QtBot, editor: Editor, voting: Voting, drafted: Contest
) -> None:
    choose(editor, "pb-mes")
    editor.open_box.click()
    assert trouble(editor, "budget") == "The sum to share is missing. Write how much money there is."
    assert editor.rows[0].trouble.text() == "The cost is missing. Write what the project costs."
    assert voting.contest(drafted.id).state is State.DRAFT

    type_into(qtbot, entry(editor, "budget"), "100")
    for row in editor.rows:
        type_into(qtbot, row.cost, "60")
    assert trouble(editor, "budget") == ""
    assert editor.rows[0].trouble.isHidden()
    type_into(qtbot, editor.rows[0].cost, "600")
    assert editor.rows[0].trouble.text().startswith("This costs more than all the money there is.")


def test_more_places_than_options_do_not_open(editor: Editor, voting: Voting, drafted: Contest) -> None:
    choose(editor, "stv-scottish")
    entry(editor, "seats").setValue(4)  # type: ignore[attr-defined]
    editor.open_box.click()

    assert trouble(editor, "seats").startswith("There are 4 options for 4 places.")
    assert voting.contest(drafted.id).state is State.DRAFT


def test_parameters_are_asked_only_where_they_matter(editor: Editor) -> None:
    choose(editor, "motion")
    assert editor.rules.field("eligible") is None
    quorum = entry(editor, "quorum")
    assert isinstance(quorum, QComboBox)
    quorum.setCurrentIndex(2)
    assert isinstance(entry(editor, "eligible"), QSpinBox)
    assert entry(editor, "eligible").isVisibleTo(editor)
    choose(editor, "pb-greedy")
    assert editor.rules.field("dots") is None
    points = entry(editor, "points")
    assert isinstance(points, QComboBox)
    points.setCurrentIndex(1)
    rules = editor.rules.shown
    assert (rules.points, rules.dots, rules.max_per_option, rules.rule) == (True, 10, 3, "points")
    points.setCurrentIndex(0)
    rules = editor.rules.shown
    assert (rules.points, rules.dots, rules.rule) == (False, 0, "votes")


def test_a_share_of_ones_own_can_be_typed(qtbot: QtBot, editor: Editor, voting: Voting, drafted: Contest) -> None:
    choose(editor, "motion")
    threshold = entry(editor, "threshold")
    assert isinstance(threshold, QComboBox)
    threshold.setEditText("a lot")
    assert trouble(editor, "threshold").startswith("“a lot” is not a share.")
    editor.save.click()
    assert voting.contest(drafted.id).rules.method == "dots"
    threshold.setEditText("60%")
    assert trouble(editor, "threshold") == ""
    editor.save.click()
    assert voting.contest(drafted.id).rules.threshold == "3/5"


def test_the_rare_parameters_lie_behind_a_fold_that_opens_where_one_is_set(
    screen: VotingScreen, editor: Editor, drafted: Contest
) -> None:
    choose(editor, "irv")
    assert not entry(editor, "overvote").isVisibleTo(editor)
    editor.rules.expert.click()
    assert entry(editor, "overvote").isVisibleTo(editor)
    batch = entry(editor, "batch")
    assert isinstance(batch, QComboBox)
    batch.setCurrentIndex(1)
    screen.back()
    screen.open(drafted.id)
    again = screen.page.body
    assert again.rules.shown.batch is True
    assert entry(again, "overvote").isVisibleTo(again)


def test_dots_follow_the_number_of_options_until_somebody_sets_them(screen: VotingScreen) -> None:
    screen.prepare()
    editor = screen.page.body
    editor.options.take_list(_listed(13))
    assert editor.rules.shown.dots == 5
    entry(editor, "dots").setValue(7)
    editor.options.take_list(_listed(10))
    assert editor.rules.shown.dots == 7
    assert entry(editor, "max_per_option").value() == 3
    assert editor.rule.text().startswith("Each person has 7 dots, at most 3 for one option.")


def _listed(number: int) -> list[Listed]:
    return read_list("\n".join(f"Opción {n} | Option {n}" for n in range(number)), ("es", "en"))


def test_a_shape_is_chosen_and_no_two_are_alike(qtbot: QtBot, editor: Editor, voting: Voting, drafted: Contest) -> None:
    qtbot.mouseClick(editor.rows[0].shape, Qt.MouseButton.LeftButton)
    menu = editor.rows[0].findChild(QMenu)
    assert isinstance(menu, QMenu)
    heart = next(each for each in menu.actions() if each.text() == "Heart")
    heart.trigger()
    menu.close()
    editor.rows[0].down.click()
    editor.save.click()

    assert [option.symbol for option in voting.contest(drafted.id).options] == ["star", "heart", "square", "circle"]


def test_short_codes_are_shown_when_asked_for(qtbot: QtBot, editor: Editor, voting: Voting, drafted: Contest) -> None:
    assert not editor.rows[0].code.isVisible()
    editor.options.codes.click()
    type_into(qtbot, editor.rows[1].code, "DI")
    editor.save.click()

    assert [option.code for option in voting.contest(drafted.id).options] == ["", "DI", "", ""]


def test_a_list_is_pasted_with_a_look_at_what_it_becomes(qtbot: QtBot, editor: Editor, voting: Voting, drafted: Contest) -> None:
    editor.options.paste.click()
    dialog = next(each for each in editor.findChildren(PasteList) if each.isVisible())
    assert not dialog.do.isEnabled()
    dialog.text.setPlainText("1. Parks | Parques\nRadio\n")
    dialog.english_first.click()
    assert dialog.do.text() == "Add 2 options"
    assert dialog.remark.text() == "1 line has one language only; write the other one later."
    assert [dialog.preview.item(0, column).text() for column in range(2)] == ["Parques", "Parks"]  # type: ignore[union-attr]
    dialog.do.click()
    editor.save.click()

    assert [option.words for option in voting.contest(drafted.id).options][4:] == [
        {"es": "Parques", "en": "Parks"},
        {"es": "", "en": "Radio"},
    ]


def test_a_pasted_list_that_is_too_long_says_what_has_no_place(editor: Editor) -> None:
    editor.options.paste.click()
    dialog = next(each for each in editor.findChildren(PasteList) if each.isVisible())
    dialog.text.setPlainText("\n".join(f"a{n} | b{n}" for n in range(MOST_OPTIONS)))

    assert dialog.remark.text().startswith("4 lines at the end have no place")
    dialog.do.click()
    assert len(editor.rows) == MOST_OPTIONS


def test_the_rule_is_said_as_one_sets_it_in_the_language_one_reads(qtbot: QtBot, editor: Editor) -> None:
    ties = entry(editor, "ties")
    assert isinstance(ties, QComboBox)
    ties.setCurrentIndex(2)
    assert editor.rule.text() == (
        "Each person has 3 dots, at most 2 for one option. The option with most dots wins. "
        "A tie for the last place is put to a lot, drawn in front of everyone."
    )
    speech.switch("es")
    QApplication.processEvents()
    assert editor.rule.text().startswith("Cada persona tiene 3 puntos, máximo 2 para una opción.")
    assert editor.rules.shown.ties == "lot"
    assert ties.currentText() == "Sortear frente a todos"
    speech.switch("en")


def test_an_undo_shows_what_was_there_before(editor: Editor, place: Workspace) -> None:
    choose(editor, "approval")
    editor.save.click()
    place.undo()

    assert editor.method_name.text() == "Dots"
    assert editor.leave()


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("key", [*sorted(METHODS), "chooser"])
def test_everything_has_a_name_and_fits(screen: VotingScreen, editor: Editor, key: str, language: str) -> None:
    if key == "chooser":
        editor.open_chooser()
        editor.chooser.more.click()
    else:
        choose(editor, key)
        editor.rules.expert.setChecked(True)
    speech.switch(language)
    for size in ((852, 643), (1194, 711), (628, 543)):
        screen.resize(*size)
        for _round in range(4):
            QApplication.processEvents()
        assert (screen.width(), screen.height()) == size
        shown = [widget for widget in screen.findChildren(QWidget) if widget.isVisible()]
        nameless = [
            widget
            for widget in shown
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.objectName() != "qt_spinbox_lineedit"
            and not (isinstance(widget.parent(), QComboBox))
            and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        ]
        assert [f"{type(each).__name__} in {type(each.parent()).__name__}" for each in nameless] == []
        narrow = [
            each.text()
            for each in shown
            if isinstance(each, QPushButton) and each.text() and each.width() < each.sizeHint().width()
        ]
        narrow += [
            each.text()
            for each in shown
            if isinstance(each, QLabel) and each.text() and not each.wordWrap() and each.width() < each.sizeHint().width()
        ]
        narrow += [
            each.currentText()
            for each in shown
            if isinstance(each, QComboBox)
            and each.width() < each.fontMetrics().horizontalAdvance(each.currentText()) + theme.px(40)
        ]
        assert narrow == []
    speech.switch("en")


@pytest.mark.parametrize("key", sorted(METHODS))
def test_every_method_has_a_drawn_example(qtbot: QtBot, editor: Editor, key: str) -> None:
    choose(editor, key)
    example = Example(result=True)
    qtbot.addWidget(example)
    example.show_rules(editor.rules.shown)
    for width in (250, 480):
        example.resize(width, example.heightForWidth(width))
        drawn = example.grab().toImage()
        assert len({drawn.pixel(x, y) for x in range(0, drawn.width(), 3) for y in range(0, drawn.height(), 3)}) > 3
