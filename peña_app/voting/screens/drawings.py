"""The shapes of options."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from peña_app.errors import write_down
from peña_app.ui import theme
from peña_app.voting.symbols import drawn


class Shape(QWidget):
    """The drawn shape of an option."""

    def __init__(self, size: int = 20, token: str = "rosa") -> None:
        super().__init__()
        self._name = ""
        self._token = token
        self.setFixedSize(theme.px(size), theme.px(size))

    def show_symbol(self, name: str) -> None:
        """Draw this shape."""
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        try:
            painter = QPainter(self)
            paint_symbol(painter, self._name, QRectF(1, 1, self.width() - 2, self.height() - 2), self._token)
            painter.end()
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)
        super().paintEvent(event)


def paint_symbol(painter: QPainter, name: str, area: QRectF, token: str) -> None:
    """Paint the shape of an option into a square."""
    if not name:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(token))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in drawn(name, area.x(), area.y(), area.width())]))
