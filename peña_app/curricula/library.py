"""The curricula that ship with the program: read when they are first asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from peña_app import paths
from peña_app.curricula.format import MODULE_FILE, read_module
from peña_app.curricula.model import Activity, Module
from peña_app.errors import Mishap
from peña_app.i18n import _


@cache
def library(folder: Path | None = None) -> tuple[Module, ...]:
    """The modules of a folder in the order of their names; of the one that ships with the program if none is named.

    Raises:
        Mishap: a file cannot be read, with its name and line.
    """
    place = folder or paths.data("curricula")
    return tuple(read_module(each.parent) for each in sorted(place.glob(f"*/{MODULE_FILE}")))


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
