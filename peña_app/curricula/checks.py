"""What can go wrong between a text and its partner in the other language, looked for unit by unit.

No machine protects a lost "no" inside a long paragraph: a circle that reads aloud does (curricula.md 3.2).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from peña_app.curricula.terms import Matcher
from peña_app.i18n import N_

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_SENTENCE: Final = re.compile(r"[.!?…]+(?=[\s»”\"')\]]|$)")
_MENTIONED: Final = re.compile(r"(?<!\*)\*[^*\n]+\*(?!\*)")
"""Words in italics are spoken about, and not used."""
_SPOKEN_ABOUT: Final = re.compile(r"(?<!\*)\*[^*\n]+\*(?!\*)|«[^»]*»|“[^”]*”")
_SAME_WORDS: Final = 5
"""A sentence of fewer words may be a name, or the same in both languages by chance."""
_LEAST_RATIO: Final = 0.70
_MOST_RATIO: Final = 1.55
_LEVEL: Final = (0.9, 1.15)
"""Within this, a sentence more or less was joined or split, and not lost."""
_LONG_ENOUGH: Final = 40
"""Shorter texts may well be much longer in the other language."""

_VALUES: Final[dict[str, dict[str, int]]] = {
    "es": {
        "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12,
        "trece": 13, "catorce": 14, "quince": 15, "dieciséis": 16, "veinte": 20, "veintidós": 22, "veinticuatro": 24, "treinta": 30,
        "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "docena": 12, "cien": 100, "ciento": 100, "doble": 2, "ambas": 2, "ambos": 2,
        "mil": 1000, "parejas": 2, "par": 2, "mitad": 2, "tercera": 3, "cuarta": 4, "segunda": 2, "segundo": 2, "tercer": 3, "tercero": 3,
    },
    "en": {
        "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
        "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
        "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12, "hundred": 100, "double": 2, "twice": 2, "both": 2, "thousand": 1000, "pairs": 2, "pair": 2, "half": 2, "third": 3,
        "fourth": 4, "second": 2,
    },
}  # fmt: skip
_SPANISH_TENS: Final = re.compile(
    r"\b(treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa) y (un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)\b"
)
_VEINTI: Final = re.compile(r"\bveinti(ún|un[oa]|dós|dos|trés|tres|cuatro|cinco|séis|seis|siete|ocho|nueve)\b")
_SPANISH_UNITS: Final = {
    "un": 1, "ún": 1, "uno": 1, "una": 1, "dos": 2, "dós": 2, "tres": 3, "trés": 3, "cuatro": 4, "cinco": 5, "seis": 6, "séis": 6,
    "siete": 7, "ocho": 8, "nueve": 9, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80,
    "noventa": 90,
}  # fmt: skip
_COMPOUND: Final = re.compile(
    r"\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(one|two|three|four|five|six|seven|eight|nine)\b"
)
_UNITS: Final = {
    "one": 1,
    **{
        word: value
        for word, value in _VALUES["en"].items()
        if value < 10 and word in {"two", "three", "four", "five", "six", "seven", "eight", "nine"}
    },
}
_FIRM: Final = {
    code: frozenset(word for word in words if word in {"dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "doce", "veinte", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty"})
    for code, words in _VALUES.items()
}  # fmt: skip
_NO: Final = {
    "es": frozenset({"no", "nunca", "jamás", "nadie", "nada", "ni", "ningún", "ninguna", "ninguno", "tampoco", "sin"}),
    "en": frozenset({"no", "not", "never", "nobody", "nothing", "none", "neither", "nor", "without", "cannot", "nowhere", "isn't", "don't", "doesn't", "didn't", "won't", "can't", "aren't", "wasn't", "weren't", "shouldn't", "hasn't", "haven't", "couldn't", "wouldn't"}),
}  # fmt: skip
_COMMON: Final = {
    "es": frozenset(["el", "la", "los", "las", "un", "una", "unos", "unas", "de", "del", "que", "en", "y", "a", "con", "por", "para", "se", "su", "sus", "al", "lo", "es", "son", "como", "más", "pero", "qué", "cómo", "quién", "dónde", "este", "esta", "eso", "ya", "si", "les", "nos", "me", "te", "muy", "hay", "sobre", "cada", "otra", "otro"]),
    "en": frozenset(["the", "a", "an", "of", "to", "and", "in", "that", "is", "are", "was", "were", "it", "on", "for", "with", "as", "at", "by", "from", "this", "they", "we", "you", "he", "she", "be", "have", "has", "what", "who", "where", "how", "their", "our", "your", "not", "or", "but", "if", "there", "each", "other", "one"]),
}  # fmt: skip


class Kind(StrEnum):
    """What a check found; said as a sentence by `SENTENCES`."""

    EMPTY = "empty"
    SAME = "same"
    LANGUAGE = "language"
    NUMBERS = "numbers"
    NUMBER_WORDS = "number words"
    OPENING = "opening"
    BOLD = "bold"
    QUESTIONS = "questions"
    LENGTH = "length"
    SENTENCES = "sentences"
    AVOID = "avoid"
    TERM = "term"
    NEGATION = "negation"


SENTENCES: Final[dict[Kind, str]] = {
    Kind.EMPTY: N_("There is no text here yet."),
    Kind.SAME: N_("This is still the text of the other language."),
    Kind.LANGUAGE: N_("This does not read like {language}."),
    Kind.NUMBERS: N_("The numbers are not the same: {lead} and {ours}."),
    Kind.NUMBER_WORDS: N_("A number in words is not the same: {lead} and {ours}."),
    Kind.OPENING: N_("A question or an exclamation has no opening mark."),
    Kind.BOLD: N_("Not as much is in bold as in the other language."),
    Kind.QUESTIONS: N_("One language asks, the other does not."),
    Kind.LENGTH: N_("This is much shorter or longer than the other language."),
    Kind.SENTENCES: N_("The other language has more sentences, or fewer."),
    Kind.AVOID: N_("The group avoids “{word}”: {why}"),
    Kind.TERM: N_("“{term}” is said in one language only."),
    Kind.NEGATION: N_("One language says no, the other does not."),
}


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to look at in a unit; ``soft`` ones may well be right."""

    kind: Kind
    language: str
    facts: tuple[tuple[str, str], ...] = ()
    soft: bool = False


