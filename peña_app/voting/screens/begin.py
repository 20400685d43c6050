"""Before a pile is entered: its number, its papers counted by hand, and the piles that wait for a second person."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QVBoxLayout

from peña_app.errors import Mishap
from peña_app.i18n import _, ngettext, number_text
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import Field, button, card, column, label, row, scrolled
from peña_app.ui.speech import Speaking
from peña_app.voting.model import Contest, Stack, Stage
from peña_app.voting.records import Voting
from peña_app.voting.screens.dialogs import Confirm

FIRST_READER = "A"


class BeginPage(Speaking):
    """Asks for what is known of the pile before anybody reads a paper."""

    begun = Signal()
    stopped = Signal()

    def __init__(self, desk: Desk, contest: Contest) -> None:
        super().__init__()
        self._desk = desk
        self._voting = Voting(desk.workspace)
        self._contest = contest
        self.title, self.about = label("heading"), label("soft")
        self.number, self.papers, self.reader = QLineEdit(), QLineEdit(), QLineEdit(FIRST_READER)
        self.papers.setValidator(QIntValidator(1, 999, self.papers))
        self.papers.setProperty("big", True)
        self.number_field, self.papers_field, self.reader_field = Field(self.number), Field(self.papers), Field(self.reader)
        for line, wide in ((self.number, 120), (self.papers, 160), (self.reader, 120)):
            line.setMaximumWidth(theme.px(wide))
        self.reader.setMaxLength(3)
        self.twice = QCheckBox()
        self.twice.setChecked(True)
        self.begin = button("keyboard", primary=True)
        self.stop = button("caret-left", quiet=True)
        self.waiting_title = label("heading")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(8))
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.waiting: list[WaitingPile] = []
        self._lay_out()
        self._say_texts()
        self.begin.clicked.connect(self._begin)
        self.stop.clicked.connect(self.stopped)
        escape = QShortcut(QKeySequence("Esc"), self, self.stopped.emit)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for line in (self.number, self.papers, self.reader):
            line.returnPressed.connect(self._begin)
        self.read_again()

    def _lay_out(self) -> None:
        fields = row(self.papers_field, self.number_field, self.reader_field, 1, gap=theme.px(16))
        self._asking = card(
            self.title, self.about, fields, self.twice, row(self.begin, self.stop, 1), gap=theme.px(14), margin=24
        )
        self._piles = card(self.waiting_title, self._rows)
        inside = column(self._asking, self._piles, 1, gap=theme.px(14))
        ground = QFrame()
        ground.setLayout(inside)
        self.setLayout(column(scrolled(ground)))

    def _say_texts(self) -> None:
        self.say(self.title.setText, lambda: _("Take a pile of up to {n} papers").format(n=number_text(self._contest.batch)))
        self.say(self.about.setText, lambda: _("Shuffle it, turn it face down, and count the papers before anybody reads one."))
        self.say(self.papers_field.name, lambda: _("Papers in the pile"))
        self.say(self.number_field.name, lambda: _("Number of the batch"))
        self.say(self.number.setToolTip, lambda: _("Write it on the pile, too: a batch counts once"))
        self.say(self.reader_field.name, lambda: _("Who enters it"))
        self.say(self.reader.setToolTip, lambda: _("A letter for each person at this table, never a name"))
        self.say(self.twice.setText, lambda: _("A second person enters it again without seeing the first entry"))
        self.say(self.begin.setText, lambda: _("Enter this pile"))
        self.say(self.stop.setText, lambda: _("Back"))
        self.say(self.waiting_title.setText, lambda: _("Waiting for a second person"))

    def start(self) -> None:
        """Take the keyboard."""
        self.papers.setFocus()
        self.papers.selectAll()

    def read_again(self) -> None:
        """Show the piles that wait, and the number of the next one."""
        piles = [pile for pile in self._voting.piles(self._contest.id) if pile.stage is Stage.WAITING]
        self.number.setText(self._voting.next_label(self._contest.id))
        self.papers.clear()
        for old in self.waiting:
            self._rows.removeWidget(old)
            old.deleteLater()
        self.waiting = [WaitingPile(pile, self._voting.first_reading_size(self._contest.id, pile.id)) for pile in piles]
        for shown in self.waiting:
            self._rows.addWidget(shown)
            shown.again.clicked.connect(partial(self._again, shown.pile))
            shown.accept.clicked.connect(partial(self._ask_to_accept, shown.pile))
        self._piles.setVisible(bool(piles))
        if piles and self.reader.text().strip() == piles[-1].first:
            self.reader.setText(_following(piles[-1].first))

    def _begin(self) -> None:
        papers = int(self.papers.text()) if self.papers.text().isdigit() else None
        try:
            self._voting.begin_batch(self._contest.id, self.number.text(), papers, self.reader.text().strip())
        except Mishap as mishap:
            field = self.number_field if papers is None or papers <= self._contest.batch else self.papers_field
            field.show_trouble(mishap)
            return
        for field in (self.number_field, self.papers_field):
            field.fits()
        self.number_field.trouble.hide()
        self.papers_field.trouble.hide()
        self.begun.emit()

    def _again(self, pile: Stack) -> None:
        try:
            self._voting.read_again(self._contest.id, pile.id, self.reader.text().strip())
        except Mishap as mishap:
            self.reader_field.show_trouble(mishap)
            return
        self.reader_field.trouble.hide()
        self.begun.emit()

    def _ask_to_accept(self, pile: Stack) -> None:
        Confirm(
            self,
            title=lambda: _("Put it in as it is"),
            sentence=lambda: _("Batch {label} goes into the box as one person entered it.").format(label=pile.label),
            detail=lambda: _("The certificate says that it was entered by one person only."),
            button_text=lambda: _("Put it in as it is"),
            act=lambda: self._accept(pile),
        ).open()

    def _accept(self, pile: Stack) -> None:
        try:
            self._voting.accept_reading(self._contest.id, pile.id)
        except Mishap as mishap:
            self._desk.trouble(mishap)
        self.read_again()


class WaitingPile(Speaking):
    """A pile that was read once."""

    def __init__(self, pile: Stack, ballots: int) -> None:
        super().__init__()
        self.pile = pile
        self.text = label(wrap=False)
        self.again = button("users")
        self.accept = button(quiet=True)
        self.setLayout(row(self.text, 1, self.accept, self.again))
        self.say(self.text.setText, lambda: self._said(ballots))
        self.say(self.again.setText, lambda: _("Enter it a second time"))
        self.say(self.accept.setText, lambda: _("Put it in as it is"))

    def _said(self, ballots: int) -> str:
        said = ngettext("Batch {label} · {n} ballot", "Batch {label} · {n} ballots", ballots).format(
            label=self.pile.label, n=number_text(ballots)
        )
        return said + (" · " + _("first entered by {reader}").format(reader=self.pile.first) if self.pile.first else "")


def _following(letter: str) -> str:
    return chr(ord(letter) + 1) if len(letter) == 1 and "A" <= letter.upper() < "Z" else letter
