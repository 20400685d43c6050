"""The tables of the room, step by step."""

from __future__ import annotations

from typing import Final

from peña_app.workspace import synced
from peña_app.workspace.sqlite import Database, Migrations

migrations: Final = Migrations("curricula")


@migrations()
def m0001_activity(db: Database) -> None:
    """A group's own curricula, unit by unit; what a unit says is a text per language, so that two people never meet in a cell.

    ``head`` is the header of a file as it stands, ``base`` the whole file as it was adopted or brought in, and ``origin``
    the name of the library's module or activity that it was made from. ``source`` of a block are its lines as they came,
    which are given back while nobody has touched it.
    """
    synced(db, "curriculum", {"slug": str, "head": str, "base": str, "origin": str, "rank": str})
    synced(
        db,
        "activity",
        {"curriculum": str, "slug": str, "rank": str, "head": str, "base": str, "origin": str},
        index=[["curriculum"]],
        refers={"curriculum": "curriculum"},
    )
    synced(
        db,
        "activity_block",
        {"activity": str, "rank": str, "slug": str, "heading": str, "source": str},
        index=[["activity"]],
        refers={"activity": "activity"},
    )
    synced(
        db,
        "activity_unit",
        {"activity": str, "block": str, "field": str, "rank": str, "shape": str},
        index=[["activity"], ["block"]],
        refers={"activity": "activity", "block": "activity_block"},
    )


@migrations()
def m0002_review(db: Database) -> None:
    """Where the text of a unit stands in one language: the id is made from both, so that it is one row on every laptop.

    ``text`` and ``lead`` are the hashes of the text and of the lead's text for which the state was given, ``led`` the
    lead's text itself, so that what has changed in it since can be shown word by word. ``whom`` names a role or initials.
    """
    synced(
        db,
        "unit_review",
        {
            "activity": str, "unit": str, "language": str, "state": str, "text": str, "lead": str, "led": str,
            "whom": str, "adapter": str, "day": str, "why": str, "present": int, "stumbled": str,
        },
        index=[["activity"]],
        refers={"activity": "activity", "unit": "activity_unit"},
    )  # fmt: skip


@migrations()
def m0003_session(db: Database) -> None:
    """Sessions: parts one after the other, with a start that is locked where a person has locked it.

    A part names an activity by its slug: the group's own goes before the library's. ``minutes`` of a session are those to
    which it is cut, ``seats`` how many share a table, ``slug`` the session that it was copied from, ``gathering`` where it
    takes place. Notes say what really happened, and name nobody.
    """
    synced(
        db,
        "session",
        {
            "curriculum": str, "slug": str, "rank": str, "minutes": int, "begins": str, "people": int, "seats": int,
            "gathering": str,
        },
        index=[["curriculum"], ["gathering"]],
        refers={"curriculum": "curriculum"},
    )  # fmt: skip
    synced(
        db,
        "session_part",
        {"session": str, "rank": str, "kind": str, "activity": str, "minutes": int, "core": int, "lock": str},
        index=[["session"]],
        refers={"session": "session"},
    )
    synced(
        db,
        "session_note",
        {"session": str, "part": str, "minutes": int, "happened": str, "day": str},
        index=[["session"]],
        refers={"session": "session", "part": "session_part"},
    )


@migrations()
def m0004_term(db: Database) -> None:
    """The group's words: an id made from the concept's, so that a term is one row on every laptop; its wordings are texts.

    Lists are kept one to a line. An example that people lived is told by a group and carries how far they agreed.
    """
    synced(
        db,
        "term",
        {
            "slug": str, "area": str, "status": str, "since": str, "exists_in": str, "lenses": str, "see": str, "used_in": str,
            "origin": str,
        },
    )  # fmt: skip
    synced(
        db,
        "term_lived",
        {"term": str, "language": str, "body": str, "who": str, "consent": str, "day": str},
        index=[["term"]],
        refers={"term": "term"},
    )
    synced(db, "term_act", {"term": str, "whom": str, "did": str, "day": str}, index=[["term"]], refers={"term": "term"})
    synced(
        db, "theme", {"phrase": str, "language": str, "place": str, "times": int, "circle": str, "day": str, "curriculum": str}
    )
