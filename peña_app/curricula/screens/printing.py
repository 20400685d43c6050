"""What the room offers in the print dialog."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import time
from typing import Final

from peña_app.curricula.library import glossary
from peña_app.curricula.model import Activity, Module, Session
from peña_app.curricula.owned import OwnActivity, state
from peña_app.curricula.terms import Term
from peña_app.i18n import _, worded
from peña_app.ui.desk import Choice, Printable

_SIZES: Final = (12, 14, 18, 22)
_HANDOUT: Final[tuple[tuple[str, Callable[[], str]], ...]] = (
    ("columns", lambda: _("Both languages side by side")),
    ("columns+2", lambda: _("Side by side, on 2 pages")),
    ("columns+4", lambda: _("Side by side, on 4 pages")),
    ("columns+6", lambda: _("Side by side, on 6 pages")),
    ("columns+8", lambda: _("Side by side, on 8 pages")),
    ("duplex", lambda: _("Spanish in front, English behind")),
    ("facing", lambda: _("Small facing pages")),
    ("booklet", lambda: _("Booklet to fold")),
    ("es", lambda: _("Spanish only")),
    ("en", lambda: _("English only")),
    ("guide", lambda: _("Guide for whoever facilitates")),
    ("card", lambda: _("Technique card")),
    ("interpreter", lambda: _("For whoever interprets")),
)
_GLOSSARY: Final[tuple[tuple[str, Callable[[], str]], ...]] = (
    ("card", lambda: _("This word for the wall")),
    ("columns", lambda: _("Glossary, both languages side by side")),
    ("booklet", lambda: _("Glossary as a booklet to fold")),
    ("cards", lambda: _("Every word for the wall")),
)
_SESSION: Final[tuple[tuple[str, Callable[[], str]], ...]] = (
    ("plan", lambda: _("Plan of the session")),
    ("tally", lambda: _("Sheet to count who came, without names")),
)


def handout(
    activity: Activity, module: Module | None = None, *, own: OwnActivity | None = None, terms: Sequence[Term] = ()
) -> Printable:
    """An activity in the layout that is chosen; of the group's ``own`` it is said where it is a draft."""
    states = _states(own) if own is not None else None

    def make(choice: Choice) -> bytes:
        from peña_app.curricula import paper

        layout, _plus, pages = choice.layout.partition("+")
        return paper.handout(
            activity, module, layout=layout, sheet=choice.sheet, size=choice.size, pages=int(pages or 0), states=states,
            terms=terms or glossary(),
        )  # fmt: skip

    return Printable(lambda: activity.name, make, _HANDOUT, _SIZES, file_name=activity.id)


def _states(own: OwnActivity) -> Mapping[tuple[str, str, int, str], str]:
    """Where every text that is printed stands."""
    leads = {held.slug: own.activity.lead(block) for held, block in zip(own.blocks, own.activity.blocks, strict=True)}
    return {
        (spot.block, spot.field, spot.at, code): state(unit, code, leads[spot.block])
        for spot, unit in own.places()
        for code, text in unit.words.items()
        if text
    }


def session_paper(module: Module, session: Session, begins: time, name: str = "") -> Printable:
    """A session's plan, or the sheet on which those who came are counted."""

    def make(choice: Choice) -> bytes:
        from peña_app.curricula import paper

        if choice.layout == "tally":
            return paper.tally_sheet(sheet=choice.sheet)
        return paper.session_plan(module, session, begins, sheet=choice.sheet)

    file = name or f"{module.id}-{module.number_of(session)}"
    return Printable(lambda: worded(session.title) or module.name, make, _SESSION, file_name=file)


def glossary_paper(terms: Sequence[Term], chosen: Term) -> Printable:
    """The glossary as a booklet, or words large for the wall."""

    def make(choice: Choice) -> bytes:
        from peña_app.curricula import paper

        if choice.layout in {"card", "cards"}:
            return paper.wall_cards([chosen] if choice.layout == "card" else terms, sheet=choice.sheet)
        return paper.glossary_booklet(terms, layout=choice.layout, sheet=choice.sheet)

    return Printable(lambda: _("Glossary"), make, _GLOSSARY, file_name="glosario")
