"""Where files that leave the room go by default, and how they are written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from peña_app.errors import Mishap
from peña_app.i18n import _


def documents() -> Path:
    """The folder that a person keeps her documents in."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())


def save_whole(target: Path, data: bytes) -> None:
    """Write a file, all of it or nothing.

    Raises:
        Mishap: it cannot be written there.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        part.write_bytes(data)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Mishap(_("The file could not be written there."), _("Choose another folder.")) from error
