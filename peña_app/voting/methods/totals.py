"""What methods that add up have in common: who takes the places, who is level, and the sentences that say so."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

from peña_app.i18n import N_, NN_
from peña_app.voting.counting import Pile, Result, Rules, Stage, Step, Undecided, figure
from peña_app.voting.methods.ties import DRAWN, TIED

EMPTY = N_("There is no valid ballot to count.")


def levels(totals: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """The options from most to fewest, level ones together and in the order of the list."""
    by_total = sorted(range(len(totals)), key=lambda option: (-totals[option], option))
    return tuple(tuple(level) for _total, level in groupby(by_total, key=lambda option: totals[option]))


def placed(order: Sequence[tuple[int, ...]], rules: Rules) -> tuple[tuple[int, ...], tuple[Undecided, ...], tuple[Step, ...]]:
    """Who takes the places: a level that fits takes them whole, the first that does not goes to the lot, or is undecided."""
    winners: tuple[int, ...] = ()
    for level in order:
        left = rules.seats - len(winners)
        if left == 0:
            break
        if len(level) > left:
            drawn = sorted((option for option in level if option in rules.lot), key=rules.lot.index)
            if len(level) - len(drawn) > 1 or (len(drawn) < len(level) and left >= len(level)):
                return winners, (Undecided(level, left),), (Step(TIED, {"options": level, "n": left}),)
            ahead = tuple([*drawn, *(option for option in level if option not in drawn)][:left])
            return (*winners, *ahead), (), (Step(DRAWN, {"options": level, "chosen": ahead}),)
        winners += level
    return winners, (), ()


def incomplete(rules: Rules, variant: str, pile: Pile, options: int, opening: Sequence[Step]) -> Result:
    """The result where there is nothing to choose by or between."""
    level = tuple(range(options))
    winners, undecided, steps = placed((level,) if options else (), rules)
    return Result(
        rules=rules,
        variant=variant,
        ballots=pile.valid + pile.blank + pile.overvoted,
        valid=pile.valid,
        blank=pile.blank,
        overvoted=pile.overvoted,
        tallies=(0,) * options,
        winners=winners,
        undecided=undecided,
        order=(level,),
        stages=(Stage(1, N_("all ballots added up"), (0,) * options, elected=winners),),
        steps=(*opening, *outcome(winners), *steps),
        warnings=(Step(EMPTY, {}),) if not pile.valid else (),
    )


def totalled(
    rules: Rules,
    variant: str,
    pile: Pile,
    totals: tuple[int, ...],
    *,
    opening: Sequence[Step],
    has: str,
    supporters: tuple[int, ...] = (),
    scale: int = 1,
    order: tuple[tuple[int, ...], ...] | None = None,
    distribution: tuple[tuple[int, ...], ...] = (),
    out: Collection[int] = (),
) -> Result:
    """The result of a count that adds up: the highest totals take the places.

    ``opening`` are the sentences that say how a ballot counts; ``has``, marked with two forms, says an option's total. What is
    ``out`` cannot take a place.
    """
    order = levels(totals) if order is None else order
    inside = [tuple(option for option in level if option not in out) for level in order]
    winners, undecided, ties = placed([level for level in inside if level], rules)
    chosen = set(winners).union(*(each.options for each in undecided))
    empty = tuple(option for option in sorted(chosen) if totals[option] == 0)
    warnings = []
    if not pile.valid:
        warnings.append(Step(EMPTY, {}))
    elif empty:
        warnings.append(
            Step(NN_("{options} has no votes at all.", "{options} have no votes at all."), {"options": empty, "n": len(empty)})
        )
    if rules.seats > len(totals):
        warnings.append(Step(N_("There are {seats} places and only {all} options."), {"seats": rules.seats, "all": len(totals)}))
    return Result(
        rules=rules,
        variant=variant,
        ballots=pile.valid + pile.blank + pile.overvoted,
        valid=pile.valid,
        blank=pile.blank,
        overvoted=pile.overvoted,
        tallies=totals,
        winners=winners,
        undecided=undecided,
        order=order,
        stages=(Stage(1, N_("all ballots added up"), totals, elected=winners),),
        steps=(*opening, *standings(order, totals, has, scale), *outcome(winners), *ties),
        warnings=tuple(warnings),
        supporters=supporters,
        scale=scale,
        distribution=distribution,
    )


def counted(pile: Pile) -> Step:
    """The first sentence of every count: how many ballots there were, and of what kind."""
    return Step(
        NN_(
            "{count} ballot was counted: {valid} valid, {blank} blank, {overvoted} overvoted.",
            "{count} ballots were counted: {valid} valid, {blank} blank, {overvoted} overvoted.",
        ),
        {
            "n": pile.valid + pile.blank + pile.overvoted,
            "valid": pile.valid,
            "blank": pile.blank,
            "overvoted": pile.overvoted,
        },
    )


def standings(order: Sequence[tuple[int, ...]], totals: Sequence[int], has: str, scale: int = 1) -> list[Step]:
    """A sentence for each level, from the highest total down."""
    steps = []
    ahead = 0
    for level in order:
        total = totals[level[0]]
        shown = {"n": total} if scale == 1 else {"total": figure(total, scale)}
        steps.append(Step(has, {"options": level, "place": ahead + 1, **shown}))
        if len(level) > 1:
            steps.append(Step(N_("They are level and share place {place}."), {"place": ahead + 1}))
        ahead += len(level)
    return steps


def outcome(winners: tuple[int, ...]) -> list[Step]:
    """Who wins."""
    return [Step(NN_("{options} wins.", "{options} win."), {"options": winners, "n": len(winners)})] if winners else []
