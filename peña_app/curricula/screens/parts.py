"""The two lists of a session that is being planned: the activities there are, and the parts by the clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QByteArray, QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from peña_app.curricula.model import Activity
from peña_app.curricula.planning import PartId, Plan, PlanPart, Slot, after_midnight, clock_at, cut_of, slots
from peña_app.errors import write_down
from peña_app.i18n import _, minutes_text, time_text, worded
from peña_app.ui import theme
from peña_app.ui.icons import icon

ACTIVITY_MIME: Final = "application/x-pena-activity"
PART_MIME: Final = "application/x-pena-part"
_ROW = Qt.ItemDataRole.UserRole
_SYMBOLS: Final = {
    "food": "fork-knife", "opening": "chats-circle", "closing": "hand-heart", "music": "guitar", "children": "baby", "break": "coffee",
}  # fmt: skip
_CLOCK, _BAR, _PAD = 84, 8, 8
_LEAST, _PER_MINUTE = 54, 1.6  # pixels: a part is as high as it is long, and never lower than two lines


def symbol_of(part: PlanPart) -> str:
    """The icon of a part."""
    return "users-three" if part.activity else _SYMBOLS.get(part.kind, "chats-circle")


@dataclass(frozen=True, slots=True)
class Row:
    """A part as it is drawn; what is left out has no slot."""

    part: PlanPart
    slot: Slot | None
    clock: str
    title: str
    details: str
    free: str  # said above it where minutes are free before its lock
    late: bool

    @property
    def said(self) -> str:
        """The whole row as a screen reader says it."""
        return ", ".join(filter(None, (self.free, self.clock, self.title, self.details)))


def rows_of(plan: Plan, activities: Mapping[str, Activity]) -> list[Row]:
    """The parts of a plan in their order, those that are left out among them."""
    placed = {slot.part.id: slot for slot in slots(plan.begins, cut_of(plan).kept)}
    return [_row(plan, part, placed.get(part.id), activities) for part in plan.parts]


def _row(plan: Plan, part: PlanPart, slot: Slot | None, activities: Mapping[str, Activity]) -> Row:
    words = part.title(activities)
    title = worded(words)
    other = next((text for _code, text in sorted(words.items()) if text and text != title), "")
    details = [other, _tied(minutes_text(part.minutes)), "" if part.core else _("optional")]
    if part.lock is not None:
        details.append(_("fixed at {time}").format(time=time_text(part.lock)))
    clock, free = "", ""
    if slot is None:
        details.append(_("left out to fit"))
    else:
        clock = time_text(clock_at(plan.begins, slot.starts))
        if after_midnight(plan.begins, slot.starts):
            details.append(_("after midnight"))
        if slot.late:
            details.append(_("begins {minutes} late").format(minutes=minutes_text(slot.late)))
        free = _("{minutes} free").format(minutes=minutes_text(slot.gap)) if slot.gap else ""
    return Row(part, slot, clock, title, " · ".join(filter(None, details)), free, bool(slot and slot.late))


def _tied(text: str) -> str:
    """A number does not part from its unit at the end of a line."""
    return text.replace(" ", "\u00a0")


class _Steady(QListWidget):
    """A list that drags by an id of ours, and is laid out again when its width changes."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)

    def carried(self) -> QMimeData:
        """What a drag of the chosen row carries."""
        raise NotImplementedError

    def startDrag(self, _actions: Qt.DropAction) -> None:
        try:
            drag = QDrag(self)
            drag.setMimeData(self.carried())
            drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction)
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self.scrollTo(self.currentIndex())


