"""Boxes, ticks and signs, drawn and not typed: no text family has them all."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from peña_app.paper.pen import ACCENT, INK, SOFT, WHITE, Pen


def square(pen: Pen, x: float, y: float, side: float, *, ticked: bool = False, line: float = 1.1) -> None:
    """A box to tick, its lower left corner at ``x, y``."""
    pen.saveState()
    pen.setStrokeColor(INK)
    pen.setFillColor(WHITE)
    pen.setLineWidth(line)
    pen.roundRect(x, y, side, side, side * 0.14, stroke=1, fill=1)
    pen.restoreState()
    if ticked:
        tick(pen, x + side * 0.12, y + side * 0.14, side * 0.98)


def circle(pen: Pen, x: float, y: float, side: float, *, filled: bool = False, ticked: bool = False, line: float = 1.1) -> None:
    """A circle to mark, in the square of ``side`` whose lower left corner is at ``x, y``."""
    pen.saveState()
    pen.setStrokeColor(INK)
    pen.setFillColor(WHITE)
    pen.setLineWidth(line)
    pen.circle(x + side / 2, y + side / 2, side / 2, stroke=1, fill=1)
    if filled:
        pen.setFillColor(INK)
        pen.circle(x + side / 2, y + side / 2, side * 0.33, stroke=0, fill=1)
    pen.restoreState()
    if ticked:
        tick(pen, x + side * 0.12, y + side * 0.14, side * 0.98)


def tick(pen: Pen, x: float, y: float, side: float, *, color: str = INK) -> None:
    """A tick as a hand makes it."""
    pen.saveState()
    pen.setStrokeColor(color)
    pen.setLineWidth(side * 0.14)
    pen.setLineCap(1)
    pen.setLineJoin(1)
    path = pen.beginPath()
    path.moveTo(x + side * 0.08, y + side * 0.42)
    path.lineTo(x + side * 0.34, y + side * 0.12)
    path.curveTo(x + side * 0.5, y + side * 0.5, x + side * 0.7, y + side * 0.76, x + side * 0.94, y + side * 0.98)
    pen.drawPath(path, stroke=1, fill=0)
    pen.restoreState()


def cross(pen: Pen, x: float, y: float, side: float, *, color: str = INK) -> None:
    """An x as a hand makes it."""
    pen.saveState()
    pen.setStrokeColor(color)
    pen.setLineWidth(side * 0.13)
    pen.setLineCap(1)
    pen.line(x + side * 0.14, y + side * 0.14, x + side * 0.86, y + side * 0.86)
    pen.line(x + side * 0.14, y + side * 0.86, x + side * 0.86, y + side * 0.14)
    pen.restoreState()


def dots(pen: Pen, x: float, y: float, side: float, n: int, *, gap: float | None = None) -> float:
    """``n`` circles in a row to mark one by one; gives the width they take."""
    step = side + (side * 0.45 if gap is None else gap)
    for number in range(n):
        circle(pen, x + number * step, y, side)
    return max(0.0, n * step - (step - side))


def cut(pen: Pen, x1: float, y1: float, x2: float, y2: float) -> None:
    """Where to cut: a dashed line with scissors at its start."""
    pen.saveState()
    pen.setStrokeColor(SOFT)
    pen.setLineWidth(0.6)
    pen.setDash([3, 3])
    pen.line(x1, y1, x2, y2)
    pen.restoreState()
    pen.saveState()
    pen.translate(x1, y1)
    if abs(x2 - x1) < abs(y2 - y1):
        pen.rotate(90 if y2 > y1 else -90)
    pen.setStrokeColor(SOFT)
    pen.setFillColor(WHITE)
    pen.setLineWidth(0.9)
    pen.translate(6, 0)
    for way in (1, -1):
        pen.line(4, -1.6 * way, 14, 3.4 * way)
        pen.circle(2, -2.8 * way, 2.3, stroke=1, fill=1)
    pen.restoreState()


def _polygon(pen: Pen, points: list[tuple[float, float]]) -> None:
    path = pen.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    pen.drawPath(path, stroke=1, fill=1)


def _around(n: int, radius: Callable[[int], float], start: float = pi / 2) -> list[tuple[float, float]]:
    return [(0.5 + radius(k) * cos(start + 2 * pi * k / n), 0.5 + radius(k) * sin(start + 2 * pi * k / n)) for k in range(n)]


def _sun(pen: Pen) -> None:
    _polygon(pen, _around(24, lambda k: 0.5 if k % 2 == 0 else 0.36))


def _star(pen: Pen) -> None:
    _polygon(pen, _around(10, lambda k: 0.52 if k % 2 == 0 else 0.22))


def _moon(pen: Pen) -> None:
    path = pen.beginPath()
    path.moveTo(0.62, 0.96)
    path.curveTo(0.02, 0.94, 0.02, 0.06, 0.62, 0.04)
    path.curveTo(0.30, 0.26, 0.30, 0.74, 0.62, 0.96)
    pen.drawPath(path, stroke=1, fill=1)


def _heart(pen: Pen) -> None:
    path = pen.beginPath()
    path.moveTo(0.5, 0.06)
    path.curveTo(-0.1, 0.5, 0.0, 0.92, 0.26, 0.92)
    path.curveTo(0.4, 0.92, 0.48, 0.82, 0.5, 0.74)
    path.curveTo(0.52, 0.82, 0.6, 0.92, 0.74, 0.92)
    path.curveTo(1.0, 0.92, 1.1, 0.5, 0.5, 0.06)
    pen.drawPath(path, stroke=1, fill=1)


def _drop(pen: Pen) -> None:
    path = pen.beginPath()
    path.moveTo(0.5, 1.0)
    path.curveTo(0.36, 0.74, 0.16, 0.56, 0.16, 0.34)
    path.curveTo(0.16, -0.1, 0.84, -0.1, 0.84, 0.34)
    path.curveTo(0.84, 0.56, 0.64, 0.74, 0.5, 1.0)
    pen.drawPath(path, stroke=1, fill=1)


def _leaf(pen: Pen) -> None:
    path = pen.beginPath()
    path.moveTo(0.08, 0.08)
    path.curveTo(-0.02, 0.66, 0.36, 0.96, 0.96, 0.94)
    path.curveTo(0.98, 0.34, 0.62, -0.02, 0.08, 0.08)
    pen.drawPath(path, stroke=1, fill=1)


def _flower(pen: Pen) -> None:
    for x, y in _around(5, lambda _k: 0.27):
        pen.circle(x, y, 0.21, stroke=0, fill=1)
    pen.setFillColor(WHITE)
    pen.circle(0.5, 0.5, 0.13, stroke=0, fill=1)


_PLUS = [
    (0.34, 0.02), (0.66, 0.02), (0.66, 0.34), (0.98, 0.34), (0.98, 0.66), (0.66, 0.66),
    (0.66, 0.98), (0.34, 0.98), (0.34, 0.66), (0.02, 0.66), (0.02, 0.34), (0.34, 0.34),
]  # fmt: skip

_SYMBOLS: dict[str, Callable[[Pen], None]] = {
    "sun": _sun,
    "house": lambda pen: _polygon(
        pen, [(0.5, 0.98), (0.02, 0.56), (0.14, 0.56), (0.14, 0.04), (0.86, 0.04), (0.86, 0.56), (0.98, 0.56)]
    ),
    "heart": _heart,
    "star": _star,
    "drop": _drop,
    "moon": _moon,
    "leaf": _leaf,
    "flower": _flower,
    "triangle": lambda pen: _polygon(pen, [(0.5, 0.94), (0.02, 0.08), (0.98, 0.08)]),
    "diamond": lambda pen: _polygon(pen, [(0.5, 1.0), (0.1, 0.5), (0.5, 0.0), (0.9, 0.5)]),
    "round": lambda pen: pen.circle(0.5, 0.5, 0.46, stroke=1, fill=1),
    "plus": lambda pen: _polygon(pen, _PLUS),
}

SYMBOLS = tuple(_SYMBOLS)
"""Twelve signs by which options are told apart without reading."""


def symbol(pen: Pen, name: str, x: float, y: float, side: float, *, color: str = ACCENT) -> None:
    """One of `SYMBOLS`, in the square of ``side`` whose lower left corner is at ``x, y``."""
    pen.saveState()
    pen.translate(x, y)
    pen.scale(side, side)
    pen.setFillColor(color)
    pen.setStrokeColor(color)
    pen.setLineWidth(0.02)
    pen.setLineJoin(1)
    _SYMBOLS[name](pen)
    pen.restoreState()
