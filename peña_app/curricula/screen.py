"""The shelf of curricula, and beside it an activity with its two languages level with each other."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from peña_app.curricula.library import library
from peña_app.curricula.model import Activity, Block, Module, Shape, Unit, kind_text
from peña_app.errors import Mishap
from peña_app.i18n import _, minutes_text, worded
from peña_app.languages import INTERFACE, language
from peña_app.ui import theme
from peña_app.ui.desk import Choice, Desk, Hit, Printable
from peña_app.ui.forms import Empty, button, card, column, label, page, row, scrolled
from peña_app.ui.icons import icon, icon_size
from peña_app.ui.speech import Speaking
from peña_app.workspace import Workspace

ROOM = "curricula"
_SIZES = (12, 14, 18)
_BOLD, _ITALIC = re.compile(r"\*\*(.+?)\*\*"), re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
_MARKS = {Shape.ITEM: "•  ", Shape.TICK: "☐  "}


def find(_workspace: Workspace, typed: str) -> list[Hit]:
    """Activities, for the search over everything."""
    return [
        Hit("book-open", activity.name, module.name, ROOM, activity.id)
        for module in library()
        for activity in module.activities.values()
        if activity.holds(typed)
    ]


class CurriculaScreen(Speaking):
    """Modules, sessions and activities at the left; the chosen activity at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._modules: tuple[Module, ...] = ()
        self._shown: tuple[Module, Activity] | None = None
        self.heading = label("title")
        self.typed = QLineEdit()
        self.typed.setClearButtonEnabled(True)
        self.shelf = QTreeWidget()
        self.shelf.setHeaderHidden(True)
        self.shelf.setIconSize(icon_size())
        self.shelf.setIndentation(theme.px(10))
        self.shelf.setRootIsDecorated(False)
        self.shelf.setWordWrap(True)
        self.print_button = button("printer", primary=True)
        self.trouble = label("trouble")
        self.empty = Empty("book-open")
        self.reader = Reader()
        self._lay_out()
        self._say_texts()
        self._connect()
        self._read()

    def _lay_out(self) -> None:
        shelf = QWidget()
        listed = column(self.typed, self.shelf)
        shelf.setLayout(listed)
        shelf.setFixedWidth(theme.px(296))
        self._pages = scrolled(self.reader)
        body = row(shelf, self._pages, self.empty, gap=16)
        body.setStretch(1, 1)
        body.setStretch(2, 1)
        whole = column(row(self.heading, 1, self.print_button), self.trouble, body)
        whole.setStretch(2, 1)
        self.setLayout(column(page(whole)))

    def _say_texts(self) -> None:
        self.say(self.heading.setText, lambda: _("Curricula"))
        self.say(self.typed.setPlaceholderText, lambda: _("Find an activity"))
        self.say(self.typed.setAccessibleName, lambda: _("Find an activity"))
        self.say(self.shelf.setAccessibleName, lambda: _("Modules, sessions and activities"))
        self.say(self.print_button.setText, lambda: _("Print the handout"))
        self.say(self.empty.sentence.setText, lambda: _("Choose an activity."))
        self.say(
            self.empty.detail.setText,
            lambda: _("Each one stands here in both languages, side by side, and prints as a sheet for everyone."),
        )
        self.say(lambda _text: self._fill_shelf(), lambda: "")

    def _connect(self) -> None:
        self.typed.textEdited.connect(lambda _text: self._fill_shelf())
        self.typed.returnPressed.connect(self.shelf.setFocus)
        self.shelf.currentItemChanged.connect(lambda item, _before: self._choose(item))
        self.print_button.clicked.connect(self.print_paper)

    def open(self, target: str) -> None:
        """Show the activity with that id."""
        self.typed.clear()
        self._fill_shelf()
        for item in self._all():
            if item.data(0, Qt.ItemDataRole.UserRole) == target:
                self.shelf.setCurrentItem(item)
                return

    def start(self) -> None:
        """Take the keyboard."""
        self.shelf.setFocus()

    def _read(self) -> None:
        try:
            self._modules = library()
        except Mishap as mishap:
            self.trouble.setText(str(mishap))
        self.trouble.setVisible(bool(self.trouble.text()))
        self._fill_shelf()
        first = next((item for item in self._all() if item.data(0, Qt.ItemDataRole.UserRole)), None)
        if first is not None:
            self.shelf.setCurrentItem(first)
        self._show()

    def _all(self) -> list[QTreeWidgetItem]:
        return self.shelf.findItems("*", Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive)

    def _fill_shelf(self) -> None:
        kept = self._shown[1].id if self._shown else ""
        typed = self.typed.text()
        self.shelf.blockSignals(True)
        self.shelf.clear()
        for module in self._modules:
            shelf = QTreeWidgetItem([module.name])
            shelf.setIcon(0, icon("book-open", "rosa"))
            shelf.setToolTip(0, module.name)
            shelf.setFont(0, theme.letters(bold=True))
            for number, session in enumerate(module.sessions, 1):
                title = worded(session.title)
                said = _("Session {n}").format(n=number)
                evening = QTreeWidgetItem([f"{said} · {title}" if title else said])
                evening.setForeground(0, theme.color("soft"))
                evening.setToolTip(0, evening.text(0))
                for place in session.places:
                    activity = module.activities.get(place.activity)
                    if activity is None or (typed and not activity.holds(typed)):
                        continue
                    mark = "●" if place.core else "○"
                    item = QTreeWidgetItem([f"{mark} {activity.name}"])
                    item.setData(0, Qt.ItemDataRole.UserRole, activity.id)
                    weight = _("Core") if place.core else _("Optional")
                    item.setToolTip(0, f"{activity.name} · {weight}")
                    evening.addChild(item)
                if evening.childCount() or not typed:
                    shelf.addChild(evening)
            if shelf.childCount() or not typed:
                self.shelf.addTopLevelItem(shelf)
        self.shelf.expandAll()
        for item in self._all():
            if kept and item.data(0, Qt.ItemDataRole.UserRole) == kept:
                self.shelf.setCurrentItem(item)
        self.shelf.blockSignals(False)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        chosen = str(item.data(0, Qt.ItemDataRole.UserRole) or "") if item else ""
        for module in self._modules:
            if chosen in module.activities:
                self._shown = (module, module.activities[chosen])
        self._show()

    def _show(self) -> None:
        there = self._shown is not None
        self._pages.setVisible(there)
        self.empty.setVisible(not there)
        self.print_button.setEnabled(there)
        if self._shown is not None:
            self.reader.show_activity(self._shown[1])
            self._pages.verticalScrollBar().setValue(0)

    def print_paper(self) -> None:
        """Print the chosen activity."""
        if self._shown is None:
            return
        module, activity = self._shown

        def make(choice: Choice) -> bytes:
            from peña_app.curricula import paper

            layout, _plus, guide = choice.layout.partition("+")
            return paper.handout(activity, module, layout=layout, sheet=choice.sheet, size=choice.size, facilitator=bool(guide))

        layouts = (
            ("columns", lambda: _("Both languages side by side")),
            ("duplex", lambda: _("Spanish in front, English behind")),
            ("es", lambda: _("Spanish only")),
            ("en", lambda: _("English only")),
            ("columns+guide", lambda: _("Guide for whoever facilitates")),
        )
        self._desk.print(Printable(lambda: activity.name, make, layouts, _SIZES, file_name=activity.id))


