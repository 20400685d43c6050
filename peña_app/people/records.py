"""Persons in the workspace: welcomed, found by a few letters, corrected, forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from peña_app.i18n import N_
from peña_app.people.model import Person, PersonId, closeness, require_name, typed_words
from peña_app.workspace import Change, Channel, Workspace, synced
from peña_app.workspace.sqlite import Database, Migrations

migrations = Migrations("people")

_COLUMNS = "id, goes_by, given, surname_1, surname_2, area, reads, interpretation"
_SORTED = 200
"""Up to so many hits are put in the best order; with more, another letter helps more than any order."""


@migrations()
def m0001_person(db: Database) -> None:
    """Persons, and the index by which they are found with a few letters of any of their names."""
    synced(
        db,
        "person",
        {"goes_by": str, "given": str, "surname_1": str, "surname_2": str, "area": str, "reads": str, "interpretation": int},
        channel=Channel.PEOPLE,
    )
    db.execute("CREATE INDEX person_by_name ON person (collated(goes_by), id) WHERE gone = 0")
    make_search(db)


def make_search(db: Database) -> None:
    """Make the search index again, with its triggers: also after a table was rebuilt, which drops them."""
    db.execute("DROP TABLE IF EXISTS person_search")
    db.execute(
        "CREATE VIRTUAL TABLE person_search USING fts5 (goes_by, given, surname_1, surname_2, content='person', "
        "tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')"
    )
    # whoever is forgotten must not live on in the index
    db.execute("INSERT INTO person_search (person_search, rank) VALUES ('secure-delete', 1)")
    names = "goes_by, given, surname_1, surname_2"
    add = f"INSERT INTO person_search (rowid, {names}) VALUES (new.rowid, new.goes_by, new.given, new.surname_1, new.surname_2);"
    drop = (
        f"INSERT INTO person_search (person_search, rowid, {names}) "
        "VALUES ('delete', old.rowid, old.goes_by, old.given, old.surname_1, old.surname_2);"
    )
    for name, moment, body in (
        ("added", "AFTER INSERT ON person WHEN new.gone = 0", add),
        ("hidden", f"AFTER UPDATE OF {names}, gone ON person WHEN old.gone = 0", drop),
        ("shown", f"AFTER UPDATE OF {names}, gone ON person WHEN new.gone = 0", add),
        ("erased", "AFTER DELETE ON person WHEN old.gone = 0", drop),
    ):
        db.execute(f"DROP TRIGGER IF EXISTS person_{name}")
        db.execute(f"CREATE TRIGGER person_{name} {moment} BEGIN {body} END")
    db.execute(f"INSERT INTO person_search (rowid, {names}) SELECT rowid, {names} FROM person WHERE gone = 0")


def write_newcomer(
    change: Change, typed: str, *, area: str = "", reads: str = "", interpretation: bool | None = None
) -> PersonId:
    """Add a person to a change that another room has opened, so that one undo takes both back.

    Raises:
        Mishap: there is no name in what was typed.
    """
    asked = None if interpretation is None else int(interpretation)
    return PersonId(change.add("person", goes_by=require_name(typed), area=area, reads=reads, interpretation=asked))


class People:
    """Everyone who has come."""

    def __init__(self, workspace: Workspace, db: Database | None = None) -> None:
        self._workspace = workspace
        self._db = db or workspace.db

    def welcome(self, goes_by: str, *, area: str = "", reads: str = "", interpretation: bool | None = None) -> Person:
        """Write down a newcomer by the name she goes by.

        Raises:
            Mishap: there is no name in what was typed.
        """
        with self._workspace.change(N_("added a person")) as change:
            person = write_newcomer(change, goes_by, area=area, reads=reads, interpretation=interpretation)
        return self.person(person)

    def correct(self, person: Person) -> None:
        """Write a person as she now stands.

        Raises:
            Mishap: the name is missing.
        """
        with self._workspace.change(N_("corrected a person")) as change:
            change.put(
                "person", person.id, goes_by=require_name(person.goes_by), given=person.given.strip(), surname_1=person.surname_1.strip(),
                surname_2=person.surname_2.strip(), area=person.where.strip(), reads=person.reads,
                interpretation=None if person.interpretation is None else int(person.interpretation),
            )  # fmt: skip

    def forget(self, person: PersonId) -> None:
        """Erase a person for good, here, in the history and in the backups; gatherings keep the count."""
        with self._workspace.change(N_("deleted a person's data for good"), final=True) as change:
            change.forget("person", person)

    def person(self, person: PersonId) -> Person:
        """The person with that id; an empty one if she is not there (yet, or any more)."""
        return self.persons([person]).get(person, Person(person, ""))

    def persons(self, ids: Iterable[str]) -> dict[PersonId, Person]:
        """The persons with those ids, as far as they are there."""
        listed = list(ids)
        found: dict[PersonId, Person] = {}
        for start in range(0, len(listed), 500):
            some = listed[start : start + 500]
            marks = ", ".join("?" * len(some))
            for row in self._db.query(f"SELECT {_COLUMNS} FROM person WHERE gone = 0 AND id IN ({marks})", some):
                person = _person(row)
                found[person.id] = person
        return found

    def count(self, typed: str) -> int:
        """How many persons fit what was typed; everyone if nothing was."""
        words = typed_words(typed)
        if not words:
            return int(self._db.execute("SELECT count(*) FROM person WHERE gone = 0").fetchone()[0])
        return int(
            self._db.execute("SELECT count(*) FROM person_search WHERE person_search MATCH ?", [_match(words)]).fetchone()[0]
        )

    def page(self, typed: str, first: int, length: int) -> Sequence[Person]:
        """Persons by name; those who fit best first when something was typed."""
        words = typed_words(typed)
        if not words:
            rows = self._db.query(
                f"SELECT {_COLUMNS} FROM person WHERE gone = 0 ORDER BY collated(goes_by), id LIMIT ? OFFSET ?",
                [length, first],
            )
            return [_person(row) for row in rows]
        if first + length <= _SORTED:
            return self.find(typed, _SORTED)[first : first + length]
        return self._matches(words, length, first)

    def find(self, typed: str, limit: int = 8) -> list[Person]:
        """The persons whom a few letters of any of their names mean, in any order, the closest first."""
        words = typed_words(typed)
        if not words:
            return []
        return sorted(self._matches(words, _SORTED, 0), key=lambda person: closeness(person, typed))[:limit]

    def _matches(self, words: list[str], length: int, first: int) -> list[Person]:
        named = ", ".join(f"person.{column.strip()}" for column in _COLUMNS.split(","))
        rows = self._db.query(
            f"SELECT {named} FROM person_search JOIN person ON person.rowid = person_search.rowid "
            "WHERE person_search MATCH ? LIMIT ? OFFSET ?",
            [_match(words), length, first],
        )
        return [_person(row) for row in rows]


def _match(words: list[str]) -> str:
    return " ".join(f'"{word}"*' for word in words)


def _person(row: dict[str, Any]) -> Person:
    asked = row["interpretation"]
    return Person(
        id=PersonId(row["id"]), goes_by=row["goes_by"] or "", given=row["given"] or "", surname_1=row["surname_1"] or "",
        surname_2=row["surname_2"] or "", where=row["area"] or "", reads=row["reads"] or "",
        interpretation=None if asked is None else bool(asked),
    )  # fmt: skip
