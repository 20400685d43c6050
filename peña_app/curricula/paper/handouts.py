"""An activity on paper, in every layout: for participants, for whoever facilitates, for whoever interprets, on a card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from peña_app.curricula.model import Activity, Block, Module
from peña_app.curricula.paper.cards import TechniqueCard
from peña_app.curricula.paper.drafts import States, draft_note
from peña_app.curricula.paper.interpreting import InterpretersPack
from peña_app.curricula.paper.saying import Saying, pair
from peña_app.curricula.paper.sheets import ActivitySheet
from peña_app.curricula.terms import Term
from peña_app.errors import Mishap
from peña_app.i18n import N_, _, ngettext
from peña_app.paper import About, Layout, Piece, Sheet, booklet, count, write

TOGETHER: Final = ("columns", "duplex", "facing", "booklet", "card", "guide", "interpreter")
"""The layouts that hold every language; any other is the code of the one language that is wanted."""
LAYOUTS: Final = (*TOGETHER, "es", "en")
SIZES: Final = (12, 14, 18, 22)
"""Points of the letters; from 14 on it is large print."""

_LARGE = 14
_HALF_SHEET = 11.0  # on half a sheet the lines are as long in letters as at 12 on a whole one
_CARD = (10.5, 10.0, 9.5, 9.0)
_STEP = 0.25
_KIT: Final[Mapping[str, Layout]] = {
    "columns": Layout.COLUMNS, "duplex": Layout.DUPLEX, "facing": Layout.FACING, "booklet": Layout.FACING, "card": Layout.CARDS,
    "guide": Layout.COLUMNS, "interpreter": Layout.COLUMNS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper, and how it came out: the size of its letters, its pages, and the layout that was taken."""

    pdf: bytes
    size: float
    pages: int
    layout: str


def handout(
    activity: Activity,
    module: Module | None = None,
    *,
    layout: str = "columns",
    sheet: str = "letter",
    size: float = 12,
    facilitator: bool = False,
    pages: int = 0,
    states: States | None = None,
    terms: Sequence[Term] = (),
    words: bool = False,
) -> bytes:
    """An activity as PDF; see `printed`."""
    return printed(
        activity, module, layout=layout, sheet=sheet, size=size, facilitator=facilitator, pages=pages, states=states, terms=terms,
        words=words,
    ).pdf  # fmt: skip


def printed(
    activity: Activity,
    module: Module | None = None,
    *,
    layout: str = "columns",
    sheet: str = "letter",
    size: float = 12,
    facilitator: bool = False,
    pages: int = 0,
    states: States | None = None,
    terms: Sequence[Term] = (),
    words: bool = False,
) -> Printed:
    """An activity on paper: what participants get, or with ``facilitator`` the guide with steps and notes.

    ``layout`` is one of `TOGETHER`, or the code of any language in which the activity is written. In large print two
    columns would be too narrow to read: the languages then stand on the front and the back of each sheet. With ``pages``
    the letters are as large as fit into so many. ``states`` tells which texts are drafts. ``terms`` is a glossary: its
    words are explained in a guide and an interpreter's pack, and on a handout if ``words`` are wanted.

    Raises:
        Mishap: the activity is not written in that language, or it does not fit into so many pages.
    """
    paper = _Paper(activity, module, layout, Sheet(sheet), facilitator or layout == "guide", states, tuple(terms), words)
    if size >= _LARGE and paper.kit is Layout.COLUMNS and len(paper.codes) > 1:
        paper = _Paper(
            activity, module, layout, Sheet(sheet), facilitator or layout == "guide", states, tuple(terms), words, True
        )
    return paper.write(size, pages)


