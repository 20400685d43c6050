"""Where things lie: what ships with the program, and what belongs to the person."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).resolve().parent


def data(*parts: str) -> Path:
    """A file or folder that ships with the program: ``locales``, ``curricula`` or ``resources``.

    An installed program carries them inside the package, a checkout beside it.
    """
    installed = PACKAGE / "data"
    return (installed if installed.is_dir() else PACKAGE.parent).joinpath(*parts)


def home() -> Path:
    """The folder of this person's workspaces and settings; ``PENA_HOME`` moves it, for tests and USB sticks."""
    moved = os.environ.get("PENA_HOME")
    return Path(moved) if moved else Path(platformdirs.user_data_dir("pena", appauthor=False))


def logs() -> Path:
    """The folder of the log that holds no personal data."""
    return home() / "logs"
