"""A session as a group plans it: parts one after the other by the clock. Starts are derived; only locks are stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Final, NewType

from peña_app.curricula.model import Activity, Module, Place, Session
from peña_app.errors import Mishap
from peña_app.i18n import N_, Words, _, each, list_text, minutes_text, said, time_text, worded

PlanId = NewType("PlanId", str)
PartId = NewType("PartId", str)
NoteId = NewType("NoteId", str)

DAY: Final = 24 * 60
MISSED: Final = 4 * 60
"""A lock up to so many minutes before the session begins was missed; an earlier time of day is after midnight."""
PEOPLE, SEATS = 20, 6
"""For how many people one brings things, and how many sit at a table or make a group, unless it is said."""

KINDS: Final[dict[str, str]] = {
    "opening": N_("Getting to know each other"), "food": N_("Food"), "break": N_("Break"), "music": N_("Music"),
    "children": N_("Children"), "closing": N_("Closing"),
}  # fmt: skip
"""What a session has besides activities, by what its file calls it."""


@dataclass(frozen=True, slots=True)
class PlanPart:
    """One part of a planned session: an activity by its slug, or food, an opening, a closing with words of its own."""

    id: PartId
    minutes: int
    activity: str = ""
    kind: str = ""
    words: Words = field(default_factory=dict)
    core: bool = True
    lock: time | None = None  # does not begin before this time of day
    rank: str = ""  # order in its session

    def __post_init__(self) -> None:
        if not 1 <= self.minutes <= DAY:
            raise Mishap(_("A part takes at least one minute and at most a day."), _("Correct its minutes."))

    def title(self, activities: Mapping[str, Activity]) -> Words:
        """What it is called; an activity that is not there goes by its slug."""
        known = activities.get(self.activity)
        if known is not None and known.title:
            return known.title
        if any(self.words.values()):
            return self.words
        return each(KINDS[self.kind]) if self.kind in KINDS else dict.fromkeys(each(""), self.activity or self.kind)

    def name(self, activities: Mapping[str, Activity]) -> str:
        """The title in the current language."""
        return worded(self.title(activities))


@dataclass(frozen=True, slots=True)
class Plan:
    """A planned session, with its parts in order."""

    id: PlanId
    title: Words
    begins: time
    parts: tuple[PlanPart, ...] = ()
    people: int = PEOPLE
    seats: int = SEATS  # at a table, or in a small group
    limit: int = 0  # minutes that there are; 0 where nothing is cut
    gathering: str = ""  # where it takes place
    origin: str = ""  # "module/session" of the library from which it was copied

    def __post_init__(self) -> None:
        if self.people < 1 or self.seats < 1:
            raise Mishap(_("A session is for one person at least."), _("Correct the number of people."))
        if not 0 <= self.limit <= DAY:
            raise Mishap(_("A session takes at most a day."), _("Correct the minutes to which it is cut."))

    @property
    def name(self) -> str:
        """The title in the current language."""
        return worded(self.title) or _("Session")


@dataclass(frozen=True, slots=True)
class Note:
    """What happened with a part on a day, or with the whole session where ``part`` is empty. It names nobody."""

    id: NoteId
    part: PartId
    minutes: int  # that it really took; 0 where nobody looked
    happened: str
    day: str  # as 2026-11-23


@dataclass(frozen=True, slots=True)
class Slot:
    """A part with its start and end, in minutes after the session begins (half-open)."""

    part: PlanPart
    starts: int
    gap: int = 0  # free minutes before it, because of its lock
    late: int = 0  # minutes by which it begins after its lock

    @property
    def ends(self) -> int:
        return self.starts + self.part.minutes


@dataclass(frozen=True, slots=True)
class Cut:
    """What stays of a session in the time that there is."""

    kept: tuple[PlanPart, ...]
    left_out: tuple[PlanPart, ...]  # optional parts, in their order
    minutes: int  # how long what stays takes, free minutes before a lock included
    over: int  # by how many minutes it is still too long; 0 if it fits


def clock_at(begins: time, minutes: int) -> time:
    """The time of day so many minutes after the beginning; after midnight it begins again at 0:00."""
    return (datetime.combine(datetime(2000, 1, 1), begins) + timedelta(minutes=minutes)).time()  # noqa: DTZ001 - no day is meant


def after_midnight(begins: time, minutes: int) -> bool:
    """Whether so many minutes after the beginning it is another day."""
    return 60 * begins.hour + begins.minute + minutes >= DAY


def slots(begins: time, parts: Sequence[PlanPart]) -> tuple[Slot, ...]:
    """When each part begins: at the end of the one before, or at its own lock if that is later."""
    found: list[Slot] = []
    cursor = 0
    for part in parts:
        locked = cursor if part.lock is None else _minutes_until(begins, part.lock)
        starts = max(cursor, locked)
        found.append(Slot(part, starts, gap=starts - cursor, late=max(0, cursor - locked)))
        cursor = found[-1].ends
    return tuple(found)


def _minutes_until(begins: time, lock: time) -> int:
    """From the beginning to a lock; negative for one that the beginning has missed."""
    minutes = (60 * (lock.hour - begins.hour) + lock.minute - begins.minute) % DAY
    return minutes - DAY if minutes >= DAY - MISSED else minutes


def length(begins: time, parts: Sequence[PlanPart]) -> int:
    """The minutes from the beginning to the end of the last part, free ones before a lock included."""
    planned = slots(begins, parts)
    return planned[-1].ends if planned else 0


def cut(begins: time, parts: Sequence[PlanPart], minutes: int) -> Cut:
    """Leave out optional parts, the latest first, until the rest fits into ``minutes``; 0 leaves everything in.

    A core part is never left out, nor an optional one without which the session would end no earlier, because
    what follows waits for its lock.
    """
    kept, out = list(parts), set[int]()
    taken = length(begins, kept)
    for at in range(len(parts) - 1, -1, -1):
        if not minutes or taken <= minutes:
            break
        without = [part for other, part in enumerate(parts) if other not in out and other != at]
        if not parts[at].core and length(begins, without) < taken:
            out.add(at)
            kept, taken = without, length(begins, without)
    left_out = tuple(part for at, part in enumerate(parts) if at in out)
    return Cut(tuple(kept), left_out, taken, max(0, taken - minutes) if minutes else 0)


def cut_of(plan: Plan) -> Cut:
    """What stays of a plan in the time that it says there is."""
    return cut(plan.begins, plan.parts, plan.limit)


def cut_text(plan: Plan, activities: Mapping[str, Activity]) -> str:
    """What is left out and by how much it is still too long; nothing where the plan is not cut."""
    done = cut_of(plan)
    told = []
    if done.left_out:
        told.append(_("Left out to fit: {parts}.").format(parts=list_text(part.name(activities) for part in done.left_out)))
    if done.over:
        told.append(
            _("It takes {minutes} and there are {limit}: {over} too long. Shorten a part, or make one optional.").format(
                minutes=minutes_text(done.minutes), limit=minutes_text(plan.limit), over=minutes_text(done.over)
            )
        )
    return " ".join(told)


def part_of(activity: Activity) -> PlanPart:
    """An activity as a part of a session, core and as long as it says.

    Raises:
        Mishap: it does not say what it is for (Jara: a technique is not the method).
    """
    if not any(text.strip() for text in activity.aim.values()):
        raise Mishap(
            _("“{activity}” does not say what it is for.").format(activity=activity.name),
            _("Write its aim first: then it can be placed in a session."),
        )
    return PlanPart(PartId(""), max(1, min(DAY, activity.minutes or 10)), activity.id)


def parts_from(session: Session) -> Iterator[PlanPart]:
    """The parts of a session of the library, to be planned."""
    for place in session.places:
        yield PlanPart(PartId(""), max(1, min(DAY, place.minutes)), place.activity, place.kind, dict(place.words), place.core)


def on_paper(plan: Plan, activities: Mapping[str, Activity]) -> tuple[Module, Session]:
    """The plan as paper prints it: what is left out is not in it, and free minutes before a lock are a line."""
    places: list[Place] = []
    for slot in slots(plan.begins, cut_of(plan).kept):
        if slot.gap:
            places.append(Place(slot.gap, words=each(N_("Free time"))))
        part = slot.part
        places.append(Place(part.minutes, part.activity, part.core, part.kind, part.title(activities)))
    title = plan.title if any(plan.title.values()) else each(N_("Session"))
    session = Session(plan.id, sum(place.minutes for place in places), title, tuple(places))
    return Module(plan.id, title, {}, (session,), activities), session


def warnings(plan: Plan, activities: Mapping[str, Activity]) -> Iterator[str]:
    """What does not fit in a planned session, a sentence each; nothing is ever moved or dropped for it."""
    kept = cut_of(plan).kept
    for slot in slots(plan.begins, kept):
        part, name = slot.part, slot.part.name(activities)
        if slot.late and part.lock is not None:
            yield _("“{part}” is fixed at {time} and begins {minutes} after that.").format(
                part=name, time=time_text(part.lock), minutes=minutes_text(slot.late)
            )
        known = activities.get(part.activity)
        if part.activity and known is None:
            yield _("There is no activity “{part}” any more: take it out or choose another.").format(part=name)
        elif known is not None and known.minutes > part.minutes:
            yield _("“{part}” takes {minutes} and is given {given}.").format(
                part=name, minutes=minutes_text(known.minutes), given=minutes_text(part.minutes)
            )
        if known is not None:
            yield from _crowd(plan, known)
    yield from too_early([activities[part.activity] for part in kept if part.activity in activities])


def _crowd(plan: Plan, activity: Activity) -> Iterator[str]:
    group = activity.header.get("group")
    if not isinstance(group, dict):
        return
    least, most = group.get("min"), group.get("max")
    if isinstance(most, int) and plan.people > most:
        yield _("“{part}” is for {most} people at most, and {people} are expected.").format(
            part=activity.name, most=most, people=plan.people
        )
    if isinstance(least, int) and plan.people < least:
        yield _("“{part}” is for {least} people at least, and {people} are expected.").format(
            part=activity.name, least=least, people=plan.people
        )


def too_early(activities: Sequence[Activity]) -> Iterator[str]:
    """Says where new information comes before any experience in the steps of a whole session (curricula.md 1)."""
    for activity in activities:
        for step in activity.blocks:
            if step.stage == "experience":
                return
            if step.stage == "information":
                yield _("“{part}” gives new information before anyone has spoken from experience.").format(part=activity.name)
                return


def kind_text(kind: str) -> str:
    """What a part without an activity is called."""
    return said(KINDS[kind]) if kind in KINDS else kind


def require_title(title: Words) -> Words:
    """The title, in at least one language.

    Raises:
        Mishap: it is empty in every language.
    """
    if not any(text.strip() for text in title.values()):
        raise Mishap(_("The session has no name yet."), _("Type its name in Spanish, in English or in both."))
    return title
