"""What each option was judged, as a bar of 100 per cent: the best at the left, a line in the middle, a pattern for each word."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from peña_app.i18n import N_, NN_, Words, _, each, list_text, number_text, percent_text, said, worded
from peña_app.voting.charts.board import Area, Board, Look, Pattern, Text
from peña_app.voting.charts.chart import Figures, Ladder, Named, both, in_order, named
from peña_app.voting.charts.grades import grade_names
from peña_app.voting.counting import Result
from peña_app.voting.model import Contest

TITLE: Final = N_("What each was judged")
CONSENT: Final = N_("Who consents")
UNMARKED: Final = N_("Not marked")

_LOOKS: Final = (
    Look("danger", Pattern.CROSSED),
    Look("cempasuchil", Pattern.BACK),
    Look("cempasuchil", Pattern.DOTTED),
    Look("agave", Pattern.DOTTED),
    Look("agave", Pattern.HATCHED),
    Look("agave", Pattern.SOLID),
)
_CHOSEN: Final = {2: (0, 5), 3: (0, 2, 5), 4: (0, 2, 4, 5), 5: (0, 1, 2, 4, 5)}
_NONE = Look("field", Pattern.EMPTY)

_BLOCKS: Final = NN_("{name}: {count} block to hear and answer.", "{name}: {count} blocks to hear and answer.")
_LOW: Final = NN_("{name}: {count} low hand to hear.", "{name}: {count} low hands to hear.")
_ASIDE: Final = NN_("{name}: {count} person stands aside, to be heard.", "{name}: {count} people stand aside, to be heard.")


@dataclass(frozen=True, slots=True)
class Judged:
    """One option and how many ballots gave it each word, from the best to the lowest."""

    named: Named
    counts: tuple[int, ...]
    figure: Text


@dataclass(frozen=True, slots=True)
class ProfileChart:
    """Bars of 100 per cent."""

    rows: tuple[Judged, ...]
    words: tuple[Words, ...]  # of each part, as the counts
    looks: tuple[Look, ...]
    base: Words
    brief: Words = field(default_factory=dict)
    title: str = TITLE
    middle: bool = True  # whether the middle decides

    @property
    def length(self) -> int:
        return len(self.rows)

    @property
    def on_wall(self) -> int:
        two = any(len(set(row.named.words.values())) > 1 for row in self.rows)
        return 3 if two else 5

    def part(self, first: int, last: int) -> ProfileChart:
        """Some of its rows."""
        return replace(self, rows=self.rows[first:last])

    def describe(self) -> str:
        said_of = []
        for row in self.rows:
            parts = [
                f"{worded(words)} {number_text(count)}" for words, count in zip(self.words, row.counts, strict=True) if count
            ]
            head = f"{row.named.place} {row.named.name}".strip()
            figure = row.figure if isinstance(row.figure, str) else worded(row.figure)
            said_of.append(f"{head}: {figure} ({list_text(parts)})")
        return "; ".join(said_of)

    def table(self) -> Figures:
        placed = any(row.named.place for row in self.rows)
        heads = (
            _("Option"), *([_("Place")] if placed else []), _("In the middle") if self.middle else _("Result"),
            *(worded(words) for words in self.words),
        )  # fmt: skip
        rows = tuple(
            (
                row.named.name, *([row.named.place] if placed else []), row.figure if isinstance(row.figure, str) else worded(row.figure),
                *(number_text(count) for count in row.counts),
            )
            for row in self.rows
        )  # fmt: skip
        return Figures(heads, rows)

    def _ladder(self, board: Board, width: float) -> Ladder:
        return Ladder(board, width, [row.named for row in self.rows], [row.figure for row in self.rows], 1.7)

    def height(self, board: Board, width: float) -> float:
        foot = board.high(self.base, width, size=0.9) + board.em * 0.5 if not board.stacked else 0.0
        head = board.high("0", width, size=_caption_size(board)) if self.middle else 0.0
        return head + sum(self._ladder(board, width).heights) + self._legend(board, width, 0, draw=False) + foot

    def draw(self, board: Board, width: float) -> None:
        em = board.em
        ladder = self._ladder(board, width)
        head = board.high("0", width, size=_caption_size(board)) if self.middle else 0.0
        top = head
        centre = ladder.track_x + ladder.track_wide / 2
        for at, (row, height) in enumerate(zip(self.rows, ladder.heights, strict=True)):
            track = ladder.begin(at, top, height)
            paint_parts(board, track, row.counts, self.looks)
            if self.middle:
                board.line(centre, track.y - em * 0.25, centre, track.bottom + em * 0.25, thick=0.14, dashed=True)
            ladder.write_figure(at, top, height, track.right)
            top += height
        if self.middle:
            words = each(N_("half"))
            size = _caption_size(board)
            wide = board.wide(words, size=size)
            board.write_line(words, Area(centre - wide / 2, 0, wide + 1, head), size=size, tone="soft", align="center")
        top += self._legend(board, width, top, draw=True)
        if not board.stacked:
            high = board.high(self.base, width, size=0.9)
            board.write(self.base, Area(0, top + em * 0.3, width, high), tone="soft", size=0.9)

    def _legend(self, board: Board, width: float, top: float, *, draw: bool) -> float:
        """What each pattern stands for, in as many lines as it takes; gives its height."""
        em = board.em
        size = 1.0 if board.stacked else 0.95
        line = board.high("0", width, size=size)
        x, y = 0.0, em * 0.4
        for words, look in zip(self.words, self.looks, strict=True):
            wide = board.wide(words, size=size) + em * 2.0
            if x and x + wide > width:
                x, y = 0.0, y + line + em * 0.15
            if draw:
                board.fill(Area(x, top + y + line * 0.15, em * 1.3, line * 0.7), look)
                board.write_line(words, Area(x + em * 1.7, top + y, wide - em * 1.6, line), size=size)
            x += wide + em * 0.7
        return y + line


def _caption_size(board: Board) -> float:
    return 1.0 if board.stacked else 0.9  # on the wall no letter is smaller than the others


def paint_parts(board: Board, area: Area, counts: tuple[int, ...], looks: tuple[Look, ...]) -> None:
    """Counts one after the other, together as long as the area; each says its number where there is room."""
    whole = sum(counts)
    x = area.x
    for count, look in zip(counts, looks, strict=True):
        if not count:
            continue
        part = Area(x, area.y, area.width * count / whole, area.height)
        board.fill(part, look)
        size = min(0.95, area.height / board.em / 1.3)
        if (size >= 0.99) if board.stacked else size > 0.5:
            paint_number(board, part, number_text(count), look, size)
        x = part.right


def paint_number(board: Board, area: Area, number: str, look: Look, size: float) -> None:
    """A number in the middle of an area, on a plate where the pattern would make it hard to read."""
    wide = board.wide(number, size=size, bold=True)
    if wide + board.em * 0.5 > area.width:
        return
    solid = look.pattern is Pattern.SOLID
    if not solid:
        high = min(area.height * 0.8, board.em * 1.2 * size)
        plate = Area(area.x + (area.width - wide) / 2 - board.em * 0.2, area.middle - high / 2, wide + board.em * 0.4, high)
        board.fill(plate, Look("card", Pattern.SOLID))
    text = Area(area.x + (area.width - wide) / 2, area.y, wide + 1, area.height)
    board.write_line(number, text, bold=True, size=size, tone="on_accent" if solid else "ink")


def profile(contest: Contest, result: Result) -> ProfileChart:
    """The judgments of each option; for consent, who supports, stands aside or blocks."""
    marks = grade_names(result.rules)
    words = [each(marked) for marked in marks]
    looks = [_LOOKS[at] for at in _CHOSEN.get(len(marks), range(len(_LOOKS)))][: len(marks)]
    consent = result.rules.method == "consent"
    unmarked = any(row[0] for row in result.distribution)
    rows = []
    for option in in_order(result):
        row = result.distribution[option]
        counts = (*reversed(row[1:]), *([row[0]] if unmarked else []))
        figure: Text = both(lambda row=row: _concern(row)) if consent else ""  # type: ignore[misc]
        if not consent and 0 < result.tallies[option] <= len(words):
            figure = words[result.tallies[option] - 1]
        rows.append(Judged(named(contest, result, option, place=not consent), counts, figure))
    listed = [*reversed(words), *([each(UNMARKED)] if unmarked else [])]
    drawn = [*reversed(looks), *([_NONE] if unmarked else [])]
    if consent:
        foot = both(
            lambda: _(
                "{count} valid ballots; at the right, how many support it. A block is heard and answered before anything is decided."
            ).format(count=number_text(result.valid))
        )
    else:
        foot = both(lambda: _("{count} valid ballots. The word at the line in the middle decides: half of the ballots say it, or a better one.").format(count=number_text(result.valid)))  # fmt: skip
    return ProfileChart(tuple(rows), tuple(listed), tuple(drawn), foot, title=CONSENT if consent else TITLE, middle=not consent)


def _concern(row: tuple[int, ...]) -> str:
    """How many support it, and of how many."""
    support = sum(row[(3 if len(row) == 4 else 4) :])
    return f"{number_text(support)} · {percent_text(support, sum(row))}"


def concerns(result: Result, names: tuple[str, ...]) -> list[str]:
    """Whose concerns are to be heard, proposal by proposal: blocks first, then low hands."""
    found = []
    five = result.rules.scale == "five"
    for option, row in enumerate(result.distribution):
        blocks, aside = row[1], sum(row[2:4]) if five else row[2]
        if blocks:
            found.append(said(_BLOCKS, name=names[option], n=blocks, count=number_text(blocks)))
        if aside:
            found.append(said(_LOW if five else _ASIDE, name=names[option], n=aside, count=number_text(aside)))
    return found
