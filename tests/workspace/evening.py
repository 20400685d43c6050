"""A facilitator's evening without a screen, to be killed at any moment: says on stdout what a screen would have confirmed.

Reads lines "FOLDER KEY SEED GATHERING CONTEST" and forks a child for each, so that every evening starts without the imports.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from peña_app import app, i18n
from peña_app.gatherings.model import GatheringId
from peña_app.gatherings.records import Gatherings
from peña_app.voting.model import ContestId
from peña_app.voting.records import Voting
from peña_app.workspace import Workspace


def evening(folder: Path, key: bytes, seed: int, gathering: str, contest: str) -> None:
    chance = random.Random(seed)  # noqa: S311 - for a test
    workspace = Workspace.open_with(folder, key, app.schema())
    gatherings, voting = Gatherings(workspace), Voting(workspace)
    number = 0
    while True:
        number += 1
        arrival = gatherings.welcome(GatheringId(gathering), f"Vecina {seed} {number}")
        os.write(1, f"person {arrival.person}\n".encode())
        marks = tuple(chance.randint(0, 1) for _option in range(3))
        voting.enter(ContestId(contest), marks)
        os.write(1, f"ballot {' '.join(map(str, marks))}\n".encode())
        if chance.random() < 0.2:
            voting.close_batch(ContestId(contest))
            os.write(1, b"closed\n")


if __name__ == "__main__":
    i18n.use("en")
    for line in sys.stdin:
        where, hexed, begun, at, vote = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            evening(Path(where), bytes.fromhex(hexed), int(begun), at, vote)
        print("pid", child, flush=True)
        os.waitpid(child, 0)
        print("over", flush=True)
