"""All contests, and the one that is open on the screen."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from peña_app.errors import Mishap
from peña_app.i18n import N_, _, each, number_text, said
from peña_app.ui.desk import Desk, Hit
from peña_app.ui.forms import Empty, button, column, label, page, row
from peña_app.ui.speech import Speaking
from peña_app.ui.tables import Column, Table, TableModel
from peña_app.voting.counting import Rules
from peña_app.voting.methods import METHODS
from peña_app.voting.model import STATES, Contest, State
from peña_app.voting.parameters import preset
from peña_app.voting.records import Voting
from peña_app.voting.screens.contest import ContestPage
from peña_app.workspace import Workspace

ROOM = "voting"

_TOKENS = {
    State.DRAFT: "soft",
    State.OPEN: "agave",
    State.CLOSED: "cempasuchil",
    State.COUNTED: "cempasuchil",
    State.DECLARED: "rosa",
}


_QUESTION = N_("Practice: which snacks do you like best?")
_ANTOJITOS = (N_("Tamales"), N_("Corn on the cob with chili"), N_("Churros"), N_("Fruit with lime"))


def find(workspace: Workspace, typed: str) -> list[Hit]:
    """Contests, for the search over everything."""
    return [
        Hit("check-square", contest.name, state_text(contest), ROOM, contest.id)
        for contest in Voting(workspace).page(typed, 0, 12)
    ]


def state_text(contest: Contest) -> str:
    """How far a contest is, and whether it is only practice."""
    state = said(STATES[contest.state])
    return _("Practice · {state}").format(state=state) if contest.practice else state


class VotingScreen(Speaking):
    """The list of contests; Enter goes to the chosen one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._voting = Voting(desk.workspace)
        self._boxed: dict[str, int] = {}
        self.model: TableModel[Contest] = TableModel(
            self._voting,
            [
                Column(lambda: _("Question"), lambda contest: contest.name),
                Column(
                    lambda: _("Method"),
                    lambda contest: said(METHODS[contest.rules.method].name) if contest.rules.method in METHODS else "–",
                ),
                Column(lambda: _("Ballots in the box"), lambda contest: number_text(self._boxed.get(contest.id, 0)), right=True),
                Column(lambda: _("State"), state_text, token=lambda contest: _TOKENS[contest.state]),
            ],
            self,
        )
        self.heading = label("title")
        self.new = button("plus")
        self.practise = button("confetti", quiet=True)
        self.go = button("caret-right", primary=True)
        self.remove = button("trash", quiet=True)
        self.table = Table(self.model)
        self.first = button("plus", primary=True)
        self.empty = Empty("check-square", self.first)
        self._stack = QStackedWidget()
        self._page: ContestPage | None = None
        self._lay_out()
        self._say_texts()
        self._connect()
        self._read_again()

    def _lay_out(self) -> None:
        listed = column(
            row(self.heading, 1, self.practise, self.new), column(self.table, self.empty), row(self.go, 1, self.remove), gap=16
        )
        listed.setStretch(1, 1)
        self._stack.addWidget(page(listed))
        self.setLayout(column(self._stack))

    def _say_texts(self) -> None:
        self.say(self.heading.setText, lambda: _("Votes"))
        self.say(self.new.setText, lambda: _("Prepare a vote"))
        self.say(self.practise.setText, lambda: _("Practise"))
        self.say(self.practise.setToolTip, lambda: _("A mock vote to learn with: it enters no register"))
        self.say(self.first.setText, lambda: _("Prepare a vote"))
        self.say(self.go.setText, lambda: _("Go to this vote"))
        self.say(self.remove.setText, lambda: _("Remove"))
        self.say(self.table.setAccessibleName, lambda: _("Votes"))
        self.say(self.empty.sentence.setText, lambda: _("Nothing has been put to a vote yet."))
        self.say(
            self.empty.detail.setText,
            lambda: _(
                "Write the question and the options in both languages. Peña prints the ballots, counts them, and shows a result that everyone can follow."
            ),
        )

    def _connect(self) -> None:
        self.new.clicked.connect(self.prepare)
        self.first.clicked.connect(self.prepare)
        self.practise.clicked.connect(self.prepare_practice)
        self.go.clicked.connect(self._go_to_chosen)
        self.remove.clicked.connect(self._remove)
        self.table.activated.connect(lambda _index: self._go_to_chosen())
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_what_can_be_done())
        QShortcut(QKeySequence("Alt+Left"), self, self.back)
        self._desk.news.changed.connect(self._news)

    @property
    def page(self) -> ContestPage | None:
        """The contest that is open on the screen."""
        return self._page

    def chosen(self) -> Contest | None:
        """The contest whose row is selected."""
        at = self.table.currentIndex()
        return self.model.row(at.row()) if at.isValid() else None

    def start(self) -> None:
        """Take the keyboard."""
        if self._page is not None:
            self._page.start()
        else:
            self.table.setFocus()

    def open(self, target: str) -> None:
        """Show the contest with that id."""
        try:
            contest = self._voting.contest(target)
        except Mishap as mishap:
            self._desk.trouble(mishap)
            return
        self._show(contest)

    def prepare(self) -> None:
        """Begin a new contest."""
        self._show(self._voting.draft({}, preset("dots"), gathering=self._desk.gathering or ""))

    def prepare_practice(self) -> None:
        """Begin a mock vote, with something to vote on already in it."""
        options = [each(marked) for marked in _ANTOJITOS]
        rules = Rules("approval", 1)
        self._show(self._voting.draft(each(_QUESTION), rules, options, gathering=self._desk.gathering or "", practice=True))

    def back(self) -> None:
        """Back from the ballots to their contest, and from there to the list; what was typed is kept."""
        left = self._page
        if left is not None and left.leave() and self._page is left:
            self._drop()

    def _drop(self) -> None:
        if self._page is not None:
            self._stack.removeWidget(self._page)
            self._page.deleteLater()
            self._page = None
            self._read_again()
            self.table.setFocus()

    def print_paper(self) -> None:
        """Print what the contest on the screen has to print now."""
        if self._page is not None:
            self._page.print_paper()

    def _show(self, contest: Contest) -> None:
        for _step in range(2):  # from the ballots, and from the contest
            self.back()
        if self._page is not None:
            return  # something typed in it must be put right first: it says what
        self._page = ContestPage(self._desk, contest)
        self._page.back.clicked.connect(self.back)
        self._page.gone.connect(self._drop)
        self._stack.addWidget(self._page)
        self._stack.setCurrentWidget(self._page)
        self._page.start()

    def _go_to_chosen(self) -> None:
        contest = self.chosen()
        if contest is not None:
            self._show(contest)

    def _remove(self) -> None:
        contest = self.chosen()
        if contest is None:
            return
        try:
            self._voting.remove(contest.id)
        except Mishap as mishap:
            self._desk.trouble(mishap)
        else:
            self._desk.tell(_("“{name}” was removed").format(name=contest.name))

    def _news(self, tables: frozenset[str]) -> None:
        if self._page is None and tables & {"contest", "option", "text", "batch"}:
            self._read_again()

    def _read_again(self) -> None:
        kept = self.table.currentIndex().row()
        self._boxed = self._voting.boxed()
        self.model.read_again()
        nothing = self.model.rowCount() == 0
        self.empty.setVisible(nothing)
        for shown in (self.table, self.go, self.new, self.practise, self.remove):
            shown.setVisible(not nothing)
        if not nothing:
            self.table.selectRow(min(max(kept, 0), self.model.rowCount() - 1))
        self._show_what_can_be_done()

    def _show_what_can_be_done(self) -> None:
        contest = self.chosen()
        self.remove.setEnabled(contest is not None and contest.state is State.DRAFT)
