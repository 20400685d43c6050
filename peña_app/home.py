"""The first screen after unlocking: where one is, and the one thing to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt

from peña_app import clock
from peña_app.assembly.model import Day, now_and_next
from peña_app.assembly.records import Assembly
from peña_app.gatherings.model import Gathering
from peña_app.gatherings.records import Gatherings
from peña_app.i18n import _, day_text, ngettext, number_text, said, time_text, worded
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import Empty, button, card, column, label, page, row, scrolled
from peña_app.ui.icons import picture
from peña_app.ui.speech import Speaking
from peña_app.voting.model import STATES, Contest, State
from peña_app.voting.records import Voting

_SHOWN = frozenset({"gathering", "sign_in", "text", "day", "agenda_item", "contest", "ballot"})


class HomeScreen(Speaking):
    """The gathering under way or the next one, who has come, and the ways into the rooms."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._gatherings = Gatherings(desk.workspace)
        self._gathering: Gathering | None = None
        self._came = 0
        self._days: list[Day] = []
        self._contest: Contest | None = None
        self._boxed = 0
        self.day = label("title")
        self.when = label("soft")
        self.name = label("title")
        self.where = label("soft")
        self.number = label("huge", wrap=False)
        self.people = label("soft")
        self.door = button("door-open", primary=True)
        self.begin = button("plus", primary=True)
        self.empty = Empty("guitar", self.begin)
        self.agenda_now, self.agenda_next = label("heading"), label("soft")
        self.vote, self.vote_detail = label("heading"), label("soft")
        self.marks = {name: label("small") for name in ("now", "vote")}
        self.ways = {
            "assembly": button("list-numbers"), "voting": button("check-square"),
            "curricula": button("book-open"), "people": button("users-three"),
        }  # fmt: skip
        self._lay_out()
        self._say_texts()
        self._connect()
        self._read_again()

    def _lay_out(self) -> None:
        shown = label(wrap=False)
        shown.setPixmap(picture("guitar", theme.px(56), "rosa"))
        self.number.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.people.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        count = column(self.number, self.people, gap=0)
        about = column(self.when, self.name, self.where, 1, row(self.door, 1), gap=8)
        inside = row(about, count, gap=24)
        inside.setStretch(0, 1)
        self.now = card(inside, margin=24)
        self.now.setMinimumHeight(theme.px(190))
        self.programme = card(self.marks["now"], self.agenda_now, self.agenda_next, 1, row(self.ways["assembly"], 1))
        self.box = card(self.marks["vote"], self.vote, self.vote_detail, 1, row(self.ways["voting"], 1))
        both = row(self.programme, self.box, gap=20)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        ways = row(self.ways["curricula"], self.ways["people"], 1, gap=12)
        head = row(shown, column(self.day, gap=0), gap=16)
        head.setStretch(1, 1)
        self.setLayout(column(scrolled(page(column(head, self.now, both, ways, self.empty, 1, gap=20)))))

    def _say_texts(self) -> None:
        self.say(self.day.setText, lambda: day_text(clock.today())[:1].upper() + day_text(clock.today())[1:])
        self.say(self.door.setText, lambda: _("Open the sign-in desk"))
        self.say(self.begin.setText, lambda: _("Create a gathering"))
        self.say(self.ways["assembly"].setText, lambda: _("Agenda"))
        self.say(self.ways["voting"].setText, lambda: _("Votes"))
        self.say(self.ways["curricula"].setText, lambda: _("Handouts"))
        self.say(self.ways["people"].setText, lambda: _("People"))
        self.say(self.empty.sentence.setText, lambda: _("Welcome. Begin with a gathering."))
        self.say(
            self.empty.detail.setText,
            lambda: _(
                "A peña, a workshop, an assembly, an action or a meeting: give it a name and a time, and its door is open."
            ),
        )
        self.say(self.marks["now"].setText, lambda: _("The agenda"))
        self.say(self.marks["vote"].setText, lambda: _("The vote"))
        self.say(lambda _text: self._show(), lambda: "")

    def _connect(self) -> None:
        self.door.clicked.connect(self._open_door)
        self.begin.clicked.connect(lambda: self._desk.go("gatherings"))
        for key, pressed in self.ways.items():
            pressed.clicked.connect(lambda _checked, room=key: self._desk.go(room))
        self._desk.news.changed.connect(lambda tables: self._read_again() if tables & _SHOWN else None)
        self._desk.gathering_changed.connect(self._read_again)

    def _open_door(self) -> None:
        if self._gathering is not None:
            self._desk.go("gatherings", self._gathering.id)

    def start(self) -> None:
        """Take the keyboard."""
        (self.door if self._gathering else self.begin).setFocus()

    def _read_again(self) -> None:
        chosen = self._gatherings.gathering(self._desk.gathering) if self._desk.gathering else None
        self._gathering = chosen or self._gatherings.under_way() or next(iter(self._gatherings.all()), None)
        self._came = self._gatherings.presence(self._gathering.id).all if self._gathering else 0
        agenda = Assembly(self._desk.workspace)
        planned = agenda.with_agenda()
        here = self._gathering.id if self._gathering else ""
        self._days = agenda.days(here if here in planned else planned[0]) if planned else []
        voting = Voting(self._desk.workspace)
        contests = [contest for contest in voting.contests() if contest.state is not State.DRAFT]
        self._contest = next((contest for contest in contests if contest.state is not State.DECLARED), None) or next(
            iter(contests), None
        )
        self._boxed = voting.boxed().get(self._contest.id, 0) if self._contest else 0
        self._show()

    def _show_cards(self) -> None:
        self.programme.setVisible(bool(self._days))
        self.box.setVisible(self._contest is not None)
        at = now_and_next(self._days, clock.now())
        self.agenda_now.setText(f"{time_text(at.now.begins)}  {at.now.item.name}" if at.now else _("Nothing is on right now."))
        self.agenda_next.setText(
            _("Next: {time} {title}").format(time=time_text(at.next.begins), title=at.next.item.name) if at.next else ""
        )
        if self._contest is not None:
            self.vote.setText(worded(self._contest.title))
            ballots = ngettext("{n} ballot in the box", "{n} ballots in the box", self._boxed).format(n=number_text(self._boxed))
            self.vote_detail.setText(f"{said(STATES[self._contest.state])} · {ballots}")

    def _show(self) -> None:
        there = self._gathering is not None
        self.now.setVisible(there)
        self.empty.setVisible(not there)
        for pressed in self.ways.values():
            pressed.setVisible(there)
        self._show_cards()
        if self._gathering is None:
            return
        begins = self._gathering.begins.astimezone()
        if self._gathering.is_on(clock.now()):
            self.when.setText(_("Under way"))
        elif self._gathering.begins > clock.now():
            self.when.setText(_("Next"))
        else:
            self.when.setText(_("Over"))
        self.name.setText(self._gathering.name)
        self.where.setText(
            " · ".join(part for part in (day_text(begins.date()), time_text(begins), self._gathering.place) if part)
        )
        self.number.setText(number_text(self._came))
        self.people.setText(ngettext("person came", "people came", self._came))
