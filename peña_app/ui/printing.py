"""The print dialog: the real pages, and three things to do with them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, QStandardPaths, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QKeySequence, QPageLayout, QPageSize, QPainter, QPixmap, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QLabel, QScrollArea, QSizePolicy, QWidget

from peña_app.errors import Mishap
from peña_app.i18n import _
from peña_app.ui import theme
from peña_app.ui.desk import Choice, Desk, Printable
from peña_app.ui.forms import button, card, column, icon_button, label, row
from peña_app.ui.jobs import Job, Progress
from peña_app.ui.speech import SpeakingDialog

_SHEETS = ("letter", "a4")
_PRINT_DPI = 300
_WIDTH = 640


class PrintDialog(SpeakingDialog):
    """Shows a paper as it will come out, page by page, and prints it, saves it, or opens the folder it was saved in."""

    def __init__(self, desk: Desk, printable: Printable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._printable = printable
        self._pdf = b""
        self._pages = 0
        self._page = 0
        self._saved: Path | None = None
        self._job: Job | None = None
        self.layout_choice = _picker([key for key, _name in printable.layouts])
        self.sheet_choice = _picker(list(_SHEETS))
        self.size_choice = _picker([str(size) for size in printable.sizes])
        self.preview = QLabel()
        self.preview.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.back = icon_button("caret-left")
        self.forward = icon_button("caret-right")
        self.place = label("soft", wrap=False)
        self.print_button = button("printer", primary=True)
        self.save_button = button("file-pdf")
        self.folder_button = button("folder-open")
        self.close_button = button(quiet=True)
        self.trouble = label("trouble")
        self.trouble.hide()
        for pressed in (self.print_button, self.save_button, self.folder_button, self.back, self.forward):
            pressed.setEnabled(False)  # until there are pages
        self._lay_out()
        self._say_texts()
        for choice in (self.layout_choice, self.sheet_choice, self.size_choice):
            choice.currentIndexChanged.connect(lambda _index: self._make())
        self.back.clicked.connect(lambda: self._turn(-1))
        self.forward.clicked.connect(lambda: self._turn(1))
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._ask_where)
        self.folder_button.clicked.connect(self._open_folder)
        self.close_button.clicked.connect(self.reject)
        QShortcut(QKeySequence(Qt.Key.Key_PageDown), self, lambda: self._turn(1))
        QShortcut(QKeySequence(Qt.Key.Key_PageUp), self, lambda: self._turn(-1))
        QTimer.singleShot(0, self._make)

    def _lay_out(self) -> None:
        self.resize(theme.px(980), 680)
        self._titles = {choice: label("small") for choice in (self.layout_choice, self.sheet_choice, self.size_choice)}
        side = []
        for choice, title in self._titles.items():
            title.setBuddy(choice)
            side += [title, choice]
            shown = choice.count() > 1
            title.setVisible(shown)
            choice.setVisible(shown)
        self.heading = label("title")
        panel = card(
            self.heading, *side, self.trouble, 1, self.print_button, self.save_button, self.folder_button, self.close_button
        )
        panel.setFixedWidth(theme.px(290))
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.preview)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setLayout(row(column(area, row(1, self.back, self.place, self.forward, 1)), panel, margin=16))

    def _say_texts(self) -> None:
        self.say(self.setWindowTitle, self._printable.title)
        self.say(self.heading.setText, self._printable.title)
        self.say(self.print_button.setText, lambda: _("Print"))
        self.say(self.save_button.setText, lambda: _("Save as PDF"))
        self.say(self.folder_button.setText, lambda: _("Open the folder"))
        self.say(self.close_button.setText, lambda: _("Close"))
        self.say(self.back.setAccessibleName, lambda: _("Previous page"))
        self.say(self.forward.setAccessibleName, lambda: _("Next page"))
        self.say(self.back.setToolTip, lambda: _("Previous page (Page Up)"))
        self.say(self.forward.setToolTip, lambda: _("Next page (Page Down)"))
        self.say(lambda text: _name(self._titles, self.layout_choice, text), lambda: _("Layout"))
        self.say(lambda text: _name(self._titles, self.sheet_choice, text), lambda: _("Paper"))
        self.say(lambda text: _name(self._titles, self.size_choice, text), lambda: _("Size of the letters"))
        for number, (_key, name) in enumerate(self._printable.layouts):
            self.say(partial(self.layout_choice.setItemText, number), name)
        for number, text in enumerate((lambda: _("Letter"), lambda: _("A4"))):
            self.say(partial(self.sheet_choice.setItemText, number), text)
        for number, size in enumerate(self._printable.sizes):
            self.say(partial(self.size_choice.setItemText, number), partial(_points, size))
        self.say(self.place.setText, self._where)

    def choice(self) -> Choice:
        """What is chosen now."""
        return Choice(
            layout=str(self.layout_choice.currentData() or ""),
            sheet=str(self.sheet_choice.currentData()),
            size=int(self.size_choice.currentData() or 0),
        )

    def _make(self) -> None:
        chosen = self.choice()
        self.print_button.setEnabled(False)
        self.save_button.setEnabled(False)
        self.folder_button.setEnabled(self._saved is not None)

        def work(say: Progress) -> tuple[bytes, int]:
            from peña_app.paper.preview import page_count

            say(10, _("Laying out the pages"))
            pdf = self._printable.make(chosen)
            return pdf, page_count(pdf)

        self._job = Job(work)
        self._job.done.connect(self._show)
        self._job.failed.connect(self._show_trouble)
        self._job.start()

    def _show(self, made: tuple[bytes, int]) -> None:
        self._pdf, self._pages = made
        self._page = min(self._page, self._pages - 1)
        self.trouble.hide()
        self.print_button.setEnabled(True)
        self.save_button.setEnabled(True)
        self._turn(0)
        if self.focusWidget() in {None, self.back, self.forward}:
            self.print_button.setFocus()

    def _turn(self, by: int) -> None:
        if not self._pdf:
            return
        self._page = max(0, min(self._pages - 1, self._page + by))
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(_image(self._pdf, self._page, round(min(_WIDTH, self._area.width() - 28) * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        self.preview.setPixmap(pixmap)
        self.preview.setAccessibleName(self._where())
        self.place.setText(self._where())
        self.back.setEnabled(self._page > 0)
        self.forward.setEnabled(self._page < self._pages - 1)

    def _where(self) -> str:
        return _("Page {page} of {pages}").format(page=self._page + 1, pages=self._pages) if self._pages else ""

    def _show_trouble(self, mishap: Mishap) -> None:
        self.trouble.setText(str(mishap))
        self.trouble.show()

    def _ask_where(self) -> None:
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(Path.home()))
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save as PDF"), str(folder / f"{self._printable.file_name}.pdf"), "PDF (*.pdf)"
        )
        if name:
            self.save(Path(name))

    def save(self, file: Path) -> None:
        """Write the PDF to a file; what cannot be written is said and leaves nothing."""
        target = file if file.suffix else file.with_suffix(".pdf")
        part = target.with_name(target.name + ".part")
        try:
            part.write_bytes(self._pdf)
            part.replace(target)
        except OSError:
            part.unlink(missing_ok=True)
            self._show_trouble(Mishap(_("The file could not be written there."), _("Choose another folder.")))
            return
        self._saved = target
        self.trouble.hide()
        self.folder_button.setEnabled(True)
        self._desk.tell(_("Saved as {file}").format(file=target.name), undo=False)

    def _open_folder(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved.parent)))

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._printable.title())
        image = _image(self._pdf, 0, 100)
        wide = image.width() > image.height()
        size = QPageSize.PageSizeId.Letter if self.choice().sheet == "letter" else QPageSize.PageSizeId.A4
        turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        printer.setPageLayout(QPageLayout(QPageSize(size), turned, QMarginsF(0, 0, 0, 0)))
        printer.setFullPage(True)
        if QPrintDialog(printer, self).exec() != QDialog.DialogCode.Accepted:
            return
        self.paint_on(printer)
        self._desk.tell(_("Sent to the printer"), undo=False)
        self.accept()

    def paint_on(self, printer: QPrinter) -> None:
        """Paint every page on a printer."""
        painter = QPainter(printer)
        try:
            for number in range(self._pages):
                if number:
                    printer.newPage()
                area = printer.pageRect(QPrinter.Unit.DevicePixel)
                image = _image(self._pdf, number, round(area.width() * _PRINT_DPI / max(printer.resolution(), 1)))
                size = QSizeF(image.size()).scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
                painter.drawImage(QRectF(area.topLeft(), size), image)
        finally:
            painter.end()


def _points(size: int) -> str:
    return _("{n} points").format(n=size)


def _picker(keys: list[str]) -> QComboBox:
    picker = QComboBox()
    for key in keys:
        picker.addItem("", key)
    return picker


def _name(titles: dict[QComboBox, QLabel], choice: QComboBox, text: str) -> None:
    titles[choice].setText(text)
    choice.setAccessibleName(text)


def _image(pdf: bytes, number: int, width: int) -> QImage:
    from peña_app.paper.preview import page_image

    wide, high, pixels = page_image(pdf, number, width)
    return QImage(pixels, wide, high, 4 * wide, QImage.Format.Format_RGBA8888).copy()
