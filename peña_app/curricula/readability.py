"""How easy a text is to read, in Spanish and in English, said as a word and never as a grade given to a person.

Formulas: Fernández Huerta 1959 as corrected by Law 2011, Szigriszt-Pazos 1993 with the bands of INFLESZ, Crawford; Flesch and
Kincaid; SMOG. Syllables are counted by rule in both, so that nothing has to be
fetched from anywhere.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

from peña_app.i18n import N_

SHORT: Final = 100
"""Below so many words the figures say little."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'ʼ\ua78c-][^\W\d_]+)*")
_END: Final = re.compile(r"[.!?…]+[»”\"')\]]*(?=\s|$)|\n\s*\n|\n(?=\s*(?:- |\|))")
_SHORTENED: Final = re.compile(
    r"\b(?:Sra?s?|Dra?s?|Lic|Ing|Prof|Mr|Mrs|Ms|Dr|St|Jr|vs|etc|p\. ?ej|e\.g|i\.e|No|Núm|núm|pág|a\.m|p\.m|EE|EE\. ?UU|U\.S|[A-ZÁÉÍÓÚÑ])\.(?=\s+[^\s¿¡])"
)
_LONG_MARKS: Final = re.compile("[\u0304\u0331\u0332]")  # of Nahuatl and Mixtec; they do not change what is a vowel
_STRONG: Final = frozenset("aeoáéó")
_WEAK: Final = frozenset("iuü")
_WEAK_ACCENTED: Final = frozenset("íú")
_VOWELS: Final = _STRONG | _WEAK | _WEAK_ACCENTED

