"""A closed contest: the result drawn, told and tabled, the account beside it, declaring it, and revealing it page by page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFileDialog, QLabel, QListWidget, QSizePolicy, QTabWidget, QWidget

from peña_app.errors import Mishap
from peña_app.gatherings.records import Gatherings
from peña_app.i18n import N_, Words, _, said, worded
from peña_app.ui import theme
from peña_app.ui.desk import Choice, Desk, Printable
from peña_app.ui.forms import BothLanguages, button, card, column, icon_button, label, row, scrolled
from peña_app.ui.speech import Speaking
from peña_app.ui.tables import TableModel
from peña_app.voting.charts import Chart, charts, concerns, lines, lots, outcome, stage_table, staged, ties
from peña_app.voting.counting import Kind, Result
from peña_app.voting.model import Contest, State
from peña_app.voting.otherwise import otherwise
from peña_app.voting.publishing import LARGE, as_blt, as_csv
from peña_app.voting.records import Voting
from peña_app.voting.screens.account import AccountDialog, EquationLine
from peña_app.voting.screens.bars import ResultChart
from peña_app.voting.screens.dialogs import Confirm, Reason
from peña_app.voting.screens.figures import FigureTables, Row, Tabled
from peña_app.voting.screens.slide import ResultSlide, pages
from peña_app.voting.screens.stages import StagesView

_STAGES = N_("Stage by stage")
_TOGETHER = frozenset({"motion", "star"})
_LINES = 6
"""The most lines that an account has."""


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
        self.stages: StagesView | None = None
        self.drawn: list[ResultChart] = []
        self._titles: list[QLabel] = []
        self._shape: tuple[str, ...] = ()
        self.tables = FigureTables()
        self._below = scrolled(self.tables)
        _on_card(self.tables)
        self.steps = QListWidget()
        self.steps.setWordWrap(True)
        self.others = QListWidget()
        self.others.setWordWrap(True)
        self.tabs = QTabWidget()
        self.turnout_title, self.turnout = label("small"), label("heading")
        self.account_title = label("small")
        self.lines = [EquationLine() for _line in range(_LINES)]
        self.note = label("small")
        self.only_you = label("attention")
        self.warnings = label("attention")
        self.next_step = BothLanguages(N_("Next step"), stacked=True)
        self.coming = label("small")
        self.account = button("pencil-simple", quiet=True)
        self.reopen = button("lock-open", quiet=True)
        self.declare = button("seal-check", primary=True)
        self.page_back = icon_button("caret-left")
        self.project = button("projector-screen", primary=True)
        self.poster = button("printer")
        self.print = button("printer")
        self.publish = button("archive")
        self._lay_out()
        self._say_texts()
        self._connect()
        self._show()

    @property
    def chart(self) -> ResultChart:
        """The chart that says who wins."""
        return self.stages.chart if self.stages is not None else self.drawn[0]

    @property
    def model(self) -> TableModel[Row]:
        """The table of that chart."""
        return self.tables.models[0]

    def _charts(self) -> tuple[Chart, ...]:
        return () if staged(self._result) else charts(self._contest, self._result)

    def _together(self) -> bool:
        """Whether its charts are read as one, and so stand on one page."""
        return self._result.rules.method in _TOGETHER

    def _lay_out(self) -> None:
        self.tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.tabs.setUsesScrollButtons(True)
        self._fill_tabs()
        left = card(self.headline, self.tie, self.tabs)
        side = card(
            self.only_you, self.turnout_title, self.turnout, self.account_title, column(*self.lines, gap=6), self.note, self.warnings,
            row(self.account, 1), self.next_step, self.coming, 1, gap=8,
        )  # fmt: skip
        area = scrolled(side)
        area.setFixedWidth(theme.px(272))
        laid = row(left, area, gap=16)
        laid.setStretch(0, 1)
        foot = row(self.reopen, self.publish, 1, self.poster, self.print, self.declare, self.page_back, self.project)
        whole = column(laid, foot, gap=12)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _fill_tabs(self) -> None:
        """A page for each chart, or for those that are read as one; again where a second count has other stages or runoffs."""
        shape = tuple(chart.title for chart in self._charts()) or (_STAGES,)
        if shape == self._shape:
            return
        self._shape = shape
        while self.tabs.count():
            old = self.tabs.widget(0)
            self.tabs.removeTab(0)
            if old not in (self._below, self.steps, self.others):
                old.deleteLater()
        self.stages = StagesView() if staged(self._result) else None
        self.drawn = [ResultChart() for _chart in self._charts()]
        self._titles = [label("heading") for _chart in self.drawn]
        if self.stages is not None:
            self.tabs.addTab(self.stages, "")
        elif self._together():
            holder = QWidget()
            holder.setLayout(column(*(each for pair in zip(self._titles, self.drawn, strict=True) for each in pair), 1))
            _on_card(holder)
            self.tabs.addTab(scrolled(holder), "")
            self._titles[0].hide()
        else:
            for drawn in self.drawn:
                self.tabs.addTab(scrolled(drawn), "")
        self.tabs.addTab(self._below, "")
        self.tabs.addTab(self.steps, "")
        self.tabs.addTab(self.others, "")

    def _say_texts(self) -> None:
        self.say(self.steps.setAccessibleName, lambda: _("How it was counted"))
        self.say(self.tabs.setAccessibleName, lambda: _("The result"))
        self.say(self.only_you.setText, lambda: _("Only this screen shows it until it is declared."))
        self.say(self.turnout_title.setText, lambda: _("Turnout"))
        self.say(self.account_title.setText, lambda: _("Account of the ballots"))
        self.say(self.account.setText, lambda: _("Write the account"))
        self.say(self.reopen.setText, lambda: _("Enter more ballots"))
        self.say(self.print.setText, lambda: _("Print the result"))
        self.say(self.publish.setText, lambda: _("Ballots as a file"))
        self.say(self.publish.setToolTip, lambda: _("The anonymous ballots in random order, so that anyone can count again"))
        self.say(self.others.setAccessibleName, lambda: _("What other ways of counting make of the same ballots"))
        self.say(self.poster.setText, lambda: _("Poster"))
        self.say(self.poster.setToolTip, lambda: _("The result on a sheet for the wall, in large letters"))
        self.say(self.declare.setText, lambda: _("Declare the result"))
        self.say(self.project.setText, self._project_text)
        for setter in (self.page_back.setAccessibleName, self.page_back.setToolTip):
            self.say(setter, lambda: _("Projector: the page before"))
        self.say(lambda _text: self._say_result(), lambda: "")

    def _say_tabs(self) -> None:
        for told, title in zip(self._titles, self._shape, strict=False):
            told.setText(said(title))
        drawn = self._shape[:1] if self._together() else self._shape
        for at, text in enumerate([*map(said, drawn), _("Table"), _("How it was counted"), _("Other ways")]):
            self.tabs.setTabText(at, text)

    def _connect(self) -> None:
        self.account.clicked.connect(lambda: AccountDialog(self._desk, self._contest, self).open())
        self.reopen.clicked.connect(self._ask_why)
        self.declare.clicked.connect(self._ask_to_declare)
        self.project.clicked.connect(self._project)
        self.page_back.clicked.connect(self._project_before)
        self.print.clicked.connect(self.print_paper)
        self.poster.clicked.connect(self.print_poster)
        self.publish.clicked.connect(self._publish)

    # what the page asks of it

    def start(self) -> None:
        """The keyboard goes to the next step."""
        (self.project if self._contest.state is State.DECLARED else self.declare).setFocus()

    def show_contest(self, contest: Contest) -> None:
        """Show what has changed."""
        declared = contest.state is State.DECLARED and self._contest.state is not State.DECLARED
        self._contest = contest
        self._result = self._voting.tally(contest.id)
        self._accounting = self._voting.accounting(contest.id)
        self._fill_tabs()
        self._show()
        if declared:
            self._next_page = 0
            self.start()

    def leave(self) -> bool:
        """There is nothing to keep."""
        return True

    def print_paper(self) -> None:
        """Print the certificate in both languages."""
        contest, result, accounting = self._contest, self._result, self._accounting
        reasons = self._voting.reasons(contest.id)
        occasion = self._occasion()
        declared = contest.state is State.DECLARED

        def make(choice: Choice) -> bytes:
            from peña_app.voting import papers as paper

            return paper.result(
                contest, result, accounting, sheet=choice.sheet, occasion=occasion, declared=declared, reasons=reasons
            )

        self._desk.print(Printable(lambda: _("Result of the vote"), make, file_name="resultado"))

    def print_poster(self) -> None:
        """Print the result for the wall, in both languages."""
        contest, result, accounting, occasion = self._contest, self._result, self._accounting, self._occasion()

        def make(choice: Choice) -> bytes:
            from peña_app.voting import papers as paper

            return paper.poster(contest, result, accounting, sheet=choice.sheet, occasion=occasion)

        self._desk.print(Printable(lambda: _("Poster of the result"), make, file_name="cartel-resultado"))

    def _occasion(self) -> Words | None:
        gathering = Gatherings(self._desk.workspace).gathering(self._contest.gathering) if self._contest.gathering else None
        return gathering.title if gathering else None

    # what it shows

    def _show(self) -> None:
        declared = self._contest.state is State.DECLARED
        for shown in (self.only_you, self.declare, self.reopen, self.account):
            shown.setVisible(not declared)
        self.next_step.setVisible(declared)
        self.publish.setVisible(declared and self._accounting.in_box >= LARGE)
        for told in (self.project, self.page_back, self.coming, self.poster):
            told.setVisible(declared)
        self._say_result()

    def _say_result(self) -> None:
        result, names = self._result, self._contest.names
        self._say_tabs()
        for drawn, chart in zip(self.drawn, self._charts(), strict=False):
            drawn.show_chart(chart)
        if self.stages is not None and staged(result):
            self.stages.show_result(self._contest, result)
        self.tables.show_tables(self._tabled())
        self.headline.setText(" · ".join(outcome(result, names)))
        said_too = ties(result) + lots(result, names) + (concerns(result, names) if result.rules.method == "consent" else [])
        self.tie.setText(" ".join(said_too))
        self.tie.setVisible(bool(said_too))
        self.steps.clear()
        self.steps.addItems([step.text(names) for step in (*result.steps, *result.warnings)])
        self._say_others()
        self.turnout.setText(self._accounting.turnout)
        equations = self._accounting.equations
        for at, line in enumerate(self.lines):
            line.setVisible(at < len(equations))
            if at < len(equations):
                line.show_equation(equations[at])
        self.note.setText(self._accounting.papers.note)
        self.note.setVisible(bool(self._accounting.papers.note))
        cautions = [] if self._contest.state is State.DECLARED else self._accounting.cautions
        self.warnings.setText("\n".join(cautions))
        self.warnings.setVisible(bool(cautions))
        self.project.setText(self._project_text())
        self._say_coming()

    def _say_others(self) -> None:
        """For those who count, until it is declared: then there is one result."""
        at = self.tabs.indexOf(self.others)
        found = []
        if self._contest.state is not State.DECLARED:
            cast = self._voting.ballots(self._contest.id)
            found = otherwise(cast, len(self._contest.options), self._result.rules) if cast else []
        self.others.clear()
        self.others.addItems([each.text(self._contest.names) for each in found])
        self.tabs.setTabVisible(at, bool(found))

    def _publish(self) -> None:
        """Write the ballots into a file of the facilitator's choice."""
        contest = self._contest
        ranked = contest.kind is Kind.RANKING
        name, _kind = QFileDialog.getSaveFileName(
            self,
            _("Ballots as a file"),
            "boletas.blt" if ranked else "boletas.csv",
            "BLT (*.blt);;CSV (*.csv)" if ranked else "CSV (*.csv)",
        )
        if not name:
            return
        file = Path(name)
        try:
            cast = self._voting.ballots(contest.id)
            if file.suffix == ".blt" and ranked:
                text = as_blt(cast, contest.names, contest.name, contest.rules)
            else:
                text = as_csv(cast, contest.names, contest.kind)
            file.write_text(text, encoding="utf-8")
        except OSError:
            self._desk.trouble(
                Mishap(
                    _("“{file}” could not be written.").format(file=file),
                    _("Choose a folder that is there and that you may write to."),
                )
            )
        except Mishap as mishap:
            self._desk.trouble(mishap)
        else:
            self._desk.tell(_("The ballots are in {file}").format(file=file.name), undo=False)

    def _tabled(self) -> list[Tabled]:
        if self.stages is not None:
            return [Tabled(lambda: _("The count, stage by stage"), lambda: stage_table(self._contest, self._result))]
        if len(self.drawn) == 1:
            return [Tabled(lambda: _("The result as a table"), self._charts()[0].table)]
        return [Tabled(partial(said, chart.title), chart.table) for chart in self._charts()]

    # what it does

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

    def _notes(self) -> tuple[Words, ...]:
        return lines(lambda: self._accounting.notes)

    def _pages(self) -> int:
        return len(pages(self._contest, self._result, self._accounting, self.next_step.words(), self._notes()))

    def _project(self) -> None:
        """Show the first page of the result on the wall; pressed again, the next one."""
        contest, result, accounting, page = self._contest, self._result, self._accounting, self._next_page
        step, notes = self.next_step.words(), self._notes()
        self._desk.project(lambda: ResultSlide(contest, result, accounting, page, step, notes))
        self._next_page = (page + 1) % self._pages()
        self.project.setText(self._project_text())
        self._say_coming()
        if not page:
            self._desk.tell(_("The result is on the projector"), undo=False)

    def _project_before(self) -> None:
        """Show the page before the one that is on the wall."""
        count = self._pages()
        self._next_page = (self._next_page - 2) % count if self._next_page != 1 else 0
        self._project()

    def _project_text(self) -> str:
        if not self._next_page:
            return _("Show on the projector")
        return _("Projector: page {page} of {pages}").format(page=self._next_page + 1, pages=self._pages())

    def _say_coming(self) -> None:
        """What the next press shows, so that nobody is surprised."""
        listed = pages(self._contest, self._result, self._accounting, self.next_step.words(), self._notes())
        self.page_back.setEnabled(self._next_page != 0)
        heading = worded(listed[self._next_page % len(listed)].heading)
        self.coming.setText(_("The projector shows next: {page}").format(page=heading))


def _on_card(widget: QWidget) -> None:
    """Give it the ground of the card it stands on."""
    widget.setBackgroundRole(QPalette.ColorRole.Base)
    widget.setAutoFillBackground(True)
