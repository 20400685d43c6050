"""Voting at a laptop: codes that open one ballot each, and ballots that wait until they can be shuffled into the box."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from typing import Final

from peña_app.errors import Mishap
from peña_app.i18n import NN_, _
from peña_app.voting.counting import Marks
from peña_app.voting.model import FEWEST_FOR_SECRECY, Batch, Contest, Source
from peña_app.voting.records.box import SEALED, Box
from peña_app.voting.records.cells import as_text, hashed
from peña_app.workspace import Change, Workspace
from peña_app.workspace.sqlite import Database

LETTERS: Final = "CDFGHJKMNPQRTVWXY34679"
"""What codes are made of: nothing that looks like another, and no vowels, so that no word comes out."""
LENGTH: Final = 6
GROUP: Final = 10
"""How many ballots go into the box together (sync.md 4.9)."""
MOST_CODES: Final = 5000


class Station:
    """The codes and the waiting ballots of this laptop. A code opens a ballot only on the laptop where it was made."""

    def __init__(self, workspace: Workspace, db: Database, box: Box) -> None:
        self._workspace = workspace
        self._db = db
        self._box = box

    def make_codes(self, contest: Contest, n: int) -> list[str]:
        """New codes, to be shown or printed now: only keyed hashes of them are kept, so they cannot be shown again.

        Raises:
            Mishap: it is none, or more than any room holds.
        """
        if not 1 <= n <= MOST_CODES:
            raise Mishap(
                _("Between 1 and {n} codes can be made at once.").format(n=MOST_CODES), _("Write how many people will vote here.")
            )
        secret, made = self._station(contest)
        codes: set[str] = set()
        while len(codes) < n:
            code = "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))
            if not self._unused(contest, secret, code):
                codes.add(code)
        with self._workspace.change(NN_("made {n} code to vote with", "made {n} codes to vote with"), final=True, n=n) as change:
            change.box.execute("DELETE FROM station WHERE contest = ?", [contest.id])
            change.box.execute(
                "INSERT INTO station (id, contest, secret, made) VALUES (?, ?, ?, ?)",
                [hashed("station", contest.id), contest.id, secret, made + n],
            )
            for code in codes:
                change.box.execute("INSERT INTO code (id, contest) VALUES (?, ?)", [_kept(contest, secret, code), contest.id])
            self._account(change, contest, codes=made + n)
        self._workspace.settle()
        return sorted(codes, key=lambda _code: secrets.token_bytes(8))

    def made(self, contest: Contest) -> int:
        """How many codes were made on this laptop."""
        return self._station(contest)[1]

    def left(self, contest: Contest) -> int:
        """How many of them have not been used."""
        return int(self._db.execute("SELECT count(*) FROM code WHERE contest = ?", [contest.id]).fetchone()[0])

    def waiting(self, contest: Contest) -> int:
        """How many ballots wait to be shuffled into the box."""
        return int(self._db.execute("SELECT count(*) FROM waiting_ballot WHERE contest = ?", [contest.id]).fetchone()[0])

    def require_code(self, contest: Contest, typed: str) -> str:
        """The code as it is kept, if it opens a ballot.

        Raises:
            Mishap: it was used already, belongs to another vote or laptop, or was mistyped: nobody can tell which.
        """
        secret, made = self._station(contest)
        code = read_code(typed)
        if not made or not self._unused(contest, secret, code):
            raise Mishap(_("This code does not open a ballot."), _("Look at the slip and type it again, or ask at the table."))
        return code

    def cast(self, contest: Contest, typed: str, marks: Marks) -> None:
        """Cast a ballot and use up its code: both or neither, on disk when this returns.

        Only the hash of an unused code is kept, and here it is deleted, so nothing is left that could stand beside the
        ballot. The ballot joins those that wait: all of them get new random ids and are written anew in their order, so
        that neither the table, the page, nor the write-ahead log, which is emptied, tells which one came last.

        Raises:
            Mishap: the code does not open a ballot.
        """
        if len(marks) != len(contest.options) or min(marks) < 0:
            raise ValueError("a ballot has one number of 0 or more for each option")
        code = self.require_code(contest, typed)
        secret, _made = self._station(contest)
        with self._workspace.unlogged() as box:
            box.execute("DELETE FROM code WHERE id = ?", [_kept(contest, secret, code)])
            held = box.execute("SELECT contest, edition, marks FROM waiting_ballot").fetchall()
            held.append((contest.id, contest.edition, as_text(marks)))
            _written(box, held)
        self._workspace.settle()
        if self.waiting(contest) >= GROUP + FEWEST_FOR_SECRECY:
            self._release(contest)

    def _release(self, contest: Contest) -> None:
        """Put a random group of those that wait into the box. Enough stay behind that the last ones are never too few."""
        with self._workspace.change(SEALED, final=True, n=GROUP) as change:
            self._pack(change, contest, GROUP)
        self._workspace.settle()

    def release_all(self, change: Change, contest: Contest) -> None:
        """At the closing of the box: everything that waits goes in together, and the codes that are left are counted and end."""
        if self.waiting(contest):
            self._pack(change, contest, None)
        if self.made(contest):
            self._account(change, contest, codes=self.made(contest), codes_left=self.left(contest))

    def reopened(self, change: Change, contest: Contest) -> None:
        """The codes that are left open ballots again."""
        if self.made(contest):
            self._account(change, contest, codes=self.made(contest), codes_left=None)

    def _pack(self, change: Change, contest: Contest, n: int | None) -> Batch:
        rows = change.box.execute("SELECT contest, edition, marks FROM waiting_ballot").fetchall()
        mine = [row for row in rows if row[0] == contest.id]
        secrets.SystemRandom().shuffle(mine)
        chosen, kept = (mine, []) if n is None else (mine[:n], mine[n:])
        _written(change.box, [row for row in rows if row[0] != contest.id] + kept)
        number = sum(batch.source is Source.LAPTOP for batch in self._box.all_batches(contest))
        known = Batch(label=f"L{number + 1}", ballots=0, source=Source.LAPTOP, entered="voter")
        return self._box.pack(change, contest, known, [(marks, None) for _contest, _edition, marks in chosen])

    def _station(self, contest: Contest) -> tuple[str, int]:
        row = next(self._db.query("SELECT secret, made FROM station WHERE contest = ?", [contest.id]), None)
        return (row["secret"], row["made"]) if row else (secrets.token_hex(32), 0)

    def _unused(self, contest: Contest, secret: str, code: str) -> bool:
        return self._db.execute("SELECT 1 FROM code WHERE id = ?", [_kept(contest, secret, code)]).fetchone() is not None

    def _account(self, change: Change, contest: Contest, **numbers: int | None) -> None:
        change.put(
            "papers", hashed(contest.id, self._workspace.device), contest=contest.id, laptop=self._workspace.device, **numbers
        )


def read_code(typed: str) -> str:
    """A code however it was typed.

    >>> read_code("cdf-ghj ")
    'CDFGHJ'
    """
    return "".join(letter for letter in typed.upper() if letter in LETTERS)


def _kept(contest: Contest, secret: str, code: str) -> str:
    return hashlib.blake2b(f"{contest.id}\0{code}".encode(), key=bytes.fromhex(secret), digest_size=16).hexdigest()


def _written(box: Database, rows: list[tuple[str, str, str]]) -> None:
    fresh = sorted((uuid.uuid4().hex, *row) for row in rows)
    box.execute("DELETE FROM waiting_ballot")
    for row in fresh:
        box.execute("INSERT INTO waiting_ballot (id, contest, edition, marks) VALUES (?, ?, ?, ?)", row)
