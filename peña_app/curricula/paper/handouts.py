"""What the room prints: an activity's handout in every layout, the facilitator's guide, and the plan of a session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import groupby

from peña_app.curricula.model import FACILITATOR, PARTICIPANT, Activity, Block, Material, Module, Part, Session, Shape, Unit
from peña_app.errors import Mishap
from peña_app.i18n import N_, Words, _, each, speaking
from peña_app.languages import INTERFACE, language
from peña_app.paper import (
    About,
    Box,
    Bullets,
    Checks,
    Grid,
    Heading,
    Layout,
    Lines,
    Paragraph,
    Piece,
    Sheet,
    Space,
    Text,
    write,
)
from peña_app.paper.preview import page_count

TOGETHER = (Layout.COLUMNS, Layout.DUPLEX)
"""The layouts that hold every language; any other is the code of the one language that is wanted."""

_WRITTEN_LINES = 4
_WRITTEN_ROW = 34.0  # points that a hand needs in a table
_PLAN_SIZES = (11, 10.5, 10, 9.5, 9, 8.5, 8)
"""The plan hangs beside the clock: the largest of these at which it is one page."""
_HEADS = {
    "questions": N_("To talk about"), "checklist": N_("What I take on"), "lenses": N_("Looking deeper"), "adapt": N_("Adapting it"),
    "note": N_("Note for whoever facilitates"), "debrief": N_("To close"), "facts": N_("Facts"), "song": N_("Song"),
}  # fmt: skip
_FRAMED = frozenset({"scene", "image", "forum", "song"})
_PER = {"person": N_("{n} per person"), "table": N_("{n} per table"), "group": N_("{n} per group")}


def handout(
    activity: Activity,
    module: Module | None = None,
    *,
    layout: str = "columns",
    sheet: str = "letter",
    size: int = 12,
    facilitator: bool = False,
) -> bytes:
    """An activity as PDF: what participants get, or with ``facilitator`` the guide with steps and notes.

    ``layout`` is columns, duplex, es, en, or the code of any language in which the activity is written.

    Raises:
        Mishap: the activity is not written in that language.
    """
    together = layout in TOGETHER
    codes = _pair(activity) if together else (layout,)
    if not together and layout not in activity.languages:
        raise Mishap(
            _("“{activity}” is not written in “{language}”.").format(activity=activity.name, language=layout),
            _("It can be printed as {names}.").format(names=", ".join((*TOGETHER, *activity.languages))),
        )
    paper = _Handout(activity, codes, facilitator)
    return write(
        list(paper.pieces()),
        paper.about(module),
        layout=Layout(layout) if together else Layout.COLUMNS,
        sheet=Sheet(sheet),
        size=size,
        languages=codes,
    )


def _pair(activity: Activity) -> tuple[str, ...]:
    """The two languages that share a paper: the interface's, or the first two of an activity in others."""
    if set(INTERFACE) <= set(activity.languages):
        return INTERFACE
    return activity.languages[:2] or INTERFACE


