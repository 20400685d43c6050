"""Questions before what cannot be undone: one sentence says what will happen, and the button repeats the verb."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from peña_app.errors import Mishap
from peña_app.i18n import _
from peña_app.ui import theme
from peña_app.ui.forms import Field, button, column, label, row
from peña_app.ui.speech import SpeakingDialog

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
