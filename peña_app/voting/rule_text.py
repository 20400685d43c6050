"""The rules of a contest in plain words, as they are read out before the vote."""

from __future__ import annotations

from typing import Final

from peña_app.i18n import N_, NN_, _, number_text, said
from peña_app.voting.amounts import money_text
from peña_app.voting.counting import Rules
from peña_app.voting.methods.motion import MAJORITY
from peña_app.voting.parameters import BUDGETS, asked

_RANKS = N_("Each person gives 1 to the option they like best, 2 to the next, and so on, and may stop whenever they want.")

_MARKS: Final[dict[str, str]] = {
    "plurality": N_("Each person marks one option."),
    "irv": _RANKS,
    "stv-scottish": _RANKS,
    "stv-meek": _RANKS,
    "borda": _RANKS,
    "schulze": _RANKS,
    "ranked-pairs": _RANKS,
    "score": N_("Each person gives every option from 0 to {top} points."),
    "star": N_("Each person gives every option from 0 to {top} points."),
    "majority-judgment": N_("Each person judges every option with one of {grades} words; no mark is the lowest."),
    "motion": N_("Each person says yes, no or abstains."),
}

_WINS: Final[dict[str, str]] = {
    "dots": NN_("The option with most dots wins.", "The {count} options with most dots win."),
    "approval": NN_("The option with most marks wins.", "The {count} options with most marks win."),
    "plurality": NN_("The option with most marks wins.", "The {count} options with most marks win."),
    "score": NN_("The option with most points wins.", "The {count} options with most points win."),
    "star": NN_(
        "The two with most points go to a runoff, and the one that more people prefer wins.",
        "The two with most points go to a runoff, and the one that more people prefer wins; the same again until {count} have won.",
    ),
    "majority-judgment": NN_(
        "The option with the best word in the middle wins: at least half of the room says that or better.",
        "The {count} options with the best word in the middle win: at least half of the room says that or better.",
    ),
    "borda": NN_(
        "Each place is worth points, and the option with most points wins.",
        "Each place is worth points, and the {count} options with most points win.",
    ),
    "irv": N_(
        "The option with fewest votes goes out, round after round, and its ballots go on to their next choice, until one has more than half."
    ),
    "stv-scottish": NN_(
        "{count} place is filled: whoever reaches the quota is elected, and votes beyond it go on to the next choice, as do those of whoever goes out.",
        "{count} places are filled: whoever reaches the quota is elected, and votes beyond it go on to the next choice, as do those of whoever goes out.",
    ),
    "stv-meek": NN_(
        "{count} place is filled: whoever reaches the quota is elected and keeps only what it takes; the rest goes on to the next choices.",
        "{count} places are filled: whoever reaches the quota is elected and keeps only what it takes; the rest goes on to the next choices.",
    ),
    "schulze": NN_(
        "The option that would beat every other one to one wins; if they go in a circle, the strongest chain of wins decides.",
        "The {count} options that stand highest one to one win; if they go in a circle, the strongest chain of wins decides.",
    ),
    "ranked-pairs": NN_(
        "The option that would beat every other one to one wins; if they go in a circle, the clearest wins are settled first.",
        "The {count} options that stand highest one to one win; if they go in a circle, the clearest wins are settled first.",
    ),
}  # fmt: skip

_ALLOCATED = N_(
    "{count} win, one after the other: each uses up the ballots of those who like it best, so that every part of the room gets its share."
)

_TIES: Final[dict[str, str]] = {
    "report": N_("A tie for the last place is named, and the group decides what to do."),
    "again": N_("If there is a tie for the last place, the tied are voted on again."),
    "lot": N_("A tie for the last place is put to a lot, drawn in front of everyone."),
}

_BASES: Final[dict[str, str]] = {
    "votes": N_("those who say yes or no"),
    "cast": N_("those who vote (abstentions included)"),
    "present": N_("those present"),
    "eligible": N_("those who may vote"),
}


def rule_text(rules: Rules) -> str:
    """What each person does, what wins, and what happens in a tie, in the current language."""
    sentences = [_marks(rules), *_wins(rules)]
    if any(each.name == "ties" for each in asked(rules)):
        sentences.append(said(_TIES.get(rules.ties, _TIES["report"])))
    return " ".join(sentences)


