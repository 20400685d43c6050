"""What helps while one writes: the group's words, what was written before, the dictionary, a voice."""

from __future__ import annotations

import shutil
import sys
from typing import Final

from PySide6.QtCore import QObject, QProcess, Signal

from peña_app.curricula.library import glossary, library
from peña_app.curricula.records import Curricula, Terms
from peña_app.curricula.spelling import DICTIONARIES, Speller, own_words
from peña_app.curricula.terms import Matcher
from peña_app.i18n import Words, _
from peña_app.ui.desk import Desk
from peña_app.ui.jobs import Progress

_ASKED: Final = 6  # words of one text for which something better is looked for
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
        self._spellers: dict[str, Speller] = {}
        self._suggested: dict[tuple[str, str], tuple[str, ...]] = {}
        self._asking = False
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

    def load(self) -> None:
        """Have the dictionaries read by a job, once; `ready` is said when they are there."""
        if self._spellers:
            return
        words = own_words(Terms(self._desk.workspace, glossary()).all())
        spellers = {code: Speller(code, words) for code in DICTIONARIES}

        def work(say: Progress) -> dict[str, Speller]:
            for at, speller in enumerate(spellers.values()):
                say(50 * at, _("Reading the dictionary"))
                speller.load()
            return spellers

        self._desk.run(work, self._take_spellers)

    def _take_spellers(self, spellers: dict[str, Speller]) -> None:
        self._spellers = spellers
        self.ready.emit()

    def misspelled(self, text: str, language: str) -> list[tuple[str, tuple[str, ...]]]:
        """The words that no dictionary knows, with what may have been meant; nothing while it is not loaded.

        What may have been meant takes a while to find: a job looks for it, and `ready` is said again.
        """
        speller = self._spellers.get(language)
        if speller is None:
            return []
        found = list(dict.fromkeys(word for _start, _end, word in speller.misspelled(text)))
        new = [word for word in found[:_ASKED] if (language, word) not in self._suggested]
        if new and not self._asking:
            self._asking = True
            self._desk.run(lambda _say: {(language, word): speller.suggestions(word) for word in new}, self._take_suggestions)
        return [(word, self._suggested.get((language, word), ())) for word in found]

    def _take_suggestions(self, found: dict[tuple[str, str], tuple[str, ...]]) -> None:
        self._asking = False
        self._suggested |= found
        self.ready.emit()

    def read_aloud(self, text: str, language: str) -> bool:
        """Read a text with the computer's voice; False if it has none."""
        self._voice.kill()
        for program, arguments in _VOICES.items():
            found = shutil.which(program)
            if found and (program != "say" or sys.platform == "darwin"):
                self._voice.start(found, [each.format(language=language, text=text) for each in arguments])
                return True
        return False
