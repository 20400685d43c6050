"""Budget by votes: the project with most votes is funded, then the next that still fits, to the end of the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from peña_app.i18n import N_, NN_
from peña_app.voting.columns import sums, supporters
from peña_app.voting.counting import Kind, Method, Pile, Result, Rules, Stage, Step, figure
from peña_app.voting.methods.totals import counted, levels

FUNDED = NN_("{options} is funded.", "{options} are funded.")
SPENT = N_("{spent} of {budget} are spent.")


def marks(rules: Rules) -> Kind:
    """People approve projects, or give them points."""
    return Kind.DOTS if rules.points else Kind.SET


def money(units: int, rules: Rules) -> str:
    """A sum as text, with cents where the budget has them."""
    return figure(units, rules.cents) if rules.cents > 1 else str(units)


def require_costs(options: int, rules: Rules) -> None:
    """Check that every project has a cost.

    Raises:
        ValueError: it has not.
    """
    if len(rules.costs) != options or min(rules.costs, default=0) < 0:
        raise ValueError("a budget needs the cost of every option")


def by_votes(votes: Sequence[int], rules: Rules, *, per_cost: bool) -> list[int]:
    """The projects in the order in which they are looked at: ties by lower cost, then in the order of the list."""

    def worth(option: int) -> Fraction | int:
        cost = rules.costs[option]
        return votes[option] if not per_cost else Fraction(votes[option], cost) if cost else Fraction(10**30)

    return sorted(range(len(votes)), key=lambda option: (-worth(option), rules.costs[option], option))


def funded(order: Sequence[int], rules: Rules, spent: int = 0, already: Sequence[int] = ()) -> list[int]:
    """Those of them that fit, one after the other."""
    chosen = []
    for option in order:
        if option not in already and spent + rules.costs[option] <= rules.budget:
            chosen.append(option)
            spent += rules.costs[option]
    return chosen


def count(pile: Pile, options: int, rules: Rules) -> Result:
    """The projects that are funded, with what they cost together."""
    require_costs(options, rules)
    approvals = supporters(pile.ballots, options)
    points = rules.rule.startswith("points")
    votes = sums(pile.ballots, options) if points or not rules.points else approvals
    order = by_votes(votes, rules, per_cost=rules.rule.endswith("per-cost"))
    chosen = funded(order, rules)
    spent = sum(rules.costs[option] for option in chosen)
    steps: list[Step] = [counted(pile)]
    so_far = 0
    for option in order:
        facts: dict[str, int | str | tuple[int, ...]] = {
            "options": (option,), "n": votes[option], "cost": money(rules.costs[option], rules),
            "left": money(rules.budget - so_far, rules),
        }  # fmt: skip
        if option in chosen:
            so_far += rules.costs[option]
            steps.append(Step(NN_("{options}: {count} vote, costs {cost} of the {left} that are left, and is funded.", "{options}: {count} votes, costs {cost} of the {left} that are left, and is funded."), facts))  # fmt: skip
        else:
            steps.append(Step(NN_("{options}: {count} vote, costs {cost}. Only {left} are left, so it is passed over.", "{options}: {count} votes, costs {cost}. Only {left} are left, so it is passed over."), facts))  # fmt: skip
    steps.append(Step(SPENT, {"spent": money(spent, rules), "budget": money(rules.budget, rules)}))
    return budgeted(pile, rules, f"by {rules.rule}", votes, chosen, steps)


def budgeted(
    pile: Pile, rules: Rules, variant: str, votes: tuple[int, ...], chosen: Sequence[int], steps: Sequence[Step]
) -> Result:
    """The result of a budget: who is funded in that order, and the votes of all."""
    rest = [tuple(option for option in level if option not in chosen) for level in levels(votes)]
    return Result(
        rules=replace(rules, seats=max(1, len(chosen))),
        variant=variant,
        ballots=pile.valid + pile.blank + pile.overvoted,
        valid=pile.valid,
        blank=pile.blank,
        overvoted=pile.overvoted,
        tallies=votes,
        winners=tuple(chosen),
        undecided=(),
        order=(*((option,) for option in chosen), *(level for level in rest if level)),
        stages=(Stage(1, N_("all ballots added up"), votes, elected=tuple(chosen)),),
        steps=tuple(steps),
        total_cost=sum(rules.costs[option] for option in chosen),
    )


PB_GREEDY = Method(
    key="pb-greedy",
    name=N_("Budget by votes"),
    about=N_(
        "Each person marks the projects they want, and the ones with most votes are funded as long as the money lasts. Good when it must be simple; a majority can take the whole budget."
    ),
    asks=N_("Which projects do we pay for, the most wanted first?"),
    instruction=N_("Mark every project that you want to be paid for."),
    unit=NN_("{count} vote", "{count} votes"),
    counts=N_("Votes"),
    too_many=N_("More is marked than each person may mark."),
    reference="participatory budgeting practice",
    kind=Kind.SET,
    count=count,
    marks=marks,
)
