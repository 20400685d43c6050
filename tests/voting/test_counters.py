"""Every method counts as a second, slow and independent counter does, in whatever order ballots and options come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from peña_app.voting.counting import Kind, Marks, Pile, Result, Rules
from peña_app.voting.marks import piled
from peña_app.voting.methods import METHODS, tally

from . import naive

EXAMPLES: Final = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

FEW: Final = settings(EXAMPLES, max_examples=25)


@dataclass(frozen=True, slots=True)
class Contest:
    """Ballots as they were cast, and the rules under which they are counted."""

    options: int
    rules: Rules
    ballots: tuple[Marks, ...]

    def pile(self, ballots: tuple[Marks, ...] | None = None) -> Pile:
        cast = Counter(self.ballots if ballots is None else ballots)
        return piled(cast, self.options, METHODS[self.rules.method].marked(self.rules), self.rules)

    def result(self) -> Result:
        return tally(self.pile(), self.options, self.rules)

    def naive(self) -> naive.Counted:
        rules = self.rules
        known = {name: getattr(rules, name) for name in PARAMETERS[rules.method]}
        marks: Any = [list(each) for each in self.ballots]
        if METHODS[rules.method].marked(rules) is Kind.RANKING:
            marks = [_levels(each) for each in marks]
        return SECOND[rules.method](marks, self.options, **known)


SECOND: Final[dict[str, Callable[..., naive.Counted]]] = {
    "plurality": naive.plurality,
    "approval": naive.approval,
    "dots": naive.dots,
    "score": naive.score,
    "star": naive.star,
    "majority-judgment": naive.majority_judgment,
    "borda": naive.borda,
    "irv": naive.irv,
    "stv-scottish": naive.stv_scottish,
    "stv-meek": naive.stv_meek,
    "schulze": naive.schulze,
    "ranked-pairs": naive.ranked_pairs,
    "pb-greedy": naive.pb_greedy,
    "pb-mes": naive.pb_mes,
}

PARAMETERS: Final[dict[str, tuple[str, ...]]] = {
    "plurality": ("seats", "lot"),
    "approval": ("seats", "lot"),
    "dots": ("seats", "lot"),
    "score": ("seats", "by", "fewest", "lot"),
    "star": ("seats", "several", "top", "lot"),
    "majority-judgment": ("seats", "grades", "lot"),
    "borda": ("seats", "unranked", "lot"),
    "irv": ("batch", "lot"),
    "stv-scottish": ("seats", "lot"),
    "stv-meek": ("seats", "lot"),
    "schulze": ("strength", "lot"),
    "ranked-pairs": ("strength",),
    "pb-greedy": ("costs", "budget", "rule"),
    "pb-mes": ("costs", "budget", "cents", "utility", "completion"),
}

BUDGETS: Final = ("pb-greedy", "pb-mes")
TRANSFERRED: Final = ("irv", "stv-scottish", "stv-meek")
BY_LIST: Final = ("ranked-pairs", *BUDGETS)
"""Methods in which a drawn order decides more than who of the tied survives, or nothing at all."""


def _levels(marks: list[int]) -> naive.Levels:
    return [[option for option, rank in enumerate(marks) if rank == level] for level in sorted({*marks} - {0})]


def _strict(order: list[int], options: int) -> Marks:
    return tuple(order.index(option) + 1 if option in order else 0 for option in range(options))


@st.composite
def _ballots(draw: st.DrawFn, kind: Kind, options: int, rules: Rules) -> tuple[Marks, ...]:
    """From 1 to 30 ballots, of which some are alike; none is blank or has too many marks."""
    marks: st.SearchStrategy[Marks]
    if kind is Kind.RANKING and rules.method in {"borda", "schulze", "ranked-pairs"}:
        marks = st.tuples(*[st.integers(0, options)] * options)
    elif kind is Kind.RANKING:
        orders = st.tuples(st.permutations(range(options)), st.integers(1, options))
        marks = orders.map(lambda drawn: _strict(list(drawn[0])[: drawn[1]], options))
    elif kind is Kind.ONE:
        marks = st.integers(0, options - 1).map(lambda chosen: tuple(int(option == chosen) for option in range(options)))
    elif kind is Kind.DOTS:
        dots = st.lists(st.integers(0, options - 1), min_size=1, max_size=rules.dots)
        marks = dots.map(lambda chosen: tuple(chosen.count(option) for option in range(options)))
    else:
        most = {Kind.SET: 1, Kind.SCORES: rules.top + 1, Kind.GRADES: rules.grades}[kind]
        marks = st.tuples(*[st.integers(0, most)] * options)
    alike = st.tuples(marks.filter(any), st.integers(1, 5))
    drawn = draw(st.lists(alike, min_size=1, max_size=9))
    return tuple(each for each, times in drawn for _time in range(times))[:30]


@st.composite
def contests(draw: st.DrawFn, method: str, lots: bool = False) -> Contest:
    """A contest counted by the method, with any of its parameters."""
    if method not in METHODS:
        pytest.skip("this method is not counted yet")
    options = draw(st.integers(1, 5 if method == "ranked-pairs" else 6))
    asked: dict[str, Any] = {}
    parameters = PARAMETERS[method]
    if "seats" in parameters:
        asked["seats"] = draw(st.integers(1, 4))
    ways: dict[str, tuple[Any, ...]] = {
        "by": ("sum", "mean"),
        "fewest": (1, 2, 5),
        "several": ("bloc", "allocated"),
        "unranked": ("average", "zero"),
        "batch": (False, True),
        "strength": ("margins", "winning-votes", "ratio"),
        "completion": ("none", "utilitarian", "add1", "add1e", "add1u"),
        "cents": (1, 7),
    }
    asked |= {name: draw(st.sampled_from(ways[name])) for name in parameters if name in ways}
    if method == "dots":
        asked |= {"dots": 4, "max_per_option": 4}
    if method in BUDGETS:
        costs = draw(st.lists(st.integers(1, 40), min_size=options, max_size=options))
        points = draw(st.booleans())
        asked |= {"costs": tuple(costs), "budget": draw(st.integers(1, 100)), "points": points}
        asked |= {"dots": 10, "max_per_option": 10} if points else {}
        if method == "pb-greedy":
            asked["rule"] = draw(st.sampled_from(("votes", "votes-per-cost", *(("points", "points-per-cost") if points else ()))))
        else:
            asked["utility"] = draw(st.sampled_from(("cost", "cardinality", *(("points",) if points else ()))))
    if lots:
        asked["lot"] = tuple(draw(st.permutations(range(options))))
    rules = Rules(method, **asked)
    return Contest(options, rules, draw(_ballots(METHODS[method].marked(rules), options, rules)))


def _same_outcome(result: Result, second: naive.Counted) -> None:
    places = sum(level.places for level in result.undecided)
    assert (set(result.winners), set(result.tied), places) == (second.sure, second.tied, second.places if second.tied else 0)
    assert len(result.winners) == len(set(result.winners))


def _fractions(figures: tuple[int, ...], scale: int) -> list[Fraction]:
    return [Fraction(units, scale) for units in figures]


def _without_repeats(stages: list[list[Fraction]]) -> list[list[Fraction]]:
    return [stage for place, stage in enumerate(stages) if not place or stage != stages[place - 1]]


@pytest.mark.parametrize("method", SECOND)
@EXAMPLES
@given(data=st.data())
def test_both_counters_find_the_same_winners_and_the_same_ties(method: str, data: st.DataObject) -> None:
    contest = data.draw(contests(method))
    _same_outcome(contest.result(), contest.naive())
