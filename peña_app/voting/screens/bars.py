"""The result as bars from zero, painted: winners by colour, sign and solid fill, ties by hatching and a shared rank."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from peña_app.i18n import _
from peña_app.ui import theme
from peña_app.ui.painted import Paints
from peña_app.voting import chart
from peña_app.voting.counting import Result
from peña_app.voting.model import Contest
from peña_app.voting.screens.drawings import paint_symbol
from peña_app.voting.symbols import symbol

_ROW = 40
_WRAPPED = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


class ResultChart(Paints, QWidget):
    """One bar an option; what it says is also in its accessible description and in the table beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._contest: Contest | None = None
        self._result: Result | None = None
        self._rows: list[chart.Row] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def show_result(self, contest: Contest, result: Result) -> None:
        """Draw this result."""
        self._contest, self._result = contest, result
        self._rows = chart.rows(result)
        names = contest.names
        self.setAccessibleName(_("The result as bars"))
        self.setAccessibleDescription(
            "; ".join(f"{each.place} {names[each.option]}: {chart.figure(result, each.option)}" for each in self._rows)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(420), sum(self._heights(max(self.width(), theme.px(320)))) + theme.px(48))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(320), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.updateGeometry()
        super().resizeEvent(event)

    @staticmethod
    def _names(width: int) -> tuple[float, float]:
        """Where the names begin, and how wide they may be."""
        ahead = theme.px(64)
        return ahead, (width - ahead) * 0.4

    def _heights(self, width: int) -> list[int]:
        """How high each row is: a long name takes more lines."""
        if self._contest is None:
            return []
        _ahead, wide = self._names(width)
        metrics = QFontMetricsF(theme.letters(bold=True))
        names = self._contest.names
        return [
            max(
                theme.px(_ROW),
                round(metrics.boundingRect(QRectF(0, 0, wide, 1000), _WRAPPED, names[each.option]).height()) + theme.px(8),
            )
            for each in self._rows
        ]

    def paint(self, painter: QPainter) -> None:
        if self._contest is None or self._result is None:
            return
        painter.fillRect(self.rect(), theme.color("card"))
        figures = {each.option: chart.figure(self._result, each.option) for each in self._rows}
        metrics = QFontMetricsF(theme.letters(bold=True))
        figure_wide = max(metrics.horizontalAdvance(text) for text in figures.values()) + theme.px(12)
        ahead, names_wide = self._names(self.width())
        start = ahead + names_wide + theme.px(10)
        full = max(theme.px(40), self.width() - start - figure_wide)
        most = max((each.value for each in self._rows), default=0) or 1
        bottom = 0
        for each, height in zip(self._rows, self._heights(self.width()), strict=True):
            area = QRectF(start, bottom, full * each.value / most, height)
            self._paint_row(painter, each, area, figures[each.option], figure_wide)
            bottom += height
        painter.setPen(QPen(theme.color("field"), 1.5))
        painter.drawLine(int(start), 0, int(start), bottom)
        painter.setFont(theme.letters(theme.SMALL))
        painter.setPen(theme.color("soft"))
        foot = QRectF(theme.px(4), bottom + theme.px(6), self.width() - theme.px(8), theme.px(38))
        painter.drawText(foot, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, chart.base(self._result))

    def _paint_row(self, painter: QPainter, each: chart.Row, area: QRectF, figure: str, figure_wide: float) -> None:
        """A row of the chart; ``area`` is as high as the row and as wide as the bar."""
        if self._contest is None:
            return
        chosen = each.won or each.tied
        top, height, middle = area.top(), area.height(), area.center().y()
        painter.setFont(theme.letters(bold=chosen))
        painter.setPen(theme.color("ink" if chosen else "soft"))
        painter.drawText(QRectF(0, top, theme.px(30), height), _WRAPPED | Qt.AlignmentFlag.AlignRight, each.place)
        side, high = theme.px(18), theme.px(22)
        shape = self._contest.options[each.option].symbol or symbol(each.option)
        paint_symbol(painter, shape, QRectF(theme.px(38), middle - side / 2, side, side), "rosa" if each.won else "soft")
        ahead, names_wide = self._names(self.width())
        painter.setPen(theme.color("ink"))
        painter.drawText(QRectF(ahead, top, names_wide, height), _WRAPPED, self._contest.names[each.option])
        paint_bar(painter, QRectF(area.left(), middle - high / 2, area.width(), high), won=each.won, tied=each.tied)
        painter.setPen(theme.color("ink"))
        painter.drawText(QRectF(area.right() + theme.px(8), top, figure_wide, height), Qt.AlignmentFlag.AlignVCenter, figure)


def paint_bar(painter: QPainter, area: QRectF, *, won: bool, tied: bool) -> None:
    """One bar: solid and ticked for who won, hatched for who is tied, plain for the others."""
    if area.width() < 1:
        return
    if won:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("rosa"))
    elif tied:
        painter.setPen(QPen(theme.color("cempasuchil"), 1.5))
        painter.setBrush(QBrush(theme.color("cempasuchil"), Qt.BrushStyle.BDiagPattern))
    else:
        painter.setPen(QPen(theme.color("field"), 1))
        painter.setBrush(theme.color("line"))
    painter.drawRect(area)
    if won and area.width() > area.height():
        painter.setPen(
            QPen(theme.color("on_accent"), max(2.0, area.height() / 9), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        )
        x, y, side = area.left() + area.height() * 0.25, area.center().y(), area.height() * 0.5
        painter.drawLine(int(x), int(y), int(x + side * 0.36), int(y + side * 0.34))
        painter.drawLine(int(x + side * 0.36), int(y + side * 0.34), int(x + side), int(y - side * 0.38))
