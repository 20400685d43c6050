"""Everyone who has come: find as you type, welcome, correct, delete for good."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from peña_app import languages
from peña_app.errors import Mishap
from peña_app.i18n import _, ngettext, number_text
from peña_app.people.model import Person, PersonId, require_name
from peña_app.people.records import People
from peña_app.ui import theme
from peña_app.ui.desk import Desk, Hit
from peña_app.ui.forms import Empty, Field, button, card, column, label, page, row, scrolled
from peña_app.ui.speech import Speaking, SpeakingDialog
from peña_app.ui.tables import Column, Table, TableModel
from peña_app.workspace import Workspace

ROOM = "people"


def find(workspace: Workspace, typed: str) -> list[Hit]:
    """Persons, for the search over everything."""
    return [Hit("users", person.goes_by, person.apart, ROOM, person.id) for person in People(workspace).find(typed)]


def _read_in(person: Person) -> str:
    return languages.language(person.reads).name if person.reads else "–"


class PeopleScreen(Speaking):
    """The table of persons, and beside it the one that is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._people = People(desk.workspace)
        self._person: Person | None = None
        self.model: TableModel[Person] = TableModel(
            self._people,
            [
                Column(lambda: _("Name"), lambda person: person.goes_by, private=True),
                Column(lambda: _("What tells them apart"), lambda person: person.apart, private=True),
                Column(lambda: _("Reads"), _read_in),
            ],
            self,
        )
        self.typed = QLineEdit()
        self.typed.setClearButtonEnabled(True)
        self.table = Table(self.model, stretch=(0, 1))
        self.add = button("user-plus", primary=True)
        self.heading = label("title")
        self.count = label("soft", wrap=False)
        self.empty = Empty("users-three", None)
        self.details = Details(desk)
        self._lay_out()
        self._say_texts()
        self._connect()
        self._read_again()
        self.model.veil(desk.veiled)

    def _lay_out(self) -> None:
        self._list = QWidget()
        listed = column(self.typed, self.table)
        self._list.setLayout(listed)
        self._side = scrolled(self.details)
        self._side.setFixedWidth(theme.px(320))
        body = row(self._list, self.empty, self._side, gap=16)
        body.setStretch(0, 1)
        ground = page(column(row(self.heading, self.count, 1, self.add), body))
        self.setLayout(column(ground))

    def _say_texts(self) -> None:
        self.say(self.heading.setText, lambda: _("People"))
        self.say(self.add.setText, lambda: _("Add a person"))
        self.say(self.add.setToolTip, lambda: _("Add a person (Ctrl+N)"))
        self.say(self.typed.setPlaceholderText, lambda: _("A few letters of any name"))
        self.say(self.typed.setAccessibleName, lambda: _("Find a person"))
        self.say(self.table.setAccessibleName, lambda: _("People who have come"))
        self.say(self.count.setText, self._counted)
        self.say(self.empty.sentence.setText, lambda: _("Nobody has been written down yet."))
        self.say(
            self.empty.detail.setText,
            lambda: _("People appear here when they sign in at a gathering. You can also add them by hand."),
        )

    def _connect(self) -> None:
        self.add.setShortcut("Ctrl+N")
        self.typed.textEdited.connect(self._search)
        self.typed.returnPressed.connect(self.table.setFocus)
        self.table.selectionModel().currentRowChanged.connect(lambda current, _before: self._choose(current.row()))
        self.add.clicked.connect(self._add)
        self._desk.veiled_changed.connect(self.model.veil)
        self._desk.news.changed.connect(self._news)

    def open(self, target: str) -> None:
        """Show the person with that id."""
        person = self._people.person(PersonId(target))
        self.typed.setText(person.goes_by)
        self._search(person.goes_by)
        self._show(person)

    def _counted(self) -> str:
        n = self.model.rowCount()
        return ngettext("{n} person", "{n} people", n).format(n=number_text(n))

    def _search(self, typed: str) -> None:
        self.model.search(typed)
        self.count.setText(self._counted())
        if typed and self.model.rowCount():
            self.table.selectRow(0)

    def _choose(self, number: int) -> None:
        person = self.model.row(number) if number >= 0 else None
        if person is not None:
            self._show(person)

    def _show(self, person: Person) -> None:
        self._person = person
        self.details.show_person(person)

    def _add(self) -> None:
        NewPerson(self._desk, self).open()

    def _news(self, tables: frozenset[str]) -> None:
        if "person" in tables:
            self._read_again()

    def _read_again(self) -> None:
        self.model.read_again()
        self.count.setText(self._counted())
        nobody = self.model.rowCount() == 0 and not self.typed.text()
        self.empty.setVisible(nobody)
        self._list.setVisible(not nobody)
        self._side.setVisible(not nobody)
        if self._person is not None:
            person = self._people.person(self._person.id)
            self._show(person if person.goes_by else Person(PersonId(""), ""))


