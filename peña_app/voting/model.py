"""A contest from draft to declared: its options, its rules, and what may be done in each state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from peña_app.errors import Mishap
from peña_app.i18n import N_, Words, _, folded, language as current_language, worded
from peña_app.languages import INTERFACE, language
from peña_app.voting.counting import Kind, Marks, Rules, Standing
from peña_app.voting.marks import standing
from peña_app.voting.methods import method
from peña_app.voting.parameters import fewest_options, require_parameters

ContestId = NewType("ContestId", str)
OptionId = NewType("OptionId", str)

KEYS: Final = "1234567890QWERTYUIOPASDFGHJKLZXCVNM"
"""The key of each option when ballots are entered: digits, then letters as they lie; B is kept for a blank ballot."""

MOTION_KEYS: Final = {"es": "SNA", "en": "YNA"}
"""Of a motion: yes, no, abstain by their first letters."""

MOST_OPTIONS: Final = len(KEYS)
BATCH: Final = 25
"""How many ballots are usually entered before a batch is closed."""
MOST_IN_BATCH: Final = 100
FEWEST_FOR_SECRECY: Final = 5

UNCLEAR: Final = "unclear"
REASONS: Final[dict[str, str]] = {
    UNCLEAR: N_("Unclear marks"),
    "wrong-contest": N_("Ballot of another vote"),
    "identifies": N_("Tells who voted"),
    "unofficial": N_("Not one of our ballots"),
    "unreadable": N_("Torn or unreadable"),
}
"""Why two people may agree that a paper is not counted."""


class State(StrEnum):
    """How far a contest is; it only goes forward, and back from closed or counted only with a reason."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    COUNTED = "counted"
    DECLARED = "declared"


