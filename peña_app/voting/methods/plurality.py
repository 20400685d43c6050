"""One choice: every ballot has one vote, and most votes win (RONR 12th ed., 44:11)."""

from __future__ import annotations

from peña_app.i18n import N_, NN_
from peña_app.voting.counting import Marks, Method, Pile, Result, Rules, Standing, Step
from peña_app.voting.methods.totals import added, counted, sorted_out, totalled


def standing(marks: Marks, _rules: Rules) -> Standing:
    """Blank without a mark, overvoted with more than one."""
    marked = len(marks) - marks.count(0)
    return Standing.VALID if marked == 1 else Standing.OVERVOTED if marked else Standing.BLANK


def count(pile: Pile, options: int, rules: Rules) -> Result:
    """The options with most marks take the places."""
    valid, counts = sorted_out(pile, rules, standing)
    opening = [counted(counts), Step(N_("Each valid ballot gives one vote to the option it marks."), {})]
    return totalled(
        rules,
        "most first choices",
        counts,
        added(valid, options),
        opening=opening,
        has=NN_("{options}: {count} vote.", "{options}: {count} votes."),
    )


PLURALITY = Method(
    key="plurality",
    name=N_("One choice"),
    about=N_(
        "Each person marks one option, and the option with most marks wins. Good for two options; with more, a minority can win."
    ),
    instruction=N_("Mark one option only."),
    unit=NN_("{count} vote", "{count} votes"),
    counts=N_("Votes received"),
    too_many=N_("More than one option is marked."),
    reference="RONR 12th ed., 44:11",
    standing=standing,
    count=count,
)
