"""The settings: how Peña looks and speaks, how it is kept safe, and what was done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from peña_app import i18n
from peña_app.errors import Mishap
from peña_app.i18n import _, ngettext, number_text, short_day_text, time_text
from peña_app.languages import INTERFACE, language as language_of
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import Field, button, card, column, label, page, row, scrolled
from peña_app.ui.icons import icon
from peña_app.ui.jobs import Progress
from peña_app.ui.speech import Speaking, SpeakingDialog, switch
from peña_app.workspace import backup, check, moment_of, require_passphrase

_SHOWN = 100


class SettingsScreen(Speaking):
    """Cards one under the other; what is chosen acts at once."""

    restore_asked = Signal(object)  # the backup's file

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._findings: list[str] | None = None
        self.heading = label("title")
        self._look_card()
        self._safety_card()
        self._backup_card()
        self._history_card()
        left = column(self.look, self.safety, 1, gap=16)
        right = column(self.backups, self.done, gap=16)
        body = row(left, right, gap=16)
        body.setStretch(0, 1)
        body.setStretch(1, 1)
        self.setLayout(column(scrolled(page(column(self.heading, body, gap=16)))))
        self.say(self.heading.setText, lambda: _("Settings"))
        desk.news.changed.connect(lambda _tables: self._read_history())
        self._read_backups()
        self._read_history()

    def _look_card(self) -> None:
        title = label("heading")
        self.language, self.theme_choice, self.text_size = QComboBox(), QComboBox(), QComboBox()
        for code in INTERFACE:
            self.language.addItem(language_of(code).name, code)
        for name in theme.THEMES:
            self.theme_choice.addItem("", name)
        for percent in theme.SCALES:
            self.text_size.addItem(f"{percent} %", percent)
        self.language.setCurrentIndex(self.language.findData(i18n.language()))
        self.theme_choice.setCurrentIndex(self.theme_choice.findData(theme.theme()))
        self.text_size.setCurrentIndex(max(0, self.text_size.findData(theme.scale())))
        fields = [Field(self.language), Field(self.theme_choice), Field(self.text_size)]
        note = label("soft")
        self.look = card(title, *fields, note)
        self.say(title.setText, lambda: _("How it looks"))
        self.say(fields[0].name, lambda: _("Language"))
        self.say(fields[1].name, lambda: _("Colors"))
        self.say(fields[2].name, lambda: _("Size of the letters"))
        self.say(note.setText, lambda: _("A new size of letters is complete after Peña was closed and opened."))
        for at, text in enumerate((lambda: _("Light"), lambda: _("Dark"), lambda: _("High contrast"))):
            self.say(partial(self.theme_choice.setItemText, at), text)
        self.language.activated.connect(lambda _at: self._speak())
        self.theme_choice.activated.connect(lambda _at: self._dress())
        self.text_size.activated.connect(lambda _at: self._dress())

    def _safety_card(self) -> None:
        title, text = label("heading"), label("soft")
        self.passphrase = button("key")
        self.remember = button("lock-open", quiet=True)
        self.ask_again = button("lock", quiet=True)
        self.safety = card(title, text, row(self.passphrase, 1), row(self.remember, 1), row(self.ask_again, 1))
        self.say(title.setText, lambda: _("Keys"))
        self.say(
            text.setText,
            lambda: _(
                "Everything lies in one encrypted file on this computer. It opens with your passphrase, or with the printed recovery code."
            ),
        )
        self.say(self.passphrase.setText, lambda: _("Change the passphrase"))
        self.say(self.remember.setText, lambda: _("Remember the key here"))
        self.say(self.ask_again.setText, lambda: _("Ask for the passphrase every time"))
        self.passphrase.clicked.connect(lambda: NewPassphrase(self._desk, self).open())
        self.remember.clicked.connect(self._remember)
        self.ask_again.clicked.connect(self._forget)

    def _backup_card(self) -> None:
        title, text = label("heading"), label("soft")
        self.copies = QListWidget()
        self.copies.setMinimumHeight(theme.px(120))
        self.copy_now = button("floppy-disk")
        self.restore = button("arrow-counter-clockwise", quiet=True)
        self.check_now = button("seal-check", quiet=True)
        self.result = label("soft")
        self.result.hide()
        self.backups = card(
            title, text, self.copies, row(self.copy_now, 1), row(self.restore, 1), row(self.check_now, 1), self.result
        )
        self.say(title.setText, lambda: _("Backups"))
        self.say(
            text.setText,
            lambda: _("A copy is made every 30 minutes and on closing: the newest ten are kept, and one a day for 30 days."),
        )
        self.say(self.copies.setAccessibleName, lambda: _("Backups"))
        self.say(self.copy_now.setText, lambda: _("Back up now"))
        self.say(self.restore.setText, lambda: _("Restore the chosen one"))
        self.say(self.check_now.setText, lambda: _("Check that everything is whole"))
        self.say(self.result.setText, self._checked)
        self.copy_now.clicked.connect(self._back_up)
        self.restore.clicked.connect(self._ask_to_restore)
        self.check_now.clicked.connect(self._check)

    def _history_card(self) -> None:
        title = label("heading")
        self.history = QListWidget()
        self.history.setMinimumHeight(theme.px(160))
        self.undo = button("arrow-counter-clockwise")
        self.redo = button("arrow-clockwise", quiet=True)
        self.done = card(title, self.history, row(self.undo, self.redo, 1))
        self.say(title.setText, lambda: _("What was done"))
        self.say(self.history.setAccessibleName, lambda: _("What was done"))
        self.say(self.undo.setText, lambda: _("Undo the last"))
        self.say(self.redo.setText, lambda: _("Redo"))
        self.say(lambda _text: self._show_history(), lambda: "")
        self.undo.clicked.connect(self._desk.undo)
        self.redo.clicked.connect(self._desk.redo)

    def _speak(self) -> None:
        code = str(self.language.currentData())
        self._desk.preferences.language = code
        self._desk.preferences.write()
        switch(code)

    def _dress(self) -> None:
        preferences = self._desk.preferences
        preferences.theme, preferences.scale = str(self.theme_choice.currentData()), int(self.text_size.currentData())
        preferences.write()
        theme.apply(preferences.theme, preferences.scale)

    def _remember(self) -> None:
        if self._desk.workspace.remember_key():
            self._desk.tell(_("This computer opens the workspace by itself from now on."), undo=False)
        else:
            self._desk.trouble(
                Mishap(_("This computer has no keyring to keep the key in."), _("Go on opening with the passphrase."))
            )

    def _forget(self) -> None:
        self._desk.workspace.forget_key()
        self._desk.tell(_("The passphrase is asked for every time from now on."), undo=False)

    def _read_backups(self) -> None:
        self.copies.clear()
        for file in backup.files(self._desk.workspace.folder):
            made = backup.moment(file)
            if made is not None:
                item = QListWidgetItem(icon("archive", "soft"), f"{short_day_text(made.date())}, {time_text(made)}")
                item.setData(Qt.ItemDataRole.UserRole, file)
                self.copies.addItem(item)
        self.copies.setCurrentRow(0)
        self.restore.setEnabled(self.copies.count() > 0)

    def _back_up(self) -> None:
        workspace = self._desk.workspace

        def work(say: Progress) -> Path:
            say(10, _("Copying"))
            return workspace.back_up()

        self._desk.run(work, lambda _file: self._backed_up())

    def _backed_up(self) -> None:
        self._read_backups()
        self._desk.tell(_("A backup was made and read back."), undo=False)

    def _ask_to_restore(self) -> None:
        item = self.copies.currentItem()
        if item is not None:
            file: Path = item.data(Qt.ItemDataRole.UserRole)
            Restore(item.text(), lambda: self.restore_asked.emit(file), self).open()

    def _check(self) -> None:
        workspace = self._desk.workspace

        def work(say: Progress) -> list[str]:
            with workspace.again() as db:
                return check.findings(db, say)

        self.result.show()
        self.result.setText(_("Checking…"))
        self._desk.run(work, self._show_findings)

    def _show_findings(self, findings: list[str]) -> None:
        self._findings = findings
        self.result.setText(self._checked())

    def _checked(self) -> str:
        if self._findings is None:
            return ""
        if not self._findings:
            return _("Everything is whole.")
        return " ".join([ngettext("{n} thing is not as it should be:", "{n} things are not as they should be:", len(self._findings)).format(
            n=number_text(len(self._findings))), *self._findings])  # fmt: skip

    def _read_history(self) -> None:
        self._lines = self._desk.workspace.history(_SHOWN)
        self.undo.setEnabled(self._desk.workspace.can_undo)
        self.redo.setEnabled(self._desk.workspace.can_redo)
        self._show_history()

    def _show_history(self) -> None:
        self.history.clear()
        for line in getattr(self, "_lines", []):
            moment = moment_of(line.stamp)
            text = _("Undone: {what}") if line.role == "undo" else _("Done again: {what}") if line.role == "redo" else "{what}"
            self.history.addItem(f"{short_day_text(moment.date())}, {time_text(moment)}   {text.format(what=line.text)}")


class NewPassphrase(SpeakingDialog):
    """Changes the passphrase; nothing else changes."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.first, self.second = QLineEdit(), QLineEdit()
        for line in (self.first, self.second):
            line.setEchoMode(QLineEdit.EchoMode.Password)
        self.first_field = Field(self.first, lambda: require_passphrase(self.first.text()))
        self.second_field = Field(self.second)
        self.save = button("key", primary=True)
        self.cancel = button(quiet=True)
        self.setLayout(column(self.first_field, self.second_field, row(1, self.cancel, self.save), margin=20))
        self.setMinimumWidth(theme.px(440))
        self.say(self.setWindowTitle, lambda: _("Change the passphrase"))
        self.say(self.first_field.name, lambda: _("Passphrase: five words that you will remember"))
        self.say(self.second_field.name, lambda: _("The same passphrase again"))
        self.say(self.save.setText, lambda: _("Change"))
        self.say(self.cancel.setText, lambda: _("Cancel"))
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)

    def _save(self) -> None:
        if not self.first_field.fits():
            return
        if self.first.text() != self.second.text():
            self.second_field.show_trouble(Mishap(_("The two passphrases differ."), _("Type the same words twice.")))
            return
        self._desk.workspace.change_passphrase(self.first.text())
        self._desk.tell(_("The passphrase was changed."), undo=False)
        self.accept()


class Restore(SpeakingDialog):
    """Says what restoring does; the button repeats the verb."""

    def __init__(self, made: str, restore: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sentence, self.detail = label("heading"), label("soft")
        self.cancel, self.act = button(), button("arrow-counter-clockwise", danger=True)
        self.setLayout(column(self.sentence, self.detail, row(1, self.cancel, self.act), margin=20))
        self.setMinimumWidth(theme.px(460))
        self.say(self.setWindowTitle, lambda: _("Restore"))
        self.say(self.sentence.setText, lambda: _("The workspace goes back to the backup of {moment}.").format(moment=made))
        self.say(
            self.detail.setText,
            lambda: _("What is there now is kept beside the backups. Peña closes the workspace and asks for the passphrase."),
        )
        self.say(self.cancel.setText, lambda: _("Cancel"))
        self.say(self.act.setText, lambda: _("Restore"))
        self.cancel.clicked.connect(self.reject)
        self.act.clicked.connect(self.accept)
        self.accepted.connect(restore)
