"""Paragraphs of the kit: plain text in, lines of legible letters out.

Importing this module loads reportlab.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Paragraph

from peña_app.errors import Mishap
from peña_app.i18n import _
from peña_app.paper import letters
from peña_app.paper.pen import INK, Pen
from peña_app.paper.pieces import Text
from peña_app.paper.tagging import Group, Tag, marked as tagged
from peña_app.paper.typesetting import marked, typeset

LEADING: Final = 1.42
HEADLINE_LEADING: Final = 1.2
_ALIGN: Final = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}


def in_language(text: Text, code: str, *, strict: bool = False) -> str:
    """``text`` in a language; if nobody has written it, in another one, unless ``strict``."""
    if isinstance(text, str):
        return text
    said = text.get(code, "")
    return said if said or strict else next((other for other in text.values() if other), "")


def markup(text: str, code: str, *, bold: bool = False, fits: Callable[[str], bool] = bool) -> str:
    """Text that people wrote, as reportlab markup; a long word that does not fit its measure may be divided.

    Raises:
        Mishap: no family of ours can draw a letter; the sentence names it.
    """

    def safe(run: str, strong: bool, slanted: bool) -> str:
        return letters.legible(run, bold=strong, italic=slanted)

    try:
        return marked(_divided(typeset(letters.plain(text), code), code, fits), safe, bold=bold)
    except LookupError as unknown:
        letter = str(unknown.args[0])
        name = f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".strip()
        raise Mishap(
            _("No letters of ours can draw “{letter}” ({name}), so it cannot go on paper.").format(letter=letter, name=name),
            _("Write it another way where it says “{text}”.").format(text=_around(text, letter)),
        ) from unknown


def _around(text: str, letter: str) -> str:
    at = max(text.find(letter), 0)
    return text[max(0, at - 20) : at + 20].strip()


class _Spaced(PDFTextObject):  # type: ignore[misc]  # reportlab has no types
    """Text whose lines end in a real space, so that nobody hears "lapropiedad"."""

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N803 - reportlab's names
        if not TStar or not text or text.endswith(("-", "\u2010")):
            super()._textOut(text, TStar)
            return
        super()._textOut(text, 0)
        super()._textOut(" ", 1)


class Para(Paragraph):  # type: ignore[misc]  # reportlab has no types
    """reportlab's paragraph, with our text object."""

    def beginText(self, x: float, y: float) -> _Spaced:
        """Called by reportlab when it draws."""
        return _Spaced(self.canv, x, y)


@cache
def _style(size: float, leading: float, align: str, color: str, bold: bool, shaping: bool) -> ParagraphStyle:
    return ParagraphStyle(
        f"{size}{align}{bold}",
        fontName=letters.face(bold=bold),
        fontSize=size,
        leading=leading,
        alignment=_ALIGN[align],
        textColor=HexColor(color),
        shaping=int(shaping),
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
    )


class TextBlock:
    """A paragraph of one style in a measure of ``width`` points.

    ``role`` is what it is for whoever listens, within ``within``; empty for what runs along the edges of a page.
    """

    def __init__(
        self,
        text: str,
        width: float,
        size: float,
        *,
        code: str = "es",
        bold: bool = False,
        align: str = "left",
        color: str = INK,
        leading: float = LEADING,
        role: str = "P",
        within: tuple[Group, ...] = (),
        half_of: tuple[Para, Tag | None] | None = None,
    ) -> None:
        self.width = width
        self.size = size
        self.leading = size * leading
        if half_of is None:
            said = markup(text, code, bold=bold, fits=lambda word: letters.width(word, size, bold=bold) <= width)
            # Shaping takes the letters of a word from one face only, so it rests where faces are mixed
            half_of = Para(said, _style(size, self.leading, align, color, bold, "<font" not in said)), Tag(role, code, within)
        self._para, self._tag = half_of
        # The room under the last line belongs to the gap below and not to the paragraph
        _width, self.height = self._para.wrap(width, 1e6)
        self.lines = round(self.height / self.leading)

    @property
    def head(self) -> float:
        """The least that may stand before a page turn: two lines, or all of three."""
        return self.height if self.lines <= 3 else 2 * self.leading

    def split(self, room: float) -> tuple[TextBlock, TextBlock] | None:
        """The lines that fit into ``room`` and the rest; None when neither may stand alone."""
        halves = self._para.split(self.width, room + 0.01)
        if len(halves) != 2:
            self._para.wrap(self.width, 1e6)  # reportlab forgets its lines when it refuses
            return None
        leading = self.leading / self.size
        first, rest = (TextBlock("", self.width, self.size, leading=leading, half_of=(half, self._tag)) for half in halves)
        return first, rest

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw it below ``top``; only the first time is it read aloud, as a table's header returns on every page."""
        with tagged(pen, self._tag):
            self._para.drawOn(pen, x, top - self.height)
        self._tag = None


_LONG: Final = re.compile(r"[^\W\d_]{10,}")


def _divided(text: str, code: str, fits: Callable[[str], bool]) -> str:
    """Soft hyphens, by the rules of the language, in the words that would not fit; whole words are easier to read."""
    if all(fits(word) for word in text.split()):
        return text
    import pyphen  # needed only where a long word does not fit

    rules = {"en": "en_US"}.get(code, code)
    if pyphen.language_fallback(rules) is None:
        return text
    divider = pyphen.Pyphen(lang=rules)
    return _LONG.sub(lambda word: word[0] if fits(word[0]) else divider.inserted(word[0], "\u00ad"), text)


def headline_factor(texts: Iterable[tuple[str, bool]], width: float, size: float) -> float:
    """How much headlines shrink, down to 85 %, so that each of them needs no second line."""
    least = 1.0
    for text, bold in texts:
        wide = max((letters.width(line, size, bold=bold) for line in text.split("\n")), default=0)
        if wide > width and width / wide >= 0.85:
            least = min(least, width / wide * 0.995)
    return least


def natural_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide ``text`` is when nothing makes it break."""
    return max((letters.width(line, size, bold=bold) for line in letters.plain(text).split("\n")), default=0)


def longest_word(text: str, size: float, *, code: str = "", bold: bool = False) -> float:
    """The width of the longest word, or of words that stay together, which a column should not divide."""
    together = typeset(letters.plain(text), code).replace("\n", " ").split(" ")
    return max((letters.width(word.strip("*"), size, bold=bold) for word in together), default=0)
