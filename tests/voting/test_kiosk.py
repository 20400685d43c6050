"""The voting station as people meet it: a language, a code, a ballot, a look at it, and nothing left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from peña_app.ui import speech, theme
from peña_app.ui.desk import Choice, Desk, Printable
from peña_app.voting.counting import Marks, Rules
from peña_app.voting.model import Contest
from peña_app.voting.papers.slips import code_slips
from peña_app.voting.records import Voting
from peña_app.voting.screens.kiosk import Kiosk
from peña_app.voting.screens.station import StationPage
from peña_app.workspace import Workspace

PASSPHRASE = "cinco palabras muy sencillas hoy"
FIVE = [{"es": f"Opción {n}", "en": f"Option {n}"} for n in range(1, 6)]
YES_NO = [{"es": "Sí", "en": "Yes"}, {"es": "No", "en": "No"}, {"es": "Abstención", "en": "Abstain"}]


@pytest.fixture
def window(qapp: QApplication, place: Workspace) -> Iterator[Desk]:
    theme.apply("light", 100)
    speech.switch("en")
    made = Desk(place)
    yield made
    made.leave()


def station(qtbot: QtBot, window: Desk, contest: Contest) -> Kiosk:
    made = Kiosk(window, contest)
    qtbot.addWidget(made, before_close_func=lambda kiosk: setattr(kiosk, "_leaving", True))
    made.resize(1024, 700)
    made.show()
    return made


@pytest.fixture
def kiosk(qtbot: QtBot, window: Desk, opened: Contest) -> Kiosk:
    return station(qtbot, window, opened)


def to_the_ballot(qtbot: QtBot, kiosk: Kiosk, code: str, language: str = "en") -> None:
    kiosk.languages[language].click()
    qtbot.keyClicks(kiosk.code, code)
    qtbot.keyClick(kiosk.code, Qt.Key.Key_Return)


def test_a_person_votes_in_her_language_and_looks_at_it_before_it_is_cast(
    qtbot: QtBot, kiosk: Kiosk, voting: Voting, opened: Contest, place: Workspace
) -> None:
    (code,) = voting.tokens(opened.id, 1)
    to_the_ballot(qtbot, kiosk, code.lower(), "es")
    assert kiosk.shown == "ballot"
    assert kiosk.question.text() == "Prioridades del año"
    for option in (0, 0, 0, 3, 3):  # a third dot on one option, and a fourth in all, are not taken
        kiosk.form.rows[option].ways[1].click()
    assert kiosk.form.marks == (2, 0, 0, 1)
    assert kiosk.spent.text() == "3 de 3 puntos"
    kiosk.review.click()
    assert kiosk.chosen.text() == "• Huertos comunitarios: 2\n• Clínica los sábados: 1"
    kiosk.change.click()
    kiosk.form.rows[3].ways[0].click()
    kiosk.review.click()
    kiosk.cast.click()

    assert kiosk.shown == "thanks"
    assert [row["marks"] for row in place.db.query("SELECT marks FROM waiting_ballot")] == ["2 0 0 0"]
    assert (kiosk.code.text(), kiosk.chosen.text(), kiosk.question.text(), kiosk.form) == ("", "", "", None)
    kiosk._thanks.timeout.emit()
    assert kiosk.shown == "language"
    to_the_ballot(qtbot, kiosk, code)
    assert kiosk.shown == "code"
    assert kiosk.code_trouble.text().startswith("This code does not open a ballot.")


@pytest.mark.parametrize(
    ("rules", "options", "presses", "marks", "review"),
    [
        (Rules("plurality"), FIVE, [(0, 0), (2, 0)], (0, 0, 1, 0, 0), "• Option 3"),
        (Rules("plurality"), FIVE, [(0, 0), (0, 0)], (0, 0, 0, 0, 0), "You have marked nothing. Your vote is blank."),
        (Rules("approval", most=2), FIVE, [(0, 0), (2, 0), (4, 0)], (1, 0, 1, 0, 0), "• Option 1\n• Option 3"),
        (Rules("score"), FIVE, [(0, 5), (1, 0), (2, 3), (2, 3)], (6, 1, 0, 0, 0), "• Option 1: 5\n• Option 2: 0"),
        (Rules("majority-judgment"), FIVE, [(0, 5), (1, 0)], (6, 1, 0, 0, 0), "• Option 1: Excellent\n• Option 2: Reject"),
        (Rules("irv"), FIVE, [(2, 0), (0, 0), (4, 0), (0, 0)], (0, 0, 1, 0, 2), "1. Option 3\n2. Option 5"),
        (Rules("motion"), YES_NO, [(1, 0)], (0, 1, 0), "• No"),
        (Rules("consent"), FIVE[:2], [(0, 2), (1, 1)], (3, 2), "• Option 1: Support\n• Option 2: Stand aside"),
        (Rules("consent", scale="five"), FIVE[:2], [(0, 0), (1, 5)], (1, 6), "• Option 1: Fist\n• Option 2: 5 fingers"),
    ],
    ids=lambda value: value.method if isinstance(value, Rules) else "",
)
def test_every_kind_of_ballot_can_be_marked_by_touch(
    qtbot: QtBot,
    window: Desk,
    voting: Voting,
    rules: Rules,
    options: list[dict[str, str]],
    presses: list[tuple[int, int]],
    marks: Marks,
    review: str,
) -> None:
    contest = voting.open(voting.draft({"es": "¿Qué?", "en": "What?"}, rules, options).id)
    kiosk = station(qtbot, window, contest)
    to_the_ballot(qtbot, kiosk, voting.tokens(contest.id, 1)[0])
    for option, way in presses:
        kiosk.form.rows[option].ways[way].click()
    assert kiosk.form.marks == marks
    kiosk.review.click()
    assert kiosk.chosen.text() == review
    kiosk.cast.click()
    assert kiosk.shown == "thanks"


def test_whoever_leaves_in_the_middle_leaves_nothing_and_keeps_the_code(
    qtbot: QtBot, kiosk: Kiosk, voting: Voting, opened: Contest
) -> None:
    (code,) = voting.tokens(opened.id, 1)
    to_the_ballot(qtbot, kiosk, code)
    kiosk.form.rows[0].ways[1].click()
    assert kiosk._idle.isActive()
    kiosk._idle.timeout.emit()

    assert kiosk.shown == "language"
    assert (kiosk.code.text(), kiosk.form) == ("", None)
    assert voting.station(opened.id) == (1, 1, 0)


def test_only_escape_twice_and_the_passphrase_leave_the_voting_screen(qtbot: QtBot, window: Desk, opened: Contest) -> None:
    kiosk = Kiosk(window, opened)  # it deletes itself
    kiosk.show()
    assert not kiosk._idle.isActive()
    kiosk.close()
    assert kiosk.isVisible()
    qtbot.keyClick(kiosk, Qt.Key.Key_Escape)
    assert kiosk.shown == "language"
    qtbot.keyClick(kiosk, Qt.Key.Key_Escape)
    assert kiosk.shown == "leave"
    kiosk.passphrase.setText("quién sabe cuál será hoy")
    kiosk.leave.click()
    qtbot.waitUntil(lambda: kiosk.leave_trouble.text() == "That is not the passphrase.")
    assert kiosk.isVisible()

    left: list[bool] = []
    kiosk.left.connect(lambda: left.append(True))
    kiosk.passphrase.setText(PASSPHRASE)
    qtbot.keyClick(kiosk.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(left))


def test_a_box_that_was_closed_meanwhile_says_so_and_takes_nothing(
    qtbot: QtBot, kiosk: Kiosk, voting: Voting, opened: Contest
) -> None:
    code, other = voting.tokens(opened.id, 2)
    voting.cast(opened.id, other, (1, 0, 0, 0))
    to_the_ballot(qtbot, kiosk, code, "es")
    voting.close(opened.id)
    kiosk.review.click()
    kiosk.cast.click()

    assert kiosk.shown == "code"
    assert "urna" in kiosk.code_trouble.text()
    assert voting.accounting(opened.id).in_box == 1


def test_codes_are_shown_once_and_printed_on_slips(qtbot: QtBot, window: Desk, voting: Voting, opened: Contest) -> None:
    page = StationPage(window, opened)
    qtbot.addWidget(page)
    page.show()
    assert not page.open.isEnabled()
    page.number.setValue(13)
    page.make.click()
    codes = page.codes.toPlainText().split("   ")
    assert len(codes) == 13
    assert all(voting.require_token(opened.id, code) for code in codes)
    asked: list[Printable] = []
    window.print_asked.connect(asked.append)
    page.print.click()
    assert asked[0].make(Choice("", "letter", 0)).startswith(b"%PDF")
    assert code_slips(opened, ["CDFGHJ"]).startswith(b"%PDF")

    again = StationPage(window, opened)
    qtbot.addWidget(again)
    assert again.codes.toPlainText() == ""
    assert again.state.text().startswith("13 codes made · 13 not used yet")


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("shown", ["language", "code", "ballot", "review", "thanks", "leave"])
def test_everything_has_a_name_fits_and_is_large_enough_to_touch(
    qtbot: QtBot, window: Desk, voting: Voting, shown: str, language: str
) -> None:
    contest = voting.open(voting.draft({"es": "¿Qué?", "en": "What?"}, Rules("majority-judgment"), FIVE).id)
    kiosk = station(qtbot, window, contest)
    to_the_ballot(qtbot, kiosk, voting.tokens(contest.id, 1)[0], language)
    if shown == "review":
        kiosk.review.click()
    elif shown != "ballot":
        kiosk._show(shown)
    for _round in range(4):
        QApplication.processEvents()

    seen = [widget for widget in kiosk.findChildren(QWidget) if widget.isVisible()]
    nameless = [
        widget
        for widget in seen
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert [type(each).__name__ for each in nameless] == []
    pressed = [each for each in seen if isinstance(each, QPushButton)]
    assert [each.text() for each in pressed if each.width() < each.sizeHint().width()] == []
    assert shown == "leave" or [each.text() for each in pressed if each.height() < 44] == []
    labels = [each for each in seen if isinstance(each, QLabel) and each.text() and not each.wordWrap()]
    assert [each.text() for each in labels if each.width() < each.sizeHint().width()] == []
    assert (kiosk.width(), kiosk.height()) == (1024, 700)