class ActivityList(_Steady):
    """The activities that can be placed: dragged, or added with Enter."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setItemDelegate(_Wrapped(self))

    def show_activities(self, activities: Sequence[Activity]) -> None:
        """List activities in their order and keep the chosen one."""
        texts = [f"{each.name}\n{minutes_text(each.minutes)}" for each in activities]
        if texts == [self.item(row).text() for row in range(self.count())]:
            return  # so that the list stays where one has scrolled it
        kept = self.slug()
        self.clear()
        for each, text in zip(activities, texts, strict=True):
            item = QListWidgetItem(text)
            item.setData(_ROW, each.id)
            item.setToolTip(worded(each.aim))
            self.addItem(item)
        at = next((row for row in range(self.count()) if self.item(row).data(_ROW) == kept), 0)
        self.setCurrentRow(at if self.count() else -1)

    def slug(self) -> str:
        """The id of the chosen activity."""
        item = self.currentItem()
        return str(item.data(_ROW)) if item is not None else ""

    def carried(self) -> QMimeData:
        mime = QMimeData()
        mime.setData(ACTIVITY_MIME, QByteArray(self.slug().encode()))
        return mime


class PartsList(_Steady):
    """The parts of a session, each as high as it is long. Takes activities that are dropped on it, and its keys."""

    dropped = Signal(str, int)  # an activity's slug, and the position at which it shall stand
    moved = Signal(int, int)  # a part's row, and the position among the others at which it shall stand
    longer = Signal(int)
    lock_asked = Signal()
    optional_asked = Signal()
    remove_asked = Signal()
    open_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(True)
        self.setItemDelegate(_Drawn(self))
        self._mark: int | None = None
        self.itemDoubleClicked.connect(lambda _item: self.open_asked.emit())

    def show_rows(self, rows: Sequence[Row], chosen: str = "") -> None:
        """List the parts; ``chosen`` is the id of the one that is current."""
        self.blockSignals(True)
        kept = self.currentRow()
        self.clear()
        for each in rows:
            item = QListWidgetItem(each.said)
            item.setData(_ROW, each)
            item.setToolTip(f"{each.title}\n{each.details}")
            self.addItem(item)
        ids = [each.part.id for each in rows]
        at = ids.index(PartId(chosen)) if chosen in ids else min(max(kept, 0), len(ids) - 1)
        self.setCurrentRow(at)
        self.blockSignals(False)

    def row_at(self, at: int) -> Row | None:
        """What stands in a row."""
        item = self.item(at)
        held = item.data(_ROW) if item is not None else None
        return held if isinstance(held, Row) else None

    def carried(self) -> QMimeData:
        mime = QMimeData()
        mime.setData(PART_MIME, QByteArray(str(self.currentRow()).encode()))
        return mime

    def keyPressEvent(self, event: QKeyEvent) -> None:
        try:
            if self._acted(event):
                return
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)
        super().keyPressEvent(event)

    def _acted(self, event: QKeyEvent) -> bool:
        key, control = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if control and key in steps:
            to = self.currentRow() + steps[key]
            if 0 <= to < self.count():
                self.moved.emit(self.currentRow(), to)
        elif control:
            return False
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.longer.emit(5)
        elif key == Qt.Key.Key_Minus:
            self.longer.emit(-5)
        elif key == Qt.Key.Key_L:
            self.lock_asked.emit()
        elif key == Qt.Key.Key_O:
            self.optional_asked.emit()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.remove_asked.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_asked.emit()
        else:
            return False
        return True

    # dropping: Qt only shows where; the records decide what stands there

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._welcome(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._welcome(event)

    def _welcome(self, event: QDragMoveEvent) -> None:
        try:
            if _ours(event):
                self._show_mark(self._position(event.position().toPoint()))
                event.acceptProposedAction()
            else:
                event.ignore()
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)

    def dragLeaveEvent(self, event: object) -> None:  # noqa: ARG002 - Qt's signature
        self._show_mark(None)

    def dropEvent(self, event: QDropEvent) -> None:
        try:
            self._take(event)
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)

    def _take(self, event: QDropEvent) -> None:
        at = self._position(event.position().toPoint())
        self._show_mark(None)
        if not _ours(event):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)  # a move would let Qt take the row away by itself
        event.accept()
        if event.mimeData().hasFormat(ACTIVITY_MIME):
            self.dropped.emit(_held(event, ACTIVITY_MIME), at)
            return
        row = int(_held(event, PART_MIME))
        to = at - 1 if at > row else at
        if to != row:
            self.moved.emit(row, to)

    def _position(self, point: QPoint) -> int:
        """Before which row something is dropped."""
        item = self.itemAt(point)
        if item is None:
            return self.count()
        at = self.indexFromItem(item).row()
        return at + 1 if point.y() > self.visualItemRect(item).center().y() else at

    def _show_mark(self, at: int | None) -> None:
        if at != self._mark:
            self._mark = at
            self.viewport().update()

    @property
    def mark(self) -> int | None:
        """Before which row what is dragged would fall."""
        return self._mark


def _ours(event: QDropEvent) -> bool:
    return event.mimeData().hasFormat(ACTIVITY_MIME) or event.mimeData().hasFormat(PART_MIME)


def _held(event: QDropEvent, mime: str) -> str:
    return bytes(event.mimeData().data(mime).data()).decode()


class _Wrapped(QStyledItemDelegate):
    """Makes an item as high as its lines need in the width there is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        listed = self.parent()
        if not isinstance(listed, QListWidget):
            return super().sizeHint(option, index)
        wide = max(40, listed.viewport().width() - 3 * _PAD)
        text = str(index.data() or "")
        lines = QFontMetrics(listed.font()).boundingRect(QRect(0, 0, wide, 10_000), Qt.TextFlag.TextWordWrap, text)
        return QSize(wide, lines.height() + 2 * _PAD + 4)


