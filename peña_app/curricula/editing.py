"""Changing a unit in the text of an activity: only its own lines change, every other sign stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from peña_app.curricula.format import overlay_blocks, read_activity, written
from peña_app.curricula.model import Activity, Block, Overlay, Shape, Unit
from peña_app.curricula.units import shape_of

_FENCE = re.compile(r":::+\s*(\S*)")
_PART = re.compile(r"###[ \t]+\{.*?\bfield=[\"“”„«]?([\w-]+).*\}\s*")
_BARE = {Shape.PARAGRAPH: "{}", Shape.ITEM: "- {}", Shape.TICK: "- [ ] {}", Shape.ROW: "{}"}


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Where a unit stands: its block, its part, and its place in it, from 0."""

    block: str
    field: str
    at: int

    @property
    def name(self) -> str:
        """The same in one word: "step-1.do.1"."""
        return ".".join(filter(None, (self.block, self.field, str(self.at + 1))))


@dataclass(frozen=True, slots=True)
class Edit:
    """A new text for a unit in one language; an empty one takes it out there."""

    spot: Spot
    language: str
    text: str


def spots(activity: Activity) -> Iterator[tuple[Spot, Block, Unit]]:
    """Every unit of an activity with its place, in the order of the file."""
    for block in activity.blocks:
        for part in block.parts:
            for at, unit in enumerate(part.units):
                yield Spot(block.id, part.field, at), block, unit


def edited(activity: Activity, edits: Iterable[Edit]) -> Activity:
    """The activity with some units changed, one after the other.

    What stands in a language's own file is changed there, and the activity's file stays as it is.

    Raises:
        KeyError: there is no such unit.
        Mishap: a text would break the format, such as one with a line “:::” in it.
    """
    for edit in edits:
        activity = _with(activity, edit)
    return activity


def with_language(activity: Activity, code: str) -> Activity:
    """The activity with a file of its own, still empty, for one more language."""
    if code in activity.languages:
        return activity
    name = f"{activity.source.removesuffix('.md')}.{code}.md"
    return read_activity(written(activity), activity.source, (*activity.overlays, Overlay(code, name, "")))


def _with(activity: Activity, edit: Edit) -> Activity:
    found = next(((block, unit) for spot, block, unit in spots(activity) if spot == edit.spot), None)
    if found is None:
        raise KeyError(edit.spot.name)
    block, unit = found
    if unit.words.get(edit.language, "") == edit.text:
        return activity
    part = block.part(edit.spot.field)
    units = part.units if part else ()
    before = sum(edit.language in each.words for each in units[: edit.spot.at])
    overlays = activity.overlays
    base = written(activity)
    if any(overlay.language == edit.language for overlay in overlays):
        order = [each.id for each in activity.blocks]
        overlays = tuple(
            replace(each, text=_overlaid(each, order, edit, unit, before)) if each.language == edit.language else each
            for each in overlays
        )
    else:
        source = _changed(block.source, edit, unit, before)
        base = activity.head + "".join(source if each is block else each.source for each in activity.blocks)
    return read_activity(base, activity.source, overlays)


def _overlaid(overlay: Overlay, order: list[str], edit: Edit, unit: Unit, before: int) -> str:
    """The text of a language's own file with one unit written anew; a block that it lacks comes where the activity has it."""
    head, blocks = overlay_blocks(overlay)
    names = [name for name, _source in blocks]
    if edit.spot.block in names:
        return head + "".join(_changed(text, edit, unit, before) if name == edit.spot.block else text for name, text in blocks)
    fresh = [f"## {{#{edit.spot.block}}}", *_part_opened(edit.spot.field, edit.language, _fresh(edit.text, unit.shape))]
    place = order.index(edit.spot.block)
    at = sum(order.index(name) < place for name in names)
    ahead = head + "".join(text for _name, text in blocks[:at])
    behind = "".join(text for _name, text in blocks[at:])
    gap = "" if not ahead or ahead.endswith("\n\n") else "\n" if ahead.endswith("\n") else "\n\n"
    return ahead + gap + "\n".join(fresh) + "\n" + ("\n" + behind if behind else "")


def _part_opened(field: str, language: str, fresh: list[str]) -> list[str]:
    return [*([f"### {{field={field}}}"] if field else []), f"::: {language}", *fresh, ":::"]


def _changed(source: str, edit: Edit, unit: Unit, before: int) -> str:
    """The lines of a block with one unit written anew; ``before`` units stand ahead of it in that language."""
    lines = source.split("\n")
    begun, ended = _range(lines, edit.spot.field, edit.language)
    fresh = _fresh(edit.text, unit.shape)
    if begun is None:
        at = _last_fence(lines, edit.spot.field)
        if at is None:  # a part that this file has not begun
            end = max(number for number, line in enumerate(lines, 1) if line.strip())
            return "\n".join([*lines[:end], *_part_opened(edit.spot.field, edit.language, fresh), *lines[end:]])
        return "\n".join([*lines[:at], f"::: {edit.language}", *fresh, *lines[at:]])
    pieces = list(_pieces(lines[begun:ended]))
    if edit.language in unit.words:
        first, last = (begun + edge for edge in pieces[before])
        fresh = _fresh(edit.text, shape_of(lines[first])[0])
        if not fresh and first > begun and not lines[first - 1].strip():
            first -= 1
        return "\n".join([*lines[:first], *fresh, *lines[last:]])
    at = begun + pieces[before - 1][1] if before else begun
    beside = unit.shape is not Shape.PARAGRAPH
    above = [""] if before and not (beside and shape_of(lines[at - 1])[0] is unit.shape) else []
    below = [""] if at < ended and lines[at].strip() and not (beside and shape_of(lines[at])[0] is unit.shape) else []
    return "\n".join([*lines[:at], *above, *fresh, *below, *lines[at:]])


def _fresh(text: str, shape: Shape) -> list[str]:
    plain = " ".join(text.split())
    if shape is Shape.ROW and plain and not plain.startswith("|"):
        plain = f"| {plain} |"  # without its bars it would be no row, and the rows after it would lose their partners
    return [_BARE[shape].format(plain)] if plain else []


def _range(lines: list[str], field: str, language: str) -> tuple[int | None, int]:
    """The lines between the fence of a language and the next one, in the named part."""
    part, begun = "", None
    for number, line in enumerate(lines):
        if found := _PART.fullmatch(line):
            part = found[1]
        fence = _FENCE.fullmatch(line.strip())
        if fence is None or part != field:
            continue
        if begun is not None:
            return begun, number
        if fence[1].lower() == language.lower():
            begun = number + 1
    return None, 0


def _last_fence(lines: list[str], field: str) -> int | None:
    """The line of the fence that closes the named part; nothing where there is no such part."""
    part, last = "", None
    for number, line in enumerate(lines):
        if found := _PART.fullmatch(line):
            part = found[1]
        fence = _FENCE.fullmatch(line.strip())
        if fence is not None and part == field and not fence[1]:
            last = number
    return last


def _pieces(lines: list[str]) -> Iterator[tuple[int, int]]:
    """From which line to which each unit goes, as they are read: paragraphs by blank lines, anything else by the line."""
    numbered = [(number, shape_of(line)[0] if line.strip() else None) for number, line in enumerate(lines)]
    for shape, run in groupby(numbered, key=lambda each: each[1]):
        held = [number for number, _shape in run]
        if shape is Shape.PARAGRAPH:
            yield held[0], held[-1] + 1
        elif shape is not None:
            yield from ((number, number + 1) for number in held)
