"""What is heard again and again: a phrase, where, how often, in which group; never who said it (curricula.md 1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from peña_app import clock
from peña_app.errors import Mishap
from peña_app.i18n import N_, _, folded
from peña_app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Theme:
    """A phrase that was heard, as it was said."""

    id: str
    phrase: str
    language: str
    place: str
    circle: str
    times: int
    on: date | None


class Themes:
    """The log of what was heard, the most heard first."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def hear(self, phrase: str, language: str, *, place: str = "", circle: str = "") -> str:
        """Write down a phrase; heard again in the same words it counts once more. Gives its id.

        Raises:
            Mishap: there is no phrase.
        """
        said = " ".join(phrase.split())
        if not said:
            raise Mishap(_("There is no phrase yet."), _("Write it as it was said, without the name of whoever said it."))
        known = next((each for each in self._all() if folded(each.phrase) == folded(said)), None)
        with self._workspace.change(N_("wrote down what was heard")) as change:
            if known is not None:
                change.put("theme", known.id, times=known.times + 1, day=clock.today().isoformat())
                return known.id
            return change.add(
                "theme", phrase=said, language=language, place=place.strip(), circle=circle.strip(), times=1,
                day=clock.today().isoformat(),
            )  # fmt: skip

    def hear_again(self, theme: str) -> None:
        """Count a phrase once more."""
        held = next(each for each in self._all() if each.id == theme)
        with self._workspace.change(N_("wrote down what was heard")) as change:
            change.put("theme", theme, times=held.times + 1, day=clock.today().isoformat())

    def remove(self, theme: str) -> None:
        """Take a phrase out; an undo brings it back."""
        with self._workspace.change(N_("took out what was heard")) as change:
            change.delete("theme", theme)

    def count(self, typed: str) -> int:
        """How many phrases hold what was typed."""
        return len(self._found(typed))

    def page(self, typed: str, first: int, length: int) -> Sequence[Theme]:
        """Those phrases."""
        return self._found(typed)[first : first + length]

    def _found(self, typed: str) -> list[Theme]:
        wanted = folded(typed)
        return [each for each in self._all() if wanted in folded(f"{each.phrase} {each.place} {each.circle}")]

    def _all(self) -> list[Theme]:
        rows = self._workspace.db.query("SELECT * FROM theme WHERE gone = 0 ORDER BY times DESC, day DESC, id")
        return [
            Theme(
                row["id"], row["phrase"] or "", row["language"] or "", row["place"] or "", row["circle"] or "", row["times"] or 1,
                date.fromisoformat(row["day"]) if row["day"] else None,
            )
            for row in rows
        ]  # fmt: skip
