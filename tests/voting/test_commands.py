"""`pena tally` on files as people make them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from peña_app.errors import Mishap
from peña_app.voting.commands import COMMANDS

Writes = Callable[..., Path]


def run(file: Path, *options: str) -> str:
    done = CliRunner().invoke(COMMANDS[0], [str(file), *options], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def shape(file: Path, *options: str) -> dict[str, Any]:
    return json.loads(run(file, "--format", "json", *options))  # type: ignore[no-any-return]


@pytest.fixture
def csv(tmp_path: Path) -> Writes:
    def write(text: str, encoding: str = "utf-8") -> Path:
        file = tmp_path / "boletas.csv"
        file.write_bytes(text.encode(encoding))
        return file

    return write


@pytest.mark.parametrize(
    "text",
    [
        "Huertos,Vivienda\nx,\n1,0\n,✓\n",
        "\ufeffHuertos,Vivienda\r\nx,\r\n1,0\r\n,✓\r\n",
        "Huertos;Vivienda\nx;\n1;0\n;sí\n",
        "sep=;\nHuertos;Vivienda\nx;\n1;0\n;sí\n",
        "Huertos\tVivienda\nX\t\n1\t0\n\tx\n\n\n",
        'count,"Huertos",Vivienda\n2,1,0\n1,-,1\n',
        "COUNT;Huertos;Vivienda;;\n2;1;0;;\n1;;1,0;;\n0;1;1;;\n",
        " Huertos , Vivienda \n x ,no\n1,0\n,V",
    ],
    ids=["plain", "byte order mark", "semicolons", "sep line", "tabs", "weights", "trailing columns", "spaces"],
)
@pytest.mark.parametrize("method", ["plurality", "approval"])
def test_marks_are_read_as_people_and_spreadsheets_write_them(csv: Writes, text: str, method: str) -> None:
    found = shape(csv(text), "--method", method)

    assert found["tallies"] == {"Huertos": "2", "Vivienda": "1"}
    assert (found["ballots"], found["valid"], found["blank"], found["winners"]) == (3, 3, 0, ["Huertos"])


def test_a_file_from_excel_in_utf_16_is_read(csv: Writes) -> None:
    assert shape(csv("Niñez\tVivienda\n1\t0\n", "utf-16"), "--method", "approval")["winners"] == ["Niñez"]


def test_names_may_hold_commas_quotes_and_line_breaks(csv: Writes) -> None:
    found = shape(csv('"Agua, luz","Casa ""Azul""","Dos\nlíneas"\n1,0,0\n'), "--method", "approval")

    assert list(found["tallies"]) == ["Agua, luz", 'Casa "Azul"', "Dos líneas"]


def test_dots_over_the_limit_void_the_whole_ballot_and_are_told_apart(csv: Writes) -> None:
    file = csv('A,B,C\n3,2,0\n4,0,0\n2,2,2\n,,\n1.0,"1,0",\n')
    found = shape(file, "--method", "dots", "--dots", "5", "--max-per-option", "3")

    assert (found["ballots"], found["valid"], found["blank"], found["overvoted"]) == (5, 2, 1, 2)
    assert found["tallies"] == {"A": "4", "B": "3", "C": "0"}
    assert found["supporters"] == {"A": "2", "B": "2", "C": "0"}


def test_without_a_number_of_dots_the_usual_one_is_taken(csv: Writes) -> None:
    found = shape(csv("A,B,C,D\n3,0,0,0\n2,2,0,0\n"), "--method", "dots")

    assert (found["dots"], found["max_per_option"], found["overvoted"]) == (3, 3, 1)


def test_a_tie_is_in_the_answer_and_is_no_mishap(csv: Writes) -> None:
    found = shape(csv("A,B,C\n1,0,0\n0,1,0\n"), "--method", "plurality")

    assert (found["winners"], found["undecided"]) == ([], [{"names": ["A", "B"], "places": 1, "why": "tie"}])


