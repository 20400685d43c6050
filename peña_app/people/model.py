"""A person as she gives herself, and how she is found by a few letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NewType

from peña_app.errors import Mishap
from peña_app.i18n import _, collation_key, folded

PersonId = NewType("PersonId", str)

LONGEST = 120
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who has come. Only ``goes_by`` is asked for; nothing about papers, birth or origin is ever kept."""

    id: PersonId
    goes_by: str
    given: str = ""
    surname_1: str = ""
    surname_2: str = ""
    where: str = ""  # neighbourhood, block or school community: never a street address
    reads: str = ""  # BCP 47, the language in which she prefers to read
    interpretation: bool | None = None  # None: nobody asked

    @property
    def full(self) -> str:
        """The name in full where it is known, else as she goes by."""
        return " ".join(part for part in (self.given, self.surname_1, self.surname_2) if part) or self.goes_by

    @property
    def apart(self) -> str:
        """What tells her from another of the same name: the names not said yet, then the neighbourhood."""
        said = set(typed_words(self.goes_by))
        rest = " ".join(word for word in self.full.split() if not set(typed_words(word)) <= said)
        return " · ".join(part for part in (rest, self.where) if part)


def require_name(typed: str) -> str:
    """The name as typed, single spaced.

    Raises:
        Mishap: there is no letter in it, or it is longer than a name.
    """
    name = " ".join(typed.split())
    if not any(letter.isalpha() for letter in name):
        raise Mishap(_("A name is missing."), _("Type the name that the person goes by."))
    if len(name) > LONGEST:
        raise Mishap(_("This name is too long."), _("Shorten it to {n} letters.").format(n=LONGEST))
    return name


def typed_words(typed: str) -> list[str]:
    """The words of a search, without accents and case.

    >>> typed_words("Ramírez, LUP")
    ['ramirez', 'lup']
    """
    return _WORD.findall(folded(typed))


def closeness(person: Person, typed: str) -> tuple[int, int, tuple[str, str]]:
    """The order of what was found: a name that begins with what was typed, then one with a word that does, then by name."""
    wanted = " ".join(typed_words(typed))
    name = folded(person.goes_by)
    return (
        0 if name == wanted else 1 if name.startswith(wanted) else 2,
        len(name) if name == wanted else 0,
        collation_key(person.goes_by),
    )
