"""What a count reads and what it answers: marks, rules, standings, and a result that can be followed step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from peña_app.errors import Mishap
from peña_app.i18n import _, list_text, number_text, said

Marks = tuple[int, ...]
"""A ballot: one number an option, in the order of the options. Dots, or 1 where there is a mark; 0 where there is none."""

Pile = Mapping[Marks, int]
"""Ballots with the same marks laid together, and how many there are of each: all that a count reads, so order cannot matter."""

Fact = int | tuple[int, ...]
"""A number, or the places of options in the list."""


class Standing(StrEnum):
    """What a ballot is worth in a contest; each kind is counted apart."""

    VALID = "valid"
    BLANK = "blank"
    OVERVOTED = "overvoted"


@dataclass(frozen=True, slots=True)
class Rules:
    """How a contest is counted: the method and its parameters, fixed when the contest opens."""

    method: str
    seats: int = 1
    dots: int = 0  # how many each person has; dots only
    max_per_option: int = 0  # how many of them may go to one option

    def __post_init__(self) -> None:
        if self.seats < 1:
            raise Mishap(_("At least one option must win."), _("Give 1 or more places."))
        if self.method == "dots":
            if self.dots < 1:
                raise Mishap(_("Each person needs at least one dot."), _("Say how many dots each person has."))
            if not 1 <= self.max_per_option <= self.dots:
                raise Mishap(
                    _("The most dots on one option must be between 1 and {dots}.").format(dots=self.dots),
                    _("Nobody can put more dots on one option than they have."),
                )


def usual_dots(options: int) -> int:
    """How many dots each person usually has: a third as many as there are options, and at least three.

    >>> usual_dots(12), usual_dots(13), usual_dots(4)
    (4, 5, 3)
    """
    return max(3, -(-options // 3))


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence of the count, said later in the reader's language: a marked message and the facts that fill it."""

    marked: str
    facts: Mapping[str, Fact]

    def text(self, names: Sequence[str]) -> str:
        """The sentence in the current language, with the options called by ``names``.

        A number called ``n`` chooses between one and many; the sentence shows it as ``{count}``.
        """
        shown: dict[str, object] = {}
        for name, fact in self.facts.items():
            if isinstance(fact, tuple):
                shown[name] = list_text(names[option] for option in fact)
            elif name == "n":
                shown.update(n=fact, count=number_text(fact))
            else:
                shown[name] = number_text(fact)
        return said(self.marked, **shown)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where every option stood at the end of one stage of the count."""

    number: int
    action: str  # marked, said later
    votes: tuple[int, ...]
    elected: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()
    nontransferable: int = 0


@dataclass(frozen=True, slots=True)
class Undecided:
    """Options that are level where there are fewer places than options: named, and never chosen between."""

    options: tuple[int, ...]
    places: int
    why: str = "tie"


@dataclass(frozen=True, slots=True)
class Result:
    """What a count found. Options are told by their place in the list, so that every language can name them."""

    rules: Rules
    variant: str
    ballots: int
    valid: int
    blank: int
    overvoted: int
    tallies: tuple[int, ...]
    winners: tuple[int, ...]  # sure ones only, the strongest first
    undecided: tuple[Undecided, ...]
    order: tuple[tuple[int, ...], ...]  # level options together
    stages: tuple[Stage, ...]
    steps: tuple[Step, ...]
    warnings: tuple[Step, ...] = ()
    supporters: tuple[int, ...] = ()  # ballots that gave an option anything, where that is not its tally

    @property
    def tied(self) -> frozenset[int]:
        """The options between which nothing is decided."""
        return frozenset(option for level in self.undecided for option in level.options)

    @property
    def margin(self) -> int | None:
        """By how much the last winner is ahead of the first option that did not win; None if all won."""
        if self.undecided:
            return 0
        others = [tally for option, tally in enumerate(self.tallies) if option not in self.winners]
        return min(self.tallies[option] for option in self.winners) - max(others) if others else None

    def place(self, option: int) -> str:
        """The option's place as it is written: "3", or "=2" where several share it."""
        ahead = 0
        for level in self.order:
            if option in level:
                return f"={ahead + 1}" if len(level) > 1 else str(ahead + 1)
            ahead += len(level)
        return "–"

    def stored(self) -> dict[str, Any]:
        """The result as plain values, to be kept in a row; `restored` reads it."""
        return asdict(self)


