"""Meek's transferable vote: who is elected keeps just the share of each ballot that fills the quota, and the rest passes on.

Hill, Wichmann and Woodall, "Algorithm 123: Single Transferable Vote by Meek's method", The Computer Journal 30(3), 1987, as the
Proportional Representation Foundation's reference rule: 9 decimals, keep values rounded up, omega 0.000001.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from peña_app.i18n import N_, NN_
from peña_app.voting.counting import Ballot, Kind, Method, Pile, Result, Rules, Stage, Step, figure
from peña_app.voting.marks import levels_of
from peña_app.voting.methods.irv import FIRST, by_exclusion
from peña_app.voting.methods.ties import Choices, explored
from peña_app.voting.methods.totals import counted, incomplete, levels

ONE = 1_000_000_000
OMEGA = 1_000
BEFORE_EXCLUSION = N_("converged, before an exclusion")
SEATED = N_("all places filled")

Way = tuple[int, ...]
"""How a ballot passes: the elected options on it in order, and last the first hopeful one, or nobody (-1)."""


@dataclass(slots=True)
class _Run:
    """One run. Ballots are laid together by the way they pass, so that an iteration looks at each way once."""

    options: int
    seats: int
    total: int
    choices: Choices
    ways: dict[Way, dict[Ballot, int]]
    keep: list[int]
    votes: list[int] = field(default_factory=list)
    quota: int = 0
    surplus: int = 0
    excess: int = 0
    hopeful: list[int] = field(default_factory=list)
    elected: list[int] = field(default_factory=list)
    out: list[int] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    steps: list[tuple[int, Step]] = field(default_factory=list)
    weights: dict[Way, int] = field(default_factory=dict)
    since: list[int] = field(default_factory=list)  # who was elected after the last stage
    final: tuple[int, ...] = ()  # the votes when the last place was filled

    def go(self) -> _Run:
        """Count to the end."""
        self.weights = {way: sum(ballots.values()) for way, ballots in self.ways.items()}
        self._distribute()
        self._record(FIRST)
        while len(self.elected) < self.seats and len(self.elected) + len(self.hopeful) > self.seats:
            if self._iterate():
                continue
            self._exclude()
        self._finish()
        return self

    def told(self, until: int | None) -> list[Step]:
        """The sentences up to a stage."""
        return [step for stage, step in self.steps if until is None or stage < until]

    def _iterate(self) -> bool:
        """Pass the ballots on again and again until the surplus is gone; true as soon as somebody is elected."""
        last: int | None = None
        while True:
            self._distribute()
            reached = [option for option in self.hopeful if self.votes[option] >= self.quota]
            if reached:
                self._elect(sorted(reached, key=lambda option: -self.votes[option]))
                return True
            self.surplus = sum(self.votes[option] - self.quota for option in self.elected)
            if self.surplus < OMEGA or (last is not None and self.surplus >= last):
                return False
            last = self.surplus
            for option in self.elected:
                self.keep[option] = _up(_up(self.keep[option] * self.quota, ONE) * ONE, self.votes[option])

    def _distribute(self) -> None:
        votes = [0] * self.options
        excess = 0
        keep = self.keep
        for way, number in self.weights.items():
            left = ONE
            for option in way[:-1]:
                kept = -(-left * keep[option] // ONE)
                votes[option] += kept * number
                left -= kept
                if not left:
                    break
            else:
                if way[-1] < 0:
                    excess += left * number
                else:
                    votes[way[-1]] += left * number
        self.votes, self.excess = votes, excess
        self.quota = (self.total - excess) // (self.seats + 1) + 1

    def _elect(self, reached: Sequence[int]) -> None:
        for option in reached:
            self.hopeful.remove(option)
            self.elected.append(option)
        self._pass_on(reached)
        if self.stages[-1].votes == tuple(self.votes):
            self.stages[-1] = replace(self.stages[-1], elected=(*self.stages[-1].elected, *reached))
        else:
            self.since += reached
        self._say(
            NN_(
                "{options} reaches the quota of {quota} and is elected.", "{options} reach the quota of {quota} and are elected."
            ),
            options=tuple(reached),
            n=len(reached),
            quota=figure(self.quota, ONE),
        )

    def _exclude(self) -> None:
        self._record(BEFORE_EXCLUSION)
        fewest = min(self.votes[option] for option in self.hopeful)
        tied = [option for option in self.hopeful if self.votes[option] <= fewest + max(0, self.surplus)]
        if not any(self.votes[option] for option in tied) and len(self.hopeful) - len(tied) >= self.seats - len(self.elected):
            option = tied[0]  # all of these go out one after the other, and nothing moves
        else:
            option = self.choices.lowest(tied, len(self.stages))
        self.hopeful.remove(option)
        self.out.append(option)
        self.keep[option] = 0
        self._pass_on((option,))
        self.stages[-1] = replace(self.stages[-1], excluded=(option,))
        self._say(
            N_("{options} has the fewest votes, {votes}, and is excluded."),
            options=(option,),
            votes=figure(self.votes[option], ONE),
        )

    def _pass_on(self, changed: Sequence[int]) -> None:
        """Lay the ballots that ended at options whose standing changed together by their new ways."""
        hopeful, elected = frozenset(self.hopeful), frozenset(self.elected)
        for way in [way for way in self.ways if way[-1] in changed]:
            ballots = self.ways.pop(way)
            del self.weights[way]
            for ballot, number in ballots.items():
                onward = _way(ballot, hopeful, elected, self.options)
                held = self.ways.setdefault(onward, {})
                held[ballot] = held.get(ballot, 0) + number
                self.weights[onward] = self.weights.get(onward, 0) + number

    def _finish(self) -> None:
        if len(self.elected) < self.seats:
            last = tuple(sorted(self.hopeful, key=lambda option: -self.votes[option]))
            if self.out:
                self._distribute()
            self.elected += last
            self._record(SEATED)
            self.stages[-1] = replace(self.stages[-1], elected=(*self.stages[-1].elected, *last))
            self._say(
                NN_("As many places are left as options: {options} takes the last one.", "As many places are left as options: {options} take the last ones."),
                options=last,
                n=len(last),
            )  # fmt: skip
            self.final = tuple(self.votes)
            return
        self.final = tuple(self.votes)
        # The reference rule then puts out those who are left, one after the other
        for option in self.hopeful:
            self._record(SEATED)
            self.stages[-1] = replace(self.stages[-1], excluded=(option,))
            self.votes[option] = 0

    def _say(self, marked: str, **facts: int | str | tuple[int, ...]) -> None:
        self.steps.append((len(self.stages), Step(marked, facts)))

    def _record(self, action: str) -> None:
        votes = tuple(self.votes)
        self.stages.append(
            Stage(
                len(self.stages) + 1, action, votes, elected=tuple(self.since), nontransferable=self.total - sum(votes), quota=self.quota
            )
        )  # fmt: skip
        self.since = []


def _up(number: int, unit: int) -> int:
    return -(-number // unit)


def _way(ballot: Ballot, hopeful: frozenset[int], elected: frozenset[int], options: int) -> Way:
    """How a ballot passes now; it ends at a rank at which several options that are still in stand level."""
    way: list[int] = []
    for tied in levels_of(ballot, options) if max(ballot, default=0) >= options else ((option,) for option in ballot):
        left = [option for option in tied if option in hopeful or option in elected]
        if len(left) > 1:
            break
        way += left
        if left and left[0] in hopeful:
            return tuple(way)
    return (*way, -1)


def count(pile: Pile, options: int, rules: Rules) -> Result:
    """The places are filled by a quota that falls as ballots run out of options."""
    variant = "Hill, Wichmann and Woodall 1987; 9 decimals, omega 0.000001"
    valid = pile.valid
    opening = [
        counted(pile),
        Step(N_("{seats} places. The quota is what is still in play, divided by the places and one more: it falls as ballots name nobody else."), {"seats": rules.seats}),
    ]  # fmt: skip
    if not valid:
        return replace(incomplete(rules, variant, pile, options, opening), scale=ONE)
    firsts: dict[Way, dict[Ballot, int]] = {}
    everyone = frozenset(range(options))
    for ballot, number in pile.ballots.items():
        firsts.setdefault(_way(ballot, everyone, frozenset(), options), {})[ballot] = number

    def run(choices: Choices) -> _Run:
        ways = {way: dict(ballots) for way, ballots in firsts.items()}
        return _Run(
            options, rules.seats, valid * ONE, choices, ways, [ONE] * options, hopeful=list(range(options))
        ).go()  # fmt: skip

    found = explored(run, rules, len(pile.ballots) * 6, first_out=True)
    stages = found.run.stages[: found.until]
    if found.undecided:  # nobody is put out by a tie that nothing has decided
        stages[-1] = replace(stages[-1], excluded=())
    votes = stages[-1].votes if found.undecided else found.run.final
    return Result(
        rules=rules,
        variant=variant,
        ballots=valid + pile.blank + pile.overvoted,
        valid=valid,
        blank=pile.blank,
        overvoted=pile.overvoted,
        tallies=votes,
        winners=found.winners,
        undecided=found.undecided,
        order=levels(votes)
        if found.undecided
        else by_exclusion([stage for stage in stages if stage.action != SEATED], found.winners, votes),
        stages=tuple(stages),
        steps=(*opening, *found.run.told(found.until), *found.steps),
        warnings=found.warnings,
        scale=ONE,
        quota=stages[-1].quota,
        exhausted=valid * ONE - sum(votes),
    )


STV_MEEK = Method(
    key="stv-meek",
    name=N_("Transferable vote (Meek)"),
    about=N_(
        "The transferable vote at its most exact: every ballot shares itself among those it helped to elect, and the quota falls as ballots run out. Needs a computer; good for large councils."
    ),
    asks=N_("Which several, together, stand for all of us?"),
    instruction=N_("Give 1 to the option you like best, 2 to the next, and so on. You may stop whenever you want."),
    unit=NN_("{count} vote", "{count} votes"),
    counts=N_("Votes"),
    too_many=N_("Two options are marked at the same place."),
    reference="Hill, Wichmann and Woodall 1987, The Computer Journal 30(3)",
    kind=Kind.RANKING,
    count=count,
)
