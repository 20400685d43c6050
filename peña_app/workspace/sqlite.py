"""SQLCipher under sqlite-utils: the only file that imports either."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

# sqlite-utils catches the exceptions of pysqlite3 where it is installed and else those of sqlite3;
# SQLCipher's are neither, so it must find SQLCipher under that name, before its first import.
sys.modules["pysqlite3"] = sqlcipher
sys.modules["pysqlite3.dbapi2"] = sqlcipher

from sqlite_utils import Database, Migrations  # noqa: E402

from peña_app.errors import Mishap  # noqa: E402
from peña_app.i18n import _, collation_key  # noqa: E402

__all__ = ["Authorizer", "Database", "DatabaseError", "Migrations", "connect", "known_trouble", "set_authorizer"]

DatabaseError = sqlcipher.DatabaseError
Row = dict[str, Any]

DENY: int = sqlcipher.SQLITE_DENY
OK: int = sqlcipher.SQLITE_OK
WRITES: frozenset[int] = frozenset({sqlcipher.SQLITE_INSERT, sqlcipher.SQLITE_UPDATE, sqlcipher.SQLITE_DELETE})
READS: frozenset[int] = frozenset(
    {sqlcipher.SQLITE_READ, sqlcipher.SQLITE_SELECT, sqlcipher.SQLITE_FUNCTION, sqlcipher.SQLITE_RECURSIVE}
)
TRANSACTION: int = sqlcipher.SQLITE_TRANSACTION
SAVEPOINT: int = sqlcipher.SQLITE_SAVEPOINT  # sqlite-utils wraps every query in one
PRAGMA: int = sqlcipher.SQLITE_PRAGMA

Authorizer = Callable[[int, str | None, str | None, str | None, str | None], int]

# https://www.sqlite.org/rescode.html: the ones that people can meet; every other is a bug of ours
_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26


def set_authorizer(db: Database, authorizer: Authorizer | None) -> None:
    """Put ``authorizer`` in force; statements prepared before are asked again."""
    db.conn.set_authorizer(authorizer)


def connect(file: Path, key: bytes, *, read_only: bool = False) -> Database:
    """Open an encrypted file with its raw 32-byte key, with the settings of sync.md 4.18.

    Raises:
        Mishap: the file is not ours, needs another key, is damaged, or cannot be written.
    """
    with known_trouble():
        connection = sqlcipher.connect(str(file), isolation_level=None, timeout=5.0)
        try:
            # a wrong key is answered by a sentence of ours, not by a line of SQLCipher's on stderr
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.create_function("collated", 1, _collated, deterministic=True)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA cell_size_check = ON")
            connection.execute("PRAGMA synchronous = FULL")
            if read_only:
                connection.execute("PRAGMA query_only = ON")
            else:
                connection.execute("PRAGMA journal_mode = WAL")
        except BaseException:
            connection.close()
            raise
    return Database(connection, use_old_upsert=False)


def _collated(text: str | None) -> str:
    return collation_key(text or "")[0]


@contextmanager
def known_trouble() -> Generator[None, None, None]:
    """Say in a sentence what SQLite reports in a code; what is not known stays a bug.

    Raises:
        Mishap: busy, full, read-only, damaged, not a database, or cannot be opened.
    """
    try:
        yield
    except DatabaseError as trouble:
        mishap = _mishap(getattr(trouble, "sqlite_errorcode", 0) & 0xFF)
        if mishap is None:
            raise
        raise mishap from trouble


def _mishap(code: int) -> Mishap | None:
    if code in {_BUSY, _LOCKED}:
        return Mishap(_("Another program is using this workspace."), _("Wait a moment and try again. Nothing was lost."))
    if code == _FULL:
        return Mishap(
            _("The disk is full, so the last step was not saved."),
            _("Everything before it is safe. Make room on the disk and do the step again."),
        )
    if code in {_READONLY, _CANTOPEN}:
        return Mishap(
            _("This workspace cannot be written here."),
            _("Copy its folder to a place that can be written, such as the documents folder, and open it there."),
        )
    if code == _IOERR:
        return Mishap(
            _("The disk did not answer, so the last step was not saved."),
            _("If the workspace is on a stick, plug it in again. Everything saved before is safe."),
        )
    if code in {_CORRUPT, _NOTADB}:
        return damaged()
    return None


def damaged() -> Mishap:
    """What is said of a file that cannot be read although its key is right."""
    return Mishap(
        _("The file of this workspace is damaged."),
        _("Nothing was changed. Restore the newest backup: it is in the folder “backups” beside it."),
    )
