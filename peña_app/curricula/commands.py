"""What the room adds to the `pena` command: printing a handout, and checking the files of a curriculum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from peña_app.i18n import _, ngettext

if TYPE_CHECKING:
    from peña_app.curricula.inspection import Finding
    from peña_app.curricula.terms import Term

LAYOUTS = ("columns", "duplex", "facing", "booklet", "es", "en", "card", "guide", "interpreter")
_LARGE = 14


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
    "--pages", type=click.IntRange(1, 64), help="Letters as large as fit into so many pages: 2, 4, 6 or 8 for a photocopier."
)
@click.option(
    "--audience",
    type=click.Choice(["participant", "facilitator"]),
    default="participant",
    show_default=True,
    help="The sheet for everyone, or the guide with steps and notes.",
)
@click.option("--facilitator", "audience", flag_value="facilitator", help="The same as --audience facilitator.")
@click.option("--words", is_flag=True, help="Explain the words of the glossary that the activity names in a box.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; SLUG.pdf here if none is named.")
def handout(
    slug: str, layout: str, paper: str, size: str, pages: int | None, audience: str, words: bool, out: Path | None
) -> None:
    """Print the handout of an activity."""
    from peña_app.curricula import paper as printing
    from peña_app.curricula.library import activity, glossary

    module, found = activity(slug)
    made = printing.printed(
        found,
        module,
        layout=layout,
        sheet=paper,
        size=int(size),
        pages=pages or 0,
        facilitator=audience == "facilitator",
        terms=glossary(),
        words=words,
    )
    click.echo(_saved(made.pdf, out or Path(f"{slug}.pdf")))
    if made.layout == "duplex" != layout and int(size) >= _LARGE:
        click.echo(_("Two columns are too narrow for large print: each language has a side of the sheet."), err=True)
    if pages:
        told = ngettext("{n} page, with letters of {size} points.", "{n} pages, with letters of {size} points.", made.pages)
        click.echo(told.format(n=made.pages, size=f"{made.size:g}"), err=True)


@print_group.command("terms")
@click.argument("terms", nargs=-1, metavar="[TERM]...")
@click.option("--cards", "form", flag_value="cards", help="A word on each sheet, for the wall.")
@click.option(
    "--booklet", "form", flag_value="booklet", default=True, help="All of them one after the other. This is the default."
)
@click.option(
    "--layout", default="columns", show_default=True, help="Of the booklet: columns, duplex, facing, booklet (to fold), es or en."
)
@click.option(
    "--language", default="each", show_default=True, help="Of the cards: es, en, each (a sheet in both) or both on a sheet."
)
@click.option("--portrait", is_flag=True, help="Cards stand upright.")
@click.option("--file", "source", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A glossary of your own.")
@click.option("--paper", type=click.Choice(["letter", "a4"]), default="letter", show_default=True)
@click.option(
    "--size",
    type=click.Choice(["11", "12", "14", "18", "22"]),
    default="11",
    show_default=True,
    help="Points of the booklet's letters.",
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; terms.pdf here if none is named."
)
def print_terms(
    terms: tuple[str, ...],
    form: str,
    layout: str,
    language: str,
    portrait: bool,
    source: Path | None,
    paper: str,
    size: str,
    out: Path | None,
) -> None:
    """Print the words of the glossary: a booklet with both definitions, or cards for the wall."""
    from peña_app.curricula import paper as printing
    from peña_app.curricula.library import glossary
    from peña_app.curricula.terms import read_glossary

    chosen = _named(read_glossary(source) if source else glossary(), terms)
    if form == "cards":
        pdf = printing.wall_cards(chosen, language=language, sheet=paper, landscape=not portrait)
    else:
        pdf = printing.glossary_booklet(chosen, layout=layout, sheet=paper, size=int(size))
    click.echo(_saved(pdf, out or Path("terms.pdf")))


def _named(glossary: tuple[Term, ...], names: tuple[str, ...]) -> tuple[Term, ...]:
    """The terms with those ids or words; all of them if none is named."""
    from peña_app.errors import Mishap
    from peña_app.i18n import folded

    by_name = {folded(name): term for term in glossary for name in (term.id, *(each.say for each in term.words.values()))}
    for name in names:
        if folded(name) not in by_name:
            raise Mishap(
                _("There is no word “{name}” in the glossary.").format(name=name),
                _("These are there: {names}.").format(names=", ".join(term.id for term in glossary)),
            )
    return tuple(by_name[folded(name)] for name in names) or glossary


@print_group.command("tally-sheet")
@click.option("--paper", type=click.Choice(["letter", "a4"]), default="letter", show_default=True)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), default=Path("tally-sheet.pdf"), help="The file to write."
)
def tally_sheet(paper: str, out: Path) -> None:
    """Print a sheet to count who came by ticks: ages, languages, first time. It holds no names."""
    from peña_app.curricula import paper as printing

    click.echo(_saved(printing.tally_sheet(sheet=paper), out))


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
@click.option("--all", "hints", is_flag=True, help="Also what may well be right: hints, and how many texts wait for a review.")
def check(paths: tuple[Path, ...], *, hints: bool) -> None:
    """Check curricula: format, minutes, missing languages, pairs of texts, terms, facts, and whether experience comes first.

    Ends with 1 if something is amiss. A path is a module, a folder of modules, or the file of one activity; without any,
    what ships with the program is read.
    """
    from peña_app.paths import data

    said = [line for path in paths or (data("curricula"),) for line in _checked(path, hints=hints)]
    if any(said):
        raise SystemExit(1)


def _checked(path: Path, *, hints: bool) -> Iterator[bool]:
    """Say what is amiss in a file or folder, and give for each thing said whether it is amiss."""
    from peña_app import clock
    from peña_app.curricula.folders import amiss, read_module
    from peña_app.curricula.inspection import Inspector
    from peña_app.curricula.library import folders
    from peña_app.errors import Mishap

    try:
        inspector = Inspector.beside(path.parent if path.is_file() else path, clock.today())
        if path.is_file():
            yield from _found(inspector.activity(path), hints=hints)
            return
    except Mishap as mishap:
        yield _told(str(mishap))
        return
    places = folders(path)
    if not places:
        yield _told(_("There is no module in “{folder}”: a module has a file module.toml.").format(folder=path.name))
    for folder in places:
        mishaps = amiss(folder)
        yield from map(_told, map(str, mishaps))
        if not mishaps:
            yield from _found(inspector.module(folder), hints=hints)
            number = len(read_module(folder).activities)
            click.echo(
                ngettext("{module}: {n} activity read.", "{module}: {n} activities read.", number).format(
                    module=folder.name, n=number
                )
            )


def _found(findings: Iterable[Finding], *, hints: bool) -> Iterator[bool]:
    for finding in findings:
        if not finding.soft:
            yield _told(finding.sentence)
        elif hints:
            click.echo(finding.sentence)


def _told(sentence: str) -> bool:
    click.echo(sentence)
    return True


_EXCHANGED = ("zip", "folder", "xliff-1", "xliff-2", "tmx")
_ENDINGS = {"zip": ".zip", "folder": "", "xliff-1": ".xlf", "xliff-2": ".xlf", "tmx": ".tmx"}


@curricula_group.command("export")
@click.argument("module", type=str)
@click.option(
    "--format", "form", type=click.Choice(_EXCHANGED),
    help="A module as zip or folder, its reviews with it; or its texts for a translator (XLIFF 1.2 is for OmegaT). "
    "Without it the ending of --out decides, and else it is a zip.",
)  # fmt: skip
@click.option("--from", "source", default="es", show_default=True, help="The language to translate from.")
@click.option("--into", "target", default="en", show_default=True, help="The language to translate into.")
@click.option("--out", type=click.Path(path_type=Path), help="What to write; MODULE with its ending if none is named.")
def export_module(module: str, form: str | None, source: str, target: str, out: Path | None) -> None:
    """Write a module as one file or folder to give to others, or its texts for an outside translator.

    MODULE is the folder of a module, or the name of one that ships with the program.
    """
    from peña_app.curricula.parcels import copied, files_in

    folder = _module_folder(module)
    form = form or _form_of(out)
    place = out or Path(f"{folder.name}{_ENDINGS[form]}")
    if form == "folder":
        click.echo(copied(files_in(folder), place))
    elif form == "zip":
        from peña_app.curricula.archive import packed

        click.echo(_saved(packed(folder.name, files_in(folder)), place))
    else:
        click.echo(_saved(_texts(folder, form, source, target), place))


def _module_folder(module: str) -> Path:
    from peña_app.curricula.folders import MODULE_FILE
    from peña_app.errors import Mishap
    from peña_app.paths import data

    for folder in (Path(module), data("curricula") / module):
        if (folder / MODULE_FILE).is_file():
            return folder
    raise Mishap(
        _("There is no module in “{folder}”: a module has a file module.toml.").format(folder=module),
        _("Name its folder, or a module that ships with the program."),
    )


def _form_of(out: Path | None) -> str:
    endings = {".xlf": "xliff-2", ".xliff": "xliff-2", ".tmx": "tmx", ".zip": "zip"}
    return "zip" if out is None else endings.get(out.suffix.lower(), "folder")


def _texts(folder: Path, form: str, source: str, target: str) -> bytes:
    """The texts of a module for a translator, with where each of them stands."""
    from peña_app.curricula import exchange
    from peña_app.curricula.folders import activity_files
    from peña_app.curricula.inspection import standing
    from peña_app.curricula.levelling import read_reviewed

    read = [read_reviewed(file) for file in activity_files(folder)]
    states = {
        (activity.id, unit): str(state)
        for activity, marks in read
        for (unit, code), state in standing(activity, marks).items()
        if code == target
    }
    units = exchange.sent([activity for activity, _marks in read], source, target, states)
    write = {"xliff-1": exchange.as_xliff_1, "xliff-2": exchange.as_xliff_2, "tmx": exchange.as_tmx}[form]
    return write(units, source, target)


@curricula_group.command("import")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def import_module(file: Path, folder: Path) -> None:
    """Bring in a module, or what a translator sent back.

    FILE is a module as zip or folder, and FOLDER where modules lie: it comes beside the others, and replaces none. Or FILE is
    XLIFF or TMX and FOLDER a module: only the lines of its units change.
    """
    from peña_app.curricula.parcels import copied, files_in, laid_open, unpacked

    if file.is_file() and file.suffix.lower() != ".zip" and file.read_bytes()[:2] != b"PK":
        _take_texts(file, folder)
        return
    with laid_open(file) as there:
        parcel = unpacked(there)
        click.echo(copied(files_in(there), folder / there.name))
        number = len(parcel.module.activities)
    click.echo(
        ngettext("{module}: {n} activity read.", "{module}: {n} activities read.", number).format(module=there.name, n=number)
    )


def _take_texts(file: Path, folder: Path) -> None:
    """Put what a translator sent back into the files of a module."""
    from peña_app.curricula import exchange
    from peña_app.curricula.editing import edited
    from peña_app.curricula.folders import files_of, read_module

    activities = read_module(folder).activities
    units, source, target = exchange.read_units(file.read_bytes(), file.name)
    found = exchange.returned(units, activities.values(), source, target)
    fresh = {activity: edited(activities[activity], edits) for activity, edits in found.edits.items()}
    for activity in fresh.values():
        for name, text in files_of(activity).items():
            _saved(text.encode(), folder / name)
    number = sum(len(edits) for edits in found.edits.values())
    click.echo(ngettext("{n} text was taken over.", "{n} texts were taken over.", number).format(n=number))
    for unit in found.aside:
        click.echo(
            _("{activity}, {unit}: the text that was translated has changed or is gone. Set aside: “{text}”").format(
                activity=unit.activity, unit=unit.name, text=unit.target
            )
        )


COMMANDS: list[click.Command] = [print_group, curricula_group]
