"""How a count comes out, in miniature: one small drawing for each way of counting, with patterns and not only colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import hypot
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from peña_app.i18n import worded
from peña_app.ui import theme
from peña_app.voting.counting import Rules
from peña_app.voting.parameters import fixed_options
from peña_app.voting.screens.drawings import paint_symbol
from peña_app.voting.screens.example_ballots import sign_block, sign_yes
from peña_app.voting.symbols import symbol

SOLID, HATCHED, CROSSED, DOTTED = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.Dense6Pattern,
)
Part = tuple[float, str, Qt.BrushStyle]
"""How much, its token, its pattern."""


def paint_result(painter: QPainter, area: QRectF, rules: Rules) -> None:
    """Paint the result of a small vote under these rules."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = area.adjusted(theme.px(6), theme.px(6), -theme.px(6), -theme.px(6))
    _DRAWN.get(rules.method, _totals)(painter, inner)


def _bar(painter: QPainter, area: QRectF, parts: Sequence[Part], whole: float) -> float:
    """Parts one after another on a scale of ``whole``; answers where they end."""
    x = area.left()
    for value, token, pattern in parts:
        wide = area.width() * value / whole
        painter.setPen(QPen(theme.color(token), 1.2))
        painter.setBrush(QBrush(theme.color(token), pattern))
        painter.drawRect(QRectF(x, area.top(), wide, area.height()))
        x += wide
    return x


def _symbol(painter: QPainter, option: int, x: float, middle: float, size: float = 14) -> None:
    side = theme.px(round(size))
    paint_symbol(painter, symbol(option), QRectF(x, middle - side / 2, side, side), "rosa")


def _won(painter: QPainter, x: float, middle: float) -> None:
    painter.setPen(QPen(theme.color("agave"), 2.4))
    sign_yes(painter, QPointF(x + theme.px(9), middle), theme.px(5))


def _out(painter: QPainter, x: float, middle: float) -> None:
    painter.setPen(QPen(theme.color("danger"), 2))
    sign_block(painter, QPointF(x + theme.px(9), middle), theme.px(4))


def _rows(area: QRectF, count: int) -> list[QRectF]:
    """Bars one under the other, with room for a shape at the left and a sign at the right."""
    high = min(area.height() / count, theme.px(32))
    top = area.top() + (area.height() - high * count) / 2
    thick = high * 0.5
    return [
        QRectF(area.left() + theme.px(22), top + high * row + (high - thick) / 2, area.width() - theme.px(46), thick)
        for row in range(count)
    ]


def _ranked(
    painter: QPainter, area: QRectF, rows: Sequence[Sequence[Part]], whole: float, won: Sequence[int], out: Sequence[int] = ()
) -> None:
    for option, (bar, parts) in enumerate(zip(_rows(area, len(rows)), rows, strict=True)):
        _symbol(painter, option, area.left(), bar.center().y())
        end = _bar(painter, bar, parts, whole)
        if option in won:
            _won(painter, end, bar.center().y())
        if option in out:
            _out(painter, end, bar.center().y())


def _dashed(painter: QPainter, x: float, top: float, bottom: float) -> None:
    pen = QPen(theme.color("ink"), 1.4, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))


def _totals(painter: QPainter, area: QRectF) -> None:
    _ranked(painter, area, [[(9, "agave", SOLID)], [(4, "soft", HATCHED)], [(7, "soft", HATCHED)]], 9, [0])


def _runoff(painter: QPainter, area: QRectF) -> None:
    """The last goes out, and its ballots lift the second over the half."""
    wide = (area.width() - theme.px(16)) / 2
    first = QRectF(area.left(), area.top(), wide, area.height())
    second = QRectF(area.right() - wide, area.top(), wide, area.height())
    _ranked(painter, first, [[(4, "soft", HATCHED)], [(3, "soft", HATCHED)], [(2, "soft", DOTTED)]], 5, [], [2])
    _ranked(painter, second, [[(4, "soft", HATCHED)], [(3, "agave", SOLID), (2, "agave", DOTTED)]], 5, [1])
    bars = _rows(second, 2)
    _dashed(painter, bars[0].left() + bars[0].width() * 0.9, bars[0].top() - 6, bars[1].bottom() + 6)
    _arrow(
        painter, QPointF(first.right() - theme.px(2), area.center().y()), QPointF(second.left() - theme.px(4), area.center().y())
    )


def _council(painter: QPainter, area: QRectF) -> None:
    """The first has more than the quota, and what is beyond it lifts the second."""
    rows: list[list[Part]] = [
        [(4, "agave", SOLID), (2, "agave", DOTTED)],
        [(3, "agave", SOLID), (1, "agave", DOTTED)],
        [(2, "soft", HATCHED)],
    ]
    _ranked(painter, area, rows, 6, [0, 1])
    bars = _rows(area, 3)
    _dashed(painter, bars[0].left() + bars[0].width() * 4 / 6, bars[0].top() - 6, bars[2].bottom() + 6)


