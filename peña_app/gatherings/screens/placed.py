"""The sessions that are placed in a gathering: their title and time, and the way to where they are planned."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from peña_app.curricula.planning import Plan
from peña_app.curricula.records.sessions import Sessions
from peña_app.i18n import _, time_text
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import column, label
from peña_app.ui.icons import icon, icon_size
from peña_app.ui.speech import Speaking

_SHOWN = 3
_LINE = 36
TABLES = frozenset({"session", "session_part", "text"})
"""What it shows: when these change, it is shown again."""


class PlacedSessions(Speaking):
    """What a group will do in a gathering; Enter goes to the session. Nothing is shown where there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sessions = Sessions(desk.workspace)
        self._plans: list[Plan] = []
        self.heading = label("small")
        self.items = QListWidget()
        self.items.setIconSize(icon_size())
        self.items.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(column(self.heading, self.items, gap=theme.px(4)))
        self.say(self.heading.setText, lambda: _("Sessions in this gathering"))
        self.say(self.items.setAccessibleName, lambda: _("Sessions in this gathering"))
        self.say(self.items.setToolTip, lambda: _("Enter opens the session where it is planned"))
        self.say(lambda _text: self._show(), lambda: "")
        self.items.activated.connect(lambda index: self._open(index.row()))

    def show_gathering(self, gathering: str | None) -> None:
        """Show the sessions of a gathering."""
        self._plans = self._sessions.of_gathering(gathering) if gathering else []
        self._show()

    def _show(self) -> None:
        kept = self.items.currentRow()
        self.items.clear()
        for plan in self._plans:
            self.items.addItem(QListWidgetItem(icon("book-open", "agave"), f"{time_text(plan.begins)} · {plan.name}"))
        self.items.setCurrentRow(min(max(kept, 0), len(self._plans) - 1))
        lines = min(_SHOWN, max(1, len(self._plans)))
        self.items.setFixedHeight(max(theme.px(_LINE), self.items.sizeHintForRow(0)) * lines + 2 * self.items.frameWidth() + 2)
        self.setVisible(bool(self._plans))

    def _open(self, at: int) -> None:
        if 0 <= at < len(self._plans):
            self._desk.go("curricula", f"session:{self._plans[at].id}")