@dataclass(frozen=True, slots=True)
class _Handout:
    """An activity on its way to paper in the languages ``codes``."""

    activity: Activity
    codes: tuple[str, ...]
    facilitator: bool

    def about(self, module: Module | None) -> About:
        """What runs along every page: a guide says that it is one, a draft that it is not finished."""
        title: Words = {code: self.activity.title.get(code) or self.activity.name for code in self.codes}
        if self.facilitator:
            title = self._joined(title, self._each(N_("Guide")))
        shown = {block.id for block in self.activity.blocks if self._gets(block)}
        draft = any(block.id in shown for block, _code in self.activity.missing(self.codes))
        note = self._each(N_("Draft: some of it is not translated yet")) if draft else None
        return About(title, occasion=module.title if module and module.title else None, note=note)

    def pieces(self) -> Iterator[Piece]:
        """From the title to the last line to write on."""
        yield Heading(self._text(self.activity.title) or self.activity.id)
        if self.facilitator:
            yield from self._guide()
        elif self.activity.aim:
            yield Box([Paragraph(self._text(self.activity.aim))], tint=True)
        before = FACILITATOR
        kind = ""
        for block in filter(self._gets, self.activity.body):
            given = self.facilitator and not block.for_facilitator and before == FACILITATOR
            yield from self._block(block, first=block.kind != kind, given=given)
            before, kind = block.audience, block.kind

    def _gets(self, block: Block) -> bool:
        return block.audience != (PARTICIPANT if self.facilitator else FACILITATOR)

    def _guide(self) -> Iterator[Piece]:
        """What whoever facilitates asks first: what it is for, how long, for how many, what to bring."""
        facts = [
            self._each(N_("Guide for whoever facilitates")),
            self._each(N_("{minutes} minutes"), minutes=self.activity.minutes),
        ]
        group = self.activity.header.get("group")
        if isinstance(group, dict) and group.get("min") and group.get("max"):
            facts.append(self._each(N_("{least} to {most} people"), least=group["min"], most=group["max"]))
        inside: list[Piece] = [Paragraph(self._joined(*facts), bold=True)]
        if self.activity.aim:
            inside.append(Paragraph(self._text(self.activity.aim)))
        yield Box(inside, tint=True)
        if self.activity.materials:
            yield Heading(self._each(N_("To bring")), level=3)
            yield Checks([self._text(_amount(material)) for material in self.activity.materials])

    def _block(self, block: Block, *, first: bool, given: bool) -> Iterator[Piece]:
        """One block. ``first`` of its kind in a row it has a heading; ``given`` begins what everyone has in hand."""
        if block.kind == "step":
            yield from self._step(block)
            return
        heads = [self._each(_HEADS[block.kind])] if block.kind in _HEADS and first else []
        if block.kind == "questions" and block.for_facilitator:
            heads = [self._each(_HEADS["debrief"])]
        if given:
            heads.append(self._each(N_("On the handout")))
        if heads:
            yield Heading(self._joined(*heads), level=3)
        if block.kind == "lines":
            asked = [unit.words for part in block.parts for unit in part.units]
            yield Space(2)
            for words in asked[:-1]:
                yield Paragraph(self._text(words))
            yield Lines(self._text(asked[-1]) if asked else None, block.written_lines or _WRITTEN_LINES)
            yield Space(2)
        elif block.kind == "term" or block.kind in _FRAMED:
            yield Box(list(self._units(block.parts)), tint=block.kind == "term")
        else:
            yield from self._units(block.parts, header=block.kind == "table")

    def _step(self, block: Block) -> Iterator[Piece]:
        number = 1 + [step.id for step in self.activity.blocks if step.kind == "step"].index(block.id)
        name = block.part("name")
        words = dict(name.words) if name else self._each(N_("Step"))
        minutes = f" ·\u00a0{block.minutes}\u00a0min" if block.minutes else ""
        yield Heading(
            {code: f"{number}. {words.get(code) or next(iter(words.values()))}{minutes}" for code in self.codes}, level=2
        )
        yield from self._units([part for part in block.parts if part.field != "name"])

    def _units(self, parts: Sequence[Part], *, header: bool = False) -> Iterator[Piece]:
        for part in parts:
            for shape, run in groupby(part.units, lambda unit: unit.shape):
                yield from self._run(shape, list(run), header=header)

    def _run(self, shape: Shape, run: list[Unit], *, header: bool) -> Iterator[Piece]:
        texts = [self._text(unit.words) for unit in run]
        match shape:
            case Shape.ITEM:
                yield Bullets(texts)
            case Shape.TICK:
                yield Checks(texts)
            case Shape.ROW:
                yield self._grid(run, header=header and len(run) > 1)
            case Shape.PARAGRAPH:
                yield from map(Paragraph, texts)

    def _grid(self, rows: Sequence[Unit], *, header: bool) -> Grid:
        wide = max(len(cells) for unit in rows for cells in unit.cells.values())
        cells = [[self._cell(unit, at) for at in range(wide)] for unit in rows]
        head, body = (cells[0], cells[1:]) if header else ([""] * wide, cells)
        empty = any(not cell for line in body for cell in line)
        return Grid([(cell, 1.0) for cell in head], body, row_height=_WRITTEN_ROW if empty else None, header=header)

    def _cell(self, unit: Unit, at: int) -> Text:
        words = {code: texts[at] if at < len(texts) else "" for code, texts in unit.cells.items()}
        return self._text(words) if any(words.values()) else ""

    def _text(self, words: Words) -> Text:
        """The words, each language in its place; across the whole paper what is the same in all, or is said in one only."""
        here = {code: words.get(code, "") for code in self.codes}
        if all(here.values()) and (len(here) == 1 or len(set(here.values())) > 1):
            return here
        return next((text for text in here.values() if text), "") or next((text for text in words.values() if text), "")

    def _each(self, marked: str, **facts: object) -> Words:
        """What the program says, for every language of the paper; one it does not speak hears the first that it does."""
        spoken = each(marked, **facts)
        return {code: spoken.get(code) or spoken[INTERFACE[0]] for code in self.codes}

    def _joined(self, *several: Words) -> Words:
        return {code: " · ".join(words[code] for words in several) for code in self.codes}


