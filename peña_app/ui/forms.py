"""Pieces that screens are built of: headings, cards, buttons, and forms that answer as one types."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from peña_app.errors import Mishap
from peña_app.i18n import Words, _, language as current_language, said, speaking
from peña_app.languages import INTERFACE, language as language_of
from peña_app.ui import theme
from peña_app.ui.icons import icon, icon_size, picture, spaced_icon, spaced_size
from peña_app.ui.speech import Says

L = TypeVar("L", bound=QBoxLayout)

MARGIN = 6 * theme.SPACE
GAP = 3 * theme.SPACE


def styled(widget: QWidget, **properties: Any) -> Any:
    """Set stylesheet properties (``role``, ``primary``, …) on a widget and give it back."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    if widget.isVisible():
        widget.style().unpolish(widget)
        widget.style().polish(widget)
    return widget


def label(role: str = "", *, wrap: bool = True, selectable: bool = False) -> QLabel:
    """A text: ``role`` is title, heading, soft, small, huge, good, attention or trouble."""
    text = QLabel()
    text.setWordWrap(wrap)
    text.setTextFormat(Qt.TextFormat.PlainText)
    if selectable:
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        text.setProperty("role", role)
    return text


def icon_button(symbol: str) -> QPushButton:
    """A quiet button that shows an icon alone; give it an accessible name and a tooltip."""
    pressed = QPushButton()
    pressed.setIcon(icon(symbol))
    pressed.setIconSize(icon_size())
    pressed.setProperty("quiet", True)
    pressed.setCursor(Qt.CursorShape.PointingHandCursor)
    pressed.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return pressed


def button(symbol: str = "", *, primary: bool = False, quiet: bool = False, danger: bool = False) -> QPushButton:
    """A button with words and an icon; a screen has one ``primary``."""
    pressed = QPushButton()
    if symbol:
        pressed.setIcon(spaced_icon(symbol, "on_accent" if primary else "danger" if danger else "ink"))
        pressed.setIconSize(spaced_size())
    for name, value in (("primary", primary), ("quiet", quiet), ("danger", danger)):
        if value:
            pressed.setProperty(name, value)
    pressed.setAutoDefault(True)  # outside of a dialog too, Enter presses the button that has the keyboard
    pressed.setCursor(Qt.CursorShape.PointingHandCursor)
    pressed.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    return pressed


def card(*items: QWidget | QLayout | int, gap: int = GAP, margin: int = 4 * theme.SPACE) -> QFrame:
    """A panel with rounded corners that holds its items one under the other."""
    frame = QFrame()
    frame.setProperty("role", "card")
    frame.setLayout(column(*items, gap=gap, margin=margin))
    return frame


def column(*items: QWidget | QLayout | int, gap: int = GAP, margin: int = 0) -> QVBoxLayout:
    """Items one under the other; an int is room that stretches by that much."""
    return _filled(QVBoxLayout(), items, gap, margin)


def row(*items: QWidget | QLayout | int, gap: int = GAP, margin: int = 0) -> QHBoxLayout:
    """Items side by side; an int is room that stretches by that much."""
    return _filled(QHBoxLayout(), items, gap, margin)


def _filled(layout: L, items: tuple[QWidget | QLayout | int, ...], gap: int, margin: int) -> L:
    layout.setSpacing(gap)
    layout.setContentsMargins(margin, margin, margin, margin)
    for item in items:
        if isinstance(item, int):
            layout.addStretch(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)
    return layout


def page(layout: QLayout, margin: int = MARGIN) -> QWidget:
    """A screen's ground with margins all round."""
    ground = QWidget()
    ground.setProperty("role", "page")
    layout.setContentsMargins(margin, margin, margin, margin)
    ground.setLayout(layout)
    return ground


