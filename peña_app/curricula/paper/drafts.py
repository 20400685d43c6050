"""Whether a paper is a draft: something on it is not translated, or nobody has reviewed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from peña_app.curricula.model import Activity, Block
from peña_app.curricula.paper.saying import Saying
from peña_app.i18n import N_, Words

States = Mapping[tuple[str, str, int, str], str]
"""The state of each text by (id of its block, field of its part, number of its unit in the part from 0, language)."""

_CLEAN: Final = frozenset({"reviewed", "circle", "approved"})


def draft_note(activity: Activity, shown: Iterable[Block], say: Saying, states: States | None = None) -> Words | None:
    """What the foot of a paper says of ``shown`` blocks; nothing of texts whose state is not known."""
    blocks = list(shown)
    there = {block.id for block in blocks}
    if any(block.id in there for block, _code in activity.missing(say.codes)):
        return say.each(N_("Draft: some of it is not translated yet"))
    known = states or {}
    for block in blocks:
        for part in block.parts:
            for number in range(len(part.units)):
                if any(known.get((block.id, part.field, number, code), "reviewed") not in _CLEAN for code in say.codes):
                    return say.each(N_("DRAFT"))
    return None