def _star(painter: QPainter, area: QRectF) -> None:
    """Sums above; below, how many prefer which of the two highest."""
    upper = QRectF(area.left(), area.top(), area.width(), area.height() * 0.66)
    _ranked(painter, upper, [[(8, "soft", HATCHED)], [(4, "soft", DOTTED)], [(9, "soft", HATCHED)]], 9, [], [1])
    bar = _rows(QRectF(area.left(), area.top() + area.height() * 0.68, area.width(), area.height() * 0.32), 1)[0]
    middle = bar.center().y()
    _symbol(painter, 0, area.left(), middle)
    end = _bar(painter, bar.adjusted(0, 0, -theme.px(18), 0), [(5, "agave", SOLID), (4, "soft", HATCHED)], 9)
    _symbol(painter, 2, end + theme.px(4), middle)
    painter.setPen(QPen(theme.color("on_accent"), 2.2))
    sign_yes(painter, QPointF(bar.left() + bar.width() * 0.25, middle), theme.px(5))
    _dashed(painter, bar.left() + (bar.width() - theme.px(18)) / 2, bar.top() - 4, bar.bottom() + 4)


def _grades(painter: QPainter, area: QRectF) -> None:
    """All judgments of each option in a line, from the best; the one in the middle decides."""
    rows = ((3, 3, 2, 1), (1, 2, 3, 3), (2, 2, 4, 1))
    looks = (("agave", SOLID), ("agave", HATCHED), ("soft", DOTTED), ("danger", CROSSED))
    _ranked(painter, area, [[(part, *look) for part, look in zip(row, looks, strict=True)] for row in rows], 9, [0])
    bars = _rows(area, 3)
    _dashed(painter, bars[0].center().x(), bars[0].top() - 6, bars[2].bottom() + 6)


def _arrow(painter: QPainter, start: QPointF, end: QPointF, token: str = "ink") -> None:
    painter.setPen(QPen(theme.color(token), 1.8))
    along = end - start
    length = hypot(along.x(), along.y()) or 1.0
    step = along * (theme.px(6) / length)
    across = QPointF(-step.y(), step.x()) * 0.6
    painter.drawLine(start, end)
    painter.drawPolyline([end - step + across, end, end - step - across])


def _duels(painter: QPainter, area: QRectF, words: Sequence[str]) -> None:
    """Three shapes, an arrow from each that wins a duel, and the one that wins both in a ring."""
    reach = min(area.height() * 0.8, area.width() * 0.45)
    middle = area.center() + QPointF(0, theme.px(6))
    size = theme.px(22)
    spots = (
        QPointF(middle.x(), middle.y() - reach * 0.44),
        QPointF(middle.x() - reach * 0.95, middle.y() + reach * 0.4),
        QPointF(middle.x() + reach * 0.95, middle.y() + reach * 0.4),
    )
    for option, spot in enumerate(spots):
        paint_symbol(painter, symbol(option), QRectF(spot.x() - size / 2, spot.y() - size / 2, size, size), "rosa")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("agave"), 2.4))
    painter.drawEllipse(spots[0], size * 0.85, size * 0.85)
    painter.setFont(theme.letters(theme.SMALL, bold=True))
    for (winner, loser), word in zip(((0, 1), (0, 2), (2, 1)), words, strict=True):
        along = spots[loser] - spots[winner]
        length = hypot(along.x(), along.y())
        short = along * (size / length)
        _arrow(painter, spots[winner] + short, spots[loser] - short * 0.9)
        at = (spots[winner] + spots[loser]) * 0.5
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("card"))
        painter.drawEllipse(at, theme.px(15), theme.px(9))
        painter.setPen(theme.color("ink"))
        painter.drawText(QRectF(at.x() - 20, at.y() - 10, 40, 20), Qt.AlignmentFlag.AlignCenter, word)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _schulze(painter: QPainter, area: QRectF) -> None:
    _duels(painter, area, ("6:3", "5:4", "7:2"))


def _pairs(painter: QPainter, area: QRectF) -> None:
    _duels(painter, area, ("2", "3", "1"))


