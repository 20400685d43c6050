"""Ballots from a file, in any of the formats that people who count use; told apart by what the file holds."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from peña_app.errors import Mishap
from peña_app.i18n import _, said
from peña_app.voting.counting import Kind, Rules, usual_dots
from peña_app.voting.methods import method
from peña_app.voting.reading import blt, numbers, pabulib, preflib, ranks
from peña_app.voting.reading.source import Ballots, Source

__all__ = ["USUAL", "Ballots", "read"]

USUAL: Final = 10**9
"""As many dots as people usually have for so many options."""

_BLT: Final = re.compile(rb"\s*\d+\s+\d+\s*(#.*)?$")
_WRITE_INS: Final = frozenset({"undeclared write-ins", "uwi", "write-ins", "write-in"})


def read(file: Path, rules: Rules) -> tuple[Ballots, Rules]:
    """The ballots of a file, made clean by the rules; and the rules with what the file says of budget and costs.

    BLT, PrefLib (.soc .soi .toc .toi), a CSV of ranks or of numbers, and Pabulib's .pb.

    Raises:
        Mishap: it cannot be counted; the sentence names the line and the reason.
    """
    source = Source.of(file)
    first = next((line for line in source.raw.lstrip().splitlines()[:1]), b"")
    kind = method(rules.method).marked(rules)
    if first.strip().upper() == b"META":
        return pabulib.read(source, rules)
    if _BLT.match(first):
        return _pooled(blt.read(source, _ranked(rules, kind)), rules)
    if preflib.is_one(first):
        return _pooled(preflib.read(source, _ranked(rules, kind)), rules)
    table = numbers.Table.of(source)
    if ranks.is_one(table):
        return _pooled(ranks.read(table, _ranked(rules, kind)), rules)
    if rules.method.startswith("pb-"):
        raise Mishap(
            _("{file} does not say what the projects cost.").format(file=file.name),
            _("Budgets are counted from a Pabulib file (.pb)."),
        )
    if kind is Kind.DOTS:
        each = usual_dots(len(table.names)) if rules.dots == USUAL else rules.dots
        rules = replace(rules, dots=each, max_per_option=min(rules.max_per_option, each))
    return numbers.read(table, kind, rules), rules


def _pooled(ballots: Ballots, rules: Rules) -> tuple[Ballots, Rules]:
    """Write-ins that nobody had registered stand together as one option, and are known by its name."""
    at = next((place for place, name in enumerate(ballots.names) if name.casefold() in _WRITE_INS), -1)
    return ballots, replace(rules, pooled=at)


def _ranked(rules: Rules, kind: Kind) -> Rules:
    """Rankings also say who comes first, and who is mentioned at all; for anything else they are not enough."""
    if kind is Kind.RANKING or rules.method in ("plurality", "approval"):
        return rules
    raise Mishap(
        _("This file has rankings, and “{method}” needs numbers.").format(method=said(method(rules.method).name)),
        _("Choose a method that counts rankings, or a CSV with a column for each option."),
    )
