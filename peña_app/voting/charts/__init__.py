"""How a result is drawn: one definition of each chart for the screen, the wall and the paper."""

from __future__ import annotations

from peña_app.voting.charts.bars import Bar, BarChart, Line, between
from peña_app.voting.charts.board import Area, Board, Look, Pattern
from peña_app.voting.charts.chart import Chart, Figures, Named, both, in_order, lines
from peña_app.voting.charts.duels import GridChart, RunoffChart, grid, runoffs
from peña_app.voting.charts.money import BudgetChart, budget
from peña_app.voting.charts.profile import ProfileChart, concerns, profile
from peña_app.voting.charts.sentences import BUDGETS, base, label, lots, outcome, short_base, ties
from peña_app.voting.charts.spread import SpreadChart, spread
from peña_app.voting.charts.stages import heading, sentences, stage_charts, stage_table, staged
from peña_app.voting.charts.totals import attendance, motion, totals
from peña_app.voting.charts.wall import NEXT_STEP, Page, wall
from peña_app.voting.counting import Result
from peña_app.voting.model import Contest

__all__ = [
    "NEXT_STEP",
    "Area",
    "Bar",
    "BarChart",
    "Board",
    "BudgetChart",
    "Chart",
    "Figures",
    "GridChart",
    "Line",
    "Look",
    "Named",
    "Page",
    "Pattern",
    "ProfileChart",
    "RunoffChart",
    "SpreadChart",
    "base",
    "between",
    "both",
    "charts",
    "concerns",
    "grid",
    "heading",
    "in_order",
    "label",
    "lines",
    "lots",
    "outcome",
    "sentences",
    "short_base",
    "stage_charts",
    "stage_table",
    "staged",
    "ties",
    "wall",
]  # fmt: skip


def charts(contest: Contest, result: Result) -> tuple[Chart, ...]:
    """The charts of a result, the one that says who wins first. A count in stages is shown by its last; see `stage_charts`."""
    found: tuple[Chart | None, ...]
    method = result.rules.method
    if method == "motion":
        found = (motion(contest, result), attendance(result))
    elif method in BUDGETS and result.rules.costs:
        found = (budget(contest, result),)
    elif method in {"majority-judgment", "consent"} and result.distribution:
        found = (profile(contest, result),)
    elif method in {"schulze", "ranked-pairs"} and result.pairwise:
        found = (grid(contest, result), totals(contest, result))
    elif method == "star":
        found = (totals(contest, result), *runoffs(contest, result))
    elif method == "score" and result.distribution:
        found = (totals(contest, result), spread(contest, result))
    elif staged(result):
        found = (stage_charts(contest, result)[-1],)
    else:
        found = (totals(contest, result),)
    return tuple(chart for chart in found if chart is not None)
