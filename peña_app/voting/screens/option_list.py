"""The options of a contest as a list that is written, pasted, moved and given shapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from peña_app.errors import Mishap
from peña_app.i18n import Words, _
from peña_app.languages import INTERFACE
from peña_app.ui import theme
from peña_app.ui.forms import button, column, label, row
from peña_app.ui.speech import Speaking
from peña_app.voting.lists import Listed
from peña_app.voting.model import MOST_OPTIONS, Option, OptionId
from peña_app.voting.parameters import BUDGETS, fewest_options, fixed_options, suggested_options
from peña_app.voting.screens.option_rows import FixedRow, OptionRow, shapes
from peña_app.voting.screens.pasting import PasteList

_FIRST_ROWS = 3


class OptionList(Speaking):
    """The options, with what adds to them; where the method brings its own, those."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[OptionRow] = []
        self._fixed: list[FixedRow] = []
        self._costs = False
        self._suggested: tuple[Words, ...] = ()
        self._least_rows = _FIRST_ROWS
        self.heading = label("heading")
        self.fixed_note = label("small")
        self.codes = button(quiet=True)
        self.codes.setCheckable(True)
        self.add = button("plus", quiet=True)
        self.paste = button("list-numbers", quiet=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(6))
        self._list.setContentsMargins(0, 0, 0, 0)
        top = row(self.heading, self.codes)
        top.setStretch(0, 1)
        self.setLayout(column(top, self.fixed_note, self._list, row(self.add, self.paste, 1)))
        self.say(self.heading.setText, lambda: _("Options"))
        self.say(self.fixed_note.setText, lambda: _("This way of voting always has these three."))
        self.say(self.codes.setText, lambda: _("Short codes"))
        self.say(self.codes.setToolTip, lambda: _("A letter or two for each option, for lists and tables"))
        self.say(self.add.setText, lambda: _("Add an option"))
        self.say(self.paste.setText, lambda: _("Paste a list"))
        self.add.clicked.connect(lambda: self._add_row(focus=True))
        self.paste.clicked.connect(self._paste)
        self.codes.toggled.connect(lambda _on: self._show_columns())

    @property
    def written(self) -> int:
        """How many options have a name."""
        return sum(each.written for each in self.rows)

    def show_options(self, options: Sequence[Option], costs: Sequence[str]) -> None:
        """Show these instead of what was there."""
        for old in self.rows:
            self._list.removeWidget(old)
            old.deleteLater()
        self.rows = []
        for place, option in enumerate(options):
            self._add_row(option, costs[place] if place < len(costs) else "")
        while len(self.rows) < self._least_rows:
            self._add_row()
        self.codes.setChecked(any(option.code for option in options))
        self._show_columns()

    def show_method(self, key: str) -> None:
        """Ask for what this method needs of its options, and offer those that it suggests."""
        fixed = fixed_options(key)
        for old in self._fixed:
            self._list.removeWidget(old)
            old.deleteLater()
        self._fixed = [FixedRow(place, words) for place, words in enumerate(fixed)]
        for each in self._fixed:
            self._list.addWidget(each)
        for shown in (self.codes, self.add, self.paste, *self.rows):
            shown.setVisible(not fixed)
        self.fixed_note.setVisible(bool(fixed))
        self._costs = key in BUDGETS
        suggested = suggested_options(key)
        if not suggested and self._suggested:  # what nobody changed goes with the method that suggested it
            for one, words in zip(self.rows, self._suggested, strict=False):
                if one.option().words == words:
                    one.clear()
        self._suggested = suggested
        self._least_rows = len(suggested) or _FIRST_ROWS
        if suggested and not self.written:
            self.show_options([Option(OptionId(""), words) for words in suggested], ())
        elif not fixed:
            self._fill_up(fewest_options(key))
        self._show_columns()

    def typed(self, *, costs: bool) -> tuple[object, ...]:
        """What stands in the rows, readable or not."""
        return tuple(each.typed(costs=costs) for each in self.rows if each.written or (costs and each.cost.text().strip()))

    def options(self) -> tuple[Option, ...]:
        """The options that have a name, as they are typed now."""
        chosen = any(each.symbol for each in self.rows)
        shown = self._shapes()
        return tuple(
            replace(each.option(), symbol=name if chosen else "")
            for each, name in zip(self.rows, shown, strict=True)
            if each.written
        )

    def costs(self) -> list[int]:
        """What they cost, in hundredths.

        Raises:
            Mishap: a cost cannot be read, or belongs to no option.
        """
        found = []
        for number, each in enumerate(self.rows, start=1):
            cost = each.cents()
            if each.written:
                found.append(cost)
            elif cost:
                mishap = Mishap(
                    _("Option {number} has a cost and no name.").format(number=number), _("Write its name, or take it out.")
                )
                each.show_trouble(mishap, each.lines[INTERFACE[0]])
                raise mishap
        return found

    def keep(self, options: Sequence[Option]) -> None:
        """Take over what was written down; what was not, is new."""
        written = [each for each in self.rows if each.written]
        for each in self.rows:
            each.forget()
        for each, option in zip(written, options, strict=False):
            each.keep(option)

    def show_cost_faults(self, found: dict[int, Mishap]) -> None:
        """Say under each option what is wrong with its cost."""
        for place, each in enumerate(one for one in self.rows if one.written):
            each.show_trouble(found.get(place), each.cost)

    def first_trouble(self) -> QLineEdit | None:
        """Where the first thing that must be put right was typed."""
        return next((entry for each in self.rows for entry in (*each.lines.values(), each.cost) if entry.property("wrong")), None)

    def _fill_up(self, least: int) -> None:
        while len(self.rows) < max(least, self._least_rows):
            self._add_row()

    def _add_row(self, option: Option | None = None, cost: str = "", *, focus: bool = False) -> OptionRow | None:
        if len(self.rows) >= MOST_OPTIONS:
            return None
        made = OptionRow(option or Option(OptionId(""), {}), cost)
        made.taken_out.connect(lambda: self._take_out(made))
        made.moved.connect(lambda by: self._move(made, by))
        made.entered.connect(lambda: self._next_after(made))
        made.shaped.connect(lambda name: self._set_shape(made, name))
        made.edited.connect(self.edited)
        made.show_columns(code=self.codes.isChecked(), cost=self._costs)
        self.rows.append(made)
        self._list.addWidget(made)
        self._number()
        if focus:
            made.lines[INTERFACE[0]].setFocus()
        return made

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
        one.hide()
        one.deleteLater()
        self._number()
        if self.rows:
            self.rows[min(at, len(self.rows) - 1)].lines[INTERFACE[0]].setFocus()
        self.edited.emit()

    def _move(self, one: OptionRow, by: int) -> None:
        at = self.rows.index(one)
        to = at + by
        if not 0 <= to < len(self.rows):
            return
        held = self.window().focusWidget()
        typing = held if isinstance(held, QLineEdit) else None
        self.rows.insert(to, self.rows.pop(at))
        self._list.removeWidget(one)
        self._list.insertWidget(to, one)
        self._number()
        if typing is not None and one.isAncestorOf(typing):
            typing.setFocus()
        else:
            (one.up if by < 0 and to else one.down if to + 1 < len(self.rows) else one.up).setFocus()
        self.edited.emit()

    def _set_shape(self, one: OptionRow, name: str) -> None:
        """Give an option a shape; the one that had it gets the other's, so that no two are alike."""
        shown = self._shapes()
        at = self.rows.index(one)
        for place, each in enumerate(self.rows):
            had = shown[place]
            each.choose_shape(name if place == at else shown[at] if had == name else had)
        self._number()
        self.edited.emit()

    def _shapes(self) -> list[str]:
        return shapes([each.symbol for each in self.rows])

    def _number(self) -> None:
        for place, (each, name) in enumerate(zip(self.rows, self._shapes(), strict=True)):
            each.show_place(place, len(self.rows))
            each.show_shape(name)

    def _show_columns(self) -> None:
        for each in self.rows:
            each.show_columns(code=self.codes.isChecked(), cost=self._costs)

    def _paste(self) -> None:
        PasteList(self, room=MOST_OPTIONS - self.written, costs=self._costs, act=self.take_list).open()

    def take_list(self, listed: Sequence[Listed]) -> None:
        """Add options: into the rows that are empty first, then below."""
        empty = [each for each in self.rows if not each.written]
        for each in listed:
            place = empty.pop(0) if empty else self._add_row()
            if place is None:
                break
            for code, line in place.lines.items():
                line.setText(each.words.get(code, ""))
                line.setCursorPosition(0)
            if each.cost:
                place.cost.setText(each.cost)
        self.edited.emit()
