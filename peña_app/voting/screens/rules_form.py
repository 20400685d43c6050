"""The parameters of a way of voting: only those that matter, the rare ones behind a fold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from peña_app.errors import Mishap, write_down
from peña_app.i18n import _, said
from peña_app.ui import theme
from peña_app.ui.forms import Field, button, column, styled
from peña_app.ui.speech import Speaking
from peña_app.voting.amounts import money_text, read_money, read_share
from peña_app.voting.counting import Rules, usual_dots
from peña_app.voting.parameters import PARAMETERS, Choice, Money, Number, Parameter, Share, preset, settled, with_dots


class RulesForm(Speaking):
    """What is settled before the vote opens; ``changed`` after every change."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rules = Rules("plurality")
        self._usual = False  # as long as nobody has set the dots, they follow the number of options
        self._filling = False
        self._fields: list[ParameterField] = []
        self.expert = button("caret-down", quiet=True)
        self.expert.setCheckable(True)
        self._common = QVBoxLayout()
        self._rare = QVBoxLayout()
        for each in (self._common, self._rare):
            each.setContentsMargins(0, 0, 0, 0)
            each.setSpacing(10)
        self.setLayout(column(self._common, self.expert, self._rare, gap=8))
        self.say(self.expert.setText, lambda: _("For those who know"))
        self.expert.toggled.connect(lambda _on: self._show_what_matters())

    @property
    def rules(self) -> Rules:
        """The rules as they stand in the form, without the costs of options.

        Raises:
            Mishap: something typed cannot be read.
        """
        values = {each.parameter.name: each.value() for each in self._fields if each.matters}
        return settled(replace(self._rules, **values))

    @property
    def shown(self) -> Rules:
        """The same, where a field that cannot be read yet counts as it was before."""
        values: dict[str, Any] = {}
        for each in self._fields:
            if each.matters:
                try:
                    values[each.parameter.name] = each.value()
                except Mishap:
                    continue
        return settled(replace(self._rules, **values))

    @property
    def typed(self) -> tuple[object, ...]:
        """What stands in the fields, readable or not: to know whether anything was changed."""
        return (self._rules.method, *(each.typed() for each in self._fields if each.matters))

    def field(self, name: str) -> ParameterField | None:
        """The field of a parameter, where it matters now."""
        return next((each for each in self._fields if each.parameter.name == name and each.matters), None)

    def show_rules(self, rules: Rules, options: int) -> None:
        """Ask what these rules have to settle."""
        again = rules.method == self._rules.method and bool(self._fields)
        self._rules = rules
        self._usual = rules.method == "dots" and rules.dots == preset("dots", options).dots
        if not again:
            self._build()
        self._filling = True
        for each in self._fields:
            if each.parameter.name == "max_per_option":
                each.limit(rules.dots)
            each.show_value(getattr(rules, each.parameter.name), rules)
            each.show_trouble(None)
            each.matters = each.parameter.when(rules)
        self._filling = False
        self.expert.setChecked(any(each.parameter.expert and each.unusual(preset(rules.method)) for each in self._fields))
        self._show_what_matters()

    def show_options(self, options: int) -> None:
        """Follow the number of options, where the number of dots is the usual one."""
        field = self.field("dots")
        if self._usual and field is not None and self._rules.method == "dots" and field.value() != usual_dots(options):
            rules = with_dots(self.shown, usual_dots(options))
            self._filling = True
            for each in self._fields:
                each.show_value(getattr(rules, each.parameter.name), rules)
            self._filling = False
            self._show_what_matters()

    def show_faults(self, faults: dict[str, Mishap]) -> None:
        """Say beside each field what must be put right."""
        for each in self._fields:
            each.show_trouble(faults.get(each.parameter.name) if each.matters else None)
            if each.matters and each.parameter.name in faults and each.parameter.expert:
                self.expert.setChecked(True)

    def _build(self) -> None:
        for old in self._fields:
            old.hide()
            old.deleteLater()
        self._fields = []
        for parameter in PARAMETERS.get(self._rules.method, ()):
            field = ParameterField(parameter)
            field.changed.connect(lambda of=parameter.name: self._set(of))
            self._fields.append(field)
            (self._rare if parameter.expert else self._common).addWidget(field)

    def _set(self, name: str) -> None:
        if self._filling:
            return
        if name in {"dots", "max_per_option"}:
            self._usual = False
        self._show_what_matters()
        self.changed.emit()

    def _show_what_matters(self) -> None:
        shown = self.shown
        for each in self._fields:
            mattered, each.matters = each.matters, each.parameter.when(shown)
            if each.parameter.name == "max_per_option":
                each.limit(shown.dots)
            if each.matters and not mattered:
                self._filling = True
                asked = each.parameter.entry  # points decide otherwise than marks: begin with what is usual for them
                each.show_value(asked.ways[0][0] if isinstance(asked, Choice) else getattr(shown, each.parameter.name), shown)
                self._filling = False
            each.setVisible(each.matters and (not each.parameter.expert or self.expert.isChecked()))
        self.expert.setVisible(any(each.parameter.expert and each.matters for each in self._fields))


