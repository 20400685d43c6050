"""How wide the columns of a table are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peña_app.paper.blocks import Cells
from peña_app.paper.text import longest_word


@dataclass(frozen=True, slots=True)
class Need:
    """A text that a column must hold."""

    text: str
    code: str
    size: float
    bold: bool

    @property
    def least(self) -> float:
        """The width below which a word would be divided."""
        return longest_word(self.text, self.size, code=self.code, bold=self.bold)


def column_widths(weights: Sequence[float], width: float, needs: Sequence[Sequence[Need]]) -> list[float]:
    """``width`` shared by weight, but no column so narrow that it would divide a word, while there is room.

    ``needs`` says for each column what it holds.
    """
    least = [2 * Cells.PAD + 1 + max((need.least for need in asked), default=0) for asked in needs]
    if sum(least) >= width:
        return _capped(least, width)
    fixed: dict[int, float] = {}
    while True:
        free = [number for number in range(len(weights)) if number not in fixed]
        left = width - sum(fixed.values())
        whole = sum(weights[number] for number in free) or 1
        shares = {number: left * weights[number] / whole for number in free}
        narrow = [number for number in free if shares[number] < least[number]]
        if not narrow:
            return [fixed.get(number, shares.get(number, 0.0)) for number in range(len(weights))]
        fixed |= {number: least[number] for number in narrow}


def _capped(least: Sequence[float], width: float) -> list[float]:
    """Short columns keep what they need, and the widest share what is left evenly."""
    left = width
    shares: dict[int, float] = {}
    for rank, number in enumerate(sorted(range(len(least)), key=lambda number: least[number])):
        shares[number] = min(least[number], left / (len(least) - rank))
        left -= shares[number]
    return [shares[number] for number in range(len(least))]
