"""Which parameters each way of voting has: how they are asked, within what bounds, and what suits a room of 150 neighbours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from peña_app.errors import Mishap
from peña_app.i18n import N_, Words, _, each, number_text
from peña_app.voting.counting import ANY, Rules, usual_dots
from peña_app.voting.methods.motion import MAJORITY

BUDGETS: Final = frozenset({"pb-greedy", "pb-mes"})
"""The methods in which every option has a cost."""


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number."""

    least: int
    most: int
    lowest: str = ""  # marked: what the least number is called, where it has a name


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few values, each with a name; of a field that is true or false, "1" and nothing."""

    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A share: one of those with a name, or another that is typed, such as 3/5 or 60%."""

    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Money:
    """A sum of money."""


def _always(_rules: Rules) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing to settle: the field of `Rules` it sets, how it is asked, and when it matters."""

    name: str
    asks: str  # marked
    entry: Number | Choice | Share | Money
    expert: bool = False
    when: Callable[[Rules], bool] = _always


_MANY = 35
_SEATS = Parameter("seats", N_("How many options win"), Number(1, _MANY))
_PLACES = Parameter("seats", N_("How many people are elected"), Number(1, _MANY))
_TIES = Parameter(
    "ties",
    N_("If there is a tie for the last place"),
    Choice(
        (
            ("report", N_("Say so, and the group decides")),
            ("again", N_("Vote again among the tied")),
            ("lot", N_("Draw lots in front of everyone")),
        )
    ),
)
_DOTS = Parameter("dots", N_("Dots per person"), Number(1, 99))
_MOST_DOTS = Parameter("max_per_option", N_("Most on one option"), Number(1, 99))
_MOST = Parameter("most", N_("How many each person may mark"), Number(0, _MANY, N_("any number")))
_RANKS = Parameter("ranks", N_("Places on the ballot"), Number(0, _MANY, N_("one for each option")), expert=True)
_OVERVOTE = Parameter(
    "overvote",
    N_("Two options at the same place"),
    Choice(
        (
            ("exhaust", N_("The ballot counts up to there")),
            ("skip", N_("That place is passed over")),
            ("exhaust-if-multiple-continuing", N_("It counts up to there if both are still in")),
        )
    ),
    expert=True,
)
_SKIPPED = Parameter(
    "max_skipped", N_("Empty places in a row that a ballot survives"), Number(ANY, 9, N_("any number")), expert=True
)
_TWICE = Parameter(
    "duplicate",
    N_("The same option at two places"),
    Choice((("skip", N_("The higher place counts")), ("exhaust", N_("The ballot counts up to there")))),
    expert=True,
)
_BUDGET = Parameter("budget", N_("How much money there is"), Money())
_POINTS = Parameter(
    "points", N_("What people mark"), Choice((("", N_("The projects they want")), ("1", N_("Points for the projects"))))
)


def _points(rules: Rules) -> bool:
    return rules.points


def _no_points(rules: Rules) -> bool:
    return not rules.points


def _has_quorum(rules: Rules) -> bool:
    return bool(rules.quorum)


def _needs_eligible(rules: Rules) -> bool:
    return bool(rules.quorum) or rules.base == "eligible"


_BUDGET_MARKS = (
    _POINTS,
    replace(_MOST, when=_no_points),
    Parameter("dots", N_("Points per person"), Number(1, 99), when=_points),
    Parameter("max_per_option", N_("Most for one project"), Number(1, 99), when=_points),
)
_MESSY = (_RANKS, _OVERVOTE, _SKIPPED, _TWICE)

PARAMETERS: Final[dict[str, tuple[Parameter, ...]]] = {
    "dots": (_DOTS, _MOST_DOTS, _SEATS, _TIES),
    "approval": (_SEATS, _MOST, _TIES),
    "plurality": (_SEATS, _TIES),
    "irv": (
        _TIES,
        Parameter(
            "batch",
            N_("How many go out in a round"),
            Choice((("", N_("the last one")), ("1", N_("all that cannot catch up")))),
            expert=True,
        ),
        *_MESSY,
    ),
    "stv-scottish": (_PLACES, _TIES, *_MESSY),
    "stv-meek": (_PLACES, _TIES, *_MESSY),
    "motion": (
        Parameter(
            "threshold",
            N_("What it takes"),
            Share(
                (
                    (MAJORITY, N_("more than half")),
                    ("3/5", N_("three fifths")),
                    ("2/3", N_("two thirds")),
                    ("3/4", N_("three quarters")),
                    ("1", N_("everyone")),
                )
            ),
        ),
        Parameter(
            "base",
            N_("Of whom"),
            Choice(
                (
                    ("votes", N_("who say yes or no")),
                    ("cast", N_("who vote, abstentions too")),
                    ("present", N_("everyone present")),
                    ("eligible", N_("everyone who may vote")),
                )
            ),
        ),
        Parameter(
            "quorum",
            N_("Quorum: how many must take part"),
            Share(
                (
                    ("", N_("no quorum")),
                    ("1/4", N_("a quarter of those who may vote")),
                    ("1/3", N_("a third of those who may vote")),
                    ("1/2", N_("half of those who may vote")),
                    ("2/3", N_("two thirds of those who may vote")),
                )
            ),
        ),
        Parameter(
            "quorum_of",
            N_("Who counts for the quorum"),
            Choice((("present", N_("everyone present")), ("cast", N_("everyone who votes")))),
            expert=True,
            when=_has_quorum,
        ),
        Parameter("eligible", N_("How many may vote"), Number(0, 99999, N_("not said yet")), when=_needs_eligible),
    ),
    "consent": (
        Parameter(
            "scale",
            N_("How people say it"),
            Choice((("three", N_("Support, stand aside, block")), ("five", N_("Fist to five fingers")))),
        ),
    ),
    "score": (
        Parameter("top", N_("The highest score"), Number(1, 10)),
        _SEATS,
        _TIES,
        Parameter(
            "by", N_("What decides"), Choice((("sum", N_("the sum of the scores")), ("mean", N_("their mean")))), expert=True
        ),
        Parameter(
            "fewest", N_("How many must have scored it"), Number(1, 999), expert=True, when=lambda rules: rules.by == "mean"
        ),
    ),
    "star": (
        _SEATS,
        _TIES,
        Parameter(
            "several",
            N_("Where several win"),
            Choice((("bloc", N_("the same again for each place")), ("allocated", N_("a place for each part of the room")))),
            when=lambda rules: rules.seats > 1,
        ),
    ),
    "majority-judgment": (_SEATS, _TIES, Parameter("grades", N_("How many words there are"), Number(3, 6), expert=True)),
    "borda": (
        _SEATS,
        _TIES,
        Parameter(
            "unranked",
            N_("Options without a number"),
            Choice((("average", N_("share the points that are left")), ("zero", N_("get no points")))),
            expert=True,
        ),
        _RANKS,
    ),
    "schulze": (
        _SEATS,
        _TIES,
        Parameter(
            "strength",
            N_("How strong a win is"),
            Choice(
                (
                    ("margins", N_("by how many votes")),
                    ("winning-votes", N_("the votes of the winner")),
                    ("ratio", N_("the winner’s to the other’s")),
                )
            ),
            expert=True,
        ),
        _RANKS,
    ),
    "ranked-pairs": (_SEATS, _TIES, _RANKS),
    "pb-greedy": (
        _BUDGET,
        *_BUDGET_MARKS,
        _TIES,
        Parameter(
            "rule",
            N_("What comes first"),
            Choice((("votes", N_("what most people want")), ("votes-per-cost", N_("most people for its cost")))),
            expert=True,
            when=_no_points,
        ),
        Parameter(
            "rule",
            N_("What comes first"),
            Choice(
                (
                    ("points", N_("the one with most points")),
                    ("points-per-cost", N_("most points for its cost")),
                    ("votes", N_("what most people want")),
                    ("votes-per-cost", N_("most people for its cost")),
                )
            ),
            expert=True,
            when=_points,
        ),
    ),
    "pb-mes": (
        _BUDGET,
        *_BUDGET_MARKS,
        _TIES,
        Parameter(
            "utility",
            N_("What a project is worth to those who want it"),
            Choice((("cost", N_("what it costs")), ("cardinality", N_("the same as any other")))),
            expert=True,
            when=_no_points,
        ),
        Parameter(
            "utility",
            N_("What a project is worth to those who want it"),
            Choice(
                (
                    ("points", N_("the points they gave it")),
                    ("cost", N_("what it costs")),
                    ("cardinality", N_("the same as any other")),
                )
            ),
            expert=True,
            when=_points,
        ),
        Parameter(
            "completion",
            N_("With the money that is left"),
            Choice(
                (
                    ("add1", N_("raise everyone’s share")),
                    ("add1u", N_("raise shares, then by votes")),
                    ("add1e", N_("raise until nothing more fits")),
                    ("utilitarian", N_("go by votes")),
                    ("none", N_("leave it")),
                )
            ),
            expert=True,
        ),
    ),
}
"""What is asked of each method, in the order in which it is asked."""

_ALIKE: Final = frozenset(
    {"ties", "most", "ranks", "overvote", "max_skipped", "duplicate", "budget", "points", "dots", "max_per_option", "top"}
)
"""What means the same wherever it is asked, and so stays when the method is changed."""

_COUNCILS: Final = frozenset({"stv-scottish", "stv-meek"})
_COUNCIL = 5


def asked(rules: Rules) -> list[Parameter]:
    """The parameters that matter under these rules."""
    return [parameter for parameter in PARAMETERS.get(rules.method, ()) if parameter.when(rules)]


def preset(method: str, options: int = 0) -> Rules:
    """The rules that suit a room of neighbours, with so many options.

    >>> preset("dots", 12).dots, preset("stv-scottish", 9).seats, preset("stv-scottish", 4).seats
    (4, 5, 3)
    """
    if method == "dots":
        return with_dots(Rules("plurality"), usual_dots(options), method="dots")
    if method in _COUNCILS:
        return Rules(method, seats=max(2, min(_COUNCIL, options - 1)) if options else _COUNCIL)
    return Rules(method)


def with_dots(rules: Rules, dots: int, **changes: Any) -> Rules:
    """The rules with so many dots or points for each person, of which at most three go to one option."""
    return replace(rules, dots=dots, max_per_option=min(dots, 3), **changes)


def switched(rules: Rules, method: str, options: int) -> Rules:
    """The same contest counted another way: what means the same there is kept, the rest is as it usually is."""
    usual = preset(method, options)
    both = {each.name for each in PARAMETERS.get(method, ())} & {each.name for each in PARAMETERS.get(rules.method, ())} & _ALIKE
    kept = {name: getattr(rules, name) for name in both}
    if {method, rules.method} <= _COUNCILS or not {method, rules.method} & _COUNCILS:
        kept["seats"] = rules.seats if any(each.name == "seats" for each in PARAMETERS.get(method, ())) else 1
    if {method, rules.method} <= BUDGETS:
        kept.update(costs=rules.costs, cents=rules.cents, budget=rules.budget)
    if kept.get("dots", 1) < 1:  # a budget without points has none
        kept.update(dots=usual.dots, max_per_option=usual.max_per_option)
    return settled(replace(usual, **kept))


def settled(rules: Rules) -> Rules:
    """The rules with every parameter in agreement with the others: what does not matter is as it usually is."""
    if rules.method in BUDGETS:
        ways = next((each.entry for each in asked(rules) if each.name in {"rule", "utility"}), None)
        name = "rule" if rules.method == "pb-greedy" else "utility"
        if isinstance(ways, Choice) and getattr(rules, name) not in {value for value, _named in ways.ways}:
            rules = replace(rules, **{name: ways.ways[0][0]})  # type: ignore[arg-type]
        if rules.points and rules.dots < 1:
            return with_dots(rules, 10)
        return rules if rules.points else replace(rules, dots=0, max_per_option=0)
    if rules.method == "dots":
        return replace(rules, max_per_option=max(1, min(rules.max_per_option, rules.dots)))
    return rules


def faults(rules: Rules, options: int) -> dict[str, Mishap]:
    """What must be put right before the vote opens, by the name of the parameter."""
    found: dict[str, Mishap] = {}
    names = {each.name for each in asked(rules)}
    if "seats" in names and 2 <= options <= rules.seats:
        found["seats"] = Mishap(
            _("There are {options} options for {seats} places.").format(
                options=number_text(options), seats=number_text(rules.seats)
            ),
            _("Write more options, or let fewer win."),
        )
    if rules.ranks == 1 and "ranks" in names:
        found["ranks"] = Mishap(_("With one place there is nothing to rank."), _("Give at least two places."))
    if rules.method in BUDGETS:
        if rules.budget < 1:
            found["budget"] = Mishap(_("The sum to share is missing."), _("Write how much money there is."))
        elif len(rules.costs) > 1 and all(rules.costs) and sum(rules.costs) <= rules.budget:
            found["budget"] = Mishap(
                _("There is money for all the projects together, so there is nothing to choose."),
                _("Look at the sum and at the costs again."),
            )
    if rules.method == "motion" and _needs_eligible(rules) and rules.eligible < 1:
        found["eligible"] = Mishap(_("How many people may vote is missing."), _("The rule that you chose is a part of them."))
    return found


def cost_faults(rules: Rules) -> dict[int, Mishap]:
    """What is wrong with the costs of projects, by their place in the list."""
    if rules.method not in BUDGETS:
        return {}
    found = {}
    for place, cost in enumerate(rules.costs):
        if cost < 1:
            found[place] = Mishap(_("The cost is missing."), _("Write what the project costs."))
        elif 0 < rules.budget < cost:
            found[place] = Mishap(_("This costs more than all the money there is."), _("Lower the cost, or take it out."))
    return found


def require_parameters(rules: Rules, options: int) -> None:
    """Check that a contest can be opened under these rules.

    Raises:
        Mishap: the first thing that must be put right.
    """
    for mishap in (*faults(rules, options).values(), *cost_faults(rules).values()):
        raise mishap


def fixed_options(method: str) -> tuple[Words, ...]:
    """The options that a method always has; none where people write their own."""
    return (each(N_("Yes")), each(N_("No")), each(N_("Abstain"))) if method == "motion" else ()


def suggested_options(method: str) -> tuple[Words, ...]:
    """The options to begin with, where people have written none."""
    return (each(N_("The proposal, as it was read out")),) if method == "consent" else ()


def fewest_options(method: str) -> int:
    """How many options there must be: for consent one proposal is enough."""
    return 1 if method == "consent" else 2
