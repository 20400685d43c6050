"""What methods that add up have in common: who takes the places, who is level, and the sentences that say so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from operator import mul

from peña_app.i18n import N_, NN_
from peña_app.voting.counting import Marks, Pile, Result, Rules, Stage, Standing, Step, Undecided

_TIED = NN_(
    "{options} are tied for {count} place. The count does not choose between them: the group does, by the rule it set beforehand.",
    "{options} are tied for {count} places. The count does not choose between them: the group does, by the rule it set beforehand.",
)


def sorted_out(
    pile: Pile, rules: Rules, standing: Callable[[Marks, Rules], Standing]
) -> tuple[dict[Marks, int], dict[Standing, int]]:
    """The valid ballots of a pile in a fixed order, and how many ballots there are of each standing."""
    valid: dict[Marks, int] = {}
    counts = dict.fromkeys(Standing, 0)
    for marks, weight in sorted(pile.items()):
        found = standing(marks, rules)
        counts[found] += weight
        if found is Standing.VALID:
            valid[marks] = weight
    return valid, counts


def added(valid: Pile, options: int) -> tuple[int, ...]:
    """The sum of marks of every option."""
    weights = list(valid.values())
    return tuple(sum(map(mul, column, weights)) for column in zip(*valid, strict=True)) if valid else (0,) * options


def levels(totals: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """The options from most to fewest, level ones together and in the order of the list."""
    by_total = sorted(range(len(totals)), key=lambda option: (-totals[option], option))
    return tuple(tuple(level) for _total, level in groupby(by_total, key=lambda option: totals[option]))


def placed(order: Sequence[tuple[int, ...]], seats: int) -> tuple[tuple[int, ...], tuple[Undecided, ...]]:
    """Who takes the places: a level that fits takes them whole, the first that does not is undecided."""
    winners: tuple[int, ...] = ()
    for level in order:
        left = seats - len(winners)
        if left == 0:
            break
        if len(level) > left:
            return winners, (Undecided(level, left),)
        winners += level
    return winners, ()


def totalled(
    rules: Rules,
    variant: str,
    counts: dict[Standing, int],
    totals: tuple[int, ...],
    *,
    opening: Sequence[Step],
    has: str,
    supporters: tuple[int, ...] = (),
) -> Result:
    """The result of a count that adds up: the highest totals take the places.

    ``opening`` are the sentences that say how a ballot counts; ``has``, marked with two forms, says an option's total.
    """
    order = levels(totals)
    winners, undecided = placed(order, rules.seats)
    chosen = set(winners).union(*(each.options for each in undecided))
    empty = tuple(option for option in sorted(chosen) if totals[option] == 0)
    warnings = []
    if empty:
        warnings.append(
            Step(NN_("{options} has no votes at all.", "{options} have no votes at all."), {"options": empty, "n": len(empty)})
        )
    if rules.seats > len(totals):
        warnings.append(Step(N_("There are {seats} places and only {all} options."), {"seats": rules.seats, "all": len(totals)}))
    return Result(
        rules=rules,
        variant=variant,
        ballots=sum(counts.values()),
        valid=counts[Standing.VALID],
        blank=counts[Standing.BLANK],
        overvoted=counts[Standing.OVERVOTED],
        tallies=totals,
        winners=winners,
        undecided=undecided,
        order=order,
        stages=(Stage(1, N_("all ballots added up"), totals, elected=winners),),
        steps=(*opening, *_standings(order, totals, has), *_outcome(winners, undecided)),
        warnings=tuple(warnings),
        supporters=supporters,
    )


def counted(counts: dict[Standing, int]) -> Step:
    """The first sentence of every count: how many ballots there were, and of what kind."""
    return Step(
        NN_(
            "{count} ballot was counted: {valid} valid, {blank} blank, {overvoted} overvoted.",
            "{count} ballots were counted: {valid} valid, {blank} blank, {overvoted} overvoted.",
        ),
        {"n": sum(counts.values()), **{standing.value: count for standing, count in counts.items()}},
    )


def _standings(order: Sequence[tuple[int, ...]], totals: Sequence[int], has: str) -> list[Step]:
    steps = []
    ahead = 0
    for level in order:
        total = totals[level[0]]
        steps.append(Step(has, {"options": level, "n": total, "place": ahead + 1}))
        if len(level) > 1:
            steps.append(Step(N_("They are level and share place {place}."), {"place": ahead + 1}))
        ahead += len(level)
    return steps


def _outcome(winners: tuple[int, ...], undecided: Sequence[Undecided]) -> list[Step]:
    steps = []
    if winners:
        steps.append(Step(NN_("{options} wins.", "{options} win."), {"options": winners, "n": len(winners)}))
    steps += [Step(_TIED, {"options": tie.options, "n": tie.places}) for tie in undecided]
    return steps
