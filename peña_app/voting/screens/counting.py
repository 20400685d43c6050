"""While a long count is at work: it says so, and can be stopped."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from peña_app.i18n import _
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import button, card, column, label, row
from peña_app.ui.jobs import Progress
from peña_app.ui.speech import Speaking
from peña_app.voting import pace
from peña_app.voting.counting import Result
from peña_app.voting.model import Contest
from peña_app.voting.records import Voting


class Counting(Speaking):
    """The count in a job of its own; the window goes on."""

    counted = Signal()
    stopped = Signal()

    def __init__(self, desk: Desk, contest: Contest) -> None:
        super().__init__()
        self._desk, self._contest = desk, contest
        self.told = label("heading")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setFixedHeight(theme.px(12))
        self.cancel = button("x")
        self.setLayout(column(card(self.told, self.bar, row(self.cancel, 1)), 1))
        self.say(self.told.setText, lambda: _("The ballots are being counted."))
        self.say(self.bar.setAccessibleName, lambda: _("The ballots are being counted."))
        self.say(self.cancel.setText, lambda: _("Stop counting"))
        self._job = desk.run(self._count, lambda _result: self.counted.emit())
        self._job.cancelled.connect(self.stopped)
        self._job.failed.connect(lambda _mishap: self.stopped.emit())
        self.cancel.clicked.connect(self._job.cancel)

    def start(self) -> None:
        """Take the keyboard."""
        self.cancel.setFocus()

    def leave(self) -> bool:
        """Leaving stops the count; it is made again when it is wanted."""
        self._job.cancel()
        return True

    def print_paper(self) -> None:
        """There is nothing to print yet."""

    def show_contest(self, contest: Contest) -> None:
        """Show what has changed."""
        self._contest = contest

    def _count(self, say: Progress) -> Result:
        with self._desk.workspace.again() as db, pace.listening(lambda: say(0, "")):
            return Voting(self._desk.workspace, db).tally(self._contest.id)