def flags(words: dict[str, str], lead: str, matcher: Matcher, languages: tuple[str, ...] = ("es", "en")) -> Iterator[Flag]:
    """What to look at in one unit: each language against the one that leads."""
    source = words.get(lead, "")
    for code in languages:
        text = words.get(code, "")
        if not text.strip():
            if source.strip():
                yield Flag(Kind.EMPTY, code)
            continue
        yield from _alone(text, code, matcher)
        if code != lead and source.strip():
            yield from _against(source, lead, text, code, matcher)


def _alone(text: str, code: str, matcher: Matcher) -> Iterator[Flag]:
    if code == "es" and (text.count("?") != text.count("¿") or text.count("!") != text.count("¡")):
        yield Flag(Kind.OPENING, code)
    for term, word in matcher.avoided(_MENTIONED.sub(" ", text), code):
        yield Flag(Kind.AVOID, code, (("word", word), ("why", term.words[code].avoid_why)))


def _against(source: str, lead: str, text: str, code: str, matcher: Matcher) -> Iterator[Flag]:
    words = [word.casefold() for word in _WORD.findall(text)]
    if _plain(source) == _plain(text) and len(words) > 1:
        yield Flag(Kind.SAME, code)
        return
    if _reads_like_other(words, code) or _left_as_it_was(source, text):
        yield Flag(Kind.LANGUAGE, code)
    yield from _numbers(source, lead, text, code)
    if source.count("**") != text.count("**"):
        yield Flag(Kind.BOLD, code)
    if ("?" in source) is not ("?" in text):
        yield Flag(Kind.QUESTIONS, code, soft=True)
    ratio = len(text) / len(source)
    if max(len(text), len(source)) >= _LONG_ENOUGH and not _LEAST_RATIO <= ratio <= _MOST_RATIO:
        yield Flag(Kind.LENGTH, code)
    elif len(_SENTENCE.findall(source)) != len(_SENTENCE.findall(text)) and not _LEVEL[0] <= ratio <= _LEVEL[1]:
        yield Flag(Kind.SENTENCES, code, soft=True)
    here, there = {term.id: term for term in matcher.found(text, code)}, {term.id: term for term in matcher.found(source, lead)}
    for name in sorted(here.keys() ^ there.keys()):
        term = here.get(name) or there[name]
        if lead in term.words and code in term.words:
            yield Flag(Kind.TERM, code, (("term", term.words[code].say),), soft=True)
    if says_no(source, lead) != says_no(text, code):
        yield Flag(Kind.NEGATION, code, soft=True)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _reads_like_other(words: list[str], code: str) -> bool:
    """Whether a text has more of the commonest words of another language than of its own."""
    mine = sum(word in _COMMON.get(code, ()) for word in words)
    others = max((sum(word in common for word in words) for other, common in _COMMON.items() if other != code), default=0)
    return (others > mine and others >= 2) or (len(words) > 2 and not mine and others > 0)


