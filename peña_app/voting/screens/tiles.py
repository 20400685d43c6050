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
from peña_app.voting.counting import Kind, Marks
from peña_app.voting.hand import mark_text
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
        self._marks: Marks = (0,) * len(contest.options)
        self._here = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.px(30))
        self.setMaximumHeight(theme.px(92))
        self.show_marks(self._marks)

    @property
    def key(self) -> str:
        """What stands on the key: the key to press, or the option's number where one goes from option to option."""
        moves = self._contest.kind in {Kind.SCORES, Kind.GRADES}
        return str(self._option + 1) if moves else self._contest.key(self._option)

    def show_marks(self, marks: Marks, *, here: bool = False) -> None:
        """Show what the ballot under the hand says of the option; ``here`` if the next key is for it."""
        self._marks, self._here = marks, here
        text = mark_text(self._contest, marks, self._option)
        self.setAccessibleName(f"{self.key}: {worded(self._contest.options[self._option].words)}, {text or '–'}")
        self.setToolTip(" · ".join(self._contest.options[self._option].words.values()))
        self.update()

    @property
    def _count(self) -> int:
        return self._marks[self._option]

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
        frame = QRectF(1, 1, self.width() - 2, self.height() - 2)
        strong = self._here or self._count
        painter.setPen(QPen(theme.color("rosa" if strong else "line"), 3 if self._here else 2 if strong else 1))
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
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self.key)
        shape = min(theme.px(18), side * 0.6)
        option = self._contest.options[self._option]
        left = cap.right() + theme.px(8)
        paint_symbol(
            painter, option.symbol or symbol(self._option), QRectF(left, (self.height() - shape) / 2, shape, shape), "rosa"
        )
        left += shape + theme.px(8)
        right = self._paint_marks(painter)
        self._paint_names(painter, left, right - theme.px(5))
        painter.end()

    def _paint_marks(self, painter: QPainter) -> float:
        kind, rules = self._contest.kind, self._contest.rules
        if kind in {Kind.SCORES, Kind.GRADES, Kind.RANKING}:
            return self._paint_text(painter, mark_text(self._contest, self._marks, self._option), kind)
        most = rules.max_per_option or rules.dots if kind is Kind.DOTS else 1
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
            round_by = size / 2 if kind is Kind.DOTS else 3
            painter.drawRoundedRect(area, round_by, round_by)
        return left

    def _paint_text(self, painter: QPainter, text: str, kind: Kind) -> float:
        """A rank, a score or a grade: what stands there is read aloud with the paper, so it is large."""
        wide = kind is Kind.GRADES
        area = QRectF(self.width() - theme.px(134 if wide else 62), 0, theme.px(124 if wide else 52), self.height())
        font = theme.letters(theme.BODY + 1 if wide else theme.LARGE + 3, bold=True)
        painter.setFont(font)
        painter.setPen(theme.color("danger" if text.startswith("× ") else "rosa" if text else "line"))
        shown = QFontMetricsF(font).elidedText(text or "–", Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
        return area.left()

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
        self._size = BATCH
        self.setFixedHeight(theme.px(18))

    def show_batch(self, kinds: list[str], size: int) -> None:
        """Show these ballots of a batch of ``size``."""
        self._kinds, self._size = kinds, size
        step = self._step()
        self.setFixedWidth(theme.px(round(size * step + size // 5 * 3 + 4)))
        self.update()

    def _step(self) -> float:
        return 14 if self._size <= BATCH else 14 * BATCH / self._size

    def paint(self, painter: QPainter) -> None:
        step = self._step()
        for place in range(self._size):
            kind = self._kinds[place] if place < len(self._kinds) else ""
            left = theme.px(1) * (place * step + place // 5 * 3) + 1
            area = QRectF(left, 2, max(3.0, theme.px(1) * (step - 4)), theme.px(14))
            wrong = kind in {"overvoted", "rejected"}
            painter.setPen(QPen(theme.color("cempasuchil" if wrong else "agave" if kind else "line"), 1.4))
            painter.setBrush(theme.color("agave") if kind == "valid" else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 2, 2)
            if wrong:
                painter.drawLine(area.topLeft(), area.bottomRight())
                painter.drawLine(area.topRight(), area.bottomLeft())
