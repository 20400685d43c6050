"""A ballot to be marked with the finger, the mouse or the keyboard, in one language and large letters."""

from __future__ import annotations

from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from peña_app.i18n import _, number_text, said, speaking, worded
from peña_app.ui import theme
from peña_app.ui.forms import button, column, label, row, scrolled, styled
from peña_app.voting.charts.grades import grade_names
from peña_app.voting.counting import Kind, Marks
from peña_app.voting.hand import Hand, mark_text
from peña_app.voting.methods import method
from peña_app.voting.model import Contest
from peña_app.voting.screens.drawings import Shape
from peña_app.voting.symbols import symbol

W = TypeVar("W", bound=QWidget)
_LESS = "–"
_ONE_LINE = 55
_WAY = 15
"""The size of the letters of what can be chosen, in points."""


def large(widget: W, points: int, *, high: int = 0, wide: int = 0, bold: bool = False) -> W:
    """Letters of so many points, and at least so many pixels high: for people who stand before the screen."""
    rules = [f"font-size: {points * theme.scale() / 100:.0f}pt;"]
    if high:
        rules.append(f"min-height: {theme.px(high)}px;")
    if wide:
        rules.append(f"min-width: {wide}px;")
    if bold:
        rules.append("font-weight: bold;")
    widget.setStyleSheet(f"{type(widget).__name__} {{ {' '.join(rules)} }}")
    return widget


class BallotForm(QWidget):
    """One row an option. What cannot be counted cannot be marked, but a ballot may stay blank."""

    changed = Signal()

    def __init__(self, contest: Contest, language: str) -> None:
        super().__init__()
        self.contest = contest
        self._language = language
        self._hand = Hand(contest)
        self.rows = [OptionRow(contest, at, language) for at in range(len(contest.options))]
        listed = QVBoxLayout()
        listed.setSpacing(theme.px(8))
        listed.setContentsMargins(0, 0, theme.px(8), 0)
        for each in self.rows:
            listed.addWidget(each)
            each.pressed.connect(self._press)
        listed.addStretch(1)
        ground = QWidget()
        ground.setLayout(listed)
        self.setLayout(column(scrolled(ground)))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._show()

    @property
    def marks(self) -> Marks:
        """The ballot as it is marked."""
        return self._hand.marks

    def forget(self) -> None:
        """Leave nothing of the ballot in memory."""
        self._hand.clear()

    def setFocus(self) -> None:  # type: ignore[override]
        """The keyboard goes to the first option."""
        self.rows[0].ways[0].setFocus()

    def instruction(self) -> str:
        """What people may mark, in the language of the ballot."""
        rules = self.contest.rules
        with speaking(self._language):
            if self.contest.kind is Kind.RANKING:
                return _("Touch your first choice, then your second, and so on. Touch one again to take it out.")
            if self.contest.kind is Kind.DOTS and rules.dots:
                return _("You have {n} dots. You can give up to {most} of them to one option.").format(
                    n=number_text(rules.dots), most=number_text(rules.max_per_option or rules.dots)
                )
            if self.contest.kind is Kind.GRADES and rules.method != "consent":
                return _("Touch the word that says best what you think of each option.")
            return said(method(rules.method).instruction, n=rules.most or 1, most=rules.most or 1, top=rules.top)

    def spent(self) -> str:
        """How much of the ballot is used, where there is a limit."""
        rules, kind = self.contest.rules, self.contest.kind
        with speaking(self._language):
            if kind is Kind.DOTS and rules.dots:
                return _("{spent} of {all} dots").format(spent=number_text(sum(self.marks)), all=number_text(rules.dots))
            if kind is Kind.SET and rules.most:
                return _("{n} of {most}").format(n=number_text(sum(self.marks)), most=number_text(rules.most))
        return ""

    def review(self) -> str:
        """The whole ballot in words, to be read before it is cast."""
        with speaking(self._language):
            if not any(self.marks):
                return _("You have marked nothing. Your vote is blank.")
            names, kind = self.contest.names, self.contest.kind
            marked = [option for option, mark in enumerate(self.marks) if mark]
            if kind is Kind.RANKING:
                marked.sort(key=lambda option: self.marks[option])
                return "\n".join(f"{self.marks[option]}. {names[option]}" for option in marked)
            if kind in {Kind.ONE, Kind.SET}:
                return "\n".join(f"• {names[option]}" for option in marked)
            return "\n".join(f"• {names[option]}: {mark_text(self.contest, self.marks, option).lstrip('×')}" for option in marked)

    def _press(self, option: int, mark: int) -> None:
        kind, rules, marks = self.contest.kind, self.contest.rules, self.marks
        if kind is Kind.RANKING:
            if marks[option]:
                self._hand.unrank(option)
            else:
                self._hand.mark(option)
        elif kind is Kind.ONE:
            for other in range(len(marks)):
                self._hand.give(other, int(other == option and not marks[option]))
        elif kind is Kind.SET:
            if marks[option] or not rules.most or sum(marks) < rules.most:
                self._hand.give(option, 1 - marks[option])
        elif kind is Kind.DOTS:
            wanted = marks[option] + mark
            fits = mark < 0 or not rules.dots or (sum(marks) < rules.dots and wanted <= (rules.max_per_option or rules.dots))
            if fits and wanted >= 0:
                self._hand.give(option, wanted)
        else:
            self._hand.give(option, 0 if marks[option] == mark else mark)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        with speaking(self._language):
            for each in self.rows:
                each.show_marks(self.marks)


