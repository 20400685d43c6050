"""What is said of a result in words: who wins, what a tie means, what a percentage is taken of."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from peña_app.i18n import N_, NN_, _, list_text, number_text, percent_text, said
from peña_app.voting.counting import Result, decimal_text, figure as exact
from peña_app.voting.methods import METHODS
from peña_app.voting.methods.ties import DRAWN

_WIN: Final = NN_("{options} wins", "{options} win")
_ELECTED: Final = NN_("{options} is elected", "{options} are elected")
_FUNDED: Final = NN_("{options} is funded", "{options} are funded")
_AGREED: Final = NN_("There is consent on {options}", "There is consent on {options}")
_TIE: Final = NN_("Tie between {options} for {places} place", "Tie between {options} for {places} places")

MOTION: Final = {
    "carried": N_("The motion is carried"),
    "lost": N_("The motion is lost"),
    "no quorum": N_("There is no quorum: nothing is decided"),
}
_PERCENT: Final = frozenset({"plurality", "approval", "dots", "motion", "pb-greedy", "pb-mes"})
"""The methods in which a share of the ballots says something; points and pairs have none."""
COUNCILS: Final = frozenset({"stv-scottish", "stv-meek"})
BUDGETS: Final = frozenset({"pb-greedy", "pb-mes"})

_AFTER: Final = {
    "report": N_("The count does not choose between them: the group does, by the rule it set beforehand."),
    "again": N_("The count does not choose between them: the group votes again, on them alone."),
    "lot": N_("The count does not choose between them: lots are drawn in front of everyone."),
}


def outcome(result: Result, names: Sequence[str]) -> list[str]:
    """What came out, each thing in one line."""
    method = result.rules.method
    if method == "motion":
        return [said(MOTION.get(result.outcome, MOTION["lost"]))]
    lines = []
    if result.winners:
        marked = _ELECTED if method in COUNCILS else _FUNDED if method in BUDGETS else _AGREED if method == "consent" else _WIN
        lines.append(said(marked, options=list_text(names[option] for option in result.winners), n=len(result.winners)))
    if method == "consent" and len(result.winners) < len(result.tallies):
        rest = [names[option] for option in range(len(names)) if option not in result.winners]
        lines.append(_("There is no consent yet on {options}").format(options=list_text(rest)))
    if method in BUDGETS and not result.winners:
        lines.append(_("Nothing is funded"))
    lines += [
        said(_TIE, options=list_text(names[option] for option in tie.options), n=tie.places, places=number_text(tie.places))
        for tie in result.undecided
    ]
    return lines


def ties(result: Result) -> list[str]:
    """What an open tie means, by the rule that was set before opening; nothing when there is none."""
    return [said(_AFTER.get(result.rules.ties, _AFTER["report"]))] if result.undecided else []


def lots(result: Result, names: Sequence[str]) -> list[str]:
    """Where the lot decided; nothing where it was not needed."""
    return [step.text(names) for step in result.steps if step.marked == DRAWN]


def amount(units: int, scale: int) -> str:
    """An exact figure in the current language, without decimals where all of them are 0."""
    if scale > 2 and units % scale == 0:
        return number_text(units // scale)
    return decimal_text(exact(units, scale))


def short_amount(units: int, scale: int) -> str:
    """The same cut to two decimals, for a bar."""
    if scale <= 100 or units % scale == 0:
        return amount(units, scale)
    return decimal_text(exact(units * 100 // scale, 100))


def money(units: int, cents: int) -> str:
    """A sum of money, with cents where there are any."""
    return decimal_text(exact(units, cents)) if cents > 1 else number_text(units)


def counted(result: Result, option: int) -> str:
    """An option's tally with its unit: "312 dots"."""
    units, scale = result.tallies[option], result.scale
    whole = units // scale if units % scale == 0 else 2
    return said(METHODS[result.rules.method].unit, n=whole, count=short_amount(units, scale))


def label(result: Result, option: int) -> str:
    """What is written at the end of a bar: "312 dots · 35%"."""
    text = counted(result, option)
    if result.rules.method in {"score", "star"} and result.distribution:
        given = mean(result, option)
        average = _("mean {mean}").format(mean=given)
        return f"{text} · {average}" if result.scale == 1 and given else text
    return f"{text} · {share(result, option)}" if percents(result) else text


def short_label(result: Result, option: int) -> str:
    """The same without the unit, where the foot of the page names it: "312 · 35%"."""
    text = short_amount(result.tallies[option], result.scale)
    return f"{text} · {share(result, option)}" if percents(result) else text


def mean(result: Result, option: int) -> str:
    """The mean of the scores that were given, cut to two decimals; empty where nobody gave any."""
    row = result.distribution[option]
    scorers = sum(row[1:])
    if not scorers:
        return ""
    exactly = Fraction(sum((mark - 1) * times for mark, times in enumerate(row) if mark), scorers)
    return decimal_text(exact(exactly.numerator * 100 // exactly.denominator, 100))


def percents(result: Result) -> bool:
    """Whether its bars have percentages: where what is counted is people, or it is known how many of them there were."""
    rules = result.rules
    if rules.method == "dots" or (rules.method in BUDGETS and rules.rule.startswith("points")):
        return bool(result.supporters)
    return rules.method in _PERCENT


def share(result: Result, option: int) -> str:
    """What part of the valid ballots gave an option anything."""
    return percent_text((result.supporters or result.tallies)[option], result.valid)


def base(result: Result) -> str:
    """What the figures are taken of."""
    valid = number_text(result.valid)
    if percents(result):
        return _("The percentage says how many of the {count} valid ballots gave the option something.").format(count=valid)
    return _("{method}, from {count} valid ballots").format(method=said(METHODS[result.rules.method].counts), count=valid)


def short_base(result: Result) -> str:
    """The same where there is little room, as on the wall."""
    if not percents(result):
        return base(result)
    return _("{method}, and percentage of {count} valid ballots").format(
        method=said(METHODS[result.rules.method].counts), count=number_text(result.valid)
    )
