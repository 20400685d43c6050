"""What the room prints: handouts in every layout, session plans, glossaries, wall cards and a sheet to count who came."""

from __future__ import annotations

from peña_app.curricula.paper.handouts import LAYOUTS, SIZES, TOGETHER, Printed, handout, printed
from peña_app.curricula.paper.sessions import session_plan
from peña_app.curricula.paper.tally import tally_sheet
from peña_app.curricula.paper.terms import glossary_booklet, wall_cards

__all__ = [
    "LAYOUTS",
    "SIZES",
    "TOGETHER",
    "Printed",
    "glossary_booklet",
    "handout",
    "printed",
    "session_plan",
    "tally_sheet",
    "wall_cards",
]
