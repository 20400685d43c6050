"""A real workspace with the tables of voting, and a contest of dots to vote on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from peña_app.gatherings.records import migrations as gatherings
from peña_app.people.records import migrations as people
from peña_app.voting.counting import Rules
from peña_app.voting.model import Contest
from peña_app.voting.records import Voting, migrations
from peña_app.workspace import LIGHT, Workspace

OPTIONS = [
    {"es": "Huertos comunitarios", "en": "Community gardens"},
    {"es": "Defensa de inquilinos", "en": "Tenant defense"},
    {"es": "Clases de español e inglés", "en": "Spanish and English classes"},
    {"es": "Clínica los sábados", "en": "Saturday clinic"},
]


@pytest.fixture
def new_place(tmp_path: Path) -> Iterator[Callable[[], Workspace]]:
    """Makes workspaces that are closed at the end."""
    made: list[Workspace] = []

    def make() -> Workspace:
        folder = tmp_path / f"votos{len(made)}.pena"
        workspace, _code = Workspace.create(
            folder, "cinco palabras muy sencillas hoy", [people, gatherings, migrations], effort=LIGHT
        )
        made.append(workspace)
        return workspace

    yield make
    for workspace in made:
        workspace.close(keep_backup=False)


@pytest.fixture
def place(new_place: Callable[[], Workspace]) -> Workspace:
    return new_place()


@pytest.fixture
def voting(place: Workspace) -> Voting:
    return Voting(place)


@pytest.fixture
def drafted(voting: Voting) -> Contest:
    return voting.draft({"es": "Prioridades del año", "en": "Priorities of the year"}, Rules("dots", 1, 3, 2), OPTIONS)


@pytest.fixture
def opened(voting: Voting, drafted: Contest) -> Contest:
    return voting.open(drafted.id)
