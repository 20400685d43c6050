"""Gatherings: called in both languages, and who came on which day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from peña_app import clock
from peña_app.errors import Mishap
from peña_app.gatherings.model import Gathering, Kind, under_way
from peña_app.gatherings.records import Gatherings
from peña_app.people.records import People
from peña_app.workspace import Workspace

FRIDAY = datetime.fromisoformat("2026-10-09T18:00:00-05:00")
WORDS = {"es": "Peña de otoño", "en": "Fall peña"}


@pytest.fixture
def gatherings(workspace: Workspace) -> Gatherings:
    return Gatherings(workspace)


@pytest.fixture
def pena(gatherings: Gatherings) -> Gathering:
    return gatherings.call(Kind.PENA, WORDS, FRIDAY, 180, "Salón parroquial")


def test_signing_in_twice_on_a_day_is_signing_in_once(gatherings: Gatherings, pena: Gathering, workspace: Workspace) -> None:
    lupe = People(workspace).welcome("Lupe")
    with clock.held_at(FRIDAY):
        assert gatherings.sign_in(pena.id, lupe.id).new
    with clock.held_at(FRIDAY + timedelta(minutes=40)):
        again = gatherings.sign_in(pena.id, lupe.id)
    assert not again.new
    assert again.at == FRIDAY
    assert gatherings.presence(pena.id).all == 1
    undone = workspace.undo()
    assert undone is not None
    assert undone.text == "signed in 1 person"
    assert gatherings.presence(pena.id).all == 0


def test_one_undo_takes_a_newcomer_and_her_coming_back(gatherings: Gatherings, pena: Gathering, workspace: Workspace) -> None:
    gatherings.welcome(pena.id, "Chuy")
    workspace.undo()
    assert gatherings.presence(pena.id).all == 0
    assert People(workspace).count("") == 0


def test_a_congress_counts_each_day_and_each_person_once_in_all(gatherings: Gatherings, workspace: Workspace) -> None:
    congress = gatherings.call(Kind.ASSEMBLY, {"es": "Congreso", "en": "Congress"}, FRIDAY, 2 * 1440)
    lupe, chuy = People(workspace).welcome("Lupe"), People(workspace).welcome("Chuy")
    with clock.held_at(FRIDAY):
        gatherings.sign_in(congress.id, lupe.id)
        gatherings.sign_in(congress.id, chuy.id)
        gatherings.count_one(congress.id)
        first = clock.today()
    with clock.held_at(FRIDAY + timedelta(days=1)):
        assert gatherings.sign_in(congress.id, lupe.id).new
        second = clock.today()
    assert gatherings.presence(congress.id, first).all == 3
    assert gatherings.presence(congress.id, second).all == 1
    assert gatherings.presence(congress.id).all == 3
    assert gatherings.here(congress.id, second) == {lupe.id}


def test_whoever_comes_for_the_first_time_is_known(gatherings: Gatherings, pena: Gathering, workspace: Workspace) -> None:
    lupe = People(workspace).welcome("Lupe")
    assert gatherings.sign_in(pena.id, lupe.id).first_time
    other = gatherings.call(Kind.MEETING, {"es": "Junta"}, FRIDAY + timedelta(days=7), 60)
    assert not gatherings.sign_in(other.id, lupe.id).first_time


def test_a_gathering_needs_a_name_and_an_end(gatherings: Gatherings) -> None:
    with pytest.raises(Mishap, match="no name"):
        gatherings.call(Kind.PENA, {"es": " ", "en": ""}, FRIDAY, 60)
    with pytest.raises(Mishap, match="ends after it begins"):
        gatherings.call(Kind.PENA, WORDS, FRIDAY, 0)
    assert gatherings.all() == []


def test_titles_stand_in_each_language_and_come_back_with_an_undo(
    gatherings: Gatherings, pena: Gathering, workspace: Workspace
) -> None:
    gatherings.alter(Gathering(pena.id, Kind.WORKSHOP, {"es": "Taller", "en": "Workshop"}, FRIDAY, 90))
    changed = gatherings.gathering(pena.id)
    assert changed is not None
    assert (changed.kind, changed.title, changed.minutes) == (Kind.WORKSHOP, {"es": "Taller", "en": "Workshop"}, 90)
    workspace.undo()
    assert gatherings.gathering(pena.id) == pena
    gatherings.cancel(pena.id)
    assert gatherings.all() == []
    workspace.undo()
    assert gatherings.all() == [pena]


def test_the_one_under_way_is_the_one_that_began_last(gatherings: Gatherings, pena: Gathering) -> None:
    congress = gatherings.call(Kind.ASSEMBLY, {"es": "Congreso"}, FRIDAY + timedelta(hours=15), 1900)
    listed = gatherings.all()
    assert under_way(listed, FRIDAY - timedelta(days=3)) == pena
    assert under_way(listed, FRIDAY - timedelta(hours=1)) == pena
    assert under_way(listed, FRIDAY + timedelta(hours=16)) == congress
    assert under_way(listed, FRIDAY + timedelta(days=30)) is None


def test_a_gathering_knows_its_dates() -> None:
    begins = datetime(2026, 10, 10, 9).astimezone()
    assert Gathering("x", Kind.ASSEMBLY, WORDS, begins, 32 * 60).days == [date(2026, 10, 10), date(2026, 10, 11)]
    assert Gathering("x", Kind.ASSEMBLY, WORDS, begins, 15 * 60).days == [date(2026, 10, 10)]


def test_signing_in_a_person_who_is_not_there_yet_is_kept(gatherings: Gatherings, pena: Gathering) -> None:
    from peña_app.people.model import PersonId

    gatherings.sign_in(pena.id, PersonId("on-another-laptop"))
    assert gatherings.presence(pena.id).all == 1
