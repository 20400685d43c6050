"""A module of twenty activities opened in the editor, beside plainly reading its files."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from peña_app import app, paths
from peña_app.curricula.library import library
from peña_app.curricula.records import Curricula
from peña_app.curricula.screens.helping import Helps
from peña_app.curricula.screens.ours import OursPanel
from peña_app.ui.desk import Desk
from peña_app.workspace import LIGHT, Workspace

ACTIVITIES = 20
ROUNDS = 7


def _measured(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def test_a_module_of_twenty_activities_opens_in_the_editor(tmp_path: Path, dressed: object, passphrase: str) -> None:
    workspace, _code = Workspace.create(tmp_path / "many.pena", passphrase, app.schema(), effort=LIGHT)
    shipped = [activity for module in library() for activity in module.activities.values()]
    many = {f"a-{n}": replace(shipped[n % len(shipped)], id=f"a-{n}") for n in range(ACTIVITIES)}
    Curricula(workspace).adopt(replace(library()[0], activities=many))
    desk = Desk(workspace)
    files = sorted((paths.data("curricula")).glob("*/*.md"))
    files = [files[n % len(files)] for n in range(ACTIVITIES)]
    plain, opened = [], []
    for _round in range(ROUNDS):
        plain.append(_measured(lambda: [file.read_text(encoding="utf-8") for file in files]))

        def open_it() -> None:
            panel = OursPanel(desk, Helps(desk))
            panel.resize(1000, 640)
            panel.show()
            panel.open(Curricula(workspace).entries()[0].id)
            QCoreApplication.processEvents()
            panel.close()
            panel.deleteLater()

        opened.append(_measured(open_it))
        QCoreApplication.processEvents()
    desk.leave()
    workspace.close(keep_backup=False)
    print(
        f"\n{ACTIVITIES} activities, list and editor shown: {1000 * statistics.median(opened):.0f} ms, "
        f"{statistics.median(opened) / statistics.median(plain):.0f} times reading their files "
        f"({1000 * statistics.median(plain):.2f} ms)"
    )
