"""The bars of methods that add up, the two of a runoff, and those of a motion with what it takes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from peña_app.i18n import N_, Words, _, each, number_text, percent_text, said
from peña_app.voting.charts.bars import Bar, BarChart, Line
from peña_app.voting.charts.board import GONE, OTHER, Look, Pattern, Text
from peña_app.voting.charts.chart import Named, both, in_order, named
from peña_app.voting.charts.sentences import COUNCILS, base, label, short_base, short_label
from peña_app.voting.counting import Result
from peña_app.voting.methods import METHODS
from peña_app.voting.methods.motion import ABSTAIN, MAJORITY, NO, YES, needed
from peña_app.voting.model import Contest

WINS, ELECTED, TIE = N_("Wins"), N_("Elected"), N_("Tied")
VOTES, ATTENDANCE = N_("Votes"), N_("Quorum")


def word(result: Result, option: int) -> Text:
    """What became of an option, in a word."""
    if option in result.winners:
        return each(ELECTED if result.rules.method in COUNCILS else WINS)
    return each(TIE) if option in result.tied else ""


def totals(contest: Contest, result: Result) -> BarChart:
    """One bar an option, the longest first."""
    return BarChart(
        tuple(
            Bar(
                named(contest, result, option),
                max(0, result.tallies[option]),
                both(lambda option=option: label(result, option)),  # type: ignore[misc]
                both(lambda option=option: short_label(result, option)),  # type: ignore[misc]
                word(result, option),
            )
            for option in in_order(result)
        ),
        both(lambda: base(result)),
        both(lambda: short_base(result)),
        METHODS[result.rules.method].counts,
    )


_BASES = {
    "votes": N_("Percentage of {n} yes and no together"),
    "cast": N_("Percentage of {n} votes, abstentions included"),
    "present": N_("Percentage of {n} people present"),
    "eligible": N_("Percentage of {n} people who may vote"),
}


def motion_base(result: Result) -> int:
    """How many there are that a share is taken of."""
    yes, no, abstain = result.tallies
    rules = result.rules
    cast = yes + no + abstain
    return {"votes": yes + no, "cast": cast, "present": rules.present or cast, "eligible": rules.eligible}.get(
        rules.base, yes + no
    )


def it_takes(result: Result) -> int:
    """How many yes a motion needs."""
    of = motion_base(result)
    return of // 2 + 1 if result.rules.threshold == MAJORITY else max(1, needed(result.rules.threshold, of))


def motion(contest: Contest, result: Result) -> BarChart:
    """Yes, no and abstentions, with the mark that yes has to reach."""
    of, takes = motion_base(result), it_takes(result)
    looks = {YES: Look("agave", Pattern.SOLID), NO: Look("cempasuchil", Pattern.BACK), ABSTAIN: GONE}
    counts_all = result.rules.base != "votes"

    def figure(option: int) -> Words:
        n = result.tallies[option]
        percent = option != ABSTAIN or counts_all
        return both(lambda: f"{number_text(n)} · {percent_text(n, of)}" if percent else number_text(n))

    bars = tuple(
        Bar(
            replace(named(contest, result, option, place=False), won=False),
            result.tallies[option],
            figure(option),
            looks=looks[option],
        )
        for option in (YES, NO, ABSTAIN)
    )
    line = Line(takes, both(lambda: _takes_text(result, takes)), 0, 1)
    foot = both(lambda: said(_BASES.get(result.rules.base, _BASES["votes"]), n=number_text(of)))
    return BarChart(bars, foot, foot, METHODS["motion"].counts, VOTES, (line,), max(of, takes))


def _takes_text(result: Result, takes: int) -> str:
    threshold = result.rules.threshold
    if threshold == MAJORITY:
        return _("It takes {n}: more than half").format(n=number_text(takes))
    part = Fraction(threshold)
    if part == 1:
        return _("It takes {n}: everyone").format(n=number_text(takes))
    return _("It takes {n}: {share}").format(n=number_text(takes), share=f"{part.numerator}/{part.denominator}")


def attendance(result: Result) -> BarChart | None:
    """Who takes part, with the mark of the quorum; None where the rules ask for none."""
    rules = result.rules
    if not rules.quorum or not rules.eligible:
        return None
    there = sum(result.tallies) if rules.quorum_of == "cast" else rules.present or sum(result.tallies)
    quorum = needed(rules.quorum, rules.eligible)
    enough = there >= quorum
    words = each(N_("They vote")) if rules.quorum_of == "cast" else each(N_("Present"))
    bar = Bar(
        Named(0, words),
        there,
        both(lambda: f"{number_text(there)} · {percent_text(there, rules.eligible)}"),
        looks=Look("agave", Pattern.SOLID) if enough else OTHER,
    )
    reached = N_("Quorum: {n} of {all}, reached") if enough else N_("Quorum: {n} of {all}, not reached")
    line = Line(quorum, both(lambda: said(reached, n=number_text(quorum), all=number_text(rules.eligible))))
    foot = both(lambda: _("Percentage of {n} people who may vote").format(n=number_text(rules.eligible)))
    return BarChart((bar,), foot, foot, METHODS["motion"].counts, ATTENDANCE, (line,), rules.eligible)
