"""A module in its folder: `module.toml`, and the files of its activities beside it.

A file `NAME.nah.md` beside `NAME.md` brings one more language to that activity, so that whoever translates into it never
touches a file of anybody else's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from peña_app.curricula.declared import TAG, require_format, worded_keys
from peña_app.curricula.format import read_activity, written
from peña_app.curricula.lines import file_text, line_of, normal, toml, wrong
from peña_app.curricula.model import Activity, Module, Overlay, Place, Session
from peña_app.errors import Mishap
from peña_app.i18n import _

MODULE_FILE: Final = "module.toml"


def read_file(file: Path) -> Activity:
    """An activity from its file, with the languages that files beside it bring; such a file is read with the one it belongs to.

    Raises:
        Mishap: what is wrong, with the file and the line.
    """
    found = overlay_name(file.name)
    if found is not None:
        base = file.with_name(f"{found[0]}.md")
        if not base.is_file():
            raise wrong(_named(file), 1, _("It brings a language to {file}, which is missing.").format(file=base.name))
        return read_file(base)
    overlays = tuple(
        Overlay(code, _named(each), file_text(each, _named(each))) for code, each in sorted(_overlays(file)) if each != file
    )
    return read_activity(file_text(file, _named(file)), _named(file), overlays)


def overlay_name(name: str) -> tuple[str, str] | None:
    """What a file `NAME.nah.md` belongs to, and the language it brings; None for the file of an activity.

    >>> overlay_name("la-soga.nah.md"), overlay_name("la-soga.md")
    (('la-soga', 'nah'), None)
    """
    stem, dot, code = name.removesuffix(".md").rpartition(".")
    return (stem, code) if dot and TAG.fullmatch(code) else None


def _overlays(file: Path) -> Iterator[tuple[str, Path]]:
    for each in file.parent.glob("*.md"):
        found = overlay_name(each.name)
        if found is not None and found[0] == file.stem:
            yield found[1], each


def _named(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def files_of(activity: Activity) -> dict[str, str]:
    """The files that an activity is, by their names: its own, and one for each language that stands in a file apart."""
    return {Path(activity.source).name: written(activity)} | {
        Path(overlay.source).name: overlay.text for overlay in activity.overlays
    }


def read_module(folder: Path) -> Module:
    """A module from its folder: ``module.toml`` and the activities beside it.

    Raises:
        Mishap: what is wrong, with the file and the line.
    """
    source = f"{folder.name}/{MODULE_FILE}"
    text = normal(file_text(folder / MODULE_FILE, source))
    lines = text.split("\n")
    held = toml(lines, source)
    require_format(held, lines, source)
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
        str(held.get("id", folder.name)), worded_keys(titles["title"]), worded_keys(titles["aim"]), sessions, _activities(folder, sessions),
        held, text,
    )  # fmt: skip


def activity_files(folder: Path) -> list[Path]:
    """The files of the activities of a folder, by name; a language's own file only where what it belongs to is missing."""
    files = sorted(file for file in folder.glob("*.md") if not file.name.startswith("."))
    there = {file.name for file in files}
    return [file for file in files if (found := overlay_name(file.name)) is None or f"{found[0]}.md" not in there]


def _activities(folder: Path, sessions: tuple[Session, ...]) -> dict[str, Activity]:
    """The activities of a folder in the order of its sessions, those in none at the end."""
    found: dict[str, Activity] = {}
    for file in activity_files(folder):
        activity = read_file(file)
        if activity.id in found:
            line = line_of("id", activity.head.split("\n"))
            other = found[activity.id].source
            raise wrong(activity.source, line, _("The id “{id}” is that of {file} already.").format(id=activity.id, file=other))
        found[activity.id] = activity
    order = [place.activity for session in sessions for place in session.places if place.activity in found]
    return {name: found[name] for name in dict.fromkeys([*order, *found])}


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
    for file in activity_files(folder):
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
