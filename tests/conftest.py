"""What every test may ask for: a real workspace, a real desk, and a check that no window is left behind."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PENA_HOME"] = tempfile.mkdtemp(prefix="pena-test-")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtWidgets import QApplication

from peña_app import app, i18n
from peña_app.ui import speech, theme
from peña_app.ui.desk import Desk
from peña_app.workspace import LIGHT, Workspace

PASSPHRASE = "maíz azul comal lunes guitarra"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture(autouse=True)
def _no_window_is_left() -> Iterator[None]:
    yield
    QThreadPool.globalInstance().waitForDone()
    running = QApplication.instance()
    if running is None:
        return
    for _round in range(2):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in left:
        widget.close()
        widget.deleteLater()
    assert not left, f"windows left open: {left}"


@pytest.fixture
def passphrase() -> str:
    """What opens the workspaces of the tests."""
    return PASSPHRASE


@pytest.fixture
def new_workspace(tmp_path: Path) -> Iterator[Callable[[str], Workspace]]:
    """Makes workspaces that are closed at the end."""
    made: list[Workspace] = []

    def make(name: str) -> Workspace:
        workspace, _code = Workspace.create(tmp_path / f"{name}.pena", PASSPHRASE, app.schema(), effort=LIGHT)
        made.append(workspace)
        return workspace

    yield make
    for workspace in made:
        workspace.close(keep_backup=False)


@pytest.fixture
def workspace(new_workspace: Callable[[str], Workspace]) -> Workspace:
    """A new encrypted workspace with the tables of every room."""
    return new_workspace("prueba")


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application in its light theme, speaking English."""
    theme.apply("light", 100)
    speech.switch("en")
    return qapp


@pytest.fixture
def desk(dressed: QApplication, workspace: Workspace) -> Iterator[Desk]:
    """What a screen is given."""
    made = Desk(workspace)
    yield made
    made.leave()
