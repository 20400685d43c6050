"""A marked ballot in miniature, so that a way of voting is seen before it is read."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from peña_app.i18n import worded
from peña_app.ui import theme
from peña_app.voting.counting import Kind, Rules
from peña_app.voting.marks import grades
from peña_app.voting.methods import METHODS
from peña_app.voting.parameters import BUDGETS, fixed_options
from peña_app.voting.screens.drawings import paint_symbol
from peña_app.voting.symbols import symbol

ROWS = 3
HEIGHT = 112
_SIDE, _GAP, _EDGE, _ROW = 15, 5, 12, 29
_LONG = (0.9, 0.6, 0.75)
"""How much of its line each option's name takes."""

_COSTS = ("400", "250", "300")
_FIRST, _SECOND, _THIRD = (2, 1, 3)


def paint_ballot(painter: QPainter, area: QRectF, rules: Rules) -> None:
    """Paint a ballot of these rules as somebody may have marked it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("field"), 1))
    painter.setBrush(theme.color("card"))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    kind = METHODS[rules.method].marked(rules)
    boxes = _boxes(kind, rules)
    side, gap = theme.px(_SIDE), theme.px(_GAP)
    if boxes > 5:
        side, gap = theme.px(13), theme.px(3)
    marks_wide = boxes * (side + gap)
    right = area.right() - theme.px(_EDGE)
    top = area.top() + (area.height() - ROWS * theme.px(_ROW)) / 2 + (theme.px(_ROW) - side) / 2
    heads = _heads(kind, rules)
    if heads:
        top += theme.px(6)
        _draw_heads(painter, QRectF(right - marks_wide + gap, area.top() + theme.px(6), marks_wide - gap, theme.px(11)), heads)
    for row in range(ROWS):
        y = top + row * theme.px(_ROW if not heads else 27)
        _name(
            painter,
            QRectF(area.left() + theme.px(_EDGE), y, right - marks_wide - area.left() - theme.px(_EDGE + 6), side),
            row,
            rules,
        )
        for box in range(boxes):
            _mark(painter, QRectF(right - marks_wide + gap + box * (side + gap), y, side, side), kind, rules, row, box)


def _boxes(kind: Kind, rules: Rules) -> int:
    if kind is Kind.DOTS:
        return min(rules.max_per_option, 5)
    if kind is Kind.SCORES and rules.top <= 5:
        return rules.top + 1
    return grades(rules) if kind is Kind.GRADES else 1


def _heads(kind: Kind, rules: Rules) -> str:
    """What stands over the boxes: from worst to best, or the signs of block, aside and support."""
    if kind is not Kind.GRADES:
        return ""
    return "signs" if rules.method == "consent" and rules.scale == "three" else "ends"


def _draw_heads(painter: QPainter, area: QRectF, heads: str) -> None:
    painter.setPen(QPen(theme.color("soft"), 1.8))
    middle, arm = area.center().y(), theme.px(4)
    side = theme.px(_SIDE) if heads == "signs" else theme.px(13)
    left, right = area.left() + side / 2, area.right() - side / 2
    if heads == "signs":
        sign_block(painter, QPointF(left, middle), arm)
        painter.drawLine(QPointF(area.center().x() - arm, middle), QPointF(area.center().x() + arm, middle))
        sign_yes(painter, QPointF(right, middle), arm)
        return
    painter.drawLine(QPointF(left - arm, middle), QPointF(left + arm, middle))
    painter.drawLine(QPointF(right - arm, middle), QPointF(right + arm, middle))
    painter.drawLine(QPointF(right, middle - arm), QPointF(right, middle + arm))


def sign_block(painter: QPainter, at: QPointF, arm: float) -> None:
    """A cross."""
    painter.drawLine(at + QPointF(-arm, -arm), at + QPointF(arm, arm))
    painter.drawLine(at + QPointF(-arm, arm), at + QPointF(arm, -arm))


def sign_yes(painter: QPainter, at: QPointF, arm: float) -> None:
    """A tick."""
    painter.drawPolyline([at + QPointF(-arm, 0), at + QPointF(-arm * 0.2, arm * 0.8), at + QPointF(arm, -arm * 0.9)])


def _name(painter: QPainter, area: QRectF, row: int, rules: Rules) -> None:
    side = theme.px(_SIDE)
    paint_symbol(painter, symbol(row), QRectF(area.left(), area.top(), side, side), "rosa")
    text = area.adjusted(side + theme.px(8), 0, 0, 0)
    fixed = fixed_options(rules.method)
    if fixed:
        painter.setPen(theme.color("ink"))
        painter.setFont(theme.letters(theme.SMALL))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, worded(fixed[row]))
        return
    if rules.method in BUDGETS:
        painter.setPen(theme.color("soft"))
        painter.setFont(theme.letters(8.5))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, _COSTS[row])
        text = text.adjusted(0, 0, -theme.px(30), 0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("line"))
    painter.drawRoundedRect(
        QRectF(text.left(), text.top() + side * 0.3, max(theme.px(8), text.width() * _LONG[row]), side * 0.4), 3, 3
    )


def _mark(painter: QPainter, area: QRectF, kind: Kind, rules: Rules, row: int, box: int) -> None:
    painter.setPen(QPen(theme.color("ink"), 1.3))
    full = _filled(kind, rules, row, box)
    painter.setBrush(theme.color("ink") if full else theme.color("card"))
    if kind in {Kind.DOTS, Kind.SCORES} and _boxes(kind, rules) > 1:
        painter.drawEllipse(area)
    else:
        painter.drawRoundedRect(area, 2, 2)
    written = _written(kind, rules, row, box)
    if written:
        painter.setPen(theme.color("card" if full else "ink"))
        painter.setFont(theme.letters(8 if kind is Kind.SCORES or kind is Kind.GRADES else 10.5, bold=kind is Kind.RANKING))
        painter.drawText(area.adjusted(-4, -4, 4, 4), Qt.AlignmentFlag.AlignCenter, written)


def _filled(kind: Kind, rules: Rules, row: int, box: int) -> bool:
    if kind is Kind.ONE:
        return row == (0 if rules.method == "motion" else 1)
    if kind is Kind.SET:
        return row != 1
    if kind is Kind.DOTS:
        first = min(rules.max_per_option, max(1, rules.dots - 1), 5)
        return box < (first, 0, min(rules.dots - first, rules.max_per_option))[row]
    if kind is Kind.SCORES:
        return rules.top <= 5 and box == (rules.top, 0, max(1, rules.top - 2))[row]
    if kind is Kind.GRADES:
        last = grades(rules) - 1
        return box == ((last, 1, last) if rules.method == "consent" else (last - 1, 1, last))[row]
    return False


def _written(kind: Kind, rules: Rules, row: int, box: int) -> str:
    if kind is Kind.RANKING:
        return str((_FIRST, _SECOND, _THIRD)[row])
    if kind is Kind.SCORES:
        return str(box) if rules.top <= 5 else str((rules.top, 0, rules.top - 3)[row])
    if kind is Kind.GRADES and rules.method == "consent" and rules.scale == "five":
        return str(box)
    return ""
