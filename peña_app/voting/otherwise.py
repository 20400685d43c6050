"""Would another method have chosen otherwise? For the facilitator, before anything is declared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from peña_app.i18n import N_, NN_, list_text, said
from peña_app.voting.counting import Kind, Marks, Result, Rules
from peña_app.voting.marks import piled
from peña_app.voting.methods import method, tally

_SAME_BALLOTS: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.RANKING: ("plurality", "irv", "stv-scottish", "stv-meek", "borda", "schulze", "ranked-pairs"),
    Kind.SCORES: ("score", "star"),
    Kind.DOTS: ("dots", "approval"),
    Kind.SET: ("approval",),
}
"""The methods that can read the same ballots."""

_BUDGETS: Final = ("pb-greedy", "pb-mes")


_SAME: Final = N_("{method}: the same options win.")
_OTHER: Final = NN_("{method}: {options} would win.", "{method}: {options} would win.")
_LEVEL: Final = N_("{method}: {options} would be tied.")


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What another method makes of the same ballots."""

    method: str
    result: Result
    differs: bool

    def text(self, names: Sequence[str]) -> str:
        """The same as a sentence."""
        called = said(method(self.method).name)
        if not self.differs:
            return said(_SAME, method=called)
        tied = sorted(self.result.tied)
        if tied:
            return said(_LEVEL, method=called, options=list_text(names[option] for option in tied))
        winners = self.result.winners
        return said(_OTHER, method=called, options=list_text(names[option] for option in winners), n=len(winners))


def otherwise(cast: Mapping[Marks, int], options: int, rules: Rules) -> list[Otherwise]:
    """The count by every other method that can read these ballots, and whether other options win."""
    kind = method(rules.method).marked(rules)
    keys = _BUDGETS if rules.method in _BUDGETS else _SAME_BALLOTS.get(kind, ())
    held = tally(piled(cast, options, kind, rules), options, rules)
    found = []
    for key in keys:
        if key == rules.method or (key == "irv" and rules.seats > 1) or (key == "stv-scottish" and rules.seats == 1):
            continue
        if key == "stv-meek" and rules.seats == 1:
            continue
        other = replace(rules, method=key)
        marks = _as_marked(cast, key) if method(key).marked(other) is not kind else cast
        result = tally(piled(marks, options, method(key).marked(other), other), options, other)
        differs = set(result.winners) != set(held.winners) or result.tied != held.tied
        found.append(Otherwise(key, result, differs))
    return found


def _as_marked(cast: Mapping[Marks, int], key: str) -> dict[Marks, int]:
    """First choices as one mark, or dots as support."""
    found: Counter[Marks] = Counter()
    for marks, number in cast.items():
        found[tuple(int(mark == 1 if key == "plurality" else mark > 0) for mark in marks)] += number
    return dict(found)
