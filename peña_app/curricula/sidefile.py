"""What was said of an activity's texts, in the file beside it: `NAME.rev.toml`, one line for each unit and language.

An empty line stands between any two, so that two people who review a language each never meet in a merge. Deleting the file
loses no words, only reviews: what is not said there is a draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from peña_app.curricula.declared import TAG, day_of
from peña_app.curricula.editing import spots
from peña_app.curricula.lines import file_text, line_of, normal, toml, wrong
from peña_app.curricula.model import Activity
from peña_app.curricula.reviews import GIVEN, Mark, State, digest
from peña_app.i18n import _

Place = tuple[str, str, int, str]
"""A text: its block, its part, its place in the part from 0, its language."""
Marks = Mapping[Place, Mark]

SUFFIX: Final = ".rev.toml"
_ABOUT: Final = "# {name} — kept by Peña; deleting it loses no words, only reviews"
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,5}")
_DIGEST: Final = re.compile(r"[0-9a-f]{8}")
_FOLLOWED: Final = re.compile(r"[A-Za-z-]+:[0-9a-f]{8}")
_TEXTS: Final = {"by": "by", "why": "why", "stumbled": "stumbled", "adapter": "adapter"}
_KNOWN: Final = frozenset({"text", "now", "from", "state", "on", "present", *_TEXTS})


@dataclass(frozen=True, slots=True)
class SideFile:
    """The marks of an activity, and what stands beside them that this version does not know."""

    marks: Marks = field(default_factory=dict)
    stood: Mapping[Place, str] = field(default_factory=dict)
    """The digests of texts that had changed after their mark already, as they were when the file was written."""
    others: Mapping[str, Any] = field(default_factory=dict)
    """Tables and keys as they were read: those of the lines too, of which only the unknown ones are written again."""


def beside(activity_file: Path) -> Path:
    """The side file of an activity's file."""
    return activity_file.with_name(activity_file.name.removesuffix(".md") + SUFFIX)


def read_marks(activity_file: Path) -> SideFile:
    """What was said of an activity's texts; nothing where there is no side file.

    Raises:
        Mishap: it cannot be read, with the file and the line.
    """
    file = beside(activity_file)
    source = f"{file.parent.name}/{file.name}"
    if not file.is_file():
        return SideFile()
    return side_file(file_text(file, source), source)


def side_file(text: str, source: str) -> SideFile:
    """The marks in the text of a side file.

    Raises:
        Mishap: it cannot be read, with the file and the line.
    """
    lines = normal(text).split("\n")
    held = toml(lines, source)
    marks: dict[Place, Mark] = {}
    stood: dict[Place, str] = {}
    for table, code, number, said in _lines_said(held):
        block, _dot, part = table.partition(".")
        try:
            place = (block, part, int(number) - 1, code)
            marks[place] = _mark(said)
            if isinstance(said.get("now"), str):
                stood[place] = said["now"]
        except ValueError as error:
            raise wrong(source, _line(lines, table, f"{code}.{number}"), str(error)) from error
    return SideFile(marks, stood, held)


def _lines_said(held: Mapping[str, Any]) -> Iterator[tuple[str, str, str, Any]]:
    """Each line that says something of a unit: its table, language, number, and what it says."""
    for table, languages in held.items():
        for code, units in languages.items() if isinstance(languages, dict) else ():
            for number, said in units.items() if isinstance(units, dict) else ():
                if TAG.fullmatch(code) and _NUMBER.fullmatch(number):
                    yield table, code, number, said


def _mark(said: Any) -> Mark:
    """A line as a mark.

    Raises:
        ValueError: what is wrong with it, as a sentence.
    """
    if not isinstance(said, dict):
        raise ValueError(_("A line says of which text it speaks: text = “{digest}”.").format(digest="cb68676c"))  # noqa: TRY004
    state = said.get("state", State.DRAFT)
    if state not in GIVEN:
        raise ValueError(
            _("“{state}” is no state; there are: {states}.").format(state=state, states=", ".join(each.value for each in GIVEN))
        )
    text, lead = said.get("text", ""), said.get("from", "")
    if not isinstance(text, str) or not _DIGEST.fullmatch(text):
        raise ValueError(_("A line says of which text it speaks: text = “{digest}”.").format(digest="cb68676c"))
    if not isinstance(lead, str) or (lead and not _FOLLOWED.fullmatch(lead)):
        raise ValueError(_("A line says which text it followed: from = “{digest}”.").format(digest="es:cb68676c"))
    on, present = said.get("on"), said.get("present", 0)
    day = day_of(on)
    if on is not None and day is None:
        raise ValueError(_("A date is written year-month-day: 2026-11-23."))
    if not isinstance(present, int) or isinstance(present, bool) or present < 0:
        raise ValueError(_("How many people were present is a number."))
    texts = {name: str(said.get(key, "")) for key, name in _TEXTS.items()}
    return Mark(State(state), text, lead, on=day, present=present, **texts)