class ParameterField(Speaking):
    """One question about the rules, its entry, and under it what must be put right."""

    changed = Signal()

    def __init__(self, parameter: Parameter) -> None:
        super().__init__()
        self.parameter = parameter
        self.matters = True
        self._read: Callable[[], Any]
        self._show: Callable[[Any], None]
        self._said: list[str] = []
        entry = self._entry()
        self.field = Field(entry)
        self.setLayout(column(self.field))
        self.say(self.field.name, lambda: said(parameter.asks))
        self.say(lambda _text: self._name_values(), lambda: "")
        entry.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        entry.installEventFilter(self)

    @property
    def entry(self) -> QWidget:
        """What is typed or chosen in."""
        return self.field.entry

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        try:
            if event.type() == QEvent.Type.Wheel and not self.entry.hasFocus():
                event.ignore()  # the page scrolls, and no rule changes under the pointer
                return True
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)
        return super().eventFilter(watched, event)

    def value(self) -> Any:
        """The value as `Rules` keeps it.

        Raises:
            Mishap: what was typed cannot be read.
        """
        return self._read()

    def typed(self) -> object:
        """What stands in the field, readable or not."""
        entry = self.entry
        if isinstance(entry, QLineEdit):
            return entry.text().strip()
        return entry.currentText() if isinstance(entry, QComboBox) and entry.isEditable() else self._read()

    def show_value(self, value: Any, rules: Rules) -> None:
        """Put a value into the field."""
        if isinstance(self.parameter.entry, Money):
            value = money_text(value, rules.cents)
        self._show(value)

    def unusual(self, usual: Rules) -> bool:
        """Whether it is set to something else than it usually is."""
        try:
            return bool(self._read() != getattr(usual, self.parameter.name))
        except Mishap:
            return True

    def limit(self, most: int) -> None:
        """Let the number be at most so large."""
        entry = self.entry
        if isinstance(entry, QSpinBox):
            entry.setMaximum(max(1, most))

    def show_trouble(self, mishap: Mishap | None) -> None:
        """Say what is wrong, or that nothing is."""
        if mishap is not None:
            self.field.show_trouble(mishap)
        elif not self.field.trouble.isHidden():
            self.field.trouble.hide()
            styled(self.entry, wrong=False)

    def _entry(self) -> QWidget:
        asked = self.parameter.entry
        if isinstance(asked, Number):
            return self._number(asked)
        if isinstance(asked, Choice):
            return self._choice(asked)
        if isinstance(asked, Share):
            return self._share(asked)
        line = QLineEdit()
        self._read, self._show = lambda: read_money(line.text()), line.setText
        line.textEdited.connect(lambda _text: self._typed())
        return line

    def _number(self, asked: Number) -> QSpinBox:
        spin = QSpinBox()
        spin.setRange(asked.least, asked.most)
        self._read, self._show = spin.value, spin.setValue
        spin.valueChanged.connect(lambda _value: self.changed.emit())
        return spin

    def _choice(self, asked: Choice) -> QComboBox:
        box = _box(asked.ways)
        flag = isinstance(getattr(Rules("plurality"), self.parameter.name), bool)
        self._read = lambda: bool(box.currentData()) if flag else box.currentData()
        self._show = lambda value: box.setCurrentIndex(max(0, box.findData(("1" if value else "") if flag else value)))
        box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        return box

    def _share(self, asked: Share) -> QComboBox:
        box = _box(asked.ways)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)

        def read() -> str:
            at = box.findText(box.currentText().strip())
            return str(box.itemData(at)) if at >= 0 else read_share(box.currentText())

        def show(value: str) -> None:
            at = box.findData(value)
            box.setCurrentIndex(at)
            box.setEditText(box.itemText(at) if at >= 0 else value)

        self._read, self._show = read, show
        box.editTextChanged.connect(lambda _text: self._typed())
        return box

    def _typed(self) -> None:
        try:
            self._read()
        except Mishap as mishap:
            self.field.show_trouble(mishap)
        else:
            self.show_trouble(None)
        self.changed.emit()

    def _name_values(self) -> None:
        entry, asked = self.entry, self.parameter.entry
        if isinstance(entry, QSpinBox) and isinstance(asked, Number):
            entry.setSpecialValueText(said(asked.lowest))
        if isinstance(entry, QComboBox) and isinstance(asked, Choice | Share):
            kept = None
            try:
                kept = self._read()
            except Mishap:
                typed = entry.currentText()
            entry.blockSignals(True)
            for at, (_value, named) in enumerate(asked.ways):
                entry.setItemText(at, said(named))
            if kept is not None:
                self._show(kept)
            else:
                entry.setEditText(typed)
            entry.blockSignals(False)
            entry.view().setMinimumWidth(entry.view().sizeHintForColumn(0) + theme.px(24))


def _box(ways: tuple[tuple[str, str], ...]) -> QComboBox:
    """A list to choose from that does not widen its column: what is too long is shown whole when it opens."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    box.view().setTextElideMode(Qt.TextElideMode.ElideNone)
    for value, named in ways:
        box.addItem(said(named), value)
    return box
