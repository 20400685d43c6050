"""The text format `curricula/1`: read with the line of every mistake, kept line by line so that it can be written back."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from peña_app.curricula.model import AUDIENCES, Activity, Block, Material, Part
from peña_app.curricula.units import aligned
from peña_app.errors import Mishap
from peña_app.i18n import Words, _

FORMAT = "curricula/1"

_BLOCK = re.compile(r"## +\{(.*)\}\s*")
_PART = re.compile(r"### +\{(.*)\}\s*")
_FENCE = re.compile(r"\s*:::+\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)?\s*")
_ATTRIBUTE = re.compile(r'\s*(?:#([\w-]+)|([\w-]+)=(?:"([^"]*)"|([^\s"]*)))(?=\s|$)')
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
LINE_SAID = re.compile(r"line (\d+)")
"""Where tomllib says that something is amiss; its messages carry no other mark."""
_NOT_WRITTEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def normal(text: str) -> str:
    """``text`` as it is read and saved: accents composed, lines ended by one sign, no byte order mark."""
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff")).replace("\r\n", "\n").replace("\r", "\n")


def read_activity(text: str, source: str) -> Activity:
    """An activity from the text of its file; ``source`` is the file's name, for the sentence.

    Raises:
        Mishap: what is wrong, with the file and the line.
    """
    text = normal(text)
    lines = text.split("\n")
    strange = next((number for number, line in enumerate(lines, 1) if _NOT_WRITTEN.search(line)), None)
    if strange is not None:
        raise wrong(source, strange, _("There is a sign here that is no letter and cannot be shown."))
    header, end = _header(lines, source)
    head = _Header(header, lines[:end], source)
    reading = _Reading(source, head.languages())
    for number, line in enumerate(lines[end:], end + 1):
        reading.hear(line, number)
    reading.finish()
    starts = [*(block.line - 1 for block in reading.blocks), len(lines)]
    blocks = tuple(
        Block(block.id, block.kind, block.attributes, block.aligned(), block.line, _kept(lines, *edges))
        for block, edges in zip(reading.blocks, pairwise(starts), strict=True)
    )
    return Activity(
        id=str(header.get("id") or Path(source).stem), module=str(header.get("module", "")), minutes=head.whole("minutes"),
        blocks=blocks, materials=head.materials(), header=header, source=source, head=_kept(lines, 0, starts[0]),
    )  # fmt: skip


def _kept(lines: list[str], begun: int, ended: int) -> str:
    """Lines as they stand in the file, each with its end; the last of a file has none."""
    return "\n".join(lines[begun:ended]) + "\n" * (begun < ended < len(lines))


def written(activity: Activity) -> str:
    """The text of an activity's file: what was read and not touched comes out as it was, sign by sign."""
    return activity.head + "".join(block.source for block in activity.blocks)


def _header(lines: list[str], source: str) -> tuple[dict[str, Any], int]:
    """The header, and how many lines it takes."""
    if lines[0].strip() != "+++":
        raise wrong(source, 1, _("The file begins with a line “+++”, then its header."))
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == "+++"), None)
    if end is None:
        raise wrong(source, len(lines), _("The header does not end: a second line “+++” is missing."))
    try:
        header = tomllib.loads("\n".join(lines[1:end]))
    except tomllib.TOMLDecodeError as error:
        found = LINE_SAID.search(str(error))
        raise wrong(source, 1 + int(found.group(1)) if found else end, _("The header cannot be read here.")) from error
    if header.get("format") != FORMAT:
        raise wrong(
            source, line_of("format", lines[:end]), _("The header does not say format = “{format}”.").format(format=FORMAT)
        )
    return header, end + 1


