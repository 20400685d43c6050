"""Dots counted from the wall, added to those on ballots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from peña_app.i18n import N_, NN_
from peña_app.voting.columns import sums
from peña_app.voting.counting import Pile, Result, Rules, Step
from peña_app.voting.methods.totals import EMPTY, counted, totalled


def tally_with_wall(pile: Pile, options: int, rules: Rules, on_wall: Sequence[int], sheets: int) -> Result:
    """Dots of ballots and of sheets together. Sheets have no ballots, so nothing can be said of how many people gave them."""
    totals = tuple(cast + stuck for cast, stuck in zip(sums(pile.ballots, options) or (0,) * options, on_wall, strict=True))
    opening = [counted(pile)] if pile.valid + pile.blank + pile.overvoted else []
    opening.append(
        Step(
            NN_(
                "{count} dot was counted on the wall, on {sheets} sheets.",
                "{count} dots were counted on the wall, on {sheets} sheets.",
            ),
            {"n": sum(on_wall), "sheets": sheets},
        )
    )
    variant = f"{rules.dots} dots, at most {rules.max_per_option} on one option; on the wall"
    result = totalled(
        rules, variant, pile, totals, opening=opening, has=NN_("{options}: {count} dot.", "{options}: {count} dots.")
    )
    unknown = Step(N_("How many people put the dots on the wall, and how many each of them put, is not known."), {})
    return replace(result, warnings=(*(each for each in result.warnings if each.marked != EMPTY), unknown))
