"""Everything that can be said of curricula before one teaches with them: structure, pairs of texts, terms, facts, reviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from peña_app.curricula.checks import SENTENCES, flags
from peña_app.curricula.editing import spots
from peña_app.curricula.folders import activity_files, read_module
from peña_app.curricula.levelling import read_reviewed
from peña_app.curricula.library import glossary
from peña_app.curricula.model import Activity, concerns, module_concerns
from peña_app.curricula.reviews import State, state_of
from peña_app.curricula.sidefile import Marks
from peña_app.curricula.terms import Matcher, Term, read_glossary
from peña_app.i18n import _, said
from peña_app.languages import INTERFACE, language as language_of


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at, as a sentence; a ``soft`` one may well be right."""

    sentence: str
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Inspector:
    """Looks through activities with a glossary in hand, as of a day."""

    terms: Sequence[Term]
    today: date
    matcher: Matcher = field(init=False)
    known: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "matcher", Matcher(self.terms))
        object.__setattr__(self, "known", frozenset(term.id for term in self.terms))

    @classmethod
    def beside(cls, folder: Path, today: date) -> Inspector:
        """With the glossary that lies beside a module or in a folder of modules, or else the library's.

        Raises:
            Mishap: that glossary cannot be read.
        """
        for place in (folder, folder.parent):
            if (place / "glossary.toml").is_file():
                return cls(read_glossary(place / "glossary.toml"), today)
        return cls(glossary(), today)

    def module(self, folder: Path) -> Iterator[Finding]:
        """What is amiss in a module, its sessions and its activities; its files can be read."""
        module = read_module(folder)
        yield from map(Finding, module_concerns(module))
        for file in activity_files(folder):
            activity, marks = read_reviewed(file)
            yield from self._more(activity, marks)

    def activity(self, file: Path) -> Iterator[Finding]:
        """What is amiss in one activity; its file can be read."""
        activity, marks = read_reviewed(file)
        yield from map(Finding, concerns(activity))
        yield from self._more(activity, marks)

    def _more(self, activity: Activity, marks: Marks) -> Iterator[Finding]:
        yield from self._terms(activity)
        yield from self._facts(activity)
        yield from self._pairs(activity)
        yield from _states(activity, marks)

    def _terms(self, activity: Activity) -> Iterator[Finding]:
        listed = activity.header.get("terms", [])
        for name in listed if isinstance(listed, list) else []:
            if str(name) not in self.known:
                yield Finding(_("{activity}: the glossary has no term “{term}”.").format(activity=activity.id, term=name))
        for block in activity.blocks:
            name = block.attributes.get("term", "")
            if name and name not in self.known:
                yield Finding(
                    _("{activity}, line {line}: the glossary has no term “{term}”.").format(
                        activity=activity.id, line=block.line, term=name
                    )
                )

    def _facts(self, activity: Activity) -> Iterator[Finding]:
        for fact in activity.facts:
            where: Mapping[str, object] = {"activity": activity.id, "line": fact.line, "fact": fact.id}
            if not fact.source:
                yield Finding(_("{activity}, line {line}: the fact “{fact}” has no source.").format(**where))
            if fact.checked is None:
                yield Finding(_("{activity}, line {line}: it is not said when the fact “{fact}” was checked.").format(**where))
            elif fact.due is not None and fact.due <= self.today:
                yield Finding(
                    _("{activity}, line {line}: the fact “{fact}” was checked on {day} and is to be checked again.").format(
                        **where, day=fact.checked.isoformat()
                    )
                )

    def _pairs(self, activity: Activity) -> Iterator[Finding]:
        codes = tuple(code for code in INTERFACE if code in activity.languages)
        if len(codes) < 2:
            return
        for spot, block, unit in spots(activity):
            if block.only:
                continue
            for flag in flags(dict(unit.words), activity.lead(block), self.matcher, codes):
                facts = dict(flag.facts)
                facts.setdefault("language", language_of(flag.language).name)
                yield Finding(
                    _("{activity}, {unit}, “{language}”: {sentence}").format(
                        activity=activity.id, unit=spot.name, language=flag.language, sentence=said(SENTENCES[flag.kind], **facts)
                    ),
                    soft=flag.soft,
                )


def standing(activity: Activity, marks: Marks) -> dict[tuple[str, str], State]:
    """Where every text of an activity stands, by the name of its unit and its language."""
    found = {}
    for spot, block, unit in spots(activity):
        lead = activity.lead(block)
        for code, text in unit.words.items():
            mark = marks.get((spot.block, spot.field, spot.at, code))
            found[spot.name, code] = state_of(text, mark, None if code == lead else unit.words.get(lead, ""), lead)
    return found


def _states(activity: Activity, marks: Marks) -> Iterator[Finding]:
    """How many texts wait for someone, where there is a side file at all."""
    if not marks:
        return
    counted = Counter(standing(activity, marks).values())
    stale = counted[State.STALE] + counted[State.CHANGED]
    drafts = counted[State.DRAFT] + counted[State.ADAPTED]
    if stale or drafts:
        yield Finding(
            _("{activity}: {stale} texts are out of step or changed, {drafts} are not reviewed.").format(
                activity=activity.id, stale=stale, drafts=drafts
            ),
            soft=True,
        )
