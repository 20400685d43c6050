"""Which planned session an item of the agenda is: a picker, and the way to where it is planned."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox

from peña_app.curricula.planning import Plan, cut_of
from peña_app.i18n import _, minutes_text
from peña_app.ui.desk import Desk
from peña_app.ui.forms import Field, icon_button, row
from peña_app.ui.speech import Speaking


class SessionChoice(Speaking):
    """Names a session, or none. Those of the gathering stand first."""

    picked = Signal(object)
    """The session that a person has just chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._plans: list[Plan] = []
        self.box = QComboBox()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.field = Field(self.box)
        self.open = icon_button("book-open")
        held = row(self.field, self.open, gap=4)
        held.setStretch(0, 1)
        held.setAlignment(self.open, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(held)
        self.say(self.field.name, lambda: _("Planned session"))
        self.say(self.open.setAccessibleName, lambda: _("Open the session where it is planned"))
        self.say(self.open.setToolTip, lambda: _("Open the session where it is planned"))
        self.say(lambda _text: self._fill(), lambda: "")
        self.box.currentIndexChanged.connect(lambda _at: self.open.setEnabled(bool(self.session)))
        self.box.activated.connect(self._choose)
        self.open.clicked.connect(lambda: desk.go("curricula", f"session:{self.session}"))

    @property
    def session(self) -> str:
        """The id of the chosen session; empty where it is none."""
        return self.box.currentData() or ""

    def offer(self, plans: Sequence[Plan], gathering: str) -> None:
        """Offer sessions, those of the gathering first."""
        self._plans = sorted(plans, key=lambda plan: plan.gathering != gathering)
        self._fill()

    def show_session(self, session: str) -> None:
        """Choose a session; one that is gone is none."""
        self.box.setCurrentIndex(max(0, self.box.findData(session)))
        self.open.setEnabled(bool(self.session))

    def _fill(self) -> None:
        kept = self.session
        self.box.clear()
        self.box.addItem(_("None"), "")
        for plan in self._plans:
            self.box.addItem(f"{plan.name} · {minutes_text(cut_of(plan).minutes)}", plan.id)
        self.show_session(kept)
        self.setVisible(bool(self._plans))

    def _choose(self, at: int) -> None:
        if at > 0:
            self.picked.emit(self._plans[at - 1])
