"""The power fails at any moment of a sign-in or a ballot entry: what was confirmed is there afterwards, always."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from peña_app import app, clock
from peña_app.gatherings.model import Kind
from peña_app.gatherings.records import Gatherings
from peña_app.voting.counting import Rules
from peña_app.voting.records import Voting
from peña_app.workspace import Workspace, check

TIMES = 200
EVENING = Path(__file__).with_name("evening.py")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each evening is a forked process")
def test_what_was_confirmed_is_there_after_two_hundred_power_cuts(
    new_workspace: Callable[[str], Workspace], passphrase: str
) -> None:
    chance = random.Random(20261123)  # noqa: S311 - when the power fails is no secret
    workspace = new_workspace("apagones")
    gathering = Gatherings(workspace).call(Kind.PENA, {"es": "Peña"}, clock.now(), 600)
    options = [{"es": word, "en": word} for word in ("uno", "dos", "tres")]
    contest = Voting(workspace).draft({"es": "¿Qué?", "en": "What?"}, Rules("approval"), options, gathering=gathering.id)
    Voting(workspace).open(contest.id)
    folder, key = workspace.folder, Workspace.key_for(workspace.folder, passphrase)
    workspace.close(keep_backup=False)

    nursery = subprocess.Popen(
        [sys.executable, "-X", "utf8", str(EVENING)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    people: set[str] = set()
    ballots: Counter[tuple[int, ...]] = Counter()
    confirmed = unconfirmed = 0
    try:
        for time in range(TIMES):
            nursery.stdin.write(f"{folder}\t{key.hex()}\t{time}\t{gathering.id}\t{contest.id}\n")
            nursery.stdin.flush()
            pid = int(nursery.stdout.readline().split()[1])
            wanted, seen = chance.randint(1, 24), 0
            killed = False
            while (line := nursery.stdout.readline().split())[0] != "over":
                if line[0] == "person":
                    people.add(line[1])
                elif line[0] == "ballot":
                    ballots[tuple(int(mark) for mark in line[1:])] += 1
                seen += 1
                if seen >= wanted and not killed:
                    select.select([], [], [], chance.random() * 0.004)
                    os.kill(pid, signal.SIGKILL)
                    killed = True
            confirmed = sum(ballots.values())

            again = Workspace.open_with(folder, key, app.schema())
            try:
                here = Gatherings(again).here(gathering.id)
                assert people <= here
                assert len(here - people) <= time + 1  # at most the one that was being written at each cut
                voting = Voting(again)
                held = sum(batch.ballots for batch in voting.batches(contest.id)) + len(voting.open_batch(contest.id))
                unconfirmed = held - confirmed
                assert 0 <= unconfirmed <= time + 1
            finally:
                again.close(keep_backup=False)
    finally:
        nursery.kill()
        nursery.wait()
        nursery.stdin.close()
        nursery.stdout.close()

    last = Workspace.open_with(folder, key, app.schema())
    try:
        with last.again() as db:
            assert check.findings(db) == []
        voting = Voting(last)
        voting.close(contest.id)
        result = voting.tally(contest.id)
        least = tuple(sum(marks[option] * number for marks, number in ballots.items()) for option in range(3))
        assert all(have >= sure for have, sure in zip(result.tallies, least, strict=True))
        assert all(have <= sure + unconfirmed for have, sure in zip(result.tallies, least, strict=True))
    finally:
        last.close(keep_backup=False)
