"""The agenda on screen and on the wall, and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from peña_app import clock
from peña_app.assembly import paper
from peña_app.assembly.model import Item, ItemId, Kind
from peña_app.assembly.records import Assembly
from peña_app.assembly.screens import AssemblyScreen
from peña_app.assembly.screens.wall import NowNext
from peña_app.curricula.library import library
from peña_app.curricula.records.sessions import Sessions
from peña_app.gatherings.model import Kind as GatheringKind
from peña_app.gatherings.records import Gatherings
from peña_app.ui.desk import Desk
from peña_app.ui.speech import switch

OPENING = datetime.combine(date(2026, 10, 10), time(9)).astimezone()


@pytest.fixture
def planned(desk: Desk) -> str:
    congress = Gatherings(desk.workspace).call(GatheringKind.ASSEMBLY, {"es": "Congreso", "en": "Congress"}, OPENING, 2000)
    assembly = Assembly(desk.workspace)
    for number in (10, 11):
        day = assembly.add_day(congress.id, date(2026, 10, number), time(9), time(17))
        assembly.add_items(
            day.id,
            [
                Item(ItemId(""), Kind.ITEM, {"es": f"Punto {at} del {number}", "en": f"Item {at} of {number}"}, 30)
                for at in range(1, 14)
            ],
        )
    desk.be_at(congress.id)
    return congress.id


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, planned: str) -> Iterator[AssemblyScreen]:
    made = AssemblyScreen(desk)
    qtbot.addWidget(made)
    made.resize(852, 640)
    made.show()
    yield made
    made.hide()


def test_alt_and_the_arrows_move_an_item(screen: AssemblyScreen, desk: Desk, planned: str) -> None:
    screen.items.setCurrentRow(2)
    QTest.keyClick(screen, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [item.title["es"] for item in Assembly(desk.workspace).days(planned)[0].items][:3] == [
        "Punto 1 del 10",
        "Punto 3 del 10",
        "Punto 2 del 10",
    ]
    assert screen.items.currentRow() == 1


def test_saving_an_item_moves_what_follows(screen: AssemblyScreen) -> None:
    screen.items.setCurrentRow(0)
    screen.form.minutes.setValue(45)
    screen.form.save.click()
    assert screen.items.item(1).text().startswith("9:45")


def test_an_item_without_a_name_is_said_beside_it(screen: AssemblyScreen) -> None:
    screen.items.setCurrentRow(0)
    for line in screen.form.title.lines.values():
        line.clear()
    screen.form.save.click()
    assert screen.form.trouble.text().startswith("This item has no name yet.")


def test_the_open_agenda_changes_its_language(qtbot: QtBot, screen: AssemblyScreen) -> None:
    assert "Item 1 of 10" in screen.items.item(0).text().split("\n")[0]
    switch("es")
    qtbot.waitUntil(lambda: screen.wall.text() == "Mostrar en la pared")
    assert "Punto 1 del 10" in screen.items.item(0).text().split("\n")[0]
    switch("en")


def test_the_wall_says_now_and_next_in_both_languages(qtbot: QtBot, screen: AssemblyScreen) -> None:
    with clock.held_at(OPENING.replace(minute=40)):
        slide = NowNext(screen.days)
        qtbot.addWidget(slide)
        assert [label.text() for label in slide.now.values()] == ["Punto 2 del 10", "Item 2 of 10"]
        assert [label.text() for label in slide.next.values()] == ["Punto 3 del 10", "Item 3 of 10"]
        assert slide.left.text() == "faltan 20 minutos · 20 minutes left"
        for size in ((800, 600), (1024, 768), (1920, 1080)):
            slide.resize(*size)
            slide.show()
            for label in (*slide.now.values(), slide.left):
                assert label.fontMetrics().capHeight() >= size[1] / 30 * 0.9


def test_a_congress_of_two_full_days_fits_on_one_sheet_in_both_languages(desk: Desk, planned: str) -> None:
    days = Assembly(desk.workspace).days(planned)
    for sheet in ("letter", "a4"):
        pdf = PdfReader(BytesIO(paper.programme(days, {"es": "Congreso", "en": "Congress"}, "Escuela", sheet=sheet)))
        assert len(pdf.pages) == 1
        text = pdf.pages[0].extract_text()
        for number in (10, 11):
            for at in (1, 13):
                assert f"Punto {at} del {number}" in text
                assert f"Item {at} of {number}" in text
    assert len(PdfReader(BytesIO(paper.wall_poster(days, {"es": "Congreso", "en": "Congress"}))).pages) == 2


def test_naming_a_session_proposes_its_title_and_its_minutes(screen: AssemblyScreen, desk: Desk, planned: str) -> None:
    assert not screen.form.session.isVisible()  # nobody has planned one
    module = library()[0]
    plan = Sessions(desk.workspace).plan_from(module, module.sessions[1])
    screen.items.setCurrentRow(0)
    screen.add.click()
    choice = screen.form.session
    assert choice.isVisible()
    choice.box.setFocus()
    QTest.keyClick(choice.box, Qt.Key.Key_Down)
    assert screen.form.title.words() == {"es": "Del coraje a la demanda", "en": "From anger to demand"}
    assert screen.form.minutes.value() == 90
    screen.form.save.click()
    item = Assembly(desk.workspace).days(planned)[0].items[1]
    assert (item.session, item.minutes) == (plan.id, 90)
    asked: list[tuple[str, str]] = []
    desk.room_asked.connect(lambda room, target: asked.append((room, target)))
    choice.open.click()
    assert asked == [("curricula", f"session:{plan.id}")]
    screen.items.setCurrentRow(0)
    assert choice.session == ""
    choice.box.setCurrentIndex(1)
    choice.box.activated.emit(1)
    assert screen.form.title.words()["es"] == "Punto 1 del 10"  # a title of one's own stays
