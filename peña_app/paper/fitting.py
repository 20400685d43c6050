"""Text into a box of given size, for sheets on which everything has its place.

Importing this module loads reportlab.
"""

from __future__ import annotations

from dataclasses import dataclass

from peña_app.errors import Mishap
from peña_app.i18n import _
from peña_app.paper.blocks import Block
from peña_app.paper.pen import INK, Pen
from peña_app.paper.pieces import Text
from peña_app.paper.scale import Scale
from peña_app.paper.setting import Setter
from peña_app.paper.text import in_language, longest_word

_LEADING = 1.26
_STEP = 0.5


@dataclass(frozen=True, slots=True)
class Fitting:
    """How a text is set into its box."""

    width: float
    height: float
    size: float
    least: float
    codes: tuple[str, ...]
    bold: bool = False
    align: str = "left"
    color: str = INK

    def _block(self, words: Text, size: float) -> Block:
        return self._setter.block(
            words, self.width, size, bold=self.bold, align=self.align, color=self.color, leading=_LEADING, gap=size * 0.1
        )

    @property
    def _setter(self) -> Setter:
        return Setter(self.codes, self.width, Scale(self.size), self.width)

    def largest(self, words: Text) -> float:
        """The greatest size at which the text fits, and at which no word is divided if that can be."""
        setter = self._setter
        size = self.size
        while True:
            fits = self._block(words, size).height <= self.height + 0.01
            whole = all(longest_word(text, size, code=code, bold=self.bold) <= self.width for text, code in setter.texts(words))
            if fits and (whole or size <= self.least):
                return size
            if size <= self.least:
                raise Mishap(
                    _("“{text}” is too long for its place on the paper.").format(text=in_language(words, self.codes[0])),
                    _("Say it in fewer words."),
                )
            size = max(self.least, size - _STEP)

    def taken(self, words: Text) -> float:
        """The height of the text at that size."""
        return self._block(words, self.largest(words)).height

    def draw(self, pen: Pen, words: Text, x: float, y: float, *, middle: bool) -> float:
        """Draw it as large as fits into the box whose lower left corner is ``x, y``; gives the height it took."""
        block = self._block(words, self.largest(words))
        block.draw(pen, x, y + self.height - ((self.height - block.height) / 2 if middle else 0))
        return block.height
