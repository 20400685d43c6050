"""A contest from draft to declared: its options, its rules, and what may be done in each state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

from peña_app.errors import Mishap
from peña_app.i18n import N_, Words, _, folded, worded
from peña_app.languages import INTERFACE, language
from peña_app.voting.counting import Marks, Rules, Standing
from peña_app.voting.marks import standing
from peña_app.voting.methods import method

ContestId = NewType("ContestId", str)
OptionId = NewType("OptionId", str)

KEYS: Final = "1234567890QWERTYUIOPASDFGHJKLZXCVNM"
"""The key of each option when ballots are entered: digits, then letters as they lie; B is kept for a blank ballot."""

MOST_OPTIONS: Final = len(KEYS)
BATCH: Final = 25
"""How many ballots are entered before a batch is closed."""
FEWEST_FOR_SECRECY: Final = 5


class State(StrEnum):
    """How far a contest is; it only goes forward, and back from closed only with a reason."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    DECLARED = "declared"


STATES: Final[dict[State, str]] = {
    State.DRAFT: N_("Being prepared"),
    State.OPEN: N_("Taking ballots"),
    State.CLOSED: N_("Closed"),
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
        return standing(marks, method(self.rules.method).marked(self.rules), self.rules)

    def key(self, option: int) -> str:
        """The key that marks an option when ballots are entered."""
        return KEYS[option]


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


def require_opening(contest: Contest) -> None:
    """Check that a contest can be printed and voted on.

    Raises:
        Mishap: a text is missing in a language, two options are called the same, or there is nothing to choose from.
    """
    if contest.state is not State.DRAFT:
        raise Mishap(_("This contest is open already."), _("Its options and rules stay as they were printed."))
    _require_words([contest.title, *(option.words for option in contest.options)])
    if len(contest.options) < 2:
        raise Mishap(_("There is nothing to choose from yet."), _("Write at least two options."))
    require_size(contest.options)
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
