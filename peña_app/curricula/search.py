"""Finding activities: by any word in either language, and by minutes, stage, lens, term, or whether anyone has to read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from peña_app.curricula.model import Activity, Module
from peña_app.i18n import N_, folded

LENSES: Final[dict[str, str]] = {
    "class": N_("Class"), "race": N_("Race"), "gender": N_("Gender"), "immigration": N_("Immigration"),
}  # fmt: skip
MINUTES: Final = (10, 15, 20, 30, 45)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; what is empty does not narrow anything."""

    typed: str = ""
    minutes: int = 0  # at most
    stage: str = ""
    lens: str = ""
    term: str = ""
    no_reading: bool = False

    @property
    def nothing(self) -> bool:
        """Whether everything is let through."""
        return self == Wanted()


class Finder:
    """Looks through activities; what they say is folded once."""

    def __init__(self) -> None:
        self._texts: dict[tuple[str, str], str] = {}

    def fits(self, activity: Activity, wanted: Wanted) -> bool:
        """Whether an activity is what is looked for: every word that was typed is in it, accents and case aside."""
        header = activity.header
        return (
            (not wanted.minutes or 0 < activity.minutes <= wanted.minutes)
            and (not wanted.stage or any(block.stage == wanted.stage for block in activity.blocks))
            and (not wanted.lens or wanted.lens in _listed(header.get("lenses")))
            and (not wanted.term or wanted.term in _listed(header.get("terms")))
            and (not wanted.no_reading or header.get("literacy") == "none")
            and all(word in self._text(activity) for word in folded(wanted.typed).split())
        )

    def _text(self, activity: Activity) -> str:
        """Everything that is written in an activity, in every language, with its id, terms and materials."""
        key = (activity.module, activity.id)
        if key not in self._texts:
            units = (unit for block in activity.blocks for part in block.parts for unit in part.units)
            texts = [text for unit in units for text in unit.words.values()]
            texts += [text for material in activity.materials for text in material.words.values()]
            self._texts[key] = folded(" ".join((*texts, activity.id, *_listed(activity.header.get("terms")))))
        return self._texts[key]


def terms_of(modules: Iterable[Module]) -> list[str]:
    """The ids of the terms that activities name, each once, in order."""
    return sorted(
        {term for module in modules for activity in module.activities.values() for term in _listed(activity.header.get("terms"))}
    )


def titled(activity: Activity, typed: str) -> bool:
    """Whether every word typed stands in a title or the aim: for a search over everything, where each hit should be about it."""
    there = folded(" ".join((*activity.title.values(), *activity.aim.values(), activity.id)))
    return all(word in there for word in folded(typed).split())


def _listed(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()
