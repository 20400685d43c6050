"""What the library says otherwise since an activity was adopted, beside what the group says: taken over one by one, or not."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from peña_app.curricula.library import library
from peña_app.curricula.lineage import Difference, Kind, differences
from peña_app.curricula.memory import compared
from peña_app.curricula.model import Activity
from peña_app.curricula.owned import OwnActivity
from peña_app.curricula.records import Curricula, Writing
from peña_app.curricula.screens.dock import drawn
from peña_app.i18n import N_, _, ngettext, said
from peña_app.languages import language as language_of
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import button, column, icon_button, label, row, scrolled
from peña_app.ui.speech import Speaking

_SAID = {
    Kind.TEXT: N_("The library says it otherwise"), Kind.ADDED: N_("New in the library"), Kind.GONE: N_("No longer in the library"),
    Kind.BLOCK_ADDED: N_("A new block in the library"), Kind.BLOCK_GONE: N_("A block that is no longer in the library"),
}  # fmt: skip


def newer(own: OwnActivity) -> tuple[Activity | None, list[Difference]]:
    """The library's activity that a group's own was made from, and what it says otherwise now."""
    module, _slash, slug = own.origin.partition("/")
    found = next((each.activities.get(slug) for each in library() if each.id == module), None)
    return found, differences(own, found) if found is not None else []


class ComparePage(Speaking):
    """A card for each difference; nothing is taken over by itself."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._curricula = Curricula(desk.workspace)
        self._writing = Writing(desk.workspace)
        self._own: OwnActivity | None = None
        self.back = icon_button("caret-left")
        self.heading = label("title")
        self.counted = label("soft")
        self.buttons: list[QPushButton] = []
        self._area = scrolled(QWidget())
        head = row(self.back, self.heading)
        head.setStretch(1, 1)
        whole = column(head, self.counted, self._area)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.say(self.back.setAccessibleName, lambda: _("Back to our curricula"))
        self.say(self.back.setToolTip, lambda: _("Back to our curricula (Alt+Left)"))
        self.say(lambda _text: self._fill(), lambda: "")
        self.back.clicked.connect(self.closed)
        desk.news.changed.connect(self._hear)

    def open(self, own: OwnActivity) -> None:
        """Compare an activity with the library."""
        self._own = own
        self._fill()

    def _hear(self, tables: frozenset[str]) -> None:
        if self._own is not None and self.isVisible() and tables & {"text", "activity_unit", "activity_block"}:
            self._own = self._curricula.activity(self._own.id)
            self._fill()

    def _fill(self) -> None:
        self.buttons = []
        cards: list[QWidget | int] = []
        if self._own is not None:
            self.heading.setText(self._own.activity.name)
            theirs, found = newer(self._own)
            self.counted.setText(
                ngettext("{n} difference from the library", "{n} differences from the library", len(found)).format(n=len(found))
                if found
                else _("It says what the library says, or what you made of it; the library has nothing new.")
            )
            cards = [self._card(theirs, each) for each in found if theirs is not None]
        ground = QWidget()
        ground.setLayout(column(*cards, 1))
        self._area.setWidget(ground)

    def _card(self, theirs: Activity, difference: Difference) -> QFrame:
        head = label("heading")
        head.setText(f"{said(_SAID[difference.kind])} · {difference.block}")
        items: list[QWidget] = [head]
        for code in theirs.languages:
            was, now, mine = (words.get(code, "") for words in (difference.was, difference.now, difference.mine))
            if was == now:
                continue
            items.append(_line(language_of(code).name, drawn(compared(was, now, code))))
            if mine and mine != was:
                items.append(_line(_("Yours"), drawn(compared(was, mine, code))))
        take = button("check")
        take.setText(_("Take it over"))
        take.setAccessibleName(f"{take.text()}: {head.text()}")
        take.clicked.connect(partial(self._take, theirs, difference))
        self.buttons.append(take)
        frame = QFrame()
        frame.setProperty("role", "card")
        frame.setLayout(column(*items, row(take, 1), margin=theme.px(12)))
        return frame

    def _take(self, theirs: Activity, difference: Difference, _checked: bool = False) -> None:
        if self._own is not None:
            self._writing.take_over(self._own, theirs, difference)
            self._desk.tell(_("The library’s wording stands in your activity now."))


def _line(name: str, html: str) -> QLabel:
    text = QLabel()
    text.setWordWrap(True)
    text.setTextFormat(Qt.TextFormat.RichText)
    text.setText(f'<span style="color:{theme.color("soft").name()}">{name}</span><br>{html}')
    return text
