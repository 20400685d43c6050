"""A frame around rows that belong together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from peña_app.paper.blocks import Whole
from peña_app.paper.paging import Placed, Row, stacked
from peña_app.paper.pen import RULE, TINT, WHITE, Pen
from peña_app.paper.pieces import Box, Piece
from peña_app.paper.scale import Scale

GUTTER = 22.0
_HEADED = 4.5  # sizes of the running text: a box leaves room for its heading, which would else stay behind on the page before


def draw_rows(pen: Pen, placed: Sequence[Placed], x: float, top: float) -> None:
    """Rows where they were placed, the cells of the languages side by side."""
    for one in placed:
        at = x
        for cell in one.row.cells:
            cell.draw(pen, at, top - one.tops[0])
            at += cell.width + GUTTER


def draw_side(pen: Pen, placed: Sequence[Placed], x: float, top: float, side: int) -> None:
    """The rows of one language only."""
    for one in placed:
        one.row.cells[side].draw(pen, x, top - one.tops[side])


def runs(placed: Sequence[Placed], side: int, kind: Callable[[Row], bool]) -> list[tuple[float, float]]:
    """Where rows of a kind follow each other without a break: how far below the top each run begins and ends.

    Headings at its end belong to what comes after it.
    """
    found: list[tuple[float, float]] = []
    begun: float | None = None
    ended: float | None = None
    for one in placed:
        if kind(one.row):
            above = one.tops[side]
            begun = above if begun is None else begun
            if not one.row.title:
                ended = above + max(cell.height for cell in (one.row.cells if len(one.tops) == 1 else (one.row.cells[side],)))
            continue
        if begun is not None and ended is not None:
            found.append((begun, ended))
        begun = ended = None
    return [*found, (begun, ended)] if begun is not None and ended is not None else found


class Frame(Whole):
    """A thin frame, with a light ground if asked."""

    PAD = 12.0

    def __init__(self, rows: Sequence[Row], width: float, *, tint: bool) -> None:
        self._placed, inside = stacked(rows)
        super().__init__(width, inside + 2 * self.PAD - 2)
        self._tint = tint

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """The frame, then what it holds."""
        pen.saveState()
        pen.setStrokeColor(RULE)
        pen.setFillColor(TINT if self._tint else WHITE)
        pen.setLineWidth(0.9)
        pen.roundRect(x, top - self.height, self.width, self.height, 6, stroke=1, fill=1)
        pen.restoreState()
        draw_rows(pen, self._placed, x + self.PAD, top - self.PAD)


def boxes(
    piece: Box, scale: Scale, width: float, tall: float, setter: Callable[[float], Callable[[Sequence[Piece]], list[Row]]]
) -> list[Row]:
    """A frame around rows; what no page could hold is framed in two."""
    frame = Frame(setter(width - 2 * Frame.PAD)(piece.pieces), width, tint=piece.tint)
    if frame.height > tall - _HEADED * scale.body and len(piece.pieces) > 1:
        half = len(piece.pieces) // 2
        return [
            row
            for part in (piece.pieces[:half], piece.pieces[half:])
            for row in boxes(Box(part, piece.tint), scale, width, tall, setter)
        ]
    return [Row((frame,), scale.gap * 1.7, scale.gap * 1.7, across=True)]
