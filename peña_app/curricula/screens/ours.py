"""The group's own curricula: what has been adopted or begun, how far each language is, and the editor behind it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from peña_app.curricula import archive
from peña_app.curricula.folders import MODULE_FILE
from peña_app.curricula.owned import CurriculumId, OwnActivity
from peña_app.curricula.parcels import laid_open, packed, unpacked
from peña_app.curricula.records import Curricula, Curriculum
from peña_app.curricula.reviews import CLEAN, State
from peña_app.curricula.screens.compare import ComparePage
from peña_app.curricula.screens.editor import Editor
from peña_app.curricula.screens.files import documents, save_whole
from peña_app.curricula.screens.helping import Helps
from peña_app.curricula.search import Finder, Wanted
from peña_app.errors import Mishap
from peña_app.i18n import N_, Words, _, ngettext, number_text, worded
from peña_app.languages import INTERFACE, language as language_of
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import BothLanguages, Empty, button, column, icon_button, label, row
from peña_app.ui.icons import icon, icon_size
from peña_app.ui.painted import Paints
from peña_app.ui.speech import Speaking

_KEY = Qt.ItemDataRole.UserRole
_TABLES = frozenset({"curriculum", "activity", "activity_block", "activity_unit", "unit_review", "text"})


@dataclass(frozen=True, slots=True)
class Stand:
    """How many texts of one language are reviewed, waiting, out of step, or missing."""

    done: int = 0
    waiting: int = 0
    stale: int = 0
    empty: int = 0

    @property
    def all(self) -> int:
        """All of them."""
        return self.done + self.waiting + self.stale + self.empty

    def plus(self, state: State) -> Stand:
        """One more."""
        return Stand(
            self.done + (state in CLEAN),
            self.waiting + (state in {State.DRAFT, State.ADAPTED}),
            self.stale + (state in {State.STALE, State.CHANGED}),
            self.empty + (state is State.EMPTY),
        )


def stands(own: OwnActivity) -> dict[str, Stand]:
    """How far an activity is in each of its languages."""
    found = {code: Stand() for code in own.activity.languages}
    for _unit, code, state in own.states():
        found[code] = found[code].plus(state)
    return found


class OursPanel(Speaking):
    """A list of modules with their activities; Enter opens the editor, Alt+Left comes back."""

    print_asked = Signal(object)

    def __init__(self, desk: Desk, helps: Helps) -> None:
        super().__init__()
        self._desk = desk
        self._helps = helps
        self._curricula = Curricula(desk.workspace)
        self._own: dict[str, OwnActivity] = {}
        self._modules: list[Curriculum] = []
        self._finder = Finder()
        self.typed = QLineEdit()
        self.typed.setClearButtonEnabled(True)
        self.new_module = button("plus")
        self.new_activity = button("plus")
        self.remove = button("trash", quiet=True)
        self.bring = icon_button("download-simple")
        self.give = icon_button("upload-simple")
        self.open_button = button("pencil-simple", primary=True)
        self.tree = QTreeWidget()
        self.empty = Empty("book-open")
        self.compare_button = button("arrows-left-right")
        self.editor = Editor(desk, helps)
        self.compare = ComparePage(desk)
        self.titles = BothLanguages(N_("Title"))
        self.begin_button = button("check", primary=True)
        self.cancel_button = button(quiet=True)
        self.trouble = label("trouble")
        self._begins = ""
        self._stack = QStackedWidget()
        self._lay_out()
        self._say_texts()
        self._connect()
        self._read()

    def _lay_out(self) -> None:
        self.tree.setColumnCount(4)
        self.tree.setHeaderHidden(False)
        self.tree.setIconSize(icon_size())
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(theme.px(16))
        self.tree.setAlternatingRowColors(False)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, self.tree.header().ResizeMode.Stretch)
        for at in (1, 2, 3):
            self.tree.header().setSectionResizeMode(at, self.tree.header().ResizeMode.Fixed)
        self.trouble.hide()
        self._form = QWidget()
        self._form.setLayout(column(self.titles, self.trouble, row(self.begin_button, self.cancel_button, 1)))
        self._form.hide()
        listed = QWidget()
        whole = column(
            self._top(),
            self._form,
            self.tree,
            self.empty,
            row(self.open_button, self.compare_button, 1, self.remove),
        )
        whole.setStretch(2, 1)
        whole.setStretch(3, 1)
        listed.setLayout(whole)
        self._stack.addWidget(listed)
        self._stack.addWidget(self.editor)
        self._stack.addWidget(self.compare)
        self.setLayout(column(self._stack))

    def _top(self) -> QBoxLayout:
        begins = row(self.new_module, self.new_activity, self.bring, self.give)
        return row(self.typed, begins) if theme.scale() < 150 else column(self.typed, begins)

    def _say_texts(self) -> None:
        self.say(self.typed.setPlaceholderText, lambda: _("Find an activity"))
        self.say(self.typed.setAccessibleName, lambda: _("Find an activity"))
        self.say(self.new_module.setText, lambda: _("New module"))
        self.say(self.new_activity.setText, lambda: _("New activity"))
        self.say(self.bring.setAccessibleName, lambda: _("Bring in a module from a file"))
        self.say(self.bring.setToolTip, lambda: _("Bring in a module from a file"))
        self.say(self.give.setAccessibleName, lambda: _("Save the module as a file, to give it to others"))
        self.say(self.give.setToolTip, lambda: _("Save the module as a file, to give it to others"))
        self.say(self.open_button.setText, lambda: _("Open"))
        self.say(self.remove.setText, lambda: _("Remove"))
        self.say(self.compare_button.setText, lambda: _("Compare with the library"))
        self.say(self.begin_button.setText, lambda: _("Begin"))
        self.say(self.cancel_button.setText, lambda: _("Cancel"))
        self.say(self.tree.setAccessibleName, lambda: _("Our curricula"))
        self.say(self.empty.sentence.setText, lambda: _("Nothing is yours yet."))
        self.say(
            self.empty.detail.setText,
            lambda: _("Adopt an activity from the library, or begin a module of your own. What you write here stays yours."),
        )
        self.say(lambda _text: self._fill(), lambda: "")

    def _connect(self) -> None:
        self.typed.textChanged.connect(lambda _text: self._fill())
        self.typed.returnPressed.connect(self.tree.setFocus)
        self.open_button.clicked.connect(self._open_chosen)
        self.tree.itemActivated.connect(lambda _item, _column: self._open_chosen())
        self.tree.currentItemChanged.connect(lambda _now, _before: self._show_what_can_be_done())
        self.new_module.clicked.connect(lambda: self._ask("module"))
        self.new_activity.clicked.connect(lambda: self._ask("activity"))
        self.begin_button.clicked.connect(self.begin)
        self.cancel_button.clicked.connect(self._form.hide)
        self.remove.clicked.connect(self._remove)
        self.bring.clicked.connect(self._ask_what_to_bring)
        self.give.clicked.connect(self._ask_where_to_give)
        self.compare_button.clicked.connect(lambda: self.open_compare(self._chosen))
        self.compare.closed.connect(self._come_back)
        self.editor.closed.connect(self._come_back)
        self.editor.print_asked.connect(self.print_asked)
        self._desk.news.changed.connect(self._hear)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for at, length in ((1, 150), (2, 150), (3, 110)):
            self.tree.setColumnWidth(at, min(theme.px(length), round(self.width() * length / 640)))

    # what there is

    def _hear(self, tables: frozenset[str]) -> None:
        if tables & _TABLES and self._stack.currentIndex() == 0:
            self._read()

    def _read(self) -> None:
        self._modules = self._curricula.all()
        self._own = {own.id: own for own in self._curricula.activities()}
        self._finder = Finder()
        self._fill()

    def _fill(self) -> None:
        chosen = self._chosen
        self.tree.blockSignals(True)
        self.tree.clear()
        self.tree.setHeaderLabels(["", *(language_of(code).name for code in INTERFACE), _("Minutes")])
        for module in self._modules:
            shelf = QTreeWidgetItem([worded(module.title) or module.slug])
            shelf.setIcon(0, icon("book-open", "rosa"))
            shelf.setFont(0, theme.letters(bold=True))
            shelf.setData(0, _KEY, module.id)
            wanted = Wanted(self.typed.text())
            there = [own for own in self._own.values() if own.curriculum == module.id and self._finder.fits(own.activity, wanted)]
            if not there and not wanted.nothing:
                continue
            self.tree.addTopLevelItem(shelf)
            for own in there:
                self._entry(shelf, own)
        self.tree.expandAll()
        for item in self._items():
            if item.data(0, _KEY) == chosen:
                self.tree.setCurrentItem(item)
        if self.tree.currentItem() is None and self._items():
            self.tree.setCurrentItem(self._items()[min(1, len(self._items()) - 1)])
        self.tree.blockSignals(False)
        self.empty.setVisible(not self._modules)
        self.tree.setVisible(bool(self._modules))
        self._show_what_can_be_done()

    def _entry(self, shelf: QTreeWidgetItem, own: OwnActivity) -> None:
        activity = own.activity
        item = QTreeWidgetItem([activity.name, "", "", number_text(activity.minutes)])
        item.setData(0, _KEY, own.id)
        item.setToolTip(0, activity.name)
        item.setTextAlignment(3, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        shelf.addChild(item)
        found = stands(own)
        for at, code in enumerate(INTERFACE, 1):
            stand = found.get(code, Stand())
            self.tree.setItemWidget(item, at, StandBar(stand))
            item.setToolTip(at, stand_text(stand))
            item.setData(at, Qt.ItemDataRole.AccessibleTextRole, stand_text(stand))

    def _items(self) -> list[QTreeWidgetItem]:
        tops = [self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount())]
        found = []
        for top in tops:
            if top is not None:
                found += [top, *(top.child(at) for at in range(top.childCount()))]
        return found

    @property
    def _chosen(self) -> str:
        item = self.tree.currentItem()
        return str(item.data(0, _KEY)) if item is not None else ""

    def _show_what_can_be_done(self) -> None:
        self.open_button.setVisible(bool(self._modules))
        self.open_button.setEnabled(self._chosen in self._own)
        self.compare_button.setVisible(bool(self._modules))
        own = self._own.get(self._chosen)
        self.compare_button.setEnabled(own is not None and bool(own.origin))
        self.remove.setVisible(bool(self._modules))
        self.remove.setEnabled(bool(self._chosen))
        self.give.setEnabled(bool(self._modules))
        self.new_activity.setEnabled(bool(self._modules))

    # going in and out

    def open(self, activity: str, unit: str = "", code: str = "") -> bool:
        """Open the editor at an activity, and at a text in it."""
        if not self.editor.open(activity, unit, code):
            return False
        self._stack.setCurrentIndex(1)
        if not unit:
            self.editor.go_to_next()
        return True

    def open_compare(self, activity: str) -> None:
        """Show what the library says otherwise than an adopted activity."""
        own = self._curricula.activity(activity)
        if own is not None:
            self.compare.open(own)
            self._stack.setCurrentIndex(2)

    def _open_chosen(self) -> None:
        if self._chosen in self._own:
            self.open(self._chosen)

    def _come_back(self) -> None:
        self._stack.setCurrentIndex(0)
        self._read()
        self.tree.setFocus()

    def start(self) -> None:
        """Take the keyboard."""
        self.tree.setFocus()

    @property
    def current(self) -> OwnActivity | None:
        """The activity that is open, or chosen in the list."""
        return self.editor.own if self._stack.currentIndex() == 1 else self._own.get(self._chosen)

    # beginning and removing

    def _ask(self, what: str) -> None:
        self._begins = what
        self.titles.show_words({})
        self.trouble.hide()
        self._form.show()
        self.titles.lines[INTERFACE[0]].setFocus()

    def begin(self) -> None:
        """Begin the module or activity that was asked for."""
        try:
            if self._begins == "module":
                self._curricula.begin_module(self._words())
            else:
                made = self._curricula.begin_activity(self._module_of_chosen(), self._words())
                self.open(made)
        except Mishap as mishap:
            self.trouble.setText(str(mishap))
            self.trouble.show()
            return
        self._form.hide()

    def _words(self) -> Words:
        return {code: text for code, text in self.titles.words().items() if text}

    # to and from files

    def _ask_where_to_give(self) -> None:
        module = self._module_of_chosen()
        slug = next(each.slug for each in self._modules if each.id == module)
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save the module as a file, to give it to others"), str(documents() / f"{slug}.zip"), "Zip (*.zip)"
        )
        if name:
            self.give_to(Path(name))

    def give_to(self, file: Path) -> None:
        """Write the chosen module with its reviews into a zip; all of it or nothing."""
        chosen = self._module_of_chosen()
        module = next(each for each in self._modules if each.id == chosen)
        files = packed(module.slug, module.title, module.aim, module.head, self._curricula.activities(module.id))
        target = file if file.suffix else file.with_suffix(".zip")
        try:
            save_whole(target, archive.packed(module.slug, {name: text.encode() for name, text in files.items()}))
        except Mishap as mishap:
            self._desk.trouble(mishap)
            return
        self._desk.tell(_("Saved as {file}").format(file=target.name), undo=False)

    def _ask_what_to_bring(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Bring in a module from a file"), str(documents()), "Zip, module.toml (*.zip module.toml)"
        )
        if name:
            self.bring_from(Path(name))

    def bring_from(self, file: Path) -> None:
        """Take in a module from a zip, or from the folder in which a `module.toml` lies; one undo takes it out again."""
        try:
            with laid_open(file.parent if file.name == MODULE_FILE else file) as folder:
                parcel = unpacked(folder)
                self._curricula.bring_in(parcel.module, parcel.texts, parcel.marks)
        except Mishap as mishap:
            self._desk.trouble(mishap)
            return
        number = len(parcel.module.activities)
        self._desk.tell(ngettext("{n} activity is yours now.", "{n} activities are yours now.", number).format(n=number))

    def _module_of_chosen(self) -> CurriculumId:
        own = self._own.get(self._chosen)
        if own is not None:
            return own.curriculum
        for module in self._modules:
            if module.id == self._chosen:
                return module.id
        return self._modules[-1].id

    def _remove(self) -> None:
        chosen = self._chosen
        if chosen in self._own:
            self._curricula.remove_activity(self._own[chosen].id)
            self._desk.tell(_("The activity was removed."))
            return
        for module in self._modules:
            if module.id == chosen:
                self._curricula.remove_module(module.id)
                self._desk.tell(_("The module was removed."))


def stand_text(stand: Stand) -> str:
    """How far a language is, in words."""
    parts = [_("{done} of {all} reviewed").format(done=stand.done, all=stand.all)]
    if stand.stale:
        parts.append(ngettext("{n} out of step", "{n} out of step", stand.stale).format(n=stand.stale))
    if stand.empty:
        parts.append(ngettext("{n} empty", "{n} empty", stand.empty).format(n=stand.empty))
    return ", ".join(parts)


class StandBar(Paints, QWidget):
    """How far a language is, as a bar: reviewed, waiting, out of step, missing; the number stands beside it."""

    def __init__(self, stand: Stand) -> None:
        super().__init__()
        self._stand = stand
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paint(self, painter: QPainter) -> None:
        """Draw the bar and its number."""
        wide, high = self.width() - theme.px(62), theme.px(8)
        top = (self.height() - high) / 2
        x = float(theme.px(4))
        total = max(1, self._stand.all)
        for part, token in (
            (self._stand.done, "agave"), (self._stand.stale, "cempasuchil"), (self._stand.waiting, "line"), (self._stand.empty, "danger"),
        ):  # fmt: skip
            length = wide * part / total
            painter.fillRect(round(x), round(top), max(round(length), 1 if part else 0), high, theme.color(token))
            x += length
        painter.setPen(theme.color("soft"))
        painter.setFont(theme.letters(theme.SMALL))
        text = f"{self._stand.done}/{self._stand.all}"
        painter.drawText(
            self.rect().adjusted(0, 0, -theme.px(6), 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text
        )
