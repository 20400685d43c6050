"""Languages side by side.

Importing this module loads reportlab.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from peña_app.paper import pieces as p
from peña_app.paper.flow import in_order, in_step, together
from peña_app.paper.frames import boxes
from peña_app.paper.paging import Row
from peña_app.paper.scale import Scale
from peña_app.paper.setting import Setter


@dataclass(frozen=True, slots=True)
class Columns:
    """Sets languages side by side: texts begin level, what has no language or is shared goes across."""

    codes: tuple[str, ...]
    width: float
    scale: Scale
    gutter: float
    tall: float = 600

    @property
    def column(self) -> float:
        """The width of one column."""
        return (self.width - self.gutter * (len(self.codes) - 1)) / len(self.codes)

    def rows(self, pieces: Sequence[p.Piece]) -> list[Row]:
        """The rows of all pieces."""
        return in_order(pieces, self.piece)

    def piece(self, piece: p.Piece) -> list[Row]:
        """The rows of one piece."""
        across = Setter(self.codes, self.width, self.scale, self.width, tall=self.tall)
        match piece:
            case p.Box():
                return boxes(piece, self.scale, self.width, self.tall, lambda width: replace(self, width=width).rows)
            case p.Together():
                return together(self.rows(piece.pieces))
            case p.Heading(words) | p.Paragraph(words) if not isinstance(words, str):
                return self._level(piece)
            case p.Bullets(items) | p.Checks(items) if not all(isinstance(words, str) for words in items):
                return self._level(piece)
            case p.Lines(words, n) if words is not None and not isinstance(words, str):
                question = [replace(row, keep=True, below=0) for row in self._level(p.Paragraph(words))]
                return [*question, *across.piece(p.Lines(None, n))]
            case _:
                return [replace(row, across=True) for row in across.piece(piece)]

    def _level(self, piece: p.Piece) -> list[Row]:
        made = [
            Setter((code,), self.column, self.scale, self.column, peers=self.codes, strict=True).piece(piece)
            for code in self.codes
        ]
        return in_step(made)