class Reader(Speaking):
    """An activity to be read: a row for each unit, so that what belongs together stands level."""

    def __init__(self) -> None:
        super().__init__()
        self._activity: Activity | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(24))
        self._grid.setVerticalSpacing(theme.px(8))
        for at in range(len(INTERFACE)):
            self._grid.setColumnStretch(at, 1)
        self._inside = QWidget()
        self._inside.setLayout(self._grid)
        self.setLayout(column(card(self._inside, 1, margin=24)))
        self.say(lambda _text: self._fill(), lambda: "")

    def show_activity(self, activity: Activity) -> None:
        """Show an activity from its title to its last note."""
        self._activity = activity
        self._fill()

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if self._activity is None:
            return
        number = 0
        for at, code in enumerate(INTERFACE):
            self._grid.addWidget(self._text(language(code).name.upper(), "small"), number, at)
        number += 1
        number = self._words(self._activity.title, number, "title")
        number = self._words(self._activity.aim, number, "soft")
        for block in self._activity.body:
            number = self._block(block, number)
        self._grid.setRowStretch(number, 1)

    def _block(self, block: Block, number: int) -> int:
        rule = QFrame()
        rule.setProperty("role", "rule")
        self._grid.addWidget(rule, number, 0, 1, len(INTERFACE))
        said = [kind_text(block.kind)]
        if block.minutes:
            said.append(minutes_text(block.minutes))
        if block.for_facilitator:
            said.append(_("for whoever facilitates"))
        head = QWidget()
        mark = QLabel()
        mark.setPixmap(icon("chalkboard-teacher" if block.for_facilitator else "users-three", "agave").pixmap(icon_size()))
        text = self._text(" · ".join(said), "small")
        line = row(mark, text, gap=6)
        line.setStretch(1, 1)
        head.setLayout(line)
        self._grid.addWidget(head, number + 1, 0, 1, len(INTERFACE))
        number += 2
        for part in block.parts:
            for unit in part.units:
                number = self._unit(unit, number, "heading" if part.field == "name" else "")
        return number

    def _unit(self, unit: Unit, number: int, role: str) -> int:
        if unit.shape is Shape.ROW:
            texts = {code: "   |   ".join(cell or "____" for cell in cells) for code, cells in unit.cells.items()}
            return self._words(texts, number, role)
        return self._words({code: _MARKS.get(unit.shape, "") + text for code, text in unit.words.items()}, number, role)

    def _words(self, words: dict[str, str], number: int, role: str) -> int:
        for at, code in enumerate(INTERFACE):
            shown = self._text(words.get(code, "–"), role)
            self._grid.addWidget(shown, number, at, Qt.AlignmentFlag.AlignTop)
        return number + 1

    @staticmethod
    def _text(text: str, role: str) -> QLabel:
        shown = label(role, selectable=True)
        shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if "*" in text:
            shown.setTextFormat(Qt.TextFormat.RichText)
            safe = text.replace("&", "&amp;").replace("<", "&lt;")
            text = _ITALIC.sub(r"<i>\1</i>", _BOLD.sub(r"<b>\1</b>", safe))
        shown.setText(text)
        return shown
