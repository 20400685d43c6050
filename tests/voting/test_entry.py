"""Entering ballots as people do it, for every kind of ballot: real keys on real widgets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from peña_app.i18n import speaking
from peña_app.ui import speech, theme
from peña_app.ui.desk import Desk
from peña_app.voting.counting import Rules
from peña_app.voting.hand import Hand, ballot_text
from peña_app.voting.model import Contest, ContestId, Entered, Option, OptionId, Stage, State
from peña_app.voting.records import Voting
from peña_app.voting.records.cells import digest, hashed
from peña_app.voting.screens import VotingScreen
from peña_app.voting.screens.conflicts import Versions
from peña_app.voting.screens.dialogs import Confirm, Papers, Reason, Rejecting
from peña_app.voting.screens.entry import EntryDesk
from peña_app.voting.screens.lot import LotDialog
from peña_app.voting.screens.polling import Polling
from peña_app.voting.screens.recount import RecountPage
from peña_app.voting.screens.wall import WallPage
from peña_app.workspace import Workspace

UNDO = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
YES_NO = [{"es": "Sí", "en": "Yes"}, {"es": "No", "en": "No"}, {"es": "Abstención", "en": "Abstain"}]
FIVE = [{"es": f"Opción {n}", "en": f"Option {n}"} for n in range(1, 6)]


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


def entering(screen: VotingScreen, contest: Contest, *, papers: str = "", twice: bool = False) -> EntryDesk:
    """Take a pile of this contest."""
    screen.open(contest.id)
    assert isinstance(screen.page.body, Polling)
    screen.page.body.open_entry()
    desk = screen.page.body.entry
    desk.begin.twice.setChecked(twice)
    desk.begin.papers.setText(papers)
    desk.begin.begin.click()
    return desk


@pytest.fixture
def entry(screen: VotingScreen, opened: Contest) -> EntryDesk:
    return entering(screen, opened)


def asked(screen: QWidget, kind: type) -> QDialog:
    """The dialog that is open."""
    return next(each for each in screen.findChildren(kind) if each.isVisible())


def ballots(qtbot: QtBot, desk: EntryDesk, typed: list[str]) -> None:
    for each in typed:
        qtbot.keyClicks(desk.pad, each)
        qtbot.keyClick(desk.pad, Qt.Key.Key_Return)


def test_keys_mark_and_backspace_takes_back(qtbot: QtBot, entry: EntryDesk) -> None:
    status = entry.reading.status
    qtbot.keyClicks(entry.pad, "114")
    assert entry.pad.marks == (2, 0, 0, 1)
    assert status.text() == "3 of 3 dots"
    qtbot.keyClick(entry.pad, Qt.Key.Key_Backspace)
    assert entry.pad.marks == (2, 0, 0, 0)
    qtbot.keyClicks(entry.pad, "9")
    assert entry.pad.marks == (2, 0, 0, 0)
    assert status.text() == "No option has the key 9."


def test_over_spending_is_said_at_once_and_takes_a_second_enter(
    qtbot: QtBot, entry: EntryDesk, voting: Voting, opened: Contest
) -> None:
    qtbot.keyClicks(entry.pad, "1112")
    assert entry.reading.status.text().startswith("More dots are marked than each person has")
    qtbot.keyClick(entry.pad, Qt.Key.Key_Return)
    assert voting.open_batch(opened.id) == []
    qtbot.keyClick(entry.pad, Qt.Key.Key_Return)
    assert [each.marks for each in voting.open_batch(opened.id)] == [(3, 1, 0, 0)]
    assert entry.reading.status.text() == "Ballot 1: does not count, kept apart"


def test_a_blank_ballot_is_enter_twice_or_b(qtbot: QtBot, entry: EntryDesk, voting: Voting, opened: Contest) -> None:
    qtbot.keyClick(entry.pad, Qt.Key.Key_Return)
    assert voting.open_batch(opened.id) == []
    assert entry.reading.status.text() == "Nothing is marked. Enter again if the ballot is blank."
    qtbot.keyClick(entry.pad, Qt.Key.Key_Return)
    qtbot.keyClicks(entry.pad, "b")
    assert [each.marks for each in voting.open_batch(opened.id)] == [(0, 0, 0, 0)] * 2
    qtbot.keyClicks(entry.pad, "1b")
    assert len(voting.open_batch(opened.id)) == 2


def test_a_paper_is_rejected_with_f2_and_the_number_of_a_reason(
    qtbot: QtBot, screen: VotingScreen, entry: EntryDesk, voting: Voting, opened: Contest
) -> None:
    qtbot.keyClick(entry.pad, Qt.Key.Key_F2)
    dialog = asked(screen, Rejecting)
    assert [pressed.text() for pressed in dialog.ways.values()][2] == "3   Tells who voted"
    assert voting.open_batch(opened.id) == []
    dialog.ways["identifies"].click()

    assert [each.reason for each in voting.open_batch(opened.id)] == ["identifies"]
    assert entry.reading.status.text() == "Ballot 1: rejected. Tells who voted"
    qtbot.keyClicks(entry.pad, "1")
    qtbot.keyClick(entry.pad, Qt.Key.Key_F2)
    assert entry.reading.status.text() == "This ballot has marks. Take them back first, with Backspace."


def test_ctrl_z_takes_back_marks_first_and_then_the_last_ballot(
    qtbot: QtBot, entry: EntryDesk, voting: Voting, opened: Contest
) -> None:
    ballots(qtbot, entry, ["1", "22"])
    qtbot.keyClicks(entry.pad, "33")
    qtbot.keyClick(entry.pad, *UNDO)
    assert entry.pad.marks == (0, 0, 0, 0)
    assert len(voting.open_batch(opened.id)) == 2
    qtbot.keyClick(entry.pad, *UNDO)
    assert [each.marks for each in voting.open_batch(opened.id)] == [(1, 0, 0, 0)]
    assert voting.contest(opened.id).state is State.OPEN


def test_a_full_batch_goes_into_the_box_with_enter_and_the_next_begins(
    qtbot: QtBot, screen: VotingScreen, voting: Voting, opened: Contest
) -> None:
    entry = entering(screen, opened, papers="7")
    for number in range(7):
        qtbot.keyClicks(entry.pad, "1")
        qtbot.keyClick(entry.pad, Qt.Key.Key_Return)
        assert entry.reading.count.text() == str(number + 1)
    qtbot.keyClicks(entry.pad, "2")
    assert entry.pad.marks == (0, 0, 0, 0)
    assert entry.reading.status.text() == "7 ballots. Are there 7 papers in this pile? Then Enter puts them into the box."
    qtbot.keyClick(entry.pad, Qt.Key.Key_Return)

    assert voting.piles(opened.id) == []
    assert [batch.ballots for batch in voting.batches(opened.id)] == [7]
    assert entry.begin.isVisible()
    assert entry.begin.number.text() == "2"


def test_a_second_person_enters_the_pile_and_the_paper_settles_what_differs(
    qtbot: QtBot, screen: VotingScreen, voting: Voting, opened: Contest
) -> None:
    entry = entering(screen, opened, papers="5", twice=True)
    ballots(qtbot, entry, ["11", "2", "34", "4", "1"])
    qtbot.keyClick(entry.pad, Qt.Key.Key_Return)
    (waiting,) = entry.begin.waiting
    assert waiting.text.text() == "Batch 1 · 5 ballots · first entered by A"
    assert entry.begin.reader.text() == "B"
    waiting.again.click()
    assert (entry.reading.count.text(), entry.reading.batch.text()) == ("0", "Batch 1 · second entry")
    ballots(qtbot, entry, ["11", "2", "33", "4", "1"])
    qtbot.keyClick(entry.pad, Qt.Key.Key_Return)

    assert entry.comparing.isVisible()
    assert entry.comparing.place.text() == "Paper 3"
    assert (entry.comparing.first.text(), entry.comparing.second.text()) == ("3 · 4", "3×2")
    ballots(qtbot, entry, ["34"])
    (batch,) = voting.batches(opened.id)
    assert (batch.ballots, batch.entered, batch.readers) == (5, "double", "A B")
    assert entry.begin.isVisible()


def test_a_reading_that_is_paused_goes_on_where_it_was(qtbot: QtBot, screen: VotingScreen, entry: EntryDesk) -> None:
    ballots(qtbot, entry, ["1"])
    qtbot.keyClick(entry.pad, Qt.Key.Key_Escape)
    assert screen.page.body.entry is None
    assert screen.page.body.number.text() == "1"
    screen.page.body.open_entry()
    assert screen.page.body.entry.reading.count.text() == "1"


def test_a_pile_of_which_nothing_was_entered_is_put_away(qtbot: QtBot, entry: EntryDesk, voting: Voting, opened: Contest) -> None:
    qtbot.keyClick(entry.pad, Qt.Key.Key_Escape)
    assert voting.piles(opened.id) == []


def test_the_number_of_papers_can_be_corrected_after_counting_again(
    qtbot: QtBot, screen: VotingScreen, voting: Voting, opened: Contest
) -> None:
    entry = entering(screen, opened, papers="6")
    ballots(qtbot, entry, ["1"] * 5)
    entry.reading.finish()
    assert entry.reading.status.text().startswith("Batch 1 was counted as 6 papers, and 5 ballots are entered.")
    entry.reading.papers.click()
    dialog = asked(screen, Papers)
    dialog.entry.setText("5")
    dialog.do.click()
    assert entry.reading.status.text().startswith("5 ballots.")
    qtbot.keyClick(entry.pad, Qt.Key.Key_Return)
    assert [batch.ballots for batch in voting.batches(opened.id)] == [5]


def test_a_batch_that_is_in_the_box_is_refused_by_its_number(
    qtbot: QtBot, screen: VotingScreen, voting: Voting, opened: Contest
) -> None:
    entry = entering(screen, opened, papers="5")
    ballots(qtbot, entry, ["1"] * 5)
    qtbot.keyClick(entry.pad, Qt.Key.Key_Return)
    entry.begin.number.setText("1")
    entry.begin.begin.click()

    assert entry.begin.number_field.trouble.text().startswith("Batch 1 has been entered already.")
    assert voting.piles(opened.id) == []


@pytest.mark.parametrize(
    ("rules", "options", "typed", "marks", "status"),
    [
        (Rules("plurality"), FIVE, "3", (0, 0, 1, 0, 0), "Marked: 3"),
        (Rules("plurality"), FIVE, "32", (0, 1, 1, 0, 0), "More than one option is marked."),
        (Rules("approval"), FIVE, "1351", (1, 0, 1, 0, 1), "Option 1 is marked already."),
        (Rules("dots", dots=4, max_per_option=3), FIVE, "1115", (3, 0, 0, 0, 1), "4 of 4 dots"),
        (Rules("pb-mes", points=True, dots=9, max_per_option=9, budget=10, costs=(3,) * 5), FIVE, "112", (2, 1, 0, 0, 0), ""),
        (Rules("score"), FIVE, "50-3", (6, 1, 0, 4, 0), "Option 5: …"),
        (Rules("score", top=10), FIVE, "X9", (11, 10, 0, 0, 0), "Option 3: …"),
        (Rules("score"), FIVE, "57", (6, 0, 0, 0, 0), "Here the numbers go from 0 to 5."),
        (Rules("score"), FIVE, "5*", (6, 7, 0, 0, 0), ""),
        (Rules("majority-judgment"), FIVE, "61", (6, 1, 0, 0, 0), "Option 3: …"),
        (Rules("majority-judgment"), FIVE, "07", (0, 0, 0, 0, 0), "Here the numbers go from 1 to 6."),
        (Rules("irv"), FIVE, "31", (2, 0, 1, 0, 0), "Next place: 3"),
        (Rules("irv"), FIVE, "3=1", (1, 0, 1, 0, 0), "Two options are marked at the same place."),
        (Rules("schulze"), FIVE, "3=1=24", (1, 1, 1, 2, 0), "Next place: 3"),
        (Rules("irv"), FIVE, "3-1", (3, 0, 1, 0, 0), "Next place: 4"),
        (Rules("irv"), FIVE, "3132", (2, 4, 1, 0, 0), "Next place: 5"),
        (Rules("irv", duplicate="exhaust"), FIVE, "313", (2, 0, 1, 0, 0), "Option 3 is on this ballot already"),
        (Rules("motion"), YES_NO, "y", (1, 0, 0), "Yes"),
        (Rules("motion"), YES_NO, "s", (1, 0, 0), "Yes"),
        (Rules("motion"), YES_NO, "na", (0, 1, 1), "More than one box is marked."),
        (Rules("consent"), FIVE[:2], "31", (3, 1), "All options have been gone through"),
        (Rules("consent", scale="five"), FIVE[:2], "05", (1, 6), "All options have been gone through"),
    ],
    ids=lambda value: value.method if isinstance(value, Rules) else value if isinstance(value, str) else "",
)
def test_every_kind_of_ballot_is_entered_as_it_is(
    qtbot: QtBot,
    screen: VotingScreen,
    voting: Voting,
    rules: Rules,
    options: list[dict[str, str]],
    typed: str,
    marks: tuple[int, ...],
    status: str,
) -> None:
    contest = voting.open(voting.draft({"es": "¿Qué?", "en": "What?"}, rules, options).id)
    entry = entering(screen, contest)
    qtbot.keyClicks(entry.pad, typed)
    assert entry.pad.marks == marks
    assert entry.reading.status.text().startswith(status)

    qtbot.keyClick(entry.pad, Qt.Key.Key_End)
    for _press in range(2):
        if not voting.open_batch(contest.id):
            qtbot.keyClick(entry.pad, Qt.Key.Key_Return)
    assert voting.open_batch(contest.id) == [Entered(marks)]
    for _key in typed:
        qtbot.keyClick(entry.pad, *UNDO)
    assert voting.open_batch(contest.id) == []


def test_enter_and_arrows_go_from_option_to_option_where_each_gets_a_number(
    qtbot: QtBot, screen: VotingScreen, voting: Voting
) -> None:
    contest = voting.open(voting.draft({"es": "¿Qué?", "en": "What?"}, Rules("score"), FIVE).id)
    entry = entering(screen, contest)
    qtbot.keyClicks(entry.pad, "4")
    qtbot.keyClick(entry.pad, Qt.Key.Key_Return)  # nothing at option 2
    qtbot.keyClicks(entry.pad, "2")
    qtbot.keyClick(entry.pad, Qt.Key.Key_Up)
    qtbot.keyClicks(entry.pad, "33")  # corrected, and on to option 4
    assert entry.pad.marks == (5, 0, 4, 4, 0)
    for _press in range(2):
        qtbot.keyClick(entry.pad, Qt.Key.Key_Return)
    assert voting.open_batch(contest.id) == [Entered((5, 0, 4, 4, 0))]


def test_the_keys_of_a_motion_are_the_letters_of_the_language(screen: VotingScreen, voting: Voting) -> None:
    contest = voting.open(voting.draft({"es": "¿Sí?", "en": "Yes?"}, Rules("motion"), YES_NO).id)
    entry = entering(screen, contest)
    assert [tile.key for tile in entry.pad.tiles] == ["Y", "N", "A"]
    speech.switch("es")
    assert [tile.key for tile in entry.pad.tiles] == ["S", "N", "A"]


def _contest(rules: Rules, options: int) -> Contest:
    listed = tuple(Option(OptionId(str(n)), {"es": f"Opción {n}", "en": f"Option {n}"}) for n in range(options))
    return Contest(ContestId("c"), {"es": "¿Qué?", "en": "What?"}, rules, listed)


RULES = [
    Rules("plurality"),
    Rules("dots", dots=3, max_per_option=2),
    Rules("score"),
    Rules("irv"),
    Rules("consent"),
    Rules("motion"),
]


@given(st.sampled_from(RULES), st.text("12345=-*0SNAYX", max_size=12), st.integers(0, 12))
def test_every_key_can_be_taken_back(rules: Rules, typed: str, back: int) -> None:
    hand, again = Hand(_contest(rules, 3)), Hand(_contest(rules, 3))
    states = []
    for letter in typed:
        before = (hand.marks, hand.cursor, hand.next_place, len(hand._before))
        hand.press(letter)
        if len(hand._before) > before[3]:
            states.append(before[:3])
    for _key in range(min(back, len(states))):
        assert hand.take_back()
        assert (hand.marks, hand.cursor, hand.next_place) == states.pop()
    while hand.take_back():
        pass
    assert (hand.marks, hand.next_place) == (again.marks, again.next_place)
    assert not hand.touched


@given(st.sampled_from(RULES), st.data())
def test_a_ballot_in_one_line_tells_ballots_apart(rules: Rules, data: st.DataObject) -> None:
    contest = _contest(rules, 3)
    highest = 4 if rules.method == "score" else 3
    one, other = (data.draw(st.tuples(*[st.integers(0, highest)] * 3)) for _ballot in range(2))
    if rules.method in {"plurality", "motion"}:
        one, other = tuple(map(bool, one)), tuple(map(bool, other))
    for language in ("es", "en"):
        with speaking(language):
            texts = [ballot_text(contest, Entered(tuple(map(int, each)))) for each in (one, other)]
            assert all(texts)
            assert (texts[0] == texts[1]) == (one == other)


def test_dots_on_the_wall_are_read_by_two_people(qtbot: QtBot, screen: VotingScreen, voting: Voting, opened: Contest) -> None:
    screen.open(opened.id)
    screen.page.body.open_wall()
    wall = screen.page.body.beside
    assert isinstance(wall, WallPage)

    def read(numbers: str) -> None:
        wall.sheet.setText("A")
        for line, number in zip(wall.dots, numbers, strict=True):
            line.setText(number)
        wall.keep.click()

    read("5301")
    assert wall.status.text().startswith("Sheet A was read once.")
    assert wall.reader.text() == "B"
    read("5401")
    assert wall.status.text().startswith("The two readings differ at 1 option.")
    assert [each.text() for each in wall._apart] == ["", "3 ≠ 4", "", ""]
    wall.keep.click()
    assert voting.wall_totals(opened.id) == (5, 4, 0, 1)
    assert wall.counted.item(0).text() == "A · 10 · read by two"


def test_ballots_are_counted_again_beside_the_first_count(
    qtbot: QtBot, screen: VotingScreen, voting: Voting, opened: Contest
) -> None:
    for _ballot in range(5):
        voting.enter(opened.id, (1, 0, 0, 0))
    voting.close_batch(opened.id)
    voting.close_and_count(opened.id)
    screen.open(opened.id)
    screen.page.again.click()
    dialog = asked(screen, Reason)
    dialog.do.click()
    assert dialog.field.trouble.text().startswith("A reason is missing.")
    dialog.entry.setText("The assembly asked for it")
    dialog.do.click()

    page = screen.page.body
    assert isinstance(page, RecountPage)
    page.enter.click()
    page.entry.begin.twice.setChecked(False)
    page.entry.begin.papers.setText("5")
    page.entry.begin.begin.click()
    ballots(qtbot, page.entry, ["1", "1", "1", "1", "2"])
    qtbot.keyClick(page.entry.pad, Qt.Key.Key_Return)
    page.entry.begin.stop.click()
    page.finish.click()
    asked(screen, Confirm).do.click()
    assert voting.tally(opened.id).tallies == (4, 1, 0, 0)
    assert not isinstance(screen.page.body, RecountPage)


def test_two_versions_of_a_batch_are_shown_and_the_paper_chooses(screen: VotingScreen, voting: Voting, opened: Contest) -> None:
    for _ballot in range(5):
        voting.enter(opened.id, (1, 0, 0, 0))
    voting.close_batch(opened.id)
    (sealed,) = voting.sealed(opened.id)
    ballots_of_other = tuple((f"{n:036d}", "0 1 0 0", None) for n in range(6))
    mark = digest(ballots_of_other)
    batch = replace(sealed.batch, ballots=6, valid=6, digest=mark, id=hashed(sealed.batch.stack, mark))
    voting.receive(replace(sealed, batch=batch, ballots=ballots_of_other))
    screen.open(opened.id)
    body = screen.page.body
    assert "There are 2 versions of batch 1" in body.conflict.text()
    body.versions.click()
    dialog = asked(screen, Versions)
    dialog.ways[batch.id].click()
    assert dialog.field.trouble.text().startswith("A reason is missing.")
    dialog.why.setText("Six papers")
    dialog.ways[batch.id].click()

    assert body.conflict.isHidden()
    assert [each.ballots for each in voting.batches(opened.id)] == [6]


def test_the_lot_is_written_down_in_the_order_in_which_it_was_drawn(screen: VotingScreen, voting: Voting) -> None:
    rules = Rules("plurality", seats=2, ties="lot")
    contest = voting.open(voting.draft({"es": "¿Cuáles?", "en": "Which?"}, rules, FIVE).id)
    for marks in [(1, 0, 0, 0, 0)] * 3 + [(0, 1, 0, 0, 0), (0, 0, 1, 0, 0), (0, 0, 0, 0, 1)]:
        voting.enter(contest.id, marks)
    voting.close_and_count(contest.id)
    screen.open(contest.id)
    assert screen.page.lot.isVisible()
    screen.page.lot.click()
    dialog = asked(screen, LotDialog)
    assert not dialog.do.isEnabled()
    for option in (4, 1, 4, 2):
        dialog.options[option].click()
    assert dialog.options[4].text() == "1 · Option 5"
    dialog.do.click()

    assert voting.tally(contest.id).winners == (0, 4)
    assert not screen.page.lot.isVisible()


def test_a_mock_vote_is_ready_in_one_press_and_says_so(screen: VotingScreen, voting: Voting) -> None:
    voting.draft({"es": "Otra", "en": "Another"}, Rules("plurality"))
    screen.prepare_practice()
    (contest,) = [each for each in voting.contests() if each.practice]
    assert len(contest.options) == 4
    assert screen.page.practice.isVisible()
    voting.open(contest.id)
    for _ballot in range(5):
        voting.enter(contest.id, (1, 0, 0, 0))
    screen.page.empty.click()
    asked(screen, Confirm).do.click()
    assert voting.piles(contest.id) == []
    for _step in range(2):
        screen.back()
    assert any("Practice" in str(screen.model.data(screen.model.index(row, 3))) for row in range(2))


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("state", ["steps", "begin", "reading", "scores", "grades", "comparing", "wall", "station", "recount"])
def test_everything_has_a_name_and_fits_at_the_smallest_window(
    qtbot: QtBot, screen: VotingScreen, voting: Voting, opened: Contest, state: str, language: str
) -> None:
    speech.switch(language)
    if state in {"scores", "grades"}:
        rules = Rules("score" if state == "scores" else "majority-judgment")
        entering(screen, voting.open(voting.draft({"es": "¿Cuál?", "en": "Which?"}, rules, FIVE).id))
    elif state == "recount":
        for _ballot in range(5):
            voting.enter(opened.id, (1, 0, 0, 0))
        voting.close_batch(opened.id)
        voting.close(opened.id)
        voting.recount(opened.id, "why")
        screen.open(opened.id)
    else:
        screen.open(opened.id)
        body = screen.page.body
        if state in {"begin", "reading", "comparing"}:
            voting.begin_batch(opened.id, reader="A")
            for _ballot in range(5):
                voting.enter(opened.id, (1, 0, 0, 0))
            voting.hand_on(opened.id)
            if state != "begin":
                voting.read_again(opened.id, voting.piles(opened.id)[0].id, "B")
                voting.enter(opened.id, (0, 1, 0, 0))
            if state == "comparing":
                voting.compare(opened.id)
                assert voting.pile(opened.id).stage is Stage.COMPARING
            body.open_entry()
        elif state == "wall":
            voting.read_sheet(opened.id, "A", (1, 2, 3, 4), "A")
            body.open_wall()
            body.beside.sheet.setText("A")
            body.beside.sheet.textEdited.emit("A")
        elif state == "station":
            body.open_station()
            body.beside.make.click()
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
