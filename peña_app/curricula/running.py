"""A session while it runs: what is on, how long it has left, and by how much it is behind or ahead of its plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Final

from peña_app.curricula.planning import PartId, Slot
from peña_app.i18n import _, ngettext

FAR: Final = timedelta(hours=2)
"""Begun further from its hour than this, a session is a rehearsal or another day: it is measured from now."""


@dataclass(frozen=True, slots=True)
class Run:
    """One running of a session. Each act gives the next state; moments are aware."""

    slots: tuple[Slot, ...]
    anchor: datetime  # when the session should have begun
    at: int  # which part is on; the number of parts once all are over
    since: datetime  # when it began
    extra: int = 0  # minutes added to it
    held: datetime | None = None  # since when it is paused
    rested: timedelta = timedelta()  # in pauses that are over
    real: tuple[tuple[PartId, int], ...] = ()  # minutes that the parts that are over really took

    @property
    def now(self) -> Slot | None:
        """What is on."""
        return self.slots[self.at] if self.at < len(self.slots) else None

    @property
    def next(self) -> Slot | None:
        """What follows."""
        return self.slots[self.at + 1] if self.at + 1 < len(self.slots) else None

    @property
    def paused(self) -> bool:
        return self.held is not None

    def spent(self, moment: datetime) -> timedelta:
        """How long the part has been on, pauses aside."""
        pausing = moment - self.held if self.held is not None else timedelta()
        return max(timedelta(), moment - self.since - self.rested - pausing)

    def left(self, moment: datetime) -> timedelta:
        """How long the part still has; negative once it is over its time."""
        if self.now is None:
            return timedelta()
        return timedelta(minutes=self.now.part.minutes + self.extra) - self.spent(moment)

    def behind(self, moment: datetime) -> int:
        """Whole minutes by which the part will end after its planned end, at the earliest; negative when ahead."""
        if self.now is None:
            last = self.slots[-1].ends if self.slots else 0
            return _whole(self.since - self._planned(last))
        return _whole(moment + max(timedelta(), self.left(moment)) - self._planned(self.now.ends))

    def ends(self, moment: datetime) -> datetime:
        """When everything will be over: what follows takes its minutes and waits for its locks."""
        cursor = moment + max(timedelta(), self.left(moment))
        for slot in self.slots[self.at + 1 :]:
            if slot.part.lock is not None:
                cursor = max(cursor, self._planned(slot.starts - slot.late))
            cursor += timedelta(minutes=slot.part.minutes)
        return cursor

    def more(self, minutes: int) -> Run:
        """Give what is on so many minutes more."""
        return replace(self, extra=self.extra + minutes) if self.now is not None else self

    def end_part(self, moment: datetime) -> Run:
        """The part is over and the next begins; how long it really took is kept, begun minutes counted."""
        if self.now is None:
            return self
        took = max(1, round(self.spent(moment).total_seconds() / 60))
        return replace(
            self, at=self.at + 1, since=moment, extra=0, held=None, rested=timedelta(),
            real=(*self.real, (self.now.part.id, took)),
        )  # fmt: skip

    def pause(self, moment: datetime) -> Run:
        """Stop the clock of the part, or let it go on."""
        if self.held is None:
            return replace(self, held=moment)
        return replace(self, held=None, rested=self.rested + (moment - self.held))

    def _planned(self, minutes: int) -> datetime:
        return self.anchor + timedelta(minutes=minutes)


def begin(slots: Sequence[Slot], begins: time, moment: datetime, at: int = 0) -> Run:
    """Begin to run a session at its first part, or go on at another."""
    planned = timedelta(minutes=slots[at].starts if at < len(slots) else 0)
    midnight = moment.replace(hour=begins.hour, minute=begins.minute, second=0, microsecond=0)
    nearest = min((midnight + timedelta(days=days) for days in (-1, 0, 1)), key=lambda each: abs(each + planned - moment))
    if abs(nearest + planned - moment) > FAR:
        nearest = moment - planned
    return Run(tuple(slots), nearest, at, moment)


def _whole(span: timedelta) -> int:
    seconds = int(span.total_seconds())
    return seconds // 60 if seconds >= 0 else -(-seconds // 60)


def pace_text(run: Run, moment: datetime) -> str:
    """How one is doing, as one says it to the others."""
    minutes = run.behind(moment)
    if minutes > 0:
        return ngettext("We are {n} minute behind", "We are {n} minutes behind", minutes).format(n=minutes)
    if minutes < 0:
        return ngettext("We are {n} minute ahead", "We are {n} minutes ahead", -minutes).format(n=-minutes)
    return _("We are on time")


def left_text(run: Run, moment: datetime) -> str:
    """How long what is on still has, in words; begun minutes are counted."""
    told = _left(run, moment)
    return told[:1].upper() + told[1:]


def _left(run: Run, moment: datetime) -> str:
    if run.now is None:
        return ""
    seconds = run.left(moment).total_seconds()
    if run.paused:
        return _("Paused")
    if seconds <= 0:
        over = int(-seconds // 60)
        return (
            ngettext("{n} minute over its time", "{n} minutes over its time", over).format(n=over)
            if over
            else _("Its time is up")
        )
    minutes = int(-(-seconds // 60))
    if seconds <= 30:
        return _("Less than a minute left")
    return ngettext("{count} minute left", "{count} minutes left", minutes).format(count=minutes)
