"""What every chart answers: what it is called, what it says in words and in figures, how it is cut into pages, and its drawing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from peña_app.i18n import Words, speaking, worded
from peña_app.languages import INTERFACE
from peña_app.voting.charts.board import GONE, OTHER, TIED, WON, Area, Board, Look, Text, paint_shape
from peña_app.voting.counting import Result
from peña_app.voting.model import Contest
from peña_app.voting.symbols import symbol


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a chart as a table in the current language; the first column is left-aligned, the others are numbers or words."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Chart(Protocol):
    """A drawing of a result that the screen, the wall and the paper share."""

    @property
    def title(self) -> str:
        """What it shows, marked."""
        ...

    @property
    def base(self) -> Words:
        """What its figures are taken of; empty where it says so itself."""
        ...

    @property
    def brief(self) -> Words:
        """The same in few words, for the wall."""
        ...

    @property
    def length(self) -> int:
        """How many rows it has."""
        ...

    @property
    def on_wall(self) -> int:
        """How many rows a page on the wall has room for."""
        ...

    def part(self, first: int, last: int) -> Self:
        """The chart with some of its rows only."""
        ...

    def describe(self) -> str:
        """The whole chart in a sentence of the current language, for whoever cannot see it."""
        ...

    def table(self) -> Figures:
        """Its numbers."""
        ...

    def height(self, board: Board, width: float) -> float:
        """How high it is on this board."""
        ...

    def draw(self, board: Board, width: float) -> None:
        """Draw it from the board's upper left corner."""
        ...


def both(text: Callable[[], str]) -> Words:
    """A text said in each language of the interface."""
    words: Words = {}
    for code in INTERFACE:
        with speaking(code):
            words[code] = text()
    return words


def lines(text: Callable[[], Sequence[str]]) -> tuple[Words, ...]:
    """Sentences said in each language of the interface.

    Raises:
        ValueError: a sentence is missing in a language.
    """
    said = []
    for code in INTERFACE:
        with speaking(code):
            said.append((code, tuple(text())))
    if len({len(each) for _code, each in said}) > 1:
        raise ValueError("a sentence is missing in a language")
    return tuple({code: each[at] for code, each in said} for at in range(len(said[0][1])))


@dataclass(frozen=True, slots=True)
class Named:
    """An option at the beginning of a row."""

    option: int
    words: Words
    shape: str = ""
    place: str = ""  # "3", or "=2" where several share it
    won: bool = False
    tied: bool = False
    out: bool = False

    @property
    def name(self) -> str:
        """In the current language."""
        return worded(self.words)

    @property
    def look(self) -> Look:
        """How its bar is filled."""
        return WON if self.won else TIED if self.tied else GONE if self.out else OTHER


def named(contest: Contest, result: Result, option: int, *, place: bool = True) -> Named:
    """An option of a contest with its place in the result."""
    held = contest.options[option]
    return Named(
        option,
        held.words,
        held.symbol or symbol(option),
        result.place(option) if place else "",
        option in result.winners,
        option in result.tied,
    )


def in_order(result: Result) -> list[int]:
    """The options from first to last; level ones in the order of the list."""
    return [option for level in result.order for option in level]


_PLACE = 2.1
_SHAPE = 1.3
_NAMES = 0.36
_THICK = 1.5
_LOW = 0.37
"""How much lower a bar is where it stands below its name."""


class Ladder:
    """Where the rows of a chart lie: place, shape and name, then room for a bar, then its figure."""

    def __init__(self, board: Board, width: float, rows: Sequence[Named], figures: Sequence[Text], thick: float = _THICK) -> None:
        self._board, self._width = board, width
        self._rows, self._figures = rows, figures
        self._thick = thick
        em = board.em
        places = max((board.wide(row.place, bold=True) for row in rows if row.place), default=0.0)
        self._place = max(em * _PLACE, places + em * 0.8) if places else 0.0
        self._names_x = self._place + (0.0 if board.stacked else em * (_SHAPE + 0.6))
        widest = max((board.wide(figure, bold=True) for figure in figures if figure), default=0.0)
        self._figure_wide = widest + em * 0.4 if widest else 0.0
        if board.stacked:
            self.track_x = self._names_x
            self.track_wide = width - self._names_x
        else:
            self._names_wide = (width - self._names_x) * _NAMES
            self._figure_wide = min(self._figure_wide, (width - self._names_x) * 0.34)
            self.track_x = self._names_x + self._names_wide + em * 0.9
            self.track_wide = max(em * 3, width - self.track_x - self._figure_wide - em * 0.5)

    @property
    def heights(self) -> list[float]:
        """Of each row."""
        board, em = self._board, self._board.em
        found = []
        for row, figure in zip(self._rows, self._figures, strict=True):
            if board.stacked:
                found.append(board.high(row.words, self._width, bold=row.won) + em * (self._thick * _LOW + 0.3) + board.spare)
                continue
            name = board.high(row.words, self._names_wide, bold=row.won)
            value = board.high(figure, self._figure_wide) if figure else 0.0
            found.append(max(em * (self._thick + 0.8), name + em * 0.7, value + em * 0.4))
        return found

    def begin(self, at: int, top: float, height: float) -> Area:
        """Draw the beginning of a row and give the room for its bar, from zero to the far end."""
        board, em = self._board, self._board.em
        row, figure = self._rows[at], self._figures[at]
        tone = "rosa" if row.won else "cempasuchil" if row.tied else "soft" if row.out else "ink"
        if board.stacked:
            line = board.high("0", self._width)
            board.write_line(row.place, Area(0, top, self._place, line), bold=True, tone=tone)
            taken = board.wide(figure, bold=True) if figure else 0.0
            if figure:
                board.write_line(figure, Area(self._width - taken, top, taken, line), bold=True, align="right")
            names = board.high(row.words, self._width)
            board.write(
                row.words,
                Area(self._names_x, top, self._width - self._names_x - taken - em * 0.5, names),
                bold=row.won or row.tied,
                tone="soft" if row.out else "ink",
            )
            return Area(self.track_x, top + names + em * 0.06, self.track_wide, em * self._thick * _LOW + board.spare * 0.6)
        if row.place:
            board.write_line(row.place, Area(0, top, self._place - em * 0.6, height), bold=True, align="right", tone=tone)
        if row.shape:
            side = em * _SHAPE
            square = Area(self._place, top + (height - side) / 2, side, side)
            paint_shape(board, row.shape, square, "rosa" if row.won else "soft")
        board.write(
            row.words,
            Area(self._names_x, top, self._names_wide, height),
            bold=row.won or row.tied,
            tone="soft" if row.out else "ink",
        )
        return Area(self.track_x, top + (height - em * self._thick) / 2, self.track_wide, em * self._thick)

    def write_figure(self, at: int, top: float, height: float, after: float) -> None:
        """Write the figure of a row behind the end of its bar; where bars stand below names it is written already."""
        if self._figures[at] and not self._board.stacked:
            area = Area(after + self._board.em * 0.4, top, self._figure_wide, height)
            self._board.write(self._figures[at], area, bold=self._rows[at].won)
