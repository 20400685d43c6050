"""Choosing a way of voting by what the group wants to know: the question at the left, what it leads to at the right."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QButtonGroup,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from peña_app.errors import write_down
from peña_app.i18n import _, said
from peña_app.ui import theme
from peña_app.ui.forms import button, card, column, label, row, scrolled, styled
from peña_app.ui.speech import Speaking
from peña_app.voting.advice import ADVICE, QUESTIONS, Question
from peña_app.voting.counting import Rules
from peña_app.voting.methods import METHODS
from peña_app.voting.parameters import preset
from peña_app.voting.screens.examples import Example

_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap

_LEFT, _RIGHT = 5, 7
_EDGES = 64


class Chooser(Speaking):
    """What does the group want to know? Arrows go from question to question, Enter takes the way of voting that is shown."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rules = preset("dots")
        self._options = 0
        self._key = "dots"
        self.heading = label("heading")
        self._group = QButtonGroup(self)
        self.ways = [Way(question) for question in QUESTIONS]
        self.more = button("caret-down", quiet=True)
        self.more.setCheckable(True)
        self.name = label("heading")
        self._either = QButtonGroup(self)
        self.first = _segment()
        self.second = _segment()
        self.example = Example(result=True)
        self.about = label()
        self.good = label("good")
        self.good_text = label()
        self.beware = label("attention")
        self.beware_text = label()
        self.reference = label("small")
        self.back = button("caret-left")
        self.take = button("check", primary=True)
        self._lay_out()
        self._say_texts()
        self._connect()
        self.show_rules(self._rules, 0)

    def _lay_out(self) -> None:
        listed = QVBoxLayout()
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(2)
        for way in self.ways:
            if way.question.common:
                listed.addWidget(way)
        listed.addWidget(self.more)
        for way in self.ways:
            if not way.question.common:
                listed.addWidget(way)
        for number, way in enumerate(self.ways):
            self._group.addButton(way, number)
        self._either.addButton(self.first)
        self._either.addButton(self.second)
        self._pair = row(self.first, self.second, 1, gap=4)
        left = card(self.heading, listed, 1, gap=8, margin=12)
        self._listed = _column_area(left)
        right = card(
            self.name, self._pair, self.example, self.about,
            column(self.good, self.good_text, gap=2), column(self.beware, self.beware_text, gap=2), self.reference, 1, gap=10,
        )  # fmt: skip
        laid = row(self._listed, _column_area(right), gap=12)
        laid.setStretch(0, _LEFT)
        laid.setStretch(1, _RIGHT)
        whole = column(laid, row(self.back, 1, self.take), gap=12)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _say_texts(self) -> None:
        self.say(self.heading.setText, lambda: _("What does the group want to know?"))
        self.say(self.more.setText, lambda: _("More ways"))
        self.say(self.good.setText, lambda: _("Good because"))
        self.say(self.beware.setText, lambda: _("Beware"))
        self.say(self.back.setText, lambda: _("Back to the question"))
        self.say(self.take.setText, lambda: _("Vote this way"))
        self.say(lambda _text: self._name_ways(), lambda: "")
        self.say(lambda _text: self._show_method(), lambda: "")

    def _connect(self) -> None:
        self._group.idToggled.connect(lambda number, on: self._ask(QUESTIONS[number]) if on else None)
        self.more.toggled.connect(self._unfold)
        self.first.clicked.connect(lambda: self._pick(0))
        self.second.clicked.connect(lambda: self._pick(1))
        self.back.clicked.connect(self.left)
        self.take.clicked.connect(self._take)
        for way in self.ways:
            way.entered.connect(self._take)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.left.emit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def method(self) -> str:
        """The method that is shown."""
        return self._key

    def show_rules(self, rules: Rules, options: int) -> None:
        """Begin at the way of voting that a contest has now."""
        self._rules, self._options, self._key = rules, options, rules.method
        at = next((each for each, question in enumerate(QUESTIONS) if rules.method in question.methods), 0)
        self.more.setChecked(not QUESTIONS[at].common)
        self._unfold(self.more.isChecked())
        self.ways[at].setChecked(True)
        self._show_method()

    def start(self) -> None:
        """Give the keyboard to the question that is chosen."""
        way = self.ways[self._group.checkedId()]
        way.setFocus()
        self._listed.ensureWidgetVisible(way)

    def _unfold(self, on: bool) -> None:
        for way in self.ways:
            if not way.question.common:
                way.setVisible(on or way.isChecked())

    def _ask(self, question: Question) -> None:
        if self._key not in question.methods:
            self._key = question.methods[0]
        self._show_method()

    def _pick(self, which: int) -> None:
        methods = QUESTIONS[self._group.checkedId()].methods
        self._key = methods[min(which, len(methods) - 1)]
        self._show_method()

    def _take(self) -> None:
        self.chosen.emit(self._key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        try:
            self._fold_pair()
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)

    def _fold_pair(self) -> None:
        """Two names that are too long to stand side by side stand one over the other."""
        wide = self.first.minimumWidth() + self.second.minimumWidth() + theme.px(_EDGES)
        fits = wide < self.width() * _RIGHT // (_LEFT + _RIGHT)
        self._pair.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)

    def _name_ways(self) -> None:
        for way in self.ways:
            way.setAccessibleName(said(way.question.asks))
            way.setAccessibleDescription(" · ".join(said(METHODS[key].name) for key in way.question.methods))
            way.updateGeometry()
            way.update()

    def _show_method(self) -> None:
        at = self._group.checkedId()
        methods = QUESTIONS[at].methods if at >= 0 else (self._key,)
        for segment, key in zip((self.first, self.second), (*methods, ""), strict=False):
            segment.setVisible(len(methods) > 1)
            segment.setText(said(METHODS[key].name) if key else "")
            # Qt reckons with thin letters, and the one that is checked has bold ones
            segment.setMinimumWidth(QFontMetrics(theme.letters(bold=True)).horizontalAdvance(segment.text()) + theme.px(28))
            segment.setChecked(key == self._key)
        self._fold_pair()
        method = METHODS[self._key]
        self.name.setText(said(method.name))
        self.name.setVisible(len(methods) == 1)
        self.about.setText(said(method.about))
        self.good_text.setText(said(ADVICE[self._key].good))
        self.beware_text.setText(said(ADVICE[self._key].beware))
        self.reference.setText(_("Counted as in: {reference}").format(reference=method.reference))
        self.example.show_rules(self._rules if self._rules.method == self._key else preset(self._key, self._options))


