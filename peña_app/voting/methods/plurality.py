"""One choice: every ballot has one vote, and most votes win (RONR 12th ed., 44:11)."""

from __future__ import annotations

from peña_app.i18n import N_, NN_
from peña_app.voting.columns import sums
from peña_app.voting.counting import Kind, Method, Pile, Result, Rules, Step
from peña_app.voting.methods.totals import counted, totalled


def count(pile: Pile, options: int, rules: Rules) -> Result:
    """The options with most marks take the places."""
    return totalled(
        rules,
        "most first choices",
        pile,
        sums(pile.ballots, options),
        opening=[counted(pile), Step(N_("Each valid ballot gives one vote to the option it marks."), {})],
        has=NN_("{options}: {count} vote.", "{options}: {count} votes."),
    )


PLURALITY = Method(
    key="plurality",
    name=N_("One choice"),
    about=N_(
        "Each person marks one option, and the option with most marks wins. Good for two options; with more, a minority can win."
    ),
    asks=N_("Which of these two do more of us prefer?"),
    instruction=N_("Mark one option only."),
    unit=NN_("{count} vote", "{count} votes"),
    counts=N_("Votes received"),
    too_many=N_("More than one option is marked."),
    reference="RONR 12th ed., 44:11",
    kind=Kind.ONE,
    count=count,
)
