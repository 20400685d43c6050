"""What people come to, and when one may sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from peña_app.errors import Mishap
from peña_app.i18n import N_, Words, _, each, said, worded

GatheringId = NewType("GatheringId", str)
SignInId = NewType("SignInId", str)

DOORS = timedelta(hours=2)
"""From so long before it begins a gathering counts as the one under way: helpers come early."""


class Kind(StrEnum):
    """What kinds of gatherings there are."""

    PENA = "peña"
    WORKSHOP = "workshop"
    ASSEMBLY = "assembly"
    ACTION = "action"
    MEETING = "meeting"


_KINDS = {
    Kind.PENA: N_("Peña"),
    Kind.WORKSHOP: N_("Workshop"),
    Kind.ASSEMBLY: N_("Assembly"),
    Kind.ACTION: N_("Action"),
    Kind.MEETING: N_("Meeting"),
}


def kind_text(kind: Kind) -> str:
    """The kind in the current language."""
    return said(_KINDS[kind])


def kind_words(kind: Kind) -> Words:
    """The kind in both languages, for paper."""
    return each(_KINDS[kind])


@dataclass(frozen=True, slots=True)
class Gathering:
    """A peña, workshop, assembly, action or meeting that people come to."""

    id: GatheringId
    kind: Kind
    title: Words
    begins: datetime  # aware
    minutes: int
    place: str = ""

    def __post_init__(self) -> None:
        if self.minutes < 1:
            raise Mishap(_("A gathering ends after it begins."), _("Correct the time it ends."))
        if self.begins.tzinfo is None:
            raise ValueError("a gathering begins at an aware moment")

    @property
    def ends(self) -> datetime:
        return self.begins + timedelta(minutes=self.minutes)

    @property
    def name(self) -> str:
        """The title in the current language; the kind if it has none yet."""
        return worded(self.title) or kind_text(self.kind)

    @property
    def days(self) -> list[date]:
        """The dates it touches, one after the other, in the zone of this computer."""
        first, last = self.begins.astimezone().date(), (self.ends - timedelta(minutes=1)).astimezone().date()
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]

    def is_on(self, moment: datetime) -> bool:
        """Whether people may be coming in: from two hours before it begins until it ends."""
        return self.begins - DOORS <= moment <= self.ends


@dataclass(frozen=True, slots=True)
class Presence:
    """How many came: people by name, and those counted without one."""

    named: int
    unnamed: int
    first_timers: int = 0

    @property
    def all(self) -> int:
        return self.named + self.unnamed


@dataclass(frozen=True, slots=True)
class Arrival:
    """What signing someone in came to."""

    person: str
    name: str
    reads: str
    new: bool  # False if she was signed in already
    at: datetime
    first_time: bool = False


def under_way(gatherings: list[Gathering], moment: datetime) -> Gathering | None:
    """The gathering one is in at that moment: the one that began last among those under way, else the next to come."""
    on = [gathering for gathering in gatherings if gathering.is_on(moment)]
    if on:
        return max(on, key=lambda gathering: gathering.begins)
    coming = [gathering for gathering in gatherings if gathering.begins > moment]
    return min(coming, key=lambda gathering: gathering.begins) if coming else None


def require_title(title: Words) -> Words:
    """The title, in at least one language.

    Raises:
        Mishap: it is empty in every language.
    """
    if not any(text.strip() for text in title.values()):
        raise Mishap(_("The gathering has no name yet."), _("Type its name in Spanish, in English or in both."))
    return title