class Details(Speaking):
    """One person, to be corrected."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._people = People(desk.workspace)
        self._person = Person(PersonId(""), "")
        self.hint = label("soft")
        self.goes_by = QLineEdit()
        self.goes_by_field = Field(self.goes_by, lambda: require_name(self.goes_by.text()))
        self.given, self.surname_1, self.surname_2, self.where = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.reads = QComboBox()
        self.interpretation = QComboBox()
        self.fields = {
            line: Field(line)
            for line in (self.given, self.surname_1, self.surname_2, self.where, self.reads, self.interpretation)
        }
        self.save = button("check")
        self.erase = button("trash", quiet=True, danger=True)
        self._form = QWidget()
        self._form.setLayout(column(self.goes_by_field, *self.fields.values(), row(1, self.save), 1, row(self.erase, 1), gap=8))
        panel = card(self.hint, self._form, 1)
        self.setLayout(column(panel))
        self.reads.addItem("–", "")
        for language in languages.listed():
            self.reads.addItem(language.name, language.code)
        for code in ("", "1", "0"):
            self.interpretation.addItem("", code)
        self._say_texts()
        self.save.clicked.connect(self._save)
        self.erase.clicked.connect(self._ask_to_erase)
        for line in (self.goes_by, self.given, self.surname_1, self.surname_2, self.where):
            line.returnPressed.connect(self._save)
        self.show_person(self._person)

    def _say_texts(self) -> None:
        self.say(self.hint.setText, lambda: _("Choose a person to see or correct what is written down. Only the name is needed."))
        self.say(self.goes_by_field.name, lambda: _("Name she, he or they go by"))
        self.say(self.fields[self.given].name, lambda: _("Given names"))
        self.say(self.fields[self.surname_1].name, lambda: _("First surname"))
        self.say(self.fields[self.surname_2].name, lambda: _("Second surname"))
        self.say(self.fields[self.where].name, lambda: _("Neighborhood, block or school"))
        self.say(self.fields[self.reads].name, lambda: _("Prefers to read"))
        self.say(self.fields[self.interpretation].name, lambda: _("Needs interpretation"))
        self.say(lambda text: self.interpretation.setItemText(0, text), lambda: _("Not asked"))
        self.say(lambda text: self.interpretation.setItemText(1, text), lambda: _("Yes"))
        self.say(lambda text: self.interpretation.setItemText(2, text), lambda: _("No"))
        self.say(self.save.setText, lambda: _("Save"))
        self.say(self.erase.setText, lambda: _("Delete for good"))

    def show_person(self, person: Person) -> None:
        """Put a person into the form; one without an id empties it."""
        self._person = person
        self._form.setVisible(bool(person.id))
        self.hint.setVisible(not person.id)
        for line, text in (
            (self.goes_by, person.goes_by), (self.given, person.given), (self.surname_1, person.surname_1),
            (self.surname_2, person.surname_2), (self.where, person.where),
        ):  # fmt: skip
            line.setText(text)
        at = self.reads.findData(person.reads)
        if at < 0:
            self.reads.addItem(languages.language(person.reads).name, person.reads)
            at = self.reads.count() - 1
        self.reads.setCurrentIndex(at)
        self.interpretation.setCurrentIndex(0 if person.interpretation is None else 1 if person.interpretation else 2)
        if person.id:
            self.goes_by_field.fits()

    def _save(self) -> None:
        asked = self.interpretation.currentData()
        person = replace(
            self._person, goes_by=self.goes_by.text(), given=self.given.text(), surname_1=self.surname_1.text(), surname_2=self.surname_2.text(),
            where=self.where.text(), reads=str(self.reads.currentData()), interpretation=None if asked == "" else asked == "1",
        )  # fmt: skip
        try:
            self._people.correct(person)
        except Mishap as mishap:
            self.goes_by_field.show_trouble(mishap)
            return
        self._desk.tell(_("Saved"))

    def _ask_to_erase(self) -> None:
        Erase(self._desk, self._person, self).open()


class Erase(SpeakingDialog):
    """Says in one sentence what deleting for good does; the button repeats the verb."""

    def __init__(self, desk: Desk, person: Person, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._person = desk, person
        self.sentence = label("heading")
        self.detail = label("soft")
        self.cancel = button()
        self.erase = button("trash", danger=True)
        self.setLayout(column(self.sentence, self.detail, row(1, self.cancel, self.erase), margin=20))
        self.setMinimumWidth(theme.px(460))
        self.say(self.setWindowTitle, lambda: _("Delete for good"))
        self.say(
            self.sentence.setText,
            lambda: _("Everything written down about {name} will be deleted for good.").format(name=person.goes_by),
        )
        self.say(
            self.detail.setText,
            lambda: _(
                "It also leaves the history and the backups on this laptop, and cannot be undone. Gatherings keep their count. Paper stays where it is."
            ),
        )
        self.say(self.cancel.setText, lambda: _("Keep"))
        self.say(self.erase.setText, lambda: _("Delete for good"))
        self.cancel.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.erase.clicked.connect(self._erase)

    def _erase(self) -> None:
        try:
            People(self._desk.workspace).forget(self._person.id)
        except Mishap as mishap:
            self._desk.trouble(mishap)
        else:
            self._desk.tell(_("Deleted for good"), undo=False)
        self.accept()


class NewPerson(SpeakingDialog):
    """A name and Enter; the rest can wait."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.entry = QLineEdit()
        self.field = Field(self.entry)
        self.add = button("user-plus", primary=True)
        self.cancel = button(quiet=True)
        self.setLayout(column(self.field, row(1, self.cancel, self.add), margin=20))
        self.setMinimumWidth(theme.px(440))
        self.say(self.setWindowTitle, lambda: _("Add a person"))
        self.say(self.field.name, lambda: _("Name she, he or they go by"))
        self.say(self.add.setText, lambda: _("Add"))
        self.say(self.cancel.setText, lambda: _("Cancel"))
        self.add.setDefault(True)
        self.add.clicked.connect(self._add)
        self.cancel.clicked.connect(self.reject)

    def _add(self) -> None:
        try:
            person = People(self._desk.workspace).welcome(self.entry.text())
        except Mishap as mishap:
            self.field.show_trouble(mishap)
            return
        self._desk.tell(_("{name} was added").format(name=person.goes_by))
        self.accept()
        self._desk.go(ROOM, person.id)
