"""What waits for someone: texts out of step, missing or unread, facts to check again, news of the library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from peña_app.curricula.model import kind_text
from peña_app.curricula.records import Curricula
from peña_app.curricula.reviews import CLEAN, State, state_text
from peña_app.curricula.screens.compare import newer
from peña_app.i18n import N_, _, folded, ngettext, said
from peña_app.languages import language as language_of
from peña_app.ui.desk import Desk
from peña_app.ui.forms import Empty, button, column, label, row
from peña_app.ui.speech import Speaking
from peña_app.ui.tables import Column, Table, TableModel


class What(StrEnum):
    """Why something waits."""

    STALE = "stale"
    MISSING = "missing"
    UNREAD = "unread"
    LIBRARY = "library"


_NAMES = {
    What.STALE: N_("Out of step or changed"), What.MISSING: N_("Missing"), What.UNREAD: N_("Not reviewed yet"),
    What.LIBRARY: N_("New in the library"),
}  # fmt: skip
_OF = {State.STALE: What.STALE, State.CHANGED: What.STALE, State.EMPTY: What.MISSING}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits, and where."""

    what: What
    activity: str
    title: str
    kind: str = ""
    language: str = ""
    unit: str = ""
    state: State | None = None
    number: int = 0

    @property
    def place(self) -> str:
        """The block, in words."""
        return kind_text(self.kind) if self.kind else ""

    @property
    def reason(self) -> str:
        """Why it waits, in words."""
        if self.state is not None:
            return state_text(self.state)
        return ngettext("{n} difference", "{n} differences", self.number).format(n=self.number)


def waiting(curricula: Curricula) -> list[Waiting]:
    """Everything that waits, the most urgent first."""
    found = []
    for own in curricula.activities():
        activity = own.activity
        kinds = {unit.id: block.kind for held, block in zip(own.blocks, activity.blocks, strict=True) for unit in held.units}
        for unit, code, state in own.states():
            if state not in CLEAN:
                what = _OF.get(state, What.UNREAD)
                found.append(Waiting(what, own.id, activity.name, kinds[unit.id], code, unit.id, state))
        _theirs, news = newer(own)
        if news:
            found.append(Waiting(What.LIBRARY, own.id, activity.name, number=len(news)))
    order = list(What)
    return sorted(found, key=lambda each: order.index(each.what))


class _Source:
    def __init__(self) -> None:
        self.rows: list[Waiting] = []
        self.what: What | None = None

    def _fit(self, typed: str) -> list[Waiting]:
        wanted = folded(typed)
        return [each for each in self.rows if self.what in (None, each.what) and wanted in folded(each.title)]

    def count(self, typed: str) -> int:
        return len(self._fit(typed))

    def page(self, typed: str, first: int, length: int) -> Sequence[Waiting]:
        return self._fit(typed)[first : first + length]


class ReviewPanel(Speaking):
    """A table; Enter goes to the text."""

    chosen = Signal(str, str, str)  # activity, unit, language
    compare_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._curricula = Curricula(desk.workspace)
        self._source = _Source()
        self.model: TableModel[Waiting] = TableModel(
            self._source,
            [
                Column(lambda: _("Activity"), lambda each: each.title),
                Column(lambda: _("Where"), lambda each: each.place),
                Column(lambda: _("Language"), lambda each: language_of(each.language).name if each.language else ""),
                Column(
                    lambda: _("Why it waits"), lambda each: each.reason,
                    token=lambda each: "cempasuchil" if each.what in {What.STALE, What.MISSING} else "soft",
                ),
            ],
            self,
        )  # fmt: skip
        self.table = Table(self.model)
        self.kind = QComboBox()
        self.counted = label("soft", wrap=False)
        self.go = button("caret-right", primary=True)
        self.empty = Empty("seal-check")
        whole = column(row(self.kind, self.counted, 1), self.table, self.empty, row(self.go, 1))
        whole.setStretch(1, 1)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._stale = True
        self.say(lambda _text: self._say_kinds(), lambda: "")
        self.say(self.table.setAccessibleName, lambda: _("What waits"))
        self.say(self.go.setText, lambda: _("Go to the text"))
        self.say(self.empty.sentence.setText, lambda: _("Nothing waits."))
        self.say(self.empty.detail.setText, lambda: _("Texts that are out of step, missing or not yet reviewed are listed here."))
        self.kind.currentIndexChanged.connect(lambda _at: self._narrow())
        self.table.activated.connect(lambda _index: self._go())
        self.go.clicked.connect(self._go)
        desk.news.changed.connect(self._hear)
        self.read()

    def _say_kinds(self) -> None:
        at = max(0, self.kind.currentIndex())
        self.kind.blockSignals(True)
        self.kind.clear()
        self.kind.addItem(_("Everything that waits"), None)
        for what in What:
            self.kind.addItem(said(_NAMES[what]), what)
        self.kind.setCurrentIndex(at)
        self.kind.setAccessibleName(_("What waits"))
        self.kind.blockSignals(False)
        self._count()

    def _hear(self, tables: frozenset[str]) -> None:
        if tables & {"text", "activity", "activity_block", "activity_unit", "unit_review"}:
            self._stale = True
            if self.isVisible():
                self.read()

    def read(self) -> None:
        """Read again what waits."""
        if self._stale:
            self._stale = False
            self._source.rows = waiting(self._curricula)
            self._narrow()

    def _narrow(self) -> None:
        what = self.kind.currentData()
        self._source.what = What(what) if what else None
        self.model.read_again()
        if self.model.rowCount():
            self.table.selectRow(0)
        self._count()

    def _count(self) -> None:
        number = self._source.count("")
        self.counted.setText(ngettext("{n} text", "{n} texts", number).format(n=number))
        self.empty.setVisible(not self._source.rows)
        self.table.setVisible(bool(self._source.rows))
        self.go.setVisible(bool(self._source.rows))

    def start(self) -> None:
        """Take the keyboard."""
        self.read()
        self.table.setFocus()

    def _go(self) -> None:
        rows = self._source.page("", self.table.currentIndex().row(), 1) if self.table.currentIndex().isValid() else []
        for each in rows:
            if each.what is What.LIBRARY:
                self.compare_asked.emit(each.activity)
            else:
                self.chosen.emit(each.activity, each.unit, each.language)
