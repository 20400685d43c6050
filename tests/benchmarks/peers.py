"""One count in a process of its own: `python peers.py WHO METHOD FILE SEATS` prints seconds and MB above the imports.

WHO is `ours`, or a program from PyPI. Each reads the same file, in the plainest way it has, and counts it.
"""

from __future__ import annotations

import importlib
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path


def rankings(file: Path) -> tuple[int, list[tuple[int, ...]]]:
    lines = file.read_text(encoding="utf-8").splitlines()
    options = int(lines[0].split()[0])
    ballots = []
    for line in lines[1:]:
        numbers = line.split()
        if numbers == ["0"]:
            break
        ballots.append(tuple(int(number) - 1 for number in numbers[1:-1]))
    return options, ballots


def numbers(file: Path) -> tuple[int, list[list[int]]]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return len(lines[0].split(",")), [[int(cell) for cell in line.split(",")] for line in lines[1:]]


def ours(method: str, seats: int) -> Callable[[Path], object]:
    from peña_app.voting.counting import Rules
    from peña_app.voting.methods import tally
    from peña_app.voting.reading import USUAL, read

    more = {"dots": USUAL, "max_per_option": USUAL} if method == "dots" else {}

    def count(file: Path) -> object:
        ballots, rules = read(file, Rules(method, seats=seats, **more))  # type: ignore[arg-type]
        return tally(ballots.pile, len(ballots.names), rules)

    return count


def pref_voting(method: str, _seats: int) -> Callable[[Path], object]:
    found = importlib.import_module("pref_voting.voting_methods")
    profiles = importlib.import_module("pref_voting.profiles_with_ties")
    rules = {
        "borda": found.borda, "irv": found.instant_runoff, "plurality": found.plurality, "schulze": found.beat_path,
        "ranked-pairs": found.ranked_pairs,
    }  # fmt: skip

    def count(file: Path) -> object:
        options, ballots = rankings(file)
        ranked = [{option: place for place, option in enumerate(ballot)} for ballot in ballots]
        profile = profiles.ProfileWithTies(ranked, candidates=list(range(options)))
        profile.use_extended_strict_preference()
        return rules[method](profile)

    return count


def pyrankvote(_method: str, _seats: int) -> Callable[[Path], object]:
    program = importlib.import_module("pyrankvote")

    def count(file: Path) -> object:
        options, ballots = rankings(file)
        named = [program.Candidate(str(option)) for option in range(options)]
        return program.instant_runoff_voting(named, [program.Ballot([named[option] for option in ballot]) for ballot in ballots])

    return count


def starvote(_method: str, _seats: int) -> Callable[[Path], object]:
    program = importlib.import_module("starvote")

    def count(file: Path) -> object:
        _options, ballots = numbers(file)
        return program.star_voting([{str(at + 1): mark for at, mark in enumerate(ballot)} for ballot in ballots])

    return count


def stvpoll(_method: str, seats: int) -> Callable[[Path], object]:
    program = importlib.import_module("stvpoll.scottish_stv")

    def count(file: Path) -> object:
        options, ballots = rankings(file)
        poll = program.ScottishSTV(seats=seats, candidates=tuple(range(options)))
        for ballot in ballots:
            poll.add_ballot(ballot)
        return poll.calculate()

    return count


def plain(_method: str, _seats: int) -> Callable[[Path], object]:
    """A few lines of Python, where no program on PyPI reads such ballots: nothing can be simpler."""

    def count(file: Path) -> object:
        options, ballots = numbers(file)
        totals = [0] * options
        for ballot in ballots:
            for option, mark in enumerate(ballot):
                totals[option] += mark
        return sorted(range(options), key=lambda option: -totals[option])

    return count


def pabutools(method: str, _seats: int) -> Callable[[Path], object]:
    election = importlib.import_module("pabutools.election")
    rules = importlib.import_module("pabutools.rules")

    def count(file: Path) -> object:
        instance, profile = election.parse_pabulib(str(file))
        if method == "pb-greedy":
            return rules.greedy_utilitarian_welfare(instance, profile, sat_class=election.Cost_Sat)
        return rules.method_of_equal_shares(instance, profile, sat_class=election.Cost_Sat, voter_budget_increment=1)

    return count


def droop(method: str, seats: int) -> Callable[[Path], object]:
    """From a checkout whose folder the environment names in DROOP: it is not on PyPI."""
    import os

    sys.path.insert(0, os.environ["DROOP"])
    elections = importlib.import_module("droop.election")
    profiles = importlib.import_module("droop.profile")
    rule = {"stv-meek": "meek-prf", "stv-scottish": "scotland"}[method]

    def count(file: Path) -> object:
        election = elections.Election(profiles.ElectionProfile(path=str(file)), {"rule": rule})
        election.count()
        return election.elected

    return count


def main(who: str, method: str, file: str, seats: str) -> None:
    """Measure one count."""
    count = {each.__name__: each for each in (ours, pref_voting, pyrankvote, starvote, stvpoll, plain, pabutools, droop)}[who](
        method, int(seats)
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    count(Path(file))
    seconds = time.perf_counter() - start
    sys.stdout.write(f"{seconds} {(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
