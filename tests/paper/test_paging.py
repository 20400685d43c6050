"""Pages turn where nothing is torn: headings stay with their text, items are never alone, languages keep step."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, strategies as st

from peña_app.paper.blocks import Whole
from peña_app.paper.paging import Pager, Row

ROOM = 600.0


class Lines(Whole):
    """A paragraph of ``n`` lines of 10 points that keeps two lines together."""

    def __init__(self, n: int) -> None:
        super().__init__(100, n * 10.0)
        self.n = n

    @property
    def head(self) -> float:
        return self.height if self.n <= 3 else 20.0

    def split(self, room: float) -> tuple[Lines, Lines] | None:
        fitting = min(int((room + 0.01) // 10), self.n - 2)
        return (Lines(fitting), Lines(self.n - fitting)) if self.n > 3 and fitting >= 2 else None


def heading(sides: int = 1) -> Row:
    return Row(tuple(Whole(100, 30) for _side in range(sides)), above=20, below=8, keep=True, title=("a",) * sides)


heights = st.lists(st.tuples(st.booleans(), st.integers(1, 80), st.integers(1, 80)), min_size=1, max_size=40)


@given(heights)
def test_a_heading_is_never_last_on_a_page(drawn: list[tuple[bool, int, int]]) -> None:
    rows = [row for is_heading, n, _m in drawn for row in ([heading()] * is_heading + [Row((Lines(n),), 6, 6)])]

    for page in Pager(ROOM, level=True).fill(rows):
        assert not page[-1].row.keep


@given(heights)
def test_nothing_is_lost_and_nothing_leaves_the_page(drawn: list[tuple[bool, int, int]]) -> None:
    rows = [Row((Lines(n), Lines(m)), 6, 6, keep=keep) for keep, n, m in drawn]

    pages = Pager(ROOM, level=True).fill(rows)

    placed = [one for page in pages for one in page]
    assert sum(one.row.cells[0].height for one in placed) == sum(row.cells[0].height for row in rows)
    assert sum(one.row.cells[1].height for one in placed) == sum(row.cells[1].height for row in rows)
    for page in pages:
        for one, after in pairwise(page):
            assert one.tops[0] + max(cell.height for cell in one.row.cells) <= after.tops[0]
        assert page[-1].tops[0] + max(cell.height for cell in page[-1].row.cells) <= ROOM + 0.1


@given(heights)
def test_front_and_back_of_a_sheet_hold_the_same_units(drawn: list[tuple[bool, int, int]]) -> None:
    rows = [
        row for is_heading, n, m in drawn for row in ([heading(2)] * is_heading + [Row((Lines(n), Lines(n + m % (n + 1))), 6, 6)])
    ]

    pages = Pager(ROOM, level=False, sides=2).fill(rows)

    for page in pages:
        for side in (0, 1):
            assert page[-1].tops[side] + page[-1].row.cells[side].height <= ROOM + 0.1
            assert all(one.row.cells[side].height > 0 for one in page)
        assert not page[-1].row.keep


def test_a_unit_longer_than_a_page_is_cut_in_both_languages() -> None:
    pages = Pager(ROOM, level=False, sides=2).fill([Row((Lines(150), Lines(90)))])

    for page in pages:
        assert all(cell.height > 0 for cell in page[0].row.cells)
    assert sum(page[0].row.cells[0].height for page in pages) == 1500


def test_what_no_page_can_hold_is_still_placed() -> None:
    assert [len(page) for page in Pager(ROOM, level=True).fill([heading(), Row((Whole(100, 900),)), heading(), Row((Lines(1),))])]
