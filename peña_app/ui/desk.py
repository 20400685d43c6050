"""What a screen is given: the workspace, the news, and the things that only the window can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from peña_app.errors import Mishap
from peña_app.i18n import _
from peña_app.ui.jobs import Job, Progress
from peña_app.ui.news import News
from peña_app.ui.preferences import Preferences
from peña_app.workspace import Undone, Workspace


@dataclass(frozen=True, slots=True)
class Choice:
    """How a paper shall be printed: ids that the asking room gave or that all papers share."""

    layout: str
    sheet: str  # letter or a4
    size: int  # points


@dataclass(frozen=True, slots=True)
class Printable:
    """Something to print: ``make`` gets the choice and gives a PDF, in a job's thread."""

    title: Callable[[], str]
    make: Callable[[Choice], bytes]
    layouts: tuple[tuple[str, Callable[[], str]], ...] = ()  # id and name; none when there is one layout only
    sizes: tuple[int, ...] = ()
    file_name: str = "pena"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that the search over everything found: what to show, and what opens it."""

    icon: str
    title: str
    detail: str
    room: str
    target: str


@dataclass(frozen=True, slots=True)
class Room:
    """A room as the window knows it; the program's start lists them."""

    key: str
    icon: str
    name: Callable[[], str]
    make: Callable[[Desk], QWidget]
    find: Callable[[Workspace, str], list[Hit]] | None = field(default=None)


class Desk(QObject):
    """The services of the window for the screens in it. A screen that can be opened at something has ``open(target)``."""

    gathering_changed = Signal()
    veiled_changed = Signal(bool)
    toasted = Signal(str, bool)
    troubled = Signal(object)
    print_asked = Signal(object)
    slide_shown = Signal(object)
    room_asked = Signal(str, str)

    def __init__(self, workspace: Workspace, preferences: Preferences | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.preferences = preferences or Preferences()
        self.news = News(workspace, self)
        self.gathering: str | None = None
        """The id of the gathering that one is in."""
        self.veiled = False
        self._jobs: set[Job] = set()

    def tell(self, text: str, *, undo: bool = True) -> None:
        """Say what was just done, with a button to undo it."""
        self.toasted.emit(text, undo)

    def trouble(self, mishap: Mishap) -> None:
        """Show a mishap that belongs to no field."""
        self.troubled.emit(mishap)

    def print(self, printable: Printable) -> None:
        """Open the print dialog with a preview."""
        self.print_asked.emit(printable)

    def project(self, slide: Callable[[], QWidget] | None) -> None:
        """Show a slide on the projector; None blanks it. Slides are `peña_app.ui.projector.Slide` widgets or any other."""
        self.slide_shown.emit(slide)

    def go(self, room: str, target: str = "") -> None:
        """Go to another room, and there to something with that id."""
        self.room_asked.emit(room, target)

    def be_at(self, gathering: str | None) -> None:
        """Choose the gathering that one is in."""
        if gathering != self.gathering:
            self.gathering = gathering
            self.gathering_changed.emit()

    def veil(self, veiled: bool) -> None:
        """Hide names from passers-by, or show them again."""
        self.veiled = veiled
        self.veiled_changed.emit(veiled)

    def undo(self) -> None:
        """Take back the newest change and say which."""
        self._reverse(self.workspace.undo, lambda: _("There is nothing to undo."), lambda: _("Undone: {what}"))

    def redo(self) -> None:
        """Do again what was undone and say what."""
        self._reverse(self.workspace.redo, lambda: _("There is nothing to redo."), lambda: _("Done again: {what}"))

    def _reverse(self, act: Callable[[], Undone | None], nothing: Callable[[], str], sentence: Callable[[], str]) -> None:
        try:
            done = act()
        except Mishap as mishap:
            self.trouble(mishap)
            return
        if done is None:
            self.tell(nothing(), undo=False)
            return
        text = sentence().format(what=done.text)
        if done.kept:
            text += ". " + _("What was changed again since then stays.")
        self.tell(text, undo=False)

    def leave(self) -> None:
        """Before the workspace is closed: hear no more news, and let running jobs stop at their next safe place."""
        self.news.stop()
        for job in tuple(self._jobs):
            job.cancel()

    def run(self, work: Callable[[Progress], Any], done: Callable[[Any], object] | None = None) -> Job:
        """Do ``work`` in a thread of its own and give its result to ``done`` here; a mishap is shown."""
        job = Job(work)
        self._jobs.add(job)
        if done is not None:
            job.done.connect(done)
        job.failed.connect(self.trouble)
        job.ended.connect(lambda: self._jobs.discard(job))
        job.start()
        return job
