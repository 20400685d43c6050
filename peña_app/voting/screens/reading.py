"""Reading a pile: ballot after ballot, with the count of the batch always in view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal

from peña_app.errors import Mishap
from peña_app.i18n import _, ngettext, number_text
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import button, column, label, row, styled
from peña_app.ui.speech import Speaking
from peña_app.voting.counting import Standing
from peña_app.voting.hand import ballot_text, keys_text
from peña_app.voting.model import FEWEST_FOR_SECRECY, Contest, Entered, Stack, Stage
from peña_app.voting.records import Voting
from peña_app.voting.screens.dialogs import Papers, Rejecting
from peña_app.voting.screens.pad import Pad, under_the_hand
from peña_app.voting.screens.tiles import Strip


class ReadingPage(Speaking):
    """The options as large keys, the ballot under the hand, and the count of the batch."""

    done = Signal()  # the pile was put into the box, handed on or compared
    stopped = Signal()

    def __init__(self, desk: Desk, contest: Contest) -> None:
        super().__init__()
        self._desk = desk
        self._voting = Voting(desk.workspace)
        self._contest = contest
        self.twice = False
        """Whether a second person enters the pile after this one."""
        self._saying: Callable[[], str] = self._invitation
        self._role = ""
        self._pile = Stack("", "")
        self._batch: list[Entered] = []
        self.batch = label("heading", wrap=False)
        self.count = label("huge", wrap=False)
        self.of = label("soft", wrap=False)
        self.strip = Strip()
        self.pad = Pad(contest)
        self.status = label("heading")
        self.status.setMinimumHeight(theme.px(42))  # two lines, so that the keys stay where they are
        self.status.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.hint = label("small")
        self.next = button("check", primary=True)
        self.blank = button()
        self.unclear = button()
        self.take_back = button("arrow-counter-clockwise")
        self.papers = button(quiet=True)
        self.pack = button()
        self._lay_out()
        self._say_texts()
        self._connect()

    def _lay_out(self) -> None:
        counted = row(self.count, self.of, gap=theme.px(6))
        top = row(column(self.batch, self.strip, gap=theme.px(4)), 1, self.papers, counted)
        foot = row(self.next, self.blank, self.unclear, self.take_back, 1, self.pack, gap=theme.px(8))
        laid = column(top, self.pad, self.status, foot, self.hint, gap=theme.px(10))
        laid.setStretch(1, 1)
        self.setLayout(laid)

    def _say_texts(self) -> None:
        self.say(self.pad.setAccessibleName, lambda: _("The ballot: type the keys of the options that are marked"))
        self.say(lambda _text: self.show_batch(), lambda: "")
        self.say(self.blank.setText, lambda: _("Blank (B)"))
        self.say(self.blank.setToolTip, lambda: _("A ballot without any mark"))
        self.say(self.unclear.setText, lambda: _("Reject (F2)"))
        self.say(self.unclear.setToolTip, lambda: _("A paper that is not counted: two people agree why"))
        self.say(self.take_back.setText, lambda: _("Take back"))
        self.say(self.take_back.setToolTip, lambda: _("Take back the last ballot of this batch (Ctrl+Z)"))
        self.say(self.papers.setToolTip, lambda: _("Correct the number of papers after counting them again"))
        self.say(
            self.hint.setText,
            lambda: (
                keys_text(self._contest)
                + " · "
                + _(
                    "Backspace takes the last mark back · Enter is the next ballot · Ctrl+Z takes the last ballot back · Esc pauses"
                )
            ),
        )
        self.say(lambda _text: self.tell(self._saying, self._role), lambda: "")

    def _connect(self) -> None:
        self.pad.allowed = lambda: len(self._batch) < self._full_at
        self.pad.kept.connect(self._keep)
        self.pad.told.connect(self.tell)
        self.pad.taken_back.connect(self._take_back_ballot)
        self.pad.rejecting.connect(self._reject)
        self.pad.finished.connect(self.finish)
        self.pad.stopped.connect(self.stopped)
        self.next.clicked.connect(self.pad.enter)
        self.blank.clicked.connect(self.pad.enter_blank)
        self.unclear.clicked.connect(self._reject)
        self.take_back.clicked.connect(self.pad.take_back_ballot)
        self.papers.clicked.connect(self._correct_papers)
        self.pack.clicked.connect(self.finish)
        for pressed in (self.next, self.blank, self.take_back, self.pack):
            pressed.clicked.connect(self.start)

    def start(self) -> None:
        """Take the keyboard."""
        self.pad.setFocus()

    def take_up(self) -> None:
        """Show the pile that is under the hand now."""
        self._pile = self._voting.pile(self._contest.id) or Stack("", "")
        self._batch = self._voting.open_batch(self._contest.id)
        self.pad.clear()
        self.show_batch()
        self.tell(self._invitation)

    @property
    def _full_at(self) -> int:
        """How many ballots the pile holds: as many as were counted, else as many as make a batch."""
        return self._pile.papers or self._contest.batch

    # the pile

    def _keep(self, entered: Entered) -> None:
        try:
            if entered.reason:
                self._voting.reject(self._contest.id, entered.reason)
            else:
                self._voting.enter(self._contest.id, entered.marks)
        except Mishap as mishap:
            self._show_mishap(mishap)
            return
        self.pad.clear()
        self._batch = self._voting.open_batch(self._contest.id)
        self.show_batch()
        full = len(self._batch) >= self._full_at
        self.tell(self._full if full else self._last_one, "attention" if full else "good")

    def _reject(self) -> None:
        if self.pad.hand.touched:
            self.tell(lambda: _("This ballot has marks. Take them back first, with Backspace."), "attention")
        elif self.pad.allowed():
            Rejecting(self, lambda code: self._keep(Entered((), code))).open()
        else:
            self.finish()

    def _take_back_ballot(self) -> None:
        taken = self._voting.take_back(self._contest.id)
        if taken is None:
            self.tell(lambda: _("This batch has no ballot to take back. What is in the box stays there."), "attention")
            return
        self._batch = self._voting.open_batch(self._contest.id)
        number = len(self._batch) + 1
        self.pad.clear()
        self.show_batch()
        self.tell(lambda: _("Ballot {number} was taken back. Read it again from the paper.").format(number=number), "attention")

    def _correct_papers(self) -> None:
        Papers(self, self._pile.papers, self._contest.batch, self._write_papers).open()

    def _write_papers(self, papers: int | None) -> None:
        self._voting.correct_papers(self._contest.id, papers)
        self.take_up()

    def finish(self) -> None:
        """The pile is through: hand it on, compare it, or put it into the box."""
        if self.pad.hand.touched:
            self.tell(under_the_hand, "attention")
            return
        try:
            if self._pile.stage is Stage.SECOND:
                if not self._voting.compare(self._contest.id):
                    self._voting.close_batch(self._contest.id)
            elif self.twice:
                self._voting.hand_on(self._contest.id)
            else:
                self._voting.close_batch(self._contest.id)
        except Mishap as mishap:
            self._show_mishap(mishap)
            return
        self.done.emit()

    # what is shown

    def show_batch(self) -> None:
        """Show how far the batch is."""
        n, size = len(self._batch), self._full_at
        full = n >= size
        self.count.setText(number_text(n))
        self.of.setText(_("of {all} in this batch").format(all=number_text(size)))
        self.batch.setText(self._title())
        self.strip.show_batch([self._kind(each) for each in self._batch], size)
        self.strip.setAccessibleName(_("{n} of {all} ballots of this batch are entered").format(n=n, all=size))
        done = self._done_text()
        self.next.setText(_("{act} (Enter)").format(act=done) if full else _("Next ballot (Enter)"))
        self.pack.setText(done)
        self.pack.setToolTip(_("{act} (Ctrl+Enter)").format(act=done))
        self.pack.setVisible(not full)
        self.pack.setEnabled(
            n >= (1 if self._pile.count or self.twice or self._pile.stage is Stage.SECOND else FEWEST_FOR_SECRECY)
        )
        papers = self._pile.papers
        self.papers.setText(_("Papers: {n}").format(n="?" if papers is None else number_text(papers)))
        self.take_back.setEnabled(n > 0)
        for pressed in (self.blank, self.unclear):
            pressed.setEnabled(not full)

    def _title(self) -> str:
        title = _("Batch {number}").format(number=self._pile.label or "1")
        if self._pile.stage is Stage.SECOND:
            title += " · " + _("second entry")
        if self._pile.count:
            title += " · " + _("counted again")
        return title

    def _done_text(self) -> str:
        if self._pile.stage is Stage.SECOND:
            return _("Compare")
        return _("Hand it on") if self.twice else _("Close the batch")

    def _kind(self, entered: Entered) -> str:
        return "rejected" if entered.reason else self._contest.standing(entered.marks).value

    def tell(self, saying: Callable[[], str], role: str = "") -> None:
        """Say something under the ballot."""
        self._saying, self._role = saying, role
        self.status.setText(saying())
        styled(self.status, role=role or "heading")

    def _show_mishap(self, mishap: Mishap) -> None:
        text = str(mishap)
        self.tell(lambda: text, "attention")

    def _invitation(self) -> str:
        if self._batch and len(self._batch) >= self._full_at:
            return self._full()
        number = number_text(len(self._batch) + 1)
        if self.pad.hand.moves:
            return _("Ballot {number}: type what stands at each option.").format(number=number)
        return _("Ballot {number}: type the keys of the options that are marked.").format(number=number)

    def _full(self) -> str:
        n = number_text(self._full_at)
        if self._pile.stage is Stage.SECOND:
            return _("{all} ballots. Enter compares them with the first entry.").format(all=n)
        if self.twice:
            return _("{all} ballots. Enter hands the pile to a second person, in the same order.").format(all=n)
        return _("{all} ballots. Are there {all} papers in this pile? Then Enter puts them into the box.").format(all=n)

    def _last_one(self) -> str:
        entered, number = self._batch[-1], number_text(len(self._batch))
        if entered.reason:
            return _("Ballot {number}: rejected. {reason}").format(number=number, reason=ballot_text(self._contest, entered))
        standing = self._contest.standing(entered.marks)
        if standing is Standing.BLANK:
            return _("Ballot {number}: blank").format(number=number)
        if standing is Standing.OVERVOTED:
            return _("Ballot {number}: does not count, kept apart").format(number=number)
        return _("Ballot {number}: {marks}").format(number=number, marks=ballot_text(self._contest, entered))

    @property
    def handed_on(self) -> bool:
        """Whether the pile went to a second person, and not into the box."""
        return self.twice and self._pile.stage is Stage.FIRST

    def handed_text(self) -> str:
        """Said when the pile waits for a second person."""
        return _("Batch {label} waits for a second person. Keep the papers in their order.").format(label=self._pile.label)

    def closed_text(self) -> str:
        """Said when the batch is in the box."""
        n = len(self._batch)
        return ngettext(
            "Batch {label} is in the box: {n} ballot. Put the next one on the table.",
            "Batch {label} is in the box: {n} ballots. Put the next ones on the table.",
            n,
        ).format(label=self._pile.label, n=number_text(n))
