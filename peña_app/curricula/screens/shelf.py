"""The shelf: modules, their sessions, and the activities in them, narrowed as one types."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QWidget,
)

from peña_app.curricula.library import called
from peña_app.curricula.model import SPIRAL, Activity, Module, Place, Session, stage_text
from peña_app.curricula.search import LENSES, MINUTES, Finder, Wanted, terms_of
from peña_app.i18n import _, minutes_text, said, worded
from peña_app.ui import theme
from peña_app.ui.forms import column, icon_button, label, row
from peña_app.ui.icons import icon, icon_size
from peña_app.ui.speech import Speaking

_KEY = Qt.ItemDataRole.UserRole
_PADDING = 8  # of an item, in theme's stylesheet
_TARGET = 36  # the least that a finger or a tired hand hits
_CORE, _OPTIONAL = "●", "○"


@dataclass(frozen=True, slots=True)
class Picked:
    """What is chosen on the shelf: a module, or a session of it, or an activity of that."""

    module: Module
    session: Session | None = None
    activity: Activity | None = None

    def goes_by(self, target: str) -> bool:
        """Whether a search or a link means this: an activity by its id, a session by "module/session"."""
        if self.activity is not None:
            return target == self.activity.id
        return target == (f"{self.module.id}/{self.session.id}" if self.session else self.module.id)


class Shelf(Speaking):
    """The tree of what there is, and the field above it that narrows it."""

    picked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._modules: tuple[Module, ...] = ()
        self._finder = Finder()
        self._picks: list[Picked] = []
        self.current: Picked | None = None
        """What is chosen; it stays while the shelf is narrowed to something else."""
        self.typed = QLineEdit()
        self.typed.setClearButtonEnabled(True)
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setIconSize(icon_size())
        self.tree.setIndentation(theme.px(12))
        self.tree.setRootIsDecorated(False)
        self.tree.setWordWrap(True)
        self.tree.setItemDelegateForColumn(0, _Wrapped(self.tree))
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(theme.px(40))
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.nothing = label("soft")
        self.nothing.hide()
        self.more = icon_button("funnel")
        self.more.setCheckable(True)
        self.minutes, self.stage, self.lens, self.term = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.no_reading = QCheckBox()
        self.filters = QWidget()
        self.filters.setLayout(
            column(row(self.minutes, self.lens, gap=theme.px(6)), self.stage, self.term, self.no_reading, gap=theme.px(6))
        )
        self.filters.hide()
        self.setLayout(column(row(self.typed, self.more, gap=theme.px(6)), self.filters, self.nothing, self.tree))
        self._say_texts()
        header.sectionResized.connect(lambda *_sizes: self.tree.scheduleDelayedItemsLayout())
        self.typed.textChanged.connect(lambda _text: self._fill())
        self.more.toggled.connect(self._fold)
        for chosen in (self.minutes, self.stage, self.lens, self.term):
            chosen.currentIndexChanged.connect(lambda _at: self._fill())
        self.no_reading.toggled.connect(lambda _on: self._fill())
        self.typed.returnPressed.connect(self._take_first)
        self.tree.currentItemChanged.connect(lambda item, _before: self._pick(item))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._seek)

    def _say_texts(self) -> None:
        self.say(self.typed.setPlaceholderText, lambda: _("Find an activity"))
        self.say(self.typed.setAccessibleName, lambda: _("Find an activity"))
        self.say(self.typed.setToolTip, lambda: _("Any word that it says, in either language (Ctrl+F)"))
        self.say(self.more.setAccessibleName, lambda: _("Narrow by minutes, stage, lens, word or reading"))
        self.say(self.more.setToolTip, lambda: _("Narrow by minutes, stage, lens, word or reading"))
        self.say(self.no_reading.setText, lambda: _("Nobody needs to read"))
        self.say(lambda _text: self._say_choices(), lambda: "")
        self.say(self.tree.setAccessibleName, lambda: _("Modules, sessions and activities"))
        self.say(self.nothing.setText, lambda: _("No activity says that. Try another word, or fewer limits."))
        self.say(lambda _text: self._fill(), lambda: "")

    def show_modules(self, modules: tuple[Module, ...]) -> None:
        """Put the modules on the shelf and choose the first activity."""
        self._modules = modules
        self._finder = Finder()
        self._say_choices()
        self._fill()
        self._take_first()

    def open(self, target: str) -> None:
        """Choose the activity, session or module that goes by ``target``."""
        self.typed.clear()
        for item in self._items():
            if self._picks[item.data(0, _KEY)].goes_by(target):
                self.tree.setCurrentItem(item)
                self.tree.scrollToItem(item)
                return

    def start(self) -> None:
        """Take the keyboard."""
        self.tree.setFocus()

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        return Wanted(
            self.typed.text().strip(), self.minutes.currentData() or 0, self.stage.currentData() or "",
            self.lens.currentData() or "", self.term.currentData() or "", self.no_reading.isChecked(),
        )  # fmt: skip

    def _say_choices(self) -> None:
        choices: list[tuple[QComboBox, str, list[tuple[str, object]]]] = [
            (self.minutes, _("Any length"), [(_("Up to {minutes} min").format(minutes=each), each) for each in MINUTES]),
            (self.stage, _("Any stage of the spiral"), [(stage_text(stage), stage) for stage in SPIRAL]),
            (self.lens, _("Any lens"), [(said(text), lens) for lens, text in LENSES.items()]),
            (self.term, _("Any word of the glossary"), [(called(term), term) for term in terms_of(self._modules)]),
        ]
        for box, everything, listed in choices:
            at = max(0, box.currentIndex())
            box.blockSignals(True)
            box.clear()
            box.addItem(everything, None)
            for text, value in listed:
                box.addItem(text, value)
            box.setCurrentIndex(at)
            box.setAccessibleName(everything)
            box.blockSignals(False)

    def _fold(self, shown: bool) -> None:
        self.filters.setVisible(shown)
        if not shown:
            for box in (self.minutes, self.stage, self.lens, self.term):
                box.setCurrentIndex(0)
            self.no_reading.setChecked(False)

    def _seek(self) -> None:
        self.typed.setFocus()
        self.typed.selectAll()

    def _items(self) -> list[QTreeWidgetItem]:
        found = []
        walk = QTreeWidgetItemIterator(self.tree)
        while (item := walk.value()) is not None:
            found.append(item)
            walk += 1
        return found

    def _take_first(self) -> None:
        """The first activity there is; from the field the keyboard goes with it."""
        for item in self._items():
            if self._picks[item.data(0, _KEY)].activity is not None:
                self.tree.setCurrentItem(item)
                if self.typed.hasFocus():
                    self.tree.setFocus()
                return

    def _pick(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.current = self._picks[item.data(0, _KEY)]
            self.picked.emit()

    def _fill(self) -> None:
        wanted = self.wanted
        self.tree.blockSignals(True)
        self.tree.clear()
        self._picks = []
        for module in self._modules:
            shelf = self._item(Picked(module), module.name)
            shelf.setIcon(0, icon("book-open", "rosa"))
            shelf.setFont(0, theme.letters(bold=True))
            for number, session in enumerate(module.sessions, 1):
                evening = self._session(module, session, number, wanted)
                if evening is not None:
                    shelf.addChild(evening)
            if shelf.childCount() or wanted.nothing:
                self.tree.addTopLevelItem(shelf)
        self.tree.expandAll()
        for item in self._items():
            item.setFirstColumnSpanned(self._picks[item.data(0, _KEY)].activity is None)
            if self._picks[item.data(0, _KEY)] == self.current:
                self.tree.setCurrentItem(item)
        self.tree.blockSignals(False)
        self.nothing.setVisible(not wanted.nothing and self.tree.topLevelItemCount() == 0)

    def _session(self, module: Module, session: Session, number: int, wanted: Wanted) -> QTreeWidgetItem | None:
        minutes = minutes_text(session.minutes).replace(" ", "\u00a0")
        parts = (_("Session {n}").format(n=number), worded(session.title), minutes)
        evening = self._item(Picked(module, session), " · ".join(filter(None, parts)))
        evening.setForeground(0, theme.color("soft"))
        for place in session.places:
            activity = module.activities.get(place.activity)
            if activity is not None and self._finder.fits(activity, wanted):
                evening.addChild(self._activity(Picked(module, session, activity), activity, place))
        return evening if evening.childCount() or wanted.nothing else None

    def _activity(self, pick: Picked, activity: Activity, place: Place) -> QTreeWidgetItem:
        item = self._item(pick, f"{_CORE if place.core else _OPTIONAL} {activity.name}", minutes_text(place.minutes))
        kind = _("Core") if place.core else _("Optional")
        item.setToolTip(0, f"{activity.name} · {kind}")
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{activity.name}, {kind}, {minutes_text(place.minutes)}")
        return item

    def _item(self, pick: Picked, text: str, minutes: str = "") -> QTreeWidgetItem:
        item = QTreeWidgetItem([text, minutes])
        item.setData(0, _KEY, len(self._picks))
        item.setToolTip(0, text)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        item.setTextAlignment(0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        item.setForeground(1, theme.color("soft"))
        self._picks.append(pick)
        return item


class _Wrapped(QStyledItemDelegate):
    """Makes an item as high as its text needs in the width there is: Qt itself counts one line only."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        tree = self.parent()
        if not isinstance(tree, QTreeWidget):
            return hint
        depth, above = 0, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        spanned = isinstance(index, QModelIndex) and tree.isFirstColumnSpanned(index.row(), index.parent())
        wide = (tree.viewport().width() if spanned else tree.columnWidth(0)) - tree.indentation() * depth - 2 * _PADDING - 6
        if index.data(Qt.ItemDataRole.DecorationRole) is not None:
            wide -= tree.iconSize().width() + 6
        font = index.data(Qt.ItemDataRole.FontRole)
        metrics = QFontMetrics(font if isinstance(font, QFont) else tree.font())
        lines = metrics.boundingRect(QRect(0, 0, max(wide, 40), 10_000), Qt.TextFlag.TextWordWrap, index.data() or "")
        return QSize(hint.width(), max(_TARGET, lines.height() + 2 * _PADDING))
