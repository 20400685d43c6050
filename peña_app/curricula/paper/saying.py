"""What is said in each language of a paper."""

from __future__ import annotations

from dataclasses import dataclass

from peña_app.curricula.model import Activity, Material
from peña_app.i18n import N_, Words, each
from peña_app.languages import INTERFACE
from peña_app.paper import Text

_PER = {"person": N_("{n} per person"), "table": N_("{n} per table"), "group": N_("{n} per group")}


@dataclass(frozen=True, slots=True)
class Saying:
    """Says things in the languages ``codes``."""

    codes: tuple[str, ...]

    def text(self, words: Words) -> Text:
        """The words, each language in its place; across the whole paper what is the same in all, or is said in one only."""
        here = {code: words.get(code, "") for code in self.codes}
        if all(here.values()) and (len(here) == 1 or len(set(here.values())) > 1):
            return here
        return next((text for text in here.values() if text), "") or next((text for text in words.values() if text), "")

    def each(self, marked: str, **facts: object) -> Words:
        """What the program says, for every language of the paper; one it does not speak hears the first that it does."""
        spoken = each(marked, **facts)
        return {code: spoken.get(code) or spoken[INTERFACE[0]] for code in self.codes}

    def joined(self, *several: Words, between: str = " · ") -> Words:
        """Several texts as one, in each language."""
        return {code: between.join(words.get(code, "") for words in several) for code in self.codes}

    def of_both(self, words: Words) -> Words:
        """The words in every language of the paper; one in which nobody said it hears another."""
        return {code: words.get(code) or next((text for text in words.values() if text), "") for code in self.codes}

    def facts(self, activity: Activity) -> Words:
        """How long it takes, and for how many people it is."""
        found = [self.each(N_("{minutes} minutes"), minutes=activity.minutes)]
        group = activity.header.get("group")
        if isinstance(group, dict) and group.get("min") and group.get("max"):
            found.append(self.each(N_("{least} to {most} people"), least=group["min"], most=group["max"]))
        return self.joined(*found)


def amount(material: Material, codes: tuple[str, ...]) -> Words:
    """What to bring, and how much of it."""
    if material.per in _PER:
        counted = each(_PER[material.per], n=material.quantity)
        return {code: f"{counted.get(code) or counted[INTERFACE[0]]} · {text}" for code, text in material.words.items()}
    return {
        code: f"{material.quantity} · {text}" if material.quantity > 1 else text
        for code, text in material.words.items()
        if code in codes or not set(codes) & set(material.words)
    }


def pair(activity: Activity) -> tuple[str, ...]:
    """The two languages that share a paper: the interface's, or the first two of an activity in others."""
    if set(INTERFACE) <= set(activity.languages):
        return INTERFACE
    return activity.languages[:2] or INTERFACE
