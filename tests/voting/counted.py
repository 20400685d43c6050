"""Contests of every method with a small room that voted, for the tests of results."""

from __future__ import annotations

import random

from peña_app.voting.accounting import Accounting, Papers
from peña_app.voting.counting import Kind, Marks, Result, Rules
from peña_app.voting.marks import grades, piled
from peña_app.voting.methods import METHODS, tally
from peña_app.voting.model import Contest, ContestId, Option, OptionId, State
from peña_app.voting.symbols import symbol

NAMES = [
    ("Huertos comunitarios", "Community gardens"), ("Defensa de inquilinos", "Tenant defense"), ("Clases de inglés", "English classes"),
    ("Clínica los sábados", "Saturday clinic"), ("Cuidado de niños", "Childcare"), ("Radio comunitaria", "Community radio"),
]  # fmt: skip
COSTS = (12500, 8000, 4300, 9900, 2500, 15000)
RULES = {
    "plurality": Rules("plurality"),
    "approval": Rules("approval", 2),
    "dots": Rules("dots", 3, 5, 3),
    "score": Rules("score"),
    "score by mean": Rules("score", by="mean", fewest=5),
    "star": Rules("star"),
    "star for two places": Rules("star", 2),
    "majority-judgment": Rules("majority-judgment"),
    "borda": Rules("borda"),
    "irv": Rules("irv"),
    "stv-scottish": Rules("stv-scottish", 3),
    "stv-meek": Rules("stv-meek", 3),
    "schulze": Rules("schulze"),
    "ranked-pairs": Rules("ranked-pairs"),
    "pb-greedy": Rules("pb-greedy", budget=30000, costs=COSTS),
    "pb-mes": Rules("pb-mes", budget=30000, costs=COSTS),
    "motion": Rules("motion", threshold="2/3", quorum="1/2", eligible=100, present=80),
    "consent": Rules("consent"),
    "consent by fingers": Rules("consent", scale="five"),
}


def contest(rules: Rules, state: State = State.DECLARED) -> Contest:
    """A contest with the options that its method takes."""
    names = [("Sí", "Yes"), ("No", "No"), ("Abstención", "Abstain")] if rules.method == "motion" else NAMES
    options = tuple(Option(OptionId(str(at)), {"es": es, "en": en}, "", symbol(at)) for at, (es, en) in enumerate(names))
    return Contest(ContestId("x"), {"es": "¿Qué va primero?", "en": "What comes first?"}, rules, options, state)


def cast(rules: Rules, options: int, voters: int = 70, seed: int = 3) -> dict[Marks, int]:
    """Ballots of a room that likes the first options best."""
    draw = random.Random(seed)  # noqa: S311 - ballots of a test keep no secret
    kind = METHODS[rules.method].marked(rules)
    found: dict[Marks, int] = {}
    for _voter in range(voters):
        liked = sorted(range(options), key=lambda option: draw.gauss(option, 1.6))
        marks = [0] * options
        if kind is Kind.ONE:
            marks[liked[0]] = 1
        elif kind is Kind.SET:
            marks = [int(option in liked[: draw.randint(1, 3)]) for option in range(options)]
        elif kind is Kind.DOTS:
            marks[liked[0]], marks[liked[1]] = min(3, rules.max_per_option), 1
        elif kind is Kind.RANKING:
            for place, option in enumerate(liked[: draw.randint(1, options)], start=1):
                marks[option] = place
        else:
            top = grades(rules) if kind is Kind.GRADES else rules.top + 1
            marks = [max(1, top - liked.index(option)) for option in range(options)]
        found[tuple(marks)] = found.get(tuple(marks), 0) + 1
    return found


def counted(name: str) -> tuple[Contest, Result]:
    """A contest of `RULES` and its result."""
    rules = RULES[name]
    held = contest(rules)
    return held, count(rules, cast(rules, len(held.options)))


def count(rules: Rules, ballots: dict[Marks, int]) -> Result:
    """The result of ballots as they were cast."""
    options = len(next(iter(ballots)))
    return tally(piled(ballots, options, METHODS[rules.method].marked(rules), rules), options, rules)


def accounted(result: Result) -> Accounting:
    """An account in which two ballots are missing."""
    handed = result.ballots + 2
    return Accounting(
        Papers(printed=handed + 10, unused=10, issued=handed), result.valid, result.blank, result.overvoted, 0, handed + 20
    )
