"""The `pena` command: collects the commands that the rooms bring."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from peña_app import i18n
from peña_app.curricula import commands as curricula
from peña_app.errors import Mishap
from peña_app.i18n import _
from peña_app.languages import INTERFACE
from peña_app.voting import commands as voting


class _Sentences(click.Group):
    """Says a mishap as a sentence on stderr and ends with 2, as a wrong call does."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except Mishap as mishap:
            click.echo(str(mishap), err=True)
            ctx.exit(2)


@click.group(cls=_Sentences, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pena-app", prog_name="pena")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Peña: people gather, learn and decide together. Without a command the window opens."""
    i18n.use(spoken())
    if ctx.invoked_subcommand is None:
        from peña_app import app

        ctx.exit(app.start())


def spoken() -> str:
    """The language of the commands: ``PENA_LANGUAGE``, else the locale's if Peña speaks it, else Spanish."""
    for name in ("PENA_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(name, "")[:2].lower()
        if code in INTERFACE:
            return code
    return INTERFACE[0]


@click.command()
@click.option(
    "--dir",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to build it; a folder for the demo if none is named.",
)
@click.option(
    "--window/--no-window",
    default=None,
    help="Open the app on it, or only build it and print every document. Without either: a window if there is a screen.",
)
def demo(folder: Path | None, *, window: bool | None) -> None:
    """Build a demo congress: 180 invented people, three gatherings, an agenda, a vote, and every paper."""
    from peña_app import demo as congress

    shown = _has_screen() if window is None else window
    workspace = congress.build(folder, say=click.echo)
    if not shown:
        congress.print_everything(workspace, say=click.echo)
        workspace.close()
        return
    from peña_app import app

    congress.say_where(workspace, say=click.echo)
    sys.exit(app.start(workspace))


def _has_screen() -> bool:
    return sys.platform in {"win32", "darwin"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.password_option("--passphrase", confirmation_prompt=False, help="Asked for when not given.")
def check(folder: Path, passphrase: str) -> None:
    """Check a workspace: the file, its references, and its tables against their history."""
    from peña_app import app
    from peña_app.workspace import Workspace, check as checking

    workspace = Workspace.open(folder, passphrase, app.schema())
    try:
        with workspace.again() as db:
            found = checking.findings(db)
    finally:
        workspace.close(keep_backup=False)
    for finding in found:
        click.echo(finding)
    if found:
        sys.exit(1)
    click.echo(_("Everything is whole."))


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.password_option("--passphrase", confirmation_prompt=False, help="Asked for when not given.")
def restore(folder: Path, file: Path | None, passphrase: str) -> None:
    """Put a backup in the place of a workspace: FILE, or the newest. What was there is kept beside the backups."""
    from peña_app.workspace import Workspace, backup

    chosen = file or next(iter(backup.files(folder)), None)
    if chosen is None:
        raise Mishap(_("This workspace has no backup."), _("Nothing was changed."))
    Workspace.restore(folder, chosen, passphrase)
    click.echo(_("Restored: {file}").format(file=chosen.name))


for command in (demo, check, restore, *voting.COMMANDS, *curricula.COMMANDS):
    main.add_command(command)
