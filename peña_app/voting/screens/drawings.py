"""The shapes of options, and a marked ballot in miniature."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from peña_app.errors import write_down
from peña_app.i18n import _
from peña_app.ui import theme
from peña_app.ui.painted import Paints
from peña_app.voting.symbols import drawn, symbol


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


class Example(Paints, QWidget):
    """A marked ballot in miniature, so that the method is seen before it is read."""

    def __init__(self) -> None:
        super().__init__()
        self._method, self._dots, self._most = "dots", 3, 3
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_method(self, method: str, dots: int, most: int) -> None:
        """Draw a ballot of this method."""
        self._method, self._dots, self._most = method, dots, most
        self.setAccessibleName(_("A drawn example of a marked ballot"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(104))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paint(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("paper"))
        painter.drawRoundedRect(QRectF(0.5, 0.5, self.width() - 1, self.height() - 1), 8, 8)
        side, gap = theme.px(15), theme.px(5)
        for place, marked in enumerate(self._marks()):
            top = theme.px(12) + place * theme.px(29)
            paint_symbol(painter, symbol(place), QRectF(theme.px(14), top, side, side), "rosa")
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("line"))
            boxes = min(self._most, 5) if self._method == "dots" else 1
            text_right = self.width() - theme.px(14) - boxes * (side + gap)
            painter.drawRoundedRect(
                QRectF(theme.px(38), top + side * 0.3, (text_right - theme.px(46)) * (0.9, 0.6, 0.75)[place], side * 0.4), 3, 3
            )
            for box in range(boxes):
                area = QRectF(text_right + box * (side + gap) + gap, top, side, side)
                painter.setPen(QPen(theme.color("ink"), 1.4))
                painter.setBrush(theme.color("ink") if box < marked else theme.color("card"))
                painter.drawRoundedRect(area, 2, 2)

    def _marks(self) -> tuple[int, int, int]:
        if self._method == "plurality":
            return (0, 1, 0)
        if self._method == "approval":
            return (1, 0, 1)
        first = min(self._most, self._dots, 5)
        return (first, 0, min(self._dots - first, self._most))
