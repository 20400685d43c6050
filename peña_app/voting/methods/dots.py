"""Dots: each person spreads a number of dots over the options, and most dots win (cumulative voting)."""

from __future__ import annotations

from peña_app.i18n import N_, NN_
from peña_app.voting.counting import Marks, Method, Pile, Result, Rules, Standing, Step
from peña_app.voting.methods.totals import added, counted, sorted_out, totalled


def standing(marks: Marks, rules: Rules) -> Standing:
    """Blank without a dot; overvoted as a whole when it spends more than there is, or puts too many on one option."""
    spent = sum(marks)
    if not spent:
        return Standing.BLANK
    return Standing.VALID if spent <= rules.dots and max(marks) <= rules.max_per_option else Standing.OVERVOTED


def count(pile: Pile, options: int, rules: Rules) -> Result:
    """The options with most dots take the places; how many ballots gave each any dot is told beside it."""
    valid, counts = sorted_out(pile, rules, standing)
    supported: dict[Marks, int] = {}
    for marks, weight in valid.items():
        support = tuple(1 if dots else 0 for dots in marks)
        supported[support] = supported.get(support, 0) + weight
    opening = [
        counted(counts),
        Step(
            NN_("Each person had {count} dot, and could put up to {most} on one option.", "Each person had {count} dots, and could put up to {most} on one option."),
            {"n": rules.dots, "most": rules.max_per_option},
        ),
    ]  # fmt: skip
    if counts[Standing.OVERVOTED]:
        opening.append(
            Step(N_("A ballot that spends more dots than there are, or too many on one option, does not count in any part."), {})
        )
    return totalled(
        rules,
        f"{rules.dots} dots, at most {rules.max_per_option} on one option",
        counts,
        added(valid, options),
        opening=opening,
        has=NN_("{options}: {count} dot.", "{options}: {count} dots."),
        supporters=added(supported, options),
    )


DOTS = Method(
    key="dots",
    name=N_("Dots"),
    about=N_(
        "Each person spreads a few dots over the options they care about, more dots where they care more. Good for setting priorities in a long list."
    ),
    instruction=NN_(
        "You have {n} dot. Fill in up to {n} box, and up to {most} for the same option.",
        "You have {n} dots. Fill in up to {n} boxes, and up to {most} for the same option.",
    ),
    unit=NN_("{count} dot", "{count} dots"),
    counts=N_("Dots"),
    too_many=N_("More dots are marked than each person has, or too many on one option."),
    reference="cumulative voting",
    standing=standing,
    count=count,
)
