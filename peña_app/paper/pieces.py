"""What rooms say on paper, in no particular layout: the kit turns these pieces into pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from peña_app.i18n import Words
from peña_app.paper.pen import Pen

Text = Words | str
"""Bilingual text {"es": …, "en": …}, or one text that is the same in every language.

``**bold**`` and ``*italic*`` are heard as in the curricula; a line break stays one.
"""

Draw = Callable[[Pen, float, float], None]
"""Draws inside an area whose lower left corner is the origin: canvas, width and height in points."""


class Sheet(StrEnum):
    """The paper that is in the printer."""

    LETTER = "letter"
    A4 = "a4"


class Layout(StrEnum):
    """How the languages share the paper."""

    COLUMNS = "columns"  # side by side, paragraph by paragraph
    DUPLEX = "duplex"  # one language on the front, the other on the back, turned on the long edge
    FACING = "facing"  # half a sheet a page, one language on the left, the other on the right, after a cover
    CARDS = "cards"  # a card for each language side by side on one sheet, to be cut apart
    ES = "es"
    EN = "en"
    BOTH = "both"  # one flow, each text in both languages, for sheets, ballots and posters


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3. It never stands last on a page."""

    words: Text
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``small`` for what is said in passing."""

    words: Text
    bold: bool = False
    small: bool = False
    center: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; ``numbered`` counts its items from 1."""

    items: Sequence[Text]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Checks:
    """A list with a drawn box to tick before each item."""

    items: Sequence[Text]


@dataclass(frozen=True, slots=True)
class Lines:
    """``n`` lines to write on, across the whole text, after an optional question."""

    words: Text | None = None
    n: int = 3


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. Columns are (header, weight of the width); a row never splits over two pages.

    ``row_height`` in points makes room for a hand; the header is repeated on every page.
    """

    columns: Sequence[tuple[Text, float]]
    rows: Sequence[Sequence[Text]]
    row_height: float | None = None
    header: bool = True
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, how long it is, and what is written at its end."""

    label: Text
    value: float
    text: Text
    won: bool = False
    tied: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars from zero; ``maximum`` fills the width, by default the greatest value does."""

    rows: Sequence[Bar]
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class QR:
    """A QR code, with words beside it that say where it leads."""

    text: str
    size_mm: float = 22
    beside: Text | None = None


@dataclass(frozen=True, slots=True)
class Space:
    """Room between two pieces, in millimetres; at the top of a page it is nothing."""

    mm: float = 4


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as wide as the text and ``height`` points high."""

    height: float
    draw: Draw


@dataclass(frozen=True, slots=True)
class Box:
    """A frame around pieces that belong together and stay on one page when it is tall enough."""

    pieces: Sequence[Piece]
    tint: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """Pieces that no page turn parts, while a page can hold them."""

    pieces: Sequence[Piece]


Piece = Heading | Paragraph | Bullets | Checks | Lines | Grid | Bars | QR | Space | PageBreak | Drawing | Box | Together


@dataclass(frozen=True, slots=True)
class About:
    """What a paper is, and for which gathering: its title in the PDF and at the top of every page.

    ``note`` stands in the footer.
    """

    title: Text
    occasion: Text | None = None
    note: Text | None = None
