"""The curricula that ship with the program: read when they are first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from peña_app import paths
from peña_app.curricula.folders import MODULE_FILE, read_module
from peña_app.curricula.model import Activity, Module, Session
from peña_app.curricula.terms import Term, read_glossary
from peña_app.errors import Mishap
from peña_app.i18n import _, language, ngettext


@dataclass(frozen=True, slots=True)
class Shelf:
    """The modules that could be read, and a mishap for each that could not: one of them does not hide the others."""

    modules: tuple[Module, ...]
    mishaps: tuple[Mishap, ...] = ()


@cache
def shelf(folder: Path | None = None) -> Shelf:
    """The modules of a folder in the order of their names; of the one that ships with the program if none is named."""
    modules: list[Module] = []
    mishaps: list[Mishap] = []
    for place in folders(folder or paths.data("curricula")):
        try:
            modules.append(read_module(place))
        except Mishap as mishap:
            mishaps.append(mishap)
    return Shelf(tuple(modules), tuple(mishaps))


@cache
def glossary() -> tuple[Term, ...]:
    """The words that ship with the program; none where its file cannot be read, which the check says."""
    try:
        return read_glossary(paths.data("curricula") / "glossary.toml")
    except Mishap:
        return ()


def called(term: str) -> str:
    """What the library calls a term in the language spoken now; its id if it has no such term."""
    return next((each.said(language()) for each in glossary() if each.id == term), term)


def library(folder: Path | None = None) -> tuple[Module, ...]:
    """The modules of a folder that can be read."""
    return shelf(folder).modules


def folders(place: Path) -> list[Path]:
    """The folders of modules in a folder; the folder itself when it is one."""
    if (place / MODULE_FILE).is_file():
        return [place]
    return sorted(file.parent for file in place.glob(f"*/{MODULE_FILE}"))


def activity(slug: str) -> tuple[Module, Activity]:
    """The activity with that id, and the module that it belongs to.

    Raises:
        Mishap: there is none.
    """
    known = library()
    for module in known:
        if slug in module.activities:
            return module, module.activities[slug]
    listed = ", ".join(sorted(name for module in known for name in module.activities))
    raise Mishap(_("There is no activity “{name}”.").format(name=slug), _("These are there: {names}.").format(names=listed))


def session(slug: str, number: int) -> tuple[Module, Session]:
    """The ``number``-th session, from 1, of the module with that id.

    Raises:
        Mishap: there is none.
    """
    for module in library():
        if module.id == slug:
            if number <= len(module.sessions):
                return module, module.sessions[number - 1]
            raise Mishap(
                ngettext("“{module}” has {n} session.", "“{module}” has {n} sessions.", len(module.sessions)).format(
                    module=slug, n=len(module.sessions)
                )
            )
    listed = ", ".join(module.id for module in library())
    raise Mishap(_("There is no module “{name}”.").format(name=slug), _("These are there: {names}.").format(names=listed))
