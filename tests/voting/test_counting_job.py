"""A count that takes long is a job: the window goes on, the result comes, and it can be stopped."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peña_app.ui import speech, theme
from peña_app.ui.desk import Desk
from peña_app.voting.counting import Pile, Rules
from peña_app.voting.methods import tally
from peña_app.voting.model import Contest
from peña_app.voting.pace import listening
from peña_app.voting.records import Voting, voting as records
from peña_app.voting.screens import VotingScreen
from peña_app.voting.screens.counting import Counting
from peña_app.voting.screens.outcome import Outcome
from peña_app.workspace import Workspace

COSTS = tuple(range(700, 2700, 200))


@pytest.fixture
def budget(voting: Voting, monkeypatch: pytest.MonkeyPatch) -> Contest:
    monkeypatch.setattr(records, "_LONG", 100)  # so that a small box is as long a count as a large one
    options = [{"es": f"Proyecto {at}", "en": f"Project {at}"} for at in range(len(COSTS))]
    made = voting.open(voting.draft({"es": "Dinero", "en": "Money"}, Rules("pb-mes", budget=6000, costs=COSTS), options).id)
    dice = random.Random(4)  # noqa: S311 - the same votes each time
    for _ballot in range(24):
        voting.enter(made.id, tuple(dice.choice((0, 0, 1)) for _cost in COSTS))
    voting.close_and_count(made.id)
    return voting.contest(made.id)


@pytest.fixture
def screen(qtbot: QtBot, place: Workspace) -> Iterator[VotingScreen]:
    theme.apply("light", 100)
    speech.switch("en")
    desk = Desk(place)
    made = VotingScreen(desk)
    qtbot.addWidget(made)
    made.show()
    yield made
    desk.news.stop()


def test_a_long_count_is_made_beside_the_window_and_then_shown(
    qtbot: QtBot, qapp: QApplication, screen: VotingScreen, voting: Voting, budget: Contest
) -> None:
    assert voting.takes_long(budget.id)
    screen.open(budget.id)
    assert screen.page is not None
    assert isinstance(screen.page.body, Counting)
    qtbot.waitUntil(lambda: screen.page is not None and isinstance(screen.page.body, Outcome))

    assert not voting.takes_long(budget.id)
    assert voting.tally(budget.id).total_cost


def test_a_count_that_is_stopped_leaves_nothing_behind() -> None:
    dice = random.Random(5)  # noqa: S311
    pile = Pile({bytes(dice.choice((0, 1)) for _cost in COSTS): 3 for _ballot in range(40)})
    steps = 0

    class Stopped(Exception):
        pass

    def stop() -> None:
        nonlocal steps
        steps += 1
        if steps == 2:
            raise Stopped

    rules = Rules("pb-mes", budget=6000, costs=COSTS)
    with pytest.raises(Stopped), listening(stop):
        tally(pile, len(COSTS), rules)
    assert tally(pile, len(COSTS), rules).total_cost
