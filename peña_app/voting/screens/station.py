"""Before people vote at this laptop: codes for as many as will, and the screen they vote on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QSpinBox, QWidget

from peña_app.errors import Mishap
from peña_app.gatherings.records import Gatherings
from peña_app.i18n import _, number_text
from peña_app.ui import theme
from peña_app.ui.desk import Choice, Desk, Printable
from peña_app.ui.forms import Field, button, card, column, label, row, scrolled
from peña_app.ui.speech import Speaking
from peña_app.voting.model import Contest
from peña_app.voting.records import Voting
from peña_app.voting.screens.kiosk import Kiosk

_MOST = 2000


class StationPage(Speaking):
    """Makes codes, shows them once, and opens the voting screen."""

    stopped = Signal()

    def __init__(self, desk: Desk, contest: Contest) -> None:
        super().__init__()
        self._desk = desk
        self._voting = Voting(desk.workspace)
        self._contest = contest
        self._codes: list[str] = []
        self._made = self._left = self._waiting = 0
        self.kiosk: Kiosk | None = None
        self.title, self.about = label("heading"), label("soft")
        self.number = QSpinBox()
        self.number.setRange(1, _MOST)
        self.number.setValue(self._people())
        self.number_field = Field(self.number)
        self.make = button("ticket")
        self.print = button("printer")
        self.codes = QPlainTextEdit()
        self.codes.setReadOnly(True)
        self.codes.setFixedHeight(theme.px(66))
        self.once = label("attention")
        self.screen_title, self.screen_text = label("heading"), label("soft")
        self.state = label("heading")
        self.open = button("users", primary=True)
        self.stop = button("caret-left", quiet=True)
        self._lay_out()
        self._say_texts()
        self.make.clicked.connect(self._make)
        self.print.clicked.connect(self._print)
        self.open.clicked.connect(self.open_kiosk)
        self.stop.clicked.connect(self.stopped)
        escape = QShortcut(QKeySequence("Esc"), self, self.stopped.emit)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._read_again()

    def _lay_out(self) -> None:
        self._shown = QWidget()
        self._shown.setLayout(column(self.once, self.codes, row(self.print, 1)))
        making = card(self.title, self.about, row(self.number_field, column(1, row(self.make, 1)), 1), self._shown)
        voting = card(self.screen_title, self.screen_text, self.state, row(self.open, self.stop, 1))
        ground = QWidget()
        ground.setLayout(column(making, voting, 1, gap=theme.px(14)))
        self.setLayout(column(scrolled(ground)))

    def _say_texts(self) -> None:
        self.say(self.title.setText, lambda: _("1 · A code for each person"))
        self.say(
            self.about.setText,
            lambda: _(
                "A code opens one ballot, on this laptop only. Let people draw their slip, and write down nowhere who drew which."
            ),
        )
        self.say(self.number_field.name, lambda: _("How many people vote here"))
        self.say(self.make.setText, lambda: _("Make the codes"))
        self.say(self.print.setText, lambda: _("Print the slips"))
        self.say(self.codes.setAccessibleName, lambda: _("The codes"))
        self.say(
            self.once.setText, lambda: _("They are shown this once and kept nowhere. Print them before you leave this page.")
        )
        self.say(self.screen_title.setText, lambda: _("2 · The voting screen"))
        self.say(
            self.screen_text.setText,
            lambda: _("It fills the screen. To leave it, press Esc twice and type the passphrase of this workspace."),
        )
        self.say(self.open.setText, lambda: _("Open the voting screen"))
        self.say(self.stop.setText, lambda: _("Back"))
        self.say(lambda _text: self._say_state(), lambda: "")

    def start(self) -> None:
        """Take the keyboard."""
        (self.open if self._made else self.number).setFocus()

    def open_kiosk(self) -> None:
        """Fill the screen with the voting station."""
        self.kiosk = Kiosk(self._desk, self._contest)
        self.kiosk.left.connect(self._left_kiosk)
        self.kiosk.showFullScreen()

    def _left_kiosk(self) -> None:
        self._read_again()
        self.open.setFocus()

    def _people(self) -> int:
        here = Gatherings(self._desk.workspace).presence(self._contest.gathering).all if self._contest.gathering else 0
        return max(1, min(here or self._contest.eligible or 20, _MOST))

    def _make(self) -> None:
        try:
            self._codes += self._voting.tokens(self._contest.id, self.number.value())
        except Mishap as mishap:
            self._desk.trouble(mishap)
            return
        self._read_again()

    def _print(self) -> None:
        contest, codes = self._contest, tuple(self._codes)

        def make(choice: Choice) -> bytes:
            from peña_app.voting.papers.slips import code_slips

            return code_slips(contest, codes, sheet=choice.sheet)

        self._desk.print(Printable(lambda: _("Codes to vote"), make, file_name="codigos"))

    def _read_again(self) -> None:
        self._made, self._left, self._waiting = self._voting.station(self._contest.id)
        self.codes.setPlainText("   ".join(f"{code[:3]} {code[3:]}" for code in self._codes))
        self._shown.setVisible(bool(self._codes))
        self.open.setEnabled(self._made > 0)
        self._say_state()

    def _say_state(self) -> None:
        if not self._made:
            self.state.setText(_("No codes yet"))
            return
        self.state.setText(
            _("{made} codes made · {left} not used yet · {waiting} ballots wait to be shuffled into the box").format(
                made=number_text(self._made), left=number_text(self._left), waiting=number_text(self._waiting)
            )
        )
