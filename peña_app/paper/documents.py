"""A paper as a whole: its layout, its sheet, and how rows become pages.

Importing this module loads reportlab.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from peña_app.i18n import _, speaking
from peña_app.paper.blocks import WriteLine
from peña_app.paper.columns import Columns
from peña_app.paper.cover import Cover
from peña_app.paper.flow import in_step
from peña_app.paper.frames import GUTTER, draw_rows, draw_side, runs
from peña_app.paper.marks import cut
from peña_app.paper.outline import Outline
from peña_app.paper.paging import Pager, Placed, Row, with_more
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
    cover: Sequence[Piece] = ()
    codes: tuple[str, ...] = field(init=False)
    wide: float = field(init=False)
    high: float = field(init=False)
    margin: float = field(init=False)
    scale: Scale = field(init=False)
    running: Running = field(init=False)
    top: float = field(init=False)  # where pieces begin
    room: float = field(init=False)  # what a page holds

    def __post_init__(self) -> None:
        self.wide, self.high = page_size(self.sheet, landscape=self.landscape)
        if self.halved:
            self.wide, self.high = self.high / 2, self.wide
        self.margin = EDGE if self.halved else MARGIN
        single = {Layout.ES: "es", Layout.EN: "en"}.get(self.layout)
        if len(self.languages) == 1:
            self.codes = self.languages
        else:
            self.codes = (single,) if single else self.languages[:2]
        self.scale = Scale(self.size)
        split = len(self.codes) > 1 and not self.sides
        self.running = Running(self.about, self.scale, self.width, self.codes, self.layout, split=split)
        self.top = self.high - EDGE - self.running.above
        self.room = self.top - EDGE - self.running.beneath

    @property
    def halved(self) -> bool:
        """Whether a page is half a sheet, lying on its side."""
        return self.layout in {Layout.FACING, Layout.CARDS}

    @property
    def width(self) -> float:
        """From margin to margin."""
        return self.wide - 2 * self.margin

    @property
    def sides(self) -> bool:
        """Whether each language has a page of its own."""
        return self.layout in {Layout.DUPLEX, Layout.FACING, Layout.CARDS} and len(self.codes) > 1

    @property
    def columns(self) -> bool:
        """Whether the languages stand side by side."""
        return self.layout is Layout.COLUMNS and len(self.codes) > 1

    @property
    def measure(self) -> float:
        """The width of running text."""
        notes = self.layout is Layout.DUPLEX and len(self.codes) > 1
        return min(self.width, self.size * (_DUPLEX_MEASURE if notes else _MEASURE))

    @property
    def _covered(self) -> bool:
        """Whether the cover holds what it should; if not, the first pages do."""
        return not self.cover or (self.layout is Layout.FACING and self._front.holds(self.cover))

    @property
    def _front(self) -> Cover:
        return Cover(self.about, self.codes, self.scale, self.wide, self.high)

    def pages(self, pieces: Sequence[Piece]) -> list[list[Placed]]:
        """The pages, each for all languages."""
        if not self._covered:
            pieces = [*self.cover, *pieces]
        filled = Pager(self.room, level=not self.sides, sides=len(self.codes)).fill(self._rows(pieces))
        last = filled[-1]
        # A page that ends in lines to write on is all for writing: three lines on an empty page look forgotten
        if last and all(isinstance(cell, WriteLine) for cell in last[-1].row.cells) and self.layout is not Layout.CARDS:
            filled[-1] = with_more(last, self.room)
        return filled

    def count(self, pieces: Sequence[Piece]) -> int:
        """How many pages of the PDF it takes."""
        return self._printed(len(self.pages(pieces)))

    def _printed(self, pages: int) -> int:
        each = len(self.codes) if self.sides and self.layout is not Layout.CARDS else 1
        return pages * each + (self.layout is Layout.FACING)

    def write(self, pieces: Sequence[Piece]) -> bytes:
        """The PDF."""
        pages = self.pages(pieces)
        both = (self.wide * 2, self.high) if self.layout is Layout.CARDS else (self.wide, self.high)
        backs = self.sides and self.layout is not Layout.FACING and (self.layout is Layout.DUPLEX or len(pages) > 1)
        short = self.landscape or self.layout is Layout.CARDS
        canvas = Canvas(self.about, both, self.codes, duplex=backs, short_edge=backs and short)
        opening = pieces[0].words if pieces and isinstance(pieces[0], Heading) else None
        outline = Outline(canvas, self.codes, sides=self.sides)
        printed = self._printed(len(pages))
        if self.layout is Layout.FACING:
            self._front.draw(canvas, self.cover if self._covered else ())
            canvas.showPage()
        for number, page in enumerate(pages, start=1):
            titled = number == 1 and opening == self.about.title
            for side, x in self._shares(number):
                place = Place(number, len(pages), titled=titled, side=side if self.sides else None)
                if self.layout is Layout.FACING:
                    place = replace(place, page=canvas.getPageNumber(), pages=printed)
                canvas.saveState()
                canvas.translate(x, 0)
                self.running.top(canvas, self.margin, self.high, place)
                self._draw(canvas, page, side)
                self.running.foot(canvas, self.margin, place)
                canvas.restoreState()
                outline.note(page, side, self.top)
                if self.layout is not Layout.CARDS:
                    canvas.showPage()
            if self.layout is Layout.CARDS:
                cut(canvas, self.wide, 12, self.wide, self.high - 12)
                canvas.showPage()
        outline.write()
        return canvas.finish()

    def _shares(self, number: int) -> Iterator[tuple[int, float]]:
        """Which languages are drawn on a page of that number, and how far from the left edge."""
        if self.layout is Layout.CARDS:
            # On the back of the sheet left and right change places, so that a card has its own back
            places = (0.0, self.wide) if number % 2 else (self.wide, 0.0)
            yield from zip(range(len(self.codes)) if self.sides else (0, 0), places, strict=True)
        else:
            yield from ((side, 0.0) for side in (range(len(self.codes)) if self.sides else (0,)))

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
            draw_rows(canvas, page, self.margin, self.top)
        elif self.sides:
            self._note_margin(canvas, page, side)
            draw_side(canvas, page, self.margin, self.top, side)
        else:
            draw_rows(canvas, page, self.margin, self.top)

    def _note_margin(self, canvas: Canvas, page: Sequence[Placed], side: int) -> None:
        """Beside running text, room to write: a hairline, and at the first one what it is for."""
        x = self.margin + self.measure + GUTTER / 2
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
                block = TextBlock(label, wide, size, code=self.codes[side], color=SOFT, leading=1.2, role="")
                block.draw(canvas, x + GUTTER / 2, self.top - above)


def _hairline(canvas: Canvas, x: float, top: float, bottom: float) -> None:
    canvas.saveState()
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.line(x, top, x, bottom)
    canvas.restoreState()
