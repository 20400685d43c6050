"""The workspace: one encrypted file, opened once, written through changes, read by everyone."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from nacl.encoding import HexEncoder
from nacl.hash import blake2b
from nacl.signing import SigningKey

from peña_app import clock
from peña_app.errors import Mishap
from peña_app.i18n import Words, _
from peña_app.workspace import backup, changes, keys, schema
from peña_app.workspace.changes import DO, FINAL, REDO, UNDO, Change, Said, Undone
from peña_app.workspace.sqlite import (
    DENY,
    OK,
    PRAGMA,
    READS,
    SAVEPOINT,
    TRANSACTION,
    WRITES,
    Database,
    Migrations,
    connect,
    known_trouble,
    set_authorizer,
)

FILE = "workspace.db"
SUFFIX = ".pena"
REMEMBERED = 1000
"""How many changes back undo reaches."""

Listener = Callable[[frozenset[str]], object]


class Workspace:
    """An open workspace. Made by `create`, `open`, `open_remembered` or `recover`; used in the thread that made it.

    ``db`` is for reading. Writing goes through `change`, or `unlogged` for what must leave no history:
    everywhere else SQLite itself refuses it.
    """

    def __init__(self, folder: Path, ring: keys.KeyRing, key: bytes, lock: FileLock, sets: Sequence[Migrations]) -> None:
        self.folder = folder
        self._ring = ring
        self._key = key
        self._lock = lock
        self._listeners: list[Listener] = []
        self._thread = threading.get_ident()
        self._changing = False
        self.db = connect(folder / FILE, key)
        try:
            self._migrate((schema.migrations, *sets))
            self._learn()
        except BaseException:
            self.db.conn.close()
            raise

    # opening and closing

    @classmethod
    def create(
        cls, folder: Path, passphrase: str, sets: Sequence[Migrations], *, effort: keys.Effort = keys.MODERATE
    ) -> tuple[Workspace, str]:
        """Make a new workspace in ``folder``, which must not exist or be empty.

        Returns:
            The open workspace, and the recovery code to print: it is kept nowhere.

        Raises:
            Mishap: the passphrase is too short, the folder is taken or cannot be written, or the disk is full.
        """
        require_passphrase(passphrase)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if any(folder.iterdir()):
                raise Mishap(_("There is something in this folder already."), _("Choose another name: nothing was changed."))
            (folder / "backups").mkdir()
        except OSError as error:
            raise _unwritable() from error
        lock = _only_one(folder)
        try:
            key, code = keys.new_key(), keys.new_recovery_code()
            ring = (
                keys.KeyRing.create()
                .sealed(keys.Slot.PASSPHRASE, passphrase, key, effort)
                .sealed(keys.Slot.RECOVERY, code, key, keys.LIGHT)
            )
            ring.write(folder)
            return cls(folder, ring, key, lock, sets), code
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, folder: Path, passphrase: str, sets: Sequence[Migrations]) -> Workspace:
        """Open the workspace in ``folder`` with its passphrase.

        Raises:
            Mishap: the passphrase is another, the file is damaged, newer, in use, or its folder cannot be written.
        """
        return cls.open_with(folder, cls.key_for(folder, passphrase), sets)

    @classmethod
    def recover(cls, folder: Path, code: str, sets: Sequence[Migrations]) -> Workspace:
        """Open the workspace with the recovery code of the printed sheet, however it is typed; raises as `open`."""
        return cls.open_with(folder, cls.key_for(folder, code, recovery=True), sets)

    @staticmethod
    def key_for(folder: Path, words: str, *, recovery: bool = False) -> bytes:
        """Derive the key from a passphrase or recovery code; slow on purpose, so a job does it. Raises as `open`."""
        ring = keys.KeyRing.read(folder)
        return ring.opened(keys.Slot.RECOVERY, keys.read_code(words)) if recovery else ring.opened(keys.Slot.PASSPHRASE, words)

    @classmethod
    def open_with(cls, folder: Path, key: bytes, sets: Sequence[Migrations]) -> Workspace:
        """Open the workspace with a key that `key_for` gave; raises as `open`."""
        ring = keys.KeyRing.read(folder)
        if not (folder / FILE).is_file():
            raise Mishap(
                _("The file of this workspace is missing."),
                _("Restore the newest backup: it is in the folder “backups” beside it."),
            )
        lock = _only_one(folder)
        try:
            return cls(folder, ring, key, lock, sets)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open_remembered(cls, folder: Path, sets: Sequence[Migrations]) -> Workspace | None:
        """Open the workspace with the key that this computer's keyring holds; None if it holds none. Raises as `open`."""
        key = keys.remembered(keys.KeyRing.read(folder).workspace)
        return None if key is None else cls.open_with(folder, key, sets)

    @staticmethod
    def restore(folder: Path, file: Path, passphrase: str) -> None:
        """Put a backup in the place of the workspace in ``folder``, which no program may have open; raises as `open`."""
        key = Workspace.key_for(folder, passphrase)
        lock = _only_one(folder)
        try:
            backup.restore(folder, file, key)
        finally:
            lock.release()

    def go_back(self, file: Path) -> None:
        """Close, and put a backup in the place of this workspace.

        Raises:
            Mishap: the backup cannot be read; the workspace is closed and unchanged.
        """
        key = self._key
        self.close(keep_backup=False)
        backup.restore(self.folder, file, key)

    def close(self, *, keep_backup: bool = True) -> None:
        """Close the file and let others open it; with a backup first, unless only the screen is being locked."""
        if self.closed:
            return
        try:
            if keep_backup:
                self.back_up()
        finally:
            self.db.conn.close()
            self._key = b""
            self._listeners.clear()
            self._lock.release()

    @property
    def closed(self) -> bool:
        return not self._key

    # what it is

    @property
    def id(self) -> str:
        """The workspace's number; it says nothing about anyone."""
        return self._ring.workspace

    @property
    def device(self) -> str:
        """This laptop's id: BLAKE2b-128 of its signing key (sync.md 4.2)."""
        return self._device_id

    def remember_key(self) -> bool:
        """Let this computer's keyring open the workspace from now on; False if the computer has none."""
        return keys.remember(self.id, self._key)

    def forget_key(self) -> None:
        """Ask for the passphrase again from now on."""
        keys.forget(self.id)

    def change_passphrase(self, passphrase: str, *, effort: keys.Effort = keys.MODERATE) -> None:
        """Rewrite the passphrase's slot; nothing else is encrypted again.

        Raises:
            Mishap: the new passphrase is too short.
        """
        require_passphrase(passphrase)
        self._ring = self._ring.sealed(keys.Slot.PASSPHRASE, passphrase, self._key, effort)
        self._ring.write(self.folder)

    # writing

    @staticmethod
    def in_use(folder: Path) -> bool:
        """Whether a program has the workspace in ``folder`` open."""
        if not (folder / FILE).is_file():
            return False
        try:
            _only_one(folder).release()
        except Mishap:
            return True
        return False

    @contextmanager
    def change(self, label: str, *, final: bool = False, **facts: str | int) -> Generator[Change, None, None]:
        """Write: all or nothing, on disk when the block ends.

        ``label`` is a message marked with `N_` or `NN_` and ``facts`` fill it: no names, so that deleting a person for
        good leaves none here. What is ``final`` cannot be undone.

        Raises:
            Mishap: the disk is full or does not answer; the tables are then as before.
        """
        with self._writing() as change:
            yield change
            self._commit(change, label, facts, FINAL if final or change.forgets else DO, None)
        if change.forgets:
            self.settle()
            for file in backup.files(self.folder):
                backup.erase(file, self._key, change.forgets)
        self._tell(change)

    @contextmanager
    def unlogged(self) -> Generator[Database, None, None]:
        """Write boxed tables only, durably and without any history; listeners are told when the block ends."""
        with self._writing() as change:
            yield change.box
        self._tell(change, boxed=True)

    @contextmanager
    def _writing(self) -> Generator[Change, None, None]:
        if self._changing:
            raise RuntimeError("a change inside a change")
        self._changing = True
        try:
            with known_trouble():
                self._let(self._open_gate)
                self.db.conn.execute("PRAGMA query_only = OFF")
                try:
                    self.db.conn.execute("BEGIN IMMEDIATE")
                    self._let(self._box_gate)
                    change = Change(self.db)
                    yield change
                    self._let(self._open_gate)
                    self.db.conn.execute("COMMIT")
                except BaseException:
                    self._let(self._open_gate)
                    if self.db.conn.in_transaction:
                        self.db.conn.execute("ROLLBACK")
                    raise
                finally:
                    self.db.conn.execute("PRAGMA query_only = ON")
                    self._let(self._shut_gate)
        finally:
            self._changing = False

    def _commit(self, change: Change, label: str, facts: dict[str, Any], role: str, target: int | None) -> None:
        stray = {table for table, _row in change.puts} - self._synced
        if stray:
            raise ValueError(f"a change writes only synced tables, not {sorted(stray)}")
        self._let(self._open_gate)
        stamp = self._next_stamp()
        ops: list[list[Any]] = [op.as_json() for op in changes.applied(self.db, change.puts, stamp, self._device)]
        for table, row in change.forgets:
            changes.erase(self.db, table, row)
            ops.append([table, row, -1, {}])
        if not ops and not label:
            return
        self.db.conn.execute(
            "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                stamp,
                self._device,
                label,
                json.dumps(facts, ensure_ascii=False),
                json.dumps(ops, ensure_ascii=False),
                role,
                target,
            ],
        )
        self._last = stamp
        if role == DO:
            self._undoable.append(stamp)
            self._redoable.clear()

    def _next_stamp(self) -> int:
        coarse = int(clock.now().timestamp() * 1000) & ~0xFFFF
        return max(self._last + 1, coarse)

    def _tell(self, change: Change, *, boxed: bool = False) -> None:
        tables = {table for table, _row in [*change.puts, *change.forgets]}
        self._tell_of(tables | (self._boxed if boxed else set()))

    def _tell_of(self, tables: Iterable[str]) -> None:
        named = frozenset(tables)
        for listener in tuple(self._listeners):
            listener(named)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Tell ``listener`` which tables each change touched, in the thread that made it; the answer stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    # undo, redo, history

    def undo(self) -> Undone | None:
        """Take back the newest change of this laptop that stands; None if there is none."""
        return self._reverse(self._undoable, self._redoable, UNDO)

    def redo(self) -> Undone | None:
        """Do again what the newest undo took back; None if there is none, or something new was done since."""
        return self._reverse(self._redoable, self._undoable, REDO)

    @property
    def can_undo(self) -> bool:
        return bool(self._undoable)

    @property
    def can_redo(self) -> bool:
        return bool(self._redoable)

    def _reverse(self, source: list[int], goal: list[int], role: str) -> Undone | None:
        if not source:
            return None
        target = source[-1]
        row = next(self.db.query("SELECT * FROM change WHERE stamp = ? AND device = ?", [target, self._device]))
        with self._writing() as change:
            change.puts, kept = changes.reversed_cells(self.db, json.loads(row["ops"]), self._device)
            self._commit(change, row["label"], json.loads(row["facts"]), role, target)
            source.pop()
            goal.append(self._last)
        self._tell(change)
        return Undone(_said(row), kept)

    def history(self, limit: int = 200, *, row: str | None = None) -> list[Said]:
        """What was done, newest first; of one row if ``row`` is given."""
        where, values = ("WHERE instr(ops, ?)", [row]) if row else ("", [])
        found = self.db.query(f"SELECT * FROM change {where} ORDER BY stamp DESC, device DESC LIMIT ?", [*values, limit])
        return [_said(each) for each in found]

    def versions(self, table: str, row: str, column: str) -> list[tuple[int, changes.Cell]]:
        """What a cell has held, the newest first, each with the stamp of the change that wrote it."""
        found = []
        for each in self.db.query("SELECT stamp, ops FROM change WHERE instr(ops, ?) ORDER BY stamp DESC, device DESC", [row]):
            for name, held, _new, cells in json.loads(each["ops"]):
                if name == table and held == row and column in cells:
                    found.append((each["stamp"], cells[column][0]))
        return found

    # reading

    def words(self, owners: Iterable[str]) -> dict[str, dict[str, Words]]:
        """The texts of each owner: by field, then by language."""
        return words(self.db, owners)

    @contextmanager
    def again(self) -> Generator[Database, None, None]:
        """A connection of its own, for reading in a job's thread."""
        db = connect(self.folder / FILE, self._key, read_only=True)
        try:
            yield db
        finally:
            db.conn.close()

    def settle(self) -> None:
        """Bring the write-ahead log into the file and empty it, so that it keeps no order of writing."""
        self._let(None)
        try:
            self.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            self._let(self._shut_gate)

    # backups

    def back_up(self) -> Path:
        """Copy the workspace into its backups and let old ones go; any thread may call this.

        Raises:
            Mishap: the disk is full, or the copy could not be read back.
        """
        return backup.make(self.folder, self._key)

    # what holds it together

    def _migrate(self, sets: Sequence[Migrations]) -> None:
        known = {each.name: {migration.name for migration in each._migrations} for each in sets}  # noqa: SLF001 - it has no other door
        fresh = not self.db.table(Migrations.migrations_table).exists()
        if not fresh:
            for row in self.db.query(f"SELECT migration_set, name FROM {Migrations.migrations_table}"):
                if row["name"] not in known.get(row["migration_set"], set()):
                    raise keys.newer_program()
            if any(each.pending(self.db) for each in sets):
                backup.make(self.folder, self._key)
        with known_trouble():
            for each in sets:
                each.apply(self.db)

    def _learn(self) -> None:
        kinds = list(self.db.query("SELECT name, boxed FROM kind"))
        self._synced = {row["name"] for row in kinds if not row["boxed"]}
        self._boxed = {row["name"] for row in kinds if row["boxed"]}
        found = next(self.db.query("SELECT value FROM local WHERE name = 'signing_key'"), None)
        if found is None:
            signing = SigningKey.generate()
            self.db.execute("INSERT INTO local VALUES ('signing_key', ?)", [bytes(signing).hex()])
        else:
            signing = SigningKey(bytes.fromhex(found["value"]))
        self._device_id = blake2b(bytes(signing.verify_key), digest_size=16, encoder=HexEncoder).decode()
        row = next(self.db.query("SELECT n FROM device WHERE id = ?", [self._device_id]), None)
        if row is None:
            self.db.execute("INSERT INTO device (id) VALUES (?)", [self._device_id])
            row = next(self.db.query("SELECT n FROM device WHERE id = ?", [self._device_id]))
        self._device = int(row["n"])
        self._last = self.db.execute("SELECT coalesce(max(stamp), 0) FROM change").fetchone()[0]
        self._undoable, self._redoable = self._stacks()
        self.db.conn.execute("PRAGMA query_only = ON")
        self._let(self._shut_gate)

    def _stacks(self) -> tuple[list[int], list[int]]:
        undoable: list[int] = []
        redoable: list[int] = []
        recent = self.db.query(
            "SELECT stamp, role FROM change WHERE device = ? ORDER BY stamp DESC LIMIT ?", [self._device, REMEMBERED]
        )
        for row in reversed(list(recent)):
            if row["role"] == DO:
                undoable.append(row["stamp"])
                redoable.clear()
            elif row["role"] == UNDO and undoable:
                undoable.pop()
                redoable.append(row["stamp"])
            elif row["role"] == REDO and redoable:
                redoable.pop()
                undoable.append(row["stamp"])
        return undoable, redoable

    # the gates: what SQLite may do on the writing connection

    def _let(self, gate: Callable[[int, str | None, str | None, str | None, str | None], int] | None) -> None:
        set_authorizer(self.db, gate)

    @staticmethod
    def _open_gate(_action: int, _a: str | None, _b: str | None, _base: str | None, _trigger: str | None) -> int:
        return OK

    def _box_gate(self, action: int, table: str | None, _b: str | None, _base: str | None, _trigger: str | None) -> int:
        if action in WRITES:
            return OK if table in self._boxed else DENY
        return OK if action in READS or action == SAVEPOINT else DENY

    @staticmethod
    def _shut_gate(action: int, what: str | None, _b: str | None, _base: str | None, _trigger: str | None) -> int:
        if action in READS or action in {SAVEPOINT, TRANSACTION}:
            return OK
        return OK if action == PRAGMA and what in _READING_PRAGMAS else DENY


