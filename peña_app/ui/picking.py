"""A field in which one types a few letters and picks with the arrows, without leaving it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QListWidget

from peña_app.errors import write_down

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class PickingLine(QLineEdit):
    """Arrows move in the list, Escape empties the field, and Ctrl+Z in an empty field is an undo of what was done."""

    undo_asked = Signal()

    def __init__(self, rows: QListWidget) -> None:
        super().__init__()
        self._rows = rows

    def keyPressEvent(self, event: QKeyEvent) -> None:
        try:
            if self._picked(event):
                return
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)
        super().keyPressEvent(event)

    def _picked(self, event: QKeyEvent) -> bool:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._rows.setCurrentRow(max(0, min(self._rows.count() - 1, self._rows.currentRow() + step)))
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.text():
            self.undo_asked.emit()
        else:
            return False
        return True
