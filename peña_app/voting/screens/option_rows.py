"""The options of a contest as they are written: one row each, with its shape, its name in each language, its code and cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from peña_app.errors import Mishap, write_down
from peña_app.i18n import N_, Words, _, said, speaking
from peña_app.languages import INTERFACE, language
from peña_app.ui import theme
from peña_app.ui.forms import button, column, label, row, styled
from peña_app.ui.icons import icon
from peña_app.ui.speech import Speaking
from peña_app.voting.amounts import read_money
from peña_app.voting.model import Option, OptionId
from peña_app.voting.screens.drawings import Shape, paint_symbol
from peña_app.voting.symbols import SYMBOLS, symbol

SHAPES: Final[dict[str, str]] = {
    "circle": N_("Circle"),
    "star": N_("Star"),
    "square": N_("Square"),
    "heart": N_("Heart"),
    "triangle": N_("Triangle"),
    "house": N_("House"),
    "diamond": N_("Diamond"),
    "moon": N_("Moon"),
    "cross": N_("Cross"),
    "drop": N_("Drop"),
    "sun": N_("Sun"),
    "flower": N_("Flower"),
    "arrow": N_("Arrow"),
    "hexagon": N_("Hexagon"),
    "bolt": N_("Lightning"),
    "hourglass": N_("Hourglass"),
}

_LONGEST_CODE = 4
_TIGHT = "QLineEdit { padding-left: 6px; padding-right: 4px; }"
_NARROWEST = 150
"""A name has at least this much room; where two side by side would have less, they stand one over the other."""


def shapes(chosen: Sequence[str]) -> list[str]:
    """A shape for every option: the chosen one, and for the others those that nobody chose, in order.

    >>> shapes(["", "circle", ""])
    ['star', 'circle', 'square']
    """
    if not any(chosen):
        return [symbol(place) for place in range(len(chosen))]
    free = [name for name in SYMBOLS if name not in chosen] or list(SYMBOLS)
    found, next_free = [], 0
    for name in chosen:
        found.append(name or free[next_free % len(free)])
        next_free += not name
    return found


class OptionRow(Speaking):
    """One option: its number and shape, its name in each language, and where it stands in the list."""

    taken_out = Signal()
    moved = Signal(int)
    entered = Signal()
    edited = Signal()
    shaped = Signal(str)

    def __init__(self, option: Option, cost: str = "") -> None:
        super().__init__()
        self._option = option
        self._place = 0
        self._shape = ""
        self.shape = _small("")
        self.shape.setFixedWidth(theme.px(34))
        self.shape.setIconSize(QSize(theme.px(20), theme.px(20)))
        self.number = label("small", wrap=False)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.number.setFixedWidth(theme.px(20))
        self.lines: dict[str, QLineEdit] = {}
        for code in INTERFACE:
            line = QLineEdit(option.words.get(code, ""))
            line.setToolTip(line.text())
            line.setMinimumWidth(theme.px(70))
            line.setStyleSheet(_TIGHT)
            line.setCursorPosition(0)
            line.returnPressed.connect(lambda at=code: self._enter(at))
            line.textChanged.connect(lambda _text, of=line: self._changed(of))
            self.lines[code] = line
        self.code = QLineEdit(option.code)
        self.code.setMaxLength(_LONGEST_CODE)
        self.code.setFixedWidth(theme.px(58))
        self.code.setStyleSheet(_TIGHT)
        self.code.textEdited.connect(lambda _text: self.edited.emit())
        self.cost = QLineEdit(cost)
        self.cost.setFixedWidth(theme.px(92))
        self.cost.setStyleSheet(_TIGHT)
        self.cost.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.cost.textChanged.connect(lambda _text: self._changed_cost())
        self.cost.returnPressed.connect(self.entered)
        self.trouble = label("trouble")
        self.trouble.hide()
        self.up = _small("caret-up")
        self.down = _small("caret-down")
        self.out = _small("x")
        self._names = row(*self.lines.values(), gap=theme.px(6))
        line_of_it = row(
            self.number, self.shape, self.code, self._names, self.cost, row(self.up, self.down, self.out, gap=0), gap=theme.px(6)
        )
        line_of_it.setStretch(3, 1)
        self.setLayout(column(line_of_it, self.trouble, gap=2))
        self.say(lambda _text: self.show_place(self._place, None), lambda: "")
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.out.clicked.connect(self.taken_out)
        self.shape.clicked.connect(self._offer_shapes)

    def option(self) -> Option:
        """The option as it is typed now; its shape is the one that was chosen, if any."""
        words: Words = {code: " ".join(line.text().split()) for code, line in self.lines.items()}
        return replace(self._option, words={**self._option.words, **words}, code=" ".join(self.code.text().split()))

    @property
    def written(self) -> bool:
        """Whether it has a name in any language."""
        return any(line.text().strip() for line in self.lines.values())

    @property
    def symbol(self) -> str:
        """The shape that was chosen; none if it goes by its place."""
        return self._option.symbol

    def cents(self) -> int:
        """The cost in hundredths.

        Raises:
            Mishap: it cannot be read.
        """
        return read_money(self.cost.text())

    def typed(self, *, costs: bool) -> tuple[object, ...]:
        """What stands in the row, readable or not; ``costs`` where they matter."""
        option = self.option()
        return (option.words, option.code, option.symbol, self.cost.text().strip() if costs else "")

    def keep(self, option: Option) -> None:
        """Take over what was written down of it."""
        self._option = option

    def forget(self) -> None:
        """From now on it is an option that was not written down yet."""
        self._option = replace(self._option, id=OptionId(""))

    def clear(self) -> None:
        """Take its names away."""
        for line in self.lines.values():
            line.clear()

    def choose_shape(self, name: str) -> None:
        """Set the shape, or with none let it go by the place."""
        self._option = replace(self._option, symbol=name)

    def show_shape(self, name: str) -> None:
        """Draw this shape."""
        self._shape = name
        self.shape.setIcon(_shape_icon(name, theme.px(20)))

    def show_columns(self, *, code: bool, cost: bool) -> None:
        """Ask for a short code, for a cost, or for neither."""
        self.code.setVisible(code)
        self.cost.setVisible(cost)
        self._fold()

    def show_trouble(self, mishap: Mishap | None, entry: QLineEdit | None = None) -> None:
        """Say under the row what is wrong with it, or that nothing is."""
        self.trouble.setVisible(mishap is not None)
        self.trouble.setText(str(mishap) if mishap is not None else "")
        for each in (*self.lines.values(), self.cost):
            if each.property("wrong") or each is entry:
                styled(each, wrong=mishap is not None and each is entry)

    def show_place(self, place: int, of: int | None) -> None:
        """Say which number it is; ``of`` how many, or as many as before."""
        self._place = place
        self.number.setText(str(place + 1))
        for code, line in self.lines.items():
            with speaking(code):
                option = _("Option {number}").format(number=place + 1)
                line.setPlaceholderText(f"{option} · {language(code).name}")
                line.setAccessibleName(line.placeholderText())
        self.code.setPlaceholderText(_("Code"))
        self.cost.setPlaceholderText(_("Cost"))
        for named, text in (
            (self.up, _("Move option {number} up")), (self.down, _("Move option {number} down")), (self.out, _("Take option {number} out")),
            (self.shape, _("Shape of option {number}")), (self.code, _("Short code of option {number}")), (self.cost, _("Cost of option {number}")),
        ):  # fmt: skip
            named.setAccessibleName(text.format(number=place + 1))
            named.setToolTip(named.accessibleName())
        self.up.setToolTip(f"{self.up.accessibleName()} (Alt+↑)")
        self.down.setToolTip(f"{self.down.accessibleName()} (Alt+↓)")
        if of is not None:
            self.up.setEnabled(place > 0)
            self.down.setEnabled(place < of - 1)

    def _enter(self, code: str) -> None:
        codes = list(self.lines)
        at = codes.index(code)
        if at + 1 < len(codes):
            self.lines[codes[at + 1]].setFocus()
        elif self.cost.isVisible():
            self.cost.setFocus()
        else:
            self.entered.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        try:
            self._fold()
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)

    def _fold(self) -> None:
        beside = sum(each.width() + theme.px(6) for each in (self.code, self.cost) if not each.isHidden())
        left = self.width() - beside - self.number.width() - self.shape.width() - 3 * self.out.width() - theme.px(24)
        stacked = left < len(self.lines) * theme.px(_NARROWEST)
        self._names.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        try:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.moved.emit(step)
                return
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)
        super().keyPressEvent(event)

    def _changed(self, line: QLineEdit) -> None:
        if line.property("wrong"):
            self.show_trouble(None)
        line.setToolTip(line.text())  # whole, where there is too little room for it
        self.edited.emit()

    def _changed_cost(self) -> None:
        try:
            self.cents()
        except Mishap as mishap:
            self.show_trouble(mishap, self.cost)
        else:
            self.show_trouble(None)
        self.edited.emit()

    def _offer_shapes(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, named in SHAPES.items():
            offered = menu.addAction(_shape_icon(name, theme.px(20)), said(named))
            offered.setCheckable(True)
            offered.setChecked(name == self._shape)
            offered.triggered.connect(lambda _on, of=name: self.shaped.emit(of))
            if name == self._shape:
                menu.setActiveAction(offered)
        menu.popup(self.shape.mapToGlobal(self.shape.rect().bottomLeft()))


class FixedRow(Speaking):
    """An option that its method brings with it, in both languages."""

    def __init__(self, place: int, words: Words) -> None:
        super().__init__()
        shape = Shape()
        shape.show_symbol(symbol(place))
        texts: list[QWidget] = []
        for code in INTERFACE:
            text = label()
            text.setText(words[code])
            texts.append(text)
        laid = row(shape, *texts, gap=12)
        for place_of in range(len(texts)):
            laid.setStretch(place_of + 1, 1)
        self.setLayout(laid)


def _shape_icon(name: str, side: int) -> QIcon:
    drawn = QPixmap(2 * side, 2 * side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    paint_symbol(painter, name, QRectF(2, 2, 2 * side - 4, 2 * side - 4), "rosa")
    painter.end()
    return QIcon(drawn)


def _small(symbol_name: str) -> QPushButton:
    pressed = button(symbol_name, quiet=True)
    if symbol_name:
        pressed.setIcon(icon(symbol_name, "soft"))
    pressed.setFixedWidth(theme.px(26))
    pressed.setStyleSheet("padding: 2px;")
    return pressed
