"""A word for the wall, to be read from the last row."""

from __future__ import annotations

from dataclasses import dataclass

from peña_app.curricula.terms import Wording
from peña_app.i18n import _, speaking
from peña_app.languages import INTERFACE, language
from peña_app.paper import ACCENT, INK, RULE, SOFT, Pen, fit, fit_height, fit_size

_EDGE = 50.0
_WORD = 96.0
_SOUND = 24.0
_POPULAR = 28.0  # curricula.md 3.4
_ACADEMIC = 18.0
_LEAST = 10.0
_SHARES = (0.24, 0.06, 0.25, 0.17, 0.1)  # of the height that each text may take at most: word, sound, and so on
_GAP = 34.0
_NAME = 18.0

Sizes = tuple[float, ...]
"""Of the word, how it sounds, what people say, what the university says, and what someone lived."""


@dataclass(frozen=True, slots=True)
class WallCard:
    """A word in one language: how it sounds, what people say, what the university says, and what someone lived."""

    wording: Wording
    code: str
    example: str = ""

    @property
    def _texts(self) -> tuple[str, ...]:
        with speaking(self.code if self.code in INTERFACE else INTERFACE[0]):
            academic = _("The university says: {definition}").format(definition=self.wording.academic)
        said = academic if self.wording.academic else ""
        return self.wording.say, self.wording.sound, self.wording.popular, said, self.example

    def sizes(self, width: float, height: float) -> Sizes:
        """The sizes at which its texts fit into an area."""
        asked = (_WORD, _SOUND, _POPULAR, _ACADEMIC, _ACADEMIC)
        return tuple(
            fit_size(text, width - 2 * _EDGE, height * share, size, _LEAST, bold=number == 0, languages=(self.code,))
            if text
            else size
            for number, (text, size, share) in enumerate(zip(self._texts, asked, _SHARES, strict=True))
        )

    def _rows(self, wide: float, height: float, sizes: Sizes) -> list[tuple[int, str, float, float]]:
        """Which text, what it says, its size and its height."""
        return [
            (number, text, size, fit_height(text, wide, height, size, _LEAST, bold=number == 0, languages=(self.code,)))
            for number, (text, size) in enumerate(zip(self._texts, sizes, strict=True))
            if text
        ]

    def _free(self, width: float, height: float, sizes: Sizes) -> tuple[float, float]:
        """The room above the word, and between the texts."""
        rows = self._rows(width - 2 * _EDGE, height, sizes)
        free = height - 2 * _EDGE - _NAME - sum(high for *_row, high in rows)
        gaps = sum(number != 1 for number, *_row in rows[1:])  # how it sounds belongs to the word
        gap = min(_GAP, free / (gaps + 1))
        return (free - gap * gaps) * 0.45, gap

    def above(self, width: float, height: float, sizes: Sizes) -> float:
        """How far below its language the word begins, so that the sheet is filled."""
        return self._free(width, height, sizes)[0]

    def draw(self, pen: Pen, width: float, height: float, sizes: Sizes, above: float) -> None:
        """Fill an area of the sheet, in sizes that it shares with its neighbors."""
        wide = width - 2 * _EDGE
        name = language(self.code).name
        fit(pen, name, _EDGE, height - _EDGE - 14, wide, _NAME, 13, bold=True, color=ACCENT, languages=(self.code,))
        gap = self._free(width, height, sizes)[1]
        top = height - _EDGE - _NAME - above
        for at, (number, text, size, high) in enumerate(self._rows(wide, height, sizes)):
            top -= gap if at and number != 1 else 0
            if number == 3:
                _rule(pen, top + gap / 2, wide)
            color = ACCENT if number == 0 else SOFT if number == 1 else INK
            fit(pen, text, _EDGE, top - high, wide, high, size, size, bold=number == 0, color=color, languages=(self.code,))
            top -= high


def _rule(pen: Pen, y: float, wide: float) -> None:
    pen.saveState()
    pen.setStrokeColor(RULE)
    pen.setLineWidth(0.9)
    pen.line(_EDGE, y, _EDGE + wide, y)
    pen.restoreState()
