"""Texts for outside translators: XLIFF 1.2 and 2.0 and TMX, out and in again.

What comes in is matched by the place of each unit and by its source text: where that has changed meanwhile, the translation is
set aside and named, never put beside words that it does not translate.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from peña_app.curricula.editing import Edit, Spot, spots
from peña_app.curricula.model import Activity
from peña_app.errors import Mishap
from peña_app.i18n import _

XLIFF_1: Final = "urn:oasis:names:tc:xliff:document:1.2"
XLIFF_2: Final = "urn:oasis:names:tc:xliff:document:2.0"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
STATES: Final = {"draft": "initial", "adapted": "translated", "reviewed": "reviewed", "circle": "reviewed", "approved": "final"}
"""Our states in XLIFF 2; a state that is not named is a draft."""
_STATES_1: Final = {
    "draft": "needs-translation",
    "adapted": "translated",
    "reviewed": "signed-off",
    "circle": "signed-off",
    "approved": "final",
}


@dataclass(frozen=True, slots=True)
class Sent:
    """One unit on its way: the activity and its place in it, the text to translate, and the translation so far."""

    activity: str
    name: str
    source: str
    target: str = ""
    state: str = "draft"


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back: translations that fit, and those whose source was changed or taken out meanwhile."""

    edits: Mapping[str, tuple[Edit, ...]]  # by activity
    aside: tuple[Sent, ...] = ()


def sent(
    activities: Iterable[Activity], source: str, target: str, states: Mapping[tuple[str, str], str] | None = None
) -> list[Sent]:
    """The units that have a text in the source language; what is in one language on purpose is left out."""
    found = []
    for activity in activities:
        for spot, block, unit in spots(activity):
            if unit.words.get(source) and not block.only:
                state = (states or {}).get((activity.id, spot.name), "draft")
                found.append(Sent(activity.id, spot.name, unit.words[source], unit.words.get(target, ""), state))
    return found


def as_xliff_1(units: Iterable[Sent], source: str, target: str) -> bytes:
    """XLIFF 1.2, a file an activity; for OmegaT too, which reads 2.0 as if every translation were doubtful."""
    ET.register_namespace("", XLIFF_1)
    root = ET.Element(f"{{{XLIFF_1}}}xliff", version="1.2")
    for activity, held in _by_activity(units):
        file = _under(
            root,
            "file",
            {"original": f"{activity}.md", "source-language": source, "target-language": target, "datatype": "plaintext"},
        )
        body = _under(file, "body")
        for unit in held:
            made = _under(body, "trans-unit", {"id": unit.name, f"{_XML}space": "preserve"})
            _under(made, "source").text = unit.source
            if unit.target:
                _under(made, "target", {"state": _STATES_1.get(unit.state, "needs-translation")}).text = unit.target
    return _bytes(root)


def as_xliff_2(units: Iterable[Sent], source: str, target: str) -> bytes:
    """XLIFF 2.0, a file an activity."""
    ET.register_namespace("", XLIFF_2)
    root = ET.Element(f"{{{XLIFF_2}}}xliff", version="2.0", srcLang=source, trgLang=target)
    for activity, held in _by_activity(units):
        file = _under(root, "file", {"id": activity})
        for unit in held:
            segment = _under(
                _under(file, "unit", {"id": unit.name}),
                "segment",
                _state_2(unit.state) if unit.target else {},
            )
            _under(segment, "source").text = unit.source
            if unit.target:
                _under(segment, "target").text = unit.target
    return _bytes(root)


def _state_2(state: str) -> dict[str, str]:
    """The state of a segment; one whose lead has changed says so in its own words (curricula.md 3.4)."""
    said = {"state": STATES.get(state, "initial")}
    return {**said, "subState": "curricula:stale"} if state == "stale" else said


def as_tmx(units: Iterable[Sent], source: str, target: str) -> bytes:
    """TMX 1.4: the pairs that are translated, as a memory for other programs."""
    root = ET.Element("tmx", version="1.4")
    ET.SubElement(
        root, "header",
        {"creationtool": "Peña", "creationtoolversion": "1", "segtype": "paragraph", "o-tmf": "curricula/1", "adminlang": "en", "srclang": source, "datatype": "plaintext"},
    )  # fmt: skip
    body = ET.SubElement(root, "body")
    for unit in units:
        if unit.target:
            pair = ET.SubElement(body, "tu", {"tuid": f"{unit.activity}#{unit.name}"})
            for code, text in ((source, unit.source), (target, unit.target)):
                ET.SubElement(ET.SubElement(pair, "tuv", {f"{_XML}lang": code}), "seg").text = text
    return _bytes(root)


