"""Corner marks of OpenCV's dictionary DICT_4X4_50: they tell which page this is and which side is up, without any other code."""

from __future__ import annotations

from typing import Final

from peña_app.paper import INK, Pen

# fmt: off
PATTERNS: Final = (
    0xB532, 0x0F9A, 0x332D, 0x9946, 0x549E, 0x79CD, 0x9E2E, 0xC4F2, 0xFEDA, 0xCF56, 0xF991, 0x11A7, 0x0EB7, 0x2A0F, 0x24B1, 0x263E,
    0x4665, 0x6600, 0x6C5E, 0x76AF, 0x868B, 0xB02B, 0xCCD5, 0xDD82, 0xFE47, 0x9471, 0xACE4, 0xA554, 0x2123, 0x346F, 0x4415, 0x57B2,
    0x9ECF, 0xF0CB, 0x08AE, 0x0929, 0x1875, 0x04FF, 0x0DF6, 0x1C5A, 0x1718, 0x2A28, 0x328C, 0x38B2, 0x24E8, 0x2EEB, 0x2D3F, 0x4B64,
)
# fmt: on
"""The 16 fields of each mark, from the upper left, row by row; 1 is white."""

_FIELDS = 6  # four, and a black border of one


def corner(pen: Pen, mark: int, x: float, y: float, side: float) -> None:
    """Draw a mark in the square of ``side`` points whose lower left corner is at ``x, y``."""
    field = side / _FIELDS
    pen.saveState()
    pen.setFillColor(INK)
    path = pen.beginPath()
    for down in range(_FIELDS):
        for across in range(_FIELDS):
            inside = 0 < down < _FIELDS - 1 and 0 < across < _FIELDS - 1
            if inside and PATTERNS[mark] >> (15 - (down - 1) * 4 - (across - 1)) & 1:
                continue
            path.rect(x + across * field, y + side - (down + 1) * field, field, field)
    pen.drawPath(path, stroke=0, fill=1)
    pen.restoreState()
