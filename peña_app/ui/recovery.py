"""The recovery code: shown once, printed, and kept elsewhere."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from peña_app.i18n import N_, Words, _, each
from peña_app.ui.desk import Choice, Desk, Printable
from peña_app.ui.forms import button, column, label, row
from peña_app.ui.printing import PrintDialog
from peña_app.ui.speech import SpeakingDialog


class RecoveryCode(SpeakingDialog):
    """Shows the recovery code once, to be printed and kept elsewhere."""

    def __init__(self, desk: Desk, code: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._code = desk, code
        self.heading, self.text = label("title"), label("soft")
        self.shown = label("heading", selectable=True)
        self.print_button = button("printer", primary=True)
        self.kept = button(quiet=True)
        self.setLayout(column(self.heading, self.text, self.shown, row(1, self.kept, self.print_button), margin=24))
        self.setMinimumWidth(520)
        self.shown.setText(code)
        self.say(self.setWindowTitle, lambda: _("Recovery code"))
        self.say(self.heading.setText, lambda: _("Print this code before you go on"))
        self.say(
            self.text.setText,
            lambda: _(
                "It opens the workspace if the passphrase is forgotten. It is shown only now and kept nowhere: put the sheet in an envelope, in another house."
            ),
        )
        self.say(self.shown.setAccessibleName, lambda: _("Recovery code"))
        self.say(self.print_button.setText, lambda: _("Print"))
        self.say(self.kept.setText, lambda: _("I have it on paper"))
        self.print_button.clicked.connect(self._print)
        self.kept.clicked.connect(self.accept)

    def _print(self) -> None:
        code = self._code
        PrintDialog(
            self._desk,
            Printable(lambda: _("Recovery code"), lambda choice: recovery_sheet(code, choice), file_name="codigo"),
            self,
        ).open()


def recovery_sheet(code: str, choice: Choice) -> bytes:
    """The recovery code on paper, in both languages, with what it is for."""
    from peña_app import paper

    title: Words = each(N_("Recovery code"))
    pieces: list[paper.Piece] = [
        paper.Heading(title),
        paper.Paragraph(
            each(
                N_(
                    "With this code the workspace opens if the passphrase is forgotten. Keep it in an envelope, in another house. Whoever has it and the laptop can read everything."
                )
            )
        ),
        paper.Box([paper.Paragraph(code, bold=True, center=True)]),
        paper.Lines(each(N_("Which laptop, since when")), 2),
    ]
    return paper.write(pieces, paper.About(title), layout=paper.Layout.COLUMNS, sheet=paper.Sheet(choice.sheet), size=14)
