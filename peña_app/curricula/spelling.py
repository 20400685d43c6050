"""Words that no dictionary knows: Spanish of Mexico, English of the United States, and the group's own list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from peña_app import paths
from peña_app.curricula.terms import Term

if TYPE_CHECKING:
    from spylls.hunspell import Dictionary

DICTIONARIES: Final = {"es": "es_MX", "en": "en_US"}
_WORD: Final = re.compile("[^\\W\\d_]+(?:[’'ʼ\ua78c-][^\\W\\d_]+)*")
_PLAIN: Final = str.maketrans("áéíóú", "aeiou")
_MENTIONED: Final = re.compile(r"(?<!\*)\*[^*\n]+\*(?!\*)")
"""Words in italics are spoken about, and may be of any language."""
_MOST: Final = 4
_BEGINS: Final = re.compile(r"(?:^|[.!?…:]\W*|[¿¡«“(]\s*)$")
_CLITICS: Final = ("la", "lo", "las", "los", "le", "les", "se", "me", "te", "nos")
"""Pronouns behind a Spanish verb: pégue-la, lée-se-la."""
_SMALL: Final = re.compile(r"(.{2,}?)(?:e?c)?it([oa])(s?)")
"""Spanish diminutives: papel-ito, hoj-ita, caf-ecito."""


class Speller:
    """One language's dictionary. Made at once; `load` takes about a second, so a job does it."""

    def __init__(self, language: str, own: Iterable[str] = ()) -> None:
        self._language = language
        self._own = {word.casefold() for word in own}
        self._dictionary: Dictionary | None = None
        self._known: dict[str, bool] = {}

    def load(self) -> None:
        """Read the dictionary; a language without one finds nothing amiss."""
        name = DICTIONARIES.get(self._language)
        if name is None or self._dictionary is not None:
            return
        self._dictionary = _read(paths.data("resources", "dictionaries"), name)

    @property
    def loaded(self) -> bool:
        """Whether there is a dictionary to look into."""
        return self._dictionary is not None

    def misspelled(self, text: str) -> list[tuple[int, int, str]]:
        """The words that nobody knows, with where they begin and end; none before the dictionary is loaded."""
        if self._dictionary is None:
            return []
        plain = _MENTIONED.sub(lambda found: " " * len(found[0]), text)
        return [
            (found.start(), found.end(), found[0])
            for found in _WORD.finditer(plain)
            if not self._is_known(found[0]) and not _is_name(plain, found)
        ]

    def suggestions(self, word: str) -> tuple[str, ...]:
        """What may have been meant, the likeliest first. It can take half a second, so a job asks."""
        if self._dictionary is None:
            return ()
        return tuple(islice(self._dictionary.suggest(word), _MOST))

    def _is_known(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = self._looked_up(word)
        return self._known[word]

    def _looked_up(self, word: str) -> bool:
        plain = word.replace("’", "'")
        if word.casefold() in self._own or len(word) == 1 or self._dictionary is None:
            return True
        if self._dictionary.lookup(plain) or self._dictionary.lookup(plain.removesuffix("'s").removesuffix("'")):
            return True
        parts = plain.split("-")
        if len(parts) > 1:
            return all(self._is_known(part) for part in parts if part)
        return self._language == "es" and any(self._dictionary.lookup(base) for base in _bases(plain.casefold()))


def _is_name(text: str, found: re.Match[str]) -> bool:
    """Whether a word is capitalized in the middle of a sentence, as names are."""
    return found[0][0].isupper() and not _BEGINS.search(text[: found.start()])


def _bases(word: str) -> Iterator[str]:
    """What a Spanish word may be made of: a verb with its pronouns, or a word made small."""
    for verb in _without_pronouns(word):
        yield verb.translate(_PLAIN)
        yield verb
    if found := _SMALL.fullmatch(word):
        stem, end, many = found[1], found[2], found[3]
        for ending in ("", end, "e", "a", "o"):
            yield f"{stem}{ending}{many if ending else ''}"
        yield f"{stem}{'áéíóú'['aeiou'.index(stem[-1])]}" if stem[-1] in "aeiou" else f"{stem}é"


def _without_pronouns(word: str) -> Iterator[str]:
    for last in _CLITICS:
        if word.endswith(last) and len(word) > len(last) + 2:
            verb = word.removesuffix(last)
            yield verb
            yield from (verb.removesuffix(first) for first in ("se", "me", "te", "nos") if verb.endswith(first))


@cache
def _read(folder: Path, name: str) -> Dictionary:
    """A dictionary from its two files, which spylls itself would leave open; read once, whoever asks."""
    from spylls.hunspell import Dictionary, readers  # nothing else needs it
    from spylls.hunspell.readers.file_reader import BaseReader

    class Lines(BaseReader):  # type: ignore[misc]
        def __init__(self, file: Path) -> None:
            self._text = file.read_text(encoding="utf-8")
            super().__init__(StringIO(self._text))

        def reset_encoding(self, _encoding: str) -> None:
            self.reset_io(StringIO(self._text))

    aff, context = readers.read_aff(Lines(folder / f"{name}.aff"))
    return Dictionary(aff, readers.read_dic(Lines(folder / f"{name}.dic"), aff=aff, context=context))


def own_words(terms: Iterable[Term], file: Path | None = None) -> set[str]:
    """The words that the group uses: those of its list, a word a line, and every form of its glossary."""
    return {*_listed(file or paths.data("curricula") / "words.txt"), *_of_glossary(terms)}


def _listed(file: Path) -> Iterator[str]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    yield from (line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _of_glossary(terms: Iterable[Term]) -> Iterator[str]:
    for term in terms:
        for wording in term.words.values():
            for form in (wording.say, *wording.forms, *wording.also):
                yield from _WORD.findall(form)
