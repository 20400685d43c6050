"""The agenda: days side by side as tabs, items with their clock times, and one item to be changed beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial

from PySide6.QtCore import QDate, QSize, Qt, QTime, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QTabBar,
    QTimeEdit,
    QWidget,
)

from peña_app import clock
from peña_app.assembly.model import Day, Item, ItemId, Kind, kind_text, now_and_next, slots, warnings
from peña_app.assembly.records import Assembly
from peña_app.assembly.screens.session import SessionChoice
from peña_app.assembly.screens.wall import NowNext
from peña_app.curricula.planning import Plan, cut_of
from peña_app.curricula.records.sessions import Sessions
from peña_app.errors import Mishap
from peña_app.gatherings.model import Gathering
from peña_app.gatherings.records import Gatherings
from peña_app.i18n import N_, _, minutes_text, short_day_text, time_text, worded
from peña_app.ui import theme
from peña_app.ui.desk import Choice, Desk, Hit, Printable
from peña_app.ui.forms import BothLanguages, Empty, Field, button, card, column, icon_button, label, page, row, scrolled
from peña_app.ui.icons import icon, icon_size
from peña_app.ui.speech import Speaking, SpeakingDialog
from peña_app.workspace import Workspace

ROOM = "assembly"
_EACH_MINUTE = 20_000
_TABLES = frozenset({"day", "agenda_item", "text", "gathering", "session", "session_part"})
_NEW = {"es": "Punto nuevo", "en": "New item"}
ICONS = {
    Kind.ITEM: "chats-circle", Kind.VOTE: "check-square", Kind.REPORT_BACK: "megaphone", Kind.CULTURAL: "music-notes",
    Kind.BREAK: "coffee", Kind.MEAL: "fork-knife", Kind.BUFFER: "door-open",
}  # fmt: skip


def find(workspace: Workspace, typed: str) -> list[Hit]:
    """Items of every agenda, for the search over everything."""
    found = Assembly(workspace).find(typed)
    return [Hit(ICONS[item.kind], item.name, kind_text(item.kind), ROOM, f"{gathering} {item.id}") for gathering, item in found]


class AssemblyScreen(Speaking):
    """The agenda of the gathering one is in, or of the latest that has one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._assembly = Assembly(desk.workspace)
        self._gathering: Gathering | None = None
        self._days: list[Day] = []
        self.heading = label("title")
        self.name = label("soft")
        self.wall = button("projector-screen", primary=True)
        self.sheet = button("printer")
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.add_day = button("plus", quiet=True)
        self.items = QListWidget()
        self.items.setIconSize(icon_size())
        self.items.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.items.setSpacing(0)
        self.warning = label("attention")
        self.add = button("plus")
        self.up, self.down = icon_button("arrow-up"), icon_button("arrow-down")
        self.remove = icon_button("trash")
        self.begin = button("plus", primary=True)
        self.empty = Empty("list-numbers", self.begin)
        self.form = ItemForm(desk, self._assembly)
        self._lay_out()
        self._say_texts()
        self._connect()
        self._read_again()
        self._timer = QTimer(self)
        self._timer.setInterval(_EACH_MINUTE)
        self._timer.timeout.connect(self._mark_now)
        self._timer.start()

    def _lay_out(self) -> None:
        days = row(self.tabs, self.add_day, 1)
        acts = row(self.add, self.up, self.down, 1, self.remove)
        listed = column(days, self.items, self.warning, acts)
        listed.setStretch(1, 1)
        self._side = scrolled(self.form)
        self._side.setFixedWidth(theme.px(318))
        self._body = QWidget()
        body = row(listed, self._side, gap=16)
        body.setStretch(0, 1)
        self._body.setLayout(body)
        top = row(column(self.heading, self.name, gap=0), self.sheet, self.wall)
        top.setStretch(0, 1)
        whole = column(top, self._body, self.empty)
        whole.setStretch(1, 1)
        self.setLayout(column(page(whole)))

    def _say_texts(self) -> None:
        self.say(self.heading.setText, lambda: _("Agenda"))
        self.say(self.name.setText, lambda: self._gathering.name if self._gathering else "")
        self.say(self.wall.setText, lambda: _("Show on the wall"))
        self.say(self.sheet.setText, lambda: _("Print the programme"))
        self.say(self.tabs.setAccessibleName, lambda: _("Days"))
        self.say(self.items.setAccessibleName, lambda: _("Items of the day"))
        self.say(self.add_day.setText, lambda: _("Add a day"))
        self.say(self.begin.setText, lambda: _("Add a day"))
        self.say(self.add.setText, lambda: _("Add an item"))
        self.say(self.up.setAccessibleName, lambda: _("Earlier"))
        self.say(self.up.setToolTip, lambda: _("Earlier (Alt+↑)"))
        self.say(self.down.setAccessibleName, lambda: _("Later"))
        self.say(self.down.setToolTip, lambda: _("Later (Alt+↓)"))
        self.say(self.remove.setAccessibleName, lambda: _("Remove"))
        self.say(self.remove.setToolTip, lambda: _("Remove the item (Delete)"))
        self.say(self.empty.sentence.setText, lambda: _("There is no agenda yet."))
        self.say(
            self.empty.detail.setText,
            lambda: _("Add a day, then what happens in it: music, food and children belong on it as much as the vote."),
        )
        self.say(lambda _text: self._show(), lambda: "")

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(lambda _at: self._show())
        self.items.currentRowChanged.connect(lambda _at: self._choose())
        self.add.clicked.connect(self._add)
        self.add_day.clicked.connect(self._ask_day)
        self.begin.clicked.connect(self._ask_day)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.remove.clicked.connect(self._remove)
        self.wall.clicked.connect(self._show_on_wall)
        self.sheet.clicked.connect(self.print_paper)
        QShortcut(QKeySequence("Alt+Up"), self, lambda: self._move(-1))
        QShortcut(QKeySequence("Alt+Down"), self, lambda: self._move(1))
        QShortcut(QKeySequence("Delete"), self.items, self._remove, context=Qt.ShortcutContext.WidgetShortcut)
        self._desk.gathering_changed.connect(self._read_again)
        self._desk.news.changed.connect(lambda tables: self._read_again() if tables & _TABLES else None)

    def open(self, target: str) -> None:
        """Show the item of a search: its gathering and its id."""
        gathering, _space, item = target.partition(" ")
        self._desk.be_at(gathering)
        for number, day in enumerate(self._days):
            for place, each in enumerate(day.items):
                if each.id == item:
                    self.tabs.setCurrentIndex(number)
                    self.items.setCurrentRow(place)

    def start(self) -> None:
        """Take the keyboard."""
        (self.items if self._days else self.begin).setFocus()

    def days(self) -> list[Day]:
        """The agenda as it was last read: what the wall shows, which reads no database."""
        return self._days

    def day(self) -> Day | None:
        """The day whose tab is chosen."""
        at = self.tabs.currentIndex()
        return self._days[at] if 0 <= at < len(self._days) else None

    def item(self) -> Item | None:
        """The chosen item."""
        day, at = self.day(), self.items.currentRow()
        return day.items[at] if day and 0 <= at < len(day.items) else None

    def _read_again(self) -> None:
        gatherings = Gatherings(self._desk.workspace)
        planned = self._assembly.with_agenda()
        here = self._desk.gathering
        chosen = here if here in planned or not planned else planned[0]
        self._gathering = gatherings.gathering(chosen) if chosen else None
        self.form.session.offer(Sessions(self._desk.workspace).all(), chosen or "")
        fresh = self._days == []
        self._days = self._assembly.days(chosen) if chosen else []
        at = self.tabs.currentIndex()
        self.tabs.blockSignals(True)
        while self.tabs.count() < len(self._days):
            self.tabs.addTab("")
        while self.tabs.count() > len(self._days):
            self.tabs.removeTab(self.tabs.count() - 1)
        self.tabs.blockSignals(False)
        if fresh and self._days:
            at = next((number for number, day in enumerate(self._days) if day.on == clock.today()), 0)
        self.tabs.setCurrentIndex(min(max(at, 0), self.tabs.count() - 1))
        self._show()

    def _show(self) -> None:
        there = bool(self._days)
        self._body.setVisible(there)
        self.empty.setVisible(not there)
        self.wall.setVisible(there)
        self.sheet.setVisible(there)
        self.begin.setEnabled(self._gathering is not None)
        self.name.setText(self._gathering.name if self._gathering else "")
        for number, each in enumerate(self._days):
            self.tabs.setTabText(number, short_day_text(each.on))
        day = self.day()
        kept = self.items.currentRow()
        self.items.blockSignals(True)
        self.items.clear()
        for slot in slots(day) if day else ():
            text = f"{time_text(slot.begins)}   {slot.item.name}"
            other = next((word for code, word in sorted(slot.item.title.items()) if word and word != slot.item.name), "")
            detail = " · ".join(part for part in (other, minutes_text(slot.item.minutes), slot.item.led_by) if part)
            shown = QListWidgetItem(
                icon(ICONS[slot.item.kind], "rosa" if slot.item.kind is Kind.VOTE else "soft"), f"{text}\n{detail}"
            )
            shown.setToolTip(kind_text(slot.item.kind))
            shown.setSizeHint(QSize(10, theme.px(68)))
            self.items.addItem(shown)
        self.items.setCurrentRow(min(max(kept, 0), self.items.count() - 1))
        self.items.blockSignals(False)
        self._mark_now()
        said = warnings(day) if day else []
        self.warning.setText("\n".join(said))
        self.warning.setVisible(bool(said))
        self._choose()

    def _mark_now(self) -> None:
        at = now_and_next(self._days, clock.now())
        day = self.day()
        for number in range(self.items.count()):
            shown = self.items.item(number)
            on = day is not None and at.now is not None and day.items[number].id == at.now.item.id
            font = theme.letters(bold=on)
            shown.setFont(font)
            shown.setForeground(theme.color("agave" if on else "ink"))

    def _choose(self) -> None:
        self.form.show_item(self.day(), self.item())
        for pressed in (self.up, self.down, self.remove):
            pressed.setEnabled(self.item() is not None)

    def _add(self) -> None:
        day, after = self.day(), self.item()
        if day is None:
            return
        made = self._assembly.add_item(day.id, Item(ItemId(""), Kind.ITEM, dict(_NEW), 30), after=after.id if after else None)
        self._desk.tell(_("An item was added"))
        self._pick(made.id)
        self.form.title.lines["es"].setFocus()
        self.form.title.lines["es"].selectAll()

    def _pick(self, item: str) -> None:
        day = self.day()
        if day is not None:
            for number, each in enumerate(day.items):
                if each.id == item:
                    self.items.setCurrentRow(number)

    def _move(self, by: int) -> None:
        day, item, at = self.day(), self.item(), self.items.currentRow()
        if day is not None and item is not None and 0 <= at + by < len(day.items):
            self._assembly.move(item.id, day.id, at + by)
            self._pick(item.id)

    def _remove(self) -> None:
        item = self.item()
        if item is not None:
            self._assembly.remove(item.id)
            self._desk.tell(_("“{name}” was removed").format(name=item.name))

    def _ask_day(self) -> None:
        if self._gathering is not None:
            following = self._days[-1].on + timedelta(days=1) if self._days else self._gathering.begins.astimezone().date()
            DayForm(self._desk, self._gathering, following, self).open()

    def _show_on_wall(self) -> None:
        self._desk.project(lambda: NowNext(self.days))

    def print_paper(self) -> None:
        """Print the programme or its posters."""
        gathering = self._gathering
        if gathering is None or not self._days:
            return
        days = list(self._days)

        def make(choice: Choice) -> bytes:
            from peña_app.assembly import paper

            draw = paper.wall_poster if choice.layout == "poster" else paper.programme
            return draw(days, gathering.title, gathering.place, sheet=choice.sheet)

        layouts = (("programme", lambda: _("One sheet for each person")), ("poster", lambda: _("Posters for the wall")))
        self._desk.print(Printable(lambda: _("Programme"), make, layouts, file_name="programa"))


