"""Small things that make text calm to read: where a line may not break, and quotes that close."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_NBSP: Final = "\u00a0"

_TITLES: Final = {
    "es": r"(?:[Dd]oña|[Dd]on|Sra?\.|Srta\.|Dra?\.|Lic\.|Ing\.|Mtr[ao]\.|núm\.|pág\.|p\.)",
    "en": r"(?:Mrs?\.|Ms\.|Mx\.|Dr\.|Rev\.|St\.|No\.|p\.)",
}
_LONE: Final = {"es": "aeouyAEOUY", "en": "aAI"}
_EITHER_WAY: Final = [
    (re.compile(r"([¿¡])[ \u00a0]+"), r"\1"),
    (re.compile(r"«[ \u00a0]+"), "«"),
    (re.compile(r"[ \u00a0]+»"), "»"),
    (re.compile(r"(?<=[\w»”\"])[ \u00a0]+([?!])"), r"\1"),
    (re.compile(r"(\d) (?=[ap]\. ?m\.)"), rf"\1{_NBSP}"),
    (re.compile(r"\b([ap])\. m\."), rf"\1.{_NBSP}m."),
    (re.compile(r"(?<!\S)(\d[\d.,:]*) (?=[^\W\d])"), rf"\1{_NBSP}"),
]
_LAST: Final = re.compile(r"(\S{2,}) (\S{1,4})\Z")
_DOUBLE: Final = re.compile(r'(^|[\s(\[—–])"([^"\n]+)"')
_SINGLE: Final = re.compile(r"(?<=[A-Za-z])'(?=[A-Za-z])")


def typeset(text: str, code: str) -> str:
    """``text`` with no-break spaces where a line break would trip a new reader, and with its language's quotes.

    Letters of other languages are left as they are: a saltillo is a letter and not a quote.

    >>> typeset("Vamos a la casa", "es")
    'Vamos a\\xa0la casa'
    >>> typeset("¿ Quién es « ella » ?", "es")
    '¿Quién es «ella»?'
    """
    return "\n".join(_line(line, code) for line in text.split("\n"))


def _line(text: str, code: str) -> str:
    said = text.strip(" ")
    for pattern, by in _EITHER_WAY:
        said = pattern.sub(by, said)
    if code == "en":
        said = _SINGLE.sub("’", _DOUBLE.sub(r"\1“\2”", said))
    if code == "es":
        said = _DOUBLE.sub(r"\1«\2»", said)
    if code in _LONE:
        said = re.sub(rf"(?<!\S)([{_LONE[code]}]) (?=\S)", rf"\1{_NBSP}", said)
        said = re.sub(rf"(?<!\w)({_TITLES[code]}) (?=\S)", rf"\1{_NBSP}", said)
    return _LAST.sub(_glued, said) if said.count(" ") > 2 else said


def _glued(match: re.Match[str]) -> str:
    # Two long words glued together would leave a hole in a narrow column
    return f"{match[1]}{_NBSP}{match[2]}" if len(match[1]) < 12 else match[0]


_BOLD: Final = re.compile(r"(?<![\w*])\*\*(?=\S)(.+?)(?<=\S)\*\*(?![\w*])")
_ITALIC: Final = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])")


def marked(text: str, plain: Callable[[str, bool, bool], str], *, bold: bool = False) -> str:
    """``text`` with its ``**bold**`` and ``*italic*`` as tags; ``plain(text, bold, italic)`` makes each run safe."""
    out = []
    at = 0
    for strong in _BOLD.finditer(text):
        out += [_slanted(text[at : strong.start()], plain, bold=bold), "<b>", _slanted(strong[1], plain, bold=True), "</b>"]
        at = strong.end()
    return "".join([*out, _slanted(text[at:], plain, bold=bold)])


def _slanted(text: str, plain: Callable[[str, bool, bool], str], *, bold: bool) -> str:
    out = []
    at = 0
    for slant in _ITALIC.finditer(text):
        out += [plain(text[at : slant.start()], bold, False), "<i>", plain(slant[1], bold, True), "</i>"]
        at = slant.end()
    return "".join([*out, plain(text[at:], bold, False)])
