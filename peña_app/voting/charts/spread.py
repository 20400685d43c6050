"""How the scores of each option are spread: a small column for every score."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from peña_app.i18n import N_, Words, _, list_text, number_text
from peña_app.voting.charts.board import Area, Board, Text
from peña_app.voting.charts.chart import Figures, Ladder, Named, both, in_order, named
from peña_app.voting.charts.sentences import mean
from peña_app.voting.counting import Result
from peña_app.voting.model import Contest

TITLE: Final = N_("Spread of the scores")
_HIGH = 2.6


@dataclass(frozen=True, slots=True)
class Spread:
    """One option, and how many ballots gave it each score from 0 up."""

    named: Named
    counts: tuple[int, ...]
    figure: Text
    mean: str
    unmarked: int = 0


@dataclass(frozen=True, slots=True)
class SpreadChart:
    """A row of columns for each option, all on one scale."""

    rows: tuple[Spread, ...]
    base: Words
    brief: Words = field(default_factory=dict)
    title: str = TITLE
    whole: int = 0

    @property
    def length(self) -> int:
        return len(self.rows)

    @property
    def on_wall(self) -> int:
        return 3

    @property
    def most(self) -> int:
        """What a full column stands for."""
        return max([self.whole, 1, *(count for row in self.rows for count in row.counts)])

    def part(self, first: int, last: int) -> SpreadChart:
        """Some of its rows."""
        return replace(self, rows=self.rows[first:last], whole=self.most)

    def describe(self) -> str:
        return "; ".join(
            f"{row.named.name}: {list_text(f'{score} × {number_text(count)}' for score, count in enumerate(row.counts))}"
            for row in self.rows
        )

    def table(self) -> Figures:
        scores = range(len(self.rows[0].counts)) if self.rows else ()
        heads = (_("Option"), _("Mean"), *map(str, scores), _("No score"))
        return Figures(
            heads,
            tuple(
                (
                    row.named.name, row.mean,
                    *map(number_text, row.counts), number_text(row.unmarked),
                )
                for row in self.rows
            ),
        )  # fmt: skip

    def _ladder(self, board: Board, width: float) -> Ladder:
        thick = _HIGH / 0.55 if board.stacked else _HIGH + 0.8
        return Ladder(board, width, [row.named for row in self.rows], [row.figure for row in self.rows], thick)

    def height(self, board: Board, width: float) -> float:
        foot = board.high(self.base, width, size=0.9) + board.em * 0.6 if not board.stacked else 0.0
        return sum(self._ladder(board, width).heights) + board.high("0", width) + foot

    def draw(self, board: Board, width: float) -> None:
        em = board.em
        ladder = self._ladder(board, width)
        top = 0.0
        line = board.high("0", width, size=0.9)
        scores = len(self.rows[0].counts) if self.rows else 1
        step = min(ladder.track_wide / scores, em * 5)
        for at, (row, height) in enumerate(zip(self.rows, ladder.heights, strict=True)):
            track = ladder.begin(at, top, height)
            foot = track.bottom - em * 0.1
            room = track.height - (0.0 if board.stacked else line)
            for score, count in enumerate(row.counts):
                x = track.x + step * score
                high = room * count / self.most
                column = Area(x + step * 0.12, foot - high, step * 0.76, high)
                if count:
                    board.fill(column, row.named.look)
                if not board.stacked:
                    text = Area(x, foot - high - line, step, line)
                    board.write_line(number_text(count), text, size=0.85, align="center", tone="ink" if count else "soft")
            board.line(track.x, foot, track.x + step * scores, foot, tone="field", thick=0.08)
            ladder.write_figure(at, top, height, track.x + step * scores)
            top += height
        for score in range(scores):
            area = Area(ladder.track_x + step * score, top, step, board.high("0", width))
            board.write_line(str(score), area, align="center", tone="soft", bold=True)
        if not board.stacked:
            high = board.high(self.base, width, size=0.9)
            board.write(self.base, Area(0, top + board.high("0", width) + em * 0.4, width, high), tone="soft", size=0.9)


def spread(contest: Contest, result: Result) -> SpreadChart:
    """The scores that each option was given, in the order of the result."""

    def figure(option: int) -> Words:
        return both(lambda: mean(result, option) and _("mean {mean}").format(mean=mean(result, option)))

    rows = tuple(
        Spread(
            named(contest, result, option),
            result.distribution[option][1:],
            figure(option),
            mean(result, option),
            result.distribution[option][0],
        )
        for option in in_order(result)
    )
    foot = both(lambda: _("How many of the {count} valid ballots gave each score.").format(count=number_text(result.valid)))
    return SpreadChart(rows, foot)
