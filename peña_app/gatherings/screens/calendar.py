"""The calendar of gatherings, and the form of one."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QDate, QDateTime, Qt, QTime
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QLineEdit, QSpinBox, QStackedWidget, QWidget

from peña_app import clock
from peña_app.errors import Mishap
from peña_app.gatherings.model import Gathering, GatheringId, Kind, kind_text
from peña_app.gatherings.records import Gatherings
from peña_app.gatherings.screens.desk import SignInDesk
from peña_app.gatherings.screens.placed import TABLES as PLACED, PlacedSessions
from peña_app.i18n import N_, _, number_text, short_day_text, time_text
from peña_app.ui import theme
from peña_app.ui.desk import Choice, Desk, Hit, Printable
from peña_app.ui.forms import BothLanguages, Empty, Field, button, column, label, page, row
from peña_app.ui.speech import Speaking, SpeakingDialog
from peña_app.ui.tables import Column, Table, TableModel
from peña_app.workspace import Workspace

ROOM = "gatherings"


def find(workspace: Workspace, typed: str) -> list[Hit]:
    """Gatherings, for the search over everything."""
    return [Hit("calendar-blank", each.name, _when(each), ROOM, each.id) for each in Gatherings(workspace).page(typed, 0, 12)]


def _when(gathering: Gathering) -> str:
    begins = gathering.begins.astimezone()
    return f"{short_day_text(begins.date())}, {time_text(begins)}"


class GatheringsScreen(Speaking):
    """All gatherings; Enter opens the desk of the chosen one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._gatherings = Gatherings(desk.workspace)
        self._came: dict[str, int] = {}
        self.model: TableModel[Gathering] = TableModel(
            self._gatherings,
            [
                Column(lambda: _("Gathering"), lambda each: each.name),
                Column(lambda: _("Kind"), lambda each: kind_text(each.kind)),
                Column(lambda: _("When"), _when),
                Column(lambda: _("Came"), lambda each: number_text(self._came.get(each.id, 0)), right=True),
            ],
            self,
        )
        self.heading = label("title")
        self.begin = button("plus")
        self.open_desk = button("door-open", primary=True)
        self.edit = button("pencil-simple")
        self.sheet = button("printer")
        self.remove = button("trash", quiet=True)
        self.table = Table(self.model)
        self.placed = PlacedSessions(desk)
        self.first = button("plus", primary=True)
        self.empty = Empty("calendar-blank", self.first)
        self._stack = QStackedWidget()
        self._door: SignInDesk | None = None
        self._lay_out()
        self._say_texts()
        self._connect()
        self._read_again()

    def _lay_out(self) -> None:
        body = column(self.table, self.empty)
        listed = column(
            row(self.heading, 1, self.begin),
            body,
            self.placed,
            row(self.open_desk, self.edit, self.sheet, 1, self.remove),
            gap=16,
        )
        listed.setStretch(1, 1)
        self._stack.addWidget(page(listed))
        self.setLayout(column(self._stack))

    def _say_texts(self) -> None:
        self.say(self.heading.setText, lambda: _("Gatherings"))
        self.say(self.begin.setText, lambda: _("Create a gathering"))
        self.say(self.first.setText, lambda: _("Create a gathering"))
        self.say(self.open_desk.setText, lambda: _("Open the sign-in desk"))
        self.say(self.edit.setText, lambda: _("Edit"))
        self.say(self.sheet.setText, lambda: _("Print a sign-in sheet"))
        self.say(self.remove.setText, lambda: _("Remove"))
        self.say(self.table.setAccessibleName, lambda: _("Gatherings"))
        self.say(self.empty.sentence.setText, lambda: _("No gathering yet."))
        self.say(
            self.empty.detail.setText,
            lambda: _(
                "A peña, a workshop, an assembly, an action or a meeting: give it a name and a time, and its door is open."
            ),
        )

    def _connect(self) -> None:
        self.begin.clicked.connect(lambda: GatheringForm(self._desk, None, self).open())
        self.first.clicked.connect(lambda: GatheringForm(self._desk, None, self).open())
        self.open_desk.clicked.connect(self._open_chosen)
        self.table.activated.connect(lambda _index: self._open_chosen())
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_placed())
        self.edit.clicked.connect(self._edit)
        self.sheet.clicked.connect(self.print_paper)
        self.remove.clicked.connect(self._remove)
        QShortcut(QKeySequence("Alt+Left"), self, self.close_door)
        self._desk.news.changed.connect(self._news)

    def chosen(self) -> Gathering | None:
        """The gathering whose row is selected."""
        return self.model.row(self.table.currentIndex().row()) if self.table.currentIndex().isValid() else None

    def open(self, target: str) -> None:
        """Open the sign-in desk of the gathering with that id."""
        gathering = self._gatherings.gathering(target)
        if gathering is not None:
            self._open_door(gathering)

    def start(self) -> None:
        """Take the keyboard."""
        if self._door is not None:
            self._door.start()
        else:
            self.table.setFocus()

    @property
    def door(self) -> SignInDesk | None:
        """The open sign-in desk."""
        return self._door

    def _open_chosen(self) -> None:
        gathering = self.chosen()
        if gathering is not None:
            self._open_door(gathering)

    def _open_door(self, gathering: Gathering) -> None:
        self.close_door()
        self._desk.be_at(gathering.id)
        self._door = SignInDesk(self._desk, gathering)
        self._door.back.clicked.connect(self.close_door)
        self._door.sheet.clicked.connect(lambda: self._print(gathering))
        self._stack.addWidget(self._door)
        self._stack.setCurrentWidget(self._door)
        self._door.start()

    def close_door(self) -> None:
        """Back to the calendar."""
        if self._door is not None:
            self._stack.removeWidget(self._door)
            self._door.deleteLater()
            self._door = None
            self._read_again()
            self.table.setFocus()

    def _edit(self) -> None:
        gathering = self.chosen()
        if gathering is not None:
            GatheringForm(self._desk, gathering, self).open()

    def _remove(self) -> None:
        gathering = self.chosen()
        if gathering is not None:
            self._gatherings.cancel(gathering.id)
            self._desk.tell(_("“{name}” was removed").format(name=gathering.name))

    def print_paper(self) -> None:
        """Print the sign-in sheet of the gathering at hand."""
        gathering = self.chosen()
        if gathering is not None:
            self._print(gathering)

    def _print(self, gathering: Gathering) -> None:
        def make(choice: Choice) -> bytes:
            from peña_app.gatherings import paper

            return paper.sign_in_sheet(gathering, sheet=choice.sheet, slips=choice.layout == "slips")

        layouts = (
            ("sheet", lambda: _("Sheets with numbered rows")),
            ("slips", lambda: _("Slips, so that nobody reads earlier names")),
        )
        self._desk.print(Printable(lambda: _("Sign-in sheet"), make, layouts, file_name="hoja-de-asistencia"))

    def _news(self, tables: frozenset[str]) -> None:
        if tables & {"gathering", "text", "sign_in"} and self._door is None:
            self._read_again()
        elif tables & PLACED:
            self._show_placed()

    def _show_placed(self) -> None:
        gathering = self.chosen()
        self.placed.show_gathering(gathering.id if gathering else None)

    def _read_again(self) -> None:
        kept = self.table.currentIndex().row()
        self._came = {each.id: self._gatherings.presence(each.id).all for each in self._gatherings.all()}
        self.model.read_again()
        nothing = self.model.rowCount() == 0
        self.empty.setVisible(nothing)
        self.table.setVisible(not nothing)
        for pressed in (self.open_desk, self.edit, self.sheet, self.remove, self.begin):
            pressed.setVisible(not nothing)
        if not nothing:
            self.table.selectRow(min(max(kept, 0), self.model.rowCount() - 1))
        self._show_placed()


