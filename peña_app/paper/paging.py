"""From rows to pages: what stays together, where a page may turn, and languages in step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from peña_app.paper.blocks import Block, Whole

_HAIR = 0.01  # sums of floats differ by less
_LONG = 0.4  # of a page: what is longer may be cut also where each language has its own side


@dataclass(slots=True, frozen=True)
class Row:
    """What begins level: one cell for each language, or one cell that goes across."""

    cells: tuple[Block, ...]
    above: float = 0
    below: float = 0
    keep: bool = False  # never last on a page
    across: bool = False
    turn: bool = False  # begins a page
    empty: bool = False  # only room: nothing at the top of a page
    again: Row | None = None  # the header under which such a row stands, repeated on every page
    title: tuple[str, ...] = ()  # its entry in the outline, per language
    level: int = 1
    whole: bool = False  # not cut while a page can hold it
    lone: bool = False  # text narrower than the page, with room for notes beside it


@dataclass(slots=True, frozen=True)
class Placed:
    """A row, and how far below the top of the page it stands, for each side."""

    row: Row
    tops: tuple[float, ...]


class Pager:
    """Fills pages of ``room`` points.

    Level languages share the page side by side; else each has a page of its own, and a unit is on the same sheet in
    all of them (curricula.md 12, test 8).
    """

    def __init__(self, room: float, *, level: bool, sides: int = 1) -> None:
        self._room = room
        self._level = level
        self._sides = 1 if level else sides
        self.pages: list[list[Placed]] = []
        self._page: list[Placed] = []
        self._used = [0.0] * self._sides
        self._repeated = 0

    def fill(self, rows: Sequence[Row]) -> list[list[Placed]]:
        """The pages; at least one."""
        waiting = list(rows)
        at = 0
        while at < len(waiting):
            row = waiting[at]
            if row.turn and self._page:
                self._turn()
            if not self._page and row.empty:
                at += 1
                continue
            if not self._page and row.again is not None:
                self._place(row.again)
                self._repeated = 1
            if self._begun() and not self._chain_fits(waiting, at) and self._chain_fits(waiting, at, fresh=True):
                self._turn()
                continue
            if not self._fits(row):
                halves = self._cut(row)
                if halves is not None:
                    self._place(halves[0])
                    waiting[at] = halves[1]
                    self._turn()
                    continue
                if self._begun():
                    self._turn()
                    continue
            self._place(row)
            at += 1
        if self._page or not self.pages:
            self._turn()
        return self.pages

    def _begun(self) -> bool:
        """Whether the page holds more than a repeated header."""
        return len(self._page) > self._repeated

    def _turn(self) -> None:
        while self._page and self._page[-1].row.empty:
            self._page.pop()
        self.pages.append(self._page)
        self._page = []
        self._used = [0.0] * self._sides
        self._repeated = 0

    def _heights(self, row: Row) -> list[float]:
        heights = [cell.height for cell in row.cells]
        if self._level:
            return [max(heights, default=0.0)]
        return heights if len(heights) == self._sides else [max(heights, default=0.0)] * self._sides

    def _heads(self, row: Row) -> list[float]:
        """The least of a row that may stand before a page turn."""
        if self._level:
            return [max((cell.head for cell in row.cells), default=0.0)]
        heights = self._heights(row)
        if not self._may_be_cut(heights):
            return heights
        share = max((cell.head / cell.height for cell in row.cells if cell.height), default=1.0)
        # Where one language says it in a line or two and the other in half a page, only the long one is cut
        return [high * share for high in heights] if share < 1 else [cell.head for cell in row.cells]

    def _may_be_cut(self, heights: list[float]) -> bool:
        """With a language on each side only long units are cut, and then in both at the same share of their height."""
        return self._level or max(heights, default=0.0) > _LONG * self._room

    def _gap(self, before: Row | None, row: Row) -> float:
        return max(before.below, row.above) if before is not None else 0.0

    def _fits(self, row: Row) -> bool:
        gap = self._gap(self._page[-1].row if self._page else None, row)
        return all(used + gap + high <= self._room + _HAIR for used, high in zip(self._used, self._heights(row), strict=True))

    def _chain_fits(self, rows: Sequence[Row], at: int, *, fresh: bool = False) -> bool:
        """Whether a row fits, here or on a fresh page, with all it must not be parted from and the head of what comes then."""
        again = rows[at].again
        used = [0.0] * self._sides if fresh else list(self._used)
        before = None if fresh or not self._page else self._page[-1].row
        if fresh and again is not None:
            used, before = self._heights(again), again
        for row in rows[at:]:
            if row.turn and before is not None and row is not rows[at]:
                return True
            gap = self._gap(before, row)
            last = not row.keep
            ends = [
                u + gap + h for u, h in zip(used, self._heads(row) if last and not row.whole else self._heights(row), strict=True)
            ]
            if max(ends) > self._room + _HAIR:
                return False
            if last:
                return True
            used = ends
            before = row
        return True

    def _place(self, row: Row) -> None:
        gap = self._gap(self._page[-1].row if self._page else None, row)
        tops = tuple(used + gap for used in self._used)
        self._page.append(Placed(row, tops))
        self._used = [top + high for top, high in zip(tops, self._heights(row), strict=True)]

    def _cut(self, row: Row) -> tuple[Row, Row] | None:
        gap = self._gap(self._page[-1].row if self._page else None, row)
        heights = self._heights(row)
        if not self._may_be_cut(heights):
            return None
        rooms = [self._room - used - gap for used in self._used]
        if self._level:
            return _halves(row, rooms * len(row.cells))
        share = min((room / high for room, high in zip(rooms, heights, strict=True) if high), default=0.0)
        return _halves(row, [high * share for high in heights]) or _halves(row, rooms)


def _halves(row: Row, rooms: Sequence[float]) -> tuple[Row, Row] | None:
    """Each cell cut at its room; None when one of them cannot be."""
    firsts: list[Block] = []
    rests: list[Block] = []
    for cell, room in zip(row.cells, rooms, strict=True):
        halves = (cell, Whole(cell.width, 0)) if cell.height <= room + _HAIR else cell.split(room)
        if halves is None:
            return None
        firsts.append(halves[0])
        rests.append(halves[1])
    return replace(row, cells=tuple(firsts), below=0), replace(row, cells=tuple(rests), above=0, turn=False, title=())


def with_more(page: Sequence[Placed], room: float) -> list[Placed]:
    """A page whose last row returns as often as there is room below it, such as lines to write on."""
    row = replace(page[-1].row, above=0, below=0)
    high = max(cell.height for cell in row.cells)
    out = list(page)
    tops = [top + cell.height for top, cell in zip(page[-1].tops, row.cells, strict=False)]
    while max(tops) + high <= room + _HAIR:
        out.append(Placed(row, tuple(tops)))
        tops = [top + high for top in tops]
    return out


def stacked(rows: Sequence[Row]) -> tuple[list[Placed], float]:
    """Rows one below the other without pages, as inside a box, and how high they are."""
    pager = Pager(float("inf"), level=True)
    placed = pager.fill([replace(row, turn=False, again=None) for row in rows])[0]
    if not placed:
        return [], 0.0
    last = placed[-1]
    return placed, last.tops[0] + max(cell.height for cell in last.row.cells)
