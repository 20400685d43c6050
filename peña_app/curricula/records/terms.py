"""The group's words in the workspace, beside those of the library: what a group writes of a concept goes before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from peña_app import clock
from peña_app.curricula import beginnings
from peña_app.curricula.terms import CONSENTS, EXISTS, STATUSES, Lived, Term, Told, Wording
from peña_app.errors import Mishap
from peña_app.i18n import N_, NN_, Words, _, folded
from peña_app.workspace import Change, Workspace, words
from peña_app.workspace.schema import text_id
from peña_app.workspace.sqlite import Database

LINES: Final = ("say", "sound", "pos", "avoid_why", "academic", "academic_source", "popular", "explain")
LISTS: Final = ("forms", "also", "avoid")
"""The fields of a wording: texts, and lists with one to a line."""


class Terms:
    """The glossary."""

    def __init__(self, workspace: Workspace, library: Iterable[Term] = (), db: Database | None = None) -> None:
        self._workspace = workspace
        self._db = db or workspace.db
        self._library = {term.id: term for term in library}

    def own(self) -> dict[str, Term]:
        """The terms that the group has written, by their concept."""
        rows = list(self._db.query("SELECT * FROM term WHERE gone = 0 ORDER BY slug"))
        texts = words(self._db, [row["id"] for row in rows])
        lived = self._lived()
        told: dict[str, list[Told]] = {}
        for each in self._db.query("SELECT * FROM term_act WHERE gone = 0 ORDER BY day, id"):
            told.setdefault(each["term"], []).append(Told(each["day"] or "", each["whom"] or "", each["did"] or ""))
        return {
            row["slug"]: _term(row, texts.get(row["id"], {}), lived.get(row["id"], []), told.get(row["id"], [])) for row in rows
        }

    def all(self) -> tuple[Term, ...]:
        """Every term, the group's before the library's of the same concept, by what they are called."""
        both = {**self._library, **self.own()}
        return tuple(sorted(both.values(), key=lambda term: folded(term.said("es"))))

    def count(self, typed: str) -> int:
        """How many terms hold what was typed."""
        return len(self._found(typed))

    def page(self, typed: str, first: int, length: int) -> list[Term]:
        """Those terms."""
        return self._found(typed)[first : first + length]

    def _found(self, typed: str) -> list[Term]:
        wanted = folded(typed).split()
        return [term for term in self.all() if all(word in _all_said(term) for word in wanted)]

    def _lived(self) -> dict[str, list[Lived]]:
        found: dict[str, list[Lived]] = {}
        for row in self._db.query("SELECT * FROM term_lived WHERE gone = 0 ORDER BY day, id"):
            lived = Lived(row["language"] or "", row["body"] or "", row["who"] or "", row["consent"] or "none")
            found.setdefault(row["term"], []).append(lived)
        return found

    # writing

    def begin(self, said: Words) -> str:
        """A new concept, called so in one language or more; gives its id.

        Raises:
            Mishap: it is called nothing.
        """
        called = {code: " ".join(text.split()) for code, text in said.items() if text.strip()}
        if not called:
            raise Mishap(_("The word is missing."), _("Write what it is called in one language; where there is no word, say so."))
        slug = beginnings.slug({"en": called.get("en", ""), **called}, {*self._library, *self.own()})
        exists = {code: "native" if code in called else "no-word" for code in ("es", "en")}
        term = Term(
            slug, "", "draft", exists, {code: Wording(text, forms=(text,)) for code, text in called.items()}, since=_today()
        )
        with self._workspace.change(N_("began a term")) as change:
            _write(change, term, origin="")
        return slug

    def write(self, slug: str, language: str, field: str, text: str) -> bool:
        """Write one field of a wording; False if it says that already. A term of the library becomes the group's by it.

        Lists are given one to a line.
        """
        if field not in {*LINES, *LISTS}:
            raise ValueError(field)
        kept = "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n")))) if field in LISTS else text.strip()
        term = self._term(slug)
        if _field(term.words.get(language, Wording("")), field) == kept:
            return False
        with self._workspace.change(N_("wrote in the glossary")) as change:
            self._adopted(change, slug)
            change.words(row_id(slug), field, {language: kept})
        return True

    def alter(self, slug: str, **cells: str) -> None:
        """Write ``status``, ``area``, or whether a language has a word for it: ``es`` and ``en`` as `terms.EXISTS` says."""
        term = self._term(slug)
        if cells.get("status", STATUSES[0]) not in STATUSES or any(
            cells.get(code, EXISTS[0]) not in EXISTS for code in ("es", "en")
        ):
            raise ValueError(cells)
        exists = dict(term.exists_in)
        exists.update({code: cells.pop(code) for code in ("es", "en") if code in cells})
        with self._workspace.change(N_("wrote in the glossary")) as change:
            self._adopted(change, slug)
            change.put("term", row_id(slug), exists_in=_pairs(exists), **cells)

    def tell(self, slug: str, by: str, did: str) -> None:
        """Write down who agreed what of a term today: a role or a group, never a name.

        Raises:
            Mishap: something is not said.
        """
        if not by.strip() or not did.strip():
            raise Mishap(_("It is not said who agreed what."), _("Put a group or a role, and what was agreed."))
        with self._workspace.change(N_("wrote in the glossary")) as change:
            self._adopted(change, slug)
            change.add("term_act", term=row_id(slug), whom=by.strip(), did=did.strip(), day=_today())

    def add_lived(self, slug: str, lived: Lived) -> None:
        """Keep an example that people lived, as far as they agreed to it.

        Raises:
            Mishap: it has no text, or it is not said how far they agreed.
        """
        if not lived.text.strip():
            raise Mishap(_("There is no text here yet."), _("Write what was told, in the words of whoever told it."))
        if lived.consent not in CONSENTS:
            raise Mishap(
                _("It is not said how far they agreed."), _("Ask before it is kept: for the group, on paper, or for everyone.")
            )
        with self._workspace.change(N_("kept an example of a term")) as change:
            self._adopted(change, slug)
            change.add(
                "term_lived", term=row_id(slug), language=lived.language, body=lived.text.strip(), who=lived.who.strip(),
                consent=lived.consent, day=_today(),
            )  # fmt: skip

    def lived_rows(self, slug: str) -> list[tuple[str, Lived]]:
        """The examples of a term with their ids, to let one go again."""
        rows = self._db.query("SELECT * FROM term_lived WHERE gone = 0 AND term = ? ORDER BY day, id", [row_id(slug)])
        return [
            (row["id"], Lived(row["language"] or "", row["body"] or "", row["who"] or "", row["consent"] or "none"))
            for row in rows
        ]

    def forget_lived(self, row: str) -> None:
        """Erase an example for good, with its history: whoever lent it has taken it back."""
        with self._workspace.change(N_("erased an example of a term"), final=True) as change:
            change.forget("term_lived", row)

    def remove(self, slug: str) -> None:
        """Take the group's entry away; the library's, if there is one, is read again."""
        with self._workspace.change(N_("removed a term")) as change:
            change.delete("term", row_id(slug))

    def bring_in(self, terms: Iterable[Term]) -> int:
        """Take in terms from a file, each over what is here; gives how many. One undo takes all of them back."""
        listed = list(terms)
        with self._workspace.change(NN_("brought in {n} term", "brought in {n} terms"), n=len(listed)) as change:
            for term in listed:
                _write(change, term, origin="")
        return len(listed)

    def _term(self, slug: str) -> Term:
        found = self.own().get(slug) or self._library.get(slug)
        return found or Term(slug, "", "draft", {}, {})

    def _adopted(self, change: Change, slug: str) -> None:
        """Copy the library's term into the workspace before the group's first word in it."""
        if slug not in self.own() and slug in self._library:
            _write(change, self._library[slug], origin="library")


def row_id(slug: str) -> str:
    """The id of a concept's row, the same on every laptop."""
    return text_id(slug, "term", "")


