"""The program's window: locked, or open with its rooms; keeps the backups and the lock."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from peña_app import app
from peña_app.errors import Mishap, write_down
from peña_app.ui import theme
from peña_app.ui.forms import column
from peña_app.ui.icons import icon
from peña_app.ui.jobs import Job, Progress
from peña_app.ui.preferences import Preferences
from peña_app.ui.speech import Speaking
from peña_app.ui.unlock import Unlock

if TYPE_CHECKING:
    from peña_app.ui.desk import Desk
    from peña_app.ui.shell import Shell
    from peña_app.workspace import Workspace

MINUTES_BETWEEN_BACKUPS = 30
_AFTER_SHOWN = 150  # milliseconds: loading the rooms must not hold up the first screen


class Window(Speaking):
    """One workspace at a time; locking closes the file and forgets the key."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self._workspace: Workspace | None = None
        self._desk: Desk | None = None
        self.shell: Shell | None = None
        self.unlock = Unlock(preferences, app.open_with, _make)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.unlock)
        layout = column(self._stack)
        self.setLayout(layout)
        self.setMinimumSize(1024, 700)
        self.resize(1180, 780)
        self.say(self.setWindowTitle, lambda: "Peña")
        self.unlock.opened.connect(self._opened)
        self._backups = QTimer(self)
        self._backups.setInterval(MINUTES_BETWEEN_BACKUPS * 60_000)
        self._backups.timeout.connect(self._back_up)
        self._warming = Job(_warm_up)
        QTimer.singleShot(_AFTER_SHOWN, self._warming.start)
        QTimer.singleShot(0, self._show_icon)

    def _show_icon(self) -> None:
        self.setWindowIcon(icon("guitar", "rosa"))

    def open_remembered(self) -> None:
        """Open the workspace of last time if the computer's keyring holds its key; else ask."""
        if not self._preferences.workspace:
            return
        from peña_app.workspace import Workspace

        try:
            workspace = Workspace.open_remembered(Path(self._preferences.workspace), app.schema())
        except Mishap:
            return  # the unlock screen says what is the matter when it is tried there
        if workspace is not None:
            self.use(workspace)

    def use(self, workspace: Workspace) -> None:
        """Show the rooms of an open workspace."""
        from peña_app.gatherings.records import Gatherings
        from peña_app.ui.desk import Desk
        from peña_app.ui.shell import Shell

        theme.load_more_letters()
        self._workspace = workspace
        self.unlock.know(workspace.folder)
        self._desk = Desk(workspace, self._preferences)
        gatherings = Gatherings(workspace)
        now = gatherings.under_way() or next(iter(gatherings.all()), None)
        self._desk.gathering = now.id if now else None
        self.shell = Shell(self._desk, app.rooms(), lambda: [(each.id, each.name) for each in Gatherings(workspace).all()])
        self.shell.lock_asked.connect(self.lock)
        self.shell.room_made.connect(self._know)
        self._stack.addWidget(self.shell)
        self._stack.setCurrentWidget(self.shell)
        self._backups.start()

    def _know(self, screen: QWidget) -> None:
        from peña_app.ui.settings import SettingsScreen

        if isinstance(screen, SettingsScreen):
            screen.restore_asked.connect(self._restore)

    def lock(self) -> None:
        """Close the file, forget the key, and ask for the passphrase."""
        self._leave(keep_backup=False)
        self.unlock.show_folder()

    def trouble(self, mishap: Mishap) -> None:
        """Show a mishap that nothing else has shown."""
        if self._desk is not None:
            self._desk.trouble(mishap)
        else:
            self.unlock.passphrase_field.show_trouble(mishap)

    def _leave(self, *, keep_backup: bool) -> None:
        self._backups.stop()
        if self.shell is not None:
            if self.shell.projector is not None:
                self.shell.projector.close()
            self._stack.setCurrentWidget(self.unlock)
            self._stack.removeWidget(self.shell)
            self.shell.deleteLater()
            self.shell = None
        if self._desk is not None:
            self._desk.leave()
            self._desk = None
        if self._workspace is not None:
            workspace, self._workspace = self._workspace, None
            try:
                workspace.close(keep_backup=keep_backup)
            except Mishap as mishap:
                self.unlock.passphrase_field.show_trouble(mishap)

    def _opened(self, workspace: Workspace, code: str) -> None:
        from peña_app.ui.recovery import RecoveryCode

        self.use(workspace)
        if code and self._desk is not None and self.shell is not None:
            RecoveryCode(self._desk, code, self.shell).open()

    def _back_up(self) -> None:
        workspace = self._workspace
        if workspace is not None and self._desk is not None:
            self._desk.run(lambda _say: workspace.back_up())

    def _restore(self, file: Path) -> None:
        workspace, self._workspace = self._workspace, None
        if workspace is None:
            return
        self._leave(keep_backup=False)
        self.unlock.show_folder()
        try:
            workspace.go_back(file)
        except Mishap as mishap:
            self.unlock.passphrase_field.show_trouble(mishap)

    def closeEvent(self, event: QCloseEvent) -> None:
        try:
            self._leave(keep_backup=True)
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)
        super().closeEvent(event)


def _make(folder: Path, passphrase: str) -> str:
    workspace, code = app.create(folder, passphrase)
    workspace.close(keep_backup=False)
    return code


def _warm_up(_say: Progress) -> None:
    """Load what the rooms need while the passphrase is being typed, so that home is there at once."""
    from peña_app import clock, i18n
    from peña_app.ui import shell as _shell  # noqa: F401 - the window that opens next

    app.rooms()
    app.schema()
    i18n.day_text(clock.today())  # Babel reads a language's data when it is first asked