def read_units(data: bytes, name: str) -> tuple[list[Sent], str, str]:
    """The units of an XLIFF 1.2 or 2.0 file or of a TMX, with its two languages.

    Raises:
        Mishap: it is none of these, or names no languages.
    """
    if b"<!" in data.replace(b"<!--", b"").replace(b"<![CDATA[", b""):
        raise Mishap(
            _("{file} brings definitions of its own, which are not read.").format(file=name),
            _("Ask for the file as XLIFF or TMX."),
        )
    try:
        root = ET.fromstring(data)  # noqa: S314 - no definitions, so nothing can be made to grow or fetched from elsewhere
    except ET.ParseError as error:
        line = error.position[0] if getattr(error, "position", None) else 1
        raise Mishap(
            _("{file}, line {line}: {sentence}").format(file=name, line=line, sentence=_("this is not XML that can be read.")),
            _("Ask for the file as XLIFF or TMX."),
        ) from error
    if root.tag == f"{{{XLIFF_1}}}xliff":
        found = list(_xliff_1(root))
        file = root.find(f"{{{XLIFF_1}}}file")
        codes = (file.get("source-language", ""), file.get("target-language", "")) if file is not None else ("", "")
    elif root.tag == f"{{{XLIFF_2}}}xliff":
        found = list(_xliff_2(root))
        codes = (root.get("srcLang", ""), root.get("trgLang", ""))
    elif root.tag == "tmx":
        found, codes = _tmx(root)
    else:
        raise Mishap(_("{file} is neither XLIFF 1.2 or 2.0 nor TMX.").format(file=name), _("Ask for the file as XLIFF or TMX."))
    if not all(codes):
        raise Mishap(
            _("{file} does not say from which language into which.").format(file=name), _("Ask for the file as XLIFF or TMX.")
        )
    return found, codes[0].split("-")[0].lower(), codes[1].split("-")[0].lower()


def returned(units: Iterable[Sent], activities: Iterable[Activity], source: str, target: str) -> Returned:
    """What to change in the activities; a unit whose source is no longer the same is set aside."""
    there = {(activity.id, spot.name): (spot, unit.words) for activity in activities for spot, _block, unit in spots(activity)}
    edits: dict[str, list[Edit]] = {}
    aside = []
    for unit in units:
        spot: Spot
        spot, words = there.get((unit.activity, unit.name), (Spot("", "", 0), {}))
        if not unit.target.strip() or words.get(target, "") == unit.target:
            continue
        if words.get(source, "").split() != unit.source.split():
            aside.append(unit)
        else:
            edits.setdefault(unit.activity, []).append(Edit(spot, target, unit.target))
    return Returned({activity: tuple(each) for activity, each in edits.items()}, tuple(aside))


def _by_activity(units: Iterable[Sent]) -> Iterator[tuple[str, list[Sent]]]:
    held: dict[str, list[Sent]] = {}
    for unit in units:
        held.setdefault(unit.activity, []).append(unit)
    return iter(held.items())


def _under(parent: ET.Element, tag: str, attributes: dict[str, str] | None = None) -> ET.Element:
    namespace = parent.tag.partition("}")[0] + "}" if parent.tag.startswith("{") else ""
    return ET.SubElement(parent, f"{namespace}{tag}", attributes or {})


def _bytes(root: ET.Element) -> bytes:
    ET.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode").encode() + b"\n"


def _text(element: ET.Element | None) -> str:
    return "" if element is None else "".join(element.itertext())


def _xliff_1(root: ET.Element) -> Iterator[Sent]:
    for file in root.iter(f"{{{XLIFF_1}}}file"):
        for unit in file.iter(f"{{{XLIFF_1}}}trans-unit"):
            source, target = unit.find(f"{{{XLIFF_1}}}source"), unit.find(f"{{{XLIFF_1}}}target")
            yield Sent(file.get("original", "").removesuffix(".md"), unit.get("id", ""), _text(source), _text(target))


def _xliff_2(root: ET.Element) -> Iterator[Sent]:
    for file in root.iter(f"{{{XLIFF_2}}}file"):
        for unit in file.iter(f"{{{XLIFF_2}}}unit"):
            segments = list(unit.iter(f"{{{XLIFF_2}}}segment"))
            source = " ".join(_text(each.find(f"{{{XLIFF_2}}}source")) for each in segments)
            target = " ".join(_text(each.find(f"{{{XLIFF_2}}}target")) for each in segments)
            yield Sent(file.get("id", ""), unit.get("id", ""), source, target)


def _tmx(root: ET.Element) -> tuple[list[Sent], tuple[str, str]]:
    header = root.find("header")
    source = header.get("srclang", "") if header is not None else ""
    found, target = [], ""
    for pair in root.iter("tu"):
        texts = {tuv.get(f"{_XML}lang", tuv.get("lang", "")): _text(tuv.find("seg")) for tuv in pair.iter("tuv")}
        target = target or next((code for code in texts if code != source), "")
        activity, _mark, name = pair.get("tuid", "").partition("#")
        found.append(Sent(activity, name, texts.get(source, ""), texts.get(target, "")))
    return found, (source, target)
