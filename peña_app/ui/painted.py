"""A widget that draws itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from peña_app.errors import write_down

if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object


class Paints(_Base):
    """Draws in ``paint``, smoothly; what goes wrong there is written down and never leaves Qt's call."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint(painter)
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)
        finally:
            painter.end()
        super().paintEvent(event)

    def paint(self, painter: QPainter) -> None:
        """Draw the whole widget."""
