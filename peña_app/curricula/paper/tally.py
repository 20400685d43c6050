"""A sheet to count who came, with ticks and without names."""

from __future__ import annotations

from collections.abc import Sequence

from peña_app.i18n import N_, each
from peña_app.languages import INTERFACE, language
from peña_app.paper import INK, RULE, About, Draw, Drawing, Grid, Heading, Layout, Paragraph, Pen, Piece, Sheet, Text, fit, write
from peña_app.paper.marks import square

_ROW = 28.0
_LABEL = 168.0
_TOTAL = 52.0
_BOX = 9.0
_FIVES = 4
_LINES = 2

_PEOPLE = (N_("Adults"), N_("Young people, 13 to 17"), N_("Children up to 12"))
_ALSO = (N_("First time here"), N_("Used the headset"), N_("Children in child care"), N_("Wants to help next time"))


def tally_sheet(*, sheet: str = "letter", languages: Sequence[str] = INTERFACE) -> bytes:
    """One page on which every person is a tick: how old, in which language, for the first time. Nobody signs."""
    title = each(N_("How many of us came"))
    lines = each(N_("Another language: ____________"))
    rows: list[Piece] = [
        Heading(title),
        Paragraph(each(N_("Each box is one person. No names are written here."))),
        Grid([(each(N_("Gathering")), 3), (each(N_("Date")), 1.4), (each(N_("Counted by")), 2)], [["", "", ""]], row_height=30),
        Heading(each(N_("Who")), level=3),
        *map(_row, map(each, _PEOPLE)),
        Heading(each(N_("Language they speak most easily")), level=3),
        *(_row(language(code).name) for code in languages),
        _row(lines),
        Heading(each(N_("Also")), level=3),
        *map(_row, map(each, _ALSO)),
    ]
    return write(rows, About(title), layout=Layout.BOTH, sheet=Sheet(sheet), size=10.5)


def _row(label: Text) -> Drawing:
    return Drawing(_ROW, _boxes(label))


def _boxes(label: Text) -> Draw:
    def draw(pen: Pen, width: float, height: float) -> None:
        fit(pen, label, 0, 0, _LABEL, height, 11, 8, middle=True, languages=INTERFACE)
        room = width - _LABEL - _TOTAL - 22
        gap = 7.0
        step = (room - gap * (_FIVES - 1)) / (_FIVES * 5)
        for line in range(_LINES):
            y = height / 2 + (2.5 if line == 0 else -2.5 - _BOX)
            for number in range(_FIVES * 5):
                x = _LABEL + 8 + number * step + gap * (number // 5)
                square(pen, x, y, _BOX, line=0.8)
        pen.saveState()
        pen.setStrokeColor(INK)
        pen.setLineWidth(1.1)
        pen.rect(width - _TOTAL, height / 2 - 14, _TOTAL, 28)
        pen.setStrokeColor(RULE)
        pen.setLineWidth(0.5)
        pen.line(0, -3, width, -3)
        pen.restoreState()

    return draw