class OptionRow(QFrame):
    """An option with what can be marked beside it."""

    pressed = Signal(int, int)

    def __init__(self, contest: Contest, option: int, language: str) -> None:
        super().__init__()
        self._contest, self._option = contest, option
        self.setProperty("role", "card")
        with speaking(language):
            self._name = worded(contest.options[option].words)
            self.ways: list[QPushButton] = []
            self._high = 0
            self.mark = large(label("heading", wrap=False), 18, bold=True)
            self._lay_out()

    def _lay_out(self) -> None:
        shape = Shape(26)
        shape.show_symbol(self._contest.options[self._option].symbol or symbol(self._option))
        name = large(label(), 17, bold=True)
        name.setText(self._name)
        kind, rules = self._contest.kind, self._contest.rules
        if kind in {Kind.ONE, Kind.SET, Kind.RANKING}:
            self._whole(shape, name)
            return
        grid = QGridLayout()
        grid.setSpacing(theme.px(6))
        if kind is Kind.DOTS:
            for at, (text, by) in enumerate(((_LESS, -1), ("+", 1))):
                self._way(grid, at * 2, text, f"{self._name}: {text}", by, wide=56)
            grid.addWidget(self.mark, 0, 1)
            self.mark.setMinimumWidth(theme.px(40))
            self.mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        elif kind is Kind.SCORES:
            for score in range(rules.top + 1):
                self._way(grid, score, number_text(score), f"{self._name}: {score}", score + 1, wide=46)
        else:
            for mark, word in enumerate(grade_names(rules), start=1):
                self._way(grid, mark, said(word), f"{self._name}: {said(word)}", mark, wide=40)
        under = kind is Kind.GRADES and len(grade_names(rules)) > 3
        said_row = row(shape, name, gap=theme.px(12))
        said_row.setStretch(1, 1)
        self.setLayout(
            column(said_row, row(grid, 1), gap=theme.px(8), margin=theme.px(12))
            if under
            else _first_wide(row(said_row, grid, gap=theme.px(12), margin=theme.px(12)))
        )

    def _whole(self, shape: Shape, name: QLabel) -> None:
        pressed = large(button(), 17, high=60)
        pressed.setAccessibleName(self._name)
        pressed.setCheckable(True)
        pressed.clicked.connect(partial(self.pressed.emit, self._option, 1))
        for inside in (shape, name, self.mark):
            inside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        laid = row(shape, name, self.mark, gap=theme.px(14), margin=theme.px(12))
        laid.setStretch(1, 1)
        pressed.setLayout(laid)
        self._high = theme.px(50 if len(self._name) <= _ONE_LINE else 84)
        self.ways.append(pressed)
        self.setProperty("role", "")
        self.setLayout(column(pressed))

    def _way(self, grid: QGridLayout, at: int, text: str, name: str, mark: int, *, wide: int) -> None:
        needed = round(QFontMetricsF(theme.letters(_WAY, bold=True)).horizontalAdvance(text))
        pressed = large(button(), _WAY, high=44, wide=max(theme.px(wide) - 18, needed + 4))
        pressed.setText(text)
        pressed.setAccessibleName(name)
        pressed.setProperty("segment", True)
        pressed.setProperty("mark", mark)
        pressed.setCheckable(self._contest.kind is not Kind.DOTS)
        pressed.clicked.connect(partial(self.pressed.emit, self._option, mark))
        self.ways.append(pressed)
        grid.addWidget(pressed, 0, at)

    def show_marks(self, marks: Marks) -> None:
        """Show what is marked."""
        mark, kind = marks[self._option], self._contest.kind
        if kind is Kind.DOTS:
            self.mark.setText(number_text(mark))
            return
        if kind in {Kind.ONE, Kind.SET, Kind.RANKING}:
            text = number_text(mark) if kind is Kind.RANKING else "✓"
            self.mark.setText(text if mark else "")
            self.ways[0].setChecked(bool(mark))
            styled(self.ways[0], chosen=bool(mark))
            edge = theme.color("rosa" if mark else "field").name()
            ground = theme.color("tint" if mark else "card").name()
            self.ways[0].setStyleSheet(
                f"QPushButton {{ background: {ground}; border: {3 if mark else 1}px solid {edge}; border-radius: 8px; min-height: {self._high}px; }}"
                f"QPushButton:focus {{ border: 3px solid {theme.color('ink').name()}; }}"
            )
            return
        for pressed in self.ways:
            pressed.setChecked(pressed.property("mark") == mark)


def _first_wide(layout: QHBoxLayout) -> QHBoxLayout:
    layout.setStretch(0, 1)
    return layout
