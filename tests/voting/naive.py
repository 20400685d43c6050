"""A second counter of every method: slow, ballot by ballot, in exact fractions, and with every way of breaking every tie."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import ceil, floor
from typing import Any, Final

Levels = list[list[int]]
"""A ranking: the options from the first choice down, level ones together."""

Votes = list[Fraction]

SCOTTISH: Final = 10**5
MEEK: Final = 10**9


@dataclass(frozen=True, slots=True)
class Counted:
    """What a count can end in, over every way of breaking the ties that the method's own rule leaves open."""

    ways: frozenset[frozenset[int]]
    seats: int = 1
    tallies: Votes | None = None
    stages: list[Votes] | None = None  # only where no tie was left open
    met_tie: bool = False

    @property
    def sure(self) -> frozenset[int]:
        return frozenset.intersection(*self.ways)

    @property
    def tied(self) -> frozenset[int]:
        return frozenset.union(*self.ways) - self.sure

    @property
    def places(self) -> int:
        return len(next(iter(self.ways))) - len(self.sure)


def _kept(tied: Iterable[int], lot: Sequence[int]) -> list[int]:
    """Who can be the one that survives or is elected: whoever was drawn first, and anybody where no lot was drawn."""
    return [min(tied, key=lot.index)] if lot else sorted(tied)


def _dropped(tied: Iterable[int], lot: Sequence[int]) -> list[int]:
    """Who can be the one that goes out: whoever was drawn last, and anybody where no lot was drawn."""
    return [max(tied, key=lot.index)] if lot else sorted(tied)


def _drawn(tied: Iterable[int], places: int, lot: Sequence[int]) -> list[frozenset[int]]:
    """Every way of giving so many places to the tied."""
    if lot:
        return [frozenset(sorted(tied, key=lot.index)[:places])]
    return [frozenset(some) for some in combinations(sorted(tied), places)]


def _highest(keys: dict[int, Any], seats: int, lot: Sequence[int]) -> list[frozenset[int]]:
    """Every set of the so many options with the highest keys."""
    if len(keys) <= seats:
        return [frozenset(keys)]
    if not seats:
        return [frozenset()]
    line = sorted(keys.values(), reverse=True)[seats - 1]
    above = frozenset(option for option, key in keys.items() if key > line)
    level = [option for option, key in keys.items() if key == line]
    return [above | some for some in _drawn(level, seats - len(above), lot)]


def _by_total(totals: Votes, seats: int, lot: Sequence[int], keys: dict[int, Any] | None = None) -> Counted:
    by = keys if keys is not None else dict(enumerate(totals))
    return Counted(frozenset(_highest(by, seats, lot)), seats, totals, met_tie=len(_highest(by, seats, ())) > 1 if by else False)


def plurality(ballots: list[list[int]], n: int, *, seats: int = 1, lot: Sequence[int] = ()) -> Counted:
    return _by_total([Fraction(sum(marks[option] for marks in ballots)) for option in range(n)], seats, lot)


approval = dots = plurality


def score(
    ballots: list[list[int]], n: int, *, seats: int = 1, by: str = "sum", fewest: int = 1, lot: Sequence[int] = ()
) -> Counted:
    """Marks are the score plus 1; 0 says nothing, which adds nothing."""
    given = [[marks[option] - 1 for marks in ballots if marks[option]] for option in range(n)]
    if by == "sum":
        return _by_total([Fraction(sum(scores)) for scores in given], seats, lot)
    means = [Fraction(sum(scores), len(scores)) if scores else Fraction(0) for scores in given]
    return _by_total(means, seats, lot, {option: means[option] for option in range(n) if len(given[option]) >= fewest})


