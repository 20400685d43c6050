"""A unit is changed in its file, and nothing else is."""

from __future__ import annotations

import difflib
import unicodedata

import pytest
from hypothesis import given, settings, strategies as st

from peña_app import paths
from peña_app.curricula.editing import Edit, Spot, edited, spots
from peña_app.curricula.folders import read_module
from peña_app.curricula.format import read_activity, written
from peña_app.curricula.model import Activity
from peña_app.errors import Mishap

ACTIVITIES = list(read_module(paths.data("curricula") / "01-que-es-organizar").activities.values())
TEXT = st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "Zs")), min_size=1, max_size=30).filter(
    lambda text: text.split() and not text.strip().startswith(("-", "|", ":", "#"))
)


def lines_changed(before: Activity, after: Activity) -> list[str]:
    found = difflib.ndiff(written(before).splitlines(), written(after).splitlines())
    return [line for line in found if line[0] in "+-"]


@settings(max_examples=80, deadline=None)
@given(which=st.integers(0, len(ACTIVITIES) - 1), place=st.integers(0, 10**6), code=st.sampled_from(["es", "en"]), text=TEXT)
def test_one_unit_changes_and_only_its_lines(which: int, place: int, code: str, text: str) -> None:
    activity = ACTIVITIES[which]
    there = list(spots(activity))
    spot, _block, unit = there[place % len(there)]
    after = edited(activity, [Edit(spot, code, text)])
    again = {each: held.words for each, _b, held in spots(after)}

    wanted = read_activity(written(after), activity.source)
    assert again[spot].get(code, "").strip("| ") == unicodedata.normalize("NFC", " ".join(text.split()))
    for other, _b, held in spots(activity):
        if other != spot:
            assert again[other] == held.words
    assert wanted == after
    assert len(lines_changed(activity, after)) <= 2 + unit.words.get(code, "").count("\n") + len(unit.words.get(code, "")) // 20


@pytest.mark.parametrize("activity", ACTIVITIES, ids=lambda activity: activity.id)
def test_writing_what_stands_there_changes_no_sign(activity: Activity) -> None:
    same = [Edit(spot, code, text) for spot, _block, unit in spots(activity) for code, text in unit.words.items()]

    assert written(edited(activity, same[:40])) == written(activity)


SMALL = """+++
format = "curricula/1"
id = "x"
languages = ["es", "en"]
+++

## {#a kind=reading}
::: es
Uno.

Dos.

- tres
- cuatro
::: en
One.

- three
:::

## {#b kind=reading}
::: es
Solo aquí.
:::
"""


def words(activity: Activity, block: str) -> list[dict[str, str]]:
    return [dict(unit.words) for spot, _block, unit in spots(activity) if spot.block == block]


def test_a_text_is_put_where_its_partner_stands() -> None:
    activity = edited(read_activity(SMALL, "x.md"), [Edit(Spot("a", "", 1), "en", "Two."), Edit(Spot("a", "", 3), "en", "four")])

    assert words(activity, "a") == [
        {"es": "Uno.", "en": "One."}, {"es": "Dos.", "en": "Two."}, {"es": "tres", "en": "three"}, {"es": "cuatro", "en": "four"},
    ]  # fmt: skip
    assert "- three\n- four\n:::" in written(activity)


def test_a_language_that_was_not_there_is_opened_before_the_block_closes() -> None:
    activity = edited(read_activity(SMALL, "x.md"), [Edit(Spot("b", "", 0), "en", "Only here.")])

    assert written(activity).endswith("::: es\nSolo aquí.\n::: en\nOnly here.\n:::\n")


def test_an_empty_text_takes_a_unit_out_in_that_language() -> None:
    activity = edited(read_activity(SMALL, "x.md"), [Edit(Spot("a", "", 2), "en", "")])

    assert words(activity, "a")[2] == {"es": "tres"}


def test_what_would_break_the_format_is_refused_and_what_is_not_there_is_named() -> None:
    activity = read_activity(SMALL, "x.md")
    with pytest.raises(Mishap):
        edited(activity, [Edit(Spot("a", "", 0), "en", "::: fr")])
    with pytest.raises(KeyError, match=r"a\.9"):
        edited(activity, [Edit(Spot("a", "", 8), "en", "x")])
