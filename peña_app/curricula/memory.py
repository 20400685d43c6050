"""What was written before: texts like this one with their partner, and what differs word by word. It only suggests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from rapidfuzz import fuzz, process

from peña_app.curricula.checks import says_no
from peña_app.i18n import Words

LEAST: Final = 70.0
"""Per cent: below this a text is another text."""
_MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a comparison: ``op`` is same, added or gone; ``negation`` if what changed says no."""

    op: str
    words: str
    negation: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A text like the one at hand, 0 to 100 alike, with what it became in the other language and how it differs."""

    score: float
    source: str
    target: str
    diff: tuple[Piece, ...]


def compared(old: str, new: str, language: str) -> tuple[Piece, ...]:
    """How ``new`` differs from ``old``, word by word.

    >>> [(piece.op, piece.words, piece.negation) for piece in compared("No sube la renta", "Sube la renta hoy", "es")]
    [('gone', 'No sube', True), ('added', 'Sube', False), ('same', 'la renta', False), ('added', 'hoy', False)]
    """
    before, after = old.split(), new.split()
    pieces = []
    for op, a, a_end, b, b_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            pieces.append(Piece("same", " ".join(before[a:a_end])))
            continue
        for kind, words in (("gone", before[a:a_end]), ("added", after[b:b_end])):
            if words:
                said = " ".join(words)
                pieces.append(Piece(kind, said, says_no(said, language)))
    return tuple(pieces)


def matches(text: str, language: str, into: str, pairs: Iterable[Words], limit: int = _MOST) -> list[Match]:
    """The texts most like ``text`` among pairs that stand in both languages, the nearest first; itself is among them."""
    known: dict[str, str] = {}
    for words in pairs:
        if words.get(language) and words.get(into):
            known.setdefault(words[language], words[into])
    found: Sequence[tuple[str, float, int]] = process.extract(
        text, list(known), scorer=fuzz.ratio, score_cutoff=LEAST, limit=limit
    )
    return [Match(score, source, known[source], compared(source, text, language)) for source, score, _at in found]
