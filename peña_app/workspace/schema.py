"""The kinds of tables: synced ones, which only a change may write, and boxed ones, which leave no history."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from enum import StrEnum

from fractional_indexing import generate_n_keys_between

from peña_app import clock
from peña_app.workspace.sqlite import Database, Migrations

_SQL = {str: "TEXT", int: "INTEGER", float: "REAL", bytes: "BLOB"}
_DAY_MS = 86_400_000
_KEYS_BETWEEN = 64  # sync.md 4.7: two laptops that insert at one place almost never choose the same key


class Channel(StrEnum):
    """Who will receive a table's changes (sync.md 4.14)."""

    PEOPLE = "people"
    PROGRAM = "program"
    BALLOTS = "ballots"


migrations = Migrations("workspace")


@migrations()
def m0001_ground(db: Database) -> None:
    """The change log, what it knows of devices, texts in every language, and what was forgotten for good."""
    db.execute(
        "CREATE TABLE kind (name TEXT PRIMARY KEY, boxed INTEGER NOT NULL, channel TEXT NOT NULL, draft INTEGER NOT NULL) STRICT"
    )
    db.execute(
        "CREATE TABLE reference (tab TEXT NOT NULL, col TEXT NOT NULL, target TEXT NOT NULL, PRIMARY KEY (tab, col)) STRICT"
    )
    db.execute("CREATE TABLE local (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")
    db.execute("CREATE TABLE device (n INTEGER PRIMARY KEY, id TEXT NOT NULL) STRICT")
    db.execute(
        "CREATE TABLE change (stamp INTEGER NOT NULL, device INTEGER NOT NULL, label TEXT NOT NULL, facts TEXT NOT NULL, "
        "ops TEXT NOT NULL, role TEXT NOT NULL, target INTEGER, PRIMARY KEY (stamp, device)) STRICT, WITHOUT ROWID"
    )
    db.execute("CREATE TABLE forgotten (id TEXT PRIMARY KEY, tab TEXT NOT NULL) STRICT")
    synced(db, "text", {"owner": str, "field": str, "language": str, "body": str, "state": str}, index=[["owner"]])


def synced(
    db: Database,
    name: str,
    columns: Mapping[str, type],
    *,
    index: Iterable[list[str]] = (),
    refers: Mapping[str, str] | None = None,
    channel: Channel = Channel.PROGRAM,
) -> None:
    """Make a table whose rows travel between laptops, so that only a change may write it.

    ``id``, ``gone`` (1 when deleted) and the row's clock are added; every column may be empty, nothing but
    the id is unique and no foreign key is enforced, because a row may arrive before what it points to.
    ``refers`` names the columns that hold ids of other tables, for the check.
    """
    cells = ", ".join(f'"{column}" {_SQL[kind]}' for column, kind in columns.items())
    db.execute(
        f'CREATE TABLE "{name}" (id TEXT PRIMARY KEY, {cells}, gone INTEGER NOT NULL DEFAULT 0, _clock TEXT NOT NULL) STRICT'
    )
    for number, held in enumerate(index):
        listed = ", ".join(f'"{column}"' for column in held)
        db.execute(f'CREATE INDEX "{name}_{number}" ON "{name}" ({listed})')
    db.execute("INSERT INTO kind VALUES (?, 0, ?, 0)", [name, channel])
    for column, target in (refers or {}).items():
        db.execute("INSERT INTO reference VALUES (?, ?, ?)", [name, column, target])


def boxed(db: Database, name: str, columns: Mapping[str, type], *, draft: bool = False) -> None:
    """Make a table for what must leave no history: no log, no time, clustered by its (random) id.

    A ``draft`` table holds what is being typed, in the order of typing: backups leave it empty.
    """
    cells = ", ".join(f'"{column}" {_SQL[kind]}' for column, kind in columns.items())
    db.execute(f'CREATE TABLE "{name}" (id TEXT PRIMARY KEY, {cells}) STRICT, WITHOUT ROWID')
    db.execute("INSERT INTO kind VALUES (?, 1, ?, ?)", [name, Channel.BALLOTS, int(draft)])


def new_id() -> str:
    """A UUIDv7 (RFC 9562) whose time is rounded down to the UTC day: an id tells the day and no more."""
    moment = int(clock.now().timestamp() * 1000) // _DAY_MS * _DAY_MS
    number = (moment << 80) | (0x7 << 76) | (secrets.randbits(12) << 64) | (0b10 << 62) | secrets.randbits(62)
    digits = f"{number:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def text_id(owner: str, field: str, language: str) -> str:
    """The id of a text, the same on every laptop: there is one text per owner, field and language."""
    return hashlib.blake2b(f"{owner}\0{field}\0{language}".encode(), digest_size=16).hexdigest()


def order_between(before: str | None, after: str | None) -> str:
    """A key that sorts between two others; None is the start or the end of the list."""
    keys = generate_n_keys_between(before or None, after or None, _KEYS_BETWEEN)
    return str(keys[secrets.randbelow(len(keys))])