class ItemForm(Speaking):
    """One item of the agenda, to be changed."""

    def __init__(self, desk: Desk, assembly: Assembly) -> None:
        super().__init__()
        self._desk, self._assembly = desk, assembly
        self._item: Item | None = None
        self.when = label("heading")
        self.title = BothLanguages(N_("Title"), stacked=True)
        self.kind = QComboBox()
        for kind in Kind:
            self.kind.addItem(icon(ICONS[kind], "soft"), "", kind)
        self.minutes = QSpinBox()
        self.minutes.setRange(1, 24 * 60)
        self.minutes.setSingleStep(5)
        self.led_by = QLineEdit()
        self.session = SessionChoice(desk)
        self.locked = QCheckBox()
        self.lock = QTimeEdit()
        self.trouble = label("trouble")
        self.trouble.hide()
        self.save = button("check")
        self.fields = {each: Field(each) for each in (self.kind, self.minutes, self.led_by)}
        panel = card(
            self.when,
            self.title,
            *self.fields.values(),
            self.session,
            row(self.locked, self.lock),
            self.trouble,
            row(1, self.save),
            1,
            gap=6,
        )
        self.setLayout(column(panel))
        self.say(self.fields[self.kind].name, lambda: _("Kind"))
        self.say(self.fields[self.minutes].name, lambda: _("Minutes"))
        self.say(self.fields[self.led_by].name, lambda: _("Led by"))
        self.say(self.locked.setText, lambda: _("Not before"))
        self.say(self.lock.setAccessibleName, lambda: _("Does not begin before this time"))
        self.say(self.lock.setDisplayFormat, lambda: "h:mm AP")
        self.say(self.save.setText, lambda: _("Save"))
        for number, kind in enumerate(Kind):
            self.say(partial(self.kind.setItemText, number), partial(kind_text, kind))
        self.locked.toggled.connect(self.lock.setEnabled)
        self.session.picked.connect(self._take_session)
        self.save.clicked.connect(self._save)
        for line in (*self.title.lines.values(), self.led_by):
            line.returnPressed.connect(self._save)

    def show_item(self, day: Day | None, item: Item | None) -> None:
        """Put an item into the form; None empties it."""
        self._item = item
        self.setEnabled(item is not None)
        self.trouble.hide()
        begins = next((slot.begins for slot in slots(day) if item and slot.item.id == item.id), None) if day else None
        self.when.setText(time_text(begins) if begins else "")
        self.title.show_words(item.title if item else {})
        self.kind.setCurrentIndex(self.kind.findData(item.kind) if item else 0)
        self.minutes.setValue(item.minutes if item else 30)
        self.led_by.setText(item.led_by if item else "")
        self.session.show_session(item.session if item else "")
        lock = item.lock if item else None
        self.locked.setChecked(lock is not None)
        shown = lock or (begins.timetz().replace(tzinfo=None) if begins else time(9))
        self.lock.setTime(QTime(shown.hour, shown.minute))
        self.lock.setEnabled(lock is not None)

    def _take_session(self, plan: Plan) -> None:
        """Propose the title and the minutes of a session that was just named; a title of one's own stays."""
        if self.title.words() in ({"es": "", "en": ""}, _NEW):
            self.title.show_words(plan.title)
        if plan.parts:
            self.minutes.setValue(cut_of(plan).minutes)

    def _save(self) -> None:
        if self._item is None:
            return
        held = self.lock.time()
        lock = time(held.hour(), held.minute()) if self.locked.isChecked() else None
        minutes = self.minutes.value()
        minimum = None if self._item.minimum is None else min(self._item.minimum, minutes)
        try:
            changed = replace(
                self._item, title=self.title.words(), kind=Kind(self.kind.currentData()), minutes=minutes, minimum=minimum,
                led_by=self.led_by.text(), lock=lock, session=self.session.session,
            )  # fmt: skip
            self._assembly.alter(changed)
        except Mishap as mishap:
            self.trouble.setText(str(mishap))
            self.trouble.show()
            return
        self._desk.tell(_("Saved: {name}").format(name=worded(changed.title)))


