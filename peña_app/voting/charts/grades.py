"""The words for grades and for saying whether one consents, from the lowest to the highest."""

from __future__ import annotations

from typing import Final

from peña_app.i18n import N_
from peña_app.voting.counting import Rules

_GRADES: Final = (N_("Reject"), N_("Poor"), N_("Acceptable"), N_("Good"), N_("Very good"), N_("Excellent"))
_CHOSEN: Final = {2: (0, 3), 3: (0, 2, 5), 4: (0, 2, 3, 5), 5: (0, 1, 2, 3, 5)}
_THREE: Final = (N_("Block"), N_("Stand aside"), N_("Support"))
_FIVE: Final = (N_("Fist"), N_("1 finger"), N_("2 fingers"), N_("3 fingers"), N_("4 fingers"), N_("5 fingers"))


def grade_names(rules: Rules) -> tuple[str, ...]:
    """The marked word of each mark, from 1 upwards."""
    if rules.method == "consent":
        return _FIVE if rules.scale == "five" else _THREE
    return tuple(_GRADES[at] for at in _CHOSEN.get(rules.grades, range(len(_GRADES))))
