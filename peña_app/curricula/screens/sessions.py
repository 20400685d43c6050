"""Planning sessions: the activities at the left, the chosen session at the right with its clock, things to bring and notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QComboBox, QSizePolicy, QStackedWidget, QTabBar, QWidget

from peña_app import clock
from peña_app.curricula.bringing import counted_for, things
from peña_app.curricula.library import library
from peña_app.curricula.model import Activity, Module
from peña_app.curricula.planning import Plan, cut_of, on_paper
from peña_app.curricula.records import Curricula
from peña_app.curricula.records.sessions import Sessions
from peña_app.curricula.screens.around import Afterwards, Bringing, NeedsStrip, activities_of
from peña_app.curricula.screens.parts import ActivityList
from peña_app.curricula.screens.planner import Planner
from peña_app.curricula.screens.printing import session_paper
from peña_app.curricula.screens.running import RunWindow
from peña_app.curricula.screens.session_form import SessionForm
from peña_app.curricula.search import Finder, Wanted
from peña_app.i18n import _, time_text, worded
from peña_app.ui import theme
from peña_app.ui.desk import Desk, Hit
from peña_app.ui.forms import Empty, button, column, icon_button, row
from peña_app.ui.icons import icon
from peña_app.ui.picking import PickingLine
from peña_app.ui.speech import Speaking
from peña_app.workspace import Workspace

ROOM = "curricula"
TARGET = "session:"
"""Before the id of a session, in what `open` and ``desk.go`` take."""
Activities = Callable[[], Mapping[str, Activity]]
_BESIDE = 700  # narrower than this the activities stand above the session
_LISTED = 224
_TABLES = frozenset({"session", "session_part", "session_note", "text", "gathering"})
_ACTIVITIES = frozenset({"activity", "activity_block", "activity_unit", "curriculum"})


def at_hand(workspace: Workspace) -> dict[str, Activity]:
    """The activities that can be placed, by slug: the group's own, and of the library those that it has not made its own."""
    own = {each.activity.id: each.activity for each in Curricula(workspace).activities()}
    shelved = {slug: activity for module in library() for slug, activity in module.activities.items() if slug not in own}
    return own | shelved


def find_sessions(workspace: Workspace, typed: str) -> list[Hit]:
    """Planned sessions, for the search over everything."""
    found = Sessions(workspace).find(typed)
    return [Hit("clock", plan.name, time_text(plan.begins), ROOM, f"{TARGET}{plan.id}") for plan in found]