class _Drawn(QStyledItemDelegate):
    """Draws a part: its hour at the left, a bar as long as it takes, its title and what there is to know of it."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        listed, row = self._of(index)
        if listed is None or row is None:
            return QSize(10, theme.px(_LEAST))
        wide = listed.viewport().width()
        title, details = self._heights(row, wide - theme.px(_CLOCK + _BAR) - 3 * theme.px(_PAD))
        needed = title + details + 2 * theme.px(_PAD)
        high = max(theme.px(_LEAST), needed, theme.px(round(_PER_MINUTE * row.part.minutes)) if row.slot else 0)
        return QSize(wide, high + self._free_height(row))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        try:
            listed, row = self._of(index)
            if listed is not None and row is not None:
                painter.save()
                self._paint(painter, option, row, listed, index.row())
                painter.restore()
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)

    def _of(self, index: QModelIndex | QPersistentModelIndex) -> tuple[PartsList | None, Row | None]:
        listed = self.parent()
        return (listed, index.data(_ROW)) if isinstance(listed, PartsList) else (None, None)

    def _heights(self, row: Row, wide: int) -> tuple[int, int]:
        room = QRect(0, 0, max(40, wide), 10_000)
        bold, small = QFontMetrics(theme.letters(bold=True)), QFontMetrics(theme.letters(theme.SMALL))
        return (
            bold.boundingRect(room, Qt.TextFlag.TextWordWrap, row.title).height(),
            small.boundingRect(room, Qt.TextFlag.TextWordWrap, row.details).height(),
        )

    def _free_height(self, row: Row) -> int:
        return theme.px(26) if row.free else 0

    def _paint(self, painter: QPainter, option: QStyleOptionViewItem, row: Row, listed: PartsList, at: int) -> None:
        whole: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        pad, small = theme.px(_PAD), theme.letters(theme.SMALL)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = whole.adjusted(0, self._free_height(row), 0, 0)
        text_left = body.left() + theme.px(_CLOCK + _BAR) + 2 * pad
        if row.free:
            painter.setFont(small)
            painter.setPen(theme.color("agave"))
            above = QRect(text_left, whole.top(), whole.right() - text_left, self._free_height(row))
            painter.drawText(above, Qt.AlignmentFlag.AlignVCenter, row.free)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(body, theme.color("tint"))
        ink = theme.color("ink" if row.slot else "soft")
        self._bar(painter, QRect(body.left() + theme.px(_CLOCK) + pad, body.top() + 3, theme.px(_BAR), body.height() - 6), row)
        painter.setPen(ink)
        painter.setFont(theme.letters(bold=True))
        painter.drawText(
            QRect(body.left() + pad, body.top() + pad, theme.px(_CLOCK) - pad, body.height() - pad),
            Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, row.clock,
        )  # fmt: skip
        self._lock(painter, body, row)
        wide = body.right() - pad - text_left
        title, details = self._heights(row, wide)
        font = theme.letters(bold=True)
        font.setStrikeOut(row.slot is None)
        painter.setFont(font)
        painter.drawText(QRect(text_left, body.top() + pad, wide, title), Qt.TextFlag.TextWordWrap, row.title)
        painter.setFont(small)
        painter.setPen(theme.color("cempasuchil" if row.late else "soft"))
        painter.drawText(QRect(text_left, body.top() + pad + title, wide, details), Qt.TextFlag.TextWordWrap, row.details)
        self._edges(painter, whole, state, listed, at)

    def _bar(self, painter: QPainter, place: QRect, row: Row) -> None:
        """Filled for what is core, an outline for what is optional; pale for what is left out."""
        colour = theme.color("agave" if row.slot else "line")
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour if row.part.core else QColor(Qt.GlobalColor.transparent))
        painter.drawRoundedRect(place, 3, 3)
        painter.setBrush(QColor(Qt.GlobalColor.transparent))

    def _lock(self, painter: QPainter, body: QRect, row: Row) -> None:
        side = theme.px(16)
        under = body.top() + theme.px(_PAD) + QFontMetrics(theme.letters(bold=True)).height() + theme.px(5)
        symbols = ["lock"] if row.part.lock is not None else []
        for number, symbol in enumerate([symbol_of(row.part), *symbols]):
            left = body.left() + theme.px(_CLOCK) - (number + 1) * (side + 4) + 4
            painter.drawPixmap(QRect(left, under, side, side), icon(symbol, "soft").pixmap(2 * side, 2 * side))

    def _edges(self, painter: QPainter, whole: QRect, state: QStyle.StateFlag, listed: PartsList, at: int) -> None:
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(whole.bottomLeft(), whole.bottomRight())
        if state & QStyle.StateFlag.State_HasFocus and listed.hasFocus():
            painter.setPen(QPen(theme.color("rosa"), 2))
            painter.drawRoundedRect(whole.adjusted(1, 1, -2, -2), 4, 4)
        painter.setPen(QPen(theme.color("rosa"), 3))
        if listed.mark == at:
            painter.drawLine(whole.topLeft(), whole.topRight())
        elif listed.mark == at + 1 == listed.count():
            painter.drawLine(whole.bottomLeft(), whole.bottomRight())
