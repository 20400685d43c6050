"""The account of the paper, with its equations as one types."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from peña_app.errors import Mishap
from peña_app.gatherings.records import Gatherings
from peña_app.i18n import _, said
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import button, column, label, row, styled
from peña_app.ui.icons import picture
from peña_app.ui.speech import Speaking, SpeakingDialog
from peña_app.voting.accounting import ENTERED, LABELS, Accounting, Equation, Papers
from peña_app.voting.model import Contest
from peña_app.voting.records import Voting

_MOST = 1_000_000


class AccountForm(Speaking):
    """The numbers counted by hand; what does not add up is named at once, and kept when a field is left."""

    def __init__(self, desk: Desk, contest: Contest) -> None:
        super().__init__()
        self._desk = desk
        self._voting = Voting(desk.workspace)
        self._contest = contest
        self._kept = Papers()
        self._held = Accounting(self._kept)
        self.eligible = _number()
        self.fields: dict[str, QLineEdit] = {name: _number() for name in ENTERED}
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme.px(58))
        self.note_title = label("small")
        self.note_title.setBuddy(self.note)
        self.present = _number()
        self.lines = [EquationLine() for _line in range(5)]
        self.notes = label("small")
        self._asked: dict[str, QLabel] = {}
        self._lay_out()
        self._say_texts()
        self._read()
        for line in (self.eligible, self.present, *self.fields.values()):
            line.textEdited.connect(lambda _text: self._show_equations())
            line.editingFinished.connect(self.keep)
        self.note.textChanged.connect(self._show_equations)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(4))
        grid.setColumnStretch(0, 1)
        people = [("eligible", self.eligible)]
        if self._contest.rules.quorum or self._contest.rules.base == "present":
            people.append(("present", self.present))
        for at, (name, line) in enumerate([*people, *self.fields.items()]):
            asked = label()
            asked.setBuddy(line)
            self._asked[name] = asked
            grid.addWidget(asked, at, 0)
            grid.addWidget(line, at, 1)
        self.setLayout(
            column(grid, self.note_title, self.note, column(*self.lines, gap=theme.px(4)), self.notes, gap=theme.px(8))
        )

    def _say_texts(self) -> None:
        self.say(lambda text: self._name("eligible", self.eligible, text), lambda: _("People who may vote"))
        if "present" in self._asked:
            self.say(lambda text: self._name("present", self.present, text), lambda: _("People present when the box closes"))
        for name, line in self.fields.items():
            self.say(partial(self._name, name, line), partial(said, LABELS[name]))
        self.say(self.note_title.setText, lambda: _("Note for the certificate"))
        self.say(self.note.setAccessibleName, lambda: _("Note for the certificate"))
        self.say(lambda _text: self._show_equations(), lambda: "")

    def _name(self, name: str, line: QLineEdit, text: str) -> None:
        self._asked[name].setText(text)
        line.setAccessibleName(text)

    def papers(self) -> Papers:
        """What stands in the fields."""
        return Papers(**{name: _value(line) for name, line in self.fields.items()}, note=self.note.toPlainText().strip())

    def keep(self) -> bool:
        """Write the account down if it has changed."""
        papers, eligible, present = self.papers(), _value(self.eligible), _value(self.present)
        if papers == self._kept and (eligible, present) == (self._contest.eligible, self._contest.present):
            return True
        self._kept = papers
        self._contest = replace(self._contest, eligible=eligible, present=present)
        try:
            self._voting.account(self._contest.id, papers, eligible, present)
        except Mishap as mishap:
            self._desk.trouble(mishap)
            return False
        return True

    def show_contest(self, contest: Contest) -> None:
        """Read again what an undo or another window has changed."""
        if self._voting.papers(contest.id) != self._kept or (contest.eligible, contest.present) != (
            self._contest.eligible,
            self._contest.present,
        ):
            self._contest = contest
            self._read()
        else:
            self._held = self._voting.accounting(contest.id)
            self._show_equations()

    def _read(self) -> None:
        self._kept = self._voting.papers(self._contest.id)
        self._held = self._voting.accounting(self._contest.id)
        for name, line in self.fields.items():
            line.setText(_text(getattr(self._kept, name)))
        self.note.setPlainText(self._kept.note)
        self.eligible.setText(_text(self._contest.eligible))
        self.present.setText(_text(self._contest.present))
        if self._contest.eligible is None and self._contest.gathering:
            here = Gatherings(self._desk.workspace).presence(self._contest.gathering).all
            self.eligible.setPlaceholderText(_text(here or None))
            self.present.setPlaceholderText(_text(here or None))
        self._show_equations()

    def _show_equations(self) -> None:
        shown = replace(self._held, papers=self.papers())
        self.notes.setText("\n".join(shown.notes))
        self.notes.setVisible(bool(shown.notes))
        for at, line in enumerate(self.lines):
            line.setVisible(at < len(shown.equations))
            if at < len(shown.equations):
                line.show_equation(shown.equations[at])


class EquationLine(QWidget):
    """One line of the account with its sign: it adds up, it does not, or something is not counted yet."""

    def __init__(self) -> None:
        super().__init__()
        self.sign = QLabel()
        self.sign.setFixedWidth(theme.px(22))
        self.sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text = label("small")
        self.sentence = label("attention")
        laid = row(self.sign, column(self.text, self.sentence, gap=0), gap=theme.px(4))
        laid.setStretch(1, 1)
        self.setLayout(laid)

    def show_equation(self, line: Equation) -> None:
        """Show a line of the account."""
        wrong = bool(line.difference)
        name, token = ("warning", "cempasuchil") if wrong else ("check", "agave") if line.known else ("minus", "soft")
        self.sign.setPixmap(picture(name, theme.px(18), token))
        self.text.setText(line.text)
        styled(self.text, role="small")
        self.sentence.setText(line.sentence)
        self.sentence.setVisible(wrong)


class AccountDialog(SpeakingDialog):
    """The account on its own, when the box is closed."""

    def __init__(self, desk: Desk, contest: Contest, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = AccountForm(desk, contest)
        self.done_button = button("check", primary=True)
        self.setLayout(column(self.form, row(1, self.done_button), margin=20))
        self.setMinimumWidth(theme.px(520))
        self.say(self.setWindowTitle, lambda: _("The account of the ballots"))
        self.say(self.done_button.setText, lambda: _("Done"))
        self.done_button.setDefault(True)
        self.done_button.clicked.connect(self._done)

    def _done(self) -> None:
        if self.form.keep():
            self.accept()

    def reject(self) -> None:
        """Closing the window keeps what was typed, too."""
        self.form.keep()
        super().reject()


def _number() -> QLineEdit:
    line = QLineEdit()
    line.setValidator(QIntValidator(0, _MOST, line))
    line.setAlignment(Qt.AlignmentFlag.AlignRight)
    line.setFixedWidth(theme.px(84))
    return line


def _value(line: QLineEdit) -> int | None:
    return int(line.text()) if line.text().isdigit() else None


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
