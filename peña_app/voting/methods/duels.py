"""What Schulze and Ranked Pairs have in common: how strong a win is, and the result as an order of options."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from peña_app.i18n import N_, NN_
from peña_app.voting.counting import Pile, Result, Rules, Stage, Step
from peña_app.voting.methods.totals import counted, outcome, placed

Table = Sequence[Sequence[int]]

ABOVE = N_("{options} is preferred to {other} on {votes} ballots, and {other} to {options} on {others}.")
BEATS_ALL = N_("{options} beats every other option one to one.")
NO_SUCH = N_("No option beats every other one: the wins go round in a circle.")


def strength(duels: Table, rules: Rules, winner: int, loser: int) -> Fraction | int:
    """How strongly one option beats another; 0 where it does not."""
    ahead, behind = duels[winner][loser], duels[loser][winner]
    if ahead <= behind:
        return 0
    if rules.strength == "winning-votes":
        return ahead
    if rules.strength == "ratio":
        return Fraction(ahead, behind) if behind else Fraction(ahead) * _UNBEATEN
    return ahead - behind


_UNBEATEN = 10**15
"""A win without any vote against it is stronger than every ratio there can be."""


def opening(pile: Pile, rules: Rules, duels: Table) -> list[Step]:
    """How the count begins: the duels, and whether an option wins them all."""
    steps = [counted(pile), Step(N_("Every option meets every other one: who is higher on more ballots wins the pair. Options without a rank are below all ranked ones."), {})]  # fmt: skip
    options = range(len(duels))
    best = [
        option for option in options if all(duels[option][other] > duels[other][option] for other in options if other != option)
    ]
    steps.append(Step(BEATS_ALL, {"options": (best[0],)}) if best else Step(NO_SUCH, {}))
    return steps


def by_order(
    pile: Pile,
    rules: Rules,
    variant: str,
    duels: Table,
    order: Sequence[tuple[int, ...]],
    steps: Sequence[Step],
    warnings: Sequence[Step] = (),
) -> Result:
    """The result of a method that puts the options into an order; a tally is how many duels an option wins."""
    winners, undecided, ties = placed(order, rules)
    options = range(len(duels))
    wins = tuple(sum(duels[option][other] > duels[other][option] for other in options) for option in options)
    return Result(
        rules=rules,
        variant=variant,
        ballots=pile.valid + pile.blank + pile.overvoted,
        valid=pile.valid,
        blank=pile.blank,
        overvoted=pile.overvoted,
        tallies=wins,
        winners=winners,
        undecided=undecided,
        order=tuple(order),
        stages=(Stage(1, N_("pairs won"), wins, elected=winners),),
        steps=(*steps, *outcome(winners), *ties),
        warnings=tuple(warnings),
        pairwise=tuple(tuple(row) for row in duels),
    )


UNIT = NN_("{count} pair won", "{count} pairs won")
