"""Is the workspace whole: the file, what its rows point to, and the tables against their history."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from peña_app.i18n import _, ngettext
from peña_app.workspace.sqlite import Database, DatabaseError

Finding = str


def findings(db: Database, say: Callable[[int, str], object] = lambda _percent, _text: None) -> list[Finding]:
    """Everything that is not as it should be, a sentence each; empty when all is well.

    ``say`` gets per cent and words as the check goes on.
    """
    found: list[Finding] = []
    say(0, _("Reading the file"))
    found += _of_file(db)
    if found:
        return found
    say(30, _("Following the references"))
    found += _of_references(db)
    say(50, _("Comparing the tables with their history"))
    found += _of_log(db)
    say(100, _("Done"))
    return found


def _of_file(db: Database) -> list[Finding]:
    try:
        cipher = db.conn.execute("PRAGMA cipher_integrity_check").fetchall()
        inside = db.conn.execute("PRAGMA integrity_check").fetchall()
    except DatabaseError:
        return [_("The file cannot be read through: it is damaged. Restore the newest backup.")]
    if cipher or inside != [("ok",)]:
        return [_("Some pages of the file are damaged. Restore the newest backup.")]
    return []


def _of_references(db: Database) -> list[Finding]:
    found = []
    for table, column, target in db.execute("SELECT tab, col, target FROM reference ORDER BY tab, col").fetchall():
        dangling = db.execute(
            f'SELECT count(*) FROM "{table}" AS a WHERE a.gone = 0 AND a."{column}" IS NOT NULL '
            f'AND NOT EXISTS (SELECT 1 FROM "{target}" AS b WHERE b.id = a."{column}")'
        ).fetchone()[0]
        if dangling:
            found.append(
                ngettext(
                    "{n} row of “{table}” points to a “{target}” that has not arrived yet.",
                    "{n} rows of “{table}” point to a “{target}” that has not arrived yet.",
                    dangling,
                ).format(n=dangling, table=table, target=target)
            )
    return found


def _of_log(db: Database) -> list[Finding]:
    replayed: dict[str, dict[str, dict[str, Any]]] = {}
    forgotten = {row[0] for row in db.execute("SELECT id FROM forgotten").fetchall()}
    for (ops,) in db.execute("SELECT ops FROM change ORDER BY stamp, device"):
        for table, row, _new, cells in json.loads(ops):
            replayed.setdefault(table, {}).setdefault(row, {}).update({column: cell[0] for column, cell in cells.items()})
    found = []
    for (table,) in db.execute("SELECT name FROM kind WHERE boxed = 0 ORDER BY name").fetchall():
        rows = replayed.get(table, {})
        differing = 0
        seen = set()
        for held in db.query(f'SELECT * FROM "{table}"'):
            seen.add(held["id"])
            if held["id"] in forgotten:
                differing += any(value is not None for column, value in held.items() if column not in {"id", "gone", "_clock"})
                continue
            expected = {"gone": 0, **rows.get(held["id"], {})}
            differing += held["id"] not in rows or any(
                value != expected.get(column) for column, value in held.items() if column not in {"id", "_clock"}
            )
        differing += len(set(rows) - seen - forgotten)
        if differing:
            found.append(
                ngettext(
                    "{n} row of “{table}” differs from its history.",
                    "{n} rows of “{table}” differ from their history.",
                    differing,
                ).format(n=differing, table=table)
            )
    return found
