"""The lot: drawn in front of everyone, and written down in the order in which the options came."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from peña_app.errors import Mishap
from peña_app.i18n import _, number_text, worded
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import button, column, label, row
from peña_app.ui.speech import SpeakingDialog
from peña_app.voting.model import Contest
from peña_app.voting.records import Voting


class LotDialog(SpeakingDialog):
    """The tied options as keys, to be pressed in the order in which they were drawn."""

    def __init__(self, desk: Desk, contest: Contest, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._voting = Voting(desk.workspace)
        self._contest = contest
        self._drawn: list[int] = []
        self.sentence, self.detail, self.trouble = label("heading"), label("soft"), label("trouble")
        self.options = {option: button() for option in sorted(self._voting.tally(contest.id).tied)}
        self.cancel, self.anew, self.do = button(quiet=True), button(quiet=True), button("check", primary=True)
        self.setLayout(
            column(
                self.sentence,
                self.detail,
                *self.options.values(),
                self.trouble,
                row(self.anew, 1, self.cancel, self.do),
                margin=20,
            )
        )
        self.setMinimumWidth(theme.px(480))
        self.say(self.setWindowTitle, lambda: _("Draw lots"))
        self.say(self.sentence.setText, lambda: _("Draw the lot in front of everyone"))
        self.say(
            self.detail.setText,
            lambda: _(
                "Put a slip for each of these into a hat, and let somebody draw them one by one. Press them in that order: the first one drawn comes first."
            ),
        )
        self.say(self.anew.setText, lambda: _("Begin anew"))
        self.say(self.cancel.setText, lambda: _("Not yet"))
        self.say(self.do.setText, lambda: _("Write down the lot"))
        self.say(lambda _text: self._show(), lambda: "")
        for option, pressed in self.options.items():
            pressed.clicked.connect(partial(self._draw, option))
        self.anew.clicked.connect(self._begin_anew)
        self.cancel.clicked.connect(self.reject)
        self.do.clicked.connect(self._done)

    def _draw(self, option: int) -> None:
        if option not in self._drawn:
            self._drawn.append(option)
        self._show()

    def _begin_anew(self) -> None:
        self._drawn.clear()
        self._show()

    def _show(self) -> None:
        for option, pressed in self.options.items():
            name = worded(self._contest.options[option].words)
            place = f"{number_text(self._drawn.index(option) + 1)} · " if option in self._drawn else ""
            pressed.setText(place + name)
        self.do.setEnabled(len(self._drawn) == len(self.options))
        self.anew.setEnabled(bool(self._drawn))

    def _done(self) -> None:
        try:
            self._voting.draw(self._contest.id, self._drawn)
        except Mishap as mishap:
            self.trouble.setText(str(mishap))
            return
        self.accept()
