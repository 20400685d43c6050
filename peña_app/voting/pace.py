"""How a long count says that it is still at work, and is stopped: whoever starts it in a job listens here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_heard: ContextVar[Callable[[], None] | None] = ContextVar("pace", default=None)


def step() -> None:
    """Called by a count between two rounds; whoever listens may raise here to stop it."""
    heard = _heard.get()
    if heard is not None:
        heard()


@contextmanager
def listening(heard: Callable[[], None]) -> Iterator[None]:
    """Hear every step of the counts within."""
    token = _heard.set(heard)
    try:
        yield
    finally:
        _heard.reset(token)
