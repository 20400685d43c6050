"""Paper ballots."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Protocol, cast

from peña_app.errors import Mishap
from peña_app.i18n import N_, Words, _, each, in_each
from peña_app.languages import INTERFACE
from peña_app.paper import (
    INK,
    RULE,
    SOFT,
    About,
    Pen,
    Sheet,
    fit,
    fit_size,
    write_pages,
)
from peña_app.paper.marks import cut, square, tick
from peña_app.voting.methods import method
from peña_app.voting.model import Contest
from peña_app.voting.symbols import drawn, symbol

_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Cut:
    """How a sheet is divided into ballots, and how large their letters may be, in points."""

    across: int
    down: int
    landscape: bool
    letters: float
    most: int  # options on one side, before they go on with 1/2

    @property
    def ballots(self) -> int:
        return self.across * self.down


CUTS = {1: Cut(1, 1, False, 16, 12), 2: Cut(2, 1, True, 12, 12), 4: Cut(2, 2, False, 11, 12)}
"""By how many ballots there are on a sheet."""

_MARGIN = 8 * _MM  # more than any printer needs, also where the sheet is cut
_SMALLEST = 8.0
_BOX = 5 * _MM  # scanning.md 1.1
_LEAST_BOX = 3.4 * _MM


def ballots(contest: Contest, *, per_sheet: int = 2, sheet: str = "letter", copies: int = 2) -> bytes:
    """Paper ballots as PDF, at least ``copies`` of them; ``per_sheet`` is 1, 2 or 4.

    Every option stands in both languages with equal weight, and no ballot has a number. A long list goes on at the back.

    Raises:
        Mishap: the texts do not fit so many to a sheet.
    """
    way = CUTS[per_sheet]
    of = -(-len(contest.options) // way.most)
    length = -(-len(contest.options) // of)
    sides = [_Side(contest, tuple(range(len(contest.options)))[at * length : (at + 1) * length], at + 1, of) for at in range(of)]
    stamped: set[str] = set()
    pages = [partial(_sheet, side=side, way=way, stamped=stamped) for side in sides] * -(-copies // way.ballots)
    about = About(contest.title)
    try:
        return write_pages(pages, about, sheet=Sheet(sheet), landscape=way.landscape, duplex=len(sides) > 1)
    except Mishap as mishap:
        if per_sheet == 1:
            raise
        raise Mishap(mishap.sentence, _("Say it in fewer words, or print fewer ballots on each sheet.")) from mishap


@dataclass(frozen=True, slots=True)
class _Side:
    """What stands on one side of a ballot."""

    contest: Contest
    options: tuple[int, ...]
    number: int
    of: int


def _sheet(pen: Pen, wide: float, high: float, *, side: _Side, way: Cut, stamped: set[str]) -> None:
    width, height = wide / way.across, high / way.down
    stamps = cast("_Stamps", pen)
    name = f"ballot{side.number}"
    if name not in stamped:  # drawn once for all the ballots of the file, which is 20 times faster and smaller
        stamped.add(name)
        stamps.beginForm(name, 0, 0, width, height)
        _ballot(pen, _MARGIN, _MARGIN, width - 2 * _MARGIN, height - 2 * _MARGIN, side, way)
        stamps.endForm()
    for across in range(way.across):
        for down in range(way.down):
            pen.saveState()
            pen.translate(across * width, down * height)
            stamps.doForm(name)
            pen.restoreState()
    for across in range(1, way.across):
        cut(pen, across * width, 0, across * width, high)
    for down in range(1, way.down):
        cut(pen, 0, down * height, wide, down * height)


class _Stamps(Protocol):
    """What reportlab's canvas has for a drawing that is used many times."""

    def beginForm(self, name: str, lowerx: float, lowery: float, upperx: float, uppery: float) -> None: ...
    def endForm(self) -> None: ...
    def doForm(self, name: str) -> None: ...


