"""The options as large keys, and the batch as a row of small papers."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from peña_app.errors import write_down
from peña_app.i18n import language, speaking, worded
from peña_app.languages import INTERFACE
from peña_app.ui import theme
from peña_app.ui.painted import Paints
from peña_app.voting.model import BATCH, Contest
from peña_app.voting.screens.drawings import paint_symbol
from peña_app.voting.symbols import symbol

_MOST_DRAWN = 6


class Tile(QAbstractButton):
    """One option as a large key: the key, the shape, the name in both languages, and the marks."""

    def __init__(self, contest: Contest, option: int) -> None:
        super().__init__()
        self._contest = contest
        self._option = option
        self._count = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.px(30))
        self.setMaximumHeight(theme.px(92))
        self.show_marks(0)

    def show_marks(self, count: int) -> None:
        """Show how often the option is marked on the ballot under the hand."""
        self._count = count
        self.setAccessibleName(f"{self._contest.key(self._option)}: {worded(self._contest.options[self._option].words)}, {count}")
        self.setToolTip(" · ".join(self._contest.options[self._option].words.values()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(230), theme.px(64))

    def paintEvent(self, _event: QPaintEvent) -> None:
        try:
            self._paint()
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)

    def _paint(self) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rules = self._contest.rules
        most = rules.max_per_option if rules.method == "dots" else 1
        frame = QRectF(1, 1, self.width() - 2, self.height() - 2)
        painter.setPen(QPen(theme.color("rosa" if self._count else "line"), 2 if self._count else 1))
        painter.setBrush(theme.color("tint" if self._count else "card"))
        painter.drawRoundedRect(frame, 8, 8)
        side = min(theme.px(40), self.height() - theme.px(10))
        cap = QRectF(theme.px(6), (self.height() - side) / 2, side, side)
        painter.setPen(QPen(theme.color("field"), 1.5))
        painter.setBrush(theme.color("paper"))
        painter.drawRoundedRect(cap, 6, 6)
        font = theme.letters(theme.LARGE, bold=True)
        font.setPixelSize(int(side * 0.62))
        painter.setFont(font)
        painter.setPen(theme.color("ink"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._contest.key(self._option))
        shape = min(theme.px(18), side * 0.6)
        option = self._contest.options[self._option]
        left = cap.right() + theme.px(8)
        paint_symbol(
            painter, option.symbol or symbol(self._option), QRectF(left, (self.height() - shape) / 2, shape, shape), "rosa"
        )
        left += shape + theme.px(8)
        right = self._paint_marks(painter, most)
        self._paint_names(painter, left, right - theme.px(5))
        painter.end()

    def _paint_marks(self, painter: QPainter, most: int) -> float:
        size, gap = theme.px(15), theme.px(4)
        places = max(most, self._count)
        if places > _MOST_DRAWN:
            painter.setFont(theme.letters(theme.LARGE, bold=True))
            painter.setPen(theme.color("danger" if self._count > most else "ink"))
            area = QRectF(self.width() - theme.px(64), 0, theme.px(52), self.height())
            painter.drawText(
                area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(self._count) if self._count else ""
            )
            return area.left()
        left = self.width() - theme.px(10) - places * size - (places - 1) * gap
        for place in range(places):
            area = QRectF(left + place * (size + gap), (self.height() - size) / 2, size, size)
            if place >= most:
                painter.setPen(QPen(theme.color("danger"), 3))
                painter.drawLine(area.topLeft(), area.bottomRight())
                painter.drawLine(area.topRight(), area.bottomLeft())
                continue
            painter.setPen(QPen(theme.color("rosa" if place < self._count else "field"), 1.6))
            painter.setBrush(theme.color("rosa") if place < self._count else Qt.BrushStyle.NoBrush)
            round_by = size / 2 if self._contest.rules.method == "dots" else 3
            painter.drawRoundedRect(area, round_by, round_by)
        return left

    def _paint_names(self, painter: QPainter, left: float, right: float) -> None:
        words = self._contest.options[self._option].words
        other = next((code for code in INTERFACE if code != language()), "")
        with speaking(other or language()):
            second = worded(words)
        fonts = [theme.letters(size, bold=True) for size in (theme.LARGE, theme.BODY + 1, theme.BODY, theme.SMALL)]
        fitting = (font for font in fonts if QFontMetricsF(font).horizontalAdvance(worded(words)) <= right - left)
        lines = [(worded(words), next(fitting, fonts[-1]), "ink")]
        if self.height() >= theme.px(48) and second != lines[0][0]:
            lines.append((second, theme.letters(theme.SMALL), "soft"))
        heights = [QFontMetricsF(font).height() for _text, font, _token in lines]
        top = (self.height() - sum(heights)) / 2
        for (text, font, token), height in zip(lines, heights, strict=True):
            painter.setFont(font)
            painter.setPen(theme.color(token))
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, right - left)
            painter.drawText(QRectF(left, top, right - left, height), Qt.AlignmentFlag.AlignVCenter, shown)
            top += height


class Strip(Paints, QWidget):
    """The batch as a row of small papers: filled is valid, empty is blank, crossed does not count."""

    def __init__(self) -> None:
        super().__init__()
        self._kinds: list[str] = []
        self.setFixedSize(theme.px(BATCH * 15), theme.px(18))

    def show_batch(self, kinds: list[str]) -> None:
        """Show these ballots."""
        self._kinds = kinds
        self.update()

    def paint(self, painter: QPainter) -> None:
        for place in range(BATCH):
            kind = self._kinds[place] if place < len(self._kinds) else ""
            area = QRectF(place * theme.px(14) + place // 5 * theme.px(3) + 1, 2, theme.px(10), theme.px(14))
            wrong = kind in {"overvoted", "rejected"}
            painter.setPen(QPen(theme.color("cempasuchil" if wrong else "agave" if kind else "line"), 1.4))
            painter.setBrush(theme.color("agave") if kind == "valid" else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 2, 2)
            if wrong:
                painter.drawLine(area.topLeft(), area.bottomRight())
                painter.drawLine(area.topRight(), area.bottomLeft())
