"""The numbers of charts as tables, one under the other, in the language of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from peña_app.ui import theme
from peña_app.ui.forms import label
from peña_app.ui.speech import Speaking
from peña_app.ui.tables import Column, Table, TableModel
from peña_app.voting.charts import Figures

_WIDE = 6
"""From so many columns on each is as wide as what stands in it, and the table scrolls."""

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table to be: its title and its figures, said in the language of the moment."""

    title: Callable[[], str]
    figures: Callable[[], Figures]


class _Rows:
    """The rows of one table."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures

    def count(self, _typed: str) -> int:
        """How many rows there are."""
        return len(self.figures.rows)

    def page(self, _typed: str, first: int, length: int) -> Sequence[Row]:
        """The rows from the first on."""
        return self.figures.rows[first : first + length]


class FigureTables(Speaking):
    """One table for each chart; rebuilt when a table has other columns than before."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Sequence[Tabled] = ()
        self._sources: list[_Rows] = []
        self._titles: list[QLabel] = []
        self.models: list[TableModel[Row]] = []
        self.tables: list[Table] = []
        self._laid = QVBoxLayout(self)
        self._laid.setContentsMargins(0, 0, 0, 0)
        self._laid.setSpacing(theme.px(6))
        self.say(lambda _text: self._say_figures(), lambda: "")

    def show_tables(self, tables: Sequence[Tabled]) -> None:
        """Show these."""
        figures = [each.figures() for each in tables]
        same = [len(each.heads) for each in figures] == [len(source.figures.heads) for source in self._sources]
        self._shown = tables
        if not same:
            self._build(figures)
        self._say_figures()

    def _build(self, figures: Sequence[Figures]) -> None:
        while (item := self._laid.takeAt(0)) is not None:
            held = item.widget()
            if isinstance(held, QWidget):
                held.deleteLater()
        self._sources, self._titles, self.models, self.tables = [], [], [], []
        for each in figures:
            source = _Rows(each)
            model: TableModel[Row] = TableModel(source, [_column(source, at) for at in range(len(each.heads))], self)
            table = Table(model, self, stretch=(0,) if len(each.heads) <= _WIDE else ())
            table.setMinimumWidth(theme.px(240))
            title = label("heading")
            title.setVisible(len(figures) > 1)
            table.setMinimumHeight(theme.px(38) * min(4, 1 + len(each.rows)))
            self._laid.addWidget(title)
            self._laid.addWidget(table, max(1, len(each.rows)))
            self._sources.append(source)
            self._titles.append(title)
            self.models.append(model)
            self.tables.append(table)

    def _say_figures(self) -> None:
        for at, each in enumerate(self._shown):
            self._sources[at].figures = each.figures()
            self.models[at].read_again()
            self.models[at].say_again()
            self.tables[at].setAccessibleName(each.title())
            self._titles[at].setText(each.title())


def _column(source: _Rows, at: int) -> Column[Row]:
    return Column(lambda: source.figures.heads[at], lambda row: row[at], right=at > 0)
