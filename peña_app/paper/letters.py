"""Which family draws which letter, and how letters are joined: the only place that registers fonts.

Importing this module loads reportlab.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import fontpkg_atkinson_hyperlegible
from reportlab.pdfbase import pdfmetrics, ttfonts

from peña_app import paths

ANDIKA: Final = "Andika"
FAMILIES: Final = (ANDIKA, "Atkinson Hyperlegible")
"""The paper's family, and what stands behind it for a letter that it lacks."""

_SILENT: Final = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
"""Letters without a shape: they steer screens and would be empty boxes here."""


def face(family: str = ANDIKA, *, bold: bool = False, italic: bool = False) -> str:
    """The registered name of a face."""
    register()
    style = "Bold" * bold + "Italic" * italic
    return f"{family}-{style}" if style else family


@cache
def register() -> None:
    """Register every face once, and set shaping so that text can be copied from the PDF."""
    for family in FAMILIES:
        for bold in (False, True):
            for italic in (False, True):
                name = f"{family}-{'Bold' * bold}{'Italic' * italic}" if bold or italic else family
                pdfmetrics.registerFont(ttfonts.TTFont(name, str(_file(family, bold=bold, italic=italic)), shapable=True))
        pdfmetrics.registerFontFamily(family, family, f"{family}-Bold", f"{family}-Italic", f"{family}-BoldItalic")
    # With ligatures fi, fl and ffi become private characters that copying and searching lose; reportlab
    # has no setting for it, only this default argument
    features = ttfonts.shapeFragWord.__defaults__[0]
    features.update(kern=True, liga=False, dlig=False, clig=False)


def _file(family: str, *, bold: bool, italic: bool) -> Path:
    name = f"{family.replace(' ', '')}-{'Bold' * bold}{'Italic' * italic or 'Regular' * (not bold)}.ttf"
    if family == ANDIKA:
        return paths.data("resources", "fonts", name)
    return Path(next(iter(fontpkg_atkinson_hyperlegible.__path__))) / "files" / name


@cache
def _letters(family: str) -> frozenset[int]:
    register()
    return frozenset(pdfmetrics.getFont(family).face.charToGlyph)


def plain(text: str) -> str:
    """``text`` composed, with no control characters but the line break."""
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ")
    return "".join(
        letter for letter in composed if letter == "\n" or (letter not in _SILENT and unicodedata.category(letter) != "Cc")
    )


def legible(text: str, *, bold: bool = False, italic: bool = False) -> str:
    """``text`` as reportlab markup in which every letter has a family that can draw it.

    reportlab has no fallback of its own: a letter the font lacks is printed as an empty box, without an error.
    The text has been through `plain`; soft hyphens stay, as places where a word may be divided.

    Raises:
        LookupError: no family can draw a letter; the letter is its argument.
    """
    runs = []
    for family, words in groupby(text.split(" "), _family):
        run = escape(" ".join(words))
        runs.append(run if family == ANDIKA else f'<font face="{face(family, bold=bold, italic=italic)}">{run}</font>')
    return " ".join(runs).replace("\n", "<br/>")


def _family(word: str) -> str:
    """The family that draws the whole word: shaping takes the letters of a word from one family."""
    asked = {ord(letter) for letter in word if letter not in "\n\u00ad"}
    for family in FAMILIES:
        if asked <= _letters(family):
            return family
    raise LookupError(chr(min(asked - _letters(ANDIKA))))


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide one line of ``text`` is, in points, a little generous as kerning is left out."""
    return float(pdfmetrics.stringWidth(text, face(bold=bold), size))