def _line(lines: list[str], table: str, key: str) -> int:
    """Where a key stands under its table."""
    names = (f"[{table}]", f'["{table}"]', f"['{table}']")
    begun = next((at for at, line in enumerate(lines) if line.strip() in names), 0)
    return begun + line_of(key, [line.split("=")[0].strip() + "=" for line in lines[begun:]])


def side_text(name: str, activity: Activity, side: SideFile) -> str:
    """The text of a side file: a line for each text that stands in the activity, one without a mark as a draft.

    ``name`` is the file's name; marks of texts that are no longer there are left out.
    """
    texts: dict[str, dict[tuple[str, int], dict[str, Any]]] = {}
    for spot, block, unit in spots(activity):
        table = f"{spot.block}.{spot.field}" if spot.field else spot.block
        for code, text in unit.words.items():
            mark = side.marks.get((block.id, spot.field, spot.at, code)) or Mark(State.DRAFT, digest(text))
            kept = _unknown(side.others, table, code, spot.at + 1)
            texts.setdefault(table, {})[code, spot.at + 1] = {**_said(mark, digest(text)), **kept}
    return _written(name, texts, side.others)


def _said(mark: Mark, now: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        "text": mark.text,
        "now": now if now != mark.text else "",
        "from": mark.lead,
        "state": mark.state.value,
        "by": mark.by,
        "on": mark.on,
    }
    said |= {"why": mark.why, "present": mark.present, "stumbled": mark.stumbled, "adapter": mark.adapter}
    return {key: value for key, value in said.items() if value}


def _unknown(others: Mapping[str, Any], table: str, code: str, number: int) -> dict[str, Any]:
    held: Any = others
    for key in (table, code, str(number)):
        held = held.get(key) if isinstance(held, dict) else None
    return {key: value for key, value in held.items() if key not in _KNOWN} if isinstance(held, dict) else {}


def _written(name: str, texts: Mapping[str, Mapping[tuple[str, int], Mapping[str, Any]]], others: Mapping[str, Any]) -> str:
    rest = _rest(others)
    parts = [_ABOUT.format(name=name)]
    parts += [f"{_key(key)} = {_value(value)}" for key, value in sorted(rest.items()) if not isinstance(value, dict)]
    for table in sorted({*texts, *(key for key, value in rest.items() if isinstance(value, dict))}):
        more = rest.get(table, {})
        lines = [f"{_key(key)} = {_value(value)}" for key, value in sorted(more.items())]
        lines += [f"{_key(code)}.{number} = {_value(said)}" for (code, number), said in sorted(texts.get(table, {}).items())]
        parts += [f"[{_key(table)}]", *lines]
    return "\n\n".join(parts) + "\n"


def _rest(others: Mapping[str, Any]) -> dict[str, Any]:
    """What is no line of a unit: keys and tables that another version or another program has put there."""
    lines = {(table, code, number) for table, code, number, _said in _lines_said(others)}
    kept: dict[str, Any] = {}
    for table, held in others.items():
        if not isinstance(held, dict):
            kept[table] = held
            continue
        more = {
            key: {inner: each for inner, each in value.items() if (table, key, inner) not in lines}
            if isinstance(value, dict)
            else value
            for key, value in held.items()
        }
        kept[table] = {key: value for key, value in more.items() if value != {} or held[key] == {}}
    return {table: held for table, held in kept.items() if held != {} or others[table] == {}}


def _key(key: str) -> str:
    import tomlkit

    return key if _BARE.fullmatch(key) else tomlkit.string(key).as_string()


def _value(value: Any) -> str:
    import tomlkit  # only where a side file is written

    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_value(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return str(tomlkit.item(value).as_string())
