"""A group's own curricula: adopted from the library or begun here, and written unit by unit, language by language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peña_app.curricula import beginnings
from peña_app.curricula.format import read_activity
from peña_app.curricula.model import Activity, Module, Shape
from peña_app.curricula.owned import (
    ActivityId,
    BlockId,
    CurriculumId,
    OwnActivity,
    OwnBlock,
    OwnUnit,
    UnitId,
    disassembled,
)
from peña_app.curricula.records.reviewing import Marks, mark_of, write_mark
from peña_app.curricula.records.writing import BODY
from peña_app.curricula.reviews import Mark, followed
from peña_app.errors import Mishap
from peña_app.i18n import N_, NN_, Words, _
from peña_app.workspace import Change, Workspace, order_between, words
from peña_app.workspace.schema import text_id
from peña_app.workspace.sqlite import Database


@dataclass(frozen=True, slots=True)
class Curriculum:
    """A module of the group's own."""

    id: CurriculumId
    slug: str
    title: Words
    aim: Words
    origin: str
    head: str = ""  # its file as it was adopted or brought in


@dataclass(frozen=True, slots=True)
class Entry:
    """An activity in a list: enough to show and to open it."""

    id: ActivityId
    curriculum: CurriculumId
    slug: str
    origin: str


class Curricula:
    """The group's own modules and activities."""

    def __init__(self, workspace: Workspace, db: Database | None = None) -> None:
        self._workspace = workspace
        self._db = db or workspace.db

    # reading

    def all(self) -> list[Curriculum]:
        """The group's modules, in their order."""
        rows = list(self._db.query("SELECT id, slug, head, origin FROM curriculum WHERE gone = 0 ORDER BY rank, id"))
        texts = words(self._db, [row["id"] for row in rows])
        return [
            Curriculum(
                CurriculumId(row["id"]), row["slug"] or "", texts.get(row["id"], {}).get("title", {}),
                texts.get(row["id"], {}).get("aim", {}), row["origin"] or "", row["head"] or "",
            )
            for row in rows
        ]  # fmt: skip

    def entries(self, curriculum: str = "") -> list[Entry]:
        """The activities of a module, or of all of them, in their order."""
        where, values = ("AND curriculum = ?", [curriculum]) if curriculum else ("", [])
        rows = self._db.query(
            f"SELECT id, curriculum, slug, origin FROM activity WHERE gone = 0 {where} ORDER BY curriculum, rank, id", values
        )
        return [
            Entry(ActivityId(row["id"]), CurriculumId(row["curriculum"] or ""), row["slug"] or "", row["origin"] or "")
            for row in rows
        ]

    def activity(self, activity: str) -> OwnActivity | None:
        """The activity with that id, whole."""
        return next(iter(self._read("a.id = ?", [activity])), None)

    def activities(self, curriculum: str = "") -> list[OwnActivity]:
        """The activities of a module, or of all of them, whole."""
        return self._read("a.curriculum = ?", [curriculum]) if curriculum else self._read("1 = 1", [])

    def versions(self, unit: str, language: str) -> list[tuple[int, str]]:
        """What a unit has said in one language, the newest first, each with the stamp of the change that wrote it."""
        return [
            (stamp, str(value or "")) for stamp, value in self._workspace.versions("text", text_id(unit, BODY, language), "body")
        ]

    def _read(self, where: str, values: Sequence[Any]) -> list[OwnActivity]:
        chosen = f"FROM activity AS a WHERE a.gone = 0 AND {where}"
        rows = list(self._db.query(f"SELECT a.* {chosen} ORDER BY a.curriculum, a.rank, a.id", values))
        among = f"IN (SELECT a.id {chosen})"
        units = self._units(among, values)
        blocks: dict[str, list[OwnBlock]] = {}
        for row in self._db.query(
            f"SELECT id, activity, slug, heading, source FROM activity_block WHERE gone = 0 AND activity {among} ORDER BY rank, id",
            values,
        ):
            blocks.setdefault(row["activity"], []).append(
                OwnBlock(
                    BlockId(row["id"]), row["slug"] or "", row["heading"] or "", row["source"] or "",
                    tuple(units.get(row["id"], ())),
                )
            )  # fmt: skip
        return [
            OwnActivity(
                ActivityId(row["id"]), CurriculumId(row["curriculum"] or ""), row["slug"] or "", row["head"] or "",
                row["base"] or "", row["origin"] or "", tuple(blocks.get(row["id"], ())),
            )
            for row in rows
        ]  # fmt: skip

    def _units(self, among: str, values: Sequence[Any]) -> dict[str, list[OwnUnit]]:
        said: dict[str, Words] = {}
        for row in self._db.query(
            "SELECT t.owner, t.language, t.body FROM text AS t JOIN activity_unit AS u ON u.id = t.owner "
            f"WHERE t.gone = 0 AND t.field = '{BODY}' AND u.activity {among} ORDER BY t.language DESC",
            values,
        ):
            said.setdefault(row["owner"], {})[row["language"]] = row["body"] or ""
        marks: dict[str, dict[str, Mark]] = {}
        led: dict[str, dict[str, str]] = {}
        for row in self._db.query(f"SELECT * FROM unit_review WHERE gone = 0 AND activity {among}", values):
            marks.setdefault(row["unit"], {})[row["language"]] = mark_of(row)
            led.setdefault(row["unit"], {})[row["language"]] = row["led"] or ""
        found: dict[str, dict[str, list[OwnUnit]]] = {}
        for row in self._db.query(
            f"SELECT id, block, field, shape FROM activity_unit WHERE gone = 0 AND activity {among} ORDER BY rank, id", values
        ):
            unit = row["id"]
            # Part by part, whatever two laptops have done to the ranks
            found.setdefault(row["block"], {}).setdefault(row["field"] or "", []).append(
                OwnUnit(
                    UnitId(unit),
                    row["field"] or "",
                    Shape(row["shape"]),
                    said.get(unit, {}),
                    marks.get(unit, {}),
                    led.get(unit, {}),
                )
            )
        return {block: [unit for units in parts.values() for unit in units] for block, parts in found.items()}

    # taking in

    def adopt(self, module: Module, slugs: Iterable[str] = ()) -> list[ActivityId]:
        """Copy activities of the library, or a whole module, into the workspace; gives the ids of what was copied.

        Raises:
            Mishap: one of them is here already.
        """
        chosen = [module.activities[slug] for slug in (slugs or module.activities)]
        held = {entry.origin for entry in self.entries()}
        there = [activity for activity in chosen if f"{module.id}/{activity.id}" in held]
        if there and len(there) == len(chosen):
            raise Mishap(
                _("“{activity}” is among your own activities already.").format(activity=there[0].name),
                _("Open it under “Our curricula”: it is compared there with the library."),
            )
        wanted = [activity for activity in chosen if activity not in there]
        with self._workspace.change(NN_("adopted {n} activity", "adopted {n} activities"), n=len(wanted)) as change:
            curriculum = self._curriculum_for(change, module, origin=module.id)
            return self._written(change, curriculum, wanted, origin=module.id)

    def bring_in(self, module: Module, texts: Mapping[str, str], marks: Mapping[str, Marks]) -> CurriculumId:
        """Take in a module that was read from files: ``texts`` and ``marks`` by activity. Nothing that is here is replaced.

        Raises:
            Mishap: a module of that name is here already.
        """
        if any(each.slug == module.id for each in self.all()):
            raise Mishap(
                _("A module “{module}” is among your curricula already.").format(module=module.id),
                _("Rename the folder and the id in its module.toml, or remove yours first."),
            )
        activities = list(module.activities.values())
        with self._workspace.change(NN_("brought in {n} activity", "brought in {n} activities"), n=len(activities)) as change:
            curriculum = self._curriculum_for(change, module, origin="")
            self._written(change, curriculum, activities, origin="", texts=texts, marks=marks)
        return curriculum

    def _curriculum_for(self, change: Change, module: Module, *, origin: str) -> CurriculumId:
        for each in self.all():
            if origin and each.origin == origin:
                return each.id
        last = self._db.execute("SELECT max(rank) FROM curriculum WHERE gone = 0").fetchone()[0]
        made = CurriculumId(
            change.add("curriculum", slug=module.id, head=module.text, origin=origin, rank=order_between(last, None))
        )
        change.words(made, "title", module.title)
        change.words(made, "aim", module.aim)
        return made

    def _written(
        self,
        change: Change,
        curriculum: CurriculumId,
        activities: Iterable[Activity],
        *,
        origin: str,
        texts: Mapping[str, str] | None = None,
        marks: Mapping[str, Marks] | None = None,
    ) -> list[ActivityId]:
        rank = self._db.execute("SELECT max(rank) FROM activity WHERE gone = 0 AND curriculum = ?", [curriculum]).fetchone()[0]
        made = []
        for activity in activities:
            rank = order_between(rank, None)
            base = (texts or {}).get(activity.id) or activity.head + "".join(block.source for block in activity.blocks)
            row = change.add(
                "activity", curriculum=curriculum, slug=activity.id, rank=rank, head=activity.head, base=base,
                origin=f"{origin}/{activity.id}" if origin else "",
            )  # fmt: skip
            _write_blocks(change, row, activity, (marks or {}).get(activity.id, {}))
            made.append(ActivityId(row))
        return made

    # beginning something new

    def begin_module(self, title: Words, aim: Words | None = None) -> CurriculumId:
        """A new module, empty.

        Raises:
            Mishap: it has no title.
        """
        said = _titled(title)
        last = self._db.execute("SELECT max(rank) FROM curriculum WHERE gone = 0").fetchone()[0]
        taken = {each.slug for each in self.all()}
        with self._workspace.change(N_("began a module")) as change:
            made = CurriculumId(
                change.add("curriculum", slug=beginnings.slug(said, taken), origin="", rank=order_between(last, None))
            )
            change.words(made, "title", said)
            change.words(made, "aim", aim or {})
        return made

    def begin_activity(self, curriculum: CurriculumId, title: Words) -> ActivityId:
        """A new activity with the blocks that every activity has, to be filled.

        Raises:
            Mishap: it has no title.
        """
        said = _titled(title)
        taken = {entry.slug for entry in self.entries()}
        module = next((each.slug for each in self.all() if each.id == curriculum), "")
        activity = read_activity(beginnings.text(said, beginnings.slug(said, taken), module), "")
        with self._workspace.change(N_("began an activity")) as change:
            return self._written(change, curriculum, [activity], origin="")[0]

    def name_module(self, curriculum: CurriculumId, title: Words, aim: Words) -> None:
        """Write what a module is called and for.

        Raises:
            Mishap: it has no title.
        """
        with self._workspace.change(N_("changed a module")) as change:
            change.words(curriculum, "title", _titled(title))
            change.words(curriculum, "aim", aim)

    def remove_module(self, curriculum: CurriculumId) -> None:
        """Take a module and its activities away; an undo brings them back."""
        with self._workspace.change(N_("removed a module")) as change:
            for entry in self.entries(curriculum):
                change.delete("activity", entry.id)
            change.delete("curriculum", curriculum)

    def remove_activity(self, activity: ActivityId) -> None:
        """Take an activity away; an undo brings it back."""
        with self._workspace.change(N_("removed an activity")) as change:
            change.delete("activity", activity)


