"""The first screen: open a workspace, or make one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QStackedWidget, QWidget

from peña_app import paths
from peña_app.errors import Mishap
from peña_app.i18n import _
from peña_app.ui import theme
from peña_app.ui.forms import Field, LanguageSwitch, button, card, column, label, page, row, scrolled
from peña_app.ui.jobs import Job, Progress
from peña_app.ui.preferences import Preferences
from peña_app.ui.speech import Speaking, switch

if TYPE_CHECKING:
    from peña_app.workspace import Workspace

_SUFFIX = ".pena"

Opener = Callable[[Path, bytes], "Workspace"]
"""Opens the workspace of a folder with its key."""
Maker = Callable[[Path, str], str]
"""Makes a workspace with a passphrase, in a job's thread, and gives its recovery code."""


class Unlock(Speaking):
    """Opens the workspace that was open last, another one, or a new one."""

    opened = Signal(object, str)  # the workspace; the recovery code to print if it is new

    def __init__(self, preferences: Preferences, open_with: Opener, make_new: Maker) -> None:
        super().__init__()
        self._preferences = preferences
        self._open_with, self._make_new = open_with, make_new
        self._job: Job | None = None
        self._folder = Path(preferences.workspace) if preferences.workspace else None
        self._lay_out()
        self._say_texts()
        self._connect()
        self.show_folder()

    def _lay_out(self) -> None:
        self.languages = LanguageSwitch()
        self.languages.chosen.connect(self._speak)
        self.name = label("huge")
        self.motto = label("soft")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._opening())
        middle = card(self.name, self.motto, 8, self._stack, margin=32)
        middle.setMaximumWidth(theme.px(560))
        middle.setMinimumWidth(min(theme.px(440), 900))
        ground = page(column(row(1, self.languages), 1, row(1, middle, 1), 2))
        layout = column(scrolled(ground))
        self.setLayout(layout)

    def _opening(self) -> QWidget:
        self.where = label("heading")
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase_field = Field(self.passphrase)
        self.with_code = QCheckBox()
        self.remember = QCheckBox()
        self.open_button = button("lock-open", primary=True)
        self.other_button = button("folder-open", quiet=True)
        self.new_button = button("plus", quiet=True)
        inside = QWidget()
        inside.setLayout(
            column(
                self.where,
                self.passphrase_field,
                self.remember,
                self.with_code,
                row(1, self.open_button),
                row(self.new_button, 1, self.other_button),
            )
        )
        return inside

    def _show_making(self, *, cancel: bool) -> None:
        if self._stack.count() == 1:  # made when it is first needed: most evenings begin with a passphrase
            self._stack.addWidget(self._making())
            self._say_making()
            self.cancel_button.clicked.connect(self.show_folder)
            self.make_button.clicked.connect(self._make)
            self.second.returnPressed.connect(self._make)
            self.see.toggled.connect(self._show_typed)
            self.new_name.setText(_("Workspace"))
        self._stack.setCurrentIndex(1)
        self.cancel_button.setVisible(cancel)
        self._fit_stack()
        self.new_name.setFocus()
        self.new_name.selectAll()

    def _making(self) -> QWidget:
        self.making_title = label("heading")
        self.new_name = QLineEdit()
        self.new_name_field = Field(self.new_name)
        self.first = QLineEdit()
        self.first.setEchoMode(QLineEdit.EchoMode.Password)
        self.first_field = Field(self.first, self._require_passphrase)
        self.second = QLineEdit()
        self.second.setEchoMode(QLineEdit.EchoMode.Password)
        self.second_field = Field(self.second, self._require_same)
        self.see = QCheckBox()
        self.advice = label("soft")
        self.make_button = button("key", primary=True)
        self.cancel_button = button(quiet=True)
        inside = QWidget()
        inside.setLayout(
            column(
                self.making_title, self.new_name_field, self.first_field, self.second_field, self.see, self.advice,
                row(self.cancel_button, 1, self.make_button),
            )
        )  # fmt: skip
        return inside

    def _say_texts(self) -> None:
        self.say(self.name.setText, lambda: "Peña")
        self.say(self.motto.setText, lambda: _("People gather, learn and decide together."))
        self.say(self._say_where, lambda: _("Open {name}"))
        self.say(self._say_secret, lambda: "")
        self.say(self.remember.setText, lambda: _("Let this computer remember the key"))
        self.say(self.with_code.setText, lambda: _("I have the printed recovery code"))
        self.say(self.open_button.setText, lambda: _("Open"))
        self.say(self.other_button.setText, lambda: _("Open another workspace"))
        self.say(self.new_button.setText, lambda: _("Create a workspace"))

    def _say_making(self) -> None:
        self.say(self.making_title.setText, lambda: _("Create a workspace"))
        self.say(self.new_name_field.name, lambda: _("Name of the workspace: choose a dull one"))
        self.say(self.first_field.name, lambda: _("Passphrase: five words that you will remember"))
        self.say(self.second_field.name, lambda: _("The same passphrase again"))
        self.say(self.see.setText, lambda: _("Show what I type"))
        self.say(
            self.advice.setText,
            lambda: _(
                "Without the passphrase nobody can read what you write, and nobody can bring it back. Next you print a recovery code: keep it in another place."
            ),
        )
        self.say(self.make_button.setText, lambda: _("Create"))
        self.say(self.cancel_button.setText, lambda: _("Cancel"))

    def _say_where(self, text: str) -> None:
        self._open_text = text
        self.where.setText(text.format(name=self._folder.stem if self._folder else ""))

    def _say_secret(self, _text: str) -> None:
        self.passphrase_field.name(_("Recovery code") if self.with_code.isChecked() else _("Passphrase"))

    def _connect(self) -> None:
        self.passphrase.returnPressed.connect(self._open)
        self.open_button.clicked.connect(self._open)
        self.other_button.clicked.connect(self._choose)
        self.new_button.clicked.connect(lambda: self._show_making(cancel=True))
        self.with_code.toggled.connect(self._other_secret)

    def know(self, folder: Path) -> None:
        """Ask for the workspace in ``folder`` from now on: the one that is open, however it was opened."""
        self._folder = folder

    def show_folder(self) -> None:
        """Ask for the passphrase of the workspace at hand; where there is none, offer to make one."""
        if self._folder is None or not self._folder.is_dir():
            self._show_making(cancel=False)
            return
        self._stack.setCurrentIndex(0)
        self._say_where(self._open_text)
        self._fit_stack()
        self.passphrase.setFocus()

    def _fit_stack(self) -> None:
        for at in range(self._stack.count()):
            policy = (
                self._stack.widget(at).sizePolicy().Policy.Preferred
                if at == self._stack.currentIndex()
                else self._stack.widget(at).sizePolicy().Policy.Ignored
            )
            self._stack.widget(at).setSizePolicy(policy, policy)

    def _speak(self, code: str) -> None:
        switch(code)
        self._preferences.language = code
        self._preferences.write()

    def _other_secret(self, code: bool) -> None:
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Normal if code else QLineEdit.EchoMode.Password)
        self._say_secret("")
        self.passphrase.setFocus()

    def _show_typed(self, shown: bool) -> None:
        for line in (self.first, self.second):
            line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def _require_passphrase(self) -> None:
        from peña_app.workspace import require_passphrase

        require_passphrase(self.first.text())

    def _require_same(self) -> None:
        if self.second.text() and self.second.text() != self.first.text():
            raise Mishap(_("The two passphrases differ."), _("Type the same words twice."))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, _("Choose a workspace: a folder whose name ends in .pena"), str(paths.home())
        )
        if chosen:
            self._folder = Path(chosen)
            self.show_folder()

    def _open(self) -> None:
        folder = self._folder
        if folder is None or self._job is not None:
            return
        typed, code = self.passphrase.text(), self.with_code.isChecked()

        def derive(_say: Progress) -> bytes:
            from peña_app.workspace import Workspace

            return Workspace.key_for(folder, typed, recovery=code)

        self._work(
            derive,
            lambda key: self._unlock(folder, key, ""),
            self.passphrase_field,
        )

    def _unlock(self, folder: Path, key: bytes, code: str) -> None:
        try:
            workspace = self._open_with(folder, key)
        except Mishap as mishap:
            self.passphrase_field.show_trouble(mishap)
            return
        self.passphrase.clear()
        self.passphrase_field.fits()
        self.passphrase_field.trouble.hide()
        if self.remember.isChecked():
            workspace.remember_key()
        self._preferences.workspace = str(folder)
        self._preferences.write()
        self._folder = folder
        self.opened.emit(workspace, code)

    def _make(self) -> None:
        name = self.new_name.text().strip().removesuffix(_SUFFIX)
        if not name or any(letter in name for letter in '/\\:*?"<>|') or name.startswith("."):
            self.new_name_field.show_trouble(Mishap(_("A folder cannot have this name."), _("Use letters, numbers and spaces.")))
            return
        if not (self.first_field.fits() and self.second_field.fits()) or self._job is not None:
            return
        if self.first.text() != self.second.text():
            self.second_field.show_trouble(Mishap(_("The two passphrases differ."), _("Type the same words twice.")))
            return
        folder, words = paths.home() / f"{name}{_SUFFIX}", self.first.text()

        def work(_say: Progress) -> tuple[bytes, str]:
            from peña_app.workspace import Workspace

            code = self._make_new(folder, words)
            return Workspace.key_for(folder, code, recovery=True), code

        def made(result: tuple[bytes, str]) -> None:
            self.first.clear()
            self.second.clear()
            self._folder = folder
            self.show_folder()
            self._unlock(folder, *result)

        self._work(work, made, self.new_name_field)

    def _work(self, work: Callable[[Progress], Any], done: Callable[[Any], object], field: Field) -> None:
        self._stack.setEnabled(False)
        self.setCursor(Qt.CursorShape.WaitCursor)
        self._job = Job(work)
        self._job.done.connect(lambda result: self._rested(lambda: done(result)))
        self._job.failed.connect(lambda mishap: self._rested(lambda: field.show_trouble(mishap)))
        self._job.start()

    def _rested(self, then: Callable[[], object]) -> None:
        self._job = None
        self._stack.setEnabled(True)
        self.unsetCursor()
        if self._stack.currentIndex() == 0:
            self.passphrase.setFocus()
            self.passphrase.selectAll()
        then()
