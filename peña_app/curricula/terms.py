"""The community's words: each concept with what it is called, how it sounds, what the university says and what people say.

Both definitions weigh the same, and a concept that has no word in a language says so.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from peña_app.errors import Mishap
from peña_app.i18n import _

STATUSES: Final = ("draft", "reviewed", "community-approved", "retired")
EXISTS: Final = ("native", "borrowed", "no-word", "contested")
CONSENTS: Final = ("none", "internal", "print", "public")

_WORD: Final = re.compile(r"[^\W\d_]+", re.UNICODE)
_ENDINGS: Final[dict[str, tuple[str, ...]]] = {
    "es": (
        "aciones", "acion", "adoras", "adores", "adora", "ador", "andose", "iendose", "ando", "iendo", "adas", "ados", "idas", "idos",
        "ada", "ado", "ida", "ido", "aron", "ieron", "amos", "emos", "imos", "arse", "erse", "irse", "arnos", "ernos", "irnos", "ar", "er",
        "ir", "an", "en", "as", "es", "os", "a", "e", "o",
    ),
    "en": ("ations", "ation", "ings", "ing", "ers", "ed", "er", "es", "ly", "s", "e"),
}  # fmt: skip
_LEAST_STEM: Final = 3


@dataclass(frozen=True, slots=True)
class Wording:
    """A concept in one language."""

    say: str
    sound: str = ""
    pos: str = ""
    forms: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    avoid_why: str = ""
    academic: str = ""
    academic_source: str = ""
    popular: str = ""
    explain: str = ""


@dataclass(frozen=True, slots=True)
class Lived:
    """An example that people lived and lent: told by a group, never by a name, and printed only as far as they agreed."""

    language: str
    text: str
    who: str = ""
    consent: str = "none"


@dataclass(frozen=True, slots=True)
class Told:
    """Who agreed what of a term, and when; a role or a group, never a name."""

    on: str
    by: str
    did: str


@dataclass(frozen=True, slots=True)
class Term:
    """A concept; its id never changes."""

    id: str
    area: str
    status: str
    exists_in: Mapping[str, str]
    words: Mapping[str, Wording]
    lenses: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    used_in: tuple[str, ...] = ()
    lived: tuple[Lived, ...] = ()
    held: Mapping[str, Any] = field(default_factory=dict)  # the table as it stood, with what this version does not know
    since: str = ""
    history: tuple[Told, ...] = ()

    def said(self, language: str) -> str:
        """What it is called in a language; what it is called elsewhere where it has no word there."""
        return next(
            (each.say for each in (self.words.get(language), *self.words.values()) if each is not None and each.say), self.id
        )


def read_glossary(file: Path) -> tuple[Term, ...]:
    """The terms of a glossary, in its order.

    Raises:
        Mishap: what is wrong, with the file and the line or the term.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
        held = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise Mishap(
            _("{file}: the file is not written in UTF-8.").format(file=file.name), _("Save it again as UTF-8.")
        ) from error
    except OSError as error:
        raise Mishap(_("{file}: the file cannot be opened.").format(file=file.name), _("Check its name and folder.")) from error
    except tomllib.TOMLDecodeError as error:
        raise Mishap(
            _("{file}: {reason}").format(file=file.name, reason=str(error)), _("Correct that line and read it again.")
        ) from error
    listed = held.get("term", [])
    found: dict[str, Term] = {}
    for number, table in enumerate(listed if isinstance(listed, list) else [], start=1):
        term = _term(table, number, file.name)
        if term.id in found:
            raise Mishap(
                _("{file}: two terms have the id “{id}”.").format(file=file.name, id=term.id),
                _("Every concept has an id of its own."),
            )
        found[term.id] = term
    return tuple(found.values())


