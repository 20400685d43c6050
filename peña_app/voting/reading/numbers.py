"""A CSV of numbers: a column an option, a line a ballot; an optional first column says how many ballots a line stands for."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from peña_app.errors import Mishap
from peña_app.i18n import N_, _
from peña_app.voting.counting import Ballot, Kind, Rules, Step
from peña_app.voting.marks import ballot, piled, sorted_out
from peña_app.voting.reading.source import Ballots, Source, Unreadable

WEIGHT = "count"
"""The name of a first column that says how many ballots a row stands for."""

_DELIMITERS = ("\t", ";", ",")
_WHOLE = re.compile(r"([0-9]{1,15})(?:[.,]0+)?")  # spreadsheets write 3 as 3.0, and in Spanish as 3,0
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_UNMARKED = frozenset({"", "0", "-", "–", "no"})
_NONE = frozenset({"", "-", "–"})
_DIGITS = bytes(range(48, 58))
_HEAD = 1 << 18
_LAST_RANK = 999
_EMPTY_LINE = re.compile(rb"\n[ \t\r]*\n")


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV in UTF-8 with commas, semicolons or tabs, whose first line names its columns."""

    source: Source
    delimiter: str
    first: int  # the line of the header, from 0
    names: tuple[str, ...]
    weighted: bool

    @classmethod
    def of(cls, source: Source) -> Table:
        """Find out how a file is divided, and what its columns are called.

        Raises:
            Mishap: its first line does not name the columns.
        """
        head = source.raw[: source.raw.rfind(b"\n", 0, _HEAD) + 1 or None] if len(source.raw) > _HEAD else source.raw
        lines = head.decode().splitlines(keepends=True)
        delimiter, first = _delimiter(lines)
        names, weighted = _header(lines, delimiter, first)
        return cls(source, delimiter, first, names, weighted)

    @property
    def lines(self) -> list[str]:
        """The lines of the file."""
        return self.source.raw.decode().splitlines(keepends=True)

    def rows(self) -> Iterator[tuple[tuple[str, ...], int]]:
        """The cells of lines that read the same, and how many ballots they stand for.

        Raises:
            Mishap: a line has another number of cells than the first, or does not say how many ballots it is.
        """
        for cells, times in self._collapsed().items():
            if not any(cells) and len(cells) <= 1 and len(self.names) + self.weighted > 1:
                continue
            wanted = len(self.names) + self.weighted
            if len(cells) < wanted:
                raise self.amiss(
                    cells,
                    _("columns: {found}, and {wanted} in the first line.").format(found=len(cells), wanted=wanted),
                    _("Leave cells empty where there is no mark, but keep their separators."),
                )
            if any(extra.strip() for extra in cells[wanted:]):
                raise self.amiss(
                    cells,
                    _("columns: {found}, and {wanted} in the first line.").format(found=len(cells), wanted=wanted),
                    _("Every column needs a name."),
                )
            number = 1
            if self.weighted:
                found = _WHOLE.fullmatch(cells[0].strip())
                if found is None:
                    raise self.amiss(
                        cells,
                        _("“{cell}” does not say how many ballots this line stands for.").format(cell=cells[0].strip()),
                        _("Write a whole number in its first column."),
                    )
                number = int(found[1])
            yield cells[self.weighted : wanted], number * times

    @property
    def gaps(self) -> bool:
        """Whether there are empty lines between the ballots."""
        return _EMPTY_LINE.search(self.source.raw.strip()) is not None

    def amiss(self, cells: tuple[str, ...], reason: str, hint: str = "") -> Mishap:
        """What is wrong in the first line with these cells."""
        reader = csv.reader(self.lines[self.first :], delimiter=self.delimiter)
        for row in reader:
            if tuple(row) == cells and reader.line_num > 1:
                return self.source.amiss(self.first + reader.line_num, reason, hint)
        return self.source.amiss(self.first + 1, reason, hint)

    def _collapsed(self) -> Counter[tuple[str, ...]]:
        reader = csv.reader(self.lines[self.first :], delimiter=self.delimiter)
        try:
            next(reader)
            return Counter(tuple(row) for row in reader if row)
        except csv.Error as error:
            raise self.source.amiss(self.first + reader.line_num, _("it cannot be split into columns.")) from error


def read(table: Table, kind: Kind, rules: Rules) -> Ballots:
    """The ballots of a CSV of numbers, as what the method's people mark: marks, dots, scores, grades or ranks.

    Raises:
        Mishap: it cannot be counted; the sentence names the line and the reason.
    """
    quick = _quick(table, kind)
    found: Counter[Ballot] = Counter() if quick is None else quick
    above = False
    if quick is None:
        for cells, number in table.rows():
            try:
                marks = [_cell(cell.strip(), name, kind) for cell, name in zip(cells, table.names, strict=True)]
            except Unreadable as trouble:
                whole = (str(number), *cells) if table.weighted else cells
                raise table.amiss(whole, trouble.sentence, trouble.hint) from trouble
            if kind in (Kind.ONE, Kind.SET) and max(marks) > 1:
                above, marks = True, [min(mark, 1) for mark in marks]
            found[ballot(marks, len(marks))] += number
    warnings = []
    if above:
        warnings.append(Step(N_("Some cells hold numbers above 1. Each counted as one mark."), {}))
    if table.gaps:
        warnings.append(Step(N_("Empty lines were passed over."), {}))
    if not found.total():
        raise Mishap(
            _("{file} has no ballots.").format(file=table.source.name),
            _("The first line names the options, and each line after it is a ballot."),
        )
    options = len(table.names)
    if kind is Kind.RANKING:
        pile = piled({tuple(ranks): number for ranks, number in found.items()}, options, kind, rules)
    else:
        pile = sorted_out(found, options, kind, rules)
    return Ballots(table.names, pile, tuple(warnings))


