"""What the door prints: sign-in sheets with numbered rows, and slips that nobody else reads."""

from __future__ import annotations

from peña_app.gatherings.model import Gathering
from peña_app.i18n import N_, Words, day_text, each, speaking
from peña_app.languages import INTERFACE
from peña_app.paper import RULE, SOFT, About, Grid, Layout, Paragraph, Pen, Sheet, fit, frame, write, write_pages
from peña_app.paper.preview import page_count

ROWS = 18
"""Rows on a sheet: people.md 4 asks for 16 to 20."""
_ABOVE = 128.0  # points for the sentence over the table and its header
_LEAST = 20.0  # points that a row needs for an adult's hand
_ACROSS, _DOWN = 2, 4
_MARGIN = 43.0


def sign_in_sheet(gathering: Gathering, *, sheet: str = "letter", slips: bool = False, sheets: int = 1) -> bytes:
    """A bilingual sign-in sheet as PDF: ``sheets`` pages of numbered rows, or one page of slips to cut.

    Nothing is asked about papers or origin, and only the name is needed (people.md 4).
    """
    about = About(each(N_("Sign-in sheet")), occasion=_occasion(gathering))
    if slips:
        return write_pages([lambda pen, wide, high: _page_of_slips(pen, wide, high, gathering)], about, sheet=Sheet(sheet))
    _wide, room = frame(Sheet(sheet), layout=Layout.BOTH, size=11)
    columns: list[tuple[Words, float]] = [
        (each(N_("Name you go by")), 5.2),
        (each(N_("How to reach you, if you want")), 4.4),
        (each(N_("Language")), 2.0),
        (each(N_("Interpretation")), 2.6),
        (each(N_("Childcare")), 2.1),
        (each(N_("May we call? Yes / No")), 2.6),
    ]
    sentence = Paragraph(each(N_("Only the name is needed. Write what you want to be called.")), small=True)
    rows = [[""] * len(columns) for _row in range(ROWS * sheets)]
    row_height = (room - _ABOVE) / ROWS
    while True:  # how high the header is depends on the words of each language
        grid = Grid(columns, rows, row_height=row_height, numbered=True)
        pdf = write([sentence, grid], about, layout=Layout.BOTH, sheet=Sheet(sheet), size=11)
        if page_count(pdf) <= sheets or row_height < _LEAST:
            return pdf
        row_height -= 1.0


def _page_of_slips(pen: Pen, wide: float, high: float, gathering: Gathering) -> None:
    width, height = (wide - 2 * _MARGIN) / _ACROSS, (high - 2 * _MARGIN) / _DOWN
    pen.setStrokeColor(RULE)
    pen.setLineWidth(0.6)
    pen.setDash(3, 3)
    for number in range(1, _ACROSS):
        pen.line(_MARGIN + number * width, _MARGIN, _MARGIN + number * width, high - _MARGIN)
    for number in range(1, _DOWN):
        pen.line(_MARGIN, _MARGIN + number * height, wide - _MARGIN, _MARGIN + number * height)
    pen.setDash([])
    for across in range(_ACROSS):
        for down in range(_DOWN):
            _slip(pen, _MARGIN + across * width + 12, _MARGIN + down * height + 10, width - 24, height - 20, gathering)


def _slip(pen: Pen, x: float, y: float, width: float, height: float, gathering: Gathering) -> None:
    asked = (
        each(N_("Name you go by")),
        each(N_("How to reach you, if you want")),
        each(N_("Language")),
        each(N_("May we call? Yes / No")),
    )
    title = 16.0
    fit(pen, _beside(gathering.title), x, y + height - title, width, title, 9, 6, color=SOFT, languages=("es",))
    step = (height - title) / len(asked)
    for number, words in enumerate(asked):
        base = y + height - title - (number + 1) * step
        fit(pen, _beside(words), x, base + step - 15, width, 15, 9, 6, languages=("es",))
        pen.line(x, base + 3, x + width, base + 3)


def _beside(words: Words) -> Words:
    return {"es": " · ".join(dict.fromkeys(words[code] for code in INTERFACE if words.get(code)))}


def _occasion(gathering: Gathering) -> Words:
    said: Words = {}
    for code in INTERFACE:
        with speaking(code):
            said[code] = f"{gathering.name} · {day_text(gathering.begins.astimezone().date())}"
    return said
