"""The counting methods, by the name they have on the command line."""

from __future__ import annotations

from typing import Final

from peña_app.errors import Mishap
from peña_app.i18n import _
from peña_app.voting.counting import Method, Pile, Result, Rules
from peña_app.voting.methods.approval import APPROVAL
from peña_app.voting.methods.dots import DOTS
from peña_app.voting.methods.plurality import PLURALITY

METHODS: Final[dict[str, Method]] = {method.key: method for method in (DOTS, APPROVAL, PLURALITY)}


def method(key: str) -> Method:
    """The method of that name.

    Raises:
        Mishap: this version does not know it.
    """
    found = METHODS.get(key)
    if found is None:
        raise Mishap(
            _("This version of Peña does not know the method “{method}”.").format(method=key),
            _("Open this on the laptop where it was made, or bring Peña up to date."),
        )
    return found


def tally(pile: Pile, options: int, rules: Rules) -> Result:
    """Count a pile of ballots by the rules: the one count that screen, wall, paper and command line show."""
    return method(rules.method).count(pile, options, rules)
