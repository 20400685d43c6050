"""Days and timed items of an agenda. Starts are derived; only locks are stored (assembly.md 1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import NewType

from peña_app.errors import Mishap
from peña_app.i18n import N_, Words, _, each, minutes_text, said, time_text, worded

DayId = NewType("DayId", str)
ItemId = NewType("ItemId", str)

LONGEST = 24 * 60


class Kind(StrEnum):
    """What kinds of items an agenda has: music, food and children are as much a part of it as the vote."""

    ITEM = "item"
    VOTE = "vote"
    REPORT_BACK = "report-back"
    CULTURAL = "cultural"
    BREAK = "break"
    MEAL = "meal"
    BUFFER = "buffer"


_KINDS = {
    Kind.ITEM: N_("Work"),
    Kind.VOTE: N_("Vote"),
    Kind.REPORT_BACK: N_("Report back"),
    Kind.CULTURAL: N_("Culture"),
    Kind.BREAK: N_("Break"),
    Kind.MEAL: N_("Meal"),
    Kind.BUFFER: N_("Arrival or cushion"),
}


def kind_text(kind: Kind) -> str:
    """The kind in the current language."""
    return said(_KINDS[kind])


def kind_words(kind: Kind) -> Words:
    """The kind in both languages, for paper."""
    return each(_KINDS[kind])


@dataclass(frozen=True, slots=True)
class Item:
    """Something on the agenda, for so many minutes."""

    id: ItemId
    kind: Kind
    title: Words
    minutes: int
    led_by: str = ""
    lock: time | None = None  # does not begin before this time of day
    minimum: int | None = None  # how far it can be shortened; None: not at all
    place: str = ""  # order in its day
    session: str = ""  # the planned session that it is, if it is one

    def __post_init__(self) -> None:
        if not 1 <= self.minutes <= LONGEST:
            raise Mishap(_("An item takes at least one minute and at most a day."), _("Correct its minutes."))
        if self.minimum is not None and not 0 <= self.minimum <= self.minutes:
            raise Mishap(_("The least minutes cannot be more than the planned ones."), _("Correct one of the two."))

    @property
    def name(self) -> str:
        """The title in the current language; the kind if it has none."""
        return worded(self.title) or kind_text(self.kind)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the agenda, with its items in order."""

    id: DayId
    on: date
    opens: time
    closes: time
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """An item with the moment at which it begins and the one at which it ends (half-open, aware)."""

    item: Item
    begins: datetime
    ends: datetime
    gap: int = 0  # free minutes before it, because of a lock

    def is_on(self, moment: datetime) -> bool:
        return self.begins <= moment < self.ends

    @property
    def late(self) -> int:
        """By how many minutes it begins after its lock."""
        if self.item.lock is None:
            return 0
        locked = self.begins.replace(hour=self.item.lock.hour, minute=self.item.lock.minute)
        return max(0, int((self.begins - locked).total_seconds()) // 60)


def slots(day: Day) -> tuple[Slot, ...]:
    """When each item begins: at the end of the one before, or at its own lock if that is later.

    Moments are counted in UTC, so that a night on which the clocks change adds or drops no minute.
    """
    found: list[Slot] = []
    cursor = _moment(day.on, day.opens)
    for item in day.items:
        begins = cursor
        if item.lock is not None:
            begins = max(cursor, _moment(day.on, item.lock))
        ends = datetime.fromtimestamp(begins.timestamp() + 60 * item.minutes).astimezone()
        found.append(Slot(item, begins, ends, gap=int((begins.timestamp() - cursor.timestamp()) // 60)))
        cursor = ends
    return tuple(found)


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock).astimezone()


@dataclass(frozen=True, slots=True)
class NowNext:
    """What is on at a moment and what follows; either may be missing."""

    now: Slot | None
    next: Slot | None

    def minutes_left(self, moment: datetime) -> int | None:
        """Whole minutes until what is on ends, begun ones counted; None if nothing is on."""
        if self.now is None:
            return None
        return -(-int(self.now.ends.timestamp() - moment.timestamp()) // 60)


def now_and_next(days: Sequence[Day], moment: datetime) -> NowNext:
    """What is on at ``moment`` and what follows, over all days."""
    listed = [slot for day in sorted(days, key=lambda day: day.on) for slot in slots(day)]
    now = next((slot for slot in listed if slot.is_on(moment)), None)
    after = now.ends if now else moment
    following = next((slot for slot in listed if slot.begins >= after and slot is not now), None)
    return NowNext(now, following)


def warnings(day: Day) -> list[str]:
    """What does not fit in a day, a sentence each; nothing is ever moved or dropped for it."""
    planned = slots(day)
    found = [
        _("“{title}” begins {minutes} after its fixed time.").format(title=slot.item.name, minutes=minutes_text(slot.late))
        for slot in planned
        if slot.late
    ]
    if planned:
        over = int(planned[-1].ends.timestamp() - _moment(day.on, day.closes).timestamp()) // 60
        if over > 0:
            found.append(
                _("The day ends at {time}, {minutes} after closing.").format(
                    time=time_text(planned[-1].ends), minutes=minutes_text(over)
                )
            )
    if planned and not any(slot.item.kind in {Kind.BREAK, Kind.MEAL, Kind.CULTURAL} for slot in planned) and total(day) > 180:
        found.append(_("There is no break in more than three hours."))
    return found


def total(day: Day) -> int:
    """The minutes of all items of a day."""
    return sum(item.minutes for item in day.items)


def require_title(title: Words) -> Words:
    """The title, in at least one language.

    Raises:
        Mishap: it is empty in every language.
    """
    if not any(text.strip() for text in title.values()):
        raise Mishap(_("This item has no name yet."), _("Type its name in Spanish, in English or in both."))
    return title


def require_hours(opens: time, closes: time) -> None:
    """Check that a day closes after it opens.

    Raises:
        Mishap: it does not.
    """
    if closes <= opens:
        raise Mishap(_("A day closes after it opens."), _("Correct the time it closes."))