class GatheringForm(SpeakingDialog):
    """What a gathering is called in both languages, of which kind it is, when and where."""

    def __init__(self, desk: Desk, gathering: Gathering | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._gathering = gathering
        self.heading = label("heading")
        self.title = BothLanguages(N_("Name"))
        self.trouble = label("trouble")
        self.trouble.hide()
        self.kind = QComboBox()
        for kind in Kind:
            self.kind.addItem("", kind)
        self.begins = QDateTimeEdit()
        self.begins.setCalendarPopup(True)
        self.hours = QSpinBox()
        self.hours.setRange(0, 240)
        self.minutes = QSpinBox()
        self.minutes.setRange(0, 55)
        self.minutes.setSingleStep(5)
        self.place = QLineEdit()
        self.fields = {each: Field(each) for each in (self.kind, self.begins, self.hours, self.minutes, self.place)}
        self.save = button("check", primary=True)
        self.cancel = button(quiet=True)
        length = row(self.fields[self.begins], self.fields[self.hours], self.fields[self.minutes])
        length.setStretch(0, 1)
        self.setLayout(
            column(
                self.heading,
                self.title,
                row(self.fields[self.kind], self.fields[self.place]),
                length,
                self.trouble,
                row(1, self.cancel, self.save),
                margin=20,
            )
        )
        self.setMinimumWidth(theme.px(620))
        self._say_texts()
        self._show()
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)

    def _say_texts(self) -> None:
        heading = (lambda: _("Edit the gathering")) if self._gathering else (lambda: _("Create a gathering"))
        self.say(self.setWindowTitle, heading)
        self.say(self.heading.setText, heading)
        self.say(self.fields[self.kind].name, lambda: _("Kind"))
        self.say(self.fields[self.begins].name, lambda: _("Begins"))
        self.say(self.fields[self.hours].name, lambda: _("Lasts, hours"))
        self.say(self.fields[self.minutes].name, lambda: _("and minutes"))
        self.say(self.fields[self.place].name, lambda: _("Place"))
        self.say(self.save.setText, lambda: _("Save"))
        self.say(self.cancel.setText, lambda: _("Cancel"))
        self.say(self.begins.setDisplayFormat, lambda: _("ddd MMM d, yyyy  h:mm AP"))
        for number, kind in enumerate(Kind):
            self.say(partial(self.kind.setItemText, number), partial(kind_text, kind))

    def _show(self) -> None:
        shown = self._gathering
        begins = shown.begins.astimezone() if shown else clock.now().replace(minute=0)
        minutes = shown.minutes if shown else 120
        self.begins.setDateTime(QDateTime(QDate(begins.year, begins.month, begins.day), QTime(begins.hour, begins.minute)))
        self.hours.setValue(minutes // 60)
        self.minutes.setValue(minutes % 60)
        if shown:
            self.title.show_words(shown.title)
            self.kind.setCurrentIndex(self.kind.findData(shown.kind))
            self.place.setText(shown.place)

    def _save(self) -> None:
        entered = self.begins.dateTime().toPython()
        begins = entered.astimezone() if isinstance(entered, datetime) else clock.now()
        minutes = 60 * self.hours.value() + self.minutes.value()
        kind = Kind(self.kind.currentData())
        records = Gatherings(self._desk.workspace)
        try:
            if self._gathering:
                records.alter(Gathering(self._gathering.id, kind, self.title.words(), begins, minutes, self.place.text()))
                self._desk.tell(_("Saved"))
            else:
                made = records.call(kind, self.title.words(), begins, minutes, self.place.text())
                self._desk.be_at(GatheringId(made.id))
                self._desk.tell(_("“{name}” was created").format(name=made.name))
        except Mishap as mishap:
            self.trouble.setText(str(mishap))
            self.trouble.show()
            return
        self.accept()
