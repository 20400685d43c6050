"""Agendas in the workspace: days and items, moved by one cell, so that an item is never in two places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time
from typing import Any

from peña_app.assembly.model import Day, DayId, Item, ItemId, Kind, require_hours, require_title
from peña_app.curricula.records.sessions import Sessions, write_place
from peña_app.i18n import N_, Words, folded
from peña_app.workspace import Change, Workspace, order_between, synced, words
from peña_app.workspace.sqlite import Database, Migrations

migrations = Migrations("assembly")


@migrations()
def m0001_agenda(db: Database) -> None:
    """Days and items. ``place`` holds day and order as one cell, because they only make sense together (sync.md 4.5)."""
    synced(
        db,
        "day",
        {"gathering": str, "date": str, "opens": str, "closes": str},
        index=[["gathering"]],
        refers={"gathering": "gathering"},
    )
    synced(
        db,
        "agenda_item",
        {"gathering": str, "place": str, "kind": str, "minutes": int, "minimum": int, "lock": str, "led_by": str},
        index=[["gathering"]],
        refers={"gathering": "gathering"},
    )


@migrations()
def m0002_session(db: Database) -> None:
    """An item may be a planned session: it names it, so that one session can be held in two places of the agenda."""
    db.execute("ALTER TABLE agenda_item ADD COLUMN session TEXT")
    db.execute("INSERT INTO reference VALUES ('agenda_item', 'session', 'session')")


class Assembly:
    """The agenda of a gathering."""

    def __init__(self, workspace: Workspace, db: Database | None = None) -> None:
        self._workspace = workspace
        self._db = db or workspace.db

    def add_day(self, gathering: str, on: date, opens: time, closes: time) -> Day:
        """Give the agenda one more day.

        Raises:
            Mishap: it closes before it opens.
        """
        require_hours(opens, closes)
        with self._workspace.change(N_("added a day to the agenda")) as change:
            day = DayId(change.add("day", gathering=gathering, date=on.isoformat(), opens=_clock(opens), closes=_clock(closes)))
        return Day(day, on, opens, closes)

    def alter_day(self, day: Day) -> None:
        """Write the hours of a day as they now stand; raises as `add_day`."""
        require_hours(day.opens, day.closes)
        with self._workspace.change(N_("changed a day of the agenda")) as change:
            change.put("day", day.id, date=day.on.isoformat(), opens=_clock(day.opens), closes=_clock(day.closes))

    def remove_day(self, day: DayId) -> None:
        """Take a day and its items off the agenda; an undo brings them back."""
        gathering = self._gathering_of_day(day)
        gone = next((each for each in self.days(gathering) if each.id == day), None)
        with self._workspace.change(N_("removed a day from the agenda")) as change:
            for item in gone.items if gone else ():
                change.delete("agenda_item", item.id)
            change.delete("day", day)

    def add_items(self, day: DayId, items: Iterable[Item]) -> list[Item]:
        """Put items at the end of a day, as one change; a session that one names is placed in the gathering.

        Raises:
            Mishap: one has no title.
        """
        gathering = self._gathering_of_day(day)
        held = self._items(gathering).get(day, [])
        before = held[-1].place if held else None
        made = []
        with self._workspace.change(N_("added to the agenda")) as change:
            for item in items:
                require_title(item.title)
                before = order_between(before, None)
                row = ItemId(change.add("agenda_item", gathering=gathering, place=f"{day} {before}", **_cells(item)))
                change.words(row, "title", item.title)
                self._place_session(change, item, gathering)
                made.append(replace(item, id=row, place=before))
        return made

    def add_item(self, day: DayId, item: Item, *, after: ItemId | None = None) -> Item:
        """Put an item behind another, or at the end of the day; raises as `add_items`."""
        made = self.add_items(day, [item])[0]
        if after is not None:
            order = [each.id for each in self._items(self._gathering_of_day(day)).get(day, [])]
            if after in order:
                self.move(made.id, day, order.index(after) + 1)
        return made

    def alter(self, item: Item) -> None:
        """Write an item as it now stands, where it stands; raises as `add_items`."""
        require_title(item.title)
        gathering = self._gathering_of_item(item.id)
        with self._workspace.change(N_("changed the agenda")) as change:
            change.put("agenda_item", item.id, **_cells(item))
            change.words(item.id, "title", item.title)
            self._place_session(change, item, gathering)

    def remove(self, item: ItemId) -> None:
        """Take an item off the agenda; an undo brings it back."""
        with self._workspace.change(N_("removed from the agenda")) as change:
            change.delete("agenda_item", item)

    def move(self, item: ItemId, day: DayId, position: int) -> None:
        """Move an item to the ``position`` (from 0) of a day: one cell is written, so it is never in two places."""
        others = [each for each in self._items(self._gathering_of_day(day)).get(day, []) if each.id != item]
        position = max(0, min(len(others), position))
        before = others[position - 1].place if position else None
        after = others[position].place if position < len(others) else None
        with self._workspace.change(N_("moved on the agenda")) as change:
            run = [item]
            if before is not None and after is not None and before >= after:
                # two laptops chose one key: the items behind it get new ones in the same change (sync.md 4.7)
                run += [each.id for each in others[position:]]
                after = None
            for each in run:
                before = order_between(before, after)
                change.put("agenda_item", each, place=f"{day} {before}")

    def days(self, gathering: str) -> list[Day]:
        """The agenda of a gathering, day by day."""
        items = self._items(gathering)
        rows = self._db.query("SELECT * FROM day WHERE gone = 0 AND gathering = ? ORDER BY date, opens, id", [gathering])
        return [_day(row, tuple(items.get(DayId(row["id"]), []))) for row in rows]

    def with_agenda(self) -> list[str]:
        """The ids of the gatherings that have an agenda, the latest day first."""
        rows = self._db.execute("SELECT gathering FROM day WHERE gone = 0 GROUP BY gathering ORDER BY max(date) DESC, gathering")
        return [row[0] for row in rows.fetchall()]

    def find(self, typed: str) -> list[tuple[str, Item]]:
        """Items whose title holds what was typed, each with its gathering."""
        wanted = folded(typed)
        return [
            (gathering, item)
            for gathering in self.with_agenda()
            for day in self.days(gathering)
            for item in day.items
            if any(wanted in folded(text) for text in (*item.title.values(), item.led_by))
        ]

    def _gathering_of_day(self, day: DayId) -> str:
        row = self._db.execute("SELECT gathering FROM day WHERE id = ?", [day]).fetchone()
        return str(row[0]) if row else ""

    def _gathering_of_item(self, item: ItemId) -> str:
        row = self._db.execute("SELECT gathering FROM agenda_item WHERE id = ?", [item]).fetchone()
        return str(row[0] or "") if row else ""

    def _place_session(self, change: Change, item: Item, gathering: str) -> None:
        """Place the session that an item names in the gathering of the agenda, unless it has a place already."""
        plan = Sessions(self._workspace, self._db).session(item.session) if item.session else None
        if plan is not None and not plan.gathering and gathering:
            write_place(change, plan.id, gathering)

    def _items(self, gathering: str) -> dict[DayId, list[Item]]:
        rows = list(self._db.query("SELECT * FROM agenda_item WHERE gone = 0 AND gathering = ?", [gathering]))
        titles = words(self._db, [row["id"] for row in rows])
        found: dict[DayId, list[Item]] = {}
        for row in rows:
            day, _space, place = (row["place"] or "").partition(" ")
            found.setdefault(DayId(day), []).append(_item(row, place, titles.get(row["id"], {}).get("title", {})))
        for items in found.values():
            items.sort(key=lambda item: (item.place, item.id))
        return found


def _cells(item: Item) -> dict[str, Any]:
    lock = _clock(item.lock) if item.lock else None
    return {
        "kind": item.kind, "minutes": item.minutes, "minimum": item.minimum, "lock": lock, "led_by": item.led_by.strip(),
        "session": item.session or None,
    }  # fmt: skip


def _clock(moment: time) -> str:
    return moment.strftime("%H:%M")


def _day(row: dict[str, Any], items: tuple[Item, ...]) -> Day:
    return Day(
        DayId(row["id"]),
        date.fromisoformat(row["date"]),
        time.fromisoformat(row["opens"]),
        time.fromisoformat(row["closes"]),
        items,
    )


def _item(row: dict[str, Any], place: str, title: Words) -> Item:
    kind = Kind(row["kind"]) if row["kind"] in set(Kind) else Kind.ITEM
    minutes = max(1, row["minutes"] or 1)
    lock = time.fromisoformat(row["lock"]) if row["lock"] else None
    minimum = min(minutes, max(0, row["minimum"])) if row["minimum"] is not None else None
    return Item(ItemId(row["id"]), kind, title, minutes, row["led_by"] or "", lock, minimum, place, row["session"] or "")