class _Paper:
    """An activity in one layout on one kind of sheet."""

    def __init__(
        self,
        activity: Activity,
        module: Module | None,
        layout: str,
        sheet: Sheet,
        facilitator: bool,
        states: States | None,
        terms: Sequence[Term],
        words: bool,
        turned: bool = False,
    ) -> None:
        together = layout in TOGETHER
        self.codes = pair(activity) if together else (layout,)
        if not together and layout not in activity.languages:
            raise Mishap(
                _("“{activity}” is not written in “{language}”.").format(activity=activity.name, language=layout),
                _("It can be printed as {names}.").format(names=", ".join((*TOGETHER, *activity.languages))),
            )
        self.kit = Layout.DUPLEX if turned else _KIT.get(layout, Layout.COLUMNS)
        self._layout = layout
        self._sheet = sheet
        self._activity = activity
        self._module = module
        self._facilitator = facilitator
        self._states = states
        self._say = Saying(self.codes)
        self._sheet_of = ActivitySheet(activity, self._say, facilitator, terms if facilitator or words else ())
        self._card = TechniqueCard(activity, self._say)
        self._pack = InterpretersPack(activity, self._say, terms)
        self._opening, self._body = self._pieces()
        self._about = self._named()

    def _pieces(self) -> tuple[list[Piece], list[Piece]]:
        if self._layout == "card":
            return [], list(self._card.pieces())
        if self._layout == "interpreter":
            return [], list(self._pack.pieces())
        return list(self._sheet_of.opening()), list(self._sheet_of.body())

    def _shown(self) -> Iterator[Block]:
        gets = {"card": self._card.gets, "interpreter": self._pack.gets}.get(self._layout, self._sheet_of.gets)
        return filter(gets, self._activity.blocks)

    def _named(self) -> About:
        """What runs along every page: a guide says that it is one, a draft that it is not finished."""
        say = self._say
        title = {code: self._activity.title.get(code) or self._activity.name for code in self.codes}
        if self._layout == "interpreter":
            title = say.joined(title, say.each(N_("For whoever interprets")))
        elif self._facilitator:
            title = say.joined(title, say.each(N_("Guide")))
        note = draft_note(self._activity, self._shown(), say, self._states)
        occasion = self._module.title if self._module and self._module.title else None
        return About(title, occasion=occasion, note=note)

    def write(self, asked: float, pages: int) -> Printed:
        """Print it at the size that was asked for, or at the one that fits."""
        size = self._fitting(asked, pages) if pages else self._usual(asked)
        pdf = write(
            self._all, self._about, layout=self.kit, sheet=self._sheet, size=size, languages=self.codes, cover=self._cover
        )
        number = self._count(size)
        if self._layout == "booklet":
            pdf = booklet(pdf, sheet=self._sheet)
            number = -(-number // 4) * 2
        return Printed(pdf, size, number, self.kit if self.kit is Layout.DUPLEX else self._layout)

    @property
    def _all(self) -> list[Piece]:
        return self._body if self.kit is Layout.FACING else [*self._opening, *self._body]

    @property
    def _cover(self) -> list[Piece]:
        return self._opening[1:] if self.kit is Layout.FACING else []

    def _count(self, size: float) -> int:
        return count(
            self._all, self._about, layout=self.kit, sheet=self._sheet, size=size, languages=self.codes, cover=self._cover
        )

    def _usual(self, asked: float) -> float:
        if asked >= _LARGE:
            return asked
        if self.kit is Layout.FACING:
            return _HALF_SHEET
        if self.kit is Layout.CARDS:
            return next((size for sides in (1, 2) for size in _CARD if self._count(size) <= sides), _CARD[0])
        return asked

    def _fitting(self, asked: float, pages: int) -> float:
        """The greatest size at which there are no more pages; large print never becomes smaller than it was asked for."""
        if asked >= _LARGE:
            least, most = asked, asked + 1.5
        elif self.kit in {Layout.FACING, Layout.CARDS}:
            least, most = 9.5, 11.5
        else:
            least, most = 11.0, 12.5
        steps = round((most - least) / _STEP)
        for size in (most - step * _STEP for step in range(steps + 1)):
            number = self._count(size)
            if number <= pages:
                return size
        raise Mishap(
            ngettext(
                "It does not fit on {n} page, not even with letters of {size} points.",
                "It does not fit on {n} pages, not even with letters of {size} points.",
                pages,
            ).format(n=pages, size=f"{least:g}"),
            ngettext("At that size it takes {n} page.", "At that size it takes {n} pages.", number).format(n=number),
        )
