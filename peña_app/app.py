"""Where everything meets: the rooms and their tables, the window, the start."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peña_app.ui.desk import Room
    from peña_app.ui.preferences import Preferences
    from peña_app.workspace import Effort, Migrations, Workspace


def schema() -> list[Migrations]:
    """The migrations of every room that keeps something."""
    from peña_app.assembly import records as assembly
    from peña_app.curricula import records as curricula
    from peña_app.gatherings import records as gatherings
    from peña_app.people import records as people
    from peña_app.voting import records as voting

    return [people.migrations, curricula.migrations, gatherings.migrations, voting.migrations, assembly.migrations]


def create(folder: Path, passphrase: str, effort: Effort | None = None) -> tuple[Workspace, str]:
    """A new workspace with the tables of every room, and its recovery code; raises as `Workspace.create`."""
    from peña_app.workspace import MODERATE, Workspace

    return Workspace.create(folder, passphrase, schema(), effort=effort or MODERATE)


def open_with(folder: Path, key: bytes) -> Workspace:
    """Open a workspace with the key that its passphrase gave; raises as `Workspace.open`."""
    from peña_app.workspace import Workspace

    return Workspace.open_with(folder, key, schema())


def rooms() -> list[Room]:
    """The rooms of the window, in the order of the rail; each is made when it is first shown."""
    from peña_app.assembly import screens as assembly
    from peña_app.curricula import screen as curricula
    from peña_app.gatherings import screens as gatherings
    from peña_app.home import HomeScreen
    from peña_app.i18n import _
    from peña_app.people import screen as people
    from peña_app.ui.desk import Room
    from peña_app.ui.settings import SettingsScreen
    from peña_app.voting import screens as voting

    return [
        Room("home", "house", lambda: _("Home"), HomeScreen),
        Room(gatherings.ROOM, "calendar-blank", lambda: _("Gatherings"), gatherings.GatheringsScreen, gatherings.find),
        Room(people.ROOM, "users-three", lambda: _("People"), people.PeopleScreen, people.find),
        Room(curricula.ROOM, "book-open", lambda: _("Curricula"), curricula.CurriculaScreen, curricula.find),
        Room(assembly.ROOM, "list-numbers", lambda: _("Assembly"), assembly.AssemblyScreen, assembly.find),
        Room(voting.ROOM, "check-square", lambda: _("Votes"), voting.VotingScreen, voting.find),
        Room("settings", "gear", lambda: _("Settings"), SettingsScreen),
    ]


def start(workspace: Workspace | None = None, *, preferences: Preferences | None = None) -> int:
    """Open the window and stay until it is closed; gives the exit code.

    Without ``workspace`` the one that was open last is asked for, or opened with the computer's keyring.
    """
    from PySide6.QtWidgets import QApplication

    from peña_app import errors
    from peña_app.ui import speech, theme
    from peña_app.ui.preferences import Preferences as Kept
    from peña_app.window import Window

    kept = preferences or Kept.read()
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Peña")
    application.setDesktopFileName("pena")
    errors.keep_log()
    theme.apply(kept.theme, kept.scale)
    speech.switch(kept.language)
    window = Window(kept)
    errors.catch_bugs(window.trouble)
    if workspace is not None:
        window.use(workspace)
    else:
        window.open_remembered()
    window.show()
    return application.exec()
