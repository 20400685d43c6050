"""The print dialog and the projector."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from peña_app import paper
from peña_app.errors import Mishap
from peña_app.paper.preview import page_count
from peña_app.ui.desk import Choice, Desk, Printable
from peña_app.ui.printing import PrintDialog
from peña_app.ui.projector import Projector
from peña_app.ui.speech import Speaking, switch


def three_pages(choice: Choice) -> bytes:
    pieces: list[paper.Piece] = []
    for number in range(3):
        pieces += [paper.Heading({"es": f"Hoja {number}", "en": f"Sheet {number}"}), paper.PageBreak()]
    return paper.write(pieces[:-1], paper.About({"es": "Prueba", "en": "Trial"}), sheet=paper.Sheet(choice.sheet))


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk) -> Iterator[PrintDialog]:
    made = PrintDialog(
        desk, Printable(lambda: "Hojas", three_pages, (("columns", lambda: "Columns"), ("es", lambda: "Spanish")), (12, 14))
    )
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.save_button.isEnabled, timeout=10_000)
    yield made
    made.close()


def test_the_preview_turns_the_real_pages(dialog: PrintDialog) -> None:
    assert dialog.place.text() == "Page 1 of 3"
    first = dialog.preview.pixmap().toImage()
    dialog.forward.click()
    assert dialog.place.text() == "Page 2 of 3"
    assert dialog.preview.pixmap().toImage() != first
    dialog.back.click()
    assert dialog.preview.pixmap().toImage() == first


def test_saving_writes_the_pdf_whole(dialog: PrintDialog, tmp_path: Path) -> None:
    dialog.save(tmp_path / "hojas")
    assert page_count((tmp_path / "hojas.pdf").read_bytes()) == 3
    assert [file.name for file in tmp_path.glob("hojas*")] == ["hojas.pdf"]
    assert dialog.folder_button.isEnabled()


def test_a_place_that_cannot_be_written_is_a_sentence(dialog: PrintDialog, tmp_path: Path) -> None:
    dialog.save(tmp_path / "nada" / "hojas.pdf")
    assert dialog.trouble.text().startswith("The file could not be written there.")


def test_another_paper_makes_the_pages_again(qtbot: QtBot, dialog: PrintDialog) -> None:
    tall = dialog.preview.pixmap().height()
    dialog.sheet_choice.setCurrentIndex(1)
    qtbot.waitUntil(lambda: dialog.save_button.isEnabled() and dialog.preview.pixmap().height() > tall, timeout=10_000)


def test_every_page_goes_to_the_printer(dialog: PrintDialog, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "impreso.pdf"))
    dialog.paint_on(printer)
    assert page_count((tmp_path / "impreso.pdf").read_bytes()) == 3


def test_what_cannot_be_printed_is_said_in_the_dialog(qtbot: QtBot, desk: Desk) -> None:
    def refuse(_choice: Choice) -> bytes:
        raise Mishap("No hay nada que imprimir.")

    made = PrintDialog(desk, Printable(lambda: "Nada", refuse))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.trouble.isVisible, timeout=10_000)
    assert made.trouble.text() == "No hay nada que imprimir."
    assert not made.print_button.isEnabled()
    made.close()


def test_the_wall_shows_nothing_by_itself_and_blanks_with_one_key(qtbot: QtBot) -> None:
    wall = Projector()
    qtbot.addWidget(wall)
    wall.show()
    assert wall.blank
    wall.show_slide(lambda: QLabel("Votación"))
    assert not wall.blank
    QTest.keyClick(wall, Qt.Key.Key_B)
    assert wall.blank
    QTest.keyClick(wall, Qt.Key.Key_B)
    assert not wall.blank
    QTest.keyClick(wall, Qt.Key.Key_Escape)
    assert not wall.isVisible()


def test_an_error_while_a_text_is_said_again_leaves_every_window_standing(qtbot: QtBot, desk: Desk) -> None:
    """PySide 6.10 to 6.12 crash when an exception leaves an override: ours never lets one out."""

    class Broken(Speaking):
        def __init__(self) -> None:
            super().__init__()
            self.times = 0
            self.say(self.setWindowTitle, self.text)

        def text(self) -> str:
            self.times += 1
            if self.times > 1:
                raise ZeroDivisionError
            return "una vez"

    broken, whole = Broken(), Speaking()
    whole.say(whole.setWindowTitle, lambda: "bien")
    for window in (broken, whole):
        qtbot.addWidget(window)
        window.show()
    switch("es")
    qtbot.waitUntil(lambda: broken.times > 1)
    another = QMainWindow()
    qtbot.addWidget(another)
    another.show()
    assert another.isVisible()
    switch("en")
