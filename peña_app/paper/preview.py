"""Pages as pictures, for the print dialog and the picture book."""

from __future__ import annotations

from contextlib import closing
from threading import Lock
from typing import Final

import pypdfium2

_PDFIUM: Final = Lock()  # the library knows no threads, and a job may count pages while the screen draws one


def page_count(pdf: bytes) -> int:
    """How many pages there are."""
    with _PDFIUM, closing(pypdfium2.PdfDocument(pdf)) as document:
        return len(document)


def page_image(pdf: bytes, page: int, width_px: int) -> tuple[int, int, bytes]:
    """Page ``page`` (from 0) as ``width_px`` pixels wide: its width, its height, and its pixels as RGBA."""
    with _PDFIUM, closing(pypdfium2.PdfDocument(pdf)) as document:
        sheet = document[page]
        picture = sheet.render(
            scale=width_px / sheet.get_width(), rev_byteorder=True, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRA
        )
        return picture.width, picture.height, bytes(picture.buffer)
