"""What voting prints: ballots, the sheet to tally by hand, the certificate and the poster of a result."""

from peña_app.voting.papers.ballots import ballots, layout_file
from peña_app.voting.papers.layout import ballot_layout, fitting
from peña_app.voting.papers.poster import poster
from peña_app.voting.papers.results import result
from peña_app.voting.papers.tallies import tally_sheet

__all__ = ["ballot_layout", "ballots", "fitting", "layout_file", "poster", "result", "tally_sheet"]
