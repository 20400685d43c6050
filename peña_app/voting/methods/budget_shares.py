"""Equal Shares: everybody has the same part of the budget, and a project is funded if those who want it can pay for it together.

Peters, Pierczyński and Skowron 2021; equalshares.net. Next comes the project with most effective votes: the one that costs its
supporters least for each unit of what it is worth to them. They share its cost equally, as far as each has money left.

Money is kept in whole numbers of a common fraction of the currency, so that every share is exact.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import gcd, lcm

from peña_app.i18n import N_, NN_
from peña_app.voting import pace
from peña_app.voting.columns import supporters
from peña_app.voting.counting import Kind, Method, Paid, Pile, Result, Rules, Step
from peña_app.voting.methods.budget_greedy import SPENT, budgeted, by_votes, funded, marks, money, require_costs
from peña_app.voting.methods.totals import counted

_FINE = 96
"""Prices are compared as whole numbers with so many bits behind the point first, and exactly only where those are equal."""

COMPLETIONS = {"none": "no completion", "utilitarian": "then by votes", "add1": "Add1 until it would overspend", "add1e": "Add1, stop when nothing more fits", "add1u": "Add1, then by votes"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Supporters:
    """Who wants a project: their places in the list of different ballots, how many there are of each, and what it is worth to them."""

    who: tuple[int, ...]
    number: tuple[int, ...]
    worth: tuple[int, ...] | None  # None where it is worth the same to all
    total: int
    utility: int  # of all of them for one unit of price


@dataclass(frozen=True, slots=True)
class Price:
    """What each supporter pays for one unit of worth: ``top`` / ``bottom`` of the common unit; those with less pay all they have."""

    top: int
    bottom: int


@dataclass(slots=True)
class Purse:
    """What everyone has left, in units of 1/``unit`` of the currency."""

    left: list[int]
    unit: int
    bought: list[int] = field(default_factory=list)
    paid: list[Paid] = field(default_factory=list)


@dataclass(slots=True)
class Market:
    """The projects, their costs and those who want them."""

    costs: tuple[int, ...]
    wanted: list[Supporters]
    rank: list[int]  # where a project stands among those of one price: more votes, lower cost, the list
    worth: list[int]  # to each supporter, where it is the same to all: its cost, or 1

    def price(self, project: int, purse: Purse) -> Price | None:
        """What a project would cost its supporters; None if they cannot pay for it together."""
        want = self.wanted[project]
        cost = self.costs[project] * purse.unit
        left = purse.left
        if want.worth is not None:
            return _by_worth(want, cost, left)
        have = [left[who] for who in want.who]
        if min(have) * want.total >= cost:
            return Price(cost, want.total)
        rest, paying = cost, want.total
        alone = want.total == len(have)  # one person each, as among people who vote on many projects
        for money_left, number in ((each, 1) for each in sorted(have)) if alone else sorted(zip(have, want.number, strict=True)):
            if money_left * paying >= rest:
                return Price(rest, paying)
            rest -= money_left * number
            paying -= number
        return None

    def buy(self, project: int, price: Price, purse: Purse) -> None:
        """Let the supporters pay."""
        want = self.wanted[project]
        common = gcd(price.top, price.bottom)
        each, finer = price.top // common, price.bottom // common
        if finer > 1:
            purse.left = [money_left * finer for money_left in purse.left]
            purse.unit *= finer
        left = purse.left
        people, most = 0, 0
        for at, who in enumerate(want.who):
            pays = min(left[who], each * (want.worth[at] if want.worth else 1))
            if pays:
                left[who] -= pays
                people += want.number[at]
                most = max(most, pays)
        purse.bought.append(project)
        purse.paid.append(Paid(project, self.costs[project], people, str(Fraction(most, purse.unit))))

    def run(self, purse: Purse) -> tuple[Purse, Purse]:
        """Buy until nobody can pay for anything more; gives the end, and how it stood when money first made a difference.

        Up to there every project was bought in the order of what it costs when nobody is short of money: with more money for
        everyone it goes the same way, and so the next run may begin there.
        """
        left = [project for project in range(len(self.costs)) if project not in purse.bought and self.wanted[project].total]
        waiting = [(self._fine(self._least(project, purse.unit), project, purse.unit), project) for project in left]
        heapq.heapify(waiting)
        same: Purse | None = None
        while waiting:
            best: tuple[int, Price, int] | None = None
            seen: list[tuple[int, int]] = []
            short = False
            while waiting and (best is None or waiting[0][0] <= best[0]):
                _bound, project = heapq.heappop(waiting)
                price = self.price(project, purse)
                if price is None:
                    short = True
                    continue
                fine = self._fine(price, project, purse.unit)
                short = short or price != self._least(project, purse.unit)
                seen.append((fine, project))
                if best is None or self._cheaper(fine, price, project, best):
                    best = (fine, price, project)
            if best is None:
                break
            if short and same is None:
                same = Purse(list(purse.left), purse.unit, list(purse.bought), list(purse.paid))
            for each in seen:
                if each[1] != best[2]:
                    heapq.heappush(waiting, each)
            self.buy(best[2], best[1], purse)
        return purse, same or Purse(list(purse.left), purse.unit, list(purse.bought), list(purse.paid))

    def _least(self, project: int, unit: int) -> Price:
        """The price when nobody is short of money."""
        want = self.wanted[project]
        return Price(self.costs[project] * unit, want.utility)

    def _fine(self, price: Price, project: int, unit: int) -> int:
        return (price.top << _FINE) // (price.bottom * unit * self.worth[project])

    def _cheaper(self, fine: int, price: Price, project: int, best: tuple[int, Price, int]) -> bool:
        if fine != best[0]:
            return fine < best[0]
        mine = price.top * best[1].bottom * self.worth[best[2]]
        other = best[1].top * price.bottom * self.worth[project]
        return self.rank[project] < self.rank[best[2]] if mine == other else mine < other


def _by_worth(want: Supporters, cost: int, left: Sequence[int]) -> Price | None:
    """The price where a project is worth more to some than to others: they pay in proportion."""
    worth = want.worth or ()
    fine = lcm(*worth)
    order = sorted(range(len(want.who)), key=lambda at: left[want.who[at]] * (fine // worth[at]))
    rest, utility = cost, want.utility
    for at in order:
        money_left = left[want.who[at]]
        if money_left * utility >= rest * worth[at]:
            return Price(rest, utility)
        rest -= money_left * want.number[at]
        utility -= worth[at] * want.number[at]
    return None


def _market(pile: Pile, options: int, rules: Rules, votes: Sequence[int]) -> tuple[Market, int]:
    wanted: list[tuple[list[int], list[int], list[int]]] = [([], [], []) for _option in range(options)]
    for at, (ballot, number) in enumerate(pile.ballots.items()):
        for option, mark in enumerate(ballot):
            if mark:
                who, numbers, worth = wanted[option]
                who.append(at)
                numbers.append(number)
                worth.append(mark)
    by_points = rules.utility == "points"
    made = []
    for who, numbers, worth in wanted:
        total = sum(numbers)
        utility = sum(each * number for each, number in zip(worth, numbers, strict=True)) if by_points else total
        made.append(Supporters(tuple(who), tuple(numbers), tuple(worth) if by_points else None, total, utility))
    order = sorted(range(options), key=lambda option: (-votes[option], rules.costs[option], option))
    rank = [0] * options
    for place, option in enumerate(order):
        rank[option] = place
    values = [max(1, cost) for cost in rules.costs] if rules.utility == "cost" else [1] * options
    return Market(rules.costs, made, rank, values), len(pile.ballots)


def _shares(market: Market, people: int, voters: int, rules: Rules) -> Purse:
    """The projects bought, with the shares raised as the completion says."""
    start = Fraction(rules.budget, voters)
    end, same = market.run(Purse([start.numerator] * people, start.denominator))
    if rules.completion not in ("add1", "add1e", "add1u"):
        return end
    able = [project for project, want in enumerate(market.wanted) if want.total]
    while len(end.bought) < len(able):
        pace.step()
        spent = sum(market.costs[project] for project in end.bought)
        if rules.completion == "add1e" and not funded(able, rules, spent, end.bought):
            break
        raised = rules.cents * same.unit
        richer = Purse([money_left + raised for money_left in same.left], same.unit, list(same.bought), list(same.paid))
        following, same = market.run(richer)
        if sum(market.costs[project] for project in following.bought) > rules.budget:
            break
        end = following
    return end


def count(pile: Pile, options: int, rules: Rules) -> Result:
    """The projects that are funded, in the order in which they were, and who paid for each.

    Whoever leaves the ballot blank has a share too: it is theirs to spend or not.
    """
    require_costs(options, rules)
    voters = pile.valid + pile.blank
    votes = supporters(pile.ballots, options)
    steps = [counted(pile)]
    variant = f"Equal Shares, {rules.utility} utility, {COMPLETIONS.get(rules.completion, rules.completion)}"
    if sum(rules.costs) <= rules.budget:
        steps.append(Step(N_("All projects together cost no more than there is: all are funded."), {}))
        return budgeted(pile, rules, variant, votes, by_votes(votes, rules, per_cost=False), steps)
    if not voters:
        return budgeted(pile, rules, variant, votes, (), steps)
    market, people = _market(pile, options, rules, votes)
    share = Fraction(rules.budget, voters)
    steps.append(Step(N_("The budget of {budget} is shared equally: {share} for each of {voters} people."), {"budget": money(rules.budget, rules), "share": _sum(share, rules), "voters": voters}))  # fmt: skip
    purse = _shares(market, people, voters, rules)
    chosen = list(purse.bought)
    steps += [
            Step(
                NN_("{options} is funded: it costs {cost}, and {count} person pays up to {most}.", "{options} is funded: it costs {cost}, and {count} people pay up to {most} each."),
                {"options": (paid.option,), "cost": money(paid.cost, rules), "n": paid.people, "most": _sum(Fraction(paid.most), rules)},
            )
        for paid in purse.paid
    ]  # fmt: skip
    if rules.completion in ("utilitarian", "add1u"):
        spent = sum(rules.costs[option] for option in chosen)
        more = funded(by_votes(votes, rules, per_cost=False), rules, spent, chosen)
        steps += [Step(N_("{options} is added with what is left over, by votes."), {"options": (option,)}) for option in more]
        chosen += more
    spent = sum(rules.costs[option] for option in chosen)
    steps.append(Step(SPENT, {"spent": money(spent, rules), "budget": money(rules.budget, rules)}))
    return replace(budgeted(pile, rules, variant, votes, chosen, steps), payments=tuple(purse.paid))


def _sum(amount: Fraction, rules: Rules) -> str:
    """A sum in the currency to the cent, cut; only for reading."""
    cents = amount.numerator * 100 // (amount.denominator * rules.cents)
    return f"{cents // 100}.{cents % 100:02}"


PB_MES = Method(
    key="pb-mes",
    name=N_("Budget by equal shares"),
    about=N_(
        "Everyone has the same part of the budget, and a project is funded if those who want it can pay for it together. Good for spending so that small groups get their part too."
    ),
    asks=N_("Which projects do we pay for, so that everyone gets something?"),
    instruction=N_("Mark every project that you want to be paid for."),
    unit=NN_("{count} vote", "{count} votes"),
    counts=N_("Votes"),
    too_many=N_("More is marked than each person may mark."),
    reference="Peters, Pierczyński and Skowron 2021; equalshares.net",
    kind=Kind.SET,
    count=count,
    marks=marks,
)
