"""What a count reads and what it answers: ballots, rules, standings, and a result that can be followed step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, TypeVar

from peña_app.errors import Mishap
from peña_app.i18n import _, list_text, number_text, said

Marks = tuple[int, ...]
"""A ballot as it was cast: one number an option, in the order of the options, 0 where there is no mark. See `Kind`."""

Ballot = bytes | Marks
"""A ballot as the count reads it. Of a ranking: the options in order, where an option level with the one before it is
written as its number plus the number of options. Of every other kind: the marks. Bytes wherever the numbers allow it."""

Fact = int | str | tuple[int, ...]
"""A number, a number with decimals as text, or the places of options in the list."""

T = TypeVar("T")

ANY: Final = -1
"""No limit."""


class Kind(StrEnum):
    """What people mark, and so what stands in a ballot's marks."""

    ONE = "one"  # 1 at the option that is chosen
    SET = "set"  # 1 at each that is
    DOTS = "dots"  # how many dots or points
    SCORES = "scores"  # the score plus 1
    GRADES = "grades"  # 1 for the lowest grade
    RANKING = "ranking"  # 1 for the first choice; the same number where two are level


class Standing(StrEnum):
    """What a ballot is worth in a contest; each kind is counted apart."""

    VALID = "valid"
    BLANK = "blank"
    OVERVOTED = "overvoted"


@dataclass(frozen=True, slots=True)
class Pile:
    """Ballots with the same marks laid together, and how many there are of each: order cannot matter. Only valid ones are read."""

    ballots: Mapping[Ballot, int]
    blank: int = 0
    overvoted: int = 0

    @property
    def valid(self) -> int:
        return sum(self.ballots.values())


@dataclass(frozen=True, slots=True)
class Rules:
    """How a contest is counted: the method and its parameters, fixed when the contest opens."""

    method: str
    seats: int = 1
    dots: int = 0  # how many each person has; dots, and budgets with points
    max_per_option: int = 0  # how many of them may go to one option
    most: int = 0  # how many options may be marked; 0 for any number
    top: int = 5  # the highest score
    by: str = "sum"  # or "mean" of the scores given
    fewest: int = 1  # how many must have scored an option, where the mean decides
    several: str = "bloc"  # or "allocated": STAR with several seats
    grades: int = 6  # how many grades there are
    scale: str = "three"  # or "five": how people say whether they consent
    ranks: int = 0  # how many places can be marked on paper; 0 for all
    overvote: str = "exhaust"  # or "skip", or "exhaust-if-multiple-continuing"
    max_skipped: int = ANY  # how many empty ranks in a row a ballot survives
    duplicate: str = "skip"  # or "exhaust": the same option at two ranks
    unranked: str = "average"  # or "zero": what Borda gives an option without a rank
    batch: bool = False  # exclude at once all that cannot catch up
    strength: str = "margins"  # or "winning-votes" or "ratio"
    budget: int = 0
    costs: tuple[int, ...] = ()
    cents: int = 1  # how many units of budget and costs are one of the currency
    points: bool = False  # budgets: people give points, and do not only approve
    rule: str = "votes"  # or "votes-per-cost", "points", "points-per-cost"
    utility: str = "cost"  # or "cardinality" or "points"
    completion: str = "add1"  # or "none", "utilitarian", "add1e", "add1u"
    threshold: str = "majority"  # more than half; or a share such as "2/3", which is enough if it is reached
    base: str = "votes"  # yes and no; or "cast" with abstentions, "present", "eligible"
    quorum: str = ""  # a share of those who may vote, such as "1/3"; none if empty
    quorum_of: str = "present"  # or "cast"
    eligible: int = 0
    present: int = 0
    ties: str = "report"  # or "again" or "lot": what the group set before opening
    lot: tuple[int, ...] = ()  # the options as they were drawn: the earlier one survives
    pooled: int = -1  # an option that stands for all write-ins: it goes out first and cannot win

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


