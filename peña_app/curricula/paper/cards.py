"""A technique on a card that fits the hand: what for, how long, what with, how it goes, what to talk about, what to mind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from peña_app.curricula.model import PARTICIPANT, Activity, Block
from peña_app.curricula.paper.blocks import Blocks
from peña_app.curricula.paper.saying import Saying, amount
from peña_app.i18n import N_, Words
from peña_app.paper import Bullets, Heading, Paragraph, Piece

_ON_IT = frozenset({"title", "aim", "step", "questions", "debrief", "note"})


@dataclass(frozen=True, slots=True)
class TechniqueCard:
    """A card of an activity."""

    activity: Activity
    say: Saying

    def gets(self, block: Block) -> bool:
        """Whether a block is on the card."""
        return block.kind in _ON_IT and block.audience != PARTICIPANT

    def pieces(self) -> Iterator[Piece]:
        """From the name of the technique to what to mind."""
        yield Heading(self.say.text(self.activity.title) or self.activity.id)
        yield Paragraph(self.say.facts(self.activity), bold=True)
        if self.activity.aim:
            yield self._led(N_("What for"), self.say.of_both(self.activity.aim))
        if self.activity.materials:
            yield self._led(N_("To bring"), self._materials())
        yield from self._steps()
        questions = [block for block in self.activity.body if block.kind in {"questions", "debrief"} and self.gets(block)]
        if questions:
            yield Heading(self.say.each(N_("To talk about")), level=3)
            yield Bullets([self.say.text(unit.words) for block in questions for part in block.parts for unit in part.units])
        notes = self._cautions()
        if notes:
            yield Heading(self.say.each(N_("Take care with")), level=3)
            for block in notes:
                yield from Blocks(self.activity, self.say).units(block.parts)

    def _steps(self) -> Iterator[Piece]:
        blocks = Blocks(self.activity, self.say)
        steps = [block for block in self.activity.body if block.kind == "step"]
        if not steps:
            return
        yield Heading(self.say.each(N_("How it goes")), level=3)
        said = []
        for step in steps:
            names = blocks.name(step)
            minutes = f" ({step.minutes}\u00a0min)" if step.minutes else ""
            done = [self.say.of_both(part.words) for part in step.parts if part.field != "name"]
            said.append(
                {
                    code: " ".join((f"**{names[code]}**{minutes}.", *(words[code].replace("\n\n", " ") for words in done)))
                    for code in self.say.codes
                }
            )
        yield Bullets(said, numbered=True)

    def _cautions(self) -> list[Block]:
        """The notes on what may go wrong; those before the first step tell how to get ready, and the guide has them."""
        kinds = [block.kind for block in self.activity.body]
        begun = kinds.index("step") if "step" in kinds else 0
        return [block for block in self.activity.body[begun:] if block.kind == "note" and self.gets(block)]

    def _led(self, label: str, words: Words) -> Paragraph:
        """A label and what it says, in one paragraph."""
        labels = self.say.each(label)
        return Paragraph({code: f"**{labels[code]}:** {words[code]}" for code in self.say.codes})

    def _materials(self) -> Words:
        amounts = [self.say.of_both(amount(material, self.say.codes)) for material in self.activity.materials]
        return {code: "; ".join(words[code] for words in amounts) + "." for code in self.say.codes}
