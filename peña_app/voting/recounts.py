"""When a count must be taken again from the paper (assembly.md 4), and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from peña_app.voting.accounting import DUE_IMBALANCE, DUE_MARGIN, DUE_UNKNOWN, Equation
from peña_app.voting.counting import Result
from peña_app.voting.methods.motion import CARRIED, LOST, MAJORITY, YES, needed

_BY_TOTALS: Final = frozenset({"plurality", "approval", "dots", "score", "borda"})
LEAST_MARGIN: Final = 2


@dataclass(frozen=True, slots=True)
class Recounted:
    """One batch in both counts: how many ballots each found, None where it was not entered; and whether they are the same."""

    label: str
    first: int | None
    second: int | None
    same: bool


@dataclass(frozen=True, slots=True)
class Recount:
    """A count that is being taken again from the paper, beside the first."""

    number: int
    batches: tuple[Recounted, ...]

    @property
    def complete(self) -> bool:
        """Whether every batch has been counted again."""
        return all(batch.second is not None for batch in self.batches)

    @property
    def differing(self) -> tuple[str, ...]:
        """The labels of the batches that were counted again and are not the same."""
        return tuple(batch.label for batch in self.batches if batch.second is not None and not batch.same)


def deciding_margin(result: Result) -> int | None:
    """How many votes, dots or points decide; None where totals cannot tell, or everything wins."""
    if result.outcome in {CARRIED, LOST}:
        yes, no, abstain = result.tallies
        base = yes + no + (abstain if result.rules.base == "cast" else 0)
        if result.rules.base in {"present", "eligible"}:
            base = getattr(result.rules, result.rules.base) or yes + no + abstain
        enough = base // 2 + 1 if result.rules.threshold == MAJORITY else max(1, needed(result.rules.threshold, base))
        return result.tallies[YES] - enough + 1 if result.outcome == CARRIED else enough - result.tallies[YES]
    if result.undecided:
        return 0
    if result.rules.method not in _BY_TOTALS or result.rules.by == "mean":
        return None
    margin = result.margin
    return None if margin is None else -(-margin // result.scale)


def recount_due(result: Result, imbalances: Sequence[Equation]) -> str:
    """Whether the recount rule asks for another count: the margin is at most max(2, 1 %), or what does not add up reaches it."""
    if not result.valid and not any(result.tallies):
        return ""
    margin = deciding_margin(result)
    missing = max((abs(line.difference) for line in imbalances), default=0)
    if missing:
        if margin is None:
            return "" if result.rules.method in _BY_TOTALS else DUE_UNKNOWN
        if missing * _weight(result) >= margin:
            return DUE_IMBALANCE
    return DUE_MARGIN if margin is not None and (margin <= LEAST_MARGIN or 100 * margin <= _votes(result)) else ""


def _weight(result: Result) -> int:
    """How far one ballot can move a margin."""
    rules = result.rules
    return {"dots": rules.max_per_option, "score": rules.top, "borda": len(result.tallies) - 1}.get(rules.method, 1)


def _votes(result: Result) -> int:
    """What one per cent is taken of."""
    return sum(result.tallies) // result.scale if _weight(result) > 1 else result.valid
