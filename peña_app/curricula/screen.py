"""The room: the library, the group's own curricula, and what belongs to them, each under its tab."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QWidget

from peña_app.curricula.library import glossary, library
from peña_app.curricula.records import Curricula, Terms
from peña_app.curricula.screens.glossary import GlossaryPanel
from peña_app.curricula.screens.helping import Helps
from peña_app.curricula.screens.library import LibraryPanel
from peña_app.curricula.screens.ours import OursPanel
from peña_app.curricula.screens.printing import handout
from peña_app.curricula.screens.review import ReviewPanel
from peña_app.curricula.screens.sessions import SessionsScreen, find_sessions
from peña_app.curricula.screens.themes import ThemesPanel
from peña_app.curricula.search import titled
from peña_app.i18n import _
from peña_app.ui.desk import Desk, Hit
from peña_app.ui.forms import column, label, page, row
from peña_app.ui.speech import Speaking
from peña_app.workspace import Workspace

ROOM = "curricula"
_OWN = "own:"
_SESSION = "session:"


def find(workspace: Workspace, typed: str) -> list[Hit]:
    """Activities of the group and of the library, for the search over everything."""
    own = [each for each in Curricula(workspace).activities() if titled(each.activity, typed)]
    sessions = find_sessions(workspace, typed)
    return (
        sessions
        + [Hit("notebook", each.activity.name, _("Our curricula"), ROOM, f"{_OWN}{each.id}") for each in own]
        + [
            Hit("book-open", activity.name, module.name, ROOM, activity.id)
            for module in library()
            for activity in module.activities.values()
            if titled(activity, typed)
        ]
    )


class CurriculaScreen(Speaking):
    """A tab for each thing that is done here; each panel is made when it is first shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.heading = label("title")
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self._stack = QStackedWidget()
        self.helps = Helps(desk)
        self._panels: dict[int, QWidget] = {}
        self._makers: tuple[tuple[Callable[[], str], Callable[[], QWidget]], ...] = (
            (lambda: _("Library"), self._make_library),
            (lambda: _("Our curricula"), self._make_ours),
            (lambda: _("Sessions"), lambda: SessionsScreen(desk)),
            (lambda: _("Glossary"), lambda: GlossaryPanel(desk)),
            (lambda: _("Themes"), lambda: ThemesPanel(desk)),
            (lambda: _("To review"), self._make_review),
        )
        for at, (name, _make) in enumerate(self._makers):
            self._stack.addWidget(_holder())
            self.tabs.addTab(name())
            self.say(partial(self.tabs.setTabText, at), name)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed
        )  # where it is narrow its arrows show the rest
        top = row(self.heading, self.tabs, gap=24)
        top.setStretch(1, 1)
        whole = column(top, self._stack, gap=8)
        whole.setStretch(1, 1)
        self.setLayout(column(page(whole)))
        self.say(self.heading.setText, lambda: _("Curricula"))
        self.say(self.tabs.setAccessibleName, lambda: _("Parts of the room"))
        self.tabs.currentChanged.connect(self._panel)
        self._panel(0)

    def _panel(self, at: int) -> QWidget:
        if at not in self._panels:
            made = self._makers[at][1]()
            holder = self._stack.widget(at).layout()
            if holder is not None:
                holder.addWidget(made)
            self._panels[at] = made
        self._stack.setCurrentIndex(at)
        return self._panels[at]

    def _make_library(self) -> QWidget:
        made = LibraryPanel(self._desk)
        made.adopted.connect(self._show_adopted)
        return made

    def _make_ours(self) -> QWidget:
        made = OursPanel(self._desk, self.helps)
        made.print_asked.connect(lambda _activity: self.print_paper())
        return made

    def _make_review(self) -> QWidget:
        made = ReviewPanel(self._desk)
        made.chosen.connect(self._open_text)
        made.compare_asked.connect(self._compare)
        return made

    def _open_text(self, activity: str, unit: str, code: str) -> None:
        self.ours.open(activity, unit, code)

    def _compare(self, activity: str) -> None:
        self.ours.open_compare(activity)

    @property
    def library(self) -> LibraryPanel:
        """The panel of the library, shown."""
        return cast("LibraryPanel", self._shown(0))

    @property
    def ours(self) -> OursPanel:
        """The panel of the group's own curricula, shown."""
        return cast("OursPanel", self._shown(1))

    @property
    def sessions(self) -> SessionsScreen:
        """The panel of the sessions, shown."""
        return cast("SessionsScreen", self._shown(2))

    def _shown(self, at: int) -> QWidget:
        self.tabs.setCurrentIndex(at)
        return self._panel(at)

    def _show_adopted(self, activity: str) -> None:
        if activity:
            self.open(f"{_OWN}{activity}")
        else:
            self.tabs.setCurrentIndex(1)

    def open(self, target: str) -> None:
        """Show what goes by ``target``: an activity or "module/session" of the library, or one of the group's own."""
        if target.startswith(_OWN):
            self.ours.open(target.removeprefix(_OWN))
            return
        if target.startswith(_SESSION):
            self.sessions.open(target)
            return
        self.library.open(target)

    def start(self) -> None:
        """Take the keyboard."""
        panel = self._panel(self.tabs.currentIndex())
        if isinstance(panel, LibraryPanel | OursPanel | SessionsScreen | GlossaryPanel | ThemesPanel | ReviewPanel):
            panel.start()

    def print_paper(self) -> None:
        """Print what is chosen in the panel that is shown."""
        if self.tabs.currentIndex() == 0:
            self.library.print_paper()
        elif self.tabs.currentIndex() == 2:
            self.sessions.print_paper()
        elif self.tabs.currentIndex() == 3:
            cast("GlossaryPanel", self._shown(3)).print_paper()
        elif self.tabs.currentIndex() == 1 and self.ours.current is not None:
            own = self.ours.current
            self._desk.print(handout(own.activity, own=own, terms=Terms(self._desk.workspace, glossary()).all()))


def _holder() -> QWidget:
    holder = QWidget()
    holder.setLayout(column())
    return holder
