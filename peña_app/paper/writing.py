"""The doors of the kit. reportlab is loaded inside them, so that a program that prints nothing starts fast."""

from __future__ import annotations

from collections.abc import Sequence

from peña_app.paper.pen import INK, Pen
from peña_app.paper.pieces import About, Draw, Layout, Piece, Sheet, Text


def write(
    pieces: Sequence[Piece],
    about: About,
    *,
    layout: Layout = Layout.COLUMNS,
    sheet: Sheet = Sheet.LETTER,
    size: float = 12,
    landscape: bool = False,
    languages: Sequence[str] = ("es", "en"),
    cover: Sequence[Piece] = (),
) -> bytes:
    """The pieces as PDF, in running text of ``size`` points.

    One language is ``Layout.ES`` or ``Layout.EN``, or any other layout with one code in ``languages``. ``cover`` stands
    below the title on the first page of a booklet.

    Raises:
        Mishap: a letter that no family of ours can draw.
    """
    from peña_app.paper.documents import Document

    return Document(about, layout, sheet, size, landscape, tuple(languages), cover).write(pieces)


def count(
    pieces: Sequence[Piece],
    about: About,
    *,
    layout: Layout = Layout.COLUMNS,
    sheet: Sheet = Sheet.LETTER,
    size: float = 12,
    languages: Sequence[str] = ("es", "en"),
    cover: Sequence[Piece] = (),
) -> int:
    """How many pages `write` would make of it, in half the time."""
    from peña_app.paper.documents import Document

    return Document(about, layout, sheet, size, False, tuple(languages), cover).count(pieces)


def booklet(pdf: bytes, *, sheet: Sheet = Sheet.LETTER) -> bytes:
    """Pages of half a sheet, two on each side in the order in which they are folded; to be printed on both sides.

    The short edge is the one to turn on. What screen readers go by is lost: it is for the printer alone.
    """
    from peña_app.paper.imposing import imposed

    return imposed(pdf, sheet)


def write_pages(
    pages: Sequence[Draw],
    about: About,
    *,
    sheet: Sheet = Sheet.LETTER,
    landscape: bool = False,
    duplex: bool = False,
    languages: Sequence[str] = ("es", "en"),
) -> bytes:
    """Pages that draw themselves, such as ballots: each is called with the canvas, its width and its height in points.

    ``duplex`` asks the printer to turn the sheet on its long edge.
    """
    from peña_app.paper.sheets import Canvas, page_size

    wide, high = page_size(sheet, landscape=landscape)
    canvas = Canvas(about, (wide, high), tuple(languages), duplex=duplex, short_edge=landscape)
    for draw in pages:
        draw(canvas, wide, high)
        canvas.showPage()
    return canvas.finish()


def frame(
    sheet: Sheet = Sheet.LETTER, *, landscape: bool = False, layout: Layout = Layout.COLUMNS, size: float = 12
) -> tuple[float, float]:
    """The width and height in points that `write` has for pieces on each page, to fill a page with rows to write on."""
    from peña_app.paper.documents import Document

    document = Document(
        About({"es": "Peña", "en": "Peña"}, {"es": "Peña", "en": "Peña"}), layout, sheet, size, landscape, ("es", "en")
    )
    return document.width, document.room


def fit(
    canvas: Pen,
    words: Text,
    x: float,
    y: float,
    width: float,
    height: float,
    size: float = 12,
    min_size: float = 8,
    *,
    bold: bool = False,
    center: bool = False,
    middle: bool = False,
    color: str = INK,
    languages: Sequence[str] = ("es", "en"),
) -> float:
    """Draw a wrapped text into the box whose lower left corner is ``x, y``, as large as fits; gives the height it took.

    It begins at the top of the box, or is centred on its height if ``middle``. With several languages each is said,
    the first bold and the second regular.

    Raises:
        Mishap: it does not fit even at ``min_size``; nothing is ever cut off.
    """
    from peña_app.paper.fitting import Fitting

    fitting = Fitting(
        width, height, size, min_size, tuple(languages), bold=bold, align="center" if center else "left", color=color
    )
    return fitting.draw(canvas, words, x, y, middle=middle)


def fit_size(
    words: Text,
    width: float,
    height: float,
    size: float = 12,
    min_size: float = 8,
    *,
    bold: bool = False,
    languages: Sequence[str] = ("es", "en"),
) -> float:
    """The greatest size from ``size`` down at which `fit` would set the text, to give equal texts one size.

    Raises:
        Mishap: as `fit`.
    """
    from peña_app.paper.fitting import Fitting

    return Fitting(width, height, size, min_size, tuple(languages), bold=bold).largest(words)


def fit_height(
    words: Text,
    width: float,
    height: float,
    size: float = 12,
    min_size: float = 8,
    *,
    bold: bool = False,
    languages: Sequence[str] = ("es", "en"),
) -> float:
    """The height that `fit` would take, to share out a sheet before drawing on it.

    Raises:
        Mishap: as `fit`.
    """
    from peña_app.paper.fitting import Fitting

    return Fitting(width, height, size, min_size, tuple(languages), bold=bold).taken(words)
