"""A file of ballots as bytes and as text, and what every reader gives back."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from peña_app.errors import Mishap
from peña_app.i18n import _
from peña_app.voting.counting import Ballot, Pile, Rules, Step
from peña_app.voting.marks import Rank, ballot, ranking

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Ballots:
    """What a file holds: the options as it names them, and the ballots with the same marks laid together."""

    names: tuple[str, ...]
    pile: Pile
    warnings: tuple[Step, ...] = ()


class Unreadable(Exception):
    """A line that is not a ballot; the reader adds which."""

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Source:
    """A file of ballots."""

    name: str
    raw: bytes  # UTF-8 without a byte order mark

    @classmethod
    def of(cls, file: Path) -> Source:
        """Read a file.

        Raises:
            Mishap: it is not there, cannot be opened, is empty, or is not UTF-8.
        """
        try:
            raw = file.read_bytes()
        except FileNotFoundError as error:
            raise Mishap(_("There is no file {file}.").format(file=file), _("Check its name and folder.")) from error
        except OSError as error:
            raise Mishap(
                _("{file} cannot be read.").format(file=file), _("Check that it is a file and that you may open it.")
            ) from error
        coding = "utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
        if coding == "utf-16" or not raw.isascii():
            try:
                raw = raw.decode(coding).encode()
            except UnicodeDecodeError as error:
                line = raw.count(b"\n", 0, error.start) + 1
                raise Mishap(
                    _("Line {line}: these letters are not written in UTF-8.").format(line=line),
                    _("Save the file again as “CSV UTF-8”."),
                ) from error
        if not raw.strip():
            raise Mishap(
                _("{file} is empty.").format(file=file.name),
                _("The first line names the options, and each line after it is a ballot."),
            )
        return cls(file.name, raw)

    def amiss(self, line: int, reason: str, hint: str = "") -> Mishap:
        """What is wrong in a line."""
        return Mishap(_("Line {line}: {reason}").format(line=line, reason=reason), hint)

    def pieces(self, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The bytes from ``start`` to ``end`` in pieces of whole lines, so that a large file is not in memory twice."""
        end = len(self.raw) if end is None else end
        while start < end:
            stop = self.raw.rfind(b"\n", start, start + _PIECE) + 1 if start + _PIECE < end else end
            if stop <= start:  # a line longer than a piece
                stop = self.raw.find(b"\n", start, end) + 1 or end
            yield self.raw[start:stop]
            start = stop

    def line_of(self, line: bytes) -> int:
        """The number of the first line that reads so."""
        for number, each in enumerate(self.raw.splitlines(), start=1):
            if each.strip() == line.strip():
                return number
        return 1


def collapsed(ballots: Iterable[tuple[Ballot, bool, int]], given: Mapping[Ballot, int] | None = None) -> Pile:
    """Rankings laid together: each with whether an overvote ended it, and how many there are."""
    valid: dict[Ballot, int] = dict(given or {})
    blank = overvoted = 0
    for held, over, number in ballots:
        if held:
            valid[held] = valid.get(held, 0) + number
        elif over:
            overvoted += number
        else:
            blank += number
    return Pile({held: number for held, number in valid.items() if number}, blank, overvoted)


def as_marks(pile: Pile, options: int, method: str) -> Pile:
    """Rankings as marks for methods that count these: who comes first, or everyone who is ranked."""
    found: dict[Ballot, int] = {}
    for held, number in pile.ballots.items():
        marked = {held[0]} if method == "plurality" else {code % options for code in held}
        key = ballot((1 if option in marked else 0 for option in range(options)), options)
        found[key] = found.get(key, 0) + number
    return Pile(found, pile.blank, pile.overvoted)


def ranked_pile(cast: Mapping[tuple[Rank, ...], int], options: int, rules: Rules, strict: Mapping[Ballot, int]) -> Pile:
    """Rankings as cast, made clean by the rules, together with those that were clean already."""
    pile = collapsed(((*ranking(ranks, options, rules), number) for ranks, number in cast.items()), strict)
    return pile if rules.method not in ("plurality", "approval") else as_marks(pile, options, rules.method)
