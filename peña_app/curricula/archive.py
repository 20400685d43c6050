"""A module as one file, to be carried on a stick or sent by mail: a zip that holds its folder, and nothing else."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import PurePosixPath
from stat import S_ISLNK, S_ISREG
from typing import Final

from peña_app.curricula.folders import MODULE_FILE
from peña_app.errors import Mishap
from peña_app.i18n import _

MOST: Final = 64 * 1024 * 1024
"""Bytes that a module may have unpacked; the largest that ships has well under one million."""
MOST_FILES: Final = 2000
KINDS: Final = frozenset({".md", ".toml", ".txt", ".svg", ".png"})
"""The endings of what belongs to a module: texts of ours, and pictures."""
_PICTURES: Final = {".png": b"\x89PNG\r\n\x1a\n"}
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)  # of every entry: the same module is the same file, and tells no hour


def packed(folder: str, files: Mapping[str, bytes]) -> bytes:
    """A zip with one folder in it; ``files`` by their paths inside."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{unicodedata.normalize('NFC', name)}", _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return out.getvalue()


def opened(data: bytes, source: str) -> tuple[str, dict[str, bytes]]:
    """What lies in the zip of a module: the name of its folder, and its files by their paths inside it.

    Raises:
        Mishap: it is no zip, broken, locked, too large, or holds something that does not belong to a module, such as a
            path that climbs out of it; nothing has been written then.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _require_size(entries, source)
            paths = {entry: _path(entry, source) for entry in entries}
            root = _root(paths.values(), source)
            files: dict[str, bytes] = {}
            for entry, path in paths.items():
                if not path.is_relative_to(root):
                    raise _foreign(source, entry.filename)
                inside = path.relative_to(root).as_posix()
                if inside in files:
                    raise _amiss(source, _("“{file}” is in it twice.").format(file=inside))
                files[inside] = _content(archive, entry, source)
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, OSError) as error:
        raise _amiss(source, _("it is no zip that can be read, or a part of it is missing.")) from error
    return root.name or PurePosixPath(source).stem, files


def _require_size(entries: list[zipfile.ZipInfo], source: str) -> None:
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST:
        raise _amiss(source, _("it holds more than any module does."))


def _path(entry: zipfile.ZipInfo, source: str) -> PurePosixPath:
    name = unicodedata.normalize("NFC", entry.filename)
    path = PurePosixPath(name)
    mode = entry.external_attr >> 16
    if (
        path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name
        or S_ISLNK(mode) or (mode & 0o170000 and not S_ISREG(mode))
    ):  # fmt: skip
        raise _foreign(source, entry.filename)
    if entry.flag_bits & 0x1:
        raise _amiss(source, _("it is locked with a password."))
    if path.suffix.lower() not in KINDS and path.name != "LICENSE":
        raise _foreign(source, entry.filename)
    return path


def _root(paths: Iterable[PurePosixPath], source: str) -> PurePosixPath:
    """The folder of the module: where its `module.toml` lies."""
    found = [path.parent for path in paths if path.name == MODULE_FILE]
    if len(found) != 1:
        raise _amiss(source, _("there is no module in it: a module has one file module.toml."))
    return PurePosixPath(found[0])


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, source: str) -> bytes:
    with archive.open(entry) as held:
        content = held.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise _amiss(source, _("it holds more than any module does."))
    sign = _PICTURES.get(PurePosixPath(entry.filename).suffix.lower())
    if sign is not None and not content.startswith(sign):
        raise _foreign(source, entry.filename)
    return content


def _foreign(source: str, name: str) -> Mishap:
    return _amiss(source, _("“{file}” does not belong to a module.").format(file=name))


def _amiss(source: str, sentence: str) -> Mishap:
    return Mishap(
        _("{file}: {sentence}").format(file=source, sentence=sentence),
        _("Nothing was brought in. Ask for the file again from whoever made it."),
    )
