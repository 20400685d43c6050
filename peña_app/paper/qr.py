"""QR codes as vectors: sharp in every size and on every copier."""

from __future__ import annotations

from peña_app.paper.pen import INK, WHITE, Pen

QUIET = 4  # white modules around the code, as ISO/IEC 18004 asks


def qr(pen: Pen, text: str, x: float, y: float, side: float) -> None:
    """The code of ``text`` in a square of ``side`` points, its quiet zone included."""
    import segno

    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    module = side / (len(rows) + 2 * QUIET)
    pen.saveState()
    pen.setFillColor(WHITE)
    pen.rect(x, y, side, side, stroke=0, fill=1)
    pen.setFillColor(INK)
    path = pen.beginPath()
    for down, row in enumerate(rows):
        at = 0
        while at < len(row):
            length = 1
            if row[at]:
                while at + length < len(row) and row[at + length]:
                    length += 1
                bottom = y + side - (down + 1 + QUIET) * module
                path.rect(x + (at + QUIET) * module, bottom, length * module, module)
            at += length
    pen.drawPath(path, stroke=0, fill=1)
    pen.restoreState()