def _write(change: Change, term: Term, *, origin: str) -> None:
    row = row_id(term.id)
    change.put(
        "term", row, slug=term.id, area=term.area, status=term.status, since=term.since, exists_in=_pairs(term.exists_in),
        lenses="\n".join(term.lenses), see="\n".join(term.see), used_in="\n".join(term.used_in), origin=origin, gone=0,
    )  # fmt: skip
    for code, wording in term.words.items():
        for field in (*LINES, *LISTS):
            if text := _field(wording, field):
                change.words(row, field, {code: text})
    # Ids made from what they say: brought in twice, they are there once
    for lived in term.lived:
        change.put(
            "term_lived", text_id(row, "lived", lived.text), term=row, language=lived.language, body=lived.text, who=lived.who,
            consent=lived.consent, day=_today(),
        )  # fmt: skip
    for told in term.history:
        change.put("term_act", text_id(row, "told", told.on + told.did), term=row, whom=told.by, did=told.did, day=told.on)


def _field(wording: Wording, field: str) -> str:
    value = getattr(wording, field)
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def _term(row: Mapping[str, Any], texts: Mapping[str, Words], lived: list[Lived], told: list[Told]) -> Term:
    codes = {code for each in texts.values() for code, text in each.items() if text}
    wordings = {code: _wording(texts, code) for code in sorted(codes)}
    exists = dict(line.split("=", 1) for line in _listed(row["exists_in"] or "") if "=" in line)
    return Term(
        row["slug"], row["area"] or "", row["status"] or "draft", exists, wordings, _listed(row["lenses"] or ""),
        _listed(row["see"] or ""), _listed(row["used_in"] or ""), tuple(lived), {}, row["since"] or "", tuple(told),
    )  # fmt: skip


def _wording(texts: Mapping[str, Words], code: str) -> Wording:
    lines = {field: texts.get(field, {}).get(code, "") for field in LINES}
    lists = {field: _listed(texts.get(field, {}).get(code, "")) for field in LISTS}
    return Wording(**lines, **lists)  # type: ignore[arg-type]


def _listed(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split("\n")))


def _pairs(exists: Mapping[str, str]) -> str:
    return "\n".join(f"{code}={value}" for code, value in sorted(exists.items()))


def _today() -> str:
    return clock.today().isoformat()


def _all_said(term: Term) -> str:
    return folded(
        " ".join(
            text
            for wording in term.words.values()
            for text in (wording.say, wording.popular, wording.academic, *wording.forms, *wording.also)
        )
        + f" {term.id}"
    )
