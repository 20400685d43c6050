"""Gatherings in the workspace: called, changed, and who came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from peña_app import clock
from peña_app.gatherings.model import Arrival, Gathering, GatheringId, Kind, Presence, SignInId, require_title, under_way
from peña_app.i18n import N_, NN_, Words, folded
from peña_app.people.model import PersonId
from peña_app.people.records import People, write_newcomer
from peña_app.workspace import Channel, Workspace, synced, words
from peña_app.workspace.sqlite import Database, Migrations

migrations = Migrations("gatherings")


@migrations()
def m0001_gathering(db: Database) -> None:
    """Gatherings; their titles are texts, a row per language."""
    synced(db, "gathering", {"kind": str, "begins": str, "minutes": int, "place": str}, index=[["begins"]])


@migrations()
def m0002_sign_in(db: Database) -> None:
    """Who came on which day: a row per act at a desk. A row without a person counts someone who gave no name."""
    synced(
        db,
        "sign_in",
        {"gathering": str, "person": str, "day": str, "at": str, "desk": str},
        index=[["gathering", "day", "person"], ["person", "gathering"]],
        refers={"gathering": "gathering", "person": "person"},
        channel=Channel.PEOPLE,
    )


class Gatherings:
    """What people come to, and their coming."""

    def __init__(self, workspace: Workspace, db: Database | None = None) -> None:
        self._workspace = workspace
        self._db = db or workspace.db

    def call(self, kind: Kind, title: Words, begins: datetime, minutes: int, place: str = "") -> Gathering:
        """Put a gathering on the calendar.

        Raises:
            Mishap: it has no title, or ends before it begins.
        """
        gathering = Gathering(GatheringId(""), kind, require_title(title), begins, minutes, place.strip())
        with self._workspace.change(N_("created a gathering")) as change:
            made = GatheringId(
                change.add("gathering", kind=kind, begins=begins.isoformat(), minutes=minutes, place=gathering.place)
            )
            change.words(made, "title", title)
        return replace(gathering, id=made)

    def alter(self, gathering: Gathering) -> None:
        """Write a gathering as it now stands.

        Raises:
            Mishap: it has no title.
        """
        require_title(gathering.title)
        with self._workspace.change(N_("changed a gathering")) as change:
            change.put(
                "gathering",
                gathering.id,
                kind=gathering.kind,
                begins=gathering.begins.isoformat(),
                minutes=gathering.minutes,
                place=gathering.place.strip(),
            )
            change.words(gathering.id, "title", gathering.title)

    def cancel(self, gathering: GatheringId) -> None:
        """Take a gathering off the calendar; an undo brings it back."""
        with self._workspace.change(N_("removed a gathering")) as change:
            change.delete("gathering", gathering)

    def all(self) -> list[Gathering]:
        """Every gathering, the latest first."""
        rows = list(
            self._db.query("SELECT id, kind, begins, minutes, place FROM gathering WHERE gone = 0 ORDER BY begins DESC, id")
        )
        texts = words(self._db, [row["id"] for row in rows])
        return [_gathering(row, texts.get(row["id"], {}).get("title", {})) for row in rows]

    def gathering(self, gathering: str) -> Gathering | None:
        """The gathering with that id, if it is there."""
        row = next(
            self._db.query("SELECT id, kind, begins, minutes, place FROM gathering WHERE gone = 0 AND id = ?", [gathering]), None
        )
        return _gathering(row, words(self._db, [gathering]).get(gathering, {}).get("title", {})) if row else None

    def under_way(self) -> Gathering | None:
        """The gathering one is in now, or the next to come."""
        return under_way(self.all(), clock.now())

    def count(self, typed: str) -> int:
        """How many gatherings have a title or place that holds what was typed."""
        return len(self._found(typed))

    def page(self, typed: str, first: int, length: int) -> Sequence[Gathering]:
        """Those gatherings, the latest first."""
        return self._found(typed)[first : first + length]

    def _found(self, typed: str) -> list[Gathering]:
        wanted = folded(typed)
        return [each for each in self.all() if wanted in folded(" ".join((*each.title.values(), each.place)))]

    # the door

    def sign_in(self, gathering: GatheringId, person: PersonId) -> Arrival:
        """Write down that a person came today. Twice is once: the second time says when the first was."""
        who = People(self._workspace).person(person)
        found = self._came(gathering, person, clock.today())
        if found is not None:
            return Arrival(person, who.goes_by, who.reads, new=False, at=datetime.fromisoformat(found))
        moment = clock.now()
        first = self._is_first_time(person)
        with self._workspace.change(NN_("signed in {n} person", "signed in {n} people"), n=1) as change:
            change.add(
                "sign_in",
                gathering=gathering,
                person=person,
                day=clock.today().isoformat(),
                at=_minute(moment),
                desk=self._workspace.device,
            )
        return Arrival(person, who.goes_by, who.reads, new=True, at=moment, first_time=first)

    def welcome(
        self, gathering: GatheringId, typed: str, *, area: str = "", reads: str = "", interpretation: bool | None = None
    ) -> Arrival:
        """Write down a newcomer by the name she goes by, and that she came today; one undo takes both back.

        Raises:
            Mishap: there is no name in what was typed.
        """
        moment = clock.now()
        with self._workspace.change(NN_("signed in {n} new person", "signed in {n} new people"), n=1) as change:
            person = write_newcomer(change, typed, area=area, reads=reads, interpretation=interpretation)
            change.add(
                "sign_in",
                gathering=gathering,
                person=person,
                day=clock.today().isoformat(),
                at=_minute(moment),
                desk=self._workspace.device,
            )
        return Arrival(person, " ".join(typed.split()), reads, new=True, at=moment, first_time=True)

    def count_one(self, gathering: GatheringId) -> SignInId:
        """Count someone who gave no name."""
        with self._workspace.change(NN_("counted {n} person without a name", "counted {n} people without a name"), n=1) as change:
            return SignInId(
                change.add(
                    "sign_in",
                    gathering=gathering,
                    day=clock.today().isoformat(),
                    at=_minute(clock.now()),
                    desk=self._workspace.device,
                )
            )

    def presence(self, gathering: str, day: date | None = None) -> Presence:
        """How many came, on that day or on any."""
        where, values = ("AND day = ?", [day.isoformat()]) if day else ("", [])
        row = self._db.execute(
            "SELECT count(DISTINCT person), sum(person IS NULL) FROM sign_in WHERE gone = 0 AND gathering = ? " + where,
            [gathering, *values],
        ).fetchone()
        return Presence(named=row[0] or 0, unnamed=row[1] or 0)

    def here(self, gathering: str, day: date | None = None) -> set[str]:
        """The ids of the persons who came."""
        where, values = ("AND day = ?", [day.isoformat()]) if day else ("", [])
        rows = self._db.execute(
            "SELECT DISTINCT person FROM sign_in WHERE gone = 0 AND person IS NOT NULL AND gathering = ? " + where,
            [gathering, *values],
        )
        return {row[0] for row in rows.fetchall()}

    def _came(self, gathering: str, person: str, day: date) -> str | None:
        row = self._db.execute(
            "SELECT min(at) FROM sign_in WHERE gone = 0 AND gathering = ? AND person = ? AND day = ?",
            [gathering, person, day.isoformat()],
        ).fetchone()
        return str(row[0]) if row[0] else None

    def _is_first_time(self, person: str) -> bool:
        return self._db.execute("SELECT 1 FROM sign_in WHERE gone = 0 AND person = ? LIMIT 1", [person]).fetchone() is None


def _minute(moment: datetime) -> str:
    return moment.replace(second=0, microsecond=0).isoformat()


def _gathering(row: dict[str, Any], title: Words) -> Gathering:
    kind = Kind(row["kind"]) if row["kind"] in set(Kind) else Kind.MEETING
    return Gathering(
        GatheringId(row["id"]),
        kind,
        title,
        datetime.fromisoformat(row["begins"]),
        max(1, row["minutes"] or 1),
        row["place"] or "",
    )
