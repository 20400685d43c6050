"""What stands in a measure: each block knows its width and height, may be cut in two, and draws itself.

Importing this module loads reportlab.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, Self

from peña_app.paper import marks
from peña_app.paper.pen import ACCENT, INK, RULE, TINT, WHITE, Pen
from peña_app.paper.pieces import Draw
from peña_app.paper.qr import qr
from peña_app.paper.text import TextBlock

_HAND = 48.0  # a row to write in; a taller one is a place of its own, whose text stands at its top


class Block(Protocol):
    """Something that is set below a point on the page."""

    width: float
    height: float

    @property
    def head(self) -> float:
        """The least of it that may stand before a page turn."""

    def split(self, room: float) -> tuple[Block, Block] | None:
        """What fits into ``room`` and the rest; None when it does not split there."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw it below ``top``."""


class Whole:
    """A block that never splits."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height

    @property
    def head(self) -> float:
        """All of it."""
        return self.height

    def split(self, room: float) -> tuple[Block, Block] | None:  # noqa: ARG002 - it never does
        """Never."""
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Nothing: an empty room."""


class Stack:
    """Blocks one below the other, such as a text in two languages."""

    def __init__(self, blocks: Sequence[Block], gap: float = 0) -> None:
        self.blocks = list(blocks)
        self.gap = gap
        self.width = max((block.width for block in self.blocks), default=0)
        self.height = sum(block.height for block in self.blocks) + gap * max(0, len(self.blocks) - 1)

    @property
    def head(self) -> float:
        """All of what is short, else as much as its first block must show."""
        return self.height if self.height < 120 or not self.blocks else self.blocks[0].head

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Between two blocks, or inside the one that crosses the line."""
        used = 0.0
        for number, block in enumerate(self.blocks):
            if used + block.height > room:
                halves = block.split(room - used)
                if halves is not None:
                    return self._of([*self.blocks[:number], halves[0]]), self._of([halves[1], *self.blocks[number + 1 :]])
                return (self._of(self.blocks[:number]), self._of(self.blocks[number:])) if number else None
            used += block.height + self.gap
        return None

    def _of(self, blocks: Sequence[Block]) -> Stack:
        return Stack(blocks, self.gap)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Each below the one before."""
        for block in self.blocks:
            block.draw(pen, x, top)
            top -= block.height + self.gap


class Item:
    """A list item: a drawn mark, then its text. The mark stays with the first half."""

    def __init__(self, body: Block, indent: float, size: float, kind: str, number: TextBlock | None = None) -> None:
        self.body = body
        self.indent = indent
        self.width = indent + body.width
        self.height = body.height
        self._size = size
        self._kind = kind
        self._number = number

    @property
    def head(self) -> float:
        """As much as its text must show."""
        return self.body.head

    def split(self, room: float) -> tuple[Block, Block] | None:
        """As its text splits."""
        halves = self.body.split(room)
        if halves is None:
            return None
        first = Item(halves[0], self.indent, self._size, self._kind, self._number)
        return first, Item(halves[1], self.indent, self._size, "none")

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """The mark at the height of the first line's small letters."""
        baseline = top - self._size
        if self._kind == "box":
            marks.square(pen, x, baseline - self._size * 0.12, self._size * 1.0)
        elif self._kind == "dot":
            pen.saveState()
            pen.setFillColor(ACCENT)
            pen.circle(x + self._size * 0.42, baseline + self._size * 0.28, self._size * 0.2, stroke=0, fill=1)
            pen.restoreState()
        elif self._number is not None:
            self._number.draw(pen, x, top)
        self.body.draw(pen, x + self.indent, top)


class WriteLine(Whole):
    """A line to write on, at the foot of its room."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """A dark thin rule, so that copies of copies keep it."""
        pen.saveState()
        pen.setStrokeColor("#707070")
        pen.setLineWidth(0.7)
        pen.line(x, top - self.height, x + self.width, top - self.height)
        pen.restoreState()


class Sketch(Whole):
    """A drawing of the room's own."""

    def __init__(self, width: float, height: float, draw: Draw) -> None:
        super().__init__(width, height)
        self._draw = draw

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """With its own origin, and nothing it sets left behind."""
        pen.saveState()
        pen.translate(x, top - self.height)
        self._draw(pen, self.width, self.height)
        pen.restoreState()


class Code(Whole):
    """A QR code, and what stands beside it."""

    def __init__(self, width: float, side: float, text: str, beside: Block | None) -> None:
        super().__init__(width, max(side, beside.height if beside else 0))
        self._side = side
        self._text = text
        self._beside = beside

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """The words are centred on the height of the code."""
        # The quiet zone is white on white: shift it out so that the code stands flush with the text
        shift = self._side * 0.09
        qr(pen, self._text, x - shift, top - (self.height + self._side) / 2, self._side)
        if self._beside is not None:
            self._beside.draw(pen, x + self._side + 6, top - (self.height - self._beside.height) / 2)


