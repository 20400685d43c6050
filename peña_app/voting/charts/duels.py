"""Options one against one: the grid of all pairs, and the runoff of two."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from peña_app.i18n import N_, Words, _, each, list_text, number_text, percent_text
from peña_app.voting.charts.bars import paint_bar
from peña_app.voting.charts.board import OTHER, WON, Area, Board, Look, Pattern, paint_shape, paint_tick
from peña_app.voting.charts.chart import Figures, Named, both, in_order, named
from peña_app.voting.counting import Result
from peña_app.voting.methods.star import RUNOFF
from peña_app.voting.model import Contest

GRID: Final = N_("One to one")
TITLE: Final = N_("Runoff between two")
_NEITHER = Look("field", Pattern.DOTTED)


@dataclass(frozen=True, slots=True)
class GridChart:
    """Who is preferred to whom on how many ballots; a row that wins a pair has a tick and a full cell there."""

    rows: tuple[Named, ...]
    columns: tuple[Named, ...]
    numbers: tuple[tuple[tuple[int, int], ...], ...]  # [row][column]: for the row, for the column
    base: Words
    brief: Words = field(default_factory=dict)
    title: str = GRID

    @property
    def length(self) -> int:
        return len(self.rows)

    @property
    def on_wall(self) -> int:
        return 4 if any(len(set(row.words.values())) > 1 for row in self.rows) else 6

    def part(self, first: int, last: int) -> GridChart:
        """Some of its rows against all the others."""
        return replace(self, rows=self.rows[first:last], numbers=self.numbers[first:last])

    def across(self, most: int) -> list[GridChart]:
        """The grid in blocks of so many columns, where all of them would be too narrow to read."""
        count = len(self.columns)
        step = -(-count // -(-count // most)) if count else 1
        return [
            replace(
                self, columns=self.columns[at : at + step], numbers=tuple(numbers[at : at + step] for numbers in self.numbers)
            )
            for at in range(0, count, step)
        ]

    def describe(self) -> str:
        found = []
        for row, numbers in zip(self.rows, self.numbers, strict=True):
            beaten = [
                f"{column.name} {number_text(ahead)}:{number_text(behind)}"
                for column, (ahead, behind) in zip(self.columns, numbers, strict=True)
                if ahead > behind
            ]
            if beaten:
                found.append(_("{option} is ahead of {others}").format(option=row.name, others=list_text(beaten)))
        return "; ".join(found)

    def table(self) -> Figures:
        against = _("against")
        heads = (_("Option"), *(f"{against} {column.name}" for column in self.columns))
        rows = []
        for row, numbers in zip(self.rows, self.numbers, strict=True):
            cells = []
            for column, (ahead, behind) in zip(self.columns, numbers, strict=True):
                if column.option == row.option:
                    cells.append("–")
                else:
                    sign = "✓ " if ahead > behind else "= " if ahead == behind else ""
                    cells.append(f"{sign}{number_text(ahead)} : {number_text(behind)}")
            rows.append((f"{row.place} {row.name}".strip(), *cells))
        return Figures(heads, tuple(rows))

    def _sizes(self, board: Board, width: float) -> tuple[float, float]:
        """How wide the names are, and each cell."""
        least = self._cell(board)
        names = max(width * 0.26, width - least * 1.2 * len(self.columns))
        names = min(names, width * 0.45)
        return names, (width - names) / max(1, len(self.columns))

    def _cell(self, board: Board) -> float:
        return self._widest(board) + board.em * (0.5 if board.stacked else 1.3)

    def least(self, board: Board) -> float:
        """The width below which names or numbers would be cut."""
        return self._cell(board) * len(self.columns) + board.em * 12

    def _heights(self, board: Board, names: float) -> list[float]:
        em = board.em
        ahead = em * (1.9 if board.stacked else 4.1)
        return [max(em * 1.9, board.high(row.words, names - ahead, bold=row.won) + em * 0.3) for row in self.rows]

    def height(self, board: Board, width: float) -> float:
        names, _cell = self._sizes(board, width)
        foot = board.high(self.base, width, size=0.9) + board.em * 0.8 if not board.stacked else 0.0
        return board.em * 2.2 + sum(self._heights(board, names)) + foot

    def draw(self, board: Board, width: float) -> None:
        em = board.em
        names, cell = self._sizes(board, width)
        side = em * 1.3
        for at, column in enumerate(self.columns):
            x = names + cell * at
            number = 0.0 if board.stacked else board.wide(str(column.option + 1), bold=True) + em * 0.3
            left = x + (cell - side - number) / 2
            paint_shape(board, column.shape, Area(left, em * 0.4, side, side), "rosa" if column.won else "soft")
            if number:
                beside = Area(left + side + em * 0.3, em * 0.4, number, side)
                board.write_line(str(column.option + 1), beside, bold=True, tone="soft")
        top = em * 2.2
        signed = 0.4 if board.stacked else 1.3  # on the screen and on paper each win has its tick
        size = min(1.0, (cell - em * signed) / max(1.0, self._widest(board)))
        for row, numbers, height in zip(self.rows, self.numbers, self._heights(board, names), strict=True):
            self._begin(board, row, Area(0, top, names, height))
            for at, (column, (ahead, behind)) in enumerate(zip(self.columns, numbers, strict=True)):
                area = Area(names + cell * at, top, cell, height).inset(em * 0.08)
                if column.option == row.option:
                    board.line(area.x + area.width * 0.4, area.middle, area.x + area.width * 0.6, area.middle, tone="field")
                    continue
                won = ahead > behind
                board.fill(area, Look("agave" if won else "line", Pattern.SOLID if won else Pattern.EMPTY))
                tone = "on_accent" if won else "ink"
                text = _pair(board, ahead, behind)
                wide = board.wide(text, bold=won, size=size)
                sign = em * 0.6 if won and not board.stacked else 0.0
                left = area.x + (area.width - wide - (sign + em * 0.25 if sign else 0)) / 2
                if sign:
                    paint_tick(board, left, area.middle, sign, tone)
                    left += sign + em * 0.25
                board.write_line(text, Area(left, area.y, wide + 1, area.height), bold=won, size=size, tone=tone)
            top += height
        if not board.stacked:
            high = board.high(self.base, width, size=0.9)
            board.write(self.base, Area(0, top + em * 0.6, width, high), tone="soft", size=0.9)

    def _widest(self, board: Board) -> float:
        return max((board.wide(_pair(board, *pair), bold=True) for row in self.numbers for pair in row), default=1.0)

    @staticmethod
    def _begin(board: Board, row: Named, area: Area) -> None:
        em = board.em
        x = area.x
        place = board.wide("=88" if not board.stacked else "", bold=True)
        if place:
            board.write_line(row.place, Area(x, area.y, place, area.height), bold=True, tone="rosa" if row.won else "ink")
            x += place + em * 0.2
        side = em * 1.3
        paint_shape(board, row.shape, Area(x, area.middle - side / 2, side, side), "rosa" if row.won else "soft")
        x += side + em * 0.5
        board.write(row.words, Area(x, area.y, area.right - x, area.height), bold=row.won or row.tied)


def _pair(board: Board, ahead: int, behind: int) -> str:
    """What a cell says; on the wall, where letters are large, only how many prefer the row."""
    return number_text(ahead) if board.stacked else f"{number_text(ahead)}:{number_text(behind)}"


def grid(contest: Contest, result: Result) -> GridChart:
    """All pairs, rows and columns in the order of the result."""
    order = in_order(result)
    rows = tuple(named(contest, result, option) for option in order)
    numbers = tuple(tuple((result.pairwise[one][other], result.pairwise[other][one]) for other in order) for one in order)
    foot = both(
        lambda: _("In each cell: how many of the {count} valid ballots prefer the row, and how many the column.").format(
            count=number_text(result.valid)
        )
    )
    brief = both(lambda: _("How many of {count} ballots prefer the row").format(count=number_text(result.valid)))
    return GridChart(rows, rows, numbers, foot, brief)


@dataclass(frozen=True, slots=True)
class RunoffChart:
    """Two options and the ballots that prefer one, the other, or neither, as one bar of 100 per cent."""

    one: Named
    other: Named
    votes: tuple[int, int, int]  # for the one, for neither, for the other
    number: int = 1  # which of several runoffs
    title: str = TITLE
    base: Words = field(default_factory=dict)
    brief: Words = field(default_factory=dict)

    @property
    def length(self) -> int:
        return 1

    @property
    def on_wall(self) -> int:
        return 1

    def part(self, _first: int, _last: int) -> RunoffChart:
        """It is one row."""
        return self

    def describe(self) -> str:
        return _("{votes} prefer {one}, {others} prefer {other}, {neither} have no preference").format(
            votes=number_text(self.votes[0]), one=self.one.name, others=number_text(self.votes[2]), other=self.other.name,
            neither=number_text(self.votes[1]),
        )  # fmt: skip

    def table(self) -> Figures:
        whole = sum(self.votes)
        words = (self.one.name, _("No preference"), self.other.name)
        return Figures(
            (_("Option"), _("Ballots"), _("Share")),
            tuple((text, number_text(n), percent_text(n, whole)) for text, n in zip(words, self.votes, strict=True)),
        )

    def _names(self, board: Board, width: float) -> float:
        wide = width * 0.45 - board.em * 1.8
        return max(board.high(one.words, wide, bold=True) for one in (self.one, self.other))

    def height(self, board: Board, width: float) -> float:
        names = self._names(board, width)
        return names + board.em * 3.4 + board.high("0", width) * 2

    def draw(self, board: Board, width: float) -> None:
        em = board.em
        names = self._names(board, width)
        whole = sum(self.votes) or 1
        side = em * 1.3
        for one, x, align in ((self.one, 0.0, "left"), (self.other, width * 0.55, "right")):
            shape_x = 0.0 if align == "left" else width - side
            paint_shape(board, one.shape, Area(shape_x, (names - side) / 2, side, side), "rosa" if one.won else "soft")
            left = x + (side + em * 0.5 if align == "left" else 0.0)
            board.write(one.words, Area(left, 0, width * 0.45 - side - em * 0.5, names), bold=True, align=align)
        top, high = names + em * 0.4, em * 2.0
        x = 0.0
        looks = [WON if one.won else OTHER for one in (self.one, self.other)]
        for n, look in zip(self.votes, (looks[0], _NEITHER, looks[1]), strict=True):
            part = Area(x, top, width * n / whole, high)
            if n:
                paint_bar(board, part, look, each(N_("Wins")) if look is WON and not board.stacked else "", part.right)
            x = part.right
        board.line(width / 2, top - em * 0.3, width / 2, top + high + em * 0.3, thick=0.14, dashed=True)
        line = board.high("0", width)
        top += high + em * 0.3
        for n, align in ((self.votes[0], "left"), (self.votes[2], "right")):
            text = f"{number_text(n)} · {percent_text(n, whole)}"
            board.write_line(text, Area(0, top, width, line), bold=True, align=align)
        neither = both(lambda: _("No preference: {n}").format(n=number_text(self.votes[1])))
        board.write_line(neither, Area(0, top + line, width, line), align="center", tone="soft")


def runoffs(contest: Contest, result: Result) -> tuple[RunoffChart, ...]:
    """The runoff of STAR, or one for each place."""
    found: list[RunoffChart] = []
    for stage in result.stages:
        if stage.action != RUNOFF:
            continue
        two = sorted((option for option, votes in enumerate(stage.votes) if votes), key=lambda option: -stage.votes[option])
        two = [*stage.elected, *(option for option in two if option not in stage.elected)][:2]
        if len(two) < 2:
            continue
        one, other = (replace(named(contest, result, option), won=option in stage.elected) for option in two)
        votes = stage.votes[two[0]], stage.votes[two[1]]
        found.append(RunoffChart(one, other, (votes[0], max(0, result.valid - sum(votes)), votes[1]), len(found) + 1))
    return tuple(found)
