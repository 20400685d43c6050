"""What the room adds to the `pena` command: printing a handout, and checking the files of a curriculum."""

from __future__ import annotations

from pathlib import Path

import click

from peña_app.i18n import _

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
@click.option("--facilitator", is_flag=True, help="The guide with steps and notes in place of the participants' sheet.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; SLUG.pdf here if none is named.")
def handout(slug: str, layout: str, paper: str, size: str, out: Path | None, *, facilitator: bool) -> None:
    """Print the handout of an activity."""
    from peña_app.curricula import paper as printing
    from peña_app.curricula.library import activity

    module, found = activity(slug)
    pdf = printing.handout(found, module, layout=layout, sheet=paper, size=int(size), facilitator=facilitator)
    target = out or Path(f"{slug}.pdf")
    part = target.with_name(target.name + ".part")
    part.write_bytes(pdf)
    part.replace(target)
    click.echo(target)


@click.group("curricula")
def curricula_group() -> None:
    """The files of curricula."""


@curricula_group.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Check modules: format, minutes, missing languages, and whether experience comes first. Ends with 1 if something is amiss."""
    from peña_app.curricula.format import read_module
    from peña_app.curricula.library import library
    from peña_app.curricula.model import concerns, session_concerns
    from peña_app.errors import Mishap

    amiss = False
    try:
        modules = [read_module(path) for path in paths] or list(library())
    except Mishap as mishap:
        click.echo(str(mishap))
        raise SystemExit(1) from mishap
    for module in modules:
        said = [
            *(text for session in module.sessions for text in session_concerns(module, session)),
            *(text for activity in module.activities.values() for text in concerns(activity)),
        ]
        amiss = amiss or bool(said)
        for text in said:
            click.echo(text)
        click.echo(_("{module}: {n} activities read.").format(module=module.id, n=len(module.activities)))
    if amiss:
        raise SystemExit(1)


COMMANDS: list[click.Command] = [print_group, curricula_group]
