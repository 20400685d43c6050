"""Booklets: pages of half a sheet, brought into the order in which paper is folded.

Importing this module loads pypdf.
"""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

from peña_app.paper.pieces import Sheet
from peña_app.paper.sheets import page_size


def order(pages: int) -> list[tuple[int, int]]:
    """The pages at the left and at the right of each side of the sheets; numbers beyond ``pages`` are blank.

    >>> order(5)
    [(8, 1), (2, 7), (6, 3), (4, 5)]
    """
    whole = -(-max(pages, 1) // 4) * 4
    return [(whole - n, n + 1) if n % 2 == 0 else (n + 1, whole - n) for n in range(whole // 2)]


def imposed(pdf: bytes, sheet: Sheet) -> bytes:
    """Two pages on each side of a sheet that lies on its side."""
    reader = PdfReader(BytesIO(pdf))
    wide, high = page_size(sheet, landscape=True)
    writer = PdfWriter()
    for sides in order(len(reader.pages)):
        made = writer.add_blank_page(wide, high)
        for x, number in zip((0.0, wide / 2), sides, strict=True):
            if number <= len(reader.pages):
                made.merge_transformed_page(reader.pages[number - 1], Transformation().translate(x, 0))
    writer.compress_identical_objects()
    for made in writer.pages:
        made.compress_content_streams()
    kept: dict[str, object] = dict(reader.metadata or {})
    writer.add_metadata({**{key: str(value) for key, value in kept.items()}, "/Producer": "Peña"})
    root = writer.root_object
    root[NameObject("/Lang")] = reader.root_object.get("/Lang", TextStringObject("es"))
    turned = {NameObject("/Duplex"): NameObject("/DuplexFlipShortEdge"), NameObject("/DisplayDocTitle"): BooleanObject(True)}
    root[NameObject("/ViewerPreferences")] = DictionaryObject(turned)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
