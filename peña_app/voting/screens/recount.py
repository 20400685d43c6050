"""Counting again from the paper: every batch entered anew, beside what the first count found."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QLabel, QStackedWidget, QWidget

from peña_app.errors import Mishap
from peña_app.i18n import _, number_text
from peña_app.ui import theme
from peña_app.ui.desk import Desk
from peña_app.ui.forms import button, card, column, label, row, scrolled
from peña_app.ui.icons import picture
from peña_app.ui.speech import Speaking
from peña_app.voting.model import Contest
from peña_app.voting.records import Voting
from peña_app.voting.recounts import Recount, Recounted
from peña_app.voting.screens.dialogs import Confirm
from peña_app.voting.screens.entry import EntryDesk
from peña_app.voting.screens.wall import WallPage


class RecountPage(Speaking):
    """Which batches have been counted again, and which are not the same."""

    def __init__(self, desk: Desk, contest: Contest) -> None:
        super().__init__()
        self._desk = desk
        self._voting = Voting(desk.workspace)
        self._contest = contest
        self._recount = Recount(0, ())
        self.title, self.about = label("heading"), label("soft")
        self.enter = button("keyboard", primary=True)
        self.wall = button("chart-bar-horizontal", quiet=True)
        self.finish = button("check")
        self.stop = button(quiet=True)
        self._grid = QGridLayout()
        self._stack = QStackedWidget()
        self._beside: EntryDesk | WallPage | None = None
        self._lay_out()
        self.say(self.title.setText, lambda: _("The ballots are being counted again"))
        self.say(
            self.about.setText,
            lambda: _(
                "Enter every batch anew from the paper, with the number it has. The first count stays beside it until you finish."
            ),
        )
        self.say(self.enter.setText, lambda: _("Enter ballots"))
        self.say(self.wall.setText, lambda: _("Dots on the wall"))
        self.say(self.finish.setText, lambda: _("Finish this count"))
        self.say(self.stop.setText, lambda: _("Stop, and keep the first count"))
        self.say(lambda _text: self._show(), lambda: "")
        self.enter.clicked.connect(lambda: self._open(EntryDesk(self._desk, self._contest)))
        self.wall.clicked.connect(lambda: self._open(WallPage(self._desk, self._contest)))
        self.finish.clicked.connect(self._finish)
        self.stop.clicked.connect(self._ask_to_stop)
        self._read_again()

    def _lay_out(self) -> None:
        self._grid.setHorizontalSpacing(theme.px(24))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(4, 1)
        listed = QWidget()
        listed.setLayout(column(self._grid, 1))
        area = scrolled(listed)
        for ground in (area.viewport(), listed):
            ground.setAutoFillBackground(False)
        steps = QWidget()
        steps.setLayout(
            column(
                card(self.title, self.about, row(self.enter, self.wall, 1, self.stop, self.finish)),
                card(area),
                gap=theme.px(14),
            )
        )
        self._stack.addWidget(steps)
        self.setLayout(column(self._stack))

    @property
    def entry(self) -> EntryDesk | None:
        """The desk where ballots are being entered."""
        return self._beside if isinstance(self._beside, EntryDesk) else None

    def start(self) -> None:
        """Take the keyboard."""
        if self._beside is not None:
            self._beside.start()
        else:
            self.enter.setFocus()

    def show_contest(self, contest: Contest) -> None:
        """Show what has changed."""
        self._contest = contest
        self._read_again()

    def leave(self) -> bool:
        """Back from the ballots first."""
        if self._beside is None:
            return True
        self._close()
        return False

    def print_paper(self) -> None:
        """There is nothing to print in the middle of a count."""

    def _open(self, shown: EntryDesk | WallPage) -> None:
        self._beside = shown
        shown.stopped.connect(self._close)
        self._stack.addWidget(shown)
        self._stack.setCurrentWidget(shown)
        shown.start()

    def _close(self) -> None:
        if self._beside is not None:
            self._stack.removeWidget(self._beside)
            self._beside.deleteLater()
            self._beside = None
            self._read_again()

    def _read_again(self) -> None:
        self._recount = self._voting.second_count(self._contest.id)
        self.wall.setVisible(bool(self._voting.sealed_sheets(self._contest.id)))
        self._show()

    def _show(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            shown = item.widget()
            if shown is not None:
                shown.hide()
                shown.deleteLater()
        heads = ("", _("Batch"), _("First count"), _("This count"), "")
        for at, text in enumerate(heads):
            head = label("small", wrap=False)
            head.setText(text)
            self._grid.addWidget(head, 0, at)
        for number, batch in enumerate(self._recount.batches, start=1):
            self._add(number, batch)

    def _add(self, number: int, batch: Recounted) -> None:
        done = batch.second is not None
        name, token = ("minus", "soft") if not done else ("check", "agave") if batch.same else ("warning", "cempasuchil")
        sign = QLabel()
        sign.setPixmap(picture(name, theme.px(18), token))
        self._grid.addWidget(sign, number, 0)
        said = _("not counted again yet") if not done else _("the same") if batch.same else _("not the same")
        for at, text in enumerate((batch.label, _figure(batch.first), _figure(batch.second), said), start=1):
            shown = label("attention" if done and not batch.same else "", wrap=False)
            shown.setText(text)
            self._grid.addWidget(shown, number, at)

    def _finish(self) -> None:
        differing = self._recount.differing
        if not differing:
            self._try(lambda: self._voting.finish_recount(self._contest.id))
            return
        Confirm(
            self,
            title=lambda: _("Finish this count"),
            sentence=lambda: _("The counts are not the same in batch {labels}.").format(labels=", ".join(differing)),
            detail=lambda: _("Have both of you read these papers again? Then this count stands, and the certificate says so."),
            button_text=lambda: _("This count stands"),
            act=lambda: self._try(lambda: self._voting.finish_recount(self._contest.id)),
        ).open()

    def _ask_to_stop(self) -> None:
        Confirm(
            self,
            title=lambda: _("Stop counting again"),
            sentence=lambda: _("What was entered for this count is taken out, and the first count stands."),
            detail=lambda: _("The certificate still says that it was begun, and why."),
            button_text=lambda: _("Stop"),
            act=lambda: self._try(lambda: self._voting.stop_recount(self._contest.id)),
        ).open()

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Mishap as mishap:
            self._desk.trouble(mishap)


def _figure(number: int | None) -> str:
    return "–" if number is None else number_text(number)
