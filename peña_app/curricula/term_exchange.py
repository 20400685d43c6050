"""The glossary for partners: a table that any office program opens (CSV), and TBX-Basic (ISO 30042) for term banks.

Examples from people's lives stay here unless their group agreed that they may be printed or shown.
"""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from peña_app import clock
from peña_app.curricula import beginnings
from peña_app.curricula.terms import STATUSES, Term, Wording
from peña_app.errors import Mishap
from peña_app.i18n import _, folded

LENT: Final = frozenset({"print", "public"})
COLUMNS: Final = ("id", "es", "en", "popular es", "popular en", "avoid", "status")
_SPANISH: Final = {
    "español": "es",
    "inglés": "en",
    "popular español": "popular es",
    "popular inglés": "popular en",
    "evitar": "avoid",
    "estado": "status",
}
_BETWEEN: Final = " | "
_CODES: Final = ("es", "en")
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_TBX: Final = "urn:iso:std:iso:30042:ed-2"
_DEPRECATED: Final = "deprecatedTerm-admn-sts"
_PREFERRED: Final = "preferredTerm-admn-sts"
_ADMITTED: Final = "admittedTerm-admn-sts"


def as_csv(terms: Iterable[Term]) -> bytes:
    """A row a concept, in UTF-8 with the mark by which spreadsheets know it."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for term in terms:
        held = {code: term.words.get(code, Wording("")) for code in _CODES}
        avoid = _BETWEEN.join(f"{code}: {word}" for code in _CODES for word in held[code].avoid)
        rows.writerow(
            [
                _safe(text)
                for text in (term.id, held["es"].say, held["en"].say, held["es"].popular, held["en"].popular, avoid, term.status)
            ]
        )
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} else text


def read_csv(data: bytes, name: str, known: Mapping[str, Term] | None = None) -> list[Term]:
    """The terms of a table; of a concept that is ``known`` what the table does not say stays.

    Comma, semicolon or tab; headings in either language; what it does not know of columns is passed over.

    Raises:
        Mishap: what is wrong, with the line; nothing is taken in then.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Mishap(_("{file}: the file is not written in UTF-8.").format(file=name), _("Save it again as UTF-8.")) from error
    if "\0" in text:
        raise Mishap(_("{file}: this is no table.").format(file=name), _("Save it as CSV."))
    first = text.split("\n", 1)[0]
    between = max(",;\t", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    try:
        heads = [_heading(cell) for cell in next(lines, [])]
        if not {"es", "en"} & set(heads):
            raise _wrong(name, 1, _("The first line names the columns: {columns}.").format(columns=", ".join(COLUMNS)))
        found: dict[str, Term] = {}
        for cells in lines:
            if any(cell.strip() for cell in cells):
                term = _row(dict(zip(heads, cells, strict=False)), name, lines.line_num, known or {}, found)
                found[term.id] = term
    except csv.Error as error:
        raise _wrong(name, lines.line_num, _("This line cannot be read.")) from error
    return list(found.values())


def _heading(cell: str) -> str:
    plain = folded(cell)
    return next((key for said, key in _SPANISH.items() if folded(said) == plain), plain)


def _row(cells: Mapping[str, str], name: str, line: int, known: Mapping[str, Term], found: Mapping[str, Term]) -> Term:
    said = {key: re.sub(r"^'(?=[=+\-@])", "", (cells.get(key) or "").strip()) for key in COLUMNS}
    if not said["es"] and not said["en"]:
        raise _wrong(name, line, _("This line does not say what the concept is called, in either language."))
    status = said["status"] or "draft"
    if status not in STATUSES:
        raise _wrong(
            name, line, _("“{status}” is no status; there are: {statuses}.").format(status=status, statuses=", ".join(STATUSES))
        )
    slug = said["id"] or beginnings.slug({"en": said["en"], "es": said["es"]}, {*known, *found})
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", slug):
        raise _wrong(name, line, _("The id “{id}” has other signs than small letters, digits and hyphens.").format(id=slug))
    if slug in found:
        raise _wrong(name, line, _("The id “{id}” stands twice.").format(id=slug))
    avoid = _avoided(said["avoid"])
    base = known.get(slug) or Term(slug, "", "draft", {}, {}, since=clock.today().isoformat())
    words = dict(base.words)
    for code in _CODES:
        held = words.get(code, Wording(""))
        say = said[code] or held.say
        if say:
            words[code] = replace(
                held, say=say, forms=held.forms or (say,), popular=said[f"popular {code}"] or held.popular,
                avoid=avoid.get(code, held.avoid),
            )  # fmt: skip
    exists = dict(base.exists_in)
    for code in _CODES:
        exists.setdefault(code, "native" if code in words else "no-word")
    return replace(base, status=status if said["status"] else base.status, words=words, exists_in=exists)


def _avoided(cell: str) -> dict[str, tuple[str, ...]]:
    """The words to avoid by language; without a language they are Spanish."""
    found: dict[str, list[str]] = {}
    for each in filter(None, (part.strip() for part in cell.split("|"))):
        code, colon, word = each.partition(":")
        if colon and code.strip() in _CODES:
            found.setdefault(code.strip(), []).append(word.strip())
        else:
            found.setdefault("es", []).append(each)
    return {code: tuple(words) for code, words in found.items()}


def as_tbx(terms: Iterable[Term]) -> bytes:
    """TBX-Basic in its DCA style: both definitions of each language, the word, its variants, and what the group avoids."""
    ET.register_namespace("", _TBX)
    root = ET.Element(f"{{{_TBX}}}tbx", {"type": "TBX-Basic", "style": "dca", f"{_XML}lang": "es"})
    head = _under(_under(root, "tbxHeader"), "fileDesc")
    _under(_under(head, "sourceDesc"), "p").text = "Peña"
    body = _under(_under(root, "text"), "body")
    for term in terms:
        entry = _under(body, "conceptEntry", {"id": term.id})
        if term.area:
            _under(entry, "descrip", {"type": "subjectField"}).text = term.area
        for code, wording in term.words.items():
            if wording.say:
                _language(
                    entry, code, wording, [each.text for each in term.lived if each.language == code and each.consent in LENT]
                )
    ET.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode").encode() + b"\n"


def _language(entry: ET.Element, code: str, wording: Wording, lived: Iterable[str]) -> None:
    section = _under(entry, "langSec", {f"{_XML}lang": code})
    for kind, text in (("academic", wording.academic), ("popular", wording.popular)):
        if text:
            group = _under(section, "descripGrp")
            _under(group, "descrip", {"type": "definition"}).text = text
            _under(group, "admin", {"type": "source"}).text = kind
    for each in lived:
        _under(section, "descrip", {"type": "context"}).text = each
    for word, status in (
        (wording.say, _PREFERRED), *((word, _ADMITTED) for word in wording.also), *((word, _DEPRECATED) for word in wording.avoid),
    ):  # fmt: skip
        held = _under(section, "termSec")
        _under(held, "term").text = word
        _under(held, "termNote", {"type": "administrativeStatus"}).text = status


def _under(parent: ET.Element, tag: str, attributes: Mapping[str, str] | None = None) -> ET.Element:
    return ET.SubElement(parent, f"{{{_TBX}}}{tag}", dict(attributes or {}))


def read_tbx(data: bytes, name: str, known: Mapping[str, Term] | None = None) -> list[Term]:
    """The terms of a TBX file, with or without its namespace; of a ``known`` concept what it does not say stays.

    Raises:
        Mishap: it cannot be read, or brings definitions of its own.
    """
    hint = _("Ask for the file as TBX-Basic.")
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        raise Mishap(_("{file} brings definitions of its own, which are not read.").format(file=name), hint)
    try:
        root = ET.fromstring(data)  # noqa: S314 - no definitions, so nothing can be made to grow or fetched from elsewhere
    except ET.ParseError as error:
        raise _wrong(name, error.position[0], _("this is not XML that can be read.")) from error
    if _plain(root.tag) not in {"tbx", "martif"}:
        raise Mishap(_("{file} is not TBX.").format(file=name), hint)
    return [_concept(entry, known or {}) for entry in root.iter() if _plain(entry.tag) in {"conceptEntry", "termEntry"}]


def _concept(entry: ET.Element, known: Mapping[str, Term]) -> Term:
    words: dict[str, Wording] = {}
    area = ""
    for child in entry:
        if _plain(child.tag) == "descrip" and child.get("type") == "subjectField":
            area = (child.text or "").strip()
        if _plain(child.tag) in {"langSec", "langSet"}:
            code = (child.get(f"{_XML}lang") or "").split("-")[0].lower()
            words[code] = _wording(child)
    called = {code: wording.say for code, wording in words.items() if wording.say}
    given = entry.get("id", "")
    slug = given if re.fullmatch(r"[a-z0-9][a-z0-9-]*", given) else beginnings.slug(called, set(known))
    base = known.get(slug) or Term(slug, area, "draft", {}, {}, since=clock.today().isoformat())
    merged = dict(base.words)
    for code, wording in words.items():
        held = merged.get(code, Wording(""))
        merged[code] = replace(
            held, say=wording.say or held.say, forms=held.forms or ((wording.say,) if wording.say else ()),
            also=wording.also or held.also, avoid=wording.avoid or held.avoid, academic=wording.academic or held.academic,
            popular=wording.popular or held.popular,
        )  # fmt: skip
    exists = dict(base.exists_in)
    for code in _CODES:
        exists.setdefault(code, "native" if code in merged else "no-word")
    return replace(base, area=area or base.area, words=merged, exists_in=exists)


def _wording(section: ET.Element) -> Wording:
    definitions: dict[str, str] = {}
    for group in section.iter():
        if _plain(group.tag) != "descripGrp":
            continue
        text = next(((each.text or "").strip() for each in group if each.get("type") == "definition"), "")
        source = next(((each.text or "").strip() for each in group if each.get("type") == "source"), "academic")
        definitions["popular" if source == "popular" else "academic"] = text
    for each in section:
        if _plain(each.tag) == "descrip" and each.get("type") == "definition":
            definitions.setdefault("academic", (each.text or "").strip())
    say, also, avoid = "", list[str](), list[str]()
    for held in section.iter():
        if _plain(held.tag) not in {"termSec", "tig", "ntig"}:
            continue
        word = next(((each.text or "").strip() for each in held.iter() if _plain(each.tag) == "term"), "")
        status = next(((each.text or "").strip() for each in held.iter() if each.get("type") == "administrativeStatus"), "")
        if status == _DEPRECATED:
            avoid.append(word)
        elif say:
            also.append(word)
        else:
            say = word
    return Wording(
        say,
        also=tuple(also),
        avoid=tuple(avoid),
        academic=definitions.get("academic", ""),
        popular=definitions.get("popular", ""),
    )


def _plain(tag: str) -> str:
    return tag.rpartition("}")[2]


def _wrong(name: str, line: int, sentence: str) -> Mishap:
    return Mishap(
        _("{file}, line {line}: {sentence}").format(file=name, line=line, sentence=sentence),
        _("Correct that line and read it again. Nothing was taken in."),
    )
