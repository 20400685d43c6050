"""What runs along the top and the foot of each page: what it is, for which gathering, page x of y.

Importing this module loads reportlab.
"""

from __future__ import annotations

from dataclasses import dataclass

from peña_app.i18n import _, language, speaking
from peña_app.languages import INTERFACE, language as language_of
from peña_app.paper import letters
from peña_app.paper.frames import GUTTER
from peña_app.paper.pen import ACCENT, INK, RULE, SOFT
from peña_app.paper.pieces import About, Layout
from peña_app.paper.scale import Scale
from peña_app.paper.sheets import EDGE, Canvas
from peña_app.paper.text import TextBlock, in_language, natural_width

_LETTERSPACE = 1.3
_LEAST = 0.8  # how far the foot may shrink before it takes a second line


def spoken(code: str) -> str:
    """The language in which the program itself says "page" on a page in ``code``."""
    return code if code in INTERFACE else language()


@dataclass(frozen=True, slots=True)
class Place:
    """Which page is being drawn. ``side`` is the language's number when each has its own side of the sheet."""

    page: int
    pages: int
    titled: bool  # the page opens with the title, so the top need not repeat it
    side: int | None = None


@dataclass(frozen=True, slots=True)
class Running:
    """The running lines of a paper; ``split`` gives each language one half of them."""

    about: About
    scale: Scale
    width: float
    codes: tuple[str, ...]
    layout: Layout
    split: bool

    @property
    def columns(self) -> bool:
        """Whether the languages stand side by side under their names."""
        return self.layout is Layout.COLUMNS and len(self.codes) > 1

    @property
    def half(self) -> float:
        """The width that one language has."""
        return (self.width - GUTTER) / 2 if self.split else self.width

    def _blocks(self, code: str, align: str = "left", *, titled: bool = False) -> list[TextBlock]:
        """Title and occasion one below the other, or side by side when both fit into one line."""
        title, occasion = "" if titled else in_language(self.about.title, code), self._occasion(code)
        right = "right" if title and self.beside else align
        made = [
            _line(title, self.half, self.scale.running, code, align, bold=True, color=INK),
            _line(occasion, self.half, self.scale.running, code, right),
        ]
        return [block for block, text in zip(made, (title, occasion), strict=True) if text]

    def _occasion(self, code: str) -> str:
        return in_language(self.about.occasion, code) if self.about.occasion is not None else ""

    @property
    def beside(self) -> bool:
        """Whether title and occasion stand in one line."""
        size = self.scale.running
        wide = max(
            natural_width(in_language(self.about.title, code), size, bold=True) + natural_width(self._occasion(code), size)
            for code in self.codes
        )
        return not self.split and wide + 24 <= self.width

    @property
    def high(self) -> float:
        """The height of title and occasion, the same on every page."""
        highest = 0.0
        for code in self.codes:
            heights = [block.height for block in self._blocks(code)]
            highest = max(highest, max(heights, default=0.0) if self.beside else sum(heights))
        return highest

    @property
    def above(self) -> float:
        """The height of what runs along the top, with the air below it."""
        if self.layout is Layout.CARDS:
            return 0  # a card begins with its title
        heads = self._label * 2.2 if self.columns else 0
        return self.high + 5 + heads + self.scale.body * 1.1

    @property
    def beneath(self) -> float:
        """The height of what runs along the foot, with the air above it."""
        # A long note takes a second line
        notes = [in_language(self.about.note, code) for code in self.codes] if self.about.note is not None else [""]
        size = self.scale.footer
        room = self.half - natural_width("  ·  Página 000 de 000", size)
        lines = 2 if any(natural_width(note, size) * 0.8 > room for note in notes) else 1
        return size * 1.3 * lines + self.scale.body * 0.9

    @property
    def _label(self) -> float:
        return 14.0 if self.scale.large else 8.5

    def top(self, pen: Canvas, x: float, high: float, place: Place) -> None:
        """What runs along the top of a page ``high`` points high, whose text begins at ``x``."""
        if self.layout is Layout.CARDS:
            return
        rule = high - EDGE - self.high - 3
        for at, code, align in self._shares(x, place):
            blocks = self._blocks(code, align, titled=place.titled)
            # All stand on the rule, so that a page without the title has no hole above it
            stand = rule + 3 + (max if self.beside else sum)([block.height for block in blocks] or [0.0])
            for block in blocks:
                block.draw(pen, at, stand)
                stand -= 0 if self.beside else block.height
            if self.columns:
                self._language(pen, at, rule - self._label * 2.0, code)
        if self.about.occasion is not None or not place.titled:
            pen.saveState()
            pen.setStrokeColor(RULE)
            pen.setLineWidth(0.6)
            pen.line(x, rule, x + self.width, rule)
            pen.restoreState()

    def foot(self, pen: Canvas, x: float, place: Place) -> None:
        """What runs along the foot."""
        for at, code, align in self._shares(x, place):
            self._foot(pen, at, code, align, place)

    def _shares(self, x: float, place: Place) -> list[tuple[float, str, str]]:
        """Where each language of this page has its lines, and to which side they are set."""
        shown = self.codes if place.side is None else (self.codes[place.side],)
        step = self.half + GUTTER
        return [
            (x + number * step, code, "right" if self.split and number and not self.columns else "left")
            for number, code in enumerate(shown)
        ]

    def _language(self, pen: Canvas, x: float, y: float, code: str) -> None:
        name = language_of(code).name
        pen.saveState()
        pen.setFillColor(ACCENT)
        pen.setFont(letters.face(bold=True), self._label)
        pen.drawString(x, y, name if self.scale.large else name.upper(), charSpace=0.3 if self.scale.large else _LETTERSPACE)
        pen.restoreState()

    def _foot(self, pen: Canvas, x: float, code: str, align: str, place: Place) -> None:
        if self.split:
            both = [self._half_foot(one, align, place) for one in self.codes]
            factor = _factor(both, self.half, self.scale.footer)
            self._foot_line(pen, self._half_foot(code, align, place), x, self.half, code, align, factor)
            return
        page = _page(code, place) if self.layout is not Layout.CARDS or place.pages > 1 else ""
        mirrored = self.layout is Layout.FACING and place.side == 0  # the number stands at the outer edge
        room = self.width - natural_width(page, self.scale.footer) - 20
        rest = " · ".join(filter(None, (self._belongs(code), self._note(code), self._other_side(place))))
        self._foot_line(pen, page, x, self.width, code, "left" if mirrored else "right", 1)
        at = x + self.width - room if mirrored else x
        self._foot_line(pen, rest, at, room, code, "right" if mirrored else "left", _factor([rest], room, self.scale.footer))

    def _half_foot(self, code: str, align: str, place: Place) -> str:
        said = (_page(code, place), self._note(code))
        return " · ".join(filter(None, said if align == "left" else reversed(said)))

    def _belongs(self, code: str) -> str:
        """What a card is from, as nothing runs along its top."""
        return self._occasion(code) if self.layout is Layout.CARDS else ""

    def _note(self, code: str) -> str:
        return in_language(self.about.note, code) if self.about.note is not None else ""

    def _foot_line(self, pen: Canvas, text: str, x: float, width: float, code: str, align: str, factor: float) -> None:
        """A line that stands on the lower edge; a second one would stand above it."""
        if text:
            block = TextBlock(text, width, self.scale.footer * factor, code=code, color=SOFT, align=align, leading=1.3, role="")
            block.draw(pen, x, EDGE + block.height)

    def _other_side(self, place: Place) -> str:
        """In the language of the other side, that it is there."""
        if place.side is None or self.layout is not Layout.DUPLEX:
            return ""
        other = self.codes[1 - place.side]
        with speaking(spoken(other)):
            return _("{language} on the other side").format(language=language_of(other).name)


def _page(code: str, place: Place) -> str:
    with speaking(spoken(code)):
        return _("Page {page} of {pages}").format(page=place.page, pages=place.pages)


def _factor(texts: list[str], width: float, size: float) -> float:
    """How much lines shrink so that each stays one line; if they would become too small, not at all."""
    factor = min([width / (natural_width(text, size) + 1) for text in texts if text] or [1.0])
    return factor if _LEAST <= factor < 1 else 1


def _line(text: str, width: float, size: float, code: str, align: str, *, bold: bool = False, color: str = SOFT) -> TextBlock:
    return TextBlock(text, width, size, code=code, bold=bold, color=color, align=align, leading=1.3, role="")
