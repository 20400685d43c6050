"""Approval: a ballot may mark any number of options, and most approvals win (Brams and Fishburn 1978)."""

from __future__ import annotations

from peña_app.i18n import N_, NN_
from peña_app.voting.columns import sums
from peña_app.voting.counting import Kind, Method, Pile, Result, Rules, Step
from peña_app.voting.methods.totals import counted, totalled


def count(pile: Pile, options: int, rules: Rules) -> Result:
    """The options with most approvals take the places."""
    opening = [counted(pile), Step(N_("Each valid ballot gives one vote to every option it marks."), {})]
    if rules.most:
        opening.append(
            Step(
                NN_("A ballot could mark up to {count} option.", "A ballot could mark up to {count} options."), {"n": rules.most}
            )
        )
    return totalled(
        rules,
        "count of approvals",
        pile,
        sums(pile.ballots, options),
        opening=opening,
        has=NN_("{options}: {count} approval.", "{options}: {count} approvals."),
    )


APPROVAL = Method(
    key="approval",
    name=N_("Approval"),
    about=N_(
        "Each person marks every option they support, and the option with most support wins. Good for finding what most people can live with."
    ),
    asks=N_("What can most of us live with?"),
    instruction=N_("Mark every option that you support."),
    unit=NN_("{count} approval", "{count} approvals"),
    counts=N_("Approvals"),
    too_many=N_("More options are marked than each person may mark."),
    reference="Brams and Fishburn 1978",
    kind=Kind.SET,
    count=count,
)
