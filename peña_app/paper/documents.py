"""A paper as a whole: its layout, what runs along the top and the foot of its pages, its outline.

Importing this module loads reportlab.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from peña_app.i18n import _, speaking
from peña_app.languages import language as language_of
from peña_app.paper.columns import Columns
from peña_app.paper.flow import in_step
from peña_app.paper.frames import GUTTER, draw_rows, draw_side, runs
from peña_app.paper.paging import Pager, Placed, Row
from peña_app.paper.pen import RULE, SOFT
from peña_app.paper.pieces import About, Heading, Layout, Piece, Sheet
from peña_app.paper.running import Place, Running, spoken
from peña_app.paper.scale import Scale
from peña_app.paper.setting import Setter
from peña_app.paper.sheets import EDGE, MARGIN, Canvas, page_size
from peña_app.paper.text import TextBlock, natural_width

_MEASURE = 33.0  # the longest line, in sizes of its letters: about 75 characters
_NOTE = 60.0
_DUPLEX_MEASURE = 380 / 12  # the rest is for notes (curricula.md 7)


@dataclass(slots=True)
class Document:
    """One paper in one layout on one kind of sheet."""

    about: About
    layout: Layout
    sheet: Sheet
    size: float
    landscape: bool
    languages: tuple[str, ...]
    codes: tuple[str, ...] = field(init=False)
    wide: float = field(init=False)
    high: float = field(init=False)

    def __post_init__(self) -> None:
        self.wide, self.high = page_size(self.sheet, landscape=self.landscape)
        single = {Layout.ES: "es", Layout.EN: "en"}.get(self.layout)
        if len(self.languages) == 1:
            self.codes = self.languages
        else:
            self.codes = (single,) if single else self.languages[:2]

    @property
    def scale(self) -> Scale:
        """The sizes of everything."""
        return Scale(self.size)

    @property
    def width(self) -> float:
        """From margin to margin."""
        return self.wide - 2 * MARGIN

    @property
    def sides(self) -> bool:
        """Whether each language has a side of the sheet."""
        return self.layout is Layout.DUPLEX and len(self.codes) > 1

    @property
    def columns(self) -> bool:
        """Whether the languages stand side by side."""
        return self.layout is Layout.COLUMNS and len(self.codes) > 1

    @property
    def measure(self) -> float:
        """The width of running text."""
        return min(self.width, self.size * (_DUPLEX_MEASURE if self.sides else _MEASURE))

    @property
    def running(self) -> Running:
        """What runs along the top and the foot."""
        split = len(self.codes) > 1 and not self.sides
        return Running(self.about, self.scale, self.width, self.codes, split=split, columns=self.columns)

    @property
    def top(self) -> float:
        """Where pieces begin."""
        return self.high - EDGE - self.running.above

    @property
    def room(self) -> float:
        """What a page holds, in points."""
        return self.top - EDGE - self.running.beneath

    def write(self, pieces: Sequence[Piece]) -> bytes:
        """The PDF."""
        pages = Pager(self.room, level=not self.sides, sides=len(self.codes)).fill(self._rows(pieces))
        canvas = Canvas(
            self.about, (self.wide, self.high), self.codes, duplex=self.sides, short_edge=self.sides and self.landscape
        )
        opening = pieces[0].words if pieces and isinstance(pieces[0], Heading) else None
        outline = _Outline(canvas, self.codes, sides=self.sides)
        running = self.running
        for number, page in enumerate(pages, start=1):
            for side in range(len(self.codes) if self.sides else 1):
                place = Place(
                    number, len(pages), titled=number == 1 and opening == self.about.title, side=side if self.sides else None
                )
                running.top(canvas, MARGIN, self.high, place)
                self._draw(canvas, page, side)
                running.foot(canvas, MARGIN, place)
                outline.note(page, side, self.top)
                canvas.showPage()
        outline.write()
        return canvas.finish()

    def _rows(self, pieces: Sequence[Piece]) -> list[Row]:
        if self.columns:
            return Columns(self.codes, self.width, self.scale, GUTTER, tall=self.room).rows(pieces)
        setter = Setter(self.codes, self.width, self.scale, self.measure, tall=self.room)
        if not self.sides:
            return setter.rows(pieces)
        # The note margin is only beside running text; tables, boxes and drawings take all the width
        return in_step(
            [
                Setter((code,), self.width, self.scale, self.measure, peers=self.codes, tall=self.room).rows(pieces)
                for code in self.codes
            ]
        )

    def _draw(self, canvas: Canvas, page: Sequence[Placed], side: int) -> None:
        if self.columns:
            for above, below in runs(page, 0, lambda row: not row.across):
                if below - above < 2 * self.size:
                    continue  # a rule beside a single line is only a stroke
                _hairline(canvas, self.wide / 2, self.top - above, self.top - below)
            draw_rows(canvas, page, MARGIN, self.top)
        elif self.sides:
            self._note_margin(canvas, page, side)
            draw_side(canvas, page, MARGIN, self.top, side)
        else:
            draw_rows(canvas, page, MARGIN, self.top)

    def _note_margin(self, canvas: Canvas, page: Sequence[Placed], side: int) -> None:
        """Beside running text, room to write: a hairline, and at the first one what it is for."""
        x = MARGIN + self.measure + GUTTER / 2
        wide = self.width - self.measure - GUTTER
        with speaking(spoken(self.codes[side])):
            label = _("Notes")
        size = self.scale.running
        if wide < natural_width(label, size):
            return
        room = [(above, below) for above, below in runs(page, side, lambda row: row.lone) if below - above >= _NOTE]
        for number, (above, below) in enumerate(room):
            _hairline(canvas, x, self.top - above, self.top - below)
            if number == 0:
                block = TextBlock(label, wide, size, code=self.codes[side], color=SOFT, leading=1.2)
                block.draw(canvas, x + GUTTER / 2, self.top - above)


def _hairline(canvas: Canvas, x: float, top: float, bottom: float) -> None:
    canvas.saveState()
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.line(x, top, x, bottom)
    canvas.restoreState()


class _Outline:
    """The headings as bookmarks; with a language on each side, a tree for each language."""

    def __init__(self, canvas: Canvas, codes: tuple[str, ...], *, sides: bool) -> None:
        self._canvas = canvas
        self._codes = codes
        self._sides = sides
        self._begun = [False] * len(codes)
        self._entries: list[list[tuple[str, str, int]]] = [[] for _code in codes]

    def note(self, page: Sequence[Placed], side: int, top: float) -> None:
        """Mark the headings of a page that is being drawn."""
        if self._sides and not self._begun[side]:
            self._begun[side] = True
            self._canvas.bookmarkPage(self._codes[side])
        for number, placed in enumerate(page):
            if not placed.row.title:
                continue
            key = f"{self._canvas.getPageNumber()}.{number}"
            self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=top - placed.tops[min(side, len(placed.tops) - 1)] + 12)
            said = placed.row.title[side] if self._sides else " · ".join(dict.fromkeys(filter(None, placed.row.title)))
            self._entries[side].append((said, key, placed.row.level))

    def write(self) -> None:
        """Put the entries into the PDF; no level is skipped, as readers expect a tree."""
        for code, entries in zip(self._codes, self._entries, strict=True):
            depth = -1
            if self._sides and entries:
                self._canvas.addOutlineEntry(language_of(code).name, code, 0)
                depth = 0
            base = depth + 1
            for said, key, level in entries:
                depth = min(base + level - 1, depth + 1)
                self._canvas.addOutlineEntry(said, key, depth)
