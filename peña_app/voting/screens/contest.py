"""One contest: how far it is, and what can be done now."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from peña_app.errors import Mishap
from peña_app.i18n import _, said
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import button, column, icon_button, label, page, row, scrolled
from peña_app.ui.painted import Paints
from peña_app.ui.speech import Speaking
from peña_app.voting.model import STATES, Contest, State
from peña_app.voting.records import Voting
from peña_app.voting.screens.counting import Counting
from peña_app.voting.screens.dialogs import Confirm, Reason
from peña_app.voting.screens.editor import Editor
from peña_app.voting.screens.lot import LotDialog
from peña_app.voting.screens.outcome import Outcome
from peña_app.voting.screens.polling import Polling
from peña_app.voting.screens.recount import RecountPage


class ContestPage(Speaking):
    """The question at the top, the path it takes, and below what its state asks for."""

    gone = Signal()

    def __init__(self, desk: Desk, contest: Contest) -> None:
        super().__init__()
        self._desk = desk
        self._voting = Voting(desk.workspace)
        self.contest = contest
        self.back = button("caret-left", quiet=True)
        self.question = label("title")
        self.path = Path()
        self._stack = QStackedWidget()
        self.body: Editor | Polling | RecountPage | Counting | Outcome | None = None
        self.practice = label("attention", wrap=False)
        self.empty = icon_button("trash")
        self.again = icon_button("arrow-clockwise")
        self.lot = button("ticket")
        top = row(self.back, self.question, self.practice, self.empty, self.lot, self.again, self.path)
        top.setStretch(1, 1)
        laid = column(top, self._stack, gap=16)
        laid.setStretch(1, 1)
        self.setLayout(column(page(laid, margin=20)))
        self.say(self.back.setAccessibleName, lambda: _("Back to the votes"))
        self.say(self.back.setToolTip, lambda: _("Back to the votes (Alt+←)"))
        self.say(self.question.setText, lambda: self.contest.name)
        self.say(self.practice.setText, lambda: _("Practice"))
        self.say(self.practice.setToolTip, lambda: _("A mock vote: it enters no register"))
        self.say(self.empty.setAccessibleName, lambda: _("Empty the box"))
        self.say(self.empty.setToolTip, lambda: _("Take all ballots of this practice out of the box"))
        self.say(self.again.setAccessibleName, lambda: _("Count again"))
        self.say(self.again.setToolTip, lambda: _("Count again from the paper, beside this count"))
        self.say(self.lot.setText, lambda: _("Draw lots"))
        self.lot.clicked.connect(lambda: LotDialog(self._desk, self.contest, self).open())
        self.empty.clicked.connect(self._ask_to_empty)
        self.again.clicked.connect(self._ask_to_recount)
        self.say(lambda _text: self.path.show_state(self.contest.state), lambda: "")
        desk.news.changed.connect(self._news)
        self._show(contest)

    def start(self) -> None:
        """Give the keyboard to what comes next."""
        if self.body is not None:
            self.body.start()

    def leave(self) -> bool:
        """Keep what was typed; False when something in it must be put right first."""
        return self.body.leave() if self.body is not None else True

    def print_paper(self) -> None:
        """Print what there is to print in this state."""
        if self.body is not None:
            self.body.print_paper()

    def _news(self, tables: frozenset[str]) -> None:
        if not tables & {"contest", "option", "text", "papers", "batch", "batch_act", "contest_act", "result"}:
            return
        try:
            contest = self._voting.contest(self.contest.id)
        except Mishap:
            self.gone.emit()  # it was removed, here or by an undo
            return
        if self.body is not None and type(self.body) is self._kind_of_body(contest):
            self.contest = contest
            self.question.setText(contest.name)
            self._show_top()
            self.body.show_contest(contest)
        else:
            self._show(contest)
            self.start()

    def _show(self, contest: Contest) -> None:
        self.contest = contest
        self.question.setText(contest.name)
        self._show_top()
        old = self._stack.currentWidget()
        self.body = self._kind_of_body(contest)(self._desk, contest)
        if isinstance(self.body, Counting):
            self.body.counted.connect(lambda: self._show(self.contest))
            self.body.stopped.connect(self.gone)
        # with large letters nothing may be cut off; at the usual size everything fits the smallest window
        shown = scrolled(self.body) if theme.scale() > 100 else self.body
        self._stack.addWidget(shown)
        self._stack.setCurrentWidget(shown)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()

    def _kind_of_body(
        self, contest: Contest
    ) -> type[Editor] | type[Polling] | type[RecountPage] | type[Counting] | type[Outcome]:
        if contest.state is State.DRAFT:
            return Editor
        if contest.state is State.OPEN:
            return Polling
        if self._voting.recounting(contest.id):
            return RecountPage
        return Counting if contest.state is not State.DECLARED and self._voting.takes_long(contest.id) else Outcome

    def _show_top(self) -> None:
        contest = self.contest
        self.path.show_state(contest.state)
        self.practice.setVisible(contest.practice)
        self.empty.setVisible(contest.practice and contest.state is not State.DRAFT)
        closed = contest.state in {State.CLOSED, State.COUNTED}
        again = closed and bool(self._voting.recounting(contest.id))
        self.again.setVisible(closed and not again)
        counted = closed and not again and not self._voting.takes_long(contest.id)
        by_lot = counted and contest.rules.ties == "lot" and not self._voting.lot(contest.id)
        self.lot.setVisible(by_lot and bool(self._voting.tally(contest.id).undecided))

    def _ask_to_empty(self) -> None:
        Confirm(
            self,
            title=lambda: _("Empty the box"),
            sentence=lambda: _("All ballots of this practice are taken out for good."),
            detail=lambda: _("Then it can be used again to practise."),
            button_text=lambda: _("Empty the box"),
            act=lambda: self._voting.empty(self.contest.id),
        ).open()

    def _ask_to_recount(self) -> None:
        Reason(
            self,
            title=lambda: _("Count again"),
            question=lambda: _("Why are the ballots counted again? It stays on the certificate."),
            button_text=lambda: _("Count again"),
            act=lambda reason: self._voting.recount(self.contest.id, reason),
        ).open()


class Path(Paints, QWidget):
    """The states as stations on a line, the present one filled and in words."""

    def __init__(self) -> None:
        super().__init__()
        self._state = State.DRAFT
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(theme.px(240), theme.px(46))

    def show_state(self, state: State) -> None:
        """Stand at this state."""
        self._state = state
        self.setAccessibleName(_("State: {state}").format(state=said(STATES[state])))
        self.setToolTip(self.accessibleName())
        self.update()

    def paint(self, painter: QPainter) -> None:
        states = list(State)
        here = states.index(self._state)
        step = self.width() / len(states)
        radius, middle = theme.px(6), theme.px(12)
        painter.setFont(theme.letters(theme.SMALL, bold=True))
        for number in range(len(states) - 1):
            painter.setPen(QPen(theme.color("agave" if number < here else "line"), 2))
            painter.drawLine(int(step * (number + 0.5)) + radius, middle, int(step * (number + 1.5)) - radius, middle)
        for number, state in enumerate(states):
            x = step * (number + 0.5)
            token = "rosa" if number == here else "agave" if number < here else "field"
            painter.setPen(QPen(theme.color(token), 2))
            painter.setBrush(theme.color(token) if number <= here else theme.color("paper"))
            painter.drawEllipse(QRectF(x - radius, middle - radius, 2 * radius, 2 * radius))
            if number == here:
                painter.setPen(theme.color("rosa"))
                left = min(max(0.0, x - 1.5 * step), self.width() - 3 * step)
                side = (
                    Qt.AlignmentFlag.AlignLeft
                    if number == 0
                    else Qt.AlignmentFlag.AlignRight
                    if number == len(states) - 1
                    else Qt.AlignmentFlag.AlignHCenter
                )
                area = (
                    QRectF(0, 0, self.width(), self.height())
                    if number in {0, len(states) - 1}
                    else QRectF(left, 0, 3 * step, self.height())
                )
                painter.drawText(area, side | Qt.AlignmentFlag.AlignBottom, said(STATES[state]))
