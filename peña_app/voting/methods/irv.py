"""Instant runoff: the option with fewest votes goes out, round after round, until one has more than half.

The single-seat form of the transferable vote, with RCTab's terms for ballots that were not filled in cleanly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from peña_app.errors import Mishap
from peña_app.i18n import N_, NN_, _
from peña_app.voting.counting import Ballot, Kind, Method, Pile, Result, Rules, Stage, Step
from peña_app.voting.marks import levels_of
from peña_app.voting.methods.ties import Choices, explored, last_different
from peña_app.voting.methods.totals import counted, incomplete, levels

FIRST = N_("first preferences")
EXCLUDED = N_("exclusion")


@dataclass(slots=True)
class _Run:
    """One run of the count."""

    options: int
    rules: Rules
    choices: Choices
    level: bool
    firsts: list[dict[Ballot, int]]  # the same in every run, and never changed
    votes: list[int]
    total: int
    stages: list[Stage] = field(default_factory=list)
    steps: list[tuple[int, Step]] = field(default_factory=list)
    elected: list[int] = field(default_factory=list)
    gone: bytearray = field(default_factory=bytearray)
    received: list[dict[Ballot, int]] = field(default_factory=list)  # beside its first choices

    @property
    def continuing(self) -> list[int]:
        return [option for option in range(self.options) if option not in self.gone]

    def go(self) -> _Run:
        """Count to the end."""
        self.received = [{} for _option in range(self.options)]
        self._record(FIRST, ())
        while True:
            continuing = self.continuing
            left = sum(self.votes[option] for option in continuing)
            leader = max(continuing, key=lambda option: self.votes[option])
            if (2 * self.votes[leader] > left and leader != self.rules.pooled) or len(continuing) == 1:
                self.elected.append(leader)
                self._majority(leader, left)
                return self
            out = self._lowest(continuing)
            self._exclude(out)

    def _lowest(self, continuing: list[int]) -> tuple[int, ...]:
        pooled = self.rules.pooled
        if pooled in continuing and self.votes[pooled]:
            return (pooled,)
        if self.rules.batch and len(hopeless := self._hopeless(continuing)) > 1:
            return hopeless
        fewest = min(self.votes[option] for option in continuing)
        tied = [option for option in continuing if self.votes[option] == fewest]
        tied = list(last_different(tied, [stage.votes for stage in self.stages[:-1]], lowest=True))
        if not fewest and len(tied) < len(continuing):  # nothing moves, whoever of them goes first
            return (tied[-1],)
        return (self.choices.lowest(tied, len(self.stages)),)

    def _hopeless(self, continuing: list[int]) -> tuple[int, ...]:
        """All that cannot reach the next one, even with the votes of all below them."""
        rising = sorted(continuing, key=lambda option: self.votes[option])
        sums, found = 0, 0
        for at, option in enumerate(rising):
            if sums < self.votes[option] and self.votes[rising[at - 1]] < self.votes[option]:
                found = at
            sums += self.votes[option]
        return tuple(sorted(rising[:found]))

    def _exclude(self, out: tuple[int, ...]) -> None:
        fewest = sum(self.votes[option] for option in out)
        self.gone.extend(out)
        gone = bytes(self.gone)
        exhausted = 0
        before = list(self.votes)
        for option in out:
            self.votes[option] = 0
            for ballot, weight in chain(self.firsts[option].items(), self.received[option].items()):
                rest = rest_of(ballot, gone, self.options, level=self.level)
                if rest:
                    first = rest[0]
                    self.votes[first] += weight
                    held = self.received[first]
                    held[rest] = held.get(rest, 0) + weight
                else:
                    exhausted += weight
        self._say(Step(NN_("{options} has the fewest votes, {votes}, and goes out.", "{options} together have {votes} votes, cannot catch up with the next one, and go out."), {"options": out, "n": len(out), "votes": fewest}))  # fmt: skip
        gained = [option for option in self.continuing if self.votes[option] > before[option]]
        for option in gained:
            self._say(Step(NN_("{count} ballot goes to {options}.", "{count} ballots go to {options}."), {"n": self.votes[option] - before[option], "options": (option,)}))  # fmt: skip
        if exhausted:
            self._say(
                Step(NN_("{count} ballot names no other option that is left.", "{count} ballots name no other option that is left."), {"n": exhausted})
            )  # fmt: skip
        self._record(EXCLUDED, out)

    def _majority(self, leader: int, left: int) -> None:
        self.stages[-1] = replace(self.stages[-1], elected=(leader,))
        self._say(
            Step(
                N_("{options} has {votes} of the {left} ballots that still count: more than half. That is {votes} of all {all}."),
                {"options": (leader,), "votes": self.votes[leader], "left": left, "all": self.total},
            )
        )

    def _say(self, step: Step) -> None:
        self.steps.append((len(self.stages), step))

    def told(self, until: int | None) -> list[Step]:
        """The sentences up to a stage."""
        return [step for stage, step in self.steps if until is None or stage < until]

    def _record(self, action: str, excluded: tuple[int, ...]) -> None:
        self.stages.append(
            Stage(
                len(self.stages) + 1, action, tuple(self.votes), excluded=excluded, nontransferable=self.total - sum(self.votes),
                moved=excluded,
            )
        )  # fmt: skip


def rest_of(ballot: Ballot, gone: bytes, options: int, *, level: bool) -> Ballot:
    """What is left of a ballot without the options that are gone.

    Where options may stand level (``level``), the ballot ends at the first rank at which several are left; ranks before it count.
    """
    if not level:
        return ballot.translate(None, gone) if isinstance(ballot, bytes) else tuple(code for code in ballot if code not in gone)
    levels = levels_of(ballot, options)
    for at, tied in enumerate(levels):
        left = [option for option in tied if option not in gone]
        if len(left) > 1:
            break
        if left:
            tail = [option + options * (place > 0) for later in levels[at + 1 :] for place, option in enumerate(later)]
            return type(ballot)(left + tail)
    return type(ballot)()


def count(pile: Pile, options: int, rules: Rules) -> Result:
    """One option wins: the first that has more than half of the ballots that still count.

    Raises:
        Mishap: more than one option is to win.
    """
    if rules.seats > 1:
        raise Mishap(_("Runoff chooses one option."), _("For several places, choose the transferable vote."))
    total = pile.valid
    opening = [counted(pile), Step(N_("Each ballot counts for the first option on it that is still in the race."), {})]
    variant = (
        "RCTab rules" + ("; batch elimination" if rules.batch else "; one exclusion a round") + f"; overvote {rules.overvote}"
    )
    if not total:
        return incomplete(rules, variant, pile, options, opening)
    level = rules.overvote == "exhaust-if-multiple-continuing"
    firsts: list[dict[Ballot, int]] = [{} for _option in range(options)]
    votes = [0] * options
    for ballot, weight in pile.ballots.items():
        rest = rest_of(ballot, b"", options, level=True) if level else ballot
        if rest:
            held = firsts[rest[0]]
            held[rest] = held.get(rest, 0) + weight
            votes[rest[0]] += weight

    def run(choices: Choices) -> _Run:
        return _Run(options, rules, choices, level, firsts, list(votes), total).go()

    found = explored(run, rules, len(pile.ballots) * 3)
    stages = found.run.stages[: found.until]
    return Result(
        rules=rules,
        variant=variant,
        ballots=total + pile.blank + pile.overvoted,
        valid=total,
        blank=pile.blank,
        overvoted=pile.overvoted,
        tallies=stages[-1].votes,
        winners=found.winners,
        undecided=found.undecided,
        order=levels(stages[-1].votes) if found.undecided else by_exclusion(stages, found.winners),
        stages=tuple(stages),
        steps=(*opening, *found.run.told(found.until), *found.steps),
        exhausted=stages[-1].nontransferable,
        warnings=found.warnings,
    )


def by_exclusion(
    stages: Sequence[Stage], winners: Sequence[int], votes: Sequence[int] | None = None
) -> tuple[tuple[int, ...], ...]:
    """The winners in the order of their election, then who stayed in the race, by votes, then those who went out, the last one first."""
    out = [stage.excluded for stage in stages if stage.excluded]
    settled = set(winners).union(*out)
    last = stages[-1].votes if votes is None else votes
    stayed = sorted((option for option in range(len(last)) if option not in settled), key=lambda option: (-last[option], option))
    return tuple([(option,) for option in (*winners, *stayed)] + list(reversed(out)))


IRV = Method(
    key="irv",
    name=N_("Runoff by ranking"),
    about=N_(
        "Each person ranks the options; the one with fewest first choices goes out, round after round, and its ballots go to their next choice, until one has more than half. Good for choosing one among several without fear of wasting the vote."
    ),
    asks=N_("Which one option can more than half of us stand behind?"),
    instruction=N_("Give 1 to the option you like best, 2 to the next, and so on. You may stop whenever you want."),
    unit=NN_("{count} vote", "{count} votes"),
    counts=N_("Votes"),
    too_many=N_("Two options are marked at the same place."),
    reference="RCTab; single-seat STV",
    kind=Kind.RANKING,
    count=count,
)
