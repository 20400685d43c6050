"""A closed contest: the result drawn as bars, the account beside it, and declaring it."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidget, QSizePolicy, QTabWidget

from peña_app.errors import Mishap
from peña_app.gatherings.records import Gatherings
from peña_app.i18n import _
from peña_app.ui import theme
from peña_app.ui.desk import Choice, Desk, Printable
from peña_app.ui.forms import button, card, column, label, row, scrolled
from peña_app.ui.speech import Speaking
from peña_app.ui.tables import Column, Table, TableModel
from peña_app.voting import chart
from peña_app.voting.counting import Result
from peña_app.voting.model import Contest, State
from peña_app.voting.records import Voting
from peña_app.voting.screens.account import AccountDialog, EquationLine
from peña_app.voting.screens.bars import ResultChart
from peña_app.voting.screens.dialogs import Confirm, Reason
from peña_app.voting.screens.slide import ResultSlide, pages


class Standings:
    """The rows of the table beside the bars."""

    def __init__(self) -> None:
        self.rows: list[chart.Row] = []

    def count(self, _typed: str) -> int:
        """How many options there are."""
        return len(self.rows)

    def page(self, _typed: str, first: int, length: int) -> list[chart.Row]:
        """The options from the first on, in the order of the result."""
        return self.rows[first : first + length]


class Outcome(Speaking):
    """What came out, first for those who count, then for all."""

    def __init__(self, desk: Desk, contest: Contest) -> None:
        super().__init__()
        self._desk = desk
        self._voting = Voting(desk.workspace)
        self._contest = contest
        self._result: Result = self._voting.tally(contest.id)
        self._accounting = self._voting.accounting(contest.id)
        self._next_page = 0
        self.headline = label("heading")
        self.tie = label("attention")
        self.chart = ResultChart()
        self._standings = Standings()
        self.model: TableModel[chart.Row] = TableModel(
            self._standings,
            [
                Column(lambda: _("Option"), lambda each: self._contest.names[each.option]),
                Column(lambda: _("Place"), lambda each: each.place, right=True),
                Column(lambda: _("Result"), lambda each: chart.figure(self._result, each.option), right=True),
                Column(lambda: "", lambda each: _("Wins") if each.won else _("Tied") if each.tied else ""),
            ],
            self,
        )
        self.table = Table(self.model)
        self.steps = QListWidget()
        self.steps.setWordWrap(True)
        self.tabs = QTabWidget()
        self.turnout_title, self.turnout = label("small"), label("heading")
        self.account_title = label("small")
        self.lines = [EquationLine() for _line in range(4)]
        self.note = label("small")
        self.only_you = label("attention")
        self.warnings = label("attention")
        self.account = button("pencil-simple", quiet=True)
        self.reopen = button("lock-open", quiet=True)
        self.declare = button("seal-check", primary=True)
        self.project = button("projector-screen", primary=True)
        self.print = button("printer")
        self._lay_out()
        self._say_texts()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        drawn = scrolled(self.chart)
        self.tabs.addTab(drawn, "")
        self.tabs.addTab(self.table, "")
        self.tabs.addTab(self.steps, "")
        self.tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        left = card(self.headline, self.tie, self.tabs)
        side = card(
            self.only_you, self.turnout_title, self.turnout, self.account_title, column(*self.lines, gap=6), self.note, self.warnings,
            row(self.account, 1), 1, gap=8,
        )  # fmt: skip
        area = scrolled(side)
        area.setFixedWidth(theme.px(272))
        laid = row(left, area, gap=16)
        laid.setStretch(0, 1)
        whole = column(laid, row(self.reopen, 1, self.print, self.declare, self.project), gap=12)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _say_texts(self) -> None:
        self.say(lambda text: self.tabs.setTabText(0, text), lambda: _("Bars"))
        self.say(lambda text: self.tabs.setTabText(1, text), lambda: _("Table"))
        self.say(lambda text: self.tabs.setTabText(2, text), lambda: _("How it was counted"))
        self.say(self.table.setAccessibleName, lambda: _("The result as a table"))
        self.say(self.steps.setAccessibleName, lambda: _("How it was counted"))
        self.say(self.tabs.setAccessibleName, lambda: _("The result"))
        self.say(self.only_you.setText, lambda: _("Only this screen shows it until it is declared."))
        self.say(self.turnout_title.setText, lambda: _("Turnout"))
        self.say(self.account_title.setText, lambda: _("Account of the ballots"))
        self.say(self.account.setText, lambda: _("Write the account"))
        self.say(self.reopen.setText, lambda: _("Enter more ballots"))
        self.say(self.print.setText, lambda: _("Print the result"))
        self.say(self.declare.setText, lambda: _("Declare the result"))
        self.say(self.project.setText, self._project_text)
        self.say(lambda _text: self._say_result(), lambda: "")

    def _connect(self) -> None:
        self.account.clicked.connect(lambda: AccountDialog(self._desk, self._contest, self).open())
        self.reopen.clicked.connect(self._ask_why)
        self.declare.clicked.connect(self._ask_to_declare)
        self.project.clicked.connect(self._project)
        self.print.clicked.connect(self.print_paper)

    # what the page asks of it

    def start(self) -> None:
        """The keyboard goes to the next step."""
        (self.project if self._contest.state is State.DECLARED else self.declare).setFocus()

    def show_contest(self, contest: Contest) -> None:
        """Show what has changed."""
        self._contest = contest
        self._result = self._voting.tally(contest.id)
        self._accounting = self._voting.accounting(contest.id)
        self._show()

    def leave(self) -> bool:
        """There is nothing to keep."""
        return True

    def print_paper(self) -> None:
        """Print the certificate in both languages."""
        contest, result, accounting = self._contest, self._result, self._accounting
        reasons = self._voting.reasons(contest.id)
        gathering = Gatherings(self._desk.workspace).gathering(contest.gathering) if contest.gathering else None
        occasion = gathering.title if gathering else None
        declared = contest.state is State.DECLARED

        def make(choice: Choice) -> bytes:
            from peña_app.voting import papers as paper

            return paper.result(
                contest, result, accounting, sheet=choice.sheet, occasion=occasion, declared=declared, reasons=reasons
            )

        self._desk.print(Printable(lambda: _("Result of the vote"), make, file_name="resultado"))

    # what it shows

    def _show(self) -> None:
        declared = self._contest.state is State.DECLARED
        self._standings.rows = chart.rows(self._result)
        self.model.read_again()
        self.only_you.setVisible(not declared)
        self.declare.setVisible(not declared)
        self.reopen.setVisible(not declared)
        self.account.setVisible(not declared)
        self.project.setVisible(declared)
        self._say_result()

    def _say_result(self) -> None:
        result, names = self._result, self._contest.names
        self.chart.show_result(self._contest, result)
        self.headline.setText(" · ".join(chart.outcome(result, names)))
        self.tie.setText(" ".join(chart.ties(result)))
        self.tie.setVisible(bool(result.undecided))
        self.steps.clear()
        self.steps.addItems([step.text(names) for step in (*result.steps, *result.warnings)])
        self.turnout.setText(self._accounting.turnout)
        for at, line in enumerate(self.lines):
            line.setVisible(at < len(self._accounting.equations))
            if at < len(self._accounting.equations):
                line.show_equation(self._accounting.equations[at])
        self.note.setText(self._accounting.papers.note)
        self.note.setVisible(bool(self._accounting.papers.note))
        apart = [] if self._contest.state is State.DECLARED else self._accounting.cautions
        self.warnings.setText("\n".join(apart))
        self.warnings.setVisible(bool(apart))

    def _ask_to_declare(self) -> None:
        incomplete = not self._accounting.complete
        Confirm(
            self,
            title=lambda: _("Declare the result"),
            sentence=lambda: _("The result and the account stay as they are now, for good."),
            detail=lambda: (
                _("The account of the paper is not complete yet: it will say so on the certificate.")
                if incomplete
                else _("Then it can be shown to everybody and printed as a certificate.")
            ),
            button_text=lambda: _("Declare the result"),
            act=self._declare,
        ).open()

    def _declare(self) -> None:
        try:
            self._voting.declare(self._contest.id)
        except Mishap as mishap:
            self._desk.trouble(mishap)
        else:
            self._desk.tell(_("The result is declared"), undo=False)

    def _ask_why(self) -> None:
        Reason(
            self,
            title=lambda: _("Enter more ballots"),
            question=lambda: _("Why are more ballots entered after closing? It stays on the certificate."),
            button_text=lambda: _("Open it again"),
            act=lambda reason: self._voting.reopen(self._contest.id, reason),
        ).open()

    def _project(self) -> None:
        """Show the first page of the result on the wall; pressed again, the next one."""
        contest, result, accounting, page = self._contest, self._result, self._accounting, self._next_page
        self._desk.project(lambda: ResultSlide(contest, result, accounting, page))
        self._next_page = (page + 1) % pages(result)
        self.project.setText(self._project_text())
        self._desk.tell(_("The result is on the projector"), undo=False)

    def _project_text(self) -> str:
        if not self._next_page:
            return _("Show on the projector")
        return _("Projector: page {page} of {pages}").format(page=self._next_page + 1, pages=pages(self._result))