def _amount(material: Material) -> Words:
    if material.per in _PER:
        counted = each(_PER[material.per], n=material.quantity)
        return {code: f"{counted.get(code) or counted[INTERFACE[0]]} · {text}" for code, text in material.words.items()}
    return {code: f"{material.quantity} · {text}" if material.quantity > 1 else text for code, text in material.words.items()}


def session_plan(module: Module, session: Session, begins: time | None = None, *, sheet: str = "letter") -> bytes:
    """A session on one page for whoever facilitates: when each part begins, how long it takes, what it is for."""
    begins = begins or time(18)
    rows: list[list[Text]] = []
    bring: dict[str, Material] = {}
    for moment, place in session.clock(begins):
        activity = module.activities.get(place.activity)
        titles = module.title_of(place)
        said_here = [
            {code: _planned(code, titles.get(code, ""), "" if activity is None else activity.aim.get(code, ""), core=place.core)}
            for code in INTERFACE
        ]
        rows.append([_clock(moment), str(place.minutes), *said_here])
        for material in activity.materials if activity else ():
            known = bring.get(material.words.get(INTERFACE[0], material.id))
            if known is None or known.quantity < material.quantity:  # markers of one activity serve the next
                bring[material.words.get(INTERFACE[0], material.id)] = material
    ended = each(N_("End"))
    rows.append([_clock(session.ends(begins)), "", *({code: f"**{ended[code]}**"} for code in INTERFACE)])
    names: list[tuple[Text, float]] = [(language(code).name, 5.0) for code in INTERFACE]
    pieces: list[Piece] = [
        Heading(session.title or module.title),
        Grid([(each(N_("Time")), 0.8), (each(N_("Min")), 0.6), *names], rows),
    ]
    if bring:
        pieces += [Heading(each(N_("To bring")), level=3), Checks([_amount(material) for material in bring.values()])]
    about = About(each(N_("Plan of session {n}"), n=module.number_of(session)), occasion=module.title)
    for size in _PLAN_SIZES:
        pdf = write(pieces, about, layout=Layout.COLUMNS, sheet=Sheet(sheet), size=size)
        if page_count(pdf) == 1:
            break
    return pdf


def _planned(code: str, title: str, aim: str, *, core: bool) -> str:
    with speaking(code):
        optional = "" if core else _("optional")
    title = f"**{title}** ({optional})" if optional else f"**{title}**"
    return f"{title}\n{aim}" if aim else title


def _clock(moment: time) -> str:
    """The hour as a clock on the wall shows it, the same in both languages."""
    return f"{moment.hour % 12 or 12}:{moment.minute:02}"
