"""Slips with codes to vote at a laptop, to be cut and drawn from a hat."""

from __future__ import annotations

from collections.abc import Sequence

from peña_app.i18n import N_, Words, each
from peña_app.paper import About, Grid, Layout, Paragraph, Piece, Sheet, write
from peña_app.voting.model import Contest

_ACROSS = 4


def code_slips(contest: Contest, codes: Sequence[str], *, sheet: str = "letter") -> bytes:
    """Every code on a slip of its own. They are kept nowhere else: what is printed is all there is."""
    shown = [f"{code[:3]} {code[3:]}" for code in codes]
    shown += [""] * (-len(shown) % _ACROSS)
    columns: list[tuple[Words | str, float]] = [("", 1.0)] * _ACROSS
    rows: list[list[Words | str]] = [list(shown[at : at + _ACROSS]) for at in range(0, len(shown), _ACROSS)]
    pieces: list[Piece] = [
        Paragraph(contest.title, bold=True),
        Paragraph(each(N_("Cut the slips, fold them and let everyone draw one. Nobody writes down who drew which.")), small=True),
        Grid(columns, rows, row_height=46, header=False),
    ]
    return write(pieces, About(each(N_("Codes to vote")), note=contest.title), layout=Layout.BOTH, sheet=Sheet(sheet), size=16)