def restored(values: Mapping[str, Any]) -> Result:
    """A result as `Result.stored` wrote it; what a later version added is left out."""
    return Result(
        rules=Rules(**values["rules"]),
        variant=values["variant"],
        ballots=values["ballots"],
        valid=values["valid"],
        blank=values["blank"],
        overvoted=values["overvoted"],
        tallies=tuple(values["tallies"]),
        winners=tuple(values["winners"]),
        undecided=tuple(Undecided(tuple(each["options"]), each["places"], each["why"]) for each in values["undecided"]),
        order=tuple(tuple(level) for level in values["order"]),
        stages=tuple(_stage(each) for each in values["stages"]),
        steps=tuple(_step(each) for each in values["steps"]),
        warnings=tuple(_step(each) for each in values["warnings"]),
        supporters=tuple(values["supporters"]),
    )


def _stage(values: Mapping[str, Any]) -> Stage:
    return Stage(
        values["number"],
        values["action"],
        tuple(values["votes"]),
        tuple(values["elected"]),
        tuple(values["excluded"]),
        values["nontransferable"],
    )


def _step(values: Mapping[str, Any]) -> Step:
    return Step(
        values["marked"], {name: tuple(fact) if isinstance(fact, list) else fact for name, fact in values["facts"].items()}
    )


def as_json(result: Result, names: Sequence[str]) -> dict[str, Any]:
    """The result in the shape that programs read: options by name, and every figure of the count as text."""

    def named(options: Sequence[int]) -> list[str]:
        return [names[option] for option in options]

    def figures(numbers: Sequence[int]) -> dict[str, str]:
        return {name: str(number) for name, number in zip(names, numbers, strict=True)}

    shape: dict[str, Any] = {"method": result.rules.method, "variant": result.variant, "seats": result.rules.seats}
    if result.rules.dots:
        shape |= {"dots": result.rules.dots, "max_per_option": result.rules.max_per_option}
    shape |= {
        "ballots": result.ballots,
        "valid": result.valid,
        "blank": result.blank,
        "overvoted": result.overvoted,
        "winners": named(result.winners),
        "undecided": [{"names": named(each.options), "places": each.places, "why": each.why} for each in result.undecided],
        "tallies": figures(result.tallies),
    }
    if result.supporters:
        shape["supporters"] = figures(result.supporters)
    shape["rounds"] = [
        {
            "number": stage.number,
            "action": stage.action,
            "votes": figures(stage.votes),
            "elected": named(stage.elected),
            "excluded": named(stage.excluded),
            "nontransferable": str(stage.nontransferable),
        }
        for stage in result.stages
    ]
    shape["order"] = [named(level) for level in result.order]
    shape["steps"] = [step.text(names) for step in result.steps]
    shape["warnings"] = [warning.text(names) for warning in result.warnings]
    return shape


@dataclass(frozen=True, slots=True)
class Method:
    """A way of counting: what it is called, how it is explained, what a ballot is worth in it, and the count."""

    key: str  # as on the command line
    name: str  # marked
    about: str  # marked: two sentences for whoever chooses
    instruction: str  # marked, with two forms where {n} decides: what the ballot asks people to do
    unit: str  # marked, with two forms: what is counted
    counts: str  # marked: the same as the head of a column
    too_many: str  # marked: why a ballot is overvoted
    reference: str
    standing: Callable[[Marks, Rules], Standing]
    count: Callable[[Pile, int, Rules], Result]
    """From a pile, the number of options and the rules to the result."""
