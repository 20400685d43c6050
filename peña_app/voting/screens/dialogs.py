"""Questions before what cannot be undone: one sentence says what will happen, and the button repeats the verb."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from peña_app.errors import Mishap
from peña_app.i18n import _, said
from peña_app.ui import theme
from peña_app.ui.forms import Field, button, column, label, row
from peña_app.ui.speech import SpeakingDialog
from peña_app.voting.model import REASONS

Says = Callable[[], str]


class Confirm(SpeakingDialog):
    """Says what a step does and does it."""

    def __init__(
        self, parent: QWidget, *, title: Says, sentence: Says, detail: Says, button_text: Says, act: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._act = act
        self.sentence = label("heading")
        self.detail = label("soft")
        self.cancel = button()
        self.do = button(primary=True)
        self.setLayout(column(self.sentence, self.detail, row(1, self.cancel, self.do), margin=20))
        self.setMinimumWidth(theme.px(460))
        self.say(self.setWindowTitle, title)
        self.say(self.sentence.setText, sentence)
        self.say(self.detail.setText, detail)
        self.say(self.cancel.setText, lambda: _("Not yet"))
        self.say(self.do.setText, button_text)
        self.do.setDefault(True)
        self.do.setFocus()
        self.cancel.clicked.connect(self.reject)
        self.do.clicked.connect(self._done)

    def _done(self) -> None:
        self.accept()
        self._act()


class Reason(SpeakingDialog):
    """Asks why, because the reason stays on the record."""

    def __init__(self, parent: QWidget, *, title: Says, question: Says, button_text: Says, act: Callable[[str], object]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._act = act
        self.entry = QLineEdit()
        self.field = Field(self.entry)
        self.cancel = button()
        self.do = button(primary=True)
        self.setLayout(column(self.field, row(1, self.cancel, self.do), margin=20))
        self.setMinimumWidth(theme.px(460))
        self.say(self.setWindowTitle, title)
        self.say(self.field.name, question)
        self.say(self.cancel.setText, lambda: _("Not yet"))
        self.say(self.do.setText, button_text)
        self.do.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.do.clicked.connect(self._done)

    def _done(self) -> None:
        try:
            self._act(self.entry.text())
        except Mishap as mishap:
            self.field.show_trouble(mishap)
            return
        self.accept()


class Rejecting(SpeakingDialog):
    """Two people look at a paper and say why it is not counted: a number key each."""

    def __init__(self, parent: QWidget, act: Callable[[str], object]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._act = act
        self.sentence = label("heading")
        self.detail = label("soft")
        self.ways: dict[str, QPushButton] = {code: button() for code in REASONS}
        self.cancel = button(quiet=True)
        self.setLayout(column(self.sentence, self.detail, *self.ways.values(), row(1, self.cancel), margin=20))
        self.setMinimumWidth(theme.px(460))
        self.say(self.setWindowTitle, lambda: _("Reject this paper"))
        self.say(self.sentence.setText, lambda: _("Why is this paper not counted?"))
        self.say(self.detail.setText, lambda: _("Two people look at it and agree. Lay it aside: it stays with the batch."))
        self.say(self.cancel.setText, lambda: _("Not yet"))
        for number, (code, pressed) in enumerate(self.ways.items(), start=1):
            self.say(pressed.setText, partial(self._named, number, code))
            pressed.setStyleSheet("text-align: left;")
            pressed.setShortcut(str(number))
            pressed.setAutoDefault(False)
            pressed.clicked.connect(partial(self._chosen, code))
        self.cancel.clicked.connect(self.reject)

    @staticmethod
    def _named(number: int, code: str) -> str:
        return f"{number}   {said(REASONS[code])}"

    def _chosen(self, code: str) -> None:
        self.accept()
        self._act(code)


class Papers(SpeakingDialog):
    """Asks for the number of papers after they were counted again."""

    def __init__(self, parent: QWidget, papers: int | None, most: int, act: Callable[[int | None], object]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._act = act
        self.entry = QLineEdit("" if papers is None else str(papers))
        self.entry.setValidator(QIntValidator(1, most, self.entry))
        self.entry.selectAll()
        self.field = Field(self.entry)
        self.cancel = button()
        self.do = button(primary=True)
        self.setLayout(column(self.field, row(1, self.cancel, self.do), margin=20))
        self.setMinimumWidth(theme.px(420))
        self.say(self.setWindowTitle, lambda: _("Papers in the pile"))
        self.say(self.field.name, lambda: _("How many papers are there, counted again?"))
        self.say(self.cancel.setText, lambda: _("Not yet"))
        self.say(self.do.setText, lambda: _("Write it down"))
        self.do.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.do.clicked.connect(self._done)

    def _done(self) -> None:
        self.accept()
        self._act(int(self.entry.text()) if self.entry.text().isdigit() else None)
