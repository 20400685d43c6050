"""Start-up in bare PySide6 windows, measured side by side in one run."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from peña_app import app
from peña_app.workspace import MODERATE, Workspace

RUNS = 7
PASSPHRASE = "maíz azul comal lunes guitarra"

BARE = """
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([]); window = QWidget(); window.resize(1024, 700); window.show(); application.processEvents(); print("shown", flush=True)
"""
UNLOCK = """
import sys
from peña_app import app
from PySide6.QtWidgets import QApplication
application = QApplication([])
application.exec = lambda: (application.processEvents(), print("shown", flush=True))
app.start()
"""
HOME = """
import sys, time
from pathlib import Path
from peña_app import app
from peña_app.ui import theme, speech
from peña_app.ui.preferences import Preferences
from peña_app.window import Window
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
application = QApplication([])
folder, passphrase = Path(sys.argv[1]), sys.argv[2]
kept = Preferences(workspace=str(folder))
theme.apply(kept.theme, kept.scale); speech.switch(kept.language)
window = Window(kept); window.show(); application.processEvents()
window.unlock.passphrase.setText(passphrase)
typing = QEventLoop()
QTimer.singleShot(1500, typing.quit)  # nobody types five words faster
typing.exec()  # and not QTest.qWait, which keeps other threads waiting
start = time.perf_counter()
QTest.keyClick(window.unlock.passphrase, Qt.Key.Key_Return)
loop = QEventLoop()
window.unlock.opened.connect(lambda _workspace, _code: loop.quit())
loop.exec()
application.processEvents()
opened = time.perf_counter() - start
from peña_app.workspace import Workspace
start = time.perf_counter(); Workspace.key_for(folder, passphrase); derived = time.perf_counter() - start
print("shown", derived, opened - derived, flush=True)
window.close()
"""


def _seconds(code: str, *arguments: str) -> tuple[float, list[float]]:
    """Until the process says that the screen is shown; what it still does on closing does not count."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", code, *arguments], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PENA_LANGUAGE": "es"},
    )  # fmt: skip
    assert process.stdout is not None
    said = process.stdout.readline().split()
    shown = time.perf_counter() - start
    process.communicate()
    assert process.returncode == 0
    assert said[0] == "shown"
    return shown, [float(word) for word in said[1:]]


def test_the_first_usable_screen_and_home_in_bare_windows(tmp_path: Path, capsys: object) -> None:
    workspace, _code = Workspace.create(tmp_path / "a.pena", PASSPHRASE, app.schema(), effort=MODERATE)
    workspace.close(keep_backup=False)
    folder = str(tmp_path / "a.pena")
    # in pairs, and the key's 256 MiB apart from the rest: they leave every cache cold for what comes next
    starts = [(_seconds(BARE)[0], _seconds(UNLOCK)[0]) for _run in range(RUNS + 1)][1:]
    homes = [(_seconds(BARE)[0], *_seconds(HOME, folder, PASSPHRASE)[1]) for _run in range(RUNS + 1)][1:]
    print()
    print(f"a bare PySide6 window                       {statistics.median(bare for bare, _unlock in starts):.3f} s = 1")
    print(
        f"start to the unlock screen                  {statistics.median(unlock / bare for bare, unlock in starts):.2f} bare windows (bar: 2.5)"
    )
    print(
        f"from the passphrase's key to home           {statistics.median(home / bare for bare, _key, home in homes):.2f} bare windows (bar: 1.5)"
    )
    print(
        f"deriving the key (Argon2id, 256 MiB)        {statistics.median(key / bare for bare, key, _home in homes):.2f} bare windows"
    )
