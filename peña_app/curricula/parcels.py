"""A group's own module on its way: the files that it is, with the reviews beside them, and back again from a folder."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any

import tomlkit

from peña_app.curricula.archive import KINDS, opened
from peña_app.curricula.declared import FORMAT
from peña_app.curricula.folders import MODULE_FILE, activity_files, read_module
from peña_app.curricula.format import written
from peña_app.curricula.levelling import read_reviewed
from peña_app.curricula.model import Activity, Module
from peña_app.curricula.owned import OwnActivity
from peña_app.curricula.reviews import Mark
from peña_app.curricula.sidefile import SUFFIX, SideFile, side_text
from peña_app.errors import Mishap
from peña_app.i18n import Words, _

Marks = Mapping[tuple[str, str, int, str], Mark]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A module that was read from a folder, level with its reviews: by activity their files' texts and marks."""

    module: Module
    texts: Mapping[str, str]
    marks: Mapping[str, Marks]


def packed(slug: str, title: Words, aim: Words, head: str, activities: Iterable[OwnActivity]) -> dict[str, str]:
    """The files of a module by their names: `module.toml`, the activities, their languages and their reviews.

    ``head`` is its `module.toml` as it came in; what it says beside title and aim stays, sign by sign.
    """
    files = {MODULE_FILE: _module_text(slug, title, aim, head)}
    for own in activities:
        files |= own.files
        if own.marks:
            name = f"{own.slug}{SUFFIX}"
            files[name] = side_text(name, own.activity, SideFile(own.marks))
    return files


def unpacked(folder: Path) -> Parcel:
    """A module from its folder, with its reviews on the units that they speak of.

    Raises:
        Mishap: what is wrong, with the file and the line.
    """
    module = read_module(folder)
    activities: dict[str, Activity] = {}
    marks: dict[str, Marks] = {}
    for file in activity_files(folder):
        activity, found = read_reviewed(file)
        activities[activity.id], marks[activity.id] = activity, found
    ordered = {name: activities[name] for name in module.activities}
    whole = Module(module.id, module.title, module.aim, module.sessions, ordered, module.header, module.text)
    return Parcel(whole, {name: written(activity) for name, activity in ordered.items()}, marks)


def files_in(folder: Path) -> dict[str, bytes]:
    """What belongs to a module in its folder, by the paths inside: its texts, reviews, languages and pictures.

    Raises:
        Mishap: the module cannot be read.
    """
    unpacked(folder)
    found = {}
    for file in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if file.is_file() and not file.is_symlink() and not hidden and file.suffix.lower() in KINDS:
            found[file.relative_to(folder).as_posix()] = file.read_bytes()
    return found


def copied(files: Mapping[str, bytes], folder: Path) -> Path:
    """Write the files of a module into a new folder; all of them or none.

    Raises:
        Mishap: there is something of that name, or it cannot be written.
    """
    part = folder.with_name(f".{folder.name}.part")
    if folder.exists():
        raise Mishap(
            _("“{folder}” is there already.").format(folder=folder.name), _("Nothing was written. Choose another name or place.")
        )
    try:
        for name, content in files.items():
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            (part / name).write_bytes(content)
        part.rename(folder)
    except OSError as error:
        rmtree(part, ignore_errors=True)
        raise Mishap(
            _("“{file}” could not be written.").format(file=folder), _("Choose a folder that is there and that you may write to.")
        ) from error
    return folder


@contextmanager
def laid_open(file: Path) -> Generator[Path, None, None]:
    """The folder of a module, whether ``file`` is that folder or a zip of it; what a zip holds lies in a folder for a while.

    Raises:
        Mishap: it cannot be read, or it holds what does not belong there.
    """
    if file.is_dir():
        yield file
        return
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Mishap(_("“{file}” cannot be opened.").format(file=file.name), _("Check its name and folder.")) from error
    name, files = opened(data, file.name)
    with TemporaryDirectory(prefix="pena-") as place:
        folder = Path(place) / name
        for inside, content in files.items():
            (folder / inside).parent.mkdir(parents=True, exist_ok=True)
            (folder / inside).write_bytes(content)
        yield folder


def _module_text(slug: str, title: Words, aim: Words, head: str) -> str:
    held = tomlkit.parse(head) if head else tomlkit.document()
    if not head:
        held["format"] = FORMAT
        held["id"] = slug
        held["license"] = "CC-BY-SA-4.0"
    for key, words in (("title", title), ("aim", aim)):
        _say(held, key, words)
    return str(tomlkit.dumps(held))


def _say(held: Any, key: str, words: Words) -> None:
    there = held.get(key)
    if there is None:
        there = held[key] = tomlkit.table()
    for code, text in words.items():
        if there.get(code) != text:
            there[code] = text
