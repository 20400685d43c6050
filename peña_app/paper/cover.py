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
from peña_app.paper.paging import stacked
from peña_app.paper.pen import ACCENT, SOFT
from peña_app.paper.pieces import About, Piece
from peña_app.paper.running import spoken
from peña_app.paper.scale import Scale
from peña_app.paper.setting import Setter
from peña_app.paper.sheets import EDGE, Canvas
from peña_app.paper.text import HEADLINE_LEADING, TextBlock, headline_factor, in_language

_TITLE = 2.5  # of the running text
_FROM_TOP = 0.24  # of the page


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
            top = self._text(canvas, in_language(self.about.occasion or "", code), code, self.scale.running, top, color=SOFT)
        top = min(top - 24, self.high * (1 - _FROM_TOP))
        titles = [(in_language(self.about.title, code), code) for code in self.codes]
        size = self.scale.body * _TITLE
        size *= headline_factor([(text, True) for text, _code in titles], self.width, size)
        canvas.bookmarkPage("cover")
        for number, (text, code) in enumerate(titles):
            if number:
                top -= size * 0.5
                canvas.saveState()
                canvas.setStrokeColor(ACCENT)
                canvas.setLineWidth(1.6)
                canvas.line(EDGE, top, EDGE + 42, top)
                canvas.restoreState()
                top -= size * 0.55
            top = self._text(canvas, text, code, size, top, color=ACCENT, role="H1")
        placed, _height = stacked(in_order(pieces, Setter(self.codes, self.width, self.scale, self.width).piece))
        draw_rows(canvas, placed, EDGE, top - self.scale.body * 2)
        self._owner(canvas)

    def _text(self, canvas: Canvas, text: str, code: str, size: float, top: float, *, color: str, role: str = "P") -> float:
        """Draw a text; gives where the next one begins."""
        bold = role != "P"
        leading = HEADLINE_LEADING if bold else 1.3
        block = TextBlock(text, self.width, size, code=code, bold=bold, color=color, leading=leading, role=role)
        block.draw(canvas, EDGE, top)
        return float(top - block.height)

    def _owner(self, canvas: Canvas) -> None:
        """Whose booklet it is: a line to write a name on."""
        said = []
        for code in self.codes:
            with speaking(spoken(code)):
                said.append(_("This is the booklet of"))
        label = TextBlock(" · ".join(dict.fromkeys(said)), self.width, self.scale.running, code=self.codes[0], color=SOFT)
        line = WriteLine(self.width, self.scale.write_on)
        label.draw(canvas, EDGE, EDGE + line.height + label.height + 4)
        line.draw(canvas, EDGE, EDGE + line.height + 4)
