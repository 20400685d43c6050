"""Two small forms of the planner: a new session or the name of one, and the words of a part that is no activity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QComboBox, QTimeEdit, QWidget

from peña_app.curricula.model import Module, Session
from peña_app.curricula.planning import Plan, PlanId, PlanPart, parts_from
from peña_app.curricula.records.sessions import Sessions
from peña_app.errors import Mishap
from peña_app.i18n import N_, _, minutes_text, worded
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import BothLanguages, Field, button, column, label, row
from peña_app.ui.speech import SpeakingDialog

SHOWN = "h:mm AP"
_WIDEST = 960  # pixels: a form fits an old screen at any size of letters


def time_of(entry: QTimeEdit) -> time:
    """What stands in a field for a time of day."""
    moment = entry.time()
    return time(moment.hour(), moment.minute())


class SessionForm(SpeakingDialog):
    """What a session is called in both languages and when it begins; a new one may be copied from the library."""

    def __init__(self, desk: Desk, sessions: Sessions, modules: Sequence[Module], plan: Plan | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._sessions, self._plan = desk, sessions, plan
        self._copies: list[tuple[Module, Session]] = [(module, each) for module in modules for each in module.sessions]
        self.made: Plan | None = None
        """The session, once it is saved."""
        self.heading = label("heading")
        self.source = QComboBox()
        self.source.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.title = BothLanguages(N_("Name"))
        self.begins = QTimeEdit(QTime(18, 0))
        self.fields = {self.source: Field(self.source), self.begins: Field(self.begins)}
        self.trouble = label("trouble")
        self.trouble.hide()
        self.save, self.cancel = button("check", primary=True), button(quiet=True)
        self.remove = button("trash", quiet=True)
        beside = row(self.fields[self.source], self.fields[self.begins])
        beside.setStretch(0, 1)
        self.setLayout(
            column(self.heading, beside, self.title, self.trouble, row(self.remove, 1, self.cancel, self.save), margin=20)
        )
        self.setMinimumWidth(min(theme.px(560), _WIDEST))
        self._say_texts()
        self.fields[self.source].setVisible(plan is None)
        self.remove.setVisible(plan is not None)
        if plan is not None:
            self.title.show_words(plan.title)
            self.begins.setTime(QTime(plan.begins.hour, plan.begins.minute))
        self.save.setDefault(True)
        self.source.currentIndexChanged.connect(self._take_title)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        self.remove.clicked.connect(self._remove)

    def _say_texts(self) -> None:
        heading = (lambda: _("Plan a session")) if self._plan is None else (lambda: _("Name and beginning of the session"))
        self.say(self.setWindowTitle, heading)
        self.say(self.heading.setText, heading)
        self.say(self.fields[self.source].name, lambda: _("Begin with"))
        self.say(self.fields[self.begins].name, lambda: _("Begins at"))
        self.say(self.begins.setDisplayFormat, lambda: SHOWN)
        self.say(lambda _text: self._say_sources(), lambda: "")
        self.say(self.save.setText, (lambda: _("Plan it")) if self._plan is None else (lambda: _("Save")))
        self.say(self.cancel.setText, lambda: _("Cancel"))
        self.say(self.remove.setText, lambda: _("Remove the session"))

    def _say_sources(self) -> None:
        at = max(0, self.source.currentIndex())
        self.source.blockSignals(True)
        self.source.clear()
        self.source.addItem(_("An empty session"))
        for module, session in self._copies:
            parts = (worded(session.title), minutes_text(session.minutes), module.name)
            self.source.addItem(" · ".join(filter(None, parts)))
        self.source.setCurrentIndex(at)
        self.source.blockSignals(False)

    def _take_title(self, at: int) -> None:
        if at > 0:
            module, session = self._copies[at - 1]
            self.title.show_words(session.title if any(session.title.values()) else module.title)

    def _save(self) -> None:
        at = self.source.currentIndex()
        title, begins = self.title.words(), time_of(self.begins)
        try:
            if self._plan is not None:
                self.made = replace(self._plan, title=title, begins=begins)
                self._sessions.alter(self.made)
            else:
                plan = Plan(PlanId(""), title, begins)
                if at > 0:
                    module, session = self._copies[at - 1]
                    plan = replace(plan, parts=tuple(parts_from(session)), origin=f"{module.id}/{session.id}")
                self.made = self._sessions.plan(plan)
        except Mishap as mishap:
            self.trouble.setText(str(mishap))
            self.trouble.show()
            return
        self._desk.tell(_("Saved: {name}").format(name=self.made.name))
        self.accept()

    def _remove(self) -> None:
        if self._plan is not None:
            self._sessions.remove(self._plan.id)
            self._desk.tell(_("“{name}” was removed").format(name=self._plan.name))
            self.reject()


class PartForm(SpeakingDialog):
    """What a part that is no activity is called, in both languages."""

    def __init__(self, sessions: Sessions, part: PlanPart, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sessions, self._part = sessions, part
        self.title = BothLanguages(N_("Name"))
        self.title.show_words(part.title({}))
        self.save, self.cancel = button("check", primary=True), button(quiet=True)
        self.setLayout(column(self.title, row(1, self.cancel, self.save), margin=20))
        self.setMinimumWidth(min(theme.px(520), _WIDEST))
        self.say(self.setWindowTitle, lambda: _("Name of this part"))
        self.say(self.save.setText, lambda: _("Save"))
        self.say(self.cancel.setText, lambda: _("Cancel"))
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)

    def _save(self) -> None:
        self._sessions.alter_part(replace(self._part, words=self.title.words()))
        self.accept()
