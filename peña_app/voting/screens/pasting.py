"""Pasting a list of options, with a look at what it becomes before it is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHeaderView, QPlainTextEdit, QTableWidget, QTableWidgetItem, QWidget

from peña_app.i18n import _, ngettext
from peña_app.languages import INTERFACE, language
from peña_app.ui import theme
from peña_app.ui.forms import Field, button, column, label, row
from peña_app.ui.speech import SpeakingDialog
from peña_app.voting.lists import Listed, read_list


class PasteList(SpeakingDialog):
    """One option a line; what is read stands in a table as one types."""

    def __init__(self, parent: QWidget, *, room: int, costs: bool, act: Callable[[Sequence[Listed]], object]) -> None:
        """``room`` is how many options can still be added; ``costs``: whether each has a cost."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._act = act
        self._room = room
        self._costs = costs
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.field = Field(self.text)
        self.english_first = QCheckBox()
        self.preview = QTableWidget()
        self.preview.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.preview.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.preview.verticalHeader().hide()
        self.preview.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.remark = label("attention")
        self.cancel = button()
        self.do = button("plus", primary=True)
        laid = column(self.field, self.english_first, self.preview, self.remark, row(1, self.cancel, self.do), margin=20)
        laid.setStretch(0, 4)
        laid.setStretch(2, 5)
        self.setLayout(laid)
        self.resize(theme.px(640), theme.px(560))
        self._say_texts()
        self.text.textChanged.connect(self._show_list)
        self.english_first.toggled.connect(lambda _on: self._show_list())
        self.cancel.clicked.connect(self.reject)
        self.do.clicked.connect(self._done)
        self.text.setFocus()

    def _say_texts(self) -> None:
        self.say(self.setWindowTitle, lambda: _("Paste a list"))
        self.say(
            self.field.name,
            lambda: (
                _("One option a line: Spanish | English | cost. A tab does too, so a table can be pasted.")
                if self._costs
                else _("One option a line: Spanish | English. A tab does too, so a table can be pasted.")
            ),
        )
        self.say(self.english_first.setText, lambda: _("English comes first"))
        self.say(self.preview.setAccessibleName, lambda: _("What is read"))
        self.say(self.cancel.setText, lambda: _("Not yet"))
        self.say(lambda _text: self._show_list(), lambda: "")

    @property
    def listed(self) -> list[Listed]:
        """What is read of the text, as far as there is room."""
        return self._read()[: self._room]

    def _read(self) -> list[Listed]:
        codes = INTERFACE[::-1] if self.english_first.isChecked() else INTERFACE
        return read_list(self.text.toPlainText(), codes)

    def _show_list(self) -> None:
        read, listed = self._read(), self.listed
        heads = [language(code).name for code in INTERFACE] + ([_("Cost")] if self._costs else [])
        self.preview.setColumnCount(len(heads))
        self.preview.setHorizontalHeaderLabels(heads)
        self.preview.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.preview.setRowCount(len(listed))
        for at, each in enumerate(listed):
            for place, text in enumerate((*(each.words.get(code, "") for code in INTERFACE), each.cost)[: len(heads)]):
                self.preview.setItem(at, place, QTableWidgetItem(text or "–"))
        self.do.setEnabled(bool(listed))
        self.do.setText(ngettext("Add {n} option", "Add {n} options", len(listed)).format(n=len(listed)))
        self.remark.setText(self._remark(read))
        self.remark.setVisible(bool(self.remark.text()))

    def _remark(self, read: Sequence[Listed]) -> str:
        beyond = len(read) - self._room
        if beyond > 0:
            return ngettext(
                "{n} line at the end has no place: a ballot holds no more.",
                "{n} lines at the end have no place: a ballot holds no more.",
                beyond,
            ).format(n=beyond)
        lacking = sum(len(each.words) < len(INTERFACE) for each in read)
        if lacking:
            return ngettext(
                "{n} line has one language only; write the other one later.",
                "{n} lines have one language only; write the other one later.",
                lacking,
            ).format(n=lacking)
        return ""

    def _done(self) -> None:
        listed = self.listed
        self.accept()
        self._act(listed)
