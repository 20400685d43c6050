"""One ballot under the hand: the options as large keys, and what each press does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from peña_app.errors import write_down
from peña_app.i18n import _, list_text, number_text, said
from peña_app.ui import theme
from peña_app.voting.counting import Kind, Marks, Standing
from peña_app.voting.hand import Hand, mark_text
from peña_app.voting.methods import METHODS
from peña_app.voting.model import Contest, Entered
from peña_app.voting.screens.tiles import Tile

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
Says = Callable[[], str]


class Pad(QWidget):
    """Takes the keys of one ballot and hands it over when it is done; what concerns the pile it hands on."""

    kept = Signal(object)  # Entered
    told = Signal(object, str)  # a sentence, and the role in which it is shown
    taken_back = Signal()  # there is nothing more to take back on this ballot
    rejecting = Signal()
    finished = Signal()
    stopped = Signal()

    def __init__(self, contest: Contest) -> None:
        super().__init__()
        self.contest = contest
        self.hand = Hand(contest)
        self.allowed: Callable[[], bool] = lambda: True
        """Whether a ballot may be marked now."""
        self._asked = False  # a blank or overvoted ballot waits for a second Enter
        self.tiles = [Tile(contest, option) for option in range(len(contest.options))]
        columns = 1 if len(self.tiles) <= 5 else 2 if len(self.tiles) <= 16 else 3
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(8))
        down = -(-len(self.tiles) // columns)
        for number, tile in enumerate(self.tiles):
            grid.addWidget(tile, number % down, number // down)
            tile.clicked.connect(lambda _checked=False, at=number: self.point(at))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_ballot()

    @property
    def marks(self) -> Marks:
        """The marks of the ballot under the hand."""
        return self.hand.marks

    def clear(self) -> None:
        """Take up a new ballot."""
        self.hand.clear()
        self._asked = False
        self.show_ballot()

    def show_ballot(self) -> None:
        """Show the marks on the keys."""
        for option, tile in enumerate(self.tiles):
            tile.show_marks(self.marks, here=self.hand.moves and option == self.hand.cursor)

    # keys

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
        ):
            event.accept()  # here Ctrl+Z takes back a ballot, and not the last change of the workspace
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        try:
            known = self._pressed(event)
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)
            known = True
        if not known:
            super().keyPressEvent(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        held = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
        )
        if event.matches(QKeySequence.StandardKey.Undo):
            self.take_back_ballot()
        elif key in _ENTER and held == Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        elif held:
            return False
        elif key in _ENTER:
            self.enter()
        elif key == Qt.Key.Key_Backspace:
            self._take_back_mark()
        elif key == Qt.Key.Key_Escape:
            self._stop()
        elif key == Qt.Key.Key_F2:
            self.rejecting.emit()
        elif self.hand.moves and key in _MOVES:
            self._move(_MOVES[Qt.Key(key)])
        else:
            return self._typed(event.text().upper())
        return True

    def _typed(self, letter: str) -> bool:
        if letter == "B":
            self.enter_blank()
            return True
        if not letter:
            return False
        if not self.allowed():
            return True
        return self._took(self.hand.press(letter))

    def point(self, option: int) -> None:
        """A click on an option."""
        if self.allowed():
            self._took(self.hand.mark(option))
        self.setFocus()

    def _took(self, answer: Says | bool | None) -> bool:
        if answer is None:
            return False
        self._asked = False
        self.show_ballot()
        if callable(answer):
            self.told.emit(answer, "attention")
        else:
            self._tell_state()
        return True

    def _move(self, by: int) -> None:
        self.hand.move(by)
        self.show_ballot()

    def _stop(self) -> None:
        if self.hand.touched:
            self.told.emit(under_the_hand, "attention")
        else:
            self.stopped.emit()

    # what the keys do

    def _take_back_mark(self) -> None:
        if not self.hand.take_back():
            self.told.emit(lambda: _("This ballot has no mark yet. Ctrl+Z takes back the ballot before it."), "")
            return
        self._asked = False
        self.show_ballot()
        self._tell_state()

    def take_back_ballot(self) -> None:
        """Take all marks back, or the ballot before if there are none."""
        if not self.hand.touched:
            self.taken_back.emit()
            return
        self.clear()
        self.told.emit(lambda: _("The marks of this ballot were taken back. Press again to take back the ballot before it."), "")

    def enter(self) -> None:
        """Go to the next option where there is one; else the ballot is done."""
        if not self.allowed():
            self.finished.emit()
            return
        if not self.hand.at_end and self.hand.touched:
            self._move(1)
            return
        standing = self.contest.standing(self.marks)
        if standing is not Standing.VALID and not self._asked:
            self._asked = True
            self.told.emit(self._sure, "attention")
            return
        self._keep(Entered(self.marks))

    def enter_blank(self) -> None:
        """A ballot without any mark."""
        if self.hand.touched:
            self.told.emit(lambda: _("This ballot has marks. Take them back first, with Backspace."), "attention")
        elif self.allowed():
            self._keep(Entered(self.marks))

    def _keep(self, entered: Entered) -> None:
        self._asked = False
        self.kept.emit(entered)

    # what is said

    def _tell_state(self) -> None:
        standing = self.contest.standing(self.marks)
        self.told.emit(self._state, "attention" if standing is Standing.OVERVOTED else "")

    def _state(self) -> str:
        rules, kind = self.contest.rules, self.contest.kind
        if self.contest.standing(self.marks) is Standing.OVERVOTED:
            too_many = said(METHODS[rules.method].too_many)
            return f"{too_many} " + _("If the paper says so, it does not count: press Enter. If not, Backspace.")
        if kind is Kind.DOTS and rules.dots:
            return _("{spent} of {all} dots").format(spent=number_text(sum(self.marks)), all=number_text(rules.dots))
        if kind is Kind.RANKING:
            return _("Next place: {place}").format(place=self.hand.next_place)
        if self.hand.moves:
            return self._where()
        if rules.method == "motion":
            return list_text(name for name, mark in zip(self.contest.names, self.marks, strict=True) if mark)
        marked = [str(option + 1) for option, mark in enumerate(self.marks) if mark]
        return _("Marked: {options}").format(options=list_text(marked)) if marked else _("Nothing is marked.")

    def _where(self) -> str:
        at = self.hand.cursor
        if at >= len(self.marks):
            return _("All options have been gone through: Enter keeps the ballot.")
        return _("Option {number}: {mark}").format(number=at + 1, mark=mark_text(self.contest, self.marks, at) or "…")

    def _sure(self) -> str:
        if self.contest.standing(self.marks) is Standing.BLANK:
            return _("Nothing is marked. Enter again if the ballot is blank.")
        return _("This ballot does not count: {reason} Enter again if the paper says so.").format(
            reason=said(METHODS[self.contest.rules.method].too_many)
        )


_MOVES = {
    Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_End: 99, Qt.Key.Key_Home: -99,
}  # fmt: skip


def under_the_hand() -> str:
    """Said when somebody leaves a ballot half typed."""
    return _("A ballot is still under the hand: Enter keeps it, Ctrl+Z takes it back.")
