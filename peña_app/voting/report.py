"""A result in the shape that programs read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from peña_app.voting.counting import Result, figure
from peña_app.voting.methods import method


def as_json(result: Result, names: Sequence[str]) -> dict[str, Any]:
    """The result with options by name, and every figure of the count as text, so that nothing is rounded on the way."""

    def named(options: Sequence[int]) -> list[str]:
        return [names[option] for option in options]

    def figures(numbers: Sequence[int]) -> dict[str, str]:
        return {name: figure(number, result.scale) for name, number in zip(names, numbers, strict=True)}

    rules = result.rules
    shape: dict[str, Any] = {"method": rules.method, "variant": result.variant, "seats": rules.seats}
    if rules.method == "dots":
        shape |= {"dots": rules.dots, "max_per_option": rules.max_per_option}
    if result.quota is not None:
        shape["quota"] = figure(result.quota, result.scale) if rules.method == "stv-meek" else str(result.quota // result.scale)
    shape |= {
        "ballots": result.ballots,
        "valid": result.valid,
        "blank": result.blank,
        "overvoted": result.overvoted,
        "exhausted": figure(result.exhausted, result.scale),
        "winners": named(result.winners),
        "undecided": [{"names": named(each.options), "places": each.places, "why": each.why} for each in result.undecided],
        "tallies": figures(result.tallies),
    }
    if result.outcome:
        shape["outcome"] = result.outcome
    if result.supporters:
        shape["supporters"] = {name: str(number) for name, number in zip(names, result.supporters, strict=True)}
    shape["rounds"] = [
        {
            "number": stage.number,
            "action": stage.action,
            "votes": figures(stage.votes),
            "elected": named(stage.elected),
            "excluded": named(stage.excluded),
            "nontransferable": figure(stage.nontransferable, result.scale),
            "lost": figure(stage.lost, result.scale),
            **({} if stage.quota is None else {"quota": figure(stage.quota, result.scale)}),
        }
        for stage in result.stages
    ]
    shape["order"] = [named(level) for level in result.order]
    if result.pairwise:
        shape["pairs"] = {
            name: {other: votes for at, (other, votes) in enumerate(zip(names, row, strict=True)) if at != place}
            for place, (name, row) in enumerate(zip(names, result.pairwise, strict=True))
        }
    if result.distribution:
        shape["distribution"] = {name: list(row) for name, row in zip(names, result.distribution, strict=True)}
    if result.total_cost is not None:
        shape["budget"] = figure(rules.budget, rules.cents) if rules.cents > 1 else str(rules.budget)
        shape["total_cost"] = figure(result.total_cost, rules.cents) if rules.cents > 1 else str(result.total_cost)
        shape["payments"] = {
            names[paid.option]: {"cost": str(paid.cost), "people": paid.people, "most": paid.most} for paid in result.payments
        }
    shape["reference"] = method(rules.method).reference
    shape["steps"] = [step.text(names) for step in result.steps]
    shape["warnings"] = [warning.text(names) for warning in result.warnings]
    return shape
