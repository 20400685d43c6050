"""The library: its shelf, and beside it an activity with its two languages level with each other."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QTimeEdit

from peña_app.curricula.library import shelf
from peña_app.curricula.records import Curricula
from peña_app.curricula.screens import printing
from peña_app.curricula.screens.reader import Reader
from peña_app.curricula.screens.shelf import Picked, Shelf
from peña_app.errors import Mishap
from peña_app.i18n import _, ngettext
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import Empty, button, column, label, row, scrolled
from peña_app.ui.speech import Speaking

_SIZES = (12, 14, 18, 22)
_BESIDE = 640  # narrower than this the shelf stands above what is read
_SHELF = 304
_RING = """
QScrollArea { border: 2px solid transparent; border-radius: 8px; }
QScrollArea:focus { border-color: palette(highlight); }
"""


class LibraryPanel(Speaking):
    """Modules, sessions and activities at the left; what is chosen at the right, in both languages."""

    adopted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.shelf = Shelf()
        self.begins = QTimeEdit(QTime(18, 0))
        self.begins_title = label("soft", wrap=False)
        self.adopt_button = button("notebook")
        self.print_button = button("printer", primary=True)
        self.trouble = label("trouble")
        self.empty = Empty("book-open")
        self.reader = Reader()
        self._lay_out()
        self._say_texts()
        self._connect()
        self._read()

    def _lay_out(self) -> None:
        self._pages = scrolled(self.reader)
        self._pages.setFocusPolicy(self.print_button.focusPolicy())  # so that the arrows turn what is read
        self._pages.setStyleSheet(_RING)
        self._pages.setMinimumHeight(theme.px(220))
        self._body = row(self.shelf, self._pages, self.empty, gap=16)
        self._body.setStretch(1, 1)
        self._body.setStretch(2, 1)
        self._stand(narrow=False)
        whole = column(row(1, self.begins_title, self.begins, self.adopt_button, self.print_button), self.trouble, self._body)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _say_texts(self) -> None:
        self.say(self.adopt_button.setText, self._adopt_text)
        self.say(self.adopt_button.setToolTip, lambda: _("Copy it among your own curricula, to change it there (Ctrl+D)"))
        self.say(self._pages.setAccessibleName, lambda: _("What is chosen, in both languages"))
        self.say(self.begins_title.setText, lambda: _("Begins at"))
        self.say(self.begins.setDisplayFormat, lambda: "h:mm AP")
        self.say(self.begins.setAccessibleName, lambda: _("When the session begins"))
        self.say(self.print_button.setText, self._print_text)
        self.say(self.print_button.setToolTip, lambda: _("In every layout, on letter or A4 (Ctrl+P)"))
        self.say(self.empty.sentence.setText, lambda: _("Choose an activity."))
        self.say(
            self.empty.detail.setText,
            lambda: _("Each one stands here in both languages, side by side, and prints as a sheet for everyone."),
        )

    def _connect(self) -> None:
        self.shelf.picked.connect(self._show)
        self.begins.timeChanged.connect(lambda _time: self._show())
        self.print_button.clicked.connect(self.print_paper)
        self.adopt_button.clicked.connect(self.adopt)
        QShortcut(QKeySequence("Ctrl+D"), self, self.adopt, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def open(self, target: str) -> None:
        """Show the activity with that id, or the session "module/session"."""
        self.shelf.open(target)

    def start(self) -> None:
        """Take the keyboard."""
        self.shelf.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stand(narrow=self.width() < theme.px(_BESIDE))

    def _stand(self, *, narrow: bool) -> None:
        """Put the shelf beside what is read, or above it where the letters leave no room beside it."""
        self._body.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.shelf.setMinimumWidth(0 if narrow else theme.px(_SHELF))
        self.shelf.setMaximumWidth(16_777_215 if narrow else theme.px(_SHELF))
        self.shelf.setMaximumHeight(theme.px(180) if narrow else 16_777_215)
        wanted = QSizePolicy.Policy.Preferred if narrow else QSizePolicy.Policy.Fixed
        self.shelf.setSizePolicy(wanted, QSizePolicy.Policy.Preferred)

    def _read(self) -> None:
        there = shelf()
        self.trouble.setText("\n".join(map(str, there.mishaps)))
        self.trouble.setVisible(bool(there.mishaps))
        self.shelf.show_modules(there.modules)
        self._show()

    @property
    def _picked(self) -> Picked | None:
        return self.shelf.current

    def _show(self) -> None:
        picked = self._picked
        evening = picked is not None and picked.session is not None and picked.activity is None
        self._pages.setVisible(picked is not None)
        self.empty.setVisible(picked is None)
        self.print_button.setVisible(picked is None or picked.session is not None)
        self.print_button.setEnabled(picked is not None)
        self.print_button.setText(self._print_text())
        self.adopt_button.setText(self._adopt_text())
        self.adopt_button.setVisible(picked is not None)
        for shown in (self.begins_title, self.begins):
            shown.setVisible(evening)
        if picked is not None:
            self.reader.show_picked(picked, self._begin_time())
            self._pages.verticalScrollBar().setValue(0)

    def _print_text(self) -> str:
        if self._picked is not None and self._picked.session is not None and self._picked.activity is None:
            return _("Print the plan")
        return _("Print the handout")

    def _adopt_text(self) -> str:
        return (
            _("Adopt this activity") if self._picked is not None and self._picked.activity is not None else _("Adopt the module")
        )

    def adopt(self) -> None:
        """Copy what is chosen, an activity or a whole module, among the group's own."""
        picked = self._picked
        if picked is None:
            return
        curricula = Curricula(self._desk.workspace)
        if picked.activity is not None:
            there = f"{picked.module.id}/{picked.activity.id}"
            mine = next((each.id for each in curricula.entries() if each.origin == there), None)
            if mine is not None:
                self._desk.tell(_("It is yours already: here it is."), undo=False)
                self.adopted.emit(mine)
                return
        try:
            made = curricula.adopt(picked.module, [picked.activity.id] if picked.activity else ())
        except Mishap as mishap:
            self._desk.trouble(mishap)
            return
        self._desk.tell(ngettext("{n} activity is yours now.", "{n} activities are yours now.", len(made)).format(n=len(made)))
        self.adopted.emit(made[0] if picked.activity else "")

    def _begin_time(self) -> time:
        moment = self.begins.time()
        return time(moment.hour(), moment.minute())

    def print_paper(self) -> None:
        """Print the chosen activity, or the plan of the chosen session."""
        picked = self._picked
        if picked is None:
            return
        if picked.activity is not None:
            self._desk.print(printing.handout(picked.activity, picked.module))
        elif picked.session is not None:
            self._desk.print(printing.session_paper(picked.module, picked.session, self._begin_time()))
