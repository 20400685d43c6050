"""What a group's activity was made from: how a newer version in the library differs, shown and never taken over by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from peña_app.curricula.editing import Spot, spots
from peña_app.curricula.format import read_activity, written
from peña_app.curricula.model import Activity, Unit
from peña_app.curricula.owned import OwnActivity
from peña_app.i18n import Words


class Kind(StrEnum):
    """What the library has done since."""

    TEXT = "text"
    ADDED = "added"
    GONE = "gone"
    BLOCK_ADDED = "block added"
    BLOCK_GONE = "block gone"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a newer version of the library says otherwise.

    ``was`` is what was adopted, ``now`` what the library says, ``mine`` what the group's own unit ``unit`` says; ``after`` is
    the own unit or block behind which something new would stand.
    """

    kind: Kind
    block: str
    field: str
    was: Words
    now: Words
    mine: Words
    unit: str = ""
    after: str = ""
    shape: str = ""

    @property
    def untouched(self) -> bool:
        """Whether the group has left its text as it was adopted."""
        return self.mine == self.was


def differences(own: OwnActivity, library: Activity) -> list[Difference]:
    """What the library's activity says otherwise than what was adopted, beside what the group says now."""
    if not own.base or own.base == written(library):
        return []
    base = read_activity(own.base, own.source)
    return [*_of_blocks(own, base, library), *_of_units(own, base, library)]


def _of_blocks(own: OwnActivity, base: Activity, library: Activity) -> Iterator[Difference]:
    before, now = {block.id for block in base.blocks}, {block.id: block for block in library.blocks}
    mine = {block.slug: block for block in own.blocks}
    last = ""
    for block in library.blocks:
        if block.id not in before and block.id not in mine:
            words = _all_of(unit for part in block.parts for unit in part.units)
            yield Difference(Kind.BLOCK_ADDED, block.id, "", {}, words, {}, after=last)
        if block.id in mine:
            last = mine[block.id].id
    for block in base.blocks:
        if block.id not in now and block.id in mine:
            words = _all_of(unit for part in block.parts for unit in part.units)
            said = _all_of(Unit(unit.shape, unit.words) for unit in mine[block.id].units)
            yield Difference(Kind.BLOCK_GONE, block.id, "", words, {}, said, unit=mine[block.id].id)


def _of_units(own: OwnActivity, base: Activity, library: Activity) -> Iterator[Difference]:
    mine = dict(own.places())
    by_words = {(block.slug, tuple(sorted(unit.words.items()))): unit for block in own.blocks for unit in block.units}
    before, now = _by_part(base), _by_part(library)
    for (block, field), units in now.items():
        was = before.get((block, field))
        if was is None:
            continue
        old, new = [_key(unit) for _spot, unit in was], [_key(unit) for _spot, unit in units]
        after = ""
        for op, a, a_end, b, b_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            for left, right in zip_longest(was[a:a_end], units[b:b_end]):
                held = None
                if left is not None:
                    held = by_words.get((block, tuple(sorted(left[1].words.items())))) or mine.get(left[0])
                if op != "equal":
                    yield from _difference(block, field, left, right, held.words if held else {}, held.id if held else "", after)
                after = held.id if held else after


def _difference(
    block: str, field: str, left: tuple[Spot, Unit] | None, right: tuple[Spot, Unit] | None, mine: Words, unit: str, after: str
) -> Iterator[Difference]:
    if left is not None and right is not None:
        if unit and mine != right[1].words:
            yield Difference(Kind.TEXT, block, field, left[1].words, right[1].words, mine, unit)
    elif right is not None:
        yield Difference(Kind.ADDED, block, field, {}, right[1].words, {}, after=after, shape=right[1].shape)
    elif left is not None and unit:
        yield Difference(Kind.GONE, block, field, left[1].words, {}, mine, unit)


def _by_part(activity: Activity) -> dict[tuple[str, str], list[tuple[Spot, Unit]]]:
    found: dict[tuple[str, str], list[tuple[Spot, Unit]]] = {}
    for spot, block, unit in spots(activity):
        found.setdefault((block.id, spot.field), []).append((spot, unit))
    return found


def _key(unit: Unit) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(unit.words.items()))


def _all_of(units: Iterator[Unit]) -> Words:
    texts: dict[str, list[str]] = {}
    for unit in units:
        for code, text in unit.words.items():
            texts.setdefault(code, []).append(text)
    return {code: " / ".join(each) for code, each in texts.items()}
