"""Renders every screen and every printed piece to build/pictures, to be looked at one by one.

Run by `make pictures`. Screens: es and en, light and dark, 1024x700 and 1440x900, and one at 200 % text.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PENA_HOME"] = tempfile.mkdtemp(prefix="pena-pictures-")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from peña_app import app, clock, demo
from peña_app.assembly.records import Assembly
from peña_app.assembly.screens.wall import NowNext
from peña_app.curricula.records import Curricula
from peña_app.gatherings.records import Gatherings
from peña_app.ui import speech, theme
from peña_app.ui.desk import Desk
from peña_app.ui.preferences import Preferences
from peña_app.ui.shell import Shell
from peña_app.ui.unlock import Unlock
from peña_app.voting.records import Voting
from peña_app.voting.screens.slide import ResultSlide, pages

FOLDER = Path(__file__).parents[1] / "build" / "pictures"
SIZES = ((1024, 700), (1440, 900))


def settled() -> None:
    """Let timers, layouts and jobs come to rest."""
    for _round in range(4):
        QThreadPool.globalInstance().waitForDone(5000)
        QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def screens(shell: Shell) -> dict[str, Callable[[], QWidget]]:
    """What to show, and how to come there."""
    gatherings = Gatherings(shell.desk.workspace)

    def room(key: str) -> Callable[[], QWidget]:
        def show() -> QWidget:
            shell.show_room(key)
            return shell

        return show

    def door(typed: str) -> Callable[[], QWidget]:
        def show() -> QWidget:
            now = gatherings.under_way()
            shell.show_room("gatherings", now.id if now else "")
            desk = shell.screen_of("gatherings").door  # type: ignore[attr-defined]
            if desk is not None:
                QTest.keyClicks(desk.typed, typed)
            return shell

        return show

    def person() -> QWidget:
        shell.show_room("people")
        shell.screen_of("people").table.selectRow(2)  # type: ignore[attr-defined]
        return shell

    def vote(number: int) -> Callable[[], QWidget]:
        def show() -> QWidget:
            shell.show_room("voting", Voting(shell.desk.workspace).contests()[number].id)
            return shell

        return show

    def part(at: int) -> Callable[[], QWidget]:
        def show() -> QWidget:
            shell.show_room("curricula")
            shell.screen_of("curricula").tabs.setCurrentIndex(at)  # type: ignore[attr-defined]
            return shell

        return show

    def writing() -> QWidget:
        shell.show_room("curricula", f"own:{Curricula(shell.desk.workspace).entries()[0].id}")
        return shell

    def entering() -> QWidget:
        vote(1)()
        page = shell.screen_of("voting").page  # type: ignore[attr-defined]
        page.body.enter.click()
        settled()
        page.body.entry.begin.begin.click()
        settled()
        QTest.keyClicks(QApplication.focusWidget() or shell, "13")
        return shell

    def preparing() -> QWidget:
        shell.show_room("voting")
        shell.screen_of("voting").prepare()  # type: ignore[attr-defined]
        return shell

    shown = {key: room(key) for key in shell.room_keys}
    return {
        **shown,
        "people-one": person,
        "gatherings-door": door(""),
        "gatherings-door-typing": door("gua"),
        **{
            f"curricula-{name}": part(at)
            for at, name in enumerate(("library", "ours", "sessions", "glossary", "themes", "review"))
        },
        "curricula-editor": writing,
        "voting-result": vote(0),
        "voting-open": vote(1),
        "voting-entry": entering,
        "voting-editor": preparing,
    }


def dialogs(shell: Shell, out: Path, prefix: str) -> int:
    """Dialogs, one picture each."""
    shell.show_room("curricula")
    print_activity = shell.screen_of("curricula").print_paper  # type: ignore[attr-defined]
    acts: dict[str, Callable[[], object]] = {"search": shell.open_search, "keys": shell.open_keys, "print": print_activity}
    for name, act in acts.items():
        act()
        settled()
        dialog = next(each for each in shell.findChildren(QDialog) if each.isVisible())
        for entry in dialog.findChildren(QLineEdit):
            entry.setText("ren")
            entry.textEdited.emit("ren")
            QTest.qWait(120)
        settled()
        dialog.grab().save(str(out / f"{prefix}-dialog-{name}.png"))
        dialog.close()
        settled()
    return len(acts)


def take(language: str, dress: str, size: tuple[int, int], scale: int, out: Path) -> int:
    """All screens in one dress; gives how many pictures were taken."""
    theme.apply(dress, scale)
    speech.switch(language)
    workspace = demo.build(Path(tempfile.mkdtemp()) / "demo", say=lambda _text: None)
    number = 0
    try:
        with clock.held_at(demo.moment_of_the_vote(workspace)):
            desk = Desk(workspace, Preferences(language=language, theme=dress, scale=scale))
            now = Gatherings(workspace).under_way()
            desk.gathering = now.id if now else None
            shell = Shell(desk, app.rooms(), lambda: [(each.id, each.name) for each in Gatherings(workspace).all()])
            shell.resize(*size)
            shell.show()
            settled()
            prefix = f"{language}-{dress}-{size[0]}x{size[1]}" + (f"-{scale}" if scale != 100 else "")
            for name, show in screens(shell).items():
                widget = show()
                settled()
                widget.grab().save(str(out / f"{prefix}-{name}.png"))
                number += 1
            if size == SIZES[0]:
                number += dialogs(shell, out, prefix)
            shell.close()
            desk.leave()
            shell.deleteLater()
            settled()
            for name, folder in (("unlock", str(workspace.folder)), ("create", "")):
                unlock = Unlock(
                    Preferences(language=language, workspace=folder), lambda _folder, _key: workspace, lambda _folder, _words: ""
                )
                unlock.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
                unlock.resize(*size)
                unlock.show()
                settled()
                unlock.grab().save(str(out / f"{prefix}-{name}.png"))
                unlock.close()
                unlock.deleteLater()
                number += 1
                settled()
    finally:
        workspace.close(keep_backup=False)
    return number


def walls(out: Path) -> int:
    """What hangs on the wall, at three shapes of projector."""
    theme.apply(theme.LIGHT)
    speech.switch("es")
    workspace = demo.build(Path(tempfile.mkdtemp()) / "demo", say=lambda _text: None)
    voting = Voting(workspace)
    contest = voting.contests()[0]
    assembly = Assembly(workspace)
    days = assembly.days(assembly.with_agenda()[0])
    number = 0
    with clock.held_at(demo.moment_of_the_vote(workspace)):
        result, account = voting.tally(contest.id), voting.accounting(contest.id)
        reveal = [
            (f"result-{page}", ResultSlide(contest, result, account, page))
            for page in range(len(pages(contest, result, account)))
        ]
        for name, slide in (("now", NowNext(lambda: days)), *reveal):
            for size in ((800, 600), (1024, 768), (1920, 1080)):
                slide.setProperty("role", "wall")
                slide.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
                slide.resize(*size)
                slide.show()
                settled()
                slide.grab().save(str(out / f"wall-{name}-{size[0]}x{size[1]}.png"))
                number += 1
            slide.close()
    workspace.close(keep_backup=False)
    return number


def papers(out: Path) -> int:
    """Every printed piece of the demo as pictures of its pages."""
    from PySide6.QtGui import QImage

    from peña_app.paper.preview import page_count, page_image

    folder = Path(tempfile.mkdtemp()) / "demo"
    workspace = demo.build(folder, say=lambda _text: None)
    demo.print_everything(workspace, say=lambda _text: None)
    workspace.close(keep_backup=False)
    number = 0
    for file in sorted((folder / "paper").glob("*.pdf")):
        pdf = file.read_bytes()
        for page in range(page_count(pdf)):
            wide, high, pixels = page_image(pdf, page, 1000)
            QImage(pixels, wide, high, 4 * wide, QImage.Format.Format_RGBA8888).save(
                str(out / f"paper-{file.stem}-{page + 1}.png")
            )
            number += 1
    return number


def main() -> None:
    """Take the pictures; words on the command line choose some: a language, a theme, paper."""
    wanted = set(sys.argv[1:])
    QApplication([])
    FOLDER.mkdir(parents=True, exist_ok=True)
    number = 0
    for language in ("es", "en"):
        for dress in (theme.LIGHT, theme.DARK):
            if (
                (wanted & {"es", "en"} and language not in wanted)
                or (wanted & {theme.LIGHT, theme.DARK} and dress not in wanted)
                or wanted == {"paper"}
            ):
                continue
            for size in SIZES:
                number += take(language, dress, size, 100, FOLDER)
        if not wanted:
            number += take(language, theme.LIGHT, SIZES[0], 200, FOLDER)
    if not wanted or "wall" in wanted:
        number += walls(FOLDER)
    if not wanted or "paper" in wanted:
        number += papers(FOLDER)
    print(f"{number} pictures in {FOLDER}")


if __name__ == "__main__":
    main()
