"""A chart's board on paper: the kit's letters in both languages, and black ink is enough."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from peña_app.languages import INTERFACE
from peña_app.paper import ACCENT, INK, RULE, SOFT, TINT, WHITE, Drawing, Pen
from peña_app.voting.charts import Area, Chart, GridChart, Look, Pattern
from peña_app.voting.charts.board import Text, specks, strokes

if TYPE_CHECKING:
    from peña_app.paper.blocks import Block

_TONES: Final = {
    "ink": INK, "soft": SOFT, "field": SOFT, "line": RULE, "card": WHITE, "paper": WHITE, "tint": TINT, "on_accent": WHITE,
    "rosa": ACCENT, "agave": "#1F4E49", "cempasuchil": "#6E4A12", "danger": INK,
}  # fmt: skip
_LEADING = 1.24
_COLUMNS = 8
_ROOM = 560.0
"""The height of the tallest drawing that a page surely holds below a heading."""


class PaperBoard:
    """Draws with a pen in an area so many points high; without one it only measures."""

    stacked = False
    brief = True
    spare = 0.0

    def __init__(self, pen: Pen | None = None, high: float = 0.0, *, em: float = 10.0, codes: Sequence[str] = INTERFACE) -> None:
        self._pen = pen
        self._high = high
        self.em = em
        self._codes = tuple(codes)

    def _texts(self, text: Text) -> list[str]:
        if isinstance(text, str):
            return [text] if text else []
        found = list(dict.fromkeys(text[code] for code in self._codes if text.get(code)))
        return found or [each for each in text.values() if each][:1]

    def _block(self, text: Text, width: float, bold: bool, align: str, tone: str, size: float) -> Block:
        from peña_app.paper.scale import Scale  # these load reportlab
        from peña_app.paper.setting import Setter

        wide = max(width, self.em)
        letters = self.em * size
        words = text if isinstance(text, str) or self._texts(text) else ""
        return Setter(self._codes, wide, Scale(letters), wide).block(
            words, wide, letters, bold=bold, color=_TONES[tone], align=align, leading=_LEADING
        )

    def high(self, text: Text, width: float, *, bold: bool = False, size: float = 1.0) -> float:
        """How high `write` makes a text in this width."""
        return self._block(text, width, bold, "left", "ink", size).height if self._texts(text) else 0.0

    def wide(self, text: Text, *, bold: bool = False, size: float = 1.0) -> float:
        """How wide `write_line` makes a text."""
        from peña_app.paper.text import natural_width

        return natural_width(" · ".join(self._texts(text)), self.em * size, bold=bold) + 0.5

    def write(
        self, text: Text, area: Area, *, bold: bool = False, align: str = "left", tone: str = "ink", size: float = 1.0
    ) -> None:
        """Write a text in its languages, wrapped, one under the other."""
        if self._pen is None or not self._texts(text):
            return
        block = self._block(text, area.width, bold, align, tone, size)
        block.draw(self._pen, area.x, self._high - (area.middle - block.height / 2))

    def write_line(
        self, text: Text, area: Area, *, bold: bool = False, align: str = "left", tone: str = "ink", size: float = 1.0
    ) -> None:
        """Write its languages behind one another on one line."""
        if self._pen is None or not self._texts(text):
            return
        line = " · ".join(self._texts(text))
        wide = self.wide(line, bold=bold, size=size) + 1
        x = {"right": area.right - wide, "center": area.x + (area.width - wide) / 2}.get(align, area.x)
        block = self._block(line, wide + 2, bold, "left", tone, size)
        block.draw(self._pen, x, self._high - (area.middle - block.height / 2))

    def fill(self, area: Area, look: Look) -> None:
        """Fill an area with a colour and a pattern."""
        pen = self._pen
        if pen is None or area.width <= 0 or area.height <= 0:
            return
        x, y = area.x, self._high - area.bottom
        tone = _TONES[look.tone]
        pen.saveState()
        pen.setFillColor(tone if look.pattern is Pattern.SOLID else TINT if look.pattern is Pattern.PLAIN else WHITE)
        pen.rect(x, y, area.width, area.height, stroke=0, fill=1)
        if look.pattern not in {Pattern.SOLID, Pattern.PLAIN, Pattern.EMPTY}:
            self._pattern(pen, area, look.pattern, tone)
        pen.restoreState()
        if look.pattern is not Pattern.SOLID:
            pen.saveState()
            pen.setStrokeColor(INK if look.pattern is not Pattern.EMPTY else tone)
            pen.setLineWidth(0.7)
            pen.rect(x, y, area.width, area.height, stroke=1, fill=0)
            pen.restoreState()

    def _pattern(self, pen: Pen, area: Area, pattern: Pattern, tone: str) -> None:
        clip = pen.beginPath()
        clip.rect(area.x, self._high - area.bottom, area.width, area.height)
        pen.clipPath(clip, stroke=0, fill=0)
        step = self.em * 0.42
        if pattern is Pattern.DOTTED:
            pen.setFillColor(tone)
            for x, y in specks(area, step * 1.1):
                pen.circle(x, self._high - y, self.em * 0.085, stroke=0, fill=1)
            return
        pen.setStrokeColor(tone)
        pen.setLineWidth(self.em * 0.1)
        for x1, y1, x2, y2 in strokes(pattern, area, step):
            pen.line(x1, self._high - y1, x2, self._high - y2)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, tone: str = "ink", thick: float = 0.1, dashed: bool = False
    ) -> None:
        """Draw a line, so many em thick."""
        if self._pen is None:
            return
        pen = self._pen
        pen.saveState()
        pen.setStrokeColor(_TONES[tone])
        pen.setLineWidth(max(0.5, thick * self.em))
        if dashed:
            pen.setDash([self.em * 0.35, self.em * 0.25])
        else:
            pen.setLineCap(1)
        pen.line(x1, self._high - y1, x2, self._high - y2)
        pen.restoreState()

    def shape(self, points: Sequence[tuple[float, float]], tone: str) -> None:
        """Fill a closed outline."""
        if self._pen is None:
            return
        pen = self._pen
        pen.saveState()
        pen.setFillColor(_TONES[tone])
        path = pen.beginPath()
        path.moveTo(points[0][0], self._high - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, self._high - y)
        path.close()
        pen.drawPath(path, stroke=0, fill=1)
        pen.restoreState()


def parts(chart: Chart, width: float, room: float = _ROOM, em: float = 10.0) -> list[Chart]:
    """A chart in as few pieces as have room, with about as many rows each."""
    board = PaperBoard(em=em)
    if isinstance(chart, GridChart) and chart.least(board) > width and len(chart.columns) > _COLUMNS:
        return [part for block in chart.across(_COLUMNS) for part in parts(block, width, room, em)]
    pieces: list[Chart] = [chart]
    for cuts in range(1, max(2, chart.length + 1)):
        step = -(-chart.length // cuts) or 1
        pieces = [chart.part(first, first + step) for first in range(0, max(1, chart.length), step)]
        if all(piece.height(board, width) <= room for piece in pieces):
            break
    return pieces


def drawing(chart: Chart, width: float, em: float = 10.0) -> Drawing:
    """A chart as a piece of a paper."""

    def draw(pen: Pen, wide: float, high: float) -> None:
        chart.draw(PaperBoard(pen, high, em=em), wide)

    return Drawing(chart.height(PaperBoard(em=em), width) + em * 0.5, draw)
