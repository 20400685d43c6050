"""The declared result on the wall, in both languages at once, page by page: turnout, account, result, next step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPainter

from peña_app.i18n import Words
from peña_app.languages import INTERFACE
from peña_app.ui import theme
from peña_app.ui.painted import Paints
from peña_app.ui.projector import Slide
from peña_app.voting.accounting import Accounting, Equation
from peña_app.voting.charts import Area, Page, both, wall
from peña_app.voting.charts.board import WON, Look, Pattern
from peña_app.voting.counting import Result
from peña_app.voting.model import Contest
from peña_app.voting.screens.board import QtBoard, wall_board

_MOST_SPARE = 1.6


def pages(
    contest: Contest, result: Result, accounting: Accounting, next_step: Words | None = None, notes: Sequence[Words] = ()
) -> list[Page]:
    """What is revealed, in this order."""
    return wall(contest, result, accounting, next_step, tuple(notes))


class ResultSlide(Paints, Slide):
    """The question, what this page is about, and its content; no letter is lower than the wall needs."""

    def __init__(
        self,
        contest: Contest,
        result: Result,
        accounting: Accounting,
        page: int = 0,
        next_step: Words | None = None,
        notes: Sequence[Words] = (),
    ) -> None:
        super().__init__()
        self._pages = pages(contest, result, accounting, next_step, notes)
        self._at = min(page, len(self._pages) - 1)
        self._page = self._pages[self._at]
        self._question = both(lambda: contest.name)
        self._unit = 24.0
        self.beyond = 0.0  # by how many pixels its chart was too high when it was last drawn
        self.setAccessibleName(" · ".join(dict.fromkeys([*self._question.values(), *self._page.heading.values()])))
        if self._page.chart is not None:
            self.setAccessibleDescription(self._page.chart.describe())

    def fit(self, unit: float) -> None:
        self._unit = unit
        self.update()

    def paint(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), theme.color("card"))
        board = wall_board(painter, self._unit)
        unit = self._unit
        margin = unit * 1.4
        width = self.width() - 2 * margin
        painter.translate(margin, 0)
        line = board.high("0", width)
        top = margin * 0.5
        number = f"{self._at + 1}/{len(self._pages)}"
        number_wide = board.wide(number) + unit
        board.write_line(number, Area(width - number_wide, top, number_wide, line), align="right", tone="soft")
        asking = board if self._page.chart is not None else self._wrapped(painter)  # a chart needs the room
        asked = asking.high(self._question, width - number_wide, bold=True)
        asking.write(self._question, Area(0, top, width - number_wide, asked), bold=True)
        top += asked
        one = board.wide(self._page.heading, bold=True) <= width
        high = line if one else board.high(self._page.heading, width, bold=True)
        (board.write_line if one else board.write)(self._page.heading, Area(0, top, width, high), tone="agave", bold=True)
        top += high + unit * 0.3
        board.line(0, top, width, top, tone="line", thick=0.08)
        top += unit * 0.6
        foot = 0.0
        if self._page.foot:
            one = board.wide(self._page.foot) <= width
            foot = (line if one else board.high(self._page.foot, width)) + unit * 0.3
            area = Area(0, self.height() - foot - unit * 0.3, width, foot)
            (board.write_line if one else board.write)(self._page.foot, area, tone="soft")
        self._content(painter, board, Area(0, top, width, self.height() - top - foot - unit * 0.5))

    def _wrapped(self, painter: QPainter) -> QtBoard:
        """A board on which texts take as many lines as they need."""
        return QtBoard(painter, em=self._unit * 1.4, codes=INTERFACE)

    def _content(self, painter: QPainter, board: QtBoard, area: Area) -> None:
        if self._page.chart is not None:
            painter.save()
            painter.translate(0, area.y)
            chart = self._page.chart
            self.beyond = chart.height(board, area.width) - area.height
            spare = -self.beyond / max(1, chart.length)
            board.spare = max(0.0, min(spare, board.em * _MOST_SPARE))
            chart.draw(board, area.width)
            painter.restore()
        elif self._page.equations:
            self._equations(painter, area)
        else:
            self._sentences(painter, area)

    def _equations(self, painter: QPainter, area: Area) -> None:
        board = self._wrapped(painter)
        em = board.em
        top = area.y
        for line in self._page.equations:
            wrong = bool(line.difference)
            tone = "cempasuchil" if wrong else "agave"
            words = both(lambda line=line: line.text)  # type: ignore[misc]
            sign = em * 2.6
            high = board.high(words, area.width - sign, bold=True)
            board.write("≠" if wrong else "=", Area(0, top, sign, high), bold=True, size=2.2, tone=tone)
            board.write(words, Area(sign, top, area.width - sign, high), bold=True)
            top += high + em * 0.2
            if wrong:
                top += self._wrong(board, line, Area(sign, top, area.width - sign, area.bottom - top))
            top += em * 0.9

    @staticmethod
    def _wrong(board: QtBoard, line: Equation, area: Area) -> float:
        words = both(lambda: line.sentence)
        high = board.high(words, area.width, bold=True)
        board.write(words, Area(area.x, area.y, area.width, high), tone="cempasuchil", bold=True)
        return high

    def _sentences(self, painter: QPainter, area: Area) -> None:
        """Sentences as large as fits, under a figure in large letters where there is one."""
        board = self._wrapped(painter)
        em = board.em
        top = area.y
        if self._page.figure:
            high = board.high(self._page.figure, area.width, size=2.4)
            board.write_line(self._page.figure, Area(0, top, area.width, high), bold=True, size=2.4, tone="rosa")
            top += high + em * 0.4
        if self._page.share is not None:
            part, whole = self._page.share
            bar = Area(0, top, area.width, em * 1.6)
            board.fill(bar, Look("field", Pattern.EMPTY))
            board.fill(Area(0, top, area.width * min(1.0, part / max(whole, 1)), bar.height), WON)
            top += bar.height + em
        room = area.bottom - top
        for sentences, sizes in ((self._page.sentences, (2.0, 1.7, 1.4, 1.2, 1.0)), (self._page.short, (2.0, 1.4, 1.0))):
            for size in sizes:
                highs = [board.high(words, area.width, bold=True, size=size) for words in sentences]
                if sum(highs) + em * 0.7 * len(highs) <= room or (size == sizes[-1] and not self._page.short):
                    for words, high in zip(sentences, highs, strict=True):
                        board.write(words, Area(0, top, area.width, high), bold=True, size=size)
                        top += high + em * 0.7
                    return