class Cells:
    """One row of a table. It splits only when no page could hold it."""

    PAD = 6.0

    def __init__(
        self,
        cells: Sequence[Block],
        widths: Sequence[float],
        *,
        least: float = 0,
        head: bool = False,
        first: bool = False,
        upright: bool = False,
    ) -> None:
        self.cells = list(cells)
        self.widths = list(widths)
        self.width = sum(widths)
        self.height = max([least, *(cell.height + 2 * self.PAD - 1 for cell in cells)])
        self._is_head = head
        self._first = first
        self._upright = upright

    @property
    def head(self) -> float:
        """All of it."""
        return self.height

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Cell by cell, at the same height."""
        tops: list[Block] = []
        rests: list[Block] = []
        for cell in self.cells:
            halves = cell.split(room - 2 * self.PAD) if cell.height > room - 2 * self.PAD else (cell, Whole(cell.width, 0))
            if halves is None:
                return None
            tops.append(halves[0])
            rests.append(halves[1])
        return self._of(tops), self._of(rests)

    def _of(self, cells: Sequence[Block]) -> Self:
        return type(self)(cells, self.widths, upright=self._upright)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Ground, rules, then the texts."""
        bottom = top - self.height
        pen.saveState()
        if self._is_head:
            pen.setFillColor(TINT)
            pen.rect(x, bottom, self.width, self.height, stroke=0, fill=1)
        pen.setStrokeColor(INK if self._is_head else RULE)
        pen.setLineWidth(1.1 if self._is_head else 0.6)
        pen.line(x, bottom, x + self.width, bottom)
        if self._is_head or self._first:
            pen.setStrokeColor(INK)
            pen.setLineWidth(1.1)
            pen.line(x, top, x + self.width, top)
        if self._upright:
            pen.setStrokeColor(RULE)
            pen.setLineWidth(0.6)
            at = x
            for wide in (*self.widths, 0.0):
                pen.line(at, bottom, at, top)
                at += wide
        pen.restoreState()
        at = x
        for cell, wide in zip(self.cells, self.widths, strict=True):
            drop = self.PAD - 1
            if self._is_head:
                drop = self.height - cell.height - self.PAD  # on its rule, whatever the height of its neighbours
            elif self._upright and self.height < _HAND:
                drop = (self.height - cell.height) / 2
            cell.draw(pen, at + self.PAD, top - drop)
            at += wide


class BarRow(Whole):
    """A bar from zero with its label at the left and its value at its end.

    A winner is solid, the others are pale with an outline, a tie is hatched: grey and copied they still differ.
    """

    def __init__(self, width: float, label: Block, value: Block, share: float, *, thick: float, won: bool, tied: bool) -> None:
        self._label_width = label.width
        self._thick = thick
        super().__init__(width, max(label.height, thick, value.height) + thick * 0.6)
        self._label = label
        self._value = value
        self._share = share
        self._won = won
        self._tied = tied

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Everything is centred on the bar."""
        middle = top - self.height / 2
        zero = x + self._label_width + 12
        full = x + self.width - zero - self._value.width - 8
        long = full * self._share
        pen.saveState()
        pen.setStrokeColor(INK)
        pen.setLineWidth(0.9)
        if long > 0.5:
            pen.setFillColor(ACCENT if self._won else WHITE if self._tied else TINT)
            pen.rect(zero, middle - self._thick / 2, long, self._thick, stroke=0 if self._won else 1, fill=1)
        if self._tied and long > 0.5:
            _hatch(pen, zero, middle - self._thick / 2, long, self._thick)
        pen.setLineWidth(1.1)
        pen.line(zero, top, zero, top - self.height)
        pen.restoreState()
        if self._won:
            side = self._thick * 0.7
            marks.tick(pen, zero - side - 5, middle - side / 2, side, color=ACCENT)
        self._label.draw(pen, x, middle + self._label.height / 2)
        self._value.draw(pen, zero + long + 7, middle + self._value.height / 2)


def _hatch(pen: Pen, x: float, y: float, width: float, height: float) -> None:
    pen.saveState()
    path = pen.beginPath()
    path.rect(x, y, width, height)
    pen.clipPath(path, stroke=0, fill=0)
    pen.setLineWidth(1.3)
    at = x - height
    while at < x + width:
        pen.line(at, y, at + height, y + height)
        at += 5
    pen.restoreState()
    pen.rect(x, y, width, height, stroke=1, fill=0)
