"""One unit in one language, as it is written: a text that becomes a field when one comes to it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QWidget

from peña_app.curricula.reviews import State, state_text
from peña_app.errors import Mishap, write_down
from peña_app.i18n import _
from peña_app.languages import language as language_of
from peña_app.ui import theme
from peña_app.ui.forms import column, label, row, styled
from peña_app.ui.icons import icon

PASTED_MOST: Final = 200_000
"""Letters that one paste may hold: about the longest activity there is, several times over."""
_PAUSE: Final = 1500  # milliseconds without a key, after which what was typed is on the disk
TOKENS: Final = {
    State.EMPTY: ("warning", "danger"), State.DRAFT: ("pencil-simple", "soft"), State.ADAPTED: ("translate", "ink"),
    State.REVIEWED: ("check", "agave"), State.CIRCLE: ("users-three", "agave"), State.APPROVED: ("seal-check", "agave"),
    State.STALE: ("clock", "cempasuchil"), State.CHANGED: ("arrow-clockwise", "cempasuchil"),
}  # fmt: skip


class Field(QPlainTextEdit):
    """The field itself: as high as its text, and its keys lead on to the next unit."""

    left = Signal()
    paused = Signal()
    stepped = Signal(int)  # to the unit above (-1) or below (1)
    line_asked = Signal()
    pasted = Signal(list)  # further paragraphs
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PAUSE)
        self._rest.timeout.connect(self.paused)
        self.textChanged.connect(self._grow)
        self.textChanged.connect(self._rest.start)

    def _grow(self) -> None:
        lines = self.document().documentLayout().documentSize().height()
        self.setFixedHeight(round(lines * self.fontMetrics().lineSpacing()) + theme.px(26))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._grow()

    def wait_no_more(self) -> None:
        """Do not write by itself what is being written now."""
        self._rest.stop()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        try:
            if self._led_on(event):
                return
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)
        super().keyPressEvent(event)

    def _led_on(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if modifiers == Qt.KeyboardModifier.NoModifier:
                self.stepped.emit(1)
            elif modifiers == Qt.KeyboardModifier.ShiftModifier:
                self.line_asked.emit()
            else:
                return False
            return True
        if modifiers == Qt.KeyboardModifier.NoModifier and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            move = QTextCursor.MoveOperation.Up if key == Qt.Key.Key_Up else QTextCursor.MoveOperation.Down
            if not QTextCursor(self.textCursor()).movePosition(move):
                self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
                return True
        return False

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste: further paragraphs become units of their own; far too much is refused and stays in the clipboard."""
        text = source.text()
        if len(text) > PASTED_MOST:
            self.refused.emit(
                Mishap(
                    _("What was pasted is too long for an activity: {n} letters.").format(n=len(text)),
                    _("Nothing was changed. Paste it in smaller pieces, or bring it in as a file."),
                )
            )
            return
        paragraphs = [each for each in (" ".join(part.split()) for part in text.splitlines()) if each]
        if paragraphs:
            self.insertPlainText(paragraphs[0])
        if paragraphs[1:]:
            self.pasted.emit(paragraphs[1:])


class Cell(QFrame):
    """What a unit says in one language, and where that text stands."""

    entered = Signal(object)
    written = Signal(object, str)
    stepped = Signal(object, int)
    line_asked = Signal(object)
    pasted = Signal(object, list)
    refused = Signal(object)

    def __init__(self, unit: str, language: str) -> None:
        super().__init__()
        self.unit = unit
        self.language = language
        self.where = ""
        self.state = State.DRAFT
        self._text = ""
        self.mark = QLabel()
        self.said = label("small")
        self.shown = label()
        self.shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.field: Field | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        head = row(self.mark, self.said, gap=theme.px(4))
        head.setStretch(1, 1)
        self._whole = column(head, self.shown, 1, gap=theme.px(2))
        self._whole.setContentsMargins(theme.px(8), theme.px(4), theme.px(8), theme.px(6))
        self.setLayout(self._whole)

    @property
    def text(self) -> str:
        """What stands there now, written down or still being typed."""
        return " ".join(self.field.toPlainText().split()) if self.field is not None else self._text

    @property
    def typing(self) -> bool:
        """Whether the field is open."""
        return self.field is not None

    def show_unit(self, text: str, state: State, where: str) -> None:
        """Show a text; what is being typed stays."""
        before, self._text, self.state, self.where = self._text, text, state, where
        if self.field is not None and self.text == before and text != before:
            self._put(text)
        self.shown.setText(text)
        symbol, token = TOKENS[state]
        self.mark.setPixmap(icon(symbol, token).pixmap(theme.px(14), theme.px(14)))
        self.said.setText(state_text(state))
        name = f"{where}, {language_of(self.language).name}, {state_text(state)}"
        self.setAccessibleName(name)
        self.setAccessibleDescription(text)
        if self.field is not None:
            self.field.setAccessibleName(name)
        styled(self, gap=state is State.EMPTY)

    def begin(self) -> None:
        """Open the field and take the keyboard."""
        if self.field is None:
            self.field = Field()
            self._put(self._text)
            self.field.setAccessibleName(self.accessibleName())
            self.field.left.connect(self.leave)
            self.field.paused.connect(self._save)
            self.field.stepped.connect(lambda by: self.stepped.emit(self, by))
            self.field.line_asked.connect(lambda: self.line_asked.emit(self))
            self.field.pasted.connect(lambda texts: self.pasted.emit(self, texts))
            self.field.refused.connect(self.refused)
            self._whole.insertWidget(1, self.field)
            self.field.show()
            QWidget.setTabOrder(self, self.field)  # made late, it would come last
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.shown.hide()
        self.field.setFocus()
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.entered.emit(self)

    def _put(self, text: str) -> None:
        if self.field is not None:
            self.field.setPlainText(text)
            self.field.wait_no_more()

    def put(self, text: str) -> None:
        """Set the text as if it had been typed, so that it can be undone in the field."""
        self.begin()
        if self.field is not None:
            cursor = self.field.textCursor()
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(text)

    def _save(self) -> None:
        if self.text != self._text:
            self.written.emit(self, self.text)

    def leave(self) -> None:
        """Write down what was typed and close the field; what cannot be kept stays open."""
        if self.field is None:
            return
        self._save()
        if self.field.property("wrong"):
            return  # what was refused stays in its field, so that it can be mended
        field, self.field = self.field, None
        self._whole.removeWidget(field)
        field.hide()
        field.deleteLater()
        self.shown.setText(self._text)
        self.shown.show()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keep(self, text: str) -> None:
        """What was typed is written down."""
        self._text = text
        if self.field is not None:
            styled(self.field, wrong=False)

    def refuse(self) -> None:
        """What was typed cannot be kept; it stays in the field."""
        if self.field is not None:
            styled(self.field, wrong=True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason or self.field is None:
            self.begin()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.begin()
