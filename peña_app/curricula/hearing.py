"""The blocks of a file, heard line by line: where each begins, and what its parts say in each language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from peña_app.curricula.lines import wrong
from peña_app.curricula.model import AUDIENCES, KINDS, Part
from peña_app.curricula.units import aligned
from peña_app.i18n import _

_HEADING: Final = re.compile(r"#{2,3}[ \t]*\{")
_BLOCK: Final = re.compile(r"##[ \t]+\{(.*)\}")
_PART: Final = re.compile(r"###[ \t]+\{(.*)\}")
_FENCE: Final = re.compile(r":::+\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)?")
# A word processor puts in quotation marks of its own; they hold a value as well as straight ones
_ATTRIBUTE: Final = re.compile(
    r'\s*(?:#([\w-]+)|([\w-]+)=(?:"([^"]*)"|[“”„]([^“”„"]*)[“”]|[«]([^«»"]*)[»]|([^\s"“”„«»]*)))(?=\s|$)'
)


@dataclass(slots=True)
class OpenBlock:
    """A block as it is heard: the text of each of its parts in each language."""

    id: str
    kind: str
    attributes: dict[str, str]
    line: int
    texts: dict[str, dict[str, str]] = field(default_factory=lambda: {"": {}})
    lines: dict[str, int] = field(default_factory=dict)  # where each part begins

    def aligned(self) -> tuple[Part, ...]:
        """Its parts that say anything, in their order."""
        return tuple(Part(name, aligned(texts)) for name, texts in self.texts.items() if texts)


@dataclass(slots=True)
class Hearing:
    """The lines after the header, heard one after the other."""

    source: str
    languages: tuple[str, ...]  # those that may be written; any when none is named
    overlay: bool = False  # whether it brings one more language to a file that stands beside it
    blocks: list[OpenBlock] = field(default_factory=list)
    language: str | None = None
    held: list[str] = field(default_factory=list)
    began: int = 0

    def hear(self, line: str, number: int) -> None:
        """Take one line."""
        if line.lstrip().startswith(":::"):
            self._fence(line, number)
        elif _HEADING.match(line):
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
        found = _FENCE.fullmatch(line.strip())
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
        if self.overlay and code not in self.languages:
            raise wrong(
                self.source,
                number,
                _("This file brings the language “{language}” alone, and here stands “{other}”.").format(
                    language=", ".join(self.languages), other=code
                ),
            )
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
        found = _PART.fullmatch(line.rstrip()) or _BLOCK.fullmatch(line.rstrip())
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
        if not re.fullmatch(r"[\w-]+", name) or name in self.blocks[-1].texts:
            raise wrong(self.source, number, _("A part has a name of its own: “### {field=…}”."))
        self.blocks[-1].texts[name] = {}
        self.blocks[-1].lines[name] = number

    def _block(self, name: str, attributes: dict[str, str], number: int) -> OpenBlock:
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
        return OpenBlock(name, attributes.pop("kind", "") or _kind_of(name), attributes, number)

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
                attributes[found[2]] = next(value for value in found.groups()[2:] if value is not None)
            at = found.end()
        return name, attributes


def _kind_of(name: str) -> str:
    """What a block without a kind is: what it is called, if that is a kind, or else something to read.

    >>> _kind_of("title"), _kind_of("step-2"), _kind_of("story")
    ('title', 'step', 'reading')
    """
    plain = re.sub(r"-?[0-9]+$", "", name)
    return plain if plain in KINDS else "reading"
