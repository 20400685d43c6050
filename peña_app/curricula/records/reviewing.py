"""What is said of the texts of a group's own activities: one row per unit and language, the same on every laptop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from peña_app import clock
from peña_app.curricula.model import Shape
from peña_app.curricula.owned import UnitId, require_text
from peña_app.curricula.records.writing import BODY
from peña_app.curricula.reviews import Mark, State, digest, followed, given, still_right
from peña_app.i18n import N_, Words
from peña_app.workspace import Change, Workspace, words
from peña_app.workspace.schema import text_id
from peña_app.workspace.sqlite import Database

Marks = Mapping[tuple[str, str, int, str], Mark]
"""What was said of an activity's texts: by block, field, place in the field from 0, and language."""


class Reviewing:
    """Translating, reviewing, trying in a circle, approving."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._db: Database = workspace.db

    def mark(
        self,
        unit: UnitId,
        language: str,
        state: State,
        lead: str,
        *,
        by: str,
        why: str = "",
        present: int = 0,
        stumbled: str = "",
    ) -> None:
        """Say where a text stands; ``lead`` is the language that its block follows.

        Raises:
            Mishap: the state cannot be given, such as a review by whoever adapted it.
        """
        said, before = self._said(unit), self._mark(unit, language)
        made = given(
            state, said.get(language, ""), before, by=by, on=clock.today(), why=why, present=present, stumbled=stumbled,
            lead=None if language == lead else (lead, said.get(lead, "")),
        )  # fmt: skip
        with self._workspace.change(N_("said where a text stands")) as change:
            write_mark(change, self._activity_of(unit), unit, language, made, "" if language == lead else said.get(lead, ""))

    def still_right(self, unit: UnitId, language: str, lead: str) -> None:
        """Say that a text needs no change although its lead has changed: it keeps its state."""
        before = self._mark(unit, language)
        if before is None:
            return
        said = self._said(unit)
        with self._workspace.change(N_("found a text still right")) as change:
            write_mark(
                change, self._activity_of(unit), unit, language, still_right(before, lead, said.get(lead, "")), said.get(lead, "")
            )

    def minor_change(self, unit: UnitId, lead: str, text: str) -> None:
        """Change the leading text in a way that asks nothing of the others: those that were in step with it stay so.

        Raises:
            Mishap: as `write`.
        """
        row = next(self._db.query("SELECT shape FROM activity_unit WHERE id = ?", [unit]))
        kept, said = require_text(text, Shape(row["shape"])), self._said(unit)
        with self._workspace.change(N_("made a minor change to a leading text")) as change:
            change.words(unit, BODY, {lead: kept})
            self._rebase(change, unit, lead, said.get(lead, ""), kept)

    def call_minor(self, unit: UnitId, lead: str) -> None:
        """Say afterwards that what changed in a leading text was minor: whatever followed it is in step again."""
        now = self._said(unit).get(lead, "")
        with self._workspace.change(N_("made a minor change to a leading text")) as change:
            self._rebase(change, unit, lead, None, now)

    def _rebase(self, change: Change, unit: UnitId, lead: str, was: str | None, now: str) -> None:
        """Base what followed the leading text upon its new wording; ``was`` narrows it to what was in step before."""
        activity = self._activity_of(unit)
        for row in list(self._db.query("SELECT * FROM unit_review WHERE gone = 0 AND unit = ?", [unit])):
            before = mark_of(row)
            if row["language"] == lead:
                if was is not None and before.text == digest(was):
                    write_mark(change, activity, unit, lead, replace(before, text=digest(now)), "")
            elif before.lead and (was is None or before.lead == followed(lead, was)):
                write_mark(change, activity, unit, row["language"], still_right(before, lead, now), now)

    def _said(self, unit: UnitId) -> Words:
        return words(self._db, [unit]).get(unit, {}).get(BODY, {})

    def _mark(self, unit: UnitId, language: str) -> Mark | None:
        row = next(
            self._db.query("SELECT * FROM unit_review WHERE gone = 0 AND id = ?", [text_id(unit, "review", language)]), None
        )
        return mark_of(row) if row else None

    def _activity_of(self, unit: UnitId) -> str:
        return str(next(self._db.query("SELECT activity FROM activity_unit WHERE id = ?", [unit]))["activity"])


def mark_of(row: Mapping[str, Any]) -> Mark:
    """The mark that a row holds; a state that this version does not know counts as a draft."""
    state = State(row["state"]) if row["state"] in set(State) else State.DRAFT
    day = date.fromisoformat(row["day"]) if row["day"] else None
    return Mark(
        state, row["text"] or "", row["lead"] or "", row["whom"] or "", day, row["why"] or "", row["present"] or 0,
        row["stumbled"] or "", row["adapter"] or "",
    )  # fmt: skip


def write_mark(change: Change, activity: str, unit: str, language: str, mark: Mark, led: str) -> None:
    """Put a mark into its row; ``led`` is the lead's text that the marked text followed."""
    change.put(
        "unit_review", text_id(unit, "review", language), activity=activity, unit=unit, language=language, state=mark.state,
        text=mark.text, lead=mark.lead, led=led, whom=mark.by, adapter=mark.adapter, day=mark.on.isoformat() if mark.on else "",
        why=mark.why, present=mark.present, stumbled=mark.stumbled,
    )  # fmt: skip
