"""A chart of a result as a widget: drawn, and told to whoever cannot see it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from peña_app.errors import write_down
from peña_app.i18n import said
from peña_app.ui import theme
from peña_app.ui.painted import Paints
from peña_app.voting.charts import Chart, GridChart
from peña_app.voting.screens.board import QtBoard


class ResultChart(Paints, QWidget):
    """One chart in the language of its window; what it says is also in its accessible description and in the table beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._chart: Chart | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chart(self, chart: Chart, told: str = "") -> None:
        """Draw this chart; ``told`` in place of its own description."""
        self._chart = chart
        self.setAccessibleName(said(chart.title))
        self.setAccessibleDescription(told or chart.describe())
        self.updateGeometry()
        self.update()

    def _margin(self) -> int:
        return theme.px(4)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._chart is None:
            return 0
        margin = self._margin()
        try:
            return round(self._chart.height(QtBoard(), max(theme.px(300), width - 2 * margin))) + 2 * margin
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)
            return theme.px(200)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(420), self.heightForWidth(max(self.width(), theme.px(340))))

    def minimumSizeHint(self) -> QSize:
        least = self._chart.least(QtBoard()) if isinstance(self._chart, GridChart) else 0.0
        return QSize(max(theme.px(320), round(least)), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.updateGeometry()
        super().resizeEvent(event)

    def paint(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), theme.color("card"))
        if self._chart is None:
            return
        margin = self._margin()
        painter.translate(margin, margin)
        self._chart.draw(QtBoard(painter), self.width() - 2 * margin)
