"""Reviews travel in a file beside the activity, find their texts again after it was edited by hand, and never fail towards approved."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from peña_app import paths
from peña_app.curricula.editing import spots
from peña_app.curricula.folders import read_file
from peña_app.curricula.format import read_activity
from peña_app.curricula.levelling import levelled, read_reviewed
from peña_app.curricula.model import Activity
from peña_app.curricula.reviews import Mark, State, digest, followed, state_of
from peña_app.curricula.sidefile import Marks, SideFile, beside, read_marks, side_file, side_text
from peña_app.errors import Mishap

Merging = Callable[[str, str, str], tuple[int, str]]
FILES = sorted(paths.data("curricula").glob("*/*.md"))
DAY = date(2026, 3, 14)


def reviewed(activity: Activity) -> dict[tuple[str, str, int, str], Mark]:
    """Every text approved, each following its lead as it stands."""
    marks = {}
    for spot, block, unit in spots(activity):
        lead = activity.lead(block)
        for code, text in unit.words.items():
            led = followed(lead, unit.words[lead]) if code != lead and lead in unit.words else ""
            marks[spot.block, spot.field, spot.at, code] = Mark(State.APPROVED, digest(text), led, "coordinación", DAY)
    return marks


def states(activity: Activity, marks: Marks) -> Counter[State]:
    found: Counter[State] = Counter()
    for spot, block, unit in spots(activity):
        lead = activity.lead(block)
        for code in activity.languages:
            mark = marks.get((spot.block, spot.field, spot.at, code))
            led = None if code == lead else unit.words.get(lead, "")
            found[state_of(unit.words.get(code, ""), mark, led, lead)] += 1
    return found


TEXT = """+++
format = "curricula/1"
id = "x"
languages = ["es", "en"]
lead = "es"
+++

## {#story kind=reading}
::: es
Doña Lupe vive aquí. Su casa es la misma.

En octubre llegó un sobre.

Nadie habló en la junta.

- ¿Qué vemos?
- ¿A quién le pasó?
::: en
Doña Lupe lives here. Her house is the same.

In October an envelope came.

No one spoke at the meeting.

- What do we see?
- Who has lived this?
:::

