"""What the header of an activity declares, checked and made into types: languages, minutes, materials, facts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from peña_app.curricula.lines import line_of, toml, wrong
from peña_app.curricula.model import Fact, Material
from peña_app.i18n import Words, _

FORMAT: Final = "curricula/1"
FENCE: Final = "+++"

TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""The tag of a language, as far as it can be told from another key."""
_NO_LANGUAGE: Final = frozenset({"id", "qty", "per"})


def header_of(lines: list[str], source: str) -> tuple[dict[str, Any], int]:
    """The header, and how many lines it takes; empty lines before it are let pass.

    Raises:
        Mishap: there is none, or it cannot be read.
    """
    begins = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[begins].strip() != FENCE:
        raise wrong(source, begins + 1, _("The file begins with a line “+++”, then its header."))
    end = next((number for number, line in enumerate(lines[begins + 1 :], begins + 1) if line.strip() == FENCE), None)
    if end is None:
        raise wrong(source, len(lines), _("The header does not end: a second line “+++” is missing."))
    header = toml(lines[begins + 1 : end], source, before=begins + 1)
    return header, end + 1


def require_format(header: Mapping[str, Any], lines: list[str], source: str) -> None:
    """That a file says which format it is in.

    Raises:
        Mishap: it says none, or another.
    """
    if header.get("format") != FORMAT:
        raise wrong(source, line_of("format", lines), _("The header does not say format = “{format}”.").format(format=FORMAT))


def worded_keys(held: Mapping[str, Any]) -> Words:
    """What stands under the tag of a language, and not under another key."""
    return {
        code: text for code, text in held.items() if TAG.fullmatch(code) and code not in _NO_LANGUAGE and isinstance(text, str)
    }


@dataclass(slots=True)
class Header:
    """What is asked of a header beside being TOML."""

    said: Mapping[str, Any]
    lines: list[str]
    source: str

    def whole(self, key: str) -> int:
        """A number of minutes; 0 where nothing is said."""
        if not _whole(self.said.get(key, 0)):
            raise wrong(self.source, line_of(key, self.lines), _("The minutes and quantities in the header are numbers."))
        return int(self.said.get(key, 0))

    def languages(self) -> tuple[str, ...]:
        """The languages named; none when the header names none, and then any may be written."""
        named = self.said.get("languages", [])
        if not isinstance(named, list) or not all(isinstance(code, str) for code in named):
            line = line_of("languages", self.lines)
            raise wrong(self.source, line, _("The languages are written in brackets: [“es”, “en”]."))
        return tuple(named)

    def materials(self) -> tuple[Material, ...]:
        """What to bring."""
        listed = self._tables("materials", _("Each material stands under a line [[materials]]."))
        return tuple(self._material(each, number) for number, each in enumerate(listed))

    def facts(self) -> tuple[Fact, ...]:
        """What has to be looked up again some day."""
        listed = self._tables("facts", _("Each fact stands under a line [[facts]]."))
        return tuple(self._fact(each, number) for number, each in enumerate(listed))

    def _tables(self, key: str, sentence: str) -> list[Any]:
        listed = self.said.get(key, [])
        if not isinstance(listed, list):
            raise wrong(self.source, line_of(key, self.lines), sentence)
        return listed

    def _material(self, each: Any, number: int) -> Material:
        line = line_of("[[materials]]", self.lines, number)
        if not isinstance(each, dict) or not each.get("id"):
            raise wrong(self.source, line, _("A material has an id, and what it is in each language."))
        if not _whole(each.get("qty", 1)):
            raise wrong(self.source, line, _("The minutes and quantities in the header are numbers."))
        return Material(str(each["id"]), int(each.get("qty", 1)), worded_keys(each), str(each.get("per", "")))

    def _fact(self, each: Any, number: int) -> Fact:
        line = line_of("[[facts]]", self.lines, number)
        if not isinstance(each, dict) or not each.get("id"):
            raise wrong(self.source, line, _("A fact has an id, a text, a source, and the date on which it was checked."))
        if not _whole(each.get("recheck_months", 0)):
            raise wrong(self.source, line, _("The minutes and quantities in the header are numbers."))
        checked = each.get("checked")
        day = day_of(checked)
        if checked is not None and day is None:
            raise wrong(self.source, line, _("The date of a fact is written year-month-day: 2026-11-23."))
        words = {**({"": str(each["text"])} if each.get("text") else {}), **worded_keys(each)}
        return Fact(str(each["id"]), words, str(each.get("source", "")), day, int(each.get("recheck_months", 0)), line)


def _whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number < 1_000_000


def day_of(value: object) -> date | None:
    """A date of TOML, or one that was written between quotation marks; nothing if it is none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return None