def majority_judgment(ballots: list[list[int]], n: int, *, seats: int = 1, grades: int = 6, lot: Sequence[int] = ()) -> Counted:
    """The lower median, and then the medians that are left when one median grade after another is taken away."""
    del grades
    medians = {}
    for option in range(n):
        left = sorted(max(marks[option], 1) for marks in ballots)
        found = []
        while left:
            found.append(left.pop((len(left) - 1) // 2))
        medians[option] = found
    return _by_total([Fraction(medians[option][0]) for option in range(n)], seats, lot, medians)


def borda(ballots: list[Levels], n: int, *, seats: int = 1, unranked: str = "average", lot: Sequence[int] = ()) -> Counted:
    totals = [Fraction(0)] * n
    for levels in ballots:
        points = list(range(n - 1, -1, -1))
        rest = [option for option in range(n) if not any(option in level for level in levels)]
        for level in levels:
            mine = [points.pop(0) for _option in level]
            for option in level:
                totals[option] += Fraction(sum(mine), len(mine))
        if unranked == "average":
            for option in rest:
                totals[option] += Fraction(sum(points), len(points))
    return _by_total(totals, seats, lot)


def star(
    ballots: list[list[int]], n: int, *, seats: int = 1, several: str = "bloc", top: int = 5, lot: Sequence[int] = ()
) -> Counted:
    scores = [[max(mark - 1, 0) for mark in marks] for marks in ballots]
    totals = [Fraction(sum(each[option] for each in scores)) for option in range(n)]
    if several == "allocated" and seats > 1:
        ways = set(_allocated(scores, n, seats, lot))
        met = len(list(_allocated(scores, n, seats, ()))) > 1
    else:
        ways = set(_bloc(scores, frozenset(range(n)), seats, top, lot))
        met = len(list(_bloc(scores, frozenset(range(n)), seats, top, ()))) > 1
    return Counted(frozenset(ways), seats, totals, met_tie=met)


def _bloc(scores: list[list[int]], options: frozenset[int], seats: int, top: int, lot: Sequence[int]) -> Iterator[frozenset[int]]:
    if not seats or not options:
        yield frozenset()
        return
    for winner in _one_star(scores, options, top, lot):
        for others in _bloc(scores, options - {winner}, seats - 1, top, lot):
            yield others | {winner}


def _prefer(scores: list[list[int]], this: int, that: int) -> int:
    return sum(each[this] > each[that] for each in scores)


def _one_star(scores: list[list[int]], options: frozenset[int], top: int, lot: Sequence[int]) -> Iterator[int]:
    sums = {option: sum(each[option] for each in scores) for option in options}
    tops = {option: sum(each[option] == top for each in scores) for option in options}
    if len(options) == 1:
        yield from options
        return
    line = sorted(sums.values(), reverse=True)[1]
    sure = frozenset(option for option in options if sums[option] > line)
    level = frozenset(option for option in options if sums[option] == line)
    finals = [sure | some for some in _through(scores, level, 2 - len(sure), tops, lot)]
    for final in finals:
        this, that = sorted(final)
        keys = {
            this: (_prefer(scores, this, that), sums[this], tops[this]),
            that: (_prefer(scores, that, this), sums[that], tops[that]),
        }
        for way in _highest(keys, 1, lot):
            yield from way


def _through(
    scores: list[list[int]], level: frozenset[int], places: int, tops: dict[int, int], lot: Sequence[int]
) -> Iterator[frozenset[int]]:
    """Who of the tied goes to the runoff: whoever lost most head to head stays behind, again and again; then most top scores."""
    if len(level) <= places:
        yield level
        return
    lost = {
        option: sum(_prefer(scores, other, option) > _prefer(scores, option, other) for other in level if other != option)
        for option in level
    }
    worst = frozenset(option for option in level if lost[option] == max(lost.values()))
    if worst == level:
        yield from _highest({option: tops[option] for option in level}, places, lot)
    elif len(level - worst) < places:
        for some in _through(scores, worst, places - len(level - worst), tops, lot):
            yield (level - worst) | some
    else:
        yield from _through(scores, level - worst, places, tops, lot)


def _allocated(scores: list[list[int]], n: int, seats: int, lot: Sequence[int]) -> Iterator[frozenset[int]]:
    yield from _allocate(scores, [Fraction(1)] * len(scores), frozenset(range(n)), seats, Fraction(len(scores), seats), lot)


def _allocate(
    scores: list[list[int]], weights: Votes, options: frozenset[int], seats: int, quota: Fraction, lot: Sequence[int]
) -> Iterator[frozenset[int]]:
    if not seats or not options:
        yield frozenset()
        return
    sums = {option: sum(weight * each[option] for weight, each in zip(weights, scores, strict=True)) for option in options}
    for winner in _kept([option for option in options if sums[option] == max(sums.values())], lot):
        left, open_ = list(weights), quota
        values = [weight * each[winner] for weight, each in zip(weights, scores, strict=True)]
        for value in sorted({value for value in values if value}, reverse=True):
            group = [place for place, mine in enumerate(values) if mine == value]
            weight = sum(weights[place] for place in group)
            share = min(Fraction(1), open_ / weight)
            for place in group:
                left[place] *= 1 - share
            open_ -= share * weight
        for others in _allocate(scores, left, options - {winner}, seats - 1, quota, lot):
            yield others | {winner}


def _first(levels: Levels, continuing: Iterable[int]) -> int | None:
    """Whose the ballot is: nobody's from the first level on in which several continue."""
    for level in levels:
        still = [option for option in level if option in continuing]
        if still:
            return still[0] if len(still) == 1 else None
    return None


def _narrowed(tied: list[int], history: list[Votes], extreme: Callable[[Iterable[Fraction]], Fraction]) -> list[int]:
    """Those of the tied who stay level, looking back from the last stage."""
    for votes in reversed(history):
        line = extreme(votes[option] for option in tied)
        tied = [option for option in tied if votes[option] == line]
    return tied


Path = tuple[frozenset[int], list[Votes]]


def _counted(paths: Iterable[Path], every: Callable[[], Iterable[Path]], seats: int) -> Counted:
    found = list(paths)
    met = len(list(every())) > 1
    stages = found[0][1] if len(found) == 1 else None
    return Counted(frozenset(way for way, _stages in found), seats, stages[-1] if stages else None, stages, met)


def irv(ballots: list[Levels], n: int, *, batch: bool = False, lot: Sequence[int] = ()) -> Counted:
    def follow(holders: list[int | None], continuing: frozenset[int], history: list[Votes], lot: Sequence[int]) -> Iterator[Path]:
        votes = [Fraction(sum(holder == option for holder in holders)) for option in range(n)]
        history = [*history, votes]
        ahead = [option for option in continuing if votes[option] * 2 > sum(votes)]
        if ahead or len(continuing) == 1:
            yield frozenset(ahead or continuing), history
            return
        for gone in out(continuing, votes, history, lot):
            left = continuing - gone
            yield from follow(
                [_first(ballots[place], left) if holder in gone else holder for place, holder in enumerate(holders)],
                left,
                history,
                lot,
            )

    def out(continuing: frozenset[int], votes: Votes, history: list[Votes], lot: Sequence[int]) -> list[frozenset[int]]:
        if batch:
            line = sorted(continuing, key=lambda option: votes[option])
            hopeless = [size for size in range(1, len(line)) if sum(votes[option] for option in line[:size]) < votes[line[size]]]
            if hopeless:
                return [frozenset(line[: max(hopeless)])]
        least = min(votes[option] for option in continuing)
        tied = _narrowed([option for option in continuing if votes[option] == least], history, min)
        return [frozenset([option]) for option in _dropped(tied, lot)]

    def paths(lot: Sequence[int]) -> Iterator[Path]:
        return follow([_first(levels, range(n)) for levels in ballots], frozenset(range(n)), [], lot)

    return _counted(paths(lot), lambda: paths(()), 1)


@dataclass(frozen=True, slots=True)
class _Paper:
    levels: Levels
    value: Fraction
    holder: int | None


def stv_scottish(ballots: list[Levels], n: int, *, seats: int = 1, lot: Sequence[int] = ()) -> Counted:
    quota = len(ballots) // (seats + 1) + 1

    def follow(
        papers: list[_Paper],
        done: frozenset[int],
        hopeful: frozenset[int],
        elected: frozenset[int],
        history: list[Votes],
        lot: Sequence[int],
    ) -> Iterator[Path]:
        """Those who are done were elected and have no surplus left: they keep the quota, and their papers are elsewhere."""
        votes = [
            Fraction(quota) if option in done else sum((paper.value for paper in papers if paper.holder == option), Fraction(0))
            for option in range(n)
        ]
        history = [*history, votes]
        elected = elected | {option for option in hopeful if votes[option] >= quota}
        hopeful = hopeful - elected
        if len(elected) == seats or len(hopeful) <= seats - len(elected):
            yield elected | (hopeful if len(elected) < seats else frozenset()), history
            return
        waiting = [option for option in elected - done if votes[option] > quota]
        if waiting:
            most = max(votes[option] for option in waiting)
            tied = _narrowed([option for option in waiting if votes[option] == most], history, max)
            for chosen in _kept(tied, lot):
                moved = [
                    _Paper(paper.levels, cut((most - quota) * paper.value / most), _first(paper.levels, hopeful))
                    if paper.holder == chosen
                    else paper
                    for paper in papers
                ]
                yield from follow(moved, done | {chosen}, hopeful, elected, history, lot)
            return
        least = min(votes[option] for option in hopeful)
        tied = _narrowed([option for option in hopeful if votes[option] == least], history, min)
        for chosen in _dropped(tied, lot):
            left = hopeful - {chosen}
            moved = [
                _Paper(paper.levels, paper.value, _first(paper.levels, left)) if paper.holder == chosen else paper
                for paper in papers
            ]
            yield from follow(moved, done, left, elected, history, lot)

    def cut(value: Fraction) -> Fraction:
        return Fraction(floor(value * SCOTTISH), SCOTTISH)

    def paths(lot: Sequence[int]) -> Iterator[Path]:
        papers = [_Paper(levels, Fraction(1), _first(levels, range(n))) for levels in ballots]
        return follow(papers, frozenset(), frozenset(range(n)), frozenset(), [], lot)

    return _counted(paths(lot), lambda: paths(()), seats)


def stv_meek(ballots: list[Levels], n: int, *, seats: int = 1, lot: Sequence[int] = ()) -> Counted:
    """Stages: first preferences, how it stood before every exclusion, and the end."""

    def up(value: Fraction) -> Fraction:
        return Fraction(ceil(value * MEEK), MEEK)

    def distributed(keep: Votes) -> Votes:
        votes = [Fraction(0)] * n
        for levels in ballots:
            left = Fraction(1)
            for (option,) in levels:
                taken = up(left * keep[option])
                votes[option] += taken
                left -= taken
                if not left:
                    break
        return votes

    def follow(
        keep: Votes, hopeful: frozenset[int], elected: frozenset[int], history: list[Votes], lot: Sequence[int]
    ) -> Iterator[Path]:
        before: Fraction | None = None
        while True:
            if len(elected) >= seats or len(elected) + len(hopeful) <= seats:
                yield elected | (hopeful if len(elected) < seats else frozenset()), [*history, distributed(keep)]
                return
            votes = distributed(keep)
            quota = Fraction(floor(sum(votes) / (seats + 1) * MEEK) + 1, MEEK)
            risen = {option for option in hopeful if votes[option] >= quota}
            elected, hopeful = elected | risen, hopeful - risen
            if risen:
                before = None
                continue
            surplus = max(sum((votes[option] - quota for option in elected), Fraction(0)), Fraction(0))
            if surplus < Fraction(1, 10**6) or (before is not None and surplus >= before):
                break
            before = surplus
            keep = [up(up(keep[o] * quota) / votes[o]) if o in elected else keep[o] for o in range(n)]
        least = min(votes[option] for option in hopeful)
        for chosen in _dropped([option for option in hopeful if votes[option] <= least + surplus], lot):
            kept = [Fraction(0) if option == chosen else keep[option] for option in range(n)]
            yield from follow(kept, hopeful - {chosen}, elected, [*history, votes], lot)

    def paths(lot: Sequence[int]) -> Iterator[Path]:
        keep = [Fraction(1)] * n
        return follow(keep, frozenset(range(n)), frozenset(), [distributed(keep)], lot)

    return _counted(paths(lot), lambda: paths(()), seats)


def duels(ballots: list[Levels], n: int) -> list[list[int]]:
    """How many ballots rank one option above another; what is not ranked is below all that is, and level."""

    def rank(levels: Levels, option: int) -> int:
        return next((place for place, level in enumerate(levels) if option in level), len(levels))

    return [[sum(rank(levels, x) < rank(levels, y) for levels in ballots) for y in range(n)] for x in range(n)]


def _strength(mine: int, theirs: int, by: str) -> tuple[Fraction, ...]:
    if by == "margins":
        return (Fraction(mine - theirs),)
    if by == "winning-votes":
        return (Fraction(mine),)
    return (Fraction(1), Fraction(mine)) if not theirs else (Fraction(0), Fraction(mine, theirs))


def schulze_beats(ballots: list[Levels], n: int, strength: str) -> set[tuple[int, int]]:
    """Who has the stronger path to whom, over every simple path there is."""
    d = duels(ballots, n)
    nothing: tuple[Fraction, ...] = (Fraction(-1),)

    def strongest(x: int, y: int, used: frozenset[int]) -> tuple[Fraction, ...]:
        best = nothing
        for z in set(range(n)) - used:
            if d[x][z] > d[z][x]:
                link = _strength(d[x][z], d[z][x], strength)
                best = max(best, link if z == y else min(link, strongest(z, y, used | {z})))
        return best

    path = {(x, y): strongest(x, y, frozenset([x])) for x in range(n) for y in range(n) if x != y}
    return {(x, y) for x, y in path if path[x, y] > path[y, x]}


def schulze(ballots: list[Levels], n: int, *, strength: str = "margins", lot: Sequence[int] = ()) -> Counted:
    beats = schulze_beats(ballots, n, strength)
    winners = [x for x in range(n) if not any((y, x) in beats for y in range(n))]
    return Counted(frozenset(frozenset([x]) for x in _kept(winners, lot)), tallies=_wins(ballots, n), met_tie=len(winners) > 1)


def _wins(ballots: list[Levels], n: int) -> Votes:
    d = duels(ballots, n)
    return [Fraction(sum(d[x][y] > d[y][x] for y in range(n))) for x in range(n)]


def ranked_pairs(ballots: list[Levels], n: int, *, strength: str = "margins") -> Counted:
    """Every order of the wins that stay level is tried; whoever nobody is locked above can win."""
    d = duels(ballots, n)
    groups: dict[Any, set[tuple[int, int]]] = {}
    for x in range(n):
        for y in range(n):
            if d[x][y] > d[y][x]:
                groups.setdefault((_strength(d[x][y], d[y][x], strength), -d[y][x]), set()).add((x, y))
    locked: set[frozenset[tuple[int, int]]] = {frozenset()}
    for key in sorted(groups, reverse=True):
        locked = {every for some in locked for every in _locked(some, frozenset(groups[key]))}
    ways = {frozenset([x]) for some in locked for x in range(n) if not any((y, x) in some for y in range(n))}
    return Counted(frozenset(ways), tallies=_wins(ballots, n), met_tie=len(ways) > 1 or len(locked) > 1)


def _locked(start: frozenset[tuple[int, int]], group: frozenset[tuple[int, int]]) -> set[frozenset[tuple[int, int]]]:
    seen: dict[frozenset[tuple[int, int]], set[frozenset[tuple[int, int]]]] = {frozenset(): {start}}
    for size in range(1, len(group) + 1):
        for done in combinations(sorted(group), size):
            every = frozenset(done)
            seen[every] = {_with(some, last) for last in every for some in seen[every - {last}]}
    return seen[group]


def _with(locked: frozenset[tuple[int, int]], pair: tuple[int, int]) -> frozenset[tuple[int, int]]:
    """The pair is locked too, unless the other is above already; what is above follows from what is locked."""
    x, y = pair
    if (y, x) in locked:
        return locked
    above = {x} | {a for a, b in locked if b == x}
    below = {y} | {b for a, b in locked if a == y}
    return locked | {(a, b) for a in above for b in below}


def pb_greedy(ballots: list[list[int]], n: int, *, costs: Sequence[int], budget: int, rule: str = "votes") -> Counted:
    votes = [Fraction(sum(bool(marks[option]) for marks in ballots)) for option in range(n)]
    points = [Fraction(sum(marks[option] for marks in ballots)) for option in range(n)]
    key = points if rule.startswith("points") else votes
    worth = [key[option] / costs[option] if rule.endswith("-per-cost") else key[option] for option in range(n)]
    return Counted(frozenset([frozenset(_fitting(worth, costs, budget, []))]), tallies=key)


def _fitting(worth: Votes, costs: Sequence[int], budget: int, chosen: list[int]) -> list[int]:
    chosen = list(chosen)
    for option in sorted(range(len(costs)), key=lambda option: (-worth[option], costs[option], option)):
        if option not in chosen and sum(costs[each] for each in chosen) + costs[option] <= budget:
            chosen.append(option)
    return chosen


def pb_mes(
    ballots: list[list[int]],
    n: int,
    *,
    costs: Sequence[int],
    budget: int,
    cents: int = 1,
    utility: str = "cost",
    completion: str = "add1",
) -> Counted:
    votes = [Fraction(sum(bool(marks[option]) for marks in ballots)) for option in range(n)]
    worth = [
        [{"cost": costs[o], "cardinality": 1, "points": marks[o]}[utility] if marks[o] else 0 for o in range(n)]
        for marks in ballots
    ]
    wanted = {option for option in range(n) if votes[option]}

    def cost(chosen: Iterable[int]) -> int:
        return sum(costs[option] for option in chosen)

    def bought(share: Fraction) -> list[int]:
        left, chosen = [share] * len(ballots), list[int]()
        while True:
            prices = {option: lowest(option, left) for option in wanted - set(chosen)}
            offers = [(price, -votes[o], costs[o], o) for o, price in prices.items() if price is not None]
            if not offers:
                return chosen
            price, _votes, _cost, option = min(offers)
            for i in range(len(ballots)):
                left[i] -= min(left[i], price * worth[i][option])
            chosen.append(option)

    def lowest(option: int, left: Votes) -> Fraction | None:
        """The lowest price for each unit of what it is worth at which its supporters can pay for it."""
        backers = [i for i in range(len(ballots)) if worth[i][option]]
        if sum(left[i] for i in backers) < costs[option]:
            return None
        broke: set[int] = set()
        while True:
            able = [i for i in backers if i not in broke]
            if not able:
                return max(left[i] / worth[i][option] for i in backers)
            price = (costs[option] - sum((left[i] for i in broke), Fraction(0))) / sum(worth[i][option] for i in able)
            poor = {i for i in able if left[i] < price * worth[i][option]}
            if not poor:
                return price
            broke |= poor

    def exhaustive(chosen: list[int]) -> bool:
        return all(option in chosen or cost(chosen) + costs[option] > budget for option in range(n))

    everything = frozenset(range(n))
    if cost(everything) <= budget:
        return Counted(frozenset([everything]), tallies=votes)
    share = Fraction(budget, len(ballots))
    chosen = bought(share)
    while completion.startswith("add1") and set(chosen) != wanted and not (completion == "add1e" and exhaustive(chosen)):
        share += cents
        more = bought(share)
        if cost(more) > budget:
            break
        chosen = more
    if completion in {"utilitarian", "add1u"}:
        chosen = _fitting(votes, costs, budget, chosen)
    return Counted(frozenset([frozenset(chosen)]), tallies=votes)


def motion(
    ballots: list[list[int]],
    *,
    threshold: str = "majority",
    base: str = "votes",
    quorum: str = "",
    quorum_of: str = "present",
    eligible: int = 0,
    present: int = 0,
) -> str:
    """Three columns: yes, no, abstain."""
    yes, no, abstain = (sum(marks[option] for marks in ballots) for option in range(3))
    if quorum:
        there = present if quorum_of == "present" else yes + no + abstain
        if there < ceil(Fraction(quorum) * eligible):
            return "no quorum"
    whole = {"votes": yes + no, "cast": yes + no + abstain, "present": present, "eligible": eligible}[base]
    enough = yes * 2 > whole if threshold == "majority" else yes >= Fraction(threshold) * whole
    return "carried" if enough and whole > 0 and yes > 0 else "lost"


def consent(ballots: list[list[int]], n: int, marks: int) -> list[list[int]]:
    """How many ballots gave each option each mark, from none upwards."""
    return [[sum(each[option] == mark for each in ballots) for mark in range(marks + 1)] for option in range(n)]
