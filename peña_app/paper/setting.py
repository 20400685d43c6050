"""From pieces to rows, in one flow: in one language, or each text in two.

Importing this module loads reportlab.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from peña_app.i18n import N_, Words, each
from peña_app.paper import pieces as p
from peña_app.paper.blocks import BarRow, Block, Cells, Code, Item, Sketch, Stack, Whole, WriteLine
from peña_app.paper.flow import in_order, never_alone, paragraphs, together
from peña_app.paper.frames import boxes
from peña_app.paper.grids import Need, column_widths
from peña_app.paper.paging import Row
from peña_app.paper.pen import ACCENT, INK, Pen
from peña_app.paper.scale import Scale
from peña_app.paper.tagging import Group
from peña_app.paper.text import HEADLINE_LEADING, LEADING, TextBlock, headline_factor, in_language, natural_width

_MM = 72 / 25.4
_TIE = N_("tie")
_BOLD_UP_TO = 100  # letters; a longer text in bold is no longer read


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets pieces in one flow, ``width`` points wide; with several languages each text stands in all of them.

    ``measure`` is the width of running text; ``peers`` are the languages that share headline sizes;
    ``strict`` leaves a missing translation empty instead of showing another language.
    """

    codes: tuple[str, ...]
    width: float
    scale: Scale
    measure: float
    peers: tuple[str, ...] = ()
    strict: bool = False
    tall: float = 600  # what a page holds

    def rows(self, pieces: Sequence[p.Piece]) -> list[Row]:
        """The rows of all pieces."""
        return in_order(pieces, self.piece)

    def piece(self, piece: p.Piece) -> list[Row]:  # noqa: PLR0911, PLR0912 - one for each kind of piece
        """The rows of one piece."""
        match piece:
            case p.Heading():
                return [self._heading(piece)]
            case p.Paragraph():
                return self._paragraph(piece)
            case p.Bullets():
                return self._items(piece.items, "number" if piece.numbered else "dot")
            case p.Checks():
                return self._items(piece.items, "box")
            case p.Lines():
                return self._lines(piece)
            case p.Grid():
                return self._grid(piece)
            case p.Bars():
                return self._bars(piece)
            case p.QR():
                return [self._qr(piece)]
            case p.Space():
                return [Row((Whole(self.width, piece.mm * _MM),), across=True, empty=True)]
            case p.Drawing():
                return [Row((Sketch(self.width, piece.height, piece.draw),), self.scale.gap, self.scale.gap, across=True)]
            case p.Box():
                return self._box(piece)
            case p.Together():
                return together(self.rows(piece.pieces))
            case p.PageBreak():
                return []

    def texts(self, words: p.Text) -> list[tuple[str, str]]:
        """(text, language) for each language that says something of its own."""
        if isinstance(words, str):
            return [(words, self.codes[0])]
        found: list[tuple[str, str]] = []
        for code in self.codes:
            text = in_language(words, code, strict=self.strict or len(self.codes) > 1)
            if text and text not in [other for other, _code in found]:
                found.append((text, code))
        if not found and not self.strict:
            found = [(in_language(words, self.codes[0]), self.codes[0])]
        return found

    def block(
        self,
        words: p.Text,
        width: float,
        size: float,
        *,
        bold: bool = False,
        color: str = INK,
        align: str = "left",
        leading: float = LEADING,
        gap: float = 0,
        light: bool = False,
        role: str = "P",
        within: tuple[Group, ...] = (),
    ) -> Block:
        """A text in its languages: with two, the first bold and the second regular, in one size and one ink.

        ``light`` leaves the first regular as well, for running text.
        """
        texts = [(text, code) for text, code in self.texts(words) if text.strip()]
        if not texts:
            return Whole(width, 0)
        several = len(texts) > 1
        strong = bold or not light
        blocks = [
            TextBlock(
                text,
                width,
                size,
                code=code,
                bold=number == 0 and strong if several else bold,
                color=color,
                align=align,
                leading=leading,
                role=role,
                within=within,
            )
            for number, (text, code) in enumerate(texts)
        ]
        return blocks[0] if len(blocks) == 1 else Stack(blocks, gap)

    def _heading(self, piece: p.Heading) -> Row:
        size = self.scale.heading(piece.level)
        leading = HEADLINE_LEADING if piece.level < 3 else LEADING
        said = [
            (in_language(piece.words, code), number == 0 or len(self.codes) == 1)
            for number, code in enumerate(self.peers or self.codes)
        ]
        wide = self.measure if self.peers else self.width  # beside a front and back there is the margin for notes
        size *= headline_factor(said, wide, size)
        color = ACCENT if piece.level < 3 else INK
        block = self.block(
            piece.words, wide, size, bold=True, color=color, leading=leading, gap=size * 0.04, role=f"H{piece.level}"
        )
        body = self.scale.body
        above = {1: body * 2.0, 2: body * 1.6}.get(piece.level, body * 1.1)
        below = {1: body * 0.75, 2: body * 0.45}.get(piece.level, body * 0.2)
        title = tuple(text for text, _code in self.texts(piece.words))
        return Row((block,), above, below, keep=True, title=title, level=piece.level, lone=True)

    def _paragraph(self, piece: p.Paragraph) -> list[Row]:
        size = self.scale.small if piece.small else self.scale.body
        width = self.width if piece.center else self.measure
        align = "center" if piece.center else "left"
        rows = []
        light = max((len(text) for text, _code in self.texts(piece.words)), default=0) > _BOLD_UP_TO
        for number, part in enumerate(paragraphs(piece.words)):
            block = self.block(part, width, size, bold=piece.bold, align=align, gap=size * (0.4 if light else 0.1), light=light)
            above = self.scale.gap if number == 0 else self.scale.gap * 0.8
            rows.append(Row((block,), above, self.scale.gap, lone=not piece.center))
        return rows

    def _items(self, items: Sequence[p.Text], kind: str) -> list[Row]:
        size = self.scale.body
        indent = size * (2.0 if kind == "number" and len(items) > 9 else 1.7 if kind != "dot" else 1.25)
        rows = []
        whole = Group("L")
        for number, words in enumerate(items):
            within = (whole, Group("LI"))
            between = size * (0.28 if kind != "box" else 0.5)
            if not any(text.strip() for text, _code in self.texts(words)):
                block: Block = Whole(self.measure, 0)
            else:
                mark = self._number(number + 1, indent, within) if kind == "number" else None
                body = self.block(words, self.measure - indent, size, role="LBody", within=within)
                block = Item(body, indent, size, kind, mark)
            rows.append(
                Row(
                    (block,),
                    self.scale.gap if number == 0 else between,
                    self.scale.gap if number == len(items) - 1 else between,
                    keep=never_alone(number, len(items)),
                    lone=True,
                )
            )
        return rows

    def _number(self, number: int, width: float, within: tuple[Group, ...]) -> TextBlock:
        return TextBlock(
            f"{number}.", width, self.scale.body, code=self.codes[0], bold=True, color=ACCENT, role="Lbl", within=within
        )

    def _lines(self, piece: p.Lines) -> list[Row]:
        rows: list[Row] = []
        if piece.words is not None:
            rows.append(Row((self.block(piece.words, self.measure, self.scale.body),), self.scale.gap * 1.4, 0, keep=True))
        for number in range(piece.n):
            line = WriteLine(self.width, self.scale.write_on)
            above = self.scale.gap if number == 0 and piece.words is None else 0
            rows.append(
                Row(
                    (line,),
                    above,
                    self.scale.gap * 1.6 * (number == piece.n - 1),
                    keep=never_alone(number, piece.n),
                    across=True,
                )
            )
        return rows

    def _grid(self, piece: p.Grid) -> list[Row]:
        writable = piece.row_height is not None
        count = len(piece.columns) + piece.numbered
        size = self.scale.body if count <= 3 else max(self.scale.small, self.scale.body * 0.92)
        head_size = self.scale.small
        widths = column_widths(
            [weight for _words, weight in piece.columns],
            self.width - (self._number_width(len(piece.rows)) if piece.numbered else 0),
            self._needs(piece, size, head_size),
        )
        if piece.numbered:
            widths = [self._number_width(len(piece.rows)), *widths]
        header: Row | None = None
        table = Group("Table")
        if piece.header:
            heading = Group("TR")
            heads: list[p.Text] = [*([""] if piece.numbered else []), *(words for words, _weight in piece.columns)]
            cells = [
                self.block(words, wide - 2 * Cells.PAD, head_size, bold=True, leading=1.28, role="TH", within=(table, heading))
                for words, wide in zip(heads, widths, strict=True)
            ]
            header = Row((Cells(cells, widths, head=True, upright=writable),), self.scale.gap, 0, keep=True, across=True)
        rows = []
        for number, row in enumerate(piece.rows):
            texts: list[p.Text] = [*([str(number + 1)] if piece.numbered else []), *row]
            line = (table, Group("TR"))
            blocks = [
                self.block(
                    words,
                    wide - 2 * Cells.PAD,
                    head_size if piece.numbered and column == 0 else size,
                    leading=1.32,
                    role="TD",
                    within=line,
                )
                for column, (words, wide) in enumerate(zip(texts, widths, strict=True))
            ]
            cells_row = Cells(blocks, widths, least=piece.row_height or 0, first=number == 0 and header is None, upright=writable)
            rows.append(
                Row(
                    (cells_row,),
                    self.scale.gap if number == 0 and header is None else 0,
                    self.scale.gap * 1.4 if number == len(piece.rows) - 1 else 0,
                    keep=never_alone(number, len(piece.rows)),
                    across=True,
                    again=header,
                )
            )
        return [replace(header, again=None), *rows] if header is not None else rows

    def _number_width(self, rows: int) -> float:
        return 2 * Cells.PAD + self.scale.small * 0.62 * max(2, len(str(rows)))

    def _needs(self, piece: p.Grid, size: float, head_size: float) -> list[list[Need]]:
        """What each column must hold without dividing a word."""
        needs: list[list[Need]] = []
        for column, (words, _weight) in enumerate(piece.columns):
            asked = [Need(text, code, head_size, bold=True) for text, code in self.texts(words)] if piece.header else []
            for row in piece.rows:
                asked += [Need(text, code, size, bold=len(self.codes) > 1) for text, code in self.texts(row[column])]
            needs.append(asked)
        return needs

    def _bars(self, piece: p.Bars) -> list[Row]:
        most = piece.maximum if piece.maximum is not None else max((bar.value for bar in piece.rows), default=0)
        size = self.scale.body
        values = [self._value(bar) for bar in piece.rows]
        room = max((block.width for block in values), default=0)
        rows = []
        for number, (bar, value) in enumerate(zip(piece.rows, values, strict=True)):
            # The tick of a winner stands between the label and the bar
            label = self.block(bar.label, self.width * 0.4 - size, size, bold=bar.won, leading=1.28)
            value.width = room
            label_box = _Widened(label, self.width * 0.4 + size * 0.4)
            share = min(1.0, max(0.0, bar.value / most)) if most else 0.0
            row = BarRow(self.width, label_box, value, share, thick=size * 1.35, won=bar.won, tied=bar.tied)
            edge = self.scale.gap * 1.4
            rows.append(
                Row(
                    (row,),
                    edge if number == 0 else 0,
                    edge if number == len(piece.rows) - 1 else 0,
                    keep=never_alone(number, len(piece.rows)),
                    across=True,
                )
            )
        return rows

    def _value(self, bar: p.Bar) -> TextBlock:
        said = " · ".join(dict.fromkeys(text for text, _code in self.texts(bar.text)))
        if bar.tied:
            ties: Words = each(_TIE)
            tie = " / ".join(dict.fromkeys(in_language(ties, code) for code in self.codes))
            said = f"{said} · {tie}" if said else tie
        block = TextBlock(said, 400, self.scale.body, bold=bar.won, leading=1.28)
        block.width = natural_width(said, self.scale.body, bold=bar.won)
        return block

    def _qr(self, piece: p.QR) -> Row:
        side = piece.size_mm * _MM
        beside = None
        if piece.beside is not None:
            beside = self.block(piece.beside, self.width - side - 10, self.scale.body, gap=2)
        return Row((Code(self.width, side, piece.text, beside),), self.scale.gap, self.scale.gap, across=True)

    def _box(self, piece: p.Box) -> list[Row]:
        return boxes(piece, self.scale, self.width, self.tall, lambda width: self.inside(width).rows)

    def inside(self, width: float) -> Setter:
        """The same setter for a narrower measure."""
        return replace(self, width=width, measure=min(self.measure, width))


class _Widened:
    """A block in a wider measure than its own."""

    def __init__(self, block: Block, width: float) -> None:
        self._block = block
        self.width = width
        self.height = block.height

    @property
    def head(self) -> float:
        """As the block's."""
        return self._block.head

    def split(self, room: float) -> tuple[Block, Block] | None:
        """As the block."""
        return self._block.split(room)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """As the block."""
        self._block.draw(pen, x, top)
