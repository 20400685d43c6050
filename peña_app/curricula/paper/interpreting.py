"""What whoever interprets is given two days ahead: the words, what will be read and said, and where everyone waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from peña_app.curricula.model import Activity, Block
from peña_app.curricula.paper.blocks import Blocks
from peña_app.curricula.paper.saying import Saying
from peña_app.curricula.paper.terms import entry
from peña_app.curricula.terms import Matcher, Term
from peña_app.i18n import N_
from peña_app.paper import Box, Heading, Paragraph, Piece

PAUSE = "\u00a0‖"
"""Two bars, as on every machine that plays music: here one waits until it has been said in the other language."""

_SPOKEN = frozenset({"reading", "questions", "step", "term", "lenses", "song", "scene", "image", "forum", "debrief"})


@dataclass(frozen=True, slots=True)
class InterpretersPack:
    """An activity for whoever interprets it; ``glossary`` is where its words are explained."""

    activity: Activity
    say: Saying
    glossary: Sequence[Term] = ()

    def gets(self, block: Block) -> bool:
        """Whether a block is in the pack: what is said aloud, and what the activity asks of interpreters."""
        return block.kind in {"title", "aim"} or block.kind in _SPOKEN or self._asks(block)

    @staticmethod
    def _asks(block: Block) -> bool:
        return block.kind in {"adapt", "note"} and "interp" in block.id

    def pieces(self) -> Iterator[Piece]:
        """From what it is to the last pause."""
        yield Heading(self.say.text(self.activity.title) or self.activity.id)
        inside: list[Piece] = [
            Paragraph(self.say.each(N_("For whoever interprets")), bold=True),
            Paragraph(self.say.facts(self.activity)),
        ]
        if self.activity.aim:
            inside.append(Paragraph(self.say.text(self.activity.aim)))
        inside.append(Paragraph(self.say.each(N_("Where the sign ‖ stands, everyone waits until it has been interpreted."))))
        yield Box(inside, tint=True)
        quiet = Blocks(self.activity, self.say)
        for block in filter(self._asks, self.activity.body):
            yield from quiet.units(block.parts)
        terms = self.terms()
        if terms:
            yield Heading(self.say.each(N_("Key words")), level=2)
            for term in terms:
                yield from entry(term, self.say, level=3)
        yield from self._course()

    def _course(self) -> Iterator[Piece]:
        blocks = Blocks(self.activity, self.say, pause=PAUSE)
        passed = 0
        kind = ""
        for block in self.activity.body:
            if block.kind not in _SPOKEN:
                continue
            if block.kind == "step":
                yield from self._step(block, blocks, passed)
                passed += block.minutes
            else:
                yield from blocks.pieces(block, first=block.kind != kind)
            kind = block.kind

    def _step(self, block: Block, blocks: Blocks, passed: int) -> Iterator[Piece]:
        names = blocks.name(block)
        when = f" ({passed}–{passed + block.minutes}\u00a0min)" if block.minutes else ""
        yield Heading({code: f"{blocks.number(block)}. {names[code]}{when}" for code in self.say.codes}, level=2)
        yield from blocks.units([part for part in block.parts if part.field != "name"])

    def terms(self) -> list[Term]:
        """The words that the activity names, then those of the glossary that are said in it."""
        named = [str(name) for name in self.activity.header.get("terms", ())]
        matcher = Matcher(self.glossary, self.say.codes)
        spoken = [block for block in self.activity.body if block.kind in _SPOKEN]
        said = {
            term.id: term
            for block in spoken
            for part in block.parts
            for code, text in part.words.items()
            for term in matcher.found(text, code)
        }
        known = {term.id: term for term in self.glossary}
        return [*(known[name] for name in named if name in known), *(term for name, term in said.items() if name not in named)]
