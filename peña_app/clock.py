"""What time it is: asked here and nowhere else, so that a test can hold the clock."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

_held: ContextVar[datetime | None] = ContextVar("held", default=None)


def now() -> datetime:
    """This moment, aware, in the zone of the computer."""
    return (_held.get() or datetime.now(UTC)).astimezone()


def today() -> date:
    """The date on the wall."""
    return now().date()


@contextmanager
def held_at(moment: datetime) -> Generator[None, None, None]:
    """Hold the clock at ``moment`` (aware) inside the block, in this thread."""
    token = _held.set(moment)
    try:
        yield
    finally:
        _held.reset(token)
