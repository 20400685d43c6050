"""The second screen: shows what the facilitator puts there, and nothing by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QFont, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from peña_app.errors import write_down
from peña_app.i18n import _
from peña_app.ui import theme
from peña_app.ui.speech import Speaking

SMALLEST = 30
"""No letter on the wall is lower than this part of the screen's height."""


class Slide(QWidget):
    """What hangs on the wall: it lays itself out again for each size of screen in `fit`, given the height of its letters."""

    def fit(self, unit: float) -> None:
        """Choose sizes: ``unit`` is the smallest height in pixels that a letter may have."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        try:
            self.fit(max(12.0, self.height() / SMALLEST))
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)
        super().resizeEvent(event)


def wall_letters(unit: float, times: float = 1.0, *, bold: bool = False) -> QFont:
    """A font whose capital letters are at least ``times`` units high on the wall."""
    font = theme.letters(bold=bold)
    font.setPixelSize(max(8, round(unit * times * 1.4)))
    return font


class Projector(Speaking):
    """The window on the wall. B or the full stop blanks it, Escape closes it."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowFlag(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "wall")
        self._blank = QWidget()
        self._blank.setStyleSheet("background: black;")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._blank)
        self._make: Callable[[], QWidget] | None = None
        self._slide: QWidget | None = None
        self.resize(1024, 768)
        self.say(self.setWindowTitle, lambda: _("Peña · Projector"))

    def show_slide(self, make: Callable[[], QWidget] | None) -> None:
        """Put a slide on the wall in place of the one there; None blanks the wall."""
        self._make = make
        if self._slide is not None:
            self._stack.removeWidget(self._slide)
            self._slide.deleteLater()
            self._slide = None
        if make is not None:
            self._slide = make()
            self._stack.addWidget(self._slide)
        self._stack.setCurrentWidget(self._slide or self._blank)

    @property
    def blank(self) -> bool:
        """Whether nothing is shown."""
        return self._stack.currentWidget() is self._blank

    def toggle_blank(self) -> None:
        """Blank the wall, or bring the slide back."""
        self._stack.setCurrentWidget(self._slide if self.blank and self._slide is not None else self._blank)

    def open_on_wall(self) -> None:
        """Fill the second screen where there is one; else be a window that can be moved there."""
        screens = QGuiApplication.screens()
        if len(screens) > 1:
            self.setGeometry(screens[1].geometry())
            self.showFullScreen()
        else:
            self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_B, Qt.Key.Key_Period}:
            self.toggle_blank()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
