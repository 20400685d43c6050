"""Contests from draft to declared: prepared, opened, their ballots boxed, counted, counted again, and declared."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from peña_app.errors import Mishap
from peña_app.i18n import N_, Words, _, folded
from peña_app.voting.accounting import CHANGED, DUE_IMBALANCE, ENTERED, SAME, Accounting, Papers, restored_accounting, together
from peña_app.voting.counting import Marks, Result, Rules, Standing, restored, restored_rules
from peña_app.voting.marks import piled
from peña_app.voting.methods import tally
from peña_app.voting.model import (
    BATCH,
    DOUBLE,
    FEWEST_FOR_SECRECY,
    MOST_IN_BATCH,
    SINGLE,
    Batch,
    Conflict,
    Contest,
    ContestId,
    Difference,
    Entered,
    Option,
    OptionId,
    Source,
    Stack,
    Stage,
    State,
    require_opening,
    require_size,
)
from peña_app.voting.on_wall import tally_with_wall
from peña_app.voting.records.box import Box, Sealed
from peña_app.voting.records.cells import as_json, as_marks, as_text, hashed
from peña_app.voting.records.station import Station
from peña_app.voting.records.wall import SheetReading, Wall
from peña_app.voting.recounts import Recount, Recounted, recount_due
from peña_app.voting.symbols import symbol
from peña_app.workspace import Change, Workspace, order_between, words
from peña_app.workspace.sqlite import Database

_HERE = "(gone = 0 OR edition != '')"
"""A contest that was opened stays: also when, later, an undo takes back that it was ever prepared."""
_AFTER = (State.CLOSED, State.COUNTED)


@dataclass(frozen=True, slots=True)
class Declared:
    """What was declared and can no longer change."""

    contest: Contest
    result: Result
    accounting: Accounting

    @property
    def practice(self) -> bool:
        """Whether it was a mock vote, which enters no register."""
        return self.accounting.practice


_LONG: Final = 60_000
_Key = tuple[str, Rules, tuple[str, ...]]
_tallied: dict[_Key, Result] = {}
"""The last count, so that a job can make it and a window show it; its key names the ballots by what they are."""


def _key(contest: Contest, rules: Rules, batches: Sequence[Batch]) -> _Key:
    return contest.edition, rules, tuple(sorted(batch.id for batch in batches))


class Voting:
    """What people vote on, and the box their ballots lie in."""

    def __init__(self, workspace: Workspace, db: Database | None = None) -> None:
        self._workspace = workspace
        self._db = db or workspace.db
        self._box = Box(workspace, self._db)
        self._station = Station(workspace, self._db, self._box)
        self._wall = Wall(workspace, self._db, self._box)

    # preparing

    def draft(
        self, title: Words, rules: Rules, options: Sequence[Words] = (), *, gathering: str = "", practice: bool = False
    ) -> Contest:
        """Prepare a contest; ``practice`` is a mock vote, which enters no register.

        Raises:
            Mishap: it has more options than there are keys.
        """
        prepared = [Option(OptionId(""), each) for each in options]
        require_size(prepared)
        last = self._db.execute("SELECT max(place) FROM contest").fetchone()[0]
        with self._workspace.change(N_("prepared a contest")) as change:
            made = ContestId(
                change.add(
                    "contest",
                    rules=_kept(rules),
                    state=State.DRAFT,
                    gathering=gathering,
                    edition="",
                    place=order_between(last, None),
                    practice=int(practice),
                )
            )
            change.words(made, "title", title)
            self._write_options(change, made, prepared, {})
        return self.contest(made)

    def edit(self, contest: Contest) -> Contest:
        """Write a contest that is being prepared as it now stands; options without any text are left out.

        Raises:
            Mishap: it is open already, or has more options than there are keys.
        """
        if self.contest(contest.id).state is not State.DRAFT:
            raise Mishap(_("This contest is open already."), _("Its options and rules stay as they were printed."))
        options = [option for option in contest.options if any(text.strip() for text in option.words.values())]
        require_size(options)
        held = {row["id"]: row["place"] for row in self._option_rows(contest.id)}
        with self._workspace.change(N_("changed a contest")) as change:
            change.put(
                "contest",
                contest.id,
                rules=_kept(contest.rules),
                gathering=contest.gathering,
                practice=int(contest.practice),
                batch=_batch_size(contest.batch),
            )
            change.words(contest.id, "title", contest.title)
            for gone in held.keys() - {option.id for option in options}:
                change.delete("option", gone)
            self._write_options(change, contest.id, options, held)
        return self.contest(contest.id)

    def remove(self, contest: ContestId) -> None:
        """Take a contest that is being prepared off the list; an undo brings it back.

        Raises:
            Mishap: it is open already.
        """
        if self.contest(contest).state is not State.DRAFT:
            raise Mishap(_("A contest that was opened stays on the list."), _("What people voted on is part of the record."))
        with self._workspace.change(N_("removed a contest")) as change:
            change.delete("contest", contest)

    def contests(self) -> list[Contest]:
        """Every contest, in the order in which they were prepared."""
        rows = list(self._db.query(f"SELECT * FROM contest WHERE {_HERE} ORDER BY place, id"))
        texts = words(self._db, [row["id"] for row in rows])
        return [self._contest(row, texts.get(row["id"], {}).get("title", {})) for row in rows]

    def contest(self, contest: str) -> Contest:
        """The contest with that id.

        Raises:
            Mishap: it is not here.
        """
        row = next(self._db.query(f"SELECT * FROM contest WHERE {_HERE} AND id = ?", [contest]), None)
        if row is None:
            raise Mishap(_("This contest is no longer here."), _("An undo brings back what was removed."))
        return self._contest(row, words(self._db, [contest]).get(contest, {}).get("title", {}))

    def count(self, typed: str) -> int:
        """How many contests have a question that holds what was typed."""
        return len(self._found(typed))

    def page(self, typed: str, first: int, length: int) -> Sequence[Contest]:
        """Those contests, in order."""
        return self._found(typed)[first : first + length]

    # opening and closing

    def open(self, contest: ContestId, *, batch: int | None = None) -> Contest:
        """Freeze the options and rules in both languages and take ballots from now on, in batches of ``batch``.

        Raises:
            Mishap: a text is missing in a language, or there is nothing to choose from.
        """
        prepared = self.contest(contest)
        require_opening(prepared)
        options = [replace(option, symbol=option.symbol or symbol(place)) for place, option in enumerate(prepared.options)]
        content = as_json(
            {
                "contest": contest,
                "title": prepared.title,
                "rules": asdict(prepared.rules),
                "options": [asdict(each) for each in options],
            }
        )
        edition = hashlib.blake2b(content.encode(), digest_size=16).hexdigest()
        with self._workspace.change(N_("opened a contest"), final=True) as change:
            change.add("edition", id=edition, contest=contest, content=content)
            change.put("contest", contest, state=State.OPEN, edition=edition, batch=_batch_size(batch or prepared.batch))
            change.add("contest_act", contest=contest, act="open", reason="")
        return self.contest(contest)

    def prepare_again(self, contest: ContestId) -> Contest:
        """Take an open contest back to being prepared, as long as nobody's ballot has been entered.

        Raises:
            Mishap: there are ballots already, or codes with which people may be voting.
        """
        held = self._require(contest, State.OPEN)
        if self._box.anything(held):
            raise Mishap(_("Ballots have been entered already."), _("Options and rules stay as they were printed."))
        with self._workspace.change(N_("took a contest back to prepare it"), final=True) as change:
            self._box.empty(change, held)
            change.put("contest", contest, state=State.DRAFT, edition="")
            change.add("contest_act", contest=contest, act="draft", reason="")
        return self.contest(contest)

    def close(self, contest: ContestId) -> Contest:
        """Close the open batch and the box: nothing is entered any more.

        Raises:
            Mishap: the contest is not open, a pile waits for its second reading, or its number of papers differs.
        """
        held = self._require(contest, State.OPEN)
        stacks = self._box.stacks(held)
        waits = next((stack for stack in stacks if stack.stage is not Stage.FIRST), None)
        if waits is not None:
            raise Mishap(
                _("Batch {label} waits for its second reading.").format(label=waits.label),
                _("Let a second person enter it, or put it into the box as it was entered once."),
            )
        self._require_sheets_done(held, 0)
        at_hand = next(iter(stacks), None)
        entered = self._box.reading(at_hand, 1) if at_hand else []
        if at_hand is not None and entered and at_hand.papers not in {None, len(entered)}:
            self._box.hand_on(held)  # says how the numbers differ
        with self._workspace.change(N_("closed a contest"), final=True) as change:
            if at_hand is not None:
                if entered:
                    self._box.seal(change, held, at_hand)
                else:
                    change.box.execute("DELETE FROM stack WHERE id = ?", [at_hand.id])
            self._station.release_all(change, held)
            change.put("contest", contest, state=State.CLOSED)
            change.add("contest_act", contest=contest, act="close", reason="")
        self._workspace.settle()
        return self.contest(contest)

    def reopen(self, contest: ContestId, reason: str) -> Contest:
        """Take ballots again after closing; the reason stays on the record.

        Raises:
            Mishap: no reason is given, the count is being taken again, or the result is declared.
        """
        held = self._require(contest, *_AFTER)
        if not reason.strip():
            raise Mishap(
                _("A reason is missing."), _("Write why more ballots are entered after closing: it stays on the certificate.")
            )
        if self.recounting(contest):
            raise Mishap(_("The ballots are being counted again."), _("Finish that count, or stop it, first."))
        with self._workspace.change(N_("opened a contest again"), final=True) as change:
            self._station.reopened(change, held)
            change.put("contest", contest, state=State.OPEN)
            change.add("contest_act", contest=contest, act="reopen", reason=reason.strip())
        return self.contest(contest)

    def reasons(self, contest: ContestId) -> list[str]:
        """Why a contest was opened again, each time."""
        return [reason for _act, reason in self._acts(contest, "reopen")]

    def count_box(self, contest: ContestId) -> Contest:
        """Say that the count is done: everything that was entered is in it, and nothing is in conflict.

        Raises:
            Mishap: the box is open, or a batch cannot be counted as it is.
        """
        held = self._require(contest, State.CLOSED)
        self._require_no_conflict(held)
        with self._workspace.change(N_("counted a contest"), final=True) as change:
            change.put("contest", contest, state=State.COUNTED)
            change.add("contest_act", contest=contest, act="count", reason="")
        return self.contest(contest)

    def close_and_count(self, contest: ContestId) -> Contest:
        """Close the box and count it, unless a batch cannot be counted as it is: then it stays closed.

        Raises:
            Mishap: as `close`.
        """
        closed = self.close(contest)
        return closed if self.conflicts(contest) else self.count_box(contest)

    def set_batch_size(self, contest: ContestId, n: int) -> None:
        """How many ballots make a batch, as long as none has been entered.

        Raises:
            Mishap: ballots have been entered, or the number makes no sense.
        """
        held = self._require(contest, State.DRAFT, State.OPEN)
        if self._box.stacks(held) or self._box.all_batches(held):
            raise Mishap(_("Ballots have been entered already."), _("All batches of a vote are of one size."))
        with self._workspace.change(N_("chose the size of a batch")) as change:
            change.put("contest", contest, batch=_batch_size(n))

    def empty(self, contest: ContestId) -> Contest:
        """Take all ballots out of a mock vote, also when it was declared, to practise again.

        Raises:
            Mishap: it is no mock vote.
        """
        held = self.contest(contest)
        if not held.practice:
            raise Mishap(_("The box of a real vote is never emptied."), _("Practise with a mock vote."))
        with self._workspace.change(N_("emptied a mock vote"), final=True) as change:
            self._box.empty(change, held)
            for table in ("papers", "result", "contest_act", "batch_act"):
                for row in self._db.query(f'SELECT id FROM "{table}" WHERE gone = 0 AND contest = ?', [contest]):
                    change.delete(table, row["id"])
            if held.state is not State.DRAFT:
                change.put("contest", contest, state=State.OPEN)
        self._workspace.settle()
        return self.contest(contest)

    # entering ballots

    def begin_batch(self, contest: ContestId, label: str = "", papers: int | None = None, reader: str = "") -> Stack:
        """Take a pile to be entered: the number on it, how many papers were counted in it, and the letter of who reads it.

        Raises:
            Mishap: that batch is entered already, another is under the hand, or the pile is larger than a batch.
        """
        held, count = self._entering(contest)
        return self._box.begin(held, count, label, papers, reader)

    def next_label(self, contest: ContestId) -> str:
        """The number that the next pile gets unless another is chosen."""
        return self._box.next_label(self.contest(contest), self.recounting(contest))

    def correct_papers(self, contest: ContestId, papers: int | None) -> None:
        """Write down another number of papers of the pile under the hand, after they were counted again."""
        self._box.correct_papers(self._entering(contest)[0], papers)

    def put_away(self, contest: ContestId) -> None:
        """Leave the pile under the hand if nothing has been entered of it."""
        self._box.put_away(self.contest(contest))

    def enter(self, contest: ContestId, marks: Marks) -> Standing:
        """Put a ballot into the open batch; it is on disk when this returns.

        Raises:
            Mishap: the contest is not open, or the batch is full.
        """
        held, count = self._entering(contest)
        self._box.put(held, count, Entered(marks))
        return held.standing(marks)

    def reject(self, contest: ContestId, reason: str) -> None:
        """Put a paper into the open batch that two people agree cannot be counted, for a reason of `REASONS`.

        Raises:
            Mishap: the contest is not open, or the batch is full.
        """
        held, count = self._entering(contest)
        self._box.put(held, count, Entered((), reason))

    def take_back(self, contest: ContestId) -> Entered | None:
        """Take the last ballot out of the open batch again; None if the batch is empty."""
        return self._box.take_back(self.contest(contest))

    def open_batch(self, contest: ContestId) -> list[Entered]:
        """The ballots of the open batch, in the order of the pile on the table."""
        return self._box.entered(self.contest(contest))

    def pile(self, contest: ContestId) -> Stack | None:
        """The pile under the hand."""
        return self._box.at_hand(self.contest(contest))

    def piles(self, contest: ContestId) -> list[Stack]:
        """The piles that are being entered or wait for their second reading."""
        return self._box.stacks(self.contest(contest))

    def first_reading_size(self, contest: ContestId, stack: str) -> int:
        """How many ballots the first person entered of a pile."""
        pile = next((each for each in self.piles(contest) if each.id == stack), None)
        return len(self._box.reading(pile, 1)) if pile else 0

    def close_batch(self, contest: ContestId) -> Batch:
        """Put the open batch into the box, where it keeps no order.

        Raises:
            Mishap: it is empty, so small that it could tell how someone voted, or its number of papers or readings differ.
        """
        return self._box.close(self._entering(contest)[0])

    def hand_on(self, contest: ContestId) -> Stack:
        """The first person has entered the pile: it waits for a second one, who does not see what the first entered.

        Raises:
            Mishap: it is empty, or does not hold as many ballots as papers were counted.
        """
        return self._box.hand_on(self._entering(contest)[0])

    def read_again(self, contest: ContestId, stack: str, reader: str = "") -> Stack:
        """Enter a pile the second time.

        Raises:
            Mishap: it does not wait, another is under the hand, or the same person entered it before.
        """
        return self._box.read_again(self._entering(contest)[0], stack, reader)

    def compare(self, contest: ContestId) -> list[Difference]:
        """The second person has entered the pile: where the two readings part. None left: `close_batch` seals it.

        Raises:
            Mishap: nothing has been entered a second time.
        """
        return self._box.compare(self._entering(contest)[0])

    def decide(self, contest: ContestId, difference: Difference, truth: Entered | None) -> list[Difference]:
        """What the paper itself says at a difference, None if there is no such paper; gives the differences that are left."""
        return self._box.decide(self._entering(contest)[0], difference, truth)

    def accept_reading(self, contest: ContestId, stack: str) -> Batch:
        """Put a pile into the box that was entered once and waits; the certificate says that it was entered once.

        Raises:
            Mishap: it is so small that it could tell how someone voted.
        """
        return self._box.accept(self._entering(contest)[0], stack)

    # what lies in the box

    def batches(self, contest: ContestId) -> list[Batch]:
        """The closed batches of a contest, from every laptop."""
        return self._box.batches(self.contest(contest), self._standing_count(contest))

    def boxed(self) -> dict[str, int]:
        """How many ballots each contest has in the box; a batch of which there are two versions is not counted."""
        rows = self._db.query(
            "SELECT contest, sum(n) AS n FROM (SELECT contest, max(ballots) AS n FROM batch WHERE gone = 0 "
            "AND coalesce(count, 0) = 0 AND id NOT IN (SELECT batch FROM batch_act WHERE gone = 0 AND act = 'void') "
            "GROUP BY contest, coalesce(stack, id) HAVING count(*) = 1) GROUP BY contest"
        )
        return {row["contest"]: row["n"] or 0 for row in rows}

    def ballots(self, contest: ContestId) -> dict[Marks, int]:
        """The ballots that are counted, laid together by their marks: to be published, or to be counted by another method.

        Raises:
            Mishap: the box is still open.
        """
        held = self._require(contest, *_AFTER, State.DECLARED)
        return self._box.marks(held, self._counting(held))

    def conflicts(self, contest: ContestId) -> list[Conflict]:
        """The batches that cannot be counted as they are: two versions, ballots that have not arrived or are not those sealed."""
        return self._box.conflicts(self.contest(contest), self._standing_count(contest))

    def choose_version(self, contest: ContestId, conflict: Conflict, version: str, reason: str) -> None:
        """Count one version of a batch, as the paper says, and put the others aside; the reason stays on the certificate.

        Raises:
            Mishap: no reason is given, or the result is declared.
        """
        self._box.choose(self._require(contest, State.OPEN, *_AFTER), conflict, version, reason)

    def set_aside(self, contest: ContestId, batch: str, reason: str) -> None:
        """Take a batch out of the count; the reason stays on the certificate.

        Raises:
            Mishap: no reason is given, or the result is declared.
        """
        self._box.set_aside(self._require(contest, State.OPEN, *_AFTER), batch, reason)

    def sealed(self, contest: ContestId) -> list[Sealed]:
        """The sealed batches that are here with their ballots, as they move to another laptop."""
        return self._box.sealed(self.contest(contest))

    def receive(self, sealed: Sealed) -> bool:
        """Take a sealed batch of another laptop: the same one twice is once, another version of it is shown and not counted.

        Returns:
            False if it was here already.

        Raises:
            Mishap: its ballots are not those that were sealed.
        """
        return self._box.receive(sealed)

    # voting at this laptop

    def tokens(self, contest: ContestId, n: int) -> list[str]:
        """New codes that open one ballot each on this laptop, to be shown or printed now: they are kept nowhere.

        Raises:
            Mishap: the contest is not open, or the number makes no sense.
        """
        return self._station.make_codes(self._require(contest, State.OPEN), n)

    def station(self, contest: ContestId) -> tuple[int, int, int]:
        """How many codes were made here, how many are left, and how many ballots wait to be shuffled into the box."""
        held = self.contest(contest)
        return self._station.made(held), self._station.left(held), self._station.waiting(held)

    def require_token(self, contest: ContestId, typed: str) -> str:
        """The code, if it opens a ballot.

        Raises:
            Mishap: it does not, or the contest is not open.
        """
        return self._station.require_code(self._require(contest, State.OPEN), typed)

    def cast(self, contest: ContestId, typed: str, marks: Marks) -> None:
        """Cast a ballot at this laptop and use up its code.

        Raises:
            Mishap: the code does not open a ballot, or the contest is not open.
        """
        self._station.cast(self._require(contest, State.OPEN), typed, marks)

    # dots on the wall

    def read_sheet(self, contest: ContestId, label: str, sums: Sequence[int], reader: str = "") -> SheetReading | Batch:
        """Write down the dots of one sheet. The second person's reading seals it if it is the same; else both are shown.

        Raises:
            Mishap: there are no dots in this contest, the sheet has no name, or it is counted already.
        """
        held, count = self._entering(contest)
        return self._wall.read(held, count, label, sums, reader)

    def decide_sheet(self, contest: ContestId, label: str, sums: Sequence[int]) -> Batch:
        """Seal a sheet with what both found when they looked at it again together."""
        held, count = self._entering(contest)
        return self._wall.decide(held, count, label, sums)

    def accept_sheet(self, contest: ContestId, label: str) -> Batch:
        """Seal a sheet that one person read; the certificate says so."""
        held, count = self._entering(contest)
        return self._wall.accept(held, count, label)

    def forget_sheet(self, contest: ContestId, label: str) -> None:
        """Throw the readings of a sheet away, to begin it anew."""
        held, count = self._entering(contest)
        self._wall.forget(held, count, label)

    def sheets(self, contest: ContestId) -> list[SheetReading]:
        """The sheets that were read and are not counted yet."""
        return self._wall.reading(self.contest(contest), self.recounting(contest))

    def sealed_sheets(self, contest: ContestId) -> list[Batch]:
        """The sheets that are counted."""
        return [batch for batch in self._counting(self.contest(contest)) if batch.source is Source.WALL]

    def wall_totals(self, contest: ContestId) -> tuple[int, ...]:
        """The dots on the wall of each option."""
        held = self.contest(contest)
        return _added([batch.sums for batch in self.sealed_sheets(contest)], len(held.options))

    # counting again

    def recount(self, contest: ContestId, reason: str) -> None:
        """Begin to count again from the paper: every batch is entered anew, beside the first count.

        Raises:
            Mishap: no reason is given, the box is open, or the ballots are being counted again already.
        """
        self._require(contest, *_AFTER)
        if not reason.strip():
            raise Mishap(_("A reason is missing."), _("Write why the ballots are counted again: it stays on the certificate."))
        if self.recounting(contest):
            raise Mishap(_("The ballots are being counted again already."), _("Go on with that count."))
        number = 1 + max((int(act.split()[1]) for act, _reason in self._acts(contest, "recount %")), default=0)
        with self._workspace.change(N_("began to count again"), final=True) as change:
            change.add("contest_act", contest=contest, act=f"recount {number}", reason=reason.strip())

    def recounting(self, contest: ContestId) -> int:
        """The number of the count that is being taken again; 0 if none is."""
        begun = {int(act.split()[1]) for act, _reason in self._acts(contest, "recount %")}
        return max(begun - {int(act.split()[1]) for act, _reason in self._acts(contest, "recounted %")}, default=0)

    def second_count(self, contest: ContestId) -> Recount:
        """How far the count from paper is that is being taken again, batch by batch beside the first."""
        held, number = self.contest(contest), self.recounting(contest)
        first = [batch for batch in self._box.batches(held, self._standing_count(contest)) if batch.source is Source.PAPER]
        second = [batch for batch in self._box.all_batches(held) if batch.source is Source.PAPER and batch.count == number]
        labels = sorted({batch.label for batch in [*first, *second]}, key=lambda label: (len(label), label))
        found = []
        for label in labels:
            one, other = [b for b in first if b.label == label], [b for b in second if b.label == label]
            same = self._contents(held, one) == self._contents(held, other)
            found.append(Recounted(label, _ballots(one), _ballots(other), same))
        return Recount(number, tuple(found))

    def finish_recount(self, contest: ContestId) -> bool:
        """End the second count. If any batch differs the second count stands, as it was taken with the first one known to be wrong.

        Returns:
            Whether both counts are the same.

        Raises:
            Mishap: a batch has not been counted again, or a pile is still being entered.
        """
        held, number = self._entering(contest)
        recount = self.second_count(contest)
        missing = next((batch.label for batch in recount.batches if batch.second is None), "")
        if missing or self._box.stacks(held):
            raise Mishap(
                _("Batch {label} has not been counted again.").format(label=missing or self._box.stacks(held)[0].label),
                _("Enter it from the paper, then finish the count."),
            )
        self._require_sheets_done(held, number)
        first, second = (self._box.batches(held, count) for count in (self._standing_count(contest), number))
        same = not recount.differing and _sheets(first, len(held.options)) == _sheets(second, len(held.options))
        with self._workspace.change(N_("counted again"), final=True) as change:
            change.add("contest_act", contest=contest, act=f"recounted {number} {SAME if same else CHANGED}", reason="")
        return same

    def stop_recount(self, contest: ContestId) -> None:
        """Leave the second count: what was entered for it is taken out of the box again, and the first count stands."""
        held, number = self._entering(contest)
        with self._workspace.change(N_("stopped counting again"), final=True) as change:
            for stack in self._box.stacks(held):
                change.box.execute("DELETE FROM ballot_draft WHERE stack = ?", [stack.id])
                change.box.execute("DELETE FROM stack WHERE id = ?", [stack.id])
            change.box.execute("DELETE FROM sheet_draft WHERE contest = ?", [contest])
            for batch in self._box.all_batches(held):
                if batch.count == number:
                    change.box.execute("DELETE FROM ballot WHERE batch = ?", [batch.id])
                    change.delete("batch", batch.id)
            change.add("contest_act", contest=contest, act=f"recounted {number} stopped", reason="")
        self._workspace.settle()

    def draw(self, contest: ContestId, order: Sequence[int]) -> None:
        """Write down the lot that was drawn in front of everyone: the options in the order in which they came, the first survives.

        Raises:
            Mishap: the group did not choose the lot before opening, the box is open, or a lot was drawn already.
        """
        held = self._require(contest, *_AFTER)
        if held.rules.ties != "lot":
            raise Mishap(
                _("This vote was not opened with a lot for ties."), _("What decides a tie is chosen before the vote is opened.")
            )
        if self.lot(contest):
            raise Mishap(_("The lot has been drawn already."), _("It is drawn once, in front of everyone."))
        with self._workspace.change(N_("wrote down the lot"), final=True) as change:
            change.add("contest_act", contest=contest, act="lot", reason=as_text(order))

    def lot(self, contest: ContestId) -> tuple[int, ...]:
        """The options in the order in which they were drawn; none if no lot was."""
        drawn = self._acts(contest, "lot")
        return as_marks(drawn[0][1]) if drawn else ()

    # the account and the result

    def papers(self, contest: ContestId) -> Papers:
        """What was counted by hand at this laptop."""
        return self._papers("AND laptop = ?", [contest, self._workspace.device])

    def account(self, contest: ContestId, papers: Papers, eligible: int | None = None, present: int | None = None) -> None:
        """Write down what was counted by hand at this laptop, how many people may vote, and how many were there at the closing."""
        with self._workspace.change(N_("wrote down the account of the ballots")) as change:
            change.put(
                "papers",
                hashed(contest, self._workspace.device),
                contest=contest,
                laptop=self._workspace.device,
                **asdict(papers),
            )
            change.put("contest", contest, eligible=eligible, present=present)

    def accounting(self, contest: ContestId) -> Accounting:
        """The account of the paper at every laptop together with what is in the box; as declared, once it is."""
        held = self.contest(contest)
        if held.state is State.DECLARED and (declared := self.declared(contest)):
            return declared.accounting
        batches = self._counting(held)
        with_ballots = [batch for batch in batches if batch.source is not Source.WALL]
        sheets = [batch for batch in batches if batch.source is Source.WALL]
        entered = [batch for batch in batches if batch.source is not Source.LAPTOP]
        rejected: Counter[str] = Counter()
        for batch in with_ballots:
            rejected.update(dict(batch.reasons))
        codes, left = self._codes(held)
        account = Accounting(
            self._papers("", [contest]),
            valid=sum(batch.valid for batch in with_ballots),
            blank=sum(batch.blank for batch in with_ballots),
            overvoted=sum(batch.overvoted for batch in with_ballots),
            rejected=sum(batch.rejected for batch in with_ballots),
            eligible=held.eligible,
            reasons=tuple(sorted(rejected.items())),
            single=sum(batch.entered == SINGLE for batch in entered),
            double=sum(batch.entered == DOUBLE for batch in entered),
            at_laptop=sum(batch.ballots for batch in batches if batch.source is Source.LAPTOP),
            codes=codes,
            codes_left=left,
            sheets=len(sheets),
            dots_on_wall=sum(sum(batch.sums) for batch in sheets),
            alike=self._box.alike(held, with_ballots),
            practice=held.practice,
            remarks=self._remarks(contest),
        )
        if held.state not in _AFTER or not (account.in_box or sheets):
            return account
        return replace(account, recount=self._recount_note(held, account))

    def tally(self, contest: ContestId) -> Result:
        """Count the box; once declared, what was declared.

        Raises:
            Mishap: the box is still open.
        """
        held = self.contest(contest)
        if held.state is State.DECLARED and (declared := self.declared(contest)):
            return declared.result
        if held.state not in _AFTER:
            raise Mishap(
                _("The box is still open."), _("Close it first: nobody sees how it is going before everybody has voted.")
            )
        return self._tally(held)

    def declare(self, contest: ContestId) -> Declared:
        """Freeze the result and the account. What does not add up needs a note, which stays on the certificate.

        Raises:
            Mishap: the box is open or empty, a batch is in conflict, the ballots are being counted again, something does not
                add up and nobody has said why, or it could change the result and the ballots were not counted again.
        """
        held = self._require(contest, *_AFTER)
        self._require_no_conflict(held)
        if self.recounting(contest):
            raise Mishap(_("The ballots are being counted again."), _("Finish that count, or stop it, first."))
        accounting = self.accounting(contest)
        if not accounting.in_box and not accounting.sheets:
            raise Mishap(_("There are no ballots in the box."), _("Open it again, with a reason, to enter them."))
        if accounting.imbalances and not accounting.papers.note.strip():
            raise Mishap(
                accounting.imbalances[0].sentence,
                _("Count again. If it stays so, write a note: it goes on the certificate with the result."),
            )
        if accounting.recount == DUE_IMBALANCE:
            raise Mishap(
                _("What does not add up is enough to change the result."),
                _("Count the ballots again from the paper before you declare."),
            )
        result = self._tally(held)
        content = as_json({"result": result.stored(), "accounting": accounting.stored()})
        with self._workspace.change(N_("declared a result"), final=True) as change:
            change.add("result", contest=contest, edition=held.edition, content=content)
            change.put("contest", contest, state=State.DECLARED)
            if held.state is State.CLOSED:
                change.add("contest_act", contest=contest, act="count", reason="")
            change.add("contest_act", contest=contest, act="declare", reason="")
        return Declared(self.contest(contest), result, accounting)

    def declared(self, contest: ContestId) -> Declared | None:
        """What was declared; None if nothing has been."""
        row = next(
            self._db.query("SELECT content FROM result WHERE gone = 0 AND contest = ? ORDER BY id LIMIT 1", [contest]), None
        )
        if row is None:
            return None
        content = json.loads(row["content"])
        accounting = restored_accounting(content["accounting"])
        held = replace(self.contest(contest), eligible=accounting.eligible)
        return Declared(held, restored(content["result"]), accounting)

    def register(self) -> list[Declared]:
        """Every declared result but those of mock votes: what a register of decisions receives."""
        found = [
            self.declared(contest.id) for contest in self.contests() if contest.state is State.DECLARED and not contest.practice
        ]
        return [each for each in found if each is not None and not each.practice]

    # what holds it together

    def _require(self, contest: ContestId, *states: State) -> Contest:
        held = self.contest(contest)
        if held.state in states:
            return held
        if held.state is State.DRAFT:
            raise Mishap(_("This contest is not open yet."), _("Open it first: then its ballots can be printed and entered."))
        if held.state is State.OPEN:
            raise Mishap(_("The box is still open."), _("Close it first."))
        if held.state in _AFTER:
            raise Mishap(_("The box is closed."), _("Open it again, with a reason, to enter more ballots."))
        raise Mishap(_("This result is declared."), _("What was declared stays as it is."))

    def _entering(self, contest: ContestId) -> tuple[Contest, int]:
        """The contest and the number of the count into which ballots are entered now: 0 for the first."""
        number = self.recounting(contest)
        return self._require(contest, *(_AFTER if number else (State.OPEN,))), number

    def _require_no_conflict(self, contest: Contest) -> None:
        conflict = next(iter(self._box.conflicts(contest, self._standing_count(contest.id))), None)
        if conflict is not None:
            raise Mishap(conflict.sentence, conflict.hint)

    def _require_sheets_done(self, contest: Contest, count: int) -> None:
        sheet = next(iter(self._wall.reading(contest, count)), None)
        if sheet is not None:
            raise Mishap(
                _("Sheet {label} was read and is not counted yet.").format(label=sheet.label),
                _("Let a second person read it, or count it as it was read once."),
            )

    def _counting(self, contest: Contest) -> list[Batch]:
        return self._box.counting(contest, self._standing_count(contest.id))

    def _standing_count(self, contest: str) -> int:
        """The number of the count that stands: the first one, or the last recount that found something else."""
        changed = (act.split() for act, _reason in self._acts(contest, "recounted %"))
        return max((int(number) for _word, number, found in changed if found == CHANGED), default=0)

    def _recount_note(self, contest: Contest, account: Accounting) -> str:
        done = {act.split()[2]: int(act.split()[1]) for act, _reason in self._acts(contest.id, "recounted %")}
        done.pop("stopped", None)
        if done:
            return CHANGED if CHANGED in done else SAME
        return recount_due(self._tally(contest), account.imbalances)

    def _tally(self, contest: Contest) -> Result:
        batches = self._counting(contest)
        rules = self._rules_now(contest)
        key = _key(contest, rules, batches)
        if key in _tallied:
            return _tallied[key]
        options = len(contest.options)
        pile = piled(self._box.marks(contest, batches), options, contest.kind, rules)
        sheets = [batch for batch in batches if batch.source is Source.WALL]
        if sheets:
            result = tally_with_wall(pile, options, rules, _added([sheet.sums for sheet in sheets], options), len(sheets))
        else:
            result = tally(pile, options, rules)
        _tallied.clear()  # the last one is enough, and a workspace that was locked leaves nothing behind for long
        _tallied[key] = result
        return result

    def takes_long(self, contest: ContestId) -> bool:
        """Whether its count should be given to a job: raising everyone's share among many projects takes seconds."""
        held = self.contest(contest)
        if held.rules.method != "pb-mes" or not held.rules.completion.startswith("add1"):
            return False
        batches = self._counting(held)
        if sum(batch.ballots for batch in batches) * len(held.options) < _LONG:
            return False
        return _key(held, self._rules_now(held), batches) not in _tallied

    def _rules_now(self, contest: Contest) -> Rules:
        """The rules as they were printed, with what only the day itself could tell: who was there, and how the lot fell."""
        lot = self.lot(contest.id)
        rules = replace(contest.rules, lot=lot) if lot else contest.rules
        if rules.method != "motion":
            return rules
        return replace(
            rules,
            eligible=rules.eligible if contest.eligible is None else contest.eligible,
            present=rules.present if contest.present is None else contest.present,
        )

    def _contents(self, contest: Contest, batches: Sequence[Batch]) -> tuple[object, ...]:
        rejected: Counter[str] = Counter()
        for batch in batches:
            rejected.update(dict(batch.reasons))
        return self._box.marks(contest, batches), rejected

    def _remarks(self, contest: ContestId) -> tuple[str, ...]:
        aside = self._db.query(
            "SELECT DISTINCT reason FROM batch_act WHERE gone = 0 AND contest = ? AND act = 'void' ORDER BY reason", [contest]
        )
        again = [reason for _act, reason in self._acts(contest, "recount %")]
        return tuple(again + [row["reason"] for row in aside])

    def _codes(self, contest: Contest) -> tuple[int, int | None]:
        rows = list(self._db.query("SELECT laptop, codes, codes_left FROM papers WHERE gone = 0 AND contest = ?", [contest.id]))
        made = sum(row["codes"] or 0 for row in rows)
        known = [row["codes_left"] for row in rows if row["codes"]]
        if not made or any(each is None for each in known):
            return made, None
        return made, sum(known)

    def _acts(self, contest: str, act: str) -> list[tuple[str, str]]:
        rows = self._db.query(
            "SELECT act, reason FROM contest_act WHERE gone = 0 AND contest = ? AND act LIKE ? ORDER BY act, id", [contest, act]
        )
        return [(row["act"], row["reason"] or "") for row in rows]

    def _papers(self, where: str, values: list[str]) -> Papers:
        rows = self._db.query(f"SELECT * FROM papers WHERE gone = 0 AND contest = ? {where} ORDER BY id", values)
        return together(Papers(**{name: row[name] for name in ENTERED}, note=row["note"] or "") for row in rows)

    def _found(self, typed: str) -> list[Contest]:
        wanted = folded(typed)
        return [contest for contest in self.contests() if any(wanted in folded(text) for text in contest.title.values())]

    def _option_rows(self, contest: str) -> list[dict[str, Any]]:
        return list(self._db.query('SELECT * FROM "option" WHERE gone = 0 AND contest = ? ORDER BY place, id', [contest]))

    @staticmethod
    def _write_options(change: Change, contest: ContestId, options: Sequence[Option], held: dict[str, str]) -> None:
        before: str | None = None
        for option in options:
            place = held.get(option.id)
            if place is None or (before is not None and place <= before):
                place = order_between(before, None)
            before = place
            row = option.id or change.add("option", contest=contest)
            change.put("option", row, place=place, code=option.code, symbol=option.symbol)
            change.words(row, "name", option.words)

    def _contest(self, row: dict[str, Any], title: Words) -> Contest:
        contest = Contest(
            id=ContestId(row["id"]),
            title=title,
            rules=_rules(json.loads(row["rules"] or "{}")),
            options=(),
            state=State(row["state"]) if row["state"] in set(State) else State.DRAFT,
            gathering=row["gathering"] or "",
            edition=row["edition"] or "",
            eligible=row["eligible"],
            present=row["present"],
            practice=bool(row["practice"]),
            batch=row["batch"] or BATCH,
        )
        printed = self._edition(contest.edition)
        if printed is not None:
            return replace(
                contest,
                title=printed["title"],
                rules=_rules(printed["rules"]),
                options=tuple(Option(**option) for option in printed["options"]),
            )
        rows = self._option_rows(contest.id)
        names = words(self._db, [each["id"] for each in rows])
        return replace(
            contest,
            options=tuple(
                Option(OptionId(each["id"]), names.get(each["id"], {}).get("name", {}), each["code"] or "", each["symbol"] or "")
                for each in rows
            ),
        )

    def _edition(self, edition: str) -> dict[str, Any] | None:
        row = next(self._db.query("SELECT content FROM edition WHERE id = ?", [edition]), None) if edition else None
        return None if row is None else json.loads(row["content"])


def _rules(kept: dict[str, Any]) -> Rules:
    return restored_rules({"method": "plurality", **kept})


def _kept(rules: Rules) -> str:
    return as_json(asdict(rules))


def _batch_size(n: int) -> int:
    if not FEWEST_FOR_SECRECY <= n <= MOST_IN_BATCH:
        raise Mishap(
            _("A batch has {least} to {most} ballots.").format(least=FEWEST_FOR_SECRECY, most=MOST_IN_BATCH),
            _("25 is usual: a pile that can be read again without losing one’s place."),
        )
    return n


def _added(rows: Sequence[Sequence[int]], options: int) -> tuple[int, ...]:
    return tuple(sum(row[option] for row in rows) for option in range(options))


def _sheets(batches: Sequence[Batch], options: int) -> tuple[int, ...]:
    return _added([batch.sums for batch in batches if batch.source is Source.WALL], options)


def _ballots(batches: Sequence[Batch]) -> int | None:
    return sum(batch.ballots for batch in batches) if batches else None
