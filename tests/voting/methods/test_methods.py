"""Every method against a second, naive count, and against what must not change a result."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, strategies as st

from peña_app.errors import Mishap
from peña_app.i18n import speaking
from peña_app.voting.counting import Kind, Marks, Result, Rules, restored, usual_dots
from peña_app.voting.marks import grades, piled
from peña_app.voting.methods import METHODS, method, tally
from peña_app.voting.methods.ties import DRAWN, NO_MATTER, TIED
from peña_app.voting.report import as_json

TOTALS = ("approval", "dots", "plurality")


def naive(method: str, ballots: list[tuple[int, ...]], options: int, seats: int, dots: int = 0, most: int = 0) -> dict[str, Any]:
    """A second count, written apart and plainly: one ballot after another, nothing collapsed."""
    totals = [0] * options
    supporters = [0] * options
    valid = blank = overvoted = 0
    for ballot in ballots:
        if all(mark == 0 for mark in ballot):
            blank += 1
            continue
        too_many = method == "plurality" and sum(1 for mark in ballot if mark != 0) > 1
        if method == "dots":
            too_many = sum(ballot) > dots or any(mark > most for mark in ballot)
        if too_many:
            overvoted += 1
            continue
        valid += 1
        for option in range(options):
            if ballot[option] != 0:
                totals[option] += ballot[option] if method == "dots" else 1
                supporters[option] += 1
    winners, tied, places = set(), set(), 0
    for option in range(options):
        above = sum(1 for other in range(options) if totals[other] > totals[option])
        level = sum(1 for other in range(options) if totals[other] == totals[option])
        if above + level <= seats:
            winners.add(option)
        elif above < seats:
            tied.add(option)
            places = seats - above
    return {
        "totals": tuple(totals), "supporters": tuple(supporters), "valid": valid, "blank": blank, "overvoted": overvoted,
        "winners": winners, "tied": tied, "places": places,
    }  # fmt: skip


@st.composite
def votes(draw: st.DrawFn) -> tuple[Rules, int, list[tuple[int, ...]]]:
    method = draw(st.sampled_from(TOTALS))
    options = draw(st.integers(1, 6))
    seats = draw(st.integers(1, 7))
    dots = draw(st.integers(1, 6))
    rules = Rules(method, seats, dots, draw(st.integers(1, dots))) if method == "dots" else Rules(method, seats)
    ballot = st.tuples(*[st.integers(0, 4 if method == "dots" else 1)] * options)
    return rules, options, draw(st.lists(ballot, max_size=25))


@st.composite
def any_votes(draw: st.DrawFn) -> tuple[Rules, int, list[Marks]]:
    """Ballots as people fill them in, for any method: also blank, overvoted, with gaps and level ranks."""
    name = draw(st.sampled_from(sorted(METHODS)))
    options = 3 if name == "motion" else draw(st.integers(1, 5))
    seats = draw(st.integers(1, 3)) if name not in ("irv", "motion", "consent", "pb-mes", "pb-greedy") else 1
    more: dict[str, Any] = {}
    if name == "dots":
        more = {"dots": 4, "max_per_option": 2}
    elif name.startswith("pb-"):
        more = {
            "budget": draw(st.integers(0, 40)),
            "costs": tuple(draw(st.lists(st.integers(0, 20), min_size=options, max_size=options))),
        }
    elif name == "motion":
        more = {
            "threshold": draw(st.sampled_from(["majority", "2/3"])),
            "quorum": draw(st.sampled_from(["", "1/3"])),
            "eligible": 30,
            "present": draw(st.integers(0, 30)),
        }
    elif name == "irv":
        more = {
            "overvote": draw(st.sampled_from(["exhaust", "skip", "exhaust-if-multiple-continuing"])),
            "batch": draw(st.booleans()),
        }
    elif name == "star":
        more = {"several": draw(st.sampled_from(["bloc", "allocated"]))}
    rules = Rules(name, seats, **more)
    kind = method(name).marked(rules)
    highest = {Kind.ONE: 1, Kind.SET: 1, Kind.DOTS: 3, Kind.SCORES: 6, Kind.RANKING: 4}.get(kind, grades(rules))
    return rules, options, draw(st.lists(st.tuples(*[st.integers(0, highest)] * options), max_size=12))  # fmt: skip


def count(cast: Mapping[Marks, int], options: int, rules: Rules) -> Result:
    return tally(piled(cast, options, method(rules.method).marked(rules), rules), options, rules)


def counted(rules: Rules, options: int, ballots: list[Marks]) -> Result:
    return count(Counter(ballots), options, rules)


@given(votes())
def test_two_counts_written_apart_agree(vote: tuple[Rules, int, list[tuple[int, ...]]]) -> None:
    rules, options, ballots = vote
    result = counted(rules, options, ballots)
    other = naive(rules.method, ballots, options, rules.seats, rules.dots, rules.max_per_option)

    assert result.tallies == other["totals"]
    assert (result.supporters or other["supporters"]) == other["supporters"]
    assert (result.valid, result.blank, result.overvoted) == (other["valid"], other["blank"], other["overvoted"])
    assert set(result.winners) == other["winners"]
    assert result.tied == other["tied"]
    assert sum(tie.places for tie in result.undecided) == other["places"]
    assert result.ballots == len(ballots) == result.valid + result.blank + result.overvoted


@given(any_votes(), st.randoms(use_true_random=False))
def test_the_order_of_ballots_changes_nothing(vote: tuple[Rules, int, list[tuple[int, ...]]], dice: object) -> None:
    rules, options, ballots = vote
    shuffled = list(ballots)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]

    assert counted(rules, options, shuffled) == counted(rules, options, ballots)


@given(votes(), st.data())
def test_the_order_of_options_changes_only_their_places(
    vote: tuple[Rules, int, list[tuple[int, ...]]], data: st.DataObject
) -> None:
    rules, options, ballots = vote
    moved = data.draw(st.permutations(range(options)))  # the option that now stands at each place
    result = counted(rules, options, ballots)
    other = counted(rules, options, [tuple(ballot[option] for option in moved) for ballot in ballots])

    assert [other.tallies[place] for place in range(options)] == [result.tallies[option] for option in moved]
    assert {moved[place] for place in other.winners} == set(result.winners)
    assert {moved[place] for place in other.tied} == result.tied


@given(votes(), st.integers(2, 5))
def test_collapsed_ballots_count_as_many(vote: tuple[Rules, int, list[tuple[int, ...]]], times: int) -> None:
    rules, options, ballots = vote

    assert count({marks: times * n for marks, n in Counter(ballots).items()}, options, rules) == counted(
        rules, options, ballots * times
    )


@given(votes())
def test_a_tie_is_named_and_never_broken(vote: tuple[Rules, int, list[tuple[int, ...]]]) -> None:
    rules, options, ballots = vote
    result = counted(rules, options, ballots)

    for tie in result.undecided:
        assert len({result.tallies[option] for option in tie.options}) == 1
        assert not set(tie.options) & set(result.winners)
        assert len(tie.options) > tie.places > 0
        assert all(result.place(option).startswith("=") for option in tie.options)
    assert len(result.winners) + sum(tie.places for tie in result.undecided) == min(rules.seats, options)
    assert sorted(option for level in result.order for option in level) == list(range(options))


@given(any_votes(), st.sampled_from(["es", "en"]))
def test_every_step_reads_as_a_sentence_in_both_languages(vote: tuple[Rules, int, list[tuple[int, ...]]], language: str) -> None:
    rules, options, ballots = vote
    names = [f"Opción {letter}" for letter in "ABCDEF"[:options]]
    with speaking(language):
        sentences = [
            step.text(names) for step in (*counted(rules, options, ballots).steps, *counted(rules, options, ballots).warnings)
        ]

    assert all(sentence.endswith(".") and "{" not in sentence and "|" not in sentence for sentence in sentences)


@given(any_votes())
def test_a_result_kept_in_a_row_comes_back_the_same(vote: tuple[Rules, int, list[tuple[int, ...]]]) -> None:
    rules, options, ballots = vote
    result = counted(rules, options, ballots)

    assert restored(json.loads(json.dumps(result.stored()))) == result


def test_a_spoken_step_puts_numbers_and_lists_as_the_language_has_them() -> None:
    result = count({(1, 0, 0): 1200, (0, 1, 0): 700, (0, 0, 1): 700}, 3, Rules("plurality", 2))
    names = ["Huertos", "Vivienda", "Salud"]
    with speaking("en"):
        assert [step.text(names) for step in result.steps] == [
            "2,600 ballots were counted: 2,600 valid, 0 blank, 0 overvoted.",
            "Each valid ballot gives one vote to the option it marks.",
            "Huertos: 1,200 votes.",
            "Vivienda and Salud: 700 votes.",
            "They are level and share place 2.",
            "Huertos wins.",
            "Vivienda and Salud are tied for 1 place. The count does not choose between them: the group does, by the rule it set beforehand.",
        ]
    with speaking("es"):
        assert result.steps[3].text(names) == "Vivienda y Salud: 700 votos."


def test_the_shape_for_programs_has_every_figure_as_text() -> None:
    shape = as_json(count({(3, 2, 0): 2, (0, 0, 0): 1, (5, 1, 0): 1}, 3, Rules("dots", 1, 5, 3)), ["A", "B", "C"])

    assert shape | {"steps": []} == {
        "method": "dots", "variant": "5 dots, at most 3 on one option", "seats": 1, "dots": 5, "max_per_option": 3,
        "ballots": 4, "valid": 2, "blank": 1, "overvoted": 1, "exhausted": "0", "winners": ["A"], "undecided": [],
        "tallies": {"A": "6", "B": "4", "C": "0"}, "supporters": {"A": "2", "B": "2", "C": "0"},
        "rounds": [
            {"number": 1, "action": "all ballots added up", "votes": {"A": "6", "B": "4", "C": "0"}, "elected": ["A"], "excluded": [], "nontransferable": "0", "lost": "0"}
        ],
        "order": [["A"], ["B"], ["C"]], "reference": "cumulative voting", "steps": [], "warnings": [],
    }  # fmt: skip


@pytest.mark.parametrize("wrong", [("dots", 1, 0, 0), ("dots", 1, 5, 6), ("dots", 1, 5, 0), ("approval", 0, 0, 0)])
def test_rules_that_nobody_could_follow_are_a_sentence(wrong: tuple[str, int, int, int]) -> None:
    with pytest.raises(Mishap):
        Rules(*wrong)


def test_an_option_without_votes_that_takes_a_place_is_named() -> None:
    result = count({(1, 0): 3}, 2, Rules("plurality", 2))

    assert result.winners == (0, 1)
    with speaking("en"):
        assert [warning.text(["A", "B"]) for warning in result.warnings] == ["B has no votes at all."]


def test_the_usual_number_of_dots_is_a_third_of_the_options() -> None:
    assert [usual_dots(n) for n in (1, 9, 10, 12, 30)] == [3, 3, 4, 4, 10]


@given(any_votes())
def test_no_vote_is_lost_and_none_is_won_at_any_stage(vote: tuple[Rules, int, list[Marks]]) -> None:
    rules, options, ballots = vote
    result = counted(rules, options, ballots)

    assert result.ballots == len(ballots) == result.valid + result.blank + result.overvoted
    if rules.method in ("irv", "stv-scottish", "stv-meek") and len(result.stages) > 1:
        for stage in result.stages:
            assert sum(stage.votes) + stage.nontransferable == result.valid * result.scale
            assert 0 <= stage.lost <= stage.nontransferable


@given(any_votes())
def test_a_lot_decides_every_tie_and_changes_nothing_where_there_is_none(vote: tuple[Rules, int, list[Marks]]) -> None:
    rules, options, ballots = vote
    result = counted(rules, options, ballots)
    drawn = counted(replace(rules, lot=tuple(reversed(range(options)))), options, ballots)

    assert not drawn.undecided or rules.method == "ranked-pairs"
    assert set(result.winners) <= set(drawn.winners) <= set(result.winners) | result.tied
    met = {step.marked for step in (*result.steps, *drawn.steps)}
    if not met & {TIED, DRAWN, NO_MATTER} and rules.method != "ranked-pairs":
        assert replace(drawn, rules=result.rules) == result
