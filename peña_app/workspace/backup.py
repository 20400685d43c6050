"""Copies of the workspace: made, checked, thinned out, and put back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from peña_app import clock
from peña_app.errors import Mishap
from peña_app.i18n import _
from peña_app.workspace import changes
from peña_app.workspace.sqlite import Database, DatabaseError, connect, known_trouble

FOLDER = "backups"
NEWEST = 10
DAYS = 30
_NAME = "%Y-%m-%d %H.%M.%S"


def files(folder: Path) -> list[Path]:
    """The backups of a workspace, newest first."""
    return sorted((folder / FOLDER).glob("*.db"), reverse=True)


def moment(file: Path) -> datetime | None:
    """When a backup was made, in the zone of this computer; None for a file that was named otherwise."""
    try:
        return datetime.strptime(file.stem[:19], _NAME).astimezone()
    except ValueError:
        return None


def make(folder: Path, key: bytes) -> Path:
    """Copy the open workspace to a new file, read the copy through, and only then let old ones go.

    What people are typing at this moment (the draft tables) is left out: it would tell the order of ballots.

    Raises:
        Mishap: there is no room, or the copy does not read back.
    """
    kept = folder / FOLDER
    target = kept / f"{clock.now().strftime(_NAME)}.db"
    part = target.with_suffix(".part")
    try:
        kept.mkdir(exist_ok=True)
        part.unlink(missing_ok=True)
        source = connect(folder / "workspace.db", key, read_only=True)
        try:
            with known_trouble():
                copy = connect(part, key)
                try:
                    source.conn.backup(copy.conn)
                    _without_drafts(copy)
                    copy.conn.execute("PRAGMA journal_mode = DELETE")
                    if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                        raise Mishap(
                            _("The backup could not be read back, so it was not kept."),
                            _("The workspace itself is open and safe. Look at the disk."),
                        )
                finally:
                    copy.conn.close()
        finally:
            source.conn.close()
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise Mishap(_("There is no room for a backup."), _("The workspace itself is safe. Make room on the disk.")) from error
    finally:
        for left in (
            part,
            part.with_name(part.name + "-wal"),
            part.with_name(part.name + "-shm"),
            part.with_name(part.name + "-journal"),
        ):
            left.unlink(missing_ok=True)
    for old in outdated(files(folder), clock.today()):
        old.unlink(missing_ok=True)
    return target


def _without_drafts(copy: Database) -> None:
    tables = copy.execute("SELECT name FROM sqlite_master WHERE name = 'kind'").fetchall()
    names = [row[0] for row in copy.execute("SELECT name FROM kind WHERE draft = 1").fetchall()] if tables else []
    for name in names:
        copy.execute(f'DELETE FROM "{name}"')
    copy.conn.execute("VACUUM")


def outdated(found: Iterable[Path], today: date) -> list[Path]:
    """The backups to let go: neither among the newest ten nor the last one of a day of the past thirty."""
    newest_first = sorted((file for file in found if moment(file) is not None), reverse=True)
    days: set[date] = set()
    gone = []
    for place, file in enumerate(newest_first):
        made = moment(file)
        day = made.date() if made else today
        last_of_day = day not in days
        days.add(day)
        if place >= NEWEST and not (last_of_day and today - day <= timedelta(days=DAYS)):
            gone.append(file)
    return gone


def erase(file: Path, key: bytes, rows: Iterable[tuple[str, str]]) -> None:
    """Erase rows from a backup as well: whoever asked to be forgotten is forgotten there too."""
    try:
        copy = connect(file, key)
    except Mishap:
        return  # a backup that cannot be opened holds nothing that anyone could read
    try:
        with known_trouble():
            copy.conn.execute("BEGIN IMMEDIATE")
            for table, row in rows:
                changes.erase(copy, table, row)
            copy.conn.execute("COMMIT")
            copy.conn.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.conn.close()


def restore(folder: Path, file: Path, key: bytes) -> None:
    """Put a backup in the place of the (closed) workspace; what was there is kept beside the backups.

    The laptop gets a new identity for its changes: the old one may have written changes that this copy does not know.

    Raises:
        Mishap: the backup cannot be read, and nothing was changed.
    """
    current = folder / "workspace.db"
    fresh = folder / "workspace.db.restoring"
    try:
        shutil.copyfile(file, fresh)
        copy = connect(fresh, key)
        try:
            if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise DatabaseError
            copy.execute("DELETE FROM local WHERE name = 'signing_key'")
            copy.conn.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.conn.close()
    except (Mishap, DatabaseError, OSError) as error:
        fresh.unlink(missing_ok=True)
        raise Mishap(_("This backup cannot be read."), _("Nothing was changed. Choose another backup.")) from error
    finally:
        for ending in ("-wal", "-shm"):
            fresh.with_name(fresh.name + ending).unlink(missing_ok=True)
    if current.exists():
        aside = folder / FOLDER / f"{clock.now().strftime(_NAME)} replaced.db"
        for ending in ("", "-wal", "-shm"):
            old = current.with_name(current.name + ending)
            if old.exists():
                old.replace(aside.with_name(aside.name + ending))
    fresh.replace(current)