def test_more_places_take_the_highest_and_name_who_is_level_for_the_last(csv: Writes) -> None:
    found = shape(csv("count,A,B,C,D\n5,1,0,0,0\n3,0,1,0,0\n3,0,0,1,0\n1,0,0,0,1\n"), "--method", "plurality", "--seats", "2")

    assert (found["winners"], found["undecided"]) == (["A"], [{"names": ["B", "C"], "places": 1, "why": "tie"}])
    assert found["order"] == [["A"], ["B", "C"], ["D"]]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("A,B\n1,0\n1\n", 3, "columns: 1, and 2 in the first line."),
        ("A,B\n1,0\n1,0,1\n", 3, "columns: 3, and 2 in the first line."),
        ("A,B\n1,0\n0,1\n-1,0\n", 4, "“-1” in the column “A”"),
        ("A,B\n1,0\n0,2.5\n", 3, "“2.5” in the column “B”"),
        ("count,A,B\n1,1,0\nx,1,0\n", 3, "“x” does not say how many"),
        ("count,A,B\n-2,1,0\n", 2, "“-2” does not say how many"),
        ("A,A\n1,0\n", 1, "two columns are called “A”"),
        ("A,,B\n1,0,1\n", 1, "column 2 has no name"),
        ("1,0\n0,1\n", 1, "there are numbers where the options should be named"),
        ("count\n3\n", 1, "it names no options"),
    ],
)
def test_a_file_that_cannot_be_counted_says_the_line_and_why(csv: Writes, text: str, line: int, reason: str) -> None:
    with pytest.raises(Mishap) as met:
        run(csv(text), "--method", "approval", "--language", "en")

    assert met.value.sentence.startswith(f"Line {line}: {reason}")


def test_dots_must_be_whole_numbers(csv: Writes) -> None:
    with pytest.raises(Mishap) as met:
        run(csv("A;B\n3;x\n"), "--method", "dots", "--language", "en")

    assert str(met.value) == "Line 2: “x” in the column “B” is not a whole number. Write how many dots this option got."


@pytest.mark.parametrize("text", ["", "A,B\n", "count,A,B\n0,1,0\n"])
def test_a_file_without_ballots_says_so(csv: Writes, text: str) -> None:
    with pytest.raises(Mishap):
        run(csv(text), "--method", "approval")


def test_letters_of_another_code_are_never_guessed(csv: Writes) -> None:
    with pytest.raises(Mishap) as met:
        run(csv("Huertos,Vivienda\n1,0\nNiñez,0\n", "latin-1"), "--method", "approval", "--language", "en")

    assert met.value.sentence.startswith("Line 3:")


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Mishap):
        run(tmp_path / "nada.csv", "--method", "approval")


def test_the_answer_for_people_speaks_the_language_asked_for(csv: Writes) -> None:
    file = csv("Huertos,Vivienda,Idioma\n2,1,0\n1,2,0\n0,0,3\n0,3,0\n")
    spanish = run(file, "--method", "dots", "--language", "es")
    english = run(file, "--method", "dots", "--language", "en")

    assert "Gana Vivienda." in spanish
    assert "Vivienda wins." in english
    assert "=2" in spanish
    assert "=2" in english


def test_numbers_above_one_count_as_one_mark_and_it_is_said(csv: Writes) -> None:
    found = shape(csv("A,B\n3,0\n1,0\n0,1\n"), "--method", "approval", "--language", "en")

    assert found["tallies"] == {"A": "2", "B": "1"}
    assert found["warnings"] == ["Some cells hold numbers above 1. Each counted as one mark."]


def test_a_large_file_is_collapsed_before_it_is_counted(csv: Writes) -> None:
    rows = [",".join("1" if n % 7 == column else "" for column in range(20)) for n in range(20_000)]
    found = shape(csv(",".join(f"Option {n}" for n in range(20)) + "\n" + "\n".join(rows)), "--method", "plurality")

    assert found["ballots"] == 20_000
    assert found["undecided"] == []
    assert found["winners"] == ["Option 0"]
