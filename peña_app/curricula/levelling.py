"""Which unit is which after a file was edited by hand: marks find their texts again by what they say, and rows by their marks.

By position alone an inserted paragraph would put every text after it beside a partner that it does not translate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final, TypeVar

from peña_app.curricula.folders import read_file
from peña_app.curricula.model import Activity, Block, Part, Shape, Unit
from peña_app.curricula.reviews import Mark, digest
from peña_app.curricula.sidefile import Marks, Place, read_marks
from peña_app.curricula.units import family

_T = TypeVar("_T")

_COMPARED: Final = 4_000_000
"""Comparing takes the product of both lengths; what nobody wrote by hand keeps its places."""


@dataclass(slots=True, eq=False)
class _Row:
    """A row on its way: the texts that stand level, and which row of the marks it was in each language."""

    shape: Shape
    words: dict[str, str] = field(default_factory=dict)
    was: dict[str, int | None] = field(default_factory=dict)


def levelled(activity: Activity, marks: Marks, stood: Mapping[Place, str] | None = None) -> tuple[Activity, dict[Place, Mark]]:
    """The activity with every follower on the row of the lead that it translates, and the marks by the units as they are now.

    ``stood`` gives the digests of texts that had changed after their mark, as they were when the side file was written.

    A changed text keeps its mark, whose digest then no longer fits: that is how it is seen to have changed. A new text has none.
    What comes out is for reading; `editing.edited` takes the activity as it came from its file.
    """
    found: dict[Place, Mark] = {}
    by_part, known = _by_part(marks), _by_part(stood or {})
    blocks = []
    for block in activity.blocks:
        parts = []
        for part in block.parts:
            held = by_part.get((block.id, part.field), {})
            rows = _rows(part, activity.lead(block), held, known.get((block.id, part.field), {})) if held else _as_they_are(part)
            parts.append(_part(part, rows, activity.languages))
            for now, row in enumerate(rows):
                for code, was in row.was.items():
                    if was is not None and (was, code) in held:
                        found[block.id, part.field, now, code] = held[was, code]
        blocks.append(_block(block, parts))
    return replace(activity, blocks=tuple(blocks)), found


def read_reviewed(file: Path) -> tuple[Activity, dict[Place, Mark]]:
    """An activity from its file, level, with the marks of the side file beside it by the units as they are.

    Raises:
        Mishap: what is wrong, with the file and the line.
    """
    side = read_marks(file)
    return levelled(read_file(file), side.marks, side.stood)


def _by_part(held: Mapping[Place, _T]) -> dict[tuple[str, str], dict[tuple[int, str], _T]]:
    found: dict[tuple[str, str], dict[tuple[int, str], _T]] = {}
    for (block, name, at, code), each in held.items():
        found.setdefault((block, name), {})[at, code] = each
    return found


def _block(block: Block, parts: Sequence[Part]) -> Block:
    return block if tuple(parts) == block.parts else replace(block, parts=tuple(parts))


def _part(part: Part, rows: Sequence[_Row], languages: Sequence[str]) -> Part:
    order = {code: at for at, code in enumerate(languages)}
    units = tuple(
        Unit(row.shape, dict(sorted(row.words.items(), key=lambda each: order.get(each[0], len(order))))) for row in rows
    )
    return (
        part
        if [(each.shape, each.words) for each in units] == [(each.shape, each.words) for each in part.units]
        else Part(part.field, units)
    )


def _as_they_are(part: Part) -> list[_Row]:
    return [_Row(unit.shape, dict(unit.words)) for unit in part.units]


def _rows(part: Part, lead: str, held: Mapping[tuple[int, str], Mark], stood: Mapping[tuple[int, str], str]) -> list[_Row]:
    """The units of a part level with their partners, each with the rows of the marks that they were."""
    if not any(lead in unit.words for unit in part.units):
        lead = next((code for unit in part.units for code in unit.words), lead)
    was = {
        code: _was(part, code, _before(code, lead, held, stood))
        for code in dict.fromkeys(code for unit in part.units for code in unit.words)
    }
    if not any(row is not None for rows in was.values() for row in rows.values()):
        return _as_they_are(part)
    beside = {
        at: _Row(unit.shape, {lead: unit.words[lead]}, {lead: was[lead][at]})
        for at, unit in enumerate(part.units)
        if lead in unit.words
    }
    rows = list(beside.values())
    for code, there in was.items():
        if code != lead:
            rows = _followed(rows, part, code, there, beside)
    return rows


def _before(
    code: str, lead: str, held: Mapping[tuple[int, str], Mark], stood: Mapping[tuple[int, str], str]
) -> list[tuple[int, str]]:
    """The digests of a language when the marks were written, row by row; the lead's are known from its followers too."""
    texts: dict[int, str] = {}
    for (at, language), mark in held.items():
        followed, _colon, text = mark.lead.partition(":")
        if language != code and followed == code == lead:
            texts.setdefault(at, text)
    texts |= {at: mark.text for (at, language), mark in held.items() if language == code}
    texts |= {at: text for (at, language), text in stood.items() if language == code}
    return sorted(texts.items())


