"""Where the text of a unit stands in one language: what a person said of it, and whether that still holds (curricula.md 3.2).

A state is given for a text and, in a following language, for the lead's text of that moment. Both are remembered by
their digest, so that what still holds follows from the contents alone and never from a date.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Final

from peña_app.errors import Mishap
from peña_app.i18n import N_, _, said


class State(StrEnum):
    """Where a text stands; `EMPTY`, `STALE` and `CHANGED` are computed and never given."""

    EMPTY = "empty"
    DRAFT = "draft"
    ADAPTED = "adapted"
    REVIEWED = "reviewed"
    CIRCLE = "circle"
    APPROVED = "approved"
    STALE = "stale"
    CHANGED = "changed"


GIVEN: Final = (State.DRAFT, State.ADAPTED, State.REVIEWED, State.CIRCLE, State.APPROVED)
"""What a person can say of a text, from the first to the last."""
CLEAN: Final = frozenset({State.REVIEWED, State.CIRCLE, State.APPROVED})
"""What is printed without being called a draft."""

_NAMES: Final[dict[State, str]] = {
    State.EMPTY: N_("empty"),
    State.DRAFT: N_("draft"),
    State.ADAPTED: N_("adapted"),
    State.REVIEWED: N_("reviewed"),
    State.CIRCLE: N_("tried in a circle"),
    State.APPROVED: N_("approved"),
    State.STALE: N_("out of step"),
    State.CHANGED: N_("changed since its review"),
}


def state_text(state: State) -> str:
    """What a state is called."""
    return said(_NAMES[state])


@dataclass(frozen=True, slots=True)
class Mark:
    """What was said of a text: ``text`` is its digest, ``lead`` that of the text it followed ("es:cb68676c").

    ``by`` is a role, a group or initials, and never a full name; ``present`` how many heard it read in a circle,
    ``stumbled`` what they stumbled on. ``adapter`` wrote the adaptation, and so is not the one who reviews it.
    """

    state: State
    text: str
    lead: str = ""
    by: str = ""
    on: date | None = None
    why: str = ""
    present: int = 0
    stumbled: str = ""
    adapter: str = ""


def digest(text: str) -> str:
    """The first eight hex digits of SHA-256 over the NFC text with every run of white space made one space.

    >>> digest("Doña  Lupe\\n") == digest("Doña Lupe")
    True
    """
    return sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode()).hexdigest()[:8]


def followed(language: str, text: str) -> str:
    """How a mark names the lead's text that it followed."""
    return f"{language}:{digest(text)}"


def state_of(text: str, mark: Mark | None, lead: str | None = None, lead_language: str = "") -> State:
    """Where a text stands now; ``lead`` is the lead's text as it is, None for the leading language itself."""
    if not text.strip():
        return State.EMPTY
    if mark is None:
        return State.DRAFT
    if mark.text != digest(text):
        return State.CHANGED if mark.state in CLEAN else State.DRAFT
    if lead is not None and mark.lead and mark.lead != followed(lead_language, lead):
        return State.STALE
    return mark.state


def given(
    state: State,
    text: str,
    before: Mark | None,
    *,
    by: str,
    on: date,
    lead: tuple[str, str] | None = None,
    why: str = "",
    present: int = 0,
    stumbled: str = "",
) -> Mark:
    """The mark that a person gives; ``lead`` is the leading language and its text, None for the lead itself.

    Raises:
        Mishap: the state cannot be given to this text by this person.
    """
    if state not in GIVEN:
        raise ValueError(state)
    if not text.strip():
        raise Mishap(_("There is no text here yet."), _("Write it first; then its state can be said."))
    if not by.strip() and state is not State.DRAFT:
        raise Mishap(_("It is not said who read this."), _("Put your initials, your role or your group; no full name is needed."))
    adapter = before.adapter if before else ""
    if state is State.ADAPTED:
        adapter = by.strip()
    if state is State.REVIEWED and adapter and adapter.casefold() == by.strip().casefold():
        raise Mishap(
            _("Whoever adapted a text does not review it."), _("Ask another person to read it, and put her initials here.")
        )
    if state is State.CIRCLE and present < 1:
        raise Mishap(_("It is not said how many heard it."), _("Put how many people were in the circle; no names."))
    return Mark(
        state, digest(text), followed(*lead) if lead else "", by.strip(), on, why.strip() or (before.why if before else ""),
        present, stumbled.strip(), adapter,
    )  # fmt: skip


def still_right(mark: Mark, lead_language: str, lead: str) -> Mark:
    """The mark based on the lead's text as it is now: someone has looked and it needs no change."""
    return replace(mark, lead=followed(lead_language, lead))