def _money(
    painter: QPainter, area: QRectF, parts: Sequence[tuple[float, int]], left_out: tuple[float, int], top: float
) -> list[QRectF]:
    """A bar as long as the money there is, filled by what is paid for; below it what no longer fits."""
    thick = theme.px(22)
    bar = QRectF(area.left(), top, area.width() - theme.px(4), thick)
    x = bar.left()
    placed: list[QRectF] = []
    for value, option in parts:
        part = QRectF(x, bar.top(), bar.width() * value, thick)
        _bar(painter, part, [(1, "agave", SOLID if not placed else HATCHED)], 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("card"))
        painter.drawEllipse(part.center(), theme.px(10), theme.px(10))
        _symbol(painter, option, part.center().x() - theme.px(6), part.center().y(), 12)
        placed.append(part)
        x = part.right()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("ink"), 1.4))
    painter.drawRect(bar)
    value, option = left_out
    beyond = QRectF(x, bar.bottom() + theme.px(8), min(bar.width() * value, bar.right() - x + theme.px(2)), theme.px(18))
    beyond.setLeft(min(x, bar.right() - bar.width() * value))
    painter.setPen(QPen(theme.color("soft"), 1.4, Qt.PenStyle.DashLine))
    painter.drawRect(beyond)
    _symbol(painter, option, beyond.center().x() - theme.px(16), beyond.center().y(), 12)
    _out(painter, beyond.center().x() - theme.px(2), beyond.center().y())
    return placed


def _by_votes(painter: QPainter, area: QRectF) -> None:
    _money(painter, area, [(0.5, 0), (0.3, 2)], (0.4, 1), area.center().y() - theme.px(26))


def _shares(painter: QPainter, area: QRectF) -> None:
    """Everyone's part of the money above; lines lead to the project that each group pays for."""
    placed = _money(painter, area, [(0.55, 0), (0.35, 1)], (0.4, 2), area.center().y() - theme.px(4))
    people, side = 9, theme.px(13)
    step = (area.width() - theme.px(4)) / people
    for person in range(people):
        x = area.left() + step * (person + 0.5)
        y = area.center().y() - theme.px(44)
        group = 0 if person < 5 else 1 if person < 8 else None
        painter.setPen(QPen(theme.color("soft"), 1.2))
        painter.setBrush(QBrush(theme.color("agave"), (SOLID, HATCHED)[group]) if group is not None else theme.color("card"))
        painter.drawEllipse(QPointF(x, y), side / 2, side / 2)
        if group is not None:
            goal = placed[group]
            painter.drawLine(
                QPointF(x, y + side / 2 + 2), QPointF(goal.center().x() + (x - goal.center().x()) * 0.5, goal.top() - 2)
            )


def _motion(painter: QPainter, area: QRectF) -> None:
    """Yes and no against each other on a line with the half marked."""
    yes, no, _abstain = (worded(each) for each in fixed_options("motion"))
    bar = QRectF(area.left(), area.center().y() - theme.px(12), area.width(), theme.px(26))
    split = _bar(painter, bar, [(6, "agave", SOLID), (4, "soft", HATCHED)], 10)
    _dashed(painter, bar.center().x(), bar.top() - 8, bar.bottom() + 8)
    painter.setFont(theme.letters(theme.SMALL, bold=True))
    painter.setPen(theme.color("ink"))
    above = QRectF(bar.left(), bar.top() - theme.px(26), bar.width(), theme.px(16))
    painter.drawText(above, Qt.AlignmentFlag.AlignLeft, f"{yes} 60")
    painter.drawText(above, Qt.AlignmentFlag.AlignRight, f"{no} 40")
    painter.setPen(QPen(theme.color("on_accent"), 2.4))
    sign_yes(painter, QPointF(bar.left() + (split - bar.left()) * 0.4, bar.center().y()), theme.px(6))


def _consent(painter: QPainter, area: QRectF) -> None:
    """Who supports, who stands aside, and the one who blocks: that one is heard first."""
    bars = _rows(area, 3)
    rows: list[Part] = [(9, "agave", SOLID), (3, "cempasuchil", HATCHED), (1, "danger", CROSSED)]
    for bar, part in zip(bars, rows, strict=True):
        end = _bar(painter, bar, [part], 9)
        painter.setPen(theme.color("ink"))
        painter.setFont(theme.letters(theme.SMALL, bold=True))
        painter.drawText(
            QRectF(end + theme.px(6), bar.top() - 6, 40, bar.height() + 12), Qt.AlignmentFlag.AlignVCenter, str(int(part[0]))
        )
    painter.setPen(QPen(theme.color("soft"), 2))
    at = area.left() + theme.px(9)
    sign_yes(painter, QPointF(at, bars[0].center().y()), theme.px(5))
    painter.drawLine(QPointF(at - theme.px(4), bars[1].center().y()), QPointF(at + theme.px(4), bars[1].center().y()))
    sign_block(painter, QPointF(at, bars[2].center().y()), theme.px(4))


_DRAWN: Final[dict[str, Callable[[QPainter, QRectF], None]]] = {
    "irv": _runoff,
    "stv-scottish": _council,
    "stv-meek": _council,
    "star": _star,
    "majority-judgment": _grades,
    "schulze": _schulze,
    "ranked-pairs": _pairs,
    "pb-greedy": _by_votes,
    "pb-mes": _shares,
    "motion": _motion,
    "consent": _consent,
}
