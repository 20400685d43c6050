"""A motion: yes, no or abstain, with a quorum and a threshold on a named base, in whole numbers (RONR 12th ed., 40 and 44)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from peña_app.i18n import N_, NN_
from peña_app.voting.columns import sums
from peña_app.voting.counting import Kind, Method, Pile, Result, Rules, Stage, Step
from peña_app.voting.methods.totals import counted, levels

YES, NO, ABSTAIN = range(3)
MAJORITY = "majority"
CARRIED, LOST, NO_QUORUM = "carried", "lost", "no quorum"

_BASES = {
    "votes": N_("What counts is yes and no together: {base}."),
    "cast": N_("What counts is yes, no and abstentions together: {base}."),
    "present": N_("What counts is everyone present: {base}."),
    "eligible": N_("What counts is everyone who may vote: {base}."),
}


def needed(share: str, of: int) -> int:
    """How many it takes to reach a share of so many, rounded up.

    >>> needed("1/3", 100), needed("1/2", 5)
    (34, 3)
    """
    part = Fraction(share)
    return -(-part.numerator * of // part.denominator)


def count(pile: Pile, options: int, rules: Rules) -> Result:
    """Carried, lost, or no quorum; never carried on no votes, nor where nobody is known to count."""
    if options != 3:
        raise ValueError("a motion has yes, no and abstain")
    yes, no, abstain = sums(pile.ballots, options)
    cast = yes + no + abstain
    there = cast if rules.quorum_of == "cast" else rules.present or cast
    base = {"votes": yes + no, "cast": cast, "present": rules.present or cast, "eligible": rules.eligible}.get(
        rules.base, yes + no
    )
    steps = [
        counted(pile),
        Step(N_("{yes} yes, {no} no, {abstain} abstentions."), {"yes": yes, "no": no, "abstain": abstain}),
    ]
    if rules.quorum:
        quorum = needed(rules.quorum, rules.eligible)
        facts = {"there": there, "quorum": quorum, "eligible": rules.eligible}
        if there < quorum:
            steps.append(Step(N_("There is no quorum: {there} of {eligible}, and it takes {quorum}. Nothing is decided."), facts))
            return _result(pile, rules, (yes, no, abstain), NO_QUORUM, steps)
        steps.append(Step(N_("There is a quorum: {there} of {eligible}, and it takes {quorum}."), facts))
    steps.append(Step(_BASES.get(rules.base, _BASES["votes"]), {"base": base}))
    if rules.threshold == MAJORITY:
        carried = 2 * yes > base > 0
        steps.append(
            Step(
                NN_("It takes more than half: {count} yes or more.", "It takes more than half: {count} yes or more."),
                {"n": base // 2 + 1},
            )
        )
    else:
        part = Fraction(rules.threshold)
        carried = part.denominator * yes >= part.numerator * base > 0 and yes > 0
        steps.append(
            Step(
                N_("It takes {share} of them: {votes} yes or more."),
                {"share": rules.threshold, "votes": max(1, needed(rules.threshold, base))},
            )
        )
    steps.append(Step(N_("The motion is carried."), {}) if carried else Step(N_("The motion is lost."), {}))
    return _result(pile, rules, (yes, no, abstain), CARRIED if carried else LOST, steps)


def _result(pile: Pile, rules: Rules, votes: tuple[int, ...], outcome: str, steps: list[Step]) -> Result:
    winners = (YES,) if outcome == CARRIED else (NO,) if outcome == LOST else ()
    return Result(
        rules=replace(rules, seats=1),
        variant=f"threshold {rules.threshold} of {rules.base}" + (f", quorum {rules.quorum}" if rules.quorum else ""),
        ballots=pile.valid + pile.blank + pile.overvoted,
        valid=pile.valid,
        blank=pile.blank,
        overvoted=pile.overvoted,
        tallies=votes,
        winners=winners,
        undecided=(),
        order=levels(votes),
        stages=(Stage(1, N_("all ballots added up"), votes, elected=winners),),
        steps=tuple(steps),
        outcome=outcome,
    )


MOTION = Method(
    key="motion",
    name=N_("Yes or no"),
    about=N_(
        "Each person says yes, no or abstains, and the proposal is carried if it reaches the threshold that was set beforehand. Good for deciding on one clear proposal."
    ),
    asks=N_("Do we accept this proposal?"),
    instruction=N_("Mark one box only."),
    unit=NN_("{count} vote", "{count} votes"),
    counts=N_("Votes received"),
    too_many=N_("More than one box is marked."),
    reference="RONR 12th ed., 44",
    kind=Kind.ONE,
    count=count,
)
