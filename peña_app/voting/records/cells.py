"""How marks and plain values are written into cells."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from peña_app.voting.counting import Marks

Boxed = tuple[str, str, str | None]
"""A ballot in the box: its random id, its marks, and why it is not counted, if it is not."""


def as_text(numbers: Sequence[int]) -> str:
    """Marks as they stand in a cell."""
    return " ".join(map(str, numbers))


def as_marks(text: str | None) -> Marks:
    """Marks as they were cast."""
    return tuple(map(int, (text or "").split()))


def as_json(values: Any) -> str:
    """Plain values as text that is the same for the same values."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def digest(ballots: Sequence[Boxed]) -> str:
    """The sealed content of a batch: BLAKE2b over each ballot's random id and marks, in the order of the ids."""
    listed = "".join(f"{each} {marks} {reason or ''}\n" for each, marks, reason in sorted(ballots, key=lambda ballot: ballot[0]))
    return hashlib.blake2b(listed.encode(), digest_size=32).hexdigest()


def hashed(*parts: str) -> str:
    """A short number made from texts, the same on every laptop."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
