"""What the room prints: an activity's handout in every layout, the facilitator's guide, and the plan of a session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from peña_app.curricula.model import Activity, Block, Module, Part, Session, Shape, Unit
from peña_app.i18n import N_, Words, each, said, speaking
from peña_app.languages import INTERFACE
from peña_app.paper import About, Box, Bullets, Checks, Grid, Heading, Layout, Lines, Paragraph, Piece, Sheet, Space, write
from peña_app.paper.preview import page_count

_WRITTEN_LINES = 4
_PLAN_SIZES = (10.5, 9.5, 8.5, 8.0)
"""The plan hangs beside the clock: the largest of these at which it is one page."""


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
    """
    pieces: list[Piece] = [Heading(activity.title)]
    if activity.aim:
        pieces.append(Paragraph(activity.aim))
    if facilitator:
        pieces += _guide(activity)
    for block in activity.body:
        if block.for_facilitator and not facilitator:
            continue
        pieces += _pieces(block, facilitator=facilitator)
    about = About(activity.title, occasion=module.title if module else None)
    if layout in set(Layout):
        return write(pieces, about, layout=Layout(layout), sheet=Sheet(sheet), size=size)
    return write(pieces, about, layout=Layout.COLUMNS, sheet=Sheet(sheet), size=size, languages=(layout,))


def _guide(activity: Activity) -> Iterator[Piece]:
    yield Paragraph(_minutes(activity.minutes), bold=True)
    if activity.materials:
        yield Heading(each(N_("To bring")), level=3)
        yield Bullets([_amount(material.quantity, material.words) for material in activity.materials])


def _minutes(minutes: int) -> Words:
    return each(N_("{minutes} minutes"), minutes=minutes)


def _amount(quantity: int, words: Words) -> Words:
    return {code: f"{quantity} · {text}" if quantity > 1 else text for code, text in words.items()}


def _pieces(block: Block, *, facilitator: bool) -> Iterator[Piece]:
    match block.kind:
        case "step":
            yield from _step(block)
        case "questions":
            yield Heading(each(N_("To talk about")) if block.id != "debrief" else each(N_("To close")), level=3)
            yield from _units(block.parts)
        case "table":
            yield from _table(block)
        case "checklist":
            yield Heading(each(N_("What I take on")), level=3)
            yield from _units(block.parts)
        case "lines":
            yield Lines(block.parts[0].words if block.parts else None, int(block.attributes.get("lines", _WRITTEN_LINES)))
            yield Space(2)
        case "term":
            yield Box(list(_units(block.parts)), tint=True)
        case "scene" | "image" | "forum" | "song":
            yield Box(list(_units(block.parts)))
        case "note" | "adapt" | "debrief" if facilitator:
            if block.kind != "adapt":
                yield Heading(
                    each(N_("To close")) if block.kind == "debrief" else each(N_("Note for whoever facilitates")), level=3
                )
            yield from _units(block.parts)
        case _:
            yield from _units(block.parts)


def _step(block: Block) -> Iterator[Piece]:
    name = block.part("name")
    if name is not None:
        minutes = block.minutes
        yield Heading({code: f"{text} · {minutes} min" if minutes else text for code, text in name.words.items()}, level=2)
    yield from _units([part for part in block.parts if part.field != "name"])


def _table(block: Block) -> Iterator[Piece]:
    rows = [unit for part in block.parts for unit in part.units if unit.shape is Shape.ROW]
    if not rows:
        yield from _units(block.parts)
        return
    wide = max(len(cells) for unit in rows for cells in unit.cells.values())
    header, *body = [_cells(unit, wide) for unit in rows]
    empty = any(not "".join(cell.values()).strip() for line in body for cell in line)
    yield Grid([(cell, 1.0) for cell in header], body, row_height=34.0 if empty else None)


def _cells(unit: Unit, wide: int) -> list[Words]:
    cells = unit.cells
    found = [{code: texts[at] if at < len(texts) else "" for code, texts in cells.items()} for at in range(wide)]
    return [cell if len(set(cell.values())) > 1 else {INTERFACE[0]: next(iter(cell.values()), "")} for cell in found]


def _units(parts: Sequence[Part]) -> Iterator[Piece]:
    for part in parts:
        run: list[Unit] = []
        for unit in (*part.units, None):
            if run and (unit is None or unit.shape is not run[0].shape or unit.shape is Shape.PARAGRAPH):
                yield _run(run)
                run = []
            if unit is not None:
                run.append(unit)


def _run(run: Sequence[Unit]) -> Piece:
    words = [unit.words for unit in run]
    if run[0].shape is Shape.ITEM:
        return Bullets(words)
    if run[0].shape is Shape.TICK:
        return Checks(words)
    if run[0].shape is Shape.ROW:
        return Grid(
            [("", 1.0)] * len(_cells(run[0], 1)),
            [_cells(unit, len(next(iter(unit.cells.values())))) for unit in run],
            header=False,
        )
    return Paragraph(words[0])


def session_plan(module: Module, session: Session, begins: time | None = None, *, sheet: str = "letter") -> bytes:
    """A session on one page for whoever facilitates: when each part begins, how long it takes, what it is for."""
    moment = datetime.combine(datetime(2000, 1, 1), begins or time(18))  # noqa: DTZ001 - only the time of day is printed
    rows: list[list[Words | str]] = []
    bring: list[Words] = []
    for place in session.places:
        activity = module.activities.get(place.activity)
        title = activity.title if activity else place.words
        marked = {code: text if place.core else f"{text} ({_optional(code)})" for code, text in title.items()}
        rows.append([moment.strftime("%-I:%M") if moment else "", marked, str(place.minutes), activity.aim if activity else ""])
        moment += timedelta(minutes=place.minutes)
        if activity:
            bring += [_amount(material.quantity, material.words) for material in activity.materials]
    pieces: list[Piece] = [
        Heading(session.title or module.title),
        Grid([(each(N_("Time")), 0.8), (each(N_("What")), 3.6), (each(N_("Min")), 0.7), (each(N_("What for")), 5.0)], rows),
    ]
    if bring:
        listed = ["; ".join(words.get(code, "") for words in bring) for code in INTERFACE]
        pieces += [Heading(each(N_("To bring")), level=3), Grid([("", 1.0)] * len(INTERFACE), [listed], header=False)]
    about = About(each(N_("Plan of the session")), occasion=module.title)
    for size in _PLAN_SIZES:
        pdf = write(pieces, about, layout=Layout.BOTH, sheet=Sheet(sheet), size=size)
        if page_count(pdf) == 1:
            break
    return pdf


def _optional(code: str) -> str:
    with speaking(code):
        return said(N_("optional"))
