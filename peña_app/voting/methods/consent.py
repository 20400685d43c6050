"""Consent: who supports, who stands aside, who blocks; or a fist to five fingers. Nobody is outvoted silently."""

from __future__ import annotations

from peña_app.i18n import N_, NN_
from peña_app.voting.columns import distribution
from peña_app.voting.counting import Fact, Kind, Method, Pile, Result, Rules, Stage, Step
from peña_app.voting.marks import grades
from peña_app.voting.methods.totals import counted, levels

_LOW = 3
"""A fist is a block; one or two fingers (marks 2 and 3) are concerns to hear."""


def count(pile: Pile, options: int, rules: Rules) -> Result:
    """Which proposals nobody blocks, and the concerns there are to hear about each."""
    highest = grades(rules)
    table = distribution(pile.ballots, options, highest)
    steps = [counted(pile)]
    agreed: list[int] = []
    for option, row in enumerate(table):
        blocks = row[1]
        aside = row[2] if highest == 3 else sum(row[2 : _LOW + 1])
        support = sum(row[(3 if highest == 3 else _LOW + 1) :])
        facts: dict[str, Fact] = {"options": (option,), "support": support, "aside": aside, "blocks": blocks}
        if highest == 3:
            steps.append(Step(N_("{options}: {support} support it, {aside} stand aside, {blocks} block it."), facts))
        else:
            steps.append(Step(N_("{options}: {support} show three fingers or more, {aside} one or two, {blocks} a fist."), facts))
        if blocks:
            steps.append(Step(NN_("There is no consent on {options}: {count} block to hear and answer before it is asked again.", "There is no consent on {options}: {count} blocks to hear and answer before it is asked again."), {"options": (option,), "n": blocks}))  # fmt: skip
        elif support:
            agreed.append(option)
            steps.append(Step(N_("There is consent on {options}: nobody blocks it."), {"options": (option,)}))
        else:
            steps.append(Step(N_("Nobody supports {options}."), {"options": (option,)}))
        if aside and not blocks:
            steps.append(Step(NN_("{count} concern about {options} to hear before going on.", "{count} concerns about {options} to hear before going on."), {"options": (option,), "n": aside}))  # fmt: skip
    supported = tuple(sum(row[(3 if highest == 3 else _LOW + 1) :]) for row in table)
    return Result(
        rules=rules,
        variant="fist to five" if highest == 6 else "support, stand aside, block",
        ballots=pile.valid + pile.blank + pile.overvoted,
        valid=pile.valid,
        blank=pile.blank,
        overvoted=pile.overvoted,
        tallies=supported,
        winners=tuple(agreed),
        undecided=(),
        order=levels(supported),
        stages=(Stage(1, N_("all ballots added up"), supported, elected=tuple(agreed)),),
        steps=tuple(steps),
        distribution=table,
        outcome="consent" if len(agreed) == options else "concerns",
    )


CONSENT = Method(
    key="consent",
    name=N_("Consent"),
    about=N_(
        "Each person says whether they support the proposal, stand aside or block it, and it goes ahead only if nobody blocks. Good for groups that want to hear every concern before they act."
    ),
    asks=N_("Does anyone have a reason why we should not do this?"),
    instruction=N_("Say for each proposal whether you support it, stand aside, or block it."),
    unit=NN_("{count} in support", "{count} in support"),
    counts=N_("In support"),
    too_many=N_("More than one box is marked for a proposal."),
    reference="consensus practice",
    kind=Kind.GRADES,
    count=count,
)
