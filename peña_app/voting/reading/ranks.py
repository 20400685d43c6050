"""A CSV of ranks: a line a kind of ballot, a column a rank; a cell has a name, `undervote` or nothing, or `overvote`."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from peña_app.i18n import _
from peña_app.voting.counting import Rules
from peña_app.voting.marks import UNNAMED, Rank
from peña_app.voting.reading.numbers import Table
from peña_app.voting.reading.source import Ballots, ranked_pile

_RANK: Final = re.compile(r"(rank|rango|lugar|choice|opci[oó]n)[ _-]*\d+", re.IGNORECASE)
_EMPTY: Final = frozenset({"", "undervote", "skipped", "-", "–"})


def is_one(table: Table) -> bool:
    """Whether the columns are ranks."""
    return all(_RANK.fullmatch(name) for name in table.names)


def read(table: Table, rules: Rules) -> Ballots:
    """The ballots of a CSV of ranks. Options are those that are named anywhere, in the order in which they are.

    Two names with `=` between them stand at one rank.

    Raises:
        Mishap: it cannot be counted; the sentence names the line and the reason.
    """
    names: dict[str, int] = {}
    cast: Counter[tuple[Rank, ...]] = Counter()
    for cells, weight in table.rows():
        cast[tuple(_rank(cell, names) for cell in cells)] += weight
    if not names:
        raise table.source.amiss(table.first + 1, _("no ballot names an option."))
    return Ballots(tuple(names), ranked_pile(cast, len(names), rules, {}))


def _rank(cell: str, names: dict[str, int]) -> Rank:
    text = " ".join(cell.split())
    if text.casefold() in _EMPTY:
        return ()
    if text.casefold() == "overvote":
        return UNNAMED
    return tuple(names.setdefault(name.strip(), len(names)) for name in text.split("="))
