"""The sheet that participants hold, and the guide for whoever facilitates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from peña_app.curricula.model import FACILITATOR, PARTICIPANT, Activity, Block
from peña_app.curricula.paper.blocks import Blocks
from peña_app.curricula.paper.saying import Saying, amount
from peña_app.curricula.paper.terms import box
from peña_app.curricula.terms import Term
from peña_app.i18n import N_
from peña_app.paper import Box, Checks, Heading, Paragraph, Piece


@dataclass(frozen=True, slots=True)
class ActivitySheet:
    """An activity on its way to paper; with ``facilitator`` the guide, with steps and notes.

    ``terms`` is the glossary: the words of it that the activity names are explained in a box of their own, unless a block
    of the activity does so.
    """

    activity: Activity
    say: Saying
    facilitator: bool = False
    terms: Sequence[Term] = ()

    def gets(self, block: Block) -> bool:
        """Whether a block is on this paper."""
        return block.audience != (PARTICIPANT if self.facilitator else FACILITATOR)

    def opening(self) -> Iterator[Piece]:
        """What it is and what for; in a guide also how long, for how many, and what to bring."""
        yield Heading(self.say.text(self.activity.title) or self.activity.id)
        aim = [Paragraph(self.say.text(self.activity.aim))] if self.activity.aim else []
        if not self.facilitator:
            if aim:
                yield Box(aim, tint=True)
            return
        whose = Paragraph(self.say.each(N_("Guide for whoever facilitates")), bold=True)
        yield Box([whose, Paragraph(self.say.facts(self.activity)), *aim], tint=True)
        if self.activity.materials:
            yield Heading(self.say.each(N_("To bring")), level=3)
            yield Checks([self.say.text(amount(material, self.say.codes)) for material in self.activity.materials])

    def body(self) -> Iterator[Piece]:
        """From the first block to the last line to write on."""
        blocks = Blocks(self.activity, self.say)
        before = FACILITATOR
        kind = ""
        shown = list(filter(self.gets, self.activity.body))
        words = self._words()
        for block in shown:
            if words and block.kind == "lines" and block is next(each for each in shown if each.kind == "lines"):
                yield from words  # before the room to write, which may fill the rest of the page
                words = []
            given = self.facilitator and not block.for_facilitator and before == FACILITATOR
            yield from blocks.pieces(block, first=block.kind != kind, given=given)
            before, kind = block.audience, block.kind
        yield from words

    def _words(self) -> list[Piece]:
        there = {block.attributes.get("term") for block in self.activity.body if block.kind == "term"}
        named = {str(name) for name in self.activity.header.get("terms", ())} - there
        wanted = [term for term in self.terms if term.id in named and term.status != "retired"]
        return list(box(wanted, self.say)) if wanted else []
