"""Every method counts as a second, slow and independent counter does, in whatever order ballots and options come."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
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

    def _repr_pretty_(self, printer: Any, _again: bool) -> None:
        """Short enough to count by hand what differed: only the rules that are not as they usually are."""
        usual = Rules(self.rules.method, dots=1, max_per_option=1)
        rules = {
            each.name: value for each in fields(Rules) if (value := getattr(self.rules, each.name)) != getattr(usual, each.name)
        }
        printer.text(f"{self.rules.method}, {self.options} options, {rules}, {self.ballots}")

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
MANY_WAYS: Final = ("ranked-pairs", "star")
"""With six options there would be more ways of breaking all ties than can be waited for."""

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
    options = draw(st.integers(2, 5 if method in MANY_WAYS else 6))
    asked: dict[str, Any] = {}
    parameters = PARAMETERS[method]
    if "seats" in parameters:
        asked["seats"] = draw(st.integers(1, min(4, options - 1)))
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
    assert (set(result.winners), set(result.tied), places) == (second.sure, second.tied, second.places)
    assert len(result.winners) == len(set(result.winners))


def _same_tallies(result: Result, second: naive.Counted) -> None:
    if second.tallies is not None:
        shown = [int(tally * result.scale) for tally in second.tallies]  # the mean of scores is shown with four decimals
        assert list(result.tallies) == shown


def _stages(result: Result) -> list[list[Fraction]]:
    return [[Fraction(units, result.scale) for units in stage.votes] for stage in result.stages]


def _without_repeats(stages: list[list[Fraction]]) -> list[list[Fraction]]:
    return [stage for place, stage in enumerate(stages) if not place or stage != stages[place - 1]]


def _bare(result: Result) -> dict[str, Any]:
    """The result without the rules, which name the lot even where it was not used."""
    return {name: value for name, value in result.stored().items() if name != "rules"}


@pytest.mark.parametrize("method", SECOND)
@EXAMPLES
@given(data=st.data())
def test_both_counters_find_the_same_winners_ties_and_tallies(method: str, data: st.DataObject) -> None:
    contest = data.draw(contests(method))
    result, second = contest.result(), contest.naive()
    _same_outcome(result, second)
    _same_tallies(result, second)


@pytest.mark.parametrize("method", TRANSFERRED)
@EXAMPLES
@given(data=st.data())
def test_where_no_tie_was_left_open_every_stage_is_the_same(method: str, data: st.DataObject) -> None:
    contest = data.draw(contests(method))
    result, second = contest.result(), contest.naive()
    if second.stages is None:
        return
    if method == "stv-meek":  # how often an unchanged stage is shown is for display, and so is what comes after the last place
        ours, theirs = _without_repeats(_stages(result)), _without_repeats(second.stages)
        assert ours[: len(theirs)] == theirs
    else:
        assert _stages(result) == second.stages


@pytest.mark.parametrize("method", TRANSFERRED)
@EXAMPLES
@given(data=st.data())
def test_no_vote_is_lost_or_made_at_any_stage(method: str, data: st.DataObject) -> None:
    result = data.draw(contests(method)).result()
    for stage in result.stages:
        assert sum(stage.votes) + stage.nontransferable == result.valid * result.scale
        assert 0 <= stage.lost <= stage.nontransferable


@pytest.mark.parametrize("method", ["irv", "stv-scottish"])
@EXAMPLES
@given(data=st.data())
def test_two_at_one_rank_end_a_ballot_only_if_both_are_still_in(method: str, data: st.DataObject) -> None:
    options = data.draw(st.integers(2, 5))
    rules = Rules(
        method, seats=1 if method == "irv" else data.draw(st.integers(1, options - 1)), overvote="exhaust-if-multiple-continuing"
    )
    marks = st.tuples(*[st.integers(0, options)] * options).filter(lambda each: sum(rank == 1 for rank in each) == 1)
    ballots = data.draw(st.lists(marks, min_size=1, max_size=12))
    contest = Contest(options, rules, tuple(ballots))
    result, second = contest.result(), contest.naive()
    _same_outcome(result, second)
    if second.stages is not None:
        assert _stages(result) == second.stages


@pytest.mark.parametrize("method", SECOND)
@FEW
@given(data=st.data())
def test_the_order_of_the_ballots_and_how_they_are_laid_together_change_nothing(method: str, data: st.DataObject) -> None:
    contest = data.draw(contests(method))
    usual = contest.pile()
    turned = Pile(dict(reversed(usual.ballots.items())))
    apart = Pile({each: number for each, number in usual.ballots.items() if number == 1} | _halved(usual))
    for pile in (turned, apart, contest.pile(contest.ballots[::-1])):
        assert tally(pile, contest.options, contest.rules) == contest.result()


def _halved(pile: Pile) -> dict[Any, int]:
    """Ballots that are alike as two heaps: the same marks, kept in bytes and in a tuple."""
    heaps: dict[Any, int] = {}
    for each, number in pile.ballots.items():
        if number > 1:
            heaps[each] = number // 2
            heaps[tuple(each)] = number - number // 2
    return heaps


@pytest.mark.parametrize("method", [method for method in SECOND if method not in BUDGETS])
@FEW
@given(data=st.data())
def test_who_stands_first_in_the_list_changes_nothing(method: str, data: st.DataObject) -> None:
    contest = data.draw(contests(method))
    moved = data.draw(st.permutations(range(contest.options)))  # where each option stands now
    back = [moved.index(place) for place in range(contest.options)]
    turned = replace(contest, ballots=tuple(tuple(marks[option] for option in back) for marks in contest.ballots))
    first, second = contest.result(), turned.result()
    assert {moved[option] for option in first.winners} == set(second.winners)
    assert {moved[option] for option in first.tied} == set(second.tied)
    assert [level.places for level in first.undecided] == [level.places for level in second.undecided]
    if not contest.naive().met_tie:
        assert [first.tallies[option] for option in back] == list(second.tallies)


@pytest.mark.parametrize("method", [method for method in SECOND if method != "pb-mes"])  # there it is a share that is not spent
@FEW
@given(data=st.data())
def test_a_blank_ballot_is_counted_as_blank_and_changes_nothing_else(method: str, data: st.DataObject) -> None:
    contest = data.draw(contests(method))
    before, after = (
        contest.result(),
        tally(contest.pile((*contest.ballots, (0,) * contest.options)), contest.options, contest.rules),
    )
    assert (after.ballots, after.blank, after.valid) == (before.ballots + 1, before.blank + 1, before.valid)
    assert replace(after, ballots=before.ballots, blank=before.blank, steps=()) == replace(before, steps=())
    assert after.steps[1:] == before.steps[1:]


@pytest.mark.parametrize("method", [method for method in SECOND if method not in BUDGETS])
@FEW
@given(data=st.data())
def test_a_drawn_lot_decides_every_tie_in_a_way_that_was_open(method: str, data: st.DataObject) -> None:
    contest = data.draw(contests(method, lots=True))
    result, second = contest.result(), contest.naive()
    assert not result.undecided
    if method in BY_LIST:
        assert frozenset(result.winners) in second.ways
    else:
        assert {frozenset(result.winners)} == second.ways
    if method in {"irv", "stv-scottish"}:
        assert _stages(result) == second.stages


@pytest.mark.parametrize("method", SECOND)
@FEW
@given(data=st.data())
def test_a_count_that_met_no_tie_is_the_same_whatever_was_drawn(method: str, data: st.DataObject) -> None:
    contest = data.draw(contests(method, lots=True))
    if contest.naive().met_tie:
        return
    without = replace(contest, rules=replace(contest.rules, lot=()))
    assert json.dumps(_bare(contest.result())) == json.dumps(_bare(without.result()))


@pytest.mark.parametrize("strength", ["margins", "winning-votes", "ratio"])
@FEW
@given(data=st.data())
def test_whoever_has_the_stronger_path_stands_higher_in_the_order(strength: str, data: st.DataObject) -> None:
    contest = data.draw(contests("schulze"))
    result = replace(contest, rules=replace(contest.rules, strength=strength)).result()
    levels = {option: place for place, level in enumerate(result.order) for option in level}
    rankings = [_levels(list(marks)) for marks in contest.ballots]
    for above, below in naive.schulze_beats(rankings, contest.options, strength):
        assert levels[above] < levels[below]
    assert [list(row) for row in result.pairwise] == naive.duels(rankings, contest.options)


SHARES: Final = st.sampled_from(["majority", "1/2", "3/5", "2/3", "3/4", "1/1"])


@EXAMPLES
@given(data=st.data(), cast=st.tuples(*[st.integers(0, 8)] * 3).filter(any))
def test_a_motion_is_carried_by_whole_numbers_alone(data: st.DataObject, cast: tuple[int, int, int]) -> None:
    rules: dict[str, Any] = {
        "threshold": data.draw(SHARES),
        "base": data.draw(st.sampled_from(["votes", "cast", "present", "eligible"])),
        "quorum": data.draw(st.sampled_from(["", "1/4", "1/3", "1/2", "2/3"])),
        "quorum_of": data.draw(st.sampled_from(["present", "cast"])),
        "present": data.draw(st.integers(sum(cast), 30)),
        "eligible": data.draw(st.integers(sum(cast), 40)),
    }
    ballots = [mark for mark, number in zip(([1, 0, 0], [0, 1, 0], [0, 0, 1]), cast, strict=True) for _each in range(number)]
    result = Contest(3, Rules("motion", **rules), tuple(tuple(mark) for mark in ballots)).result()
    assert result.outcome == naive.motion(ballots, **rules)
    assert result.tallies == cast


@EXAMPLES
@given(data=st.data(), scale=st.sampled_from(["three", "five"]), options=st.integers(1, 4))
def test_consent_names_every_block_and_low_hand(data: st.DataObject, scale: str, options: int) -> None:
    most = 3 if scale == "three" else 6
    marks = st.tuples(*[st.integers(0, most)] * options).filter(any)
    ballots = data.draw(st.lists(marks, min_size=1, max_size=12))
    result = Contest(options, Rules("consent", scale=scale), tuple(ballots)).result()
    assert [list(row) for row in result.distribution] == naive.consent([list(each) for each in ballots], options, most)


@pytest.mark.parametrize(("method", "scale"), [("irv", 1), ("stv-scottish", 10**5), ("stv-meek", 10**9), ("star", 1)])
def test_where_all_the_options_win_their_votes_are_shown_all_the_same(method: str, scale: int) -> None:
    result = Contest(1, Rules(method), ((2,) if method == "star" else (1,),)).result()
    assert (result.winners, result.tallies) == ((0,), (scale,))
    assert [stage.votes for stage in result.stages[:1]] == [(scale,)]


def test_in_a_runoff_a_blank_is_the_same_as_the_score_0() -> None:
    result = Contest(2, Rules("star"), ((0, 1),)).result()
    assert (result.winners, result.tied) == ((), {0, 1})


def test_an_option_that_too_few_people_scored_cannot_win_by_its_mean() -> None:
    result = Contest(2, Rules("score", by="mean", fewest=2), ((1, 6), (1, 0))).result()
    assert (result.winners, result.tied) == ((0,), set())


@pytest.mark.parametrize("threshold", ["majority", "1/2"])
def test_nothing_is_carried_where_nobody_is_entitled_to_vote(threshold: str) -> None:
    result = Contest(3, Rules("motion", base="eligible", threshold=threshold), ((1, 0, 0),)).result()
    assert result.outcome == "lost"


@pytest.mark.parametrize("options", [7, 8, 12])
@pytest.mark.parametrize(
    ("method", "seats"), [("irv", 1), ("stv-scottish", 3), ("stv-meek", 3), ("star", 3), ("ranked-pairs", 1), ("schulze", 1)]
)
def test_where_all_are_level_all_are_named_however_many_they_are(method: str, seats: int, options: int) -> None:
    rules = Rules(method, seats=seats)
    if method in {"ranked-pairs", "schulze"}:  # a cycle through all
        ballots = tuple(tuple((option + turn) % options + 1 for option in range(options)) for turn in range(options))
    elif method == "star":
        ballots = ((2,) * options,)
    else:
        ballots = tuple(tuple(int(option == mine) for option in range(options)) for mine in range(options))
    result = Contest(options, rules, ballots).result()
    assert (result.winners, set(result.tied), sum(level.places for level in result.undecided)) == ((), set(range(options)), seats)