def figure(units: int, scale: int) -> str:
    """A number of ``scale``-ths as text, with as many decimals as the scale has; halves and whole numbers without any to spare.

    >>> figure(131600000, 100000), figure(25, 2), figure(20, 2), figure(7, 1)
    ('1316.00000', '12.5', '10', '7')
    """
    if scale == 2:
        return f"{units // 2}.5" if units % 2 else str(units // 2)
    if scale == 1:
        return str(units)
    digits = len(str(scale)) - 1
    whole, rest = divmod(abs(units), scale)
    return f"{'-' if units < 0 else ''}{whole}.{rest:0{digits}}"


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
            elif isinstance(fact, str):
                whole, _point, decimals = fact.partition(".")
                shown[name] = decimal_text(fact if decimals.strip("0") else whole)
            elif name == "n":
                shown.update(n=fact, count=number_text(fact))
            else:
                shown[name] = number_text(fact)
        return said(self.marked, **shown)


def decimal_text(text: str) -> str:
    """A number written with a point as the current language writes it, with every decimal kept."""
    whole, _point, decimals = text.partition(".")
    return number_text(Decimal(text), places=len(decimals)) if whole.lstrip("-").isdigit() else text


@dataclass(frozen=True, slots=True)
class Stage:
    """Where every option stood at the end of one stage of the count, in the units of the result's scale."""

    number: int
    action: str  # marked, said later
    votes: tuple[int, ...]
    elected: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()
    nontransferable: int = 0  # with what was lost by truncation
    lost: int = 0  # by truncation
    quota: int | None = None
    moved: tuple[int, ...] = ()  # whose votes were transferred


@dataclass(frozen=True, slots=True)
class Undecided:
    """Options that are level where there are fewer places than options: named, and never chosen between."""

    options: tuple[int, ...]
    places: int
    why: str = "tie"


@dataclass(frozen=True, slots=True)
class Paid:
    """What a funded project cost, and who paid for it: how many people, and the most that any of them paid."""

    option: int
    cost: int
    people: int
    most: str  # an exact fraction


@dataclass(frozen=True, slots=True)
class Result:
    """What a count found. Options are told by their place in the list, so that every language can name them."""

    rules: Rules
    variant: str
    ballots: int
    valid: int
    blank: int
    overvoted: int
    tallies: tuple[int, ...]  # in units of 1/scale
    winners: tuple[int, ...]  # sure ones only, in the order of their election, or the strongest first
    undecided: tuple[Undecided, ...]
    order: tuple[tuple[int, ...], ...]  # level options together
    stages: tuple[Stage, ...]
    steps: tuple[Step, ...]
    warnings: tuple[Step, ...] = ()
    supporters: tuple[int, ...] = ()  # ballots that gave an option anything, where that is not its tally
    scale: int = 1
    quota: int | None = None
    exhausted: int = 0
    pairwise: tuple[tuple[int, ...], ...] = ()  # [x][y]: ballots that prefer x to y
    distribution: tuple[tuple[int, ...], ...] = ()  # [option][mark]: ballots with that mark, from none upwards
    total_cost: int | None = None
    payments: tuple[Paid, ...] = ()
    outcome: str = ""  # of a motion: "carried", "lost" or "no quorum"

    @property
    def tied(self) -> frozenset[int]:
        """The options between which nothing is decided."""
        return frozenset(option for level in self.undecided for option in level.options)

    @property
    def margin(self) -> int | None:
        """By how many units the last winner is ahead of the first option that did not win; None if all won, or where totals do not decide."""
        if self.undecided:
            return 0
        if len(self.stages) != 1:
            return None
        others = [tally for option, tally in enumerate(self.tallies) if option not in self.winners]
        return min(self.tallies[option] for option in self.winners) - max(others) if others and self.winners else None

    def place(self, option: int) -> str:
        """The option's place as it is written: "3", or "=2" where several share it."""
        ahead = 0
        for level in self.order:
            if option in level:
                return f"={ahead + 1}" if len(level) > 1 else str(ahead + 1)
            ahead += len(level)
        return "–"

    def figure(self, option: int) -> str:
        """The option's tally as text, exact."""
        return figure(self.tallies[option], self.scale)

    def stored(self) -> dict[str, Any]:
        """The result as plain values, to be kept in a row; `restored` reads it."""
        return asdict(self)


def restored(values: Mapping[str, Any]) -> Result:
    """A result as `Result.stored` wrote it; what a later version added is left out, and what an earlier one lacked is empty."""
    made: dict[str, Any] = {name: _tuples(value) for name, value in _known(Result, values).items()}
    made["rules"] = restored_rules(values["rules"])
    made["undecided"] = tuple(_made(Undecided, each) for each in values["undecided"])
    made["stages"] = tuple(_made(Stage, each) for each in values["stages"])
    made["payments"] = tuple(_made(Paid, each) for each in values.get("payments", ()))
    for name in ("steps", "warnings"):
        made[name] = tuple(
            Step(each["marked"], {key: _tuples(fact) for key, fact in each["facts"].items()}) for each in values.get(name, ())
        )
    return Result(**made)


def restored_rules(values: Mapping[str, Any]) -> Rules:
    """Rules as they were kept in a row; what a later version added is left out."""
    return _made(Rules, values)


def _known(kind: type, values: Mapping[str, Any]) -> dict[str, Any]:
    names = {each.name for each in fields(kind)}
    return {name: value for name, value in values.items() if name in names}


def _made(kind: type[T], values: Mapping[str, Any]) -> T:
    return kind(**{name: _tuples(value) for name, value in _known(kind, values).items()})


def _tuples(value: Any) -> Any:
    return tuple(_tuples(each) for each in value) if isinstance(value, list | tuple) else value


@dataclass(frozen=True, slots=True)
class Method:
    """A way of counting: what it is called, how it is explained, what people mark, and the count."""

    key: str  # as on the command line
    name: str  # marked
    about: str  # marked: two sentences for whoever chooses
    asks: str  # marked: what the group wants to know, as it would say it itself
    instruction: str  # marked, with two forms where {n} decides: what the ballot asks people to do
    unit: str  # marked, with two forms: what is counted
    counts: str  # marked: the same as the head of a column
    too_many: str  # marked: why a ballot is overvoted
    reference: str
    kind: Kind
    count: Callable[[Pile, int, Rules], Result]
    """From a pile, the number of options and the rules to the result."""
    marks: Callable[[Rules], Kind] | None = field(default=None)
    """Where the rules decide what people mark."""

    def marked(self, rules: Rules) -> Kind:
        """What people mark under these rules."""
        return self.marks(rules) if self.marks else self.kind
