"""The desk at the door: a few letters and Enter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy

from peña_app import clock
from peña_app.errors import Mishap
from peña_app.gatherings.model import Arrival, Gathering
from peña_app.gatherings.records import Gatherings
from peña_app.i18n import _, day_text, language, ngettext, number_text, speaking, time_text
from peña_app.languages import INTERFACE
from peña_app.people.model import Person, require_name
from peña_app.people.records import People
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import button, card, column, icon_button, label, page, row
from peña_app.ui.icons import icon, icon_size
from peña_app.ui.picking import PickingLine
from peña_app.ui.speech import Speaking

_ROWS = 8
_FROM_LETTERS = 2
_ECHO_MS = 3000
_IDLE_MS = 120_000
"""After two idle minutes nothing that was typed or found stays on the screen (look.md, principle 6)."""


class SignInDesk(Speaking):
    """One field, always ready. Nobody is listed until someone types, and then only who fits."""

    def __init__(self, desk: Desk, gathering: Gathering) -> None:
        super().__init__()
        self._desk = desk
        self._gatherings = Gatherings(desk.workspace)
        self._people = People(desk.workspace)
        self._gathering = gathering
        self._found: list[Person] = []
        self._typed_count = (0, 0)
        self.back = icon_button("caret-left")
        self.title = label("title")
        self.when = label("soft")
        self.rows = QListWidget()
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setIconSize(icon_size())
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.typed = PickingLine(self.rows)
        self.typed.setProperty("big", True)
        self.typed.setMaxLength(200)
        self.hint = label("soft")
        self.echo = label("title")
        self.echo_detail = label("soft")
        self.trouble = label("trouble")
        self.number = label("huge", wrap=False)
        self.counted = label("soft")
        self.all_days = label("soft")
        self.sign_in = button("check", primary=True)
        self.unnamed = button("plus")
        self.undo = button("arrow-counter-clockwise", quiet=True)
        self.sheet = button("printer", quiet=True)
        self._echo_timer = QTimer(self)
        self._echo_timer.setSingleShot(True)
        self._echo_timer.timeout.connect(self._silence)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self._veil)
        self._lay_out()
        self._say_texts()
        self._connect()
        self._read_again()
        self._silence()
        self._show_found("")

    def _lay_out(self) -> None:
        self.counter = card(self.number, self.counted, self.all_days, 1, self.unnamed, self.undo, self.sheet)
        self.counter.setMinimumWidth(theme.px(270))
        self._echo_card = card(self.echo, self.echo_detail, gap=4)
        self._echo_card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        foot = row(self.hint, self.sign_in)
        foot.setStretch(0, 1)
        left = column(self.typed, self.trouble, self._echo_card, self.rows, 1, foot)
        left.setStretch(3, 20)
        body = row(left, self.counter, gap=16)
        body.setStretch(0, 1)
        heading = column(self.title, self.when, gap=0)
        top = row(self.back, heading)
        top.setStretch(1, 1)
        self.setLayout(column(page(column(top, body, gap=16))))
        for shown in (self.number, self.counted, self.all_days):
            shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.rows.setMinimumHeight(theme.px(120))

    def _say_texts(self) -> None:
        self.say(self.back.setAccessibleName, lambda: _("Back to the gatherings"))
        self.say(self.back.setToolTip, lambda: _("Back to the gatherings (Alt+←)"))
        self.say(self.title.setText, lambda: self._gathering.name)
        self.say(self.when.setText, lambda: " · ".join(part for part in (day_text(clock.today()), self._gathering.place) if part))
        self.say(self.typed.setPlaceholderText, lambda: _("Name"))
        self.say(self.typed.setAccessibleName, lambda: _("Name of whoever arrives"))
        self.say(self.rows.setAccessibleName, lambda: _("Who it may be"))
        self.say(self.sign_in.setText, lambda: _("Sign in"))
        self.say(self.sign_in.setToolTip, lambda: _("Sign in (Enter)"))
        self.say(self.unnamed.setText, lambda: _("Count one without a name"))
        self.say(self.unnamed.setToolTip, lambda: _("Count one without a name (F2)"))
        self.say(self.undo.setText, lambda: _("Undo the last"))
        self.say(self.undo.setToolTip, lambda: _("Undo the last (Ctrl+Z)"))
        self.say(self.sheet.setText, lambda: _("Print a sign-in sheet"))
        self.say(lambda _text: self._show_hint(), lambda: "")
        self.say(lambda _text: self._show_count(), lambda: "")

    def _connect(self) -> None:
        self.typed.textEdited.connect(self._show_found)
        self.typed.returnPressed.connect(self._enter)
        self.typed.undo_asked.connect(self._desk.undo)
        self.rows.itemActivated.connect(lambda _item: self._enter())
        self.rows.itemClicked.connect(lambda _item: self.typed.setFocus())
        self.sign_in.clicked.connect(self._enter)
        self.unnamed.clicked.connect(self._count_one)
        self.undo.clicked.connect(self._desk.undo)
        QShortcut(QKeySequence("F2"), self, self._count_one)
        QShortcut(QKeySequence("Ctrl+N"), self, self._newcomer)
        self._desk.news.changed.connect(self._news)

    def _show_found(self, typed: str) -> None:
        self._idle.start()
        self.trouble.hide()
        self.rows.clear()
        name = " ".join(typed.split())
        self._found = self._people.find(name, _ROWS) if len(name) >= _FROM_LETTERS else []
        here = self._gatherings.here(self._gathering.id, clock.today()) if self._found else set()
        for person in self._found:
            detail = person.apart
            came = _("signed in already") if person.id in here else ""
            item = QListWidgetItem(
                icon("check" if came else "users", "agave" if came else "soft"), _joined(person.goes_by, came, detail)
            )
            self.rows.addItem(item)
        if len(name) >= _FROM_LETTERS:
            self.rows.addItem(QListWidgetItem(icon("user-plus", "rosa"), _("New person: {name}").format(name=name)))
        self.rows.setCurrentRow(0)
        self.rows.setVisible(bool(name))
        self._show_hint()

    def _show_hint(self) -> None:
        if self.rows.count() > 1:
            self.hint.setText(_("↑ ↓ choose · Enter signs in · Ctrl+N new person"))
        elif self.rows.count() == 1:
            self.hint.setText(_("Nobody fits yet: Enter welcomes a new person"))
        else:
            self.hint.setText(_("Type a few letters of the name. Accents and capitals do not matter."))

    def _enter(self) -> None:
        number = self.rows.currentRow()
        if 0 <= number < len(self._found):
            self._act(lambda: self._gatherings.sign_in(self._gathering.id, self._found[number].id))
        elif self.typed.text().strip():
            self._newcomer()
        self.typed.setFocus()

    def _newcomer(self) -> None:
        typed = self.typed.text()

        def welcome() -> Arrival:
            require_name(typed)
            return self._gatherings.welcome(self._gathering.id, typed)

        self._act(welcome)

    def _act(self, verb: Callable[[], Arrival]) -> None:
        try:
            arrival = verb()
        except Mishap as mishap:
            self.trouble.setText(str(mishap))
            self.trouble.show()
            return
        self.typed.clear()
        self._show_found("")
        self._greet(arrival)

    def _count_one(self) -> None:
        try:
            self._gatherings.count_one(self._gathering.id)
        except Mishap as mishap:
            self.trouble.setText(str(mishap))
            self.trouble.show()
            return
        self._say_echo(_("One more, without a name"), "")
        self.typed.setFocus()

    def _greet(self, arrival: Arrival) -> None:
        with speaking(arrival.reads if arrival.reads in INTERFACE else language()):
            greeting = _("Welcome, {name}!").format(name=arrival.name)
            if not arrival.new:
                detail = _("Signed in already, at {time}").format(time=time_text(arrival.at.astimezone()))
            elif arrival.first_time:
                detail = _("First time here")
            else:
                detail = ""
        self._say_echo(greeting, detail)

    def _say_echo(self, text: str, detail: str) -> None:
        self.echo.setText(text)
        self.echo_detail.setText(detail)
        self.echo_detail.setVisible(bool(detail))
        self._echo_card.show()
        self._echo_timer.start(_ECHO_MS)

    def _veil(self) -> None:
        self.typed.clear()
        self._show_found("")
        self._silence()

    def _silence(self) -> None:
        self._echo_card.hide()

    def _news(self, tables: frozenset[str]) -> None:
        if tables & {"sign_in", "person", "gathering"}:
            self._read_again()

    def _read_again(self) -> None:
        today = self._gatherings.presence(self._gathering.id, clock.today())
        ever = self._gatherings.presence(self._gathering.id)
        self._typed_count = (today.all, ever.all)
        self._show_count()

    def _show_count(self) -> None:
        today, ever = self._typed_count
        self.number.setText(number_text(today))
        self.counted.setText(ngettext("person here today", "people here today", today))
        self.all_days.setText(ngettext("{n} person on all days", "{n} people on all days", ever).format(n=number_text(ever)))
        self.all_days.setVisible(ever != today)

    def start(self) -> None:
        """Take the keyboard."""
        self.typed.setFocus()


def _joined(*parts: str) -> str:
    return "   ·   ".join(part for part in parts if part)
