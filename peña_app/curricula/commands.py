"""What the room adds to the `pena` command: printing a handout, and checking the files of a curriculum."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import click

from peña_app.i18n import _, ngettext

LAYOUTS = ("columns", "duplex", "es", "en")


@click.group("print")
def print_group() -> None:
    """Print to PDF."""


@print_group.command()
@click.argument("slug")
@click.option(
    "--layout",
    default="columns",
    show_default=True,
    help=f"{', '.join(LAYOUTS)}, or the code of another language it is written in.",
)
@click.option("--paper", type=click.Choice(["letter", "a4"]), default="letter", show_default=True)
@click.option(
    "--size", type=click.Choice(["12", "14", "18", "22"]), default="12", show_default=True, help="Points of the letters."
)
@click.option(
    "--audience",
    type=click.Choice(["participant", "facilitator"]),
    default="participant",
    show_default=True,
    help="The sheet for everyone, or the guide with steps and notes.",
)
@click.option("--facilitator", "audience", flag_value="facilitator", help="The same as --audience facilitator.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; SLUG.pdf here if none is named.")
def handout(slug: str, layout: str, paper: str, size: str, audience: str, out: Path | None) -> None:
    """Print the handout of an activity."""
    from peña_app.curricula import paper as printing
    from peña_app.curricula.library import activity

    module, found = activity(slug)
    pdf = printing.handout(found, module, layout=layout, sheet=paper, size=int(size), facilitator=audience == "facilitator")
    click.echo(_saved(pdf, out or Path(f"{slug}.pdf")))


@print_group.command("session")
@click.argument("module")
@click.argument("number", type=click.IntRange(1))
@click.option("--begins", type=click.DateTime(["%H:%M"]), default="18:00", show_default=True, help="When it begins.")
@click.option("--paper", type=click.Choice(["letter", "a4"]), default="letter", show_default=True)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; MODULE-NUMBER.pdf if none is named."
)
def session_plan(module: str, number: int, begins: datetime, paper: str, out: Path | None) -> None:
    """Print the plan of a module's session on one page, with the time on the clock."""
    from peña_app.curricula import paper as printing
    from peña_app.curricula.library import session

    found, evening = session(module, number)
    pdf = printing.session_plan(found, evening, begins.time(), sheet=paper)
    click.echo(_saved(pdf, out or Path(f"{found.id}-{number}.pdf")))


def _saved(pdf: bytes, target: Path) -> Path:
    """Write all of it or nothing."""
    from peña_app.errors import Mishap

    part = target.with_name(target.name + ".part")
    try:
        part.write_bytes(pdf)
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise Mishap(
            _("“{file}” could not be written.").format(file=target), _("Choose a folder that is there and that you may write to.")
        ) from error
    return target


@click.group("curricula")
def curricula_group() -> None:
    """The files of curricula."""


@curricula_group.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Check curricula: format, minutes, missing languages, and whether experience comes first. Ends with 1 if something is amiss.

    A path is a module, a folder of modules, or the file of one activity; without any, what ships with the program is read.
    """
    from peña_app.paths import data

    said = [line for path in paths or (data("curricula"),) for line in _checked(path)]
    if any(said):
        raise SystemExit(1)


def _checked(path: Path) -> Iterator[bool]:
    """Say what is amiss in a file or folder, and give for each thing said whether it is amiss."""
    from peña_app.curricula.folders import amiss, read_file, read_module
    from peña_app.curricula.library import folders
    from peña_app.curricula.model import concerns, module_concerns
    from peña_app.errors import Mishap

    if path.is_file():
        try:
            found = list(concerns(read_file(path)))
        except Mishap as mishap:
            found = [str(mishap)]
        yield from map(_told, found)
        return
    places = folders(path)
    if not places:
        yield _told(_("There is no module in “{folder}”: a module has a file module.toml.").format(folder=path.name))
    for folder in places:
        mishaps = amiss(folder)
        yield from map(_told, map(str, mishaps))
        if not mishaps:
            module = read_module(folder)
            yield from map(_told, module_concerns(module))
            click.echo(
                ngettext("{module}: {n} activity read.", "{module}: {n} activities read.", len(module.activities)).format(
                    module=module.id, n=len(module.activities)
                )
            )


def _told(sentence: str) -> bool:
    click.echo(sentence)
    return True


_EXCHANGED = ("xliff-1", "xliff-2", "tmx")


@curricula_group.command("export")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(_EXCHANGED), default="xliff-2", show_default=True, help="XLIFF 1.2 is for OmegaT."
)
@click.option("--from", "source", default="es", show_default=True, help="The language to translate from.")
@click.option("--into", "target", default="en", show_default=True, help="The language to translate into.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; FOLDER.xlf or .tmx if none is named."
)
def export_texts(folder: Path, form: str, source: str, target: str, out: Path | None) -> None:
    """Write the texts of a module for an outside translator."""
    from peña_app.curricula import exchange
    from peña_app.curricula.folders import read_module

    units = exchange.sent(read_module(folder).activities.values(), source, target)
    write = {"xliff-1": exchange.as_xliff_1, "xliff-2": exchange.as_xliff_2, "tmx": exchange.as_tmx}[form]
    click.echo(_saved(write(units, source, target), out or Path(f"{folder.name}.{'tmx' if form == 'tmx' else 'xlf'}")))


@curricula_group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def import_texts(file: Path, folder: Path) -> None:
    """Put what a translator sent back (XLIFF or TMX) into the files of a module; only the lines of its units change."""
    from peña_app.curricula import exchange
    from peña_app.curricula.editing import edited
    from peña_app.curricula.folders import read_module
    from peña_app.curricula.format import written

    activities = read_module(folder).activities
    units, source, target = exchange.read_units(file.read_bytes(), file.name)
    found = exchange.returned(units, activities.values(), source, target)
    fresh = {activity: edited(activities[activity], edits) for activity, edits in found.edits.items()}
    for activity in fresh.values():
        _saved(written(activity).encode(), folder / Path(activity.source).name)
    number = sum(len(edits) for edits in found.edits.values())
    click.echo(ngettext("{n} text was taken over.", "{n} texts were taken over.", number).format(n=number))
    for unit in found.aside:
        click.echo(
            _("{activity}, {unit}: the text that was translated has changed or is gone. Set aside: “{text}”").format(
                activity=unit.activity, unit=unit.name, text=unit.target
            )
        )


COMMANDS: list[click.Command] = [print_group, curricula_group]
