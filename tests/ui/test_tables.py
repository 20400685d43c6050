"""The one table model: pages, the veil, rows that vanish, and Qt's own checks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from peña_app.ui.tables import Column, TableModel


class Names:
    """A source that counts how often it is asked, and may lose rows behind the model's back."""

    def __init__(self, number: int) -> None:
        self.names = [f"Persona {at}" for at in range(number)]
        self.asked = 0

    def count(self, typed: str) -> int:
        return len([name for name in self.names if typed in name])

    def page(self, typed: str, first: int, length: int) -> Sequence[str]:
        self.asked += 1
        return [name for name in self.names if typed in name][first : first + length]


def model(source: Names) -> TableModel[str]:
    return TableModel(
        source,
        [
            Column(lambda: "Name", lambda name: name, private=True),
            Column(lambda: "Length", lambda name: str(len(name)), right=True),
        ],
    )


def test_qt_finds_no_fault_in_it(qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model(Names(250)))


def test_rows_are_read_by_pages(qtbot: QtBot) -> None:
    source = Names(1000)
    table = model(source)
    assert table.index(0, 0).data() == "Persona 0"
    assert table.index(99, 0).data() == "Persona 99"
    assert source.asked == 1
    assert table.index(999, 0).data() == "Persona 999"
    assert source.asked == 2


def test_searching_reads_again(qtbot: QtBot) -> None:
    table = model(Names(200))
    table.search("19")
    assert table.rowCount() == 12
    assert table.index(0, 0).data() == "Persona 19"


def test_a_row_that_vanished_is_an_empty_cell(qtbot: QtBot) -> None:
    source = Names(10)
    table = model(source)
    source.names = source.names[:3]
    assert table.index(7, 0).data() is None
    assert table.index(7, 0).data(Qt.ItemDataRole.ForegroundRole) is None


def test_the_veil_shows_initials_and_leaves_the_rest(qtbot: QtBot) -> None:
    table = model(Names(3))
    table.veil(True)
    assert table.index(1, 0).data() == "P··"
    assert table.index(1, 1).data() == "9"
    table.veil(False)
    assert table.index(1, 0).data() == "Persona 1"


def test_an_error_in_a_cell_does_not_leave_the_override(qtbot: QtBot) -> None:
    table: TableModel[str] = TableModel(Names(1), [Column(lambda: "Name", lambda name: str(1 // (len(name) - 9)))])
    assert table.index(0, 0).data() is None
