"""The ballot under the hand: what each key does to its marks, whatever the method asks people to mark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from peña_app.i18n import _, language, number_text, said
from peña_app.voting.charts.grades import grade_names
from peña_app.voting.counting import Kind, Marks
from peña_app.voting.marks import grades, ranks_of
from peña_app.voting.model import KEYS, MOTION_KEYS, REASONS, Contest, Entered

Says = Callable[[], str]

_CURSOR: Final = frozenset({Kind.SCORES, Kind.GRADES})
LEVEL, EMPTY, TWO_BOXES, TEN = "=+", "- ", "*", "X"
"""Keys of messy ballots: level with the one before, nothing at this place, two boxes in one row; and ten where a digit is too short."""


class Hand:
    """The marks of one ballot as they are typed. Every key can be taken back."""

    def __init__(self, contest: Contest) -> None:
        self.contest = contest
        self.kind = contest.kind
        self.clear()

    def clear(self) -> None:
        """A new ballot."""
        self._marks = [0] * len(self.contest.options)
        self._rank = 0  # the last place that was used or left empty
        self._level = False  # the next option stands level with the one before
        self.cursor = 0
        self._before: list[tuple[list[int], int, bool, int]] = []

    @property
    def marks(self) -> Marks:
        """The marks as a ballot."""
        return tuple(self._marks)

    @property
    def touched(self) -> bool:
        """Whether anything was typed."""
        return bool(self._before)

    @property
    def moves(self) -> bool:
        """Whether one goes from option to option and gives each a number."""
        return self.kind in _CURSOR

    @property
    def at_end(self) -> bool:
        """Whether there is no option left to go to."""
        return not self.moves or self.cursor >= len(self._marks)

    def move(self, by: int) -> None:
        """Go to another option."""
        self.cursor = min(max(self.cursor + by, 0), len(self._marks))

    def take_back(self) -> bool:
        """Take back the last key; False if there is none."""
        if not self._before:
            return False
        self._marks, self._rank, self._level, self.cursor = self._before.pop()
        return True

    def press(self, letter: str) -> Says | bool | None:
        """Press a key. Gives True when it was taken, a sentence when it was not, None if it means nothing here."""
        letter = letter.upper()
        if self.moves:
            return self._number(letter)
        if self.kind is Kind.RANKING and letter in LEVEL:
            return self._next_is_level()
        if self.kind is Kind.RANKING and letter in EMPTY:
            self._keep()
            self._rank += 1
            self._level = False
            return True
        option = self._option(letter)
        if option is None:
            return None if letter not in KEYS else lambda: _("No option has the key {key}.").format(key=letter)
        return self.mark(option)

    def mark(self, option: int) -> Says | bool:
        """Mark an option once more."""
        if self.kind is Kind.RANKING:
            return self._ranked(option)
        if self.moves:
            self.cursor = option
            return True
        if self.kind is not Kind.DOTS and self._marks[option]:
            return lambda: _("Option {number} is marked already.").format(number=option + 1)
        self._keep()
        self._marks[option] += 1
        return True

    def give(self, option: int, mark: int) -> None:
        """Set the mark of an option, as where one points at it."""
        self._keep()
        self._marks[option] = mark

    def unrank(self, option: int) -> None:
        """Take an option out of a ranking; those after it move up."""
        place = self._marks[option]
        if place:
            self._keep()
            self._marks = [0 if at == option else rank - (rank > place) for at, rank in enumerate(self._marks)]
            self._rank = max(self._marks, default=0)

    def _option(self, letter: str) -> int | None:
        if self.contest.rules.method == "motion":
            for keys in MOTION_KEYS.values():
                if letter in keys:
                    return keys.index(letter)
        option = KEYS.find(letter) if letter else -1
        return option if 0 <= option < len(self._marks) else None

    def _number(self, letter: str) -> Says | bool | None:
        if len(letter) != 1 or not (letter.isdigit() or letter in EMPTY + TWO_BOXES + TEN):
            return None
        if self.cursor >= len(self._marks):
            return lambda: _("All options have been gone through: Enter keeps the ballot.")
        if letter in EMPTY:
            mark = 0
        elif letter == TWO_BOXES:
            mark = self.highest + 1
        else:
            mark = (10 if letter == TEN else int(letter)) + self._zero
            if not 1 <= mark <= self.highest:
                return lambda: _("Here the numbers go from {least} to {most}.").format(
                    least=1 - self._zero, most=self.highest - self._zero
                )
        self._keep()
        self._marks[self.cursor] = mark
        self.cursor += 1
        return True

    @property
    def highest(self) -> int:
        """The highest mark; one more stands for two boxes in one row."""
        rules = self.contest.rules
        return rules.top + 1 if self.kind is Kind.SCORES else grades(rules)

    @property
    def _zero(self) -> int:
        return zero_of(self.contest)

    def _next_is_level(self) -> Says | bool:
        if not self._rank:
            return lambda: _("No option comes before it: type the key of the first choice.")
        self._keep()
        self._level = True
        return True

    def _ranked(self, option: int) -> Says | bool:
        rules = self.contest.rules
        if self._marks[option]:
            if rules.duplicate == "exhaust":
                return lambda: _(
                    "Option {number} is on this ballot already, and what follows does not count: press Enter."
                ).format(number=option + 1)
            self._keep()
            self._rank += not self._level
            self._level = False
            return lambda: _("Option {number} counts at place {place}, and place {empty} stays empty.").format(
                number=option + 1, place=self._marks[option], empty=self._rank
            )
        self._keep()
        self._rank += not self._level
        self._level = False
        self._marks[option] = self._rank
        return True

    def _keep(self) -> None:
        self._before.append((list(self._marks), self._rank, self._level, self.cursor))

    @property
    def next_place(self) -> str:
        """Of a ranking: which place the next option gets."""
        return f"={self._rank}" if self._level else str(self._rank + 1)


def zero_of(contest: Contest) -> int:
    """What is added to a typed digit to make it a mark."""
    return int(contest.kind is Kind.SCORES or (contest.rules.method == "consent" and contest.rules.scale == "five"))


def mark_text(contest: Contest, marks: Marks, option: int) -> str:
    """One mark in a word or a number; empty where there is none."""
    mark, kind = marks[option], contest.kind
    if not mark:
        return ""
    if kind is Kind.RANKING:
        return f"={mark}" if marks.count(mark) > 1 else str(mark)
    if kind is Kind.SCORES:
        return "× ×" if mark > contest.rules.top + 1 else number_text(mark - 1)
    if kind is Kind.GRADES:
        names = grade_names(contest.rules)
        return "× ×" if mark > len(names) else said(names[mark - 1])
    return f"×{mark}" if kind is Kind.DOTS else "×"


def ballot_text(contest: Contest, entered: Entered) -> str:
    """A ballot in one line, by the numbers of its options: "1×2 · 4", "3 > 1 = 2", "1: Good · 2: Poor"."""
    if entered.reason:
        return said(REASONS.get(entered.reason, REASONS["unclear"]))
    marks, kind = entered.marks, contest.kind
    if not any(marks):
        return _("Blank")
    if contest.rules.method == "motion":
        return " · ".join(contest.names[option] for option, mark in enumerate(marks) if mark)
    if kind is Kind.RANKING:
        return " > ".join(" = ".join(str(option + 1) for option in rank) or "–" for rank in ranks_of(marks))
    if kind in _CURSOR:
        return " · ".join(f"{option + 1}: {mark_text(contest, marks, option) or '–'}" for option in range(len(marks)))
    return " · ".join(f"{option + 1}" + (f"×{mark}" if mark > 1 else "") for option, mark in enumerate(marks) if mark)


def keys_text(contest: Contest) -> str:
    """What the keys do, for this kind of ballot."""
    kind, rules = contest.kind, contest.rules
    if kind is Kind.RANKING:
        level = _("= before an option puts it level with the one before")
        return _("Type the options in their order") + f" · {level} · " + _("- leaves a place empty")
    if kind is Kind.SCORES:
        ten = " · " + _("X is 10") if rules.top >= 10 else ""
        return _("A digit from 0 to {top} is the score").format(top=min(rules.top, 9)) + ten + " · " + _moving()
    if kind is Kind.GRADES:
        zero = zero_of(contest)
        named = " · ".join(f"{mark - zero} {said(name)}" for mark, name in enumerate(grade_names(rules), start=1))
        return named + " · " + _moving()
    if rules.method == "motion":
        return _("The first letter marks: {keys}").format(keys=", ".join(MOTION_KEYS.get(language(), MOTION_KEYS["en"])))
    return _("A key marks its option")


def _moving() -> str:
    return _("- is no mark, * is two in one row, ↑ and ↓ move")
