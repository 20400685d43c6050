"""The ballot box: piles that are being entered, once or twice, and sealed batches in which no order is left."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from peña_app.errors import Mishap
from peña_app.i18n import NN_, _
from peña_app.voting.counting import Marks, Standing
from peña_app.voting.model import (
    DOUBLE,
    FEWEST_FOR_SECRECY,
    REASONS,
    SINGLE,
    Batch,
    Conflict,
    Contest,
    Difference,
    Entered,
    Source,
    Stack,
    Stage,
    Trouble,
    differences,
)
from peña_app.voting.records.cells import Boxed, as_json, as_marks, as_text, digest, hashed
from peña_app.workspace import Change, Workspace
from peña_app.workspace.sqlite import Database

SEALED = NN_("batch of {n} ballot", "batch of {n} ballots")
_AT_HAND = (Stage.FIRST, Stage.SECOND, Stage.COMPARING)
_ALIKE_FROM, _DIFFERENT_MARKS = 10, 5
"""Two piles of so many ballots, marked in so many ways, are never the same by chance."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed batch as it moves between laptops: what is known of it, and its ballots in the order of their random ids."""

    contest: str
    edition: str
    batch: Batch
    ballots: tuple[Boxed, ...]


class Box:
    """What happens between the pile on the table and the box."""

    def __init__(self, workspace: Workspace, db: Database) -> None:
        self._workspace = workspace
        self._db = db

    # the pile under the hand

    def stacks(self, contest: Contest) -> list[Stack]:
        """The piles that are being entered, in the order of their numbers."""
        rows = self._db.query(
            "SELECT * FROM stack WHERE contest = ? AND edition = ? ORDER BY length(label), label, id",
            [contest.id, contest.edition],
        )
        return [_stack(row) for row in rows]

    def at_hand(self, contest: Contest) -> Stack | None:
        """The pile that is being entered now."""
        return next((stack for stack in self.stacks(contest) if stack.stage in _AT_HAND), None)

    def next_label(self, contest: Contest, count: int) -> str:
        """The number that the next pile gets unless another is chosen."""
        taken = self._labels(contest, count)
        number = 1 + max((int(label) for label in taken if label.isdigit()), default=0)
        return str(number)

    def begin(self, contest: Contest, count: int, label: str = "", papers: int | None = None, reader: str = "") -> Stack:
        """Take a pile to be entered: its number, and how many papers were counted in it by hand.

        Raises:
            Mishap: another one is under the hand, its number is in the box already, or it is larger than a batch.
        """
        at_hand = self.at_hand(contest)
        if at_hand is not None:
            raise Mishap(
                _("Batch {label} is still being entered.").format(label=at_hand.label), _("Close it before the next one begins.")
            )
        label = label.strip() or self.next_label(contest, count)
        if label in self._labels(contest, count):
            raise Mishap(
                _("Batch {label} has been entered already.").format(label=label),
                _("A batch counts once. Look at the number on the pile, and put those that are entered apart."),
            )
        if papers is not None and not 1 <= papers <= contest.batch:
            raise Mishap(
                _("A batch of this vote has 1 to {n} papers.").format(n=contest.batch),
                _("Make a smaller pile and count it again."),
            )
        stack = Stack(uuid.uuid4().hex, label, papers, first=reader, count=count)
        with self._workspace.unlogged() as box:
            box.execute(
                "INSERT INTO stack (id, contest, edition, label, papers, stage, first, second, count) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [stack.id, contest.id, contest.edition, label, papers, stack.stage, reader, "", count],
            )
        return stack

    def correct_papers(self, contest: Contest, papers: int | None) -> None:
        """Write down another number of papers, after they were counted again."""
        stack = self._required(contest)
        with self._workspace.unlogged() as box:
            box.execute("UPDATE stack SET papers = ? WHERE id = ?", [papers, stack.id])

    def put_away(self, contest: Contest) -> None:
        """Leave a pile of which nothing has been entered yet; nothing is left of it."""
        stack = self.at_hand(contest)
        if stack is not None and not self.entered(contest):
            with self._workspace.unlogged() as box:
                if stack.stage is Stage.SECOND:
                    box.execute("UPDATE stack SET stage = ?, second = '' WHERE id = ?", [Stage.WAITING, stack.id])
                else:
                    box.execute("DELETE FROM stack WHERE id = ?", [stack.id])

    def put(self, contest: Contest, count: int, ballot: Entered) -> None:
        """Enter one ballot; it is on disk when this returns.

        Raises:
            Mishap: the batch is full, or is being compared.
        """
        if ballot.reason and ballot.reason not in REASONS:
            raise ValueError("a paper is rejected for a reason that has a code")
        if not ballot.reason and (len(ballot.marks) != len(contest.options) or min(ballot.marks, default=0) < 0):
            raise ValueError("a ballot has one number of 0 or more for each option")
        stack = self.at_hand(contest) or self.begin(contest, count)
        if stack.stage is Stage.COMPARING:
            raise Mishap(_("Two readings of this batch are being compared."), _("Look at the differences first."))
        reading = _reading(stack)
        last, entered = self._db.execute(
            "SELECT coalesce(max(place), 0), count(*) FROM ballot_draft WHERE stack = ? AND reading = ?", [stack.id, reading]
        ).fetchone()
        if entered >= contest.batch:
            raise Mishap(
                _("This batch is full."), _("Compare it with the {n} papers on the table and close it.").format(n=contest.batch)
            )
        with self._workspace.unlogged() as box:
            self._insert(box, contest, stack.id, reading, [(last + 1, ballot)])

    def take_back(self, contest: Contest) -> Entered | None:
        """Take the last ballot out of the open batch again; None if it is empty."""
        stack = self.at_hand(contest)
        if stack is None or stack.stage is Stage.COMPARING:
            return None
        row = next(
            self._db.query(
                "SELECT * FROM ballot_draft WHERE stack = ? AND reading = ? ORDER BY place DESC LIMIT 1",
                [stack.id, _reading(stack)],
            ),
            None,
        )
        if row is None:
            return None
        with self._workspace.unlogged() as box:
            box.execute("DELETE FROM ballot_draft WHERE id = ?", [row["id"]])
        return _entered(row)

    def entered(self, contest: Contest) -> list[Entered]:
        """What was entered of the pile under the hand, in this reading."""
        stack = self.at_hand(contest)
        return self.reading(stack, _reading(stack)) if stack else []

    def reading(self, stack: Stack, number: int) -> list[Entered]:
        """What the first or the second person entered of a pile, in the order in which it lies on the table."""
        rows = self._db.query("SELECT * FROM ballot_draft WHERE stack = ? AND reading = ? ORDER BY place", [stack.id, number])
        return [_entered(row) for row in rows]

    # two people

    def hand_on(self, contest: Contest) -> Stack:
        """The first person is done: the pile waits for somebody else.

        Raises:
            Mishap: it is empty, or does not hold as many ballots as papers were counted.
        """
        stack = self._required(contest)
        self._require_count(stack, len(self.entered(contest)))
        self._set(stack, Stage.WAITING)
        return replace(stack, stage=Stage.WAITING)

    def read_again(self, contest: Contest, stack: str, reader: str = "") -> Stack:
        """Take a pile that was read once, to enter it without seeing what the first person entered.

        Raises:
            Mishap: another pile is under the hand, it does not wait any more, or the same person entered it before.
        """
        at_hand = self.at_hand(contest)
        held = next((each for each in self.stacks(contest) if each.id == stack), None)
        if at_hand is not None or held is None or held.stage is not Stage.WAITING:
            raise Mishap(_("This batch cannot be read again now."), _("Close the batch that is open first."))
        if reader and reader == held.first:
            raise Mishap(
                _("{reader} entered this batch the first time.").format(reader=reader),
                _("Somebody else enters it the second time."),
            )
        with self._workspace.unlogged() as box:
            box.execute("UPDATE stack SET stage = ?, second = ? WHERE id = ?", [Stage.SECOND, reader, stack])
        return replace(held, stage=Stage.SECOND, second=reader)

    def compare(self, contest: Contest) -> list[Difference]:
        """The second person is done: where the two readings part.

        Raises:
            Mishap: nothing has been entered a second time.
        """
        stack = self._required(contest)
        if stack.stage is Stage.SECOND:
            if not self.entered(contest):
                raise Mishap(_("There are no ballots in this batch yet."))
            self._set(stack, Stage.COMPARING)
        return self.differences(contest)

    def differences(self, contest: Contest) -> list[Difference]:
        """Where the two readings of the pile that is being compared part."""
        stack = self.at_hand(contest)
        if stack is None or stack.stage is not Stage.COMPARING:
            return []
        return differences(self.reading(stack, 1), self.reading(stack, 2))

    def decide(self, contest: Contest, difference: Difference, truth: Entered | None) -> list[Difference]:
        """Write what the paper itself says into both readings; None if there is no such paper. Gives what is left."""
        stack = self._required(contest)
        both = [self.reading(stack, 1), self.reading(stack, 2)]
        for held, at, known in zip(both, difference.at, (difference.first, difference.second), strict=True):
            held[at : at + (known is not None)] = [] if truth is None else [truth]
        with self._workspace.unlogged() as box:
            box.execute("DELETE FROM ballot_draft WHERE stack = ?", [stack.id])
            for number, held in enumerate(both, start=1):
                self._insert(box, contest, stack.id, number, list(enumerate(held, start=1)))
        return self.differences(contest)

    # sealing

    def close(self, contest: Contest) -> Batch:
        """Seal the pile under the hand: one that was read once, or one whose two readings say the same.

        Raises:
            Mishap: it is empty, too small to keep a secret, its number of papers differs, or the readings do.
        """
        stack = self.at_hand(contest)
        entered = self.reading(stack, 1) if stack else []
        if stack is None or not self.entered(contest):
            raise Mishap(_("There are no ballots in this batch yet."))
        if stack.stage is not Stage.FIRST and self.compare(contest):
            raise Mishap(
                _("The two readings of batch {label} are not the same yet.").format(label=stack.label),
                _("Read the papers at which they differ again, together."),
            )
        return self._seal_alone(contest, stack, entered)

    def accept(self, contest: Contest, stack: str) -> Batch:
        """Seal a pile that was read once and waits, without a second reading: the certificate says so.

        Raises:
            Mishap: it is too small to keep a secret.
        """
        held = next(each for each in self.stacks(contest) if each.id == stack)
        return self._seal_alone(contest, held, self.reading(held, 1))

    def _seal_alone(self, contest: Contest, stack: Stack, entered: Sequence[Entered]) -> Batch:
        self._require_count(stack, len(entered))
        if len(entered) < FEWEST_FOR_SECRECY and not stack.count:
            raise Mishap(
                _("Fewer than {n} ballots together could tell how someone voted.").format(n=FEWEST_FOR_SECRECY),
                _("Enter more ballots first. The last batch goes in when the box is closed."),
            )
        with self._workspace.change(SEALED, final=True, n=len(entered)) as change:
            batch = self.seal(change, contest, stack)
        self._workspace.settle()
        return batch

    def seal(self, change: Change, contest: Contest, stack: Stack) -> Batch:
        """Move a pile into the box; the caller empties the write-ahead log afterwards."""
        entered = self.reading(stack, 1)
        ballots = [(as_text(ballot.marks), ballot.reason or None) for ballot in entered]
        change.box.execute("DELETE FROM ballot_draft WHERE stack = ?", [stack.id])
        change.box.execute("DELETE FROM stack WHERE id = ?", [stack.id])
        double = stack.stage is not Stage.FIRST and stack.stage is not Stage.WAITING
        known = Batch(
            label=stack.label or self.next_label(contest, stack.count),
            ballots=0,
            entered=DOUBLE if double else SINGLE,
            readers=" ".join(each for each in (stack.first, stack.second if double else "") if each),
            count=stack.count,
        )
        return self.pack(change, contest, known, ballots)

    def pack(self, change: Change, contest: Contest, known: Batch, ballots: Sequence[tuple[str, str | None]]) -> Batch:
        """Seal ballots into the box under what is known of their batch."""
        fresh: list[Boxed] = [(str(uuid.uuid4()), marks, reason) for marks, reason in ballots]
        counts = dict.fromkeys(Standing, 0)
        for marks, reason in ballots:
            if reason is None:
                counts[contest.standing(as_marks(marks))] += 1
        reasons = Counter(reason for _marks, reason in ballots if reason is not None)
        sealed = replace(
            known,
            ballots=len(ballots),
            valid=counts[Standing.VALID],
            blank=counts[Standing.BLANK],
            overvoted=counts[Standing.OVERVOTED],
            rejected=reasons.total(),
            reasons=tuple((code, reasons[code]) for code in REASONS if reasons[code]),
            laptop=self._workspace.device,
            digest=digest(fresh),
            stack=str(uuid.uuid4()),
        )
        sealed = replace(sealed, id=hashed(sealed.stack, sealed.digest))
        self.write(change, Sealed(contest.id, contest.edition, sealed, tuple(sorted(fresh))))
        return sealed

    def write(self, change: Change, sealed: Sealed) -> None:
        """Put sealed ballots into the box and rewrite the whole box in the order of its random ids.

        A table clustered by random ids is not enough: where ballots lie in a page would still tell the order in which
        they came (sync.md 2). So they go in sorted, the box is written anew, and the caller empties the write-ahead log.
        """
        batch = sealed.batch
        if sealed.ballots:
            box = change.box.conn
            fresh = [(each, sealed.contest, sealed.edition, batch.id, marks, reason) for each, marks, reason in sealed.ballots]
            everything = sorted(box.execute("SELECT id, contest, edition, batch, marks, reason FROM ballot").fetchall() + fresh)
            box.execute("DELETE FROM ballot")
            box.executemany(
                "INSERT INTO ballot (id, contest, edition, batch, marks, reason) VALUES (?, ?, ?, ?, ?, ?)", everything
            )
        cells = {**asdict(batch), "reasons": as_json(dict(batch.reasons)), "sums": as_text(batch.sums)}
        change.add(
            "batch", id=batch.id, contest=sealed.contest, edition=sealed.edition, **{k: v for k, v in cells.items() if k != "id"}
        )

    # between laptops

    def sealed(self, contest: Contest) -> list[Sealed]:
        """Every sealed batch of a contest that is here with its ballots, as it moves to another laptop."""
        return [
            Sealed(contest.id, contest.edition, batch, tuple(self._ballots(batch.id)))
            for batch in self.all_batches(contest)
            if digest(self._ballots(batch.id)) == batch.digest or batch.source is Source.WALL
        ]

    def receive(self, sealed: Sealed) -> bool:
        """Take a sealed batch from another laptop. The same one twice is once; another version is kept beside it and shown.

        Returns:
            False if it was here already.

        Raises:
            Mishap: its ballots are not those that were sealed.
        """
        batch = sealed.batch
        if (sealed.ballots and digest(sealed.ballots) != batch.digest) or batch.id != hashed(batch.stack, batch.digest):
            raise Mishap(
                _("The ballots of batch {label} are not those that were sealed.").format(label=batch.label),
                _("Nothing was taken over. Ask the other laptop for it again."),
            )
        held = {ballot[0] for ballot in self._ballots(batch.id)}
        known = next(self._db.query("SELECT id FROM batch WHERE id = ? AND gone = 0", [batch.id]), None)
        if known and len(held) == batch.ballots:
            return False
        missing = replace_ballots(sealed, [ballot for ballot in sealed.ballots if ballot[0] not in held])
        with self._workspace.change(
            NN_("received a batch of {n} ballot", "received a batch of {n} ballots"), final=True, n=batch.ballots
        ) as change:
            self.write(change, missing)
        self._workspace.settle()
        return True

    def set_aside(self, contest: Contest, batch: str, reason: str) -> None:
        """Take a batch out of the count; the reason stays on the record.

        Raises:
            Mishap: no reason is given.
        """
        if not reason.strip():
            raise Mishap(_("A reason is missing."), _("Write why this batch is not counted: it stays on the certificate."))
        with self._workspace.change(NN_("put {n} batch aside", "put {n} batches aside"), final=True, n=1) as change:
            change.add("batch_act", contest=contest.id, batch=batch, act="void", reason=reason.strip())

    def choose(self, contest: Contest, conflict: Conflict, version: str, reason: str) -> None:
        """Keep one version of a batch, as the paper says, and put the others aside.

        Raises:
            Mishap: no reason is given.
        """
        for other in conflict.versions:
            if other.id != version:
                self.set_aside(contest, other.id, reason)

    # what lies in the box

    def all_batches(self, contest: Contest) -> list[Batch]:
        """Every sealed batch that was not put aside, from every laptop and every count."""
        rows = self._db.query(
            "SELECT * FROM batch WHERE gone = 0 AND contest = ? AND edition = ? AND id NOT IN "
            "(SELECT batch FROM batch_act WHERE gone = 0 AND contest = ? AND act = 'void') ORDER BY laptop, length(label), label, id",
            [contest.id, contest.edition, contest.id],
        )
        return [_batch(row) for row in rows]

    def batches(self, contest: Contest, count: int = 0) -> list[Batch]:
        """The batches of one count; what was cast without paper, or hangs on the wall and was not counted again, belongs to each."""
        every = self.all_batches(contest)
        again = {batch.label for batch in every if batch.source is Source.WALL and batch.count == count} if count else set()
        return [
            batch
            for batch in every
            if batch.count == count
            or batch.source is Source.LAPTOP
            or (batch.source is Source.WALL and batch.count == 0 and batch.label not in again)
        ]

    def conflicts(self, contest: Contest, count: int = 0) -> list[Conflict]:
        """The batches that cannot be counted as they are."""
        by_stack: dict[str, list[Batch]] = {}
        for batch in self.batches(contest, count):
            by_stack.setdefault(batch.stack, []).append(batch)
        held = self._held(contest)
        found = []
        for versions in by_stack.values():
            first = versions[0]
            if len(versions) > 1:
                found.append(Conflict(Trouble.VERSIONS, tuple(versions)))
            elif first.source is not Source.WALL:
                ballots = held.get(first.id, [])
                if len(ballots) < first.ballots:
                    found.append(Conflict(Trouble.MISSING, (first,)))
                elif digest(ballots) != first.digest:
                    found.append(Conflict(Trouble.ALTERED, (first,)))
        return found

    def counting(self, contest: Contest, count: int = 0) -> list[Batch]:
        """The batches that are counted: all but those with a conflict."""
        stopped = {batch.id for conflict in self.conflicts(contest, count) for batch in conflict.versions}
        return [batch for batch in self.batches(contest, count) if batch.id not in stopped]

    def marks(self, contest: Contest, batches: Iterable[Batch]) -> dict[Marks, int]:
        """The ballots of some batches, laid together by their marks; those that are not counted are left out."""
        ids = [batch.id for batch in batches]
        found: dict[Marks, int] = {}
        for start in range(0, len(ids), 500):
            some = ids[start : start + 500]
            places = ", ".join("?" * len(some))
            query = (
                f"SELECT marks, count(*) FROM ballot WHERE contest = ? AND reason IS NULL AND batch IN ({places}) GROUP BY marks"
            )
            for marks, number in self._db.execute(query, [contest.id, *some]).fetchall():
                found[as_marks(marks)] = found.get(as_marks(marks), 0) + number
        return found

    def alike(self, contest: Contest, batches: Sequence[Batch]) -> tuple[tuple[str, str], ...]:
        """The labels of batches that hold the very same ballots, as when one pile is entered twice under two numbers."""
        held = self._held(contest)
        contents: dict[tuple[Any, ...], str] = {}
        found = []
        for batch in batches:
            marks = Counter((text, reason or "") for _id, text, reason in held.get(batch.id, []))
            if batch.ballots < _ALIKE_FROM or len(marks) < _DIFFERENT_MARKS:
                continue
            content = tuple(sorted(marks.items()))
            if content in contents:
                found.append((contents[content], batch.label))
            contents.setdefault(content, batch.label)
        return tuple(found)

    def empty(self, change: Change, contest: Contest) -> None:
        """Take everything out of the box of a mock vote."""
        for table in ("ballot", "ballot_draft", "stack", "waiting_ballot", "code", "station", "sheet_draft"):
            change.box.execute(f'DELETE FROM "{table}" WHERE contest = ?', [contest.id])
        for row in self._db.query("SELECT id FROM batch WHERE gone = 0 AND contest = ?", [contest.id]):
            change.delete("batch", row["id"])

    def anything(self, contest: Contest) -> bool:
        """Whether a ballot or a sheet has been entered, or a code was given out."""
        return any(
            self._db.execute(f'SELECT 1 FROM "{table}" WHERE contest = ? LIMIT 1', [contest.id]).fetchone()
            for table in ("ballot", "ballot_draft", "waiting_ballot", "code", "sheet_draft")
        ) or bool(self.all_batches(contest))

    # what holds it together

    def _held(self, contest: Contest) -> dict[str, list[Boxed]]:
        found: dict[str, list[Boxed]] = {}
        for each, batch, marks, reason in self._db.execute(
            "SELECT id, batch, marks, reason FROM ballot WHERE contest = ?", [contest.id]
        ).fetchall():
            found.setdefault(batch, []).append((each, marks, reason))
        return found

    def _ballots(self, batch: str) -> list[Boxed]:
        rows = self._db.execute("SELECT id, marks, reason FROM ballot WHERE batch = ?", [batch]).fetchall()
        return [(each, marks, reason) for each, marks, reason in rows]

    def _labels(self, contest: Contest, count: int) -> set[str]:
        sealed = {
            batch.label
            for batch in self.all_batches(contest)
            if batch.count == count and batch.laptop == self._workspace.device and batch.source is Source.PAPER
        }
        return sealed | {stack.label for stack in self.stacks(contest) if stack.count == count}

    def _required(self, contest: Contest) -> Stack:
        stack = self.at_hand(contest)
        if stack is None:
            raise Mishap(_("There are no ballots in this batch yet."))
        return stack

    @staticmethod
    def _require_count(stack: Stack, entered: int) -> None:
        if not entered:
            raise Mishap(_("There are no ballots in this batch yet."))
        if stack.papers is not None and stack.papers != entered:
            raise Mishap(
                _("Batch {label} was counted as {papers} papers, and {entered} ballots are entered.").format(
                    label=stack.label, papers=stack.papers, entered=entered
                ),
                _(
                    "Count the papers again. Then enter what is missing, take back what is too much, or correct the number of papers."
                ),
            )

    def _set(self, stack: Stack, stage: Stage) -> None:
        with self._workspace.unlogged() as box:
            box.execute("UPDATE stack SET stage = ? WHERE id = ?", [stage, stack.id])

    @staticmethod
    def _insert(box: Database, contest: Contest, stack: str, reading: int, ballots: Sequence[tuple[int, Entered]]) -> None:
        for place, ballot in ballots:
            box.execute(
                "INSERT INTO ballot_draft (id, contest, edition, stack, reading, place, marks, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    uuid.uuid4().hex, contest.id, contest.edition, stack, reading, place, as_text(ballot.marks),
                    ballot.reason or None,
                ],
            )  # fmt: skip


def replace_ballots(sealed: Sealed, ballots: Sequence[Boxed]) -> Sealed:
    """The same batch with other ballots."""
    return replace(sealed, ballots=tuple(ballots))


def _reading(stack: Stack) -> int:
    return 1 if stack.stage in {Stage.FIRST, Stage.WAITING} else 2


def _entered(row: Mapping[str, Any]) -> Entered:
    return Entered(as_marks(row["marks"]), row["reason"] or "")


def _stack(row: Mapping[str, Any]) -> Stack:
    return Stack(
        row["id"],
        row["label"] or "",
        row["papers"],
        Stage(row["stage"]),
        row["first"] or "",
        row["second"] or "",
        row["count"] or 0,
    )


_CELLS = frozenset(each.name for each in fields(Batch))


def _batch(row: Mapping[str, Any]) -> Batch:
    values = {name: row[name] for name in _CELLS if row[name] is not None}
    values["source"] = Source(row["source"]) if row["source"] in set(Source) else Source.PAPER
    values["reasons"] = tuple(json.loads(row["reasons"]).items()) if row["reasons"] else ()
    values["sums"] = as_marks(row["sums"])
    values["stack"] = row["stack"] or row["id"]
    return Batch(**values)