def _left_as_it_was(source: str, text: str) -> bool:
    """Whether a whole sentence, other than what is quoted or spoken about, is the same in both languages."""
    theirs = {_plain(each) for each in _SENTENCE.split(_SPOKEN_ABOUT.sub(" ", source))}
    ours = (_plain(each) for each in _SENTENCE.split(_SPOKEN_ABOUT.sub(" ", text)))
    return any(len(each.split()) >= _SAME_WORDS and each in theirs for each in ours)


def _numbers(source: str, lead: str, text: str, code: str) -> Iterator[Flag]:
    mine, theirs = _digits(text), _digits(source)
    spoken_here, spoken_there = _spoken(text, code), _spoken(source, lead)
    if mine != theirs:
        # A number may be a digit in one language and a word in the other
        only_here, only_there = mine - theirs, theirs - mine
        if not (only_here - spoken_there) and not (only_there - spoken_here):
            return
        yield Flag(Kind.NUMBERS, code, (("lead", _listed(theirs)), ("ours", _listed(mine))))
        return
    firm_here, firm_there = _spoken(text, code, firm=True), _spoken(source, lead, firm=True)
    if (firm_here - spoken_there) or (firm_there - spoken_here):
        yield Flag(Kind.NUMBER_WORDS, code, (("lead", _listed(firm_there)), ("ours", _listed(firm_here))), soft=True)


def _digits(text: str) -> Counter[int]:
    return Counter(int(re.sub(r"[.,](?=\d{3}\b)", "", found).split(",")[0].split(".")[0]) for found in _NUMBER.findall(text))


def _spoken(text: str, code: str, *, firm: bool = False) -> Counter[int]:
    folded = text.casefold()
    values: Counter[int] = Counter()
    if code == "en":
        for found in _COMPOUND.finditer(folded):
            values[_VALUES["en"][found[1]] + _UNITS[found[2]]] += 1
        folded = _COMPOUND.sub(" ", folded)
    if code == "es":
        for found in _SPANISH_TENS.finditer(folded):
            values[_SPANISH_UNITS[found[1]] + _SPANISH_UNITS[found[2]]] += 1
        folded = _SPANISH_TENS.sub(" ", folded)
        for found in _VEINTI.finditer(folded):
            values[20 + _SPANISH_UNITS[found[1]]] += 1
        folded = _VEINTI.sub(" ", folded)
    known = _VALUES.get(code, {})
    for word in _WORD.findall(folded):
        if word in known and (not firm or word in _FIRM[code]):
            values[known[word]] += 1
    return values


def _listed(values: Counter[int]) -> str:
    return ", ".join(str(value) for value in sorted(values.elements())) or "–"


def says_no(text: str, code: str) -> bool:
    """Whether a text denies something."""
    return any(word.casefold().replace("’", "'") in _NO.get(code, ()) for word in _WORD.findall(text))
