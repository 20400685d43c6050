"""The calendar: what a group will do in the chosen gathering."""

from __future__ import annotations

from datetime import time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from peña_app import clock
from peña_app.curricula.planning import Plan, PlanId
from peña_app.curricula.records.sessions import Sessions
from peña_app.gatherings.model import Kind
from peña_app.gatherings.records import Gatherings
from peña_app.gatherings.screens import GatheringsScreen
from peña_app.ui.desk import Desk
from peña_app.ui.speech import switch


def test_the_sessions_of_the_chosen_gathering_stand_under_it_and_enter_opens_one(qtbot: QtBot, desk: Desk) -> None:
    gatherings, sessions = Gatherings(desk.workspace), Sessions(desk.workspace)
    gatherings.call(Kind.WORKSHOP, {"es": "Taller", "en": "Workshop"}, clock.now() + timedelta(days=2), 120)
    pena = gatherings.call(Kind.PENA, {"es": "Peña", "en": "Peña"}, clock.now(), 180)
    screen = GatheringsScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(852, 640)
    screen.show()
    screen.table.selectRow(1)
    assert not screen.placed.isVisible()
    late = sessions.plan(Plan(PlanId(""), {"es": "La soga", "en": "The rope"}, time(20)))
    early = sessions.plan(Plan(PlanId(""), {"es": "Nuestros caminos", "en": "Our roads"}, time(18)))
    for plan in (late, early):
        sessions.place(plan.id, pena.id)
    listed = screen.placed.items
    assert [listed.item(at).text().replace("\u202f", " ") for at in range(2)] == ["6:00 PM · Our roads", "8:00 PM · The rope"]
    switch("es")
    qtbot.waitUntil(lambda: listed.item(0).text().endswith("Nuestros caminos"))
    switch("en")
    asked: list[tuple[str, str]] = []
    desk.room_asked.connect(lambda room, target: asked.append((room, target)))
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Down)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert asked == [("curricula", f"session:{late.id}")]
    screen.table.selectRow(0)
    assert not screen.placed.isVisible()
