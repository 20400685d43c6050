"""Words on paper: a glossary, a box in an activity, and large cards for the wall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from peña_app.curricula.paper.saying import Saying
from peña_app.curricula.paper.wall import WallCard
from peña_app.curricula.terms import Lived, Term
from peña_app.errors import Mishap
from peña_app.i18n import N_, Words, _, collation_key
from peña_app.languages import INTERFACE
from peña_app.paper import About, Box, Draw, Heading, Layout, Paragraph, Pen, Piece, Sheet, Together, booklet, write, write_pages

LENT: Final = frozenset({"print", "public"})
"""How far an example that people lived must have been lent to stand on paper."""
GLOSSARY_LAYOUTS: Final = ("columns", "duplex", "facing", "booklet", "es", "en")
_LARGE = 14


def entry(term: Term, say: Saying, *, level: int = 2, lived: bool = False) -> Iterator[Piece]:
    """A word: what it is called, how it sounds, and both definitions as equals; it is not parted by a page turn."""
    inside: list[Piece] = [Heading(_said(term, say, "say") or term.id, level=level)]
    small = say.joined(_said(term, say, "sound"), _said(term, say, "pos"))
    small = {code: text.strip(" ·") for code, text in small.items()}
    if any(small.values()):
        inside.append(Paragraph(small, small=True))
    for label, key in ((N_("The community"), "popular"), (N_("The university"), "academic")):
        found = _said(term, say, key)
        if found:
            labels = say.each(label)
            inside.append(Paragraph({code: f"**{labels[code]}:** {text}" if text else "" for code, text in found.items()}))
    if any(exists != "native" for exists in term.exists_in.values()):
        explained = _said(term, say, "explain")
        inside += [Paragraph(explained, small=True)] if explained else []
    if lived:
        inside += [Paragraph({each.language: quoted(each.text, each.who, each.language)}) for each in lent(term, say.codes)]
    yield Together(inside)


def quoted(text: str, who: str, code: str) -> str:
    """What someone said, and which group lent it."""
    marks = ("“", "”") if code == "en" else ("«", "»")
    return f"{marks[0]}{text}{marks[1]}" + (f" — {who}" if who else "")


def lent(term: Term, codes: Sequence[str]) -> list[Lived]:
    """The lived examples of a term that may be printed, in these languages."""
    return [each for each in term.lived if each.consent in LENT and each.language in codes and each.text]


def _said(term: Term, say: Saying, key: str) -> Words:
    words = {code: str(getattr(term.words[code], key)) if code in term.words else "" for code in say.codes}
    return words if any(words.values()) else {}


def box(terms: Sequence[Term], say: Saying) -> Iterator[Piece]:
    """The words of an activity in a box: what they are called, and how the community says it."""
    inside: list[Piece] = [Paragraph(say.each(N_("Words")), bold=True)]
    for term in terms:
        names, popular = _said(term, say, "say"), _said(term, say, "popular") or _said(term, say, "academic")
        inside.append(Paragraph({code: f"**{names.get(code) or term.id}:** {popular.get(code, '')}" for code in say.codes}))
    yield Box(inside, tint=True)


def glossary_booklet(terms: Sequence[Term], *, layout: str = "columns", sheet: str = "letter", size: float = 11) -> bytes:
    """All words in the order of the alphabet, both definitions as equals; ``layout`` is one of `GLOSSARY_LAYOUTS`.

    Raises:
        Mishap: there is no word to print, or no such layout.
    """
    if layout not in GLOSSARY_LAYOUTS:
        raise Mishap(
            _("There is no layout “{layout}”.").format(layout=layout),
            _("It can be: {allowed}.").format(allowed=", ".join(GLOSSARY_LAYOUTS)),
        )
    codes = (layout,) if layout in INTERFACE else INTERFACE
    say = Saying(codes)
    shown = sorted(_printable(terms), key=lambda term: collation_key(_first(term, codes)))
    about = About(say.each(N_("Our words")))
    equals = Paragraph(say.each(N_("What the community says and what the university says weigh the same.")))
    body: list[Piece] = []
    for term in shown:
        body += entry(term, say, lived=True)
    kit = Layout.FACING if layout in {"facing", "booklet"} else Layout.DUPLEX if layout == "duplex" else Layout.COLUMNS
    if kit is Layout.COLUMNS and size >= _LARGE and len(codes) > 1:
        kit = Layout.DUPLEX
    if kit is Layout.FACING:
        small = size if size >= _LARGE else 11.0
        pdf = write(body, about, layout=kit, sheet=Sheet(sheet), size=small, languages=codes, cover=[equals])
        return booklet(pdf, sheet=Sheet(sheet)) if layout == "booklet" else pdf
    opening: list[Piece] = [Heading(about.title), Box([equals], tint=True)]
    return write([*opening, *body], about, layout=kit, sheet=Sheet(sheet), size=size, languages=codes)


def wall_cards(terms: Sequence[Term], *, language: str = "each", sheet: str = "letter", landscape: bool = True) -> bytes:
    """A word on each sheet for the wall: ``language`` is a code, "each" for a sheet in every language, or "both" on one.

    Raises:
        Mishap: there is no word to print, or none in that language.
    """
    shown = _printable(terms)
    pages: list[Draw] = []
    codes = INTERFACE if language in {"each", "both"} else (language,)
    for term in shown:
        cards = [WallCard(term.words[code], code, _example(term, code)) for code in codes if code in term.words]
        if language == "both" and len(cards) > 1:
            pages.append(_beside(cards))
        else:
            pages += [_beside([card]) for card in cards]
    if not pages:
        raise Mishap(
            _("None of these words is written in “{language}”.").format(language=language), _("Choose es, en, each or both.")
        )
    about = About(Saying(codes).each(N_("Words for the wall")))
    return write_pages(pages, about, sheet=Sheet(sheet), landscape=landscape, languages=codes)


def _beside(cards: Sequence[WallCard]) -> Draw:
    """A word on one sheet, in several languages level with each other and in the same sizes."""

    def draw(pen: Pen, width: float, height: float) -> None:
        along = width > height
        wide, high = (width / len(cards), height) if along else (width, height / len(cards))
        sizes = tuple(map(min, zip(*(card.sizes(wide, high) for card in cards), strict=True)))
        above = min(card.above(wide, high, sizes) for card in cards)
        for number, card in enumerate(cards):
            pen.saveState()
            pen.translate(wide * number if along else 0, 0 if along else height - high * (number + 1))
            card.draw(pen, wide, high, sizes, above)
            pen.restoreState()

    return draw


def _example(term: Term, code: str) -> str:
    found = lent(term, (code,))
    return quoted(found[0].text, found[0].who, code) if found else ""


def _printable(terms: Sequence[Term]) -> list[Term]:
    shown = [term for term in terms if term.status != "retired"]
    if not shown:
        raise Mishap(_("There is no word to print."), _("Write one into the glossary first."))
    return shown


def _first(term: Term, codes: Sequence[str]) -> str:
    return next((term.words[code].say for code in codes if code in term.words), term.id)
