"""Paper ballots: every option in both languages with equal weight, boxes that a person and later a scanner can read, no number.

A box must never lead to whoever filled it: nothing on a ballot differs between two copies of one print batch (scanning.md 2).
"""

from __future__ import annotations

from functools import partial
from typing import Final, Protocol, cast

from peña_app.errors import Mishap
from peña_app.i18n import N_, NN_, Words, _, each, speaking
from peña_app.languages import INTERFACE
from peña_app.paper import INK, RULE, SOFT, About, Pen, Sheet, fit, fit_size, write_pages
from peña_app.paper.marks import cut, square
from peña_app.paper.qr import qr
from peña_app.voting.charts.grades import grade_names
from peña_app.voting.charts.sentences import money
from peña_app.voting.counting import Kind
from peña_app.voting.methods import method
from peña_app.voting.model import Contest
from peña_app.voting.papers.corners import corner
from peña_app.voting.papers.layout import CUTS, Area, Layout, Page, Row, ballot_layout, columns, headed
from peña_app.voting.symbols import drawn, symbol

_MM: Final = 72 / 25.4
_SMALLEST: Final = 7.0
_LINE: Final = 0.3 * _MM

_LEADS: Final = {
    Kind.ONE: N_("Mark one option only."),
    Kind.SET: N_("Mark every option that you support."),
    Kind.DOTS: NN_(
        "You have {n} dot. Fill in up to {n} box, and up to {most} for the same option.",
        "You have {n} dots. Fill in up to {n} boxes, and up to {most} for the same option.",
    ),
    Kind.SCORES: N_("Give every option a score."),
    Kind.GRADES: N_("Judge every option: fill in one box for each."),
    Kind.RANKING: N_("Only one box in each column and in each row: 1st is the one you like best."),
}
_SOME: Final = NN_("Mark up to {n} option.", "Mark up to {n} options.")
_MOTION: Final = N_("Mark one box only.")
_PROJECTS: Final = N_("Mark every project that you want to be paid for.")
_ANSWERS: Final = (N_("Yes"), N_("No"), N_("Abstain"))
_PLACES: Final = (N_("1st"), N_("2nd"), N_("3rd"), N_("4th"), N_("5th"), N_("6th"))
_FILL: Final = N_("Fill in the box like this:")
_PEN: Final = N_("Use the pen provided. Made a mistake? Do not erase: ask for a new ballot. Do not fold. Do not write your name.")
_SECRET: Final = N_("Secret vote. Nobody can know how you voted.")
_PRACTICE: Final = N_("PRACTICE: this does not count")


