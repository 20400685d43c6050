"""The session by the clock: its parts, and all that one does with them, by dragging or by the keyboard alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from functools import partial

from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QLabel, QMenu, QSpinBox, QTimeEdit, QWidget

from peña_app.curricula.model import Activity
from peña_app.curricula.planning import (
    DAY,
    KINDS,
    PartId,
    Plan,
    PlanPart,
    clock_at,
    cut_of,
    cut_text,
    kind_text,
    part_of,
    slots,
    warnings,
)
from peña_app.curricula.records.sessions import Sessions
from peña_app.curricula.screens.parts import PartsList, rows_of
from peña_app.curricula.screens.session_form import SHOWN, PartForm, time_of
from peña_app.errors import Mishap
from peña_app.i18n import _, each, minutes_text, ngettext, time_text
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import Field, button, column, icon_button, label, row
from peña_app.ui.icons import icon
from peña_app.ui.speech import Speaking

_OWN_MINUTES = 10
_SAID_AT_MOST = 3


class Planner(Speaking):
    """One session: when it begins, how long it may take, and its parts, each with its minutes, its lock, core or optional."""

    def __init__(self, desk: Desk, sessions: Sessions) -> None:
        super().__init__()
        self._desk, self._sessions = desk, sessions
        self._plan: Plan | None = None
        self._known: Mapping[str, Activity] = {}
        self.parts = PartsList()
        self.begins, self.limit = QTimeEdit(), QSpinBox()
        self.limit.setRange(0, DAY)
        self.limit.setSingleStep(5)
        self.limit.setMinimumWidth(theme.px(136))  # Qt leaves no room for the theme's arrows beside its longest text
        self.fields: dict[QWidget, Field] = {entry: Field(entry) for entry in (self.begins, self.limit)}
        self.sums, self.cut_said, self.warning = label("soft"), label("attention"), label("attention")
        self.up, self.down, self.take_out = icon_button("arrow-up"), icon_button("arrow-down"), icon_button("trash")
        self.other = button("plus")
        self.minutes = QSpinBox()
        self.minutes.setRange(1, DAY)
        self.lock, self.locked_at = icon_button("lock-open"), QTimeEdit()
        self.lock.setCheckable(True)
        for entry in (self.begins, self.limit, self.minutes, self.locked_at):
            entry.setKeyboardTracking(False)  # what is typed counts once it is whole; an arrow counts at once
        self.optional = QCheckBox()
        self._lay_out()
        self._say_texts()
        self._connect()

    def _lay_out(self) -> None:
        self.parts.setMinimumHeight(theme.px(200))
        listed = row(self.parts, column(self.up, self.down, self.take_out, 1, gap=theme.px(4)), gap=theme.px(6))
        listed.setStretch(0, 1)
        asked = row(self.fields[self.begins], self.fields[self.limit], self.sums)
        asked.setStretch(2, 1)
        timed = row(self.lock, self.locked_at, self.optional, 1, gap=theme.px(8))
        self._acts = row(row(self.other, self.minutes, gap=theme.px(8)), timed, gap=theme.px(8))
        self._acts.setStretch(1, 1)
        whole = column(asked, listed, self._acts, self.cut_said, self.warning, gap=theme.px(8))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def stand(self, *, narrow: bool) -> None:
        """Put what one does with a part into one line, or into two where the letters leave no room."""
        self._acts.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _say_texts(self) -> None:
        for pressed, name in (
            (self.up, lambda: _("Earlier (Ctrl+↑)")), (self.down, lambda: _("Later (Ctrl+↓)")),
            (self.take_out, lambda: _("Take it out (Delete)")), (self.lock, lambda: _("Fix its time, or free it (L)")),
        ):  # fmt: skip
            self.say(pressed.setAccessibleName, name)
            self.say(pressed.setToolTip, name)
        self.say(self.parts.setAccessibleName, lambda: _("Parts of the session"))
        self.say(self.fields[self.begins].name, lambda: _("Begins at"))
        self.say(self.begins.setDisplayFormat, lambda: SHOWN)
        self.say(self.fields[self.limit].name, lambda: _("Cut to minutes"))
        self.say(self.limit.setSpecialValueText, lambda: _("all of it"))
        self.say(self.other.setText, lambda: _("Another part"))
        self.say(self.minutes.setAccessibleName, lambda: _("Minutes of the part"))
        self.say(self.minutes.setToolTip, lambda: _("In the list, + and - change them by five"))
        self.say(self.minutes.setSuffix, lambda: " min")
        self.say(self.locked_at.setAccessibleName, lambda: _("Does not begin before this time"))
        self.say(self.locked_at.setDisplayFormat, lambda: SHOWN)
        self.say(self.optional.setText, lambda: _("Optional"))
        self.say(self.optional.setToolTip, lambda: _("Left out first when the session is cut (O)"))
        self.say(lambda _text: self._show(), lambda: "")

    def _connect(self) -> None:
        self.other.clicked.connect(self._offer_others)
        self.parts.dropped.connect(self.add)
        self.parts.moved.connect(self._move)
        self.parts.longer.connect(self._longer)
        self.parts.lock_asked.connect(self._toggle_lock)
        self.parts.optional_asked.connect(lambda: self._make_optional(optional=not self.optional.isChecked()))
        self.parts.remove_asked.connect(self._take_out)
        self.parts.open_asked.connect(self._open_part)
        self.parts.currentRowChanged.connect(lambda _at: self._show_part())
        self.up.clicked.connect(lambda: self._move(self.parts.currentRow(), self.parts.currentRow() - 1))
        self.down.clicked.connect(lambda: self._move(self.parts.currentRow(), self.parts.currentRow() + 1))
        self.take_out.clicked.connect(self._take_out)
        self.minutes.valueChanged.connect(self._set_minutes)
        self.lock.clicked.connect(self._toggle_lock)
        self.locked_at.timeChanged.connect(lambda _time: self._lock_at(time_of(self.locked_at)))
        self.optional.clicked.connect(lambda on: self._make_optional(optional=on))
        self.begins.timeChanged.connect(lambda _time: self._set_beginning())
        self.limit.valueChanged.connect(lambda _minutes: self._cut())

    def show_plan(self, plan: Plan, known: Mapping[str, Activity]) -> None:
        """Show a session as it was read."""
        fresh = self._plan is None or self._plan.id != plan.id
        self._plan, self._known = plan, known
        self._show()
        if fresh:
            self.parts.setCurrentRow(0)

    def _show(self) -> None:
        plan = self._plan
        if plan is None:
            return
        for entry in (self.begins, self.limit):
            entry.blockSignals(True)
        self.begins.setTime(_clock(plan.begins))
        self.limit.setValue(plan.limit)
        for entry in (self.begins, self.limit):
            entry.blockSignals(False)
        chosen = self.parts.row_at(self.parts.currentRow())
        self.parts.show_rows(rows_of(plan, self._known), chosen.part.id if chosen else "")
        done = cut_of(plan)
        sums = _("{minutes}, until {time}").format(
            minutes=minutes_text(done.minutes), time=time_text(clock_at(plan.begins, done.minutes))
        )
        self.sums.setText(sums if plan.parts else _("Drag an activity here, or choose one and press Enter."))
        _tell(self.cut_said, [cut_text(plan, self._known)])
        _tell(self.warning, list(warnings(plan, self._known)))
        self._show_part()

    def _part(self) -> PlanPart | None:
        chosen = self.parts.row_at(self.parts.currentRow())
        return chosen.part if chosen else None

    def _show_part(self) -> None:
        part, plan, at = self._part(), self._plan, self.parts.currentRow()
        for shown in (self.take_out, self.minutes, self.lock, self.optional):
            shown.setEnabled(part is not None)
        self.up.setEnabled(part is not None and at > 0)
        self.down.setEnabled(part is not None and at < self.parts.count() - 1)
        self.locked_at.setVisible(part is not None and part.lock is not None)
        self.lock.setChecked(part is not None and part.lock is not None)
        self.lock.setIcon(icon("lock" if self.lock.isChecked() else "lock-open", "rosa" if self.lock.isChecked() else "ink"))
        self.optional.setChecked(part is not None and not part.core)
        if part is None or plan is None:
            return
        for entry in (self.minutes, self.locked_at):
            entry.blockSignals(True)
        self.minutes.setValue(part.minutes)
        if part.lock is not None:
            self.locked_at.setTime(_clock(part.lock))
        for entry in (self.minutes, self.locked_at):
            entry.blockSignals(False)

    def add(self, slug: str, at: int) -> None:
        """Put an activity at a position (from 0) of the session."""
        activity = self._known.get(slug)
        if activity is None or self._plan is None:
            return
        try:
            part = part_of(activity)
        except Mishap as mishap:
            self._desk.trouble(mishap)
            return
        self._put(part, at)
        self._desk.tell(_("“{name}” was added").format(name=activity.name))

    def _offer_others(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in KINDS:
            menu.addAction(kind_text(kind), partial(self.add_other, kind))
        menu.popup(self.other.mapToGlobal(self.other.rect().bottomLeft()))

    def add_other(self, kind: str) -> None:
        """Add food, a break, an opening… behind the chosen part."""
        self._put(PlanPart(PartId(""), _OWN_MINUTES, kind=kind, words=each(KINDS[kind])), self.parts.currentRow() + 1)

    def _put(self, part: PlanPart, at: int) -> None:
        if self._plan is not None:
            made = self._sessions.add_parts(self._plan.id, [part], at)
            self._pick(made[0].id)

    def _pick(self, part: str) -> None:
        for at in range(self.parts.count()):
            shown = self.parts.row_at(at)
            if shown is not None and shown.part.id == part:
                self.parts.setCurrentRow(at)

    def _move(self, row_from: int, to: int) -> None:
        shown = self.parts.row_at(row_from)
        if shown is not None and 0 <= to < self.parts.count():
            self._sessions.move_part(shown.part.id, to)
            self._pick(shown.part.id)

    def _take_out(self) -> None:
        part = self._part()
        if part is not None:
            self._sessions.remove_part(part.id)
            self._desk.tell(_("“{name}” was removed").format(name=part.name(self._known)))

    def _open_part(self) -> None:
        part = self._part()
        if part is not None and part.activity:
            self._desk.go("curricula", part.activity)
        elif part is not None:
            PartForm(self._sessions, part, self).open()

    def _longer(self, by: int) -> None:
        part = self._part()
        if part is not None:
            self._set_minutes(max(1, part.minutes + by))

    def _set_minutes(self, minutes: int) -> None:
        part = self._part()
        if part is not None and part.minutes != minutes:
            self._sessions.alter_part(replace(part, minutes=min(DAY, minutes)))

    def _make_optional(self, *, optional: bool) -> None:
        part = self._part()
        if part is not None:
            self._sessions.alter_part(replace(part, core=not optional))

    def _toggle_lock(self) -> None:
        part, plan = self._part(), self._plan
        if part is None or plan is None:
            return
        if part.lock is not None:
            self._sessions.lock(part.id, None)
            return
        planned = {slot.part.id: slot.starts for slot in slots(plan.begins, plan.parts)}
        kept = {slot.part.id: slot.starts for slot in slots(plan.begins, cut_of(plan).kept)}
        self._sessions.lock(part.id, clock_at(plan.begins, kept.get(part.id, planned[part.id])))

    def _lock_at(self, moment: time) -> None:
        part = self._part()
        if part is not None and part.lock is not None and part.lock != moment:
            self._sessions.lock(part.id, moment)

    def _set_beginning(self) -> None:
        if self._plan is not None and self._plan.begins != time_of(self.begins):
            self._sessions.alter(replace(self._plan, begins=time_of(self.begins)))

    def _cut(self) -> None:
        if self._plan is not None and self._plan.limit != self.limit.value():
            self._sessions.cut(self._plan.id, self.limit.value())


def _clock(moment: time) -> QTime:
    return QTime(moment.hour, moment.minute)


def _tell(shown: QLabel, sentences: list[str]) -> None:
    """Say the first of some sentences and how many more there are, so that the clock keeps its room; all in the tooltip."""
    more = len(sentences) - _SAID_AT_MOST
    told = sentences[:_SAID_AT_MOST]
    if more > 0:
        told.append(ngettext("And {n} more thing to look at.", "And {n} more things to look at.", more).format(n=more))
    shown.setText("\n".join(told))
    shown.setToolTip("\n".join(sentences))
    shown.setVisible(any(sentences))
