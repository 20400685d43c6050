"""Entering marked ballots by keyboard: one key an option, Enter for the next ballot."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from peña_app.errors import Mishap, write_down
from peña_app.i18n import _, list_text, ngettext, number_text, said
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import button, column, label, row, styled
from peña_app.ui.speech import Speaking
from peña_app.voting.counting import Marks, Standing
from peña_app.voting.methods import METHODS
from peña_app.voting.model import BATCH, FEWEST_FOR_SECRECY, KEYS, Contest
from peña_app.voting.records import Entered, Voting
from peña_app.voting.screens.tiles import Strip, Tile

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class EntryDesk(Speaking):
    """The options as large keys, the ballot under the hand, and the count of the batch."""

    stopped = Signal()

    def __init__(self, desk: Desk, contest: Contest) -> None:
        super().__init__()
        self._desk = desk
        self._voting = Voting(desk.workspace)
        self._contest = contest
        self._marks = [0] * len(contest.options)
        self._typed: list[int] = []
        self._saying: Callable[[], str] = self._invitation
        self._role = ""
        self._asked = False  # a blank or overvoted ballot waits for a second Enter
        self._batch: list[Entered] = self._voting.open_batch(contest.id)
        self._number = len(self._voting.batches(contest.id)) + 1
        self.batch = label("heading", wrap=False)
        self.count = label("huge", wrap=False)
        self.of = label("soft", wrap=False)
        self.strip = Strip()
        self.tiles = [Tile(contest, option) for option in range(len(contest.options))]
        self.pad = QWidget()
        self.status = label("heading")
        self.status.setMinimumHeight(theme.px(42))  # two lines, so that the keys stay where they are
        self.status.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.hint = label("small")
        self.next = button("check", primary=True)
        self.blank = button()
        self.unclear = button()
        self.take_back = button("arrow-counter-clockwise")
        self.pack = button()
        self._lay_out()
        self._say_texts()
        self._connect()
        self._show_batch()
        self._tell(self._invitation)

    def _lay_out(self) -> None:
        columns = 1 if len(self.tiles) <= 5 else 2 if len(self.tiles) <= 16 else 3
        grid = QGridLayout(self.pad)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(8))
        down = -(-len(self.tiles) // columns)
        for number, tile in enumerate(self.tiles):
            grid.addWidget(tile, number % down, number // down)
        self.pad.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        counted = row(self.count, self.of, gap=theme.px(6))
        top = row(column(self.batch, self.strip, gap=theme.px(4)), 1, counted)
        foot = row(self.next, self.blank, self.unclear, self.take_back, 1, self.pack, gap=theme.px(8))
        laid = column(top, self.pad, self.status, foot, self.hint, gap=theme.px(10))
        laid.setStretch(1, 1)
        self.setLayout(laid)

    def _say_texts(self) -> None:
        self.say(self.pad.setAccessibleName, lambda: _("The ballot: type the keys of the options that are marked"))
        self.say(lambda _text: self._show_batch(), lambda: "")
        self.say(self.blank.setText, lambda: _("Blank (B)"))
        self.say(self.blank.setToolTip, lambda: _("A ballot without any mark"))
        self.say(self.unclear.setText, lambda: _("Unclear (F2)"))
        self.say(self.unclear.setToolTip, lambda: _("A ballot whose marks cannot be read: two people agree that it is rejected"))
        self.say(self.take_back.setText, lambda: _("Take back the last one"))
        self.say(self.take_back.setToolTip, lambda: _("Take back the last ballot of this batch (Ctrl+Z)"))
        self.say(self.pack.setText, lambda: _("Close the batch"))
        self.say(self.pack.setToolTip, lambda: _("Put the batch into the box, where it keeps no order (Ctrl+Enter)"))
        self.say(
            self.hint.setText,
            lambda: _(
                "A key marks its option · Backspace takes the last mark back · Enter is the next ballot · Ctrl+Z takes the last ballot back · Esc pauses"
            ),
        )
        self.say(lambda _text: self._tell(self._saying, self._role), lambda: "")

    def _connect(self) -> None:
        for number, tile in enumerate(self.tiles):
            tile.clicked.connect(lambda _checked=False, at=number: self._mark(at))
        self.next.clicked.connect(self._enter)
        self.blank.clicked.connect(self._enter_blank)
        self.unclear.clicked.connect(self._reject)
        self.take_back.clicked.connect(self._take_back_ballot)
        self.pack.clicked.connect(self._close_batch)
        for pressed in (self.next, self.blank, self.unclear, self.take_back, self.pack):
            pressed.clicked.connect(self.start)

    def start(self) -> None:
        """Take the keyboard."""
        self.pad.setFocus()

    @property
    def marks(self) -> Marks:
        """The marks of the ballot under the hand."""
        return tuple(self._marks)

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
        key, letter = event.key(), event.text().upper()
        held = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
        )
        if event.matches(QKeySequence.StandardKey.Undo):
            self._take_back_ballot()
        elif key in _ENTER and held == Qt.KeyboardModifier.ControlModifier:
            self._close_batch()
        elif held:
            return False
        elif key in _ENTER:
            self._enter()
        elif key == Qt.Key.Key_Backspace:
            self._take_back_mark()
        elif key == Qt.Key.Key_Escape:
            self._stop()
        elif key == Qt.Key.Key_F2:
            self._reject()
        elif letter == "B":
            self._enter_blank()
        elif letter and letter in KEYS:
            at = KEYS.index(letter)
            if at < len(self._marks):
                self._mark(at)
            else:
                self._tell(lambda: _("No option has the key {key}.").format(key=letter), "attention")
        else:
            return False
        return True

    def _stop(self) -> None:
        if self._typed:
            self._tell(lambda: _("A ballot is still under the hand: Enter keeps it, Ctrl+Z takes it back."), "attention")
        else:
            self.stopped.emit()

    # the ballot under the hand

    def _mark(self, option: int) -> None:
        if len(self._batch) >= BATCH:
            self._tell(self._full, "attention")
            return
        if self._contest.rules.method != "dots" and self._marks[option]:
            self._tell(lambda: _("Option {number} is marked already.").format(number=option + 1), "attention")
            return
        self._marks[option] += 1
        self._typed.append(option)
        self._asked = False
        self._show_ballot()

    def _take_back_mark(self) -> None:
        if not self._typed:
            self._tell(lambda: _("This ballot has no mark yet. Ctrl+Z takes back the ballot before it."))
            return
        self._marks[self._typed.pop()] -= 1
        self._asked = False
        self._show_ballot()

    def _enter(self) -> None:
        if len(self._batch) >= BATCH:
            self._close_batch()
            return
        standing = self._contest.standing(self.marks)
        if standing is not Standing.VALID and not self._asked:
            self._asked = True
            self._tell(self._sure, "attention")
            return
        self._keep(lambda: self._voting.enter(self._contest.id, self.marks))

    def _enter_blank(self) -> None:
        if self._typed:
            self._tell(lambda: _("This ballot has marks. Take them back first, with Backspace."), "attention")
            return
        self._keep(lambda: self._voting.enter(self._contest.id, self.marks))

    def _reject(self) -> None:
        self._keep(lambda: self._voting.reject(self._contest.id))

    def _keep(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Mishap as mishap:
            self._show_mishap(mishap)
            return
        self._clear()
        self._batch = self._voting.open_batch(self._contest.id)
        self._show_batch()
        self._tell(
            self._full if len(self._batch) >= BATCH else self._last_one, "attention" if len(self._batch) >= BATCH else "good"
        )

    def _take_back_ballot(self) -> None:
        if self._typed:
            while self._typed:
                self._marks[self._typed.pop()] -= 1
            self._asked = False
            self._show_ballot()
            self._tell(lambda: _("The marks of this ballot were taken back. Press again to take back the ballot before it."))
            return
        taken = self._voting.take_back(self._contest.id)
        if taken is None:
            self._tell(lambda: _("This batch has no ballot to take back. What is in the box stays there."), "attention")
            return
        self._batch = self._voting.open_batch(self._contest.id)
        number = len(self._batch) + 1
        self._clear()
        self._show_batch()
        self._tell(lambda: _("Ballot {number} was taken back. Read it again from the paper.").format(number=number), "attention")

    def _close_batch(self) -> None:
        if self._typed:
            self._tell(lambda: _("A ballot is still under the hand: Enter keeps it, Ctrl+Z takes it back."), "attention")
            return
        try:
            closed = self._voting.close_batch(self._contest.id)
        except Mishap as mishap:
            self._show_mishap(mishap)
            return
        self._batch = []
        self._number = len(self._voting.batches(self._contest.id)) + 1
        self._show_batch()
        self._tell(
            lambda: ngettext(
                "Batch {label} is in the box: {n} ballot. Put the next one on the table.",
                "Batch {label} is in the box: {n} ballots. Put the next ones on the table.",
                closed.ballots,
            ).format(label=closed.label, n=closed.ballots),
            "good",
        )

    def _clear(self) -> None:
        self._marks = [0] * len(self._marks)
        self._typed = []
        self._asked = False
        for tile in self.tiles:
            tile.show_marks(0)

    # what is shown

    def _show_ballot(self) -> None:
        for tile, marks in zip(self.tiles, self._marks, strict=True):
            tile.show_marks(marks)
        standing = self._contest.standing(self.marks)
        self._tell(self._spending, "attention" if standing is Standing.OVERVOTED else "")

    def _show_batch(self) -> None:
        n = len(self._batch)
        full = n >= BATCH
        self.count.setText(number_text(n))
        self.of.setText(_("of {all} in this batch").format(all=BATCH))
        self.batch.setText(_("Batch {number}").format(number=self._number))
        self.strip.show_batch([self._kind(each) for each in self._batch])
        self.strip.setAccessibleName(_("{n} of {all} ballots of this batch are entered").format(n=n, all=BATCH))
        self.next.setText(_("Close the batch (Enter)") if full else _("Next ballot (Enter)"))
        self.pack.setVisible(not full)
        self.pack.setEnabled(n >= FEWEST_FOR_SECRECY)
        self.take_back.setEnabled(n > 0)
        for pressed in (self.blank, self.unclear):
            pressed.setEnabled(not full)

    def _kind(self, entered: Entered) -> str:
        return "rejected" if entered.reason else self._contest.standing(entered.marks).value

    def _tell(self, saying: Callable[[], str], role: str = "") -> None:
        self._saying, self._role = saying, role
        self.status.setText(saying())
        styled(self.status, role=role or "heading")

    def _show_mishap(self, mishap: Mishap) -> None:
        text = str(mishap)
        self._tell(lambda: text, "attention")

    def _invitation(self) -> str:
        if len(self._batch) >= BATCH:
            return self._full()
        return _("Ballot {number}: type the keys of the options that are marked.").format(number=len(self._batch) + 1)

    def _full(self) -> str:
        return _("{all} ballots. Are there {all} papers in this pile? Then Enter puts them into the box.").format(all=BATCH)

    def _spending(self) -> str:
        rules = self._contest.rules
        if self._contest.standing(self.marks) is Standing.OVERVOTED:
            too_many = said(METHODS[rules.method].too_many)
            return f"{too_many} " + _("If the paper says so, it does not count: press Enter. If not, Backspace.")
        if rules.method == "dots":
            return _("{spent} of {all} dots").format(spent=sum(self._marks), all=rules.dots)
        marked = [str(option + 1) for option, mark in enumerate(self._marks) if mark]
        return _("Marked: {options}").format(options=list_text(marked)) if marked else self._invitation()

    def _sure(self) -> str:
        if self._contest.standing(self.marks) is Standing.BLANK:
            return _("Nothing is marked. Enter again if the ballot is blank.")
        return _("This ballot does not count: {reason} Enter again if the paper says so.").format(
            reason=said(METHODS[self._contest.rules.method].too_many)
        )

    def _last_one(self) -> str:
        entered = self._batch[-1]
        number = len(self._batch)
        if entered.reason:
            return _("Ballot {number}: unclear, rejected").format(number=number)
        standing = self._contest.standing(entered.marks)
        if standing is Standing.BLANK:
            return _("Ballot {number}: blank").format(number=number)
        if standing is Standing.OVERVOTED:
            return _("Ballot {number}: does not count, kept apart").format(number=number)
        marked = " · ".join(
            f"{option + 1}" + (f"×{mark}" if mark > 1 else "") for option, mark in enumerate(entered.marks) if mark
        )
        return _("Ballot {number}: {marks}").format(number=number, marks=marked)
