"""What stands around the clock of a session: its needs in one strip, what to bring for everyone, and the notes afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget, QListWidgetItem, QSpinBox, QWidget

from peña_app.curricula.bringing import (
    Needs,
    Thing,
    children_text,
    interpreter_text,
    needs,
    reading_text,
    thing_text,
    things,
)
from peña_app.curricula.model import Activity
from peña_app.curricula.planning import PEOPLE, SEATS, Note, PartId, Plan, cut_of
from peña_app.curricula.records.sessions import Sessions
from peña_app.i18n import _, language, minutes_text, ngettext, short_day_text
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import Field, button, column, label, row
from peña_app.ui.icons import icon, icon_size
from peña_app.ui.speech import Speaking


def activities_of(plan: Plan, known: Mapping[str, Activity]) -> list[Activity]:
    """The activities that stay in a session, in their order."""
    return [known[part.activity] for part in cut_of(plan).kept if part.activity in known]


def _listed() -> QListWidget:
    made = QListWidget()
    made.setWordWrap(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


class NeedsStrip(Speaking):
    """Interpreter, children and reading in one strip."""

    def __init__(self) -> None:
        super().__init__()
        self._needs: Needs | None = None
        self.texts: dict[str, QLabel] = {}
        held = row(gap=theme.px(16))
        for symbol in ("translate", "baby", "book-open-text"):
            mark = QLabel()
            mark.setPixmap(icon(symbol, "agave").pixmap(icon_size()))
            self.texts[symbol] = label()
            one = row(mark, self.texts[symbol], gap=theme.px(6))
            one.setStretch(1, 1)
            held.addLayout(one, 1)
        self.setLayout(held)
        self.say(lambda _text: self._show(), lambda: "")

    def show_needs(self, activities: Sequence[Activity]) -> None:
        """Show what these activities need."""
        self._needs = needs(activities) if activities else None
        self._show()

    def _show(self) -> None:
        for symbol, text in (("translate", interpreter_text), ("baby", children_text), ("book-open-text", reading_text)):
            self.texts[symbol].setText(text(self._needs) if self._needs else "")
        self.setVisible(self._needs is not None)


class Bringing(Speaking):
    """What to bring, for so many people at tables of so many."""

    counted = Signal(int, int)  # people, seats

    def __init__(self) -> None:
        super().__init__()
        self._things: tuple[Thing, ...] = ()
        self.people, self.seats = QSpinBox(), QSpinBox()
        self.people.setRange(1, 2000)
        self.seats.setRange(1, 100)
        self.people.setValue(PEOPLE)
        self.seats.setValue(SEATS)
        self.fields = {each: Field(each) for each in (self.people, self.seats)}
        self.items = _listed()
        self.nothing = label("soft")
        self.setLayout(column(row(*self.fields.values(), 1), self.nothing, self.items))
        self.say(self.fields[self.people].name, lambda: _("People"))
        self.say(self.fields[self.seats].name, lambda: _("At a table or in a group"))
        self.say(self.items.setAccessibleName, lambda: _("To bring"))
        self.say(self.nothing.setText, lambda: _("These activities need nothing that has to be brought."))
        self.say(lambda _text: self._show(), lambda: "")
        for entry in (self.people, self.seats):
            entry.setKeyboardTracking(False)
            entry.valueChanged.connect(lambda _value: self.counted.emit(self.people.value(), self.seats.value()))
        self._activities: Sequence[Activity] = ()

    def show_plan(self, plan: Plan, activities: Sequence[Activity]) -> None:
        """Count for a session."""
        self._activities = activities
        for entry, value in ((self.people, plan.people), (self.seats, plan.seats)):
            entry.blockSignals(True)
            entry.setValue(value)
            entry.blockSignals(False)
        self._count()

    def _count(self) -> None:
        self._things = things(self._activities, self.people.value(), self.seats.value())
        self._show()

    def _show(self) -> None:
        self.items.clear()
        for thing in self._things:
            words = thing.material.words
            first = thing_text(thing, words, language())
            other = next((text for code, text in sorted(words.items()) if code != language() and text), "")
            shared = thing.shared and len(thing.activities) > 1
            more = ngettext("serves {n} activity", "serves {n} activities", len(thing.activities)).format(n=len(thing.activities))
            self.items.addItem(
                QListWidgetItem("\n".join(filter(None, (first, " · ".join(filter(None, (other, more if shared else "")))))))
            )
        self.nothing.setVisible(not self._things)
        self.items.setVisible(bool(self._things))


class Afterwards(Speaking):
    """What really happened: minutes and a sentence for each part, day by day. It asks for no names."""

    def __init__(self, desk: Desk, sessions: Sessions) -> None:
        super().__init__()
        self._desk, self._sessions = desk, sessions
        self._plan: Plan | None = None
        self._known: Mapping[str, Activity] = {}
        self._notes: list[Note] = []
        self.items = _listed()
        self.nothing = label("soft")
        self.part = QComboBox()
        self.part.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.minutes = QSpinBox()
        self.minutes.setRange(0, 24 * 60)
        self.happened = QLineEdit()
        self.fields: dict[QWidget, Field] = {each: Field(each) for each in (self.part, self.minutes, self.happened)}
        self.save = button("check")
        asked = row(self.fields[self.part], self.fields[self.minutes])
        asked.setStretch(0, 1)
        self.setLayout(column(self.nothing, self.items, asked, self.fields[self.happened], row(1, self.save), gap=theme.px(8)))
        self.say(self.items.setAccessibleName, lambda: _("Notes"))
        self.say(self.fields[self.part].name, lambda: _("Part"))
        self.say(self.fields[self.minutes].name, lambda: _("Real minutes"))
        self.say(self.minutes.setSpecialValueText, lambda: "–")
        self.say(self.fields[self.happened].name, lambda: _("What happened, without names"))
        self.say(self.save.setText, lambda: _("Write it down"))
        self.say(
            self.nothing.setText, lambda: _("Nothing is written down yet. Running the session keeps its real minutes by itself.")
        )
        self.say(lambda _text: self._show(), lambda: "")
        self.items.currentRowChanged.connect(self._take)
        self.part.activated.connect(lambda _at: self.items.setCurrentRow(-1))
        self.save.clicked.connect(self._save)
        self.happened.returnPressed.connect(self._save)

    def show_plan(self, plan: Plan, known: Mapping[str, Activity], notes: list[Note]) -> None:
        """Show the notes of a session."""
        self._plan, self._known = plan, known
        order = {part.id: at for at, part in enumerate(plan.parts)}
        days = sorted({note.day for note in notes}, reverse=True)
        self._notes = sorted(notes, key=lambda note: (days.index(note.day), order.get(note.part, -1)))
        self._show()

    def _show(self) -> None:
        plan = self._plan
        if plan is None:
            return
        kept = self.part.currentData()
        self.part.clear()
        self.part.addItem(_("The whole session"), "")
        for part in plan.parts:
            self.part.addItem(part.name(self._known), part.id)
        self.part.setCurrentIndex(max(0, self.part.findData(kept)))
        self.items.blockSignals(True)
        self.items.clear()
        for note in self._notes:
            self.items.addItem(self._text(plan, note))
        self.items.blockSignals(False)
        self.items.setVisible(bool(self._notes))
        self.nothing.setVisible(not self._notes)

    def _text(self, plan: Plan, note: Note) -> str:
        part = next((each for each in plan.parts if each.id == note.part), None)
        name = part.name(self._known) if part else _("The whole session") if not note.part else _("A part that was taken out")
        real = ""
        if note.minutes:
            real = minutes_text(note.minutes)
            if part is not None and part.minutes != note.minutes:
                real = _("{real} instead of {planned}").format(real=real, planned=minutes_text(part.minutes))
        head = " · ".join(filter(None, (short_day_text(date.fromisoformat(note.day)), name, real)))
        return "\n".join(filter(None, (head, note.happened)))

    def _take(self, at: int) -> None:
        """Put a note into the fields, to be changed; where none is chosen they are empty for a new one."""
        if at < 0:
            self.minutes.setValue(0)
            self.happened.clear()
        if 0 <= at < len(self._notes):
            note = self._notes[at]
            self.part.setCurrentIndex(max(0, self.part.findData(note.part)))
            self.minutes.setValue(note.minutes)
            self.happened.setText(note.happened)

    def _save(self) -> None:
        at, plan = self.items.currentRow(), self._plan
        if plan is None:
            return
        minutes, happened = self.minutes.value(), self.happened.text()
        if 0 <= at < len(self._notes):
            self._sessions.alter_note(replace(self._notes[at], minutes=minutes, happened=happened))
        elif minutes or happened.strip():
            self._sessions.note(plan.id, PartId(self.part.currentData() or "") or None, minutes, happened)
        else:
            return
        self.minutes.setValue(0)
        self.happened.clear()
        self._desk.tell(_("It is written down"))
