"""What people can meet when something goes wrong, and what they meet when the fault is ours."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from peña_app import paths
from peña_app.i18n import _

log = logging.getLogger("pena")


class Mishap(Exception):
    """Something that people can meet: a sentence that says what happened, and a hint what to do now.

    Both are already in the person's language; neither holds more personal data than the person just typed.
    """

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.sentence} {self.hint}".strip()


def calm() -> Mishap:
    """What is said of a bug: nothing about the bug, everything about the data."""
    return Mishap(
        _("Something went wrong, and your data is safe."),
        _("Try once more. If it happens again, close Peña, open it again, and tell whoever looks after it: {file}").format(
            file=paths.logs() / "pena.log"
        ),
    )


def write_down(bug: BaseException) -> None:
    """Note a bug in the log: its kind and where it happened, never its message or a value, which could name someone."""
    chain: list[str] = []
    link: BaseException | None = bug
    while link is not None:
        where = "\n".join(
            f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(link.__traceback__)
        )
        chain.append(f"{type(link).__module__}.{type(link).__name__}\n{where}")
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    log.error("%s", "\ncaused by ".join(chain))


def keep_log() -> None:
    """Write the log to a file of at most 200 kB, beside two older ones, from the first bug on."""
    if log.handlers:
        return
    log.propagate = False
    log.addHandler(_FirstBug())


class _FirstBug(logging.Handler):
    """Opens the file only when there is something to write: most evenings need none."""

    def emit(self, record: logging.LogRecord) -> None:
        from logging.handlers import RotatingFileHandler

        log.removeHandler(self)
        try:
            paths.logs().mkdir(parents=True, exist_ok=True)
            handler: logging.Handler = RotatingFileHandler(
                paths.logs() / "pena.log", maxBytes=200_000, backupCount=2, encoding="utf-8"
            )
        except OSError:
            handler = logging.NullHandler()  # a read-only disk must not keep anyone from working
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
        handler.handle(record)


def catch_bugs(show: Callable[[Mishap], None]) -> None:
    """From now on show every uncaught error as a sentence: a Mishap as it is, a bug calmly and in the log."""

    def caught(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, where)
            return
        if isinstance(error, Mishap):
            show(error)
            return
        write_down(error)
        show(calm())

    def caught_in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            caught(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook = caught
    threading.excepthook = caught_in_thread
