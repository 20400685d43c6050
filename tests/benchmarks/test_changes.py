"""What the change log costs, beside a raw insert and commit in the same file."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from peña_app import app
from peña_app.workspace import LIGHT, Workspace, new_id

TIMES = 400


def test_one_committed_change_beside_a_raw_one(tmp_path: Path) -> None:
    workspace, _code = Workspace.create(tmp_path / "a.pena", "maíz azul comal lunes guitarra", app.schema(), effort=LIGHT)
    logged, raw = [], []
    for number in range(TIMES):
        start = time.perf_counter()
        with workspace.change("added a person") as change:
            change.add("person", goes_by=f"Persona {number}")
        middle = time.perf_counter()
        workspace._let(None)
        workspace.db.conn.execute("PRAGMA query_only = OFF")
        between = time.perf_counter()
        workspace.db.conn.execute("BEGIN IMMEDIATE")
        workspace.db.conn.execute("INSERT INTO person (id, goes_by, _clock) VALUES (?, ?, '{}')", [new_id(), f"Persona {number}"])
        workspace.db.conn.execute("COMMIT")
        logged.append(middle - start)
        raw.append(time.perf_counter() - between)
    ratio = statistics.median(logged) / statistics.median(raw)
    print(f"\none change, committed: {ratio:.2f} times a raw insert and commit (goal of sync.md: 1.15)")
    workspace.close(keep_backup=False)
