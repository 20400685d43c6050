"""Ranked Pairs: wins are locked in from the largest margin down, except one that would close a circle (Tideman 1987).

Equal margins: fewer votes against first; where that is equal too, every order of locking is explored while there are few, and
the options that win in some of them are tied. Beyond that the lot orders them; without one, all that can still win are tied.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from peña_app.i18n import N_
from peña_app.voting.columns import head_to_head
from peña_app.voting.counting import Kind, Method, Pile, Result, Rules, Step
from peña_app.voting.methods.duels import UNIT, Table, by_order, opening, strength
from peña_app.voting.methods.totals import incomplete

_FEW = 20_000
Win = tuple[int, int]
Reach = tuple[int, ...]
"""Who can be reached from each option by locked wins, as bits."""


def groups(duels: Table, rules: Rules) -> list[list[Win]]:
    """The wins from the strongest down; those between which the rule does not choose stand together."""
    options = range(len(duels))

    def key(win: Win) -> tuple[object, int]:
        return (-strength(duels, rules, *win), duels[win[1]][win[0]])

    wins = sorted(((one, other) for one in options for other in options if duels[one][other] > duels[other][one]), key=key)
    return [list(level) for _key, level in groupby(wins, key=key)]


def _locked(reach: Reach, win: Win) -> Reach:
    """Who can be reached from each option, as bits, once a win is locked; the same if it would close a circle."""
    winner, loser = win
    if reach[loser] >> winner & 1 or reach[winner] >> loser & 1:
        return reach
    gained = reach[loser] | 1 << loser
    return tuple(known | gained if option == winner or known >> winner & 1 else known for option, known in enumerate(reach))


def explored(levels: Sequence[Sequence[Win]], options: int, rules: Rules) -> tuple[set[Reach], bool]:
    """What can be reached from each option in the end, in every order of locking; and whether all orders were tried."""
    states = {(0,) * options}
    for level in levels:
        following: set[Reach] = set()
        for state in states:
            fixed = _without_conflict(state, level)
            if fixed is not None:
                following.add(fixed)
            elif rules.lot:
                following.add(_in_order(state, sorted(level, key=lambda win: _by_lot(rules, win))))
            else:
                ends = _every_order(state, level)
                if ends is None or len(following) + len(ends) > _FEW:
                    return states, False  # whoever could still win is among those that nobody is ahead of here
                following |= ends
        states = following
    return states, True


def _every_order(state: Reach, wins: Sequence[Win]) -> set[Reach] | None:
    """Where locking these wins can end, in whatever order; None if there are too many ways."""
    seen, waiting, ends = {state}, [state], set[Reach]()
    while waiting:
        here = waiting.pop()
        left = [win for win in wins if _decides(here, win)]
        if not left:
            ends.add(here)
        for win in left:
            further = _locked(here, win)
            if further not in seen:
                seen.add(further)
                waiting.append(further)
        if len(seen) > _FEW:
            return None
    return ends


def _decides(state: Reach, win: Win) -> bool:
    return not (state[win[0]] >> win[1] & 1 or state[win[1]] >> win[0] & 1)


def _in_order(state: Reach, wins: Sequence[Win]) -> tuple[int, ...]:
    for win in wins:
        state = _locked(state, win)
    return state


def _without_conflict(state: Reach, wins: Sequence[Win]) -> tuple[int, ...] | None:
    """The state once all these wins are locked, if all of them can be: then their order does not matter."""
    open_wins = [win for win in wins if _decides(state, win)]
    for win in open_wins:
        if state[win[1]] >> win[0] & 1:
            return None
        state = _locked(state, win)
    return state


def _by_lot(rules: Rules, win: Win) -> tuple[int, int]:
    """A win over an option that was drawn later is locked first; then a win of one drawn earlier."""
    drawn = {option: place for place, option in enumerate(rules.lot)}
    last = len(drawn)
    return (drawn.get(win[0], last), -drawn.get(win[1], last))


def order(states: set[Reach], options: int) -> tuple[tuple[int, ...], ...]:
    """The options from first to last: those that stand first in some way of locking together, then the same without them."""
    left = list(range(options))
    found = []
    while left:
        level = tuple(one for one in left if any(not any(state[other] >> one & 1 for other in left) for state in states))
        found.append(level)
        left = [option for option in left if option not in level]
    return tuple(found)


def count(pile: Pile, options: int, rules: Rules) -> Result:
    """The order that the locked wins leave."""
    variant = f"strength by {rules.strength}; equal margins by fewer votes against"
    duels = head_to_head(pile.ballots, options)
    steps = opening(pile, rules, duels)
    if not pile.valid or options < 2:
        return incomplete(rules, variant, pile, options, steps)
    levels = groups(duels, rules)
    states, complete = explored(levels, options, rules)
    reach = min(states)
    for win in (win for level in levels for win in level) if complete else ():
        one, other = win
        if reach[one] >> other & 1:
            steps.append(Step(N_("{options} over {other}, {votes} to {others}: it holds."), _facts(duels, win)))
        else:
            steps.append(Step(N_("{options} over {other}, {votes} to {others}: it is left out, because it would close a circle with stronger wins."), _facts(duels, win)))  # fmt: skip
    warnings = []
    if len(states) > 1:
        steps.append(
            Step(N_("Some wins are equally strong, and the order in which they are taken matters. Every order was tried."), {})
        )
    if not complete:
        warnings.append(
            Step(
                N_(
                    "There are more orders of equally strong wins than could be tried. All that could still win are named as tied."
                ),
                {},
            )
        )
    return by_order(pile, rules, variant, duels, order(states, options), steps, warnings)


def _facts(duels: Table, win: Win) -> dict[str, int | str | tuple[int, ...]]:
    one, other = win
    return {"options": (one,), "other": (other,), "votes": duels[one][other], "others": duels[other][one]}


RANKED_PAIRS = Method(
    key="ranked-pairs",
    name=N_("One to one (Ranked Pairs)"),
    about=N_(
        "Each person ranks the options, and the clearest duels are settled first. Good for hard choices among several options, because every step can be read aloud."
    ),
    asks=N_("Which option would beat every other one, one to one?"),
    instruction=N_(
        "Give 1 to the option you like best, 2 to the next, and so on. You may stop whenever you want, and may give two the same number."
    ),
    unit=UNIT,
    counts=N_("Pairs won"),
    too_many="",
    reference="Tideman 1987",
    kind=Kind.RANKING,
    count=count,
)
