"""How pieces follow each other: paragraphs, page breaks, items that are never alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from peña_app.paper import pieces as p
from peña_app.paper.blocks import Whole
from peña_app.paper.paging import Row


def in_order(pieces: Sequence[p.Piece], made_of: Callable[[p.Piece], list[Row]]) -> list[Row]:
    """The rows of all pieces; a page break turns before what follows, a space stays with the heading before it."""
    out: list[Row] = []
    turn = False
    for piece in pieces:
        if isinstance(piece, p.PageBreak):
            turn = True
            continue
        made = made_of(piece)
        if made and turn:
            made[0] = replace(made[0], turn=True)
            turn = False
        if made and made[0].empty and out and out[-1].keep:
            made[0] = replace(made[0], keep=True)
        out += made
    return out


def in_step(made: Sequence[Sequence[Row]]) -> list[Row]:
    """The same rows in several languages as rows with a cell for each language."""
    most = max(map(len, made), default=0)
    out = []
    for number in range(most):
        row = [rows[number] if number < len(rows) else None for rows in made]
        model = next(one for one in row if one is not None)
        cells = tuple(one.cells[0] if one is not None else Whole(model.cells[0].width, 0) for one in row)
        again = model.again
        if again is not None:
            again = in_step([[one.again] if one is not None and one.again is not None else [] for one in row])[0]
        titles = tuple(one.title[0] if one is not None and one.title else "" for one in row)
        title = titles if any(titles) else ()
        out.append(replace(model, cells=cells, again=again, title=title))
    return out


def together(rows: Sequence[Row]) -> list[Row]:
    """The rows as one chain: each but the last is kept with the next."""
    return [replace(row, keep=True) for row in rows[:-1]] + [replace(row, whole=True) for row in rows[-1:]]


def never_alone(number: int, count: int) -> bool:
    """Whether an item must be followed by the next one on its page, so that none is left alone on either side."""
    return count > 1 and number in {0, count - 2}


def paragraphs(words: p.Text) -> list[p.Text]:
    """The paragraphs of a text: blank lines divide them, alike in every language."""
    if isinstance(words, str):
        return [part for part in words.split("\n\n") if part.strip()] or [words]
    by_code = {code: [part for part in text.split("\n\n") if part.strip()] for code, text in words.items()}
    most = max((len(parts) for parts in by_code.values()), default=0)
    # A language that has said all it has to say stays silent: a blank is not a missing translation
    return [
        {code: parts[number] if number < len(parts) else " " for code, parts in by_code.items() if parts}
        for number in range(most)
    ]
