"""Every format of ballots, as programs and people write it, and what is said of files that cannot be counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from peña_app.errors import Mishap
from peña_app.i18n import speaking
from peña_app.voting.counting import Rules
from peña_app.voting.marks import levels_of
from peña_app.voting.methods import METHODS, tally
from peña_app.voting.reading import Ballots, read

Write = Callable[[str], Path]

BLT = """4 2
3 1 2 0
2 3=4 1 0
1 2 - 1 0   # a rank left empty
(paper 7) 1 4 0
1 0
0
"Ana ""Nena"" Ruiz"
"Beto"
"Caro"
"Dani"
"Junta"
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def make(text: str, name: str = "boletas.txt") -> Path:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8", newline="")
        return file

    return make


def ranked(found: Ballots) -> dict[tuple[tuple[str, ...], ...], int]:
    names = found.names
    return {
        tuple(tuple(names[option] for option in level) for level in levels_of(held, len(names))): number
        for held, number in found.pile.ballots.items()
    }


def test_a_blt_file_has_weights_shared_and_empty_ranks_and_blanks(write: Write) -> None:
    found, _rules = read(write(BLT), Rules("schulze"))

    assert found.names[1:] == ("Beto", "Caro", "Dani")
    first = found.names[0]
    assert ranked(found) == {
        ((first,), ("Beto",)): 3,
        (("Caro", "Dani"), (first,)): 2,
        (("Beto",), (first,)): 1,
        (("Dani",),): 1,
    }
    assert found.pile.blank == 1


@pytest.mark.parametrize(
    ("overvote", "valid", "overvoted"), [("exhaust", 5, 2), ("skip", 7, 0), ("exhaust-if-multiple-continuing", 7, 0)]
)
def test_a_shared_rank_is_an_overvote_where_one_option_is_to_win(write: Write, overvote: str, valid: int, overvoted: int) -> None:
    found, _rules = read(write(BLT), Rules("irv", overvote=overvote))

    assert (found.pile.valid, found.pile.overvoted, found.pile.blank) == (valid, overvoted, 1)


def test_withdrawn_options_are_left_out_and_said(write: Write) -> None:
    found, _rules = read(write('3 1\n-2\n2 2 1 0\n1 3 2 0\n1 2 0\n0\n"A"\n"B"\n"C"\n"T"\n'), Rules("irv"))

    assert found.names == ("A", "C")
    assert ranked(found) == {(("A",),): 2, (("C",),): 1}
    assert found.pile.blank == 1
    with speaking("en"):
        assert [warning.text(found.names) for warning in found.warnings] == ["Options were withdrawn and are left out: 1."]


def test_lines_may_end_as_on_windows_and_names_may_be_missing(write: Write) -> None:
    found, _rules = read(write("2 1\r\n3 2 1 0\r\n0\r\n"), Rules("irv"))

    assert ranked(found) == {(("2",), ("1",)): 3}


@pytest.mark.parametrize(
    "text",
    [
        "# FILE NAME: a.toi\n# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: Ana\n# ALTERNATIVE NAME 2: Beto\n# ALTERNATIVE NAME 3: Caro\n2: 2,{1,3}\n1: 3\n",
        "3\n1,Ana\n2,Beto\n3,Caro\n3,3,2\n2,2,{1,3}\n1,3\n",
    ],
    ids=["new", "until 2022"],
)
def test_preflib_orders_are_read_old_and_new(write: Write, text: str) -> None:
    found, _rules = read(write(text), Rules("ranked-pairs"))

    assert ranked(found) == {(("Beto",), ("Ana", "Caro")): 2, (("Caro",),): 1}


def test_a_csv_of_ranks_is_read_with_what_was_left_empty_or_marked_twice(write: Write) -> None:
    text = "count,rank1,rank2,rank3\n3,Ana,,Beto\n2,overvote,Ana,Beto\n1,undervote,undervote,undervote\n1,Ana,Ana,Beto\n1,Ana=Beto,Caro,\n"

    found, _rules = read(write(text), Rules("irv"))
    assert ranked(found) == {(("Ana",), ("Beto",)): 4}
    assert (found.pile.overvoted, found.pile.blank) == (3, 1)
    found, _rules = read(write(text), Rules("irv", overvote="skip", max_skipped=0, duplicate="exhaust"))
    assert ranked(found) == {(("Ana",),): 4, (("Ana",), ("Beto",)): 2, (("Caro",),): 1}


def test_write_ins_that_nobody_registered_go_out_first(write: Write) -> None:
    text = "count,rank1,rank2\n6,Undeclared Write-ins,Ana\n5,Ana,\n4,Beto,\n"
    found, rules = read(write(text), Rules("irv"))
    result = tally(found.pile, len(found.names), rules)

    assert [found.names[option] for option in result.stages[1].excluded] == ["Undeclared Write-ins"]
    assert [found.names[option] for option in result.winners] == ["Ana"]


PB = """META
key;value
budget;100,50
vote_type;{kind}
PROJECTS
project_id;cost;name
7;60;Parque
9;40,50;Biblioteca
VOTES
voter_id;vote;points
1;7,9;3,1
2;9;4
3;;
"""


