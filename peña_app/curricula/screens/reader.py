"""What is read beside the shelf: every unit in both languages, level with each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time
from itertools import groupby
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from peña_app.curricula.model import Activity, Block, Module, Session, Shape, Unit, kind_text, stage_text
from peña_app.curricula.screens.shelf import Picked
from peña_app.i18n import Words, _, minutes_text, ngettext, time_text
from peña_app.languages import INTERFACE, language
from peña_app.ui import theme
from peña_app.ui.forms import column, label, row
from peña_app.ui.icons import icon, icon_size
from peña_app.ui.speech import Speaking

_BOLD, _ITALIC = re.compile(r"\*\*(.+?)\*\*"), re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
_PLACES: Final = {
    "food": "fork-knife", "opening": "chats-circle", "closing": "hand-heart", "music": "guitar", "children": "baby",
}  # fmt: skip


class Reader(Speaking):
    """An activity from its title to its last note, a session by the clock, or what a module is for."""

    def __init__(self) -> None:
        super().__init__()
        self._picked: Picked | None = None
        self._begins = time(18)
        self._leaf: Leaf | None = None
        self._whole = column()
        self.setLayout(self._whole)
        self.say(lambda _text: self._fill(), lambda: "")

    def show_picked(self, picked: Picked, begins: time) -> None:
        """Show what was chosen on the shelf; ``begins`` is when a session starts."""
        self._picked, self._begins = picked, begins
        self._fill()

    @property
    def leaf(self) -> Leaf | None:
        """What is shown."""
        return self._leaf

    def _fill(self) -> None:
        if self._picked is None:
            return
        leaf = Leaf()
        if self._picked.activity is not None:
            leaf.set_activity(self._picked.activity)
        elif self._picked.session is not None:
            leaf.set_session(self._picked.module, self._picked.session, self._begins)
        else:
            leaf.set_module(self._picked.module)
        leaf.end()
        if self._leaf is not None:
            self._whole.removeWidget(self._leaf)
            self._leaf.hide()
            self._leaf.deleteLater()
        self._leaf = leaf
        self._whole.addWidget(leaf)


class Leaf(QFrame):
    """One page to read: a row for each unit, a column for each language."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._row = 0
        self.grid = QGridLayout()
        self.grid.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(20))
        self.grid.setHorizontalSpacing(theme.px(24))
        self.grid.setVerticalSpacing(theme.px(8))
        for at in range(len(INTERFACE)):
            self.grid.setColumnStretch(at, 1)
        self.setLayout(self.grid)
        for at, code in enumerate(INTERFACE):
            self.grid.addWidget(_text(language(code).name.upper(), "small"), 0, at)
        self._row = 1

    def set_activity(self, activity: Activity) -> None:
        """An activity, block by block."""
        self._words(activity.title, "title")
        self._words(activity.aim, "soft")
        if activity.materials:
            self._head("package", [_("To bring")])
            for material in activity.materials:
                amount = f"{material.quantity} · " if material.quantity > 1 else ""
                self._item(Shape.ITEM, {code: amount + text for code, text in material.words.items()})
        steps = [block.id for block in activity.blocks if block.kind == "step"]
        for block in activity.body:
            self._block(block, steps.index(block.id) + 1 if block.id in steps else 0)

    def set_session(self, module: Module, session: Session, begins: time) -> None:
        """A session by the clock: when each part begins, how long it takes, what it is for."""
        self._words(session.title or module.title, "title")
        for moment, place in session.clock(begins):
            activity = module.activities.get(place.activity)
            said = [time_text(moment), minutes_text(place.minutes), *([] if place.core else [_("Optional")])]
            self._head(_PLACES.get(place.kind, "coffee") if activity is None else "users-three", said)
            self._words(module.title_of(place), "heading")
            if activity is not None:
                self._words(activity.aim, "soft")
        self._head("check", [time_text(session.ends(begins)), _("End")])

    def set_module(self, module: Module) -> None:
        """What a module is for, and its sessions."""
        self._words(module.title, "title")
        self._words(module.aim, "soft")
        for number, session in enumerate(module.sessions, 1):
            self._head("calendar-blank", [_("Session {n}").format(n=number), minutes_text(session.minutes)])
            self._words(session.title, "heading")
            for place in session.places:
                if place.activity:
                    self._words(module.title_of(place), "")

    def end(self) -> None:
        """Leave the room that is over under the last row."""
        self.grid.setRowStretch(self._row, 1)

    def _block(self, block: Block, step: int) -> None:
        said = [_("Step {n}").format(n=step) if step else kind_text(block.kind)]
        if block.minutes:
            said.append(minutes_text(block.minutes))
        if block.stage:
            said.append(stage_text(block.stage))
        if block.kind == "lines" and block.written_lines:
            said.append(
                ngettext("{n} line to write on", "{n} lines to write on", block.written_lines).format(n=block.written_lines)
            )
        if block.for_facilitator:
            said.append(_("for whoever facilitates"))
        self._head("chalkboard-teacher" if block.for_facilitator else "users-three", said, apart=block.for_facilitator)
        for part in block.parts:
            for shape, run in groupby(part.units, lambda unit: unit.shape):
                units = list(run)
                if shape is Shape.ROW:
                    self._table(units, header=block.kind == "table")
                    continue
                for unit in units:
                    self._unit(block, unit, "heading" if part.field == "name" else "")

    def _head(self, symbol: str, said: list[str], *, apart: bool = False) -> None:
        """A rule, and under it what follows: an icon and words; ``apart`` is not for everyone's eyes on paper."""
        rule = QFrame()
        rule.setProperty("role", "rule")
        mark = QLabel()
        mark.setPixmap(icon(symbol, "cempasuchil" if apart else "agave").pixmap(icon_size()))
        text = _text(" · ".join(said), "small")
        beside = row(mark, text, gap=8)
        beside.setStretch(1, 1)
        head = QWidget()
        head.setLayout(beside)
        self._across(rule)
        self._across(head)

    def _unit(self, block: Block, unit: Unit, role: str) -> None:
        if block.only and block.only in unit.words:  # in one language on purpose, such as a song
            self._across(_text(unit.words[block.only], role))
        elif unit.shape is Shape.PARAGRAPH:
            self._words(unit.words, role)
        else:
            self._item(unit.shape, unit.words)

    def _words(self, words: Words, role: str) -> None:
        self._level([_text(words[code], role) if words.get(code) else _gap(code) for code in INTERFACE])

    def _item(self, shape: Shape, words: Words) -> None:
        found: list[QWidget] = []
        for code in INTERFACE:
            if not words.get(code):
                found.append(_gap(code))
                continue
            line = row(_mark(shape), _text(words[code], ""), gap=theme.px(8))
            line.setStretch(1, 1)
            item = QWidget()
            item.setLayout(line)
            line.setAlignment(line.itemAt(0).widget(), Qt.AlignmentFlag.AlignTop)
            found.append(item)
        self._level(found)

    def _table(self, units: list[Unit], *, header: bool) -> None:
        """A table across both columns, as on paper: each cell in both languages, a row under a rule."""
        inside = QGridLayout()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setHorizontalSpacing(theme.px(12))
        inside.setVerticalSpacing(theme.px(6))
        wide = max(len(cells) for unit in units for cells in unit.cells.values())
        for number, unit in enumerate(units):
            cells = unit.cells
            for at in range(wide):
                texts = [cells[code][at] for code in INTERFACE if at < len(cells.get(code, ()))]
                said = list(dict.fromkeys(filter(None, texts)))
                strong = [f"**{text}**" if header and number == 0 and "*" not in text else text for text in said]
                inside.addWidget(_text("\n".join(strong), ""), 2 * number, at, Qt.AlignmentFlag.AlignTop)
                inside.setColumnStretch(at, 1)
            if number < len(units) - 1:
                rule = QFrame()
                rule.setProperty("role", "rule")
                inside.addWidget(rule, 2 * number + 1, 0, 1, wide)
        table = QWidget()
        table.setLayout(inside)
        self._across(table)

    def _level(self, widgets: Sequence[QWidget]) -> None:
        for at, widget in enumerate(widgets):
            self.grid.addWidget(widget, self._row, at, Qt.AlignmentFlag.AlignTop)
        self._row += 1

    def _across(self, widget: QWidget) -> None:
        self.grid.addWidget(widget, self._row, 0, 1, len(INTERFACE))
        self._row += 1


def _gap(code: str) -> QLabel:
    """What is missing is seen: the gap itself is the alarm (curricula.md 3.3)."""
    return _text(_("Not in {language} yet").format(language=language(code).name), "attention")


def _mark(shape: Shape) -> QLabel:
    """A dot, or a box to tick; the box is drawn, as the letters have none."""
    mark = QLabel("" if shape is Shape.TICK else "•")
    if shape is Shape.TICK:
        mark.setFixedSize(theme.px(15), theme.px(15))
        mark.setStyleSheet("border: 1px solid palette(text); border-radius: 3px;")
    return mark


def _text(text: str, role: str) -> QLabel:
    shown = label(role, selectable=True)
    shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if "*" in text:
        shown.setTextFormat(Qt.TextFormat.RichText)
        safe = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
        text = _ITALIC.sub(r"<i>\1</i>", _BOLD.sub(r"<b>\1</b>", safe))
    shown.setText(text)
    return shown
