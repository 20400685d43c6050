"""The desk at the door, with real keys."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from peña_app import clock
from peña_app.gatherings.model import Gathering, Kind
from peña_app.gatherings.records import Gatherings
from peña_app.gatherings.screens import GatheringsScreen
from peña_app.gatherings.screens.desk import SignInDesk
from peña_app.people.records import People
from peña_app.ui.desk import Desk
from peña_app.ui.speech import switch


@pytest.fixture
def pena(desk: Desk) -> Gathering:
    return Gatherings(desk.workspace).call(Kind.PENA, {"es": "Peña de otoño", "en": "Fall peña"}, clock.now(), 180)


@pytest.fixture
def door(qtbot: QtBot, desk: Desk, pena: Gathering) -> SignInDesk:
    made = SignInDesk(desk, pena)
    qtbot.addWidget(made)
    made.resize(820, 620)
    made.show()
    made.start()
    return made


def type_name(door: SignInDesk, typed: str, *keys: Qt.Key) -> None:
    QTest.keyClicks(door.typed, typed)
    for key in keys or (Qt.Key.Key_Return,):
        QTest.keyClick(door.typed, key)


def test_a_few_letters_and_enter_sign_in_a_known_person(door: SignInDesk, desk: Desk, pena: Gathering) -> None:
    People(desk.workspace).welcome("Guadalupe Ramírez")
    type_name(door, "ram gua")
    assert Gatherings(desk.workspace).presence(pena.id).all == 1
    assert People(desk.workspace).count("") == 1
    assert door.echo.text() == "Welcome, Guadalupe Ramírez!"
    assert door.number.text() == "1"
    assert door.typed.text() == ""


def test_a_name_and_enter_welcome_a_newcomer(door: SignInDesk, desk: Desk) -> None:
    type_name(door, "Xochitl Hernandez")
    assert [person.goes_by for person in People(desk.workspace).page("", 0, 5)] == ["Xochitl Hernandez"]
    assert door.echo_detail.text() == "First time here"


def test_a_newcomer_with_a_known_name_is_one_key(door: SignInDesk, desk: Desk) -> None:
    People(desk.workspace).welcome("Lupe Ramírez")
    QTest.keyClicks(door.typed, "Lupe")
    QTest.keyClick(door, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert People(desk.workspace).count("") == 2
    type_name(door, "Lupe", Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert People(desk.workspace).count("") == 3


def test_signing_in_again_repeats_the_greeting_and_counts_once(door: SignInDesk) -> None:
    type_name(door, "Chuy Pereda")
    type_name(door, "chuy")
    assert door.number.text() == "1"
    assert door.echo_detail.text().startswith("Signed in already, at ")


def test_one_without_a_name_is_one_key_and_ctrl_z_takes_it_back(door: SignInDesk) -> None:
    QTest.keyClick(door, Qt.Key.Key_F2)
    QTest.keyClick(door, Qt.Key.Key_F2)
    assert door.number.text() == "2"
    QTest.keyClick(door.typed, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert door.number.text() == "1"


def test_nobody_is_listed_until_someone_types(door: SignInDesk, desk: Desk) -> None:
    People(desk.workspace).welcome("Guadalupe Ramírez")
    assert not door.rows.isVisible()
    QTest.keyClicks(door.typed, "g")
    assert door.rows.count() == 0
    QTest.keyClicks(door.typed, "u")
    assert door.rows.count() == 2
    QTest.keyClick(door.typed, Qt.Key.Key_Escape)
    assert not door.rows.isVisible()


def test_no_name_is_a_sentence_beside_the_field(door: SignInDesk, desk: Desk) -> None:
    type_name(door, "...")
    assert door.trouble.text() == "A name is missing. Type the name that the person goes by."
    assert People(desk.workspace).count("") == 0


def test_the_open_desk_changes_its_language(qtbot: QtBot, door: SignInDesk) -> None:
    type_name(door, "Lupe")
    switch("es")
    qtbot.waitUntil(lambda: door.sign_in.text() == "Registrar")
    assert door.counted.text() == "persona aquí hoy"
    assert door.title.text() == "Peña de otoño"
    switch("en")


def test_people_are_greeted_in_the_language_they_read(door: SignInDesk, desk: Desk) -> None:
    People(desk.workspace).welcome("Doña Tere", reads="es")
    type_name(door, "tere")
    assert door.echo.text() == "¡Qué gusto, Doña Tere!"


def test_the_whole_way_from_an_empty_calendar_by_keyboard(qtbot: QtBot, desk: Desk) -> None:
    screen = GatheringsScreen(desk)
    qtbot.addWidget(screen)
    screen.show()
    assert screen.empty.isVisible()
    gathering = Gatherings(desk.workspace).call(Kind.WORKSHOP, {"es": "Taller"}, clock.now() + timedelta(hours=1), 90)
    qtbot.waitUntil(screen.table.isVisible)
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    assert screen.door is not None
    assert desk.gathering == gathering.id
    type_name(screen.door, "Lupe")
    screen.close_door()
    assert screen.model.index(0, 3).data() == "1"
