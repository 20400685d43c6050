"""Counting, from the file to the result, beside other programs: each count in a process of its own, in turn, the best of three.

The programs stand in `.venv-peers` (`make peers`); one that is not there is left out and said. Meek's peer, droop, is not on PyPI: it
is compared where DROOP names the folder of a checkout.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PEERS = ROOT / ".venv-peers" / "bin" / "python"
PYTHON = PEERS if PEERS.exists() else Path(sys.executable)
OPTIONS = 20

COMPARED = [
    ("plurality", "one.csv", "plain", 100_000, 0.7),
    ("approval", "set.csv", "plain", 100_000, 0.7),
    ("dots", "dots.csv", "plain", 100_000, 0.7),
    ("score", "scores.csv", "plain", 100_000, 0.7),
    ("star", "scores.csv", "starvote", 100_000, 0.7),
    ("borda", "ranks.blt", "pref_voting", 100_000, 0.7),
    ("irv", "ranks.blt", "pyrankvote", 10_000, 0.7),
    ("irv", "ranks.blt", "pref_voting", 100_000, 0.7),
    ("stv-scottish", "ranks.blt", "stvpoll", 100_000, 0.7),
    ("stv-scottish", "ranks.blt", "droop", 10_000, 0.7),
    ("schulze", "ranks.blt", "pref_voting", 100_000, 0.5),
    ("ranked-pairs", "ranks.blt", "pref_voting", 100_000, 0.5),
    ("stv-meek", "ranks.blt", "droop", 10_000, 0.1),
    ("pb-greedy", "budget.pb", "pabutools", 10_000, 0.7),
    ("pb-mes", "small.pb", "pabutools", 1_000, 0.2),
]


def seats(method: str) -> int:
    return 4 if method.startswith("stv") else 1


def write(folder: Path, name: str, ballots: int) -> Path:
    """A file of random ballots, the same each time."""
    file = folder / f"{ballots}-{name}"
    if file.exists():
        return file
    dice = random.Random(7)  # noqa: S311 - the same ballots each time
    liked = [dice.random() + 0.2 for _option in range(OPTIONS)]
    names = [f"Option {at + 1}" for at in range(OPTIONS)]
    with file.open("w", encoding="utf-8") as out:
        if name.endswith(".pb"):
            projects = [
                (f"p{at}", dice.randint(5, 120) * 1000, dice.random() ** 2) for at in range(100 if ballots > 1000 else 40)
            ]
            out.write("META\nkey;value\ndescription;x\ncountry;x\nunit;x\ninstance;x\nrule;greedy\n")
            out.write(
                f"num_projects;{len(projects)}\nnum_votes;{ballots}\nbudget;{100 * ballots}\nvote_type;approval\nPROJECTS\nproject_id;cost\n"
            )
            out.writelines(f"{key};{cost * ballots // 10000}\n" for key, cost, _liked in projects)
            out.write("VOTES\nvoter_id;vote\n")
            for voter in range(ballots):
                out.write(f"{voter};{','.join(key for key, _cost, like in projects if dice.random() < like * 0.3)}\n")
        elif name.endswith(".blt"):
            out.write(f"{OPTIONS} 4\n")
            for _ballot in range(ballots):
                length = dice.choice((OPTIONS, OPTIONS, 10, 5, 3))
                order = sorted(range(OPTIONS), key=lambda option: -(dice.random() ** (1 / liked[option])))[:length]
                out.write(f"1 {' '.join(str(option + 1) for option in order)} 0\n")
            out.write("0\n" + "".join(f'"{each}"\n' for each in (*names, "Title")))
        else:
            out.write(",".join(names) + "\n")
            for _ballot in range(ballots):
                if name == "one.csv":
                    chosen = dice.choices(range(OPTIONS), liked)[0]
                    marks = [int(option == chosen) for option in range(OPTIONS)]
                elif name == "dots.csv":
                    drawn = dice.choices(range(OPTIONS), liked, k=7)
                    marks = [drawn.count(option) for option in range(OPTIONS)]
                else:
                    most = 1 if name == "set.csv" else 5
                    marks = [min(most, int(dice.random() * (most + 1) * like)) for like in liked]
                out.write(",".join(map(str, marks)) + "\n")
    return file


def measure(who: str, method: str, file: Path) -> tuple[float, int] | None:
    done = subprocess.run(
        [str(PYTHON), str(Path(__file__).with_name("peers.py")), who, method, str(file), str(seats(method))],
        capture_output=True, text=True, check=False, timeout=900, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    if done.returncode:
        return None
    seconds, memory = done.stdout.split()[-2:]
    return float(seconds), int(memory)


@pytest.mark.parametrize(("method", "name", "peer", "ballots", "most"), COMPARED)
def test_beside_another_program(
    tmp_path_factory: pytest.TempPathFactory, method: str, name: str, peer: str, ballots: int, most: float
) -> None:
    file = write(tmp_path_factory.getbasetemp(), name, ballots)
    mine, theirs = [], []
    for _turn in range(3 if ballots < 100_000 or peer in ("plain", "pref_voting") else 2):
        other = measure(peer, method, file)
        if other is None:
            pytest.skip(f"{peer} is not here")
        theirs.append(other[0])
        own = measure("ours", method, file)
        assert own is not None
        mine.append(own[0])
        if other[0] > 60:
            break
    ratio = min(mine) / min(theirs)
    sys.stdout.write(
        f"\n{method:14} {ballots:>7} ballots: {min(mine):.3f} s beside {peer} {min(theirs):.3f} s, ratio {ratio:.3f} (at most {most})\n"
    )
    assert ratio <= most


@pytest.mark.parametrize(
    ("method", "name"),
    sorted({(method, name) for method, name, _peer, ballots, _most in COMPARED if ballots > 1000 and not name.endswith("pb")}),
)
def test_a_million_ballots_beside_a_hundred_thousand(tmp_path_factory: pytest.TempPathFactory, method: str, name: str) -> None:
    folder = tmp_path_factory.getbasetemp()
    small, large = write(folder, name, 100_000), write(folder, name, 1_000_000)
    one, ten = [], []
    for _turn in range(2):
        for found, file in ((one, small), (ten, large)):
            made = measure("ours", method, file)
            assert made is not None
            found.append(made)
    seconds = min(each[0] for each in ten) / min(each[0] for each in one)
    memory = one[0][1], ten[0][1]
    sys.stdout.write(
        f"\n{method:14} a million: {min(each[0] for each in ten):.2f} s, {seconds:.1f} times a tenth; memory {memory[0]} and {memory[1]} MB\n"
    )
    assert seconds <= 12
    assert memory[0] <= 80
    assert memory[1] <= 400