def _titled(title: Words) -> Words:
    said = {code: " ".join(text.split()) for code, text in title.items() if text.strip()}
    if not said:
        raise Mishap(_("It has no title yet."), _("Write it in one language; the other can follow."))
    return said


def _write_blocks(change: Change, row: str, activity: Activity, marks: Marks) -> None:
    """Every block of an activity, unit by unit."""
    rank = None
    for block, heading, units in disassembled(activity):
        rank = order_between(rank, None)
        made = change.add("activity_block", activity=row, rank=rank, slug=block.id, heading=heading, source=block.source)
        lead = activity.lead(block)
        unit_rank, places = None, dict[str, int]()
        for part, shape in beginnings.units_of(block.kind) if not units else ():
            unit_rank = order_between(unit_rank, None)
            change.add("activity_unit", activity=row, block=made, field=part, rank=unit_rank, shape=shape)
        for part, unit in units:
            unit_rank = order_between(unit_rank, None)
            at = places.get(part, 0)
            places[part] = at + 1
            held = change.add("activity_unit", activity=row, block=made, field=part, rank=unit_rank, shape=unit.shape)
            change.words(held, BODY, unit.words)
            for code in unit.words:
                if mark := marks.get((block.id, part, at, code)):
                    led = unit.words.get(lead, "") if code != lead else ""
                    write_mark(change, row, held, code, mark, led if mark.lead == followed(lead, led) else "")
