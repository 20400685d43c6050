"""Tables over records: pages are read when they are shown, and SQL sorts and filters."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from peña_app.errors import write_down
from peña_app.ui import theme

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_PAGE = 100
_KEPT = 20
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: its title and the text of a row, both said when shown."""

    title: Callable[[], str]
    text: Callable[[T], str]
    private: bool = False  # veiled by F9
    right: bool = False  # numbers
    token: Callable[[T], str] | None = None  # the colour of the text, by name


class Source(Protocol[T_co]):
    """Where a table's rows come from."""

    def count(self, typed: str) -> int:
        """How many rows fit what was typed."""
        ...

    def page(self, typed: str, first: int, length: int) -> Sequence[T_co]:
        """Up to ``length`` rows from the ``first`` on."""
        ...


class TableModel(QAbstractTableModel, Generic[T]):
    """The one table model of the program: pages of 100 rows, 20 of them kept."""

    def __init__(self, source: Source[T], columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._columns = columns
        self._typed = ""
        self._pages: OrderedDict[int, Sequence[T]] = OrderedDict()
        self._count = source.count("")
        self._veiled = False

    def search(self, typed: str) -> None:
        """Show the rows that fit what was typed."""
        self._typed = typed
        self.read_again()

    def read_again(self) -> None:
        """Read from the source afresh."""
        self.beginResetModel()
        self._pages.clear()
        self._count = self._source.count(self._typed)
        self.endResetModel()

    def veil(self, veiled: bool) -> None:
        """Show initials in place of what a passer-by should not read, or the texts again."""
        self._veiled = veiled
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(self._columns) - 1))

    def row(self, number: int) -> T | None:
        """The row's object; None when another laptop or window has just taken it away."""
        start = number // _PAGE * _PAGE
        if start not in self._pages:
            self._pages[start] = self._source.page(self._typed, start, _PAGE)
            if len(self._pages) > _KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(start)
        page = self._pages[start]
        return page[number - start] if 0 <= number - start < len(page) else None

    def say_again(self) -> None:
        """Repeat titles and texts in the current language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
        self.veil(self._veiled)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        try:
            return self._shown(index, role)
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)
            return None

    def _shown(self, index: _Index, role: int) -> str | QColor | Qt.AlignmentFlag | None:
        if not index.isValid() or not 0 <= index.column() < len(self._columns):
            return None
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft)
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        row = self.row(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.color(column.token(row)) if column.token else None
        text = column.text(row)
        return initials(text) if self._veiled and column.private else text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        try:
            if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self._columns):
                if role == Qt.ItemDataRole.DisplayRole:
                    return self._columns[section].title()
                if role == Qt.ItemDataRole.TextAlignmentRole and not self._columns[section].right:
                    return Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
            write_down(bug)
        return None


class Table(QTableView):
    """A table that is read by rows and walked by keyboard; the columns of ``stretch`` share what room there is."""

    def __init__(self, model: TableModel[Any], parent: QWidget | None = None, *, stretch: Sequence[int] = (0,)) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._model = model
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(38))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setResizeContentsPrecision(0)  # only the rows in view: by default Qt measures a thousand
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setMinimumSectionSize(theme.px(72))
        self.setMinimumWidth(theme.px(72) * (model.columnCount() + 2))
        for column in stretch:
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            try:
                self._model.say_again()
            except Exception as bug:  # noqa: BLE001 - Qt calls this: whatever leaves here may crash PySide
                write_down(bug)
        super().changeEvent(event)


def initials(text: str) -> str:
    """What the veil shows of a name.

    >>> initials("Guadalupe de la Cruz")
    'G··'
    """
    return f"{text[:1]}··" if text else ""
