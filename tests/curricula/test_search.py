"""Finding activities by what they say and by what they ask of people."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from peña_app import paths
from peña_app.curricula.folders import read_module
from peña_app.curricula.library import library
from peña_app.curricula.screens.shelf import Shelf
from peña_app.curricula.search import Finder, Wanted

MODULE = read_module(paths.data("curricula") / "01-que-es-organizar")


def found(wanted: Wanted) -> set[str]:
    finder = Finder()
    return {activity.id for activity in MODULE.activities.values() if finder.fits(activity, wanted)}


def test_any_word_of_either_language_finds_an_activity_accents_aside() -> None:
    assert "tres-maneras" in found(Wanted("gotera OLLA"))
    assert "tres-maneras" in found(Wanted("leak"))
    assert found(Wanted("xyzzy")) == set()
    assert found(Wanted()) == set(MODULE.activities)


@pytest.mark.parametrize("minutes", [10, 20, 30])
def test_what_is_too_long_is_left_out(minutes: int) -> None:
    assert found(Wanted(minutes=minutes)) == {each.id for each in MODULE.activities.values() if each.minutes <= minutes}


def test_what_nobody_has_to_read_is_found_apart() -> None:
    assert found(Wanted(no_reading=True)) == {"la-soga", "mi-nombre"}


def test_stages_lenses_and_terms_narrow_together() -> None:
    assert found(Wanted(term="demand", stage="action")) <= found(Wanted(term="demand")) < set(MODULE.activities)
    assert found(Wanted(lens="no such lens")) == set()


def test_the_shelf_narrows_as_one_chooses_and_opens_up_again(qtbot: QtBot) -> None:
    shelf = Shelf()
    qtbot.addWidget(shelf)
    shelf.show_modules(library())
    everything = len(shelf._items())
    shelf.more.click()
    shelf.no_reading.click()

    assert shelf.filters.isVisibleTo(shelf)
    assert 0 < len(shelf._items()) < everything
    shelf.typed.setText("xyzzy")
    assert shelf.nothing.isVisibleTo(shelf)
    shelf.typed.clear()
    shelf.more.click()
    assert len(shelf._items()) == everything
