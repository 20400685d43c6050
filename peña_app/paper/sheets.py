"""Sheets of paper and the canvas on them: sizes, margins, and what the PDF says of itself.

Importing this module loads reportlab.
"""

from __future__ import annotations

from io import BytesIO
from typing import Final

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfgen import canvas

from peña_app.paper import letters
from peña_app.paper.pieces import About, Sheet, Text
from peña_app.paper.tagging import Tagged
from peña_app.paper.text import in_language

MARGIN: Final = 52.0
"""18 mm: more than any printer needs."""

EDGE: Final = 44.0
"""15.5 mm: what runs along the top and the foot keeps at least this distance."""

_SIZES: Final = {Sheet.LETTER: LETTER, Sheet.A4: A4}


def page_size(sheet: Sheet, *, landscape: bool = False) -> tuple[float, float]:
    """Width and height in points."""
    wide, high = _SIZES[sheet]
    return (high, wide) if landscape else (wide, high)


class Canvas(Tagged, canvas.Canvas):  # type: ignore[misc]  # reportlab has no types
    """A PDF in which every font is embedded and every text tagged, that says what it is and in which language.

    The same pieces give the same bytes: no time, no name of a computer.
    """

    def __init__(
        self, about: About, size: tuple[float, float], codes: tuple[str, ...], *, duplex: bool = False, short_edge: bool = False
    ) -> None:
        self._out = BytesIO()
        # Unless told otherwise reportlab begins each page in Helvetica, which it does not embed
        super().__init__(self._out, pagesize=size, initialFontName=letters.face(), invariant=1, lang=codes[0], pageCompression=1)
        self.setTitle(said_in(about.title, codes))
        self.setAuthor("Peña")
        self.setCreator("Peña")
        self.setProducer("Peña")
        if about.occasion is not None:
            self.setSubject(said_in(about.occasion, codes))
        self.setViewerPreference("DisplayDocTitle", "true")
        self.begin_tags()
        if duplex:
            self.setViewerPreference("Duplex", "DuplexFlipShortEdge" if short_edge else "DuplexFlipLongEdge")

    def showPage(self) -> None:
        """Close the page, and open the next one."""
        name = self.end_page_tags()
        super().showPage()
        self.begin_page_tags(name)

    def finish(self) -> bytes:
        """The PDF."""
        self.write_tags()
        self.save()
        return self._out.getvalue()


def said_in(text: Text, codes: tuple[str, ...]) -> str:
    """A text in each language, once."""
    return " · ".join(dict.fromkeys(in_language(text, code) for code in codes))
