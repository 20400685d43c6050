"""What each way of voting asks for, what it begins with, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

import pytest
from hypothesis import given, strategies as st

from peña_app.errors import Mishap
from peña_app.i18n import said, speaking
from peña_app.voting.advice import ADVICE, QUESTIONS
from peña_app.voting.amounts import money_text, read_money, read_share, with_money
from peña_app.voting.counting import Kind, Rules
from peña_app.voting.lists import read_list
from peña_app.voting.marks import piled
from peña_app.voting.methods import METHODS, tally
from peña_app.voting.parameters import (
    BUDGETS,
    PARAMETERS,
    Choice,
    Number,
    Share,
    asked,
    cost_faults,
    faults,
    fixed_options,
    preset,
    require_parameters,
    settled,
    switched,
)
from peña_app.voting.rule_text import rule_text

methods = st.sampled_from(sorted(METHODS))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


def test_every_method_is_asked_about_advised_on_and_stands_under_one_question() -> None:
    assert set(PARAMETERS) == set(ADVICE) == set(METHODS)
    assert sorted(key for question in QUESTIONS for key in question.methods) == sorted(METHODS)
    common = [question.common for question in QUESTIONS]
    assert common == sorted(common, reverse=True)


def test_every_parameter_sets_a_field_of_the_rules_to_a_value_of_its_kind() -> None:
    kinds = {field.name: getattr(Rules("plurality"), field.name) for field in fields(Rules)}
    for parameters in PARAMETERS.values():
        for parameter in parameters:
            usual = kinds[parameter.name]
            if isinstance(parameter.entry, Number):
                assert isinstance(usual, int)
            if isinstance(parameter.entry, Choice | Share):
                values = [value for value, _named in parameter.entry.ways]
                assert len(values) == len(set(values))
                assert isinstance(usual, bool) or usual in values or parameter.name == "rule"


@given(methods, st.integers(0, 35))
def test_what_a_method_begins_with_lies_within_its_bounds(key: str, options: int) -> None:
    rules = preset(key, options)
    assert rules.method == key
    assert settled(rules) == rules
    for parameter in asked(rules):
        value = getattr(rules, parameter.name)
        if isinstance(parameter.entry, Number):
            assert parameter.entry.least <= value <= parameter.entry.most
        if isinstance(parameter.entry, Choice) and not isinstance(value, bool):
            assert value in {way for way, _named in parameter.entry.ways}


@given(methods, methods, st.integers(2, 20), st.sampled_from(["report", "again", "lot"]))
def test_changing_the_method_keeps_what_means_the_same(first: str, second: str, options: int, ties: str) -> None:
    before = replace(preset(first, options), ties=ties)
    after = switched(before, second, options)

    assert after.method == second
    assert settled(after) == after
    both = {"ties"} & {each.name for each in asked(before)} & {each.name for each in asked(after)}
    assert not both or after.ties == ties


def test_a_council_has_several_seats_and_what_comes_before_or_after_it_has_not() -> None:
    council = switched(preset("dots", 9), "stv-scottish", 9)
    assert council.seats == 5
    assert switched(replace(council, seats=7), "stv-meek", 9).seats == 7
    assert switched(council, "irv", 9).seats == 1


def test_a_budget_keeps_its_money_when_only_the_way_of_sharing_changes() -> None:
    rules = replace(preset("pb-mes", 3), budget=900, costs=(300, 400, 500), points=True, dots=10, max_per_option=5)
    after = switched(rules, "pb-greedy", 3)

    assert (after.budget, after.costs, after.points, after.dots) == (900, (300, 400, 500), True, 10)


@given(methods, st.integers(3, 8), st.sampled_from(["es", "en"]))
def test_every_preset_can_be_counted_and_says_itself_in_plain_words(key: str, options: int, code: str) -> None:
    rules = preset(key, options)
    if key == "motion":
        options = 3
    if key in BUDGETS:
        rules = replace(rules, budget=100 * options - 50, costs=(100,) * options)
    kind = METHODS[key].marked(rules)
    marks = {Kind.RANKING: tuple(range(1, options + 1)), Kind.DOTS: (1, *[0] * (options - 1))}.get(
        kind, (1, *[0] * (options - 1))
    )
    if options > rules.seats:
        require_parameters(rules, options)

    result = tally(piled({marks: 7}, options, kind, rules), options, rules)

    assert result.valid == 7
    with speaking(code):
        text = rule_text(rules)
    assert text.endswith(".")
    assert "{" not in text


def test_the_rule_says_its_numbers() -> None:
    dots = replace(preset("dots", 12), dots=4, max_per_option=2, seats=3, ties="lot")
    assert rule_text(dots) == (
        "Each person has 4 dots, at most 2 for one option. The 3 options with most dots win. "
        "A tie for the last place is put to a lot, drawn in front of everyone."
    )
    motion = replace(preset("motion"), threshold="2/3", base="cast", quorum="1/3")
    assert rule_text(motion) == (
        "Each person says yes, no or abstains. The proposal is carried if at least 2/3 of those who vote (abstentions included) say yes. "
        "Nothing is decided unless at least 1/3 of those who may vote are present."
    )
    assert "12,500" in rule_text(replace(preset("pb-mes"), budget=12500))


@pytest.mark.parametrize(
    ("typed", "hundredths"),
    [("", 0), ("12,500", 1250000), ("12.500", 1250000), ("$ 1 200,50", 120050), ("1,234,567.8", 123456780), ("80.05", 8005)],
)
def test_money_is_read_as_people_of_both_habits_write_it(typed: str, hundredths: int) -> None:
    assert read_money(typed) == hundredths


@pytest.mark.parametrize("typed", ["ten", "-5", "1.2.3", "5 or 6", "1,23,4", "12%"])
def test_what_is_no_money_is_a_sentence(typed: str) -> None:
    with pytest.raises(Mishap, match="is not a sum of money"):
        read_money(typed)


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**9), max_size=5))
def test_money_comes_back_from_the_rules_as_it_was_written(budget: int, costs: list[int]) -> None:
    rules = with_money(preset("pb-mes"), budget, costs)

    assert read_money(money_text(rules.budget, rules.cents)) == budget
    assert [read_money(money_text(cost, rules.cents)) for cost in rules.costs] == costs


@pytest.mark.parametrize(("typed", "kept"), [("3/5", "3/5"), ("60%", "3/5"), (" 2 / 3 ", "2/3"), ("100 %", "1")])
def test_a_share_is_a_fraction_or_a_percentage(typed: str, kept: str) -> None:
    assert read_share(typed) == kept


@pytest.mark.parametrize("typed", ["", "half", "3/0", "7/5", "0%", "0.5"])
def test_what_is_no_share_is_a_sentence(typed: str) -> None:
    with pytest.raises(Mishap, match="is not a share"):
        read_share(typed)


def test_what_stands_in_the_way_of_opening_is_said_of_its_own_field() -> None:
    assert str(faults(preset("stv-scottish"), 3)["seats"]).startswith("There are 3 options for 5 places.")
    assert faults(preset("dots", 3), 3) == {}
    budget = replace(preset("pb-mes"), costs=(100, 0, 900), budget=500)
    assert {place: mishap.sentence for place, mishap in cost_faults(budget).items()} == {
        1: "The cost is missing.",
        2: "This costs more than all the money there is.",
    }
    assert list(faults(replace(budget, budget=0), 3)) == ["budget"]
    assert faults(replace(budget, costs=(100, 100, 100)), 3)["budget"].sentence.startswith("There is money for all")
    motion = replace(preset("motion"), quorum="1/3")
    assert list(faults(motion, 3)) == ["eligible"]
    assert faults(replace(motion, eligible=40), 3) == {}
    with pytest.raises(Mishap, match="The cost is missing"):
        require_parameters(budget, 3)


def test_a_motion_has_its_three_options_in_both_languages() -> None:
    assert [words["en"] for words in fixed_options("motion")] == ["Yes", "No", "Abstain"]
    assert fixed_options("dots") == ()


def test_a_pasted_list_is_read_line_by_line() -> None:
    read = read_list("1. Huertos | Gardens | 500\n\n•  Radio\tRadio\nSalud\n | Parks\n", ("es", "en"))

    assert [each.words for each in read] == [
        {"es": "Huertos", "en": "Gardens"},
        {"es": "Radio", "en": "Radio"},
        {"es": "Salud"},
        {"en": "Parks"},
    ]
    assert [each.cost for each in read] == ["500", "", "", ""]


def test_every_word_of_it_is_in_both_languages() -> None:
    for question in QUESTIONS:
        with speaking("es"):
            assert said(question.asks).startswith("¿")
