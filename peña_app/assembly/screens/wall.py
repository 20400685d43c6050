"""Now and next on the wall, in both languages at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from peña_app import clock
from peña_app.assembly.model import Day, Item, now_and_next
from peña_app.i18n import N_, NN_, Words, each, in_each, number_text, said, speaking, time_text
from peña_app.languages import INTERFACE
from peña_app.ui.forms import column, row
from peña_app.ui.projector import Slide, wall_letters

_EACH_SECOND = 1000
_NOW, _NEXT, _FREE = N_("Now"), N_("Next"), N_("Free time")
_LEFT = NN_("{count} minute left", "{count} minutes left")


class NowNext(Slide):
    """What is on, how long it still takes, and what follows. It reads the clock each second, never the database."""

    def __init__(self, days: Callable[[], list[Day]]) -> None:
        super().__init__()
        self._days = days
        self.time = QLabel()
        self.now_mark, self.next_mark = QLabel(), QLabel()
        self.now = {code: QLabel() for code in INTERFACE}
        self.next = {code: QLabel() for code in INTERFACE}
        self.left = QLabel()
        self.next_time = QLabel()
        for shown in (*self.now.values(), *self.next.values(), self.left):
            shown.setWordWrap(True)
            shown.setTextFormat(Qt.TextFormat.PlainText)
        for shown in (self.now_mark, self.left):
            shown.setProperty("role", "good")
        for shown in (self.next_mark, self.next_time, self.time):
            shown.setProperty("role", "soft")
        rule = QFrame()
        rule.setProperty("role", "rule")
        head = row(self.now_mark, 1, self.time)
        body = column(
            head, *self.now.values(), self.left, 1, rule, row(self.next_mark, 1, self.next_time), *self.next.values(), 1
        )
        self._body = body
        self.setLayout(body)
        self._timer = QTimer(self)
        self._timer.setInterval(_EACH_SECOND)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self.tick()

    def tick(self) -> None:
        """Show what is on at this moment."""
        moment = clock.now()
        at = now_and_next(self._days(), moment)
        with speaking(INTERFACE[0]):
            self.time.setText(time_text(moment))
            self.next_time.setText(time_text(at.next.begins) if at.next else "")
        self.now_mark.setText(in_each(_NOW))
        self.next_mark.setText(in_each(_NEXT) if at.next else "")
        _put(self.now, _title(at.now.item) if at.now else each(_FREE))
        _put(self.next, _title(at.next.item) if at.next else {})
        minutes = at.minutes_left(moment)
        self.left.setText("" if minutes is None else _said_left(minutes))
        self.setAccessibleName(
            " · ".join(text for text in (*(label.text() for label in self.now.values()), self.left.text()) if text)
        )

    def fit(self, unit: float) -> None:
        margin = round(2 * unit)
        self._body.setContentsMargins(margin, margin, margin, margin)
        self._body.setSpacing(round(unit * 0.6))
        first, second = INTERFACE
        _set(self.now_mark, unit, 1.1, bold=True)
        _set(self.next_mark, unit, 1.1, bold=True)
        _set(self.time, unit, 1.3)
        _set(self.next_time, unit, 1.3)
        _set(self.left, unit, 1.3, bold=True)
        for code, times in ((first, 2.0), (second, 2.0)):
            _set(self.now[code], unit, times, bold=code == first)
            _set(self.next[code], unit, 1.25, bold=code == first)


def _said_left(minutes: int) -> str:
    parts = []
    for code in INTERFACE:
        with speaking(code):
            parts.append(said(_LEFT, n=minutes, count=number_text(minutes)))
    return " · ".join(parts)


def _title(item: Item) -> Words:
    return {code: item.title.get(code) or item.name for code in INTERFACE}


def _put(labels: dict[str, QLabel], words: Words) -> None:
    seen: set[str] = set()
    for code, label in labels.items():
        text = words.get(code, "")
        label.setText("" if text in seen else text)
        label.setVisible(bool(label.text()))
        seen.add(text)


def _set(widget: QWidget, unit: float, times: float, *, bold: bool = False) -> None:
    # the application's stylesheet gives every widget its size; only one of its own outranks it
    font = wall_letters(unit, times, bold=bold)
    widget.setStyleSheet(f"font-size: {font.pixelSize()}px; font-weight: {'bold' if bold else 'normal'};")
