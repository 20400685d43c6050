"""Icons of one set, Phosphor, painted in a token's colour."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from peña_app import paths
from peña_app.ui import theme

SIZE = 20
_GAP = 6


def icon(name: str, token: str = "ink") -> QIcon:
    """The icon ``resources/icons/NAME.svg`` in the colour of ``token`` in the theme in force."""
    return _painted(name, theme.color(token).name(), theme.color("soft").name())


def spaced_icon(name: str, token: str = "ink") -> QIcon:
    """The same with room at its right, for a button that also has words: Qt sets them too close."""
    return _painted(name, theme.color(token).name(), theme.color("soft").name(), _GAP)


def spaced_size() -> QSize:
    """The size of a spaced icon, growing with the letters."""
    return QSize(theme.px(SIZE + _GAP), theme.px(SIZE))


def picture(name: str, size: int, token: str = "ink") -> QPixmap:
    """The same as a picture, ``size`` pixels wide and high, for empty screens."""
    return _pixmap(name, theme.color(token).name(), size)


def icon_size() -> QSize:
    """The size at which buttons show icons, growing with the letters."""
    return QSize(theme.px(SIZE), theme.px(SIZE))


@lru_cache(maxsize=512)
def _painted(name: str, colour: str, pale: str, gap: int = 0) -> QIcon:
    shown = QIcon(_pixmap(name, colour, 2 * SIZE, 2 * gap))
    shown.addPixmap(_pixmap(name, pale, 2 * SIZE, 2 * gap), QIcon.Mode.Disabled)
    return shown


@lru_cache(maxsize=128)
def _pixmap(name: str, colour: str, size: int, gap: int = 0) -> QPixmap:
    drawing = paths.data("resources", "icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    pixmap = QPixmap(size + gap, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