_BANDS_ES: Final = (
    (80.0, N_("very easy")), (65.0, N_("fairly easy")), (55.0, N_("normal")), (40.0, N_("rather hard")), (-math.inf, N_("very hard")),
)  # fmt: skip
_BANDS_EN: Final = (
    (90.0, N_("very easy")), (70.0, N_("fairly easy")), (60.0, N_("normal")), (50.0, N_("rather hard")), (-math.inf, N_("very hard")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text is like to read: counts, and the formulas of its language; those of the other are None."""

    language: str
    words: int
    sentences: int
    syllables: int
    long_words: int  # of three syllables or more
    longest_sentences: tuple[str, ...]
    longest_words: tuple[str, ...]

    @property
    def short(self) -> bool:
        """Whether the text is too short for the figures to say much."""
        return self.words < SHORT

    @property
    def fernandez_huerta(self) -> float:
        """206.84 - 60·Y/W - 1.02·W/S, as corrected by Law 2011; higher is easier."""
        return 206.84 - 60 * self._weight - 1.02 * self._length

    @property
    def inflesz(self) -> float:
        """206.835 - 62.3·Y/W - W/S (Szigriszt-Pazos 1993); higher is easier."""
        return 206.835 - 62.3 * self._weight - self._length

    @property
    def crawford(self) -> float:
        """Years of school: -0.205·(100·S/W) + 0.049·(100·Y/W) - 3.407."""
        return -0.205 * 100 / self._length + 0.049 * 100 * self._weight - 3.407 if self.words else 0.0

    @property
    def flesch(self) -> float:
        """206.835 - 1.015·W/S - 84.6·Y/W; higher is easier."""
        return 206.835 - 1.015 * self._length - 84.6 * self._weight

    @property
    def kincaid(self) -> float:
        """Years of school: 0.39·W/S + 11.8·Y/W - 15.59."""
        return 0.39 * self._length + 11.8 * self._weight - 15.59

    @property
    def smog(self) -> float:
        """Years of school: 1.0430·√(30·P/S) + 3.1291; shaky under 30 sentences."""
        return 1.0430 * math.sqrt(30 * self.long_words / max(1, self.sentences)) + 3.1291

    @property
    def ease(self) -> float:
        """The figure that the band is taken from: INFLESZ in Spanish, Flesch in English."""
        return self.inflesz if self.language == "es" else self.flesch

    @property
    def band(self) -> str:
        """How easy it is, in a word; marked, said later."""
        bands = _BANDS_ES if self.language == "es" else _BANDS_EN
        return next(word for least, word in bands if self.ease > least)

    @property
    def easy_enough(self) -> bool:
        """Whether participants can be given it: INFLESZ of 65 and more, Kincaid of 6 and less."""
        return self.inflesz >= 65 if self.language == "es" else self.kincaid <= 6

    @property
    def _weight(self) -> float:
        return self.syllables / max(1, self.words)

    @property
    def _length(self) -> float:
        return self.words / max(1, self.sentences)


def reading(text: str, language: str) -> Reading:
    """Count a text in Spanish or English; lists count an item as a sentence."""
    plain = unicodedata.normalize("NFC", text).replace("**", "").replace("*", "")
    split = [each for each in _sentences(plain) if _WORD.search(each)]
    words = _WORD.findall(plain)
    counts = {word: syllables(word, language) for word in set(words)}
    rising = sorted({word.casefold(): word for word in words}.values(), key=lambda word: (-len(word), word))
    by_length = sorted(split, key=lambda each: -len(_WORD.findall(each)))
    return Reading(
        language,
        len(words),
        len(split),
        sum(counts[word] for word in words),
        sum(counts[word] >= 3 for word in words),
        tuple(each.strip() for each in by_length[:3]),
        tuple(rising[:5]),
    )


def _sentences(text: str) -> list[str]:
    guarded = _SHORTENED.sub(lambda found: found.group().replace(".", "\0"), text)
    found, start = [], 0
    for end in _END.finditer(guarded):
        found.append(text[start : end.end()])
        start = end.end()
    return [*found, text[start:]]


def syllables(word: str, language: str) -> int:
    """How many syllables a word has; at least one."""
    parts = re.split(r"[’'ʼ\ua78c-]", word) if language == "es" else [word]
    return max(1, sum(_spanish(part) if language == "es" else _english(part) for part in parts))


@cache
def _spanish(word: str) -> int:
    """By the rules of the Academy: two open vowels apart, a closed one with an accent beside an open one apart, else together.

    >>> [_spanish(word) for word in ("río", "agua", "país", "leer", "ciudad", "construí", "pingüino", "y", "guerra")]
    [2, 2, 2, 2, 2, 2, 3, 1, 2]
    """
    letters = re.sub(_LONG_MARKS, "", unicodedata.normalize("NFD", word.casefold()))
    letters = unicodedata.normalize("NFC", letters)
    letters = re.sub(r"([qg])u(?=[eiéí])", r"\1", letters)  # the u that is not heard
    letters = re.sub(r"y$", "i", letters)
    found, before = 0, ""
    for letter in letters:
        if letter in _VOWELS and (before not in _VOWELS or not before or _apart(before, letter)):
            found += 1
        before = letter
    return found


def _apart(first: str, second: str) -> bool:
    if first in _STRONG and second in _STRONG:
        return True
    return (first in _STRONG and second in _WEAK_ACCENTED) or (first in _WEAK_ACCENTED and second in _STRONG)


@cache
def _english(word: str) -> int:
    """By groups of vowels, without the e that is not heard, and with the pairs that are heard apart.

    >>> [_english(word) for word in ("creature", "seemingly", "used", "housing", "create", "table", "every")]
    [2, 3, 1, 2, 2, 2, 2]
    """
    letters = re.sub(r"[^a-z]", "", unicodedata.normalize("NFD", word.casefold()).replace("’s", "").replace("'s", ""))
    if letters in _EXCEPTIONS:
        return _EXCEPTIONS[letters]
    letters = re.sub(r"(?<=[^aeiouy])e(?=(?:ly|ments?|ful|fully|less|ness|where|thing|body|one|work|time)$)", "", letters)
    if re.search(r"[^aeiouylr]e$|[aeiouy][lr]e$|rle$", letters):
        letters = letters[:-1]
    elif re.search(r"[^aeioudt]ed$", letters) or re.search(r"[^aeiouscxzghl]es$|[aeiouy]les$", letters):
        letters = letters[:-2]
    groups = len(re.findall(r"[aeiouy]+", letters))
    return groups + len(re.findall(r"(?<![tcsgxl])i[ao]|(?<=[^qg])u[ao](?!r)|eo(?!u)|[aeou]ing|ism$|ie[rt](?=$|y)", letters))


_EXCEPTIONS: Final = {
    "every": 2, "everyone": 3, "everything": 3, "everybody": 4, "everywhere": 3, "business": 2, "people": 2, "area": 3, "areas": 3,
    "idea": 3, "ideas": 3, "create": 2, "created": 3, "creates": 2, "being": 2, "evening": 2, "evenings": 2, "interest": 3, "family": 3,
    "families": 3, "really": 2, "real": 1, "hour": 1, "hours": 1, "our": 1, "ours": 1, "science": 2, "quiet": 2, "poem": 2, "theater": 3,
    "reality": 4, "somebody": 3, "something": 2, "someone": 2, "somewhere": 2, "usually": 4, "different": 3, "police": 2, "moved": 1,
}  # fmt: skip
