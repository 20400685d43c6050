"""The units of a text, level with one another in every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import groupby, zip_longest

from peña_app.curricula.model import Shape, Unit

_COMPARED = 1_000_000

_Run = list[tuple[Shape, str]]


def aligned(texts: Mapping[str, str]) -> tuple[Unit, ...]:
    """The units of a text in each language, level with one another.

    Lists, tables and runs of paragraphs are matched as such, so that a paragraph missing in one language leaves its gap
    there and does not push the list after it out of step.
    """
    runs = {
        code: [list(run) for _family, run in groupby(_units(text), lambda unit: family(unit[0]))] for code, text in texts.items()
    }
    if not runs:
        return ()
    lead, *others = runs
    rows: list[dict[str, _Run]] = [{lead: run} for run in runs[lead]]
    for code in others:
        rows = _beside(rows, code, runs[code])
    return tuple(unit for row in rows for unit in _level(row))


def family(shape: Shape) -> Shape:
    """What a unit stands level with: the items of a list do, whether they are there to be ticked or not."""
    return Shape.ITEM if shape is Shape.TICK else shape


def _beside(rows: list[dict[str, _Run]], code: str, runs: list[_Run]) -> list[dict[str, _Run]]:
    """The rows with the runs of one more language beside those of the same family."""
    shapes, others = [family(next(iter(row.values()))[0][0]) for row in rows], [family(run[0][0]) for run in runs]
    edges = [(0, len(rows), 0, len(runs))]
    # Comparing takes the product of both lengths; what nobody wrote by hand stands one by one
    if shapes != others and len(shapes) * len(others) <= _COMPARED:
        edges = [opcode[1:] for opcode in SequenceMatcher(None, shapes, others, autojunk=False).get_opcodes()]
    out: list[dict[str, _Run]] = []
    for left, left_end, right, right_end in edges:
        for row, run in zip_longest(rows[left:left_end], runs[right:right_end]):
            out.append({**(row or {}), **({code: run} if run else {})})
    return out


def _level(row: Mapping[str, _Run]) -> Iterator[Unit]:
    for place in range(max(len(run) for run in row.values())):
        there = {code: run[place] for code, run in row.items() if place < len(run)}
        yield Unit(next(iter(there.values()))[0], {code: text for code, (_shape, text) in there.items()})


def _units(text: str) -> Iterator[tuple[Shape, str]]:
    paragraph: list[str] = []
    for line in [*text.split("\n"), ""]:
        shape, words = shape_of(line)
        if paragraph and (shape is not Shape.PARAGRAPH or not line.strip()):
            yield Shape.PARAGRAPH, " ".join(paragraph)
            paragraph = []
        if shape is not Shape.PARAGRAPH:
            yield shape, words
        elif words:
            paragraph.append(words)


def shape_of(line: str) -> tuple[Shape, str]:
    """What a line is on paper, and what it says without its sign."""
    stripped = line.strip()
    if stripped.startswith("- [ ]"):
        return Shape.TICK, stripped[5:].strip()
    if stripped.startswith("- "):
        return Shape.ITEM, stripped[2:].strip()
    if stripped.startswith("|"):
        return Shape.ROW, stripped
    return Shape.PARAGRAPH, stripped
