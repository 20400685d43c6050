"""The window: rooms at the left, the gathering and the search at the top, the room below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from peña_app.errors import Mishap
from peña_app.i18n import _
from peña_app.ui import theme
from peña_app.ui.desk import Desk, Hit, Printable, Room
from peña_app.ui.forms import LanguageSwitch, button, column, icon_button, label, row, scrolled, styled
from peña_app.ui.icons import icon, icon_size
from peña_app.ui.picking import PickingLine
from peña_app.ui.printing import PrintDialog
from peña_app.ui.projector import Projector
from peña_app.ui.speech import Says, Speaking, SpeakingDialog, switch

_TOAST_MS = 6000
_HITS = 12
_SEARCH_MS = 60

Places = Callable[[], list[tuple[str, str]]]
"""The gatherings for the picker at the top: id and name, the latest first."""


class Shell(Speaking):
    """One open workspace: its rooms, and what belongs to all of them."""

    lock_asked = Signal()
    room_made = Signal(object)

    def __init__(self, desk: Desk, rooms: Sequence[Room], places: Places) -> None:
        super().__init__()
        self.desk = desk
        self._rooms = {room.key: room for room in rooms}
        self._screens: dict[str, QWidget] = {}
        self._grounds: dict[str, QWidget] = {}
        self._key = rooms[0].key
        self._places = places
        self._projector: Projector | None = None
        self._rail: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._toast = Toast(self)
        self._lay_out()
        self._connect()
        self._read_places()
        self.show_room(rooms[0].key)

    # laying out

    def _lay_out(self) -> None:
        right = column(self._bar(), self._stack, gap=0)
        right.setStretch(1, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_rail())
        layout.addLayout(right, 1)

    def _make_rail(self) -> QWidget:
        items = QVBoxLayout()
        items.setSpacing(4)
        items.setContentsMargins(10, 16, 10, 16)
        for place, room in enumerate(self._rooms.values()):
            if place == len(self._rooms) - 1:
                items.addStretch(1)
            entry = QToolButton()
            entry.setCheckable(True)
            entry.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            entry.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            entry.setIconSize(icon_size())
            styled(entry, rail=True)
            self._group.addButton(entry)
            self._rail[room.key] = entry
            self.say(entry.setText, partial(_spaced, room))
            self.say(entry.setAccessibleName, room.name)
            self.say(entry.setToolTip, partial(_with_key, room, place + 1))
            entry.clicked.connect(lambda _checked, key=room.key: self.show_room(key))
            items.addWidget(entry)
        inside = QWidget()
        inside.setLayout(items)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rail = QFrame()
        rail.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rail.setProperty("role", "rail")
        rail.setLayout(column(area))
        rail.setFixedWidth(theme.px(172))
        self._paint_icons()
        return rail

    def _paint_icons(self) -> None:
        for key, entry in self._rail.items():
            entry.setIcon(icon(self._rooms[key].icon, "rosa" if entry.isChecked() else "soft"))

    def _bar(self) -> QWidget:
        self.place = QComboBox()
        self.place.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.place.setMinimumContentsLength(16)
        self.place.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search = QPushButton()
        self.search.setIcon(icon("magnifying-glass", "soft"))
        self.languages = LanguageSwitch()
        self.languages.chosen.connect(self.speak_to_all)
        self.wall = icon_button("projector-screen")
        self.wall.hide()
        self.veil = icon_button("eye")
        self.veil.setCheckable(True)
        self.lock = icon_button("lock")
        self.say(self.place.setAccessibleName, lambda: _("The gathering you are in"))
        self.say(self.place.setToolTip, lambda: _("The gathering you are in"))
        self.say(self.search.setText, lambda: _("Search"))
        self.say(self.search.setToolTip, lambda: _("Search everything (Ctrl+K)"))
        self.say(self.wall.setAccessibleName, lambda: _("Projector: bring its window to the front"))
        self.say(self.wall.setToolTip, lambda: _("Something is on the projector. F8 blanks it or brings it back."))
        self.say(self.veil.setAccessibleName, lambda: _("Hide names"))
        self.say(self.veil.setToolTip, lambda: _("Hide names from passers-by, or show them (F9)"))
        self.say(self.lock.setAccessibleName, lambda: _("Lock"))
        self.say(self.lock.setToolTip, lambda: _("Lock Peña at once (Ctrl+L)"))
        bar = QFrame()
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setProperty("role", "bar")
        bar.setLayout(row(self.place, self.search, self.languages, self.wall, self.veil, self.lock, gap=8, margin=10))
        return bar

    def _connect(self) -> None:
        desk = self.desk
        desk.toasted.connect(self._toast.tell)
        desk.troubled.connect(self._toast.trouble)
        desk.print_asked.connect(self._print)
        desk.slide_shown.connect(self._project)
        desk.room_asked.connect(self.show_room)
        desk.gathering_changed.connect(self._show_place)
        desk.news.changed.connect(self._news)
        self._toast.undo.clicked.connect(desk.undo)
        self.place.activated.connect(lambda at: desk.be_at(self.place.itemData(at) or None))
        self.search.clicked.connect(self.open_search)
        self.veil.toggled.connect(desk.veil)
        desk.veiled_changed.connect(lambda veiled: self.veil.setIcon(icon("eye-slash" if veiled else "eye")))
        self.lock.clicked.connect(self.lock_asked)
        self.wall.clicked.connect(lambda: self._projector.raise_() if self._projector else None)
        for keys, act in (
            ("Ctrl+K", self.open_search), ("Ctrl+L", self.lock_asked.emit), ("F9", self.veil.toggle), ("F8", self._blank),
            ("Ctrl+Z", desk.undo), ("Ctrl+Shift+Z", desk.redo), ("Ctrl+Y", desk.redo), ("F1", self.open_keys), ("Ctrl+P", self._print_room),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self, act)
        for at, key in enumerate(self._rooms, start=1):
            QShortcut(QKeySequence(f"Ctrl+{at}"), self, lambda each=key: self.show_room(each))
        QShortcut(QKeySequence("?"), self, self.open_keys)

    # what it does

    def show_room(self, key: str, target: str = "") -> None:
        """Show a room, made when first shown, and in it what has the id ``target``."""
        if key not in self._screens:
            self._screens[key] = self._rooms[key].make(self.desk)
            self._grounds[key] = scrolled(self._screens[key])
            self._stack.addWidget(self._grounds[key])
            self.room_made.emit(self._screens[key])
        self._rail[key].setChecked(True)
        self._paint_icons()
        screen = self._screens[key]
        self._stack.setCurrentWidget(self._grounds[key])
        self._key = key
        if target and hasattr(screen, "open"):
            screen.open(target)
        self._take_keyboard()
        QTimer.singleShot(0, self._take_keyboard)  # a page that is shown for the first time takes it back

    @property
    def room_keys(self) -> list[str]:
        """The rooms' keys, in the order of the rail."""
        return list(self._rooms)

    def screen_of(self, key: str) -> QWidget:
        """The screen of a room that has been shown."""
        return self._screens[key]

    @property
    def projector(self) -> Projector | None:
        """The window on the wall, while it is open."""
        return self._projector

    def speak_to_all(self, code: str) -> None:
        """Change the language of every window, and remember it."""
        switch(code)
        self.languages.show_language(code)
        self.desk.preferences.language = code
        self.desk.preferences.write()
        self._read_places()

    def open_search(self) -> None:
        """Search everything."""
        Search(self.desk, list(self._rooms.values()), self).open()

    def open_keys(self) -> None:
        """Show the keys that work here."""
        Keys(self).open()

    def _print_room(self) -> None:
        screen = self._screens[self._key]
        if hasattr(screen, "print_paper"):
            screen.print_paper()

    def _print(self, printable: Printable) -> None:
        dialog = PrintDialog(self.desk, printable, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _project(self, slide: Callable[[], QWidget] | None) -> None:
        if self._projector is None:
            if slide is None:
                return
            self._projector = Projector()
            self._projector.closed.connect(self._wall_closed)
            self._projector.open_on_wall()
            self.wall.show()
        self._projector.show_slide(slide)
        self._projector.raise_()

    def _blank(self) -> None:
        if self._projector is not None:
            self._projector.toggle_blank()

    def _wall_closed(self) -> None:
        if self._projector is not None:
            self._projector.deleteLater()
            self._projector = None
            self.wall.hide()

    def _news(self, tables: frozenset[str]) -> None:
        if tables & {"gathering", "text"}:
            self._read_places()

    def _read_places(self) -> None:
        self.place.clear()
        self.place.addItem(icon("calendar-blank", "soft"), _("No gathering chosen"), "")
        for key, name in self._places():
            self.place.addItem(icon("calendar-check", "agave"), name, key)
        self._show_place()

    def _show_place(self) -> None:
        self.place.setCurrentIndex(max(0, self.place.findData(self.desk.gathering or "")))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self._take_keyboard)

    def _take_keyboard(self) -> None:
        screen = self._screens.get(self._key)
        if screen is not None and hasattr(screen, "start"):
            screen.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._toast.settle()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._projector is not None:
            self._projector.close()
        super().closeEvent(event)


