"""What every reader of a text file here needs: its text made uniform, its TOML, and a mishap that names the line."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any, Final

from peña_app.errors import Mishap
from peña_app.i18n import _

_LINE_SAID: Final = re.compile(r"line (\d+)")
"""Where tomllib says that something is amiss; its messages carry no other mark."""
_TYPESET: Final = re.compile(r"=\s*\[?\s*[“”„«’]")
"""A value between the quotation marks that a word processor puts in by itself."""


def normal(text: str) -> str:
    """``text`` as it is read and saved: accents composed, lines ended by one sign, no byte order mark."""
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff")).replace("\r\n", "\n").replace("\r", "\n")


def file_text(file: Path, source: str) -> str:
    """The text of a file, as it stands there.

    Raises:
        Mishap: it is missing, cannot be opened or is not in UTF-8.
    """
    try:
        data = file.read_bytes()
    except FileNotFoundError as error:
        raise wrong(source, 1, _("The file is missing.")) from error
    except OSError as error:
        raise wrong(source, 1, _("The file cannot be opened.")) from error
    return decoded(data, source)


def decoded(data: bytes, source: str) -> str:
    """The text that some bytes are, in UTF-8.

    Raises:
        Mishap: they are none, with the line where that shows.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise wrong(
            source, data[: error.start].count(b"\n") + 1, _("The file is not written in UTF-8. Save it again as UTF-8.")
        ) from error


def toml(lines: list[str], source: str, before: int = 0) -> dict[str, Any]:
    """What some lines of TOML say; ``before`` lines stand ahead of them in the file.

    Raises:
        Mishap: they cannot be read, with the line.
    """
    try:
        return tomllib.loads("\n".join(lines))
    # A number of thousands of digits is a ValueError; brackets within brackets without end are a RecursionError
    except (ValueError, RecursionError) as error:
        found = _LINE_SAID.search(str(error)) if isinstance(error, tomllib.TOMLDecodeError) else None
        line = min(int(found[1]), len(lines)) if found else max(1, len(lines))
        if _TYPESET.search(lines[line - 1] if lines else ""):
            sentence = _('Values stand between straight quotation marks: ".')
        else:
            sentence = _("The header cannot be read here.") if before else _("The file cannot be read here.")
        raise wrong(source, before + line, sentence) from error


def line_of(key: str, lines: list[str], number: int = 0) -> int:
    """The line of a key, or of the ``number``-th table of that name; the first line where there is none."""
    wanted = re.compile(rf"\s*(?:{re.escape(key)}|\[+{re.escape(key)}\]+)\s*" + ("" if key.startswith("[") else r"(?:[.=#].*)?"))
    found = [at for at, line in enumerate(lines, 1) if wanted.fullmatch(line)]
    return found[number] if number < len(found) else 1


def wrong(source: str, line: int, sentence: str) -> Mishap:
    """A mishap that names a file and its line."""
    return Mishap(
        _("{file}, line {line}: {sentence}").format(file=source, line=line, sentence=sentence),
        _("Correct the line and read the file again."),
    )
