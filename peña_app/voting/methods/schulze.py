"""Schulze: an option stays ahead of another if its strongest path of wins to it is stronger than any path back.

Markus Schulze, "The Schulze Method of Voting", arXiv 1804.02973. Unranked options are below all ranked ones; options at one
rank are level there. Strength by margins (the default), winning votes, or ratio.
"""

from __future__ import annotations

from fractions import Fraction

from peña_app.i18n import N_
from peña_app.voting.columns import head_to_head
from peña_app.voting.counting import Kind, Method, Pile, Result, Rules, Step
from peña_app.voting.methods.duels import UNIT, Table, by_order, opening, strength
from peña_app.voting.methods.totals import incomplete


def strongest_paths(duels: Table, rules: Rules) -> list[list[Fraction | int]]:
    """The strength of the strongest path from one option to another: [x][y]; 0 where there is none."""
    options = range(len(duels))
    paths: list[list[Fraction | int]] = [
        [strength(duels, rules, one, other) if one != other else 0 for other in options] for one in options
    ]
    for middle in options:
        through = paths[middle]
        for one in options:
            if one == middle:
                continue
            row = paths[one]
            first = row[middle]
            if not first:
                continue
            for other in options:
                way = min(first, through[other])
                if other not in (one, middle) and way > row[other]:
                    row[other] = way
    return paths


def order(paths: list[list[Fraction | int]]) -> tuple[tuple[int, ...], ...]:
    """The options from first to last; those that no other one left is ahead of stand together."""
    left = list(range(len(paths)))
    found = []
    while left:
        level = tuple(one for one in left if all(paths[one][other] >= paths[other][one] for other in left))
        found.append(level)
        left = [option for option in left if option not in level]
    return tuple(found)


def count(pile: Pile, options: int, rules: Rules) -> Result:
    """The order by strongest paths."""
    variant = f"strength by {rules.strength}; unranked below all ranked"
    duels = head_to_head(pile.ballots, options)
    steps = opening(pile, rules, duels)
    if not pile.valid or options < 2:
        return incomplete(rules, variant, pile, options, steps)
    placed = order(strongest_paths(duels, rules))
    if len(placed[0]) == 1 and options > 1:
        steps.append(Step(N_("From {options} there is a chain of wins to every other option that is stronger than any chain back."), {"options": placed[0]}))  # fmt: skip
    return by_order(pile, rules, variant, duels, placed, steps)


SCHULZE = Method(
    key="schulze",
    name=N_("One to one (Schulze)"),
    about=N_(
        "Each person ranks the options; who would beat every other one in a duel wins, and if the duels go round in a circle, the strongest chain of wins decides. Good for hard choices among several options."
    ),
    asks=N_("Which option would beat every other one, one to one?"),
    instruction=N_(
        "Give 1 to the option you like best, 2 to the next, and so on. You may stop whenever you want, and may give two the same number."
    ),
    unit=UNIT,
    counts=N_("Pairs won"),
    too_many="",
    reference="Schulze 2011, arXiv 1804.02973",
    kind=Kind.RANKING,
    count=count,
)
