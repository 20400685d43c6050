"""A group's own activity as it lies in the workspace, unit by unit, and the text of the file that it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import Final, NewType

from peña_app.curricula.editing import Edit, Spot, edited, spots, with_language
from peña_app.curricula.folders import files_of
from peña_app.curricula.format import read_activity, written
from peña_app.curricula.model import Activity, Block, Overlay, Part, Shape, Unit
from peña_app.curricula.reviews import Mark, State, state_of
from peña_app.curricula.units import shape_of
from peña_app.errors import Mishap
from peña_app.i18n import Words, _

ActivityId = NewType("ActivityId", str)
BlockId = NewType("BlockId", str)
UnitId = NewType("UnitId", str)
CurriculumId = NewType("CurriculumId", str)

LONGEST: Final = 20_000
"""Letters of one unit: more was pasted by mistake, and no paper holds it."""
_SIGNS: Final = {Shape.PARAGRAPH: "{}", Shape.ITEM: "- {}", Shape.TICK: "- [ ] {}", Shape.ROW: "{}"}
_BLOCK_SIGN: Final = re.compile(r"##+\s*\{|:::|\+\+\+$")


@dataclass(frozen=True, slots=True)
class OwnUnit:
    """A unit with its id: what stands level in each language, and what was said of each."""

    id: UnitId
    part: str  # the field that it stands in, such as “do” of a step
    shape: Shape
    words: Words
    marks: Mapping[str, Mark] = field(default_factory=dict)
    led: Mapping[str, str] = field(default_factory=dict)  # the lead's text that each language followed


@dataclass(frozen=True, slots=True)
class OwnBlock:
    """A block with its id: its heading line, its units in order, and its lines as they came."""

    id: BlockId
    slug: str
    heading: str
    source: str
    units: tuple[OwnUnit, ...]


@dataclass(frozen=True)
class OwnActivity:
    """An activity of the group's own. What it is as an activity is put together once."""

    id: ActivityId
    curriculum: CurriculumId
    slug: str
    head: str
    base: str  # the file as it was adopted or brought in
    origin: str  # "module/activity" of the library; empty for one that was begun here
    blocks: tuple[OwnBlock, ...]

    @cached_property
    def activity(self) -> Activity:
        """As the room knows activities: to show, check, find, plan and print."""
        read = read_activity(self.head + "".join(f"{block.heading}\n" for block in self.blocks), self.source)
        apart = [code for code in self._codes if code not in read.languages] if read.languages else []
        read = replace(read, overlays=tuple(Overlay(code, f"{self.slug}.{code}.md", "") for code in apart))
        return replace(
            read,
            id=self.slug,
            blocks=tuple(replace(there, parts=_parts(own.units)) for there, own in zip(read.blocks, self.blocks, strict=True)),
        )

    @property
    def _codes(self) -> list[str]:
        return sorted({code for block in self.blocks for unit in block.units for code, text in unit.words.items() if text})

    @property
    def source(self) -> str:
        """The name of its file."""
        return f"{self.slug}.md"

    @property
    def text(self) -> str:
        """The text of its file: a block that nobody touched comes out sign by sign as it came in."""
        head = read_activity(self.head, self.source)
        return self.head + "".join(_given_back(_in_languages(block, head.languages), head) for block in self.blocks)

    @property
    def files(self) -> dict[str, str]:
        """The files that it is, by name: its own, and one for each language that its header does not name."""
        base = read_activity(self.text, self.source)
        named = base.header.get("languages") or base.languages
        more = set(self._codes) - set(named)
        whole = base
        for code in sorted(more):
            edits = [Edit(spot, code, unit.words[code]) for spot, unit in self.places() if unit.words.get(code)]
            whole = edited(with_language(whole, code), edits)
        return files_of(whole)

    def places(self) -> Iterator[tuple[Spot, OwnUnit]]:
        """The units that say anything, each with the place by which its file and its paper know it."""
        for block in self.blocks:
            counted: dict[str, int] = {}
            for unit in block.units:
                if any(unit.words.values()):
                    at = counted[unit.part] = counted.get(unit.part, -1) + 1
                    yield Spot(block.slug, unit.part, at), unit

    @property
    def marks(self) -> dict[tuple[str, str, int, str], Mark]:
        """What was said of its texts, by block, part, place in the part from 0, and language."""
        return {
            (spot.block, spot.field, spot.at, code): mark
            for spot, unit in self.places()
            for code, mark in unit.marks.items()
            if unit.words.get(code)
        }

    def states(self) -> Iterator[tuple[OwnUnit, str, State]]:
        """Where every text stands, unit by unit, in each language that its block wants."""
        activity = self.activity
        for own, block in zip(self.blocks, activity.blocks, strict=True):
            lead = activity.lead(block)
            for unit in own.units:
                for code in activity.languages:
                    if block.only in ("", code) and any(unit.words.values()):
                        yield unit, code, state(unit, code, lead)