@dataclass(slots=True)
class _Header:
    """What is asked of a header beside being TOML."""

    said: Mapping[str, Any]
    lines: list[str]
    source: str

    def whole(self, key: str) -> int:
        """A number of minutes; 0 where nothing is said."""
        number = self.said.get(key, 0)
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            raise wrong(self.source, line_of(key, self.lines), _("The minutes and quantities in the header are numbers."))
        return number

    def languages(self) -> tuple[str, ...]:
        """The languages named; none when the header names none, and then any may be written."""
        named = self.said.get("languages", [])
        if not isinstance(named, list) or not all(isinstance(code, str) for code in named):
            line = line_of("languages", self.lines)
            raise wrong(self.source, line, _("The languages are written in brackets: [“es”, “en”]."))
        return tuple(named)

    def materials(self) -> tuple[Material, ...]:
        """What to bring."""
        listed = self.said.get("materials", [])
        if not isinstance(listed, list):
            raise wrong(self.source, line_of("materials", self.lines), _("Each material stands under a line [[materials]]."))
        return tuple(self._material(each, number) for number, each in enumerate(listed))

    def _material(self, each: Any, number: int) -> Material:
        line = line_of("[[materials]]", self.lines, number)
        if not isinstance(each, dict) or not each.get("id"):
            raise wrong(self.source, line, _("A material has an id, and what it is in each language."))
        quantity = each.get("qty", 1)
        if not isinstance(quantity, int) or isinstance(quantity, bool) or quantity < 0:
            raise wrong(self.source, line, _("The minutes and quantities in the header are numbers."))
        return Material(str(each["id"]), quantity, worded_keys(each), str(each.get("per", "")))


@dataclass(slots=True)
class _Open:
    """A block as it is heard: the text of each of its parts in each language."""

    id: str
    kind: str
    attributes: dict[str, str]
    line: int
    texts: dict[str, dict[str, str]] = field(default_factory=lambda: {"": {}})

    def aligned(self) -> tuple[Part, ...]:
        """Its parts that say anything, in their order."""
        return tuple(Part(name, aligned(texts)) for name, texts in self.texts.items() if texts)


