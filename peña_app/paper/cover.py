"""The first page of a booklet: what it is, in each language alike.

Importing this module loads reportlab.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peña_app.i18n import _, speaking
from peña_app.paper.blocks import WriteLine
from peña_app.paper.flow import in_order
from peña_app.paper.frames import draw_rows
from peña_app.paper.paging import Placed, stacked
from peña_app.paper.pen import ACCENT, SOFT
from peña_app.paper.pieces import About, Piece
from peña_app.paper.running import spoken
from peña_app.paper.scale import Scale
from peña_app.paper.setting import Setter
from peña_app.paper.sheets import EDGE, Canvas
from peña_app.paper.text import HEADLINE_LEADING, LEADING, TextBlock, headline_factor, in_language

_TITLES = (2.5, 2.2, 1.9, 1.6)
"""Sizes of the title in sizes of the running text: the largest at which the cover is not crowded."""
_FROM_TOP = 0.24  # of the page
_RULE = 42.0


@dataclass(frozen=True, slots=True)
class Cover:
    """A cover of ``wide`` by ``high`` points."""

    about: About
    codes: tuple[str, ...]
    scale: Scale
    wide: float
    high: float

    @property
    def width(self) -> float:
        """From margin to margin."""
        return self.wide - 2 * EDGE

    def draw(self, canvas: Canvas, pieces: Sequence[Piece]) -> None:
        """What it belongs to, the title in each language, what it is for, and whose it is."""
        top = self.high - EDGE
        for code in self.codes if self.about.occasion is not None else ():
            block = TextBlock(in_language(self.about.occasion or "", code), self.width, self.scale.running, code=code, color=SOFT)
            block.draw(canvas, EDGE, top)
            top -= block.height
        placed, below = self._stacked(pieces)
        owner = self._owner()
        floor = EDGE + owner.height + self.scale.write_on + 30
        titles = self._titles(top - 18 - floor - below)
        gap = titles[0].size * 0.55
        high = sum(block.height for block in titles) + 2 * gap * (len(titles) - 1) + self.scale.body * 2 + below
        top = min(top - 18, max(self.high * (1 - _FROM_TOP), floor + high))
        canvas.bookmarkPage("cover")
        for number, block in enumerate(titles):
            if number:
                self._rule(canvas, top - gap)
                top -= 2 * gap
            block.draw(canvas, EDGE, top)
            top -= block.height
        draw_rows(canvas, placed, EDGE, top - self.scale.body * 2)
        if top - self.scale.body * 2 - below > floor - 20:  # else there is no room for a name
            owner.draw(canvas, EDGE, floor - 26)
            WriteLine(self.width, self.scale.write_on).draw(canvas, EDGE, EDGE + self.scale.write_on + 2)

    def holds(self, pieces: Sequence[Piece]) -> bool:
        """Whether there is room for them below the titles."""
        belongs = self.scale.running * LEADING * 2 * len(self.codes) + 18
        room = self.high - 2 * EDGE - belongs - self._stacked(pieces)[1]
        titles = self._titles(room)
        return bool(
            sum(block.height for block in titles) + titles[0].size * 1.1 * (len(titles) - 1) + self.scale.body * 2 <= room
        )

    def _stacked(self, pieces: Sequence[Piece]) -> tuple[list[Placed], float]:
        return stacked(in_order(pieces, Setter(self.codes, self.width, self.scale, self.width).piece))

    def _titles(self, room: float) -> list[TextBlock]:
        """The title in each language, all in one size, within ``room`` points if that can be."""
        texts = [(in_language(self.about.title, code), code) for code in self.codes]
        for factor in _TITLES:
            size = self.scale.body * factor
            size *= headline_factor([(text, True) for text, _code in texts], self.width, size)
            made = [
                TextBlock(text, self.width, size, code=code, bold=True, color=ACCENT, leading=HEADLINE_LEADING, role="H1")
                for text, code in texts
            ]
            if sum(block.height for block in made) + size * 1.1 * (len(made) - 1) + self.scale.body * 2 <= room:
                break
        return made

    def _owner(self) -> TextBlock:
        """Whose booklet it is, above a line to write a name on."""
        said = []
        for code in self.codes:
            with speaking(spoken(code)):
                said.append(_("This is the booklet of"))
        return TextBlock(" · ".join(dict.fromkeys(said)), self.width, self.scale.running, code=self.codes[0], color=SOFT)

    @staticmethod
    def _rule(canvas: Canvas, y: float) -> None:
        canvas.saveState()
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(1.6)
        canvas.line(EDGE, y, EDGE + _RULE, y)
        canvas.restoreState()
