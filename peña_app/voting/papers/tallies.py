"""Sheets on which people count by hand, one for each kind of ballot."""

from __future__ import annotations

from peña_app.i18n import N_, Words, each, number_text
from peña_app.paper import About, Grid, Layout, Paragraph, Piece, Sheet, Space, write
from peña_app.voting.charts import both
from peña_app.voting.charts.grades import grade_names
from peña_app.voting.charts.sentences import BUDGETS, money
from peña_app.voting.counting import Kind
from peña_app.voting.methods import method
from peña_app.voting.model import Contest
from peña_app.voting.papers.results import signatures

_ROUNDS = 6
_PAIRS = 12
"""Up to so many options the pairs of a ranking fit on the sheet."""
_IN_PAIRS = frozenset({"schulze", "ranked-pairs"})
_IN_ROUNDS = frozenset({"irv", "stv-scottish", "stv-meek"})
_READ = N_("One person reads each ballot aloud, another makes the strokes, and two others watch.")

Columns = list[tuple[Words | str, float]]
Rows = list[list[Words | str]]


def tally_sheet(contest: Contest, *, sheet: str = "letter") -> bytes:
    """A sheet on which two people count by hand: a row an option, what the method counts, and a total."""
    asked, columns, rows, wide = _asked(contest)
    apart: Rows = [[each(marked), *[""] * (len(columns) - 1)] for marked in (N_("Blank"), N_("Overvoted"), N_("Rejected"))]
    pieces: list[Piece] = [
        Paragraph(contest.title, bold=True),
        Paragraph(each(asked), small=True),
        Grid(columns, rows + apart, row_height=27 if wide else 34),
        Space(4),
        *signatures(2),
    ]
    about = About(each(N_("Tally sheet")), note=contest.title)
    return write(pieces, about, layout=Layout.BOTH, sheet=Sheet(sheet), size=11 if not wide else 10, landscape=wide)


def _asked(contest: Contest) -> tuple[str, Columns, Rows, bool]:
    """What to do, the columns, a row for each option, and whether the sheet lies on its side."""
    rules = contest.rules
    kind = method(rules.method).marked(rules)
    if rules.method in _IN_ROUNDS:
        return _rounds(contest)
    if rules.method in _IN_PAIRS and len(contest.options) <= _PAIRS:
        return _pairs(contest)
    if kind is Kind.GRADES:
        return _marks(contest, [each(marked) for marked in reversed(grade_names(rules))])
    if kind is Kind.SCORES:
        return _marks(contest, [str(score) for score in range(rules.top, -1, -1)])
    if kind is Kind.RANKING:
        return _marks(contest, [f"{place}." for place in range(1, min(len(contest.options), 8) + 1)])
    columns: Columns = [(each(N_("Option")), 4.0), (each(N_("Strokes, in fives")), 7.0), (each(N_("Total")), 1.4)]
    rows: Rows = [[option.words, "", ""] for option in contest.options]
    if rules.method in BUDGETS and len(rules.costs) == len(contest.options):
        columns.insert(1, (each(N_("Cost")), 1.6))
        for row, cost in zip(rows, rules.costs, strict=True):
            row.insert(1, both(lambda cost=cost: money(cost, rules.cents)))  # type: ignore[misc]
    return _READ, columns, rows, False


def _marks(contest: Contest, heads: list[Words | str] | list[Words] | list[str]) -> tuple[str, Columns, Rows, bool]:
    """A column for every mark that an option can get."""
    columns: Columns = [(each(N_("Option")), 3.4), *((head, 1.7) for head in heads), (each(N_("Total")), 1.3)]
    rows: Rows = [[option.words, *[""] * (len(heads) + 1)] for option in contest.options]
    return _READ, columns, rows, len(heads) > 3


def _rounds(contest: Contest) -> tuple[str, Columns, Rows, bool]:
    """The papers lie in a pile for each option; after each round the piles are counted."""
    columns: Columns = [(each(N_("Option")), 3.4)]
    columns += [(both(lambda n=n: f"{number_text(n)}."), 1.2) for n in range(1, _ROUNDS + 1)]  # type: ignore[misc]
    rows: Rows = [[option.words, *[""] * _ROUNDS] for option in contest.options]
    rows += [[each(marked), *[""] * _ROUNDS] for marked in (N_("Passed to nobody"), N_("Total"))]
    asked = N_(
        "Lay the ballots in a pile for each first choice and count the piles. In each round one pile is moved on, and the total stays the same."
    )
    return asked, columns, rows, True


def _pairs(contest: Contest) -> tuple[str, Columns, Rows, bool]:
    """A cell for each pair: a stroke for every ballot on which the row stands above the column."""
    numbers = range(1, len(contest.options) + 1)
    columns: Columns = [(each(N_("Option")), 3.4), *((str(number), 1.2) for number in numbers)]
    rows: Rows = []
    for number, option in enumerate(contest.options, start=1):
        words = {code: f"{number}. {text}" for code, text in option.words.items()}
        rows.append([words, *("–" if number == other else "" for other in numbers)])
    return N_("For each ballot, make a stroke wherever the row stands above the column."), columns, rows, True
