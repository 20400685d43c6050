"""The account of the paper: where every printed ballot went, and the sentences that name what does not add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

from peña_app.errors import Mishap
from peña_app.i18n import N_, NN_, _, list_text, ngettext, number_text, percent_text, said
from peña_app.voting.model import FEWEST_FOR_SECRECY, REASONS

LABELS: Final[dict[str, str]] = {
    "printed": N_("Printed"),
    "wasted": N_("Damaged before use"),
    "issued": N_("Handed out"),
    "unused": N_("Left over, unused"),
    "spoiled": N_("Spoiled and exchanged"),
    "not_returned": N_("Not returned"),
    "papers": N_("In the box, counted by hand"),
    "in_box": N_("In the box"),
    "valid": N_("Valid"),
    "blank": N_("Blank"),
    "overvoted": N_("Overvoted"),
    "rejected": N_("Rejected"),
    "on_paper": N_("On paper in the box"),
    "at_laptop": N_("Cast at a laptop"),
    "codes": N_("Codes made"),
    "codes_left": N_("Codes not used"),
}

DUE_MARGIN, DUE_IMBALANCE, DUE_UNKNOWN, SAME, CHANGED = "margin", "imbalance", "unknown", "same", "changed"
"""Whether the count must be taken again from the paper, and what came of it when it was."""

ENTERED: Final = ("printed", "wasted", "unused", "issued", "spoiled", "not_returned", "papers")
"""What people count and write down; the rest comes out of the box."""


@dataclass(frozen=True, slots=True)
class Papers:
    """What was counted by hand at one table; None where nobody has counted yet."""

    printed: int | None = None
    wasted: int | None = None
    unused: int | None = None
    issued: int | None = None
    spoiled: int | None = None
    not_returned: int | None = None
    papers: int | None = None
    note: str = ""

    def __post_init__(self) -> None:
        for name in ENTERED:
            number = getattr(self, name)
            if number is not None and number < 0:
                raise Mishap(
                    _("“{what}” cannot be less than 0.").format(what=said(LABELS[name])), _("Count again and write the number.")
                )


def together(tables: Iterable[Papers]) -> Papers:
    """The account of several tables as one: numbers add up, and what nobody counted stays open."""
    all_of_them = list(tables)
    sums: dict[str, int | None] = {}
    for name in ENTERED:
        known = [number for each in all_of_them if (number := getattr(each, name)) is not None]
        sums[name] = sum(known) if known else None
    return Papers(**sums, note="\n".join(each.note for each in all_of_them if each.note))


@dataclass(frozen=True, slots=True)
class Equation:
    """One line of the account: what the left side counts must be what the parts on the right come to."""

    left: str
    right: tuple[str, ...]
    values: dict[str, int | None]

    @property
    def known(self) -> bool:
        """Whether everything in it has been counted."""
        return self.values[self.left] is not None and all(self.values[part] is not None for part in self.right)

    @property
    def difference(self) -> int:
        """How many papers more the left side has than the right; 0 when it adds up, or is not known yet."""
        return (self.values[self.left] or 0) - sum(self.values[part] or 0 for part in self.right) if self.known else 0

    @property
    def text(self) -> str:
        """The equation in words and numbers: "Handed out 180 = In the box 172 + …"."""
        parts = " + ".join(self._term(part) for part in self.right)
        return f"{self._term(self.left)} {'=' if not self.difference else '≠'} {parts}"

    @property
    def sentence(self) -> str:
        """What does not add up, and by how much; empty when it does, or is not known yet."""
        n = self.difference
        if not n:
            return ""
        marked = _OVER[self.left] if n > 0 else _UNDER[self.left]
        return said(marked, n=abs(n))

    def _term(self, name: str) -> str:
        value = self.values[name]
        return f"{said(LABELS[name])} {'?' if value is None else number_text(value)}"


_OVER: Final = {
    "printed": NN_(
        "{n} printed ballot is nowhere: it was not handed out, is not left over and was not damaged.",
        "{n} printed ballots are nowhere: they were not handed out, are not left over and were not damaged.",
    ),
    "issued": NN_(
        "{n} ballot that was handed out is missing: it is not in the box and did not come back.",
        "{n} ballots that were handed out are missing: they are not in the box and did not come back.",
    ),
    "papers": NN_(
        "{n} paper in the box has not been entered.",
        "{n} papers in the box have not been entered.",
    ),
    "codes": NN_("{n} code was used without a ballot.", "{n} codes were used without a ballot."),
}
_UNDER: Final = {
    "printed": NN_("There is {n} ballot more than were printed.", "There are {n} ballots more than were printed."),
    "issued": NN_("There is {n} ballot more than were handed out.", "There are {n} ballots more than were handed out."),
    "papers": NN_(
        "{n} ballot more was entered than there are papers in the box.",
        "{n} ballots more were entered than there are papers in the box.",
    ),
    "codes": NN_(
        "{n} ballot more was cast at a laptop than codes were used.",
        "{n} ballots more were cast at a laptop than codes were used.",
    ),
}


@dataclass(frozen=True, slots=True)
class Accounting:
    """Papers and box together (the ballot-paper account of the ACE Project)."""

    papers: Papers
    valid: int = 0
    blank: int = 0
    overvoted: int = 0
    rejected: int = 0
    eligible: int | None = None
    reasons: tuple[tuple[str, int], ...] = ()  # how many were rejected, by the reason's code
    single: int = 0  # batches that one person entered
    double: int = 0  # batches that two people entered without seeing each other's entry
    at_laptop: int = 0  # ballots that were cast at a laptop, without paper
    codes: int = 0  # that open such a ballot
    codes_left: int | None = None
    sheets: int = 0  # on the wall
    dots_on_wall: int = 0
    alike: tuple[tuple[str, str], ...] = ()  # labels of batches that hold the very same ballots
    practice: bool = False
    recount: str = ""  # see `SAME` and its like
    remarks: tuple[str, ...] = ()  # why the count was taken again or a batch was put aside, as people wrote it

    def stored(self) -> dict[str, Any]:
        """The account as plain values, to be kept in a row; `restored_accounting` reads it."""
        return asdict(self)

    @property
    def in_box(self) -> int:
        """How many ballots have been entered and lie in the box."""
        return self.valid + self.blank + self.overvoted + self.rejected

    @property
    def equations(self) -> tuple[Equation, ...]:
        """The lines of the account. What nobody counts in small votes, damaged or not returned, is 0 until someone does."""
        values: dict[str, int | None] = {
            field.name: getattr(self.papers, field.name) for field in fields(Papers) if field.name != "note"
        }
        for name in ("wasted", "spoiled", "not_returned"):
            values[name] = values[name] or 0
        values |= {
            "in_box": self.in_box,
            "valid": self.valid,
            "blank": self.blank,
            "overvoted": self.overvoted,
            "rejected": self.rejected,
            "at_laptop": self.at_laptop,
            "on_paper": self.in_box - self.at_laptop,
            "codes": self.codes,
            "codes_left": self.codes_left,
        }
        on_paper = "on_paper" if self.at_laptop else "in_box"
        lines = [Equation("printed", ("issued", "unused", "wasted"), values)]
        lines.append(Equation("issued", (on_paper, "spoiled", "not_returned"), values))
        if self.papers.papers is not None:
            lines.append(Equation("papers", (on_paper,), values))
        if self.codes:
            lines.append(Equation("codes", ("at_laptop", "codes_left"), values))
        lines.append(Equation("in_box", ("valid", "blank", "overvoted", "rejected"), values))
        if self.without_paper:
            lines = [line for line in lines if line.left not in {"printed", "issued"}]
        return tuple(lines)

    @property
    def without_paper(self) -> bool:
        """Whether nobody had a ballot on paper: all voted at a laptop or on the wall, and no paper was counted."""
        none = all(getattr(self.papers, name) is None for name in ENTERED)
        return none and self.in_box == self.at_laptop and bool(self.codes or self.sheets)

    @property
    def imbalances(self) -> tuple[Equation, ...]:
        """The lines that do not add up."""
        return tuple(line for line in self.equations if line.difference)

    @property
    def balanced(self) -> bool:
        """Whether every line that is known adds up."""
        return not self.imbalances

    @property
    def complete(self) -> bool:
        """Whether every line is known."""
        return all(line.known for line in self.equations)

    @property
    def cautions(self) -> list[str]:
        """What people should know before they declare, beside what does not add up; it goes on the certificate."""
        found = []
        if not self.complete:
            found.append(_("The account of the paper is not complete yet."))
        if 0 < self.in_box < FEWEST_FOR_SECRECY:
            found.append(
                ngettext(
                    "With {n} ballot in all, secrecy cannot be promised.",
                    "With {n} ballots in all, secrecy cannot be promised.",
                    self.in_box,
                ).format(n=self.in_box)
            )
        elif 0 < self.at_laptop < FEWEST_FOR_SECRECY:
            found.append(
                ngettext(
                    "With {n} ballot cast at a laptop, secrecy cannot be promised for it.",
                    "With {n} ballots cast at a laptop, secrecy cannot be promised for them.",
                    self.at_laptop,
                ).format(n=self.at_laptop)
            )
        return found + self.notes

    @property
    def notes(self) -> list[str]:
        """How the votes came to be counted, as the certificate says it."""
        found = [_("This was practice: it enters no register.")] if self.practice else []
        found += self._entry_notes()
        if self.reasons:
            listed = list_text(f"{number_text(n)} · {said(REASONS.get(code, REASONS['unclear']))}" for code, n in self.reasons)
            found.append(_("Rejected, as two people agreed: {reasons}.").format(reasons=listed))
        if self.at_laptop:
            found.append(
                ngettext(
                    "{n} ballot was cast at a laptop, without paper.",
                    "{n} ballots were cast at a laptop, without paper.",
                    self.at_laptop,
                ).format(n=number_text(self.at_laptop))
            )
        if self.sheets:
            found.append(
                ngettext(
                    "{n} dot was counted on the wall. How many people put the dots there is not known.",
                    "{n} dots were counted on the wall. How many people put the dots there is not known.",
                    self.dots_on_wall,
                ).format(n=number_text(self.dots_on_wall))
            )
        found += [
            _("Batches {one} and {other} hold the very same ballots. Make sure that no pile was entered twice.").format(
                one=one, other=other
            )
            for one, other in self.alike
        ]
        if self.recount in _RECOUNTS:
            found.append(said(_RECOUNTS[self.recount]))
        return found + [_("Remark: {remark}").format(remark=remark) for remark in self.remarks]

    def _entry_notes(self) -> list[str]:
        if self.single and not self.double:
            return [_("Each ballot was entered by one person only.")]
        if not self.double:
            return []
        if not self.single:
            return [_("Every batch was entered by two people who did not see each other’s entry.")]
        return [
            ngettext(
                "{n} batch was entered by one person only, the others by two.",
                "{n} batches were entered by one person only, the others by two.",
                self.single,
            ).format(n=number_text(self.single))
        ]

    @property
    def turnout_figure(self) -> str:
        """The same in figures: "172 / 180 · 96%"."""
        whole = self.eligible or self.papers.issued
        if not whole:
            return number_text(self.in_box)
        return f"{number_text(self.in_box)} / {number_text(whole)} · {percent_text(self.in_box, whole)}"

    @property
    def turnout(self) -> str:
        """How many took part, in words: of those who may vote where that is known, else of the ballots handed out."""
        cast = number_text(self.in_box)
        if self.eligible:
            return _("{cast} of {all} people who may vote: {percent}").format(
                cast=cast, all=number_text(self.eligible), percent=percent_text(self.in_box, self.eligible)
            )
        if self.papers.issued:
            return _("{cast} of {all} ballots handed out: {percent}").format(
                cast=cast, all=number_text(self.papers.issued), percent=percent_text(self.in_box, self.papers.issued)
            )
        return _("{cast} ballots in the box").format(cast=cast)


_RECOUNTS: Final = {
    DUE_MARGIN: N_("The margin is so small that the ballots should be counted again from the paper."),
    DUE_IMBALANCE: N_("What does not add up could change the result: the ballots must be counted again from the paper."),
    DUE_UNKNOWN: N_("What does not add up might change the result: the ballots should be counted again from the paper."),
    SAME: N_("The ballots were counted again from the paper, with the same result."),
    CHANGED: N_("The ballots were counted again from the paper. The counts were not the same, and the second one stands."),
}


def restored_accounting(kept: Mapping[str, Any]) -> Accounting:
    """An account as `Accounting.stored` wrote it; what a later version added is left out."""
    known = {each.name for each in fields(Accounting)}
    values = {name: value for name, value in kept.items() if name in known}
    values["papers"] = Papers(**kept["papers"])
    for name in ("reasons", "alike"):
        values[name] = tuple((first, second) for first, second in kept.get(name, ()))
    values["remarks"] = tuple(kept.get("remarks", ()))
    return Accounting(**values)