def _ballot(pen: Pen, x: float, y: float, width: float, height: float, side: _Side, way: Cut) -> None:
    contest = side.contest
    boxes = contest.rules.max_per_option if contest.rules.method == "dots" else 1
    title_high = min(height * 0.1, 4.4 * way.letters)
    asked_high = min(height * 0.125, 4.6 * way.letters)
    foot_high = 1.9 * _SMALLEST
    top = y + height
    page_wide = 26.0 if side.of > 1 else 0.0
    if page_wide:
        fit(pen, f"{side.number}/{side.of}", x + width - page_wide, top - 14, page_wide, 14, 10, color=SOFT, languages=("es",))
    fit(pen, contest.title, x, top - title_high, width - page_wide, title_high, way.letters * 1.35, _SMALLEST, bold=True)
    top -= title_high + 4
    example = min(asked_high, 30.0)
    taken = _example(pen, x, top - example, example, contest)
    fit(
        pen,
        _instruction(contest),
        x + taken + 8,
        top - asked_high,
        width - taken - 8,
        asked_high,
        way.letters * 0.95,
        _SMALLEST - 1,
    )
    top -= asked_high + 4
    pen.setStrokeColor(INK)
    pen.setLineWidth(1.0)
    pen.line(x, top, x + width, top)
    fit(
        pen,
        in_each(N_("Secret vote: do not write your name.")),
        x,
        y,
        width,
        foot_high,
        _SMALLEST,
        6,
        color=SOFT,
        languages=INTERFACE,
    )
    room = top - y - foot_high - 2
    pitch = min(room / len(side.options), 46.0 if way.ballots > 1 else 54.0)
    box = max(_LEAST_BOX, min(_BOX, pitch * 0.62))
    gap = box * (0.5 if boxes > 1 else 0.0)
    boxes_wide = boxes * box + (boxes - 1) * gap
    number_wide, shape = max(18.0, pitch * (0.6 if len(contest.options) > 9 else 0.5)), min(13.0, pitch * 0.45)
    text_x = x + number_wide + shape + 8
    text_wide = width - (text_x - x) - boxes_wide - 8
    size = min(
        fit_size(contest.options[option].words, text_wide, pitch - 2, way.letters, _SMALLEST - 1) for option in side.options
    )
    for place, option in enumerate(side.options):
        base = top - (place + 1) * pitch
        fit(
            pen,
            str(option + 1),
            x,
            base,
            number_wide - 3,
            pitch,
            min(14.0, size * 1.15),
            6,
            bold=True,
            middle=True,
            languages=("es",),
        )
        _shape(pen, contest.options[option].symbol or symbol(option), x + number_wide, base + (pitch - shape) / 2, shape)
        fit(pen, contest.options[option].words, text_x, base + 1, text_wide, pitch - 2, size, _SMALLEST - 1, middle=True)
        for number in range(boxes):
            square(pen, x + width - boxes_wide + number * (box + gap), base + (pitch - box) / 2, box, line=0.85)
        pen.setStrokeColor(RULE)
        pen.setLineWidth(0.4)
        pen.line(x, base, x + width, base)


def _instruction(contest: Contest) -> Words:
    rules = contest.rules
    return each(method(rules.method).instruction, n=rules.dots, most=rules.max_per_option)


def _example(pen: Pen, x: float, y: float, side: float, contest: Contest) -> float:
    """A box as it is and as it looks when marked; gives the width it takes."""
    box = side * 0.5
    square(pen, x, y + (side - box) / 2, box, line=0.85)
    pen.saveState()
    pen.setStrokeColor(SOFT)
    pen.setLineWidth(1.2)
    middle = y + side / 2
    arrow = x + box + 5
    pen.line(arrow, middle, arrow + 9, middle)
    pen.line(arrow + 9, middle, arrow + 6, middle + 3)
    pen.line(arrow + 9, middle, arrow + 6, middle - 3)
    pen.restoreState()
    after = arrow + 14
    square(pen, after, y + (side - box) / 2, box, line=0.85)
    if contest.rules.method == "dots":
        pen.saveState()
        pen.setFillColor(INK)
        pen.roundRect(after + box * 0.1, y + (side - box) / 2 + box * 0.1, box * 0.8, box * 0.8, box * 0.1, stroke=0, fill=1)
        pen.restoreState()
    else:
        tick(pen, after + box * 0.08, y + (side - box) / 2 + box * 0.08, box * 1.05)
    return after + box - x


def _shape(pen: Pen, name: str, x: float, y: float, size: float) -> None:
    points = drawn(name, 0, 0, 1)
    pen.saveState()
    pen.setFillColor(INK)
    path = pen.beginPath()
    path.moveTo(x + size * points[0][0], y + size * (1 - points[0][1]))
    for left, top in points[1:]:
        path.lineTo(x + size * left, y + size * (1 - top))
    path.close()
    pen.drawPath(path, stroke=0, fill=1)
    pen.restoreState()
