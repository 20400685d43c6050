"""Contests in the workspace: prepared, opened, their ballots boxed in batches that keep no order, counted and declared."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from peña_app.errors import Mishap
from peña_app.i18n import N_, NN_, Words, _, folded
from peña_app.voting.accounting import ENTERED, Accounting, Papers, together
from peña_app.voting.counting import Marks, Result, Rules, Standing, restored, restored_rules
from peña_app.voting.marks import piled
from peña_app.voting.methods import method, tally
from peña_app.voting.model import (
    BATCH,
    FEWEST_FOR_SECRECY,
    Batch,
    Contest,
    ContestId,
    Option,
    OptionId,
    State,
    require_opening,
    require_size,
)
from peña_app.voting.symbols import symbol
from peña_app.workspace import Change, Channel, Workspace, boxed, order_between, synced, words
from peña_app.workspace.sqlite import Database, Migrations

migrations = Migrations("voting")

_HERE = "(gone = 0 OR edition != '')"
"""A contest that was opened stays: also when, later, an undo takes back that it was ever prepared."""

UNCLEAR = "unclear"
"""Why a paper was rejected: its marks cannot be read."""


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


@dataclass(frozen=True, slots=True)
class Entered:
    """One ballot of the open batch; one that cannot be read has a reason and no marks."""

    marks: Marks
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Declared:
    """What was declared and can no longer change."""

    contest: Contest
    result: Result
    accounting: Accounting


class Voting:
    """What people vote on, and the box their ballots lie in."""

    def __init__(self, workspace: Workspace, db: Database | None = None) -> None:
        self._workspace = workspace
        self._db = db or workspace.db

    # preparing

    def draft(self, title: Words, rules: Rules, options: Sequence[Words] = (), *, gathering: str = "") -> Contest:
        """Prepare a contest.

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
            change.put("contest", contest.id, rules=_kept(contest.rules), gathering=contest.gathering)
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

    def open(self, contest: ContestId) -> Contest:
        """Freeze the options and rules in both languages and take ballots from now on.

        Raises:
            Mishap: a text is missing in a language, or there is nothing to choose from.
        """
        prepared = self.contest(contest)
        require_opening(prepared)
        options = [replace(option, symbol=option.symbol or symbol(place)) for place, option in enumerate(prepared.options)]
        content = _json(
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
            change.put("contest", contest, state=State.OPEN, edition=edition)
            change.add("contest_act", contest=contest, act="open", reason="")
        return self.contest(contest)

    def prepare_again(self, contest: ContestId) -> Contest:
        """Take an open contest back to being prepared, as long as nobody's ballot has been entered.

        Raises:
            Mishap: there are ballots already.
        """
        self._require(contest, State.OPEN)
        held = self._db.execute(
            "SELECT (SELECT count(*) FROM ballot WHERE contest = ?) + (SELECT count(*) FROM ballot_draft WHERE contest = ?)",
            [contest, contest],
        ).fetchone()[0]
        if held:
            raise Mishap(_("Ballots have been entered already."), _("Options and rules stay as they were printed."))
        with self._workspace.change(N_("took a contest back to prepare it"), final=True) as change:
            change.put("contest", contest, state=State.DRAFT, edition="")
            change.add("contest_act", contest=contest, act="draft", reason="")
        return self.contest(contest)

    def close(self, contest: ContestId) -> Contest:
        """Close the open batch and the box: nothing is entered any more.

        Raises:
            Mishap: the contest is not open.
        """
        held = self._require(contest, State.OPEN)
        with self._workspace.change(N_("closed a contest"), final=True) as change:
            if self.open_batch(contest):
                self._pack(change, held)
            change.put("contest", contest, state=State.CLOSED)
            change.add("contest_act", contest=contest, act="close", reason="")
        self._workspace.settle()
        return self.contest(contest)

    def reopen(self, contest: ContestId, reason: str) -> Contest:
        """Take ballots again after closing; the reason stays on the record.

        Raises:
            Mishap: no reason is given, or the result is declared.
        """
        self._require(contest, State.CLOSED)
        if not reason.strip():
            raise Mishap(
                _("A reason is missing."), _("Write why more ballots are entered after closing: it stays on the certificate.")
            )
        with self._workspace.change(N_("opened a contest again"), final=True) as change:
            change.put("contest", contest, state=State.OPEN)
            change.add("contest_act", contest=contest, act="reopen", reason=reason.strip())
        return self.contest(contest)

    def reasons(self, contest: ContestId) -> list[str]:
        """Why a contest was opened again, each time."""
        rows = self._db.query(
            "SELECT reason FROM contest_act WHERE gone = 0 AND contest = ? AND act = 'reopen' ORDER BY id", [contest]
        )
        return [row["reason"] for row in rows]

    # the box

    def enter(self, contest: ContestId, marks: Marks) -> Standing:
        """Put a ballot into the open batch; it is on disk when this returns.

        Raises:
            Mishap: the contest is not open, or the batch is full.
        """
        held = self._require(contest, State.OPEN)
        if len(marks) != len(held.options) or min(marks) < 0:
            raise ValueError("a ballot has one number of 0 or more for each option")
        self._put_in_batch(held, " ".join(map(str, marks)), None)
        return held.standing(marks)

    def reject(self, contest: ContestId, reason: str = UNCLEAR) -> None:
        """Put a paper into the open batch that cannot be counted, for a reason.

        Raises:
            Mishap: the contest is not open, or the batch is full.
        """
        self._put_in_batch(self._require(contest, State.OPEN), "", reason)

    def take_back(self, contest: ContestId) -> Entered | None:
        """Take the last ballot out of the open batch again; None if the batch is empty."""
        row = next(self._db.query("SELECT * FROM ballot_draft WHERE contest = ? ORDER BY place DESC LIMIT 1", [contest]), None)
        if row is None:
            return None
        with self._workspace.unlogged() as box:
            box.execute("DELETE FROM ballot_draft WHERE id = ?", [row["id"]])
        return Entered(_marks(row["marks"]), row["reason"] or "")

    def open_batch(self, contest: ContestId) -> list[Entered]:
        """The ballots of the open batch, in the order of the pile on the table."""
        rows = self._db.query("SELECT marks, reason FROM ballot_draft WHERE contest = ? ORDER BY place", [contest])
        return [Entered(_marks(row["marks"]), row["reason"] or "") for row in rows]

    def close_batch(self, contest: ContestId) -> Batch:
        """Put the open batch into the box, where it keeps no order.

        Raises:
            Mishap: it is empty, or so small that it could tell how someone voted.
        """
        held = self._require(contest, State.OPEN)
        entered = len(self.open_batch(contest))
        if not entered:
            raise Mishap(_("There are no ballots in this batch yet."))
        if entered < FEWEST_FOR_SECRECY:
            raise Mishap(
                _("Fewer than {n} ballots together could tell how someone voted.").format(n=FEWEST_FOR_SECRECY),
                _("Enter more ballots first. The last batch goes in when the box is closed."),
            )
        with self._workspace.change(NN_("batch of {n} ballot", "batch of {n} ballots"), final=True, n=entered) as change:
            batch = self._pack(change, held)
        self._workspace.settle()
        return batch

    def batches(self, contest: ContestId) -> list[Batch]:
        """The closed batches of a contest, from every laptop."""
        rows = self._db.query(
            "SELECT * FROM batch WHERE gone = 0 AND contest = ? ORDER BY laptop, length(label), label, id", [contest]
        )
        names = [field.name for field in fields(Batch)]
        return [Batch(**{name: row[name] for name in names}) for row in rows]

    def boxed(self) -> dict[str, int]:
        """How many ballots each contest has in the box."""
        return {row["contest"]: row["n"] for row in self._db.query("SELECT contest, count(*) AS n FROM ballot GROUP BY contest")}

    # the account and the result

    def papers(self, contest: ContestId) -> Papers:
        """What was counted by hand at this laptop."""
        return self._papers("AND laptop = ?", [contest, self._workspace.device])

    def account(self, contest: ContestId, papers: Papers, eligible: int | None = None) -> None:
        """Write down what was counted by hand at this laptop, and how many people may vote."""
        key = hashlib.blake2b(f"{contest}\0{self._workspace.device}".encode(), digest_size=16).hexdigest()
        with self._workspace.change(N_("wrote down the account of the ballots")) as change:
            change.put("papers", key, contest=contest, laptop=self._workspace.device, **asdict(papers))
            change.put("contest", contest, eligible=eligible)

    def accounting(self, contest: ContestId) -> Accounting:
        """The account of the paper at every laptop together with what is in the box; as declared, once it is."""
        held = self.contest(contest)
        if held.state is State.DECLARED and (declared := self.declared(contest)):
            return declared.accounting
        counts = dict.fromkeys(Standing, 0)
        for marks, number in self._pile(held).items():
            counts[held.standing(marks)] += number
        rejected = self._db.execute(
            "SELECT count(*) FROM ballot WHERE contest = ? AND edition = ? AND reason IS NOT NULL", [contest, held.edition]
        ).fetchone()[0]
        return Accounting(
            self._papers("", [contest]),
            valid=counts[Standing.VALID],
            blank=counts[Standing.BLANK],
            overvoted=counts[Standing.OVERVOTED],
            rejected=rejected,
            eligible=held.eligible,
        )

    def tally(self, contest: ContestId) -> Result:
        """Count the box; once declared, what was declared.

        Raises:
            Mishap: the box is still open.
        """
        held = self.contest(contest)
        if held.state is State.DECLARED and (declared := self.declared(contest)):
            return declared.result
        if held.state is not State.CLOSED:
            raise Mishap(
                _("The box is still open."), _("Close it first: nobody sees how it is going before everybody has voted.")
            )
        kind = method(held.rules.method).marked(held.rules)
        return tally(piled(self._pile(held), len(held.options), kind, held.rules), len(held.options), held.rules)

    def declare(self, contest: ContestId) -> Declared:
        """Freeze the result and the account. What does not add up needs a note, which stays on the certificate.

        Raises:
            Mishap: the box is open or empty, or something does not add up and nobody has said why.
        """
        held = self._require(contest, State.CLOSED)
        accounting = self.accounting(contest)
        if not accounting.in_box:
            raise Mishap(_("There are no ballots in the box."), _("Open it again, with a reason, to enter them."))
        if accounting.imbalances and not accounting.papers.note.strip():
            raise Mishap(
                accounting.imbalances[0].sentence,
                _("Count again. If it stays so, write a note: it goes on the certificate with the result."),
            )
        result = self.tally(contest)
        content = _json({"result": result.stored(), "accounting": asdict(accounting)})
        with self._workspace.change(N_("declared a result"), final=True) as change:
            change.add("result", contest=contest, edition=held.edition, content=content)
            change.put("contest", contest, state=State.DECLARED)
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
        kept = content["accounting"]
        accounting = Accounting(**{**kept, "papers": Papers(**kept["papers"])})
        held = replace(self.contest(contest), eligible=accounting.eligible)
        return Declared(held, restored(content["result"]), accounting)

    # what holds it together

    def _require(self, contest: ContestId, state: State) -> Contest:
        held = self.contest(contest)
        if held.state is state:
            return held
        if held.state is State.DRAFT:
            raise Mishap(_("This contest is not open yet."), _("Open it first: then its ballots can be printed and entered."))
        if held.state is State.OPEN:
            raise Mishap(_("The box is still open."), _("Close it first."))
        if held.state is State.CLOSED:
            raise Mishap(_("The box is closed."), _("Open it again, with a reason, to enter more ballots."))
        raise Mishap(_("This result is declared."), _("What was declared stays as it is."))

    def _put_in_batch(self, contest: Contest, marks: str, reason: str | None) -> None:
        last, entered = self._db.execute(
            "SELECT coalesce(max(place), 0), count(*) FROM ballot_draft WHERE contest = ?", [contest.id]
        ).fetchone()
        if entered >= BATCH:
            raise Mishap(_("This batch is full."), _("Compare it with the {n} papers on the table and close it.").format(n=BATCH))
        with self._workspace.unlogged() as box:
            box.execute(
                "INSERT INTO ballot_draft (id, contest, edition, place, marks, reason) VALUES (?, ?, ?, ?, ?, ?)",
                [uuid.uuid4().hex, contest.id, contest.edition, last + 1, marks, reason],
            )

    def _pack(self, change: Change, contest: Contest) -> Batch:
        """Move the open batch into the box and rewrite the whole box in the order of its random ids.

        A table clustered by random ids is not enough: where ballots lie in a page would still tell the order in which
        they came (sync.md 2). So they go in sorted, the box is written anew, and the caller empties the write-ahead log.
        """
        box = change.box.conn
        drafts = box.execute("SELECT marks, reason FROM ballot_draft WHERE contest = ? ORDER BY place", [contest.id]).fetchall()
        batch = str(uuid.uuid4())
        fresh = [(str(uuid.uuid4()), contest.id, contest.edition, batch, marks, reason) for marks, reason in drafts]
        everything = sorted(box.execute("SELECT id, contest, edition, batch, marks, reason FROM ballot").fetchall() + fresh)
        box.execute("DELETE FROM ballot_draft WHERE contest = ?", [contest.id])
        box.execute("DELETE FROM ballot")
        box.executemany("INSERT INTO ballot (id, contest, edition, batch, marks, reason) VALUES (?, ?, ?, ?, ?, ?)", everything)
        counts = dict.fromkeys(Standing, 0)
        for marks, reason in drafts:
            if reason is None:
                counts[contest.standing(_marks(marks))] += 1
        number = self._db.execute(
            "SELECT count(*) FROM batch WHERE contest = ? AND laptop = ?", [contest.id, self._workspace.device]
        ).fetchone()[0]
        sealed = Batch(
            label=str(number + 1),
            ballots=len(drafts),
            valid=counts[Standing.VALID],
            blank=counts[Standing.BLANK],
            overvoted=counts[Standing.OVERVOTED],
            rejected=len(drafts) - sum(counts.values()),
            laptop=self._workspace.device,
            digest=_digest(sorted(fresh)),
        )
        change.add("batch", id=batch, contest=contest.id, edition=contest.edition, entered="single", **asdict(sealed))
        return sealed

    def _pile(self, contest: Contest) -> dict[Marks, int]:
        rows = self._db.execute(
            "SELECT marks, count(*) FROM ballot WHERE contest = ? AND edition = ? AND reason IS NULL GROUP BY marks",
            [contest.id, contest.edition],
        ).fetchall()
        return {_marks(marks): number for marks, number in rows}

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
    return _json(asdict(rules))


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def _marks(text: str) -> Marks:
    return tuple(map(int, text.split()))


def _digest(ballots: Sequence[tuple[str, ...]]) -> str:
    """The sealed content of a batch: BLAKE2b over each ballot's random id and marks, in the order of the ids."""
    listed = "".join(f"{ballot[0]} {ballot[4]} {ballot[5] or ''}\n" for ballot in ballots)
    return hashlib.blake2b(listed.encode(), digest_size=32).hexdigest()
