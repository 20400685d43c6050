"""The glossary: each concept in both languages, with the two definitions as equals, and what people lived with it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from peña_app.curricula.library import glossary
from peña_app.curricula.records import Terms
from peña_app.curricula.screens.files import documents, save_whole
from peña_app.curricula.screens.printing import glossary_paper
from peña_app.curricula.term_exchange import as_csv, as_tbx, read_csv, read_tbx
from peña_app.curricula.terms import CONSENTS, EXISTS, STATUSES, Lived, Term
from peña_app.errors import Mishap
from peña_app.i18n import N_, _, ngettext, said
from peña_app.languages import INTERFACE, language as language_of
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import BothLanguages, Empty, button, column, icon_button, label, row, scrolled
from peña_app.ui.speech import Speaking
from peña_app.ui.tables import Column, Table, TableModel

_STATUS: Final = {
    "draft": N_("draft"), "reviewed": N_("reviewed"), "community-approved": N_("approved by the community"), "retired": N_("no longer used"),
}  # fmt: skip
_EXISTS: Final = {
    "native": N_("It is a word of this language"), "borrowed": N_("A borrowed word"), "no-word": N_("There is no word for it"),
    "contested": N_("People do not agree on the word"),
}  # fmt: skip
_CONSENT: Final = {
    "none": N_("Not asked"), "internal": N_("For the group only"), "print": N_("May be printed"), "public": N_("May be shown to everyone"),
}  # fmt: skip
_FIELDS: Final = (
    ("say", N_("What it is called"), False), ("sound", N_("How it sounds"), False), ("popular", N_("What people say it is"), True),
    ("academic", N_("What the university says it is"), True), ("explain", N_("How one explains it"), True),
    ("forms", N_("Its forms, one to a line"), True), ("also", N_("May also be said, one to a line"), True),
    ("avoid", N_("To avoid, one to a line"), True), ("avoid_why", N_("Why to avoid it"), False),
)  # fmt: skip


class _Text(QPlainTextEdit):
    """A text of a few lines that says when one has left it."""

    left = Signal()

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(round(self.fontMetrics().lineSpacing() * lines) + theme.px(26))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class GlossaryPanel(Speaking):
    """A list to find a word in, and beside it the word; what one writes is kept when one leaves its field."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._terms = Terms(desk.workspace, glossary())
        self.shown: Term | None = None
        self.typed = QLineEdit()
        self.typed.setClearButtonEnabled(True)
        self.model: TableModel[Term] = TableModel(
            self._terms,
            [
                Column(lambda: language_of("es").name, lambda term: _called(term, "es"), token=lambda term: "ink" if _has(term, "es") else "cempasuchil"),
                Column(lambda: language_of("en").name, lambda term: _called(term, "en"), token=lambda term: "ink" if _has(term, "en") else "cempasuchil"),
            ],
            self,
        )  # fmt: skip
        self.table = Table(self.model, stretch=(0, 1))
        self.new = button("plus")
        self.begins = BothLanguages(N_("Word"), stacked=True)
        self.begin_button = button("check")
        self.trouble = label("trouble")
        self.trouble.hide()
        self.print_button = button("printer", primary=True)
        self.bring = icon_button("download-simple")
        self.give = icon_button("upload-simple")
        self.status = QComboBox()
        self.exists = {code: QComboBox() for code in INTERFACE}
        self.fields: dict[tuple[str, str], QLineEdit | _Text] = {}
        self.remove = button("trash", quiet=True)
        self.lived_text = _Text(2)
        self.lived_who = QLineEdit()
        self.lived_language = QComboBox()
        for code in INTERFACE:
            self.lived_language.addItem(language_of(code).name, code)
        self.lived_consent = QComboBox()
        self.lived_add = button("plus")
        self.told_by = QLineEdit()
        self.told_what = QLineEdit()
        self.told_add = button("plus")
        self.empty = Empty("book-open-text")
        self._lay_out()
        self._say_texts()
        self._connect()
        if self.model.rowCount():
            self.table.selectRow(0)

    # laying out

    def _lay_out(self) -> None:
        self._begin = QWidget()
        self._begin.setLayout(column(self.begins, self.trouble, self.begin_button, gap=theme.px(6)))
        self._begin.hide()
        beside = QWidget()
        beside.setLayout(column(self.typed, self.table, self.new, self._begin))
        beside.setFixedWidth(theme.px(292))
        ground = QFrame()
        ground.setProperty("role", "card")
        ground.setLayout(
            column(row(self.status, 1, self.remove), self._form(), self._lived_part(), self._told_part(), 1, margin=theme.px(16))
        )
        self._area = scrolled(ground)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        right = QWidget()
        right.setLayout(column(row(1, self.bring, self.give, self.print_button), self._area, self.empty))
        whole = row(beside, right, gap=theme.px(16))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _form(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(4))
        for at, code in enumerate(INTERFACE):
            grid.setColumnStretch(at, 1)
            name = label("heading")
            name.setText(language_of(code).name)
            grid.addWidget(name, 0, at)
            self.exists[code].setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            grid.addWidget(self.exists[code], 1, at)
        line = 2
        for field, asked, several in _FIELDS:
            for at, code in enumerate(INTERFACE):
                entry: QLineEdit | _Text = _Text(2 if field in {"forms", "also", "avoid"} else 5) if several else QLineEdit()
                title = label("small")
                title.setBuddy(entry)
                entry.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
                self.fields[code, field] = entry
                self.say(partial(_name, title, entry, language_of(code).name), partial(said, asked))
                grid.addWidget(title, line, at)
                grid.addWidget(entry, line + 1, at)
                leave = partial(self._write, code, field)
                (entry.left if isinstance(entry, _Text) else entry.editingFinished).connect(leave)
            line += 2
        return grid

    def _lived_part(self) -> QVBoxLayout:
        self._lived_title, self._lived_list = label("heading"), QVBoxLayout()
        return column(
            self._lived_title,
            self._lived_list,
            self.lived_text,
            row(self.lived_who, self.lived_consent, self.lived_add),
            gap=theme.px(6),
        )

    def _told_part(self) -> QVBoxLayout:
        self._told_title, self._told_list = label("heading"), QVBoxLayout()
        return column(self._told_title, self._told_list, row(self.told_by, self.told_what, self.told_add), gap=theme.px(6))

    def _say_texts(self) -> None:
        self.say(self.typed.setPlaceholderText, lambda: _("Find a word"))
        self.say(self.typed.setAccessibleName, lambda: _("Find a word"))
        self.say(self.table.setAccessibleName, lambda: _("Glossary"))
        self.say(self.new.setText, lambda: _("New word"))
        self.say(self.begin_button.setText, lambda: _("Add it"))
        self.say(self.print_button.setText, lambda: _("Print"))
        for pressed, text in (
            (self.bring, N_("Bring in words from a table (CSV) or TBX")), (self.give, N_("Save the glossary as a table (CSV) or TBX")),
        ):  # fmt: skip
            self.say(pressed.setAccessibleName, partial(said, text))
            self.say(pressed.setToolTip, partial(said, text))
        self.say(self.remove.setText, lambda: _("Remove"))
        self.say(self.lived_add.setText, lambda: _("Keep it"))
        self.say(self.told_add.setText, lambda: _("Write it down"))
        self.say(self.lived_language.setAccessibleName, lambda: _("Language"))
        self.say(self._lived_title.setText, lambda: _("What people have lived"))
        self.say(self._told_title.setText, lambda: _("Who agreed what"))
        for entry, text in (
            (self.lived_text, N_("In the words of whoever told it, with their consent")), (self.lived_who, N_("Which group; no names")),
            (self.told_by, N_("Group or role")), (self.told_what, N_("What was agreed")),
        ):  # fmt: skip
            self.say(entry.setAccessibleName, partial(said, text))
            self.say(entry.setPlaceholderText, partial(said, text))
        self.say(lambda _text: self._say_choices(), lambda: "")
        self.say(self.empty.sentence.setText, lambda: _("No word fits."))
        self.say(self.empty.detail.setText, lambda: _("Try another, or add it to the glossary."))

    def _say_choices(self) -> None:
        for box, values, texts, asked in (
            (self.status, STATUSES, _STATUS, N_("How far it is agreed")),
            *((self.exists[code], EXISTS, _EXISTS, N_("Whether there is a word for it")) for code in INTERFACE),
            (self.lived_consent, CONSENTS, _CONSENT, N_("How far they agreed")),
        ):
            at = box.currentIndex()
            box.blockSignals(True)
            box.clear()
            for value in values:
                box.addItem(said(texts[value]), value)
            box.setCurrentIndex(max(0, at))
            box.setAccessibleName(said(asked))
            box.blockSignals(False)

    def _connect(self) -> None:
        self.typed.textEdited.connect(self._search)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._show(now.row()))
        self.new.clicked.connect(self._ask)
        self.begin_button.clicked.connect(self._add)
        self.print_button.clicked.connect(self.print_paper)
        self.bring.clicked.connect(self._ask_what_to_bring)
        self.give.clicked.connect(self._ask_where_to_give)
        self.remove.clicked.connect(self._remove)
        self.status.activated.connect(lambda _at: self._alter(status=str(self.status.currentData())))
        for code, box in self.exists.items():
            box.activated.connect(lambda _at, code=code, box=box: self._alter(**{code: str(box.currentData())}))
        self.lived_add.clicked.connect(self._keep_lived)
        self.told_add.clicked.connect(self._tell)
        self._desk.news.changed.connect(self._hear)

    # showing

    def _search(self, typed: str) -> None:
        self.model.search(typed)
        if self.model.rowCount():
            self.table.selectRow(0)
        self._show_empty()

    def _show_empty(self) -> None:
        there = self.model.rowCount() > 0
        self.empty.setVisible(not there)
        self._area.setVisible(there)

    def _hear(self, tables: frozenset[str]) -> None:
        if tables & {"term", "term_lived", "term_act", "text"}:
            chosen = self.shown.id if self.shown else ""
            self.model.read_again()
            self.open(chosen)

    def open(self, slug: str) -> None:
        """Show the concept with that id."""
        for at in range(self.model.rowCount()):
            term = self.model.row(at)
            if term is not None and term.id == slug:
                self.table.blockSignals(True)
                self.table.selectRow(at)
                self.table.blockSignals(False)
                self._show(at)
                return

    def start(self) -> None:
        """Take the keyboard."""
        self.typed.setFocus()

    def _show(self, at: int) -> None:
        term = self.model.row(at) if at >= 0 else None
        if term is None:
            return
        self.shown = term
        self.status.setCurrentIndex(STATUSES.index(term.status) if term.status in STATUSES else 0)
        for code, box in self.exists.items():
            held = term.exists_in.get(code, "native" if code in term.words else "no-word")
            box.setCurrentIndex(EXISTS.index(held) if held in EXISTS else 0)
        for (code, field), entry in self.fields.items():
            value = getattr(term.words.get(code), field, "")
            text = "\n".join(value) if isinstance(value, tuple) else str(value)
            if isinstance(entry, _Text):
                if entry.toPlainText() != text and not entry.hasFocus():
                    entry.setPlainText(text)
            elif entry.text() != text and not entry.hasFocus():
                entry.setText(text)
                entry.setCursorPosition(0)
        self._show_lived(term)
        self._show_told(term)
        self._show_empty()

    def _show_lived(self, term: Term) -> None:
        _emptied(self._lived_list)
        own = self._terms.lived_rows(term.id)
        for key, lived in own or [("", each) for each in term.lived]:
            text = label()
            consent = said(_CONSENT.get(lived.consent, lived.consent))
            text.setText(
                f"«{lived.text}» {lived.who} · {consent}" if lived.language == "es" else f"“{lived.text}” {lived.who} · {consent}"
            )
            forget = QPushButton()
            forget.setProperty("quiet", True)
            forget.setText(_("Erase for good"))
            forget.clicked.connect(partial(self._forget_lived, key))
            forget.setVisible(bool(key))
            line = row(text, forget)
            line.setStretch(0, 1)
            holder = QWidget()
            holder.setLayout(line)
            self._lived_list.addWidget(holder)

    def _show_told(self, term: Term) -> None:
        _emptied(self._told_list)
        for told in term.history:
            text = label("soft")
            text.setText(f"{told.on} · {told.by} · {told.did}")
            self._told_list.addWidget(text)

    # writing

    def _write(self, code: str, field: str) -> None:
        entry = self.fields[code, field]
        text = entry.toPlainText() if isinstance(entry, _Text) else entry.text()
        if self.shown is not None:
            self._terms.write(self.shown.id, code, field, text)

    def _alter(self, **cells: str) -> None:
        if self.shown is not None:
            self._terms.alter(self.shown.id, **cells)

    def _ask(self) -> None:
        self._begin.setVisible(not self._begin.isVisible())
        self.trouble.hide()
        self.begins.show_words({})
        self.begins.lines[INTERFACE[0]].setFocus()

    def _add(self) -> None:
        try:
            slug = self._terms.begin(self.begins.words())
        except Mishap as mishap:
            self.trouble.setText(str(mishap))
            self.trouble.show()
            return
        self._begin.hide()
        self.typed.clear()
        self.model.search("")
        self.open(slug)
        self.fields[INTERFACE[0], "popular"].setFocus()

    def _remove(self) -> None:
        if self.shown is not None and self.shown.id in self._terms.own():
            self._terms.remove(self.shown.id)
            self._desk.tell(_("The word was removed; the library’s, if there is one, stands again."))

    def _keep_lived(self) -> None:
        if self.shown is None:
            return
        code = str(self.lived_language.currentData())
        try:
            self._terms.add_lived(
                self.shown.id,
                Lived(code, self.lived_text.toPlainText(), self.lived_who.text(), str(self.lived_consent.currentData())),
            )
        except Mishap as mishap:
            self._desk.trouble(mishap)
            return
        self.lived_text.clear()
        self.lived_who.clear()

    def _forget_lived(self, key: str, _checked: bool = False) -> None:
        self._terms.forget_lived(key)
        self._desk.tell(_("The example is erased, in the backups too."), undo=False)

    def _tell(self) -> None:
        if self.shown is None:
            return
        try:
            self._terms.tell(self.shown.id, self.told_by.text(), self.told_what.text())
        except Mishap as mishap:
            self._desk.trouble(mishap)
            return
        self.told_by.clear()
        self.told_what.clear()

    # to and from files

    def _ask_where_to_give(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, self.give.toolTip(), str(documents() / "glosario.csv"), "CSV (*.csv);;TBX (*.tbx)"
        )
        if name:
            self.give_to(Path(name))

    def give_to(self, file: Path) -> None:
        """Write the glossary into a file, as TBX if it ends so and else as a table; all of it or nothing."""
        target = file if file.suffix else file.with_suffix(".csv")
        data = as_tbx(self._terms.all()) if target.suffix.lower() == ".tbx" else as_csv(self._terms.all())
        try:
            save_whole(target, data)
        except Mishap as mishap:
            self._desk.trouble(mishap)
            return
        self._desk.tell(_("Saved as {file}").format(file=target.name), undo=False)

    def _ask_what_to_bring(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, self.bring.toolTip(), str(documents()), "CSV, TBX (*.csv *.tbx *.xml)")
        if name:
            self.bring_from(Path(name))

    def bring_from(self, file: Path) -> None:
        """Take in the words of a file; where one line is wrong none is taken in. One undo takes them out again."""
        known = {term.id: term for term in self._terms.all()}
        try:
            data = file.read_bytes()
            read = read_tbx if file.suffix.lower() in {".tbx", ".xml"} else read_csv
            number = self._terms.bring_in(read(data, file.name, known))
        except OSError:
            self._desk.trouble(Mishap(_("“{file}” cannot be opened.").format(file=file.name), _("Check its name and folder.")))
            return
        except Mishap as mishap:
            self._desk.trouble(mishap)
            return
        self._desk.tell(ngettext("{n} word was brought in.", "{n} words were brought in.", number).format(n=number))

    def print_paper(self) -> None:
        """Print the word for the wall, or the whole glossary."""
        if self.shown is not None:
            self._desk.print(glossary_paper(self._terms.all(), self.shown))


def _called(term: Term, code: str) -> str:
    wording = term.words.get(code)
    if wording is None or not wording.say:
        return _("(no word)")
    return wording.say


def _has(term: Term, code: str) -> bool:
    return term.exists_in.get(code) != "no-word" and bool(term.words.get(code) and term.words[code].say)


def _name(title: QWidget, entry: QWidget, language: str, text: str) -> None:
    title.setText(text)  # type: ignore[attr-defined]
    entry.setAccessibleName(f"{text}, {language}")


def _emptied(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
