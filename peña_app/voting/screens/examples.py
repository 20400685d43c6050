"""The drawn example of a way of voting: a marked ballot, and how such a count comes out."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from peña_app.i18n import _
from peña_app.ui import theme
from peña_app.ui.painted import Paints
from peña_app.voting.counting import Rules
from peña_app.voting.screens.example_ballots import HEIGHT, paint_ballot
from peña_app.voting.screens.example_results import paint_result

_WIDEST = 250
_NARROW = 350
_BETWEEN = 34


class Example(Paints, QWidget):
    """A marked ballot in miniature; with ``result`` an arrow leads from it to the little result."""

    def __init__(self, *, result: bool = False) -> None:
        super().__init__()
        self._result = result
        self._rules = Rules("plurality")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_rules(self, rules: Rules) -> None:
        """Draw a vote under these rules."""
        self._rules = rules
        self.setAccessibleName(
            _("A drawn example of a marked ballot and its result") if self._result else _("A drawn example of a marked ballot")
        )
        self.update()

    def sizeHint(self) -> QSize:
        wide = theme.px(400 if self._result else 200)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(HEIGHT))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return theme.px(2 * HEIGHT + _BETWEEN) if self._result and width < theme.px(_NARROW) else theme.px(HEIGHT)

    def paint(self, painter: QPainter) -> None:
        high = theme.px(HEIGHT)
        if not self._result:
            paint_ballot(painter, QRectF(0, 0, self.width(), high), self._rules)
            return
        between = theme.px(_BETWEEN)
        if self.width() < theme.px(_NARROW):  # the result goes below its ballot
            paint_ballot(painter, QRectF(0, 0, self.width(), high), self._rules)
            self._arrow(painter, QPointF(self.width() / 2, high + between / 2), QPointF(0, between / 4))
            paint_result(painter, QRectF(0, high + between, self.width(), high), self._rules)
            return
        wide = min((self.width() - between) / 2, theme.px(_WIDEST))
        paint_ballot(painter, QRectF(0, 0, wide, high), self._rules)
        self._arrow(painter, QPointF(wide + between / 2, high / 2), QPointF(between / 4, 0))
        paint_result(painter, QRectF(wide + between, 0, wide, high), self._rules)

    @staticmethod
    def _arrow(painter: QPainter, middle: QPointF, half: QPointF) -> None:
        painter.setPen(QPen(theme.color("soft"), 2))
        across = QPointF(-half.y(), half.x()) * 0.6
        end = middle + half
        painter.drawLine(middle - half, end)
        painter.drawPolyline([end - half * 0.6 + across, end, end - half * 0.6 - across])
