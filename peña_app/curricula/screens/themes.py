"""The themes: phrases that were heard, where and in which group, the most heard first."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit

from peña_app.curricula.records import Theme, Themes
from peña_app.errors import Mishap
from peña_app.i18n import _, number_text, short_day_text
from peña_app.languages import INTERFACE, language as language_of
from peña_app.ui.desk import Desk
from peña_app.ui.forms import Empty, Field, button, column, row
from peña_app.ui.speech import Speaking
from peña_app.ui.tables import Column, Table, TableModel


class ThemesPanel(Speaking):
    """One line to write down what was heard; Enter keeps it. Never who said it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._themes = Themes(desk.workspace)
        self.phrase, self.place, self.circle = QLineEdit(), QLineEdit(), QLineEdit()
        self.language = QComboBox()
        for code in INTERFACE:
            self.language.addItem(language_of(code).name, code)
        self._fields = (Field(self.phrase), Field(self.language), Field(self.place), Field(self.circle))
        self.keep = button("check", primary=True)
        self.again = button("plus")
        self.remove = button("trash", quiet=True)
        self.model: TableModel[Theme] = TableModel(
            self._themes,
            [
                Column(lambda: _("As it was said"), lambda each: each.phrase),
                Column(lambda: _("Times"), lambda each: number_text(each.times), right=True),
                Column(lambda: _("Where"), lambda each: each.place),
                Column(lambda: _("Group"), lambda each: each.circle),
                Column(lambda: _("Last heard"), lambda each: short_day_text(each.on) if each.on else ""),
            ],
            self,
        )
        self.table = Table(self.model)
        self.empty = Empty("ear")
        line = row(*self._fields)
        line.setStretch(0, 3)
        line.setStretch(2, 1)
        line.setStretch(3, 1)
        whole = column(line, row(self.keep, 1), self.table, self.empty, row(self.again, 1, self.remove))
        whole.setStretch(2, 1)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self._say_texts()
        self.keep.clicked.connect(self._keep)
        for entry in (self.phrase, self.place, self.circle):
            entry.returnPressed.connect(self._keep)
        self.again.clicked.connect(self._again)
        self.remove.clicked.connect(self._remove)
        desk.news.changed.connect(self._hear)
        self._show_empty()

    def _say_texts(self) -> None:
        asked = (
            lambda: _("What was heard, as it was said"),
            lambda: _("Language"),
            lambda: _("Where"),
            lambda: _("In which group; no names"),
        )
        for field, text in zip(self._fields, asked, strict=True):
            self.say(field.name, text)
        self.say(self.keep.setText, lambda: _("Write it down"))
        self.say(self.again.setText, lambda: _("Heard again"))
        self.say(self.remove.setText, lambda: _("Remove"))
        self.say(self.table.setAccessibleName, lambda: _("What was heard"))
        self.say(self.empty.sentence.setText, lambda: _("Nothing has been written down yet."))
        self.say(
            self.empty.detail.setText,
            lambda: _(
                "The words that come back are where a module begins. Write the phrase and where it was heard, never who said it."
            ),
        )

    def _hear(self, tables: frozenset[str]) -> None:
        if "theme" in tables:
            self.model.read_again()
            self._show_empty()

    def _show_empty(self) -> None:
        there = self.model.rowCount() > 0
        self.empty.setVisible(not there)
        for shown in (self.table, self.again, self.remove):
            shown.setVisible(there)
        if there and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def start(self) -> None:
        """Take the keyboard."""
        self.phrase.setFocus()

    def _keep(self) -> None:
        try:
            self._themes.hear(
                self.phrase.text(), str(self.language.currentData()), place=self.place.text(), circle=self.circle.text()
            )
        except Mishap as mishap:
            self._fields[0].show_trouble(mishap)
            return
        self._fields[0].trouble.hide()
        self.phrase.clear()
        self.phrase.setFocus()

    @property
    def _chosen(self) -> Theme | None:
        at = self.table.currentIndex()
        return self.model.row(at.row()) if at.isValid() else None

    def _again(self) -> None:
        if self._chosen is not None:
            self._themes.hear_again(self._chosen.id)

    def _remove(self) -> None:
        if self._chosen is not None:
            self._themes.remove(self._chosen.id)
            self._desk.tell(_("The phrase was removed."))
