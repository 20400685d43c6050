"""What the door prints: sign-in sheets with numbered rows, and slips that nobody else reads."""

from __future__ import annotations

from peña_app.gatherings.model import Gathering
from peña_app.i18n import N_, Words, day_text, each, speaking
from peña_app.languages import INTERFACE
from peña_app.paper import About, Grid, Heading, Layout, Paragraph, Sheet, write

ROWS = 18
"""Rows on a sheet: people.md 4 asks for 16 to 20, tall enough for an adult's hand."""
_ROW_POINTS = {"letter": 27.0, "a4": 28.5}
_SLIPS = 4
_SLIP_POINTS = 150.0


def sign_in_sheet(gathering: Gathering, *, sheet: str = "letter", slips: bool = False, sheets: int = 1) -> bytes:
    """A bilingual sign-in sheet as PDF: ``sheets`` pages of numbered rows, or one page of slips to cut.

    Nothing is asked about papers or origin, and only the name is needed (people.md 4).
    """
    pieces = _slips(gathering) if slips else [piece for _n in range(sheets) for piece in _rows(sheet)]
    about = About(each(N_("Sign-in sheet")), occasion=_occasion(gathering))
    return write(pieces, about, layout=Layout.BOTH, sheet=Sheet(sheet), size=12, landscape=not slips)


def _rows(sheet: str) -> list[Heading | Paragraph | Grid]:
    columns: list[tuple[Words, float]] = [
        (each(N_("Name you go by")), 5.0),
        (each(N_("How to reach you, if you want")), 4.0),
        (each(N_("Language")), 2.2),
        (each(N_("Interpretation")), 1.9),
        (each(N_("Childcare")), 1.9),
        (each(N_("May we contact you? yes · no")), 2.4),
    ]
    grid = Grid(columns, [[""] * len(columns) for _row in range(_fitting(sheet))], row_height=_ROW_POINTS[sheet], numbered=True)
    return [Paragraph(each(N_("Only the name is needed. Write what you want to be called.")), small=True), grid]


def _fitting(sheet: str) -> int:
    return ROWS - 4 if sheet == "letter" else ROWS - 5


def _slips(gathering: Gathering) -> list[Heading | Paragraph | Grid]:
    asked: Words = {}
    for code in INTERFACE:
        with speaking(code):
            lines = [
                *(
                    f"{each(marked)[code]}: ______________________"
                    for marked in (N_("Name you go by"), N_("How to reach you, if you want"), N_("Language"))
                ),
            ]
        asked[code] = "\n".join(lines)
    cells = [[asked, asked] for _row in range(_SLIPS)]
    return [Grid([("", 1.0), ("", 1.0)], cells, row_height=_SLIP_POINTS, header=False)]


def _occasion(gathering: Gathering) -> Words:
    said: Words = {}
    for code in INTERFACE:
        with speaking(code):
            said[code] = f"{gathering.name} · {day_text(gathering.begins.astimezone().date())}"
    return said
