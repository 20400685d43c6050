"""How large each thing is, from the one size that was asked for."""

from __future__ import annotations

from dataclasses import dataclass

LARGE = 14
"""From this size on a paper is in large print: nothing in it is smaller than 14 but the footer (curricula.md 7)."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes and distances in points; ``body`` is the size of running text."""

    body: float

    @property
    def large(self) -> bool:
        """Whether this is large print."""
        return self.body >= LARGE

    @property
    def small(self) -> float:
        """For what is said in passing."""
        return max(self.body * 0.84, LARGE) if self.large else max(self.body * 0.84, 9.5)

    @property
    def running(self) -> float:
        """For the top of each page."""
        return LARGE if self.large else 9.5

    @property
    def footer(self) -> float:
        """For the foot of each page."""
        return 12 if self.large else 9.5

    def heading(self, level: int) -> float:
        """For a heading of level 1, 2 or 3."""
        return self.body * {1: 1.9, 2: 1.36}.get(level, 1.08)

    @property
    def write_on(self) -> float:
        """Between lines to write on."""
        return 34 if self.large else 26

    @property
    def gap(self) -> float:
        """Between paragraphs."""
        return self.body * 0.62