def _quick(table: Table, kind: Kind) -> Counter[Ballot] | None:
    """The ballots where every cell is one digit, as in most large files; None if it is not so."""
    if kind is Kind.RANKING or len(table.delimiter) > 1:
        return None
    raw = table.source.raw
    start = 0
    for _line in range(table.first + 1):
        start = raw.find(b"\n", start) + 1 or len(raw)
    columns = len(table.names)
    pattern = table.delimiter.encode() * (columns - 1)
    least = 1 if kind is Kind.SCORES else 0
    values = bytes(max(0, code - 48) + (least if 48 <= code < 58 else 0) for code in range(256))
    highest = b"01" if kind in (Kind.ONE, Kind.SET) else _DIGITS
    found: Counter[Ballot] = Counter()
    for piece in table.source.pieces(start):
        even = piece.replace(b"\r\n", b"\n").rstrip(b"\n") + b"\n"
        cells = even[::2]
        if (
            not table.weighted
            and even[1::2] == (pattern + b"\n") * (len(even) // (2 * columns))
            and not cells.translate(None, highest)
        ):
            marks = cells.translate(values)
            found.update(marks[at : at + columns] for at in range(0, len(marks), columns))
            continue
        for line, times in Counter(even.splitlines()).items():
            cells, number = line, times
            if not cells:
                continue
            if table.weighted:
                head, _comma, cells = cells.partition(table.delimiter.encode())
                if not head.isdigit():
                    return None
                number *= int(head)
            digits = cells[::2]
            if len(cells) != 2 * columns - 1 or cells[1::2] != pattern or digits.translate(None, highest):
                return None
            found[digits.translate(values)] += number
    return found


def _delimiter(lines: Sequence[str]) -> tuple[str, int]:
    if lines[0].lower().startswith("sep=") and len(lines[0].rstrip("\r\n")) == 5:  # Excel's own first line
        return lines[0][4], 1
    sample = lines[:20]

    def widths(delimiter: str) -> list[int]:
        return [len(row) for row in csv.reader(sample, delimiter=delimiter) if row]

    def fit(delimiter: str) -> tuple[int, int]:
        found = widths(delimiter)
        return (sum(width == found[0] for width in found) if found and found[0] > 1 else 0, found[0] if found else 0)

    try:
        return max(_DELIMITERS, key=fit), 0
    except csv.Error:
        return ",", 0


def _header(lines: Sequence[str], delimiter: str, first: int) -> tuple[tuple[str, ...], bool]:
    try:
        row = next(csv.reader(lines[first:], delimiter=delimiter), [])
    except csv.Error:
        row = []
    names = [" ".join(cell.split()) for cell in row]
    weighted = bool(names) and names[0].casefold() == WEIGHT
    names = names[1:] if weighted else names
    while names and not names[-1]:
        names.pop()
    hint = _("The first line names the options, and each line after it is a ballot.")
    if not names:
        raise Mishap(_("Line {line}: {reason}").format(line=first + 1, reason=_("it names no options.")), hint)
    if "" in names:
        column = names.index("") + 1 + weighted
        raise Mishap(
            _("Line {line}: {reason}").format(line=first + 1, reason=_("column {column} has no name.").format(column=column)),
            hint,
        )
    if all(_NUMBER.fullmatch(name) for name in names):
        raise Mishap(
            _("Line {line}: {reason}").format(line=first + 1, reason=_("there are numbers where the options should be named.")),
            hint,
        )
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        reason = _("two columns are called “{name}”.").format(name=twice[0])
        raise Mishap(_("Line {line}: {reason}").format(line=first + 1, reason=reason), _("Give each option a name of its own."))
    return tuple(names), weighted


def _cell(cell: str, name: str, kind: Kind) -> int:
    if kind in (Kind.ONE, Kind.SET):
        return _mark(cell, name)
    if cell in (_NONE if kind is Kind.SCORES else _UNMARKED):
        return 0
    found = _WHOLE.fullmatch(cell)
    if found is None:
        raise Unreadable(
            _("“{cell}” in the column “{name}” is not a whole number.").format(cell=cell, name=name),
            _("Write how many dots this option got.")
            if kind is Kind.DOTS
            else _("Write a whole number, or leave the cell empty."),
        )
    number = int(found[1])
    if kind is Kind.RANKING and number > _LAST_RANK:
        raise Unreadable(
            _("“{cell}” in the column “{name}” is not a place.").format(cell=cell, name=name),
            _("Write 1 for the first choice, 2 for the next, and so on."),
        )
    return number + (kind is Kind.SCORES)


def _mark(cell: str, name: str) -> int:
    if cell.casefold() in _UNMARKED:
        return 0
    if not _NUMBER.fullmatch(cell):
        return 1
    found = _WHOLE.fullmatch(cell)
    if found is None:
        raise Unreadable(
            _("“{cell}” in the column “{name}” is not a mark.").format(cell=cell, name=name),
            _("Write 1 or x for a mark, and 0 or nothing for none."),
        )
    return int(found[1])
