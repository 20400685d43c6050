"""The text format `curricula/1`: read with the line of every mistake, kept line by line so that it can be written back."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peña_app.curricula.model import Activity, Block, Material, Module, Part, Place, Session, Shape, Unit
from peña_app.errors import Mishap
from peña_app.i18n import Words, _

FORMAT = "curricula/1"
MODULE_FILE = "module.toml"

_BLOCK = re.compile(r"^## +\{(.*)\} *$")
_FIELD = re.compile(r"^### +\{(.*)\} *$")
_FENCE = re.compile(r"^:::(?: +([A-Za-z][A-Za-z0-9-]*))? *$")
_ATTRIBUTE = re.compile(r'#([\w-]+)|([\w-]+)=("[^"]*"|\S+)')
_WHOLE = re.compile(r'(?:\s*(?:#[\w-]+|[\w-]+=(?:"[^"]*"|\S+)))*\s*')


@dataclass(slots=True)
class _Open:
    """The block under way."""

    id: str
    kind: str
    attributes: dict[str, str]
    line: int
    fields: list[str]
    texts: dict[str, dict[str, str]]


def read_activity(text: str, source: str) -> Activity:
    """An activity from the text of its file; ``source`` is the file's name, for the sentence.

    Raises:
        Mishap: what is wrong, with the file and the line.
    """
    lines = unicodedata.normalize("NFC", text.removeprefix("\ufeff")).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    header, first = _header(lines, source)
    blocks = tuple(_blocks(lines, first, source))
    try:
        minutes = int(header.get("minutes", 0))
        materials = tuple(_material(each) for each in header.get("materials", []))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise _wrong(source, 1, _("The minutes and quantities in the header are numbers.")) from error
    return Activity(
        id=str(header.get("id") or Path(source).stem), module=str(header.get("module", "")), minutes=minutes, blocks=blocks, materials=materials,
        header=header, source=source,
    )  # fmt: skip


def _header(lines: list[str], source: str) -> tuple[dict[str, Any], int]:
    if not lines or lines[0].strip() != "+++":
        raise _wrong(source, 1, _("The file begins with a line “+++”, then its header."))
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == "+++"), None)
    if end is None:
        raise _wrong(source, len(lines), _("The header does not end: a second line “+++” is missing."))
    try:
        header = tomllib.loads("\n".join(lines[1:end]))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise _wrong(source, 1 + int(found.group(1)) if found else 1, _("The header cannot be read here.")) from error
    if header.get("format") != FORMAT:
        raise _wrong(source, 1, _("The header does not say format = “{format}”.").format(format=FORMAT))
    return header, end + 1


def _blocks(lines: list[str], first: int, source: str) -> Iterator[Block]:  # noqa: PLR0912 - a branch for each kind of line
    block: _Open | None = None
    language: str | None = None
    held: list[str] = []
    began = 0
    seen: dict[str, int] = {}

    def close_fence() -> None:
        if block is not None and language is not None:
            texts = block.texts.setdefault(block.fields[-1], {})
            if language in texts:
                raise _wrong(source, began, _("The language “{language}” stands twice in one place.").format(language=language))
            texts[language] = "\n".join(held).strip("\n")

    for number, line in enumerate(lines[first:], first + 1):
        fence = _FENCE.match(line)
        if fence:
            if block is None:
                raise _wrong(source, number, _("Words stand in a block: a line “## {#name kind=…}” is missing before."))
            close_fence()
            if fence.group(1) is None and language is None:
                raise _wrong(source, number, _("This “:::” closes nothing."))
            language, held, began = fence.group(1), [], number
            continue
        heading = _BLOCK.match(line)
        part = _FIELD.match(line)
        if heading or part:
            if language is not None:
                raise _wrong(source, began, _("The language “{language}” is not closed with “:::”.").format(language=language))
            if heading:
                if block is not None:
                    yield _finished(block)
                block = _opened(heading.group(1), number, source)
                if block.id in seen:
                    raise _wrong(
                        source,
                        number,
                        _("The block “{block}” stands in line {line} already.").format(block=block.id, line=seen[block.id]),
                    )
                seen[block.id] = number
            elif block is None or part is None:
                raise _wrong(source, number, _("A part stands in a block: a line “## {#name kind=…}” is missing before."))
            else:
                name = _attributes(part.group(1), number, source)[1].get("field", "")
                if not name or name in block.fields:
                    raise _wrong(source, number, _("A part has a name of its own: “### {field=…}”."))
                block.fields.append(name)
            continue
        if language is not None:
            held.append(line)
        elif line.strip():
            raise _wrong(source, number, _("These words stand in no language: a line “::: es” or “::: en” is missing before."))
    if language is not None:
        raise _wrong(source, began, _("The language “{language}” is not closed with “:::”.").format(language=language))
    if block is not None:
        yield _finished(block)


def _opened(inside: str, number: int, source: str) -> _Open:
    name, attributes = _attributes(inside, number, source)
    if not name:
        raise _wrong(source, number, _("A block has a name: “## {#name kind=…}”."))
    if "min" in attributes and not attributes["min"].isdigit():
        raise _wrong(source, number, _("The minutes of a step are a number: “min=5”."))
    return _Open(name, attributes.pop("kind", "reading"), attributes, number, [""], {})


def _attributes(inside: str, number: int, source: str) -> tuple[str, dict[str, str]]:
    if not _WHOLE.fullmatch(inside):
        raise _wrong(
            source, number, _("This line cannot be read: names and values are written key=value, with quotes around spaces.")
        )
    name, attributes = "", {}
    for found in _ATTRIBUTE.finditer(inside):
        if found.group(1):
            name = found.group(1)
        else:
            attributes[found.group(2)] = found.group(3).strip('"')
    return name, attributes


def _finished(block: _Open) -> Block:
    parts = tuple(Part(name, aligned(block.texts[name])) for name in block.fields if name in block.texts)
    return Block(block.id, block.kind, block.attributes, parts, block.line)


def aligned(texts: Mapping[str, str]) -> tuple[Unit, ...]:
    """The units of a text in each language, level with one another: the first with the first, and so on."""
    split = {code: list(_units(text)) for code, text in texts.items()}
    longest = max((len(units) for units in split.values()), default=0)
    found = []
    for place in range(longest):
        there = {code: units[place] for code, units in split.items() if place < len(units)}
        shape = next(iter(there.values()))[0]
        found.append(Unit(shape, {code: text for code, (_shape, text) in there.items()}))
    return tuple(found)


def _units(text: str) -> Iterator[tuple[Shape, str]]:
    paragraph: list[str] = []
    for line in [*text.split("\n"), ""]:
        shape, words = _shape(line)
        if paragraph and (shape is not Shape.PARAGRAPH or not line.strip()):
            yield Shape.PARAGRAPH, " ".join(paragraph)
            paragraph = []
        if shape is not Shape.PARAGRAPH:
            yield shape, words
        elif words:
            paragraph.append(words)


def _shape(line: str) -> tuple[Shape, str]:
    stripped = line.strip()
    if stripped.startswith("- [ ]"):
        return Shape.TICK, stripped[5:].strip()
    if stripped.startswith("- "):
        return Shape.ITEM, stripped[2:].strip()
    if stripped.startswith("|"):
        return Shape.ROW, stripped
    return Shape.PARAGRAPH, stripped


def _material(each: Mapping[str, Any]) -> Material:
    return Material(
        str(each["id"]),
        int(each.get("qty", 1)),
        {str(code): str(each[code]) for code in each if code not in {"id", "qty", "per"}},
    )


def read_module(folder: Path) -> Module:
    """A module from its folder: ``module.toml`` and the activities beside it.

    Raises:
        Mishap: what is wrong, with the file and the line.
    """
    source = f"{folder.name}/{MODULE_FILE}"
    try:
        held = tomllib.loads((folder / MODULE_FILE).read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise _wrong(source, 1, _("The file is missing.")) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found = re.search(r"line (\d+)", str(error))
        raise _wrong(source, int(found.group(1)) if found else 1, _("The file cannot be read here.")) from error
    if held.get("format") != FORMAT:
        raise _wrong(source, 1, _("The header does not say format = “{format}”.").format(format=FORMAT))
    try:
        sessions = tuple(_session(each) for each in held.get("session", []))
        title, aim = _said(held.get("title", {})), _said(held.get("aim", {}))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise _wrong(source, 1, _("A session has an id, minutes, a title in each language, and its items.")) from error
    activities = [read_activity(_text(file, folder), f"{folder.name}/{file.name}") for file in sorted(folder.glob("*.md"))]
    return Module(str(held.get("id", folder.name)), title, aim, sessions, {activity.id: activity for activity in activities})


def _text(file: Path, folder: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise _wrong(f"{folder.name}/{file.name}", 1, _("The file is not written in UTF-8.")) from error


def _session(each: Mapping[str, Any]) -> Session:
    places = tuple(
        Place(
            minutes=int(item.get("minutes", 0)), activity=str(item.get("activity", "")), core=bool(item.get("core", True)), kind=str(item.get("kind", "")),
            words={code: str(item[code]) for code in item if code not in {"minutes", "activity", "core", "kind", "id"}},
        )
        for item in each.get("item", [])
    )  # fmt: skip
    return Session(str(each["id"]), int(each["minutes"]), _said(each.get("title", {})), places)


def _said(held: Mapping[str, Any]) -> Words:
    return {str(code): str(text) for code, text in held.items()}


def _wrong(source: str, line: int, sentence: str) -> Mishap:
    return Mishap(
        _("{file}, line {line}: {sentence}").format(file=source, line=line, sentence=sentence),
        _("Correct the line and read the file again."),
    )
