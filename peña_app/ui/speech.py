"""Widgets that change their language while they are open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QTranslator
from PySide6.QtWidgets import QDialog, QWidget

from peña_app import i18n
from peña_app.errors import write_down

_translator: QTranslator | None = None


class _NeverEmpty(QTranslator):
    """Qt announces a change of language only for a translator that has something to say; English has not."""

    def isEmpty(self) -> bool:
        return False


def switch(code: str) -> None:
    """Speak ``code`` from now on, in every open window, Qt's own dialogs included."""
    global _translator
    i18n.use(code)
    application = QCoreApplication.instance()
    if application is None:
        return
    if _translator is not None:
        application.removeTranslator(_translator)
    _translator = _NeverEmpty(application)
    _translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    application.installTranslator(_translator)


if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object


class Says(_Base):
    """Ties each text to its widget once; repeats them all when the language changes."""

    _sayings: list[tuple[Callable[[str], object], Callable[[], str]]]
    _language: str | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._sayings = []
        super().__init__(*args, **kwargs)

    def say(self, setter: Callable[[str], object], text: Callable[[], str]) -> None:
        """Set a text now and whenever the language changes. ``text`` must not read the database."""
        self._sayings.append((setter, text))
        with i18n.speaking(self._language or i18n.language()):
            setter(text())

    def speak(self, code: str | None) -> None:
        """Let this window speak ``code`` whatever the others speak; None is the application's language."""
        self._language = code
        self.say_again()

    def say_again(self) -> None:
        """Repeat every text."""
        with i18n.speaking(self._language or i18n.language()):
            for setter, text in self._sayings:
                setter(text())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            try:
                self.say_again()
            except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
                write_down(bug)
        super().changeEvent(event)


class Speaking(Says, QWidget):
    """A widget whose texts follow the language."""


class SpeakingDialog(Says, QDialog):
    """A dialog whose texts follow the language."""
