"""Scores: each option is scored by itself, and the highest sum, or the highest mean, wins (range voting)."""

from __future__ import annotations

from fractions import Fraction

from peña_app.i18n import N_, NN_
from peña_app.voting.columns import distribution
from peña_app.voting.counting import Kind, Method, Pile, Result, Rules, Step
from peña_app.voting.methods.totals import counted, levels, totalled

_MEAN = 10_000
"""Means are shown with four decimals, cut; they are compared exactly."""


def count(pile: Pile, options: int, rules: Rules) -> Result:
    """The options with the highest sums take the places, or with the highest means of the scores that were given."""
    table = distribution(pile.ballots, options, rules.top + 1)
    totals = tuple(sum((mark - 1) * times for mark, times in enumerate(row) if mark) for row in table)
    scorers = tuple(sum(row[1:]) for row in table)
    opening = [counted(pile), Step(N_("Each person scored the options from 0 to {top}."), {"top": rules.top})]
    if rules.by != "mean":
        opening.append(Step(N_("The scores of each option are added up; an option without a score gets nothing."), {}))
        return totalled(
            rules,
            f"sum of scores 0 to {rules.top}, blank is 0",
            pile,
            totals,
            opening=opening,
            has=NN_("{options}: {count} point.", "{options}: {count} points."),
            supporters=scorers,
            distribution=table,
        )
    means = [Fraction(total, scored) if scored else Fraction(0) for total, scored in zip(totals, scorers, strict=True)]
    enough = [scored >= max(1, rules.fewest) for scored in scorers]
    # An option that too few people scored stands behind all that enough did, and cannot win
    ranked = sorted(set(zip(enough, means, strict=True)), reverse=True)
    places = tuple(-ranked.index(key) for key in zip(enough, means, strict=True))
    opening.append(
        Step(
            NN_("What counts is the mean of the scores given, for options that {count} person scored or more.", "What counts is the mean of the scores given, for options that {count} people scored or more."),
            {"n": max(1, rules.fewest)},
        )
    )  # fmt: skip
    return totalled(
        rules,
        f"mean of the scores given, at least {max(1, rules.fewest)}",
        pile,
        tuple(mean.numerator * _MEAN // mean.denominator for mean in means),
        opening=opening,
        has=N_("{options}: {total} points on average."),
        supporters=scorers,
        scale=_MEAN,
        order=levels(places),
        distribution=table,
        out=[option for option, reached in enumerate(enough) if not reached],
    )


SCORE = Method(
    key="score",
    name=N_("Scores"),
    about=N_(
        "Each person gives each option a score, and the highest sum wins. Good for saying how much people like each thing; those who give extreme scores weigh more."
    ),
    asks=N_("How much do we like each of these?"),
    instruction=N_("Give every option a score."),
    unit=NN_("{count} point", "{count} points"),
    counts=N_("Points"),
    too_many=N_("A score is higher than the highest one."),
    reference="range voting",
    kind=Kind.SCORES,
    count=count,
)
