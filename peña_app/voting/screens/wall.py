"""Dots on the wall: one sheet after the other, typed by two people who do not see each other's numbers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QListWidget, QWidget

from peña_app.errors import Mishap
from peña_app.i18n import _, list_text, ngettext, number_text, worded
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import Field, button, card, column, label, row, scrolled, styled
from peña_app.ui.speech import Speaking
from peña_app.voting.model import DOUBLE, Batch, Contest
from peña_app.voting.records import SheetReading, Voting
from peña_app.voting.screens.begin import FIRST_READER
from peña_app.voting.screens.drawings import Shape
from peña_app.voting.symbols import symbol


class WallPage(Speaking):
    """The dots of each option on one sheet, and the sheets that are counted."""

    stopped = Signal()

    def __init__(self, desk: Desk, contest: Contest) -> None:
        super().__init__()
        self._desk = desk
        self._voting = Voting(desk.workspace)
        self._contest = contest
        self._open: dict[str, SheetReading] = {}
        self._sealed: list[Batch] = []
        self._comparing = ""
        self.title, self.about = label("heading"), label("soft")
        self.sheet, self.reader = QLineEdit(), QLineEdit(FIRST_READER)
        self.sheet_field, self.reader_field = Field(self.sheet), Field(self.reader)
        for line in (self.sheet, self.reader):
            line.setMaxLength(6)
            line.setMaximumWidth(theme.px(110))
        self.dots = [_number() for _option in contest.options]
        self._names: list[QLabel] = []
        self._apart: list[QLabel] = []
        self.sum = label("heading")
        self.status = label("heading")
        self.keep = button("check", primary=True)
        self.once = button(quiet=True)
        self.anew = button(quiet=True)
        self.stop = button("caret-left", quiet=True)
        self.counted_title = label("heading")
        self.counted = QListWidget()
        self._lay_out()
        self._say_texts()
        self._connect()
        self.read_again()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        for at, line in enumerate(self.dots):
            shape = Shape(20)
            shape.show_symbol(self._contest.options[at].symbol or symbol(at))
            name, apart = label(), label("attention", wrap=False)
            name.setBuddy(line)
            self._names.append(name)
            self._apart.append(apart)
            for place, widget in enumerate((shape, name, apart, line)):
                grid.addWidget(widget, at, place)
        inside = QWidget()
        inside.setLayout(column(grid, 1))
        area = scrolled(inside)
        for ground in (area.viewport(), inside):
            ground.setAutoFillBackground(False)
        sheet = card(
            self.title, self.about, row(self.sheet_field, self.reader_field, 1, self.stop), area, self.sum, self.status,
            row(self.keep, self.once, 1, self.anew, gap=theme.px(4)), gap=theme.px(9),
        )  # fmt: skip
        side = card(self.counted_title, self.counted)
        side.setFixedWidth(theme.px(230))
        laid = row(sheet, side, gap=theme.px(14))
        laid.setStretch(0, 1)
        self.setLayout(laid)

    def _say_texts(self) -> None:
        self.say(self.title.setText, lambda: _("Dots on the wall"))
        self.say(
            self.about.setText,
            lambda: _(
                "Give each sheet a letter and take a picture of it. One person counts its dots, then another without looking."
            ),
        )
        self.say(self.sheet_field.name, lambda: _("Sheet"))
        self.say(self.reader_field.name, lambda: _("Who counts"))
        for at, line in enumerate(self.dots):
            self.say(partial(self._name, at, line), lambda at=at: worded(self._contest.options[at].words))  # type: ignore[misc]
        self.say(self.keep.setText, lambda: _("Write it down"))
        self.say(self.once.setText, lambda: _("Count it as read once"))
        self.say(self.anew.setText, lambda: _("Begin the sheet anew"))
        self.say(self.stop.setText, lambda: _("Back"))
        self.say(self.counted_title.setText, lambda: _("Sheets"))
        self.say(self.counted.setAccessibleName, lambda: _("Sheets"))
        self.say(lambda _text: self._show(), lambda: "")

    def _name(self, at: int, line: QLineEdit, text: str) -> None:
        self._names[at].setText(text)
        line.setAccessibleName(text)

    def _connect(self) -> None:
        self.sheet.textEdited.connect(lambda _text: self._show())
        for at, line in enumerate(self.dots):
            line.textEdited.connect(lambda _text: self._show_sum())
            line.returnPressed.connect(partial(self._next, at))
        self.keep.clicked.connect(self._keep)
        self.once.clicked.connect(self._accept)
        self.anew.clicked.connect(self._begin_anew)
        self.stop.clicked.connect(self.stopped)
        escape = QShortcut(QKeySequence("Esc"), self, self.stopped.emit)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def start(self) -> None:
        """Take the keyboard."""
        self.sheet.setFocus()

    def sums(self) -> tuple[int, ...]:
        """What stands in the fields."""
        return tuple(int(line.text() or 0) for line in self.dots)

    def read_again(self) -> None:
        """Show the sheets as they are now."""
        self._open = {sheet.label: sheet for sheet in self._voting.sheets(self._contest.id)}
        self._sealed = self._voting.sealed_sheets(self._contest.id)
        self._show()

    def _next(self, at: int) -> None:
        if at + 1 < len(self.dots):
            self.dots[at + 1].setFocus()
            self.dots[at + 1].selectAll()
        else:
            self.keep.setFocus()

    def _keep(self) -> None:
        name = self.sheet.text().strip()
        try:
            if self._comparing == name and name:
                found: SheetReading | Batch = self._voting.decide_sheet(self._contest.id, name, self.sums())
            else:
                found = self._voting.read_sheet(self._contest.id, name, self.sums(), self.reader.text().strip())
        except Mishap as mishap:
            self._tell(str(mishap), "attention")
            return
        if isinstance(found, Batch):
            self._done(_("Sheet {label} is counted: {dots} dots.").format(label=found.label, dots=number_text(sum(found.sums))))
        elif found.second is None:
            self.reader.setText("B" if self.reader.text().strip() == FIRST_READER else self.reader.text())
            self._done(_("Sheet {label} was read once. Now another person counts it without looking.").format(label=found.label))
            self.sheet.setText(found.label)
            self._show()
            self.dots[0].setFocus()
        else:
            self._comparing = name
            self.read_again()
            self._tell(
                ngettext(
                    "The two readings differ at {n} option. Count it again together, and correct the number.",
                    "The two readings differ at {n} options. Count them again together, and correct the numbers.",
                    len(found.differing),
                ).format(n=number_text(len(found.differing))),
                "attention",
            )

    def _done(self, text: str) -> None:
        self._comparing = ""
        self.sheet.clear()
        for line in self.dots:
            line.clear()
        self.read_again()
        self._tell(text, "good")
        self.sheet.setFocus()

    def _accept(self) -> None:
        found = self._voting.accept_sheet(self._contest.id, self.sheet.text().strip())
        self._done(_("Sheet {label} is counted: {dots} dots.").format(label=found.label, dots=number_text(sum(found.sums))))

    def _begin_anew(self) -> None:
        self._voting.forget_sheet(self._contest.id, self.sheet.text().strip())
        self._done(_("The sheet is begun anew."))

    def _tell(self, text: str, role: str = "") -> None:
        self.status.setText(text)
        styled(self.status, role=role or "heading")

    def _show(self) -> None:
        held = self._open.get(self.sheet.text().strip())
        differing = held.differing if held is not None and held.second is not None else ()
        if held is not None and held.second is not None:
            self._comparing = held.label
        for at, apart in enumerate(self._apart):
            second = held.second[at] if held is not None and held.second is not None else 0
            shown = "" if at not in differing or held is None else f"{number_text(held.first[at])} ≠ {number_text(second)}"
            apart.setText(shown)
        self.once.setVisible(held is not None and held.second is None)
        self.anew.setVisible(held is not None)
        self._show_sum()
        self.counted.clear()
        for batch in self._sealed:
            two = _("read by two") if batch.entered == DOUBLE else _("read once")
            self.counted.addItem(f"{batch.label} · {number_text(sum(batch.sums))} · {two}")
        waiting = [sheet.label for sheet in self._open.values()]
        if waiting:
            self.counted.addItem(_("Not counted yet: {sheets}").format(sheets=list_text(waiting)))

    def _show_sum(self) -> None:
        self.sum.setText(_("Dots on this sheet: {n}").format(n=number_text(sum(self.sums()))))


def _number() -> QLineEdit:
    line = QLineEdit()
    line.setValidator(QIntValidator(0, 9999, line))
    line.setAlignment(Qt.AlignmentFlag.AlignRight)
    line.setFixedWidth(theme.px(84))
    return line
