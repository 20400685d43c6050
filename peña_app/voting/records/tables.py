"""The tables of the room, step by step."""

from __future__ import annotations

from typing import Final

from peña_app.voting.accounting import ENTERED
from peña_app.workspace import Channel, boxed, synced
from peña_app.workspace.sqlite import Database, Migrations

migrations: Final = Migrations("voting")


@migrations()
def m0001_contest(db: Database) -> None:
    """Contests and their options, whose texts are rows per language; rules are one cell, because they only make sense together."""
    synced(
        db,
        "contest",
        {"rules": str, "state": str, "gathering": str, "edition": str, "eligible": int, "place": str},
        refers={"gathering": "gathering", "edition": "edition"},
    )
    synced(
        db,
        "option",
        {"contest": str, "place": str, "code": str, "symbol": str},
        index=[["contest"]],
        refers={"contest": "contest"},
    )


@migrations()
def m0002_edition(db: Database) -> None:
    """What was printed when a contest opened: its id is the hash of its content, and nobody changes it. And each act upon a contest."""
    synced(db, "edition", {"contest": str, "content": str}, refers={"contest": "contest"})
    synced(db, "contest_act", {"contest": str, "act": str, "reason": str}, index=[["contest"]], refers={"contest": "contest"})


@migrations()
def m0003_box(db: Database) -> None:
    """The ballot box: ballots in the order of random ids, the batch being typed, and what is known of closed batches."""
    boxed(db, "ballot", {"contest": str, "edition": str, "batch": str, "marks": str, "reason": str})
    boxed(db, "ballot_draft", {"contest": str, "edition": str, "place": int, "marks": str, "reason": str}, draft=True)
    synced(
        db,
        "batch",
        {
            "contest": str, "edition": str, "label": str, "laptop": str, "ballots": int, "valid": int, "blank": int,
            "overvoted": int, "rejected": int, "digest": str, "entered": str,
        },
        index=[["contest"]],
        refers={"contest": "contest", "edition": "edition"},
        channel=Channel.BALLOTS,
    )  # fmt: skip


@migrations()
def m0004_papers(db: Database) -> None:
    """What was counted by hand: a row per contest and laptop, which readers add up."""
    synced(
        db,
        "papers",
        {"contest": str, "laptop": str, **dict.fromkeys(ENTERED, int), "note": str},
        index=[["contest"]],
        refers={"contest": "contest"},
    )


@migrations()
def m0005_result(db: Database) -> None:
    """What was declared: the result and the account, frozen."""
    synced(
        db,
        "result",
        {"contest": str, "edition": str, "content": str},
        index=[["contest"]],
        refers={"contest": "contest", "edition": "edition"},
    )


@migrations()
def m0006_practice(db: Database) -> None:
    """Mock votes, the size of a batch, and how many people were there when the box closed."""
    for column in ("practice", "batch", "present"):
        db.execute(f"ALTER TABLE contest ADD COLUMN {column} INTEGER")


@migrations()
def m0007_readings(db: Database) -> None:
    """Piles that are entered, once or twice; batches as versions of a stack, with where they come from; batches put aside."""
    boxed(
        db,
        "stack",
        {"contest": str, "edition": str, "label": str, "papers": int, "stage": str, "first": str, "second": str, "count": int},
        draft=True,
    )
    db.execute("ALTER TABLE ballot_draft ADD COLUMN stack TEXT")
    db.execute("ALTER TABLE ballot_draft ADD COLUMN reading INTEGER")
    db.execute(
        "INSERT INTO stack (id, contest, edition, label, stage, first, second, count) "
        "SELECT lower(hex(randomblob(16))), contest, edition, '', 'first', '', '', 0 FROM ballot_draft GROUP BY contest, edition"
    )
    db.execute(
        "UPDATE ballot_draft SET reading = 1, stack = (SELECT s.id FROM stack AS s "
        "WHERE s.contest = ballot_draft.contest AND s.edition = ballot_draft.edition)"
    )
    for column in ("stack", "readers", "source", "reasons", "sums"):
        db.execute(f"ALTER TABLE batch ADD COLUMN {column} TEXT")
    db.execute("ALTER TABLE batch ADD COLUMN count INTEGER")
    synced(
        db,
        "batch_act",
        {"contest": str, "batch": str, "act": str, "reason": str},
        index=[["contest"]],
        refers={"contest": "contest", "batch": "batch"},
        channel=Channel.BALLOTS,
    )


@migrations()
def m0008_station(db: Database) -> None:
    """Voting at a laptop: codes that are not used yet, as keyed hashes, and ballots that wait to be shuffled into the box."""
    boxed(db, "station", {"contest": str, "secret": str, "made": int})
    boxed(db, "code", {"contest": str})
    boxed(db, "waiting_ballot", {"contest": str, "edition": str, "marks": str}, draft=True)
    for column in ("codes", "codes_left"):
        db.execute(f"ALTER TABLE papers ADD COLUMN {column} INTEGER")


@migrations()
def m0009_wall(db: Database) -> None:
    """Sheets of dots that are being counted from the wall: two readings before they are sealed."""
    boxed(
        db,
        "sheet_draft",
        {"contest": str, "edition": str, "label": str, "reading": int, "sums": str, "reader": str, "count": int},
        draft=True,
    )