## {#step-1 kind=step min=5}
### {field=do}
::: es
Miren el dibujo.
::: en
Look at the drawing.
:::
"""
BASE = read_activity(TEXT, "x.md")
MARKS = reviewed(BASE)
INSERTED = "En octubre llegó un sobre.\n\nEra gordo y blanco."


def put(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("edit", "wanted"),
    [
        (put("Su casa es la misma", "Su casa no cambió"), {State.STALE: 1, State.CHANGED: 1}),
        (put("- ¿A quién le pasó?", "- ¿Y a quién?"), {State.STALE: 1, State.CHANGED: 1}),
        (put("No one spoke", "Nobody spoke"), {State.CHANGED: 1}),
        (lambda text: text.replace("\n", "\r\n"), {}),
        (lambda text: unicodedata.normalize("NFD", text), {}),
        (put("En octubre llegó", "En  octubre\n llegó"), {}),
        (put("En octubre llegó un sobre.\n\n", "En octubre llegó un sobre.\n\n\n\n"), {}),
        (
            lambda text: re.sub(r"(?s)(Doña Lupe [^\n]+)\n\n(En oct[^\n]+|In Oct[^\n]+)", r"\2\n\n\1", text),
            {},
        ),
        (put("- ¿Qué vemos?\n- ¿A quién le pasó?", "- ¿A quién le pasó?\n- ¿Qué vemos?"), {}),
        (put("En octubre llegó un sobre.", INSERTED), {State.DRAFT: 1, State.EMPTY: 1}),
        (
            lambda text: put("In October an envelope came.", "In October an envelope came.\n\nFat and white.")(
                put("En octubre llegó un sobre.", INSERTED)(text)
            ),
            {State.DRAFT: 2},
        ),
        (put("- ¿Qué vemos?", "- ¿Qué hay?\n- ¿Qué vemos?"), {State.DRAFT: 1, State.EMPTY: 1}),
        (put("Doña Lupe vive", "Érase una vez.\n\nDoña Lupe vive"), {State.DRAFT: 1, State.EMPTY: 1}),
        (put("In October an envelope came.\n\n", ""), {State.EMPTY: 1}),
        (
            lambda text: put("In October an envelope came.\n\n", "")(put("En octubre llegó un sobre.\n\n", "")(text)),
            {State.APPROVED: -2},
        ),
        (lambda text: text[: text.index("## {#step-1")] , {State.APPROVED: -2}),
        (
            lambda text: text[: text.index("## {#story")] + text[text.index("## {#step-1") :] + "\n" + text[text.index("## {#story") : text.index("## {#step-1")],
            {},
        ),
    ],
    ids=["one sentence", "one item", "a follower", "CRLF", "NFD", "spaces", "empty lines", "units swapped", "lead swapped", "inserted",
         "inserted in both", "item inserted", "inserted first", "follower deleted", "deleted in both", "block out", "blocks swapped"],
)  # fmt: skip
def test_only_what_changed_is_out_of_step(edit: Callable[[str], str], wanted: dict[State, int]) -> None:
    text = edit(TEXT)
    assert text != TEXT
    activity, marks = levelled(read_activity(text, "x.md"), MARKS)
    found = states(activity, marks)

    before = states(BASE, MARKS)
    expected = {state: n for state, n in wanted.items() if state is not State.APPROVED}
    assert {state: n for state, n in found.items() if state is not State.APPROVED} == expected
    gone = -wanted.get(State.APPROVED, 0)
    touched = sum(n for state, n in expected.items() if state in {State.STALE, State.CHANGED}) + (wanted == {State.EMPTY: 1})
    assert found[State.APPROVED] == before[State.APPROVED] - gone - touched


def test_a_follower_stays_beside_what_it_translates() -> None:
    activity, _marks = levelled(read_activity(put("En octubre llegó un sobre.", INSERTED)(TEXT), "x.md"), MARKS)
    story = [unit.words for spot, _block, unit in spots(activity) if spot.block == "story"]

    assert story[2] == {"es": "Era gordo y blanco."}
    assert story[3] == {"es": "Nadie habló en la junta.", "en": "No one spoke at the meeting."}


def test_a_text_whose_lead_was_taken_out_stands_alone() -> None:
    activity, marks = levelled(read_activity(put("En octubre llegó un sobre.\n\n", "")(TEXT), "x.md"), MARKS)
    story = [unit.words for spot, _block, unit in spots(activity) if spot.block == "story"]

    assert story[1] == {"en": "In October an envelope came."}
    assert states(activity, marks) == {State.APPROVED: 10, State.EMPTY: 1, State.STALE: 1}


def test_a_text_that_had_changed_before_the_file_was_written_is_found_again() -> None:
    marks = dict(MARKS)
    place = ("story", "", 1, "es")
    marks[place] = Mark(State.APPROVED, digest("Otra cosa, ya cambiada."), "", "coordinación", DAY)
    side = side_file(side_text("x.rev.toml", BASE, SideFile(marks)), "x.rev.toml")
    assert side.marks == marks
    assert side.stood == {place: digest("En octubre llegó un sobre.")}
    text = put("En octubre llegó", "Fue de noche.\n\nEn octubre llegó")(TEXT)
    activity, now = levelled(read_activity(text, "x.md"), side.marks, side.stood)

    assert now["story", "", 2, "es"] == marks[place]
    assert activity.blocks[0].parts[0].units[1].words == {"es": "Fue de noche."}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_moves_where_nothing_was_edited(file: Path) -> None:
    activity = read_file(file)
    marks = reviewed(activity)
    side = side_file(side_text("a.rev.toml", activity, SideFile(marks)), "a")

    assert side.marks == marks
    assert levelled(activity, marks) == (activity, marks)
    assert levelled(activity, {}) == (activity, {})


UNITS = st.lists(st.integers(0, 40), min_size=1, max_size=8, unique=True)


@settings(max_examples=150, deadline=None)
@given(before=UNITS, spanish=UNITS, english=UNITS)
def test_whatever_was_edited_no_text_is_lost_and_no_partner_is_wrong(
    before: list[int], spanish: list[int], english: list[int]
) -> None:
    def made(es: list[int], en: list[int]) -> Activity:
        said = ("\n\n".join(f"texto {n}" for n in es), "\n\n".join(f"text {n}" for n in en))
        return read_activity(f"{TEXT.split('## ', maxsplit=1)[0]}## {{#a}}\n::: es\n{said[0]}\n::: en\n{said[1]}\n:::\n", "x.md")

    base = made(before, before)
    activity, marks = levelled(made(spanish, english), reviewed(base))
    units = [unit.words for _spot, _block, unit in spots(activity)]

    assert [words["es"] for words in units if "es" in words] == [f"texto {n}" for n in spanish]
    assert sorted(words["en"] for words in units if "en" in words) == sorted(f"text {n}" for n in english)
    for words in units:
        number = {code: int(text.split()[1]) for code, text in words.items()}
        if len(number) == 2 and number["es"] in before and number["en"] in before:
            assert number["es"] == number["en"]
    for (_block, _part, at, code), mark in marks.items():
        if mark.text == digest(units[at][code]) and code == "en" and "es" in units[at]:
            assert int(units[at]["en"].split()[1]) in before


def test_it_is_written_one_line_a_text_and_keeps_what_it_does_not_know() -> None:
    marks = {
        ("story", "", 0, "es"): Mark(State.CIRCLE, digest("a"), "", "grupo de madres", DAY, "", 14, "«recibo»"),
        ("story", "", 0, "en"): Mark(
            State.ADAPTED, digest("b"), "es:cb68676c", "M.", DAY, 'un "ejemplo" de aquí\nasí', adapter="M."
        ),
    }
    text = side_text("x.rev.toml", BASE, SideFile(marks))
    assert text.startswith("# x.rev.toml — ")
    assert 'es.1 = { text = "ca978112", now = "' in text, text
    assert sum(line.startswith(("es.", "en.")) for line in text.splitlines()) == 12
    assert '["step-1.do"]' in text
    more = text.replace("[story]", 'versión = 3\n\n[story]\n\nnota = "sí"', 1).replace(
        "present = 14", "present = 14, voz = [1, 2]"
    )
    more = more.replace("versión", '"versión"') + "\n[otra.cosa]\na = 1\n"
    side = side_file(more, "x.rev.toml")
    assert side.marks[("story", "", 0, "es")] == marks["story", "", 0, "es"]
    assert side.marks[("story", "", 0, "en")] == marks["story", "", 0, "en"]
    again = side_text("x.rev.toml", BASE, side)
    for kept in ('"versión" = 3', 'nota = "sí"', "voz = [1, 2]", "[otra]", "cosa = { a = 1 }"):
        assert kept in again
    assert side_text("x.rev.toml", BASE, side_file(again, "x")) == again


def test_a_lost_file_leaves_drafts(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text(TEXT, encoding="utf-8")
    activity, marks = read_reviewed(tmp_path / "x.md")

    assert states(activity, marks) == {State.DRAFT: 12}
    assert beside(tmp_path / "x.md").name == "x.rev.toml"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('state = "approved"', 'state = "aproved"', 5, "“aproved” is no state; there are: draft, adapted"),
        ('state = "approved"', 'state = "stale"', 5, "is no state"),
        ('state = "approved"', "state = approved", 5, "cannot be read"),
        ("on = 2026-03-14", 'on = "ayer"', 5, "year-month-day"),
        ("on = 2026-03-14", "on = 2026-02-31", 5, "cannot be read"),
        ("on = 2026-03-14", "present = -2", 5, "is a number"),
        ('text = "', 'text = "X', 5, "of which text it speaks"),
        ('from = "es:', 'from = "', 5, "which text it followed"),
        ("en.1 = {", "en.1 = 5 #", 5, "of which text it speaks"),
        ("en.1 =", "<<<<<<< ours\nen.1 =", 5, "cannot be read"),
        ("[story]", "[story", 9, "cannot be read"),
        ("en.2 =", "en.1 =", 13, "cannot be read"),
    ],
)
def test_a_bad_file_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    text = side_text("x.rev.toml", BASE, SideFile(MARKS))
    assert old in text
    (tmp_path / "x.rev.toml").write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(Mishap) as met:
        read_marks(tmp_path / "x.md")
    assert f"/x.rev.toml, line {line}: " in met.value.sentence
    assert said in met.value.sentence


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.rev.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Mishap, match=r"x\.rev\.toml, line 1: .*UTF-8"):
        read_marks(tmp_path / "x.md")


def test_two_people_who_review_a_language_each_never_meet(merged: Merging) -> None:
    tried = 0
    for file in FILES:
        activity = read_file(file)
        marks = reviewed(activity)
        base = side_text("a.rev.toml", activity, SideFile(marks))
        for block in activity.blocks[::5]:
            sides = []
            for code, by in (("es", "grupo A"), ("en", "grupo B")):
                mine = {
                    place: Mark(State.CIRCLE, mark.text, mark.lead, by, DAY, present=9)
                    if place[0] == block.id and place[3] == code
                    else mark
                    for place, mark in marks.items()
                }
                sides.append(side_text("a.rev.toml", activity, SideFile(mine)))
            conflicts, text = merged(base, *sides)
            assert conflicts == 0
            there = side_file(text, "a").marks
            assert {mark.by for place, mark in there.items() if place[0] == block.id} == (
                {"grupo A", "grupo B"} if len({place[3] for place in there if place[0] == block.id}) == 2 else {"grupo A"}
            )
            tried += 1
    assert tried >= 25
