"""Work that takes longer than a blink: in a thread of its own, with progress in words, and it can be cancelled."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from peña_app import i18n
from peña_app.errors import Mishap, calm, write_down

Progress = Callable[[int, str], None]


class _Cancelled(Exception):
    """The person pressed Cancel; raised where the work says how far it is, so it stops only at safe places."""


class Job(QObject):
    """One piece of work. ``work(say)`` calls ``say(per cent, words)``; whoever starts a job keeps it alive."""

    progressed = Signal(int, str)
    done = Signal(object)
    failed = Signal(object)  # a Mishap, always
    cancelled = Signal()
    ended = Signal()

    def __init__(self, work: Callable[[Progress], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = Event()
        self._language = i18n.language()

    def start(self) -> None:
        """Begin, in the thread pool."""
        QThreadPool.globalInstance().start(_Run(self))

    def cancel(self) -> None:
        """Stop at the next safe place, leaving nothing half done."""
        self._stop.set()

    def _say(self, percent: int, words: str) -> None:
        if self._stop.is_set():
            raise _Cancelled
        self.progressed.emit(percent, words)

    def run(self) -> None:
        """Do the work here and now; called by the pool."""
        with i18n.speaking(self._language):
            try:
                result = self._work(self._say)
            except _Cancelled:
                self._tell(self.cancelled)
            except Mishap as mishap:
                self._tell(self.failed, mishap)
            except Exception as bug:  # noqa: BLE001 - a bug in a thread is shown like any other
                write_down(bug)
                self._tell(self.failed, calm())
            else:
                self._tell(self.done, result)
            self._tell(self.ended)

    @staticmethod
    def _tell(signal: Any, *values: object) -> None:
        try:
            signal.emit(*values)
        except RuntimeError:  # the window that asked was closed meanwhile
            return


class _Run(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.run()