def _spaced(room: Room) -> str:
    return f"  {room.name()}"


def _with_key(room: Room, number: int) -> str:
    return f"{room.name()} (Ctrl+{number})"


class Toast(Says, QFrame):
    """Says what was done, at the foot of the window, with a button to undo it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self.setProperty("role", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.text = label()
        self.undo = QPushButton()
        self.shut = QPushButton()
        self.shut.setIcon(icon("x", "paper"))
        for pressed in (self.undo, self.shut):
            pressed.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            pressed.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field that is being typed in keeps the keyboard
        self._lines = row(self.text, self.undo, self.shut, margin=10)
        self.setLayout(self._lines)
        self.say(self.undo.setText, lambda: _("Undo"))
        self.say(self.undo.setToolTip, lambda: _("Undo (Ctrl+Z)"))
        self.say(self.shut.setAccessibleName, lambda: _("Close this message"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.undo.clicked.connect(self.hide)
        self.shut.clicked.connect(self.hide)
        self.hide()

    def tell(self, text: str, undo: bool) -> None:
        """Say ``text`` for six seconds."""
        self.text.setText(text)
        self.undo.setVisible(undo)
        self._show()
        self._timer.start(_TOAST_MS)

    def trouble(self, mishap: Mishap) -> None:
        """Say a mishap, until it is closed."""
        self._timer.stop()
        self.text.setText(str(mishap))
        self.undo.hide()
        self._show()

    def _show(self) -> None:
        self.settle()
        self.show()
        self.raise_()

    def settle(self) -> None:
        """Stand at the foot of the window, in the middle."""
        wide = min(theme.px(620), self._over.width() - 40)
        self.setFixedWidth(wide)
        self._lines.activate()
        high = max(self.sizeHint().height(), self._lines.heightForWidth(wide))
        self.setFixedHeight(high)
        self.move((self._over.width() - wide) // 2, self._over.height() - high - 20)


class Search(SpeakingDialog):
    """Finds people, activities, items of the agenda and votes by a few letters, and goes there."""

    def __init__(self, desk: Desk, rooms: Sequence[Room], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._rooms = [room for room in rooms if room.find is not None]
        self.hits = QListWidget()
        self.entry = PickingLine(self.hits)
        self.entry.setClearButtonEnabled(True)
        self.hits.setIconSize(icon_size())
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.none = label("soft")
        self.setLayout(column(self.entry, self.hits, self.none, margin=16))
        self.resize(theme.px(620), theme.px(440))
        self.say(self.setWindowTitle, lambda: _("Search everything"))
        self.say(self.entry.setPlaceholderText, lambda: _("A name, an activity, a vote…"))
        self.say(self.entry.setAccessibleName, lambda: _("Search everything"))
        self.say(self.hits.setAccessibleName, lambda: _("What was found"))
        self.say(self.none.setText, lambda: _("Type two letters or more. ↑ ↓ choose, Enter opens."))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self.entry.textEdited.connect(lambda _text: self._timer.start(_SEARCH_MS))
        self.entry.returnPressed.connect(self._open)
        self.hits.itemActivated.connect(lambda _item: self._open())

    def look(self) -> None:
        """Show what fits what was typed."""
        self.hits.clear()
        typed = self.entry.text().strip()
        if len(typed) >= 2:
            found: list[Hit] = []
            for room in self._rooms:
                if room.find is not None:
                    found += room.find(self._desk.workspace, typed)[:_HITS]
            for hit in found[: 3 * _HITS]:
                shown = QListWidgetItem(icon(hit.icon, "rosa"), hit.title + (f"   ·   {hit.detail}" if hit.detail else ""))
                shown.setData(Qt.ItemDataRole.UserRole, hit)
                self.hits.addItem(shown)
            self.none.setText(_("Nothing was found.") if not found else _("↑ ↓ choose, Enter opens."))
        self.hits.setCurrentRow(0)

    def _open(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self.look()
        item = self.hits.currentItem()
        if item is not None:
            hit: Hit = item.data(Qt.ItemDataRole.UserRole)
            self.accept()
            self._desk.go(hit.room, hit.target)


class Keys(SpeakingDialog):
    """The keys that work in every room, and those of the desk and of the ballots."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.heading = label("heading")
        close = button(primary=True)
        lines = QVBoxLayout()
        for keys, text in (
            ("Ctrl+1 … 7", lambda: _("Go to a room")),
            ("Ctrl+K", lambda: _("Search everything")),
            ("Ctrl+P", lambda: _("Print what is on the screen")),
            ("Ctrl+Z   Ctrl+Shift+Z", lambda: _("Undo, redo")),
            ("F8", lambda: _("Blank the projector, or bring it back")),
            ("F9", lambda: _("Hide names, or show them")),
            ("Ctrl+L", lambda: _("Lock")),
            ("Enter", lambda: _("At the desk: sign in the person at the top")),
            ("Ctrl+N", lambda: _("At the desk: what was typed is a new person")),
            ("F2", lambda: _("At the desk: count someone without a name")),
            ("Enter", lambda: _("With ballots: next ballot")),
            ("Ctrl+↑ ↓   + -   L   O", lambda: _("In a session: move a part, its minutes, fix its time, optional")),
            ("Space   +   P", lambda: _("While a session runs: end the part, five minutes more, pause")),
        ):
            shown = label(wrap=False)
            shown.setText(keys)
            shown.setFont(theme.letters(bold=True))
            shown.setMinimumWidth(theme.px(190))
            said = label()
            self.say(said.setText, text)
            line = row(shown, said)
            line.setStretch(1, 1)
            lines.addLayout(line)
        self.setLayout(column(self.heading, lines, 1, row(1, close), margin=20))
        self.setMinimumWidth(theme.px(520))
        self.say(self.setWindowTitle, lambda: _("Keys that work here"))
        self.say(self.heading.setText, lambda: _("Everything works with the keyboard"))
        self.say(close.setText, lambda: _("Close"))
        close.clicked.connect(self.accept)