def _counted(marked: str, n: int, **facts: object) -> str:
    return said(marked, n=n, count=number_text(n), **facts)


def _marks(rules: Rules) -> str:
    if rules.method == "dots":
        return _spread(
            rules,
            NN_("Each person has {count} dot.", "Each person has {count} dots and can put them where they want."),
            NN_("Each person has {count} dot, at most {most} for one option.", "Each person has {count} dots, at most {most} for one option."),
        )  # fmt: skip
    if rules.method == "approval":
        if rules.most:
            return _counted(
                NN_("Each person marks {count} option.", "Each person marks up to {count} options they support."), rules.most
            )
        return _("Each person marks all the options they support.")
    if rules.method in BUDGETS:
        return _projects(rules)
    if rules.method == "consent":
        five = _("Each person shows for every proposal from a fist, which blocks it, to five fingers, which carry it.")
        return five if rules.scale == "five" else _("Each person supports every proposal, stands aside or blocks it.")
    return (
        said(_MARKS[rules.method], top=number_text(rules.top), grades=number_text(rules.grades)) if rules.method in _MARKS else ""
    )


def _projects(rules: Rules) -> str:
    if rules.points:
        return _spread(
            rules,
            NN_("Each person has {count} point for the projects.", "Each person has {count} points for the projects."),
            NN_("Each person has {count} point, at most {most} for one project.", "Each person has {count} points, at most {most} for one project."),
        )  # fmt: skip
    if rules.most:
        return _counted(
            NN_("Each person marks {count} project.", "Each person marks up to {count} projects they want."), rules.most
        )
    return _("Each person marks all the projects they want.")


def _spread(rules: Rules, freely: str, at_most: str) -> str:
    if rules.max_per_option >= rules.dots:
        return _counted(freely, rules.dots)
    return _counted(at_most, rules.dots, most=number_text(rules.max_per_option))


def _wins(rules: Rules) -> list[str]:
    if rules.method == "motion":
        return _motion(rules)
    if rules.method == "consent":
        return [_("It goes ahead if nobody blocks it; every worry is heard first.")]
    if rules.method in BUDGETS:
        return _budget(rules)
    if rules.method == "star" and rules.seats > 1 and rules.several == "allocated":
        return [_counted(_ALLOCATED, rules.seats)]
    if rules.method == "score" and rules.by == "mean":
        return [
            _counted(
                NN_("The option with the highest mean wins.", "The {count} options with the highest means win."), rules.seats
            ),
            _counted(
                NN_("{count} person at least must have scored it.", "{count} people at least must have scored it."), rules.fewest
            ),
        ]
    return [_counted(_WINS[rules.method], rules.seats)] if rules.method in _WINS else []


def _motion(rules: Rules) -> list[str]:
    base = said(_BASES.get(rules.base, _BASES["votes"]))
    if rules.threshold == MAJORITY:
        carried = _("The proposal is carried if more than half of {base} say yes.").format(base=base)
    elif rules.threshold == "1":
        carried = _("The proposal is carried if all of {base} say yes.").format(base=base)
    else:
        carried = _("The proposal is carried if at least {share} of {base} say yes.").format(share=rules.threshold, base=base)
    if not rules.quorum:
        return [carried]
    if rules.quorum_of == "cast":
        there = _("Nothing is decided unless at least {share} of those who may vote take part.")
    else:
        there = _("Nothing is decided unless at least {share} of those who may vote are present.")
    return [carried, there.format(share=rules.quorum)]


def _budget(rules: Rules) -> list[str]:
    budget = money_text(rules.budget, rules.cents)
    shared = (
        _("There are {budget} to share.").format(budget=_grouped(budget)) if budget else _("The sum to share is not written yet.")
    )
    if rules.method == "pb-mes":
        return [
            shared,
            _("Everyone has the same part of it, and a project is paid for when those who want it can pay for it together."),
        ]
    if rules.rule.endswith("per-cost"):
        return [shared, _("The projects that are wanted most for what they cost are paid for first, as long as they fit.")]
    return [shared, _("The projects that are wanted most are paid for first, as long as they fit.")]


def _grouped(amount: str) -> str:
    whole, point, rest = amount.partition(".")
    return f"{number_text(int(whole))}{point}{rest}"