class SessionsScreen(Speaking):
    """All sessions in a picker, the chosen one by the clock, with its needs, what to bring, and what really happened."""

    def __init__(
        self, desk: Desk, activities: Activities | None = None, modules: Callable[[], Sequence[Module]] = library
    ) -> None:
        """``activities`` are those that can be placed, by slug, in the order in which they are listed: by default `at_hand`."""
        super().__init__()
        self._desk, self._modules = desk, modules
        self._activities: Activities = activities or partial(at_hand, desk.workspace)
        self._sessions = Sessions(desk.workspace)
        self._known: Mapping[str, Activity] = {}
        self._plans: list[Plan] = []
        self._plan: Plan | None = None
        self._place = ""  # the name of the gathering that one is in
        self._finder = Finder()
        self.running: RunWindow | None = None
        """The window of the running session, while it is open."""
        self.picker = QComboBox()
        self.picker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.edit = icon_button("pencil-simple")
        self.placed = icon_button("calendar-check")
        self.placed.setCheckable(True)
        self.begin, self.sheet, self.go = button("plus"), button("printer"), button("play", primary=True)
        self.first = button("plus", primary=True)
        self.empty = Empty("clock-countdown", self.first)
        self.strip = NeedsStrip()
        self.found = ActivityList()
        self.typed = PickingLine(self.found)
        self.typed.setClearButtonEnabled(True)
        self.add = button("plus")
        self.planner = Planner(desk, self._sessions)
        self.bringing, self.afterwards = Bringing(), Afterwards(desk, self._sessions)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self._lay_out()
        self._say_texts()
        self._connect()
        self._read_activities()
        self._read_again()

    def _lay_out(self) -> None:
        chosen = row(self.picker, self.edit, self.placed, gap=theme.px(4))
        chosen.setStretch(0, 1)
        self.picker.setMinimumWidth(theme.px(160))
        self._top = row(chosen, row(self.begin, self.sheet, self.go))
        self._top.setStretch(0, 1)
        self._side = QWidget()
        side = column(self.typed, self.found, self.add, gap=theme.px(8))
        side.setStretch(1, 1)
        self._side.setLayout(side)
        self._stack = QStackedWidget()
        for shown in (self.planner, self.bringing, self.afterwards):
            self._stack.addWidget(shown)
            self.tabs.addTab("")
        right = column(self.tabs, self._stack, gap=theme.px(8))
        right.setStretch(1, 1)
        self._beside = row(self._side, right, gap=16)
        self._beside.setStretch(1, 1)
        self._body = QWidget()
        body = column(self.strip, self._beside)
        body.setStretch(1, 1)
        self._body.setLayout(body)
        whole = column(self._top, self._body, self.empty)
        whole.setStretch(1, 1)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._stand(narrow=True)  # asks for less room, so that it is never wider than the window

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stand(narrow=self.width() < theme.px(_BESIDE))

    def _stand(self, *, narrow: bool) -> None:
        """Put the activities beside the session, or above it where the letters leave no room beside it."""
        for beside in (self._beside, self._top):
            beside.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.planner.stand(narrow=narrow)
        self._side.setMinimumWidth(0 if narrow else theme.px(_LISTED))
        self._side.setMaximumWidth(16_777_215 if narrow else theme.px(_LISTED))
        self.found.setMinimumHeight(theme.px(90))
        self.found.setMaximumHeight(theme.px(110) if narrow else 16_777_215)
        wanted = QSizePolicy.Policy.Preferred if narrow else QSizePolicy.Policy.Fixed
        self._side.setSizePolicy(wanted, QSizePolicy.Policy.Preferred)

    def _say_texts(self) -> None:
        self.say(self.picker.setAccessibleName, lambda: _("Sessions"))
        self.say(self.edit.setAccessibleName, lambda: _("Change the name, or remove the session"))
        self.say(self.edit.setToolTip, lambda: _("Change the name, or remove the session"))
        self.say(self.begin.setText, lambda: _("New session"))
        self.say(self.first.setText, lambda: _("Plan a session"))
        self.say(self.sheet.setText, lambda: _("Print"))
        self.say(self.sheet.setToolTip, lambda: _("The plan on one page, with what to bring (Ctrl+P)"))
        self.say(self.go.setText, lambda: _("Begin"))
        self.say(self.go.setToolTip, lambda: _("Run the session in large letters (F5)"))
        self.say(self.typed.setPlaceholderText, lambda: _("Find an activity"))
        self.say(self.typed.setAccessibleName, lambda: _("Find an activity"))
        self.say(self.typed.setToolTip, lambda: _("The arrows choose and Enter adds (Ctrl+F)"))
        self.say(self.found.setAccessibleName, lambda: _("Activities"))
        self.say(self.add.setText, lambda: _("Add to the session"))
        self.say(self.add.setToolTip, lambda: _("Behind the chosen part (Enter); or drag it where it shall stand"))
        self.say(self.tabs.setAccessibleName, lambda: _("Plan, things to bring, notes"))
        for at, name in enumerate((lambda: _("By the clock"), lambda: _("To bring"), lambda: _("Afterwards"))):
            self.say(partial(self.tabs.setTabText, at), name)
        self.say(self.empty.sentence.setText, lambda: _("No session is planned yet."))
        self.say(
            self.empty.detail.setText,
            lambda: _("Copy one from the library or put activities together: the clock, what to bring and the needs follow."),
        )
        self.say(lambda _text: self._show(), lambda: "")

    def _connect(self) -> None:
        self.picker.activated.connect(lambda at: self._show_plan(self.picker.itemData(at) or ""))
        self.begin.clicked.connect(self._ask_new)
        self.first.clicked.connect(self._ask_new)
        self.edit.clicked.connect(self._ask_name)
        self.placed.clicked.connect(self._place_it)
        self.sheet.clicked.connect(self.print_paper)
        self.go.clicked.connect(self.run_session)
        self.typed.textChanged.connect(lambda _text: self._fill_found())
        self.typed.returnPressed.connect(self._add_chosen)
        self.typed.undo_asked.connect(self._desk.undo)
        self.found.activated.connect(lambda _index: self._add_chosen())
        self.add.clicked.connect(self._add_chosen)
        self.bringing.counted.connect(self._count_for)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._seek)
        QShortcut(QKeySequence("F5"), self, self.run_session)
        self._desk.gathering_changed.connect(self._read_again)
        self._desk.news.changed.connect(self._news)

    @property
    def plan(self) -> Plan | None:
        """The chosen session."""
        return self._plan

    def open(self, target: str) -> None:
        """Choose the session that ``session:ID`` names."""
        self._show_plan(target.removeprefix(TARGET))
        self.tabs.setCurrentIndex(0)

    def start(self) -> None:
        """Take the keyboard."""
        (self.planner.parts if self._plan else self.first).setFocus()

    # reading and showing

    def _news(self, tables: frozenset[str]) -> None:
        """Activities are read again only when one may have changed: a text alone may be of one."""
        if tables & _ACTIVITIES or tables == {"text"}:
            self._read_activities()
        if tables & (_TABLES | _ACTIVITIES):
            self._read_again()

    def _read_activities(self) -> None:
        self._known, self._finder = self._activities(), Finder()

    def _show_plan(self, plan: str) -> None:
        self._plan = next((each for each in self._plans if each.id == plan), self._plan)
        self._read_again()

    def _read_again(self) -> None:
        chosen, here = self._plan.id if self._plan else "", self._desk.gathering
        self._plans = self._sessions.all()
        first = next((plan for plan in self._plans if here and plan.gathering == here), None) or next(iter(self._plans), None)
        self._plan = next((plan for plan in self._plans if plan.id == chosen), first)
        titles = self._desk.workspace.words([here]) if here else {}
        self._place = worded(titles.get(here or "", {}).get("title", {}))
        if self._plan is not None:
            self.afterwards.show_plan(self._plan, self._known, self._sessions.notes(self._plan.id))
        self._show()

    def _show(self) -> None:
        plan = self._plan
        for shown in (self._body, self.picker, self.edit, self.placed, self.sheet, self.go, self.begin):
            shown.setVisible(plan is not None)
        self.empty.setVisible(plan is None)
        self._fill_found()
        if plan is None:
            return
        self._fill_picker(plan)
        listed = activities_of(plan, self._known)
        self.strip.show_needs(listed)
        self.planner.show_plan(plan, self._known)
        self.bringing.show_plan(plan, listed)
        self._show_place(plan)
        self.go.setEnabled(bool(plan.parts))

    def _fill_picker(self, plan: Plan) -> None:
        self.picker.blockSignals(True)
        self.picker.clear()
        for each in self._plans:
            self.picker.addItem(f"{each.name} · {time_text(each.begins)}", each.id)
        self.picker.setCurrentIndex(self.picker.findData(plan.id))
        self.picker.setToolTip(plan.name)
        self.picker.blockSignals(False)

    def _show_place(self, plan: Plan) -> None:
        here, place = self._desk.gathering, self._place or _("the gathering")
        self.placed.setEnabled(bool(here or plan.gathering))
        self.placed.setChecked(bool(plan.gathering))
        if plan.gathering and plan.gathering != here:
            name = _("Take it out of the gathering where it is")
        elif plan.gathering:
            name = _("Take it out of “{gathering}”").format(gathering=place)
        elif here:
            name = _("Place it in “{gathering}”").format(gathering=place)
        else:
            name = _("Choose a gathering above to place the session in it")
        self.placed.setIcon(icon("calendar-check", "rosa" if plan.gathering else "ink"))
        self.placed.setToolTip(name)
        self.placed.setAccessibleName(name)

    def _fill_found(self) -> None:
        wanted = Wanted(self.typed.text().strip())
        self.found.show_activities([each for each in self._known.values() if self._finder.fits(each, wanted)])
        self.add.setEnabled(self.found.count() > 0)

    # what one does

    def _seek(self) -> None:
        self.typed.setFocus()
        self.typed.selectAll()

    def _ask_new(self) -> None:
        form = SessionForm(self._desk, self._sessions, self._modules(), None, self)
        form.accepted.connect(lambda: self._show_plan(form.made.id if form.made else ""))
        form.open()

    def _ask_name(self) -> None:
        if self._plan is not None:
            SessionForm(self._desk, self._sessions, (), self._plan, self).open()

    def _place_it(self) -> None:
        plan = self._plan
        if plan is not None:
            self._sessions.place(plan.id, None if plan.gathering else self._desk.gathering)
            said = _("“{name}” was taken out of its gathering") if plan.gathering else _("“{name}” is part of the gathering now")
            self._desk.tell(said.format(name=plan.name))

    def _add_chosen(self) -> None:
        if self.found.slug():
            self.planner.add(self.found.slug(), self.planner.parts.currentRow() + 1)

    def _count_for(self, people: int, seats: int) -> None:
        if self._plan is not None and (self._plan.people, self._plan.seats) != (people, seats):
            self._sessions.alter(replace(self._plan, people=people, seats=seats))

    def print_paper(self) -> None:
        """Print the plan of the chosen session, with what to bring for everyone."""
        plan = self._plan
        if plan is None:
            return
        listed = activities_of(plan, self._known)
        counted = counted_for({each.id: each for each in listed}, things(listed, plan.people, plan.seats))
        module, session = on_paper(plan, counted)
        self._desk.print(session_paper(module, session, plan.begins, name="sesion"))

    def run_session(self) -> None:
        """Run the session in a window of its own; one that was closed today goes on behind the last part that was ended."""
        plan = self._plan
        if plan is None or not plan.parts:
            return
        if self.running is not None:
            self.running.raise_()
            self.running.activateWindow()
            return
        kept = [part.id for part in cut_of(plan).kept]
        today = clock.today().isoformat()
        over = {note.part for note in self._sessions.notes(plan.id) if note.day == today and note.minutes}
        at = max((number + 1 for number, part in enumerate(kept) if part in over), default=0)
        self.running = RunWindow(self._desk, self._sessions, plan, self._known, at if at < len(kept) else 0, self)
        self.running.closed.connect(self._run_closed)
        self.running.show()

    def _run_closed(self) -> None:
        self.running = None
