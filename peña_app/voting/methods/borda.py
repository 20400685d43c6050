"""Borda count: a place in the ranking is worth as many points as there are options behind it.

Options without a rank share the average of the places that are left (the default), or get nothing; options at one rank share
the average of theirs. Points are kept doubled, so that halves stay whole numbers.
"""

from __future__ import annotations

from collections import defaultdict

from peña_app.i18n import N_, NN_
from peña_app.voting.columns import head_to_head
from peña_app.voting.counting import Ballot, Kind, Method, Pile, Result, Rules, Step
from peña_app.voting.methods.totals import counted, totalled


def count(pile: Pile, options: int, rules: Rules) -> Result:
    """The options with most points take the places."""
    duels = head_to_head(pile.ballots, options)
    valid = pile.valid
    # An option gets 2 for each that it beats on a ballot, and 1 for each that is level with it: so the one table is enough
    doubled = [
        sum(valid + duels[option][other] - duels[other][option] for other in range(options) if other != option)
        for option in range(options)
    ]
    if rules.unranked == "zero":
        doubled = [points - shared for points, shared in zip(doubled, _shared(pile, options), strict=True)]
    opening = [
        counted(pile),
        Step(N_("A first place is worth {points} points, each place after it one less."), {"points": options - 1}),
        Step(N_("Options without a rank get nothing."), {})
        if rules.unranked == "zero"
        else Step(N_("Options without a rank share the points that are left."), {}),
    ]
    return totalled(
        rules,
        f"n-1 to 0, unranked {'get 0' if rules.unranked == 'zero' else 'share the average'}",
        pile,
        tuple(doubled),
        opening=opening,
        has=N_("{options}: {total} points."),
        scale=2,
        supporters=ranked(pile, options),
    )


def ranked(pile: Pile, options: int) -> tuple[int, ...]:
    """How many ballots rank each option at all."""
    found = [0] * options
    for laid, weight, _number, _length in _alike(pile, options):
        for option in range(options):
            found[option] += weight * laid.count(option)
    return tuple(found)


def _shared(pile: Pile, options: int) -> list[int]:
    """The doubled points that options got on the ballots that do not rank them."""
    found = [0] * options
    for laid, weight, number, length in _alike(pile, options):
        for option in range(options):
            found[option] += weight * (number - laid.count(option)) * (options - length - 1)
    return found


def _alike(pile: Pile, options: int) -> list[tuple[bytes | list[int], int, int, int]]:
    """Ballots of one weight and length end to end, with level options by their number: what is laid, weight, number, length."""
    groups: defaultdict[tuple[int, int], list[Ballot]] = defaultdict(list)
    for ballot, weight in pile.ballots.items():
        groups[weight, len(ballot)].append(ballot)
    plain = bytes(code % options for code in range(256))
    found: list[tuple[bytes | list[int], int, int, int]] = []
    for (weight, length), ballots in groups.items():
        if all(isinstance(ballot, bytes) for ballot in ballots):
            laid: bytes | list[int] = b"".join(ballot for ballot in ballots if isinstance(ballot, bytes)).translate(plain)
        else:
            laid = [code % options for ballot in ballots for code in ballot]
        found.append((laid, weight, len(ballots), length))
    return found


BORDA = Method(
    key="borda",
    name=N_("Points by place (Borda)"),
    about=N_(
        "Each person ranks the options, and each place is worth points. Good for friendly choices with few options; adding look-alike options can change who wins."
    ),
    asks=N_("Which option stands highest on everyone's list, on average?"),
    instruction=N_("Give 1 to the option you like best, 2 to the next, and so on. You may stop whenever you want."),
    unit=NN_("{count} point", "{count} points"),
    counts=N_("Points"),
    too_many=N_("Two options are marked at the same place."),
    reference="Borda 1781; n-1 to 0",
    kind=Kind.RANKING,
    count=count,
)