def _was(part: Part, code: str, before: Sequence[tuple[int, str]]) -> dict[int, int | None]:
    """Which row of the marks each unit was, in one language: by what it says, and where one text changed, by its place."""
    now = [(at, digest(unit.words[code])) for at, unit in enumerate(part.units) if code in unit.words]
    found: dict[int, int | None] = {at: None for at, _text in now}
    if not before or len(now) * len(before) > _COMPARED:
        return found
    changed: list[tuple[int, int]] = []
    for op, a, a_end, b, b_end in SequenceMatcher(
        None, [text for _at, text in before], [text for _at, text in now], autojunk=False
    ).get_opcodes():
        if op == "equal":
            found.update((now[b + step][0], before[a + step][0]) for step in range(a_end - a))
        elif op == "replace":
            changed += zip(range(a, a_end), range(b, b_end), strict=False)
    taken = set(found.values())
    free: dict[str, list[int]] = {}
    for at, text in before:
        if at not in taken:
            free.setdefault(text, []).append(at)
    for at, text in now:  # whole units that were moved
        if found[at] is None and free.get(text):
            found[at] = free[text].pop(0)
    taken = set(found.values())
    for a, b in changed:
        if found[now[b][0]] is None and before[a][0] not in taken:
            found[now[b][0]] = before[a][0]
    return found


def _followed(rows: list[_Row], part: Part, code: str, was: Mapping[int, int | None], beside: Mapping[int, _Row]) -> list[_Row]:
    """The rows with one more language on them."""
    known = {was_there: row for row in rows for was_there in row.was.values() if was_there is not None}
    units = [(at, unit) for at, unit in enumerate(part.units) if code in unit.words]
    reviewed = any(row is not None for row in was.values())
    anchors = [_anchor(was[at], known) if reviewed else beside.get(at) for at, _unit in units]
    claimed = {id(anchor) for anchor in anchors if anchor is not None}
    out, place = list(rows), 0
    for number, (at, unit) in enumerate(units):
        row = anchors[number]
        if row is None or code in row.words:
            gone = was[at] is not None  # its lead was taken out: it stands alone
            behind = next((out.index(each) for each in anchors[number + 1 :] if each is not None), len(out))
            free = [
                each for each in out[place:behind] if id(each) not in claimed and code not in each.words and _alike(each, unit)
            ]
            row = None if gone or not free else free[0]
            if row is None:
                row = _Row(unit.shape)
                out.insert(min(place, len(out)) if place <= behind else behind, row)
        row.words[code] = unit.words[code]
        row.was[code] = was[at]
        place = next(at for at, each in enumerate(out) if each is row) + 1
    return out


def _anchor(was: int | None, known: Mapping[int, _Row]) -> _Row | None:
    return None if was is None else known.get(was)


def _alike(row: _Row, unit: Unit) -> bool:
    return family(row.shape) is family(unit.shape)
