"""What a session needs: things to bring for so many people, an interpreter, someone for the children, and how much reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from peña_app.curricula.model import Activity, Material
from peña_app.i18n import N_, Words, _, ngettext, number_text, said

COMES_BACK: Final = frozenset(
    {
        "markers", "marker", "pens", "pen", "pencils", "crayons", "colors", "scissors", "stapler", "ruler", "tape", "glue", "chairs",
        "chair", "bell", "rope", "drum", "speaker", "clock", "easel", "basket", "molcajete", "cloth", "boards", "clipboards", "pins",
    }
)  # fmt: skip
"""Ids of things that one activity hands on to the next, unless a material says ``shared = false`` in its file."""

READING: Final[dict[str, str]] = {
    "none": N_("nobody needs to read"), "low": N_("a little"), "some": N_("some"), "full": N_("a lot"),
}  # fmt: skip
"""How much participants must read, from least to most, as the header of an activity says it."""
_WHOLE: Final = ("kids-join-all", "kids-draw-too", "kids-are")
"""How a header says that children take part all the time; any other word means that someone looks after them."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to bring, and how much of it for everyone."""

    material: Material
    amount: int
    shared: bool  # counted once, at the greatest need of any activity
    activities: tuple[str, ...]  # slugs, in the order in which they need it


def amount(material: Material, people: int, seats: int) -> int:
    """How much of a material that many people need; a table or a small group that is not full counts as one."""
    together = -(-people // seats)
    return material.quantity * {"person": people, "table": together, "group": together}.get(material.per, 1)


def things(activities: Sequence[Activity], people: int, seats: int) -> tuple[Thing, ...]:
    """What to bring for activities one after the other: shared things once at their greatest need, used-up things added.

    Used-up things are added where they go by one id and the same words: cards of one activity are not those of another.
    """
    found: dict[tuple[str, ...], Thing] = {}
    for activity in activities:
        for material in activity.materials:
            shared = is_shared(material, activity)
            needed = amount(material, people, seats)
            key = (material.id,) if shared else (material.id, *sorted(material.words.values()))
            held = found.get(key)
            if held is None:
                found[key] = Thing(material, needed, shared, (activity.id,))
                continue
            total = max(held.amount, needed) if shared else held.amount + needed
            named = material if shared and needed > held.amount else held.material
            found[key] = Thing(named, total, shared, tuple(dict.fromkeys((*held.activities, activity.id))))
    return tuple(found.values())


def is_shared(material: Material, activity: Activity) -> bool:
    """Whether a thing is there again for the next activity."""
    listed: Any = activity.header.get("materials")
    for each in listed if isinstance(listed, list) else ():
        if isinstance(each, dict) and each.get("id") == material.id and isinstance(each.get("shared"), bool):
            return bool(each["shared"])
    return material.id in COMES_BACK


def counted_for(activities: Mapping[str, Activity], needed: Iterable[Thing]) -> dict[str, Activity]:
    """The activities with, as their materials, the amounts for everyone, each thing with the first that needs it: for paper."""
    told: dict[str, list[Material]] = {slug: [] for slug in activities}
    for thing in needed:
        first = thing.activities[0]
        if first in told:
            told[first].append(replace(thing.material, quantity=thing.amount, per=""))
    return {slug: replace(activity, materials=tuple(told[slug])) for slug, activity in activities.items()}


@dataclass(frozen=True, slots=True)
class Needs:
    """What a session asks of the house, beyond things."""

    activities: int
    interpreter: int  # how many of them need one
    children: int  # during how many someone looks after the children
    reading: str  # the most that any asks of participants: none, low, some, full; empty where nothing is said


def needs(activities: Sequence[Activity]) -> Needs:
    """The needs of all activities together."""
    asked = [str(activity.header.get("literacy", "")) for activity in activities]
    known = [level for level in READING if level in asked]
    return Needs(
        len(activities),
        sum(bool(activity.header.get("needs_interpreter")) for activity in activities),
        sum(not str(activity.header.get("childcare", "")).startswith(_WHOLE) for activity in activities),
        known[-1] if known else "",
    )


def interpreter_text(asked: Needs) -> str:
    """Whether an interpreter is needed, as one says it."""
    if not asked.interpreter:
        return _("No interpreter needed")
    return _part(asked, asked.interpreter, _("Interpreter"))


def children_text(asked: Needs) -> str:
    """Whether someone looks after the children, as one says it."""
    if not asked.children:
        return _("Children take part")
    return _part(asked, asked.children, _("Childcare"))


def reading_text(asked: Needs) -> str:
    """How much participants read, as one says it."""
    return _("Reading: {much}").format(much=said(READING[asked.reading]) if asked.reading else _("not said"))


def _part(asked: Needs, some: int, what: str) -> str:
    if some == asked.activities:
        return _("{what}: all the time").format(what=what)
    return ngettext("{what}: in {n} of {all} activities", "{what}: in {n} of {all} activities", some).format(
        what=what, n=some, all=asked.activities
    )


def thing_text(thing: Thing, words: Words, code: str) -> str:
    """A thing with how much of it, in one language: "24 · blank cards"."""
    text = words.get(code) or next(iter(words.values()), thing.material.id)
    return f"{number_text(thing.amount)} · {text}" if thing.amount > 1 else text
