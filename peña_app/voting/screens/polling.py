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
from peña_app.voting.model import FEWEST_FOR_SECRECY, MOST_IN_BATCH, Contest, Source, Stage
from peña_app.voting.records import Voting
from peña_app.voting.screens.account import AccountForm
from peña_app.voting.screens.conflicts import Versions
from peña_app.voting.screens.dialogs import Confirm
from peña_app.voting.screens.entry import EntryDesk
from peña_app.voting.screens.station import StationPage
from peña_app.voting.screens.wall import WallPage

_MOST_COPIES = 5000


class Polling(Speaking):
    """The steps of a vote as cards, in their order."""

    def __init__(self, desk: Desk, contest: Contest) -> None:
        super().__init__()
        self._desk = desk
        self._voting = Voting(desk.workspace)
        self._contest = contest
        self._boxed = self._drafted = self._batches = self._waiting = 0
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
        self.of_a_batch = QSpinBox()
        self.of_a_batch.setRange(FEWEST_FOR_SECRECY, MOST_IN_BATCH)
        self.of_a_batch.setValue(contest.batch)
        self.of_a_batch_field = Field(self.of_a_batch)
        self.station = button("users", quiet=True)
        self.wall = button("chart-bar-horizontal", quiet=True)
        self.wall.setVisible(contest.rules.method == "dots")
        self.conflict = label("attention")
        self.versions = button("warning")
        self.close_title, self.close_text = label("heading"), label("soft")
        self.shut = button("lock")
        self.prepare = button("pencil-simple", quiet=True)
        self.account_title, self.account_text = label("heading"), label("soft")
        self.account = AccountForm(desk, contest)
        self._stack = QStackedWidget()
        self._beside: EntryDesk | StationPage | WallPage | None = None
        self._lay_out()
        self._say_texts()
        self._connect()
        self._read_again()

    def _lay_out(self) -> None:
        printing = card(
            self.print_title,
            self.print_text,
            row(self.copies_field, column(1, row(self.print, 1)), 1, self.of_a_batch_field),
            gap=theme.px(8),
        )
        counted = row(self.number, self.entry_text)
        counted.setStretch(1, 1)
        entering = card(
            self.entry_title,
            counted,
            row(self.enter, self.print_sheet, 1),
            row(self.station, self.wall, 1),
            gap=theme.px(6),
        )
        closing = card(
            self.close_title, self.close_text, self.conflict, row(self.shut, self.versions, self.prepare, 1), gap=theme.px(8)
        )
        left = QWidget()
        left.setLayout(column(printing, entering, closing, 1, gap=theme.px(8)))
        right = scrolled(card(self.account_title, self.account_text, self.account, 1))
        right.setFixedWidth(theme.px(318))
        steps = QWidget()
        laid = row(scrolled(left), right, gap=theme.px(12))
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
        self.say(self.of_a_batch_field.name, lambda: _("Papers in a batch"))
        self.say(self.station.setText, lambda: _("Vote at this laptop"))
        self.say(self.station.setToolTip, lambda: _("Codes on slips, and a screen on which people vote without paper"))
        self.say(self.wall.setText, lambda: _("Dots on the wall"))
        self.say(self.wall.setToolTip, lambda: _("Count the dots that people put on sheets, sheet by sheet"))
        self.say(self.versions.setText, lambda: _("Choose the version"))
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
        self.of_a_batch.valueChanged.connect(self._set_size)
        self.station.clicked.connect(self.open_station)
        self.wall.clicked.connect(self.open_wall)
        self.versions.clicked.connect(lambda: Versions(self._desk, self._contest, self).open())
        self.shut.clicked.connect(self._ask_to_close)
        self.prepare.clicked.connect(self._prepare_again)

    # what the page asks of it

    def start(self) -> None:
        """The keyboard goes to what is most often done."""
        if self._beside is not None:
            self._beside.start()
        else:
            self.enter.setFocus()

    def show_contest(self, contest: Contest) -> None:
        """Show what has changed."""
        self._contest = contest
        self.account.show_contest(contest)
        self._read_again()

    def leave(self) -> bool:
        """Back from the ballots to the steps first, then out; the account is kept."""
        if self._beside is not None:
            self.close_entry()
            return False
        return self.account.keep()

    def print_paper(self) -> None:
        """Print the ballots."""
        contest, copies = self._contest, self.copies.value()

        def make(choice: Choice) -> bytes:
            from peña_app.voting import papers as paper

            return paper.ballots(contest, per_sheet=int(choice.layout), sheet=choice.sheet, copies=copies)

        from peña_app.voting.papers import fitting

        words = {
            2: lambda: _("2 ballots on a sheet"),
            4: lambda: _("4 ballots on a sheet"),
            1: lambda: _("1 ballot on a sheet, large print"),
        }
        layouts = tuple((str(each), words[each]) for each in fitting(contest) or (1,))
        self._desk.print(Printable(lambda: _("Ballots"), make, layouts, file_name="boletas"))

    # steps

    @property
    def entry(self) -> EntryDesk | None:
        """The desk where ballots are being entered."""
        return self._beside if isinstance(self._beside, EntryDesk) else None

    @property
    def beside(self) -> EntryDesk | StationPage | WallPage | None:
        """What is shown in place of the steps."""
        return self._beside

    def open_entry(self) -> None:
        """Enter ballots."""
        if self.entry is None:
            self._show_beside(EntryDesk(self._desk, self._contest))

    def open_station(self) -> None:
        """Let people vote at this laptop."""
        self._show_beside(StationPage(self._desk, self._contest))

    def open_wall(self) -> None:
        """Count dots from the wall."""
        self._show_beside(WallPage(self._desk, self._contest))

    def _show_beside(self, shown: EntryDesk | StationPage | WallPage) -> None:
        self._beside = shown
        shown.stopped.connect(self.close_entry)
        self._stack.addWidget(shown)
        self._stack.setCurrentWidget(shown)
        shown.start()

    def close_entry(self) -> None:
        """Back to the steps."""
        if self._beside is not None:
            self._stack.removeWidget(self._beside)
            self._beside.deleteLater()
            self._beside = None
            self._read_again()
            self.enter.setFocus()

    def _set_size(self, n: int) -> None:
        self._try(lambda: self._voting.set_batch_size(self._contest.id, n))

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
                if small or 0 < self._at_laptop() < FEWEST_FOR_SECRECY
                else _("To enter more later it takes a reason, which stays on the certificate.")
            ),
            button_text=lambda: _("Close the box"),
            act=self._close,
        ).open()

    def _close(self) -> None:
        self.account.keep()
        self._try(lambda: self._voting.close_and_count(self._contest.id))

    def _at_laptop(self) -> int:
        made, left, _waiting = self._voting.station(self._contest.id)
        return made - left

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
        piles = self._voting.piles(self._contest.id)
        self._batches = len({batch.stack for batch in batches if batch.source is not Source.WALL})
        self._drafted = sum(self._voting.first_reading_size(self._contest.id, pile.id) for pile in piles)
        self._waiting = sum(pile.stage is not Stage.FIRST for pile in piles)
        self._drafted += self._voting.station(self._contest.id)[2]
        conflicts = self._voting.conflicts(self._contest.id)
        stopped = {version.id for conflict in conflicts for version in conflict.versions}
        self._boxed = sum(batch.ballots for batch in batches if batch.id not in stopped)
        self.conflict.setText("\n".join(f"{each.sentence} {each.hint}" for each in conflicts))
        self.conflict.setVisible(bool(conflicts))
        self.versions.setVisible(any(len(each.versions) > 1 for each in conflicts))
        self.of_a_batch_field.setVisible(not batches and not piles)
        self.number.setText(number_text(self._boxed + self._drafted))
        self.entry_text.setText(self._counted())
        self.prepare.setVisible(self._boxed + self._drafted == 0)

    def _counted(self) -> str:
        if not self._boxed + self._drafted:
            return _("ballots so far. Take them in small piles, face down, and read each one aloud.")
        batches = ngettext("{n} closed batch", "{n} closed batches", self._batches).format(n=number_text(self._batches))
        if not self._drafted:
            return _("ballots in {batches}").format(batches=batches)
        said = _("ballots: {boxed} in {batches}, {drafted} still open").format(
            boxed=number_text(self._boxed), batches=batches, drafted=number_text(self._drafted)
        )
        if self._waiting:
            said += " · " + ngettext(
                "{n} batch waits for a second person", "{n} batches wait for a second person", self._waiting
            ).format(n=number_text(self._waiting))
        return said
