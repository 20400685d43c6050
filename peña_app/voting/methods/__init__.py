"""The counting methods, by the name they have on the command line."""

from __future__ import annotations

from typing import Final

from peña_app.errors import Mishap
from peña_app.i18n import _
from peña_app.voting.counting import Method, Pile, Result, Rules
from peña_app.voting.methods.approval import APPROVAL
from peña_app.voting.methods.borda import BORDA
from peña_app.voting.methods.budget_greedy import PB_GREEDY
from peña_app.voting.methods.budget_shares import PB_MES
from peña_app.voting.methods.consent import CONSENT
from peña_app.voting.methods.dots import DOTS
from peña_app.voting.methods.irv import IRV
from peña_app.voting.methods.majority_judgment import MAJORITY_JUDGMENT
from peña_app.voting.methods.motion import MOTION
from peña_app.voting.methods.plurality import PLURALITY
from peña_app.voting.methods.ranked_pairs import RANKED_PAIRS
from peña_app.voting.methods.schulze import SCHULZE
from peña_app.voting.methods.score import SCORE
from peña_app.voting.methods.star import STAR
from peña_app.voting.methods.stv_meek import STV_MEEK
from peña_app.voting.methods.stv_scottish import STV_SCOTTISH

METHODS: Final[dict[str, Method]] = {
    method.key: method
    for method in (
        DOTS, APPROVAL, PLURALITY, IRV, STV_SCOTTISH, MOTION, CONSENT, SCORE, STAR, MAJORITY_JUDGMENT, BORDA, SCHULZE, RANKED_PAIRS,
        STV_MEEK, PB_MES, PB_GREEDY,
    )
}  # fmt: skip


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
