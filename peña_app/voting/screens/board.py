"""A chart's board on the screen and on the wall: Qt's painter, with the theme's colours and letters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPainter, QPen, QPolygonF

from peña_app.i18n import language
from peña_app.languages import INTERFACE
from peña_app.ui import theme
from peña_app.voting.charts.board import Area, Look, Pattern, Text, specks, strokes

_SIDES = {"left": Qt.AlignmentFlag.AlignLeft, "right": Qt.AlignmentFlag.AlignRight, "center": Qt.AlignmentFlag.AlignHCenter}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class QtBoard:
    """Draws with a painter; without one it only measures."""

    def __init__(
        self, painter: QPainter | None = None, *, em: float = 0, codes: Sequence[str] = (), stacked: bool = False
    ) -> None:
        """``em`` and ``codes`` are the screen's own where they are not given; ``stacked`` is for the wall."""
        self._painter = painter
        self.em = em or float(QFontInfo(theme.letters()).pixelSize())
        self.stacked = stacked
        self.brief = stacked
        self.spare = 0.0
        self._codes = tuple(codes) or (language(),)
        self._fonts: dict[tuple[bool, float], tuple[QFont, QFontMetricsF]] = {}

    def _font(self, bold: bool, size: float) -> tuple[QFont, QFontMetricsF]:
        key = (bold, round(size, 2))
        if key not in self._fonts:
            font = theme.letters(bold=bold)
            font.setPixelSize(max(6, round(self.em * size)))
            self._fonts[key] = (font, QFontMetricsF(font))
        return self._fonts[key]

    def _texts(self, text: Text) -> list[str]:
        if isinstance(text, str):
            return [text] if text else []
        found = list(dict.fromkeys(text[code] for code in self._codes if text.get(code)))
        return found or [each for each in text.values() if each][:1]

    def _height(self, text: str, width: float, bold: bool, size: float) -> float:
        _font, metrics = self._font(bold, size)
        if self.stacked:
            return metrics.height()
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        return metrics.boundingRect(QRectF(0, 0, max(width, self.em), 10_000), flags, text).height()

    def high(self, text: Text, width: float, *, bold: bool = False, size: float = 1.0) -> float:
        """How high `write` makes a text in this width."""
        return sum(self._height(each, width, bold, size) for each in self._texts(text)) * (0.96 if self.stacked else 1.0)

    def wide(self, text: Text, *, bold: bool = False, size: float = 1.0) -> float:
        """How wide `write_line` makes a text."""
        return self._font(bold, size)[1].horizontalAdvance(" · ".join(self._texts(text)))

    def write(
        self, text: Text, area: Area, *, bold: bool = False, align: str = "left", tone: str = "ink", size: float = 1.0
    ) -> None:
        """Write a text, wrapped on the screen; on the wall each language has one line, the first of them bold."""
        if self._painter is None:
            return
        texts = self._texts(text)
        top = area.middle - self.high(text, area.width, bold=bold, size=size) / 2
        self._painter.setPen(theme.color(tone))
        for at, each in enumerate(texts):
            font, metrics = self._font(bold and at == 0, size)
            self._painter.setFont(font)
            high = self._height(each, area.width, bold, size) * (0.96 if self.stacked else 1.0)
            shown = metrics.elidedText(each, Qt.TextElideMode.ElideRight, area.width + 1) if self.stacked else each
            flags = int(_SIDES[align]) | int(_MIDDLE) | (0 if self.stacked else int(Qt.TextFlag.TextWordWrap))
            self._painter.drawText(QRectF(area.x, top, area.width, high), flags, shown)
            top += high

    def write_line(
        self, text: Text, area: Area, *, bold: bool = False, align: str = "left", tone: str = "ink", size: float = 1.0
    ) -> None:
        """Write its languages behind one another on one line."""
        if self._painter is None:
            return
        font, metrics = self._font(bold, size)
        self._painter.setFont(font)
        self._painter.setPen(theme.color(tone))
        shown = metrics.elidedText(" · ".join(self._texts(text)), Qt.TextElideMode.ElideRight, area.width + 2)
        flags = int(_SIDES[align]) | int(_MIDDLE) | int(Qt.TextFlag.TextDontClip)
        self._painter.drawText(QRectF(area.x, area.y, area.width, area.height), flags, shown)

    def fill(self, area: Area, look: Look) -> None:
        """Fill an area with a colour and a pattern."""
        painter = self._painter
        if painter is None or area.width <= 0 or area.height <= 0:
            return
        rect = QRectF(area.x, area.y, area.width, area.height)
        tone = theme.color(look.tone)
        if look.pattern is Pattern.SOLID:
            painter.fillRect(rect, tone)
            return
        painter.fillRect(rect, theme.color("line" if look.pattern is Pattern.PLAIN else "card"))
        step = self.em * 0.45
        if look.pattern not in {Pattern.PLAIN, Pattern.EMPTY}:
            painter.save()
            painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
            if look.pattern is Pattern.DOTTED:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(tone)
                for x, y in specks(area, step * 1.1):
                    painter.drawEllipse(QPointF(x, y), self.em * 0.11, self.em * 0.11)
            else:
                painter.setPen(QPen(tone, self.em * 0.12))
                for x1, y1, x2, y2 in strokes(look.pattern, area, step):
                    painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))
            painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tone, max(1.0, self.em * 0.08)))
        painter.drawRect(rect)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, tone: str = "ink", thick: float = 0.1, dashed: bool = False
    ) -> None:
        """Draw a line, so many em thick."""
        if self._painter is None:
            return
        pen = QPen(theme.color(tone), max(1.0, thick * self.em), Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if dashed else Qt.PenCapStyle.RoundCap)
        self._painter.setPen(pen)
        self._painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))

    def shape(self, points: Sequence[tuple[float, float]], tone: str) -> None:
        """Fill a closed outline."""
        if self._painter is None:
            return
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(theme.color(tone))
        self._painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))


def wall_board(painter: QPainter | None, unit: float) -> QtBoard:
    """A board for the wall, in both languages; no letter is lower than ``unit``."""
    return QtBoard(painter, em=unit * 1.4, codes=INTERFACE, stacked=True)
