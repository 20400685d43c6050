"""The voting station: one person, one code, one ballot, in the language they choose; nothing is left when they go."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QStackedWidget, QWidget

from peña_app import i18n
from peña_app.errors import Mishap, write_down
from peña_app.i18n import _, speaking
from peña_app.languages import INTERFACE, language as language_of
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import button, column, label, row
from peña_app.ui.jobs import Progress
from peña_app.ui.speech import Speaking
from peña_app.voting.model import Contest
from peña_app.voting.records import Voting
from peña_app.voting.screens.ballot_form import BallotForm, large
from peña_app.workspace import Workspace

IDLE_MS = 90_000
"""After so long without a key or a touch, the ballot is cleared for the next person."""
_THANKS_MS = 5_000


class Kiosk(Speaking):
    """Language, code, ballot, review, thanks; and from the start page, Escape twice and the passphrase to leave."""

    left = Signal()

    def __init__(self, desk: Desk, contest: Contest) -> None:
        super().__init__()
        self.setWindowFlag(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "page")
        self._desk = desk
        self._voting = Voting(desk.workspace)
        self._contest = contest
        self._spoken = i18n.language()
        self._escapes = 0
        self._leaving = False
        self._asking_again: Callable[[], object] = self.start_over
        self.form: BallotForm | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.start_over)
        self._thanks = QTimer(self)
        self._thanks.setSingleShot(True)
        self._thanks.setInterval(_THANKS_MS)
        self._thanks.timeout.connect(self.start_over)
        self._stack = QStackedWidget()
        self.pages: dict[str, QWidget] = {
            "language": self._language_page(), "code": self._code_page(), "ballot": self._ballot_page(),
            "review": self._review_page(), "thanks": self._thanks_page(), "leave": self._leave_page(),
        }  # fmt: skip
        for each in self.pages.values():
            self._stack.addWidget(each)
        self.setLayout(column(self._stack, margin=theme.px(28)))
        self.say(self.setWindowTitle, lambda: _("Vote"))
        self.resize(1024, 700)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self.start_over()

    # the pages

    def _language_page(self) -> QWidget:
        self.languages: dict[str, QPushButton] = {}
        titles = []
        for code in INTERFACE:
            title = label("title")
            title.setText(self._contest.title.get(code, ""))
            title.setAlignment(Qt.AlignmentFlag.AlignCenter)
            titles.append(large(title, 24, bold=True))
            pressed = large(button(primary=True), 24, high=96)
            with speaking(code):
                pressed.setText(f"{language_of(code).name} · " + _("Vote here"))
            pressed.clicked.connect(partial(self._speak_and_ask, code))
            self.languages[code] = pressed
        practice = label("attention")
        practice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.say(practice.setText, lambda: _("Practice") if self._contest.practice else "")
        return _centered(practice, *titles, row(*self.languages.values(), gap=theme.px(28)))

    def _code_page(self) -> QWidget:
        asked = large(label("title"), 22, bold=True)
        self.code = QLineEdit()
        self.code.setMaxLength(12)
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        large(self.code, 30, high=80)
        self.code_trouble = large(label("attention"), 15)
        self.code_next = large(button("caret-right", primary=True), 18, high=60)
        back = large(button(quiet=True), 15, high=44)
        self.say(asked.setText, lambda: _("Type the code on your slip"))
        self.say(self.code.setAccessibleName, lambda: _("Type the code on your slip"))
        self.say(self.code_next.setText, lambda: _("Go on"))
        self.say(back.setText, lambda: _("Stop"))
        self.code.returnPressed.connect(self._read_code)
        self.code_next.clicked.connect(self._read_code)
        back.clicked.connect(self.start_over)
        return _centered(asked, self.code, self.code_trouble, row(back, 1, self.code_next))

    def _ballot_page(self) -> QWidget:
        self.question, self.instruction = large(label("title"), 20, bold=True), large(label("soft"), 14)
        self._place = column()
        self.spent = large(label("heading"), 15)
        self.review = large(button("caret-right", primary=True), 18, high=60)
        stop = large(button(quiet=True), 15, high=44)
        self.say(self.review.setText, lambda: _("Look at it once more"))
        self.say(stop.setText, lambda: _("Stop without voting"))
        self.review.clicked.connect(self._show_review)
        stop.clicked.connect(self.start_over)
        held = QWidget()
        laid = column(self.question, self.instruction, self._place, row(stop, 1, self.spent, self.review), gap=theme.px(12))
        laid.setStretch(2, 1)
        held.setLayout(laid)
        return held

    def _review_page(self) -> QWidget:
        asked = large(label("title"), 22, bold=True)
        self.chosen = large(label(), 18)
        self.cast = large(button("check", primary=True), 20, high=72)
        self.change = large(button("caret-left"), 18, high=60)
        self.say(asked.setText, lambda: _("Is this your vote?"))
        self.say(self.cast.setText, lambda: _("Yes, cast my vote"))
        self.say(self.change.setText, lambda: _("No, change it"))
        self.cast.clicked.connect(self._cast)
        self.change.clicked.connect(lambda: self._show("ballot"))
        return _centered(asked, self.chosen, row(self.change, 1, self.cast))

    def _thanks_page(self) -> QWidget:
        said, more = large(label("title"), 28, bold=True), large(label("soft"), 16)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        more.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.say(said.setText, lambda: _("Thank you. Your vote is in the box."))
        self.say(more.setText, lambda: _("You can tear up your slip. Let the next person come."))
        return _centered(said, more)

    def _leave_page(self) -> QWidget:
        asked = label("heading")
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.leave_trouble = label("attention")
        self.leave = button("lock-open", primary=True)
        stay = button(quiet=True)
        self.say(asked.setText, lambda: _("Passphrase of this workspace, to leave the voting screen"))
        self.say(self.passphrase.setAccessibleName, lambda: _("Passphrase of this workspace, to leave the voting screen"))
        self.say(self.leave.setText, lambda: _("Leave"))
        self.say(stay.setText, lambda: _("Stay"))
        self.passphrase.returnPressed.connect(self._check_passphrase)
        self.leave.clicked.connect(self._check_passphrase)
        stay.clicked.connect(self.start_over)
        return _centered(asked, self.passphrase, self.leave_trouble, row(stay, 1, self.leave))

    # from page to page

    @property
    def shown(self) -> str:
        """The name of the page on the screen."""
        return next(name for name, page in self.pages.items() if page is self._stack.currentWidget())

    def start_over(self) -> None:
        """Clear everything that the last person typed or saw."""
        self._thanks.stop()
        self._idle.stop()
        self._escapes = 0
        self.code.clear()
        self.passphrase.clear()
        for trouble in (self.code_trouble, self.leave_trouble):
            trouble.clear()
        self.chosen.clear()
        self._drop_form()
        self.speak(None)
        self._show("language")

    def _show(self, name: str) -> None:
        self._stack.setCurrentWidget(self.pages[name])
        focus: dict[str, QWidget] = {
            "language": next(iter(self.languages.values())), "code": self.code, "ballot": self.form or self, "review": self.change,
            "thanks": self, "leave": self.passphrase,
        }  # fmt: skip
        focus[name].setFocus()
        if name not in {"language", "thanks"}:
            self._idle.start()

    def _speak_and_ask(self, code: str) -> None:
        self._spoken = code
        self.speak(code)
        self._show("code")

    def _read_code(self) -> None:
        with speaking(self._spoken):
            try:
                self._voting.require_token(self._contest.id, self.code.text())
            except Mishap as mishap:
                self.code_trouble.setText(f"{mishap.sentence}\n{mishap.hint}")
                self.code.selectAll()
                self.code.setFocus()
                return
            self._drop_form()
            self.form = BallotForm(self._contest, self._spoken)
            self.form.changed.connect(self._show_spent)
            self._place.addWidget(self.form)
            self.question.setText(self._contest.name)
            self.instruction.setText(self.form.instruction())
        self._show_spent()
        self._show("ballot")

    def _show_spent(self) -> None:
        if self.form is not None:
            self.spent.setText(self.form.spent())

    def _show_review(self) -> None:
        if self.form is not None:
            self.chosen.setText(self.form.review())
            self._show("review")

    def _cast(self) -> None:
        if self.form is None:
            return
        with speaking(self._spoken):
            try:
                self._voting.cast(self._contest.id, self.code.text(), self.form.marks)
            except Mishap as mishap:
                self.code_trouble.setText(f"{mishap.sentence}\n{mishap.hint}")
                self._drop_form()
                self._show("code")
                return
        self.code.clear()
        self.chosen.clear()
        self._drop_form()
        self._idle.stop()
        self._show("thanks")
        self._thanks.start()

    def _drop_form(self) -> None:
        if self.form is not None:
            self._place.removeWidget(self.form)
            self.form.hide()
            self.form.forget()
            self.form.deleteLater()
            self.form = None
        self.question.clear()
        self.spent.clear()

    # leaving

    def _check_passphrase(self) -> None:
        folder, typed = self._desk.workspace.folder, self.passphrase.text()
        self.leave.setEnabled(False)

        def check(_say: Progress) -> bool:
            try:
                Workspace.key_for(folder, typed)
            except Mishap:
                return False
            return True

        self._desk.run(check, self._checked)

    def _checked(self, right: bool) -> None:
        self.leave.setEnabled(True)
        if right:
            self._leaving = True
            self.close()
            return
        with speaking(self._spoken):
            self.leave_trouble.setText(_("That is not the passphrase."))
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE and self._idle.isActive():
            self._idle.start()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        try:
            if event.key() == Qt.Key.Key_Escape:
                self._escape()
                return
            self._escapes = 0
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)
        super().keyPressEvent(event)

    def _escape(self) -> None:
        self._escapes += 1
        if self._escapes >= 2:
            self.start_over()
            self._show("leave")

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._leaving:
            event.ignore()  # the window's own button, or Alt+F4
            return
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self.left.emit()
        super().closeEvent(event)


_SIGNS_OF_LIFE = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.Wheel})


def _centered(*items: object) -> QWidget:
    held = QWidget()
    inside = column(*items, gap=theme.px(22))  # type: ignore[arg-type]
    middle = QWidget()
    middle.setLayout(inside)
    middle.setMaximumWidth(theme.px(820))
    middle.setMinimumWidth(theme.px(560))
    held.setLayout(column(1, row(1, middle, 1), 1))
    return held
