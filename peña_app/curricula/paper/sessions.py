"""The plan of a session on one page."""

from __future__ import annotations

from datetime import time

from peña_app.curricula.model import Material, Module, Session
from peña_app.curricula.paper.saying import amount
from peña_app.i18n import N_, _, each, speaking
from peña_app.languages import INTERFACE, language
from peña_app.paper import About, Checks, Grid, Heading, Layout, Piece, Sheet, Text, write
from peña_app.paper.preview import page_count

_PLAN_SIZES = (11, 10.5, 10, 9.5, 9, 8.5, 8)
"""The plan hangs beside the clock: the largest of these at which it is one page."""


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
        pieces += [Heading(each(N_("To bring")), level=3), Checks([amount(material, INTERFACE) for material in bring.values()])]
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
