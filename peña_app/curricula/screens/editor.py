"""Where an activity is written: both languages level, unit by unit, and beside them what helps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QMenu, QSpinBox, QSplitter, QWidget

from peña_app.curricula.beginnings import KINDS
from peña_app.curricula.checks import flags
from peña_app.curricula.memory import compared, matches
from peña_app.curricula.model import SPIRAL, Activity, Block, Shape, kind_text, stage_text
from peña_app.curricula.owned import OwnActivity, OwnBlock, OwnUnit, state
from peña_app.curricula.records import Curricula, Reviewing, Writing
from peña_app.curricula.reviews import CLEAN, State
from peña_app.curricula.screens.cells import Cell
from peña_app.curricula.screens.dock import Context, Dock
from peña_app.curricula.screens.helping import Helps
from peña_app.errors import Mishap
from peña_app.i18n import _, language, ngettext, short_day_text, time_text
from peña_app.languages import INTERFACE, language as language_of, listed
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import button, column, icon_button, label, row, scrolled
from peña_app.ui.icons import icon
from peña_app.ui.speech import Speaking
from peña_app.workspace import moment_of

_LARGE: Final = 150  # per cent: from here on letters leave no room for everything in one line
_BESIDE: Final = 620  # narrower than this, what helps stands under the text
_TABLES: Final = frozenset({"activity", "activity_block", "activity_unit", "unit_review", "text"})


class Editor(Speaking):
    """One activity. Everything is done by keyboard, every act is one change, and nothing asks "are you sure"."""

    closed = Signal()
    print_asked = Signal(object)

    def __init__(self, desk: Desk, helps: Helps) -> None:
        super().__init__()
        self._desk = desk
        self._helps = helps
        self._curricula = Curricula(desk.workspace)
        self._writing = Writing(desk.workspace)
        self._reviewing = Reviewing(desk.workspace)
        self._own: OwnActivity | None = None
        self._activity: Activity | None = None
        self.cells: dict[tuple[str, str], Cell] = {}
        self.heads: list[BlockHead] = []
        self._current: tuple[str, str] | None = None
        self._busy = False
        self._past: dict[tuple[str, str], list[tuple[int, str]]] = {}
        """What was said before, as it was read: saying a text again reads nothing."""
        self.back = icon_button("caret-left")
        self.heading = label("title" if theme.scale() < _LARGE else "heading")
        self.progress = label("soft")
        self.other = QComboBox()
        self.more = icon_button("globe")
        self.next_button = button("arrow-down", quiet=True)
        self.print_button = button("printer")
        self.dock = Dock()
        self._ground = QWidget()
        self._area = scrolled(self._ground)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        self._say_texts()
        self._connect()

    def _lay_out(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self._area)
        self._split.addWidget(self.dock)
        self._split.setStretchFactor(0, 1)
        self._split.setChildrenCollapsible(False)
        head = row(self.back, self.heading, self.other, self.more, self.next_button, self.print_button, gap=theme.px(6))
        head.setStretch(1, 1)
        whole = column(head, self.progress, self._split, gap=theme.px(8))
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_BESIDE)
        self._split.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)

    def _say_texts(self) -> None:
        self.say(self.back.setAccessibleName, lambda: _("Back to our curricula"))
        self.say(self.back.setToolTip, lambda: _("Back to our curricula (Alt+Left)"))
        self.say(self.other.setAccessibleName, lambda: _("The language beside"))
        self.say(self.more.setAccessibleName, lambda: _("Write it in one more language"))
        self.say(self.more.setToolTip, lambda: _("Write it in one more language"))
        self.say(self.next_button.setText, lambda: _("Next to do"))
        self.say(self.next_button.setToolTip, lambda: _("The next text that is not approved (Ctrl+Down)"))
        self.say(self.print_button.setText, lambda: _("Print"))
        self.say(lambda _text: self._rebuild(), lambda: "")

    def _connect(self) -> None:
        self.back.clicked.connect(self._close)
        self.more.clicked.connect(self._offer_languages)
        self.next_button.clicked.connect(self.go_to_next)
        self.print_button.clicked.connect(lambda: self.print_asked.emit(self._activity))
        self.other.currentIndexChanged.connect(lambda _at: self._rebuild())
        self._desk.news.changed.connect(self._hear)
        self.dock.mark_asked.connect(self.mark)
        self.dock.still_right_asked.connect(self._still_right)
        self.dock.call_minor_asked.connect(self._call_minor)
        self.dock.put_asked.connect(self._put)
        self.dock.word_asked.connect(self._put_word)
        self._helps.ready.connect(self._show_context)
        for keys, act in (
            ("Alt+Left", self._close), ("Ctrl+Down", self.go_to_next), ("Ctrl+Return", partial(self.mark, State.REVIEWED, go_on=True)),
            ("Ctrl+Enter", partial(self.mark, State.REVIEWED, go_on=True)), ("Ctrl+G", self.put_term),
            ("Alt+Up", partial(self._move, -1)), ("Alt+Down", partial(self._move, 1)), ("Ctrl+Backspace", self._remove),
            ("Ctrl+M", self._open_menu), ("F7", self._read_aloud),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # opening

    def open(self, activity: str, unit: str = "", code: str = "") -> bool:
        """Show the activity with that id, and a text in it; False if there is none."""
        own = self._curricula.activity(activity)
        if own is None:
            return False
        self._current = None
        self._helps.load()
        self._take(own)
        if unit and (unit, code) in self.cells:
            self.cells[unit, code].begin()
        return True

    @property
    def own(self) -> OwnActivity | None:
        """What is open."""
        return self._own

    @property
    def activity(self) -> Activity | None:
        """The same as the room knows activities."""
        return self._activity

    @property
    def columns(self) -> tuple[str, ...]:
        """The languages side by side: the one that is spoken on the screen is at the left."""
        codes = self._activity.languages if self._activity else INTERFACE
        mine = language() if language() in codes else codes[0]
        chosen = self.other.currentData()
        others = [code for code in codes if code != mine]
        return (mine, chosen) if chosen in others else (mine, *others[:1])

    def _take(self, own: OwnActivity) -> None:
        same = self._own is not None and _shape(self._own) == _shape(own)
        self._own, self._activity = own, own.activity
        self._past.clear()
        if same and self.cells:
            self._refresh()
        else:
            self._rebuild()

    def _hear(self, tables: frozenset[str]) -> None:
        if self._own is None or not tables & _TABLES or self._busy:
            return
        own = self._curricula.activity(self._own.id)
        if own is None:
            self._close()
            return
        self._take(own)

    def _close(self) -> None:
        self.settle()
        self._own = self._activity = None
        self.closed.emit()

    def settle(self) -> None:
        """Write down what is being typed."""
        for cell in self.cells.values():
            if cell.typing:
                self._write(cell, cell.text)

    # drawing

    def _rebuild(self) -> None:
        if self._own is None or self._activity is None:
            return
        self._fill_others()
        current, typing = self._current, [cell for cell in self.cells.values() if cell.typing]
        for cell in typing:
            cell.blockSignals(True)
        self.cells, self.heads = {}, []
        grid = QGridLayout()
        grid.setContentsMargins(theme.px(4), 0, theme.px(8), theme.px(24))
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(2))
        ground = QFrame()
        ground.setProperty("role", "card")
        codes = self.columns
        for at, code in enumerate(codes):
            grid.setColumnStretch(at, 1)
            name = label("small")
            name.setText(language_of(code).name.upper())
            name.setContentsMargins(theme.px(8), theme.px(10), 0, 0)
            grid.addWidget(name, 0, at)
        line = 1
        steps = 0
        for own, block in zip(self._own.blocks, self._activity.blocks, strict=True):
            steps += block.kind == "step"
            head = BlockHead(own, block, steps if block.kind == "step" else 0)
            head.asked.connect(self._block_act)
            self.heads.append(head)
            grid.addWidget(head, line, 0, 1, len(codes))
            line += 1
            for unit in own.units:
                for at, code in enumerate(codes):
                    if block.only and code != block.only:
                        continue
                    cell = Cell(unit.id, code)
                    self._connect_cell(cell)
                    self.cells[unit.id, code] = cell
                    if block.only:
                        grid.addWidget(cell, line, 0, 1, len(codes))
                    else:
                        grid.addWidget(cell, line, at)
                line += 1
        grid.setRowStretch(line, 1)
        ground.setLayout(grid)
        self._area.takeWidget()
        self._ground.deleteLater()
        self._ground = ground
        self._area.setWidget(ground)
        self._refresh()
        if current in self.cells:
            self.cells[current].begin()
        else:
            self.dock.show_context(None)

    def _connect_cell(self, cell: Cell) -> None:
        cell.entered.connect(self._enter)
        cell.written.connect(self._write)
        cell.stepped.connect(self._step)
        cell.line_asked.connect(lambda cell: self._add_line(cell, [""]))
        cell.pasted.connect(self._add_line)
        cell.refused.connect(self._desk.trouble)

    def _fill_others(self) -> None:
        codes = [code for code in (self._activity.languages if self._activity else ()) if code != self.columns[0]]
        if [self.other.itemData(at) for at in range(self.other.count())] != codes:
            self.other.blockSignals(True)
            self.other.clear()
            for code in codes:
                self.other.addItem(language_of(code).name, code)
            self.other.blockSignals(False)
        self.other.setVisible(len(codes) > 1)

    def _refresh(self) -> None:
        """The texts and where they stand; nothing is built anew."""
        if self._own is None or self._activity is None:
            return
        self.heading.setText(self._activity.name)
        for own, block in zip(self._own.blocks, self._activity.blocks, strict=True):
            lead = self._activity.lead(block)
            for number, unit in enumerate(own.units, 1):
                for code in self.columns:
                    cell = self.cells.get((unit.id, code))
                    if cell is not None:
                        where = f"{kind_text(block.kind)} {number}"
                        cell.show_unit(unit.words.get(code, ""), state(unit, code, lead), where)
        self.progress.setText(_progress(self._own))
        self._show_context()

    # what one is in

    def _enter(self, cell: Cell) -> None:
        for each in self.cells.values():
            if each is not cell and each.typing:
                each.leave()
        self._current = (cell.unit, cell.language)
        self._area.ensureWidgetVisible(cell, 0, theme.px(60))
        self._area.horizontalScrollBar().setValue(0)
        self._show_context()

    def _at(self) -> tuple[OwnBlock, Block, OwnUnit, str] | None:
        if self._own is None or self._activity is None or self._current is None:
            return None
        name, code = self._current
        for own, block in zip(self._own.blocks, self._activity.blocks, strict=True):
            for unit in own.units:
                if unit.id == name:
                    return own, block, unit, code
        return None

    def _show_context(self) -> None:
        at = self._at()
        if at is None or self._activity is None:
            self.dock.show_context(None)
            return
        _own, block, unit, code = at
        lead = self._activity.lead(block)
        text, source = unit.words.get(code, ""), unit.words.get(lead, "")
        mark = unit.marks.get(code)
        stands = state(unit, code, lead)
        led = unit.led.get(code, "")
        matcher = self._helps.matcher
        found = list(flags(dict(unit.words), lead, matcher, (code,)))
        self.dock.show_context(
            Context(
                language=code, lead=lead, state=stands, why=mark.why if mark else "", stumbled=mark.stumbled if mark else "",
                drift=compared(led, source, lead) if stands is State.STALE and led else (),
                terms=matcher.found(source or text, lead if source else code),
                matches=[
                    each for each in matches(source, lead, code, self._helps.pairs(), 4) if each.source != source or each.target != text
                ] if code != lead and source else (),
                flags=found, misspelled=self._helps.misspelled(text, code), versions=self._versions(unit, code),
            )
        )  # fmt: skip

    def _versions(self, unit: OwnUnit, code: str) -> list[tuple[str, str]]:
        if (unit.id, code) not in self._past:
            self._past[unit.id, code] = self._curricula.versions(unit.id, code)[:6]
        return [
            (f"{short_day_text(moment_of(stamp).date())}, {time_text(moment_of(stamp))}", value)
            for stamp, value in self._past[unit.id, code]
        ]

    # writing

    def _write(self, cell: Cell, text: str) -> None:
        at = self._unit_of(cell)
        if at is None:
            return
        block, unit = at
        lead = self._activity.lead(block) if self._activity else ""
        minor = cell.language == lead and self.dock.minor.isChecked() and (cell.unit, cell.language) == self._current
        try:
            self._busy = True
            if minor:
                self._reviewing.minor_change(unit.id, lead, text)
            else:
                self._writing.write(unit.id, cell.language, text)
        except Mishap as mishap:
            cell.refuse()
            self._desk.trouble(mishap)
            return
        finally:
            self._busy = False
        cell.keep(text)
        self._hear(_TABLES)

    def _unit_of(self, cell: Cell) -> tuple[Block, OwnUnit] | None:
        if self._own is None or self._activity is None:
            return None
        return next(
            (
                (block, unit)
                for own, block in zip(self._own.blocks, self._activity.blocks, strict=True)
                for unit in own.units
                if unit.id == cell.unit
            ),
            None,
        )

    def _try(self, act: Callable[[], Any]) -> Any:
        """Do something that may not be possible, and say why it is not."""
        try:
            return act()
        except Mishap as mishap:
            self._desk.trouble(mishap)
            return None

    def _add_line(self, cell: Cell, texts: list[str]) -> None:
        self.settle()
        at = self._at()
        if at is None:
            return
        own, _block, unit, code = at
        made = self._try(lambda: self._writing.add_unit(own.id, unit.id, unit.shape, [{code: text} for text in texts], unit.part))
        if made:
            self.go_to(made[-1], cell.language)

    def _remove(self) -> None:
        at = self._at()
        if at is None:
            return
        own, _block, unit, code = at
        near = [each.id for each in own.units]
        place = near.index(unit.id)
        after = near[place + 1] if place + 1 < len(near) else near[place - 1] if place else ""
        self.settle()
        self._writing.remove_unit(unit.id)
        self._desk.tell(_("The line was taken out in both languages."))
        if after:
            self.go_to(after, code)

    def _move(self, by: int) -> None:
        at = self._at()
        if at is not None:
            self.settle()
            self._writing.move_unit(at[2].id, by)

    def _put(self, text: str) -> None:
        if self._current in self.cells:
            self.cells[self._current].put(text)

    def _put_word(self, word: str, better: str) -> None:
        cell = self.cells.get(self._current) if self._current else None
        if cell is not None:
            cell.put(cell.text.replace(word, better, 1))

    def put_term(self) -> None:
        """Put the group's word for the first term of this text where the cursor stands."""
        at = self._at()
        cell = self.cells.get(self._current) if self._current else None
        if at is None or cell is None or cell.field is None or self._activity is None:
            return
        _own, block, unit, code = at
        lead = self._activity.lead(block)
        for term in self._helps.matcher.found(unit.words.get(lead, ""), lead):
            wording = term.words.get(code)
            if wording is not None and wording.say not in cell.text:
                cell.field.insertPlainText(wording.say)
                return

    # what is said of a text

    def mark(self, stands: State, *, go_on: bool = False) -> None:
        """Say where the text that one is in stands, and with ``go_on`` go to the next that is not approved."""
        self.settle()
        at = self._at()
        if at is None or self._activity is None:
            return
        _own, block, unit, code = at
        try:
            self._reviewing.mark(
                unit.id, code, stands, self._activity.lead(block), by=self.dock.by.text(), why=self.dock.why.text(),
                present=self.dock.present.value(), stumbled=self.dock.stumbled.text(),
            )  # fmt: skip
        except Mishap as mishap:
            self.dock.trouble.setText(str(mishap))
            self.dock.trouble.show()
            if not self.dock.by.text().strip():
                self.dock.by.setFocus()
            return
        self.dock.why.clear()
        self.dock.stumbled.clear()
        if go_on:
            self.go_to_next()

    def _still_right(self) -> None:
        at = self._at()
        if at is not None and self._activity is not None:
            self._reviewing.still_right(at[2].id, at[3], self._activity.lead(at[1]))

    def _call_minor(self) -> None:
        at = self._at()
        if at is not None and self._activity is not None:
            self.settle()
            self._reviewing.call_minor(at[2].id, self._activity.lead(at[1]))

    # going about

    def go_to(self, unit: str, code: str) -> None:
        """Go to a text."""
        cell = self.cells.get((unit, code))
        if cell is not None:
            cell.begin()

    def _step(self, cell: Cell, by: int) -> None:
        order = [key for key in self.cells if key[1] == cell.language]
        at = order.index((cell.unit, cell.language)) + by
        if 0 <= at < len(order):
            self.cells[order[at]].begin()

    def go_to_next(self) -> None:
        """The next text, from here on and then from the beginning, that is not yet approved, reviewed or tried."""
        order = [key for code in self.columns for key in self.cells if key[1] == code]
        begin = order.index(self._current) + 1 if self._current in order else 0
        for key in [*order[begin:], *order[:begin]]:
            if self.cells[key].state not in CLEAN:
                self.cells[key].begin()
                return
        self._desk.tell(_("Every text here is reviewed."), undo=False)

    def _offer_languages(self) -> None:
        menu = self.languages_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def languages_menu(self) -> QMenu:
        """The languages in which the activity is not written yet."""
        menu = QMenu(self)
        there = self._activity.languages if self._activity else ()
        for each in listed():
            if each.code not in there:
                menu.addAction(each.name, partial(self._add_language, each.code))
        return menu

    def _add_language(self, code: str) -> None:
        if self._own is None:
            return
        self.settle()
        self._writing.add_language(self._own.id, code)
        self.other.setCurrentIndex(self.other.findData(code))

    # blocks

    def _block_act(self, head: BlockHead, act: str, value: str) -> None:
        self.settle()
        own = head.own
        if act == "remove":
            self._writing.remove_block(own.id)
            self._desk.tell(_("The block was taken out."))
        elif act == "move":
            self._writing.move_block(own.id, int(value))
        elif act == "add" and self._own is not None:
            made = self._writing.add_block(self._own.id, own.id, value)
            fresh = next((each for each in self._own.blocks if each.id == made), None) if self._own else None
            if fresh is not None and fresh.units:
                self.go_to(fresh.units[0].id, self.columns[0])
        elif act == "line":
            shape, part = (own.units[-1].shape, own.units[-1].part) if own.units else (Shape.PARAGRAPH, "")
            made_units = self._try(
                lambda: self._writing.add_unit(
                    own.id, own.units[-1].id if own.units else None, shape, [{self.columns[0]: ""}], part
                )
            )
            if made_units:
                self.go_to(made_units[-1], self.columns[0])
        else:
            self._try(lambda: self._writing.alter_block(own.id, **{act: value}))

    def _open_menu(self) -> None:
        at = self._at()
        for head in self.heads:
            if at is not None and head.own.id == at[0].id:
                head.open_menu()

    def _read_aloud(self) -> None:
        cell = self.cells.get(self._current) if self._current else None
        if cell is not None:
            self._helps.read_aloud(cell.text, cell.language)