class Way(QAbstractButton):
    """One question, and under it what it leads to; as wide as there is room, its text in as many lines as it takes."""

    entered = Signal()

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(260), self.heightForWidth(theme.px(260)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(180), theme.px(36))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        asks, leads = self._texts()
        inner = width - 2 * self._edge()
        tall = 0
        for text, font in ((asks, theme.letters(bold=True)), (leads, theme.letters(theme.SMALL))):
            tall += QFontMetrics(font).boundingRect(QRect(0, 0, inner, 1000), _WRAPPED, text).height()
        return tall + theme.px(12)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        try:
            self.entered.emit()
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        try:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.entered.emit()
                return
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)  # not `Paints`: an abstract button has no painting of its own to go on with
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter)
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        whole = self.rect().adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.color("rosa"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        shown = self.isChecked() or self.underMouse()
        painter.setBrush(theme.color("tint") if shown else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(whole, 8, 8)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("rosa"))
            painter.drawRoundedRect(QRect(whole.left(), whole.top() + 6, theme.px(4), whole.height() - 12), 2, 2)
        asks, leads = self._texts()
        inner = self.rect().adjusted(self._edge(), theme.px(6), -self._edge(), -theme.px(4))
        painter.setFont(theme.letters(bold=True))
        painter.setPen(theme.color("ink"))
        drawn = painter.boundingRect(inner, _WRAPPED, asks)
        painter.drawText(inner, _WRAPPED, asks)
        painter.setFont(theme.letters(theme.SMALL))
        painter.setPen(theme.color("ink" if shown else "soft"))
        painter.drawText(inner.adjusted(0, drawn.height(), 0, 0), _WRAPPED, leads)

    def _texts(self) -> tuple[str, str]:
        return said(self.question.asks), " · ".join(said(METHODS[key].name) for key in self.question.methods)

    @staticmethod
    def _edge() -> int:
        return theme.px(12)


def _segment() -> QPushButton:
    pressed = QPushButton()
    pressed.setCheckable(True)
    styled(pressed, segment=True)
    return pressed


def _column_area(widget: QWidget) -> QScrollArea:
    """A column that scrolls up and down only."""
    area = scrolled(widget)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
