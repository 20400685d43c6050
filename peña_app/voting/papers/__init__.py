"""What voting prints: ballots, the sheet to tally by hand, and the certificate of a result."""

from peña_app.voting.papers.ballots import ballots
from peña_app.voting.papers.results import result, tally_sheet

__all__ = ["ballots", "result", "tally_sheet"]
