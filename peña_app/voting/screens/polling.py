"""An open contest: print its ballots, enter them, account for the paper, close the box."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QSpinBox, QStackedWidget, QWidget

from peña_app.errors import Mishap
from peña_app.gatherings.records import Gatherings
from peña_app.i18n import _, ngettext, number_text
from peña_app.ui import theme
from peña_app.ui.desk import Choice, Desk, Printable
from peña_app.ui.forms import Field, button, card, column, label, row, scrolled
from peña_app.ui.speech import Speaking
from peña_app.voting.model import FEWEST_FOR_SECRECY, Contest
from peña_app.voting.records import Voting
from peña_app.voting.screens.account import AccountForm
from peña_app.voting.screens.dialogs import Confirm
from peña_app.voting.screens.entry import EntryDesk

_MOST_COPIES = 5000


class Polling(Speaking):
    """The steps of a vote as cards, in their order."""

    def __init__(self, desk: Desk, contest: Contest) -> None:
        super().__init__()
        self._desk = desk
        self._voting = Voting(desk.workspace)
        self._contest = contest
        self._boxed = self._drafted = self._batches = 0
        self.print_title, self.print_text = label("heading"), label("soft")
        self.copies = QSpinBox()
        self.copies.setRange(1, _MOST_COPIES)
        self.copies.setValue(self._ballots_needed())
        self.copies_field = Field(self.copies)
        self.print = button("printer")
        self.print_sheet = button("list-numbers", quiet=True)
        self.entry_title, self.entry_text = label("heading"), label("soft")
        self.number = label("huge", wrap=False)
        self.enter = button("keyboard", primary=True)
        self.close_title, self.close_text = label("heading"), label("soft")
        self.shut = button("lock")
        self.prepare = button("pencil-simple", quiet=True)
        self.account_title, self.account_text = label("heading"), label("soft")
        self.account = AccountForm(desk, contest)
        self._stack = QStackedWidget()
        self._desk_of_entry: EntryDesk | None = None
        self._lay_out()
        self._say_texts()
        self._connect()
        self._read_again()

    def _lay_out(self) -> None:
        printing = card(self.print_title, self.print_text, row(self.copies_field, column(1, row(self.print, 1))))
        counted = row(self.number, self.entry_text)
        counted.setStretch(1, 1)
        entering = card(self.entry_title, counted, row(self.enter, self.print_sheet, 1))
        closing = card(self.close_title, self.close_text, row(self.shut, self.prepare, 1))
        left = QWidget()
        left.setLayout(column(printing, entering, closing, 1, gap=12))
        right = scrolled(card(self.account_title, self.account_text, self.account, 1))
        right.setFixedWidth(theme.px(344))
        steps = QWidget()
        laid = row(scrolled(left), right, gap=16)
        laid.setStretch(0, 1)
        steps.setLayout(laid)
        self._stack.addWidget(steps)
        self.setLayout(column(self._stack))

    def _say_texts(self) -> None:
        self.say(self.print_title.setText, lambda: _("1 · Print the ballots"))
        self.say(self.print_text.setText, lambda: _("Both languages, cut from the sheet. No number on them belongs to anyone."))
        self.say(self.copies_field.name, lambda: _("How many ballots"))
        self.say(self.print.setText, lambda: _("Print the ballots"))
        self.say(self.print_sheet.setText, lambda: _("Tally sheet"))
        self.say(self.print_sheet.setToolTip, lambda: _("A sheet to count by hand, with strokes"))
        self.say(self.entry_title.setText, lambda: _("2 · Enter the marked ballots"))
        self.say(self.enter.setText, lambda: _("Enter ballots"))
        self.say(self.enter.setToolTip, lambda: _("One key for each mark, Enter for the next ballot (Ctrl+E)"))
        self.say(self.close_title.setText, lambda: _("3 · Close the box"))
        self.say(
            self.close_text.setText, lambda: _("When the last ballot has been entered. Until then nobody sees how it is going.")
        )
        self.say(self.shut.setText, lambda: _("Close the box"))
        self.say(self.prepare.setText, lambda: _("Back to prepare it"))
        self.say(self.account_title.setText, lambda: _("Account of the ballots"))
        self.say(self.account_text.setText, lambda: _("Count the paper before anybody reads it. Every ballot must be somewhere."))
        self.say(self.entry_text.setText, self._counted)

    def _connect(self) -> None:
        self.print.clicked.connect(self.print_paper)
        self.print_sheet.clicked.connect(self._print_tally_sheet)
        self.enter.setShortcut("Ctrl+E")
        self.enter.clicked.connect(self.open_entry)
        self.shut.clicked.connect(self._ask_to_close)
        self.prepare.clicked.connect(self._prepare_again)

    # what the page asks of it

    def start(self) -> None:
        """The keyboard goes to what is most often done."""
        if self._desk_of_entry is not None:
            self._desk_of_entry.start()
        else:
            self.enter.setFocus()

    def show_contest(self, contest: Contest) -> None:
        """Show what has changed."""
        self._contest = contest
        self.account.show_contest(contest)
        self._read_again()

    def leave(self) -> bool:
        """Back from the ballots to the steps first, then out; the account is kept."""
        if self._desk_of_entry is not None:
            self.close_entry()
            return False
        return self.account.keep()

    def print_paper(self) -> None:
        """Print the ballots."""
        contest, copies = self._contest, self.copies.value()

        def make(choice: Choice) -> bytes:
            from peña_app.voting import papers as paper

            return paper.ballots(contest, per_sheet=int(choice.layout), sheet=choice.sheet, copies=copies)

        layouts = (
            ("2", lambda: _("2 ballots on a sheet")), ("4", lambda: _("4 ballots on a sheet")), ("1", lambda: _("1 ballot on a sheet, large print")),
        )  # fmt: skip
        self._desk.print(Printable(lambda: _("Ballots"), make, layouts, file_name="boletas"))

    # steps

    @property
    def entry(self) -> EntryDesk | None:
        """The desk where ballots are being entered."""
        return self._desk_of_entry

    def open_entry(self) -> None:
        """Enter ballots."""
        if self._desk_of_entry is None:
            self._desk_of_entry = EntryDesk(self._desk, self._contest)
            self._desk_of_entry.stopped.connect(self.close_entry)
            self._stack.addWidget(self._desk_of_entry)
        self._stack.setCurrentWidget(self._desk_of_entry)
        self._desk_of_entry.start()

    def close_entry(self) -> None:
        """Back to the steps."""
        if self._desk_of_entry is not None:
            self._stack.removeWidget(self._desk_of_entry)
            self._desk_of_entry.deleteLater()
            self._desk_of_entry = None
            self._read_again()
            self.enter.setFocus()

    def _ask_to_close(self) -> None:
        all_of_them = self._boxed + self._drafted
        small = 0 < all_of_them < FEWEST_FOR_SECRECY
        Confirm(
            self,
            title=lambda: _("Close the box"),
            sentence=lambda: ngettext(
                "The box closes with {n} ballot in it.", "The box closes with {n} ballots in it.", all_of_them
            ).format(n=number_text(all_of_them)),
            detail=lambda: (
                _("With so few ballots, secrecy cannot be promised.")
                if small
                else _("To enter more later it takes a reason, which stays on the certificate.")
            ),
            button_text=lambda: _("Close the box"),
            act=self._close,
        ).open()

    def _close(self) -> None:
        self.account.keep()
        self._try(lambda: self._voting.close(self._contest.id))

    def _prepare_again(self) -> None:
        self._try(lambda: self._voting.prepare_again(self._contest.id))

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Mishap as mishap:
            self._desk.trouble(mishap)

    def _print_tally_sheet(self) -> None:
        contest = self._contest

        def make(choice: Choice) -> bytes:
            from peña_app.voting import papers as paper

            return paper.tally_sheet(contest, sheet=choice.sheet)

        self._desk.print(Printable(lambda: _("Tally sheet"), make, file_name="hoja-de-conteo"))

    def _ballots_needed(self) -> int:
        here = Gatherings(self._desk.workspace).presence(self._contest.gathering).all if self._contest.gathering else 0
        return max(20, -(-here * 11 // 10))

    def _read_again(self) -> None:
        batches = self._voting.batches(self._contest.id)
        self._batches = len(batches)
        self._boxed = sum(batch.ballots for batch in batches)
        self._drafted = len(self._voting.open_batch(self._contest.id))
        self.number.setText(number_text(self._boxed + self._drafted))
        self.entry_text.setText(self._counted())
        self.prepare.setVisible(self._boxed + self._drafted == 0)

    def _counted(self) -> str:
        if not self._boxed + self._drafted:
            return _("ballots so far. Take them in batches of 25, face down, and read each one aloud.")
        batches = ngettext("{n} closed batch", "{n} closed batches", self._batches).format(n=number_text(self._batches))
        if not self._drafted:
            return _("ballots in {batches}").format(batches=batches)
        return _("ballots: {boxed} in {batches}, {drafted} in the open one").format(
            boxed=number_text(self._boxed), batches=batches, drafted=number_text(self._drafted)
        )