def test_a_budget_file_brings_its_budget_its_costs_and_its_points(write: Write) -> None:
    found, rules = read(write(PB.format(kind="cumulative")), Rules("pb-greedy", rule="points"))

    assert (rules.budget, rules.costs, rules.cents, rules.points) == (10050, (6000, 4050), 100, True)
    assert sorted(map(tuple, found.pile.ballots)) == [(0, 4), (3, 1)]
    assert found.pile.blank == 1
    approvals, rules = read(write(PB.format(kind="approval")), Rules("pb-mes"))
    assert sorted(map(tuple, approvals.pile.ballots)) == [(0, 1), (1, 1)]
    assert not rules.points


def test_numbers_of_a_csv_are_scores_where_the_method_has_scores(write: Write) -> None:
    found, _rules = read(write("Ana,Beto\n5,0\n,3\n,\n6,1\n"), Rules("score"))

    assert sorted(map(tuple, found.pile.ballots)) == [(0, 4), (6, 1)]  # a score and one, so that 0 says that there is none
    assert (found.pile.blank, found.pile.overvoted) == (1, 1)


def test_numbers_of_a_csv_are_places_where_people_rank(write: Write) -> None:
    found, _rules = read(write("Ana,Beto,Caro\n1,2,\n3,1,1\n,,\n"), Rules("schulze"))

    assert ranked(found) == {(("Ana",), ("Beto",)): 1, (("Beto", "Caro"), ("Ana",)): 1}
    assert found.pile.blank == 1


def test_large_and_small_files_of_the_same_ballots_count_the_same(write: Write) -> None:
    lines = [f"{n % 6},{n % 4},{(n * 7) % 6}" for n in range(400)]
    even, _rules = read(write("A,B,C\n" + "\n".join(lines) + "\n"), Rules("score"))
    loose, _rules = read(write("A;B;C\r\n" + "\r\n".join(line.replace(",", " ; ") for line in lines)), Rules("score"))

    assert even.pile == loose.pile


@pytest.mark.parametrize(
    ("text", "method", "said"),
    [
        ("3 1\n2 1 9 0\n0\n", "irv", "Line 2: “9” is not the number of an option."),
        ("3 1\n2 1 2\n0\n", "irv", "Line 2: the 0 at the end is missing."),
        ("3 1\nx 1 0\n0\n", "irv", "Line 2: “x” does not say how many ballots"),
        ("3 1\n2 1 0\n1 2 0\n", "irv", "Line 3: the line with 0 that ends the ballots is missing."),
        ("0 1\n0\n", "irv", "Line 1: it says that there are no options."),
        ("3 1\n0\n", "irv", "has no ballots"),
        ("2 1\n1 1 0\n0\n", "score", "This file has rankings, and “Scores” needs numbers."),
        ("# ALTERNATIVE NAME 1: A\n1: 4\n", "irv", "Line 2: “4” is not the number of an option."),
        ("# ALTERNATIVE NAME 1: A\nmany: 1\n", "irv", "Line 2: “many” does not say how many ballots"),
        ("rank1,rank2\n,\n", "irv", "Line 1: no ballot names an option."),
        ("A,B\n1,0\n", "pb-mes", "does not say what the projects cost"),
        ("META\nkey;value\nbudget;lots\nPROJECTS\nproject_id;cost\na;1\nVOTES\nvoter_id;vote\n1;a\n", "pb-mes", "the budget “lots” is not a number"),
        ("META\nkey;value\nbudget;9\nPROJECTS\nproject_id;cost\na;-1\nVOTES\nvoter_id;vote\n1;a\n", "pb-mes", "Line 6: the cost “-1” is not a sum of money"),
        ("META\nkey;value\nbudget;9\nPROJECTS\nproject_id;cost\na;1\nVOTES\nvoter_id;vote\n1;b\n", "pb-mes", "Line 9: there is no project “b”"),
        ("A,B\n1,2000\n", "borda", "Line 2: “2000” in the column “B” is not a place."),
        ("A,B\n1,2\n3,two\n", "score", "Line 3: “two” in the column “B” is not a whole number."),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_named_with_its_line(write: Write, text: str, method: str, said: str) -> None:
    with speaking("en"), pytest.raises(Mishap) as met:
        read(write(text), Rules(method))

    assert said in met.value.sentence


BITS = st.sampled_from(
    ["3 1\n", "1 2 0\n", "0\n", "-1\n", "2: 1,{2,3}\n", "# ALTERNATIVE NAME 1: A\n", "3\n", "META\n", "key;value\n", "budget;10\n",
     "PROJECTS\n", "project_id;cost\n", "1;5\n", "VOTES\n", "voter_id;vote\n", "A,B,C\n", "1,0,3\n", "count,rank1,rank2\n", "2,A,B\n",
     ",\n", "\n", "ñ,é\n", '"', "=", "(x) 1 1 0\n", "9" * 30 + "\n", "\r\n", "1;1\n", "1,2,3,4\n"]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(
    raw=st.one_of(st.lists(BITS, max_size=12).map(lambda bits: "".join(bits).encode()), st.binary(max_size=60)),
    name=st.sampled_from(sorted(METHODS)),
)
def test_any_file_at_all_is_counted_or_gets_a_sentence(tmp_path: Path, raw: bytes, name: str) -> None:
    file = tmp_path / "x"
    file.write_bytes(raw)
    try:
        found, rules = read(file, Rules(name, **({"dots": 3, "max_per_option": 3} if name == "dots" else {})))
    except Mishap:
        return
    if name != "motion" or len(found.names) == 3:
        result = tally(found.pile, len(found.names), rules)
        assert result.ballots == found.pile.valid + found.pile.blank + found.pile.overvoted
