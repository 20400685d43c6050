"""Dots on the wall: sheet by sheet, read by two people, added up without ballots."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from peña_app.errors import Mishap
from peña_app.i18n import N_, _
from peña_app.voting.model import DOUBLE, SINGLE, Batch, Contest, Source
from peña_app.voting.records.box import Box, Sealed
from peña_app.voting.records.cells import as_marks, as_text, hashed
from peña_app.workspace import Workspace
from peña_app.workspace.sqlite import Database


@dataclass(frozen=True, slots=True)
class SheetReading:
    """A sheet as far as it has been read: by one person, or by two who do not agree yet."""

    label: str
    first: tuple[int, ...]
    second: tuple[int, ...] | None = None
    reader: str = ""  # the letter of who read it first
    second_reader: str = ""

    @property
    def differing(self) -> tuple[int, ...]:
        """The options at which the two readings part."""
        second = self.second or self.first
        return tuple(at for at, (one, other) in enumerate(zip(self.first, second, strict=True)) if one != other)


class Wall:
    """Sheets on which people put dots in the open."""

    def __init__(self, workspace: Workspace, db: Database, box: Box) -> None:
        self._workspace = workspace
        self._db = db
        self._box = box

    def reading(self, contest: Contest, count: int) -> list[SheetReading]:
        """The sheets that were read and are not sealed yet."""
        rows = self._db.query(
            "SELECT * FROM sheet_draft WHERE contest = ? AND edition = ? AND count = ? ORDER BY label, reading",
            [contest.id, contest.edition, count],
        )
        found: dict[str, SheetReading] = {}
        for row in rows:
            sums = as_marks(row["sums"])
            if row["reading"] == 1:
                found[row["label"]] = SheetReading(row["label"], sums, reader=row["reader"] or "")
            elif row["label"] in found:
                found[row["label"]] = replace(found[row["label"]], second=sums, second_reader=row["reader"] or "")
        return list(found.values())

    def read(self, contest: Contest, count: int, label: str, sums: Sequence[int], reader: str = "") -> SheetReading | Batch:
        """Write down the dots of a sheet. The second reading seals it if it is the same; else both are shown.

        Raises:
            Mishap: the contest is not counted by dots, the sheet has no name or is in the count already.
        """
        label = label.strip()
        if contest.rules.method != "dots":
            raise Mishap(_("Only dots can be counted from the wall."), _("Choose dots as the method before the vote is opened."))
        if not label:
            raise Mishap(_("This sheet has no name yet."), _("Write a letter on it, and here, so that it is counted once."))
        if label in {sheet.label for sheet in self.sealed(contest) if sheet.count == count}:
            raise Mishap(
                _("Sheet {label} is counted already.").format(label=label), _("A sheet counts once. Look at the letter on it.")
            )
        if len(sums) != len(contest.options) or min(sums) < 0:
            raise ValueError("a sheet has one number of 0 or more for each option")
        held = next((each for each in self.reading(contest, count) if each.label == label), None)
        if held is None:
            self._keep(contest, count, label, 1, sums, reader)
            return SheetReading(label, tuple(sums), reader=reader)
        if reader and reader == held.reader:
            raise Mishap(
                _("{reader} read this sheet the first time.").format(reader=reader), _("Somebody else reads it the second time.")
            )
        if tuple(sums) == held.first:
            return self._seal(contest, count, replace(held, second=tuple(sums), second_reader=reader))
        self._keep(contest, count, label, 2, sums, reader)
        return replace(held, second=tuple(sums), second_reader=reader)

    def decide(self, contest: Contest, count: int, label: str, sums: Sequence[int]) -> Batch:
        """Seal a sheet with what both readers found on it when they looked again together."""
        held = next(each for each in self.reading(contest, count) if each.label == label)
        return self._seal(contest, count, replace(held, first=tuple(sums), second=tuple(sums)))

    def accept(self, contest: Contest, count: int, label: str) -> Batch:
        """Seal a sheet that one person read: the certificate says so."""
        return self._seal(contest, count, next(each for each in self.reading(contest, count) if each.label == label))

    def forget(self, contest: Contest, count: int, label: str) -> None:
        """Throw the readings of a sheet away, to begin it anew."""
        with self._workspace.unlogged() as box:
            box.execute("DELETE FROM sheet_draft WHERE contest = ? AND label = ? AND count = ?", [contest.id, label, count])

    def sealed(self, contest: Contest) -> list[Batch]:
        """The sheets that are counted."""
        return [batch for batch in self._box.all_batches(contest) if batch.source is Source.WALL]

    def _seal(self, contest: Contest, count: int, held: SheetReading) -> Batch:
        stack = str(uuid.uuid4())
        content = hashlib.blake2b(f"{held.label}\n{as_text(held.first)}".encode(), digest_size=32).hexdigest()
        sealed = Batch(
            label=held.label, ballots=0, laptop=self._workspace.device, digest=content, id=hashed(stack, content), stack=stack,
            entered=SINGLE if held.second is None else DOUBLE, readers=" ".join(each for each in (held.reader, held.second_reader) if each),
            source=Source.WALL, count=count, sums=held.first,
        )  # fmt: skip
        with self._workspace.change(N_("counted a sheet from the wall"), final=True) as change:
            change.box.execute(
                "DELETE FROM sheet_draft WHERE contest = ? AND label = ? AND count = ?", [contest.id, held.label, count]
            )
            self._box.write(change, Sealed(contest.id, contest.edition, sealed, ()))
        self._workspace.settle()
        return sealed

    def _keep(self, contest: Contest, count: int, label: str, reading: int, sums: Sequence[int], reader: str) -> None:
        key = hashed(contest.id, str(count), label, str(reading))
        with self._workspace.unlogged() as box:
            box.execute("DELETE FROM sheet_draft WHERE id = ?", [key])
            box.execute(
                "INSERT INTO sheet_draft (id, contest, edition, label, reading, sums, reader, count) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [key, contest.id, contest.edition, label, reading, as_text(sums), reader, count],
            )