def _term(table: Mapping[str, Any], number: int, file: str) -> Term:
    name = str(table.get("id", ""))
    if not name:
        raise Mishap(
            _("{file}: term {number} has no id.").format(file=file, number=number), _("Every concept has an id of its own.")
        )
    for key, allowed, values in (
        ("status", STATUSES, [table.get("status", "draft")]),
        ("exists_in", EXISTS, list(table.get("exists_in", {}).values())),
        ("consent", CONSENTS, [each.get("consent", "none") for each in table.get("lived", [])]),
    ):
        for value in values:
            if value not in allowed:
                raise Mishap(
                    _("{file}: “{id}” has “{value}” for {key}.").format(file=file, id=name, value=value, key=key),
                    _("It can be: {allowed}.").format(allowed=", ".join(allowed)),
                )
    words = {code: _wording(table[code]) for code in table if isinstance(table[code], dict) and "say" in table[code]}
    lived = tuple(
        Lived(str(each.get("lang", "")), str(each.get("text", "")), str(each.get("who", "")), str(each.get("consent", "none")))
        for each in table.get("lived", [])
    )
    return Term(
        name, str(table.get("area", "")), str(table.get("status", "draft")), dict(table.get("exists_in", {})), words,
        tuple(table.get("lenses", ())), tuple(table.get("see", ())), tuple(table.get("used_in", ())), lived, table,
        str(table.get("since", "")), tuple(Told(str(each.get("on", "")), str(each.get("by", "")), str(each.get("did", ""))) for each in table.get("history", [])),
    )  # fmt: skip


def _wording(table: Mapping[str, Any]) -> Wording:
    texts = {
        name: str(table[name])
        for name in ("say", "sound", "pos", "avoid_why", "academic", "academic_source", "popular", "explain")
        if name in table
    }
    lists = {name: tuple(map(str, table[name])) for name in ("forms", "also", "avoid") if name in table}
    return Wording(**texts, **lists)  # type: ignore[arg-type]


@cache
def stem(word: str, language: str) -> str:
    """A word without accents and its commonest ending, so that its forms are found as one.

    >>> stem("desplazadas", "es") == stem("desplazar", "es"), stem("allies", "en") == stem("ally", "en") != stem("all", "en")
    (True, True)
    """
    plain = "".join(letter for letter in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(letter))
    if language == "en" and (found := re.fullmatch(r"(.{2,}[^aeiou])(?:y|ies|ied|ier|iers)", plain)):
        return f"{found[1]}i"  # "allies" are found as "ally", and "all" is not
    for ending in _ENDINGS.get(language, ()):
        if plain.endswith(ending) and len(plain) - len(ending) >= _LEAST_STEM:
            return plain[: -len(ending)]
    return plain


def stems(text: str, language: str) -> tuple[str, ...]:
    """The stems of a text's words, in order."""
    return tuple(stem(word, language) for word in _WORD.findall(text))


class Matcher:
    """Finds terms in a text by the stems of their forms: whole words only."""

    def __init__(self, terms: Iterable[Term], languages: Iterable[str] = ("es", "en")) -> None:
        self._forms: dict[str, list[tuple[tuple[str, ...], Term]]] = {code: [] for code in languages}
        self._avoid: dict[str, list[tuple[tuple[str, ...], Term, str]]] = {code: [] for code in languages}
        for term in terms:
            if term.status == "retired":
                continue
            for code, wording in term.words.items():
                known = {stems(form, code) for form in (wording.say, *wording.forms, *wording.also)}
                self._forms.setdefault(code, []).extend((form, term) for form in known if form)
                self._avoid.setdefault(code, []).extend((stems(form, code), term, form) for form in wording.avoid)

    def found(self, text: str, language: str) -> tuple[Term, ...]:
        """The terms that a text uses, each once."""
        there = _runs(stems(text, language))
        return tuple({term.id: term for form, term in self._forms.get(language, ()) if form in there}.values())

    def avoided(self, text: str, language: str) -> tuple[tuple[Term, str], ...]:
        """The words in a text that the group asks to avoid, with the term that says why."""
        there = _runs(stems(text, language))
        return tuple((term, form) for key, term, form in self._avoid.get(language, ()) if key and key in there)


def _runs(found: tuple[str, ...], longest: int = 5) -> set[tuple[str, ...]]:
    return {found[at : at + length] for length in range(1, longest + 1) for at in range(len(found) - length + 1)}
