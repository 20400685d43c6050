"""PrefLib's files of orders: `count: 1,2,{3,4}`, complete or not, with ties or without."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from peña_app.errors import Mishap
from peña_app.i18n import _
from peña_app.voting.counting import Rules
from peña_app.voting.marks import Rank
from peña_app.voting.reading.source import Ballots, Source, Unreadable, ranked_pile

_NAME: Final = re.compile(r"#\s*ALTERNATIVE NAME\s+(\d+)\s*:\s*(.*)", re.IGNORECASE)
_ALL: Final = re.compile(r"#\s*NUMBER ALTERNATIVES\s*:\s*(\d+)", re.IGNORECASE)
_RANK: Final = re.compile(r"\{([^}]*)\}|([^,{}]+)")


def is_one(first: bytes) -> bool:
    """Whether a file that begins so is one of PrefLib's, new or old."""
    return first.startswith(b"#") or first.strip().isdigit()


def read(source: Source, rules: Rules) -> Ballots:
    """The ballots of a PrefLib file.

    Raises:
        Mishap: it cannot be counted; the sentence names the line and the reason.
    """
    lines = source.raw.decode().splitlines()
    names: dict[str, str] = {}
    cast: Counter[tuple[Rank, ...]] = Counter()
    start = 0
    if lines[0].strip().isdigit():  # until 2022: the number of options, their names, three totals, then the orders
        number = int(lines[0])
        for line in lines[1 : number + 1]:
            code, _comma, name = line.partition(",")
            names[code.strip()] = name.strip()
        start = number + 2
    known: dict[str, int] = {}
    for at, line in enumerate(lines):
        if at < start or not line.strip():
            continue
        if line.startswith("#"):
            if found := _NAME.match(line):
                names[found[1]] = found[2].strip()
            elif (found := _ALL.match(line)) and not names:
                names = {str(number): str(number) for number in range(1, int(found[1]) + 1)}
            continue
        known = known or {code: option for option, code in enumerate(names)}
        try:
            ranks, weight = _order(line, known, old=bool(start))
        except Unreadable as trouble:
            raise source.amiss(at + 1, trouble.sentence, trouble.hint) from trouble
        cast[ranks] += weight
    if not names or not cast:
        raise Mishap(
            _("{file} has no ballots.").format(file=source.name), _("Each order is a line: how many, a colon, and the options.")
        )
    return Ballots(tuple(names.values()), ranked_pile(cast, len(names), rules, {}))


def _order(line: str, known: dict[str, int], *, old: bool) -> tuple[tuple[Rank, ...], int]:
    count, _between, order = line.partition("," if old else ":")
    if not count.strip().isdigit():
        raise Unreadable(
            _("“{cell}” does not say how many ballots this line stands for.").format(cell=count.strip()),
            _("Each order is a line: how many, a colon, and the options."),
        )
    ranks: list[Rank] = []
    for shared, single in _RANK.findall(order):
        codes = [code.strip() for code in (shared or single).split(",") if code.strip()]
        for code in codes:
            if code not in known:
                raise Unreadable(
                    _("“{token}” is not the number of an option.").format(token=code),
                    _("Options are numbered from 1 to {options}.").format(options=len(known)),
                )
        if codes:
            ranks.append(tuple(known[code] for code in codes))
    return tuple(ranks), int(count)
