"""What a new activity begins with: the blocks that every one has, empty, so that nothing is forgotten (curricula.md 2)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection
from typing import Final

from peña_app.curricula.model import Shape
from peña_app.i18n import Words

_NO_LETTERS: Final = re.compile(r"[^a-z0-9]+")
_BEGIN: Final = (
    ("aim", "kind=aim"), ("story", "kind=reading"), ("look", "kind=questions"),
    ("step-1", "kind=step min=10 spiral=experience"), ("step-2", "kind=step min=10 spiral=patterns"),
    ("step-3", "kind=step min=10 spiral=action"), ("lenses", "kind=lenses"), ("debrief", "kind=questions audience=facilitator"),
    ("adapt-literacy", "kind=adapt audience=facilitator"), ("adapt-kids", "kind=adapt audience=facilitator"),
    ("adapt-interp", "kind=adapt audience=facilitator"), ("note-facil", "kind=note audience=facilitator"),
)  # fmt: skip
_SHAPES: Final = {
    "questions": Shape.ITEM, "lenses": Shape.ITEM, "debrief": Shape.ITEM, "facts": Shape.ITEM, "checklist": Shape.TICK,
    "table": Shape.ROW,
}  # fmt: skip
KINDS: Final = (
    "reading", "step", "questions", "checklist", "lines", "table", "term", "lenses", "song", "image", "forum", "adapt", "note", "facts",
)  # fmt: skip
"""What can be added to an activity, in the order in which it is offered."""
_FACILITATORS: Final = frozenset({"adapt", "note", "facts"})


def slug(title: Words, taken: Collection[str]) -> str:
    """A short name for a file from the first language of a title, not yet taken.

    >>> slug({"es": "¿Por qué sube el recibo?"}, {"por-que-sube-el-recibo"})
    'por-que-sube-el-recibo-2'
    """
    words = next((text for text in title.values() if text.strip()), "")
    plain = unicodedata.normalize("NFD", words.casefold()).encode("ascii", "ignore").decode()
    return _free(_NO_LETTERS.sub("-", plain).strip("-")[:40].strip("-") or "nuevo", taken)


def block_slug(kind: str, taken: Collection[str]) -> str:
    """A name for a new block of that kind, not yet taken."""
    return f"{kind}-{next(n for n in range(1, 10_000) if f'{kind}-{n}' not in taken)}"


def _free(name: str, taken: Collection[str]) -> str:
    return next(each for each in (name, *(f"{name}-{n}" for n in range(2, 10_000))) if each not in taken)


def heading(name: str, kind: str) -> str:
    """The heading line of a new block."""
    more = " min=5 spiral=experience" if kind == "step" else " lines=4" if kind == "lines" else ""
    return f"## {{#{name} kind={kind}{more}{' audience=facilitator' if kind in _FACILITATORS else ''}}}"


def units_of(kind: str) -> tuple[tuple[str, Shape], ...]:
    """The empty lines that a new block begins with: its parts and what they are on paper."""
    if kind == "step":
        return ("name", Shape.PARAGRAPH), ("do", Shape.PARAGRAPH)
    return (("", _SHAPES.get(kind, Shape.PARAGRAPH)),)


def text(title: Words, name: str, module: str) -> str:
    """The file of a new activity."""
    codes = list(dict.fromkeys([*title, "es", "en"]))
    blocks = [("title", "kind=title"), *_BEGIN]
    head = (
        "+++", 'format = "curricula/1"', f"id = {json.dumps(name)}", f"module = {json.dumps(module)}", 'kind = "activity"',
        f"languages = {json.dumps(codes)}", f"lead = {json.dumps(codes[0])}", "minutes = 30",
        'spiral = ["experience", "patterns", "action"]', "lenses = []", 'literacy = "low"', "terms = []",
        "needs_interpreter = true", 'license = "CC-BY-SA-4.0"', "+++", "",
    )  # fmt: skip
    said = "\n".join(line for code, words in title.items() for line in (f"::: {code}", words))
    lines = [
        f"## {{#{each} {attributes}}}\n{said + chr(10) + ':::' + chr(10) if each == 'title' else ''}"
        for each, attributes in blocks
    ]
    return "\n".join(head) + "\n" + "\n".join(lines)
