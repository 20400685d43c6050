"""A count stage by stage: the bars move from one stage to the next, by keys, by button or by themselves."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStyle

from peña_app.errors import write_down
from peña_app.i18n import _, worded
from peña_app.ui import theme
from peña_app.ui.forms import button, column, icon_button, label, row, scrolled
from peña_app.ui.icons import icon
from peña_app.ui.speech import Speaking
from peña_app.voting.charts import BarChart, between, heading, sentences, stage_charts
from peña_app.voting.charts.stages import describe
from peña_app.voting.counting import Result
from peña_app.voting.model import Contest
from peña_app.voting.screens.bars import ResultChart

_MOVING = 700
_RESTING = 2600
_WIDE = 700
_ANY = 16_777_215  # Qt's own: no limit


class StagesView(Speaking):
    """The chart of one stage with its sentences; the arrow keys step, space lets it run."""

    def __init__(self) -> None:
        super().__init__()
        self._contest: Contest | None = None
        self._result: Result | None = None
        self._charts: tuple[BarChart, ...] = ()
        self._from: BarChart | None = None
        self.at = 0
        self.chart = ResultChart()
        self.heading = label("heading")
        self.told = label()
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.back = icon_button("caret-left")
        self.on = icon_button("caret-right")
        self.play = button("play")
        self._moving = QVariantAnimation(self)
        self._moving.setStartValue(0.0)
        self._moving.setEndValue(1.0)
        self._moving.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._moving.valueChanged.connect(self._move)
        self._running = QTimer(self)
        self._running.setInterval(_RESTING)
        self._running.timeout.connect(self._run_on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(theme.px(10))
        self._lay_out()
        self._say_texts()
        self.back.clicked.connect(lambda: self.step(-1))
        self.on.clicked.connect(lambda: self.step(1))
        self.play.clicked.connect(self.toggle)

    def _lay_out(self) -> None:
        head = row(self.back, self.on, self.heading, self.play, gap=theme.px(8))
        head.setStretch(2, 1)
        self._beside = scrolled(self.told)
        self._body.addWidget(scrolled(self.chart), 1)
        self._body.addWidget(self._beside)
        laid = column(head, self._body, gap=theme.px(6))
        laid.setStretch(1, 1)
        self.setLayout(laid)
        self._arrange()

    def _arrange(self) -> None:
        """The sentences stand beside the chart, or above it where there is little room."""
        wide = self.width() >= theme.px(_WIDE)
        self._body.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.BottomToTop)
        self._beside.setMinimumSize(theme.px(230) if wide else 0, theme.px(64))
        self._beside.setMaximumSize(theme.px(250) if wide else _ANY, _ANY if wide else theme.px(112))

    def resizeEvent(self, event: QResizeEvent) -> None:
        try:
            self._arrange()
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)
        super().resizeEvent(event)

    def _say_texts(self) -> None:
        self.say(self.setAccessibleName, lambda: _("The count, stage by stage"))
        for each, text in ((self.back, lambda: _("The stage before (←)")), (self.on, lambda: _("The next stage (→)"))):
            self.say(each.setAccessibleName, text)
            self.say(each.setToolTip, text)
        self.say(self.play.setText, self._play_text)
        self.say(self.play.setToolTip, lambda: _("Space"))
        self.say(lambda _text: self._show(), lambda: "")

    def show_result(self, contest: Contest, result: Result) -> None:
        """Show a count, from its last stage: what came out."""
        self.stop()
        self._contest, self._result = contest, result
        self._charts = stage_charts(contest, result)
        self.at = len(self._charts) - 1
        self._show()

    @property
    def running(self) -> bool:
        """Whether it goes from stage to stage by itself."""
        return self._running.isActive()

    def step(self, by: int) -> None:
        """Go to another stage; at the ends it stays."""
        goal = min(len(self._charts) - 1, max(0, self.at + by))
        if goal == self.at or not self._charts:
            return
        self._from = self._charts[self.at]
        self.at = goal
        self._moving.stop()
        self._show()
        if self.isVisible() and self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self) > 0:
            self._moving.setDuration(_MOVING)
            self._moving.start()

    def toggle(self) -> None:
        """Let it run, from the beginning when it is at the end; or stop it."""
        if self.running:
            self.stop()
            return
        if self.at == len(self._charts) - 1:
            self.at = 0
            self._show()
        self._running.start()
        self._say_play()

    def stop(self) -> None:
        """Stay at this stage."""
        self._running.stop()
        self._moving.stop()
        self._say_play()

    def _run_on(self) -> None:
        self.step(1)
        if self.at == len(self._charts) - 1:
            self._running.stop()
            self._say_play()

    def _play_text(self) -> str:
        return _("Stop") if self.running else _("Play")

    def _say_play(self) -> None:
        self.play.setText(self._play_text())
        self.play.setIcon(icon("pause" if self.running else "play"))

    def _show(self) -> None:
        if self._contest is None or self._result is None or not self._charts:
            return
        names = self._contest.names
        self.heading.setText(heading(self._result, self.at))
        told = "\n".join(step.text(names) for step in sentences(self._result)[self.at])
        self.told.setText(told or worded(self._charts[self.at].brief))
        self.chart.show_chart(
            self._charts[self.at], describe(self._result, self.at, names) + " " + self._charts[self.at].describe()
        )
        self.back.setEnabled(self.at > 0)
        self.on.setEnabled(self.at < len(self._charts) - 1)
        self.play.setVisible(len(self._charts) > 1)

    def _move(self, way: object) -> None:
        if self._from is not None and isinstance(way, float) and self._charts:
            whole = self._charts[self.at]
            self.chart.show_chart(whole if way >= 1 else between(self._from, whole, way), self.chart.accessibleDescription())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -len(self._charts), Qt.Key.Key_End: len(self._charts)}
        by = keys.get(Qt.Key(event.key()))
        if by is not None:
            self.stop()
            self.step(by)
        elif event.key() == Qt.Key.Key_Space:
            self.toggle()
        else:
            super().keyPressEvent(event)
