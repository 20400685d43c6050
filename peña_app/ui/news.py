"""Which tables changed, told in the screen's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from peña_app.workspace import Workspace


class News(QObject):
    """The one signal by which screens learn that they must read again. Whoever opens the workspace keeps it alive."""

    changed = Signal(frozenset)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = workspace.listen(self.changed.emit)

    def stop(self) -> None:
        """Hear no more; before the workspace is closed."""
        self._stop()