def state(unit: OwnUnit, language: str, lead: str) -> State:
    """Where the text of a unit stands in one language."""
    text, mark = unit.words.get(language, ""), unit.marks.get(language)
    if language == lead:
        return state_of(text, mark)
    return state_of(text, mark, unit.words.get(lead, ""), lead)


def disassembled(activity: Activity) -> Iterator[tuple[Block, str, tuple[tuple[str, Unit], ...]]]:
    """Each block with its heading line and its units with their fields, to be kept unit by unit."""
    for block in activity.blocks:
        heading = block.source.split("\n", 1)[0].rstrip()
        yield block, heading, tuple((part.field, unit) for part in block.parts for unit in part.units)


def canonical(block: OwnBlock, languages: Iterable[str]) -> str:
    """The lines of a block as they are written when nothing is known of how they came."""
    lines = [block.heading]
    for name, run in groupby(block.units, key=lambda unit: unit.part):
        units = list(run)
        if name:
            lines.append(f"### {{field={name}}}")
        codes = dict.fromkeys([*languages, *(code for unit in units for code in unit.words)])
        said = [code for code in codes if any(unit.words.get(code, "").strip() for unit in units)]
        for code in said:
            lines += [f"::: {code}", *_lines(units, code)]
        if said:
            lines.append(":::")
    return "\n".join([*lines, "", ""])


def _lines(units: Iterable[OwnUnit], code: str) -> Iterator[str]:
    before: Shape | None = None
    for unit in units:
        text = unit.words.get(code, "").strip()
        if not text:
            continue
        if before is not None and (before is not unit.shape or unit.shape is Shape.PARAGRAPH):
            yield ""
        yield _SIGNS[unit.shape].format(text)
        before = unit.shape


def _given_back(block: OwnBlock, head: Activity) -> str:
    """A block's lines: as they came where they still say the same, with single units changed, or written anew."""
    fresh = canonical(block, head.languages)
    if not block.source:
        return fresh
    came = read_activity(head.head + block.source, head.source)
    mine = [unit for unit in block.units if any(unit.words.values())]
    if [(unit.part, unit.shape) for unit in mine] != [(spot.field, unit.shape) for spot, _block, unit in spots(came)]:
        return fresh
    edits = [
        Edit(spot, code, own.words.get(code, ""))
        for (spot, _block, unit), own in zip(spots(came), mine, strict=True)
        for code in dict.fromkeys([*unit.words, *own.words])
        if unit.words.get(code, "") != own.words.get(code, "")
    ]
    if any(not edit.text for edit in edits):
        return fresh  # taking a unit out of one language moves the others up in the file
    text = written(edited(came, edits)).removeprefix(head.head) if edits else block.source
    first, _end, rest = text.partition("\n")
    return text if first.rstrip() == block.heading else f"{block.heading}\n{rest}"


def _in_languages(block: OwnBlock, codes: Iterable[str]) -> OwnBlock:
    """A block with what it says in some languages only; in all of them where the header names none."""
    kept = set(codes)
    if not kept:
        return block
    units = tuple(replace(unit, words={code: text for code, text in unit.words.items() if code in kept}) for unit in block.units)
    return replace(block, units=units)


def _parts(units: Iterable[OwnUnit]) -> tuple[Part, ...]:
    parts = []
    for name, run in groupby(units, key=lambda unit: unit.part):
        there = [Unit(unit.shape, {code: text for code, text in unit.words.items() if text}) for unit in run]
        parts.append(Part(name, tuple(unit for unit in there if unit.words)))
    return tuple(part for part in parts if part.units)


def require_text(text: str, shape: Shape) -> str:
    """What is kept of a typed text: one line, without the sign of its shape.

    Raises:
        Mishap: it is too long for a unit, or would open a block when it is read again.
    """
    if len(text) > LONGEST:
        raise Mishap(
            _("This text is too long for one paragraph: {n} letters.").format(n=len(text)),
            _("Paste it in smaller pieces. Nothing was changed."),
        )
    plain = " ".join(text.split())
    found, bare = shape_of(plain)
    if shape is Shape.ROW:
        plain = plain if found is Shape.ROW or not plain else f"| {plain} |"
    elif found is shape:
        plain = bare
    elif found is not Shape.PARAGRAPH:
        raise Mishap(
            _("A line that begins with “{sign}” is something else on paper.").format(sign=plain.split(" ")[0][:5]),
            _("Take the sign away, or add a new line of that kind."),
        )
    if _BLOCK_SIGN.match(plain):
        raise Mishap(
            _("A line cannot begin with “{sign}”: that is how the file tells blocks and languages apart.").format(sign=plain[:3]),
            _("Begin the line with a word."),
        )
    return plain
