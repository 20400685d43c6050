"""The text format `curricula/1`: read with the line of every mistake, kept line by line so that it can be written back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Final

from peña_app.curricula.declared import FENCE, Header, header_of, require_format
from peña_app.curricula.hearing import Hearing, OpenBlock
from peña_app.curricula.lines import normal, wrong
from peña_app.curricula.model import Activity, Block, Overlay
from peña_app.i18n import _

_NOT_WRITTEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def read_activity(text: str, source: str, overlays: Iterable[Overlay] = ()) -> Activity:
    """An activity from the text of its file, with the languages that files beside it bring.

    ``source`` is the file's name, for the sentence.

    Raises:
        Mishap: what is wrong, with the file and the line.
    """
    lines = _lines(text, source)
    header, end = header_of(lines, source)
    require_format(header, lines[:end], source)
    head = Header(header, lines[:end], source)
    hearing = _heard(lines, end, Hearing(source, head.languages()))
    brought = tuple(Overlay(each.language, each.source, normal(each.text)) for each in overlays)
    for overlay in brought:
        _lay_over(hearing.blocks, overlay, Path(source).name)
    starts = [*(block.line - 1 for block in hearing.blocks), len(lines)]
    blocks = tuple(
        Block(block.id, block.kind, block.attributes, block.aligned(), block.line, _kept(lines, *edges))
        for block, edges in zip(hearing.blocks, pairwise(starts), strict=True)
    )
    return Activity(
        id=str(header.get("id") or Path(source).stem), module=str(header.get("module", "")), minutes=head.whole("minutes"),
        blocks=blocks, materials=head.materials(), header=header, source=source, head=_kept(lines, 0, starts[0]), facts=head.facts(),
        overlays=brought,
    )  # fmt: skip


def overlay_blocks(overlay: Overlay) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What stands before the first block of an overlay, and each of its blocks by name, line by line as they stand.

    Raises:
        Mishap: what is wrong, with the file and the line.
    """
    lines, hearing = _overlay(overlay)
    starts = [*(block.line - 1 for block in hearing.blocks), len(lines)]
    named = zip(hearing.blocks, pairwise(starts), strict=True)
    return _kept(lines, 0, starts[0]), tuple((block.id, _kept(lines, *edges)) for block, edges in named)


def _lines(text: str, source: str) -> list[str]:
    lines = normal(text).split("\n")
    strange = next((number for number, line in enumerate(lines, 1) if _NOT_WRITTEN.search(line)), None)
    if strange is not None:
        raise wrong(source, strange, _("There is a sign here that is no letter and cannot be shown."))
    return lines


def _heard(lines: list[str], end: int, hearing: Hearing) -> Hearing:
    for number, line in enumerate(lines[end:], end + 1):
        hearing.hear(line, number)
    hearing.finish()
    return hearing


def _overlay(overlay: Overlay) -> tuple[list[str], Hearing]:
    lines = _lines(overlay.text, overlay.source)
    begins = next((line for line in lines if line.strip()), "")
    end = header_of(lines, overlay.source)[1] if begins.strip() == FENCE else 0
    return lines, _heard(lines, end, Hearing(overlay.source, (overlay.language,), overlay=True))


def _lay_over(base: list[OpenBlock], overlay: Overlay, beside: str) -> None:
    """Put the words of an overlay beside those that its blocks have."""
    there = {block.id: block for block in base}
    for block in _overlay(overlay)[1].blocks:
        if block.id not in there:
            raise wrong(
                overlay.source, block.line, _("There is no block “{block}” in {file}.").format(block=block.id, file=beside)
            )
        texts = there[block.id].texts
        for part, said in block.texts.items():
            line = block.lines.get(part, block.line)
            if said and not texts.get(part):
                raise wrong(
                    overlay.source,
                    line,
                    _("The block “{block}” has no such part in {file}; it has: {parts}.").format(
                        block=block.id, file=beside, parts=", ".join(filter(None, texts)) or "–"
                    ),
                )
            for code, text in said.items():
                if code in texts[part]:
                    raise wrong(
                        overlay.source,
                        line,
                        _("The language “{language}” stands in {file} already.").format(language=code, file=beside),
                    )
                texts[part][code] = text


def _kept(lines: list[str], begun: int, ended: int) -> str:
    """Lines as they stand in the file, each with its end; the last of a file has none."""
    return "\n".join(lines[begun:ended]) + "\n" * (begun < ended < len(lines))


def written(activity: Activity) -> str:
    """The text of an activity's file: what was read and not touched comes out as it was, sign by sign."""
    return activity.head + "".join(block.source for block in activity.blocks)
