"""Two versions of one batch: the paper decides which is counted."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from peña_app.errors import Mishap
from peña_app.i18n import _, number_text
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import Field, button, column, label, row
from peña_app.ui.speech import SpeakingDialog
from peña_app.voting.model import Batch, Conflict, Contest, Trouble
from peña_app.voting.records import Voting


class Versions(SpeakingDialog):
    """Shows what each version came to, and asks which one the paper agrees with, and why."""

    def __init__(self, desk: Desk, contest: Contest, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._voting = Voting(desk.workspace)
        self._contest = contest
        found = [each for each in self._voting.conflicts(contest.id) if each.trouble is Trouble.VERSIONS]
        self._conflict: Conflict = found[0]
        self.sentence, self.detail = label("heading"), label("soft")
        self.why = QLineEdit()
        self.field = Field(self.why)
        self.ways = {version.id: button() for version in self._conflict.versions}
        self.cancel = button(quiet=True)
        self.setLayout(column(self.sentence, self.detail, self.field, *self.ways.values(), row(1, self.cancel), margin=20))
        self.setMinimumWidth(theme.px(520))
        self.say(self.setWindowTitle, lambda: _("Two versions of a batch"))
        self.say(self.sentence.setText, lambda: self._conflict.sentence)
        self.say(self.detail.setText, lambda: self._conflict.hint)
        self.say(self.field.name, lambda: _("What did you find? It stays on the certificate."))
        self.say(self.cancel.setText, lambda: _("Not yet"))
        for number, version in enumerate(self._conflict.versions, start=1):
            pressed = self.ways[version.id]
            self.say(pressed.setText, partial(self._said, number, version))
            pressed.clicked.connect(partial(self._choose, version.id))
        self.cancel.clicked.connect(self.reject)

    @staticmethod
    def _said(number: int, version: Batch) -> str:
        return _("Version {number}: {ballots} ballots, {valid} valid, {blank} blank, {rejected} rejected").format(
            number=number,
            ballots=number_text(version.ballots),
            valid=number_text(version.valid),
            blank=number_text(version.blank),
            rejected=number_text(version.rejected + version.overvoted),
        )

    def _choose(self, version: str) -> None:
        try:
            self._voting.choose_version(self._contest.id, self._conflict, version, self.why.text())
        except Mishap as mishap:
            self.field.show_trouble(mishap)
            return
        self.accept()
