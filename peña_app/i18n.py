"""Texts, plurals, dates, numbers, lists and order in the current language."""

from __future__ import annotations

import unicodedata
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from functools import cache
from gettext import NullTranslations, translation
from typing import TYPE_CHECKING, Final

from peña_app import paths
from peña_app.languages import INTERFACE, language as _language_of

if TYPE_CHECKING:
    from decimal import Decimal

    from babel import Locale

_application = "es"
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)

_DAY: Final = {"es": "EEEE d 'de' MMMM", "en": "EEEE, MMMM d"}
_DATE: Final = {"es": "d 'de' MMMM 'de' y", "en": "MMMM d, y"}
_SHORT_DAY: Final = {"es": "EEE d MMM", "en": "EEE, MMM d"}


def use(code: str) -> None:
    """Set the application's language: what every thread and window speaks unless told otherwise."""
    global _application
    _application = code


def language() -> str:
    """The code of the language spoken here and now."""
    return _spoken.get() or _application


@contextmanager
def speaking(code: str) -> Generator[None, None, None]:
    """Speak ``code`` inside the block: for a page, a window or a test, in this thread only."""
    token = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(token)


@cache
def _catalogue(code: str) -> NullTranslations:
    return translation("pena", str(paths.data("locales")), [code], fallback=True)


def _(message: str) -> str:
    """The message in the current language; plain English is its id."""
    return _catalogue(language()).gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The form of the message that fits ``n``; fill it with ``.format(n=n)``."""
    return _catalogue(language()).ngettext(one, many, n)


def N_(message: str) -> str:
    """Mark a message that is translated later, with `said`."""
    return message


def NN_(one: str, many: str) -> str:
    """Mark a message with two forms that is said later, of a fact named ``n``."""
    return f"{one}|{many}"


def said(marked: str, **facts: object) -> str:
    """A message marked with `N_` or `NN_`, in the current language, filled with its facts.

    A message that this version does not know is said as it was written.
    """
    one, bar, many = marked.partition("|")
    if not marked:
        return ""
    n = facts.get("n", 0)
    text = ngettext(one, many, n if isinstance(n, int) else 0) if bar else _(marked)
    try:
        return text.format(**facts)
    except (KeyError, IndexError, ValueError):
        return text


def in_each(marked: str, codes: Iterable[str] = INTERFACE, between: str = " · ") -> str:
    """The same message in several languages at once, for paper and for the wall."""
    each = []
    for code in codes:
        with speaking(code):
            each.append(said(marked))
    return between.join(dict.fromkeys(each))


def locale() -> Locale:
    """Babel's locale of the current language: es is the Spanish of the United States."""
    from babel import Locale  # Babel is loaded when a date or number is first said: a locked window says none

    return Locale.parse(_language_of(language()).locale)


def day_text(day: date) -> str:
    """The day as one says it.

    >>> with speaking("es"): day_text(date(2026, 11, 23))
    'lunes 23 de noviembre'
    """
    from babel import dates

    pattern = _DAY.get(language())
    if pattern is None:
        return dates.format_skeleton("MMMMEEEEd", day, locale=locale())
    return dates.format_date(day, pattern, locale=locale())


def short_day_text(day: date) -> str:
    """The day where there is little room: "lun 23 nov"."""
    from babel import dates

    return dates.format_date(day, _SHORT_DAY.get(language(), "EEE d MMM"), locale=locale()).replace(".", "")


def date_text(day: date) -> str:
    """The date with its year: "23 de noviembre de 2026"."""
    from babel import dates

    pattern = _DATE.get(language())
    return dates.format_date(day, pattern or "long", locale=locale())


def time_text(moment: datetime | time) -> str:
    """The time of day, "6:30 p.m.": a moment is said in its own zone."""
    from babel import dates

    clock = moment.time() if isinstance(moment, datetime) else moment
    return dates.format_time(clock, "short", locale=locale())


def minutes_text(minutes: int) -> str:
    """How long something takes: "1 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    if hours and rest:
        return f"{hours} h {rest} min"
    return f"{hours} h" if hours else f"{rest} min"


def number_text(number: int | Decimal, places: int = 0) -> str:
    """A number with the separators of the language, and with exactly ``places`` decimals."""
    from babel import numbers

    if not places:
        return numbers.format_decimal(number, locale=locale())
    return numbers.format_decimal(number, format=f"#,##0.{'0' * places}", locale=locale())


def percent_text(part: int, whole: int) -> str:
    """``part`` of ``whole`` in whole per cent, halves up; an empty whole is a dash."""
    from babel import numbers

    if whole <= 0:
        return "–"
    return numbers.format_percent((200 * part + whole) // (2 * whole) / 100, locale=locale())


def out_of(part: int, whole: int) -> str:
    """A share that can be pictured.

    >>> with speaking("es"): out_of(2, 3)
    '2 de cada 3'
    """
    return _("{part} out of {whole}").format(part=number_text(part), whole=number_text(whole))


def list_text(items: Iterable[str]) -> str:
    """Items as one would say them: "frijoles, platos y dibujo"."""
    from babel import lists

    return lists.format_list(list(items), locale=locale())


def folded(text: str) -> str:
    """``text`` without case and accents, single spaced, for comparing what people type.

    >>> folded("  María  ÑUÑO ")
    'maria nuno'
    """
    plain = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def collation_key(text: str) -> tuple[str, str]:
    """The key by which names are put in order: accents and case last, ñ after n as in Spanish."""
    kept = text.casefold().replace("n\u0303", "ñ").replace("ñ", "n\U0010ffff")
    return folded(kept), text


Words = dict[str, str]
"""What people wrote, or the program says, in each language: {"es": "Vivienda", "en": "Housing"}."""


def each(marked: str, **facts: object) -> Words:
    """A message marked with `N_` in every language of the interface, for what is bilingual by nature."""
    words = {}
    for code in INTERFACE:
        with speaking(code):
            words[code] = said(marked, **facts)
    return words


def worded(words: Words) -> str:
    """``words`` in the current language, or in the first language that has any."""
    return words.get(language()) or next((text for text in words.values() if text), "")
