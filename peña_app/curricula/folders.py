"""A module in its folder: `module.toml`, and the files of its activities beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from peña_app.curricula.format import FORMAT, LINE_SAID, line_of, normal, read_activity, worded_keys, wrong
from peña_app.curricula.model import Activity, Module, Place, Session
from peña_app.errors import Mishap
from peña_app.i18n import _

MODULE_FILE = "module.toml"


def read_file(file: Path) -> Activity:
    """An activity from its file.

    Raises:
        Mishap: what is wrong, with the file and the line.
    """
    source = f"{file.parent.name}/{file.name}"
    return read_activity(_text(file, source), source)


def read_module(folder: Path) -> Module:
    """A module from its folder: ``module.toml`` and the activities beside it.

    Raises:
        Mishap: what is wrong, with the file and the line.
    """
    source = f"{folder.name}/{MODULE_FILE}"
    text = normal(_text(folder / MODULE_FILE, source))
    lines = text.split("\n")
    try:
        held = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = LINE_SAID.search(str(error))
        raise wrong(source, int(found.group(1)) if found else len(lines), _("The file cannot be read here.")) from error
    if held.get("format") != FORMAT:
        raise wrong(source, line_of("format", lines), _("The header does not say format = “{format}”.").format(format=FORMAT))
    titles = {}
    for key in ("title", "aim"):
        titles[key] = held.get(key, {})
        if not isinstance(titles[key], dict):
            raise wrong(source, line_of(key, lines), _("Title and aim are said in each language."))
    listed = held.get("session", [])
    if not isinstance(listed, list):
        raise wrong(source, line_of("session", lines), _("Each session stands under a line [[session]]."))
    sessions = tuple(_session(each, source, line_of("[[session]]", lines, number)) for number, each in enumerate(listed))
    return Module(
        str(held.get("id", folder.name)), worded_keys(titles["title"]), worded_keys(titles["aim"]), sessions, _activities(folder, lines, sessions),
        held,
    )  # fmt: skip


def _activities(folder: Path, lines: list[str], sessions: tuple[Session, ...]) -> dict[str, Activity]:
    """The activities of a folder in the order of its sessions, those in none at the end."""
    found: dict[str, Activity] = {}
    for file in sorted(folder.glob("*.md")):
        activity = read_file(file)
        if activity.id in found:
            line = line_of("id", activity.head.split("\n"))
            other = found[activity.id].source
            raise wrong(activity.source, line, _("The id “{id}” is that of {file} already.").format(id=activity.id, file=other))
        found[activity.id] = activity
    order = [place.activity for session in sessions for place in session.places if place.activity in found]
    return {name: found[name] for name in dict.fromkeys([*order, *found])}


def _text(file: Path, source: str) -> str:
    try:
        data = file.read_bytes()
        return data.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise wrong(source, 1, _("The file is missing.")) from error
    except OSError as error:
        raise wrong(source, 1, _("The file cannot be opened.")) from error
    except UnicodeDecodeError as error:
        raise wrong(source, data[: error.start].count(b"\n") + 1, _("The file is not written in UTF-8.")) from error


def _session(each: Any, source: str, line: int) -> Session:
    try:
        places = tuple(
            Place(_minutes(item), str(item.get("activity", "")), bool(item.get("core", True)), str(item.get("kind", "")), worded_keys(item))
            for item in each.get("item", [])
        )  # fmt: skip
        return Session(str(each["id"]), _minutes(each), worded_keys(each.get("title", {})), places)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise wrong(source, line, _("A session has an id, minutes, a title in each language, and its items.")) from error


def _minutes(held: Mapping[str, Any]) -> int:
    minutes = held["minutes"]
    if not isinstance(minutes, int) or isinstance(minutes, bool) or minutes < 0:
        raise ValueError(minutes)
    return minutes


def amiss(folder: Path) -> tuple[Mishap, ...]:
    """Every file of a module that cannot be read, so that all of them can be corrected at once."""
    found = []
    for file in sorted(folder.glob("*.md")):
        try:
            read_file(file)
        except Mishap as mishap:
            found.append(mishap)
    if not found:
        try:
            read_module(folder)
        except Mishap as mishap:
            found.append(mishap)
    return tuple(found)
