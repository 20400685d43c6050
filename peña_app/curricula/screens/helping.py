"""What helps while one writes: the group's words, what was written before, the dictionary, a voice."""

from __future__ import annotations

import shutil
import sys
from typing import Final

from PySide6.QtCore import QObject, QProcess, Signal

from peña_app.curricula.library import glossary, library
from peña_app.curricula.records import Curricula, Terms
from peña_app.curricula.terms import Matcher
from peña_app.i18n import Words
from peña_app.ui.desk import Desk

_VOICES: Final = {"espeak-ng": ("-v", "{language}", "{text}"), "spd-say": ("-l", "{language}", "{text}"), "say": ("{text}",)}


class Helps(QObject):
    """Read once and again when the workspace changes; the dictionaries are loaded by a job."""

    ready = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._pairs: list[Words] | None = None
        self._matcher: Matcher | None = None
        self._voice = QProcess(self)
        desk.news.changed.connect(self._forget)

    def _forget(self, tables: frozenset[str]) -> None:
        if tables & {"text", "activity", "activity_unit"}:
            self._pairs = None
        if "term" in tables:
            self._matcher = None

    def pairs(self) -> list[Words]:
        """Every unit of the library and of the group's own activities, in all its languages."""
        if self._pairs is None:
            shipped = [activity for module in library() for activity in module.activities.values()]
            own = Curricula(self._desk.workspace).activities()
            self._pairs = [
                unit.words for activity in shipped for block in activity.blocks for part in block.parts for unit in part.units
            ]
            self._pairs += [unit.words for activity in own for block in activity.blocks for unit in block.units]
        return self._pairs

    @property
    def matcher(self) -> Matcher:
        """Finds terms in a text."""
        if self._matcher is None:
            self._matcher = Matcher(Terms(self._desk.workspace, glossary()).all())
        return self._matcher

    def misspelled(self, text: str, language: str) -> list[tuple[str, tuple[str, ...]]]:
        """The words that no dictionary knows, with what may have been meant; nothing while it is not loaded."""
        del text, language
        return []

    def read_aloud(self, text: str, language: str) -> bool:
        """Read a text with the computer's voice; False if it has none."""
        self._voice.kill()
        for program, arguments in _VOICES.items():
            found = shutil.which(program)
            if found and (program != "say" or sys.platform == "darwin"):
                self._voice.start(found, [each.format(language=language, text=text) for each in arguments])
                return True
        return False
