"""The headings of a paper as bookmarks.

Importing this module loads reportlab.
"""

from __future__ import annotations

from collections.abc import Sequence

from peña_app.languages import language as language_of
from peña_app.paper.paging import Placed
from peña_app.paper.sheets import Canvas


class Outline:
    """The headings as bookmarks; with a language on each side, a tree for each language."""

    def __init__(self, canvas: Canvas, codes: tuple[str, ...], *, sides: bool) -> None:
        self._canvas = canvas
        self._codes = codes
        self._sides = sides
        self._begun = [False] * len(codes)
        self._entries: list[list[tuple[str, str, int]]] = [[] for _code in codes]

    def note(self, page: Sequence[Placed], side: int, top: float) -> None:
        """Mark the headings of a page that is being drawn."""
        if self._sides and not self._begun[side]:
            self._begun[side] = True
            self._canvas.bookmarkPage(self._codes[side])
        for number, placed in enumerate(page):
            if not placed.row.title:
                continue
            key = f"{self._canvas.getPageNumber()}.{side}.{number}"
            self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=top - placed.tops[min(side, len(placed.tops) - 1)] + 12)
            said = placed.row.title[side] if self._sides else " · ".join(dict.fromkeys(filter(None, placed.row.title)))
            self._entries[side].append((said, key, placed.row.level))

    def write(self) -> None:
        """Put the entries into the PDF; no level is skipped, as readers expect a tree."""
        for code, entries in zip(self._codes, self._entries, strict=True):
            depth = -1
            if self._sides and entries:
                self._canvas.addOutlineEntry(language_of(code).name, code, 0)
                depth = 0
            base = depth + 1
            for said, key, level in entries:
                depth = min(base + level - 1, depth + 1)
                self._canvas.addOutlineEntry(said, key, depth)
