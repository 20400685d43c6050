"""Modules, sessions, activities, and the units that stand level in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from peña_app.i18n import N_, Words, _, folded, said, worded

FACILITATOR: Final = "facilitator"
PARTICIPANT: Final = "participant"
SPIRAL: Final = ("experience", "patterns", "information", "strategy", "action")
"""The spiral of Arnold, Burke and others, *Educating for a Change*: it begins with what people live."""


class Shape(StrEnum):
    """What a unit is on paper."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    TICK = "tick"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph, list item, tick or table row, in each language that has it."""

    shape: Shape
    words: Words

    @property
    def cells(self) -> dict[str, list[str]]:
        """The cells of a table row, by language."""
        return {code: [cell.strip() for cell in text.strip().strip("|").split("|")] for code, text in self.words.items()}


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of a block: ``name`` and ``do`` of a step; most blocks have one without a name."""

    field: str
    units: tuple[Unit, ...]

    @property
    def words(self) -> Words:
        """All units as one text per language."""
        codes = {code for unit in self.units for code in unit.words}
        return {code: "\n\n".join(unit.words[code] for unit in self.units if code in unit.words) for code in sorted(codes)}


@dataclass(frozen=True, slots=True)
class Block:
    """A block of an activity. Kinds that this version does not know are kept and shown as text."""

    id: str
    kind: str
    attributes: Mapping[str, str]
    parts: tuple[Part, ...]
    line: int  # in its file

    @property
    def minutes(self) -> int:
        """How long a step takes; 0 where nothing is said."""
        return int(self.attributes.get("min", "0"))

    @property
    def for_facilitator(self) -> bool:
        """Whether only the facilitator gets it on paper."""
        return self.attributes.get("audience", "all") == FACILITATOR or self.kind in {"step", "note", "debrief", "adapt"}

    def part(self, name: str = "") -> Part | None:
        """The part with that name, if there is one."""
        return next((part for part in self.parts if part.field == name), None)


_KINDS: Final[dict[str, str]] = {
    "title": N_("Title"), "aim": N_("Aim"), "reading": N_("Reading"), "questions": N_("Questions"), "step": N_("Step"), "table": N_("Table"),
    "term": N_("Word"), "lenses": N_("Looking deeper"), "checklist": N_("Checklist"), "lines": N_("To write"), "song": N_("Song"),
    "image": N_("Image theater"), "forum": N_("Forum theater"), "adapt": N_("Adapting it"), "note": N_("Note"), "debrief": N_("To close"),
    "facts": N_("Facts"), "scene": N_("Scene"),
}  # fmt: skip


def kind_text(kind: str) -> str:
    """What a kind of block is called; an unknown one keeps its name."""
    return said(_KINDS[kind]) if kind in _KINDS else kind


@dataclass(frozen=True, slots=True)
class Material:
    """Something to bring, with how much of it."""

    id: str
    quantity: int
    words: Words


@dataclass(frozen=True, slots=True)
class Activity:
    """What one does together for some minutes: aim, steps, and what people hold in their hands."""

    id: str
    module: str
    minutes: int
    blocks: tuple[Block, ...]
    materials: tuple[Material, ...] = ()
    header: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""

    @property
    def title(self) -> Words:
        return self._said("title")

    @property
    def aim(self) -> Words:
        return self._said("aim")

    @property
    def name(self) -> str:
        """The title in the current language."""
        return worded(self.title) or self.id

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks after title and aim."""
        return tuple(block for block in self.blocks if block.kind not in {"title", "aim"})

    def holds(self, typed: str) -> bool:
        """Whether what was typed stands in a title, the aim, or the id, accents and case aside."""
        return folded(typed) in folded(" ".join((*self.title.values(), *self.aim.values(), self.id)))

    def _said(self, kind: str) -> Words:
        for block in self.blocks:
            if block.kind == kind and block.parts:
                return block.parts[0].words
        return {}


@dataclass(frozen=True, slots=True)
class Place:
    """One line of a session: an activity, or food, an opening, a closing."""

    minutes: int
    activity: str = ""
    core: bool = True
    kind: str = ""
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Session:
    """An evening: activities one after the other."""

    id: str
    minutes: int
    title: Words
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Module:
    """A curriculum: sessions that build on each other."""

    id: str
    title: Words
    aim: Words
    sessions: tuple[Session, ...]
    activities: Mapping[str, Activity]

    @property
    def name(self) -> str:
        """The title in the current language."""
        return worded(self.title) or self.id


def concerns(activity: Activity) -> Iterator[str]:
    """What a facilitator should look at before she teaches with it, a sentence each."""
    steps = [block for block in activity.blocks if block.kind == "step"]
    total = sum(step.minutes for step in steps)
    if steps and total != activity.minutes:
        yield _("{activity}: the steps take {steps} minutes and the activity says {minutes}.").format(
            activity=activity.id, steps=total, minutes=activity.minutes
        )
    stages = [step.attributes["spiral"] for step in steps if step.attributes.get("spiral") in SPIRAL]
    if "information" in stages and "experience" not in stages[: stages.index("information")]:
        yield _("{activity}: information comes before any experience.").format(activity=activity.id)
    languages = [str(code) for code in activity.header.get("languages", [])]
    for block in activity.blocks:
        only = block.attributes.get("only")
        for code in languages:
            missing = sum(1 for part in block.parts for unit in part.units if not unit.words.get(code))
            if missing and only in (None, code):
                yield _("{activity}, line {line}: “{block}” is not complete in “{language}”.").format(
                    activity=activity.id, line=block.line, block=block.id, language=code
                )


def session_concerns(module: Module, session: Session) -> Iterator[str]:
    """What does not fit in a session, a sentence each."""
    total = sum(place.minutes for place in session.places)
    if total != session.minutes:
        yield _("{module}, session {session}: its parts take {parts} minutes and it says {minutes}.").format(
            module=module.id, session=session.id, parts=total, minutes=session.minutes
        )
    for place in session.places:
        if place.activity and place.activity not in module.activities:
            yield _("{module}, session {session}: there is no activity “{activity}”.").format(
                module=module.id, session=session.id, activity=place.activity
            )
