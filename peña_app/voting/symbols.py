"""Shapes for options, so that people who do not read find theirs: outlines that screen and paper draw alike."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin
from typing import Final

Point = tuple[float, float]
Outline = tuple[Point, ...]
"""A closed line of points in a square from 0 to 1; y grows downwards."""


def _wheel(corners: int, inner: float = 1.0, turn: float = -pi / 2, radius: float = 0.48) -> Outline:
    """Corners on a circle; with ``inner`` below 1 a star, whose every second corner lies further in."""
    steps = corners if inner == 1.0 else 2 * corners
    points = []
    for step in range(steps):
        reach = radius * (inner if inner < 1.0 and step % 2 else 1.0)
        angle = turn + 2 * pi * step / steps
        points.append((0.5 + reach * cos(angle), 0.5 + reach * sin(angle)))
    return tuple(points)


def _heart() -> Outline:
    points = []
    for step in range(40):
        t = 2 * pi * step / 40
        x = 16 * sin(t) ** 3
        y = 13 * cos(t) - 5 * cos(2 * t) - 2 * cos(3 * t) - cos(4 * t)
        points.append((0.5 + x / 34, 0.47 - y / 34))
    return tuple(points)


def _moon() -> Outline:
    outer = [(0.5 + 0.46 * cos(a), 0.5 + 0.46 * sin(a)) for a in (pi / 3 + (4 * pi / 3) * step / 24 for step in range(25))]
    inner = [(0.74 + 0.4 * cos(a), 0.5 + 0.4 * sin(a)) for a in (-1.62 + pi * 2 - (pi - 0.02) * step / 18 for step in range(19))]
    return tuple(outer + [point for point in inner if point[0] < 0.76])


def _drop() -> Outline:
    round_part = [(0.5 + 0.34 * cos(a), 0.62 + 0.34 * sin(a)) for a in (-pi / 6 + (4 * pi / 3) * step / 24 for step in range(25))]
    return ((0.5, 0.02), *round_part)


def _cross() -> Outline:
    a, b = 0.35, 0.65
    return (
        (a, 0.04),
        (b, 0.04),
        (b, a),
        (0.96, a),
        (0.96, b),
        (b, b),
        (b, 0.96),
        (a, 0.96),
        (a, b),
        (0.04, b),
        (0.04, a),
        (a, a),
    )


def _flower() -> Outline:
    return tuple(
        (0.5 + (0.34 + 0.13 * cos(6 * 2 * pi * step / 96)) * sin(2 * pi * step / 96), 0.5 - (0.34 + 0.13 * cos(6 * 2 * pi * step / 96)) * cos(2 * pi * step / 96))
        for step in range(96)
    )  # fmt: skip


SYMBOLS: Final[dict[str, Outline]] = {
    "circle": _wheel(36),
    "star": _wheel(5, 0.42, radius=0.5),
    "square": ((0.08, 0.08), (0.92, 0.08), (0.92, 0.92), (0.08, 0.92)),
    "heart": _heart(),
    "triangle": ((0.5, 0.06), (0.97, 0.9), (0.03, 0.9)),
    "house": ((0.5, 0.04), (0.98, 0.46), (0.84, 0.46), (0.84, 0.94), (0.16, 0.94), (0.16, 0.46), (0.02, 0.46)),
    "diamond": ((0.5, 0.02), (0.88, 0.5), (0.5, 0.98), (0.12, 0.5)),
    "moon": _moon(),
    "cross": _cross(),
    "drop": _drop(),
    "sun": _wheel(12, 0.68, radius=0.5),
    "flower": _flower(),
    "arrow": ((0.5, 0.03), (0.95, 0.48), (0.68, 0.48), (0.68, 0.96), (0.32, 0.96), (0.32, 0.48), (0.05, 0.48)),
    "hexagon": _wheel(6),
    "bolt": ((0.6, 0.02), (0.16, 0.56), (0.45, 0.56), (0.36, 0.98), (0.84, 0.4), (0.54, 0.4)),
    "hourglass": ((0.12, 0.04), (0.88, 0.04), (0.58, 0.5), (0.88, 0.96), (0.12, 0.96), (0.42, 0.5)),
}

_IN_ORDER: Final = tuple(SYMBOLS)


def symbol(place: int) -> str:
    """The shape of the option at that place in the list, where nobody has chosen one."""
    return _IN_ORDER[place % len(_IN_ORDER)]


def drawn(
    name: str, left: float, top: float, size: float, at: Callable[[float, float], Point] = lambda x, y: (x, y)
) -> list[Point]:
    """The corners of a shape in a square of that size; ``at`` turns them for paper, whose y grows upwards."""
    return [at(left + size * x, top + size * y) for x, y in SYMBOLS.get(name, SYMBOLS["circle"])]
