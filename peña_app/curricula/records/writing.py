"""Writing in a group's own activities: units, blocks and the header, each act one change that can be undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from peña_app.curricula import beginnings
from peña_app.curricula.format import read_activity
from peña_app.curricula.headers import altered, with_attributes
from peña_app.curricula.lineage import Difference, Kind
from peña_app.curricula.model import Activity, Shape
from peña_app.curricula.owned import ActivityId, BlockId, OwnActivity, UnitId, disassembled, require_text
from peña_app.i18n import N_, NN_, Words
from peña_app.workspace import Change, Workspace, order_between, words
from peña_app.workspace.sqlite import Database

BODY: Final = "body"
"""The field under which the text of a unit lies."""


class Writing:
    """What one does at an activity with the keyboard."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._db: Database = workspace.db

    def write(self, unit: UnitId, language: str, text: str) -> bool:
        """Write what a unit says in one language; False if it says that already.

        Raises:
            Mishap: the text is too long, or would be read as something else.
        """
        row = next(self._db.query("SELECT shape FROM activity_unit WHERE id = ? AND gone = 0", [unit]))
        kept = require_text(text, Shape(row["shape"]))
        if _said(self._db, unit).get(language, "") == kept:
            return False
        with self._workspace.change(N_("wrote in an activity")) as change:
            change.words(unit, BODY, {language: kept})
        return True

    def add_unit(
        self, block: BlockId, after: UnitId | None, shape: Shape, texts: Iterable[Words], part: str = ""
    ) -> list[UnitId]:
        """Put new units into a block, after one of its units or, with None, before all of that part.

        Raises:
            Mishap: as `write`.
        """
        kept = [{code: require_text(text, shape) for code, text in each.items()} for each in texts]
        rows = self._unit_rows(block)
        at = next((number for number, row in enumerate(rows) if row["id"] == after), -1)
        if after is not None and at >= 0:
            part = rows[at]["field"] or ""
        elif after is None:
            at = next((number for number, row in enumerate(rows) if (row["field"] or "") == part), len(rows)) - 1
        before, behind = (rows[at]["rank"] if at >= 0 else None), (rows[at + 1]["rank"] if at + 1 < len(rows) else None)
        activity = next(self._db.query("SELECT activity FROM activity_block WHERE id = ?", [block]))["activity"]
        made = []
        with self._workspace.change(NN_("added {n} line", "added {n} lines"), n=len(kept)) as change:
            for each in kept:
                before = order_between(before, behind)
                unit = change.add("activity_unit", activity=activity, block=block, field=part, rank=before, shape=shape)
                change.words(unit, BODY, each)
                made.append(UnitId(unit))
        return made

    def remove_unit(self, unit: UnitId) -> None:
        """Take a unit out in every language; an undo brings it back."""
        with self._workspace.change(N_("took out a line")) as change:
            change.delete("activity_unit", unit)

    def move_unit(self, unit: UnitId, by: int) -> bool:
        """Move a unit up (-1) or down (1) in its part, with both its languages; False at the end of the part."""
        row = next(self._db.query("SELECT block, field FROM activity_unit WHERE id = ?", [unit]))
        rows = self._unit_rows(row["block"])
        part = [at for at, each in enumerate(rows) if each["field"] == row["field"]]
        # What stands before and behind the part bounds it, so that a unit never leaves its part
        rank = _moved(rows[max(part[0] - 1, 0) : part[-1] + 2], unit, by, inside={rows[at]["id"] for at in part})
        if rank is None:
            return False
        with self._workspace.change(N_("moved a line")) as change:
            change.put("activity_unit", unit, rank=rank)
        return True

    def add_block(self, activity: ActivityId, after: BlockId | None, kind: str) -> BlockId:
        """Put an empty block of that kind behind another one, with a first line to write in."""
        rows = self._block_rows(activity)
        at = next((number for number, row in enumerate(rows) if row["id"] == after), len(rows) - 1)
        rank = order_between(rows[at]["rank"] if at >= 0 else None, rows[at + 1]["rank"] if at + 1 < len(rows) else None)
        slug = beginnings.block_slug(kind, {row["slug"] for row in rows})
        with self._workspace.change(N_("added a block")) as change:
            block = change.add(
                "activity_block", activity=activity, rank=rank, slug=slug, heading=beginnings.heading(slug, kind), source=""
            )
            unit_rank = None
            for part, shape in beginnings.units_of(kind):
                unit_rank = order_between(unit_rank, None)
                change.add("activity_unit", activity=activity, block=block, field=part, rank=unit_rank, shape=shape)
        return BlockId(block)

    def remove_block(self, block: BlockId) -> None:
        """Take a block out; an undo brings it back."""
        with self._workspace.change(N_("took out a block")) as change:
            change.delete("activity_block", block)

    def move_block(self, block: BlockId, by: int) -> bool:
        """Move a block up (-1) or down (1); False at the end."""
        activity = next(self._db.query("SELECT activity FROM activity_block WHERE id = ?", [block]))["activity"]
        rank = _moved(self._block_rows(activity), block, by)
        if rank is None:
            return False
        with self._workspace.change(N_("moved a block")) as change:
            change.put("activity_block", block, rank=rank)
        return True

    def alter_block(self, block: BlockId, **attributes: str) -> None:
        """Write attributes of a block, such as ``min``, ``spiral``, ``lead`` or ``audience``; an empty one is taken away.

        Raises:
            Mishap: a value cannot be read, such as minutes that are no number.
        """
        row = next(self._db.query("SELECT heading, activity FROM activity_block WHERE id = ?", [block]))
        head = next(self._db.query("SELECT head FROM activity WHERE id = ?", [row["activity"]]))["head"]
        heading = with_attributes(row["heading"], attributes)
        read_activity(f"{head}{heading}\n", "")
        if heading == row["heading"]:
            return
        with self._workspace.change(N_("changed a block")) as change:
            change.put("activity_block", block, heading=heading)

    def alter_header(self, activity: ActivityId, **values: Any) -> None:
        """Write what the header of an activity says, such as ``minutes``, ``lenses`` or ``materials``; its comments stay.

        Raises:
            Mishap: the header could not be read again.
        """
        head = next(self._db.query("SELECT head FROM activity WHERE id = ?", [activity]))["head"]
        fresh = altered(head, values)
        read_activity(fresh, "")
        if fresh == head:
            return
        with self._workspace.change(N_("changed an activity")) as change:
            change.put("activity", activity, head=fresh)

    def add_language(self, activity: ActivityId, code: str) -> None:
        """Let an activity be written in one more language; its texts are empty there until someone writes them."""
        head = next(self._db.query("SELECT head FROM activity WHERE id = ?", [activity]))["head"]
        codes = list(read_activity(head, "").languages) or ["es", "en"]
        if code not in codes:
            self.alter_header(activity, languages=[*codes, code])

    def take_over(self, own: OwnActivity, library: Activity, difference: Difference) -> None:
        """Let the library's newer wording stand in the group's activity; one undo brings the group's own back."""
        with self._workspace.change(N_("took over a text of the library")) as change:
            match difference.kind:
                case Kind.TEXT:
                    change.words(difference.unit, BODY, difference.now)
                case Kind.GONE:
                    change.delete("activity_unit", difference.unit)
                case Kind.BLOCK_GONE:
                    change.delete("activity_block", difference.unit)
                case Kind.ADDED:
                    self._take_unit(change, own, difference)
                case Kind.BLOCK_ADDED:
                    self._take_block(change, own, library, difference)

    def _take_unit(self, change: Change, own: OwnActivity, difference: Difference) -> None:
        block = next(each for each in own.blocks if each.slug == difference.block)
        rows = self._unit_rows(block.id)
        at = next((number for number, row in enumerate(rows) if row["id"] == difference.after), -1)
        rank = order_between(rows[at]["rank"] if at >= 0 else None, rows[at + 1]["rank"] if at + 1 < len(rows) else None)
        made = change.add(
            "activity_unit", activity=own.id, block=block.id, field=difference.field, rank=rank, shape=difference.shape
        )
        change.words(made, BODY, difference.now)

    def _take_block(self, change: Change, own: OwnActivity, library: Activity, difference: Difference) -> None:
        rows = self._block_rows(own.id)
        at = next((number for number, row in enumerate(rows) if row["id"] == difference.after), -1)
        rank = order_between(rows[at]["rank"] if at >= 0 else None, rows[at + 1]["rank"] if at + 1 < len(rows) else None)
        block, heading, units = next(each for each in disassembled(library) if each[0].id == difference.block)
        made = change.add("activity_block", activity=own.id, rank=rank, slug=block.id, heading=heading, source=block.source)
        last = None
        for part, unit in units:
            last = order_between(last, None)
            held = change.add("activity_unit", activity=own.id, block=made, field=part, rank=last, shape=unit.shape)
            change.words(held, BODY, unit.words)

    def _unit_rows(self, block: str) -> list[dict[str, Any]]:
        return list(
            self._db.query(
                "SELECT id, activity, field, rank FROM activity_unit WHERE gone = 0 AND block = ? ORDER BY rank, id", [block]
            )
        )

    def _block_rows(self, activity: str) -> list[dict[str, Any]]:
        return list(
            self._db.query(
                "SELECT id, slug, rank FROM activity_block WHERE gone = 0 AND activity = ? ORDER BY rank, id", [activity]
            )
        )


def _said(db: Database, unit: UnitId) -> Words:
    return words(db, [unit]).get(unit, {}).get(BODY, {})


def _moved(rows: Sequence[dict[str, Any]], moved: str, by: int, inside: Collection[str] | None = None) -> str | None:
    """The rank of a row that goes one up (-1) or down (1), past a row of ``inside``; None where it cannot."""
    at = next(number for number, row in enumerate(rows) if row["id"] == moved)
    to = at + by
    if not 0 <= to < len(rows) or (inside is not None and rows[to]["id"] not in inside):
        return None
    low, high = (to - 1, to) if by < 0 else (to, to + 1)
    return order_between(rows[low]["rank"] if low >= 0 else None, rows[high]["rank"] if high < len(rows) else None)
