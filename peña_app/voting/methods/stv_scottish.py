"""The single transferable vote as Scottish councils count it: weighted inclusive Gregory, transfer values cut to 5 decimals.

Scottish Local Government Elections Order 2007 (SSI 2007/42), Schedule 1, rules 45 to 52. Votes are kept in units of 1/100000.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from peña_app.i18n import N_, NN_
from peña_app.voting.counting import Ballot, Kind, Method, Pile, Result, Rules, Stage, Step, figure
from peña_app.voting.methods.irv import EXCLUDED, FIRST, by_exclusion, rest_of
from peña_app.voting.methods.ties import Choices, explored, last_different
from peña_app.voting.methods.totals import counted, incomplete, levels

UNIT = 100_000
SURPLUS = N_("transfer of a surplus")

Papers = dict[Ballot, int]
"""Papers with the same ranking from here on, and how many there are."""


@dataclass(slots=True)
class _Run:
    """One run of the count. Each option holds its papers by the value they came with."""

    options: int
    seats: int
    quota: int
    total: int
    choices: Choices
    level: bool  # options may stand level, where that ends a ballot only if several of them continue
    firsts: list[Papers]  # worth a vote each; the same in every run, and never changed
    held: list[dict[int, Papers]]
    votes: list[int]
    elected: list[int] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)  # elected with a surplus that has not been transferred
    out: list[int] = field(default_factory=list)
    exhausted: int = 0
    lost: int = 0
    stages: list[Stage] = field(default_factory=list)
    steps: list[tuple[int, Step]] = field(default_factory=list)

    @property
    def continuing(self) -> list[int]:
        return [option for option in range(self.options) if option not in self.elected and option not in self.out]

    def go(self) -> _Run:
        self._record(FIRST)
        self._elect()
        while len(self.elected) < self.seats:
            continuing = self.continuing
            if len(continuing) <= self.seats - len(self.elected):
                self._fill(continuing)
                break
            if self.waiting:
                self._transfer_surplus()
            else:
                self._exclude(continuing)
            self._elect()
        return self

    def told(self, until: int | None) -> list[Step]:
        """The sentences up to a stage."""
        return [step for stage, step in self.steps if until is None or stage < until]

    def _elect(self) -> None:
        reached = [option for option in self.continuing if self.votes[option] >= self.quota]
        reached.sort(key=lambda option: -self.votes[option])
        if not reached:
            self._say(N_("Nobody reaches the quota of {quota}."), quota=self.quota // UNIT)
            return
        self.elected += reached
        self.waiting += [option for option in reached if self.votes[option] > self.quota]
        self.stages[-1] = replace(self.stages[-1], elected=tuple(reached))
        self._say(
            NN_(
                "{options} reaches the quota of {quota} and is elected.", "{options} reach the quota of {quota} and are elected."
            ),
            options=tuple(reached),
            n=len(reached),
            quota=self.quota // UNIT,
        )

    def _fill(self, continuing: Sequence[int]) -> None:
        if not continuing:
            return
        ranked = tuple(sorted(continuing, key=lambda option: -self.votes[option]))
        self.elected += ranked
        self.stages[-1] = replace(self.stages[-1], elected=(*self.stages[-1].elected, *ranked))
        self._say(
            NN_("As many places are left as options: {options} takes the last one.", "As many places are left as options: {options} take the last ones."),
            options=ranked,
            n=len(ranked),
        )  # fmt: skip

    def _transfer_surplus(self) -> None:
        most = max(self.votes[option] for option in self.waiting)
        tied = [option for option in self.waiting if self.votes[option] == most]
        tied = list(last_different(tied, self._history(), lowest=False))
        option = self.choices.survivor(tied, len(self.stages))
        self.waiting.remove(option)
        votes, surplus = self.votes[option], self.votes[option] - self.quota
        before = list(self.votes)
        exhausted, spent = self.exhausted, 0
        for value, papers in self._parcels(option):
            spent += self._move(papers, surplus * value // votes)
        self.votes[option] = self.quota
        self.lost += surplus - spent
        self._say(
            N_("{options} has {surplus} votes more than the quota. Each of its ballots passes on with {value} of a vote."),
            options=(option,),
            surplus=figure(surplus, UNIT),
            value=figure(surplus * UNIT // votes, UNIT),
        )
        self._tell_moves(before, self.exhausted - exhausted)
        self._record(SURPLUS, moved=(option,))

    def _exclude(self, continuing: Sequence[int]) -> None:
        fewest = min(self.votes[option] for option in continuing)
        tied = [option for option in continuing if self.votes[option] == fewest]
        tied = list(last_different(tied, self._history(), lowest=True))
        if not fewest and len(continuing) - len(tied) >= self.seats - len(self.elected):
            option = tied[0]  # all of these go out one after the other, and nothing moves
        else:
            option = self.choices.lowest(tied, len(self.stages))
        self.out.append(option)
        before = list(self.votes)
        exhausted = self.exhausted
        for value, papers in self._parcels(option):
            self._move(papers, value)
        self.votes[option] = 0
        self._say(N_("{options} has the fewest votes, {votes}, and is excluded."), options=(option,), votes=figure(fewest, UNIT))
        self._tell_moves(before, self.exhausted - exhausted)
        self._record(EXCLUDED, excluded=(option,), moved=(option,))

    def _parcels(self, option: int) -> list[tuple[int, Papers]]:
        """The papers of an option, by the value they came with."""
        return [(UNIT, self.firsts[option]), *sorted(self.held[option].items())]

    def _move(self, papers: Papers, value: int) -> int:
        """Move papers to their next continuing option at this value, and give what they are worth together."""
        gone = bytes([*self.elected, *self.out])
        moved = 0
        for ballot, number in papers.items():
            rest = rest_of(ballot, gone, self.options, level=self.level)
            moved += number * value
            if not rest:
                self.exhausted += number * value
                continue
            to = rest[0]
            self.votes[to] += number * value
            held = self.held[to].setdefault(value, {})
            held[rest] = held.get(rest, 0) + number
        return moved

    def _history(self) -> list[tuple[int, ...]]:
        return [stage.votes for stage in self.stages[:-1]]

    def _tell_moves(self, before: Sequence[int], exhausted: int) -> None:
        for option in self.continuing:
            gained = self.votes[option] - before[option]
            if gained > 0:
                self._say(N_("{options} receives {votes}."), options=(option,), votes=figure(gained, UNIT))
        if exhausted:
            self._say(
                N_("{votes} go to nobody, because those ballots name no other option that is left."),
                votes=figure(exhausted, UNIT),
            )

    def _say(self, marked: str, **facts: int | str | tuple[int, ...]) -> None:
        self.steps.append((len(self.stages), Step(marked, facts)))

    def _record(self, action: str, *, excluded: tuple[int, ...] = (), moved: tuple[int, ...] = ()) -> None:
        self.stages.append(
            Stage(
                len(self.stages) + 1,
                action,
                tuple(self.votes),
                excluded=excluded,
                nontransferable=self.exhausted + self.lost,
                lost=self.lost,
                quota=self.quota,
                moved=moved,
            )
        )


def count(pile: Pile, options: int, rules: Rules) -> Result:
    """The places are filled by quota, transfer and exclusion, stage by stage."""
    variant = "SSI 2007/42"
    valid = pile.valid
    quota = valid // (rules.seats + 1) + 1
    opening = [
        counted(pile),
        Step(
            NN_("{count} place: whoever has {quota} votes is elected. The quota is {valid} valid ballots, divided by the places and one more, rounded down, and one.", "{count} places: whoever has {quota} votes is elected. The quota is {valid} valid ballots, divided by the places and one more, rounded down, and one."),
            {"n": rules.seats, "quota": quota, "valid": valid},
        ),
    ]  # fmt: skip
    if not valid:
        return replace(incomplete(rules, variant, pile, options, opening), scale=UNIT)
    firsts: list[Papers] = [{} for _option in range(options)]
    votes = [0] * options
    level = rules.overvote == "exhaust-if-multiple-continuing"
    for ballot, number in pile.ballots.items():
        rest = rest_of(ballot, b"", options, level=True) if level else ballot
        if rest:
            firsts[rest[0]][rest] = firsts[rest[0]].get(rest, 0) + number
            votes[rest[0]] += number * UNIT

    def run(choices: Choices) -> _Run:
        held: list[dict[int, Papers]] = [{} for _option in range(options)]
        return _Run(
            options, rules.seats, quota * UNIT, valid * UNIT, choices, level, firsts, held, list(votes),
            exhausted=valid * UNIT - sum(votes),
        ).go()  # fmt: skip

    found = explored(run, rules, len(pile.ballots) * 4, first_out=True)
    stages = found.run.stages[: found.until]
    return Result(
        rules=rules,
        variant=variant,
        ballots=valid + pile.blank + pile.overvoted,
        valid=valid,
        blank=pile.blank,
        overvoted=pile.overvoted,
        tallies=stages[-1].votes,
        winners=found.winners,
        undecided=found.undecided,
        order=levels(stages[-1].votes) if found.undecided else by_exclusion(stages, found.winners),
        stages=tuple(stages),
        steps=(*opening, *found.run.told(found.until), *found.steps),
        warnings=found.warnings,
        scale=UNIT,
        quota=quota * UNIT,
        exhausted=stages[-1].nontransferable,
    )


STV_SCOTTISH = Method(
    key="stv-scottish",
    name=N_("Transferable vote"),
    about=N_(
        "Each person ranks the options; whoever reaches the quota is elected, and what they have beyond it passes on, as do the ballots of those who go out. Good for electing several people who mirror the room."
    ),
    asks=N_("Which several, together, stand for all of us?"),
    instruction=N_("Give 1 to the option you like best, 2 to the next, and so on. You may stop whenever you want."),
    unit=NN_("{count} vote", "{count} votes"),
    counts=N_("Votes"),
    too_many=N_("Two options are marked at the same place."),
    reference="Scottish Local Government Elections Order 2007 (SSI 2007/42), Schedule 1, rules 45 to 52",
    kind=Kind.RANKING,
    count=count,
)
