"""What stands where on a paper ballot, in millimetres from its upper left corner: the only source of positions, for whoever
draws it now and for whoever scans it later (scanning.md 1).
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import Any, Final

from peña_app.errors import Mishap
from peña_app.i18n import _
from peña_app.voting.counting import Kind
from peña_app.voting.marks import grades
from peña_app.voting.model import Contest

SHEETS: Final = {"letter": (215.9, 279.4), "a4": (210.0, 297.0)}
CORNER: Final = 10.0
EDGE: Final = 9.0
"""From the edge of the paper to the outer edge of a corner mark."""
QR_SIDE: Final = 16.0
QUIET: Final = 2.5
CLEAR: Final = 4.5
"""What stays free round a box, so that ink beside it can be told from ink in it."""
FOLD: Final = 4.0
"""How far boxes stay from where a letter is folded."""
LEAST_ROW: Final = 10.3
LEAST_COLUMN: Final = 14.0
MOST_ROWS: Final = 12
"""Options on a page before they go on with 1/2 (voting.md 7)."""
CLOSE_ROWS: Final = 18
"""As many as stand on a page where both sides would otherwise not be enough."""
MOST_RANKS: Final = 6
_SIDES: Final = 2
_WIDE_COLUMN: Final = 26.0
"""With few columns the words over them have room."""
_TEXT_AT_LEAST: Final = 34.0
_HEAD: Final = 12.0
"""Room for the words over columns."""


@dataclass(frozen=True, slots=True)
class Cut:
    """How a sheet is divided into ballots."""

    across: int
    down: int
    landscape: bool


CUTS: Final = {1: Cut(1, 1, landscape=False), 2: Cut(2, 1, landscape=True), 4: Cut(2, 2, landscape=False)}
"""By how many ballots there are on a sheet."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle to write in."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Square:
    """A box to fill: which option it is for, and the mark that it stands for; of dots, each filled box is one."""

    option: int
    mark: int
    x: float
    y: float
    side: float