class BlockHead(QFrame):
    """What a block is, and what can be done with it as a whole."""

    asked = Signal(object, str, str)

    def __init__(self, own: OwnBlock, block: Block, step: int) -> None:
        super().__init__()
        self.own = own
        self._block = block
        rule = QFrame()
        rule.setProperty("role", "rule")
        name = label("heading", wrap=False)
        name.setText(_("Step {n}").format(n=step) if step else kind_text(block.kind))
        self.menu_button = icon_button("dots-three")
        self.menu_button.setAccessibleName(_("What can be done with this block"))
        self.menu_button.setToolTip(_("What can be done with this block (Ctrl+M)"))
        self.menu_button.clicked.connect(self.open_menu)
        items: list[QWidget | int] = [name]
        items.append(1)
        fields = [*self._step_fields()] if block.kind == "step" else []
        if fields and theme.scale() < _LARGE:
            items += fields
        elif block.for_facilitator:
            whom = label("small", wrap=False)
            whom.setText(_("for whoever facilitates"))
            items.append(whom)
        items.append(self.menu_button)
        whole = column(rule, row(*items, gap=theme.px(8)), gap=theme.px(4))
        if fields and theme.scale() >= _LARGE:
            whole.addLayout(row(*fields, 1, gap=theme.px(8)))
        whole.setContentsMargins(theme.px(8), theme.px(14), 0, 0)
        self.setLayout(whole)

    def _step_fields(self) -> Iterator[QWidget]:
        minutes = QSpinBox()
        minutes.setRange(0, 480)
        minutes.setSuffix(" min")
        minutes.setFixedWidth(theme.px(116))
        minutes.setValue(self._block.minutes)
        minutes.setAccessibleName(_("Minutes of this step"))
        minutes.editingFinished.connect(lambda: self._tell("min", str(minutes.value()), str(self._block.minutes)))
        self.minutes = minutes
        yield minutes
        stage = QComboBox()
        for each in SPIRAL:
            stage.addItem(stage_text(each), each)
        stage.setCurrentIndex(SPIRAL.index(self._block.stage) if self._block.stage in SPIRAL else -1)
        stage.setAccessibleName(_("Stage of the spiral"))
        stage.activated.connect(lambda _at: self._tell("spiral", str(stage.currentData()), self._block.stage))
        self.stage = stage
        yield stage

    def _tell(self, key: str, value: str, before: str) -> None:
        if value != before:
            self.asked.emit(self, key, value)

    def open_menu(self) -> None:
        """The menu of the block, by mouse or Ctrl+M."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height())))

    def menu(self) -> QMenu:
        """Everything that can be done with the block."""
        menu = QMenu(self)
        self._entry(menu, "plus", _("Add a line"), "line", "")
        more = menu.addMenu(icon("plus"), _("Add a block after this one"))
        for kind in KINDS:
            self._entry(more, "", kind_text(kind), "add", kind)
        menu.addSeparator()
        self._entry(menu, "arrow-up", _("Move it up"), "move", "-1")
        self._entry(menu, "arrow-down", _("Move it down"), "move", "1")
        leads = menu.addMenu(icon("translate"), _("The language that leads here"))
        for code in INTERFACE:
            self._entry(leads, "", language_of(code).name, "lead", code)
        alone = menu.addMenu(_("In one language only"))
        self._entry(alone, "", _("No: in each language"), "only", "")
        for code in INTERFACE:
            self._entry(alone, "", language_of(code).name, "only", code)
        whom = menu.addMenu(icon("users-three"), _("Who gets it on paper"))
        for audience, name in (
            ("all", _("Everyone")),
            ("participant", _("Participants")),
            ("facilitator", _("Whoever facilitates")),
        ):
            self._entry(whom, "", name, "audience", audience)
        menu.addSeparator()
        if self.own.slug != "title":
            self._entry(menu, "trash", _("Take the block out"), "remove", "")
        return menu

    def _entry(self, menu: QMenu, symbol: str, text: str, act: str, value: str) -> None:
        entry = QAction(icon(symbol), text, menu) if symbol else QAction(text, menu)
        entry.triggered.connect(lambda _checked=False: self.asked.emit(self, act, value))
        menu.addAction(entry)


def _shape(own: OwnActivity) -> tuple[object, ...]:
    """What has to be built anew when it changes."""
    return (
        own.id,
        own.head,
        tuple((block.id, block.heading, tuple((unit.id, unit.shape) for unit in block.units)) for block in own.blocks),
    )


def _progress(own: OwnActivity) -> str:
    """How much of each language is reviewed, and what waits."""
    done: dict[str, int] = {}
    all_of: dict[str, int] = {}
    stale = empty = 0
    for _unit, code, stands in own.states():
        all_of[code] = all_of.get(code, 0) + 1
        done[code] = done.get(code, 0) + (stands in CLEAN)
        stale += stands is State.STALE
        empty += stands is State.EMPTY
    parts = [
        _("{language}: {done} of {all} reviewed").format(language=language_of(code).name, done=done[code], all=all_of[code])
        for code in all_of
    ]
    if stale:
        parts.append(ngettext("{n} out of step", "{n} out of step", stale).format(n=stale))
    if empty:
        parts.append(ngettext("{n} empty", "{n} empty", empty).format(n=empty))
    return " · ".join(parts)
