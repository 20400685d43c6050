"""Bars from zero: who has how much, with lines for what it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from peña_app.i18n import N_, Words, _, worded
from peña_app.voting.charts.board import Area, Board, Look, Text, paint_tick
from peña_app.voting.charts.chart import Figures, Ladder, Named

TITLE = N_("Bars")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, from zero to ``value``."""

    named: Named
    value: int
    figure: Text
    short: Text = ""  # the figure without its unit, for the wall
    label: Text = ""  # what became of it, such as "wins"; written into the bar
    looks: Look | None = None

    @property
    def look(self) -> Look:
        """How it is filled."""
        return self.looks or self.named.look


@dataclass(frozen=True, slots=True)
class Line:
    """A mark across the bars: what it takes."""

    value: int
    words: Words
    first: int = 0  # the rows it crosses
    last: int | None = None


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars one under the other on one scale."""

    bars: tuple[Bar, ...]
    base: Words
    brief: Words = field(default_factory=dict)
    counts: str = ""  # marked, the head of its column in the table
    title: str = TITLE
    lines: tuple[Line, ...] = ()
    whole: int = 0  # the far end of the scale; the greatest value if 0

    @property
    def length(self) -> int:
        return len(self.bars)

    @property
    def on_wall(self) -> int:
        return 4 if any(len(set(bar.named.words.values())) > 1 for bar in self.bars) else 6

    @property
    def most(self) -> int:
        """What the full length stands for."""
        return max([self.whole, 1, *(bar.value for bar in self.bars), *(line.value for line in self.lines)])

    def part(self, first: int, last: int) -> BarChart:
        """Some of its bars, on the scale of all."""
        lines = tuple(line for line in self.lines if line.last is None or line.first < last)
        return replace(self, bars=self.bars[first:last], whole=self.most, lines=lines)

    def describe(self) -> str:
        said = [f"{bar.named.place} {bar.named.name}: {_worded(bar.figure)}".strip() for bar in self.bars]
        return "; ".join([*said, *(worded(line.words) for line in self.lines)])

    def table(self) -> Figures:
        placed = any(bar.named.place for bar in self.bars)
        heads = [_("Option"), *([_("Place")] if placed else []), _("Result"), ""]
        rows = [
            (bar.named.name, *([bar.named.place] if placed else []), _worded(bar.figure), _worded(bar.label)) for bar in self.bars
        ]
        return Figures(tuple(heads), tuple(rows))

    def _ladder(self, board: Board, width: float) -> Ladder:
        figures = [bar.short or bar.figure if board.brief else bar.figure for bar in self.bars]
        return Ladder(board, width, [bar.named for bar in self.bars], figures)

    def _head(self, board: Board, width: float) -> float:
        if not self.lines:
            return 0.0
        return max(self._caption(board, line, width) for line in self.lines) + board.em * 0.3

    @staticmethod
    def _caption(board: Board, line: Line, width: float) -> float:
        """How high the words of a line are: on the wall one line, or one for each language."""
        one = board.wide(line.words, size=_caption_size(board)) <= width
        return board.high("0", width) if one else board.high(line.words, width, size=_caption_size(board))

    def height(self, board: Board, width: float) -> float:
        foot = board.high(self.base, width, size=0.9) + board.em * 0.8 if self.base and not board.stacked else 0.0
        return self._head(board, width) + sum(self._ladder(board, width).heights) + foot

    def draw(self, board: Board, width: float) -> None:
        em = board.em
        ladder = self._ladder(board, width)
        top = start = self._head(board, width)
        most = self.most
        tops = [top]
        for at, (bar, height) in enumerate(zip(self.bars, ladder.heights, strict=True)):
            track = ladder.begin(at, top, height)
            filled = replace(track, width=track.width * bar.value / most)
            paint_bar(board, filled, bar.look, bar.label, track.right, tied=bar.named.tied)
            after = filled.right
            wide = board.wide((bar.short if board.brief else "") or bar.figure, bold=bar.named.won) + em * 0.8
            for line in self.lines:
                x = ladder.track_x + ladder.track_wide * line.value / most
                if after - em * 0.2 < x < after + wide and _crosses(line, at):
                    after = x  # the figure stands clear of the line
                if board.stacked and _crosses(line, at):
                    board.line(x, track.y - em * 0.12, x, track.bottom + em * 0.12, thick=0.2)
            ladder.write_figure(at, top, height, after)
            top += height
            tops.append(top)
        if not board.stacked:
            board.line(ladder.track_x, start, ladder.track_x, top, tone="field", thick=0.1)
        for line in self.lines:
            last = len(self.bars) if line.last is None else min(line.last, len(self.bars))
            x = ladder.track_x + ladder.track_wide * line.value / most
            if not board.stacked:
                board.line(x, tops[line.first] - em * 0.2, x, tops[last] - em * 0.1, tone="ink", thick=0.12, dashed=True)
            size = _caption_size(board)
            wide = board.wide(line.words, size=size)
            if wide > width:
                board.write(line.words, Area(0, 0, width, start - em * 0.3), size=size)
                continue
            left = min(max(0.0, x - wide / 2), width - wide)
            board.write_line(line.words, Area(left, 0, wide + 1, start - em * 0.3), size=size, align="center")
        if self.base and not board.stacked:
            high = board.high(self.base, width, size=0.9)
            board.write(self.base, Area(0, top + em * 0.6, width, high), tone="soft", size=0.9)


def _caption_size(board: Board) -> float:
    return 1.0 if board.stacked else 0.9


def _crosses(line: Line, row: int) -> bool:
    return line.first <= row and (line.last is None or row < line.last)


def _worded(text: Text) -> str:
    return text if isinstance(text, str) else worded(text)


def paint_bar(board: Board, area: Area, look: Look, label: Text, limit: float, *, tied: bool = False) -> None:
    """A bar, with a tick or a word in it where there is room."""
    em = board.em
    if area.width >= 1:
        board.fill(area, look)
    if not label or area.height < em * 0.5:
        return
    solid = look.pattern.value == "solid"
    size = min(0.95, area.height / em / 1.45)
    wide = board.wide(label, size=size, bold=True)
    side = min(area.height * 0.5, em * 0.7)
    if wide + side + em * 1.2 <= area.width and size > (0.99 if board.stacked else 0.6):
        if not solid:
            plate = Area(area.x + em * 0.3, area.y + area.height * 0.12, wide + em * 0.8, area.height * 0.76)
            board.fill(plate, Look("card", look.pattern.SOLID))
            board.write_line(label, Area(plate.x + em * 0.4, area.y, wide + 1, area.height), bold=True, size=size)
            return
        paint_tick(board, area.x + em * 0.4, area.middle, side, "on_accent")
        text = Area(area.x + side + em * 0.8, area.y, wide + 1, area.height)
        board.write_line(label, text, bold=True, size=size, tone="on_accent")
    elif solid and not tied and area.width > side + em * 0.6:
        paint_tick(board, area.x + em * 0.3, area.middle, side, "on_accent")


def between(one: BarChart, other: BarChart, way: float) -> BarChart:
    """The bars on their way from one chart to the next: 0 is the first, 1 the second."""
    values = {bar.named.option: bar.value for bar in one.bars}
    most = max(one.most, other.most)
    moved: Sequence[Bar] = [
        replace(bar, value=round(values.get(bar.named.option, bar.value) * (1 - way) + bar.value * way)) for bar in other.bars
    ]
    return replace(other, bars=tuple(moved), whole=most)
