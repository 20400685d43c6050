"""A pasted list of options: one a line, in two languages, with a cost where there is a budget."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from peña_app.i18n import Words

_NUMBERED = re.compile(r"^\s*(?:\d{1,3}[.)]\s+|[-–•*·]\s+)")


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a pasted list."""

    words: Words
    cost: str = ""


def read_list(text: str, languages: Sequence[str]) -> list[Listed]:
    """The options of a pasted list: their names in the order of ``languages``, apart by a bar or a tab; then the cost.

    Numbers and dots that begin a line are those of the list, and empty lines are nothing.

    >>> read_list("1. Huertos | Gardens | 500", ("es", "en"))
    [Listed(words={'es': 'Huertos', 'en': 'Gardens'}, cost='500')]
    """
    found = []
    for line in text.splitlines():
        cells = [" ".join(cell.split()) for cell in re.split(r"[|\t]", _NUMBERED.sub("", line))]
        words = {code: name for code, name in zip(languages, cells, strict=False) if name}
        if words:
            found.append(Listed(words, next((cell for cell in cells[len(languages) :] if cell), "")))
    return found
