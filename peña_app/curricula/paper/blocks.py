"""The blocks of an activity as pieces of a paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import sqrt

from peña_app.curricula.model import Activity, Block, Part, Shape, Unit
from peña_app.curricula.paper.saying import Saying
from peña_app.i18n import N_, Words
from peña_app.paper import Box, Bullets, Checks, Grid, Heading, Lines, Paragraph, Piece, Space, Text

_WRITTEN_LINES = 4
_WRITTEN_ROW = 34.0  # points that a hand needs in a table
_WRITTEN_WIDTH = 40  # letters in whose place a hand writes
_HEADS = {
    "questions": N_("To talk about"), "checklist": N_("What I take on"), "lenses": N_("Looking deeper"), "adapt": N_("Adapting it"),
    "note": N_("Note for whoever facilitates"), "debrief": N_("To close"), "facts": N_("Facts"), "song": N_("Song"),
}  # fmt: skip
_FRAMED = frozenset({"scene", "image", "forum", "song"})


@dataclass(frozen=True, slots=True)
class Blocks:
    """Turns the blocks of an activity into pieces; ``pause`` is added to each paragraph after which one waits."""

    activity: Activity
    say: Saying
    pause: str = ""

    def pieces(self, block: Block, *, first: bool = True, given: bool = False) -> Iterator[Piece]:
        """One block. ``first`` of its kind in a row it has a heading; ``given`` begins what everyone has in hand."""
        if block.kind == "step":
            yield from self.step(block)
            return
        heads = [self.say.each(_HEADS[block.kind])] if block.kind in _HEADS and first else []
        if block.kind == "questions" and block.for_facilitator:
            heads = [self.say.each(_HEADS["debrief"])]
        if given:
            heads.append(self.say.each(N_("On the handout")))
        if heads:
            yield Heading(self.say.joined(*heads), level=3)
        if block.kind == "lines":
            asked = [unit.words for part in block.parts for unit in part.units]
            yield Space(2)
            for words in asked[:-1]:
                yield Paragraph(self.say.text(words))
            yield Lines(self.say.text(asked[-1]) if asked else None, block.written_lines or _WRITTEN_LINES)
            yield Space(2)
        elif block.kind == "term" or block.kind in _FRAMED:
            yield Box(list(self.units(block.parts)), tint=block.kind == "term")
        else:
            yield from self.units(block.parts, header=block.kind == "table")

    def number(self, step: Block) -> int:
        """Which of the steps it is, from 1."""
        return 1 + [block.id for block in self.activity.blocks if block.kind == "step"].index(step.id)

    def name(self, step: Block) -> Words:
        """What a step is called."""
        name = step.part("name")
        return self.say.of_both(dict(name.words)) if name else self.say.each(N_("Step"))

    def step(self, block: Block) -> Iterator[Piece]:
        """A step: its number, name and minutes, then what is done."""
        minutes = f" ({block.minutes}\u00a0min)" if block.minutes else ""
        names = self.name(block)
        yield Heading({code: f"{self.number(block)}. {names[code]}{minutes}" for code in self.say.codes}, level=2)
        yield from self.units([part for part in block.parts if part.field != "name"])

    def units(self, parts: Sequence[Part], *, header: bool = False) -> Iterator[Piece]:
        """What stands in parts of a block: paragraphs, lists, ticks and tables."""
        for part in parts:
            for shape, run in groupby(part.units, lambda unit: unit.shape):
                yield from self._run(shape, list(run), header=header)

    def _run(self, shape: Shape, run: list[Unit], *, header: bool) -> Iterator[Piece]:
        match shape:
            case Shape.ITEM:
                yield Bullets(self._texts(run))
            case Shape.TICK:
                yield Checks(self._texts(run))
            case Shape.ROW:
                yield self._grid(run, header=header and len(run) > 1)
            case Shape.PARAGRAPH:
                yield from map(Paragraph, self._texts(run))

    def _texts(self, run: Sequence[Unit]) -> list[Text]:
        return [self.say.text({code: text + self.pause * bool(text) for code, text in unit.words.items()}) for unit in run]

    def _grid(self, rows: Sequence[Unit], *, header: bool) -> Grid:
        wide = max(len(cells) for unit in rows for cells in unit.cells.values())
        cells = [[self._cell(unit, at) for at in range(wide)] for unit in rows]
        head, body = (cells[0], cells[1:]) if header else ([""] * wide, cells)
        empty = any(not cell for line in body for cell in line)
        weights = [self._weight(at, rows) for at in range(wide)]
        return Grid(list(zip(head, weights, strict=True)), body, row_height=_WRITTEN_ROW if empty else None, header=header)

    def _weight(self, at: int, rows: Sequence[Unit]) -> float:
        """How wide a column wants to be: by its longest text, and wide where people write."""
        texts = [
            cells[at] if at < len(cells) else "" for unit in rows for code, cells in unit.cells.items() if code in self.say.codes
        ]
        longest = max(map(len, texts), default=0)
        return sqrt(min(max(longest, _WRITTEN_WIDTH if not all(texts) else 0, 6), 90))

    def _cell(self, unit: Unit, at: int) -> Text:
        words = {code: texts[at] if at < len(texts) else "" for code, texts in unit.cells.items()}
        return self.say.text(words) if any(words.values()) else ""
