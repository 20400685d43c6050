"""Modules, sessions, activities, and the units that stand level in each language."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import MAXYEAR, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final

from peña_app.curricula.readability import reading
from peña_app.i18n import N_, Words, _, said, worded

ALL: Final = "all"
FACILITATOR: Final = "facilitator"
PARTICIPANT: Final = "participant"
AUDIENCES: Final = (ALL, PARTICIPANT, FACILITATOR)
FACILITATORS_KINDS: Final = frozenset({"step", "note", "debrief", "adapt"})
"""What only whoever facilitates needs, unless the block says another audience."""
COMPULSORY: Final = ("id", "kind", "license")
"""What a header says in any case; aim, minutes and a step are asked for apart (curricula.md 2)."""
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
        """The cells of a table row, by language; those at its ends may be empty."""
        return {
            code: [cell.strip() for cell in text.strip().removeprefix("|").removesuffix("|").split("|")]
            for code, text in self.words.items()
        }


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
    source: str = ""  # its lines as they stand in the file, so that they can be given back untouched

    @property
    def minutes(self) -> int:
        """How long a step takes; 0 where nothing is said."""
        return int(self.attributes.get("min", "0"))

    @property
    def audience(self) -> str:
        """Who gets it on paper: what the block says, or else what its kind is for."""
        return self.attributes.get("audience") or (FACILITATOR if self.kind in FACILITATORS_KINDS else ALL)

    @property
    def for_facilitator(self) -> bool:
        """Whether only whoever facilitates gets it on paper."""
        return self.audience == FACILITATOR

    @property
    def stage(self) -> str:
        """Where in the spiral a step stands; nothing for a stage that this version does not know."""
        stage = self.attributes.get("spiral", "")
        return stage if stage in SPIRAL else ""

    @property
    def only(self) -> str:
        """The one language in which it stands on purpose, such as a song."""
        return self.attributes.get("only", "")

    @property
    def written_lines(self) -> int:
        """How many lines to write on; 0 where nothing is said."""
        return int(self.attributes.get("lines", "0"))

    def part(self, name: str = "") -> Part | None:
        """The part with that name, if there is one."""
        return next((part for part in self.parts if part.field == name), None)


_KINDS: Final[dict[str, str]] = {
    "title": N_("Title"), "aim": N_("Aim"), "reading": N_("Reading"), "questions": N_("Questions"), "step": N_("Step"), "table": N_("Table"),
    "term": N_("Word"), "lenses": N_("Looking deeper"), "checklist": N_("Checklist"), "lines": N_("To write"), "song": N_("Song"),
    "image": N_("Image theater"), "forum": N_("Forum theater"), "adapt": N_("Adapting it"), "note": N_("Note"), "debrief": N_("To close"),
    "facts": N_("Facts"), "scene": N_("Scene"),
}  # fmt: skip
KINDS: Final = frozenset(_KINDS)
"""The kinds of block that this version knows."""


_STAGES: Final[dict[str, str]] = {
    "experience": N_("experience"), "patterns": N_("patterns"), "information": N_("new information"),
    "strategy": N_("strategy"), "action": N_("action"),
}  # fmt: skip


def kind_text(kind: str) -> str:
    """What a kind of block is called; an unknown one keeps its name."""
    return said(_KINDS[kind]) if kind in _KINDS else kind


def stage_text(stage: str) -> str:
    """What a stage of the spiral is called."""
    return said(_STAGES[stage]) if stage in _STAGES else stage


@dataclass(frozen=True, slots=True)
class Material:
    """Something to bring, with how much of it."""

    id: str
    quantity: int
    words: Words
    per: str = ""  # person, table or group, where it says so


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is true until it changes: who says so, when that was looked up, and after how long to look again."""

    id: str
    words: Words  # in each language; under "" where the header says it in one for all
    source: str = ""
    checked: date | None = None
    recheck_months: int = 0  # 0: once and for all
    line: int = 0  # in its file

    @property
    def due(self) -> date | None:
        """From which day on it is to be looked up again; None for never."""
        if self.checked is None or not self.recheck_months:
            return None
        years, month = divmod(self.checked.month - 1 + self.recheck_months, 12)
        year = self.checked.year + years
        if year > MAXYEAR:
            return None
        return date(year, month + 1, min(self.checked.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Overlay:
    """The file that brings one more language to an activity: its name and its text, kept as it stands."""

    language: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Activity:
    """What one does together for some minutes: aim, steps, and what people hold in their hands."""

    id: str
    module: str
    minutes: int
    blocks: tuple[Block, ...]
    materials: tuple[Material, ...] = ()
    header: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""  # the name of its file
    head: str = ""  # the lines of its header as they stand in the file, comments too
    facts: tuple[Fact, ...] = ()
    overlays: tuple[Overlay, ...] = ()  # languages that come from files of their own

    @property
    def title(self) -> Words:
        """What it is called."""
        return self._said("title")

    @property
    def aim(self) -> Words:
        """What it is for."""
        return self._said("aim")

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that its header names, or else those in which anything is written."""
        named = self.header.get("languages")
        if isinstance(named, list) and named:
            return tuple(dict.fromkeys([*map(str, named), *(overlay.language for overlay in self.overlays)]))
        return tuple(
            dict.fromkeys(code for block in self.blocks for part in block.parts for unit in part.units for code in unit.words)
        )

    def lead(self, block: Block | None = None) -> str:
        """The language that the others follow: the block's own, or the activity's."""
        own = block.attributes.get("lead", "") if block else ""
        return own or str(self.header.get("lead", "")) or next(iter(self.languages), "")

    @property
    def name(self) -> str:
        """The title in the current language."""
        return worded(self.title) or self.id

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks after title and aim."""
        return tuple(block for block in self.blocks if block.kind not in {"title", "aim"})

    def missing(self, codes: tuple[str, ...] = ()) -> Iterator[tuple[Block, str]]:
        """Each block and language in which something is not written that should be; ``codes`` narrows it."""
        for block in self.blocks:
            for code in codes or self.languages:
                wanted = block.only in ("", code)
                if wanted and any(not unit.words.get(code) for part in block.parts for unit in part.units):
                    yield block, code

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

    def clock(self, begins: time) -> Iterator[tuple[time, Place]]:
        """When each part begins."""
        passed = 0
        for place in self.places:
            yield _later(begins, passed), place
            passed += place.minutes

    def ends(self, begins: time) -> time:
        """When the last part is over."""
        return _later(begins, sum(place.minutes for place in self.places))


def _later(moment: time, minutes: int) -> time:
    return (datetime.combine(datetime(2000, 1, 1), moment) + timedelta(minutes=minutes)).time()  # noqa: DTZ001 - no day is meant


@dataclass(frozen=True, slots=True)
class Module:
    """A curriculum: sessions that build on each other."""

    id: str
    title: Words
    aim: Words
    sessions: tuple[Session, ...]
    activities: Mapping[str, Activity]
    header: Mapping[str, Any] = field(default_factory=dict)  # all that its file says, known here or not
    text: str = ""  # its file as it stands

    @property
    def name(self) -> str:
        """The title in the current language."""
        return worded(self.title) or self.id

    def number_of(self, session: Session) -> int:
        """Which of the sessions it is, from 1."""
        return 1 + self.sessions.index(session)

    def title_of(self, place: Place) -> Words:
        """What a part of a session is called."""
        activity = self.activities.get(place.activity)
        return (activity.title if activity else {}) or place.words or dict.fromkeys(self.title, place.activity)


def concerns(activity: Activity) -> Iterator[str]:
    """What a facilitator should look at before she teaches with it, a sentence each."""
    yield from _not_said(activity)
    steps = [block for block in activity.blocks if block.kind == "step"]
    total = sum(step.minutes for step in steps)
    if steps and total != activity.minutes:
        yield _("{activity}: the steps take {steps} minutes and the activity says {minutes}.").format(
            activity=activity.id, steps=total, minutes=activity.minutes
        )
    stages = [step.stage for step in steps if step.stage]
    if "information" in stages and "experience" not in stages[: stages.index("information")]:
        yield _("{activity}: information comes before any experience.").format(activity=activity.id)
    for step in steps:
        if not step.stage:
            yield _("{activity}, line {line}: “{block}” does not say its place in the spiral: {stages}.").format(
                activity=activity.id, line=step.line, block=step.id, stages=", ".join(SPIRAL)
            )
    overlaid = [overlay.language for overlay in activity.overlays]
    for block, code in activity.missing(tuple(code for code in activity.languages if code not in overlaid)):
        yield _("{activity}, line {line}: “{block}” is not complete in “{language}”.").format(
            activity=activity.id, line=block.line, block=block.id, language=code
        )
    for overlay in activity.overlays:
        wanted = [unit for block in activity.blocks if not block.only for part in block.parts for unit in part.units]
        there = sum(bool(unit.words.get(overlay.language)) for unit in wanted)
        if there < len(wanted):
            yield _("{file}: “{language}” has {n} of {all} texts so far.").format(
                file=overlay.source, language=overlay.language, n=there, all=len(wanted)
            )
    yield from _hard_to_read(activity)


def _hard_to_read(activity: Activity) -> Iterator[str]:
    """What participants get on paper and would stumble over; the facilitator's notes may be harder."""
    for code in ("es", "en"):
        units = [unit for block in activity.blocks if not block.for_facilitator for part in block.parts for unit in part.units]
        found = reading("\n\n".join(unit.words[code] for unit in units if code in unit.words), code)
        if not found.short and not found.easy_enough:
            yield _("{activity}: what participants read in “{language}” is {band}. Its longest sentence: “{sentence}”").format(
                activity=activity.id, language=code, band=said(found.band), sentence=found.longest_sentences[0]
            )


def _not_said(activity: Activity) -> Iterator[str]:
    said_there = {key for key in COMPULSORY if activity.header.get(key)}
    said_there |= {
        name for name, there in (("title", activity.title), ("aim", activity.aim), ("minutes", activity.minutes)) if there
    }
    said_there |= {block.kind for block in activity.blocks if block.kind == "step"}
    for name in (*COMPULSORY, "title", "aim", "minutes", "step"):
        if name not in said_there:
            yield _("{activity}: it does not say “{name}”.").format(activity=activity.id, name=name)


def session_concerns(module: Module, session: Session) -> Iterator[str]:
    """What does not fit in a session, a sentence each."""
    total = sum(place.minutes for place in session.places)
    if total != session.minutes:
        yield _("{module}, session {session}: its parts take {parts} minutes and it says {minutes}.").format(
            module=module.id, session=session.id, parts=total, minutes=session.minutes
        )
    for place in session.places:
        activity = module.activities.get(place.activity)
        if place.activity and activity is None:
            yield _("{module}, session {session}: there is no activity “{activity}”.").format(
                module=module.id, session=session.id, activity=place.activity
            )
        elif activity and activity.minutes > place.minutes:
            yield _("{module}, session {session}: “{activity}” takes {minutes} minutes and is given {given}.").format(
                module=module.id, session=session.id, activity=activity.id, minutes=activity.minutes, given=place.minutes
            )


def module_concerns(module: Module) -> Iterator[str]:
    """What is amiss in a module, its sessions and its activities, a sentence each."""
    if module.activities and not any(block.stage == "action" for each in module.activities.values() for block in each.blocks):
        yield _("{module}: no step leads to action.").format(module=module.id)
    for session in module.sessions:
        yield from session_concerns(module, session)
    for activity in module.activities.values():
        yield from concerns(activity)