@dataclass(slots=True)
class _Reading:
    """The lines after the header, heard one after the other."""

    source: str
    languages: tuple[str, ...]
    blocks: list[_Open] = field(default_factory=list)
    language: str | None = None
    held: list[str] = field(default_factory=list)
    began: int = 0

    def hear(self, line: str, number: int) -> None:
        """Take one line."""
        if line.lstrip().startswith(":::"):
            self._fence(line, number)
        elif line.startswith(("## {", "##{", "### {", "###{")):
            self._closed()
            self._heading(line, number)
        elif self.language is not None:
            self.held.append(line)
        elif line.lstrip().startswith("##"):
            raise wrong(self.source, number, _("This line begins no block: “## {#name kind=…}”."))
        elif line.strip():
            raise wrong(
                self.source, number, _("These words stand in no language: a line “::: es” or “::: en” is missing before.")
            )

    def finish(self) -> None:
        """After the last line."""
        self._closed()

    def _fence(self, line: str, number: int) -> None:
        found = _FENCE.fullmatch(line)
        if found is None:
            raise wrong(self.source, number, _("This line opens no language: “::: es”, “::: en”, and “:::” at the end."))
        if not self.blocks:
            raise wrong(self.source, number, _("Words stand in a block: a line “## {#name kind=…}” is missing before."))
        language = found.group(1)
        if language is None and self.language is None:
            raise wrong(self.source, number, _("This “:::” closes nothing."))
        self._keep()
        self.language = self._known(language, number) if language else None
        self.held, self.began = [], number

    def _known(self, language: str, number: int) -> str:
        code = language.lower() if language.isalpha() else language
        if self.languages and code not in self.languages:
            raise wrong(
                self.source,
                number,
                _("The header does not name the language “{language}”; it names {languages}.").format(
                    language=code, languages=", ".join(self.languages)
                ),
            )
        if code in self._texts():
            raise wrong(self.source, number, _("The language “{language}” stands twice in one place.").format(language=code))
        return code

    def _texts(self) -> dict[str, str]:
        return next(reversed(self.blocks[-1].texts.values()))

    def _keep(self) -> None:
        if self.language is not None:
            self._texts()[self.language] = "\n".join(self.held).strip("\n")

    def _closed(self) -> None:
        if self.language is not None:
            raise wrong(
                self.source, self.began, _("The language “{language}” is not closed with “:::”.").format(language=self.language)
            )

    def _heading(self, line: str, number: int) -> None:
        found = _PART.fullmatch(line) or _BLOCK.fullmatch(line)
        if found is None:
            raise wrong(self.source, number, _("This line begins no block: “## {#name kind=…}”."))
        name, attributes = self._attributes(found.group(1), number)
        if line.startswith("###"):
            self._part(attributes.get("field", ""), number)
        else:
            self.blocks.append(self._block(name, attributes, number))

    def _part(self, name: str, number: int) -> None:
        if not self.blocks:
            raise wrong(self.source, number, _("A part stands in a block: a line “## {#name kind=…}” is missing before."))
        if not name or name in self.blocks[-1].texts:
            raise wrong(self.source, number, _("A part has a name of its own: “### {field=…}”."))
        self.blocks[-1].texts[name] = {}

    def _block(self, name: str, attributes: dict[str, str], number: int) -> _Open:
        if not name:
            raise wrong(self.source, number, _("A block has a name: “## {#name kind=…}”."))
        twin = next((block for block in self.blocks if block.id == name), None)
        if twin is not None:
            raise wrong(
                self.source, number, _("The block “{block}” stands in line {line} already.").format(block=name, line=twin.line)
            )
        for key, sentence in (
            ("min", _("The minutes of a step are a number: “min=5”.")),
            ("lines", _("The lines to write on are a number: “lines=4”.")),
        ):
            if key in attributes and not re.fullmatch("[0-9]{1,4}", attributes[key]):
                raise wrong(self.source, number, sentence)
        # A mistyped audience would put the facilitator's notes into everyone's hands
        if attributes.get("audience", AUDIENCES[0]) not in AUDIENCES:
            raise wrong(
                self.source, number, _("The audience of a block is one of these: {names}.").format(names=", ".join(AUDIENCES))
            )
        return _Open(name, attributes.pop("kind", "") or "reading", attributes, number)

    def _attributes(self, inside: str, number: int) -> tuple[str, dict[str, str]]:
        name, attributes, at = "", dict[str, str](), 0
        inside = inside.rstrip()
        while at < len(inside):
            found = _ATTRIBUTE.match(inside, at)
            if found is None or (found[1] and name) or found[2] in attributes:
                raise wrong(
                    self.source,
                    number,
                    _("This line cannot be read: names and values are written key=value, each once, with quotes around spaces."),
                )
            if found[1]:
                name = found[1]
            else:
                attributes[found[2]] = found[3] if found[3] is not None else found[4]
            at = found.end()
        return name, attributes


def worded_keys(held: Mapping[str, Any]) -> Words:
    """What stands under the tag of a language, and not under another key."""
    return {code: text for code, text in held.items() if _TAG.fullmatch(code) and code not in _KEYS and isinstance(text, str)}


_KEYS = frozenset({"id", "qty", "per"})


def line_of(key: str, lines: list[str], number: int = 0) -> int:
    """The line of a key, or of the ``number``-th table of that name; the first line where there is none."""
    wanted = re.compile(rf"\s*(?:{re.escape(key)}|\[+{re.escape(key)}\]+)\s*" + ("" if key.startswith("[") else r"(?:[.=#].*)?"))
    found = [at for at, line in enumerate(lines, 1) if wanted.fullmatch(line)]
    return found[number] if number < len(found) else 1


def wrong(source: str, line: int, sentence: str) -> Mishap:
    """A mishap that names a file and its line."""
    return Mishap(
        _("{file}, line {line}: {sentence}").format(file=source, line=line, sentence=sentence),
        _("Correct the line and read the file again."),
    )