STATES: Final[dict[State, str]] = {
    State.DRAFT: N_("Being prepared"),
    State.OPEN: N_("Taking ballots"),
    State.CLOSED: N_("Closed"),
    State.COUNTED: N_("Counted"),
    State.DECLARED: N_("Declared"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be voted for, with a name in each language and a shape for people who do not read."""

    id: OptionId
    words: Words
    code: str = ""
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Contest:
    """One question put to a vote."""

    id: ContestId
    title: Words
    rules: Rules
    options: tuple[Option, ...]
    state: State = State.DRAFT
    gathering: str = ""
    edition: str = ""  # what was printed, once it is open
    eligible: int | None = None  # how many people may vote
    present: int | None = None  # how many were there when the box closed, where a quorum asks for it
    practice: bool = False  # a mock vote, which enters no register
    batch: int = BATCH  # how many ballots make a batch

    @property
    def kind(self) -> Kind:
        """What people mark."""
        return method(self.rules.method).marked(self.rules)

    @property
    def name(self) -> str:
        """The question in the current language."""
        return worded(self.title) or _("No question yet")

    @property
    def names(self) -> tuple[str, ...]:
        """The options' names in the current language."""
        return tuple(worded(option.words) for option in self.options)

    def standing(self, marks: Marks) -> Standing:
        """What a ballot with these marks is worth here."""
        return standing(marks, self.kind, self.rules)

    def key(self, option: int) -> str:
        """The key that marks an option when ballots are entered."""
        if self.rules.method == "motion":
            return MOTION_KEYS.get(current_language(), MOTION_KEYS["en"])[option]
        return KEYS[option]


class Source(StrEnum):
    """Where the votes of a batch come from."""

    PAPER = "paper"
    LAPTOP = "laptop"  # cast at a voting station: there is no paper
    WALL = "wall"  # dots on a sheet: there are no ballots


SINGLE, DOUBLE = "single", "double"
"""How a batch was entered: by one person, or by two who did not see each other's entry."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A stack of ballots entered together. Once closed it is a fact: how many there were, and what they came to."""

    label: str
    ballots: int
    valid: int = 0
    blank: int = 0
    overvoted: int = 0
    rejected: int = 0
    laptop: str = ""
    digest: str = ""
    id: str = ""
    stack: str = ""  # the same for two versions of one batch
    entered: str = SINGLE
    readers: str = ""  # the letters of those who entered it, never names
    source: Source = Source.PAPER
    reasons: tuple[tuple[str, int], ...] = ()  # how many papers were rejected, by the reason's code
    count: int = 0  # 0 for the first count, 1 for the first recount
    sums: tuple[int, ...] = ()  # of a sheet on the wall: the dots of each option


class Trouble(StrEnum):
    """What can be the matter with a batch, so that nothing is declared before it is cleared up."""

    VERSIONS = "versions"
    MISSING = "missing"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A batch that cannot be counted as it is, with all its versions: it is never added up."""

    trouble: Trouble
    versions: tuple[Batch, ...]

    @property
    def label(self) -> str:
        return self.versions[0].label

    @property
    def sentence(self) -> str:
        """What is the matter, in the current language."""
        if self.trouble is Trouble.VERSIONS:
            return _("There are {n} versions of batch {label}, and neither is counted.").format(
                n=len(self.versions), label=self.label
            )
        if self.trouble is Trouble.MISSING:
            return _("The ballots of batch {label} have not arrived on this laptop yet.").format(label=self.label)
        return _("The ballots of batch {label} are not those that were sealed.").format(label=self.label)

    @property
    def hint(self) -> str:
        """What to do about it."""
        if self.trouble is Trouble.VERSIONS:
            return _("Count the pile again from the paper and choose the version that is right.")
        return _("Bring them over from the laptop where the batch was entered, or enter the pile again.")


@dataclass(frozen=True, slots=True)
class Entered:
    """One ballot as it was entered; one that is not counted has a reason and no marks."""

    marks: Marks
    reason: str = ""


class Stage(StrEnum):
    """How far the entry of a pile is, before it is sealed."""

    FIRST = "first"
    WAITING = "waiting"  # read once; somebody else reads it next
    SECOND = "second"
    COMPARING = "comparing"


@dataclass(frozen=True, slots=True)
class Stack:
    """A pile of papers that is being entered."""

    id: str
    label: str
    papers: int | None = None  # as counted by hand before anybody read one
    stage: Stage = Stage.FIRST
    first: str = ""  # the letters of who reads it, never a name
    second: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """A place in the pile at which two readings are not the same; None where a reading has no paper."""

    place: int  # from 1, in the pile as it lies on the table
    first: Entered | None
    second: Entered | None
    at: tuple[int, int]  # the places in the first and in the second reading, from 0


def differences(first: Sequence[Entered], second: Sequence[Entered]) -> list[Difference]:
    """Where two readings of one pile part, with as few differences as can be: a paper that was passed over is one, not all after it.

    >>> a, b = Entered((1, 0)), Entered((0, 1))
    >>> [(found.place, found.second) for found in differences([a, b, a], [a, a])]
    [(2, None)]
    """
    rows, columns = len(first), len(second)
    cost = [[place + other for other in range(columns + 1)] for place in range(rows + 1)]
    for place in range(rows):
        for other in range(columns):
            cost[place + 1][other + 1] = min(
                cost[place][other] + (first[place] != second[other]), cost[place][other + 1] + 1, cost[place + 1][other] + 1
            )
    found: list[Difference] = []
    place, other = rows, columns
    while place or other:
        if place and other and cost[place][other] == cost[place - 1][other - 1] + (first[place - 1] != second[other - 1]):
            place, other = place - 1, other - 1
            if first[place] != second[other]:
                found.append(Difference(place + 1, first[place], second[other], (place, other)))
        elif place and cost[place][other] == cost[place - 1][other] + 1:
            place -= 1
            found.append(Difference(place + 1, first[place], None, (place, other)))
        else:
            other -= 1
            found.append(Difference(place + 1, None, second[other], (place, other)))
    return found[::-1]


def require_opening(contest: Contest) -> None:
    """Check that a contest can be printed and voted on.

    Raises:
        Mishap: a text is missing in a language, two options are called the same, or there is nothing to choose from.
    """
    if contest.state is not State.DRAFT:
        raise Mishap(_("This contest is open already."), _("Its options and rules stay as they were printed."))
    _require_words([contest.title, *(option.words for option in contest.options)])
    if len(contest.options) < fewest_options(contest.rules.method):
        raise Mishap(_("There is nothing to choose from yet."), _("Write at least two options."))
    require_size(contest.options)
    require_parameters(contest.rules, len(contest.options))
    for code in INTERFACE:
        seen: dict[str, int] = {}
        for number, option in enumerate(contest.options, start=1):
            name = folded(option.words.get(code, ""))
            if name in seen:
                raise Mishap(
                    _("Options {first} and {second} are called the same in {language}.").format(
                        first=seen[name], second=number, language=language(code).name
                    ),
                    _("Change one of them, so that nobody marks the wrong one."),
                )
            seen[name] = number


def require_size(options: Sequence[Option]) -> None:
    """Check that every option has a key of its own.

    Raises:
        Mishap: there are too many.
    """
    if len(options) > MOST_OPTIONS:
        raise Mishap(
            _("A contest can have up to {n} options.").format(n=MOST_OPTIONS),
            _("Join those that are alike, or vote in two rounds."),
        )


def _require_words(texts: Sequence[Words]) -> None:
    for code in INTERFACE:
        missing = [number for number, words in enumerate(texts) if not words.get(code, "").strip()]
        if not missing:
            continue
        name = language(code).name
        if missing[0] == 0:
            raise Mishap(
                _("The question is not written in {language} yet.").format(language=name), _("Both languages go on the ballot.")
            )
        raise Mishap(
            _("Option {number} is not written in {language} yet.").format(number=missing[0], language=name),
            _("Both languages go on the ballot."),
        )
