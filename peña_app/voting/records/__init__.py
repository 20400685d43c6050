"""Contests in the workspace, and the box their ballots lie in."""

from peña_app.voting.model import UNCLEAR, Entered
from peña_app.voting.records.box import Sealed
from peña_app.voting.records.station import GROUP, LENGTH, LETTERS
from peña_app.voting.records.tables import migrations
from peña_app.voting.records.voting import Declared, Voting
from peña_app.voting.records.wall import SheetReading

__all__ = ["GROUP", "LENGTH", "LETTERS", "UNCLEAR", "Declared", "Entered", "Sealed", "SheetReading", "Voting", "migrations"]
