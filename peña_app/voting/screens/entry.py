"""Entering marked ballots by keyboard: take a pile, read it, compare it with a second reading, put it into the box."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from peña_app.errors import Mishap
from peña_app.i18n import _
from peña_app.ui.desk import Desk
from peña_app.ui.forms import column
from peña_app.ui.speech import Speaking
from peña_app.voting.model import Contest, Stage
from peña_app.voting.records import Voting
from peña_app.voting.screens.begin import BeginPage
from peña_app.voting.screens.compare import ComparePage
from peña_app.voting.screens.pad import Pad
from peña_app.voting.screens.reading import ReadingPage


class EntryDesk(Speaking):
    """Shows what the pile under the hand needs now."""

    stopped = Signal()

    def __init__(self, desk: Desk, contest: Contest) -> None:
        super().__init__()
        self._desk = desk
        self._voting = Voting(desk.workspace)
        self._contest = contest
        self.begin = BeginPage(desk, contest)
        self.reading = ReadingPage(desk, contest)
        self.comparing = ComparePage(desk, contest)
        self._stack = QStackedWidget()
        for each in (self.begin, self.reading, self.comparing):
            self._stack.addWidget(each)
        self.setLayout(column(self._stack))
        self.begin.begun.connect(self._begun)
        self.reading.done.connect(self._read)
        self.reading.stopped.connect(self._pause)
        self.comparing.done.connect(self._compared)
        for page in (self.begin, self.comparing):
            page.stopped.connect(self.stopped)
        self.show_pile()

    @property
    def pad(self) -> Pad:
        """Where the keys of a ballot go."""
        return self.comparing.pad if self._stack.currentWidget() is self.comparing else self.reading.pad

    def start(self) -> None:
        """Take the keyboard."""
        shown = self._stack.currentWidget()
        if isinstance(shown, BeginPage | ReadingPage | ComparePage):
            shown.start()

    def show_pile(self) -> None:
        """Show the page that the pile under the hand needs."""
        pile = self._voting.pile(self._contest.id)
        if pile is None:
            self.begin.read_again()
            self._stack.setCurrentWidget(self.begin)
        elif pile.stage is Stage.COMPARING:
            self.comparing.take_up()
            self._stack.setCurrentWidget(self.comparing)
        else:
            self.reading.twice = self.begin.twice.isChecked()
            self.reading.take_up()
            self._stack.setCurrentWidget(self.reading)

    def _begun(self) -> None:
        self.show_pile()
        self.start()

    def _read(self) -> None:
        pile = self._voting.pile(self._contest.id)
        if pile is None:
            text = self.reading.handed_text() if self.reading.handed_on else self.reading.closed_text()
            self._desk.tell(text, undo=False)
        self.show_pile()
        self.start()

    def _compared(self) -> None:
        try:
            closed = self._voting.close_batch(self._contest.id)
        except Mishap as mishap:
            self._desk.trouble(mishap)
            return
        self._desk.tell(_("Batch {label} is in the box as both of you read it.").format(label=closed.label), undo=False)
        self.show_pile()
        self.start()

    def _pause(self) -> None:
        self._voting.put_away(self._contest.id)
        self.stopped.emit()
