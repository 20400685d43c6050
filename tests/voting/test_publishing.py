"""Ballots that are published count the same with the command, and a facilitator sees what other methods would say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from peña_app.errors import Mishap
from peña_app.voting.counting import Kind, Marks, Rules
from peña_app.voting.marks import piled
from peña_app.voting.methods import tally
from peña_app.voting.otherwise import otherwise
from peña_app.voting.publishing import as_blt, as_csv
from peña_app.voting.reading import read

NAMES = ("Huertos", "Casa «Azul», dos", 'La "Villita"', "Clínica")


def many(ballots: list[Marks]) -> dict[Marks, int]:
    return {marks: number * 200 for marks, number in Counter(ballots).items()}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    ballots=st.lists(st.tuples(*[st.integers(0, 5)] * 4), min_size=1, max_size=6), overvote=st.sampled_from(["skip", "exhaust"])
)
def test_published_rankings_count_as_in_the_box(tmp_path: Path, ballots: list[Marks], overvote: str) -> None:
    rules = Rules("irv", overvote=overvote)
    file = tmp_path / "a.blt"
    file.write_text(as_blt(many(ballots), NAMES, "Prioridades", rules), encoding="utf-8")
    found, again = read(file, rules)

    assert found.names == NAMES
    assert tally(found.pile, 4, again) == tally(piled(many(ballots), 4, Kind.RANKING, rules), 4, rules)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(ballots=st.lists(st.tuples(*[st.integers(0, 7)] * 4), min_size=1, max_size=6))
def test_published_scores_count_as_in_the_box(tmp_path: Path, ballots: list[Marks]) -> None:
    rules = Rules("score")
    file = tmp_path / "a.csv"
    file.write_text(as_csv(many(ballots), NAMES, Kind.SCORES), encoding="utf-8")
    found, _again = read(file, rules)

    assert tally(found.pile, 4, rules) == tally(piled(many(ballots), 4, Kind.SCORES, rules), 4, rules)


def test_the_ballots_of_a_small_vote_are_never_published() -> None:
    with pytest.raises(Mishap):
        as_blt({(1, 2): 199}, ("A", "B"), "", Rules("irv"))


def test_other_methods_on_the_same_ballots_say_whether_they_would_choose_otherwise() -> None:
    cast = {(1, 2, 3): 4, (3, 1, 2): 3, (3, 2, 1): 2}  # the first has most first choices, and loses each duel
    found = {each.method: each for each in otherwise(cast, 3, Rules("plurality"))}
    assert not found
    found = {each.method: each for each in otherwise(cast, 3, Rules("schulze"))}

    assert found["plurality"].result.winners == (0,)
    assert found["plurality"].differs
    assert found["borda"].result.winners == (1,)
    assert not found["borda"].differs
    assert set(found) == {"plurality", "irv", "borda", "ranked-pairs"}
