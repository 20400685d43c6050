"""STAR: the two highest sums of scores go to a runoff, and the one preferred on more ballots wins.

Ties by the official protocol of the Equal Vote Coalition: in the scoring round whoever of the tied lost most duels among them
stays behind, again and again, then most top scores decide; in the runoff the sum, then most top scores. Several seats: `bloc` repeats it without the winners; `allocated` is
Allocated Score, in which each winner uses up a Hare quota of the ballots that scored it highest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from peña_app.i18n import N_, NN_
from peña_app.voting.columns import distribution, preferred
from peña_app.voting.counting import Ballot, Kind, Method, Pile, Result, Rules, Stage, Step
from peña_app.voting.methods.ties import Choices, explored
from peña_app.voting.methods.totals import counted, incomplete, levels

SCORES = N_("scores added up")
RUNOFF = N_("runoff between two")
ALLOCATED = N_("scores of the ballots that are left")


@dataclass(slots=True)
class _Run:
    rules: Rules
    options: int
    choices: Choices
    stages: list[Stage] = field(default_factory=list)
    steps: list[tuple[int, Step]] = field(default_factory=list)
    elected: list[int] = field(default_factory=list)
    spent: bool = False  # what is left of ballots depends on the order of election, as in Allocated Score

    def say(self, marked: str, **facts: int | str | tuple[int, ...]) -> None:
        self.steps.append((len(self.stages), Step(marked, facts)))

    def told(self, until: int | None) -> list[Step]:
        return [step for stage, step in self.steps if until is None or stage < until]

    def best(self, options: Sequence[int], places: int, *keys: Sequence[int] | Mapping[int, int]) -> list[int]:
        """The best so many of some options: by the first key, and where they are level there by the next; then by lot."""
        if len(options) <= places:
            return list(options)
        if not keys:
            chosen: list[int] = []
            for _place in range(places):
                left = tuple(option for option in options if option not in chosen)
                state = (frozenset(self.elected), left, places, frozenset(chosen))
                chosen.append(self.choices.survivor(left, len(self.stages), None if self.spent else state))
            return chosen
        by_key = {option: keys[0][option] for option in options}
        found: list[int] = []
        for value in sorted(set(by_key.values()), reverse=True):
            level = [option for option in options if by_key[option] == value]
            found += self.best(level, places - len(found), *keys[1:])
            if len(found) == places:
                break
        return found


def count(pile: Pile, options: int, rules: Rules) -> Result:
    """The winner of each runoff, or of each round of Allocated Score."""
    opening = [counted(pile), Step(N_("Each person scored the options from 0 to {top}."), {"top": rules.top})]
    allocated = rules.seats > 1 and rules.several == "allocated"
    variant = "Allocated Score" if allocated else "Bloc STAR" if rules.seats > 1 else "STAR, one winner"
    if not pile.valid:
        return incomplete(rules, variant, pile, options, opening)
    table = distribution(pile.ballots, options, rules.top + 1)
    totals = tuple(sum((mark - 1) * times for mark, times in enumerate(row) if mark) for row in table)
    tops = [row[rules.top + 1] for row in table]
    seen: dict[tuple[int, ...], tuple[tuple[int, ...], ...]] = {}

    def duels(chosen: Sequence[int]) -> tuple[tuple[int, ...], ...]:
        key = tuple(chosen)
        if key not in seen:
            seen[key] = preferred(pile.ballots, options, key)
        return seen[key]

    def bloc(choices: Choices) -> _Run:
        run = _Run(rules, options, choices)
        while len(run.elected) < min(rules.seats, options):
            _one_more(run, totals, tops, duels)
        return run

    def by_allocation(choices: Choices) -> _Run:
        return _allocated(_Run(rules, options, choices, spent=True), pile, options, rules)

    found = explored(by_allocation if allocated else bloc, rules, len(pile.ballots))
    stages = found.run.stages[: found.until]
    rest = [level for level in levels(totals) if set(level) - set(found.winners)]
    order = tuple((winner,) for winner in found.winners) + tuple(
        tuple(option for option in level if option not in found.winners) for level in rest
    )
    return Result(
        rules=rules,
        variant=variant,
        ballots=pile.valid + pile.blank + pile.overvoted,
        valid=pile.valid,
        blank=pile.blank,
        overvoted=pile.overvoted,
        tallies=totals,
        winners=found.winners,
        undecided=found.undecided,
        order=levels(totals) if found.undecided else order,
        stages=tuple(stages) or (Stage(1, SCORES, totals),),
        steps=(*opening, *found.run.told(found.until), *found.steps),
        warnings=found.warnings,
        supporters=tuple(sum(row[1:]) for row in table),
        distribution=table,
        pairwise=duels(range(options)) if options <= 40 else (),
    )


def _one_more(
    run: _Run,
    totals: Sequence[int],
    tops: Sequence[int],
    duels: Callable[[Sequence[int]], tuple[tuple[int, ...], ...]],
) -> None:
    left = [option for option in range(run.options) if option not in run.elected]
    shown = tuple(0 if option in run.elected else totals[option] for option in range(run.options))
    run.stages.append(Stage(len(run.stages) + 1, SCORES, shown))
    if len(left) == 1:
        run.elected += left
        return
    first, second = _finalists(run, left, totals, tops, duels)
    run.say(N_("{options} have the two highest sums, {first} and {second}, and go to the runoff."), options=(first, second), first=totals[first], second=totals[second])  # fmt: skip
    table = duels((first, second))
    votes = {first: table[0][1], second: table[1][0]}
    (winner,) = run.best((first, second), 1, votes, totals, tops)
    loser = second if winner == first else first
    if votes[winner] == votes[loser]:
        run.say(N_("The runoff between {options} is level, {votes} to {votes}. The higher sum decides, and then the number of highest scores."), options=(first, second), votes=votes[winner])  # fmt: skip
    run.elected.append(winner)
    run.stages.append(
        Stage(
            len(run.stages) + 1,
            RUNOFF,
            tuple(votes.get(option, 0) for option in range(run.options)),
            elected=(winner,),
        )
    )
    run.say(
        N_("More ballots prefer {options}: {votes} to {others}."), options=(winner,), votes=votes[winner], others=votes[loser]
    )


def _finalists(
    run: _Run,
    left: Sequence[int],
    totals: Sequence[int],
    tops: Sequence[int],
    duels: Callable[[Sequence[int]], tuple[tuple[int, ...], ...]],
) -> list[int]:
    """The two with the highest sums, the tied among them by their duels."""
    line = sorted((totals[option] for option in left), reverse=True)[1]
    sure = sorted((option for option in left if totals[option] > line), key=lambda option: -totals[option])
    level = [option for option in left if totals[option] == line]
    return sure + _through(run, level, 2 - len(sure), tops, duels)


def _through(
    run: _Run, level: list[int], places: int, tops: Sequence[int], duels: Callable[[Sequence[int]], tuple[tuple[int, ...], ...]]
) -> list[int]:
    while len(level) > places:
        table = duels(level)
        rows = range(len(level))
        lost = [sum(table[other][row] > table[row][other] for other in rows) for row in rows]
        behind = [option for option, losses in zip(level, lost, strict=True) if losses == max(lost)]
        ahead = [option for option in level if option not in behind]
        if not ahead:
            return run.best(level, places, tops)
        if len(ahead) < places:
            return ahead + _through(run, behind, places - len(ahead), tops, duels)
        level = ahead
    return level


def _allocated(run: _Run, pile: Pile, options: int, rules: Rules) -> _Run:
    whole: dict[Ballot, Fraction] = {ballot: Fraction(weight) for ballot, weight in pile.ballots.items()}
    shares: dict[Ballot, Fraction] = dict.fromkeys(pile.ballots, Fraction(1))
    quota = Fraction(pile.valid, rules.seats)
    while len(run.elected) < min(rules.seats, options):
        sums = [Fraction(0)] * options
        for ballot, share in shares.items():
            if share:
                for option, mark in enumerate(ballot):
                    if mark > 1 and option not in run.elected:
                        sums[option] += (mark - 1) * share * whole[ballot]
        left = [option for option in range(options) if option not in run.elected]
        most = max(sums[option] for option in left)
        winner = run.best([option for option in left if sums[option] == most], 1)[0]
        run.elected.append(winner)
        run.stages.append(Stage(len(run.stages) + 1, ALLOCATED, tuple(map(int, sums)), elected=(winner,)))
        run.say(N_("{options} has the highest sum of scores, {sum}, and takes a place."), options=(winner,), sum=int(most))
        _spend(shares, whole, winner, quota)
    return run


def _spend(shares: dict[Ballot, Fraction], whole: dict[Ballot, Fraction], winner: int, quota: Fraction) -> None:
    """Use up a quota of ballots, those first that scored the winner highest by the weight they have left."""
    supporters = sorted(
        ((share * (ballot[winner] - 1), ballot) for ballot, share in shares.items() if share and ballot[winner] > 1),
        key=lambda each: each[0],
        reverse=True,
    )
    left = quota
    at = 0
    while at < len(supporters) and left > 0:
        score = supporters[at][0]
        group = []
        while at < len(supporters) and supporters[at][0] == score:
            group.append(supporters[at][1])
            at += 1
        weight = sum((shares[ballot] * whole[ballot] for ballot in group), Fraction(0))
        kept = max(Fraction(0), 1 - left / weight)
        for ballot in group:
            shares[ballot] *= kept
        left -= weight


STAR = Method(
    key="star",
    name=N_("Scores and runoff (STAR)"),
    about=N_(
        "Each person scores the options from 0 to 5; the two with the highest sums go to a runoff, and the one that more ballots prefer wins. Good for finding an option that is widely liked and that most prefer."
    ),
    asks=N_("Which one is liked widely, and preferred by most?"),
    instruction=N_("Give every option a score."),
    unit=NN_("{count} point", "{count} points"),
    counts=N_("Points"),
    too_many=N_("A score is higher than the highest one."),
    reference="Equal Vote Coalition, official tie-breaking protocol",
    kind=Kind.SCORES,
    count=count,
)
