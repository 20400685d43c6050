"""Preparing a contest: the question, the options in both languages side by side, and how they will be counted."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from peña_app.errors import Mishap
from peña_app.i18n import N_, Words, _, said, speaking
from peña_app.languages import INTERFACE, language
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import BothLanguages, Field, button, card, column, label, row, scrolled
from peña_app.ui.icons import icon
from peña_app.ui.speech import Speaking
from peña_app.voting.counting import Rules
from peña_app.voting.methods import METHODS
from peña_app.voting.model import MOST_OPTIONS, Contest, Option, OptionId
from peña_app.voting.records import Voting
from peña_app.voting.screens.dialogs import Confirm
from peña_app.voting.screens.drawings import Example, Shape
from peña_app.voting.symbols import symbol

_FIRST_ROWS = 3


class Editor(Speaking):
    """Everything about a contest that freezes when it opens."""

    def __init__(self, desk: Desk, contest: Contest) -> None:
        super().__init__()
        self._desk = desk
        self._voting = Voting(desk.workspace)
        self._contest = contest
        self._shown: Contest | None = None
        self.question = BothLanguages(N_("The question"))
        self.rows: list[OptionRow] = []
        self.add = button("plus", quiet=True)
        self.method = QComboBox()
        self.method_field = Field(self.method)
        self.about = label("soft")
        self.example = Example()
        self.dots = _spin(1, 99)
        self.dots_field = Field(self.dots)
        self.most = _spin(1, 99)
        self.most_field = Field(self.most)
        self.seats = _spin(1, MOST_OPTIONS)
        self.seats_field = Field(self.seats)
        self.trouble = label("trouble")
        self.save = button("floppy-disk")
        self.open_box = button("lock-open", primary=True)
        self._lay_out()
        self._say_texts()
        self._connect()
        self._fill(contest)

    def _lay_out(self) -> None:
        for key in METHODS:
            self.method.addItem("", key)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(6))
        self._list.setContentsMargins(0, 0, 0, 0)
        self.options_title = label("heading")
        left = card(self.question, self.options_title, self._list, row(self.add, 1), 1)
        area = scrolled(left)
        limits = QWidget()
        limits.setLayout(row(self.dots_field, self.most_field))
        self._limits = limits
        side = card(self.method_field, self.example, self.about, limits, self.seats_field, 1)
        side_area = scrolled(side)
        side_area.setFixedWidth(theme.px(272))
        laid = row(area, side_area, gap=16)
        laid.setStretch(0, 1)
        foot = row(self.trouble, self.save, self.open_box)
        foot.setStretch(0, 1)
        whole = column(laid, foot, gap=12)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _say_texts(self) -> None:
        self.say(self.options_title.setText, lambda: _("Options"))
        self.say(self.add.setText, lambda: _("Add an option"))
        self.say(self.method_field.name, lambda: _("How it is counted"))
        self.say(lambda _text: self._name_methods(), lambda: "")
        self.say(self.dots_field.name, lambda: _("Dots per person"))
        self.say(self.most_field.name, lambda: _("Most on one option"))
        self.say(self.seats_field.name, lambda: _("How many options win"))
        self.say(self.save.setText, lambda: _("Save the draft"))
        self.say(self.open_box.setText, lambda: _("Open the vote"))
        self.say(
            self.open_box.setToolTip,
            lambda: _("From then on options and rules stay as they are, and ballots can be printed and entered."),
        )

    def _connect(self) -> None:
        self.add.clicked.connect(lambda: self._add_row(focus=True))
        self.method.currentIndexChanged.connect(lambda _at: self._show_method())
        self.dots.valueChanged.connect(self._show_limits)
        self.most.valueChanged.connect(self._show_limits)
        self.save.clicked.connect(self._save)
        self.open_box.clicked.connect(self._ask_to_open)

    # what the page asks of it

    def start(self) -> None:
        """Begin at the question, or after it where it is written."""
        line = self.question.lines[INTERFACE[0]]
        line.setFocus()
        line.selectAll()

    def show_contest(self, contest: Contest) -> None:
        """Show what another window or an undo has changed; what was typed since stays."""
        if self._shown is not None and not self._changed():
            self._fill(contest)
        else:
            self._contest = replace(contest, title=self._contest.title, options=self._contest.options, rules=self._contest.rules)

    def leave(self) -> bool:
        """Keep what was typed; a contest in which nothing was ever typed goes."""
        if self._changed():
            return self._save()
        if not any(self._contest.title.values()) and not self._contest.options:
            self._voting.remove(self._contest.id)
        return True

    def print_paper(self) -> None:
        """There is nothing to print before the contest opens."""
        self._desk.trouble(
            Mishap(_("Ballots can be printed when the vote is open."), _("Then they can no longer differ from what is counted."))
        )

    # the form

    def _fill(self, contest: Contest) -> None:
        self._contest = contest
        self.question.show_words(contest.title)
        for old in self.rows:
            self._list.removeWidget(old)
            old.deleteLater()
        self.rows = []
        for option in contest.options:
            self._add_row(option)
        while len(self.rows) < _FIRST_ROWS:
            self._add_row()
        self.method.setCurrentIndex(max(0, self.method.findData(contest.rules.method)))
        if contest.rules.method == "dots":
            self.dots.setValue(contest.rules.dots)
            self.most.setValue(contest.rules.max_per_option)
        self.seats.setValue(contest.rules.seats)
        self._show_method()
        self._shown = self._typed()

    def _typed(self) -> Contest:
        key = str(self.method.currentData())
        dots = self.dots.value() if key == "dots" else 0
        rules = Rules(key, self.seats.value(), dots, min(self.most.value(), dots))
        options = tuple(each.option() for each in self.rows if any(each.option().words.values()))
        return replace(self._contest, title=self.question.words(), rules=rules, options=options)

    def _changed(self) -> bool:
        return self._typed() != self._shown

    def _save(self) -> bool:
        try:
            kept = self._voting.edit(self._typed())
        except Mishap as mishap:
            self._show_trouble(mishap)
            return False
        self.trouble.clear()
        self._fill(kept)
        self._desk.tell(_("Saved"))
        return True

    def _ask_to_open(self) -> None:
        if self._changed() and not self._save():
            return
        Confirm(
            self,
            title=lambda: _("Open the vote"),
            sentence=lambda: _("From now on the options and the rules stay as they are, in both languages."),
            detail=lambda: _("As long as no ballot has been entered you can still come back to change them."),
            button_text=lambda: _("Open the vote"),
            act=self._open,
        ).open()

    def _open(self) -> None:
        try:
            self._voting.open(self._contest.id)
        except Mishap as mishap:
            self._show_trouble(mishap)
        else:
            self._desk.tell(_("The vote is open"), undo=False)

    def _show_trouble(self, mishap: Mishap) -> None:
        self.trouble.setText(str(mishap))

    # its parts

    def _add_row(self, option: Option | None = None, *, focus: bool = False) -> None:
        if len(self.rows) >= MOST_OPTIONS:
            return
        made = OptionRow(option or Option(OptionId(""), {}))
        made.taken_out.connect(lambda: self._take_out(made))
        made.moved.connect(lambda by: self._move(made, by))
        made.entered.connect(lambda: self._next_after(made))
        self.rows.append(made)
        self._list.addWidget(made)
        self._number()
        if focus:
            made.lines[INTERFACE[0]].setFocus()

    def _next_after(self, one: OptionRow) -> None:
        at = self.rows.index(one)
        if at + 1 < len(self.rows):
            self.rows[at + 1].lines[INTERFACE[0]].setFocus()
        else:
            self._add_row(focus=True)

    def _take_out(self, one: OptionRow) -> None:
        at = self.rows.index(one)
        self.rows.remove(one)
        self._list.removeWidget(one)
        one.deleteLater()
        self._number()
        if self.rows:
            self.rows[min(at, len(self.rows) - 1)].lines[INTERFACE[0]].setFocus()

    def _move(self, one: OptionRow, by: int) -> None:
        at = self.rows.index(one)
        to = at + by
        if not 0 <= to < len(self.rows):
            return
        self.rows.insert(to, self.rows.pop(at))
        self._list.removeWidget(one)
        self._list.insertWidget(to, one)
        self._number()

    def _number(self) -> None:
        for place, each in enumerate(self.rows):
            each.show_place(place, len(self.rows))

    def _name_methods(self) -> None:
        for at, method in enumerate(METHODS.values()):
            self.method.setItemText(at, said(method.name))
        self._show_method()

    def _show_method(self) -> None:
        key = str(self.method.currentData())
        self.about.setText(said(METHODS[key].about))
        self._limits.setVisible(key == "dots")
        self._show_limits()

    def _show_limits(self) -> None:
        self.most.setMaximum(self.dots.value())
        self.example.show_method(str(self.method.currentData()), self.dots.value(), self.most.value())


class OptionRow(Speaking):
    """One option: its number and shape, its name in each language, and where it stands in the list."""

    taken_out = Signal()
    moved = Signal(int)
    entered = Signal()

    def __init__(self, option: Option) -> None:
        super().__init__()
        self._option = option
        self._place = 0
        self.shape = Shape()
        self.number = label("small", wrap=False)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.number.setFixedWidth(theme.px(22))
        self.lines: dict[str, QLineEdit] = {}
        for code in INTERFACE:
            line = QLineEdit(option.words.get(code, ""))
            line.setMinimumWidth(theme.px(110))
            line.setCursorPosition(0)
            line.returnPressed.connect(lambda at=code: self._enter(at))
            self.lines[code] = line
        self.up = _small("caret-up")
        self.down = _small("caret-down")
        self.out = _small("x")
        self.setLayout(
            row(self.number, self.shape, *self.lines.values(), row(self.up, self.down, self.out, gap=0), gap=theme.px(6))
        )
        self.say(lambda _text: self.show_place(self._place, None), lambda: "")
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.out.clicked.connect(self.taken_out)

    def option(self) -> Option:
        """The option as it is typed now."""
        words: Words = {code: " ".join(line.text().split()) for code, line in self.lines.items()}
        return replace(self._option, words={**self._option.words, **words})

    def show_place(self, place: int, of: int | None) -> None:
        """Say which number it is; ``of`` how many, or as many as before."""
        self._place = place
        self.number.setText(str(place + 1))
        self.shape.show_symbol(self._option.symbol or symbol(place))
        for code, line in self.lines.items():
            with speaking(code):
                option = _("Option {number}").format(number=place + 1)
                line.setPlaceholderText(f"{option} · {language(code).name}")
                line.setAccessibleName(line.placeholderText())
        for pressed, text in (
            (self.up, _("Move option {number} up")), (self.down, _("Move option {number} down")), (self.out, _("Take option {number} out")),
        ):  # fmt: skip
            pressed.setAccessibleName(text.format(number=place + 1))
            pressed.setToolTip(pressed.accessibleName())
        if of is not None:
            self.up.setEnabled(place > 0)
            self.down.setEnabled(place < of - 1)

    def _enter(self, code: str) -> None:
        codes = list(self.lines)
        at = codes.index(code)
        if at + 1 < len(codes):
            self.lines[codes[at + 1]].setFocus()
        else:
            self.entered.emit()


def _spin(least: int, most: int) -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(least, most)
    return spin


def _small(symbol_name: str) -> QPushButton:
    pressed = button(symbol_name, quiet=True)
    pressed.setIcon(icon(symbol_name, "soft"))
    pressed.setFixedWidth(theme.px(26))
    pressed.setStyleSheet("padding: 2px;")
    return pressed
