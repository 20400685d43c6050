"""Approval: a ballot may mark any number of options, and most approvals win (Brams and Fishburn 1978)."""

from __future__ import annotations

from peña_app.i18n import N_, NN_
from peña_app.voting.counting import Marks, Method, Pile, Result, Rules, Standing, Step
from peña_app.voting.methods.totals import added, counted, sorted_out, totalled


def standing(marks: Marks, _rules: Rules) -> Standing:
    """Blank without a mark; never too many."""
    return Standing.VALID if any(marks) else Standing.BLANK


def count(pile: Pile, options: int, rules: Rules) -> Result:
    """The options with most approvals take the places."""
    valid, counts = sorted_out(pile, rules, standing)
    opening = [counted(counts), Step(N_("Each valid ballot gives one vote to every option it marks."), {})]
    return totalled(
        rules,
        "count of approvals",
        counts,
        added(valid, options),
        opening=opening,
        has=NN_("{options}: {count} approval.", "{options}: {count} approvals."),
    )


APPROVAL = Method(
    key="approval",
    name=N_("Approval"),
    about=N_(
        "Each person marks every option they support, and the option with most support wins. Good for finding what most people can live with."
    ),
    instruction=N_("Mark every option that you support."),
    unit=NN_("{count} approval", "{count} approvals"),
    counts=N_("Approvals"),
    too_many="",
    reference="Brams and Fishburn 1978",
    standing=standing,
    count=count,
)