class DayForm(SpeakingDialog):
    """A new day of the agenda: its date and hours."""

    def __init__(self, desk: Desk, gathering: Gathering, on: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._gathering = desk, gathering
        self.on = QDateEdit(QDate(on.year, on.month, on.day))
        self.on.setCalendarPopup(True)
        begins = gathering.begins.astimezone()
        self.opens, self.closes = QTimeEdit(QTime(begins.hour, begins.minute)), QTimeEdit(QTime(min(23, begins.hour + 8), 0))
        self.fields = {each: Field(each) for each in (self.on, self.opens, self.closes)}
        self.trouble = label("trouble")
        self.trouble.hide()
        self.save, self.cancel = button("check", primary=True), button(quiet=True)
        self.setLayout(column(row(*self.fields.values()), self.trouble, row(1, self.cancel, self.save), margin=20))
        self.setMinimumWidth(theme.px(480))
        self.say(self.setWindowTitle, lambda: _("Add a day"))
        self.say(self.fields[self.on].name, lambda: _("Date"))
        self.say(self.fields[self.opens].name, lambda: _("Opens"))
        self.say(self.fields[self.closes].name, lambda: _("Closes at the latest"))
        self.say(self.on.setDisplayFormat, lambda: _("ddd MMM d, yyyy"))
        for entry in (self.opens, self.closes):
            self.say(entry.setDisplayFormat, lambda: "h:mm AP")
        self.say(self.save.setText, lambda: _("Save"))
        self.say(self.cancel.setText, lambda: _("Cancel"))
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)

    def _save(self) -> None:
        on, opens, closes = self.on.date(), self.opens.time(), self.closes.time()
        try:
            Assembly(self._desk.workspace).add_day(
                self._gathering.id,
                date(on.year(), on.month(), on.day()),
                time(opens.hour(), opens.minute()),
                time(closes.hour(), closes.minute()),
            )
        except Mishap as mishap:
            self.trouble.setText(str(mishap))
            self.trouble.show()
            return
        self._desk.tell(_("A day was added"))
        self.accept()
