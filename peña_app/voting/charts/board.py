"""What a chart is drawn on: the screen, the wall and the paper answer the same few calls, so each chart is drawn once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from peña_app.i18n import Words
from peña_app.voting.symbols import drawn

Text = Words | str
"""Words in each language, or a text such as a number that is the same in all."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle; y grows downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    def inset(self, by: float) -> Area:
        """The same, smaller by so much on each side."""
        return Area(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


class Pattern(StrEnum):
    """How an area is filled, so that colour never speaks alone."""

    SOLID = "solid"
    PLAIN = "plain"  # pale, with an outline
    EMPTY = "empty"  # an outline
    HATCHED = "hatched"
    BACK = "back"  # hatched the other way
    UPRIGHT = "upright"
    CROSSED = "crossed"
    DOTTED = "dotted"


@dataclass(frozen=True, slots=True)
class Look:
    """A colour by its name in the theme, and a pattern."""

    tone: str
    pattern: Pattern


WON = Look("rosa", Pattern.SOLID)
TIED = Look("cempasuchil", Pattern.HATCHED)
OTHER = Look("field", Pattern.PLAIN)
GONE = Look("field", Pattern.EMPTY)


class Board(Protocol):
    """Something to draw on, with letters of one size."""

    @property
    def em(self) -> float:
        """The size of its letters: every other length is a multiple of it."""
        ...

    @property
    def stacked(self) -> bool:
        """Whether the bar of a row stands below its name and not beside it."""
        ...

    @property
    def brief(self) -> bool:
        """Whether figures stand without their unit, which the foot names."""
        ...

    @property
    def spare(self) -> float:
        """How much higher each row may be, where a page has room to spare."""
        ...

    def write(
        self, text: Text, area: Area, *, bold: bool = False, align: str = "left", tone: str = "ink", size: float = 1.0
    ) -> None:
        """Write a text in the languages of the board, centred on the height of the area."""
        ...

    def write_line(
        self, text: Text, area: Area, *, bold: bool = False, align: str = "left", tone: str = "ink", size: float = 1.0
    ) -> None:
        """Write it on one line, its languages behind one another."""
        ...

    def high(self, text: Text, width: float, *, bold: bool = False, size: float = 1.0) -> float:
        """How high `write` makes a text in this width."""
        ...

    def wide(self, text: Text, *, bold: bool = False, size: float = 1.0) -> float:
        """How wide `write_line` makes a text."""
        ...

    def fill(self, area: Area, look: Look) -> None:
        """Fill an area."""
        ...

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, tone: str = "ink", thick: float = 0.1, dashed: bool = False
    ) -> None:
        """Draw a line, so many em thick."""
        ...

    def shape(self, points: Sequence[tuple[float, float]], tone: str) -> None:
        """Fill a closed outline."""
        ...


def paint_shape(board: Board, name: str, area: Area, tone: str) -> None:
    """The shape of an option."""
    board.shape(drawn(name, area.x, area.y, area.width), tone)


def paint_tick(board: Board, x: float, middle: float, side: float, tone: str) -> None:
    """The sign of who wins."""
    board.line(x, middle, x + side * 0.36, middle + side * 0.34, tone=tone, thick=0.16)
    board.line(x + side * 0.36, middle + side * 0.34, x + side, middle - side * 0.4, tone=tone, thick=0.16)


def paint_cross(board: Board, x: float, middle: float, side: float, tone: str) -> None:
    """The sign of who is out."""
    board.line(x, middle - side / 2, x + side, middle + side / 2, tone=tone, thick=0.14)
    board.line(x, middle + side / 2, x + side, middle - side / 2, tone=tone, thick=0.14)


def strokes(pattern: Pattern, area: Area, step: float) -> list[tuple[float, float, float, float]]:
    """The lines of a pattern over an area, reaching beyond its edges: whoever draws them clips them."""
    lines: list[tuple[float, float, float, float]] = []
    high = area.height
    at = area.x - high
    if pattern is Pattern.UPRIGHT:
        at = area.x + step / 2
        while at < area.right:
            lines.append((at, area.y, at, area.bottom))
            at += step
        return lines
    while at < area.right:
        if pattern in {Pattern.HATCHED, Pattern.CROSSED}:
            lines.append((at, area.bottom, at + high, area.y))
        if pattern in {Pattern.BACK, Pattern.CROSSED}:
            lines.append((at, area.y, at + high, area.bottom))
        at += step
    return lines


def specks(area: Area, step: float) -> list[tuple[float, float]]:
    """The middles of the dots of a pattern, row by row."""
    found = []
    y, odd = area.y + step * 0.5, False
    while y < area.bottom:
        x = area.x + step * (1.0 if odd else 0.5)
        while x < area.right:
            found.append((x, y))
            x += step
        y, odd = y + step * 0.75, not odd
    return found
