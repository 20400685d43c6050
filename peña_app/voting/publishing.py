"""The anonymous ballots of a large vote, in random order, so that anyone can count again with any other program."""

from __future__ import annotations

import csv
import io
import secrets
from collections.abc import Mapping, Sequence

from peña_app.errors import Mishap
from peña_app.i18n import _
from peña_app.voting.counting import Kind, Marks, Rules
from peña_app.voting.marks import ranks_of

LARGE = 200
"""So many ballots there must be: among few, an unusual ranking tells whose it is."""


def require_large(cast: Mapping[Marks, int]) -> None:
    """Check that ballots can be published without telling whose they are.

    Raises:
        Mishap: there are too few.
    """
    if sum(cast.values()) < LARGE:
        raise Mishap(
            _("With fewer than {n} ballots, an unusual one can tell whose it is.").format(n=LARGE),
            _("Publish the certificate: it has the totals and every step."),
        )


def as_blt(cast: Mapping[Marks, int], names: Sequence[str], title: str, rules: Rules) -> str:
    """Rankings as BLT, one ballot a line.

    Raises:
        Mishap: there are too few ballots.
    """
    require_large(cast)
    lines = []
    for marks in _shuffled(cast):
        ranks = ["=".join(str(option + 1) for option in rank) or "-" for rank in ranks_of(marks)]
        lines.append(" ".join(["1", *ranks, "0"]))
    quoted = ['"' + name.replace('"', '""') + '"' for name in (*names, title)]
    return "\n".join([f"{len(names)} {rules.seats}", *lines, "0", *quoted]) + "\n"


def as_csv(cast: Mapping[Marks, int], names: Sequence[str], kind: Kind) -> str:
    """Ballots as a CSV of numbers, one a line: marks, dots, scores, grades or ranks.

    Raises:
        Mishap: there are too few ballots.
    """
    require_large(cast)
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(names)
    for marks in _shuffled(cast):
        rows.writerow([("" if not mark else mark - 1) if kind is Kind.SCORES else mark for mark in marks])
    return out.getvalue()


def _shuffled(cast: Mapping[Marks, int]) -> list[Marks]:
    ballots = [marks for marks, number in sorted(cast.items()) for _copy in range(number)]
    secrets.SystemRandom().shuffle(ballots)
    return ballots
