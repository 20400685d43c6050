"""The declared result on the wall, in both languages at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from peña_app.i18n import N_, in_each, number_text, speaking
from peña_app.languages import INTERFACE
from peña_app.ui import theme
from peña_app.ui.painted import Paints
from peña_app.ui.projector import Slide, wall_letters
from peña_app.voting import chart
from peña_app.voting.accounting import Accounting
from peña_app.voting.counting import Result
from peña_app.voting.model import Contest
from peña_app.voting.screens.bars import paint_bar

ON_A_PAGE = 5
"""How many options a page has: each takes two lines, and the wall's letters are large."""


def pages(result: Result) -> int:
    """How many pages the result takes on the wall."""
    return max(1, -(-len(result.tallies) // ON_A_PAGE))


class ResultSlide(Paints, Slide):
    """The question, who took part, and a page of bars; no letter is lower than the wall needs."""

    def __init__(self, contest: Contest, result: Result, accounting: Accounting, page: int = 0) -> None:
        super().__init__()
        self._contest, self._result, self._accounting, self._page = contest, result, accounting, page
        self._unit = 24.0
        self._rows = chart.rows(result)
        self.setAccessibleName(" · ".join(_each(lambda: contest.name)))

    def fit(self, unit: float) -> None:
        self._unit = unit
        self.update()

    def paint(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), theme.color("card"))
        margin = self._unit * 1.2
        width = self.width() - 2 * margin
        top = margin * 0.5
        number = f"{self._page + 1}/{pages(self._result)}" if pages(self._result) > 1 else ""
        number_wide = self._write(painter, number, QRectF(margin, top, width, self._line), right=True, colour="soft")
        for text, bold in zip(_each(lambda: self._contest.name), (True, False), strict=True):
            self._write(painter, text, QRectF(margin, top, width - number_wide - self._unit, self._line), bold=bold)
            top += self._line
        turnout = f"{in_each(N_('Turnout'))}: {self._accounting.turnout_figure}"
        self._write(painter, turnout, QRectF(margin, top, width, self._line), colour="agave")
        top += self._line + self._unit * 0.5
        bases = _each(lambda: chart.short_base(self._result))
        foot = self.height() - margin * 0.4 - self._line * len(bases)
        first = self._page * ON_A_PAGE
        high = min((foot - top) / min(ON_A_PAGE, len(self._rows)), self._unit * 7)
        for at, each in enumerate(self._rows[first : first + ON_A_PAGE]):
            self._row(painter, each, QRectF(margin, top + at * high, width, high))
        for at, text in enumerate(bases):
            self._write(painter, text, QRectF(margin, foot + at * self._line, width, self._line), colour="soft")

    def _row(self, painter: QPainter, each: chart.Row, area: QRectF) -> None:
        place_wide = self._unit * 2.6
        chosen = each.won or each.tied
        colour = "rosa" if each.won else "cempasuchil" if each.tied else "ink"
        self._write(painter, each.place, QRectF(area.left(), area.top(), place_wide, self._line), bold=True, colour=colour)
        figure = f"{number_text(each.value)} · {chart.share(self._result, each.option)}"
        names = QRectF(area.left() + place_wide, area.top(), area.width() - place_wide, self._line)
        taken = self._write(painter, figure, names, bold=True, right=True)
        for place, text in enumerate(_each(lambda: self._contest.names[each.option])):
            self._write(
                painter,
                text,
                names.adjusted(0, place * self._line * 0.94, -taken - self._unit * 0.4, place * self._line * 0.94),
                bold=chosen and not place,
            )
        top = area.top() + self._line * 1.92
        high = max(self._unit * 0.3, min(self._unit * 0.9, area.bottom() - top - self._unit * 0.2))
        most = max(self._rows[0].value, 1)
        paint_bar(painter, QRectF(names.left(), top, names.width() * each.value / most, high), won=each.won, tied=each.tied)

    @property
    def _line(self) -> float:
        return QFontMetricsF(wall_letters(self._unit, bold=True)).height() * 0.98

    def _write(
        self, painter: QPainter, text: str, area: QRectF, *, bold: bool = False, right: bool = False, colour: str = "ink"
    ) -> float:
        """Write one line and give the width it takes."""
        font = wall_letters(self._unit, bold=bold)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(theme.color(colour))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            area, Qt.AlignmentFlag.AlignVCenter | side, metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        )
        return min(metrics.horizontalAdvance(text), area.width())


def _each(text: Callable[[], str]) -> list[str]:
    said = []
    for code in INTERFACE:
        with speaking(code):
            said.append(text())
    return said
