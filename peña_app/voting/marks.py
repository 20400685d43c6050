"""From marks as they were cast to ballots that are counted: what each is worth, and rankings made clean by the contest's rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final

from peña_app.voting.counting import ANY, Ballot, Kind, Marks, Pile, Rules, Standing

LEVEL_ALLOWED: Final = frozenset({"schulze", "ranked-pairs", "borda"})
"""The rankings in which two options may stand level; in the others that is an overvote at that rank."""

UNNAMED: Final[tuple[int, ...]] = (-1, -1)
"""An overvoted rank of which nobody wrote down the options."""

Rank = tuple[int, ...]
"""The options marked at one rank: none, one, or several."""

_MOST_IN_BYTES = 127
"""An option and its code for "level with the one before" must both fit into a byte."""


def ballot(numbers: Iterable[int], options: int) -> Ballot:
    """Numbers as a ballot is kept: as bytes where they fit."""
    held = tuple(numbers)
    return bytes(held) if options <= _MOST_IN_BYTES and max(held, default=0) < 256 else held


def ranking(ranks: Sequence[Rank], options: int, rules: Rules) -> tuple[Ballot, bool]:
    """The ranking that counts, and whether an overvote ended it or left nothing of it.

    Rules (RCTab's terms): `overvote`, `max_skipped` and `duplicate`. An option marked twice counts at the higher place.
    """
    level_allowed = rules.method in LEVEL_ALLOWED
    codes: list[int] = []
    seen: set[int] = set()
    empty, overvoted = 0, False
    for rank in ranks:
        if not rank:
            empty += 1
            if not level_allowed and rules.max_skipped != ANY and empty > rules.max_skipped:
                break
            continue
        empty = 0
        fresh = [option for option in rank if option not in seen and option >= 0]
        if len(fresh) < len(rank) and rank is not UNNAMED and rules.duplicate == "exhaust":
            break
        if len(rank) > 1 and not level_allowed:
            overvoted = True
            if rules.overvote == "exhaust" or (rank is UNNAMED and rules.overvote != "skip"):
                break
            if rules.overvote == "skip":
                continue
        fresh.sort()
        seen.update(fresh)
        codes += [option + options * (place > 0) for place, option in enumerate(fresh)]
    return ballot(codes, options), overvoted


def standing(marks: Marks, kind: Kind, rules: Rules) -> Standing:
    """What a ballot with these marks is worth."""
    if kind is Kind.RANKING:
        held, overvoted = ranking(ranks_of(marks), len(marks), rules)
        return Standing.VALID if held else Standing.OVERVOTED if overvoted else Standing.BLANK
    if not any(marks):
        return Standing.BLANK
    return Standing.OVERVOTED if _too_many(marks, kind, rules) else Standing.VALID


def _too_many(marks: Ballot, kind: Kind, rules: Rules) -> bool:
    if kind is Kind.ONE:
        return sum(marks) > 1
    if kind is Kind.SET:
        return bool(rules.most) and sum(marks) > rules.most
    if kind is Kind.DOTS:
        return bool(rules.dots) and (sum(marks) > rules.dots or max(marks) > rules.max_per_option)
    return max(marks) > (rules.top + 1 if kind is Kind.SCORES else grades(rules))


def grades(rules: Rules) -> int:
    """How many grades can be given."""
    if rules.method == "consent":
        return 6 if rules.scale == "five" else 3
    return rules.grades


def ranks_of(marks: Marks) -> list[Rank]:
    """The options at every rank from the first to the last that is used.

    >>> ranks_of((2, 0, 1, 4))
    [(2,), (0,), (), (3,)]
    """
    found: list[list[int]] = [[] for _rank in range(max(marks, default=0))]
    for option, rank in enumerate(marks):
        if rank:
            found[rank - 1].append(option)
    return [tuple(rank) for rank in found]


def piled(cast: Mapping[Marks, int], options: int, kind: Kind, rules: Rules) -> Pile:
    """Ballots as they were cast, sorted by what they are worth and laid together where they count the same."""
    if kind is not Kind.RANKING:
        return sorted_out({ballot(marks, options): number for marks, number in cast.items()}, options, kind, rules)
    valid: dict[Ballot, int] = {}
    counts = dict.fromkeys(Standing, 0)
    for marks, number in cast.items():
        held, overvoted = ranking(ranks_of(marks), options, rules)
        if held:
            valid[held] = valid.get(held, 0) + number
        counts[Standing.VALID if held else Standing.OVERVOTED if overvoted else Standing.BLANK] += number
    return Pile(valid, counts[Standing.BLANK], counts[Standing.OVERVOTED])


def sorted_out(cast: Mapping[Ballot, int], options: int, kind: Kind, rules: Rules) -> Pile:
    """The same for ballots that are no rankings."""
    valid = {held: number for held, number in cast.items() if number}
    blank = valid.pop(ballot([0] * options, options), 0)
    overvoted = 0
    if any(_too_many(held, kind, rules) for held in valid):
        over = [held for held in valid if _too_many(held, kind, rules)]
        overvoted = sum(valid.pop(held) for held in over)
    return Pile(valid, blank, overvoted)


def levels_of(held: Ballot, options: int) -> list[tuple[int, ...]]:
    """A ranking as its levels, from the first choice down; what is not ranked is left out.

    >>> levels_of(bytes([2, 0, 4]), 3)
    [(2,), (0, 1)]
    """
    found: list[list[int]] = []
    for code in held:
        if code >= options:
            found[-1].append(code - options)
        else:
            found.append([code])
    return [tuple(level) for level in found]


def without_order(ballots: Mapping[Ballot, int]) -> list[tuple[Ballot, int]]:
    """The ballots in the order of their marks, which tells nothing of the order in which they were cast."""
    return sorted(ballots.items(), key=lambda item: (tuple(item[0]), item[1]))


def flat(rows: Iterable[Ballot]) -> bytes | Marks:
    """Ballots of one length, one behind the other, so that columns of them can be sliced out."""
    held = list(rows)
    if all(isinstance(row, bytes) for row in held):
        return b"".join(row for row in held if isinstance(row, bytes))
    return tuple(chain.from_iterable(held))