@dataclass(frozen=True, slots=True)
class Corner:
    """A corner mark: its id in the dictionary DICT_4X4_50, and where it is."""

    id: int
    x: float
    y: float
    side: float


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a ballot: an option, or the question of a motion; its words, and how high it is."""

    option: int
    text: Area
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Page:
    """One side of a ballot."""

    number: int
    of: int
    width: float
    height: float
    letters: float  # points
    corners: tuple[Corner, ...]
    qr: Area
    title: Area
    lead: Area
    rules: Area
    foot: Area
    heads: tuple[Area, ...]
    rows: tuple[Row, ...]
    boxes: tuple[Square, ...]
    code: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of a ballot; the same for every copy that is printed."""

    contest: str
    kind: str
    method: str
    pages: tuple[Page, ...]
    batch: str = "00"

    def plain(self) -> dict[str, Any]:
        """As plain values, rounded to a hundredth of a millimetre."""
        rounded: dict[str, Any] = json.loads(json.dumps(asdict(self)), parse_float=lambda text: round(float(text), 2))
        return {"format": "ballot-layout/1", "unit": "mm", **rounded}

    def json(self) -> str:
        """The layout file."""
        return json.dumps(self.plain(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def columns(contest: Contest) -> int:
    """How many boxes stand in a row."""
    rules = contest.rules
    if rules.method == "motion":
        return 3
    if contest.kind is Kind.DOTS:
        return max(1, rules.max_per_option)
    if contest.kind is Kind.SCORES:
        return rules.top + 1
    if contest.kind is Kind.GRADES:
        return grades(rules)
    if contest.kind is Kind.RANKING:
        return min(rules.ranks or MOST_RANKS, MOST_RANKS, len(contest.options))
    return 1


def headed(contest: Contest) -> bool:
    """Whether words stand over the columns."""
    return contest.rules.method == "motion" or contest.kind in (Kind.SCORES, Kind.GRADES, Kind.RANKING)


def ballot_layout(contest: Contest, *, per_sheet: int = 2, sheet: str = "letter", large: bool = False, batch: int = 0) -> Layout:
    """Where everything stands on the ballots of a contest.

    Raises:
        Mishap: the options or their boxes do not fit so many to a sheet.
    """
    cut = CUTS[per_sheet]
    wide, high = SHEETS[sheet]
    if cut.landscape:
        wide, high = high, wide
    width, height = wide / cut.across, high / cut.down
    letters = 18.0 if large else 12.0 if per_sheet < 4 else 11.0
    motion = contest.rules.method == "motion"
    options = [0] if motion else list(range(len(contest.options)))
    # On both sides of one paper; only where that takes more than the usual number of rows do they stand closer
    for most in (*range(min(MOST_ROWS, len(options)), 0, -1), *range(MOST_ROWS + 1, CLOSE_ROWS + 1)):
        of = -(-len(options) // most)
        if of > _SIDES:
            continue
        even = -(-len(options) // of)
        parts = [options[at * even : (at + 1) * even] for at in range(of)]
        pages = [_page(contest, part, at, of, width, height, letters) for at, part in enumerate(parts)]
        if all(page is not None for page in pages):
            found = tuple(page for page in pages if page is not None)
            return _coded(Layout(contest.id, contest.kind.value, contest.rules.method, found, _batch(batch)), contest)
    raise Mishap(
        _("The options do not fit on a ballot of this size, with boxes that can be told apart."),
        _("Print fewer ballots on each sheet.") if per_sheet > 1 else _("Print fewer places or points for each option."),
    )


def fitting(contest: Contest, sheet: str = "letter") -> tuple[int, ...]:
    """How many ballots can stand on a sheet, the most usual first."""
    found = []
    for per_sheet in (2, 4, 1):
        try:
            ballot_layout(contest, per_sheet=per_sheet, sheet=sheet)
        except Mishap:
            continue
        found.append(per_sheet)
    return tuple(found)


def _page(contest: Contest, options: list[int], number: int, of: int, width: float, height: float, letters: float) -> Page | None:
    side = 6.0 if len(options) < MOST_ROWS else 5.0
    across = columns(contest)
    left_box = across == 1
    scale = letters / 12
    inner = Area(EDGE, 0, width - 2 * EDGE, 0)
    top = EDGE + QR_SIDE + QUIET + 1.5
    title = Area(inner.x, top, inner.width, 11.0 * scale if width > 150 else 9.0)
    lead = Area(
        inner.x,
        title.y + title.height + 1,
        inner.width,
        (9.5 if width > 150 else 10.5 if width > 120 else 13.0) * min(scale, 1.3),
    )
    rules = Area(inner.x, lead.y + lead.height + 1, inner.width, 9.5 if width > 150 else 11.0 if width > 120 else 19.0)
    foot = Area(EDGE + CORNER + 4, height - EDGE - CORNER, width - 2 * (EDGE + CORNER + 4), CORNER)
    heads_at = rules.y + rules.height + 1.5
    first = heads_at + (_HEAD if headed(contest) else 1.0)
    last = height - EDGE - CORNER - 1.5
    step = max(LEAST_COLUMN, min(_WIDE_COLUMN, width * 0.4 / across)) if headed(contest) else LEAST_COLUMN
    centres = _columns_at(across, width, side, step, left=left_box)
    edge = min(centres) - side / 2
    if left_box:
        text_x, text_end = centres[0] + side / 2 + CLEAR, width - EDGE
    else:
        text_x, text_end = EDGE, edge - CLEAR
    if text_end - text_x < _TEXT_AT_LEAST:
        return None
    tallest = 30.0 if letters > 14 else 17.0
    least = LEAST_ROW * max(1.0, scale)
    pitch = tallest
    while pitch >= least - 1e-9:
        tops = _rows_at(len(options), first, pitch, side, height)
        if tops[-1] + pitch <= last:
            break
        pitch -= 0.1
    else:
        return None
    rows, boxes = [], []
    for option, row_top in zip(options, tops, strict=True):
        rows.append(Row(option, Area(text_x, row_top + 0.6, text_end - text_x, pitch - 1.2), row_top, pitch))
        for at, centre in enumerate(centres):
            held, mark = (at, 1) if contest.rules.method == "motion" else (option, _mark(contest, at))
            boxes.append(Square(held, mark, centre - side / 2, row_top + (pitch - side) / 2, side))
    step = min((b - a for a, b in pairwise(centres)), default=step)
    heads = tuple(
        Area(centre - step / 2 + 0.4, heads_at, step - 0.8, tops[0] + (pitch - side) / 2 - CLEAR - heads_at) for centre in centres
    )
    marks = (
        (EDGE, EDGE), (width - EDGE - CORNER, EDGE), (width - EDGE - CORNER, height - EDGE - CORNER), (EDGE, height - EDGE - CORNER),
    )  # fmt: skip
    corners = tuple(Corner(4 * number + at, x, y, CORNER) for at, (x, y) in enumerate(marks))
    qr = Area(width / 2 - QR_SIDE / 2, EDGE, QR_SIDE, QR_SIDE)
    return Page(
        number + 1, of, width, height, letters, corners, qr, title, lead, rules, foot, heads if headed(contest) else (),
        tuple(rows), tuple(boxes),
    )  # fmt: skip


def _mark(contest: Contest, at: int) -> int:
    """The mark that the box in a column stands for."""
    return 1 if contest.kind in (Kind.ONE, Kind.SET, Kind.DOTS) else at + 1


def _columns_at(across: int, width: float, side: float, step: float, *, left: bool) -> list[float]:
    """The middles of the columns; none where the sheet is folded lengthwise."""
    if left:
        return [EDGE + CLEAR + side / 2]
    found: list[float] = []
    at = width - EDGE - max(CLEAR + side / 2, step / 2)
    for _column in range(across):
        if abs(at - width / 2) < FOLD + side / 2:
            at = width / 2 - FOLD - side / 2
        found.insert(0, at)
        at -= step
    return found


def _rows_at(number: int, first: float, pitch: float, side: float, height: float) -> list[float]:
    """The tops of the rows; a row whose boxes would lie in a fold begins below it."""
    found, at = [], first
    for _row in range(number):
        for fold in (height / 3, 2 * height / 3):
            top = at + (pitch - side) / 2
            if top < fold + FOLD and top + side > fold - FOLD:
                at = fold + FOLD - (pitch - side) / 2
        found.append(at)
        at += pitch
    return found


def _batch(batch: int) -> str:
    return _letters(batch.to_bytes(4, "big"), 2) if batch else "00"


def _letters(data: bytes, length: int) -> str:
    """Capitals and digits that a QR code holds densely."""
    return base64.b32encode(hashlib.blake2b(data, digest_size=16).digest()).decode()[:length]


def _coded(layout: Layout, contest: Contest) -> Layout:
    """The layout with the code of each page: event, style, page, print batch, digest of the positions, and a check."""
    digest = _letters(json.dumps(layout.plain(), sort_keys=True).encode(), 4)
    event = _letters((contest.edition or contest.id).encode(), 6)
    first = layout.pages[0]
    style = _letters(f"{first.width:.1f}x{first.height:.1f}/{first.letters}".encode(), 2)
    pages = []
    for page in layout.pages:
        body = f"VM1{event}{style}{'123456789ABC'[page.number - 1]}{layout.batch}{digest}"
        pages.append(replace(page, code=body + _letters(body.encode(), 2)))
    return replace(layout, pages=tuple(pages))


def check(code: str) -> bool:
    """Whether a code that was read is whole."""
    return len(code) == 20 and code.startswith("VM1") and _letters(code[:-2].encode(), 2) == code[-2:]
