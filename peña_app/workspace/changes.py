"""The one way to write: a change, what it remembers for undo and sync, and how it is taken back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from peña_app.i18n import Words, said
from peña_app.workspace.schema import new_id, text_id
from peña_app.workspace.sqlite import Database

Cell = str | int | float | None
DO, UNDO, REDO, FINAL = "do", "undo", "redo", "final"
"""The roles of a change. What is final cannot be taken back: a closed batch of ballots, a person forgotten for good."""


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the history: when (milliseconds since 1970, to about a minute), by which laptop, and what."""

    stamp: int
    device: int
    label: str
    facts: dict[str, Any]
    role: str

    @property
    def text(self) -> str:
        """What was done, in the current language."""
        return said(self.label, **self.facts)


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo did: the change it reversed, and how many cells others have changed since and so were left."""

    change: Said
    kept: int

    @property
    def text(self) -> str:
        return self.change.text


@dataclass(slots=True)
class Op:
    """What a change does to one row: per column the new cell, the old one, and the clock of the old one."""

    table: str
    id: str
    new: bool
    cells: dict[str, tuple[Cell, Cell, list[int] | None]]

    def as_json(self) -> list[Any]:
        return [self.table, self.id, int(self.new), self.cells]


class Change:
    """What a block of `Workspace.change` collects; nothing is in the tables before the block ends."""

    def __init__(self, db: Database) -> None:
        self.box = db
        """Raw SQL on boxed tables, in the same transaction; a write to any other table is refused."""
        self.puts: dict[tuple[str, str], dict[str, Cell]] = {}
        self.forgets: list[tuple[str, str]] = []

    def add(self, table: str, *, id: str | None = None, **cells: Cell) -> str:  # noqa: A002 - the column's name
        """Add a row and give its id, a new one unless it is chosen."""
        row = id or new_id()
        self.puts.setdefault((table, row), {}).update(cells)
        return row

    def put(self, table: str, id: str, **cells: Cell) -> None:  # noqa: A002 - the column's name
        """Set cells of a row; a row that is not there yet is added."""
        self.puts.setdefault((table, id), {}).update(cells)

    def delete(self, table: str, id: str) -> None:  # noqa: A002 - the column's name
        """Mark a row as gone; an undo brings it back."""
        self.put(table, id, gone=1)

    def words(self, owner: str, field: str, words: Words, state: str = "draft") -> None:
        """Set the texts of a field of ``owner``, a row per language; an empty text is kept as empty."""
        for language, body in words.items():
            self.put("text", text_id(owner, field, language), owner=owner, field=field, language=language, body=body, state=state)

    def forget(self, table: str, id: str) -> None:  # noqa: A002 - the column's name
        """Erase a row for good with its texts, its history and its copies in backups; its id stays empty whatever comes later."""
        self.forgets.append((table, id))


def clock_of(text: str | None) -> dict[str, list[int]]:
    """A row's clock: the stamp and device of its insert under "", and of each cell written later."""
    return json.loads(text) if text else {}


def applied(db: Database, puts: Mapping[tuple[str, str], Mapping[str, Cell]], stamp: int, device: int) -> list[Op]:
    """Write cells into their tables and say what was replaced; cells that already hold their value are left out."""
    ops: list[Op] = []
    for (table, row), cells in puts.items():
        if db.execute("SELECT 1 FROM forgotten WHERE id = ?", [row]).fetchone():
            continue
        columns = list(cells)
        listed = "".join(f', "{column}"' for column in columns)
        held = db.execute(f'SELECT _clock{listed} FROM "{table}" WHERE id = ?', [row]).fetchone()
        if held is None:
            marks = ", ".join("?" * (len(columns) + 2))
            db.execute(
                f'INSERT INTO "{table}" (id, _clock{listed}) VALUES ({marks})',
                [row, json.dumps({"": [stamp, device]}), *cells.values()],
            )
            ops.append(Op(table, row, True, {column: (cell, None, None) for column, cell in cells.items()}))
            continue
        clock = clock_of(held[0])
        changed = {column: (cells[column], old) for column, old in zip(columns, held[1:], strict=True) if cells[column] != old}
        if not changed:
            continue
        op = Op(
            table, row, False, {column: (new, old, clock.get(column) or clock.get("")) for column, (new, old) in changed.items()}
        )
        clock.update({column: [stamp, device] for column in changed})
        settings = "".join(f', "{column}" = ?' for column in changed)
        db.execute(
            f'UPDATE "{table}" SET _clock = ?{settings} WHERE id = ?',
            [json.dumps(clock), *(new for new, _old in changed.values()), row],
        )
        ops.append(op)
    return ops


def erase(db: Database, table: str, row: str) -> list[str]:
    """Empty a row and its texts, and blank them in the log, in this file.

    Returns:
        The ids that were emptied.
    """
    texts = [found[0] for found in db.execute("SELECT id FROM text WHERE owner = ?", [row]).fetchall()]
    for name, each in [(table, row), *(("text", text) for text in texts)]:
        columns = [column.name for column in db.table(name).columns if column.name not in {"id", "gone", "_clock"}]
        emptied = ", ".join(f'"{column}" = NULL' for column in columns)
        db.execute(f'UPDATE "{name}" SET {emptied}, gone = 1, _clock = ? WHERE id = ?', ["{}", each])
        db.execute("INSERT OR IGNORE INTO forgotten (id, tab) VALUES (?, ?)", [each, name])
    erased = {row, *texts}
    for stamp, device, ops in db.execute(
        "SELECT stamp, device, ops FROM change WHERE " + " OR ".join(["instr(ops, ?)"] * len(erased)), sorted(erased)
    ).fetchall():
        kept = [op if op[1] not in erased else [op[0], op[1], op[2], {}] for op in json.loads(ops)]
        db.execute(
            "UPDATE change SET ops = ? WHERE stamp = ? AND device = ?", [json.dumps(kept, ensure_ascii=False), stamp, device]
        )
    return sorted(erased)


def reversed_cells(db: Database, ops: Iterable[list[Any]], device: int) -> tuple[dict[tuple[str, str], dict[str, Cell]], int]:
    """The cells that take a change back, where they still are as that change left them; and how many are not.

    A cell is as the change left it when it holds the change's value and this laptop wrote it last: an undo in between
    has given it a later clock.
    """
    puts: dict[tuple[str, str], dict[str, Cell]] = {}
    kept = 0
    for table, row, new, cells in ops:
        held = next(db.query(f'SELECT * FROM "{table}" WHERE id = ?', [row]), None)
        if held is None or not cells:
            continue
        clock = clock_of(held["_clock"])
        mine = {
            column: old
            for column, (now, old, _clock) in cells.items()
            if held[column] == now and clock.get(column, clock.get("", [0, 0]))[1] == device
        }
        kept += len(cells) - len(mine)
        if new:
            puts[table, row] = {"gone": 1}
        elif mine:
            puts.setdefault((table, row), {}).update(mine)
    return puts, kept