def scrolled(widget: QWidget) -> QScrollArea:
    """The widget behind a window that scrolls when there is too little room."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(widget)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


class Empty(QWidget):
    """What an empty room shows: a picture, a sentence, and the one button that starts it."""

    def __init__(self, symbol: str, start: QPushButton | None = None) -> None:
        super().__init__()
        shown = QLabel()
        shown.setPixmap(picture(symbol, theme.px(72), "rosa"))
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence = label("heading")
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.detail = label("soft")
        self.detail.setAlignment(Qt.AlignmentFlag.AlignCenter)
        items: list[QWidget | QLayout | int] = [1, shown, self.sentence, self.detail]
        if start is not None:
            items.append(row(1, start, 1))
        self.setLayout(column(*items, 1))


class LanguageSwitch(Says, QWidget):
    """ES | EN: always in view, and it acts at once on every open window."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._both = QButtonGroup(self)
        names = {"es": lambda: _("Speak Spanish"), "en": lambda: _("Speak English")}
        pressed = {code: QPushButton(code.upper()) for code in INTERFACE}
        for code, each in pressed.items():
            each.setCheckable(True)
            each.setChecked(code == current_language())
            styled(each, segment=True)
            self._both.addButton(each)
            self.say(each.setAccessibleName, names[code])
            each.clicked.connect(partial(self.chosen.emit, code))
        self._pressed = pressed
        self.setLayout(row(*pressed.values(), gap=4))

    def show_language(self, code: str) -> None:
        """Show which language is spoken."""
        self._pressed[code].setChecked(True)


class Field(QWidget):
    """A question with its field under it, and under that what is wrong, said as one types."""

    def __init__(self, entry: QWidget, check: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.entry = entry
        self._check = check
        self.title = label("small")
        self.trouble = label("trouble")
        self.trouble.hide()
        self.title.setBuddy(entry)
        self.setLayout(column(self.title, entry, self.trouble, gap=theme.SPACE))
        if check is not None and isinstance(entry, QLineEdit):
            entry.textEdited.connect(lambda _text: self.fits())

    def name(self, text: str) -> None:
        """Say what is asked, for the eye and for the screen reader."""
        self.title.setText(text)
        self.entry.setAccessibleName(text)

    def fits(self) -> bool:
        """Check what stands in the field and say what is wrong with it."""
        if self._check is None:
            return True
        try:
            self._check()
        except Mishap as mishap:
            self.show_trouble(mishap)
            return False
        self.trouble.hide()
        styled(self.entry, wrong=False)
        return True

    def show_trouble(self, mishap: Mishap) -> None:
        """Show what is wrong beside the field."""
        self.trouble.setText(str(mishap))
        self.trouble.show()
        styled(self.entry, wrong=True)


class BothLanguages(Says, QWidget):
    """One line of text in each language of the interface, of equal weight."""

    def __init__(self, marked: str, *, stacked: bool = False) -> None:
        """``marked`` is the question, marked with `N_`; it is said in each language's own words. ``stacked``: where it is narrow."""
        super().__init__()
        self.lines: dict[str, QLineEdit] = {}
        fields: list[QWidget | QLayout | int] = []
        for code in INTERFACE:
            line = QLineEdit()
            title = label("small")
            with speaking(code):
                asked = f"{said(marked)} · {language_of(code).name}"
            title.setText(asked)
            title.setBuddy(line)
            line.setAccessibleName(asked)
            self.lines[code] = line
            holder = QWidget()
            holder.setLayout(column(title, line, gap=theme.SPACE))
            fields.append(holder)
        self.setLayout(column(*fields, gap=2 * theme.SPACE) if stacked else row(*fields))

    def words(self) -> Words:
        """What was typed, without spaces at the ends."""
        return {code: line.text().strip() for code, line in self.lines.items()}

    def show_words(self, words: Words) -> None:
        """Put texts into the fields."""
        for code, line in self.lines.items():
            line.setText(words.get(code, ""))


def steps(size: int) -> QSize:
    """A square that grows with the letters."""
    return QSize(theme.px(size), theme.px(size))
