"""Preparing a contest: the question, the options in both languages side by side, and how they will be counted."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QStackedWidget, QWidget

from peña_app.errors import Mishap, write_down
from peña_app.i18n import N_, _, said
from peña_app.languages import INTERFACE
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import BothLanguages, Field, button, card, column, label, row, scrolled, styled
from peña_app.ui.speech import Speaking
from peña_app.voting.amounts import money_text, with_money
from peña_app.voting.counting import Rules
from peña_app.voting.methods import METHODS
from peña_app.voting.model import MOST_IN_BATCH, Contest, Option, OptionId, require_opening
from peña_app.voting.parameters import (
    BUDGETS,
    cost_faults,
    faults,
    fixed_options,
    settled,
    switched,
)
from peña_app.voting.records import Voting
from peña_app.voting.rule_text import rule_text
from peña_app.voting.screens.chooser import Chooser
from peña_app.voting.screens.dialogs import Confirm
from peña_app.voting.screens.examples import Example
from peña_app.voting.screens.option_list import OptionList
from peña_app.voting.screens.option_rows import OptionRow
from peña_app.voting.screens.rules_form import RulesForm

_FIRST_ROWS = 3
_SIDE = 284
_NARROW = 720
"""Where there is less room than this, the rules stand under the options and not beside them."""


class Editor(Speaking):
    """Everything about a contest that freezes when it opens."""

    def __init__(self, desk: Desk, contest: Contest) -> None:
        super().__init__()
        self._desk = desk
        self._voting = Voting(desk.workspace)
        self._contest = contest
        self._shown: tuple[object, ...] | None = None
        self._before: dict[str, Rules] = {}  # the rules of each method as they were left, so that going back loses nothing
        self._asked_to_open = False
        self._narrow = False
        self.question = BothLanguages(N_("The question"))
        self.options = OptionList()
        self.method_name = label("heading")
        self.choose = button("list-numbers")
        self.example = Example()
        self.rules = RulesForm()
        self.batch = QSpinBox()
        self.batch.setRange(1, MOST_IN_BATCH)
        self.batch_field = Field(self.batch)
        self.practice = QCheckBox()
        self.rule = label("soft")
        self.trouble = label("trouble")
        self.save = button("floppy-disk")
        self.open_box = button("lock-open", primary=True)
        self.chooser = Chooser()
        self._lay_out()
        self._say_texts()
        self._connect()
        self._fill(contest)

    @property
    def rows(self) -> list[OptionRow]:
        """The options, in their order."""
        return self.options.rows

    def _lay_out(self) -> None:
        left = card(self.question, self.options, 1)
        self._column = column(left, 1, gap=16)
        ground = QWidget()
        ground.setLayout(self._column)
        self._area = scrolled(ground)
        self._side = card(self.method_name, self.choose, self.example, self.rules, self.batch_field, self.practice, 1)
        self._side_area = scrolled(self._side)
        self._side_area.setFixedWidth(theme.px(_SIDE))
        laid = row(self._area, self._side_area, gap=16)
        laid.setStretch(0, 1)
        foot = row(self.trouble, self.save, self.open_box)
        foot.setStretch(0, 1)
        form = QWidget()
        whole = column(laid, self.rule, foot, gap=12)
        whole.setStretch(0, 1)
        form.setLayout(whole)
        self._form = form
        self._stack = QStackedWidget()
        self._stack.addWidget(form)
        self._stack.addWidget(self.chooser)
        self.setLayout(column(self._stack))

    def _say_texts(self) -> None:
        self.say(self.choose.setText, lambda: _("Choose how to vote"))
        self.say(self.choose.setToolTip, lambda: _("By what the group wants to know, with a drawn example of each way"))
        self.say(self.batch_field.name, lambda: _("Ballots in a batch"))
        self.say(self.practice.setText, lambda: _("Only for practice"))
        self.say(self.practice.setToolTip, lambda: _("A mock vote: it goes the whole way and enters no register."))
        self.say(self.save.setText, lambda: _("Save the draft"))
        self.say(self.open_box.setText, lambda: _("Open the vote"))
        self.say(
            self.open_box.setToolTip,
            lambda: _("From then on options and rules stay as they are, and ballots can be printed and entered."),
        )
        self.say(lambda _text: self._say_rule(), lambda: "")

    def _connect(self) -> None:
        self.options.edited.connect(self._options_edited)
        self.rules.changed.connect(self._rules_edited)
        self.choose.clicked.connect(self.open_chooser)
        self.chooser.chosen.connect(self._choose)
        self.chooser.left.connect(self._close_chooser)
        self.save.clicked.connect(self._save)
        self.open_box.clicked.connect(self._ask_to_open)
        for line in self.question.lines.values():
            line.textEdited.connect(lambda _text, of=line: styled(of, wrong=False))

    def start(self) -> None:
        """Begin at the question, or after it where it is written."""
        line = self.question.lines[INTERFACE[0]]
        line.setFocus()
        line.selectAll()

    def show_contest(self, contest: Contest) -> None:
        """Show what another window or an undo has changed; what was typed since stays."""
        contest = _clean(contest)
        if contest == self._contest:
            return
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

    def open_chooser(self) -> None:
        """Ask what the group wants to know."""
        self.chooser.show_rules(self.rules.shown, self.options.written)
        self._stack.setCurrentWidget(self.chooser)
        self.chooser.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        try:
            self._fold(narrow=self.width() < theme.px(_NARROW))
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)

    def _fold(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self._side_area.takeWidget()
            self._column.insertWidget(1, self._side)
        else:
            self._column.removeWidget(self._side)
            self._side_area.setWidget(self._side)
        self._side.show()
        self._side_area.setVisible(not narrow)

    def _fill(self, contest: Contest) -> None:
        self._contest = contest = _clean(contest)
        self._asked_to_open = False
        self.question.show_words(contest.title)
        rules = contest.rules
        self._before = {}
        costs = [money_text(cost, rules.cents) for cost in rules.costs]
        self.options.show_options(() if fixed_options(rules.method) else contest.options, costs)
        self.rules.show_rules(rules, len(contest.options))
        self.batch.setValue(contest.batch)
        self.practice.setChecked(contest.practice)
        self._show_method(rules.method)
        self._shown = self._state()

    def _state(self) -> tuple[object, ...]:
        """What stands on the screen, readable or not: to know whether anything was changed."""
        contest = (self.question.words(), self.batch.value(), self.practice.isChecked())
        return (contest, self.rules.typed, *self.options.typed(costs=self.rules.shown.method in BUDGETS))

    def _changed(self) -> bool:
        return self._state() != self._shown

    def _typed(self) -> Contest:
        rules = self.rules.rules
        fixed = fixed_options(rules.method)
        if fixed:
            held = self._contest.options if fixed_options(self._contest.rules.method) else ()
            ids = [option.id for option in held] if len(held) == len(fixed) else [OptionId("")] * len(fixed)
            options = tuple(Option(each, words) for each, words in zip(ids, fixed, strict=True))
        else:
            options = self.options.options()
        if rules.method in BUDGETS:
            line = self.rules.field("budget")
            rules = with_money(rules, line.value() if line is not None else 0, self.options.costs())
        return replace(
            self._contest, title=self.question.words(), rules=rules, options=options, batch=self.batch.value(),
            practice=self.practice.isChecked(),
        )  # fmt: skip

    def _save(self) -> bool:
        try:
            kept = _clean(self._voting.edit(self._typed()))
        except Mishap as mishap:
            self._show_trouble(mishap)
            return False
        self.trouble.clear()
        self._contest = kept
        self.options.keep(() if fixed_options(kept.rules.method) else kept.options)
        self._shown = self._state()
        self._desk.tell(_("Saved"))
        return True

    def _ask_to_open(self) -> None:
        try:
            self._require_opening(self._typed())
        except Mishap as mishap:
            self._show_trouble(mishap)
            return
        if self._changed() and not self._save():
            return
        self.trouble.clear()
        Confirm(
            self,
            title=lambda: _("Open the vote"),
            sentence=lambda: _("From now on the options and the rules stay as they are, in both languages."),
            detail=lambda: _("As long as no ballot has been entered you can still come back to change them."),
            button_text=lambda: _("Open the vote"),
            act=self._open,
        ).open()

    def _require_opening(self, contest: Contest) -> None:
        """Check everything, say each thing beside its field, and put the keyboard where the first one is."""
        self._asked_to_open = True
        self._mark_missing(contest)
        self._show_faults()
        require_opening(contest)
        for mishap in (*faults(contest.rules, len(contest.options)).values(), *cost_faults(contest.rules).values()):
            raise mishap

    def _mark_missing(self, contest: Contest) -> None:
        lines: list[QLineEdit] = [self.question.lines[code] for code in INTERFACE]
        if not fixed_options(contest.rules.method):
            lines += [each.lines[code] for each in self.rows if each.written for code in INTERFACE]
        missing = [line for line in lines if not line.text().strip()]
        for line in lines:
            styled(line, wrong=line in missing)
        if missing:
            missing[0].setFocus()
            self._area.ensureWidgetVisible(missing[0])

    def _show_faults(self) -> None:
        """What stands in the way of opening, beside each field; before anyone has tried to open, nothing does."""
        if not self._asked_to_open:
            return
        try:
            contest = self._typed()
        except Mishap:
            return  # it is said beside its own field
        self.rules.show_faults(faults(contest.rules, len(contest.options)))
        self.options.show_cost_faults(cost_faults(contest.rules))

    def _open(self) -> None:
        try:
            self._voting.open(self._contest.id)
        except Mishap as mishap:
            self._show_trouble(mishap)
        else:
            self._desk.tell(_("The vote is open"), undo=False)

    def _show_trouble(self, mishap: Mishap) -> None:
        self.trouble.setText(str(mishap))
        wrong = self.options.first_trouble()
        if wrong is not None:
            wrong.setFocus()
            self._area.ensureWidgetVisible(wrong)

    def _options_edited(self) -> None:
        self.rules.show_options(self.options.written)
        self._rules_edited()

    def _rules_edited(self) -> None:
        self.trouble.clear()
        self._say_rule()
        self._show_faults()

    def _say_rule(self) -> None:
        rules = self.rules.shown
        self.rule.setText(rule_text(self._with_budget(rules)))
        self.example.show_rules(rules)
        if rules.method in METHODS:
            self.method_name.setText(said(METHODS[rules.method].name))
            self.example.setToolTip(said(METHODS[rules.method].about))

    def _with_budget(self, rules: Rules) -> Rules:
        field = self.rules.field("budget")
        if field is None:
            return rules
        try:
            return with_money(rules, field.value(), ())
        except Mishap:
            return replace(rules, budget=0)

    def _show_method(self, key: str) -> None:
        self.options.show_method(key)
        self._say_rule()

    def _choose(self, key: str) -> None:
        rules = self.rules.shown
        self._close_chooser()
        if key == rules.method:
            return
        self._before[rules.method] = self._with_budget(rules)
        held = self._before.get(key)
        after = held or switched(self._before[rules.method], key, self.options.written)
        self.rules.show_rules(settled(after), self.options.written)
        self._asked_to_open = False
        self.trouble.clear()
        self._show_method(key)

    def _close_chooser(self) -> None:
        self._stack.setCurrentWidget(self._form)
        self.choose.setFocus()


def _clean(contest: Contest) -> Contest:
    """The contest with rules that compare: what was kept as lists is tuples again."""
    rules = contest.rules
    return replace(contest, rules=replace(rules, costs=tuple(rules.costs), lot=tuple(rules.lot)))
