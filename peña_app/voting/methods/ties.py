"""Where a method's own rule ends: the lot that was drawn, or every way in which it could have fallen."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, Protocol, TypeVar

from peña_app.i18n import N_, NN_
from peña_app.voting import pace
from peña_app.voting.counting import Rules, Stage, Step, Undecided

_MOST_WAYS: Final = 5000
_WORK: Final = 3_000_000

TIED: Final = NN_(
    "{options} are tied for {count} place. The count does not choose between them: the group does, by the rule it set beforehand.",
    "{options} are tied for {count} places. The count does not choose between them: the group does, by the rule it set beforehand.",
)
DRAWN: Final = N_("{options} are level. The lot that was drawn puts {chosen} ahead.")
NO_MATTER: Final = N_(
    "{options} are level here. Whichever of them comes first, the same options win, so nothing is left to chance."
)


@dataclass(frozen=True, slots=True)
class Open:
    """A tie that nothing decided: at which stage, between which options, and where the count stood.

    Where counts that stand alike go on alike, ``state`` says how this one stands, so that it is followed only once.
    """

    stage: int
    options: tuple[int, ...]
    state: Hashable = None


@dataclass(slots=True)
class Choices:
    """What was chosen at each tie of one run of a count: by the lot, by what this run has to try, or as it comes."""

    rules: Rules
    script: tuple[int, ...] = ()
    first_out: bool = False  # who goes out in the run that is shown, where nothing decides: the first of the list, or the last
    made: list[int] = field(default_factory=list)
    open: list[Open] = field(default_factory=list)  # where nothing decided
    drawn: list[Step] = field(default_factory=list)

    def survivor(self, options: Sequence[int], stage: int, state: Hashable = None) -> int:
        """Who comes first among options that are level."""
        return self._choose(tuple(options), stage, state, worst=False)

    def lowest(self, options: Sequence[int], stage: int, state: Hashable = None) -> int:
        """Who goes out among options that are level."""
        return self._choose(tuple(options), stage, state, worst=True)

    def _choose(self, options: tuple[int, ...], stage: int, state: Hashable, *, worst: bool) -> int:
        if len(options) == 1:
            return options[0]
        listed = sorted((option for option in options if option in self.rules.lot), key=self.rules.lot.index)
        left = tuple(option for option in options if option not in listed)
        if listed and (not worst or len(left) <= 1):
            chosen = (left or listed)[-1] if worst else listed[0]
            ahead = tuple(option for option in options if option != chosen) if worst else (chosen,)
            self.drawn.append(Step(DRAWN, {"options": options, "chosen": ahead}))
            return chosen
        candidates = left if listed else options
        at = len(self.made)
        chosen = self.script[at] if at < len(self.script) else candidates[-1] if worst and not self.first_out else candidates[0]
        self.made.append(chosen)
        self.open.append(Open(stage, candidates, state))
        return chosen


class Run(Protocol):
    """What one run of a count ends with."""

    @property
    def elected(self) -> Sequence[int]: ...
    @property
    def stages(self) -> Sequence[Stage]: ...


R = TypeVar("R", bound=Run)


@dataclass(frozen=True, slots=True)
class Explored(Generic[R]):
    """A count with every way in which its ties could fall."""

    run: R  # the one that is shown
    winners: tuple[int, ...]  # sure in every way, in the order of their election
    undecided: tuple[Undecided, ...]
    steps: tuple[Step, ...]  # what there is to say of ties
    until: int | None  # the last stage before a tie that decides who is elected; None if none does
    warnings: tuple[Step, ...] = ()


def explored(count: Callable[[Choices], R], rules: Rules, size: int, *, first_out: bool = False) -> Explored[R]:
    """Run a count in every way its ties could fall, and say what all ways have in common.

    ``size`` is about how much work one run is: a large count tries fewer ways.
    """
    first = Choices(rules, first_out=first_out)
    shown = count(first)
    ways: dict[frozenset[int], int] = {frozenset(shown.elected): len(first.made)}
    limit = max(8, min(_MOST_WAYS, _WORK // max(1, size)))
    followed: set[tuple[Hashable, int]] = set()
    waiting = _others(first, 0, followed, None)
    tried = 1
    while waiting and tried < limit:
        pace.step()
        script, deviation = waiting.pop()
        choices = Choices(rules, script, first_out)
        way = frozenset(count(choices).elected)
        tried += 1
        ways[way] = min(ways.get(way, deviation), deviation)
        waiting += _others(choices, len(script), followed, deviation)
    sure = frozenset.intersection(*ways)
    winners = tuple(option for option in shown.elected if option in sure)
    steps = list(first.drawn)
    warnings = (Step(N_("There are more ways to break the ties than were tried: {ways}."), {"ways": tried}),) if waiting else ()
    if waiting:
        return _as_it_stood(shown, first.open[0], steps, warnings)
    if len(ways) == 1:
        steps += [Step(NO_MATTER, {"options": each.options}) for each in first.open]
        return Explored(shown, winners, (), tuple(steps), None, warnings)
    tied = tuple(sorted(frozenset.union(*ways) - sure))
    places = len(shown.elected) - len(sure)
    material = min(at for way, at in ways.items() if way != frozenset(shown.elected))
    steps.append(Step(TIED, {"options": tied, "n": places}))
    return Explored(shown, winners, (Undecided(tied, places),), tuple(steps), first.open[material].stage, warnings)


def _as_it_stood(shown: R, tie: Open, steps: list[Step], warnings: tuple[Step, ...]) -> Explored[R]:
    """What is sure before the first tie, where there are too many ways to follow: everyone who was still in is undecided."""
    before = shown.stages[: tie.stage]
    sure = tuple(option for stage in before for option in stage.elected)
    gone = {option for stage in before for option in stage.excluded} - set(tie.options)
    options = range(len(shown.stages[0].votes)) if shown.stages else tie.options
    tied = tuple(option for option in options if option not in sure and option not in gone)
    places = len(shown.elected) - len(sure)
    step = Step(TIED, {"options": tied, "n": places})
    return Explored(shown, sure, (Undecided(tied, places),), (*steps, step), tie.stage, warnings)


def _others(
    run: Choices, start: int, followed: set[tuple[Hashable, int]], deviation: int | None
) -> list[tuple[tuple[int, ...], int]]:
    """The scripts that go another way than this run at one of its ties from ``start`` on, each with where it left the first run."""
    found = []
    for at in range(start, len(run.made)):
        tie = run.open[at]
        if tie.state is not None:
            followed.add((tie.state, run.made[at]))
        for other in tie.options:
            if other == run.made[at] or (tie.state is not None and (tie.state, other) in followed):
                continue
            if tie.state is not None:
                followed.add((tie.state, other))
            found.append(((*run.made[:at], other), at if deviation is None else deviation))
    return found


def last_different(options: Sequence[int], history: Sequence[Sequence[int]], *, lowest: bool) -> tuple[int, ...]:
    """The options that stay level when earlier stages are looked back upon, the latest first.

    At each stage only the lowest (or, for a surplus, the highest) stay in the tie.
    """
    tied = list(options)
    for votes in reversed(history):
        if len(tied) == 1:
            break
        edge = (min if lowest else max)(votes[option] for option in tied)
        tied = [option for option in tied if votes[option] == edge]
    return tuple(tied)
