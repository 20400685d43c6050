"""What voting prints: ballots, the sheet to tally by hand, the certificate and the poster of a result."""

from peña_app.voting.papers.ballots import ballots
from peña_app.voting.papers.poster import poster
from peña_app.voting.papers.results import result
from peña_app.voting.papers.tallies import tally_sheet

__all__ = ["ballots", "poster", "result", "tally_sheet"]
