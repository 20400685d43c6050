"""Which languages there are: two for the program, any number for what people write."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from peña_app import paths

INTERFACE = ("es", "en")
"""The languages in which the program itself speaks, in the order in which paper shows them."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language that people read, by its BCP 47 tag."""

    code: str
    name: str  # in the language itself
    locale: str  # whose dates and numbers Babel shall use
    right_to_left: bool = False


@cache
def _listed() -> dict[str, dict[str, str]]:
    return tomllib.loads(paths.data("resources", "languages.toml").read_text(encoding="utf-8"))


@cache
def language(code: str) -> Language:
    """What is known of a language; every tag is welcome, also one that nobody has listed.

    ``resources/languages.toml`` names the languages that Babel does not know or that differ here,
    so a community adds its own by a line of text.

    >>> language("nah").name, language("ar").right_to_left
    ('Nahuatl', True)
    """
    from babel import Locale, UnknownLocaleError  # loaded when a language is first named: a locked window names none

    listed = _listed().get(code, {})
    locale = listed.get("locale", code.replace("-", "_"))
    try:
        known = Locale.parse(locale)
    except (UnknownLocaleError, ValueError):
        return Language(code, listed.get("name", code), "es_US", listed.get("direction") == "rtl")
    name = listed.get("name") or known.get_language_name() or code
    return Language(code, name[:1].upper() + name[1:], locale, known.text_direction == "rtl")


def listed() -> list[Language]:
    """The languages offered in a picker, the interface's first."""
    return [language(code) for code in (*INTERFACE, *(code for code in _listed() if code not in INTERFACE))]