def ballots(
    contest: Contest, *, per_sheet: int = 2, sheet: str = "letter", copies: int = 2, large: bool | None = None, batch: int = 0
) -> bytes:
    """Paper ballots as PDF, at least ``copies`` of them; ``per_sheet`` is 1, 2 or 4; one to a sheet is in ``large`` print unless said.

    A long list goes on at the back, and says so.

    Raises:
        Mishap: the texts do not fit so many to a sheet.
    """
    layout = _laid_out(contest, per_sheet, sheet, large, batch)
    way = CUTS[per_sheet]
    stamped: set[str] = set()
    pages = [partial(_sheet, contest=contest, page=page, way=per_sheet, stamped=stamped) for page in layout.pages]
    number = -(-copies // (way.across * way.down))
    try:
        return write_pages(
            pages * number, About(contest.title), sheet=Sheet(sheet), landscape=way.landscape, duplex=len(layout.pages) > 1
        )
    except Mishap as mishap:
        if per_sheet == 1:
            raise
        raise Mishap(mishap.sentence, _("Say it in fewer words, or print fewer ballots on each sheet.")) from mishap


def layout_file(contest: Contest, *, per_sheet: int = 2, sheet: str = "letter", large: bool | None = None, batch: int = 0) -> str:
    """The layout of the same ballots as JSON, in millimetres: what a scanner needs, and nothing that a voter did."""
    return _laid_out(contest, per_sheet, sheet, large, batch).json()


def _laid_out(contest: Contest, per_sheet: int, sheet: str, large: bool | None, batch: int) -> Layout:
    """Large print where there is room for it: with few columns, on a sheet of its own."""
    if large is None:
        large = per_sheet == 1 and columns(contest) <= 3
    return ballot_layout(contest, per_sheet=per_sheet, sheet=sheet, large=large, batch=batch)


class _Stamps(Protocol):
    """What reportlab's canvas has for a drawing that is used many times."""

    def beginForm(self, name: str, lowerx: float, lowery: float, upperx: float, uppery: float) -> None: ...
    def endForm(self) -> None: ...
    def doForm(self, name: str) -> None: ...


def _sheet(pen: Pen, wide: float, high: float, *, contest: Contest, page: Page, way: int, stamped: set[str]) -> None:
    across, down = CUTS[way].across, CUTS[way].down
    width, height = wide / across, high / down
    stamps = cast("_Stamps", pen)
    name = f"ballot{page.number}"
    if name not in stamped:  # drawn once for all the ballots of the file, which is 20 times faster and smaller
        stamped.add(name)
        stamps.beginForm(name, 0, 0, width, height)
        _Drawing(pen, contest, page).draw()
        stamps.endForm()
    for column in range(across):
        for row in range(down):
            pen.saveState()
            pen.translate(column * width, row * height)
            stamps.doForm(name)
            pen.restoreState()
    for column in range(1, across):
        cut(pen, column * width, 0, column * width, high)
    for row in range(1, down):
        cut(pen, 0, row * height, wide, row * height)


class _Drawing:
    """A page as it is drawn; positions come from its layout alone."""

    def __init__(self, pen: Pen, contest: Contest, page: Page) -> None:
        self._pen, self._contest, self._page = pen, contest, page

    def draw(self) -> None:
        page, pen = self._page, self._pen
        for mark in page.corners:
            corner(pen, mark.id, *self._point(mark.x, mark.y + mark.side), mark.side * _MM)
        # The kit draws a code with its quiet zone of four modules round it; 20 signs at level M take 21 modules
        modules = page.qr.width / 21
        qr(
            pen,
            page.code,
            *self._point(page.qr.x - 4 * modules, page.qr.y + page.qr.height + 4 * modules),
            (page.qr.width + 8 * modules) * _MM,
        )
        self._text(page.title, self._contest.title, page.letters * 1.3, bold=True)
        self._text(page.lead, self._lead(), page.letters * 0.95)
        self._rules(page.rules)
        self._heads()
        self._rows()
        self._foot()

    def _lead(self) -> Words:
        rules, kind = self._contest.rules, self._contest.kind
        if rules.method in ("motion", "consent"):
            return each(_MOTION if rules.method == "motion" else method(rules.method).instruction)
        if rules.method.startswith("pb-") and kind is Kind.SET and not rules.most:
            return each(_PROJECTS)
        if kind is Kind.SET and rules.most:
            return each(_SOME, n=rules.most)
        return each(_LEADS[kind], n=rules.dots, most=rules.max_per_option)

    def _rules(self, area: Area) -> None:
        """How a box is filled, drawn; and what to do after a mistake."""
        pen, side = self._pen, 4.0
        for number, code in enumerate(INTERFACE):
            part = Area(area.x, area.y + number * area.height / 2, area.width, area.height / 2)
            with speaking(code):
                words, rest = _(_FILL), _(_PEN)
            wide = min(part.width * 0.36, 42.0)
            self._text(Area(part.x, part.y, wide, part.height), words, 9, bold=not number, middle=True, one=code)
            base = part.y + (part.height - side) / 2
            for at, filled in ((part.x + wide + 1, False), (part.x + wide + 1 + side * 1.6, True)):
                x, y = self._point(at, base + side)
                square(pen, x, y, side * _MM, line=_LINE)
                if filled:
                    pen.saveState()
                    pen.setFillColor(INK)
                    pen.roundRect(x + 1.2, y + 1.2, side * _MM - 2.4, side * _MM - 2.4, 1, stroke=0, fill=1)
                    pen.restoreState()
            left = part.x + wide + 1 + side * 2.6 + 2
            self._text(
                Area(left, part.y, part.x + part.width - left, part.height),
                rest,
                8,
                bold=not number,
                middle=True,
                one=code,
                least=5.5,
            )
        self._line(area.x, area.y + area.height + 0.8, area.width, INK, 1.0)

    def _heads(self) -> None:
        page = self._page
        if not headed(self._contest):
            return
        words = self._head_words()
        size = min(
            fit_size(text, area.width * _MM, area.height * _MM, 10, 4.5) for text, area in zip(words, page.heads, strict=True)
        )
        for text, area in zip(words, page.heads, strict=True):
            x, y = self._point(area.x, area.y + area.height)
            fit(self._pen, text, x, y, area.width * _MM, area.height * _MM, size, 4.5, center=True, middle=True)

    def _head_words(self) -> list[Words]:
        rules, kind = self._contest.rules, self._contest.kind
        if rules.method == "motion":
            return [each(text) for text in _ANSWERS]
        if kind is Kind.SCORES:
            ends = {0: each(N_("nothing")), rules.top: each(N_("most"))}
            return [
                {code: f"{score} {ends[score].get(code, '')}".strip() if score in ends else str(score) for code in INTERFACE}
                for score in range(rules.top + 1)
            ]
        if kind is Kind.GRADES:
            return [each(text) for text in grade_names(rules)]
        return [each(text) for text in _PLACES[: len(self._page.heads)]]

    def _rows(self) -> None:
        page, contest = self._page, self._contest
        size = min(self._size_of(row) for row in page.rows)
        for row in page.rows:
            if contest.rules.method != "motion":
                self._option(row, size)
            self._line(page.title.x, row.top + row.height, page.title.width, RULE, 0.15 * _MM)
        if contest.rules.method == "motion":
            self._text(page.rows[0].text, each(N_("What do you say to this proposal?")), page.letters, middle=True)
        for box in page.boxes:
            square(self._pen, *self._point(box.x, box.y + box.side), box.side * _MM, line=_LINE)

    def _name(self, option: int) -> Words:
        """The option's name, with what it costs."""
        words, rules = self._contest.options[option].words, self._contest.rules
        if not rules.costs:
            return words
        named = {}
        for code in INTERFACE:
            with speaking(code):
                named[code] = f"{words.get(code, '')} · ${money(rules.costs[option], rules.cents)}"
        return named

    def _parts(self, row: Row) -> tuple[Area, Area, Area]:
        """Where an option's number, its shape and its words stand in a row."""
        wide = 7.0 if len(self._contest.options) > 9 else 5.0
        shape = min(4.6, row.height * 0.42)
        text = row.text
        return (
            Area(text.x, text.y, wide, text.height),
            Area(text.x + wide, row.top + (row.height - shape) / 2, shape, shape),
            Area(text.x + wide + shape + 2, text.y, text.width - wide - shape - 2, text.height),
        )

    def _size_of(self, row: Row) -> float:
        if self._contest.rules.method == "motion":
            return self._page.letters
        _number, _shape, text = self._parts(row)
        return fit_size(self._name(row.option), text.width * _MM, text.height * _MM, self._page.letters, _SMALLEST)

    def _option(self, row: Row, size: float) -> None:
        number, shape, text = self._parts(row)
        self._text(number, str(row.option + 1), min(14.0, size * 1.15), bold=True, middle=True, one="es")
        name = self._contest.options[row.option].symbol or symbol(row.option)
        _shape(self._pen, name, *self._point(shape.x, shape.y + shape.height), shape.width * _MM)
        self._text(text, self._name(row.option), size, middle=True)

    def _foot(self) -> None:
        page, area = self._page, self._page.foot
        practice = self._contest.practice
        secret = Area(area.x, area.y, area.width, area.height * 0.64)
        self._text(secret, each(_PRACTICE if practice else _SECRET), 9, center=True, least=5, color=INK if practice else SOFT)
        of = f" · {page.number}/{page.of}" if page.of > 1 else ""
        self._text(
            Area(area.x, area.y + area.height * 0.6, area.width, area.height * 0.4),
            f"{page.code}{of}",
            8,
            center=True,
            one="es",
            color=SOFT,
        )

    def _text(
        self, area: Area, words: Words | str, size: float, *, bold: bool = False, middle: bool = False, center: bool = False, one: str = "",
        least: float = _SMALLEST, color: str = INK,
    ) -> None:  # fmt: skip
        x, y = self._point(area.x, area.y + area.height)
        languages = (one,) if one else INTERFACE
        fit(
            self._pen, words, x, y, area.width * _MM, area.height * _MM, size, min(least, size), bold=bold, middle=middle, center=center,
            color=color, languages=languages,
        )  # fmt: skip

    def _line(self, x: float, y: float, width: float, color: str, line: float) -> None:
        at_x, at_y = self._point(x, y)
        self._pen.setStrokeColor(color)
        self._pen.setLineWidth(line)
        self._pen.line(at_x, at_y, at_x + width * _MM, at_y)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the layout, in points from the lower left corner."""
        return x * _MM, (self._page.height - y) * _MM


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
