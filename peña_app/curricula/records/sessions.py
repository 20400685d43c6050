"""Sessions in the workspace: planned, copied from the library, moved part by part, placed in a gathering, looked back on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

from peña_app import clock
from peña_app.curricula.model import Module, Session
from peña_app.curricula.planning import (
    DAY,
    PEOPLE,
    SEATS,
    Note,
    NoteId,
    PartId,
    Plan,
    PlanId,
    PlanPart,
    parts_from,
    require_title,
)
from peña_app.i18n import N_, NN_, Words, folded
from peña_app.workspace import Change, Workspace, order_between, words
from peña_app.workspace.sqlite import Database

_SIX = time(18)


class Sessions:
    """The sessions that a group plans, and what happened in them."""

    def __init__(self, workspace: Workspace, db: Database | None = None) -> None:
        self._workspace = workspace
        self._db = db or workspace.db

    # planning

    def plan(self, plan: Plan) -> Plan:
        """Begin a session with the parts that it has, before the others in the list.

        Raises:
            Mishap: it has no title.
        """
        require_title(plan.title)
        rows = self._rows()
        with self._workspace.change(N_("planned a session")) as change:
            rank = order_between(None, min((row["rank"] or "" for row in rows), default="") or None)
            made = PlanId(change.add("session", rank=rank, slug=plan.origin, **_cells(plan)))
            change.words(made, "title", plan.title)
            parts = tuple(_write_parts(change, made, plan.parts, None))
        return replace(plan, id=made, parts=parts)

    def plan_from(self, module: Module, session: Session, begins: time = _SIX, people: int = PEOPLE) -> Plan:
        """Plan a copy of a session of a module, which keeps saying from which it was made; raises as `plan`."""
        title = session.title if any(session.title.values()) else module.title
        origin = f"{module.id}/{session.id}"
        return self.plan(Plan(PlanId(""), dict(title), begins, tuple(parts_from(session)), people, origin=origin))

    def alter(self, plan: Plan) -> None:
        """Write the title, beginning, people and minutes of a session as they now stand; raises as `plan`."""
        require_title(plan.title)
        with self._workspace.change(N_("changed a session")) as change:
            change.put("session", plan.id, **_cells(plan))
            change.words(plan.id, "title", plan.title)

    def cut(self, plan: PlanId, minutes: int) -> None:
        """Say how many minutes there are: what is optional is left out to fit, and comes back when there are more; 0 for all."""
        label = (
            NN_("cut a session to {n} minute", "cut a session to {n} minutes") if minutes else N_("gave a session its whole time")
        )
        with self._workspace.change(label, n=minutes) as change:
            change.put("session", plan, minutes=minutes)

    def place(self, plan: PlanId, gathering: str | None) -> None:
        """Place a session in a gathering, or take it out of the one where it is."""
        label = N_("placed a session in a gathering") if gathering else N_("took a session out of a gathering")
        with self._workspace.change(label) as change:
            change.put("session", plan, gathering=gathering)

    def remove(self, plan: PlanId) -> None:
        """Take a session and its parts away; an undo brings them back."""
        with self._workspace.change(N_("removed a session")) as change:
            for part in self._parts([plan]).get(plan, ()):
                change.delete("session_part", part.id)
            change.delete("session", plan)

    # parts

    def add_parts(self, plan: PlanId, parts: Iterable[PlanPart], at: int | None = None) -> list[PlanPart]:
        """Put parts at a position (from 0) of a session, or at its end, as one change."""
        there = self._parts([plan]).get(plan, ())
        at = len(there) if at is None else max(0, min(len(there), at))
        with self._workspace.change(N_("added to a session")) as change:
            return list(_write_parts(change, plan, parts, there[at - 1].rank if at else None, there[at:]))

    def alter_part(self, part: PlanPart) -> None:
        """Write a part as it now stands, where it stands."""
        with self._workspace.change(N_("changed a part of a session")) as change:
            change.put("session_part", part.id, **_part_cells(part))
            change.words(part.id, "title", part.words)

    def lock(self, part: PartId, at: time | None) -> None:
        """Let a part not begin before a time of day; None lets it begin when the one before it ends."""
        with self._workspace.change(N_("fixed a time in a session") if at else N_("freed a time in a session")) as change:
            change.put("session_part", part, lock=_clock(at) if at else None)

    def move_part(self, part: PartId, to: int) -> None:
        """Move a part to a position (from 0) of its session: one cell is written, so it is never in two places."""
        row = next(self._db.query("SELECT session FROM session_part WHERE gone = 0 AND id = ?", [part]), None)
        if row is None:
            return
        others = [each for each in self._parts([row["session"]]).get(row["session"], ()) if each.id != part]
        to = max(0, min(len(others), to))
        with self._workspace.change(N_("moved a part of a session")) as change:
            _order(change, [part], others[to - 1].rank if to else None, others[to:])

    def remove_part(self, part: PartId) -> None:
        """Take a part out of its session; an undo brings it back."""
        with self._workspace.change(N_("removed a part of a session")) as change:
            change.delete("session_part", part)

    # afterwards

    def note(self, plan: PlanId, part: PartId | None, minutes: int, happened: str = "", day: date | None = None) -> NoteId:
        """Write down how long a part really took, or what happened; a note of the same day is continued.

        ``minutes`` of 0 and an empty ``happened`` leave what is written as it is.
        """
        on = (day or clock.today()).isoformat()
        held = next((each for each in self.notes(plan) if each.part == (part or "") and each.day == on), None)
        cells: dict[str, Any] = {}
        if minutes or held is None:
            cells["minutes"] = minutes
        if happened.strip() or held is None:
            cells["happened"] = happened.strip()
        with self._workspace.change(N_("wrote down how a session went")) as change:
            if held is not None:
                change.put("session_note", held.id, **cells)
                return held.id
            return NoteId(change.add("session_note", session=plan, part=part, day=on, **cells))

    def alter_note(self, note: Note) -> None:
        """Write a note as it now stands, an emptied one too."""
        with self._workspace.change(N_("wrote down how a session went")) as change:
            change.put("session_note", note.id, minutes=note.minutes, happened=note.happened.strip())

    def notes(self, plan: PlanId) -> list[Note]:
        """What was written down about a session, the latest day first."""
        rows = self._db.query(
            "SELECT id, part, minutes, happened, day FROM session_note WHERE gone = 0 AND session = ? ORDER BY day DESC, id",
            [plan],
        )
        return [
            Note(NoteId(row["id"]), PartId(row["part"] or ""), row["minutes"] or 0, row["happened"] or "", row["day"] or "")
            for row in rows
        ]

    # reading

    def session(self, plan: str) -> Plan | None:
        """The session with that id, if it is there."""
        return next(iter(self._read(self._rows("AND id = ?", plan))), None)

    def all(self) -> list[Plan]:
        """Every planned session, the newest first; those that belong to a curriculum are in their curriculum."""
        return self._read(self._rows())

    def of_gathering(self, gathering: str) -> list[Plan]:
        """The sessions that are placed in a gathering, by the time at which they begin."""
        return sorted(self._read(self._rows("AND gathering = ?", gathering)), key=lambda plan: plan.begins)

    def find(self, typed: str) -> list[Plan]:
        """Sessions whose title holds every word that was typed."""
        wanted = folded(typed).split()
        return [plan for plan in self.all() if all(word in folded(" ".join(plan.title.values())) for word in wanted)]

    def _rows(self, where: str = "", *values: str) -> list[dict[str, Any]]:
        query = f"SELECT * FROM session WHERE gone = 0 AND coalesce(curriculum, '') = '' {where} ORDER BY rank, id"
        return list(self._db.query(query, list(values)))

    def _read(self, rows: Sequence[dict[str, Any]]) -> list[Plan]:
        ids = [row["id"] for row in rows]
        parts, titles = self._parts(ids), words(self._db, ids)
        return [_plan(row, titles.get(row["id"], {}).get("title", {}), tuple(parts.get(row["id"], ()))) for row in rows]

    def _parts(self, plans: Sequence[str]) -> dict[str, list[PlanPart]]:
        found: dict[str, list[PlanPart]] = {}
        for start in range(0, len(plans), 500):
            some = list(plans[start : start + 500])
            marks = ", ".join("?" * len(some))
            rows = list(
                self._db.query(
                    f"SELECT * FROM session_part WHERE gone = 0 AND session IN ({marks}) ORDER BY session, rank, id", some
                )
            )
            texts = words(self._db, [row["id"] for row in rows])
            for row in rows:
                found.setdefault(row["session"], []).append(_part(row, texts.get(row["id"], {}).get("title", {})))
        return found


def write_place(change: Change, plan: str, gathering: str) -> None:
    """Place a session in a gathering inside a change of another room, such as that of an agenda item that names it."""
    change.put("session", plan, gathering=gathering)


def _write_parts(
    change: Change, plan: str, parts: Iterable[PlanPart], before: str | None, following: Sequence[PlanPart] = ()
) -> Iterator[PlanPart]:
    """Add parts behind ``before`` and tell them with their ids."""
    made = [(PartId(change.add("session_part", session=plan, **_part_cells(part))), part) for part in parts]
    ranks = _order(change, [row for row, _part in made], before, following)
    for (row, part), rank in zip(made, ranks, strict=True):
        if part.words:
            change.words(row, "title", part.words)
        yield replace(part, id=row, rank=rank)


def _order(change: Change, run: list[PartId], before: str | None, following: Sequence[PlanPart]) -> list[str]:
    """Give the parts of ``run`` places behind ``before`` and ahead of what follows."""
    after = following[0].rank if following else None
    moved = list(run)
    if before is not None and after is not None and before >= after:
        # two laptops chose one key: what follows gets new ones in the same change (sync.md 4.7)
        moved += [each.id for each in following]
        after = None
    ranks = []
    for each in moved:
        before = order_between(before, after)
        change.put("session_part", each, rank=before)
        ranks.append(before)
    return ranks[: len(run)]


def _cells(plan: Plan) -> dict[str, Any]:
    return {
        "begins": _clock(plan.begins), "people": plan.people, "seats": plan.seats, "minutes": plan.limit,
        "gathering": plan.gathering or None,
    }  # fmt: skip


def _part_cells(part: PlanPart) -> dict[str, Any]:
    return {
        "kind": part.kind, "activity": part.activity, "minutes": part.minutes, "core": int(part.core),
        "lock": _clock(part.lock) if part.lock else None,
    }  # fmt: skip


def _clock(moment: time) -> str:
    return moment.strftime("%H:%M")


def _plan(row: dict[str, Any], title: Words, parts: tuple[PlanPart, ...]) -> Plan:
    return Plan(
        PlanId(row["id"]), title, time.fromisoformat(row["begins"]) if row["begins"] else _SIX, parts,
        max(1, row["people"] or PEOPLE), max(1, row["seats"] or SEATS), max(0, min(DAY, row["minutes"] or 0)),
        row["gathering"] or "", row["slug"] or "",
    )  # fmt: skip


def _part(row: dict[str, Any], title: Words) -> PlanPart:
    lock = time.fromisoformat(row["lock"]) if row["lock"] else None
    minutes = max(1, min(DAY, row["minutes"] or 1))
    core = row["core"] is None or bool(row["core"])
    return PlanPart(PartId(row["id"]), minutes, row["activity"] or "", row["kind"] or "", title, core, lock, row["rank"] or "")
