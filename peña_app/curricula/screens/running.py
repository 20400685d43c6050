"""A session while it runs, in large letters: now, next, how long is left, and whether one is late."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QWidget

from peña_app import clock
from peña_app.curricula.model import Activity
from peña_app.curricula.planning import NoteId, PartId, Plan, Slot, cut_of, slots
from peña_app.curricula.records.sessions import Sessions
from peña_app.curricula.running import Run, begin, left_text, pace_text
from peña_app.errors import Mishap, write_down
from peña_app.i18n import _, minutes_text, time_text, worded
from peña_app.ui.desk import Desk
from peña_app.ui.forms import button, column, icon_button, label, row
from peña_app.ui.projector import SMALLEST, wall_letters
from peña_app.ui.speech import Speaking

_EACH_SECOND = 1000
MORE = 5
"""Minutes that + adds."""


class RunWindow(Speaking):
    """A window of its own. Space or Enter ends the part, + and - give or take five minutes, P pauses, Backspace goes back, F11 fills the screen, Escape closes.

    Each part that ends leaves its real minutes in the notes at once, so that nothing is lost with the window.
    """

    closed = Signal()

    def __init__(
        self,
        desk: Desk,
        sessions: Sessions,
        plan: Plan,
        activities: Mapping[str, Activity],
        at: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)  # with a parent it is closed when the workspace is
        self.setWindowFlag(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "wall")
        self._desk, self._sessions, self._plan, self._known = desk, sessions, plan, activities
        self.run: Run = begin(slots(plan.begins, cut_of(plan).kept), plan.begins, clock.now(), at)
        self._over: list[tuple[Run, NoteId | None]] = []  # how it stood before each part that ended, and its note
        self.time, self.pace = label(wrap=False), label()
        self.now_mark, self.now, self.other = label("good", wrap=False), label(), label("soft")
        self.left = label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.next_mark, self.next, self.ends = label("soft", wrap=False), label(), label("soft", wrap=False)
        self.end = button("check", primary=True)
        self.more, self.pause = button("plus"), button("pause")
        self.back = icon_button("arrow-counter-clockwise")
        self.full, self.leave = icon_button("projector-screen"), icon_button("x")
        self._lay_out()
        self._say_texts()
        self.end.clicked.connect(self.end_part)
        self.more.clicked.connect(lambda _on: self.give_more())
        self.pause.clicked.connect(self.toggle_pause)
        self.back.clicked.connect(self.go_back)
        self.full.clicked.connect(self.toggle_full)
        self.leave.clicked.connect(self.close)
        self._timer = QTimer(self)
        self._timer.setInterval(_EACH_SECOND)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self.resize(1024, 700)
        self._fit()  # before it is shown: a window that was once wider does not shrink by itself
        self.tick()
        self.end.setFocus()

    def _lay_out(self) -> None:
        rule = QFrame()
        rule.setProperty("role", "rule")
        self.ends.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.time.setAlignment(Qt.AlignmentFlag.AlignRight)
        head = row(self.pace, column(self.time, self.ends, gap=0))
        head.setStretch(0, 1)
        following = row(self.next_mark, self.next)
        following.setStretch(1, 1)
        self._body = column(
            head, 1, self.now_mark, self.now, self.other, self.left, self.bar, 1, rule, following,
            row(self.end, self.more, self.pause, 1, self.back, self.full, self.leave),
        )  # fmt: skip
        self.setLayout(self._body)

    def _say_texts(self) -> None:
        self.say(self.setWindowTitle, lambda: f"{self._plan.name} · Peña")
        self.say(self.now_mark.setText, lambda: _("Now"))
        self.say(self.next_mark.setText, lambda: _("Next"))
        self.say(self.end.setText, lambda: _("End this part"))
        self.say(self.end.setToolTip, lambda: _("End this part and go on (Space or Enter)"))
        self.say(self.more.setText, lambda: _("{n} minutes more").format(n=MORE))
        self.say(self.more.setToolTip, lambda: _("Give it five minutes more (+)"))
        self.say(self.back.setAccessibleName, lambda: _("Back to the part before"))
        self.say(self.back.setToolTip, lambda: _("Back to the part before, as if it had never ended (Backspace)"))
        self.say(self.full.setAccessibleName, lambda: _("Full screen"))
        self.say(self.full.setToolTip, lambda: _("Fill the screen, or be a window again (F11)"))
        self.say(self.leave.setAccessibleName, lambda: _("Close"))
        self.say(self.leave.setToolTip, lambda: _("Close; what is written down stays (Escape)"))
        self.say(self.bar.setAccessibleName, lambda: _("How much of this part is over"))
        self.say(lambda _text: self.tick(), lambda: "")

    # what one does

    def end_part(self) -> None:
        """The part is over: its real minutes go into the notes, and the next begins."""
        over, moment = self.run.now, clock.now()
        if over is None:
            self.close()
            return
        before, self.run = self.run, self.run.end_part(moment)
        self._over.append((before, self._write(over.part.id, self.run.real[-1][1])))
        self.tick()

    def go_back(self) -> None:
        """Space was pressed too soon: the part before is on as if it had never ended, and its note loses its minutes."""
        if not self._over:
            return
        self.run, note = self._over.pop()
        held = next((each for each in self._sessions.notes(self._plan.id) if each.id == note), None)
        if held is not None:
            self._sessions.alter_note(replace(held, minutes=0))
        self._go_on()

    def _write(self, part: PartId, minutes: int) -> NoteId | None:
        """Write real minutes down; a disk that is full does not stop the evening."""
        try:
            return self._sessions.note(self._plan.id, part, minutes)
        except Mishap as mishap:
            self._desk.trouble(mishap)
            return None

    def give_more(self, minutes: int = MORE) -> None:
        """Five minutes more for what is on, or five that were given too many."""
        if minutes > 0 or self.run.extra > 0:
            self.run = self.run.more(minutes)
        self._go_on()

    def toggle_pause(self) -> None:
        """Stop the clock of the part, or let it go on."""
        self.run = self.run.pause(clock.now())
        self._go_on()

    def toggle_full(self) -> None:
        """Fill the screen, or be a window again."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _go_on(self) -> None:
        """After a click the keyboard is at the button that ends the part again, so that Space always means that."""
        self.end.setFocus()
        self.tick()

    def tick(self) -> None:
        """Show how it stands at this moment; it reads the clock and never the database."""
        moment, run = clock.now(), self.run
        self.time.setText(time_text(moment))
        late = run.behind(moment)
        self.pace.setText(pace_text(run, moment))
        _role(self.pace, "attention" if late > 0 else "good")
        now = run.now
        self.now.setText(self._name(now) if now else _("The session is over"))
        self.other.setText(self._other(now) if now else self._summed())
        self.left.setText(left_text(run, moment))
        over = now is not None and not run.paused and run.left(moment).total_seconds() <= 0
        _role(self.left, "attention" if over or run.paused else "")
        if now is not None:
            whole = 60 * (now.part.minutes + run.extra)
            self.bar.setRange(0, whole)
            self.bar.setValue(min(whole, int(run.spent(moment).total_seconds())))
        self.next.setText(self._next() if now is not None else "")
        self.ends.setText(_("It ends about {time}").format(time=time_text(run.ends(moment))) if now is not None else "")
        self.pause.setText(_("Go on") if run.paused else _("Pause"))
        self.pause.setToolTip(_("Stop the clock of this part, or let it go on (P)"))
        for shown in (self.now_mark, self.left, self.bar, self.next_mark, self.more, self.pause, self.end):
            shown.setVisible(now is not None)
        self.back.setEnabled(bool(self._over))
        self.other.setVisible(bool(self.other.text()))

    def _next(self) -> str:
        following = self.run.next
        if following is None:
            return _("It is the last part")
        name = f"{self._name(following)} · {minutes_text(following.part.minutes)}"
        if following.part.lock is not None:
            return _("{part}, not before {time}").format(part=name, time=time_text(following.part.lock))
        return name

    def _name(self, slot: Slot) -> str:
        return slot.part.name(self._known)

    def _other(self, slot: Slot) -> str:
        """The title in the other language, which is no less than this one."""
        words = slot.part.title(self._known)
        return next((text for _code, text in sorted(words.items()) if text and text != worded(words)), "")

    def _summed(self) -> str:
        real = sum(took for _part, took in self.run.real)
        planned = sum(slot.part.minutes for slot in self.run.slots[len(self.run.slots) - len(self.run.real) :])
        return _("{real} instead of {planned}").format(real=minutes_text(real), planned=minutes_text(planned)) if real else ""

    # letters and keys

    def resizeEvent(self, event: QResizeEvent) -> None:
        try:
            self._fit()
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Letters grow with the window, and with the letters of the program as far as the window has room."""
        unit = max(12.0, min(self.height() / SMALLEST, self.width() / 42))
        margin = round(1.4 * unit)
        self._body.setContentsMargins(margin, margin, margin, margin)
        self._body.setSpacing(round(0.5 * unit))
        for shown, times, bold in (
            (self.pace, 1.3, True), (self.time, 1.3, False), (self.now_mark, 0.9, True), (self.now, 2.4, True),
            (self.other, 1.4, False), (self.left, 1.7, True), (self.next_mark, 0.9, True), (self.next, 1.1, False),
            (self.ends, 0.7, False), (self.end, 0.8, True), (self.more, 0.8, False), (self.pause, 0.8, False),
            (self.back, 0.6, False), (self.full, 0.6, False), (self.leave, 0.6, False),
        ):  # fmt: skip
            _letters(shown, unit, times, bold=bold)
        for pressed in (self.end, self.more, self.pause, self.back, self.full, self.leave):
            pressed.setIconSize(QSize(round(1.3 * unit), round(unit)))
        self.bar.setFixedHeight(round(0.8 * unit))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._timer.stop()
        self.closed.emit()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        try:
            if self._acted(Qt.Key(event.key())):
                return
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)
        super().keyPressEvent(event)

    def _acted(self, key: Qt.Key) -> bool:
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Plus: self.give_more, Qt.Key.Key_Equal: self.give_more, Qt.Key.Key_P: self.toggle_pause,
            Qt.Key.Key_Minus: lambda: self.give_more(-MORE), Qt.Key.Key_Backspace: self.go_back, Qt.Key.Key_F11: self.toggle_full, Qt.Key.Key_Escape: self.close, Qt.Key.Key_Space: self.end_part,
            Qt.Key.Key_Return: self.end_part, Qt.Key.Key_Enter: self.end_part,
        }  # fmt: skip
        if key not in acts:
            return False
        acts[key]()
        return True


def _letters(shown: QWidget, unit: float, times: float, *, bold: bool) -> None:
    # the application's stylesheet gives every widget its size; only one of its own outranks it
    font = wall_letters(unit, times, bold=bold)
    kind = "QPushButton" if isinstance(shown, QPushButton) else "QLabel"
    high = f"min-height: {round(2.2 * unit * times)}px;" if kind == "QPushButton" else ""
    shown.setStyleSheet(f"{kind} {{ font-size: {font.pixelSize()}px; font-weight: {'bold' if bold else 'normal'}; {high} }}")


def _role(shown: QLabel, role: str) -> None:
    if shown.property("role") != role:
        shown.setProperty("role", role)
        shown.style().unpolish(shown)
        shown.style().polish(shown)
