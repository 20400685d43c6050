"""Ballots from a file of numbers: a column an option, a row a ballot."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from peña_app.errors import Mishap
from peña_app.i18n import N_, _
from peña_app.voting.counting import Marks, Step

WEIGHT = "count"
"""The name of a first column that says how many ballots a row stands for."""

_DELIMITERS = ("\t", ";", ",")
_WHOLE = re.compile(r"([0-9]{1,15})(?:[.,]0+)?")  # spreadsheets write 3 as 3.0, and in Spanish as 3,0
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_UNMARKED = frozenset({"", "0", "-", "–", "no"})


@dataclass(frozen=True, slots=True)
class Ballots:
    """What a file holds: the options as its header names them, and the ballots with the same marks laid together."""

    names: tuple[str, ...]
    pile: dict[Marks, int]
    warnings: tuple[Step, ...] = ()


def read_numbers(file: Path, *, dots: bool) -> Ballots:
    """Read a CSV in UTF-8 with commas, semicolons or tabs; ``dots`` says that cells are numbers and not marks.

    Raises:
        Mishap: it cannot be counted; the sentence names the line and the reason.
    """
    lines = io.StringIO(_text(file), newline="").readlines()
    delimiter, first = _delimiter(lines, file)
    names, weighted = _header(lines, delimiter, first)
    collapsed, empty = _rows(lines, delimiter, first)
    cell = _dots if dots else _mark
    warnings: list[Step] = []
    pile: Counter[Marks] = Counter()
    for cells, weight in collapsed.items():
        try:
            marks, times = _ballot(cells, names, cell, weighted=weighted)
        except _Unreadable as trouble:
            raise Mishap(
                _("Line {line}: {reason}").format(line=_line_of(cells, lines, delimiter, first), reason=trouble.sentence),
                trouble.hint,
            ) from trouble
        pile[marks] += times * weight
    if not dots and any(max(marks, default=0) > 1 for marks in pile):
        warnings.append(Step(N_("Some cells hold numbers above 1. Each counted as one mark."), {}))
        plain: Counter[Marks] = Counter()
        for marks, weight in pile.items():
            plain[tuple(min(mark, 1) for mark in marks)] += weight
        pile = plain
    if empty:
        warnings.append(Step(N_("Empty lines were passed over."), {}))
    pile = Counter({marks: weight for marks, weight in pile.items() if weight})
    if not pile:
        raise Mishap(
            _("{file} has no ballots.").format(file=file.name),
            _("The first line names the options, and each line after it is a ballot."),
        )
    return Ballots(names, dict(pile), tuple(warnings))


class _Unreadable(Exception):
    """A row that is not a ballot; the reader adds its line."""

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


def _text(file: Path) -> str:
    try:
        raw = file.read_bytes()
    except FileNotFoundError as error:
        raise Mishap(_("There is no file {file}.").format(file=file), _("Check its name and folder.")) from error
    except OSError as error:
        raise Mishap(
            _("{file} cannot be read.").format(file=file), _("Check that it is a file and that you may open it.")
        ) from error
    coding = "utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return raw.decode(coding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Mishap(
            _("Line {line}: these letters are not written in UTF-8.").format(line=line), _("Save the file again as “CSV UTF-8”.")
        ) from error


def _delimiter(lines: Sequence[str], file: Path) -> tuple[str, int]:
    if not lines:
        raise Mishap(
            _("{file} is empty.").format(file=file.name),
            _("The first line names the options, and each line after it is a ballot."),
        )
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


def _rows(lines: Sequence[str], delimiter: str, first: int) -> tuple[Counter[tuple[str, ...]], bool]:
    """Rows with the same cells laid together; and whether there were empty lines between them."""
    reader = csv.reader(lines[first:], delimiter=delimiter)
    try:
        next(reader)
        rows = Counter(map(tuple, reader))
    except csv.Error as error:
        raise Mishap(
            _("Line {line}: {reason}").format(line=first + reader.line_num, reason=_("it cannot be split into columns.")), ""
        ) from error
    inner = "".join(lines).rstrip()
    empty = bool(rows.pop((), 0)) and any(not line.strip() for line in inner.splitlines())
    return rows, empty


def _ballot(
    cells: tuple[str, ...], names: Sequence[str], cell: Callable[[str, str], int], *, weighted: bool
) -> tuple[Marks, int]:
    wanted = len(names) + weighted
    if len(cells) < wanted:
        raise _Unreadable(
            _("columns: {found}, and {wanted} in the first line.").format(found=len(cells), wanted=wanted),
            _("Leave cells empty where there is no mark, but keep their separators."),
        )
    if any(extra.strip() for extra in cells[wanted:]):
        raise _Unreadable(
            _("columns: {found}, and {wanted} in the first line.").format(found=len(cells), wanted=wanted),
            _("Every column needs a name."),
        )
    times = 1
    if weighted:
        found = _WHOLE.fullmatch(cells[0].strip())
        if found is None:
            raise _Unreadable(
                _("“{cell}” does not say how many ballots this line stands for.").format(cell=cells[0].strip()),
                _("Write a whole number in its first column."),
            )
        times = int(found[1])
    return tuple(cell(each.strip(), name) for each, name in zip(cells[weighted:wanted], names, strict=True)), times


def _dots(cell: str, name: str) -> int:
    if cell in _UNMARKED:
        return 0
    found = _WHOLE.fullmatch(cell)
    if found is None:
        raise _Unreadable(
            _("“{cell}” in the column “{name}” is not a whole number.").format(cell=cell, name=name),
            _("Write how many dots this option got."),
        )
    return int(found[1])


def _mark(cell: str, name: str) -> int:
    if cell.casefold() in _UNMARKED:
        return 0
    if not _NUMBER.fullmatch(cell):
        return 1
    found = _WHOLE.fullmatch(cell)
    if found is None:
        raise _Unreadable(
            _("“{cell}” in the column “{name}” is not a mark.").format(cell=cell, name=name),
            _("Write 1 or x for a mark, and 0 or nothing for none."),
        )
    return int(found[1])


def _line_of(cells: tuple[str, ...], lines: Sequence[str], delimiter: str, first: int) -> int:
    reader = csv.reader(lines[first:], delimiter=delimiter)
    for row in reader:
        if tuple(row) == cells and reader.line_num > 1:
            return first + reader.line_num
    return first + 1