_READING_PRAGMAS = frozenset(
    {"table_info", "table_xinfo", "index_list", "index_info", "foreign_key_list", "database_list", "data_version"}
)


def words(db: Database, owners: Iterable[str]) -> dict[str, dict[str, Words]]:
    """The texts of each owner by field and language, over any connection."""
    found: dict[str, dict[str, Words]] = {}
    listed = list(owners)
    for start in range(0, len(listed), 500):
        some = listed[start : start + 500]
        marks = ", ".join("?" * len(some))
        query = f"SELECT owner, field, language, body FROM text WHERE owner IN ({marks}) AND gone = 0 ORDER BY language DESC"
        for row in db.query(query, some):
            found.setdefault(row["owner"], {}).setdefault(row["field"], {})[row["language"]] = row["body"] or ""
    return found


def require_passphrase(passphrase: str) -> None:
    """Check that a new passphrase is long enough.

    Raises:
        Mishap: it has fewer than `keys.SHORTEST` characters.
    """
    if len(passphrase.strip()) < keys.SHORTEST:
        raise Mishap(_("This passphrase is too short."), _("Use five words that you will remember, with spaces between them."))


def _said(row: dict[str, Any]) -> Said:
    return Said(row["stamp"], row["device"], row["label"], json.loads(row["facts"]), row["role"])


def moment_of(stamp: int) -> datetime:
    """When a change was made, to about a minute."""
    return datetime.fromtimestamp(stamp / 1000, UTC).astimezone()


def _only_one(folder: Path) -> FileLock:
    lock = FileLock(str(folder / "lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise Mishap(
            _("This workspace is open already."), _("Look for its window on this computer, or close it there first.")
        ) from error
    except OSError as error:
        raise _unwritable() from error
    return lock


def _unwritable() -> Mishap:
    return Mishap(
        _("This folder cannot be written."),
        _("Copy the workspace to a place that can be written, such as the documents folder, and open it there."),
    )
