"""Two readings of one pile beside each other: where they part, the paper itself is read again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal

from peña_app.i18n import _, ngettext, number_text
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import button, card, column, label, row, styled
from peña_app.ui.speech import Speaking
from peña_app.voting.hand import ballot_text, keys_text
from peña_app.voting.model import Contest, Difference, Entered
from peña_app.voting.records import Voting
from peña_app.voting.screens.dialogs import Rejecting
from peña_app.voting.screens.pad import Pad


class ComparePage(Speaking):
    """One difference after the other, by its place in the pile. Nobody chooses between the two: the paper decides."""

    done = Signal()
    stopped = Signal()

    def __init__(self, desk: Desk, contest: Contest) -> None:
        super().__init__()
        self._desk = desk
        self._voting = Voting(desk.workspace)
        self._contest = contest
        self._left: list[Difference] = []
        self.title, self.about = label("heading"), label("soft")
        self.place = label("huge")
        self.first_title, self.first = label("small"), label("heading")
        self.second_title, self.second = label("small"), label("heading")
        self.pad = Pad(contest)
        self.status = label("heading")
        self.status.setMinimumHeight(theme.px(42))
        self.hint = label("small")
        self._saying: Callable[[], str] = self._invitation
        self._role = ""
        self.right = button("check", primary=True)
        self.blank = button()
        self.reject = button()
        self.nothing = button("x")
        self._lay_out()
        self._say_texts()
        self._connect()

    def _lay_out(self) -> None:
        both = row(column(self.first_title, self.first, gap=2), column(self.second_title, self.second, gap=2), gap=theme.px(24))
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        told = row(self.place, both, gap=theme.px(24))
        told.setStretch(1, 1)
        foot = row(self.right, self.blank, self.reject, self.nothing, 1, gap=theme.px(8))
        laid = column(self.title, self.about, card(told), self.pad, self.status, foot, self.hint, gap=theme.px(10))
        laid.setStretch(3, 1)
        self.setLayout(laid)

    def _say_texts(self) -> None:
        self.say(self.pad.setAccessibleName, lambda: _("What the paper says"))
        self.say(
            self.about.setText, lambda: _("Take this paper out of the pile, and both of you read it again. Enter what it says.")
        )
        self.say(self.first_title.setText, lambda: _("First entry"))
        self.say(self.second_title.setText, lambda: _("Second entry"))
        self.say(self.right.setText, lambda: _("That is what it says (Enter)"))
        self.say(self.blank.setText, lambda: _("Blank (B)"))
        self.say(self.reject.setText, lambda: _("Reject (F2)"))
        self.say(self.nothing.setText, lambda: _("There is no such paper"))
        self.say(self.hint.setText, lambda: keys_text(self._contest))
        self.say(lambda _text: self._show(), lambda: "")
        self.say(lambda _text: self.tell(self._saying, self._role), lambda: "")

    def _connect(self) -> None:
        self.pad.kept.connect(self._decide)
        self.pad.told.connect(self.tell)
        self.pad.rejecting.connect(self._reject)
        self.pad.stopped.connect(self.stopped)
        self.right.clicked.connect(self.pad.enter)
        self.blank.clicked.connect(self.pad.enter_blank)
        self.reject.clicked.connect(self._reject)
        self.nothing.clicked.connect(lambda: self._decide(None))
        for pressed in (self.right, self.blank, self.nothing):
            pressed.clicked.connect(self.start)

    def start(self) -> None:
        """Take the keyboard."""
        self.pad.setFocus()

    def take_up(self) -> None:
        """Show what is left to compare."""
        self._left = self._voting.compare(self._contest.id)
        self.pad.clear()
        self._show()
        self.tell(self._invitation)

    def _reject(self) -> None:
        Rejecting(self, lambda code: self._decide(Entered((), code))).open()

    def _decide(self, truth: Entered | None) -> None:
        if not self._left:
            return
        self._left = self._voting.decide(self._contest.id, self._left[0], truth)
        self.pad.clear()
        if self._left:
            self._show()
            self.tell(self._invitation)
        else:
            self.done.emit()

    def _show(self) -> None:
        n = len(self._left)
        self.title.setText(
            ngettext("The two entries differ at {n} paper", "The two entries differ at {n} papers", n).format(n=number_text(n))
        )
        if not self._left:
            return
        difference = self._left[0]
        self.place.setText(_("Paper {number}").format(number=number_text(difference.place)))
        self.first.setText(self._said(difference.first))
        self.second.setText(self._said(difference.second))
        for shown in (self.first, self.second):
            shown.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _said(self, entered: Entered | None) -> str:
        return _("This paper was passed over") if entered is None else ballot_text(self._contest, entered)

    def tell(self, saying: Callable[[], str], role: str = "") -> None:
        """Say something under the ballot."""
        self._saying, self._role = saying, role
        self.status.setText(saying())
        styled(self.status, role=role or "heading")

    def _invitation(self) -> str:
        return _("Paper {number}: type what it says.").format(number=number_text(self._left[0].place if self._left else 1))
