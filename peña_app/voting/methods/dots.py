"""Dots: each person spreads a number of dots over the options, and most dots win (cumulative voting)."""

from __future__ import annotations

from peña_app.i18n import N_, NN_
from peña_app.voting.columns import sums, supporters
from peña_app.voting.counting import Kind, Method, Pile, Result, Rules, Step
from peña_app.voting.methods.totals import counted, totalled


def count(pile: Pile, options: int, rules: Rules) -> Result:
    """The options with most dots take the places; how many ballots gave each any dot is told beside it."""
    opening = [
        counted(pile),
        Step(
            NN_("Each person had {count} dot, and could put up to {most} on one option.", "Each person had {count} dots, and could put up to {most} on one option."),
            {"n": rules.dots, "most": rules.max_per_option},
        ),
    ]  # fmt: skip
    if pile.overvoted:
        opening.append(
            Step(N_("A ballot that spends more dots than there are, or too many on one option, does not count in any part."), {})
        )
    return totalled(
        rules,
        f"{rules.dots} dots, at most {rules.max_per_option} on one option",
        pile,
        sums(pile.ballots, options),
        opening=opening,
        has=NN_("{options}: {count} dot.", "{options}: {count} dots."),
        supporters=supporters(pile.ballots, options),
    )


DOTS = Method(
    key="dots",
    name=N_("Dots"),
    about=N_(
        "Each person spreads a few dots over the options they care about, more dots where they care more. Good for setting priorities in a long list."
    ),
    asks=N_("What comes first for us, in a long list?"),
    instruction=NN_(
        "You have {n} dot. Fill in up to {n} box, and up to {most} for the same option.",
        "You have {n} dots. Fill in up to {n} boxes, and up to {most} for the same option.",
    ),
    unit=NN_("{count} dot", "{count} dots"),
    counts=N_("Dots"),
    too_many=N_("More dots are marked than each person has, or too many on one option."),
    reference="cumulative voting",
    kind=Kind.DOTS,
    count=count,
)
