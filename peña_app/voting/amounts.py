"""Sums of money and shares, as people type them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from peña_app.errors import Mishap
from peña_app.i18n import _
from peña_app.voting.counting import Rules

CENTS: Final = 100
_THOUSANDS = re.compile(r"(?<=\d)[.,’' ](?=\d{3}(?:\D|$))")


def read_money(typed: str) -> int:
    """A sum of money in hundredths; separators of thousands and a sign of the currency may stand in it. Nothing typed is 0.

    Two digits behind the last point or comma are cents, three are thousands: so people from both habits are understood.

    >>> read_money("$12,500"), read_money("12.500"), read_money("80,5"), read_money("1,200.50")
    (1250000, 1250000, 8050, 120050)

    Raises:
        Mishap: it is no sum of money.
    """
    plain = _THOUSANDS.sub("", re.sub(r"[$€\s]", lambda found: " " if found[0].isspace() else "", typed).strip())
    found = re.fullmatch(r"(\d{1,12})(?:[.,](\d{1,2}))?", plain)
    if found is None:
        if not plain:
            return 0
        raise Mishap(
            _("“{typed}” is not a sum of money.").format(typed=typed.strip()), _("Write it in digits, such as 1,500 or 80.50.")
        )
    return int(found[1]) * CENTS + int((found[2] or "").ljust(2, "0"))


def money_text(units: int, cents: int) -> str:
    """A sum as it stands in a field: empty for nothing.

    >>> money_text(12500, 1), money_text(120050, 100), money_text(0, 1)
    ('12500', '1200.50', '')
    """
    if not units:
        return ""
    whole, rest = divmod(units, cents)
    return f"{whole}.{rest:02}" if rest else str(whole)


def with_money(rules: Rules, budget: int, costs: Sequence[int]) -> Rules:
    """The rules with sums that are given in hundredths; cents are counted only where there are any."""
    cents = CENTS if any(sum_ % CENTS for sum_ in (budget, *costs)) else 1
    part = CENTS // cents
    return replace(rules, budget=budget // part, costs=tuple(cost // part for cost in costs), cents=cents)


def read_share(typed: str) -> str:
    """A share as it is kept, from what was typed.

    >>> read_share("3 / 5"), read_share("60 %"), read_share("100%")
    ('3/5', '3/5', '1')

    Raises:
        Mishap: it is no share of a whole.
    """
    plain = "".join(typed.split())
    found = re.fullmatch(r"(\d{1,4})(?:/(\d{1,4})|%)", plain)
    part = None
    if found is not None:
        below = int(found[2]) if found[2] else 100
        part = Fraction(int(found[1]), below) if below else None
    if part is None or not 0 < part <= 1:
        raise Mishap(_("“{typed}” is not a share.").format(typed=typed.strip()), _("Write it such as 3/5 or 60%."))
    return str(part)
